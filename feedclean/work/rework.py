"""The part of a build that reads and cleans: behind the second gate of ``renew``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from feedclean.changes import Changes, compare
from feedclean.gather.notebook import Notebook
from feedclean.identity import Sight, recognise
from feedclean.model.article import ArticleId, Digest, Dropped
from feedclean.model.entry import Reading, Standing
from feedclean.model.plan import CleanPlan, SiteRules
from feedclean.work.account import Worked, forget, report, saving
from feedclean.work.again import read_again, read_relisted, stale, without_earlier
from feedclean.work.desk import Desk
from feedclean.work.feed import Output, feed_files
from feedclean.work.intake import Intake
from feedclean.work.later import try_later
from feedclean.work.observe import observed
from feedclean.work.place import Renewed, Workplace, feed_key
from feedclean.work.plan import basis_of, plan_key, plan_of, rules_of
from feedclean.work.upstream import expired, same_raws, taken_away, touched
from feedclean.work.verdicts import clean


def rework(intake: Intake, place: Workplace, book: Notebook) -> Renewed:
    """Reads, cleans and recognises what came in; assembles the feed of what then stands."""
    source, memory, now = intake.source, intake.memory, place.tools.now
    before = place.store.standing(source.id)
    desk = Desk(intake, place, book, dict(before))
    is_moved = place.reclean or memory.basis != _basis(desk)

    read_relisted(desk)
    gone = [desk.ledger[entry.id] for entry in taken_away(intake)]
    for one in gone:
        desk.note(replace(one.entry, is_gone=True, last_seen=now))
    came = {reading.digest for reading in intake.readings}
    read_again(desk, desk.living if is_moved else [one for one in gone if one.entry.aside])
    if intake.readings or gone or is_moved:
        plan = _plan(desk, is_moved=is_moved)
        key = plan_key(place.edition, plan)
    else:
        plan, key = plan_of(source, _rules(desk, intake.readings), ()), memory.plan
    old = stale(desk, key)
    if not is_moved:
        read_again(desk, old)

    for page in intake.unreadable:
        try_later(desk, page)
    known = () if place.reclean else [one.entry for one in desk.ledger.values()]
    changes = compare(intake.readings, known, key)
    cleaned = clean(desk, changes.todo, plan)
    found = recognise(
        without_earlier(cleaned.arrivals, came, desk),
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
    _bring_up_to_date(desk, changes, old, cleaned.failed, key)
    new = {one.entry.raw for one in found.changed if one.entry.id not in before}
    seen = observed(desk, plan, changes.todo, new)
    output = feed_files(desk)
    forget(desk, output.beyond)
    worked = Worked(
        changes=changes, outcomes=cleaned.outcomes, arrivals=cleaned.arrivals, found=found
    )
    told = report(desk, worked)
    unseen = _unseen(worked, output)
    is_done = bool(output.files) or not desk.failures
    entries = output.entries if is_done else memory.published
    return Renewed(
        report=replace(
            told,
            cleaned=told.cleaned - len(unseen),
            entries=entries,
            dropped=(*told.dropped, *unseen),
        ),
        book=book,
        files=output.files,
        card=output.card,
        made=output.made,
        observed=replace(seen, sample=replace(seen.sample, entries=entries)),
        saving=replace(
            saving(desk, before, cleaned.failed),
            plan=key,
            basis=_basis(desk),
            feed=feed_key(source, place, book) if is_done else memory.feed,
            outputs=output.outputs or memory.outputs,
            published=entries,
            closed=output.closed,
        ),
    )


def _unseen(worked: Worked, output: Output) -> list[Dropped]:
    """What was cleaned in this build and is not in the feed, with the reason."""
    came = {arrival.reading.digest for arrival in worked.arrivals}
    names = (one.entry.id for one in worked.found.changed if one.entry.raw in came)
    return [output.dropped[name] for name in names if name in output.dropped]


def _rules(desk: Desk, more: Iterable[Reading] = ()) -> tuple[SiteRules, ...]:
    """The site rules for all that stands, and for articles that came in."""
    metas = [one.article.meta for one in desk.living]
    for reading in more:
        metas += [raw.meta for raw in (reading.raw, reading.spare) if raw is not None]
    config = desk.place.config
    return rules_of(desk.intake.source, config.rules, metas, config.packs)


def _basis(desk: Desk) -> Digest:
    return basis_of(desk.intake.source, _rules(desk), desk.place.edition)


def _plan(desk: Desk, *, is_moved: bool) -> CleanPlan:
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
    return plan_of(source, _rules(desk, desk.intake.readings), desk.profiles.values())


def _present(desk: Desk, changes: Changes) -> set[ArticleId]:
    """Entries this run saw as they were."""
    todo = {reading.digest for reading in changes.todo}
    same = same_raws(desk.intake) - todo
    return {name for name, _ in changes.unchanged} | {
        one.entry.id for one in desk.living if one.entry.raw in same
    }


def _bring_up_to_date(
    desk: Desk,
    changes: Changes,
    old: Iterable[Standing],
    failed: Collection[Digest],
    key: Digest,
) -> None:
    """Notes what the run says of entries whose text stands."""
    for name, reading in changes.unchanged:
        entry = desk.ledger[name].entry
        if entry.raw == reading.digest:
            desk.note(replace(entry, place=reading.location, capture=reading.body))
    for one in old:
        entry = desk.ledger[one.entry.id].entry
        if entry.plan != key and entry.raw not in failed:  # what it was read from is not kept
            desk.note(replace(entry, plan=key))
    for entry in touched(desk.intake, desk.place.tools.now):
        if desk.ledger[entry.id].entry.raw == entry.raw:
            desk.note(replace(desk.ledger[entry.id].entry, last_seen=entry.last_seen))
    for name in expired(desk.intake):
        desk.note(replace(desk.ledger[name].entry, is_gone=True))
