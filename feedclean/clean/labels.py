"""What the wording of a block says it is: credits, share bar, related heading … in many languages.

Wording alone never removes anything: 订阅, subscribe, cookie and 捐款 all occur in true body text.
A pass always asks for structure as well: position, links, length, what stands beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
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

_NONE: Final = Label(0)
_PEOPLE: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO

_WIDEST_HEAD: Final = 48
"""Characters within which the colon behind a phrase must come."""

_MARK: Final = re.compile(r"\s*(?:[:：丨|｜│︱]|(?<=[\u2e80-\u9fff\uac00-\ud7a3])\s*[/／])\s*")
"""What parts a phrase from the rest; a slash does so in wide scripts only (文/张三, not and/or)."""

_SENTENCE: Final = re.compile(r"[?？!！؟]|[。…].|…$|[a-z]{4}\. [A-Z].*\.$")
"""What a name does not contain: 记者：您什么时候来的？ is a question, not a byline."""

_LONGEST_REST: Final = 150
"""Characters that names or a headline behind a colon may have; beyond that it is running text."""

_MOST_LETTERS: Final = 34
"""Letters a date may have: “Wednesday, 13 September 2023, 12:30 pm Eastern” has thirty."""
_LETTERS: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")

_OPEN_START: Final = re.compile(r"\^(?:\(\?:)*(?:\.|\[\^)")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]|^[\W\d_]+$")
"""A line of figures alone, such as a date, is anyone's: it is asked here."""
_OTHER: Final = re.compile(r"[\u0370-\u1dff\u2e80-\ufdff\ufe70-\uffef]")

Table = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One label's wording in the languages of one kind of script, ready to match."""

    label: Label
    opening: re.Pattern[str] | None
    """Patterns tied to the start of the text."""
    inside: re.Pattern[str] | None
    """Phrases anywhere in a short line."""
    anywhere: re.Pattern[str] | None
    """Patterns tried at every position: costly, so only where one of ``needs`` occurs."""
    needs: tuple[str, ...]

    def matches(self, text: str, lowered: str, size: int) -> bool:
        if self.opening is not None and self.opening.match(text):
            return True
        if self.inside is not None and size <= _SHORT and self.inside.search(text):
            return True
        if self.anywhere is None:
            return False
        return any(word in lowered for word in self.needs) and bool(self.anywhere.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """All tables, by how they are asked."""

    lines: Mapping[str, Label]
    """By the fold of a whole line."""
    heads: Mapping[str, Label]
    """By the fold of what stands before a colon or bar."""
    readers: tuple[tuple[re.Pattern[str], tuple[_Reader, ...]], ...]
    """Readers by what a text must contain to be worth asking them about."""


def label(block: Block) -> Label:
    """All labels the wording of a block earns."""
    return label_text(block.text)


@lru_cache(maxsize=8_192)
def label_text(text: str) -> Label:
    """All labels a line of text earns."""
    size = weight(text)
    if not text or size > LONGEST:
        return _NONE
    wording = _wording()
    found = wording.lines.get(fold(text), _NONE) | _head(text, wording.heads)
    lowered = text.lower()
    for needed, readers in wording.readers:
        if needed.search(text):
            for reader in readers:
                if reader.matches(text, lowered, size):
                    found |= reader.label
    return found


def _head(text: str, heads: Mapping[str, Label]) -> Label:
    """Labels earned by a phrase before a colon or bar."""
    found = _NONE
    for mark in _MARK.finditer(text, 0, _WIDEST_HEAD):
        earned = heads.get(fold(text[: mark.start()]))
        if earned:
            found |= _believed(earned, text[mark.end() :])
    return found


def _believed(earned: Label, rest: str) -> Label:
    """Labels that what follows the colon bears out."""
    if len(rest) > _LONGEST_REST:
        earned &= ~(_PEOPLE | Label.RELATED)
    if earned & _PEOPLE and _SENTENCE.search(rest):
        earned &= ~_PEOPLE
    if earned & Label.DATE and rest:
        letters = len(_LETTERS.findall(rest))
        if letters > _MOST_LETTERS or not _DIGIT.search(rest):
            earned &= ~Label.DATE
    return earned


@lru_cache(maxsize=1)
def _wording() -> _Wording:
    tables = list(_tables())
    latin = [table for table in tables if not _is_other(table)]
    other = [table for table in tables if _is_other(table)]
    return _Wording(
        lines=_by_fold(tables, "line"),
        heads=_by_fold(tables, "label"),
        readers=((_LATIN, tuple(_readers(latin))), (_OTHER, tuple(_readers(other)))),
    )


def _tables() -> Iterator[Table]:
    folder = resources.files("feedclean.clean") / "phrases"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield tomllib.loads(entry.read_text(encoding="utf-8"))


def _is_other(table: Table) -> bool:
    """Whether most of a table is in a script other than Latin."""
    phrases = [phrase for section in table.values() for phrase in section.get("line", ())]
    return sum(bool(_OTHER.search(phrase)) for phrase in phrases) > len(phrases) / 2


def _by_fold(tables: Iterable[Table], key: str) -> dict[str, Label]:
    found: dict[str, Label] = {}
    for table in tables:
        for name, section in table.items():
            for phrase in section.get(key, ()):
                if folded := fold(phrase):
                    found[folded] = found.get(folded, _NONE) | Label[name.upper()]
    return found


def _readers(tables: list[Table]) -> Iterator[_Reader]:
    for kind in Label:
        sections = [table.get(str(kind.name).lower(), {}) for table in tables]
        tied, free = _by_start(sections)
        reader = _Reader(
            label=kind,
            opening=_any_of(tied),
            inside=_any_of([_literal(phrase) for phrase in _gathered(sections, "inside")]),
            anywhere=_any_of(free),
            needs=tuple(word.lower() for word in _gathered(sections, "needs")),
        )
        if reader.opening or reader.inside or reader.anywhere:
            yield reader


def _by_start(sections: Iterable[Mapping[str, list[str]]]) -> tuple[list[str], list[str]]:
    """Patterns that begin with words at the start of a text; and all others.

    One that begins with anything at all is costly too, and waits for ``needs`` where there are any.
    """
    tied: set[str] = set()
    free: set[str] = set()
    for section in sections:
        for pattern in section.get("pattern", ()):
            begins_open = "needs" in section and _OPEN_START.match(pattern)
            (tied if pattern.startswith("^") and not begins_open else free).add(pattern)
    return sorted(tied), sorted(free)


def _gathered(sections: Iterable[Mapping[str, list[str]]], key: str) -> list[str]:
    return sorted({phrase for section in sections for phrase in section.get(key, ())})


def _any_of(patterns: list[str]) -> re.Pattern[str] | None:
    """One pattern for many."""
    return re.compile("|".join(patterns), re.IGNORECASE) if patterns else None


def _literal(phrase: str) -> str:
    """A phrase as a pattern; its spaces match any white space."""
    return r"\s+".join(map(re.escape, phrase.split()))
