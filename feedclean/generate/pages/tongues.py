"""In which language a text is, what that is called in English, and which way it runs."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

from feedclean.generate import iri
from feedclean.text import language_of_script, wide

_WIDE: Final = frozenset(("ja", "ko", "yue", "wuu", "zh"))
"""Written in wide letters."""
_RARE: Final = 3
"""Letters of the tags of languages that are not in the table; shorter ones are mistakes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """What a page says of the language of a text."""

    lang: str
    """BCP 47; empty where it is not known, which tells screen readers just that."""
    dir: str
    """``ltr``, ``rtl`` or ``auto``."""
    name: str
    """In English; empty where it is not known."""


def tongue(declared: str | None, text: str = "", other: str | None = None) -> Tongue:
    """The declared language; else what the script of the text tells; else the other one."""
    lang = _of(declared, text) or language_of_script(text) or _of(other, text) or ""
    return Tongue(lang=lang, dir=_direction(lang), name=_name(lang))


def _of(declared: str | None, text: str) -> str | None:
    """The declared language, unless the text has no letter of its script.

    Titles in English are usual in a Chinese feed, and a Chinese voice would spell them.
    """
    lang = _known(declared)
    if lang is None or not text or lang.partition("-")[0].lower() not in _WIDE:
        return lang
    return lang if wide(text) else None


def _known(declared: str | None) -> str | None:
    """The tag, if there is such a language: ``cn`` and ``jp`` are countries."""
    tag = iri.language(declared)
    if tag is None:
        return None
    primary = tag.partition("-")[0].lower()
    return tag if primary in _table()["names"] or len(primary) == _RARE else None


def _direction(lang: str) -> str:
    if not lang:
        return "auto"
    primary, *rest = lang.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    if scripts:
        return "rtl" if scripts[0] in _table()["right_to_left"]["scripts"] else "ltr"
    return "rtl" if primary in _table()["right_to_left"]["languages"] else "ltr"


def _name(lang: str) -> str:
    primary = lang.partition("-")[0].lower()
    name: str = _table()["names"].get(primary, lang)
    return name


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((files(__package__) / "tongues.toml").read_text(encoding="utf-8"))
