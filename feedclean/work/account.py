"""What one source is told and remembered by, once the work on it is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from feedclean.changes import Changes
from feedclean.identity import Arrival, Recognised, url_key
from feedclean.model.article import ArticleId, Digest
from feedclean.model.entry import Entry, Kept, Saving, Standing
from feedclean.model.output import SourceReport
from feedclean.work.desk import Desk
from feedclean.work.place import as_remembered
from feedclean.work.upstream import is_silent

REMEMBERED: Final = timedelta(days=60)
"""How long the ledger knows entries that are neither in the feed nor upstream any more, and how
long it is known of an address that it was asked."""
_MOST_ASIDE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Worked:
    """What became of the articles that came in."""

    changes: Changes
    outcomes: int
    """Articles that were cleaned, or failed to be."""
    arrivals: Sequence[Arrival]
    found: Recognised


def forget(desk: Desk, beyond: Collection[ArticleId]) -> None:
    """Drops entries nobody will ask for any more; the files of a dump are asked every time."""
    oldest = desk.place.tools.now - REMEMBERED
    for one in list(desk.ledger.values()):
        entry = one.entry
        is_out = entry.is_gone or (entry.id in beyond and not desk.is_archive)
        if is_out and entry.last_seen < oldest:
            del desk.ledger[entry.id]


def report(desk: Desk, worked: Worked) -> SourceReport:
    """What became of the source; entries and files are not known yet."""
    intake, changes, arrivals = desk.intake, worked.changes, worked.arrivals
    todo = {reading.digest for reading in changes.todo}
    same = sum(raw not in todo for kept in intake.same for raw in kept.raws)
    unchanged = same + len(changes.unchanged) + len(changes.aside)
    stands = {one.entry.raw for one in worked.found.changed}
    cleaned = [arrival.article for arrival in arrivals if arrival.reading.digest in stands]
    return SourceReport(
        source=intake.source.id,
        gathered=intake.gathered,
        parsed=unchanged + worked.outcomes,
        cleaned=len(arrivals) - len(worked.found.dropped),
        unchanged=unchanged,
        blocks_removed=sum(len(article.removals) for article in cleaned),
        entries=0,
        dropped=worked.found.dropped,
        failures=(*intake.failures, *desk.failures),
        cautions=tuple((article.meta.id, code) for article in cleaned for code in article.cautions),
        files_written=0,
        files_unchanged=0,
        seconds=0.0,
        undated=sum(_is_undated(one.entry) for one in worked.found.changed),
        stubs=tuple(desk.stubs),
        held=tuple(desk.held),
    )


def _is_undated(entry: Entry) -> bool:
    """Whether it stands last in its feed, as of 1970."""
    return not (entry.published or entry.updated or entry.first_seen)


def saving(desk: Desk, before: dict[ArticleId, Standing], failed: Collection[Digest]) -> Saving:
    """What differs from what was remembered."""
    memory, intake = desk.intake.memory, desk.intake
    captures = tuple(_worth_keeping(desk, failed))
    _trim(desk, captures)
    changed, touched = [], []
    for name, one in desk.ledger.items():
        known = before.get(name)
        if known is None or known.article is not one.article:
            changed.append(one)
        elif known.entry != one.entry:
            touched.append(one.entry)
    bodies = intake.bodies.items() if intake.keeps_bodies else ()
    needed = {mark for kept in captures for mark in (kept.body, kept.fallback)}
    return replace(
        as_remembered(memory),
        changed=tuple(changed),
        touched=tuple(touched),
        removed=tuple(name for name in before if name not in desk.ledger),
        captures=captures if captures != memory.captures else None,
        bodies=tuple((mark, body) for mark, body in bodies if mark in needed),
        records=desk.book.written(),
        forgotten=tuple(_forgotten(desk, captures)),
    )


def _trim(desk: Desk, captures: Sequence[Kept]) -> None:
    """Forgets copies of entries that are in nothing we keep; upstream may send new ones daily."""
    here = {raw for kept in captures for raw in kept.raws}
    here |= {reading.digest for reading in desk.intake.readings}
    for one in list(desk.ledger.values()):
        if len(one.entry.aside) > _MOST_ASIDE:
            aside = tuple(raw for raw in one.entry.aside if raw in here)
            desk.note(replace(one.entry, aside=aside))


def _worth_keeping(desk: Desk, failed: Collection[Digest]) -> list[Kept]:
    """Captures that spare work: the last one of each location, and what entries were read from."""
    intake = desk.intake
    read = [kept for kept in intake.read if not any(raw in failed for raw in kept.raws)]
    fresh = {(kept.location, kept.body): kept for kept in (*intake.same, *read)}
    seen = {kept.location for kept in fresh.values()} | {kept.location for kept in intake.read}
    used = {(one.entry.place, one.entry.capture) for one in desk.living}
    raws = {raw for one in desk.ledger.values() for raw in (one.entry.raw, *one.entry.aside)}
    oldest = desk.place.tools.now - timedelta(days=intake.source.keep_captures_days)
    for kept in intake.memory.captures:
        name = (kept.location, kept.body)
        if name in fresh or (desk.is_archive and kept.location not in intake.places):
            continue
        is_anyones = kept.listed is None or not raws.isdisjoint(kept.raws)
        is_wanted = name in used or (kept.location not in seen and is_anyones)
        if is_silent(kept, intake) or (kept.captured_at >= oldest and is_wanted):
            fresh[name] = kept
    return sorted(fresh.values(), key=lambda kept: (kept.location, kept.body))


def _forgotten(desk: Desk, captures: Sequence[Kept]) -> Iterator[str]:
    """Addresses that were not asked for long, and that nothing we remember has to do with.

    A page that is listed all the same is asked once more then. What a source itself is asked at
    stays: a 410 is for good.
    """
    source, now = desk.intake.source, desk.place.tools.now
    records = desk.intake.memory.records
    own = {source.location} | {record.feed_url for record in records}
    named = {name for one in desk.ledger.values() for name in one.entry.names}
    kept = {one.listed.url for one in captures if one.listed is not None}
    written = {record.url for record in desk.book.written()}
    for record in records:
        is_old = record.last_fetched is None or record.last_fetched < now - REMEMBERED
        if not is_old or record.url in own or record.url in written or record.url in kept:
            continue
        if f"url:{url_key(record.url)}" not in named and record.url not in desk.intake.silent:
            yield record.url
