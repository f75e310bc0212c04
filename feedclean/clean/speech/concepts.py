"""What a line speaks of: its words looked up in a lexicon."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from itertools import chain
from typing import Final

from feedclean.clean.speech.lexicon import BITS, CONCEPTS, Lexicon
from feedclean.clean.speech.words import NO_SPACES, words
from feedclean.text import in_runs

_MOST: Final = 4
"""Times that a concept is counted at most."""
_FIRST_WORDS: Final = 2
_FIRST_WIDE: Final = 4
"""Words, and characters where there are no spaces, that are the beginning of a line."""
_SHOWN: Final = 2
"""Characters that are shown of what was found where there are no spaces."""
_MORE: Final = 1 << CONCEPTS.index("more")
_LONGEST_KEPT: Final = 40
"""Characters of a word of which it is kept whether it means anything."""
_NEAR: Final = 4
"""Words within which *more* follows what denies it: *kein Geld mehr*."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a line speaks of."""

    counts: tuple[int, ...]
    """By concept, four times at most."""
    first: int
    """The concepts of its beginning, as bits."""
    size: float
    """Words, or half the characters where there are no spaces."""


def speaks_of(text: str, lexicon: Lexicon) -> Spoken:
    """The concepts of a line, counted."""
    counts = [0] * len(CONCEPTS)
    first = 0
    said = words(text)
    for at, mask in _of_words(said, lexicon):
        first |= mask if at < _FIRST_WORDS else 0
        _count(counts, mask)
    wide = in_runs(NO_SPACES, text)
    if wide:
        for at, mask in _within(text.lower(), lexicon):
            first |= mask if at < _FIRST_WIDE else 0
            _count(counts, mask)
    if max(counts) > _MOST:
        counts = [min(_MOST, n) for n in counts]
    return Spoken(tuple(counts), first, max(len(said), wide / 2))


def concepts_of(text: str, lexicon: Lexicon) -> frozenset[str]:
    """The concepts that are found in a text, not counted: half of the time."""
    mask = 0
    for _, meant in chain(_of_words(words(text), lexicon), _within(text.lower(), lexicon)):
        mask |= meant
    return _concepts(mask)


@lru_cache(maxsize=1_024)
def _concepts(mask: int) -> frozenset[str]:
    return frozenset(concept for concept, bit in BITS.items() if mask & bit)


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
    at_words = ((said[at], mask) for at, mask in _of_words(said, lexicon))
    at_entries = ((text[at : at + _SHOWN], mask) for at, mask in _within(text.lower(), lexicon))
    for word, mask in chain(at_words, at_entries):
        for at, concept in enumerate(CONCEPTS):
            if mask >> at & 1:
                found.setdefault(concept, word)
    return found


def _of_words(said: Sequence[str], lexicon: Lexicon) -> list[tuple[int, int]]:
    """Places of the words of a line that mean something, with their concepts."""
    # most words mean nothing: of 80 in a paragraph, met before, 15 us; to look each up took 34
    may_mean = _by_word(lexicon)
    found: list[tuple[int, int]] = []
    for at, word in enumerate(said):
        if len(word) > _LONGEST_KEPT or may_mean(word):
            mask = _of_word(lexicon, said, at, word)
            if mask:
                found.append((at, mask))
    return found


@cache  # there is one lexicon of a language
def _by_word(lexicon: Lexicon) -> Callable[[str], bool]:
    return lru_cache(maxsize=16_384)(partial(_may_mean, lexicon))


def _may_mean(lexicon: Lexicon, word: str) -> bool:
    """Whether a word means something, alone or with those beside it."""
    return word in lexicon.phrases or _alone(lexicon, word) != 0


def _alone(lexicon: Lexicon, word: str) -> int:
    """The concepts of a word, whatever stands beside it."""
    mask = lexicon.whole.get(word, 0)
    for end in lexicon.stem_lengths.get(word[0], ()):
        if end > len(word):
            break
        mask |= lexicon.stems.get(word[:end], 0)
    return mask


def _of_word(lexicon: Lexicon, said: Sequence[str], at: int, word: str) -> int:
    """The concepts of one of the words of a line, as bits."""
    mask = _alone(lexicon, word)
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
