"""Which alarms are open, given all that was measured of a source and what is known of it now.

Each is judged anew from the history every time, so that it closes by itself once its cause is gone.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from statistics import median
from typing import Final

from feedclean.health import layouts, statistics
from feedclean.health.layouts import MOST
from feedclean.health.words import NEVER_READ
from feedclean.model.health import Alarm, Health, Measured, Sample

ENOUGH: Final = 12
"""Entries that a source must have had before anything new is compared with them."""
_LATEST: Final = 200
"""Entries of the past that count."""
_GETTING_USED: Final = timedelta(days=30)
"""After so long what an alarm tells of is how the source is now."""
_DEVIATIONS: Final = 4.0
_MUCH_SHORTER: Final = math.log(4)
"""A quarter of the usual length, at most: sources of nearly constant length vary by half."""
_MUCH_MORE: Final = 0.25
"""Of the text, taken out beyond what is usual."""
DOUBTED: Final = "text-doubted"
"""Caution: the page is built like none before, and its text was not believed."""
_REVERTED: Final = "over-removal-reverted"
_NO_BODY: Final = "rule-body-matched-nothing"
_BODIES: Final = 5
"""Pages in which a rule must have found the main content before one without it means anything."""
_MOST_BODIES: Final = 0.9
_RULE_ROW: Final = 10
_WALLS: Final = 3
_WALLS_BY_CHANCE: Final = 0.03
_WALL_SHARE: Final = 0.5
_EARLY_SHARE: Final = 0.5
_LARGEST_STEP_BACK: Final = timedelta(hours=1)

Facts = Mapping[str, str]
_Dated = tuple[datetime, Measured]
_IsOdd = Callable[[Measured], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a source at the moment, its samples aside."""

    now: datetime
    failing: str | None = None
    """What went wrong when it was last asked; None: nothing."""
    unread: str | None = None
    """What went wrong when its files were last read; None: nothing, or it has none."""
    missing: str | None = None
    """Why its files, or some of them, could not be found; None: they are there, or it has none."""
    gone: datetime | None = None
    """When its server said 410."""
    moved_to: str | None = None
    """Where permanent redirects lead that are believed."""
    answered: datetime | None = None
    """When it last gave an answer to be trusted, be it that nothing is new."""
    asked_ahead: datetime | None = None
    """When it was last asked, if that is yet to come."""
    rules: frozenset[str] | None = frozenset()
    """Rules of its site, as they are now; None: nothing was cleaned, so that they do not matter."""
    bodies: frozenset[str] = frozenset()
    """Those of them that say what the main content is."""


@dataclass(frozen=True, slots=True)
class _Case:
    """What one alarm is judged by."""

    health: Health
    samples: Sequence[Sample]
    """Oldest first, that of this build included."""
    signs: Signs
    known: Alarm | None
    """This alarm, if it is open."""

    @property
    def since(self) -> datetime | None:
        """Since when it has been open; None: it is not."""
        return None if self.known is None else self.known.since

    def entries(self) -> list[_Dated]:
        """All new entries there have been, oldest first, with the moment of the build."""
        return [(sample.at, one) for sample in self.samples for one in sample.new]

    def batch(self) -> int:
        """How many entries the latest build that had any brought."""
        return next((len(sample.new) for sample in reversed(self.samples) if sample.new), 0)

    def is_past(self, at: datetime) -> bool:
        """Whether a moment is from before the alarm; long after it was opened, every one is."""
        return self.since is None or at < self.since or self.signs.now - self.since >= _GETTING_USED


def judge(health: Health, samples: Sequence[Sample], signs: Signs) -> tuple[Alarm, ...]:
    """The alarms that are open, sorted by code; those known keep their beginning."""
    known = {alarm.code: alarm for alarm in health.alarms}
    found = []
    for code, rule in RULES.items():
        before = known.get(code)
        facts = rule(_Case(health, samples, signs, before))
        if facts is not None:
            since = before.since if before else signs.now
            found.append(Alarm(code=code, since=since, facts=tuple(sorted(facts.items()))))
    return tuple(found)


def _gone(case: _Case) -> Facts | None:
    return None if case.signs.gone is None else {"when": f"on {case.signs.gone:%Y-%m-%d}"}


def _moved(case: _Case) -> Facts | None:
    is_moved = case.signs.moved_to is not None and case.signs.gone is None
    return {"to": case.signs.moved_to or ""} if is_moved else None


def _fetch_failing(case: _Case) -> Facts | None:
    is_failing = case.signs.failing is not None and case.signs.gone is None
    if not is_failing:
        return None
    never = {} if any(one.entries for one in case.samples) else {NEVER_READ: "yes"}
    return {"why": case.signs.failing or "", **never}


def _file_unread(case: _Case) -> Facts | None:
    return None if case.signs.unread is None else {"why": case.signs.unread}


def _files_missing(case: _Case) -> Facts | None:
    return None if case.signs.missing is None else {"why": case.signs.missing}


def _source_silent(case: _Case) -> Facts | None:
    answered, rhythm = case.signs.answered, case.health.rhythm
    if answered is None or rhythm is None or answered <= rhythm.silent_after:
        return None
    return {"since": f"{rhythm.newest:%Y-%m-%d}", "usual": _days(rhythm.pause_s)}


def _clock_odd(case: _Case) -> Facts | None:
    if case.signs.asked_ahead is not None:
        return {
            "what": f"it was last asked at {case.signs.asked_ahead:%Y-%m-%d %H:%M} UTC, "
            "which is yet to come"
        }
    at = [sample.at for sample in case.samples]
    if at and max(at) > case.signs.now + _LARGEST_STEP_BACK:
        return {
            "what": f"a build of {max(at):%Y-%m-%d %H:%M} UTC is remembered, which is yet to come"
        }
    last = next((one for one in reversed(case.samples) if one.count), None)
    if last is not None and last.early >= max(1, _EARLY_SHARE * last.count):
        return {"what": f"{last.early} of {last.count} new entries are dated more than a day ahead"}
    return None


def _wall_met(case: _Case) -> Facts | None:
    last = next((one for one in reversed(case.samples) if one.walls or _pages(one)), None)
    if last is None:
        return None
    met = sum(count for _, count in last.walls)
    of = met + _pages(last)
    past = [one for one in case.samples if one is not last and case.is_past(one.at)]
    had = sum(count for one in past for _, count in one.walls)
    rate = (had + 1) / (had + sum(map(_pages, past)) + 2)
    if met < _WALL_SHARE * of or not (met >= _WALLS or rate**met < _WALLS_BY_CHANCE):
        return None
    kinds = ", ".join(f"{kind.replace('-', ' ')} {count}" for kind, count in last.walls)
    return {"count": str(met), "of": str(of), "kinds": kinds}


def _pages(sample: Sample) -> int:
    return sum(one.is_page for one in sample.new)


def _layout_changed(case: _Case) -> Facts | None:
    entries = [(at, one) for at, one in case.entries() if one.fit is not None]
    if not entries:
        return None
    last = entries[-1][0]
    batch = [one.fit for at, one in entries if at == last and one.fit is not None]
    start = last if case.since is None else case.since
    past = [one.fit for at, one in entries if at < start and one.fit is not None]
    if not layouts.are_new(batch, past) or _is_used_to(case, start):
        return None
    return {
        "count": str(sum(one < layouts.NEW for one in batch)),
        "of": str(len(batch)),
        "known": str(min(len(past), layouts.REMEMBERED)),
        "fit": f"{max(one for one in batch if one < layouts.NEW):.2f}",
        "usual": f"{median(past):.2f}",
    }


def _is_used_to(case: _Case, start: datetime) -> bool:
    """Whether enough pages of the new layout were read as well as those of the old one."""
    pages = [(at, one) for at, one in case.entries() if one.is_page]
    new = [one for at, one in pages if at >= start]
    old = [one for at, one in pages if at < start][-_LATEST:]
    if case.since is None or len(new) < layouts.ENOUGH or len(old) < layouts.ENOUGH:
        return False
    least = shortest(old)
    read = [one for one in new if math.log1p(one.chars) >= least and DOUBTED not in one.cautions]
    return len(read) > statistics.MOST_OF * len(new)


def shortest(past: Sequence[Measured]) -> float:
    """The logarithm of the length below which an entry is odd, given those of the past."""
    return statistics.lower_bound(
        [math.log1p(one.chars) for one in past], deviations=_DEVIATIONS, least=_MUCH_SHORTER
    )


def _extraction_collapsed(case: _Case) -> Facts | None:
    row = _row(case, _of_a_kind(case), _too_short)
    if row is None:
        return None
    return {
        "count": str(len(row.odd)),
        "chars": str(round(median(one.chars for one in row.odd))),
        "usual": str(round(median(one.chars for one in row.past))),
    }


def _over_removal(case: _Case) -> Facts | None:
    row = _row(case, _of_a_kind(case), _too_much_gone)
    if row is None:
        return None
    return {
        "count": str(len(row.odd)),
        "removed": f"{median(one.removed for one in row.odd):.0%}",
        "usual": f"{median(one.removed for one in row.past):.0%}",
        "reverted": str(sum(_REVERTED in one.cautions for one in row.odd)),
    }


def _template_drift(case: _Case) -> Facts | None:
    row = _row(case, _of_a_kind(case), _without_template)
    if row is None:
        return None
    share = sum(one.has_template for one in row.past) / len(row.past)
    return {"count": str(len(row.odd)), "usual": f"{share:.0%}"}


def _rule_dead(case: _Case) -> Facts | None:
    """The first rule that is dead; those of other editions of the rules do not count."""
    if case.signs.rules is None:
        return None if case.known is None else dict(case.known.facts)
    entries = _of_a_kind(case)
    if (body := _body_lost(case, entries)) is not None:
        return body
    for rule in sorted(case.signs.rules & {rule for _, one in entries for rule in one.rules}):
        row = _row(case, entries, partial(_without_rule, rule=rule))
        if row is not None and len(row.odd) >= _RULE_ROW:
            share = sum(rule in one.rules for one in row.past) / len(row.past)
            return {"rule": rule, "usual": f"{share:.0%}", "count": str(len(row.odd))}
    return None


def _body_lost(case: _Case, entries: Sequence[_Dated]) -> Facts | None:
    """Whether what a person called the main content is in none of the latest pages.

    No row of them has to be waited for: no guess could be wrong about that.
    """
    latest = [one for _, one in entries[-case.batch() :]]
    lost = sum(_NO_BODY in one.cautions for one in latest)
    past = [one for at, one in entries[: -case.batch()] if case.is_past(at)][-_LATEST:]
    found = [rule for one in past for rule in case.signs.bodies.intersection(one.rules)]
    had = sum(not case.signs.bodies.isdisjoint(one.rules) for one in past)
    if not lost or lost < MOST * len(latest) or had < _BODIES or had < _MOST_BODIES * len(past):
        return None
    rule = min(Counter(found).items(), key=lambda one: (-one[1], one[0]))[0]
    return {"rule": rule, "usual": f"{had / len(past):.0%}", "count": str(lost)}


def _too_short(past: Sequence[Measured]) -> _IsOdd:
    least = shortest(past)
    return lambda one: math.log1p(one.chars) < least


def _too_much_gone(past: Sequence[Measured]) -> _IsOdd:
    shares = [one.removed for one in past]
    most = statistics.upper_bound(shares, deviations=_DEVIATIONS, least=_MUCH_MORE)
    return lambda one: one.removed > most or _REVERTED in one.cautions


def _without_template(_past: Sequence[Measured]) -> _IsOdd:
    return lambda one: not one.has_template


def _without_rule(_past: Sequence[Measured], rule: str) -> _IsOdd:
    return lambda one: rule not in one.rules


@dataclass(frozen=True, slots=True)
class _Row:
    odd: Sequence[Measured]
    past: Sequence[Measured]


def _of_a_kind(case: _Case) -> list[_Dated]:
    """Entries read as the latest one was: pages are not compared with texts of the feed."""
    entries = case.entries()
    return [(at, one) for at, one in entries if one.is_page == entries[-1][1].is_page]


def _row(
    case: _Case,
    entries: Sequence[_Dated],
    odd_ones: Callable[[Sequence[Measured]], _IsOdd],
) -> _Row | None:
    """The latest entries, if too many of them are odd for chance; ``odd_ones`` learns of the past.

    Entries that may be part of the row are no part of the past it is compared with.
    """
    batch = case.batch()
    recent = max(batch, statistics.FEWEST)
    for _ in range(2):
        past = [one for at, one in entries[:-recent] if case.is_past(at)][-_LATEST:]
        if len(past) < ENOUGH:
            return None
        is_odd = odd_ones(past)
        odd = [is_odd(one) for _, one in entries]
        row = next((n for n, flag in enumerate(reversed(odd)) if not flag), len(odd))
        recent = max(recent, row)
    rate = statistics.rate_of([is_odd(one) for one in past])
    found = statistics.odd_row(odd, batch, rate)
    if not found:
        return None
    latest = [one for (_, one), flag in zip(entries, odd, strict=True) if flag][-found:]
    return _Row(odd=latest, past=past)


def _days(seconds: float) -> str:
    days = round(seconds / 86_400)
    return "a day" if days <= 1 else f"{days} days"


RULES: Final[Mapping[str, Callable[[_Case], Facts | None]]] = {
    "clock-odd": _clock_odd,
    "extraction-collapsed": _extraction_collapsed,
    "fetch-failing": _fetch_failing,
    "file-unread": _file_unread,
    "files-missing": _files_missing,
    "gone": _gone,
    "layout-changed": _layout_changed,
    "moved": _moved,
    "over-removal": _over_removal,
    "rule-dead": _rule_dead,
    "source-silent": _source_silent,
    "template-drift": _template_drift,
    "wall-met": _wall_met,
}
"""What opens an alarm: its facts, or None where there is none."""
