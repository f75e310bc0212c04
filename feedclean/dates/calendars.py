"""Years of other calendars, and Chinese numerals, to Gregorian numbers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

ERAS: Final = {"令和": 2018, "平成": 1988, "昭和": 1925, "民國": 1911, "民国": 1911, "민국": 1911}
"""What is added to a year of the era."""

FIRST_YEAR: Final = 1990
LAST_YEAR: Final = 2100
"""Loosely written dates outside this range are taken for something else."""

_DIGITS: Final = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
    "两": 2,
    "元": 1,
}
_BUDDHIST: Final = 543
_LAST_JALALI: Final = 1429
"""2050; above it a year is as likely of the lunar Hijri calendar, which we cannot convert."""


def number(text: str) -> int | None:
    """``27``, ``二十七``, ``二〇二四`` or ``廿七`` as a number."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, _, ones = text.partition("十")
        high = _DIGITS.get(tens) if tens else 1
        low = _DIGITS.get(ones) if ones else 0
        return None if high is None or low is None else high * 10 + low
    total = 0
    for character in text:
        digit = _DIGITS.get(character)
        if digit is None:
            return None
        total = total * 10 + digit
    return total if text else None


def full_year(year: int, digits: int) -> int:
    """The year a two-digit year stands for; 70 and above are of the last century."""
    if digits > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day, with Buddhist and Solar Hijri years told apart by their size; None if impossible."""
    if FIRST_YEAR + _BUDDHIST <= year <= LAST_YEAR + _BUDDHIST:
        year -= _BUDDHIST
    if FIRST_YEAR - 621 <= year <= _LAST_JALALI:
        return from_jalali(year, month, day)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return safe_date(year, month, day)


def safe_date(year: int, month: int, day: int) -> date | None:
    """The day, or None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_jalali(year: int, month: int, day: int) -> date | None:
    """A day of the Solar Hijri calendar.

    Counted from 1 Farvardin 1354 (21 March 1975) with the 33-year leap cycle, which agrees with
    the astronomical calendar for the years 1343 to 1472.
    """
    if not (1343 <= year <= 1472 and 1 <= month <= 12):
        return None
    longest = 31 if month <= 6 else 30 if month <= 11 or _is_leap(year) else 29
    if not 1 <= day <= longest:
        return None
    start = date(1975, 3, 21)
    years = range(1354, year) if year >= 1354 else range(year, 1354)
    days = sum(366 if _is_leap(y) else 365 for y in years) * (1 if year >= 1354 else -1)
    before = (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return start + timedelta(days=days + before + day - 1)


def _is_leap(year: int) -> bool:
    return year % 33 in (1, 5, 9, 13, 17, 22, 26, 30)
