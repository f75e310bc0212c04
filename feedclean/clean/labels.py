"""What the wording of a block says it is: credits, share bar, related heading … in many languages.

Wording alone never removes anything: 订阅, subscribe, cookie and 捐款 all occur in true body text.
A pass always asks for structure as well: position, links, length, what stands beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from importlib import resources
from typing import Final

from feedclean.dom.blocks import Block
from feedclean.text import fold, weight


class Label(IntFlag):
    """Kinds of boilerplate a block's wording may point to; several at once are possible."""

    AUTHOR = auto()
    CREDIT = auto()
    PHOTO = auto()
    """Who made a picture: below a picture it is a caption, elsewhere a credit."""
    SOURCE = auto()
    DATE = auto()
    TAGS = auto()
    RELATED = auto()
    TRENDING = auto()
    SHARE = auto()
    PROMO = auto()
    AD = auto()
    COPYRIGHT = auto()
    COMMENTS = auto()
    INTERFACE = auto()
    PLATFORM = auto()
    COOKIE = auto()


LONGEST: Final = 440
"""Blocks weightier than this are never labelled: boilerplate that long needs other evidence."""

_SHORT: Final = 60
"""Weight up to which a line may be recognised by a phrase somewhere inside it."""

_OPENING: Final = r"^[\s\[【（(〔〈《<*#•·▼▲▽△◆◇■□●○★☆→►▶＊※|｜丨>＞\-—–_~～]*"
_COLON: Final = r"\s*[:：丨|｜│︱／/]\s*"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One label's wording in all languages, ready to match."""

    label: Label
    lines: frozenset[str]
    """Folds of whole lines."""
    label_start: re.Pattern[str] | None
    """Start of a line: phrase and colon."""
    inside: re.Pattern[str] | None
    """Anywhere in a short line."""
    patterns: re.Pattern[str] | None
    """Anywhere in a line of any length up to ``LONGEST``."""

    def matches(self, text: str, folded: str, size: int) -> bool:
        if folded in self.lines:
            return True
        if self.label_start is not None and self.label_start.search(text):
            return True
        if size <= _SHORT and self.inside is not None and self.inside.search(text):
            return True
        return self.patterns is not None and bool(self.patterns.search(text))


def label(block: Block) -> Label:
    """All labels the wording of a block earns."""
    return label_text(block.text)


@lru_cache(maxsize=8_192)
def label_text(text: str) -> Label:
    """All labels a line of text earns."""
    found = Label(0)
    size = weight(text)
    if not text or size > LONGEST:
        return found
    folded = fold(text)
    for reader in _readers():
        if reader.matches(text, folded, size):
            found |= reader.label
    return found


@lru_cache(maxsize=1)
def _readers() -> tuple[_Reader, ...]:
    tables = list(_tables())
    return tuple(_reader(Label[name.upper()], tables) for name in sorted(_names(tables)))


def _names(tables: Iterable[Mapping[str, object]]) -> set[str]:
    return {name for table in tables for name in table}


def _tables() -> Iterable[Mapping[str, Mapping[str, list[str]]]]:
    folder = resources.files("feedclean.clean") / "phrases"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield tomllib.loads(entry.read_text(encoding="utf-8"))


def _reader(kind: Label, tables: list[Mapping[str, Mapping[str, list[str]]]]) -> _Reader:
    def gather(key: str) -> list[str]:
        mine = (table.get(kind.name.lower(), {}) for table in tables if kind.name)
        return sorted({phrase for section in mine for phrase in section.get(key, ())})

    return _Reader(
        label=kind,
        lines=frozenset(fold(phrase) for phrase in gather("line")),
        label_start=_any_of(gather("label"), before=_OPENING, after=_COLON),
        inside=_any_of(gather("inside")),
        patterns=_any_of(gather("pattern"), literal=False),
    )


def _any_of(
    phrases: list[str], before: str = "", after: str = "", *, literal: bool = True
) -> re.Pattern[str] | None:
    """One pattern for many phrases; spaces in a phrase match any white space, or none in CJK."""
    if not phrases:
        return None
    parts = [_flexible(phrase) if literal else phrase for phrase in sorted(phrases, key=len)[::-1]]
    return re.compile(f"{before}(?:{'|'.join(parts)}){after}", re.IGNORECASE)


def _flexible(phrase: str) -> str:
    words = [re.escape(word) for word in phrase.split()]
    body = r"\s+".join(words)
    start = r"(?<!\w)" if phrase[0].isascii() and phrase[0].isalnum() else ""
    end = r"(?!\w)" if phrase[-1].isascii() and phrase[-1].isalnum() else ""
    if len(words) == 1 and len(phrase) <= 4 and not phrase.isascii():
        body = r"\s*".join(map(re.escape, phrase))  # 作 者 and 编  辑 are set with spaces inside
    return start + body + end
