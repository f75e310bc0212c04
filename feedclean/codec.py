"""Values to canonical JSON and to digests; equal values give equal bytes, everywhere and always."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import Enum
from functools import cache
from pathlib import PurePath
from typing import Any, Final

from feedclean.model.article import Digest

_AS_THEY_ARE: Final = frozenset((str, int, float, bool, type(None)))


def digest(*parts: str | bytes) -> Digest:
    """BLAKE2b-128 of the parts, each framed by its length, as 32 hex digits."""
    framed: list[bytes] = []
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        framed += (len(data).to_bytes(8, "big"), data)
    return Digest(hashlib.blake2b(b"".join(framed), digest_size=16).hexdigest())


def digest_of_pieces(size: int, pieces: Iterable[bytes]) -> Digest:
    """``digest`` of a single part, ``size`` bytes long, that is never held as a whole."""
    found = hashlib.blake2b(size.to_bytes(8, "big"), digest_size=16)
    for piece in pieces:
        found.update(piece)
    return Digest(found.hexdigest())


@cache
def _compared(kind: type) -> tuple[str, ...] | None:
    """Names of the fields; what is not compared is left out: equal values give equal bytes.

    None for what is no dataclass.
    """
    if not dataclasses.is_dataclass(kind):
        return None
    return tuple(field.name for field in dataclasses.fields(kind) if field.compare)


def plain(value: object) -> Any:
    """The value as dicts, lists, strings and numbers, ready for JSON.

    Raises: TypeError, for a value that is none of ours.
    """
    kind: type = value.__class__
    if kind in _AS_THEY_ARE:
        return value
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str | int | float):
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, PurePath):
        return value.as_posix()
    names = _compared(kind)
    if names is not None:
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {str(key): plain(value[key]) for key in sorted(value)}
    raise TypeError(f"cannot write {type(value).__name__} as JSON")


def canonical_json(value: object) -> str:
    """JSON with sorted keys and no spare white space; keys of mappings are text.

    Raises: TypeError, for a value that is none of ours.
    """
    return _ENCODER.encode(value)


def _opened(value: object) -> object:
    """A value that JSON does not know, as one it knows; what that holds may be of ours again."""
    kind: type = value.__class__
    names = _compared(kind)
    return plain(value) if names is None else {name: getattr(value, name) for name in names}


# metadata of an entry: 10 us; made plain before, all of it, 30
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False,
    sort_keys=True,
    separators=(",", ":"),
    check_circular=False,
    default=_opened,
)


def digest_of(value: object) -> Digest:
    """Digest of the canonical JSON of a value."""
    return digest(canonical_json(value))
