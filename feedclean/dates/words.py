"""The table of words people write in dates, read once from ``words.toml``."""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 7 * 86_400}


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Lower-case words and what they stand for."""

    months: dict[str, int]
    """Any language; where two disagree, the one listed first."""
    months_of: dict[str, dict[str, int]]
    """By language code."""
    weekdays: tuple[tuple[str, ...], ...]
    """From Monday on, what each is called anywhere, the longest first."""
    jalali: dict[str, int]
    month_first: frozenset[str]
    joiners: tuple[str, ...]
    before_noon: tuple[str, ...]
    after_noon: tuple[str, ...]
    zones: dict[str, int]
    """Minutes east of Greenwich."""
    us_zones: dict[str, int]
    """Standard offset of zones with the daylight saving time of the United States."""
    meeting_times: frozenset[str]
    meeting_places: frozenset[str]
    now: frozenset[str]
    units: dict[str, int]
    """In seconds."""
    numbers: dict[str, int]
    days_back: dict[str, int]

    def month(self, word: str, language: str | None) -> int | None:
        """Number of a Gregorian month; accents may be missing, a closing dot may be there."""
        word = word.rstrip(".")
        own = self.months_of.get(language.split("-")[0]) if language else None
        return (own and own.get(word)) or self.months.get(word) or self.months.get(_bare(word))


@cache
def words() -> Words:
    """The whole table."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    of = {language: _by_name(names) for language, names in data["months"].items()}
    months: dict[str, int] = {}
    for names in of.values():
        for name, number in names.items():
            months.setdefault(name, number)
    for name, number in tuple(months.items()):
        months.setdefault(_bare(name), number)
    return Words(
        months=months,
        months_of=of,
        weekdays=tuple(
            _longest_first([name for days in data["weekdays"].values() for name in days[day]])
            for day in range(7)
        ),
        jalali=_by_name(data["jalali"]["fa"]),
        month_first=frozenset(data["month_first"]),
        joiners=_longest_first(data["joiners"]),
        before_noon=_longest_first(data["before_noon"]),
        after_noon=_longest_first(data["after_noon"]),
        zones=data["zones"],
        us_zones=data["us_zones"],
        meeting_times=frozenset(data["meetings"]["times"]),
        meeting_places=frozenset(data["meetings"]["places"]),
        now=frozenset(data["ago"]["now"]),
        units=_by_word({_SECONDS[unit]: names for unit, names in data["ago"]["units"].items()}),
        numbers=_by_word(data["ago"]["numbers"]),
        days_back=_by_word(data["ago"]["days"]),
    )


def _by_name(months: list[Any]) -> dict[str, int]:
    return {
        name: number
        for number, names in enumerate(months, 1)
        for name in ([names] if isinstance(names, str) else names)
    }


def _by_word(table: Mapping[str | int, list[str]]) -> dict[str, int]:
    return {word: int(number) for number, names in table.items() for word in names}


def _longest_first(found: list[str]) -> tuple[str, ...]:
    return tuple(sorted(set(found), key=lambda word: (-len(word), word)))


def _bare(word: str) -> str:
    """A Latin or Greek word without its accents; elsewhere marks are letters and stay."""
    if not word or ord(word[0]) > 0x3FF:
        return word
    split = unicodedata.normalize("NFKD", word)
    return "".join(c for c in split if not unicodedata.combining(c)).replace("ı", "i")
