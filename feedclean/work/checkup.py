"""How a source is after a build: its alarms, opened or closed, and what the index says of them.

Most builds find most sources well and with nothing new; then only their records are looked at, and
nothing of their history is loaded.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from feedclean.discretion import discreet
from feedclean.errors import NotThere, PageGone, WallMet
from feedclean.gather.due import LARGEST_SLACK, has_moved
from feedclean.model.article import LEFT_OUT, NOT_YET, Failure, SourceId
from feedclean.model.health import Alarm, Event, Health, Sample
from feedclean.model.memory import FetchRecord
from feedclean.model.output import Card, FeedHead, Notice
from feedclean.model.source import Source, SourceKind
from feedclean.state.bodies import read
from feedclean.work.place import Observed, Renewed, Workplace

if TYPE_CHECKING:
    from feedclean.health import Signs

_PLACE: Final = re.compile(r"^(?:https?://\S+: )+")
_FAILING: Final = "fetch-failing"
_UNREAD: Final = "file-unread"
_NOT_THERE: Final = NotThere.__name__
_PAGE_GONE: Final = PageGone.__name__
_CHANGED: Final = "layout-changed"
_GONE: Final = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkup:
    """How a source is after a build, where there was reason to look."""

    health: Health | None = None
    """None: as before."""
    sample: Sample | None = None
    events: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()
    card: Card | None = None
    """How the index shows it now; None: as before."""
    since: datetime | None = None
    """Since when it could not be asked what is new; None: it could, whatever else went wrong."""
    was_stale: bool = False
    """The same of the build before."""
    lasting: str = ""
    """What went wrong when it was last asked, which was not in this build; empty: nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a source before a look at its history."""

    card: str | None
    """As the state keeps it."""
    is_well: bool
    silent_after: str | None
    """ISO 8601."""


def check_up(source: Source, renewed: Renewed, known: Known, place: Workplace) -> Checkup | None:
    """How a source is; None: well, as before, and with nothing new. Raises: StateError."""
    record = _record(source, renewed)
    sample = _sample(renewed, record, place.tools.now)
    is_emptied = renewed.observed is not None and renewed.observed.emptied > 0
    if known.is_well and sample is None and not is_emptied and not _is_odd(record, known, place):
        return _as_well_as_before(source, renewed, known, place)
    from feedclean.health import figures, judge  # noqa: PLC0415 - loads statistics, rarely wanted

    before = place.store.health(source.id)
    seen = renewed.observed
    known_by_now = before if seen is None else replace(before, rhythm=seen.rhythm or before.rhythm)
    samples = place.store.samples(source.id) + (() if sample is None else (sample,))
    lasting = _lasting(before.alarms, record, renewed)
    signs = _signs(source, renewed, lasting, place)
    alarms = judge(known_by_now, samples, signs)
    notices = tuple(notice(alarm, source.id) for alarm in alarms)
    shown = None if known.card is None else read(known.card, Card)
    card = replace(
        renewed.card or shown or _blank(source, place), alarms=notices, figures=figures(samples)
    )
    health = _with_layouts(replace(known_by_now, alarms=alarms), before, seen)
    return Checkup(
        health=None if health == before and sample is None else health,
        sample=sample,
        events=tuple(_events(source, before.alarms, alarms, place.tools.now)),
        notices=notices,
        card=None if card == shown else card,
        since=_stale_since(alarms) if _is_failing(record) else None,
        was_stale=_stale_since(before.alarms) is not None,
        lasting=lasting,
    )


def _stale_since(alarms: Iterable[Alarm]) -> datetime | None:
    return next((one.since for one in alarms if one.code in (_FAILING, _UNREAD, _GONE)), None)


def _is_failing(record: FetchRecord | None) -> bool:
    """Whether its server has not answered well since it last failed."""
    return record is not None and (record.failures > 0 or record.gone)


def notice(alarm: Alarm, source: SourceId) -> Notice:
    """An alarm as others may read of it."""
    from feedclean.health import told  # noqa: PLC0415 - as above

    words = told(alarm, source)
    return Notice(code=alarm.code, title=words.title, told=words.sentence, since=alarm.since)


def _as_well_as_before(
    source: Source, renewed: Renewed, known: Known, place: Workplace
) -> Checkup | None:
    if renewed.card is None:
        return None
    from feedclean.health import figures  # noqa: PLC0415 - as above

    before = None if known.card is None else read(known.card, Card)
    card = replace(renewed.card, figures=figures(place.store.samples(source.id)))
    return Checkup(card=None if card == before else card)


def _sample(renewed: Renewed, record: FetchRecord | None, now: datetime) -> Sample | None:
    """What this build measured; None: nothing."""
    is_known_gone = record is not None and record.gone and renewed.observed is None
    wrong = () if is_known_gone else _wrong(renewed.report.failures)
    seen = None if renewed.observed is None else renewed.observed.sample
    if not wrong and (seen is None or not (seen.new or seen.walls or seen.came)):
        return None
    counted = tuple(sorted(Counter(failure.error for failure in wrong).items()))
    sample = seen or Sample(at=now, entries=renewed.report.entries)
    return replace(sample, failures=counted)


def _wrong(failures: Iterable[Failure]) -> list[Failure]:
    """Failures, without what was left out on purpose and without walls, which are counted apart."""
    return [one for one in failures if one.error not in (LEFT_OUT, NOT_YET, WallMet.__name__)]


def _signs(source: Source, renewed: Renewed, lasting: str, place: Workplace) -> Signs:
    from feedclean.health import Signs  # noqa: PLC0415 - as above

    now, seen, record = place.tools.now, renewed.observed, _record(source, renewed)
    trouble = discreet(_trouble(renewed), place.config.secrets)
    has_server = source.kind is not SourceKind.DUMP
    signs = Signs(
        now=now,
        failing=(trouble or lasting or None) if has_server else None,
        unread=None if has_server else trouble or None,
        of_pages=source.kind is SourceKind.FEED and _lacks_pages(record, renewed),
        missing=_missing(source, renewed) or None,
        rules=None if seen is None else seen.rules,
        bodies=frozenset() if seen is None else seen.bodies,
        emptied=0 if seen is None else seen.emptied,
        standing=0 if seen is None else seen.standing,
    )
    if record is None or record.last_fetched is None:
        return signs
    is_ahead = _is_ahead(record, place)
    has_answered = not (record.failures or record.gone or is_ahead)
    return replace(
        signs,
        gone=record.last_fetched if record.gone else None,
        moved_to=record.moved_to if has_moved(record) else None,
        answered=record.last_fetched if has_answered else None,
        asked_ahead=record.last_fetched if is_ahead else None,
    )


def _is_odd(record: FetchRecord | None, known: Known, place: Workplace) -> bool:
    """Whether the records alone give reason to look."""
    if record is None or record.last_fetched is None:
        return False
    is_silent = (
        known.silent_after is not None
        and not record.failures
        and record.last_fetched > datetime.fromisoformat(known.silent_after)
    )
    return record.gone or has_moved(record) or is_silent or _is_ahead(record, place)


def _is_ahead(record: FetchRecord, place: Workplace) -> bool:
    moment = place.tools.moment()
    return record.last_fetched is not None and record.last_fetched > moment + LARGEST_SLACK


def _record(source: Source, renewed: Renewed) -> FetchRecord | None:
    """What is known of the address a source is asked at."""
    if source.kind is SourceKind.DUMP:
        return None
    return renewed.book.get(renewed.book.asked_at(source.location))


def _trouble(renewed: Renewed) -> str:
    """What went wrong in this build, in one line; empty: nothing that says much of the source.

    Pages that could not be fetched do if they are half of the new ones, be it one of one. That one
    of long ago still cannot be had is no news.
    """
    report = renewed.report
    wrong = [one for one in _wrong(report.failures) if _is_sign(one, renewed)]
    if not wrong and report.failures and not report.parsed:
        wrong = [one for one in report.failures if one.error == LEFT_OUT]
    pages = [one for one in wrong if _is_of_a_page(one, renewed)]
    again = [one for one in pages if _failures(one.location, renewed) > 1]
    if len(again) == len(pages) or 2 * len(pages) < report.cleaned:
        wrong = [one for one in wrong if one not in pages]
    if not wrong:
        return ""
    more = f" (and {len(wrong) - 1} more)" if len(wrong) > 1 else ""
    return _shortened(wrong[0].message) + more


def _lacks_pages(record: FetchRecord | None, renewed: Renewed) -> bool:
    """Whether a source answers, and pages of it do not."""
    failed = any(_is_of_a_page(one, renewed) for one in renewed.report.failures)
    return not _is_failing(record) and (failed or _waits_for_pages(renewed))


def _is_sign(failure: Failure, renewed: Renewed) -> bool:
    """Whether a failure may say something of its source.

    That a page is gone whose text the feed has says nothing, nor that one which stands could not
    be had once more.
    """
    record = renewed.book.get(failure.location)
    stands = _is_of_a_page(failure, renewed) and record is not None and record.digest is not None
    return failure.error not in (_NOT_THERE, _PAGE_GONE) and not stands


def _missing(source: Source, renewed: Renewed) -> str:
    """Why files could not be found in this build, in one line; empty: they are all there.

    It is published, so that it does not say where they lie.
    """
    failures = renewed.report.failures
    told = next((one.message for one in failures if one.error == _NOT_THERE), "")
    return _shortened(told.removeprefix(f"{source.location}: "))


def _is_of_a_page(failure: Failure, renewed: Renewed) -> bool:
    """Whether one article could not be fetched, and not the list or feed it is in."""
    record = renewed.book.get(failure.location)
    is_page = record is not None and (record.listed is not None or bool(record.said))
    return failure.stage == "gather" and is_page


def _failures(url: str, renewed: Renewed) -> int:
    """How often in a row an address could not be fetched."""
    record = renewed.book.get(url)
    return 0 if record is None else record.failures


def _shortened(message: str) -> str:
    """A message without the place, which is known, and without the advice."""
    from feedclean.health.words import in_public  # noqa: PLC0415 - as above

    return in_public(_PLACE.sub("", message)).partition("; ")[0]


def _lasting(alarms: Sequence[Alarm], record: FetchRecord | None, renewed: Renewed) -> str:
    """What went wrong when a source was last asked: that it was left alone is no sign of health."""
    before = next((dict(one.facts)["why"] for one in alarms if one.code == _FAILING), "")
    is_failing = record is not None and record.failures > 0 and not record.gone
    is_lasting = is_failing or (not _has_read(renewed) and _waits_for_pages(renewed))
    return before if is_lasting and not _trouble(renewed) else ""


def _waits_for_pages(renewed: Renewed) -> bool:
    """Whether some page that could not be fetched is to be asked for again."""
    return any(one.failures for one in renewed.book.waiting())


def _has_read(renewed: Renewed) -> bool:
    """Whether a new page was read in this build."""
    seen = renewed.observed
    return seen is not None and any(one.is_page for one in seen.sample.new)


def _with_layouts(now: Health, before: Health, seen: Observed | None) -> Health:
    """With the layouts of new pages; those of a redesign stand apart until we are used to them."""
    from feedclean.health.layouts import remember  # noqa: PLC0415 - as above

    pages = () if seen is None else seen.layouts
    if any(alarm.code == _CHANGED for alarm in now.alarms):
        return replace(now, strange=remember(before.strange, pages))
    known = remember(before.layouts, (*before.strange, *pages))
    return replace(now, layouts=known, strange=())


def _events(
    source: Source, before: Sequence[Alarm], now: Sequence[Alarm], at: datetime
) -> Iterator[Event]:
    """What was closed, then what was opened."""
    known, found = ({alarm.code for alarm in alarms} for alarms in (before, now))
    for alarm in before:
        if alarm.code not in found:
            yield Event(source=source.id, at=at, is_open=False, alarm=alarm)
    for alarm in now:
        if alarm.code not in known:
            yield Event(source=source.id, at=at, is_open=True, alarm=alarm)


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
