"""Files that lie in folders."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.archive.members.base import MOST_BYTES, broken, opened, too_large
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.model.article import Failure


def read_file(piece: Piece) -> Iterator[Member | Failure]:
    """The one member that a file is."""
    try:
        with opened(piece) as file:
            body = file.read(MOST_BYTES + 1)
    except LoadError as error:
        yield broken(piece.name, str(error).removeprefix(f"{error.location}: "))
        return
    except OSError as error:
        yield broken(piece.name, f"cannot be read ({error.strerror or error})")
        return
    if len(body) > MOST_BYTES:
        yield too_large(piece.name, piece.size)
    else:
        yield Member(location=piece.name, body=body, is_stray=True)
