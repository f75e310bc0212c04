"""Several pages of one article as the body of one capture, and back."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from feedclean.codec import canonical_json


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One page as a server sent it."""

    url: str
    body: bytes
    media_type: str | None
    charset: str | None


def joined_parts(parts: Sequence[Part]) -> bytes:
    """The pages one after the other, behind a line of JSON that says where each of them ends."""
    heads = [
        {
            "url": part.url,
            "media_type": part.media_type,
            "charset": part.charset,
            "size": len(part.body),
        }
        for part in parts
    ]
    return b"\n".join((canonical_json(heads).encode(), b"".join(part.body for part in parts)))


def parted(body: bytes) -> tuple[Part, ...]:
    """The pages again. Raises: ValueError, if they are damaged."""
    head, _, rest = body.partition(b"\n")
    heads: Any = json.loads(head)
    parts: list[Part] = []
    start = 0
    for one in _checked(heads):
        end = start + one["size"]
        parts.append(
            Part(
                url=one["url"],
                body=rest[start:end],
                media_type=one["media_type"],
                charset=one["charset"],
            )
        )
        start = end
    if not parts or start != len(rest):
        raise ValueError("the pages of this article are not as long as they were")
    return tuple(parts)


def _checked(heads: Any) -> Iterable[dict[str, Any]]:
    if not isinstance(heads, list):
        raise ValueError("nothing says where the pages of this article end")  # noqa: TRY004 - of bytes
    return heads
