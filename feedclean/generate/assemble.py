"""Articles of a source → its feed: no copies, newest first, cut to length, every date known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final
from urllib.parse import quote

from feedclean.generate.duplicates import distinct
from feedclean.generate.iri import entry_id
from feedclean.generate.spoken import common_language, credible, in_own_language
from feedclean.model.article import ArticleId, ArticleMeta, CleanArticle, Dropped, SourceId
from feedclean.model.memory import NO_FACTS, FeedFacts
from feedclean.model.output import Feed, FeedHead, SiteHead
from feedclean.model.source import Source
from feedclean.text import printable

UNDATED: Final = datetime(1970, 1, 1, tzinfo=UTC)
"""``updated`` of an entry nobody knows a date for, and of a feed without entries.

Atom wants a date on every entry. The clock would give new bytes with every build and lift old
articles to the top; a file's time is when it was copied; the date of a neighbour would look true.
The beginning of Unix time is what readers and people already take for "no date", it puts the entry
last, and it never changes. ``published`` stays absent.
"""

_NONE_SEEN: Final[Mapping[ArticleId, datetime]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """A feed, and the articles that are not in it."""

    feed: Feed
    duplicates: tuple[Dropped, ...]
    """Copies of articles in the feed or beyond its limit."""
    older: tuple[CleanArticle, ...]
    """Articles beyond the newest ``max_entries``, newest first."""


def assemble(
    source: Source,
    articles: Sequence[CleanArticle],
    site: SiteHead,
    first_seen: Mapping[ArticleId, datetime] = _NONE_SEEN,
    facts: FeedFacts = NO_FACTS,
) -> Assembled:
    """The feed of a source, and what became of every article that is not in it.

    Equal for any order of the articles, at any time.
    ``facts`` are what upstream says of the feed; the source itself knows better.
    ``first_seen`` fills in for a date the source does not give; without it such an entry is
    ``UNDATED``. It also tells which of several copies readers know already.
    In the result every entry has ``updated`` and an id Atom accepts, and no two the same.
    """
    first_seen = {published_id(name, source): date for name, date in first_seen.items()}
    found = distinct([_with_entry_id(article, source) for article in articles], first_seen)
    # Two stable sorts: newest first, and by id among equals.
    ordered = sorted(found.articles, key=lambda article: article.meta.id)
    ordered.sort(key=lambda article: _when(article.meta, first_seen), reverse=True)
    limit = max(0, source.max_entries)
    dated = [_dated(article, first_seen) for article in ordered]
    entries = tuple(dated[:limit])
    declared = credible(facts.language, entries) if source.language is None else facts.language
    if declared != facts.language:
        entries = tuple(map(in_own_language, entries))
    head = FeedHead(
        source=source.id,
        id=feed_id(source.id),
        title=source.title,
        self_url=self_url(site, source.id),
        site_url=source.site_url or facts.site_url,
        updated=latest(entries),
        language=source.language or declared or common_language(entries),
        subtitle=facts.subtitle,
        upstream_url=facts.url,
        icon=source.icon or facts.icon,
        logo=facts.logo,
        rights=facts.rights,
        license=source.license or facts.license,
    )
    feed = Feed(site=site, head=head, entries=entries)
    return Assembled(
        feed=feed,
        duplicates=found.dropped,
        older=tuple(dated[limit:]),
    )


def self_url(site: SiteHead, stem: str) -> str:
    """The address of the files of a feed, without the extension."""
    return site.url + quote(stem)


def feed_id(source: SourceId) -> str:
    """A ``tag:`` URI that depends on nothing but the source's id.

    RFC 4287, 4.2.6: an id stays when its feed moves, so neither host nor title is in it.
    ``.invalid`` belongs to nobody (RFC 2606), so the tag says nothing in another's name.
    """
    return f"tag:feedclean.invalid,2026:{quote(source, safe='')}"


def published_id(name: ArticleId, source: Source) -> ArticleId:
    """The id an article has in the feed: its own, unless no URI can be so."""
    return ArticleId(entry_id(printable(name), source.id))


def _with_entry_id(article: CleanArticle, source: Source) -> CleanArticle:
    """Before copies are looked for: two ids may differ in what no URI can hold only."""
    found = published_id(article.meta.id, source)
    if found == article.meta.id:
        return article
    return replace(article, meta=replace(article.meta, id=found))


def _when(meta: ArticleMeta, first_seen: Mapping[ArticleId, datetime]) -> datetime:
    """The date an entry is sorted by: what the source says, before when we saw it."""
    return meta.published or meta.updated or first_seen.get(meta.id) or UNDATED


def _dated(article: CleanArticle, first_seen: Mapping[ArticleId, datetime]) -> CleanArticle:
    if article.meta.updated is not None:
        return article
    updated = _when(article.meta, first_seen)
    return replace(article, meta=replace(article.meta, updated=updated))


def latest(entries: Sequence[CleanArticle]) -> datetime:
    """The newest date of any entry; never the clock."""
    dates = (date for one in entries for date in (one.meta.updated, one.meta.published) if date)
    return max(dates, default=UNDATED)
