"""What upstream still has of a source, as far as one build of it can tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from feedclean.model.article import ArticleId, Digest
from feedclean.model.entry import Entry, Kept
from feedclean.model.source import SourceKind
from feedclean.work.intake import A_DAY, Intake


def same_raws(intake: Intake) -> frozenset[Digest]:
    """Raw articles of captures that are what they were last time."""
    latest = {kept.location: kept for kept in intake.memory.captures}
    for kept in intake.memory.captures:
        latest[kept.location] = max(latest[kept.location], kept, key=_captured_at)
    silent = [kept for kept in latest.values() if is_silent(kept, intake)]
    raws = {raw for kept in (*silent, *intake.same) for raw in kept.raws}
    return frozenset(raws - intake.outdated)


def is_silent(kept: Kept, intake: Intake) -> bool:
    """Whether a capture is of what had nothing new: its location, or the one that led to it."""
    asked = kept.listed.url if kept.listed is not None else None
    return kept.location in intake.silent or asked in intake.silent


def still_listed(intake: Intake) -> frozenset[ArticleId]:
    """Entries that upstream still has, as far as this build can tell.

    Where a whole feed has nothing new, they are those it had when it was last read.
    """
    entries = intake.memory.entries
    raws = same_raws(intake) | {reading.digest for reading in intake.readings}
    pages = {kept.listed.url for kept in intake.memory.captures if kept.listed is not None}
    newest = max((entry.last_seen for entry in entries), default=None)
    since = newest - A_DAY if newest is not None and intake.silent - pages else None
    return frozenset(
        entry.id
        for entry in entries
        if entry.raw in raws
        or not raws.isdisjoint(entry.aside)
        or (since is not None and entry.last_seen >= since)
    )


def taken_away(intake: Intake) -> tuple[Entry, ...]:
    """Entries of an archive whose file is no longer there; their articles went with it.

    An archive is all there is, and its keeper took the file away. What a server lists is a
    window, and what leaves it stays with us.
    """
    if intake.source.kind is not SourceKind.DUMP or not intake.is_whole:
        return ()
    raws = same_raws(intake)
    return tuple(
        entry
        for entry in intake.memory.entries
        if not entry.is_gone and entry.raw not in raws and entry.place not in intake.places
    )


def expired(intake: Intake) -> frozenset[ArticleId]:
    """Entries upstream has stopped listing for longer than the config allows.

    Counted up to when it last listed anything: a server that is down for weeks expires nothing.
    """
    days, entries = intake.source.keep_days, intake.memory.entries
    if days is None or intake.source.kind is SourceKind.DUMP or not entries:
        return frozenset()
    oldest = max(entry.last_seen for entry in entries) - timedelta(days=days) - A_DAY
    old = {entry.id for entry in entries if not entry.is_gone and entry.last_seen < oldest}
    return frozenset(old - still_listed(intake)) if old else frozenset()


def touched(intake: Intake, now: datetime) -> tuple[Entry, ...]:
    """Entries seen again, where that was last noted more than a day ago."""
    if intake.source.kind is SourceKind.DUMP:
        return ()  # a file is there or not, whenever it was seen
    due = [entry for entry in intake.memory.entries if now - entry.last_seen > A_DAY]
    listed = still_listed(intake) if due else frozenset()
    return tuple(replace(entry, last_seen=now) for entry in due if entry.id in listed)


def _captured_at(kept: Kept) -> datetime:
    return kept.captured_at
