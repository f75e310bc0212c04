"""Whole RSS and Atom files with full content: one article per entry."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import failed
from feedclean.parse.feed import parse_feed
from feedclean.parse.feed_text import ends_within_an_entry, root_name, sureness
from feedclean.urls import absolute

_ROOTS = {
    "rss": {"rss": 0.98, "rdf": 0.9, "channel": 0.8, "item": 0.75},
    "atom": {"feed": 0.9, "entry": 0.75},
}
"""Root elements by dialect, and how sure each of them makes us."""

_RSS_IN_RDF = re.compile(
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
        """The entries in document order; one that says nothing at all is a failure."""
        feed = parse_feed(text, capture.location)
        reading = reading_of(capture, source, name)
        if feed.site_url:
            reading = replace(reading, base=absolute(feed.site_url, reading.base))
        for index, record in enumerate(feed.records):
            if record.is_empty:
                yield failed(
                    capture, source, f"entry {index} has no title, text or link", f"#{index}"
                )
            else:
                yield article(record, reading, index)
        if feed.records and ends_within_an_entry(text):
            last = len(feed.records) - 1
            told = f"entry {last} was cut off in the middle; what came of it is read"
            yield failed(capture, source, told, f"#{last}")

    return read


RSS = Dialect(name="rss", sniff=_nose("rss"), read=_reader("rss"))
ATOM = Dialect(name="atom", sniff=_nose("atom"), read=_reader("atom"))
