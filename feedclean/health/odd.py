"""Alarms of what new entries are like: rows of them that are odd, beside those before."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from statistics import median
from typing import Final

from feedclean.health import layouts, statistics
from feedclean.health.case import Case, Dated, Facts
from feedclean.health.layouts import MOST
from feedclean.model.health import Measured

ENOUGH: Final = 12
"""Entries that a source must have had before anything new is compared with them."""
_LATEST: Final = 200
"""Entries of the past that count."""
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
_IsOdd = Callable[[Measured], bool]


def layout_changed(case: Case) -> Facts | None:
    """Whether new pages are built like none before them."""
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


def _is_used_to(case: Case, start: datetime) -> bool:
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


def extraction_collapsed(case: Case) -> Facts | None:
    """Whether hardly any text is left of new entries."""
    row = _row(case, _of_a_kind(case), _too_short)
    if row is None:
        return None
    return {
        "count": str(len(row.odd)),
        "chars": str(round(median(one.chars for one in row.odd))),
        "usual": str(round(median(one.chars for one in row.past))),
    }


def over_removal(case: Case) -> Facts | None:
    """Whether much more than usual is taken out of new entries."""
    row = _row(case, _of_a_kind(case), _too_much_gone)
    if row is None:
        return None
    return {
        "count": str(len(row.odd)),
        "removed": f"{median(one.removed for one in row.odd):.0%}",
        "usual": f"{median(one.removed for one in row.past):.0%}",
        "reverted": str(sum(_REVERTED in one.cautions for one in row.odd)),
    }


def template_drift(case: Case) -> Facts | None:
    """Whether what all articles shared is in none of the new ones."""
    row = _row(case, _of_a_kind(case), _without_template)
    if row is None:
        return None
    share = sum(one.has_template for one in row.past) / len(row.past)
    return {"count": str(len(row.odd)), "usual": f"{share:.0%}"}


def rule_dead(case: Case) -> Facts | None:
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


def _body_lost(case: Case, entries: Sequence[Dated]) -> Facts | None:
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


def _of_a_kind(case: Case) -> list[Dated]:
    """Entries read as the latest one was: pages are not compared with texts of the feed."""
    entries = case.entries()
    return [(at, one) for at, one in entries if one.is_page == entries[-1][1].is_page]


def _row(
    case: Case,
    entries: Sequence[Dated],
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
