"""The part of a build that reads and cleans: behind the second gate of ``renew``."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final

from feedclean.changes import Changes, compare
from feedclean.clean.process import bind, plan_digest
from feedclean.codec import canonical_json, digest
from feedclean.gather.base import Context
from feedclean.gather.dump import gather_dump
from feedclean.gather.notebook import Notebook
from feedclean.generate.assemble import assemble_all
from feedclean.generate.table import FORMATS
from feedclean.identity import Arrival, Recognised, Sight, recognise
from feedclean.learn import ENOUGH, learn_from, profile
from feedclean.model.article import ArticleId, CleanArticle, Digest, Failure, Outcome
from feedclean.model.entry import Entry, Kept, Reading, Saving, Standing
from feedclean.model.output import Rendered, SourceReport
from feedclean.model.plan import BlockProfile, CleanOptions, CleanPlan
from feedclean.model.source import Capture, SourceKind
from feedclean.work.intake import Intake, as_capture, failure
from feedclean.work.place import Renewed, Workplace, expired, feed_key, touched

_REMEMBERED: Final = timedelta(days=60)
"""How long the ledger knows entries that are neither in the feed nor upstream any more."""


@dataclass(slots=True)
class _Desk:
    """What one source looks like while it is worked on."""

    intake: Intake
    place: Workplace
    ledger: dict[ArticleId, Standing]
    profiles: dict[Digest, BlockProfile] = field(default_factory=dict)
    """Of raw articles."""
    failures: list[Failure] = field(default_factory=list)

    @property
    def living(self) -> list[Standing]:
        return [one for one in self.ledger.values() if not one.entry.is_gone]

    @property
    def is_archive(self) -> bool:
        return self.intake.source.kind is SourceKind.DUMP

    def note(self, entry: Entry) -> None:
        """Changes an entry, but not its article."""
        self.ledger[entry.id] = replace(self.ledger[entry.id], entry=entry)

    def profile(self, reading: Reading) -> BlockProfile:
        """The profile of a raw article, worked out once."""
        if reading.digest not in self.profiles:
            self.profiles[reading.digest] = profile(reading.raw)
        return self.profiles[reading.digest]


def rework(intake: Intake, place: Workplace, book: Notebook) -> Renewed:
    """Reads, cleans and recognises what came in; assembles the feed of what then stands."""
    source, memory, now = intake.source, intake.memory, place.tools.now
    before = place.store.standing(source.id)
    desk = _Desk(intake, place, dict(before))
    options = CleanOptions(timezone=source.timezone, base_url=source.site_url)
    basis = digest(place.edition, canonical_json(options))
    is_moved = memory.basis != basis

    _read_relisted(desk)
    gone = [desk.ledger[entry.id] for entry in intake.gone()]
    for one in gone:
        desk.note(replace(one.entry, is_gone=True, last_seen=now))
    _read_again(desk, desk.living if is_moved else [one for one in gone if one.entry.aside])
    if intake.readings or gone or is_moved:
        plan = _plan(desk, options, is_moved=is_moved)
        key = digest(place.edition, plan_digest(plan))
    else:
        plan, key = CleanPlan(source=source.id, options=options), memory.plan
    stale = _stale(desk, key)
    if not is_moved:
        _read_again(desk, stale)

    changes = compare(intake.readings, [one.entry for one in desk.ledger.values()], key)
    todo = {reading.digest: reading for reading in changes.todo}
    outcomes = list(place.tools.executor.map(bind(plan), [r.raw for r in changes.todo]))
    arrivals = [
        Arrival(reading=reading, article=outcome, profile=desk.profile(reading))
        for outcome in outcomes
        if isinstance(outcome, CleanArticle)
        and (reading := todo.get(outcome.fingerprint.raw)) is not None
    ]
    failed = todo.keys() - {arrival.reading.digest for arrival in arrivals}
    found = recognise(
        arrivals,
        desk.ledger,
        _present(desk, changes),
        Sight(
            now=now,
            first_seen=None if memory.is_new and desk.is_archive else now,
            plan=key,
            is_archive=desk.is_archive,
        ),
    )
    desk.ledger.update({one.entry.id: one for one in found.changed})
    _bring_up_to_date(desk, changes, stale, failed, key)
    files, entries, beyond = _feed(desk)
    _forget(desk, beyond)
    report = _report(desk, changes, outcomes, arrivals, found)
    is_done = bool(files) or not desk.failures
    return Renewed(
        report=replace(report, entries=entries if is_done else memory.published),
        book=book,
        files=files,
        saving=replace(
            _saving(desk, before, failed),
            plan=key,
            basis=basis,
            feed=feed_key(source, place) if is_done else memory.feed,
            outputs=tuple((file.path.as_posix(), digest(file.body)) for file in files)
            or memory.outputs,
            published=entries if is_done else memory.published,
            records=book.written(),
        ),
    )


def _plan(desk: _Desk, options: CleanOptions, *, is_moved: bool) -> CleanPlan:
    """What to clean by, with the template of all articles that stand or came in, each once."""
    source = desk.intake.source
    readings = {reading.digest: reading for reading in desk.intake.readings}
    read = {reading.location for reading in readings.values()}
    for one in desk.living:
        entry = one.entry
        if entry.raw in readings:
            if not is_moved:
                desk.profiles[entry.raw] = one.profile
        elif not (desk.is_archive and entry.place in read):  # there it has just been rewritten
            desk.profiles[entry.raw] = one.profile
    for reading in readings.values():
        desk.profile(reading)
    enough = len(desk.profiles) >= ENOUGH
    template = learn_from(source.id, desk.profiles.values()) if enough else None
    return CleanPlan(source=source.id, options=options, template=template)


def _stale(desk: _Desk, key: Digest) -> list[Standing]:
    """Entries that would be cleaned in another way now, and did not come in."""
    readings = {reading.digest for reading in desk.intake.readings}
    return [one for one in desk.living if one.entry.plan != key and one.entry.raw not in readings]


def _read_relisted(desk: _Desk) -> None:
    """Reads pages once more with what their feed says of them now."""
    intake = desk.intake
    for kept in intake.relisted:
        body = desk.place.store.body(kept.body)
        if body is None:
            intake.read.append(kept)  # so that it is not tried every time
        else:
            intake.readings += intake.articles(as_capture(intake.source, kept, body))


def _read_again(desk: _Desk, wanted: Sequence[Standing]) -> None:
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
        body = desk.place.store.body(name[1]) if name in captures else None
        if body is not None:
            intake.take_again([as_capture(intake.source, captures[name], body)], its_entries)


def _files(desk: _Desk, entries: Collection[Entry]) -> Iterator[Capture]:
    """The files of a dump that some entries, or copies of them, stand in."""
    raws = {raw for entry in entries for raw in entry.aside}
    places = {entry.place for entry in entries}
    places |= {k.location for k in desk.intake.memory.captures if not raws.isdisjoint(k.raws)}
    tools, config = desk.place.tools, desk.place.config
    context = Context(folder=config.folder, now=tools.now, fetch=tools.fetch)
    for item in gather_dump(desk.intake.source, context):
        if isinstance(item, Capture) and item.location in places:
            yield item


def _present(desk: _Desk, changes: Changes) -> set[ArticleId]:
    """Entries this run saw as they were."""
    todo = {reading.digest for reading in changes.todo}
    same = desk.intake.same_raws - todo
    return {name for name, _ in changes.unchanged} | {
        one.entry.id for one in desk.living if one.entry.raw in same
    }


def _bring_up_to_date(
    desk: _Desk,
    changes: Changes,
    stale: Iterable[Standing],
    failed: Collection[Digest],
    key: Digest,
) -> None:
    """Notes what the run says of entries whose text stands."""
    for name, reading in changes.unchanged:
        entry = desk.ledger[name].entry
        if entry.raw == reading.digest:
            desk.note(replace(entry, place=reading.location, capture=reading.body))
    for one in stale:
        entry = desk.ledger[one.entry.id].entry
        if entry.plan != key and entry.raw not in failed:  # what it was read from is not kept
            desk.note(replace(entry, plan=key))
    for entry in touched(desk.intake, desk.place.tools.now):
        if desk.ledger[entry.id].entry.raw == entry.raw:
            desk.note(replace(desk.ledger[entry.id].entry, last_seen=entry.last_seen))
    for name in expired(desk.intake):
        desk.note(replace(desk.ledger[name].entry, is_gone=True))


def _feed(desk: _Desk) -> tuple[tuple[Rendered, ...], int, frozenset[ArticleId]]:
    """The files of the feed, its number of entries, and which articles are too many for it."""
    source, intake = desk.intake.source, desk.intake
    articles = [one.article for one in desk.living]
    if not articles:
        if not (intake.failures or intake.silent or desk.ledger):
            problem = f"{source.location}: holds no article; what was published of it stands"
            desk.failures.append(
                Failure(
                    source=source.id,
                    location=source.location,
                    stage="parse",
                    error="ParseError",
                    message=problem,
                )
            )
        return (), 0, frozenset()
    seen = {one.entry.id: one.entry.first_seen for one in desk.living if one.entry.first_seen}
    try:
        found = assemble_all(source, articles, desk.place.config.site.base_url, seen)
        files = tuple(render(found.feed) for render in FORMATS.values())
    except Exception as error:  # noqa: BLE001 - the edge of generate: a feed is whole or stays
        desk.failures.append(failure(source, source.id, "generate", error))
        return (), 0, frozenset()
    return files, len(found.feed.entries), frozenset(found.beyond_limit)


def _forget(desk: _Desk, beyond: Collection[ArticleId]) -> None:
    """Drops entries nobody will ask for any more; the files of a dump are asked every time."""
    oldest = desk.place.tools.now - _REMEMBERED
    for one in list(desk.ledger.values()):
        entry = one.entry
        is_out = entry.is_gone or (entry.id in beyond and not desk.is_archive)
        if is_out and entry.last_seen < oldest:
            del desk.ledger[entry.id]


def _report(
    desk: _Desk,
    changes: Changes,
    outcomes: Sequence[Outcome],
    arrivals: Sequence[Arrival],
    found: Recognised,
) -> SourceReport:
    intake = desk.intake
    todo = {reading.digest for reading in changes.todo}
    same = sum(raw not in todo for kept in intake.same for raw in kept.raws)
    unchanged = same + len(changes.unchanged) + len(changes.aside)
    stands = {one.entry.raw for one in found.changed}
    cleaned = [arrival.article for arrival in arrivals if arrival.reading.digest in stands]
    failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    return SourceReport(
        source=intake.source.id,
        gathered=intake.gathered,
        parsed=unchanged + len(outcomes),
        cleaned=len(arrivals) - len(found.dropped),
        unchanged=unchanged,
        blocks_removed=sum(len(article.removals) for article in cleaned),
        entries=0,
        dropped=found.dropped,
        failures=(*intake.failures, *failures, *desk.failures),
        cautions=tuple((article.meta.id, code) for article in cleaned for code in article.cautions),
        files_written=0,
        files_unchanged=0,
        seconds=0.0,
    )


def _saving(desk: _Desk, before: dict[ArticleId, Standing], failed: Collection[Digest]) -> Saving:
    """What differs from what was remembered."""
    memory, intake = desk.intake.memory, desk.intake
    changed, touched_ = [], []
    for name, one in desk.ledger.items():
        known = before.get(name)
        if known is None or known.article is not one.article:
            changed.append(one)
        elif known.entry != one.entry:
            touched_.append(one.entry)
    captures = tuple(_worth_keeping(desk, failed))
    bodies = intake.bodies.items()
    kept = {one.body for one in captures}
    return Saving(
        source=memory.source,
        plan=memory.plan,
        basis=memory.basis,
        feed=memory.feed,
        outputs=memory.outputs,
        published=memory.published,
        changed=tuple(changed),
        touched=tuple(touched_),
        removed=tuple(name for name in before if name not in desk.ledger),
        captures=captures if captures != memory.captures else None,
        bodies=tuple((mark, body) for mark, body in bodies if mark in kept),
    )


def _worth_keeping(desk: _Desk, failed: Collection[Digest]) -> list[Kept]:
    """Captures that spare work: the last one of each location, and what entries were read from."""
    intake = desk.intake
    read = [kept for kept in intake.read if not any(raw in failed for raw in kept.raws)]
    fresh = {(kept.location, kept.body): kept for kept in (*intake.same, *read)}
    seen = {kept.location for kept in fresh.values()} | {kept.location for kept in intake.read}
    used = {(one.entry.place, one.entry.capture) for one in desk.living}
    oldest = desk.place.tools.now - timedelta(days=intake.source.keep_captures_days)
    for kept in intake.memory.captures:
        name = (kept.location, kept.body)
        if name in fresh or (desk.is_archive and kept.location not in intake.places):
            continue
        if kept.location in intake.silent or (
            kept.captured_at >= oldest and (name in used or kept.location not in seen)
        ):
            fresh[name] = kept
    return sorted(fresh.values(), key=lambda kept: (kept.location, kept.body))
