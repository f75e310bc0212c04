"""One source brought up to date: what came in against what is remembered of it.

gather ─▶ known captures aside ─▶ parse ─▶ learn ─▶ compare ─▶ clean ─▶ recognise ─▶ assemble
              └── all of them known, nothing gone: what is published stands, and we are done

Three gates, cheap to dear: what the server says, the digest of a capture, the digests of an article
and of the plan. The rooms behind a gate are imported when it opens: a build with nothing to do
loads none of them.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import Final

from feedclean.discretion import discreet
from feedclean.errors import ConfigError, ExecuteError, StateError
from feedclean.gather.base import Context
from feedclean.gather.due import after_failure
from feedclean.gather.notebook import Notebook
from feedclean.gather.rest import ask_once_more, at_rest, named_in
from feedclean.model.article import ArticleMeta, Failure
from feedclean.model.entry import SourceMemory
from feedclean.model.memory import FetchRecord
from feedclean.model.output import SourceReport, Unaltered
from feedclean.model.source import (
    FEED_ENTRY,
    Capture,
    Gathered,
    NotModified,
    Source,
    SourceKind,
)
from feedclean.work.intake import Intake
from feedclean.work.page_rules import rules_of_page
from feedclean.work.place import (
    Renewed,
    Workplace,
    as_remembered,
    feed_key,
)
from feedclean.work.published import standing_files
from feedclean.work.upstream import expired, taken_away, touched

WHOLE_CHARS: Final = 2_000_000
"""Markup of one source that is worked on in one place at most, a second or so of work: more of it
is worth sharing out, article by article. As much of one source is held in memory, and no more."""
_ENTRY_CHARS: Final = 4_000
"""Of an entry that is to be cleaned anew, as a guess."""
_SOURCE_CHARS: Final = 2_000
"""What is done once a source, as if it were markup."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outset:
    """What is remembered of a source before it is asked, and what asking it is told."""

    memory: SourceMemory
    book: Notebook
    context: Context
    is_asked: bool
    """Whether it is gathered at all in this build."""
    resting: NotModified | None = None
    """What is said of it without asking, where neither it nor a page of it is due."""


def set_out(source: Source, place: Workplace) -> Outset:
    """Everything gathering a source needs. Raises: StateError."""
    memory = place.store.recall(source.id)
    book = Notebook(memory.records)
    is_asked = source.kind is SourceKind.DUMP or memory.is_new or not place.tools.is_offline
    context = _context(source, place, book, memory)
    ask_once_more(context, named_in(place.pages, _known(memory)))
    is_online = is_asked and source.kind is not SourceKind.DUMP
    return Outset(
        memory=memory,
        book=book,
        context=context,
        is_asked=is_asked,
        resting=at_rest(source, context) if is_online else None,
    )


def check_pages(chosen: Iterable[Source], place: Workplace) -> None:
    """Raises: ConfigError, where an article that is to be asked for is not known; StateError."""
    if not place.pages:
        return
    known = [one for source in chosen for one in _known(place.store.recall(source.id))]
    for page in place.pages:
        if not named_in((page,), known):
            problem = (
                f"no page of {page} was fetched for the source named; give the address of an "
                "article as its feed lists it, or its id"
            )
            raise ConfigError(place.config.path, "--page", problem)


@dataclass(slots=True, kw_only=True)
class Begun:
    """A source of which all has come in, or so much that one worker should not have more at once.

    What came in and is known is noted; what has to be read waits.
    """

    source: Source
    outset: Outset
    intake: Intake
    new: tuple[Capture | Failure, ...] = ()
    """To be read."""
    more: Iterator[Capture | Failure] = field(default_factory=lambda: iter(()))
    """What is still to come, where there is so much."""
    is_bulky: bool = False
    """Whether there is more of it than one should take elsewhere."""
    standing: tuple[Unaltered, ...] | None = None
    """What is published, where nothing is to be done."""
    seconds: float = 0.0
    """That have been spent on it."""

    @property
    def is_idle(self) -> bool:
        """Whether there is nothing to do."""
        return self.standing is not None

    @property
    def chars(self) -> int:
        """Roughly how much there is to do, in characters of markup."""
        if self.is_idle:
            return 0
        bodies = sum(len(one.body) for one in self.new if isinstance(one, Capture))
        again = max(self.intake.known_chars, _ENTRY_CHARS * len(self.intake.memory.entries))
        return _SOURCE_CHARS + (bodies or again)


def begin(source: Source, place: Workplace, outset: Outset, gathered: Iterable[Gathered]) -> Begun:
    """Takes in what a source gave, as far as that costs little. Raises: StateError."""
    started = place.tools.stopwatch()
    intake = Intake(
        source=source, memory=outset.memory, edition=place.edition, stored=place.store.body
    )
    begun = Begun(source=source, outset=outset, intake=intake)
    if outset.is_asked:
        unread = intake.unread(gathered)
        begun.new = tuple(_so_many(unread))
        begun.more = unread
    if not begun.new and not has_work(intake, place, outset.book):
        begun.standing = standing_files(source, outset.memory, place)
    begun.is_bulky = begun.chars >= WHOLE_CHARS
    begun.seconds = place.tools.stopwatch() - started
    return begun


def _so_many(unread: Iterator[Capture | Failure]) -> Iterator[Capture | Failure]:
    chars = 0
    for one in unread:
        yield one
        chars += len(one.body) if isinstance(one, Capture) else 0
        if chars >= WHOLE_CHARS:
            return


def finish(begun: Begun, place: Workplace) -> Renewed:
    """Brings the entries of a source up to date. Raises: ExecuteError, StateError."""
    started = place.tools.stopwatch()
    source, outset, intake = begun.source, begun.outset, begun.intake
    intake.read_all(chain(begun.new, begun.more), place.crew, place.config)
    if not intake.is_whole and source.kind is not SourceKind.DUMP:
        _note_breakdown(source, outset)
    standing = begun.standing
    if standing is None and not has_work(intake, place, outset.book):
        standing = standing_files(source, outset.memory, place)
    renewed = (
        _reworked(begun, place) if standing is None else _as_it_was(intake, place, outset.book)
    )
    seconds = begun.seconds + place.tools.stopwatch() - started
    return fit_to_tell(replace(renewed, files=standing or renewed.files), place, seconds)


def fit_to_tell(renewed: Renewed, place: Workplace, seconds: float) -> Renewed:
    """What a source gave, as it may be told."""
    failures = tuple(
        replace(one, message=discreet(one.message, place.config.secrets))
        for one in renewed.report.failures
    )
    return replace(renewed, report=replace(renewed.report, failures=failures, seconds=seconds))


def _reworked(begun: Begun, place: Workplace) -> Renewed:
    from feedclean.work.rework import rework  # noqa: PLC0415 - behind the second gate

    source, outset, intake = begun.source, begun.outset, begun.intake
    try:
        return rework(intake, place, outset.book)
    except (ExecuteError, StateError):
        raise
    except Exception as error:  # noqa: BLE001 - one bad source costs itself, whatever it is
        _log.debug("%s could not be worked on", source.id, exc_info=True)
        return _broken_off(intake, place, outset, error)


def _broken_off(intake: Intake, place: Workplace, outset: Outset, error: Exception) -> Renewed:
    """Nothing of the source is changed; what came in is gone through again by the next build."""
    source = intake.source
    if source.kind is not SourceKind.DUMP:
        _note_breakdown(source, outset)
    told = f"{source.id} could not be worked on ({type(error).__name__}: {error}); it is left as"
    failure = Failure(
        source=source.id,
        location=source.location,
        stage="build",
        error=type(error).__name__,
        message=f"{told} it was, and tried again by the next build",
    )
    found = _as_it_was(intake, place, outset.book)
    report = replace(found.report, failures=(*found.report.failures, failure))
    return replace(found, report=report, saving=None)


def _note_breakdown(source: Source, outset: Outset) -> None:
    """Has a source asked again as after an error, and read as if it had not been answered.

    What it listed was not dealt with to its end; told that nothing is new, we would never do so.
    """
    book = outset.book
    asked = book.asked_at(source.location)
    before = next((one for one in outset.memory.records if one.url == asked), None)
    known = before or FetchRecord(url=asked)
    told = replace(
        book.get(asked) or known,
        validators=known.validators,
        digest=known.digest,
        failures=known.failures,
    )
    floor = timedelta(minutes=source.interval_minutes)
    book.put(after_failure(told, outset.context.moment(), floor, outset.context.dice()))


def _known(memory: SourceMemory) -> list[ArticleMeta]:
    """Articles whose pages are kept, each once."""
    pages = [one for one in memory.captures if one.media_type != FEED_ENTRY]
    listed = {one.listed.url: one.listed for one in pages if one.listed is not None}
    return [one for url, one in sorted(listed.items(), key=lambda item: item[0] or "") if url]


def _context(source: Source, place: Workplace, book: Notebook, memory: SourceMemory) -> Context:
    tools = place.tools
    return Context(
        folder=place.config.folder,
        now=tools.now,
        fetch=tools.fetch,
        book=book,
        clock=tools.clock,
        robots=tools.robots,
        rules=partial(rules_of_page, source, place.config.rules, place.config.packs),
        known=partial(_known, memory),
        refresh=place.refresh,
    )


def has_work(intake: Intake, place: Workplace, book: Notebook) -> bool:
    """Whether anything is to be done, now that all that came in has been read."""
    memory = intake.memory
    return bool(
        memory.is_new
        or place.reclean
        or intake.readings
        or intake.relisted
        or intake.unreadable
        or taken_away(intake)
        or memory.feed != feed_key(intake.source, place, book)
        or expired(intake)
    )


def _as_it_was(intake: Intake, place: Workplace, book: Notebook) -> Renewed:
    """Nothing came in, nothing is to be done."""
    memory = intake.memory
    unchanged = sum(len(kept.raws) for kept in intake.same)
    report = SourceReport(
        source=intake.source.id,
        gathered=intake.gathered,
        parsed=unchanged,
        cleaned=0,
        unchanged=unchanged,
        blocks_removed=0,
        entries=memory.published,
        dropped=(),
        failures=tuple(intake.failures),
        cautions=(),
        files_written=0,
        files_unchanged=len(memory.outputs),
        seconds=0.0,
    )
    seen = touched(intake, place.tools.now)
    saving = replace(as_remembered(memory), touched=seen, records=book.written())
    return Renewed(report=report, book=book, saving=saving if seen else None)
