"""What a light notation is, by tables: how its lines begin, and the marks within them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

Head = tuple[Mapping[str, tuple[str, ...]], str]
"""Texts by key, keys in lower case with ``_`` for ``-`` and spaces; and the text below them."""


def no_head(text: str) -> Head:
    """What notations say that have no keys."""
    return {}, text


def unchanged(text: str) -> str:
    """What is to be done to a text whose lines are as they should be."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something within a line, and what it becomes."""

    pattern: re.Pattern[str]
    """With a group ``text``, and ``url`` where it leads somewhere."""
    tag: str
    """Of HTML; ``""``: the text alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """A line that begins something, and one that ends it."""

    begin: re.Pattern[str]
    end: re.Pattern[str] | None = None
    """None: a line like the first."""
    tag: str
    """``pre``, ``blockquote``, ``table``; ``div``: only what is in it; ``""``: it is no text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notation:
    """A way of writing headings, lists and links without HTML."""

    name: str
    endings: tuple[str, ...]
    """Of names of files."""
    needles: tuple[str, ...]
    """One of these is in every text of it; to look for them costs next to nothing."""
    signs: tuple[re.Pattern[str], ...]
    """What is seen in texts of it, and hardly in others."""
    needed: int = 2
    """How many of these a text must have whose name does not tell."""
    opening: re.Pattern[str] | None = None
    """How such a text begins, where an article about the notation could show signs of it, too."""
    head: Callable[[str], Head] = no_head
    prepare: Callable[[str], str] = unchanged
    """Of what tables of lines cannot say."""
    headings: re.Pattern[str] | None = None
    """With groups ``mark``, as long as the heading is deep or a digit, and ``text``."""
    underlines: str = ""
    """What a heading can have in the line below it."""
    items: re.Pattern[str] | None = None
    """With groups ``mark`` and ``text``."""
    quotes: re.Pattern[str] | None = None
    """With a group ``text``."""
    rows: re.Pattern[str] | None = None
    """Of tables, with ``|`` between the cells."""
    figures: re.Pattern[str] | None = None
    """With groups ``url`` and ``text``."""
    dropped: re.Pattern[str] | None = None
    """Lines that are no text."""
    fences: tuple[Fence, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_wrapped: bool = True
    """Whether lines may have been broken for their width, so that a paragraph goes on."""
    keeps_lines: bool = False
    """Whether every line is a paragraph, but for those that were so broken."""


def lines_like(pattern: str) -> re.Pattern[str]:
    """A pattern for lines anywhere in a text."""
    return re.compile(pattern, re.MULTILINE)


def between(mark: str, tag: str, end: str | None = None) -> Mark:
    """Text between two marks that touch it and stand outside of words."""
    left, right, sign = re.escape(mark), re.escape(end or mark), re.escape(mark[-1])
    inner = rf"(?P<text>[^\s{sign}](?:[^{sign}\n]{{0,400}}[^\s{sign}])?)"
    return Mark(pattern=re.compile(rf"(?<![\w{sign}]){left}{inner}{right}(?!\w)"), tag=tag)


BARE_URL: Final = Mark(
    pattern=re.compile(
        r"(?<![\w\"'=])(?P<url>https?://[^\s<>\[\]{}|\"\x01\x02]{4,2000}[\w/=#&-])(?P<text>)"
    ),
    tag="a",
)
