"""Whole pages as programs of sites write them, read through the command line.

`sites/open` was looked at while the readers were mended, `sites/sealed` once, at the end; so were
`text-open` and `text-sealed` for what is text, of kinds of pages that are not among those. The
figures of all are in docs/benchmarks.md. What is `modified` only is given as `published`, since
an entry needs a day.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

import pytest

from tests.parse.shares import shares_of
from tests.parse.test_kinds import CHECKS, extract, flat, is_date, text_of

SITES: Final = Path(__file__).parent / "sites"
FIELDS: Final = {
    "title": "title",
    "authors": "authors",
    "published": "published",
    "modified": "updated",
    "url": "url",
    "language": "language",
    "picture": "image",
}
"""What is asked, and what it is called in the answer."""
FLOORS: Final[dict[str, dict[str, float]]] = {
    "open": {
        "title": 1.0,
        "authors": 1.0,
        "published": 1.0,
        "modified": 0.8,
        "url": 1.0,
        "language": 0.87,
        "picture": 1.0,
        "stay": 0.97,
        "go": 1.0,
    },
    "sealed": {
        "title": 1.0,
        "authors": 0.83,
        "published": 1.0,
        "modified": 0.8,
        "url": 1.0,
        "language": 1.0,
        "picture": 0.85,
        "stay": 0.95,
        "go": 1.0,
    },
    "text-open": {"stay": 0.98, "go": 0.99},
    "text-sealed": {"stay": 0.96, "go": 0.96},
}
"""Shares that have been reached, by half and field."""


def is_picture(wanted: str, got: str | None) -> bool:
    return wanted in (got or "")


CHECK: Final[dict[str, Callable[[Any, Any], bool]]] = {
    **CHECKS,
    "modified": is_date,
    "picture": is_picture,
}


def outcomes(half: str) -> Iterator[tuple[str, bool, str]]:
    """Field, whether it is right, and what is wrong otherwise."""
    expected = tomllib.loads((SITES / half / "expected.toml").read_text("utf-8"))
    for name, wanted in sorted(expected.items()):
        (article,) = extract(SITES / half / name)
        text = text_of(article)
        for field, called in FIELDS.items():
            if field in wanted:
                got = article["meta"][called]
                yield field, CHECK[field](wanted[field], got), f"{name}: {field} is {got!r}"
        yield from (("stay", flat(part) in text, f"{name}: lost {part}") for part in wanted["stay"])
        yield from (("go", flat(part) not in text, f"{name}: left {part}") for part in wanted["go"])


@cache
def shares(half: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    return shares_of(outcomes(half))


@pytest.mark.parametrize(("half", "field"), [(h, f) for h, floor in FLOORS.items() for f in floor])
def test_pages_of_many_sites_are_read(half: str, field: str) -> None:
    reached, wrong = shares(half)

    assert reached[field] >= FLOORS[half][field], "\n".join(wrong.get(field, []))
