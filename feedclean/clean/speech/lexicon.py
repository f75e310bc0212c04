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
from functools import cache, lru_cache
from importlib import resources
from itertools import chain
from typing import Final, TypeVar

from feedclean.text import in_runs, language_of_script

CONCEPTS: Final = (
    "us", "you", "site", "press", "this", "article", "read", "more", "related", "popular",
    "subscribe", "newsletter", "follow", "app", "member", "donate", "buy", "appeal",
    "share", "like", "comment", "login", "source", "rights", "disclaim", "ad",
    "role", "bio", "by", "posted", "filed", "count", "nav", "legal", "contact", "feed", "tech",
    "fact", "said", "they", "i",
)  # fmt: skip
"""What a lexicon has words for, in order. The last four speak for an article."""
_BITS: Final = {concept: 1 << at for at, concept in enumerate(CONCEPTS)}
_WORDS: Final = "words"
_NOT: Final = "not"
"""A word for *more*, and words after which it is none: *kein Geld mehr*, *ne … plus*."""
_MORE: Final = 1 << CONCEPTS.index("more")
_NEAR: Final = 4
"""Words within which it follows them."""
_ANYWHERE: Final = "en"
"""The language whose words stand around articles in any other."""
_NO_SPACES: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]+"
)
_BETWEEN_WORDS: Final = re.compile(
    "[\\s!-&(-,./:-@\\[-`{-~\u00a1\u00ab\u00bb\u00bf\u060c\u061b\u061f\u0964\u0965"
    "\u2010-\u2018\u201a-\u206f\u2190-\u2bff\u3000-\u303f\u30fb\uff01-\uff0f\uff1a-\uff20\uff5b-\uff65]+"
)
_ALIKE: Final = str.maketrans(
    "\u2019\u02bcışţيكأإآάέήίϊΐόύϋΰώ",
    "''ișțیکاااαεηιιιουυυω",
    "\u200c\u200d\u00ad\u0307",
)
"""Letters and marks that stand for each other: both *i* of Turkish, cedilla and comma, letters of
Persian and Arabic, Greek with and without accents; and such as join or part letters unseen."""
_TO_MAKE_ALIKE: Final = re.compile(f"[{''.join(map(chr, _ALIKE))}]")
_SAMPLE: Final = 1_600
"""Characters of a text by which its language is told."""
_LEAST_SHARE: Final = 0.04
"""Of its words that must be among the frequent ones of a language."""
_MOST: Final = 4
"""Times that a concept is counted at most."""
_FIRST_WORDS: Final = 2
_FIRST_WIDE: Final = 4
_SHOWN: Final = 2
"""Words, and characters where there are no spaces, that are the beginning of a line."""


_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The concepts of words, as bits."""

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


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a line speaks of."""

    counts: tuple[int, ...]
    """By concept, four times at most."""
    first: int
    """The concepts of its beginning, as bits."""
    size: float
    """Words, or half the characters where there are no spaces."""


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
    found = Counter(code for word in said for code in known.get(word, ()))
    if not found:
        return None
    best = min(found, key=lambda code: (-found[code], code))
    return best if found[best] >= _LEAST_SHARE * len(said) else None


def speaks_of(text: str, lexicon: Lexicon) -> Spoken:
    """What a line speaks of, by a lexicon."""
    counts = [0] * len(CONCEPTS)
    first = 0
    said = words(text)
    for at, word in enumerate(said):
        mask = _of_word(lexicon, said, at, word)
        if mask:
            first |= mask if at < _FIRST_WORDS else 0
            _count(counts, mask)
    wide = in_runs(_NO_SPACES, text)
    if wide:
        for at, mask in _within(text.lower(), lexicon):
            first |= mask if at < _FIRST_WIDE else 0
            _count(counts, mask)
    most = tuple([min(_MOST, n) for n in counts])
    return Spoken(most, first, max(len(said), wide / 2))


def concepts_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The concepts that are found in a text, not counted: half of the time."""
    said = words(text)
    mask = 0
    for at, word in enumerate(said):
        mask |= _of_word(lexicon, said, at, word)
    for _, meant in _within(text.lower(), lexicon):
        mask |= meant
    return _concepts(mask)


@lru_cache(maxsize=1_024)
def _concepts(mask: int) -> frozenset[str]:
    return frozenset(concept for concept, bit in _BITS.items() if mask & bit)


def begins_with(text: str, lexicon: Lexicon) -> frozenset[str]:
    """What the first word of a text speaks of, with those that belong to it (*apoie-nos*).

    Nothing in scripts without spaces.
    """
    said = words(text)
    if not said:
        return frozenset()
    mask = _of_word(lexicon, said, 0, said[0])
    verb, hyphen, _ = said[0].partition("-")
    if hyphen:
        mask |= _of_word(lexicon, [verb], 0, verb)
    return _concepts(mask)


def named(text: str, lexicon: Lexicon) -> dict[str, str]:
    """What a line speaks of, and the first word of it that does."""
    said = words(text)
    found: dict[str, str] = {}
    at_words = ((word, _of_word(lexicon, said, at, word)) for at, word in enumerate(said))
    at_entries = ((text[at : at + _SHOWN], mask) for at, mask in _within(text.lower(), lexicon))
    for word, mask in chain(at_words, at_entries):
        for at, concept in enumerate(CONCEPTS):
            if mask >> at & 1:
                found.setdefault(concept, word)
    return found


def _of_word(lexicon: Lexicon, said: Sequence[str], at: int, word: str) -> int:
    mask = lexicon.whole.get(word, 0)
    for end in lexicon.stem_lengths.get(word[0], ()):
        if end > len(word):
            break
        mask |= lexicon.stems.get(word[:end], 0)
    for rest, ends, meant in lexicon.phrases.get(word, ()):
        behind = said[at + 1 : at + 2 + len(rest)]
        if len(behind) > len(rest) and tuple(behind[:-1]) == rest and _ends(behind[-1], ends):
            mask |= meant
    if word in lexicon.nots[:1]:
        before = said[max(0, at - _NEAR) : at]
        if any(_ends(one, denies) for one in before for denies in lexicon.nots[1:]):
            mask &= ~_MORE
    return mask


def _ends(word: str, pattern: str) -> bool:
    return word.startswith(pattern[:-1]) if pattern.endswith("*") else word == pattern


def _within(text: str, lexicon: Lexicon) -> Iterator[tuple[int, int]]:
    """Places of a text where something is found, each entry once, with its concepts."""
    if lexicon.starts is None:
        return
    seen: set[str] = set()
    # 240 characters of an article: 12 us; to look each of them up 45
    for start in lexicon.starts.finditer(text):
        at = start.start()
        for begins in (text[at], text[at : at + 2]):
            for entry, meant in lexicon.within.get(begins, ()):
                if entry not in seen and text.startswith(entry, at):
                    seen.add(entry)
                    yield at, meant


def _count(counts: list[int], mask: int) -> None:
    while mask:
        low = mask & -mask
        counts[low.bit_length() - 1] += 1
        mask ^= low


def words(text: str) -> list[str]:
    """Words in small letters, with the marks that belong to their letters, and *don't* as one.

    Those of ``evidence`` have other borders, by which the weights of pages and lines were learned.
    """
    parts = _BETWEEN_WORDS.split(_alike(text))
    return [word for part in parts if (word := part.strip("'-\u00b7"))]


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
        bit = _BITS[concept]
        if entry.isascii() and entry.isalpha():  # as most are
            _add(whole, entry, bit)
            continue
        if _NO_SPACES.search(entry):
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
    for line in _alike(text).splitlines():
        name, _, rest = line.partition(" ")
        if name and not name.startswith("#"):
            yield name, [entry.replace("_", " ") for entry in rest.split()]


def _alike(text: str) -> str:
    lowered = text.lower()
    # most lines have none of them, which is seen in a tenth of the time
    return lowered.translate(_ALIKE) if _TO_MAKE_ALIKE.search(lowered) else lowered


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
        for word in _alike(text.partition("\n")[0]).split()[1:]:
            found[word] = (*found.get(word, ()), code)
    return found
