"""Files that lie in folders."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import MOST_BYTES, too_large, unread
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.model.article import Failure


def read_file(piece: Piece) -> Iterator[Member | Failure]:
    """The one member that a file is."""
    try:
        with open_file(piece.path) as file:
            body = file.read(MOST_BYTES + 1)
    except (LoadError, OSError) as error:
        yield from unread(piece, error)
        return
    if len(body) > MOST_BYTES:
        yield too_large(piece.name, piece.size)
    else:
        yield Member(location=piece.name, body=body, is_stray=True)
