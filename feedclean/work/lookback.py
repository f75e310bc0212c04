"""Looks back at what is published: by what it was cleaned, and what it was made of.

No server is asked and nothing is written; all there is to see is in the state and, of a dump, on
disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from feedclean.clean.digests import plan_digest
from feedclean.clean.process import process
from feedclean.config.values import Config
from feedclean.gather.base import Context
from feedclean.gather.dump import gather_dump
from feedclean.identity import names_of, url_key
from feedclean.identity.values import under
from feedclean.model.article import ArticleId, CleanArticle, Digest, Outcome, RawArticle
from feedclean.model.entry import Entry, Kept, Reading, SourceMemory, Standing
from feedclean.model.plan import CleanPlan
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.state.store import Store
from feedclean.work.intake import Intake
from feedclean.work.place import no_network
from feedclean.work.plan import basis_of, plan_key, plan_of, rules_of
from feedclean.work.verdicts import FEED_TEXT, STUB, in_place_of

_NOT_KEPT: Final = "what it was read from is not kept any more (keep_captures_days = {days})"
_NO_FILE: Final = "the file it was read from is not there any more, or cannot be read"
_OTHER: Final = "what it was read from is there, but holds no such article now"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Where one looks back from."""

    config: Config
    store: Store
    edition: Digest
    """Of the program that looks."""
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """All that is remembered of one source."""

    source: Source
    memory: SourceMemory
    standing: Mapping[ArticleId, Standing]
    """Its entries, those that are gone included."""
    plan: CleanPlan
    """By which they would be cleaned now: the template is learned again from those that live."""
    key: Digest
    """What an entry cleaned by this plan, and by this program, carries as its ``plan``."""
    is_moved: bool
    """Whether options, rules or program are others than those of the last build.

    Else the next one leaves the entries as they are until something new comes in.
    """

    def is_by_plan(self, one: Standing) -> bool:
        """Whether the published text of an entry was cleaned by the plan of now.

        By a program that may have been another one: of that only ``key`` tells, and it is noted of
        entries whose capture is not kept, too.
        """
        return one.article.fingerprint.plan == plan_digest(self.plan)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """What a published entry was made of, as far as it can still be had."""

    standing: Standing
    capture: Capture | None = None
    raw: RawArticle | None = None
    """The article that was cleaned; None where ``missing`` says why."""
    page: RawArticle | None = None
    """The page in the place of which the text of its feed, ``raw``, stands."""
    is_same: bool = False
    """Whether ``raw`` is what the published text was made of, and not what is there now."""
    missing: str = ""


def look_back(source: Source, outlook: Outlook) -> Past:
    """What is remembered of a source. Raises: StateError."""
    memory = outlook.store.recall(source.id)
    standing = outlook.store.standing(source.id)
    living = [one for one in standing.values() if not one.entry.is_gone]
    config = outlook.config
    metas = (one.article.meta for one in living)
    rules = rules_of(source, config.rules, metas, config.packs)
    plan = plan_of(source, rules, {one.entry.raw: one.profile for one in living}.values())
    return Past(
        source=source,
        memory=memory,
        standing=standing,
        plan=plan,
        key=plan_key(outlook.edition, plan),
        is_moved=memory.basis != basis_of(source, rules, outlook.edition),
    )


def find(past: Past, wanted: str) -> tuple[Standing, ...]:
    """The entries that something names: an id, an address, the location of a file; sorted by id.

    An address is found as it was listed, as it answered, and as it is published. What names nothing
    may be the last part of an id.
    """
    exact = past.standing.get(ArticleId(wanted))
    if exact is not None:
        return (exact,)
    return _named(past, wanted) or tuple(
        one for id_, one in sorted(past.standing.items()) if last_part(id_) == wanted
    )


def last_part(id_: str) -> str:
    """What people call an entry by: ``quay-4`` of ``https://example.org/news/quay-4``."""
    return id_.rpartition("/")[2]


def _named(past: Past, wanted: str) -> tuple[Standing, ...]:
    names = _names_like(wanted)
    raws = {raw for kept in past.memory.captures if _is_of(kept, wanted) for raw in kept.raws}
    return tuple(
        one
        for _, one in sorted(past.standing.items())
        if not names.isdisjoint((*one.entry.names, one.entry.place, one.article.meta.url))
        or not raws.isdisjoint((one.entry.raw, *one.entry.aside))
    )


def search(
    wanted: str, sources: Iterable[Source], outlook: Outlook
) -> tuple[tuple[Past, Standing], ...]:
    """The same among all of some sources, with what is remembered of each.

    Sources that know it by name are looked at first, and if any does, no other one is.
    """
    all_, named = tuple(sources), []
    names = _names_like(wanted)
    for source in all_:
        entries = outlook.store.recall(source.id).entries
        if any(one.id == wanted or not names.isdisjoint(one.names) for one in entries):
            named.append(source)
    if not named and "/" not in wanted:
        named += [
            source
            for source in all_
            if any(last_part(e.id) == wanted for e in outlook.store.recall(source.id).entries)
        ]
    pasts = (look_back(source, outlook) for source in named or all_)
    return tuple((past, one) for past in pasts for one in find(past, wanted))


def recall(past: Past, wanted: Iterable[Standing], outlook: Outlook) -> Iterator[Recalled]:
    """What entries were made of; each capture is read once, whatever the number of its entries.

    They come sorted by where they were read from.
    """
    of_capture: dict[tuple[str, Digest], list[Standing]] = {}
    for one in wanted:
        of_capture.setdefault((one.entry.place, one.entry.capture), []).append(one)
    captures = _captures(past, {place for place, _ in of_capture}, outlook)
    for name, its_own in sorted(of_capture.items()):
        capture = captures.get(name) or captures.get((name[0], None))
        if capture is None:
            missing = _missing(past.source)
            yield from (Recalled(standing=one, missing=missing) for one in its_own)
            continue
        readings = _intake(past, outlook).articles(capture)
        for one in its_own:
            yield _recalled(one, capture, readings)


def clean_again(recalled: Recalled, plan: CleanPlan) -> Outcome:
    """What cleaning makes of an entry by a plan, with all that a build would say of it.

    Raises: ValueError, where ``recalled`` has no raw article.
    """
    if recalled.raw is None:
        raise ValueError(f"{recalled.standing.entry.id}: {recalled.missing}")
    outcome = process(recalled.raw, plan)
    if not isinstance(outcome, CleanArticle):
        return outcome
    if recalled.page is not None:
        page = process(recalled.page, plan)
        if isinstance(page, CleanArticle):
            outcome = in_place_of(page, outcome)
    if STUB in recalled.standing.article.cautions:
        outcome = replace(outcome, cautions=(*outcome.cautions, STUB))
    return under(recalled.standing.entry, outcome)


def _names_like(wanted: str) -> set[str]:
    """The names of an entry that is called so; an address may be written as suggestions are."""
    kinds = (f"id:{wanted}", f"place:{wanted}", f"url:{wanted}", f"url:{url_key(wanted)}")
    return {wanted, *kinds}


def _is_of(kept: Kept, wanted: str) -> bool:
    listed = kept.listed.url if kept.listed is not None else None
    return wanted in (kept.location, listed)


def _captures(
    past: Past, places: set[str], outlook: Outlook
) -> Mapping[tuple[str, Digest | None], Capture]:
    """Captures by location and digest of the body; a file is found whatever it holds now."""
    if past.source.kind is SourceKind.DUMP:
        context = Context(folder=outlook.config.folder, now=outlook.now, fetch=no_network)
        items = gather_dump(past.source, context, places)
        return {(one.location, None): one for one in items if isinstance(one, Capture)}
    intake = _intake(past, outlook)
    found: dict[tuple[str, Digest | None], Capture] = {}
    for kept in past.memory.captures:
        if kept.location in places:
            capture = intake.again(kept)
            if capture is not None:
                found[kept.location, kept.body] = capture
    return found


def _intake(past: Past, outlook: Outlook) -> Intake:
    """What reads captures as a build does; thrown away with all it notes."""
    return Intake(
        source=past.source,
        memory=past.memory,
        edition=outlook.edition,
        stored=outlook.store.body,
    )


def _missing(source: Source) -> str:
    if source.kind is SourceKind.DUMP:
        return _NO_FILE
    return _NOT_KEPT.format(days=source.keep_captures_days)


def _recalled(one: Standing, capture: Capture, readings: Iterable[Reading]) -> Recalled:
    reading = _reading_of(one.entry, readings)
    if reading is None:
        return Recalled(standing=one, capture=capture, missing=_OTHER)
    is_text = reading.spare is not None and FEED_TEXT in one.article.cautions
    return Recalled(
        standing=one,
        capture=capture,
        raw=reading.spare if is_text else reading.raw,
        page=reading.raw if is_text else None,
        is_same=reading.digest == one.entry.raw,
    )


def _reading_of(entry: Entry, readings: Iterable[Reading]) -> Reading | None:
    """The article an entry was made of; else the one that has its names."""
    readings = tuple(readings)
    same = (reading for reading in readings if reading.digest == entry.raw)
    alike = (one for one in readings if not set(entry.names).isdisjoint(names_of(one.raw)))
    return next(same, None) or next(alike, None)
