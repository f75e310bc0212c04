"""Lexicons: the words of a language for what sites speak of around their articles.

A file of ``lexicons/`` is a language. Each of its lines is a concept and its words: ``stem*`` is
any word that begins so, ``two_words`` stand side by side, and in scripts that put no spaces an
entry may stand anywhere. ``words`` are frequent ones, by which the language of a text is told;
``not`` begins with a word for *more*, and the others are those after which it is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from itertools import chain
from typing import Final, TypeVar

from feedclean.clean.speech.words import NO_SPACES, alike, words
from feedclean.text import language_of_script

CONCEPTS: Final = (
    "us", "you", "site", "press", "this", "article", "read", "more", "related", "popular",
    "subscribe", "newsletter", "follow", "app", "member", "donate", "buy", "appeal",
    "share", "like", "comment", "login", "source", "rights", "disclaim", "ad",
    "role", "bio", "by", "posted", "filed", "count", "nav", "legal", "contact", "feed", "tech",
    "fact", "said", "they", "i",
)  # fmt: skip
"""What a lexicon has words for, in order. The last four speak for an article."""
BITS: Final = {concept: 1 << at for at, concept in enumerate(CONCEPTS)}
_WORDS: Final = "words"
_NOT: Final = "not"
"""A word for *more*, and words after which it is none: *kein Geld mehr*, *ne … plus*."""
_ANYWHERE: Final = "en"
"""The language whose words stand around articles in any other."""
_SAMPLE: Final = 1_600
"""Characters of a text by which its language is told."""
_LEAST_SHARE: Final = 0.04
"""Of its words that must be among the frequent ones of a language."""


_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """The concepts of words, as bits; there is one of a language, which is but itself."""

    whole: Mapping[str, int] = field(default_factory=dict)
    stems: Mapping[str, int] = field(default_factory=dict)
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str, int]]] = field(default_factory=dict)
    """Words that stand side by side, by the first of them: those between it and the last, and the
    last, which may be a stem."""
    within: Mapping[str, Sequence[tuple[str, int]]] = field(default_factory=dict)
    """What may stand anywhere, in scripts without spaces, by its first two characters."""
    starts: re.Pattern[str] | None = None
    """Finds the first characters of these where the second may follow."""
    stem_lengths: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """By their first character, from the shortest on."""
    nots: tuple[str, ...] = ()
    """A word for *more*, and the words or stems after which it is none."""


def lexicon_of(text: str) -> Lexicon | None:
    """The lexicon for the language of a text, and English; None where that is not known."""
    told = language_of(text)
    return None if told is None else lexicon(told)


def language_of(text: str) -> str | None:
    """The language of a text, by its script or else its frequent words; None where none is known.

    Of two that share as many words with it the one with the lesser code.
    """
    sample = text[:_SAMPLE]
    by_script = language_of_script(sample)
    if by_script is not None:
        return by_script if by_script in codes() else None
    said = words(sample)
    known = _languages_by_word()
    found = Counter(chain.from_iterable(known[word] for word in said if word in known))
    if not found:
        return None
    best = min(found, key=lambda code: (-found[code], code))
    return best if found[best] >= _LEAST_SHARE * len(said) else None


@cache
def codes() -> frozenset[str]:
    """The languages there are lexicons of."""
    return frozenset(_texts())


@cache  # there are so many languages, and each is loaded once
def lexicon(code: str) -> Lexicon:
    """The lexicon of a language, and of English with it; a ``KeyError`` where there is none."""
    whole: dict[str, int] = {}
    stems: dict[str, int] = {}
    within: dict[str, int] = {}
    phrases: dict[str, dict[tuple[str, ...], int]] = {}
    for concept, entry in chain.from_iterable(map(_entries, dict.fromkeys((code, _ANYWHERE)))):
        bit = BITS[concept]
        if entry.isascii() and entry.isalpha():  # as most are
            _add(whole, entry, bit)
            continue
        if NO_SPACES.search(entry):
            _add(within, entry, bit)
            continue
        parts = words(entry.rstrip("*"))
        star = "*" if entry.endswith("*") else ""
        if len(parts) > 1:
            _add(phrases.setdefault(parts[0], {}), (*parts[1:-1], parts[-1] + star), bit)
        elif parts:
            _add(stems if star else whole, parts[0], bit)
    return Lexicon(
        whole=whole,
        stems=stems,
        phrases={
            word: tuple((rest[:-1], rest[-1], meant) for rest, meant in some.items())
            for word, some in phrases.items()
        },
        within=_by_opening(within),
        starts=_starts(within),
        stem_lengths=_lengths(stems),
        nots=tuple(_nots(code)),
    )


def _entries(code: str) -> Iterator[tuple[str, str]]:
    for concept, entries in entries_of(_texts()[code]):
        if concept not in (_WORDS, _NOT):
            yield from ((concept, entry) for entry in entries)


def _nots(code: str) -> Iterator[str]:
    for concept, entries in entries_of(_texts()[code]):
        yield from entries if concept == _NOT else ()


def _lengths(stems: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, set[int]] = {}
    for stem in stems:
        found.setdefault(stem[0], set()).add(len(stem))
    return {first: sorted(lengths) for first, lengths in found.items()}


def _by_opening(entries: Mapping[str, int]) -> dict[str, tuple[tuple[str, int], ...]]:
    found: dict[str, list[tuple[str, int]]] = {}
    for entry, meant in entries.items():
        found.setdefault(entry[:2], []).append((entry, meant))
    return {opening: tuple(some) for opening, some in found.items()}


def _starts(entries: Collection[str]) -> re.Pattern[str] | None:
    if not entries:
        return None
    first = _any_of(entry[0] for entry in entries)
    second = _any_of(entry[1] for entry in entries if len(entry) > 1)
    alone = _any_of(entry for entry in entries if len(entry) == 1)
    return re.compile(f"{first}(?:(?={second})|(?<={alone}))")


def _any_of(characters: Iterable[str]) -> str:
    """A pattern for one of them."""
    known = re.escape("".join(sorted(set(characters))))
    return f"[{known}]" if known else "(?!)"


def _add(table: dict[_Entry, int], entry: _Entry, bit: int) -> None:
    table[entry] = table.get(entry, 0) | bit


def entries_of(text: str) -> Iterator[tuple[str, list[str]]]:
    """The concepts of a file and their entries, as they are looked up."""
    for line in alike(text).splitlines():
        name, _, rest = line.partition(" ")
        if name and not name.startswith("#"):
            yield name, [entry.replace("_", " ") for entry in rest.split()]


@cache
def _texts() -> Mapping[str, str]:
    folder = resources.files("feedclean.clean.speech") / "lexicons"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    named: Iterable[tuple[str, str]] = (
        (file.name.removesuffix(".txt"), file.read_text(encoding="utf-8"))
        for file in files
        if file.name.endswith(".txt")
    )
    return dict(named)


@cache
def _languages_by_word() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for code, text in _texts().items():
        for word in alike(text.partition("\n")[0]).split()[1:]:
            found[word] = (*found.get(word, ()), code)
    return found
