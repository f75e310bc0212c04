"""What all readers of archives go by."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import BinaryIO, Final

from feedclean.archive.unpack import Forward, is_passing, unpacked
from feedclean.archive.values import Piece
from feedclean.errors import LoadError, NotReadable
from feedclean.gather.loader import SIZE_LIMIT_BYTES
from feedclean.model.article import LEFT_OUT, NOBODY, Failure

MOST_BYTES: Final = SIZE_LIMIT_BYTES
"""Of one member, as of one file."""
_BROKEN: Final = LoadError.__name__
_GROUP: Final = 64
"""Members of a stream that go to one piece before it is the next one's turn."""


def is_mine(number: int, piece: Piece) -> bool:
    """Whether a member of a compressed stream belongs to a piece of it; counted from 0."""
    return number // _GROUP % piece.parts == piece.part


def forward(file: BinaryIO, piece: Piece) -> Forward:
    """What the file of a piece holds, unpacked, from where it stands."""
    if piece.packed:
        return unpacked(file, piece.packed, piece.name, piece.size)
    size = file.seek(0, os.SEEK_END)
    file.seek(piece.start)
    return Forward(file, piece.name, size)


def broken(location: str, problem: str, error: str = _BROKEN) -> Failure:
    """A member, or the rest of an archive, that cannot be had."""
    return Failure(
        source=NOBODY,
        location=location,
        stage="gather",
        error=error,
        message=f"{location}: {problem}",
    )


def unread(piece: Piece, error: LoadError | OSError) -> Iterator[Failure]:
    """The rest of a piece that cannot be had."""
    if isinstance(error, LoadError):
        told = str(error).removeprefix(f"{error.location}: ")
    else:
        told = f"cannot be read ({error.strerror or error})"
    yield from of_file(piece, told, error)


def of_file(piece: Piece, problem: str, error: Exception) -> Iterator[Failure]:
    """What is wrong with the file of a piece: told by one of those that share a stream.

    All of them come to the place where it breaks. What disk or network did is told by each, as
    none of them may have met the same.
    """
    kind = kind_of_error(error)
    if piece.part == 0 or kind != _BROKEN:
        yield broken(piece.name, problem, kind)


def kind_of_error(error: Exception) -> str:
    """What an error is called among failures, by whether it may pass."""
    return NotReadable.__name__ if is_passing(error) else _BROKEN


def stray(location: str, problem: str) -> Failure:
    """A member that is no article and was hardly meant to be one."""
    return broken(location, problem, LEFT_OUT)


def too_large(location: str, size: int | None = None) -> Failure:
    """A member beyond the bounds."""
    told = f"{size} bytes are more" if size is not None else "unpacks to more"
    return broken(location, f"{told} than the {MOST_BYTES} allowed", "TooLarge")
