"""What a line says of its dates: when a text was published, and when it was changed."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import tzinfo
from functools import cache
from importlib.resources import files
from typing import Final

from feedclean.dates.found import FoundDate
from feedclean.dates.loose import find_loose

_MOST: Final = 4
_LONGEST_SAID: Final = 32
"""Characters that stand before a date, or behind it, in a line that only dates a text."""

_APART: Final = str.maketrans("，；、", "   ")
"""No date begins right behind one of these."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidDates:
    """The dates of a line that says of one of them that a text was changed then."""

    published: FoundDate | None
    updated: FoundDate
    is_all: bool
    """Whether the line says little else."""


def said_dates(
    line: str, zone: tzinfo | None = None, *, language: str | None = None
) -> SaidDates | None:
    """The dates of *Updated 5 May 2026, published 3 May 2026*, in any order.

    None where no date is one of a change: the first of a line is then all there is to tell. The
    words stand before a date; behind it, where the line begins with one and ends with words:
    ``2026-05-03 发布，2026-05-05 更新``.
    """
    if not any(word in line.casefold() for word in words_said("updated")):
        return None
    found = _dates(line, zone, language)
    if not found:
        return None
    ends = [0, *(date.end for date in found)]
    starts = [*(date.start for date in found), len(line)]
    said = [line[end:start].casefold() for end, start in zip(ends, starts, strict=True)]
    is_behind = not any(map(str.isalpha, said[0])) and _last_word(said[-1]) is not None
    kinds = [_last_word(words) for words in (said[1:] if is_behind else said[:-1])]
    dates = list(zip(found, kinds, strict=True))
    updated = next((date for date, kind in dates if kind == "updated"), None)
    if updated is None:
        return None
    published = next((date for date, kind in dates if kind != "updated"), None)
    is_all = all(len(words.strip()) <= _LONGEST_SAID for words in said)
    return SaidDates(published=published, updated=updated, is_all=is_all)


def _dates(line: str, zone: tzinfo | None, language: str | None) -> list[FoundDate]:
    found: list[FoundDate] = []
    line, end = line.translate(_APART), 0
    while len(found) < _MOST and (date := find_loose(line[end:], zone, language)):
        found.append(
            FoundDate(
                when=date.when,
                start=end + date.start,
                end=end + date.end,
                has_time=date.has_time,
                has_zone=date.has_zone,
            )
        )
        end += date.end
    return found


def _last_word(text: str) -> str | None:
    """What the last of the known words in a text says; the longer one where two end alike."""
    best: tuple[int, int, str] | None = None
    for kind, words in _words().items():
        for word in words:
            at = text.rfind(word)
            if at >= 0 and (best is None or (at + len(word), len(word)) > best[:2]):
                best = (at + len(word), len(word), kind)
    return best[2] if best else None


def words_said(kind: str) -> tuple[str, ...]:
    """The words for ``updated`` or ``published``, in lower case."""
    return _words()[kind]


@cache
def _words() -> dict[str, tuple[str, ...]]:
    text = files("feedclean.dates").joinpath("said.toml").read_text("utf-8")
    return {kind: tuple(words) for kind, words in tomllib.loads(text).items()}
