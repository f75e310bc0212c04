"""Dumps as real programs and archives write them, read through the command line.

`kinds/seen` was looked at while the readers were written. `kinds/unseen` was opened at the end:
of its titles 95 % were right then, of dates 89, authors 93, addresses 88, and 42 of 44 texts were
whole (71, 59, 52, 59 and 33 before there were these readers). `kinds/further` was written and
opened after that: 79, 79, 69, 76, and 20 of 26 (29, 38, 38, 29 and 12 before).

`kinds/written` and `kinds/sealed` came later, written together before the readers of notations and
of blocks; `sealed` was opened at the end: 80 % of its titles were right then, of dates 67, authors
64, addresses 62, and 18 of 25 texts were whole (68, 62, 52, 62 and 11 before). What came to light
was mended, so the floors of all are those of today.

`kinds/crawled` and `kinds/crawled-sealed` are what crawlers and readers write, both before their
readers were mended; the latter was opened at the end: 100 % of its titles, dates, authors and
languages were right then, 96 of its addresses, and 27 of 27 texts were whole (41, 65, 55, 41, 69
and 18 before). Its programs are those of `kinds/crawled` in other forms, and seven others; the
stories in both are few, so what they show is which text and which fields of a record are taken.
"""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.parse.shares import shares_of

KINDS: Final = Path(__file__).parent / "kinds"
FIELDS: Final = ("title", "published", "authors", "url", "language")
FLOORS: Final[dict[str, dict[str, float]]] = {
    **{
        half: {
            "count": 1.0,
            "body": 1.0,
            "title": 1.0,
            "published": 1.0,
            "authors": 1.0,
            "url": 1.0,
            "language": 1.0,
        }
        for half in ("crawled", "crawled-sealed")
    },
    "seen": {
        "count": 1.0,
        "body": 0.97,
        "title": 0.95,
        "published": 1.0,
        "authors": 1.0,
        "url": 1.0,
        "language": 1.0,
    },
    "unseen": {
        "count": 1.0,
        "body": 1.0,
        "title": 1.0,
        "published": 0.97,
        "authors": 1.0,
        "url": 1.0,
        "language": 1.0,
    },
    "written": {
        "count": 1.0,
        "body": 0.96,
        "title": 1.0,
        "published": 1.0,
        "authors": 0.96,
        "url": 1.0,
        "language": 1.0,
    },
    "sealed": {
        "count": 1.0,
        "body": 0.92,
        "title": 1.0,
        "published": 1.0,
        "authors": 1.0,
        "url": 1.0,
        "language": 0.85,
    },
    "further": {
        "count": 1.0,
        "body": 1.0,
        "title": 0.91,
        "published": 1.0,
        "authors": 0.92,
        "url": 1.0,
        "language": 1.0,
    },
}
"""Shares that have been reached, by half and field."""


def flat(text: str | None) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text or "")).lower()


def text_of(article: dict[str, Any]) -> str:
    return flat(unescape(re.sub(r"<[^<>]*>", "", article["html"])))


def shown(article: dict[str, Any]) -> str:
    """The text with its signs, in which marks of a notation can be seen."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^<>]*>", " ", article["html"])))


def is_left(piece: str, article: dict[str, Any]) -> bool:
    """Whether something that had to go is there; signs at an end are looked for, too."""
    is_word = piece[:1].isalnum() and piece[-1:].isalnum()
    return flat(piece) in text_of(article) if is_word else piece in shown(article)


def is_title(wanted: str, got: str | None) -> bool:
    return flat(wanted) == flat(got)


def is_date(wanted: str, got: str | None) -> bool:
    """A day alone was asked for, where no more is told; nothing, where nothing is."""
    if not wanted:
        return got is None
    return bool(got) and (got or "")[: len(wanted)] == wanted


def is_url(wanted: str, got: str | None) -> bool:
    return (got or "").rstrip("/") == wanted.rstrip("/")


def is_language(wanted: str, got: str | None) -> bool:
    return (got or "").partition("-")[0] == wanted


def are_authors(wanted: list[str], got: list[dict[str, Any]]) -> bool:
    return sorted(map(flat, wanted)) == sorted(flat(one["name"]) for one in got)


CHECKS: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "title": is_title,
    "published": is_date,
    "authors": are_authors,
    "url": is_url,
    "language": is_language,
}


def extract(path: Path) -> list[dict[str, Any]]:
    done = CliRunner().invoke(program, ["extract", "--json", str(path)])
    told = json.loads(done.stdout) if done.stdout.startswith("{") else {}
    found: list[dict[str, Any]] = told.get("articles", [])
    return found


def likeness(wanted: dict[str, Any], article: dict[str, Any]) -> float:
    text = text_of(article)
    hits = sum(flat(piece) in text for piece in wanted["body"])
    return hits - len(text) / 1_000_000


def outcomes(half: str) -> Iterator[tuple[str, bool, str]]:
    """Field, whether it is right, and what is wrong otherwise."""
    expected = tomllib.loads((KINDS / half / "expected.toml").read_text("utf-8"))
    for name, entries in sorted(expected.items()):
        articles = extract(KINDS / half / name)
        yield "count", len(articles) == len(entries), f"{name}: {len(articles)} articles"
        for wanted in entries:
            if not articles:
                asked = ("body", *(field for field in FIELDS if field in wanted))
                yield from ((field, False, f"{name}: nothing") for field in asked)
                continue
            best = max(articles, key=lambda one, wanted=wanted: likeness(wanted, one))
            articles = [one for one in articles if one is not best]
            text = text_of(best)
            lost = [piece for piece in wanted["body"] if flat(piece) not in text]
            left = [piece for piece in wanted.get("gone", []) if is_left(piece, best)]
            yield "body", not lost and not left, f"{name}: lost {lost}, left {left}"
            for field in FIELDS:
                if field in wanted:
                    got = best["meta"][field]
                    right = CHECKS[field](wanted[field], got)
                    yield field, right, f"{name}: {field} is {got!r}"


@cache
def shares(half: str) -> tuple[dict[str, float], dict[str, list[str]]]:
    return shares_of(outcomes(half))


@pytest.mark.parametrize(("half", "field"), [(h, f) for h, floor in FLOORS.items() for f in floor])
def test_dumps_of_many_kinds_are_read(half: str, field: str) -> None:
    reached, wrong = shares(half)

    assert reached[field] >= FLOORS[half][field], "\n".join(wrong.get(field, []))
