"""What came in of one source in one build: captures known already, and articles read anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from feedclean.codec import canonical_json, digest
from feedclean.errors import FeedcleanError
from feedclean.model.article import ArticleId, Digest, Failure
from feedclean.model.entry import Entry, Kept, Reading, SourceMemory
from feedclean.model.source import Capture, Gathered, NotModified, Source, SourceKind

A_DAY: Final = timedelta(days=1)
"""``last_seen`` is written once a day: a build with nothing new should write nothing."""


@dataclass(slots=True)
class Intake:
    """Filled while a source is gathered."""

    source: Source
    memory: SourceMemory
    edition: Digest
    gathered: int = 0
    """Captures."""
    silent: set[str] = field(default_factory=set)
    """Locations that had nothing new, or were not asked."""
    same: list[Kept] = field(default_factory=list)
    """Captures that need no reading: their articles are those of last time."""
    relisted: list[Kept] = field(default_factory=list)
    """Pages that were not fetched again, but of which their feed says something else now."""
    read: list[Kept] = field(default_factory=list)
    """Captures read to their end without a failure."""
    readings: list[Reading] = field(default_factory=list)
    bodies: dict[Digest, bytes] = field(default_factory=dict)
    """Of the captures read, where they cannot be had again from disk."""
    failures: list[Failure] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    """Every location that was there, whatever became of it."""
    is_whole: bool = True
    """False: gathering broke off, so what is missing may not be gone."""

    @property
    def keeps_bodies(self) -> bool:
        """Whether captures are worth keeping: the files of a dump are on disk anyway."""
        return self.source.kind is not SourceKind.DUMP and self.source.keep_captures_days > 0

    def take(self, items: Iterable[Gathered]) -> None:
        """Takes in all that is gathered; never raises."""
        known = {(kept.location, kept.mark): kept for kept in self._current()}
        pages = {kept.location: kept for kept in self.memory.captures if kept.listed is not None}
        try:
            for item in items:
                self.places.add(item.location)
                if isinstance(item, Failure):
                    self.failures.append(item)
                elif isinstance(item, NotModified):
                    self.silent.add(item.location)
                    page = pages.get(item.location)
                    if page is not None and item.listed not in (None, page.listed):
                        self.relisted.append(replace(page, listed=item.listed))
                else:
                    self.gathered += 1
                    kept = known.get((item.location, self._mark(item)))
                    if kept is None:
                        self.readings += self.articles(item)
                    else:
                        self.same.append(kept)
        except Exception as error:  # noqa: BLE001 - the edge of gather: the other sources go on
            self.is_whole = False
            self.failures.append(failure(self.source, self.source.location, "gather", error))

    def take_again(self, captures: Iterable[Capture], wanted: Collection[Entry]) -> None:
        """Reads captures of earlier builds for the sake of some entries, and of nothing else."""
        raws = {raw for entry in wanted for raw in (entry.raw, *entry.aside)}
        names = {name for entry in wanted for name in entry.names if not name.startswith("place:")}
        for capture in captures:
            for reading in self.articles(capture):
                if reading.digest in raws or not names.isdisjoint(_names(reading)):
                    self.readings.append(reading)

    @property
    def same_raws(self) -> frozenset[Digest]:
        """Raw articles of captures that are what they were last time."""
        latest = {kept.location: kept for kept in self.memory.captures}
        for kept in self.memory.captures:
            latest[kept.location] = max(latest[kept.location], kept, key=_captured_at)
        silent = [kept for location, kept in latest.items() if location in self.silent]
        return frozenset(raw for kept in (*silent, *self.same) for raw in kept.raws)

    def listed(self) -> frozenset[ArticleId]:
        """Entries that upstream still has, as far as this build can tell.

        Where a whole feed has nothing new, they are those it had when it was last read.
        """
        entries = self.memory.entries
        raws = self.same_raws | {reading.digest for reading in self.readings}
        pages = {kept.location for kept in self.memory.captures if kept.listed is not None}
        newest = max((entry.last_seen for entry in entries), default=None)
        since = newest - A_DAY if newest is not None and self.silent - pages else None
        return frozenset(
            entry.id
            for entry in entries
            if entry.raw in raws
            or not raws.isdisjoint(entry.aside)
            or (since is not None and entry.last_seen >= since)
        )

    def gone(self) -> tuple[Entry, ...]:
        """Entries of an archive whose file is no longer there; their articles went with it.

        An archive is all there is, and its keeper took the file away. What a server lists is a
        window, and what leaves it stays with us.
        """
        if self.source.kind is not SourceKind.DUMP or not self.is_whole:
            return ()
        raws = self.same_raws
        return tuple(
            entry
            for entry in self.memory.entries
            if not entry.is_gone and entry.raw not in raws and entry.place not in self.places
        )

    def _current(self) -> Iterator[Kept]:
        """Captures all of whose articles stand; one that shows an earlier state is read again."""
        living = [entry for entry in self.memory.entries if not entry.is_gone]
        stand = {raw for entry in living for raw in (entry.raw, *entry.aside)}
        return (kept for kept in self.memory.captures if stand.issuperset(kept.raws))

    def articles(self, capture: Capture) -> list[Reading]:
        """The articles of a capture, everything else noted."""
        from feedclean.clean.process import raw_digest  # noqa: PLC0415 - behind the second gate
        from feedclean.parse import read  # noqa: PLC0415

        body = digest(capture.body)
        found: list[Reading] = []
        failed = len(self.failures)
        for article in read(capture, self.source):
            if isinstance(article, Failure):
                self.failures.append(article)
            else:
                mark = raw_digest(article)
                found.append(
                    Reading(raw=article, digest=mark, location=capture.location, body=body)
                )
        if failed == len(self.failures):  # else it is read, and told of, in every build
            self.read.append(
                Kept(
                    location=capture.location,
                    body=body,
                    mark=self._mark(capture),
                    raws=tuple(reading.digest for reading in found),
                    media_type=capture.media_type,
                    charset=capture.charset,
                    captured_at=capture.captured_at,
                    listed=capture.listed,
                )
            )
        if self.keeps_bodies:
            self.bodies[body] = capture.body
        return found

    def _mark(self, capture: Capture) -> Digest:
        """Digest of all that the articles of a capture depend on."""
        source = self.source
        return digest(
            self.edition,
            capture.body,
            canonical_json((capture.media_type, capture.charset, capture.listed)),
            canonical_json((source.dialect, source.timezone, source.language, source.site_url)),
        )


def as_capture(source: Source, kept: Kept, body: bytes) -> Capture:
    """A capture as it was when it came in."""
    return Capture(
        source=source.id,
        location=kept.location,
        body=body,
        media_type=kept.media_type,
        charset=kept.charset,
        captured_at=kept.captured_at,
        listed=kept.listed,
    )


def failure(source: Source, location: str, stage: str, error: Exception) -> Failure:
    """An error as a value; one that is none of ours is told as the bug it is."""
    known = isinstance(error, FeedcleanError)
    return Failure(
        source=source.id,
        location=location,
        stage=stage,
        error=type(error).__name__,
        message=str(error) if known else f"a bug in feedclean: {type(error).__name__}: {error}",
    )


def _captured_at(kept: Kept) -> datetime:
    return kept.captured_at


def _names(reading: Reading) -> set[str]:
    from feedclean.identity import names_of  # noqa: PLC0415 - behind the second gate

    return set(names_of(reading.raw))
