"""Values as canonical JSON: equal values give equal bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from enum import Enum, StrEnum
from pathlib import PurePosixPath
from types import MappingProxyType

import pytest

from feedclean.codec import canonical_json, digest, digest_of_pieces, plain


class Colour(StrEnum):
    RED = "red"


class Size(Enum):
    LARGE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    when: datetime
    note: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    title: str
    parts: tuple[Inner, ...] = ()
    colour: Colour = Colour.RED


NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
VALUES: dict[str, object] = {
    "text": 'é "q" \u2028 \ud800',
    "numbers": (1, 1.5, 1e-7, -0.0, True, None),
    "enums": (Colour.RED, Size.LARGE),
    "moment": NOON.astimezone(timezone(timedelta(hours=8))),
    "path": PurePosixPath("a/b"),
    "mapping": MappingProxyType({"b": (Colour.RED,), "a": {"z": NOON, "y": []}}),
    "values in values": Outer(title="t", parts=(Inner(when=NOON, note="n"), Inner(when=NOON))),
}


@pytest.mark.parametrize("value", VALUES.values(), ids=VALUES.keys())
def test_canonical_json_is_that_of_the_plain_value(value: object) -> None:
    told = canonical_json(value)

    assert json.loads(told) == plain(value)
    assert told == json.dumps(
        plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def test_what_is_not_compared_is_not_told() -> None:
    one, other = Inner(when=NOON, note="a"), Inner(when=NOON, note="b")

    assert canonical_json(one) == canonical_json(other) == '{"when":"2026-03-01T12:00:00Z"}'


@pytest.mark.parametrize("value", [b"bytes", {1, 2}, object()], ids=["bytes", "set", "object"])
def test_a_value_that_is_none_of_ours_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="cannot write"):
        canonical_json((value,))


def test_bytes_in_pieces_have_the_digest_they_have_as_a_whole() -> None:
    assert digest_of_pieces(7, [b"abc", b"", b"defg"]) == digest(b"abcdefg")
