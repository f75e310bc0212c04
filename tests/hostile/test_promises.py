"""SECURITY.md: the numbers it promises are those of the code, the tests it names are there."""

from __future__ import annotations

import re

import pytest

from feedclean.clean.metadata.long_lists import MOST_NAMES
from feedclean.dom.bounds import MOST_ATTRIBUTES, MOST_CHARS, MOST_ESCAPES, MOST_OPEN, MOST_TAGS
from feedclean.errors import ParseError
from feedclean.gather.base import _HONEST_S, Purse
from feedclean.gather.fetcher import Limits
from feedclean.gather.loader import SIZE_LIMIT_BYTES
from feedclean.parse import MOST_ARTICLES
from feedclean.parse.feeds import bounds as feed_bounds
from feedclean.parse.feeds.feed import parse_feed
from feedclean.parse.records.json_record import MOST_VALUES
from tests.making import ROOT

PAGE = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", PAGE)
MB = 1_000_000
ANSWER, SOURCE = Limits(), Purse()
SENTENCES = (
    f"One answer takes {ANSWER.deadline_s:g} seconds, {ANSWER.wire_bytes // MB} MB as sent",
    f"and {ANSWER.body_bytes // MB} MB unpacked; a file {SIZE_LIMIT_BYTES // MB} MB.",
    f"All answers of a source take {SOURCE.answers_s + _HONEST_S:g} seconds of a build",
    f"the pauses between them {SOURCE.pauses_s / 60:g} minutes",
    f"{MOST_CHARS // MB} million characters, {MOST_TAGS:,} tags and {MOST_ESCAPES:,} references",
    f"Of more than {MOST_NAMES:,} authors, categories or enclosures of an article",
    f"XML has {feed_bounds.MOST_TAGS // MB} million tags",
    f"and {feed_bounds.MOST_REFERENCES // MB} million references, JSON",
    f"JSON {MOST_VALUES // MB} million values besides numbers, a file {MOST_ARTICLES:,} articles",
    f"Deeper nesting than {MOST_OPEN} and more than {MOST_ATTRIBUTES} attributes",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_limits_told_are_those_of_the_code(sentence: str) -> None:
    assert sentence in PAGE


@pytest.mark.parametrize(("file", "name"), NAMED, ids="::".join)
def test_a_test_that_is_named_is_there(file: str, name: str) -> None:
    text = (ROOT / file).read_text("utf-8")

    assert not name or f"\ndef {name}(" in text


def test_every_promise_has_tests() -> None:
    promised = PAGE.partition("## What is promised")[2].partition("## How")[0]
    rows = PAGE.partition("| what is promised |")[2].partition("\n\n")[0].splitlines()[2:]

    assert len(rows) >= len(re.findall(r"^[^*\n].+$", promised, re.MULTILINE))
    assert all("`tests/" in row for row in rows)


def test_a_feed_of_too_many_tags_is_refused() -> None:
    tags = "<a/>" * (feed_bounds.MOST_TAGS + 1)

    with pytest.raises(ParseError, match="tags"):
        parse_feed(f'<rss version="2.0"><channel>{tags}</channel></rss>', "a")
