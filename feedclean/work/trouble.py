"""What the pages say of a source that fails: since when, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from feedclean.model.output import Card, FeedHead
from feedclean.model.source import Source, SourceKind
from feedclean.state.bodies import read
from feedclean.work.place import Renewed, Workplace

_PLACE: Final = re.compile(r"^(?:https?://\S+: )+")
_ADDRESS: Final = re.compile(r"https?://[^\s)\]>\"']+")
_WELL: Final = '"trouble":null'
"""How the card of a source that is well reads: most are, and are not unpacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """How a source is after a build."""

    card: Card | None = None
    """How the index shows it now; None: as before."""
    lasting: str | None = None
    """What went wrong when it was last asked, which was not in this build."""
    since: datetime | None = None
    """Since when it could not be asked what is new; None: it could, whatever else went wrong."""
    was_in_trouble: bool = False


def condition(source: Source, renewed: Renewed, known: str | None, place: Workplace) -> Condition:
    """How a source is, given its card before the build, as the state keeps it."""
    trouble = _trouble(renewed)
    if renewed.card is None and trouble is None and (known is None or _WELL in known):
        return Condition()
    before = None if known is None else read(known, Card)
    lasting = None
    is_failing = _is_failing(source, renewed)
    if trouble is None and before is not None and is_failing:
        trouble = lasting = before.trouble  # it was left alone, which is no sign of health
    card = renewed.card or before or _blank(source, place)
    since = before.trouble_since if before is not None and before.trouble else place.tools.now
    now = replace(card, trouble=trouble, trouble_since=since if trouble else None)
    return Condition(
        card=None if now == before else now,
        lasting=lasting,
        since=now.trouble_since if is_failing else None,
        was_in_trouble=before is not None and before.trouble is not None,
    )


def _trouble(renewed: Renewed) -> str | None:
    failures = renewed.report.failures
    if not failures:
        return None
    more = f" (and {len(failures) - 1} more)" if len(failures) > 1 else ""
    return _in_public(failures[0].message) + more


def _in_public(message: str) -> str:
    """What strangers may read of a message: no address, which may hold a password; no advice."""
    told = _ADDRESS.sub("its address", _PLACE.sub("", message))
    return told.partition("; ")[0]


def _is_failing(source: Source, renewed: Renewed) -> bool:
    """Whether its server has not answered well since it last failed."""
    if source.kind is SourceKind.DUMP:
        return False
    record = renewed.book.get(source.location)
    if record is not None and record.feed_url is not None:
        record = renewed.book.get(record.feed_url)
    return record is not None and record.failures > 0


def _blank(source: Source, place: Workplace) -> Card:
    from feedclean.generate.assemble import UNDATED, feed_id, self_url  # noqa: PLC0415 - rare

    site = place.config.site.head
    head = FeedHead(
        source=source.id,
        id=feed_id(source.id),
        title=source.title,
        self_url=self_url(site, source.id),
        site_url=source.site_url,
        updated=UNDATED,
    )
    return Card(head=head, entries=0, headlines=(), is_published=False)
