"""What an address alone tells of whether it leads to an article."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote, urlsplit

WIDE: Final = re.compile("[\u0600-\u06ff\u0e00-\u0e7f\u3040-\u9fff\uac00-\ud7a3]")
"""Letters of which few say much."""
_NO_ARTICLE: Final = frozenset(
    "about account adv advertise archive archives author authors autor autoren categories category "
    "channel comments contact cookies events faq feed feeds help impressum imprint jobs kategorie "
    "kontakt legal login logout newsletter newsletters page pages policy privacy profile register "
    "rss search section sections shop signin signup sitemap subscribe tag tags team terms thema "
    "themen topic topics tos user users".split()
)
"""Last segments of addresses that lead to other things than articles."""
_OTHER_BELOW: Final = frozenset(
    "author authors autor autoren categories category kategorie page pages profile search tag tags "
    "thema themen topic topics user users".split()
)
"""Segments below which there are no articles either."""
_FILES: Final = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|zip|mp[34]|m4a|avi|docx?|xlsx?|pptx?|xml|rss|atom|json|css|js)$"
)
_DATE_PATH: Final = re.compile(
    r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2])(?:[/-]|\d\d|$)|/(?:19|20)\d{6}"
)
_NUMBER: Final = re.compile(r"\d{4,}")
_PAGE_FILE: Final = re.compile(r"\.(?:s?html?|php|aspx?|jsp|md)$")


def may_be_article(url: str) -> bool:
    """False for what is surely something else: a front page, a section, a file."""
    parts = urlsplit(url)
    path = unquote(parts.path).lower()
    segments = [segment for segment in path.split("/") if segment]
    if not segments:
        return _NUMBER.search(parts.query) is not None
    if _FILES.search(path) or segments[-1] in _NO_ARTICLE:
        return False
    return not any(segment in _OTHER_BELOW for segment in segments[:-1])


def address_points(url: str) -> float:
    """0 to 3: dates, numbers, slugs and the endings of page files."""
    parts = urlsplit(url)
    path = unquote(parts.path)
    last = path.rstrip("/").rpartition("/")[2]
    points = 0.0
    if _DATE_PATH.search(path):
        points += 1.5
    if _NUMBER.search(last) or _NUMBER.search(parts.query):
        points += 1.0
    if len(re.findall(r"[-_]", last)) >= 3 or WIDE.search(last):
        points += 1.5
    if _PAGE_FILE.search(last):
        points += 0.5
    return min(points, 3.0)


def path_shape(url: str) -> tuple[str, ...]:
    """The form of an address: its fixed beginning, and what kinds of segments follow."""
    segments = [segment for segment in urlsplit(url).path.split("/") if segment]
    return tuple(
        "9" if segment.isdigit() else "slug" if re.search(r"[-_\d]", segment) else "word"
        for segment in segments
    )
