"""How lines at the end of an article are worded: whom they speak of and to, and what they tell.

Words count for little here, and each is evidence among much else: ``ends.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

_MOST_WORDS: Final = 4
_LONGEST_TITLE: Final = 60
_SPOKEN: Final = re.compile(r"\w+")
_SENTENCE: Final = re.compile(r"[?!？！؟,，、。；;:：]|\.$")


@dataclass(frozen=True, slots=True)
class _Words:
    """Whole words, and what is found within words as well."""

    whole: frozenset[str]
    within: tuple[str, ...]
    pattern: re.Pattern[str]
    """Of the latter."""

    def count(self, lowered: str, spoken: Iterable[str]) -> int:
        """How often a line in small letters has any of them, 4 at most; ``spoken`` are its words.

        All three of 480 characters: 43 us; by one pattern for both kinds 171.
        """
        found = len([word for word in spoken if word in self.whole])
        if any(map(lowered.__contains__, self.within)):
            found += len(self.pattern.findall(lowered))
        return min(_MOST_WORDS, found)


@dataclass(frozen=True, slots=True)
class _Tables:
    us: _Words
    you: _Words
    services: _Words
    no_longer: re.Pattern[str]
    how: re.Pattern[str]


@cache
def _tables() -> _Tables:
    text = files(__package__).joinpath("ends.toml").read_text("utf-8")
    lists: Mapping[str, list[str]] = tomllib.loads(text)
    return _Tables(
        us=_words(lists["us"], lists["us_within"]),
        you=_words(lists["you"], lists["you_within"]),
        services=_words((), lists["services"]),
        no_longer=_any_of(lists["no_longer"], lists["no_longer_within"]),
        how=_any_of([rf"\A\W*(?:{one})" for one in lists["how"]], lists["how_within"]),
    )


def _words(whole: Iterable[str], within: Iterable[str]) -> _Words:
    return _Words(frozenset(whole), tuple(within), _any_of((), within))


def _any_of(whole: Iterable[str], within: Iterable[str]) -> re.Pattern[str]:
    parts = [rf"\b(?:{'|'.join(whole)})\b"] if whole else []
    return re.compile("|".join([*parts, *within]))


def addressed(lowered: str) -> tuple[int, int, int]:
    """How often a line in small letters names a service, speaks of us, and to you; 4 at most."""
    tables, spoken = _tables(), _SPOKEN.findall(lowered)
    return (
        tables.services.count(lowered, ()),
        tables.us.count(lowered, spoken),
        tables.you.count(lowered, spoken),
    )


def tells_of_an_end(text: str) -> bool:
    """Whether a line says that something is no longer so: *we no longer send a newsletter*.

    Calls and notices say what is, or what to do.
    """
    return _tables().no_longer.search(text.lower()) is not None


def names_how_to(text: str) -> bool:
    """Whether a line is the title of what tells how something is done: *How to unsubscribe*.

    What asks, calls out or goes on behind a comma is none.
    """
    if len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    return _tables().how.search(text.lower()) is not None
