"""Of a page and the text its feed had: which of the two says more, after cleaning; pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from feedclean.changes import lines_of
from feedclean.model.article import CleanArticle
from feedclean.text import fold, shared, squeeze, weight
from feedclean.walls.phrases import Kind, phrases

LESS_SHARE: Final = 0.9
"""A page with less than this share of the text of the feed has less of the article."""
HELD_SHARE: Final = 0.3
"""A page that holds less of the text of the feed is about something else, if that text is long."""
LONG: Final = 1_200
"""Weight (``text.weight``) from which a text of the feed is a text, and no blurb of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which text stands."""

    is_page: bool
    reason: str = ""
    """Why it is not that of the page."""


def choose(page: CleanArticle, feed: CleanArticle | None, *, is_stub: bool = False) -> Choice:
    """Whether the page or the text of the feed stands, given both as they were cleaned.

    ``is_stub`` leaves out of account what the page says of how to read on.
    """
    if feed is None or not feed.stats.chars_out:
        return Choice(is_page=True)
    ours, theirs = _text(page, is_stub=is_stub), _text(feed)
    has, had = weight(ours), weight(theirs)
    if has < LESS_SHARE * had or (is_stub and has <= had):
        told = f"the page has {has} characters of text, the feed {had}"
        return Choice(is_page=False, reason=told)
    if had >= LONG and (held := shared(squeeze(theirs), squeeze(ours))) < HELD_SHARE:
        return Choice(is_page=False, reason=f"the page holds {held:.0%} of the text of the feed")
    return Choice(is_page=True)


def _text(article: CleanArticle, *, is_stub: bool = False) -> str:
    lines = lines_of(article)
    if not is_stub:
        return "\n".join(lines)
    pitch = phrases()[Kind.PAYWALL].texts
    return "\n".join(line for line in lines if not pitch.search(fold(line)))
