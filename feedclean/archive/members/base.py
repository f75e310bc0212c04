"""What all readers of archives go by."""

from __future__ import annotations

import os
from typing import BinaryIO, Final

from feedclean.archive.doors import open_file
from feedclean.archive.unpack import Forward, unpacked
from feedclean.archive.values import Piece
from feedclean.gather.loader import SIZE_LIMIT_BYTES
from feedclean.model.article import LEFT_OUT, Failure, SourceId

MOST_BYTES: Final = SIZE_LIMIT_BYTES
"""Of one member, as of one file."""
_GROUP: Final = 64
"""Members of a stream that go to one piece before it is the next one's turn."""


def is_mine(number: int, piece: Piece) -> bool:
    """Whether a member of a compressed stream belongs to a piece of it; counted from 0."""
    return number // _GROUP % piece.parts == piece.part


def opened(piece: Piece) -> BinaryIO:
    """The input of a piece. Raises: LoadError."""
    return open_file(piece.path)


def forward(file: BinaryIO, piece: Piece) -> Forward:
    """What the file of a piece holds, unpacked, from where it stands."""
    if piece.packed:
        return unpacked(file, piece.packed, piece.name, piece.size)
    size = file.seek(0, os.SEEK_END)
    file.seek(piece.start)
    return Forward(file, piece.name, size)


def broken(location: str, problem: str, error: str = "LoadError") -> Failure:
    """A member, or the rest of an archive, that cannot be had."""
    return Failure(
        source=SourceId(""),
        location=location,
        stage="gather",
        error=error,
        message=f"{location}: {problem}",
    )


def stray(location: str, problem: str) -> Failure:
    """A member that is no article and was hardly meant to be one."""
    return broken(location, problem, LEFT_OUT)


def too_large(location: str, size: int | None = None) -> Failure:
    """A member beyond the bounds."""
    told = f"{size} bytes are more" if size is not None else "unpacks to more"
    return broken(location, f"{told} than the {MOST_BYTES} allowed", "TooLarge")
