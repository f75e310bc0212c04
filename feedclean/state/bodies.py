"""Values and bodies as they lie in the database: JSON, compressed where it is long."""

from __future__ import annotations

from typing import Final, TypeVar

import msgspec
import zstandard

from feedclean.codec import canonical_json

Value = TypeVar("Value")

_LEVEL: Final = 9
"""Per page of 100 kB: 1.5 ms and a sixth of the size."""


def pack(value: object) -> bytes:
    """A value of ours, compressed."""
    return squeeze(canonical_json(value).encode("utf-8", "surrogatepass"))


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value ``pack`` was given."""
    return msgspec.json.decode(stretch(data), type=kind)


def read(text: str, kind: type[Value]) -> Value:
    """The value behind canonical JSON; keys it does not know are passed over."""
    return msgspec.json.decode(text, type=kind)


def squeeze(body: bytes) -> bytes:
    """Bytes, compressed; equal for equal bytes."""
    return zstandard.ZstdCompressor(level=_LEVEL).compress(body)


def stretch(data: bytes) -> bytes:
    """The bytes ``squeeze`` was given. Raises: ValueError, for what it never gave."""
    try:
        return zstandard.ZstdDecompressor().decompress(data)
    except zstandard.ZstdError as error:
        raise ValueError(f"not compressed as it should be: {error}") from error
