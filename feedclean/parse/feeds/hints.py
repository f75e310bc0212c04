"""How often a feed wants to be asked, by its own words and by the dates of its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Final

from feedclean.model.memory import FeedHints

_NAME: Final = r"(?:[\w.-]+:)?"
_TTL: Final = re.compile(rf"<{_NAME}ttl>\s*(\d{{1,6}})\s*<", re.IGNORECASE)
_PERIOD: Final = re.compile(rf"<{_NAME}updatePeriod>\s*(\w+)\s*<", re.IGNORECASE)
_FREQUENCY: Final = re.compile(rf"<{_NAME}updateFrequency>\s*(\d{{1,4}})\s*<", re.IGNORECASE)
_SKIP_HOURS: Final = re.compile(
    r"<skipHours>((?:(?!<skipH).){0,2000}?)</skipHours>", re.IGNORECASE | re.DOTALL
)
_SKIP_DAYS: Final = re.compile(
    r"<skipDays>((?:(?!<skipD).){0,2000}?)</skipDays>", re.IGNORECASE | re.DOTALL
)
_HOUR: Final = re.compile(r"<hour>\s*(\d{1,2})\s*<", re.IGNORECASE)
_DAY: Final = re.compile(r"<day>\s*(\w+)\s*<", re.IGNORECASE)

_PERIODS_S: Final = {
    "hourly": 3_600.0,
    "daily": 86_400.0,
    "weekly": 7 * 86_400.0,
    "monthly": 30 * 86_400.0,
    "yearly": 365 * 86_400.0,
}
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RECENT: Final = 20
_FEWEST: Final = 4
"""Dates without which there is no rhythm to speak of."""


def feed_hints(text: str, dates: Iterable[datetime], now: datetime) -> FeedHints:
    """The hints of a feed, given its text and when its entries were published."""
    wishes: list[float] = []
    if ttl := _TTL.search(text):
        wishes.append(60.0 * int(ttl[1]))
    if (period := _PERIOD.search(text)) and period[1].lower() in _PERIODS_S:
        times = _FREQUENCY.search(text)
        wishes.append(_PERIODS_S[period[1].lower()] / max(1, int(times[1]) if times else 1))
    hours = _SKIP_HOURS.search(text)
    days = _SKIP_DAYS.search(text)
    named = [day.lower() for day in _DAY.findall(days[1])] if days else []
    past = [date for date in dates if date <= now]
    return FeedHints(
        interval_s=max(wishes, default=None),
        skip_hours=tuple(sorted({int(h) % 24 for h in _HOUR.findall(hours[1])})) if hours else (),
        skip_days=tuple(sorted({_DAYS.index(day) for day in named if day in _DAYS})),
        gap_s=usual_gap_s(past),
        newest=max(past, default=None),
    )


def usual_gap_s(dates: Iterable[datetime]) -> float | None:
    """The median of the seconds between two of the newest; None where there are too few dates."""
    newest = sorted(set(dates), reverse=True)[:_RECENT]
    if len(newest) < _FEWEST:
        return None
    gaps = sorted((later - earlier).total_seconds() for later, earlier in pairwise(newest))
    return gaps[len(gaps) // 2]
