"""Times of day and time zones as people write them beside a date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from typing import Final

from feedclean.dates.words import words

_ZONE_OFFSET: Final = re.compile(
    r"\s{0,2}[(\[]?\s?(?:(?:utc|gmt|msk)\s?)?([+\-−–])(\d{1,2})(?::?(\d{2}))?(?![\d.:]\d|\d)"
)
_ZONE_NAME: Final = re.compile(r"\s{0,2}[(\[]?([^\W\d_]{1,6})(?![^\W_])")

_GLUED: Final = re.compile(r"\d\d:\d\d(?!\d)|(?<!\d)\d")
"""Markup often puts date and time beside each other without a space."""
_WEEKDAY: Final = re.compile(r"[^\W\d_]{2,12}[.,]?\s{1,2}(?=\d{1,2}:\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of day, where it ends in the text, and its zone if one is written."""

    hour: int
    minute: int
    second: int
    end: int
    zone: str | int | None = None
    """Offset in minutes, or the name of a zone with daylight saving time."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What may stand between date and time; a time; a time and what leads from it to a date."""
    table = words()
    half = "|".join(
        re.escape(word) for word in sorted((*table.before_noon, *table.after_noon), key=_long)
    )
    joiners = "|".join(re.escape(word) for word in table.joiners)
    gap = (
        r"(?:[\s,;|·•・@/()\[\]\-–—.]|日|(?<=\()[^\W\d_]{1,9}(?=\))"
        rf"|(?<![^\W\d_])(?:{joiners})(?![^\W\d_])\.?){{0,12}}"
    )
    clock = (
        rf"(?:(?P<pre>{half})\s?)?(?P<h>\d{{1,2}})"
        r"(?:(?:\s?[:：hH時时点點시]\s?|[.](?=\d\d(?!\d|\.\d)))(?P<m>\d{1,2})(?!\d)"
        r"(?:(?:[:：.]|\s?[分분]\s?)(?P<s>\d{2})(?!\d)(?:[.,]\d{1,9})?)?\s?[分분秒초]?"
        r"|\s?(?P<bare>[h時时点點시](?![^\W\d_])|uhr(?![^\W\d_]))"
        rf"|(?=\s?(?:{half})(?![^\W\d_])))"
        rf"(?:\s?(?P<post>{half})(?![^\W\d_]))?(?:\s?(?:uhr|hrs|hs|h|น|г)\b\.?)?"
    )
    between = re.compile(gap)
    zone = r"(?P<zone>[^\w]{0,2}(?:[+\-]\d\d:?\d\d|[^\W\d_]{1,5}(?:[+\-]\d{1,2})?)?\)?)"
    before = re.compile(rf"(?<!\d){clock}{zone}{gap}(?:[^\W\d_]{{2,12}}[.,]?\s{{1,2}})?$")
    return between, re.compile(clock), before


def _long(word: str) -> tuple[int, str]:
    return (-len(word), word)


def clock_after(text: str, at: int) -> Clock | None:
    """The time that stands right behind a date ending at ``at``; ``text`` is lower case."""
    between, clock, _ = _patterns()
    gap = between.match(text, at)
    match = clock.match(text, gap.end() if gap else at)
    if match is None:
        day = _WEEKDAY.match(text, gap.end() if gap else at)
        match = clock.match(text, day.end()) if day else None
    if match is None:
        return None
    if match.start() == at and match["pre"] is None and not _GLUED.match(text, at):
        return None
    found = _read(match)
    if found is None:
        return None
    zone, end = zone_at(text, found.end)
    return Clock(hour=found.hour, minute=found.minute, second=found.second, end=end, zone=zone)


def clock_before(text: str, at: int) -> tuple[int, Clock] | None:
    """Where a time begins that stands right in front of a date at ``at``, and the time."""
    start = max(0, at - 48)
    match = _patterns()[2].search(text, start, at)
    if match is None or match["bare"]:
        return None
    found = _read(match)
    if found is None:
        return None
    zone, _ = zone_at(text[: match.end("zone")], match.start("zone"))
    clock = Clock(hour=found.hour, minute=found.minute, second=found.second, end=at, zone=zone)
    return match.start(), clock


def _read(match: re.Match[str]) -> Clock | None:
    hour, minute = int(match["h"]), int(match["m"] or 0)
    second = min(int(match["s"] or 0), 59)
    half = match["pre"] or match["post"]
    if half and hour <= 12:
        if half in words().after_noon:
            hour = 12 if hour == 12 else hour + 12
        elif hour == 12:
            hour = 0
    if not is_time(hour, minute):
        return None
    return Clock(
        hour=hour,
        minute=minute,
        second=second,
        end=match.end("post") if match["post"] else match.end(),
    )


def is_time(hour: int, minute: int) -> bool:
    """Whether a day has this time; 24:00 is its end, and nothing is behind it."""
    return minute <= 59 and (hour <= 23 or (hour == 24 and minute == 0))


def zone_at(text: str, at: int) -> tuple[str | int | None, int]:
    """The zone written at a place of a lower-case text, and where it ends."""
    match = _ZONE_OFFSET.match(text, at)
    if match:
        hours, minutes = int(match[2]), int(match[3] or 0)
        if hours <= 14 and minutes < 60:
            offset = hours * 60 + minutes
            return (offset if match[1] == "+" else -offset), match.end()
    match = _ZONE_NAME.match(text, at)
    if match:
        table = words()
        if match[1] in table.us_zones:
            return match[1], match.end()
        if match[1] in table.zones:
            return table.zones[match[1]], match.end()
    return None, at


def moment(day: date, clock: Clock | None, zone: tzinfo | None) -> datetime | None:
    """The aware UTC moment of a day and a time of day; a day alone is that day in UTC.

    A day without a time has no zone either: moved into one it could become the day before.
    """
    try:
        local = datetime(day.year, day.month, day.day)
        if clock is None:
            zone = UTC
        else:
            local += timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)
            if isinstance(clock.zone, int):
                zone = timezone(timedelta(minutes=clock.zone))
            elif clock.zone is not None:
                minutes = words().us_zones[clock.zone] + (60 if _us_summer(local) else 0)
                zone = timezone(timedelta(minutes=minutes))
        return local.replace(tzinfo=zone or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None


def _us_summer(local: datetime) -> bool:
    """Whether the United States keep daylight saving time; the rule in force since 2007."""
    march, november = datetime(local.year, 3, 8, 2), datetime(local.year, 11, 1, 2)
    begin = march + timedelta(days=(6 - march.weekday()) % 7)
    return begin <= local < november + timedelta(days=(6 - november.weekday()) % 7)
