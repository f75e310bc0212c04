"""The tables of names and words by which a page's metadata is told apart."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """``page_words.toml``, typed."""

    metas: dict[str, tuple[str, ...]]
    """Field and the names of meta elements that may hold it, in order of trust."""
    prefix: re.Pattern[str]
    """What stands in front of a name, up to the name."""
    suffixes: tuple[str, ...]
    roles: frozenset[str]
    role_words: frozenset[str]
    nobody: frozenset[str]
    groups: frozenset[str]
    author_classes: tuple[str, ...]
    """The surest first."""
    not_author_classes: tuple[str, ...]
    updated: tuple[str, ...]
    date_labels: tuple[str, ...]
    fillers: frozenset[str]
    original_links: frozenset[str]


@cache
def page_words() -> PageWords:
    """The whole table."""
    text = files("feedclean.parse").joinpath("page_words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    author = data["author"]
    return PageWords(
        metas={field: tuple(names) for field, names in data["meta"].items()},
        prefix=_prefix(author["prefixes"]),
        suffixes=tuple(author["suffixes"]),
        roles=frozenset(author["roles"]),
        role_words=frozenset(author["role_words"]),
        nobody=frozenset(author["nobody"]),
        groups=frozenset(author["groups"]),
        author_classes=tuple(author["classes"]),
        not_author_classes=tuple(author["not_classes"]),
        updated=tuple(data["date"]["updated"]),
        date_labels=tuple(data["date"]["labels"]),
        fillers=frozenset(data["site"]["fillers"]),
        original_links=frozenset(data["site"]["original_links"]),
    )


def _prefix(words: list[str]) -> re.Pattern[str]:
    """One pattern for all prefixes; one in CJK needs a mark behind it, another at least a space."""
    longest_first = sorted(set(words), key=lambda word: (-len(word), word))
    joined = "|".join(re.escape(word) for word in longest_first)
    return re.compile(rf"(?:{joined})(?:$|[\s:：|｜丨/／]+)", re.IGNORECASE)
