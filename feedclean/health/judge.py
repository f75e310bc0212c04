"""Which alarms are open, given all that was measured of a source and what is known of it now.

Each is judged anew from the history every time, so that it closes by itself once its cause is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from feedclean.health import odd
from feedclean.health.case import Case, Facts, Signs
from feedclean.health.words import NEVER_READ, OF_PAGES
from feedclean.model.health import Alarm, Health, Sample

_WALLS: Final = 3
_WALLS_BY_CHANCE: Final = 0.03
_WALL_SHARE: Final = 0.5
_EARLY_SHARE: Final = 0.5
_EMPTIED_SHARE: Final = 0.5
_LARGEST_STEP_BACK: Final = timedelta(hours=1)


def judge(health: Health, samples: Sequence[Sample], signs: Signs) -> tuple[Alarm, ...]:
    """The alarms that are open, sorted by code; those known keep their beginning."""
    known = {alarm.code: alarm for alarm in health.alarms}
    found = []
    for code, rule in RULES.items():
        before = known.get(code)
        facts = rule(Case(health, samples, signs, before))
        if facts is not None:
            since = before.since if before else signs.now
            found.append(Alarm(code=code, since=since, facts=tuple(sorted(facts.items()))))
    return tuple(found)


def _gone(case: Case) -> Facts | None:
    return None if case.signs.gone is None else {"when": f"on {case.signs.gone:%Y-%m-%d}"}


def _moved(case: Case) -> Facts | None:
    is_moved = case.signs.moved_to is not None and case.signs.gone is None
    return {"to": case.signs.moved_to or ""} if is_moved else None


def _fetch_failing(case: Case) -> Facts | None:
    is_failing = case.signs.failing is not None and case.signs.gone is None
    if not is_failing:
        return None
    if case.signs.of_pages:
        return {"why": case.signs.failing or "", OF_PAGES: "yes"}
    never = {} if any(one.entries for one in case.samples) else {NEVER_READ: "yes"}
    return {"why": case.signs.failing or "", **never}


def _file_unread(case: Case) -> Facts | None:
    return None if case.signs.unread is None else {"why": case.signs.unread}


def _files_missing(case: Case) -> Facts | None:
    return None if case.signs.missing is None else {"why": case.signs.missing}


def _rules_left_nothing(case: Case) -> Facts | None:
    """Whether rules emptied half of the entries: one of them may be an advertisement."""
    emptied, standing = case.signs.emptied, case.signs.standing
    if case.signs.rules is None:
        return None if case.known is None else dict(case.known.facts)
    if not emptied or emptied < _EMPTIED_SHARE * standing:
        return None
    return {"count": str(emptied), "of": str(standing)}


def _source_silent(case: Case) -> Facts | None:
    answered, rhythm = case.signs.answered, case.health.rhythm
    if answered is None or rhythm is None or answered <= rhythm.silent_after:
        return None
    return {"since": f"{rhythm.newest:%Y-%m-%d}", "usual": _days(rhythm.pause_s)}


def _days(seconds: float) -> str:
    days = round(seconds / 86_400)
    return "a day" if days <= 1 else f"{days} days"


def _clock_odd(case: Case) -> Facts | None:
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


def _wall_met(case: Case) -> Facts | None:
    last = next((one for one in reversed(case.samples) if one.walls or _pages(one)), None)
    if last is None:
        return None
    met = sum(count for _, count in last.walls)
    of = met + _pages(last)
    past = [one for one in case.samples if one is not last and case.is_past(one.at)]
    had = sum(count for one in past for _, count in one.walls)
    came = sum(map(_pages, past))
    rate = (had + 1) / (had + came + 2)
    is_telling = met >= _WALLS or rate**met < _WALLS_BY_CHANCE
    # of a source that has shown nothing but walls so far, two are enough
    if met < _WALL_SHARE * of or not (is_telling or (of + came == met and had + met > 1)):
        return None
    kinds = ", ".join(f"{kind.replace('-', ' ')} {count}" for kind, count in last.walls)
    return {"count": str(met), "of": str(of), "kinds": kinds}


def _pages(sample: Sample) -> int:
    return sample.came + sum(one.is_page for one in sample.new)


RULES: Final[Mapping[str, Callable[[Case], Facts | None]]] = {
    "clock-odd": _clock_odd,
    "extraction-collapsed": odd.extraction_collapsed,
    "fetch-failing": _fetch_failing,
    "file-unread": _file_unread,
    "files-missing": _files_missing,
    "gone": _gone,
    "layout-changed": odd.layout_changed,
    "moved": _moved,
    "over-removal": odd.over_removal,
    "rule-dead": odd.rule_dead,
    "rules-left-nothing": _rules_left_nothing,
    "source-silent": _source_silent,
    "template-drift": odd.template_drift,
    "wall-met": _wall_met,
}
"""What opens an alarm: its facts, or None where there is none."""
