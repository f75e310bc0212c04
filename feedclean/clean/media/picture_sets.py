"""Which of several addresses is the largest picture, in sets of them and in JSON values."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Final

from feedclean.urls import absolute_image

PICTURE_FILE: Final = re.compile(
    r"^[^\s{}<>]+\.(?:jpe?g|png|gif|webp|avif|bmp)(?:[?#!@]\S*)?$", re.IGNORECASE
)


def is_picture_file(address: str) -> bool:
    """Whether an address leads to a picture rather than to a page about one."""
    return bool(PICTURE_FILE.match(address.strip()))


def largest_in_json(text: str) -> str | None:
    """The address beside the largest number in a JSON value."""
    try:
        found = list(_sizes(json.loads(text), 0.0))
    except (ValueError, RecursionError):  # no JSON, or nested without end
        return None
    return max(found, key=lambda one: one[0])[1] if found else None


def _sizes(value: object, size: float) -> Iterator[tuple[float, str]]:
    """Addresses of pictures in a JSON value, each with the largest number that goes with it."""
    if isinstance(value, str) and PICTURE_FILE.match(value):
        yield size, value
    elif isinstance(value, list):
        for one in value:
            yield from _sizes(one, size)
    elif isinstance(value, dict):
        beside = max([size, *(_number(one) for one in value.values() if not isinstance(one, dict))])
        for key, one in value.items():
            if PICTURE_FILE.match(key):
                yield _number(one), key
            yield from _sizes(one, max(beside, _number(key)))


def _number(value: object) -> float:
    """The largest number in a JSON value; 0.0 where there is none."""
    if isinstance(value, int | float):
        return value  # as it is: some whole numbers are too large to be a float
    if isinstance(value, str):
        return float(value) if value.isdecimal() else 0.0
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return max((_number(part) for part in parts), default=0.0)


def _candidates(value: str) -> list[tuple[str, str]]:
    """Address and descriptor of each candidate of a ``srcset``.

    Source: HTML Living Standard, "Parsing a srcset attribute" (a comma ends a candidate only where
    white space or a descriptor stands before it or white space follows).
    """
    found: list[tuple[str, str]] = []
    for part in re.split(r",\s+|(?<=\d[wx]),", value.strip()):
        words = part.split()
        if words:
            found.append((words[0].rstrip(","), words[1] if len(words) > 1 else ""))
    return found


def largest(value: str) -> str | None:
    """The address of the largest candidate of a ``srcset``; None where there is none."""

    def size(candidate: tuple[str, str]) -> float:
        try:
            return float(candidate[1][:-1])
        except ValueError:
            return 0.0

    candidates = [c for c in _candidates(value) if not c[0].startswith("data:")]
    return max(candidates, key=size)[0] if candidates else None


def source_set(value: str, base: str | None) -> str:
    """A ``srcset`` with absolute addresses; empty where one of them cannot be written there."""
    parts = []
    for url, descriptor in _candidates(value):
        address = absolute_image(url, base)
        if address is None or address.startswith("data:") or "," in address or " " in address:
            return ""
        parts.append(f"{address} {descriptor}".strip())
    return ", ".join(parts)
