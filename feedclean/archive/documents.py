"""Feeds of an archive: what people subscribe to, and behind it a document a month (RFC 5005).

The articles of a month are brought together from all shards by their keys, and only they are held.
A month of more entries than fit a document has several, named ``2026-05``, ``2026-05-2`` and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from feedclean.archive.cleaning import STAGE as CLEAN
from feedclean.archive.cleaning import group_key
from feedclean.archive.done import known, note
from feedclean.archive.filing import filed_between
from feedclean.archive.outputs import Written, put_output, stands
from feedclean.archive.settling import Settlement, Spot, spot_key, with_amendment
from feedclean.archive.spool import Spool
from feedclean.archive.values import LeftOut, left_out
from feedclean.codec import canonical_json, digest
from feedclean.generate.archives import Partition, archive, month_of, open_archive, subscription
from feedclean.generate.assemble import UNDATED, assemble
from feedclean.generate.atom import render_atom
from feedclean.model.article import CleanArticle, Digest, SourceId
from feedclean.model.entry import Archived
from feedclean.model.output import Feed, FeedHead, SiteHead
from feedclean.model.source import Source, SourceKind
from feedclean.urls import host_of

FRONTS: Final = "fronts"
DOCUMENTS: Final = "documents"
MOST_ENTRIES: Final = 500
"""Of one document: full texts of so many are a few megabytes, which every reader bears."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """The entries of one month of a source, and the documents that they are in."""

    source: SourceId
    month: str
    articles: int
    names: tuple[str, ...]
    """Of the documents, oldest first."""
    basis: str
    """Of what its articles are, and of which of them stand."""
    moved_in: tuple[Spot, ...] = ()
    """Articles that were of another month before they were settled."""

    @property
    def key(self) -> int:
        """What their articles are filed under."""
        return group_key(self.source, self.month)


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """A feed, and what its newest entries are found in."""

    source: SourceId
    title: str
    newest: tuple[Month, ...]
    """Newest first."""
    names: tuple[str, ...]
    """Of all its documents, oldest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What came of a feed: what is said of it as a whole; its file waits for the documents."""

    head: FeedHead
    entries: int
    written: Written


@dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """What came of some feeds."""

    feeds: tuple[Headed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The documents of some months, with what they lead to."""

    months: tuple[Month, ...]
    heads: tuple[FeedHead, ...]
    """Of the sources of the months, in their order."""
    around: tuple[tuple[str | None, str | None], ...]
    """Name of the document before those of a month, and of the one behind them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """What came of a bundle."""

    key: Digest
    entries: int
    copies: tuple[LeftOut, ...]
    """Entries that have the title and the text of another one in their document."""
    written: tuple[Written, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedJob:
    """What making feeds is told besides which."""

    settled: Settlement
    site: SiteHead
    newest: int


def names_of(month: str, articles: int) -> tuple[str, ...]:
    """Names of the documents of a month, oldest first."""
    more = range(2, 1 + max(1, -(-articles // MOST_ENTRIES)))
    return (month, *(f"{month}-{number}" for number in more))


def fronts_key(fronts: tuple[Front, ...], job: FeedJob) -> Digest:
    """Digest of all that some feeds depend on."""
    return digest(canonical_json((fronts, job.site)), str(job.newest))


def bundle_key(bundle: Bundle, job: FeedJob) -> Digest:
    """Digest of all that documents depend on."""
    return digest(canonical_json((bundle, job.site)))


def fronts_stand(found: Headings, job: FeedJob) -> bool:
    """Whether feeds are still where they wait."""
    return all(stands(job.settled.place.folder / FRONTS, one.written) for one in found.feeds)


def documents_stand(found: Bound, job: FeedJob) -> bool:
    """Whether documents are still where they belong."""
    return all(stands(job.settled.output, one) for one in found.written)


def make_fronts(fronts: tuple[Front, ...], job: FeedJob) -> Headings:
    """The feeds people subscribe to, put where they wait for their documents."""
    key = fronts_key(fronts, job)
    found = known(job.settled.place, FRONTS, key, Headings)
    if found is not None and fronts_stand(found, job):
        return found
    shelf = _Shelf(job.settled, [month for front in fronts for month in front.newest])
    result = Headings(feeds=tuple(_front(front, shelf, job) for front in fronts))
    note(job.settled.place, FRONTS, key, result)
    return result


def _front(front: Front, shelf: _Shelf, job: FeedJob) -> Headed:
    entries: list[CleanArticle] = []
    for month in front.newest:
        for part in reversed(list(shelf.parts(month))):
            entries += _assembled(part, front.source, front.title, job).entries
    feed = _assembled(entries[: job.newest], front.source, front.title, job)
    home = _home(feed.entries, front.source)
    feed = replace(feed, head=replace(feed.head, site_url=home))
    rendered = render_atom(subscription(feed, front.names))
    path = PurePosixPath(f"{front.source}.atom")
    return Headed(
        head=feed.head,
        entries=len(feed.entries),
        written=put_output(job.settled.place.folder / FRONTS, path, rendered.body),
    )


def make_documents(bundle: Bundle, job: FeedJob) -> Bound:
    """The documents of some months, written where they belong, unless they are."""
    key = bundle_key(bundle, job)
    found = known(job.settled.place, DOCUMENTS, key, Bound)
    if found is not None and documents_stand(found, job):
        return found
    shelf = _Shelf(job.settled, bundle.months)
    written: list[Written] = []
    copies: list[LeftOut] = []
    entries = 0
    for month, head, around in zip(bundle.months, bundle.heads, bundle.around, strict=True):
        names = (around[0], *month.names, around[1])
        for at, part in enumerate(shelf.parts(month), 1):
            found_all = assemble(_source(head.source, head.title), part, job.site)
            feed = replace(found_all.feed, head=head)
            copies += (left_out(one, "archive/same-title") for one in found_all.duplicates)
            entries += len(feed.entries)
            before, name, behind = names[at - 1], names[at], names[at + 1]
            assert name is not None  # only those around may be none
            document = _document(feed, name, before, behind)
            path = PurePosixPath(f"{document.stem}.atom")
            written.append(put_output(job.settled.output, path, render_atom(document).body))
    result = Bound(key=key, entries=entries, copies=tuple(copies), written=tuple(written))
    note(job.settled.place, DOCUMENTS, key, result)
    return result


def _document(feed: Feed, name: str, before: str | None, behind: str | None) -> Feed:
    """A document with its neighbours; the newest one is open, as more may come."""
    if behind is None:
        found = Partition(closed=(), open_name=name, open_entries=feed.entries)
        return open_archive(feed, found, before)
    return archive(feed, Archived(name=name, next=behind, articles=feed.entries), before)


def _assembled(
    articles: Sequence[CleanArticle], source: SourceId, title: str, job: FeedJob
) -> Feed:
    return assemble(_source(source, title), articles, job.site).feed


def _source(source: SourceId, title: str) -> Source:
    return Source(
        id=source,
        kind=SourceKind.DUMP,
        location=source,
        title=title,
        max_entries=1_000_000,
        archive=True,
    )


def _home(entries: Sequence[CleanArticle], source: SourceId) -> str | None:
    """The front page of the host that a source is named after."""
    for url in (one.meta.url for one in entries if one.meta.url):
        host = host_of(url)
        if host.removeprefix("www.") == source:
            return f"{urlsplit(url).scheme}://{host}/"
    return None


class _Shelf:
    """Takes the articles of some months out of all shards."""

    def __init__(self, settled: Settlement, months: Sequence[Month]) -> None:
        self._settled = settled
        self._found: dict[int, list[tuple[int, int]]] = {month.key: [] for month in months}
        self._look()
        self._amended = settled.amendments()

    def parts(self, month: Month) -> Iterator[list[CleanArticle]]:
        """The articles of each document of a month, oldest first."""
        spots = sorted(self._spots(month))
        if len(month.names) == 1:
            yield [article for _, article in self._articles(spots, month)]
            return
        ordered = sorted(
            (
                (_when(article), article.meta.id, spot)
                for spot, article in self._articles(spots, month)
            ),
            key=lambda one: (-one[0].timestamp(), one[1], one[2]),
        )
        for at in reversed(range(len(month.names))):
            some = [spot for _, _, spot in ordered[at * MOST_ENTRIES : (at + 1) * MOST_ENTRIES]]
            yield [article for _, article in self._articles(sorted(some), month)]

    def _spots(self, month: Month) -> Iterator[tuple[int, int]]:
        yield from (spot_key(spot) for spot in month.moved_in)
        yield from (spot for spot in self._found[month.key] if spot not in self._settled.gone)

    def _look(self) -> None:
        """Finds the articles of all months in one go."""
        low, high = min(self._found, default=0), max(self._found, default=0) + 1
        settled = self._settled
        for key, spot in filed_between(settled.place, settled.filed, low, high):
            if key in self._found:
                self._found[key].append(spot)

    def _articles(
        self, spots: Sequence[tuple[int, int]], month: Month
    ) -> Iterator[tuple[tuple[int, int], CleanArticle]]:
        """Articles at some spots, in their order, that are of a month as they stand."""
        for at, group in groupby(dict.fromkeys(spots), key=lambda spot: spot[0]):
            path = self._settled.place.at(CLEAN, f"{self._settled.shards[at]}.articles")
            with Spool(path, CleanArticle) as spool:
                for spot in group:
                    article = with_amendment(spool[spot[1]], self._amended.get(spot))
                    meta = article.meta
                    if meta.source == month.source and month_of(meta) == month.month:
                        yield spot, article


def _when(article: CleanArticle) -> datetime:
    return article.meta.published or article.meta.updated or UNDATED
