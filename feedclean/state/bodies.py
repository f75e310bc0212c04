"""Values and bodies as they lie in the database: JSON, compressed where it is long."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec
import zstandard

from feedclean.codec import canonical_json

Value = TypeVar("Value")

_LEVEL: Final = 3
"""Of 80 pages a page took 0.5 ms and 33 kB; at level 5 1.15 ms and 31 kB, at 9 2.3 ms and 30 kB.
Of 1,500 entries one with its profile took 30 us and 2.28 kB; at level 5 58 us and 2.21 kB."""
# of 4 kB a third of the time went into a new one; a store is used by one thread
_COMPRESSOR: Final = zstandard.ZstdCompressor(level=_LEVEL)


def pack(value: object) -> bytes:
    """A value of ours, compressed; every field of it is one that is compared."""
    return squeeze(_json(value))


def _json(value: object) -> bytes:
    """JSON with sorted keys, as ``canonical_json`` writes it but for figures such as 1e-7."""
    try:  # profile of a page of 690 blocks: 0.3 ms, by way of dicts and lists 7
        return msgspec.json.encode(value, order="sorted")
    except UnicodeEncodeError:  # half a character
        return canonical_json(value).encode("utf-8", "surrogatepass")


def as_text(value: object) -> str:
    """The same as text, not compressed."""
    return _json(value).decode("utf-8", "surrogatepass")


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value ``pack`` was given."""
    return msgspec.json.decode(stretch(data), type=kind)


def read(text: str, kind: type[Value]) -> Value:
    """The value behind canonical JSON; keys it does not know are passed over."""
    return msgspec.json.decode(text, type=kind)


def squeeze(body: bytes) -> bytes:
    """Bytes, compressed; equal for equal bytes."""
    return _COMPRESSOR.compress(body)


def stretch(data: bytes) -> bytes:
    """The bytes ``squeeze`` was given. Raises: ValueError, for what it never gave."""
    try:
        return zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError as error:
        raise ValueError(f"not compressed as it should be: {error}") from error
