"""Older entries of a feed in monthly documents that never change (RFC 5005, section 4).

A month is closed once an entry of a later one has come; no clock is asked. What comes late, dated
in a month that is closed already, goes into the document that is open. So a closed document keeps
its bytes, names the one before it and the one after it, and all of them together hold every entry
there has been. The open document is not an archive in the sense of the RFC, since it changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from feedclean.generate.assemble import UNDATED, latest
from feedclean.generate.files import address_of
from feedclean.model.article import ArticleMeta, CleanArticle
from feedclean.model.entry import Archived, ArchiveName
from feedclean.model.output import Feed, Paging


@dataclass(frozen=True, slots=True, kw_only=True)
class Partition:
    """All entries of a feed, by the document they are in; those of closed archives left out."""

    closed: tuple[Archived, ...]
    """To be closed now, oldest first."""
    open_name: str
    open_entries: tuple[CleanArticle, ...]
    """Newest first."""


def partition(entries: Sequence[CleanArticle], known: Sequence[ArchiveName]) -> Partition | None:
    """The entries, newest first, as documents; ``known`` are the closed ones, oldest first.

    None for a feed that never had an entry.
    """
    taken = frozenset[str]().union(*(one.ids for one in known))
    first = known[-1].next if known else ""
    months: dict[str, list[CleanArticle]] = {first: []} if first else {}
    for entry in entries:
        if entry.meta.id not in taken:
            months.setdefault(max(first, month_of(entry.meta)), []).append(entry)
    if not months:
        return None
    names = sorted(months)
    closed = tuple(
        Archived(
            name=name, next=later, articles=tuple(replace(a, removals=()) for a in months[name])
        )
        for name, later in pairwise(names)
    )
    return Partition(closed=closed, open_name=names[-1], open_entries=tuple(months[names[-1]]))


def month_of(meta: ArticleMeta) -> str:
    """The month an entry belongs to, ``2026-05``."""
    date: datetime = meta.published or meta.updated or UNDATED
    return f"{date:%Y-%m}" if date.year >= 1000 else f"{date.year:04}-{date:%m}"


def subscription(feed: Feed, names: Sequence[str]) -> Feed:
    """The feed people subscribe to, which leads to its archives, named oldest first."""
    paging = Paging(
        current=_address(feed, None),
        previous=_address(feed, names[-1]),
        archives=tuple(reversed(names)),
    )
    return replace(feed, paging=paging)


def archive(feed: Feed, one: Archived, previous: str | None) -> Feed:
    """A closed document; ``previous`` is the name of the one before it.

    It says of the feed what was true when it was closed: but for the address of the site, a file
    that was lost has the same bytes again.
    """
    paging = Paging(
        current=_address(feed, None),
        previous=_address(feed, previous) if previous else None,
        next=_address(feed, one.next),
        is_archive=True,
    )
    head = replace(one.head or feed.head, self_url=feed.head.self_url)
    return _document(replace(feed, head=head), one.name, one.articles, paging)


def open_archive(feed: Feed, found: Partition, previous: str | None) -> Feed:
    """The document that is not closed yet."""
    paging = Paging(
        current=_address(feed, None), previous=_address(feed, previous) if previous else None
    )
    return _document(feed, found.open_name, found.open_entries, paging)


def _document(feed: Feed, name: str, entries: tuple[CleanArticle, ...], paging: Paging) -> Feed:
    head = replace(feed.head, updated=latest(entries))
    return replace(feed, head=head, entries=entries, paging=paging, archive=name)


def _address(feed: Feed, name: str | None) -> str:
    return address_of(replace(feed, archive=name), "atom")
