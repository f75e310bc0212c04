"""Whole RSS and Atom files with full content: one article per entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import Reading, article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import cut_off, failed
from feedclean.parse.feeds.end import ends_within_an_entry, says_something, without_half_a_value
from feedclean.parse.feeds.feed import parse_feed
from feedclean.parse.feeds.text import root_name, sureness
from feedclean.parse.records.record import Record
from feedclean.urls import absolute

_ROOTS: Final = {
    "rss": {"rss": 0.98, "rdf": 0.9, "channel": 0.8, "item": 0.75},
    "atom": {"feed": 0.9, "entry": 0.75},
}
"""Root elements by dialect, and how sure each of them makes us."""

_RSS_IN_RDF: Final = re.compile(
    r"purl\.org/rss/|/rdf/simple/|\A(?>.*?<channel[\s>]).*<item[\s>]", re.DOTALL
)


def _nose(name: str) -> Callable[[Head], float]:
    def sniff(head: Head) -> float:
        """By the root element: a sitemap, an SVG picture or a page has another one."""
        root = root_name(head.text)
        if root is None or root not in _ROOTS[name]:
            return 0.0
        return min(_by_root(name, root, head.text), sureness(head.text))

    return sniff


def _by_root(name: str, root: str, text: str) -> float:
    if root == "rdf" and not _RSS_IN_RDF.search(text):
        return 0.2  # RDF is written for many things
    if root == "feed" and "<entry" in text.lower():
        return 0.98
    return _ROOTS[name][root]


def _reader(name: str) -> Callable[[Capture, str, Source], Iterator[RawArticle | Failure]]:
    def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
        """The entries in document order; one that says nothing at all is a failure.

        One that was cut off before any text of it is one, too: its id may not have come either,
        and it would stand beside itself once it comes whole.
        """
        is_cut = ends_within_an_entry(text)
        feed = parse_feed(without_half_a_value(text) if is_cut else text, capture.location)
        reading = reading_of(capture, source, name)
        if feed.site_url:
            reading = replace(reading, base=absolute(feed.site_url, reading.base))
        for index, record in enumerate(feed.records):
            if is_cut and index == len(feed.records) - 1:
                yield from _cut(record, reading, index)
            elif record.is_empty:
                told = f"entry {index + 1} has no title, text or link"
                yield failed(capture, source, told, f"#{index}")
            else:
                yield article(record, reading, index)

    return read


def _cut(record: Record, reading: Reading, index: int) -> Iterator[RawArticle | Failure]:
    """What came of an entry that was cut off, and that it was."""
    texts = (*record.bodies, record.summary)
    is_read = bool(record.enclosures) or any(map(says_something, texts))
    if is_read:
        yield article(record, reading, index)
    title = record.title.text.strip() if record.title else ""
    yield cut_off(reading.capture, reading.source, index + 1, title, is_read=is_read)


RSS = Dialect(name="rss", sniff=_nose("rss"), read=_reader("rss"))
ATOM = Dialect(name="atom", sniff=_nose("atom"), read=_reader("atom"))
