"""The patterns of the phrase tables, asked where they may match, compiled when first asked.

There are 1,800 of them. To compile those of Latin scripts alone takes 0.2 s, a reader of one
language needs a tenth of them, and a line of running text a handful.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Final

from feedclean.clean.wording.beginnings import beginning, beginnings
from feedclean.clean.wording.han import one_way
from feedclean.text import collapse, fold, weight

Table = Mapping[str, Mapping[str, list[str]]]
"""A language: what is known of each kind of boilerplate."""

_OF_BOTH_SCRIPTS: Final = "zh.toml"
_SHORT: Final = 60
"""Weight up to which a line may be recognised by a phrase somewhere inside it."""
_OPEN_START: Final = re.compile(r"\^(?:\(\?:)*(?:\.|\[\^|\(\?-i:\[A-Z[^\]]*\]\)\.)")
"""How patterns begin that nearly every line may begin like: with anything, or with any capital."""
_OF_SEVERAL: Final = re.compile("[\u0131\u017f\u0307]")
"""Letters that are equal to two others where capitals do not count."""
_MARKED_GREEK: Final = re.compile("[άέήίόύώϊϋΐΰ]")
_UNMARKED: Final = str.maketrans("άέήίόύώϊϋΐΰ", "αεηιουωιυιυ")
"""Greek in capitals has no accents: *ΔΙΑΒΑΣΤΕ ΕΔΩ*. So none of them counts."""
_PART_OF_PATTERN: Final = re.compile(r"\\.|[^\\]+", re.DOTALL)
_BY_FREQUENCY: Final = (
    " etaoinsrhldcumfpgwybvkxjqz",
    "оеаинтсрвлкмдпуяыьгзбчійхжшюїцщєэфґёъ",
    "ايلمنوترهبسدعفقكحجشصخطضزثغذظ",
)
"""Letters of running text by script, the most frequent ones first."""
_RAREST: Final = max(map(len, _BY_FREQUENCY))
_LEAST_HINT: Final = 3
"""Characters that say enough of a word to look for it."""


@dataclass(frozen=True, eq=False)
class _Tied:
    """A pattern tied to the start of a text, of a kind of boilerplate.

    Most know no capitals, and are matched against small letters, which is faster.
    """

    bit: int
    pattern: str
    is_small: bool

    @cached_property
    def match(self) -> _Match:
        """How to ask it; compiled when first asked."""
        return re.compile(self.pattern, re.NOFLAG if self.is_small else re.IGNORECASE).match


_Match = Callable[[str], re.Match[str] | None]


@dataclass(frozen=True, slots=True)
class _Free:
    """Patterns of a kind tried at every position: costly, so only where a word they need occurs."""

    bit: int
    pattern: str
    needs: re.Pattern[str]
    """Words in small letters."""

    def matches(self, text: str, lowered: str) -> bool:
        return bool(self.needs.search(lowered)) and bool(_anywhere(self.pattern).search(text))


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """The wording of one kind of script, and what tells which of its patterns to ask.

    Of a line that is no boilerplate all kinds were asked in 49 us; by how it begins it was 22, and
    8 since each pattern is asked by itself and words are looked for by their rarest letter. In
    Chinese it was 40 as long as what may open a line was put together anew for each, and is 20.
    """

    by_beginning: Mapping[str, tuple[_Tied, ...]]
    """By how what they match begins; below the empty one those of which that cannot be told."""
    unlike_ascii: tuple[_Tied, ...]
    """To be asked of a text that begins with other letters of which there are capitals, since these
    are others in each language."""
    inside: tuple[tuple[int, tuple[str, ...]], ...]
    """Phrases anywhere in a short line, in small letters."""
    free: tuple[_Free, ...]
    hints: re.Pattern[str] | None
    """What is there wherever a word is that ``free`` needs, and found faster."""
    ascii_hints: re.Pattern[str] | None
    """The same for texts that are ASCII."""

    def read(self, text: str, lowered: str, asked: int) -> int:
        """Which of the kinds of boilerplate that are asked for a text is of by its wording."""
        left = asked & ~self._at_start(text, lowered, asked)  # what has been found is not asked on
        for bit, phrases in self.inside:
            if bit & left and any(map(lowered.__contains__, phrases)) and is_at_most(text, _SHORT):
                left &= ~bit
        hints = self.ascii_hints if lowered.isascii() else self.hints
        if hints is not None and hints.search(lowered):
            for free in self.free:
                if free.bit & left and free.matches(text, lowered):
                    left &= ~free.bit
        return asked & ~left

    def _at_start(self, text: str, lowered: str, asked: int) -> int:
        """The same by how a text begins."""
        left = asked
        begins = beginning(lowered)
        for end in range(len(begins) + 1):
            for tied in self.by_beginning.get(begins[:end], ()):
                if tied.bit & left and tied.match(lowered if tied.is_small else text):
                    left &= ~tied.bit
        if not text.isascii() and _has_capitals(begins, text):
            for tied in self.unlike_ascii:
                if tied.bit & left and tied.match(text):
                    left &= ~tied.bit
        return asked & ~left


def _has_capitals(begins: str, text: str) -> bool:
    """Whether there are capitals of letters beyond ASCII that a text begins with."""
    return "İ" in text or (not begins.isascii() and begins.upper() != begins)


def is_at_most(text: str, size: int) -> bool:
    """Whether a text has no more than some weight."""
    return 2 * len(text) <= size or weight(text) <= size  # most are counted by neither


@cache  # of our own patterns, a kind in a script has one
def _anywhere(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def tables() -> Iterator[Table]:
    """The tables of all languages, in the order of their names, Chinese in one script.

    Of a ``whole`` sentence the patterns are among the others as well.
    """
    folder = resources.files("feedclean.clean") / "phrases"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            text = entry.read_text(encoding="utf-8")
            table = tomllib.loads(one_way(text) if entry.name == _OF_BOTH_SCRIPTS else text)
            for section in table.values():
                if whole := section.get("whole"):
                    section["pattern"] = [*section.get("pattern", ()), *whole]
            yield table


def of_whole_sentences(tables: Iterable[Table]) -> list[Table]:
    """The same tables with nothing but the patterns of what a sentence says from end to end."""
    return [
        {kind: {"pattern": section.get("whole", [])} for kind, section in table.items()}
        for table in tables
    ]


def plain(text: str) -> str:
    """A text by which lines are looked up: its fold, both letters i of Turkish alike.

    The capital of one is the small letter of the other: without their language, *İLGİLİ* and
    *HABERLERI* cannot be told.
    """
    if text.isascii():
        return fold(text)
    return _without_accents(fold(text.replace("İ", "I")).replace("ı", "i"))


def small(text: str) -> str:
    """A text in small letters, as the patterns that know no capitals are asked."""
    return text.lower() if text.isascii() else _without_accents(text.lower())


def _without_accents(text: str) -> str:
    return text.translate(_UNMARKED) if _MARKED_GREEK.search(text) else text


def by_fold(tables: Iterable[Table], key: str, bits: Mapping[str, int]) -> dict[str, int]:
    """The labels, as their bits, of what a key of the tables lists, by its fold."""
    found: dict[str, int] = {}
    for table in tables:
        for name, section in table.items():
            bit = bits[name]
            for phrase in section.get(key, ()):
                if folded := plain(phrase):
                    found[folded] = found.get(folded, 0) | bit
    return found


def script_of(tables: Sequence[Table], kinds: Mapping[str, int]) -> Script:
    """The wording of some languages, for kinds of boilerplate and their bits."""
    by_beginning: dict[str, list[_Tied]] = {}
    unlike_ascii: list[_Tied] = []
    inside: list[tuple[int, tuple[str, ...]]] = []
    free: list[_Free] = []
    needed: set[str] = set()
    for kind, bit in kinds.items():
        sections = [table.get(kind, {}) for table in tables]
        tied, untied = _by_start(sections)
        unlike: list[str] = []
        unknown: dict[bool, list[str]] = {}
        for one in _ready(bit, tied):
            begins = _begun(one.pattern)
            if not one.is_small:
                unlike.append(one.pattern)
            if "" in begins:
                unknown.setdefault(one.is_small, []).append(one.pattern)
                continue
            for begun in begins:
                by_beginning.setdefault(begun, []).append(one)
        for is_small, patterns in unknown.items():  # every text meets them: two as one
            by_beginning.setdefault("", []).append(_Tied(bit, _any_of(patterns), is_small=is_small))
        if unlike:
            unlike_ascii.append(_Tied(bit, _any_of(unlike), is_small=False))
        if phrases := [collapse(small(phrase)) for phrase in _gathered(sections, "inside")]:
            inside.append((bit, tuple(phrases)))
        words = {small(word) for word in _gathered(sections, "needs")}
        if untied and words:
            free.append(_Free(bit, "|".join(untied), _any_word(words)))
            needed |= words
    ascii_needed = {word for word in needed if word.isascii()}
    return Script(
        by_beginning={begun: tuple(some) for begun, some in by_beginning.items()},
        unlike_ascii=tuple(unlike_ascii),
        inside=tuple(inside),
        free=tuple(free),
        hints=_any_word(map(_hint, needed)) if needed else None,
        ascii_hints=_any_word(map(_hint, ascii_needed)) if ascii_needed else None,
    )


def _ready(bit: int, patterns: Iterable[str]) -> Iterator[_Tied]:
    """Patterns of a kind, in small letters unless they ask for a capital."""
    exact = [pattern for pattern in patterns if "(?-i:" in pattern]
    small = {_in_small_letters(pattern) for pattern in patterns if "(?-i:" not in pattern}
    yield from (_Tied(bit, pattern, is_small=True) for pattern in sorted(small))
    yield from (_Tied(bit, pattern, is_small=False) for pattern in exact)


def _any_of(patterns: Iterable[str]) -> str:
    """One pattern for several that are tied to the start."""
    return f"^(?:{'|'.join(pattern.removeprefix('^') for pattern in patterns)})"


def _begun(pattern: str) -> set[str]:
    """How what a pattern matches begins, in small letters."""
    return {_OF_SEVERAL.split(small(begins))[0] for begins in beginnings(pattern)}


def _hint(word: str) -> str:
    """The end of a word from its rarest letter on."""
    starts = range(max(1, len(word) - _LEAST_HINT + 1))
    return word[max(starts, key=lambda at: (_rarity(word[at]), -at)) :]


def _rarity(letter: str) -> int:
    found = [letters.index(letter) for letters in _BY_FREQUENCY if letter in letters]
    return found[0] if found else _RAREST


def _any_word(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of some words, by their first letters: a fifth of the time."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], set()).add(word[1:])
    told = (
        f"{re.escape(letter)}(?:{'|'.join(map(re.escape, sorted(rest)))})"
        for letter, rest in sorted(by_letter.items())
    )
    return re.compile("|".join(told))


def _in_small_letters(pattern: str) -> str:
    """A pattern without capitals, the names of classes left as they are."""
    return _PART_OF_PATTERN.sub(
        lambda found: found[0] if found[0].startswith("\\") else small(found[0]), pattern
    )


def _by_start(sections: Iterable[Mapping[str, list[str]]]) -> tuple[list[str], list[str]]:
    """Patterns that begin with words at the start of a text; and all others."""
    tied: set[str] = set()
    free: set[str] = set()
    for section in sections:
        asked_for = needing(section)
        free.update(asked_for)
        tied.update(one for one in section.get("pattern", ()) if one not in asked_for)
    return sorted(tied), sorted(free)


def needing(section: Mapping[str, list[str]]) -> frozenset[str]:
    """The patterns of a section that are asked only where one of its ``needs`` occurs.

    These are not tied to the start of a text; or they begin with anything at all, which costs as
    much, and there are any.
    """
    return frozenset(
        pattern
        for pattern in section.get("pattern", ())
        if not pattern.startswith("^") or ("needs" in section and _OPEN_START.match(pattern))
    )


def _gathered(sections: Iterable[Mapping[str, list[str]]], key: str) -> list[str]:
    return sorted({phrase for section in sections for phrase in section.get(key, ())})
