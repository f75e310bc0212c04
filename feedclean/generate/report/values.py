"""What is known of an article that somebody asks about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from feedclean.model.article import ArticleId, CleanArticle
from feedclean.model.original import Original
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Doubt
from feedclean.model.source import Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """How the article stands in its feed."""

    id: ArticleId
    is_gone: bool
    """It is in the feed no more."""
    is_by_plan: bool
    """It was cleaned by the plan that holds now."""
    is_by_edition: bool
    """And by this edition of the program, as far as it is known."""
    is_same_raw: bool
    """What is explained is what it was made of, and not what its file or feed has now."""
    is_same_text: bool
    """Cleaning it now gives what is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article, and all that there is to say about how it was cleaned."""

    article: CleanArticle
    plan: CleanPlan
    location: str
    """What it was read from."""
    dialect: str = ""
    captured_at: datetime | None = None
    source: Source | None = None
    """The configured one that has it."""
    doubts: tuple[Doubt, ...] = ()
    original: Original | None = None
    missing: str = ""
    """Why there is no original; then the removals are those on record."""
    published: Published | None = None
    is_feed_text: bool = False
    """It is the text of the feed, which stands in the place of its page."""
