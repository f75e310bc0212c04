"""Dates that people write, in many languages and some calendars, found anywhere in a line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final

from feedclean.dates.calendars import ERAS, from_jalali, full_year, gregorian, number
from feedclean.dates.clock import Clock, clock_after, clock_before, moment, zone_at
from feedclean.dates.found import FoundDate
from feedclean.dates.words import words
from feedclean.later import later

LONGEST: Final = 1000
"""Characters looked at; a date line is short, and a hostile one must stay cheap."""

_FOLD: Final = str.maketrans(
    {
        chr(base + i): str(i)
        for base in (0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10)
        for i in range(10)
    }
    | {"İ": "i", "\u00a0": " ", "\u2009": " ", "\u202f": " ", "\u3000": " ", "：": ":", "／": "/"}
    | {"－": "-", "．": ".", "，": ",", "（": "(", "）": ")", "’": "'", "‑": "-", "\u200e": " "}
    | {"\u200f": " ", "،": ",", "\u2011": "-", "\u2010": "-"}
)
"""One character to one character, so that places in the text stay the same."""

_MARKS: Final = "\u0300-\u036f\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0981-\u0983\u09bc-\u09cd"
_WORD: Final = (
    rf"[^\W\d_](?:[^\W\d_]|[{_MARKS}\u0b82\u0bbe-\u0bcd\u0e31-\u0e3a\u0e47-\u0e4e]"
    r"|\.(?=[\u0e01-\u0e2e]))" + "{1,15}"
)
_MONTH: Final = rf"(?P<w>{_WORD}(?:\s(?:الأول|الثاني))?)"
_HAN: Final = "〇○零一二三四五六七八九十廿卅元\\d"
_BEFORE: Final = r"(?<![\d.,/\-])(?<!\d:)"
_LINK: Final = r"(?:(?:of|de|del|di|da|den|do|d|ta|năm|an|gada|г|р)[\s'.]\s?)?"

Reading = Callable[[re.Match[str], "str | None"], "date | None"]
_SHORT_YEAR: Final = 2
_YEAR_FIRST: Final = frozenset(("ja", "ko"))
_HANGUL_OR_KANA: Final = later(r"[\u3040-\u30ff\uac00-\ud7af]")
_IDEOGRAPH: Final = later(r"[\u4e00-\u9fff]")
_YEAR: Final = re.compile(r"\d{4}|[-/.'\u0e00-\u0e7f]\s?\d\d|[年년]")
"""What is there wherever one of them matches; most lines with figures have nothing of it."""
_UNIX: Final = re.compile(
    rf"(?<![^\W\d_])(?P<w>{_WORD})\s{{1,3}}(?P<d>\d{{1,2}})\s"
    r"(?P<h>\d{1,2}):(?P<i>\d{2}):(?P<s>\d{2})(?P<z>\s[+\-]\d{4}|\s[a-z]{2,5})?\s(?P<y>\d{4})(?!\d)"
)
"""``sat apr 27 21:47:00 +0800 2024``, with the year at the end."""


def _plain(match: re.Match[str], language: str | None) -> date | None:
    return gregorian(int(match["y"]), int(match["m"]), int(match["d"]))


def _two_ways(match: re.Match[str], language: str | None) -> date | None:
    """Day first, unless that is no date or the language says otherwise.

    In East Asia a year of two figures stands first.
    """
    year = full_year(int(match["y"]), len(match["y"]))
    first, second = int(match["d"]), int(match["m"])
    if len(match["y"]) == _SHORT_YEAR and _is_year_first(match, language):
        told = gregorian(full_year(first, _SHORT_YEAR), second, int(match["y"]))
        if told is not None:
            return told
    ways = [(second, first), (first, second)]
    if language is not None and language.lower() in words().month_first:
        ways.reverse()
    return gregorian(year, *ways[0]) or gregorian(year, *ways[1])


def _is_year_first(match: re.Match[str], language: str | None) -> bool:
    """Whether the language, or the letters around, are those of people who write ``24.03.27``."""
    if len(match["d"]) != _SHORT_YEAR:
        return False
    known = (language or "").lower().partition("-")[0]
    if known in _YEAR_FIRST or _HANGUL_OR_KANA.search(match.string):
        return True
    return match["s"] == "." and (known == "zh" or _IDEOGRAPH.search(match.string) is not None)


def _named(match: re.Match[str], language: str | None) -> date | None:
    table, name = words(), match["w"]
    year = full_year(int(match["y"]), len(match["y"]))
    month = table.month(name, language)
    if month is not None:
        return gregorian(year, month, int(match["d"]))
    jalali = table.jalali.get(name)
    return from_jalali(year, jalali, int(match["d"])) if jalali else None


def _thai(match: re.Match[str], language: str | None) -> date | None:
    """A year of two figures behind a Thai month is of the Buddhist calendar: ``56`` is 2556."""
    month = words().month(match["w"], "th")
    return None if month is None else gregorian(2500 + int(match["y"]), month, int(match["d"]))


def _han(match: re.Match[str], language: str | None) -> date | None:
    year, month, day = number(match["y"]), number(match["m"]), number(match["d"])
    if year is None or month is None or day is None:
        return None
    era = match["era"]
    if era:
        return gregorian(year + ERAS[era], month, day)
    return gregorian(year, month, day) if year > 999 else None


_PATTERNS: Final[tuple[tuple[re.Pattern[str], Reading], ...]] = (
    (
        later(
            _BEFORE + r"(?P<y>\d{4})\s?(?P<s>[\-/.]|년|年)\s?(?P<m>\d{1,2})\s?(?:(?P=s)|월|月)\s?"
            r"(?P<d>\d{1,2})(?:(?!\d)|(?<=\d\d)(?=\d\d:\d\d))\s?(?:日|일|号|號)?"
        ),
        _plain,
    ),
    (
        re.compile(
            _BEFORE + r"(?P<d>\d{1,2})\s?(?P<s>[\-/.])\s?(?P<m>\d{1,2})\s?(?P=s)\s?"
            r"(?P<y>\d{4}|(?<![\-\s])\d{2})(?![\d/]|[.\-,]\d)"
        ),
        _two_ways,
    ),
    (
        later(
            _BEFORE
            + r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|re|ste|de|º|ª|°|-го|-е|\.)?[\s\-/.,]{0,3}"
            + _LINK
            + _MONTH
            + r"[.,]?[\s\-/.,]{0,3}"
            + _LINK
            + r"(?:พ\.ศ\.\s?|ค\.ศ\.\s?)?(?P<y>\d{4}|(?<=[\-/'])\d{2})(?![\d:])"
        ),
        _named,
    ),
    (
        later(
            _BEFORE
            + r"(?P<d>\d{1,2})\s?(?=[\u0e00-\u0e7f])"
            + _MONTH
            + r"\.?\s?(?P<y>\d{2})(?=\s?(?:$|[|,;()\[\]·•/–—-]|\d{1,2}[.:]\d{2}(?!\d)|เวลา))"
        ),
        _thai,
    ),
    (
        later(
            r"(?<![^\W\d_])"
            + _MONTH
            + r"[.,]?\s{0,3}(?P<d>\d{1,2})(?:st|nd|rd|th|º|\.)?,?\s{0,3}"
            + _LINK
            + r"(?P<y>\d{4})(?![\d:])"
        ),
        _named,
    ),
    (
        later(
            rf"(?<![{_HAN}年년])(?P<era>)(?P<m>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s?[月월]\s?"
            r"(?P<d>\d{1,2})\s?[日일]?,\s?(?P<y>\d{4})(?![\d:年년])"
        ),
        _han,
    ),
    (
        later(
            _BEFORE
            + r"(?P<era>)(?P<d>\d{1,2})\s(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s?[月월],?\s"
            r"(?P<y>\d{4})(?![\d:年년])"
        ),
        _han,
    ),
    (
        later(
            _BEFORE
            + r"(?P<y>\d{4})(?:\.|\s?m\.|-)?[\s,.\-/]{0,3}"
            + _MONTH
            + r"[.,]?[\s\-/.,]{0,3}(?P<d>\d{1,2})(?![\d:])"
        ),
        _named,
    ),
    (
        later(_BEFORE + r"(?P<y>\d{4})\.?\s(?:gada|urteko)\s(?P<d>\d{1,2})\.?\s{0,2}" + _MONTH),
        _named,
    ),
    (
        re.compile(
            _BEFORE + r"(?P<d>\d{1,2})\s?(?:tháng|thg)\s?(?P<m>\d{1,2})"
            r"[\s,]{1,3}(?:năm\s)?(?P<y>\d{4})(?!\d)"
        ),
        _plain,
    ),
    (
        later(
            rf"(?P<era>{'|'.join(ERAS)})?\s?(?<![{_HAN}])(?P<y>[{_HAN}]{{1,4}})\s?[年년]\s?"
            rf"(?P<m>[{_HAN}]{{1,3}})\s?[月월]\s?(?P<d>[{_HAN}]{{1,3}})\s?[日일号號]"
        ),
        _han,
    ),
)


@dataclass(frozen=True, slots=True)
class _Day:
    day: date
    start: int
    end: int


def find_loose(text: str, zone: tzinfo | None, language: str | None) -> FoundDate | None:
    """The first date in a line; relative times, and dates without a year, are none."""
    line = text[:LONGEST]
    if line.isascii() and not _has_figures(line):  # as most are: 1 us, to fold them 3
        return None
    line = line.translate(_FOLD).lower()
    if not _has_figures(line) or not _YEAR.search(line):
        return None
    unix = _unix(line, zone)
    day = _first_day(line, language)
    if day is None or (unix is not None and unix.start <= day.start):
        return unix
    start, end = day.start, day.end
    clock: Clock | None = clock_after(line, end)
    if clock is not None:
        end = clock.end
    else:
        before = clock_before(line, start)
        if before is not None:
            start, clock = before
    when = moment(day.day, clock, zone)
    if when is None:
        return None
    end = start + len(line[start:end].rstrip())
    zoned = clock is not None and clock.zone is not None
    return FoundDate(when=when, start=start, end=end, has_time=clock is not None, has_zone=zoned)


def _has_figures(line: str) -> bool:
    return any(map(line.__contains__, "0123456789年"))


def _first_day(line: str, language: str | None) -> _Day | None:
    best: _Day | None = None
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(line):
            if best is not None and match.start() >= best.start:
                break
            day = read(match, language)
            if day is not None:
                best = _Day(day, match.start(), match.end())
                break
    return best


def _unix(line: str, zone: tzinfo | None) -> FoundDate | None:
    match = _UNIX.search(line)
    if match is None:
        return None
    day = _named(match, "en")
    offset, _ = zone_at(match["z"] or "", 0)
    clock = Clock(
        hour=int(match["h"]), minute=int(match["i"]), second=int(match["s"]), end=0, zone=offset
    )
    when = moment(day, clock, zone) if day and clock.hour < 24 and clock.minute < 60 else None
    if when is None:
        return None
    return FoundDate(
        when=when, start=match.start(), end=match.end(), has_time=True, has_zone=offset is not None
    )
