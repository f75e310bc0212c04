"""How the feeds of a site are: ``health.json`` for programs, ``status.atom`` for a feed reader.

Both are a function of what is remembered: nothing in them counts days or builds, so that a build in
which nothing changed writes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape
from pathlib import PurePosixPath
from typing import Any, Final

from feedclean.codec import digest, plain
from feedclean.generate.assemble import UNDATED, feed_id, self_url
from feedclean.generate.atom import render_atom
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    CleanStats,
    Digest,
    Fingerprint,
    SourceId,
)
from feedclean.model.output import Card, Feed, FeedHead, Notice, Rendered, SiteHead

STATUS: Final = SourceId("status")
"""Stem of the feed of alarms; no source can be called so."""
_HEALTH: Final = PurePosixPath("health.json")
_NO_STATS: Final = CleanStats(
    chars_in=0, chars_out=0, links_in=0, links_out=0, images_in=0, images_out=0
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """An alarm that was opened or closed, in words."""

    source: SourceId
    title: str
    """Of the feed."""
    at: datetime
    is_open: bool
    notice: Notice
    advice: str


def render_health(cards: Sequence[Card]) -> Rendered:
    """``health.json``: the feeds in the order given, without any address."""
    value = {"version": 1, "feeds": [_feed(card) for card in cards]}
    body = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    return Rendered(path=_HEALTH, body=body.encode(), media_type="application/json")


def _feed(card: Card) -> Mapping[str, Any]:
    updated = card.head.updated
    return {
        "id": card.head.source,
        "title": card.head.title,
        "state": "alarm" if card.alarms else "well",
        "entries": card.entries,
        "newest": None if updated == UNDATED else plain(updated),
        "figures": plain(card.figures),
        "alarms": [plain(notice) for notice in card.alarms],
    }


def render_status(site: SiteHead, reports: Sequence[Report]) -> Rendered:
    """``status.atom``: an entry for each alarm that was opened or closed, newest first."""
    head = FeedHead(
        source=STATUS,
        id=feed_id(STATUS),
        title=f"{site.title}: status",
        self_url=self_url(site, STATUS),
        site_url=site.url,
        updated=max((report.at for report in reports), default=UNDATED),
        language="en",
        subtitle="What is wrong with the feeds of this site, and what is well again.",
    )
    alone = replace(site, formats=("atom",), hub=None)
    entries = tuple(_entry(report) for report in reports)
    return render_atom(Feed(site=alone, head=head, entries=entries))


def _entry(report: Report) -> CleanArticle:
    notice = report.notice
    told = [notice.told]
    if report.is_open:
        told.append(report.advice)
    else:
        told.insert(0, f"The cause is gone. It was open since {notice.since:%Y-%m-%d %H:%M} UTC:")
    became = "open" if report.is_open else "closed"
    name = f"{feed_id(STATUS)}:{report.source}:{notice.code}:{plain(notice.since)}:{became}"
    over = "" if report.is_open else "over: "
    return CleanArticle(
        meta=ArticleMeta(
            id=ArticleId(name),
            source=STATUS,
            url=None,
            title=f"{report.title}: {over}{notice.title}",
            published=report.at,
            updated=report.at,
            categories=(notice.code,),
        ),
        html="".join(f"<p>{escape(line)}</p>" for line in told if line),
        removals=(),
        stats=_NO_STATS,
        fingerprint=Fingerprint(raw=digest(name), plan=Digest("")),
    )
