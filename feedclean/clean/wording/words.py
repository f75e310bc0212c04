"""Words of many languages that lines of one form are made of, read once from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

_ANY_LETTERS: Final = "*"
"""At the end of a word: what may stand behind it."""


def any_of(name: str) -> str:
    """A pattern for any word of a list, of which longer ones are tried first."""
    longest_first = sorted(set(_lists()[name]), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(_as_pattern, longest_first))})"


def words_of(name: str) -> frozenset[str]:
    """The words of a list as they stand."""
    return frozenset(_lists()[name])


def _as_pattern(word: str) -> str:
    stem = word.removesuffix(_ANY_LETTERS)
    return re.escape(stem) if stem == word else rf"{re.escape(stem)}\w*"


@cache
def _lists() -> Mapping[str, list[str]]:
    text = files(__package__).joinpath("words.toml").read_text("utf-8")
    lists: Mapping[str, list[str]] = tomllib.loads(text)
    return lists
