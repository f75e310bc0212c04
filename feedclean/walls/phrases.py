"""What walls say and how they are made, as data; folded once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from feedclean.text import fold


class Kind(StrEnum):
    """What stands in the way."""

    BOT_CHECK = "bot-check"
    SCRIPT_REQUIRED = "script-required"
    LOGIN = "login"
    CONSENT = "consent"
    PAYWALL = "paywall"
    MAINTENANCE = "maintenance"
    NOT_FOUND = "not-found"
    PARKED = "parked"
    FRONT_PAGE = "front-page"
    SAME_TEXT = "same-text"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrases:
    """What pages of one kind say; folded (``text.fold``)."""

    headings: frozenset[str]
    texts: re.Pattern[str]
    asked: frozenset[str]
    """Those of the texts that ask who has paid already."""
    marks: tuple[str, ...]
    """Pieces of markup, lower case."""
    spelled: Mapping[str, str]
    """Folded text and the same as a person writes it."""


@cache
def phrases() -> Mapping[Kind, Phrases]:
    """The whole table, for the kinds that are told by what they say."""
    text = files("feedclean.walls").joinpath("walls.toml").read_text("utf-8")
    return {Kind(name): _phrases(table) for name, table in tomllib.loads(text).items()}


def _phrases(table: dict[str, Any]) -> Phrases:
    asked = table.get("asked", {})
    said = [phrase for told in (table["text"], asked) for one in told.values() for phrase in one]
    return Phrases(
        headings=frozenset(_folded(table["heading"])),
        texts=re.compile("|".join(sorted(set(map(fold, said)), key=_longest_first))),
        asked=frozenset(_folded(asked)),
        marks=tuple(table["marks"]),
        spelled={fold(phrase): phrase for phrase in said},
    )


def _folded(by_language: dict[str, list[str]]) -> Iterable[str]:
    return {fold(phrase) for told in by_language.values() for phrase in told}


def _longest_first(phrase: str) -> tuple[int, str]:
    return -len(phrase), phrase
