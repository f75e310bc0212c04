"""Reads articles of earlier builds once more: from disk, or from what was kept of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from feedclean.gather.base import Context
from feedclean.gather.dump import gather_dump
from feedclean.identity import Arrival
from feedclean.model.article import Digest
from feedclean.model.entry import Entry, Standing
from feedclean.model.source import Capture
from feedclean.work.desk import Desk
from feedclean.work.meeting import standing_of


def stale(desk: Desk, key: Digest) -> list[Standing]:
    """Entries that would be cleaned in another way now, and did not come in."""
    readings = {reading.digest for reading in desk.intake.readings}
    return [one for one in desk.living if one.entry.plan != key and one.entry.raw not in readings]


def without_earlier(
    arrivals: Sequence[Arrival], came: Collection[Digest], desk: Desk
) -> tuple[Arrival, ...]:
    """Articles without what entries were read from before, where their pages have come in.

    That was read once more for the sake of a new plan, and is no version beside the page.
    """
    pages = [one.reading for one in arrivals if one.reading.digest in came]
    known = [standing_of(page, desk) for page in pages if page.listed is not None]
    before = {one.entry.raw for one in known if one is not None}.difference(came)
    return tuple(one for one in arrivals if one.reading.digest not in before)


def read_relisted(desk: Desk) -> None:
    """Reads pages once more with what their feed says of them now."""
    intake = desk.intake
    for kept in intake.relisted:
        capture = intake.again(kept)
        if capture is None:
            intake.read.append(kept)  # so that it is not tried every time
            intake.outdated.difference_update(kept.raws)
        else:
            intake.readings += intake.articles(capture)


def read_again(desk: Desk, wanted: Sequence[Standing]) -> None:
    """Brings the raw articles of some entries in once more: from disk, or as they were kept."""
    intake = desk.intake
    done = {(reading.location, reading.body) for reading in intake.readings}
    entries = [one.entry for one in wanted if (one.entry.place, one.entry.capture) not in done]
    if not entries:
        return
    if desk.is_archive:
        intake.take_again(_files(desk, entries), entries)
        return
    captures = {(kept.location, kept.body): kept for kept in intake.memory.captures}
    of_capture: dict[tuple[str, Digest], list[Entry]] = {}
    for entry in entries:
        of_capture.setdefault((entry.place, entry.capture), []).append(entry)
    for name, its_entries in of_capture.items():
        capture = intake.again(captures[name]) if name in captures else None
        if capture is not None:
            intake.take_again([capture], its_entries)


def _files(desk: Desk, entries: Collection[Entry]) -> Iterator[Capture]:
    """The files of a dump that some entries, or copies of them, stand in."""
    raws = {raw for entry in entries for raw in entry.aside}
    places = {entry.place for entry in entries}
    places |= {k.location for k in desk.intake.memory.captures if not raws.isdisjoint(k.raws)}
    tools, config = desk.place.tools, desk.place.config
    context = Context(folder=config.folder, now=tools.now, fetch=tools.fetch)
    for item in gather_dump(desk.intake.source, context, places):
        if isinstance(item, Capture):
            yield item
