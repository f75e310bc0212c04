"""Records of JSONL files, one a line, compressed or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO, Final

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import MOST_BYTES, forward, is_mine, too_large, unread
from feedclean.archive.unpack import Forward
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError
from feedclean.model.article import Failure

_STEP: Final = 1 << 20


def read_lines(piece: Piece) -> Iterator[Member | Failure]:
    """The lines that begin within a piece; places are told in bytes, or in lines of a stream."""
    try:
        with open_file(piece.path) as file:
            yield from (
                _of_stream(forward(file, piece), piece) if piece.packed else _of_range(file, piece)
            )
    except (LoadError, OSError) as error:
        yield from unread(piece, error)


def _of_stream(stream: Forward, piece: Piece) -> Iterator[Member | Failure]:
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        whole = _rest_of_line(line, stream)
        if is_mine(number, piece):
            yield from _member(line, f"{piece.name}:{number + 1}", whole)
        number += 1


def _of_range(file: BinaryIO, piece: Piece) -> Iterator[Member | Failure]:
    file.seek(max(0, piece.start - 1))
    if piece.start and file.read(1) != b"\n":
        _rest_of_line(b"", file)  # it began in the piece before
    while piece.stop is None or file.tell() < piece.stop:
        at = file.tell()
        line = file.readline(MOST_BYTES + 1)
        if not line:
            return
        yield from _member(line, f"{piece.name}@{at}", _rest_of_line(line, file))


def _rest_of_line(line: bytes, file: BinaryIO | Forward) -> bool:
    """Whether a line was all there; if not, the rest is passed over."""
    if line.endswith(b"\n") or (line and len(line) <= MOST_BYTES):
        return True
    while (more := file.readline(_STEP)) and not more.endswith(b"\n"):
        pass
    return False


def _member(line: bytes, location: str, is_whole: bool) -> Iterator[Member | Failure]:  # noqa: FBT001
    if not is_whole:
        yield too_large(location)
    elif line.strip():
        yield Member(
            location=location,
            body=line,
            media_type="application/jsonl",
            charset="utf-8",
            dialect="jsonl",
        )
