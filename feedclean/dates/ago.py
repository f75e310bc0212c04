"""Dates told from the moment of reading: ``two hours ago``, ``yesterday``, ``前天 14:07``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import cache
from typing import Final

from feedclean.dates.words import words

AGO_IN_CHINESE: Final = r"\d\s?(?:秒|分[钟鐘]|小[时時]|天|日|周|週|[个個]月|年)之?前"
"""A pattern for a figure and how long ago that is, within a line."""
_SAYS_AGO: Final = re.compile(
    r"(?:^(?:vor|il y a|hace|há|قبل|منذ)\b|(?:\bago|前|전|назад|atrás|\bfa|geleden)$)",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 5
_DAY: Final = re.compile(
    r"(?P<day>[^\W\d_][^\W\d_'-]{0,14}+(?:['-][^\W\d_]{1,14}+)?)[,\s]*+"
    r"(?:(?:at|um|à|a las|às|alle|в)\s++)?+(?:(?P<h>\d{1,2})[:h時点](?P<i>\d{2}))?",
    re.IGNORECASE,
)


def says_ago(line: str) -> bool:
    """Whether a line of few words says how long ago something was: ``Published 3 hours ago``."""
    is_brief = len(line.split()) <= _MOST_WORDS and any(map(str.isdigit, line))
    return is_brief and _SAYS_AGO.search(line.strip()) is not None


def resolve(text: str, seen: datetime) -> datetime | None:
    """The moment a relative date meant to whoever read it at ``seen``; None for any other text.

    Days without a time of day begin at midnight on the clock of ``seen``.
    """
    line = text.strip().lower().replace("’", "'")
    known = words()
    if line.replace("-", " ") in known.now:
        return seen
    ago = _ago().fullmatch(line) if _SAYS_AGO.search(line) else None
    if ago is not None:
        count = int(ago["n"]) if ago["n"].isdigit() else known.numbers[ago["n"]]
        return seen - timedelta(seconds=count * known.units[ago["unit"]])
    day = _DAY.fullmatch(line)
    back = known.days_back.get(day["day"]) if day is not None else None
    if day is None or back is None:
        return None
    hour, minute = (int(day["h"]), int(day["i"])) if day["h"] else (0, 0)
    if hour > 23 or minute > 59:
        return None
    midnight = seen.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=back) + timedelta(hours=hour, minutes=minute)


@cache
def _ago() -> re.Pattern[str]:
    """How many of which unit ago."""
    known = words()
    return re.compile(
        r"(?:(?:vor|il y a|hace|há|قبل|منذ)\s+)?"
        rf"(?P<n>\d{{1,3}}|{_one_of(known.numbers)})\s*(?P<unit>{_one_of(known.units)})"
        r"\s*(?:ago|前|之前|以前|전|назад|atrás|fa|geleden)?"
    )


def _one_of(told: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, told), key=lambda word: (-len(word), word)))
