"""Undoes the compression of a body, up to a size: a small body may hold an endless one."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from typing import Final

GZIP_OR_ZLIB: Final = 47
RAW_DEFLATE: Final = -15
"""Window sizes as zlib writes them."""

ACCEPT_ENCODING: Final = "gzip, deflate, br, zstd"
WINDOW_BYTES: Final = 8 * 1024 * 1024
"""Memory a zstd body may ask for. Source: RFC 9659, section 3."""
_PIECE: Final = 256
"""Bytes of zstd unpacked at a time: each four of them may become a block of 128 KiB."""
_MEMBERS_PIECE: Final = 4096
"""Bytes of gzip looked at a time: what is behind a member is copied, and a member has 20 bytes.

Of 20 MB of empty ones in one piece: five minutes; in pieces: a second.
"""


class NotInflatable(Exception):
    """A body that is not compressed the way it says."""


class Bomb(Exception):
    """A body that grows beyond the limit."""


def inflate(body: bytes, encodings: tuple[str, ...], limit_bytes: int) -> bytes:
    """The body before its content codings were applied, which are given in order of application.

    Raises: NotInflatable, Bomb.
    """
    for name in reversed(encodings):
        undo = _UNDO.get(name)
        if undo is None:
            raise NotInflatable(f"sent as {name}, which was not asked for")
        body = undo(body, limit_bytes)
    return body


def _inflate_zlib(body: bytes, limit_bytes: int) -> bytes:
    try:
        return _run(body, GZIP_OR_ZLIB, limit_bytes)
    except zlib.error:
        pass
    try:  # "deflate" without the zlib wrapper, which some servers have always sent
        return _run(body, RAW_DEFLATE, limit_bytes)
    except zlib.error as error:
        raise NotInflatable(f"not compressed as announced ({error})") from error


def _run(body: bytes, window: int, limit_bytes: int) -> bytes:
    """All members of a stream; bytes behind the last that start no further one are padding."""
    out = bytearray()
    start = 0
    while True:
        inflater = zlib.decompressobj(window)
        while not inflater.eof:
            piece = body[start : start + _MEMBERS_PIECE]
            if not piece:
                raise NotInflatable("the compressed body ends in the middle")
            out += inflater.decompress(piece, limit_bytes + 1 - len(out))
            if len(out) > limit_bytes:
                raise Bomb
            start += len(piece) - len(inflater.unused_data)
        if not body.startswith(b"\x1f\x8b", start):
            return bytes(out)


def _inflate_brotli(body: bytes, limit_bytes: int) -> bytes:
    import brotli  # noqa: PLC0415 - few servers send it

    inflater = brotli.Decompressor()
    out = bytearray()
    try:
        out += inflater.process(body, output_buffer_limit=limit_bytes + 1)
        while not inflater.is_finished() and len(out) <= limit_bytes:
            more = inflater.process(b"", output_buffer_limit=limit_bytes + 1 - len(out))
            if not more:
                raise NotInflatable("the compressed body ends in the middle")
            out += more
    except brotli.error as error:
        raise NotInflatable(f"not compressed as announced ({error})") from error
    if len(out) > limit_bytes:
        raise Bomb
    return bytes(out)


def _inflate_zstd(body: bytes, limit_bytes: int) -> bytes:
    import zstandard  # noqa: PLC0415 - as above

    inflater = zstandard.ZstdDecompressor(max_window_size=WINDOW_BYTES)
    out = bytearray()
    start = 0
    while start < len(body):
        frame = inflater.decompressobj()
        while not frame.eof:
            piece = body[start : start + _PIECE]
            if not piece:
                raise NotInflatable("the compressed body ends in the middle")
            try:
                out += frame.decompress(piece)
            except zstandard.ZstdError as error:
                raise NotInflatable(f"not compressed as announced ({error})") from error
            if len(out) > limit_bytes:
                raise Bomb
            start += len(piece) - len(frame.unused_data)
    return bytes(out)


def _as_it_is(body: bytes, _limit_bytes: int) -> bytes:
    return body


_UNDO: Final[Mapping[str, Callable[[bytes, int], bytes]]] = {
    "br": _inflate_brotli,
    "deflate": _inflate_zlib,
    "gzip": _inflate_zlib,
    "identity": _as_it_is,
    "x-gzip": _inflate_zlib,
    "zstd": _inflate_zstd,
}
