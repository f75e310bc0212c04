"""Feeds as they are found: all that a server can get wrong, held against feedparser.

Where feedparser is known to be wrong, the table says what it does and what is right instead.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from html import unescape
from time import struct_time
from typing import Any

import feedparser
import pytest

from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.parse.articles import Reading, article
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.lenient import read_leniently
from feedclean.parse.feeds.text import bare
from tests.parse.awkward import (
    atom_feeds,
    broken_feeds,
    dated_feeds,
    encoded_feeds,
    json_feeds,
    rss_feeds,
    rss_items,
)
from tests.parse.awkward.making import PLACE, Awkward, Told
from tests.parse.reading import strictly

FEEDS: dict[str, Awkward] = {
    **rss_feeds.FEEDS,
    **rss_items.FEEDS,
    **atom_feeds.FEEDS,
    **dated_feeds.FEEDS,
    **encoded_feeds.FEEDS,
    **broken_feeds.FEEDS,
    **json_feeds.FEEDS,
}
AGREED = {name: one for name, one in FEEDS.items() if one.right is None}
DISPUTED = {name: one for name, one in FEEDS.items() if one.right is not None}
SOUND = {name: one for name, one in FEEDS.items() if one.sound}
SOURCE = Source(id=SourceId("s"), kind=SourceKind.FEED, location=PLACE, title="S")


def capture(one: Awkward) -> Capture:
    kind, _, parameters = one.content_type.partition(";")
    return Capture(
        source=SOURCE.id,
        location=PLACE,
        body=one.body,
        media_type=kind or None,
        charset=parameters.partition("=")[2] or None,
        captured_at=datetime(2024, 6, 1, tzinfo=UTC),
    )


def by_us(one: Awkward) -> tuple[Told, ...]:
    return tuple(
        (found.meta.title, found.meta.url, moment(found.meta.published))
        for found in read(capture(one), SOURCE)
        if isinstance(found, RawArticle)
    )


def moment(when: datetime | None) -> str | None:
    return when.strftime("%Y-%m-%dT%H:%M") if when else None


def by_feedparser(one: Awkward) -> tuple[Told, ...]:
    headers = {"content-type": one.content_type, "content-location": PLACE}
    told = feedparser.parse(one.body, response_headers=headers)
    return tuple(
        (title(one), (one.get("link") or "").strip() or None, date(one)) for one in told.entries
    )


def title(entry: Any) -> str:
    detail = entry.get("title_detail") or {}
    text = entry.get("title", "")
    if "html" in detail.get("type", ""):
        text = unescape(re.sub(r"</?[A-Za-z][^<>]*>", "", text))
    return " ".join(text.split())


def date(entry: Any) -> str | None:
    # by the methods of a dict: its own warn of a date that stands in for another
    parsed = (dict.get(entry, f"{name}_parsed") for name in ("published", "updated"))
    when: struct_time | None = next(filter(None, parsed), None)
    return moment(datetime(*when[:6], tzinfo=UTC)) if when else None


def test_there_are_more_than_a_hundred_and_most_are_agreed_upon() -> None:
    assert len(AGREED) > 100
    assert len(DISPUTED) < len(FEEDS) / 2


@pytest.mark.parametrize("one", AGREED.values(), ids=AGREED.keys())
def test_feedparser_tells_the_same(one: Awkward) -> None:
    told = by_us(one)

    assert len(told) == one.entries
    assert told == by_feedparser(one)


@pytest.mark.parametrize("one", DISPUTED.values(), ids=DISPUTED.keys())
def test_where_feedparser_is_wrong_we_are_right(one: Awkward) -> None:
    assert by_us(one) == one.right
    assert by_feedparser(one) != one.right, "no dispute any more: take it off the list"


@pytest.mark.parametrize("one", SOUND.values(), ids=SOUND.keys())
def test_both_readers_give_the_same_articles(one: Awkward) -> None:
    document = bare(decode(one.body, capture(one).charset).text)
    strict, lenient = strictly(document, PLACE), read_leniently(document, PLACE)
    reading = Reading(capture=capture(one), source=SOURCE, dialect="x", zone=None, base=PLACE)

    assert (lenient.flavour, lenient.title, lenient.site_url, lenient.language) == (
        strict.flavour,
        strict.title,
        strict.site_url,
        strict.language,
    )
    assert [article(r, reading, n) for n, r in enumerate(lenient.records)] == [
        article(r, reading, n) for n, r in enumerate(strict.records)
    ]


def test_a_broken_item_is_told_and_costs_no_other() -> None:
    found = list(read(capture(FEEDS["JSON with an item that is none"]), SOURCE))

    assert sum(isinstance(one, Failure) for one in found) == 5
