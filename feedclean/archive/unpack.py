"""Compressed streams, read forward within bounds: a small file may hold an endless one."""

from __future__ import annotations

import bz2
import io
import logging
import lzma
import zlib
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import BinaryIO, Final, TypeAlias, cast

from feedclean.errors import LoadError, NotReadable

_MOST_TIMES: Final = 500
_LEAST_BYTES: Final = 1_000_000_000
"""A stream may unpack to a gigabyte, or to 500 times its size: text shrinks to a tenth, records
that repeat each other to a hundredth, and a bomb of zeros to a thousandth."""
_MOST_AT_ONCE: Final = 64_000_000
"""Nobody who reads members of bounded size asks for more in one go."""
_XZ_MEMORY: Final = 256 * 1024 * 1024
_ZSTD_WINDOW: Final = 128 * 1024 * 1024
"""What ``xz -9`` and ``zstd --long`` need, and some more."""
_STEP: Final = 1 << 16
_ZSTD_STEP: Final = 1 << 10
_GZIP_STEP: Final = 1 << 12
"""What is unpacked of one step before a byte that is wrong is lost with it."""
_MOST_BEHIND: Final = 1 << 16
"""Bytes behind a stream that may be no stream: what a program that made it has added."""

_log = logging.getLogger(__name__)


class Forward(io.RawIOBase):
    """A stream that can be read and skipped, but not gone back in; it tells where it is."""

    def __init__(self, stream: BinaryIO, location: str, limit: int) -> None:
        self._stream = stream
        self._location = location
        self._limit = limit
        self._at = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Bytes read or skipped so far."""
        return self._at

    def read(self, size: int = -1, /) -> bytes:
        """Up to so many bytes; fewer only at the end. Raises: LoadError, beyond the bounds."""
        if not 0 <= size <= _MOST_AT_ONCE:
            raise LoadError(self._location, f"a part of it claims to be {size} bytes long")
        pieces: list[bytes] = []
        while size > 0 and (piece := self._take(size)):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    def readline(self, size: int | None = -1, /) -> bytes:
        """One line with its end, or the first so many bytes of it. Raises: LoadError."""
        line = self._checked(lambda: self._stream.readline(_MOST_AT_ONCE if size is None else size))
        self._count(line)
        return line

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Skips to a place further on. Raises: LoadError."""
        if whence != 0 or offset < self._at:
            raise io.UnsupportedOperation("a compressed stream is not read backwards")
        while self._at < offset and self._take(min(_STEP, offset - self._at)):
            pass
        return self._at

    def _take(self, size: int) -> bytes:
        piece = self._checked(lambda: self._stream.read(size))
        self._count(piece)
        return piece

    def _count(self, piece: bytes) -> None:
        self._at += len(piece)
        if self._at > self._limit:
            problem = f"unpacks to more than {self._limit} bytes; what lies behind is not read"
            raise LoadError(self._location, problem)

    def _checked(self, read: Callable[[], bytes]) -> bytes:
        try:
            return read()
        except LoadError:
            raise
        except Exception as error:  # each library has errors of its own for broken streams
            if is_passing(error):
                reason = getattr(error, "strerror", None) or error
                raise NotReadable(self._location, f"cannot be read ({reason})") from error
            problem = f"cannot be unpacked behind byte {self._at} ({error})"
            raise LoadError(self._location, problem) from error


def is_passing(error: BaseException) -> bool:
    """Whether an error is of the disk or the network, and not of the bytes they gave."""
    # gzip and bz2 say OSError of a broken stream, too, but no number of the system's.
    return isinstance(error, NotReadable) or (
        isinstance(error, OSError) and error.errno is not None
    )


def unpacked(stream: BinaryIO, packed: str, location: str, size: int) -> Forward:
    """The bytes of a compressed stream, ``size`` bytes long as it is; ``""``: as they are."""
    limit = max(_LEAST_BYTES, _MOST_TIMES * size)
    return Forward(UNPACK[packed](stream, location), location, limit)


class _Steps(io.RawIOBase):
    """What a library unpacks step by step, as a stream; ends that come too soon are told."""

    def __init__(self, steps: Iterator[bytes]) -> None:
        self._steps = steps
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, into: object, /) -> int:
        """Fills a buffer as far as one step gives."""
        view = memoryview(cast("bytearray", into))
        if not self._rest:
            self._rest = next(self._steps, b"")
        piece, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(piece)] = piece
        return len(piece)


def _xz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY)


def _block_steps(
    stream: BinaryIO,
    location: str,
    begun: Callable[[], lzma.LZMADecompressor | bz2.BZ2Decompressor],
    mark: bytes,
) -> Iterator[bytes]:
    """Streams of xz or bzip2, one behind the other, in bounded memory."""
    rest = _past_padding(b"", stream, _STEP)
    while rest:
        unpacker = begun()
        while not unpacker.eof:
            if unpacker.needs_input and not (rest := rest or stream.read(_STEP)):
                raise EOFError("it ends in the middle")
            if piece := unpacker.decompress(rest, _STEP):
                yield piece
            rest = b""
        rest = _further(_past_padding(unpacker.unused_data, stream, _STEP), stream, mark, location)


def _further(rest: bytes, stream: BinaryIO, mark: bytes, location: str) -> bytes:
    """What is behind a stream: another one, which begins with a mark, or nothing that is one.

    Some bytes at the end that are none are passed over, as the tools of these formats do, and told.
    """
    if not rest or rest.startswith(mark):
        return rest
    rest += stream.read(_MOST_BEHIND)
    if len(rest) > _MOST_BEHIND or mark in rest:  # it may be one that is broken: let it be told
        return rest
    _log.warning("%s: %d bytes behind its end are no part of it, and not read", location, len(rest))
    return b""


def _past_padding(rest: bytes, stream: BinaryIO, step: int) -> bytes:
    """What is next of a stream, behind the zeros that tapes and disks fill blocks up with."""
    while not (rest := rest.lstrip(b"\0")) and (rest := stream.read(step)):
        pass
    return rest


def _gz_steps(stream: BinaryIO, location: str) -> Iterator[bytes]:
    """Members of gzip, one behind the other; the library's own reader loses what it read ahead."""
    rest = _past_padding(b"", stream, _GZIP_STEP)
    while rest:
        unpacker = zlib.decompressobj(31)
        while not unpacker.eof:
            if not (rest := rest or stream.read(_GZIP_STEP)):
                raise EOFError("it ends in the middle")
            if piece := unpacker.decompress(rest, _STEP):
                yield piece
            rest = unpacker.unconsumed_tail
        rest = _past_padding(unpacker.unused_data, stream, _GZIP_STEP)
        rest = _further(rest, stream, b"\x1f\x8b", location)


def _zst_steps(stream: BinaryIO, _location: str) -> Iterator[bytes]:
    """Frames of zstd; each four bytes of one may become a block of 128 KiB."""
    import zstandard  # noqa: PLC0415 - where it is used

    rest = b""
    while rest := rest or stream.read(_ZSTD_STEP):
        unpacker = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()
        while not unpacker.eof:
            if not (rest := rest or stream.read(_ZSTD_STEP)):
                raise EOFError("it ends in the middle")
            if piece := unpacker.decompress(rest):
                yield piece
            rest = b""
        rest = unpacker.unused_data


_Open: TypeAlias = Callable[[BinaryIO, str], BinaryIO]


def _stepped(steps: Callable[[BinaryIO, str], Iterator[bytes]]) -> _Open:
    """A reader that gives what was unpacked before a break, to the last byte."""
    return lambda stream, location: io.BufferedReader(_Steps(steps(stream, location)), _STEP)


def _as_it_is(stream: BinaryIO, _location: str) -> BinaryIO:
    return stream


UNPACK: Final[Mapping[str, _Open]] = {
    "": _as_it_is,
    "bz2": _stepped(partial(_block_steps, begun=bz2.BZ2Decompressor, mark=b"BZh")),
    "gz": _stepped(_gz_steps),
    "xz": _stepped(partial(_block_steps, begun=_xz, mark=b"\xfd7zXZ\0")),
    "zst": _stepped(_zst_steps),
}
"""A stream, and where it lies, to what it holds."""
