"""Rules as they stand in a file, not yet looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KEYS: Final = {
    "strip": "strip",
    "keep": "keep",
    "body": "body",
    "article_title": "title",
    "article_author": "author",
    "article_date": "date",
    "unwrap": "unwrap",
    "single_page": "single_page",
    "next_page": "next_page",
}
"""Keys whose values are selectors, and the field of ``SiteRules`` that holds them."""
FILTERS: Final = ("block", "allow")
"""Keys whose values are words to tell entries by: ``title: advertisement``."""
REPLACE: Final = "replace"
"""What is replaced in the source of an article."""
URL_REWRITE: Final = "url_rewrite"
"""What is replaced in its address, before its page is asked for."""
PAIRS: Final = (REPLACE, URL_REWRITE)
"""Keys whose values are pairs: what to find, what to put there."""
HEADERS: Final = "headers"
"""The key whose values are headers of requests: ``Accept-Language: de``."""
TEXTS: Final = (*KEYS, *FILTERS, HEADERS)
"""Keys whose values are texts."""
OF_TEXT: Final = frozenset(
    ("article_title", "article_author", "article_date", "single_page", "next_page")
)
"""Keys whose selectors may find texts as well as elements."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One rule as it stands in a file."""

    text: str
    by: str = ""
    """What is to stand in its place, for ``PAIRS``."""
    where: str
    """``config.toml, line 41``."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A rule that cannot be used."""

    key: str
    line: int
    problem: str
