"""The files of one source: its feed in every format, its archives, its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from feedclean.generate.assemble import Assembled, assemble, published_id
from feedclean.generate.hosts import with_copies
from feedclean.generate.presentable import presentable
from feedclean.generate.table import FORMATS
from feedclean.model.article import ArticleId, CleanArticle, Digest, Dropped, Failure, SourceId
from feedclean.model.entry import Archived, Made, Standing
from feedclean.model.output import Card, Feed, Headline, Rendered, Unaltered
from feedclean.model.source import Source
from feedclean.work.archives import Archives, archives
from feedclean.work.desk import Desk
from feedclean.work.place import facts_in
from feedclean.work.published import archive_owner, digests
from feedclean.work.shown import shown, where

_HEADLINES: Final = 5
"""On the card of a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """What is to be published of a source; nothing where what stands is to stay."""

    files: tuple[Rendered | Unaltered, ...] = ()
    """Those that others link to first."""
    outputs: tuple[tuple[str, Digest], ...] = ()
    """Path and digest of each file, closed archives aside."""
    entries: int = 0
    """In the feed people subscribe to."""
    beyond: frozenset[ArticleId] = frozenset()
    """Entries that are not in it, and that nobody misses who forgets them."""
    card: Card | None = None
    closed: tuple[Archived, ...] = ()
    made: tuple[tuple[SourceId, Made], ...] = ()
    dropped: Mapping[ArticleId, Dropped] = field(default_factory=dict)
    """Entries that are not in it at all: a person's rules leave them out, or they are copies."""


def feed_files(desk: Desk) -> Output:
    """The files of the entries that stand; whatever goes wrong is a failure of the source."""
    source, intake = desk.intake.source, desk.intake
    living = desk.living
    if not living:
        if not (intake.failures or desk.failures or intake.silent or desk.ledger):
            desk.failures.append(_nothing(desk))
        return Output()
    published = shown(source, desk.place.config.rules, living)
    articles = [one.article for one in published.entries]
    seen = {one.entry.id: one.entry.first_seen for one in living if one.entry.first_seen}
    facts = facts_in(source, desk.book, desk.place.config.secrets)
    try:
        found = assemble(source, articles, desk.place.config.site.head, seen, facts)
        older = archives(found, desk.place) if source.archive else Archives(feed=found.feed)
        own = rendered(older.feed, desk.place.config.site.host)
    except Exception as error:  # noqa: BLE001 - the edge of generate: a feed is whole or stays
        desk.failures.append(
            Failure.of(error, source=source.id, location=source.id, stage="generate")
        )
        return Output()
    return Output(
        files=(*older.unaltered, *older.files, *older.open, *own),
        outputs=digests((*older.open, *own)),
        entries=len(found.feed.entries),
        beyond=_beyond(desk, found, older),
        card=card(older.feed),
        closed=older.closed,
        dropped=published.dropped | _copies(source, published.entries, found),
        made=((archive_owner(source.id), older.made),) if older.made else (),
    )


def _copies(
    source: Source, entries: Iterable[Standing], found: Assembled
) -> dict[ArticleId, Dropped]:
    """Entries another one stands for, by their own ids."""
    copies = {one.meta.id: one for one in found.duplicates}
    named = ((one, published_id(one.entry.id, source)) for one in entries)
    return {
        one.entry.id: replace(copies[name], location=where(one, source))
        for one, name in named
        if name in copies
    }


def rendered(feed: Feed, host: str | None) -> tuple[Rendered, ...]:
    """A feed in every format it is published in; the pages of its articles first."""
    feed = presentable(feed)
    pages: tuple[Rendered, ...] = ()
    if feed.site.has_article_pages and not feed.origins:  # else they are those of its members
        from feedclean.generate.pages import render_article_pages  # noqa: PLC0415 - loads Jinja

        pages = render_article_pages(feed)
    return with_copies((*pages, *(FORMATS[name](feed) for name in feed.site.formats)), host)


def card(feed: Feed) -> Card:
    """How the index of the site shows a feed."""
    return Card(
        head=feed.head,
        entries=len(feed.entries),
        headlines=tuple(_headline(feed, one) for one in feed.entries[:_HEADLINES]),
        members=tuple(one.source for one in feed.origins),
    )


def _headline(feed: Feed, article: CleanArticle) -> Headline:
    meta = article.meta
    return Headline(
        id=meta.id,
        title=meta.title,
        url=meta.url,
        date=meta.published or meta.updated,
        home=feed.home(article),
    )


def _beyond(desk: Desk, found: Assembled, older: Archives) -> frozenset[ArticleId]:
    source = desk.intake.source
    shown = {entry.meta.id for entry in found.feed.entries}
    beyond = {
        one.entry.id for one in desk.living if published_id(one.entry.id, source) not in shown
    }
    if source.archive:  # what no closed document holds would be lost
        beyond = {name for name in beyond if published_id(name, source) in older.ids}
    return frozenset(beyond)


def _nothing(desk: Desk) -> Failure:
    source = desk.intake.source
    problem = f"{source.location}: holds no article; what was published of it stands"
    return Failure(
        source=source.id,
        location=source.location,
        stage="parse",
        error="ParseError",
        message=problem,
    )
