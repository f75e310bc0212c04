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
_SENTENCE: Final = re.compile(r"[?!？！؟,，、。；;:：]|\.$")


@dataclass(frozen=True, slots=True)
class _Tables:
    us: re.Pattern[str]
    you: re.Pattern[str]
    services: re.Pattern[str]
    no_longer: re.Pattern[str]
    how: re.Pattern[str]


@cache
def _tables() -> _Tables:
    text = files("feedclean.clean").joinpath("ends.toml").read_text("utf-8")
    lists: Mapping[str, list[str]] = tomllib.loads(text)
    return _Tables(
        us=_any_of(lists["us"], lists["us_within"]),
        you=_any_of(lists["you"], lists["you_within"]),
        services=_any_of((), lists["services"]),
        no_longer=_any_of(lists["no_longer"], lists["no_longer_within"]),
        how=_any_of([rf"\A\W*(?:{one})" for one in lists["how"]], lists["how_within"]),
    )


def _any_of(whole: Iterable[str], within: Iterable[str]) -> re.Pattern[str]:
    parts = [rf"\b(?:{'|'.join(whole)})\b"] if whole else []
    return re.compile("|".join([*parts, *within]))


def addressed(lowered: str) -> tuple[int, int, int]:
    """How often a line in small letters names a service, speaks of us, and to you; 4 at most."""
    tables = _tables()
    found = (tables.services, tables.us, tables.you)
    services, us, you = (min(_MOST_WORDS, len(one.findall(lowered))) for one in found)
    return services, us, you


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
