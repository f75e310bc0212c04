"""The table of words that stand around names in bylines, read once from ``words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """``words.toml``, typed."""

    prefix: re.Pattern[str]
    """What stands in front of a name, up to the name."""
    asked: re.Pattern[str]
    """The same, of those who asked the questions of an interview."""
    kinds: frozenset[str]
    """What kinds of text are called whose makers are named behind a colon."""
    suffixes: tuple[str, ...]
    """What is written right behind a name: ``기자``."""
    roles: frozenset[str]
    """Titles and offices, as they stand in lists of names."""
    role_words: frozenset[str]
    """Last words of offices."""
    nobody: frozenset[str]
    unnamed: frozenset[str]
    """Those of them that are never the name of a person, of whom a word of a page may be one."""
    desks: frozenset[str]
    """First words of the names of desks in a newsroom."""
    desk_endings: tuple[str, ...]
    groups: frozenset[str]
    """Words that tell a group or a site from a person."""
    agencies: frozenset[str]
    """Whole names."""
    newsrooms: tuple[str, ...]
    """How newsrooms are called, behind the name of their paper."""
    group_endings: tuple[str, ...]
    """Of names in CJK."""
    offices: frozenset[str]
    """Words that say somebody writes, in scripts without capitals and in small letters."""
    told_by: tuple[str, ...]
    """Words right behind a name that say this person wrote."""
    places: frozenset[str]
    """Places that are written as names of people are."""
    pictures: re.Pattern[str]
    """What stands before who made the pictures, up to the colon or the space behind it."""
    family_names: tuple[str, ...]
    """Of China."""
    long_family_names: tuple[str, ...]
    """Those of them that have two characters."""
    particles: frozenset[str]
    """Words in names that stand in small letters."""
    offices_behind: frozenset[str]
    """Offices that are written right behind a name."""
    joining: frozenset[str]
    """What stands between two names."""
    pages: re.Pattern[str]
    """The end of an address in a folder with pages of people, a group for each kind of them."""


@cache
def words() -> Words:
    """The whole table."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text("utf-8"))
    return Words(
        prefix=_prefix([*data["prefixes"], *data["asked"]]),
        asked=_prefix(data["asked"]),
        kinds=frozenset(data["kinds"]),
        suffixes=tuple(data["suffixes"]),
        roles=frozenset(data["roles"]),
        role_words=frozenset(data["role_words"]),
        nobody=frozenset((*data["nobody"], *data["days"], *data["unnamed"])),
        unnamed=frozenset(data["unnamed"]),
        desks=frozenset(data["desks"]),
        desk_endings=tuple(data["desk_endings"]),
        groups=frozenset(data["groups"]),
        agencies=frozenset(data["agencies"]),
        newsrooms=tuple(data["newsrooms"]),
        group_endings=tuple(data["group_endings"]),
        offices=frozenset(data["offices"]),
        told_by=tuple(data["told_by"]),
        places=frozenset(data["places"]),
        pictures=re.compile(rf"{_any_of(data['pictures'])}\s*[:：\s]", re.IGNORECASE),
        family_names=(*data["family_names"], *data["long_family_names"]),
        long_family_names=tuple(data["long_family_names"]),
        particles=frozenset(data["particles"]),
        offices_behind=frozenset(data["offices_behind"]),
        joining=frozenset(data["and"]),
        pages=_pages(data["pages"]),
    )


def _prefix(words: list[str]) -> re.Pattern[str]:
    """One pattern for all prefixes; one in CJK needs a mark behind it, another at least a space."""
    behind = r"(?:$|\s?[-–—]{1,2}\s|[\s:：|｜丨/／]+|,\s+|，)"
    return re.compile(f"{_any_of(words)}{behind}", re.IGNORECASE)


def _pages(folders: Mapping[str, list[str]]) -> re.Pattern[str]:
    """One pattern for all folders; an account is one wherever it lies: ``/@roe``."""
    kinds = "|".join(f"(?P<{kind}>{_any_of(names)})" for kind, names in folders.items())
    return re.compile(rf"/(?:(?:{kinds})/|@)[^/?#]{{1,160}}/?(?![^?#])", re.IGNORECASE)


def _any_of(words: list[str]) -> str:
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, longest_first))})"
