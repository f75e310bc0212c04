"""Tables of phrases, made into patterns that a line can be asked in one go."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from typing import Final

from feedclean.clean.beginnings import SIZE, beginning, beginnings
from feedclean.text import fold

_SHORT: Final = 60
"""Weight up to which a line may be recognised by a phrase somewhere inside it."""

_OPEN_START: Final = re.compile(r"\^(?:\(\?:)*(?:\.|\[\^)")

Table = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One label's wording in the languages of one kind of script, ready to match."""

    bit: int
    """The label as a plain number, which is asked for faster."""
    opening: _Opening
    """Patterns tied to the start of the text, of which one knows how it begins."""
    any_start: _Opening
    """The few that may begin with anything."""
    inside: re.Pattern[str] | None
    """Phrases anywhere in a short line."""
    anywhere: re.Pattern[str] | None
    """Patterns tried at every position: costly, so only where one of ``needs`` occurs."""
    needs: re.Pattern[str] | None
    """Words in small letters."""

    def is_inside(self, lowered: str) -> bool:
        return self.inside is not None and self.inside.search(lowered) is not None

    def within(self, text: str, lowered: str) -> bool:
        if self.anywhere is None or self.needs is None:
            return False
        return bool(self.needs.search(lowered)) and bool(self.anywhere.search(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """Patterns tied to the start of a text, in two heaps.

    Most know no capitals. In small letters and matched as they are, they cost a fifth: only then
    does the engine pass over an alternative by its first letter without trying it.
    """

    small: re.Pattern[str] | None
    exact: re.Pattern[str] | None
    """Those that ask for a capital somewhere."""

    def match(self, text: str, lowered: str) -> bool:
        if self.small is not None and self.small.match(lowered):
            return True
        return self.exact is not None and self.exact.match(text) is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The readers for one kind of script, and what tells which of them to ask.

    Of a line that is no boilerplate, all 16 were asked in 49 µs; these look-ups leave one or two,
    and 9 µs.
    """

    readers: tuple[_Reader, ...]
    by_beginning: Mapping[str, int]
    """Labels by how what their patterns match begins."""
    unlike_ascii: int
    """Labels to be asked where that cannot be told, since capitals are others in each language."""
    any_start: tuple[_Reader, ...]
    insides: re.Pattern[str] | None
    """Any of the phrases anywhere in a short line."""
    needs: re.Pattern[str] | None
    """Any of the words that patterns tried at every position need."""

    def read(self, text: str, lowered: str, size: int) -> int:
        """The labels that a text earns."""
        maybe = self._maybe(text, lowered)
        found = 0
        for reader in self.readers:
            if reader.bit & maybe and reader.opening.match(text, lowered):
                found |= reader.bit
        for reader in self.any_start:
            if reader.any_start.match(text, lowered):
                found |= reader.bit
        if size <= _SHORT and self.insides is not None and self.insides.search(lowered):
            found |= sum(reader.bit for reader in self.readers if reader.is_inside(lowered))
        if self.needs is not None and self.needs.search(lowered):
            found |= sum(reader.bit for reader in self.readers if reader.within(text, lowered))
        return found

    def _maybe(self, text: str, lowered: str) -> int:
        """The labels of which a pattern may match, going by how the text begins."""
        begins = beginning(lowered)
        maybe = 0 if text[:SIZE].isascii() else self.unlike_ascii
        for end in range(len(begins) + 1):
            maybe |= self.by_beginning.get(begins[:end], 0)
        return maybe


def tables() -> Iterator[Table]:
    """The tables of all languages, in the order of their names."""
    folder = resources.files("feedclean.clean") / "phrases"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield tomllib.loads(entry.read_text(encoding="utf-8"))


def by_fold(tables: Iterable[Table], key: str, bits: Mapping[str, int]) -> dict[str, int]:
    """The labels, as their bits, of what a key of the tables lists, by its fold."""
    found: dict[str, int] = {}
    for table in tables:
        for name, section in table.items():
            bit = bits[name]
            for phrase in section.get(key, ()):
                if folded := fold(phrase):
                    found[folded] = found.get(folded, 0) | bit
    return found


def script_of(tables: Sequence[Table], bits: Mapping[str, int]) -> Script:
    """The readers of some tables; ``bits`` are those of the labels, by what tables call them."""
    readers: list[_Reader] = []
    by_beginning: dict[str, int] = {}
    unlike_ascii = 0
    insides: list[str] = []
    all_needs: list[str] = []
    for name, bit in bits.items():
        sections = [table.get(name, {}) for table in tables]
        tied, free = _by_start(sections)
        small, exact = _by_capitals(tied)
        known = {
            pattern: found for pattern in small + exact if "" not in (found := _begun(pattern))
        }
        for begins in {one for found in known.values() for one in found}:
            by_beginning[begins] = by_beginning.get(begins, 0) | bit
        unlike_ascii |= bit if exact else 0
        inside = [_literal(phrase.lower()) for phrase in _gathered(sections, "inside")]
        needs = [word.lower() for word in _gathered(sections, "needs")]
        insides += inside
        all_needs += needs
        readers.append(
            _Reader(
                bit=bit,
                opening=_opening(
                    [p for p in small if p in known], [p for p in exact if p in known]
                ),
                any_start=_opening(
                    [p for p in small if p not in known], [p for p in exact if p not in known]
                ),
                inside=re.compile("|".join(inside)) if inside else None,
                anywhere=_any_of(free),
                needs=_words(needs),
            )
        )
    return Script(
        readers=tuple(readers),
        by_beginning=by_beginning,
        unlike_ascii=unlike_ascii,
        any_start=tuple(one for one in readers if one.any_start.small or one.any_start.exact),
        insides=re.compile("|".join(insides)) if insides else None,
        needs=_words(all_needs),
    )


def _by_capitals(patterns: Iterable[str]) -> tuple[list[str], list[str]]:
    """Patterns in small letters; and those that ask for a capital."""
    small: set[str] = set()
    exact: list[str] = []
    for pattern in patterns:
        if "(?-i:" in pattern:
            exact.append(pattern)
        else:
            small.add(_in_small_letters(pattern))
    return sorted(small), exact


def _begun(pattern: str) -> set[str]:
    """How what a pattern matches begins, in small letters."""
    return {_OF_SEVERAL.split(begins.lower())[0] for begins in beginnings(pattern)}


_OF_SEVERAL: Final = re.compile("[\u0131\u017f\u0307]")
"""Letters that are equal to two others where capitals do not count."""


def _opening(small: list[str], exact: list[str]) -> _Opening:
    return _Opening(small=re.compile("|".join(small)) if small else None, exact=_any_of(exact))


def _words(words: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern that finds any of some words, by their first letters: a fifth of the time."""
    by_letter: dict[str, set[str]] = {}
    for word in words:
        by_letter.setdefault(word[0], set()).add(word[1:])
    told = (
        f"{re.escape(letter)}(?:{'|'.join(map(re.escape, sorted(rest)))})"
        for letter, rest in sorted(by_letter.items())
    )
    return re.compile("|".join(told)) if by_letter else None


_LETTER_OF_PATTERN: Final = re.compile(r"\\.|[^\\]", re.DOTALL)


def _in_small_letters(pattern: str) -> str:
    """A pattern without capitals, the names of classes left as they are."""
    return _LETTER_OF_PATTERN.sub(
        lambda found: found[0] if found[0].startswith("\\") else found[0].lower(), pattern
    )


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
