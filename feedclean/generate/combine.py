"""Several feeds → one: newest first, each article once, each entry naming where it comes from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from feedclean.generate.assemble import UNDATED, feed_id, latest, self_url
from feedclean.generate.duplicates import distinct
from feedclean.generate.spoken import common_language
from feedclean.model.article import ArticleId, CleanArticle
from feedclean.model.output import Feed, FeedHead, SiteHead
from feedclean.model.source import River


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One feed of those that are combined."""

    head: FeedHead
    entries: tuple[CleanArticle, ...]
    """Under the ids they have there."""
    first_seen: Mapping[ArticleId, datetime]


def combine(river: River, members: Sequence[Member], site: SiteHead) -> Feed:
    """The combined feed; equal for any order of the members.

    An entry keeps the id it has in the feed of its source; only where another article has the same
    one is it given another. Where two sources have one article, it is an entry of the one that had
    it first.
    """
    members = sorted(members, key=lambda one: one.head.source)
    seen: dict[ArticleId, datetime] = {}
    for member in members:
        for name, when in member.first_seen.items():
            seen[name] = min(when, seen.get(name, when))
    found = distinct([entry for member in members for entry in member.entries], seen)
    ordered = sorted(found.articles, key=lambda one: (one.meta.source, one.meta.id))
    ordered.sort(key=lambda one: one.meta.published or one.meta.updated or UNDATED, reverse=True)
    entries = tuple(ordered[: river.max_entries])
    used = {entry.meta.source for entry in entries}
    head = FeedHead(
        source=river.id,
        id=feed_id(river.id),
        title=river.title,
        self_url=self_url(site, river.id),
        site_url=None,
        updated=latest(entries),
        language=river.language or common_language(entries),
    )
    origins = tuple(one.head for one in members if one.head.source in used)
    renamed = tuple(one for one in found.renamed if one[0] in {entry.meta.id for entry in entries})
    return Feed(site=site, head=head, entries=entries, origins=origins, renamed=renamed)
