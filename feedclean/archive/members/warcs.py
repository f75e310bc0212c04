"""Pages of WARC files (ISO 28500), one gzip member a record, or as they are.

The reader is our own: of 2,000 pages FastWARC takes 0.32 ms a page, zlib and these lines 0.40, and
warcio 0.52, where reading and cleaning one take ten and more; so what counts is that every step is
within bounds, and that one can begin in the middle of a file.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import BinaryIO, Final

from feedclean.archive.doors import open_file
from feedclean.archive.members.base import (
    MOST_BYTES,
    broken,
    forward,
    is_mine,
    stray,
    unread,
)
from feedclean.archive.members.warc_pages import PAGES, Record, told_of
from feedclean.archive.unpack import Forward, is_passing
from feedclean.archive.values import Member, Piece
from feedclean.errors import LoadError, NotReadable
from feedclean.model.article import Failure

_GZIP: Final = b"\x1f\x8b\x08"
_MAGIC: Final = b"WARC/"
_BLANK: Final = b"\r\n\r\n"
"""Behind every record."""
_STEP: Final = 1 << 16
_MOST_HEADERS: Final = 200
_LONGEST_HEADER: Final = 1 << 14
_ABOUT_PAGES: Final = re.compile(r"\.wat(?:\.\w+)?$", re.IGNORECASE)


def read_warc(piece: Piece) -> Iterator[Member | Failure]:
    """Successful answers, resources and texts of pages whose records begin within a piece."""
    if _ABOUT_PAGES.search(piece.name):
        if piece.start == piece.base and piece.part == 0:
            told = (
                "tells of pages and holds none (WAT); take the WARC or WET file of the same crawl"
            )
            yield stray(piece.name, told)
        return
    try:
        with open_file(piece.path) as file:
            if piece.packed in ("", "gz") and not piece.inside:
                yield from _ranged(file, piece)
            else:
                yield from _streamed(_stream_of(file, piece), piece)
    except (LoadError, OSError) as error:
        yield from unread(piece, error)


def _stream_of(file: BinaryIO, piece: Piece) -> Forward:
    if not piece.inside:
        return forward(file, piece)
    import zipfile  # noqa: PLC0415 - for WACZ files alone

    from feedclean.archive.members.zips import BROKEN  # noqa: PLC0415
    from feedclean.archive.unpack import unpacked  # noqa: PLC0415

    try:
        inner = zipfile.ZipFile(file).open(piece.inside)  # noqa: SIM115 - closed with its file
        return unpacked(inner, piece.packed, piece.name, piece.size)  # type: ignore[arg-type] # reads
    except (KeyError, *BROKEN) as error:
        kind = NotReadable if is_passing(error) else LoadError
        raise kind(piece.name, f"cannot be unpacked ({error})") from error


def _streamed(stream: Forward, piece: Piece) -> Iterator[Member | Failure]:
    for number, record in enumerate(_records(stream, piece.name)):
        if is_mine(number, piece):
            yield from told_of(record, f"{piece.name}:{number + 1}")


def _ranged(file: BinaryIO, piece: Piece) -> Iterator[Member | Failure]:
    """Records between two places; behind what cannot be read it goes on with the next record."""
    find = _next_member if piece.packed else _next_record
    at, is_sure, told = piece.start, piece.start == piece.base, False
    while True:
        found = find(file, at, piece)
        if is_sure and found != at and (gap := _gap(file, at, found, piece)):
            yield broken(f"{piece.name}@{at}", f"{gap} bytes hold no record that can be read")
        if found is None or _is_beyond(found, piece):
            return
        at, is_sure = found, True
        where = f"{piece.name}@{at}"
        file.seek(at)
        stream = _Inflated(file, piece) if piece.packed else _Plain(file, piece)
        try:
            for record in _records(Forward(stream, where, _bound(piece)), where):  # type: ignore[arg-type] # reads
                yield from told_of(record, where)
                if not piece.packed:
                    break
            at = stream.end()
            told = False
        except NotReadable:
            raise
        except (LoadError, EOFError, zlib.error) as error:
            if not told:  # once for a run of them: in a torn file much may look like a start
                yield broken(where, str(error).removeprefix(f"{where}: "))
            at, told, is_sure = at + 1, True, False


def _gap(file: BinaryIO, at: int, found: int | None, piece: Piece) -> int:
    """How many bytes there are behind a record that are no other; 0 where they are blank."""
    if _is_beyond(at, piece):  # what begins here is of the next piece, if anything does
        find = _next_member if piece.packed else _next_record
        if find(file, at, replace(piece, stop=at + len(_BLANK) + 1)) is not None:
            return 0
    end = found if found is not None else _end_of(file, at, piece)
    file.seek(at)
    between = file.read(min(_STEP, max(0, end - at)))
    return end - at if between.strip() else 0


def _end_of(file: BinaryIO, at: int, piece: Piece) -> int:
    """Where a piece ends, or its file if the piece has ended before."""
    if piece.stop is not None and at < piece.stop:
        return piece.stop
    return piece.end if piece.end is not None else file.seek(0, os.SEEK_END)


def _is_beyond(at: int, piece: Piece) -> bool:
    return piece.stop is not None and at >= piece.stop


def _bound(piece: Piece) -> int:
    return max(1_000_000_000, 500 * piece.size)


class _Plain:
    """The bytes of a file as they are, up to the end of its piece."""

    def __init__(self, file: BinaryIO, piece: Piece) -> None:
        self._file = file
        self._end = piece.end

    def read(self, size: int) -> bytes:
        if self._end is not None:
            size = min(size, max(0, self._end - self._file.tell()))
        return self._file.read(size)

    def readline(self, size: int) -> bytes:
        return self._file.readline(size)

    def end(self) -> int:
        """Where the next record may begin."""
        return self._file.tell()


class _Inflated:
    """One member of a gzip file, step by step."""

    def __init__(self, file: BinaryIO, piece: Piece) -> None:
        self._file = file
        self._end = piece.end
        self._unpacker = zlib.decompressobj(31)
        self._rest = b""
        self._buffer = b""

    def read(self, size: int) -> bytes:
        if not self._buffer:
            self._buffer = self._more()
        piece, self._buffer = self._buffer[:size], self._buffer[size:]
        return piece

    def readline(self, size: int) -> bytes:
        while b"\n" not in self._buffer and len(self._buffer) < size and (more := self._more()):
            self._buffer += more
        cut = self._buffer.find(b"\n", 0, size) + 1 or min(size, len(self._buffer))
        line, self._buffer = self._buffer[:cut], self._buffer[cut:]
        return line

    def _more(self) -> bytes:
        while not self._unpacker.eof:
            packed = self._rest or self._file.read(_STEP)
            if not packed:
                raise EOFError("it ends in the middle")
            found = self._unpacker.decompress(packed, _STEP)
            self._rest = self._unpacker.unconsumed_tail
            if found:
                return found
        return b""

    def end(self) -> int:
        """Where the next member may begin. Raises: LoadError, if this one cannot be read to it."""
        while self._more():
            pass
        return self._file.tell() - len(self._unpacker.unused_data)


def _next_member(file: BinaryIO, at: int, piece: Piece) -> int | None:
    """Where the first gzip member at or behind a place begins that holds a record."""
    return _search(file, at, piece, _GZIP, _begins_record)


def _next_record(file: BinaryIO, at: int, piece: Piece) -> int | None:
    """Where the first record at or behind a place begins; behind an empty line, or at the start."""
    return _search(file, at, piece, _MAGIC, lambda file, found: _is_at_start(file, found, piece))


def _search(
    file: BinaryIO,
    at: int,
    piece: Piece,
    magic: bytes,
    is_one: Callable[[BinaryIO, int], bool],
) -> int | None:
    base = at
    while piece.stop is None or base < piece.stop:
        file.seek(base)
        found = file.read(_STEP)
        if len(found) < len(magic):
            return None
        where = found.find(magic)
        while where >= 0:
            if is_one(file, base + where):
                return base + where
            where = found.find(magic, where + 1)
        base += len(found) - len(magic) + 1
    return None


def _begins_record(file: BinaryIO, at: int) -> bool:
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(_STEP), len(_MAGIC)) == _MAGIC
    except zlib.error:
        return False


def _is_at_start(file: BinaryIO, at: int, piece: Piece) -> bool:
    base = piece.base
    if at == base:
        return True
    file.seek(max(base, at - 4))
    return file.read(min(4, at - base)).endswith((b"\r\n\r\n", b"\n\n"))


def _records(stream: Forward, location: str) -> Iterator[Record]:
    """Records that stand one behind the other. Raises: LoadError, for what is none."""
    while True:
        line = stream.readline(_LONGEST_HEADER)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(_LONGEST_HEADER)
        if not line:
            return
        if not line.startswith(_MAGIC):
            raise LoadError(location, "holds something else than records; it is passed over")
        headers = _headers(stream, location)
        try:
            size = int(headers.get("content-length", ""))
        except ValueError as error:
            raise LoadError(location, "is a record without a length") from error
        wanted = headers.get("warc-type", "").lower() in PAGES and 0 <= size <= MOST_BYTES
        block = stream.read(size) if wanted else b""
        if not wanted and size > 0:
            stream.seek(stream.tell() + size)
        yield Record(headers, block, is_whole=wanted and len(block) == size)


def _headers(stream: Forward, location: str) -> dict[str, str]:
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS):
        line = stream.readline(_LONGEST_HEADER)
        if not line.strip():
            return headers
        name, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    raise LoadError(location, "is a record of too many headers")
