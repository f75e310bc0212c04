"""What recognising is told and what it finds, and what of an entry follows from its ledger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from feedclean.model.article import CleanArticle, Digest, Dropped
from feedclean.model.entry import Entry, Reading, Standing
from feedclean.model.plan import BlockProfile

FULL_SHARE: Final = 0.8
"""A version with less than this share of the other's text is a cut one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article that was just cleaned, and how it came."""

    reading: Reading
    article: CleanArticle
    profile: BlockProfile
    suspicion: str = ""
    """Why a text that has next to nothing of what stood may be none, but a wall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """When, how and under which plan a run sees articles."""

    now: datetime
    first_seen: datetime | None
    """Of entries that are new in this run; None when an archive is read for the first time."""
    plan: Digest
    is_archive: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the arrivals of a run amount to."""

    changed: tuple[Standing, ...]
    """New entries, and known ones with another text; sorted by id."""
    dropped: tuple[Dropped, ...]
    """Arrivals that are not published: copies, and what must not replace the text that stands."""


def under(entry: Entry, article: CleanArticle) -> CleanArticle:
    """The article as the entry readers may have seen already."""
    meta = replace(article.meta, id=entry.id, published=entry.published, updated=entry.updated)
    return replace(article, meta=meta)


def clamped(date: datetime | None, sight: Sight) -> datetime | None:
    """A date of the future would stay on top of the feed for ever."""
    if date is None or sight.first_seen is None:
        return date
    return min(date, sight.first_seen)


def is_better(a: CleanArticle, b: CleanArticle) -> bool:
    """Whether ``a`` is the version to publish: the full one, the later one, the longer one."""
    sizes = a.stats.chars_out, b.stats.chars_out
    if min(sizes) < FULL_SHARE * max(sizes):
        return sizes[0] > sizes[1]
    return _version(a) > _version(b)


def _version(article: CleanArticle) -> tuple[float, int, int]:
    when = article.meta.updated or article.meta.published
    moment = when.timestamp() if when is not None else float("-inf")
    return (moment, article.stats.images_out, article.stats.chars_out)
