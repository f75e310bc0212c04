"""Dates that machines write: ISO 8601, RFC 822, epoch seconds; microseconds each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final

from feedclean.dates.clock import is_time
from feedclean.dates.words import words

_ISO: Final = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})"
    r"(?:(?:\s*+[tT]\s*+|\s++)(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d*+)?)?)?"
    r"\s*+(?:([zZ]|UTC|GMT)|([+\-])(\d{2}):?(\d{2})?)?\s*+(?:\[[\w/+\-]++\])?"
)
_RFC: Final = re.compile(
    r"(?:[A-Za-z]{3,9}\.?,?\s+)?(\d{1,2})[\s\-]([A-Za-z]{3,9})[\s\-](\d{4}|\d{2})"
    r"[\s,]+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*+(?:([+\-])(\d{2}):?(\d{2})|([A-Za-z]{1,4}))?"
    r"\s*+(?:\([^()]*+\))?"
)
_EPOCH: Final = re.compile(r"(?:/Date\()?(\d{9,19})(?:\.\d+)?(?:[+\-]\d{4})?(?:\)/)?")
_COMPACT: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?")

_OLDEST: Final = 631_152_000
_NEWEST: Final = 4_102_444_800
"""1990 and 2100 as epoch seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exact:
    """A moment in UTC, and how much of it was written."""

    when: datetime
    has_time: bool
    has_zone: bool


def read_exact(text: str, zone: tzinfo | None) -> Exact | None:
    """The moment a stripped text stands for, or None if no machine wrote it so."""
    first = text[:1]
    if first.isdigit() or first == "/":
        match = _ISO.fullmatch(text)
        if match:
            return _iso(match, zone)
        match = _EPOCH.fullmatch(text)
        if match:
            return _epoch(match[1], zone)
    match = _RFC.fullmatch(text)
    return _rfc(match, zone) if match else None


def _iso(match: re.Match[str], zone: tzinfo | None) -> Exact | None:
    year, month, day, hour, minute, second, utc, sign, hours, minutes = match.groups()
    if not 1600 <= int(year) <= 2100 and hour is None:
        return None  # another calendar
    try:
        local = datetime(int(year), int(month), int(day))
        if hour is not None:
            local += timedelta(
                hours=int(hour), minutes=int(minute), seconds=min(int(second or 0), 59)
            )
            if not is_time(int(hour), int(minute)):
                return None
    except (ValueError, OverflowError):
        return None
    here = UTC if utc or hour is None else zone  # a day has no zone
    if sign and hour:
        here = _offset(sign, hours, minutes)
        if here is None:
            return None
    return _made(local, here, has_time=hour is not None, has_zone=bool(utc or (sign and hour)))


def _rfc(match: re.Match[str], zone: tzinfo | None) -> Exact | None:
    day, name, year, hour, minute, second, sign, hours, minutes, zone_name = match.groups()
    month = words().months_of["en"].get(name.lower())
    offset = words().zones.get(zone_name.lower()) if zone_name else None
    if month is None or (zone_name and offset is None):
        return None
    full = int(year) if len(year) == 4 else int(year) + (2000 if int(year) < 70 else 1900)
    try:
        local = datetime(full, month, int(day), int(hour), int(minute), min(int(second or 0), 59))
    except ValueError:
        return None
    here = zone
    if offset is not None:
        here = timezone(timedelta(minutes=offset))
    elif sign:
        here = _offset(sign, hours, minutes)
        if here is None:
            return None
    return _made(local, here, has_time=True, has_zone=offset is not None or bool(sign))


def _epoch(digits: str, zone: tzinfo | None) -> Exact | None:
    if len(digits) in (12, 14) and digits[:2] in ("19", "20"):
        match = _COMPACT.fullmatch(digits)
        if match:
            try:
                local = datetime(*(int(part or 0) for part in match.groups()))  # type: ignore[arg-type]  # six integers
            except ValueError:
                return None
            return _made(local, zone, has_time=True, has_zone=False)
    number = int(digits)
    for scale in (1, 1_000, 1_000_000, 1_000_000_000):
        seconds = number // scale
        if _OLDEST <= seconds <= _NEWEST:
            return _made(
                datetime.fromtimestamp(seconds, UTC).replace(tzinfo=None),
                UTC,
                has_time=True,
                has_zone=True,
            )
    return None


def _offset(sign: str, hours: str, minutes: str | None) -> tzinfo | None:
    total = int(hours) * 60 + int(minutes or 0)
    if total > 14 * 60:
        return None
    return timezone(timedelta(minutes=total if sign == "+" else -total))


def _made(local: datetime, zone: tzinfo | None, *, has_time: bool, has_zone: bool) -> Exact | None:
    if (local.year, local.month, local.day) == (1970, 1, 1) or not 1600 <= local.year <= 2100:
        return None  # 0001-01-01 and the epoch itself are empty fields
    try:
        when = local.replace(tzinfo=zone or UTC).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    return Exact(when=when, has_time=has_time, has_zone=has_zone)
