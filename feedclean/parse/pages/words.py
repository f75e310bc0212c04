"""The tables of names and words by which a page's metadata is told apart."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class PageWords:
    """``words.toml``, typed."""

    metas: dict[str, tuple[str, ...]]
    """Field and the names of meta elements that may hold it, in order of trust."""
    author_classes: tuple[str, ...]
    """The surest first."""
    not_author_classes: tuple[str, ...]
    joined: tuple[str, ...]
    """What a line says of since when somebody is a member."""
    date_labels: tuple[str, ...]
    fillers: frozenset[str]
    original_links: frozenset[str]
    unnamed: frozenset[str]
    """Titles of pages that nobody has given one."""


@cache
def page_words() -> PageWords:
    """The whole table."""
    text = files(__package__).joinpath("words.toml").read_text("utf-8")
    data = tomllib.loads(text)
    author = data["author"]
    return PageWords(
        metas={field: tuple(names) for field, names in data["meta"].items()},
        author_classes=tuple(author["classes"]),
        not_author_classes=tuple(author["not_classes"]),
        joined=tuple(data["date"]["joined"]),
        date_labels=tuple(data["date"]["labels"]),
        fillers=frozenset(data["site"]["fillers"]),
        original_links=frozenset(data["site"]["original_links"]),
        unnamed=frozenset(data["site"]["unnamed"]),
    )
