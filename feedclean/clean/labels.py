"""What the wording of a block says it is: credits, share bar, related heading … in many languages.

Wording alone never removes anything: 订阅, subscribe, cookie and 捐款 all occur in true body text.
A pass always asks for structure as well: position, links, length, what stands beside it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import lru_cache
from importlib import resources
from typing import Final

from feedclean.clean.beginnings import SIZE, beginning, beginnings
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


NAMES: Final[Mapping[Label, str]] = {
    Label.AUTHOR: "a byline",
    Label.CREDIT: "credits",
    Label.PHOTO: "a photo credit",
    Label.SOURCE: "a source line",
    Label.DATE: "a date line",
    Label.TAGS: "tags",
    Label.RELATED: "a label of related links",
    Label.TRENDING: "a label of much read articles",
    Label.SHARE: "a share bar",
    Label.PROMO: "a call to follow or subscribe",
    Label.AD: "an advertising label",
    Label.COPYRIGHT: "a copyright notice",
    Label.COMMENTS: "a label of comments",
    Label.INTERFACE: "a button or an end mark",
    Label.PLATFORM: "a notice of a platform or feed tool",
    Label.COOKIE: "a consent notice",
}
"""What reasons call them."""

LONGEST: Final = 440
"""Blocks weightier than this are never labelled: boilerplate that long needs other evidence."""

_SHORT: Final = 60
"""Weight up to which a line may be recognised by a phrase somewhere inside it."""

_NONE: Final = Label(0)
_PEOPLE: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO

_WIDEST_HEAD: Final = 48
"""Characters within which the colon behind a phrase must come."""

_MARK: Final = re.compile(r"\s*(?:[:：丨|｜│︱=＝]|(?<=[\u2e80-\u9fff\uac00-\ud7a3])\s*[/／])\s*")
"""What parts a phrase from the rest; a slash does so in wide scripts only (文/张三, not and/or)."""

_ANY_MARK: Final = re.compile("[:：丨|｜│︱=＝/／]")

_SENTENCE: Final = re.compile(r"[?？!！؟]|[。…].|…$|[a-z]{4}\. [A-Z].*\.$")
"""What a name does not contain: 记者：您什么时候来的？ is a question, not a byline."""

_SMALL_WORDS: Final = re.compile(r"(?:\b[a-zà-öø-ÿ]\w+\W+){5}")
"""Before a full stop, a sentence of another kind: *Correction: An earlier version of this article
gave a wrong name.* does not say who put it right."""

_LONGEST_REST: Final = 150
"""Characters that names or a headline behind a colon may have; beyond that it is running text."""

_MOST_LETTERS: Final = 34
"""Letters a date may have: “Wednesday, 13 September 2023, 12:30 pm Eastern” has thirty."""
_LETTERS: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")

BULLETS: Final = re.compile(
    r"^(?:[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
    r"\ufe0f\u200d※＞>]\s*)+(?=\w|[\"“「『【《\[(（])"
)
"""Arrows, triangles and small pictures that somebody set before a line to be seen."""

_OPEN_START: Final = re.compile(r"\^(?:\(\?:)*(?:\.|\[\^)")
_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]|^[\W\d_]+$")
"""A line of figures alone, such as a date, is anyone's: it is asked here."""
_OTHER: Final = re.compile(r"[\u0370-\u1dff\u2e80-\ufdff\ufe70-\uffef]")

Table = Mapping[str, Mapping[str, list[str]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """One label's wording in the languages of one kind of script, ready to match."""

    label: Label
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
class _Script:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """All tables, by how they are asked."""

    lines: Mapping[str, int]
    """Labels by the fold of a whole line."""
    heads: Mapping[str, Label]
    """By the fold of what stands before a colon or bar."""
    longest: int
    """Characters of the longest fold in ``lines``."""
    latin: tuple[Table, ...]
    other: tuple[Table, ...]


def label(block: Block) -> Label:
    """All labels the wording of a block earns."""
    return label_text(block.text) if block.weight <= LONGEST else _NONE


@lru_cache(maxsize=8_192)
def label_text(text: str) -> Label:
    """All labels a line of text earns."""
    size = weight(text)
    if not text or size > LONGEST:
        return _NONE
    found = _read(text, size)
    if (bare := BULLETS.sub("", text)) != text:
        found |= _read(bare, size)
    return found


def is_keyed(text: str) -> bool:
    """Whether a line begins with a known phrase and a colon or bar: a label with its value."""
    mark = _MARK.search(text, 0, _WIDEST_HEAD)
    return mark is not None and bool(label_text(text[: mark.end()].strip()))


def _read(text: str, size: int) -> Label:
    wording = _wording()
    found = _head(text, wording.heads)
    if size <= 4 * wording.longest:  # folding is dear, and no long text folds to a short line
        found |= wording.lines.get(fold(text), 0)
    lowered = text.lower()
    if _LATIN.search(text):
        found |= _latin().read(text, lowered, size)
    if _OTHER.search(text):
        found |= _other().read(text, lowered, size)
    return Label(found) if found else _NONE


def _head(text: str, heads: Mapping[str, Label]) -> int:
    """Labels earned by a phrase before a colon or bar."""
    if _ANY_MARK.search(text, 0, _WIDEST_HEAD) is None:
        return 0
    found = _NONE
    for mark in _MARK.finditer(text, 0, _WIDEST_HEAD):
        earned = heads.get(fold(text[: mark.start()]))
        if earned:
            found |= _believed(earned, text[mark.end() :])
    return found.value


def _believed(earned: Label, rest: str) -> Label:
    """Labels that what follows the colon bears out."""
    if len(rest) > _LONGEST_REST:
        earned &= ~(_PEOPLE | Label.RELATED)
    if earned & _PEOPLE and _is_told(rest):
        earned &= ~_PEOPLE
    if earned & Label.DATE and rest:
        letters = len(_LETTERS.findall(rest))
        if letters > _MOST_LETTERS or not _DIGIT.search(rest):
            earned &= ~Label.DATE
    return earned


def _is_told(rest: str) -> bool:
    if _SENTENCE.search(rest):
        return True
    return rest.endswith(".") and _SMALL_WORDS.search(rest) is not None


@lru_cache(maxsize=1)
def _wording() -> _Wording:
    tables = list(_tables())
    lines = _by_fold(tables, "line")
    return _Wording(
        lines=lines,
        heads={head: Label(bits) for head, bits in _by_fold(tables, "label").items()},
        longest=max(map(len, lines), default=0),
        latin=tuple(table for table in tables if not _is_other(table)),
        other=tuple(table for table in tables if _is_other(table)),
    )


# Each takes a fifth of a second to compile, and most readers need only one of them.
@lru_cache(maxsize=1)
def _latin() -> _Script:
    return _script(_wording().latin)


@lru_cache(maxsize=1)
def _other() -> _Script:
    return _script(_wording().other)


def _tables() -> Iterator[Table]:
    folder = resources.files("feedclean.clean") / "phrases"
    for entry in sorted(folder.iterdir(), key=lambda item: item.name):
        if entry.name.endswith(".toml"):
            yield tomllib.loads(entry.read_text(encoding="utf-8"))


def _is_other(table: Table) -> bool:
    """Whether most of a table is in a script other than Latin."""
    phrases = [phrase for section in table.values() for phrase in section.get("line", ())]
    return sum(bool(_OTHER.search(phrase)) for phrase in phrases) > len(phrases) / 2


def _by_fold(tables: Iterable[Table], key: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for table in tables:
        for name, section in table.items():
            bit = Label[name.upper()].value
            for phrase in section.get(key, ()):
                if folded := fold(phrase):
                    found[folded] = found.get(folded, 0) | bit
    return found


def _script(tables: Sequence[Table]) -> _Script:
    readers: list[_Reader] = []
    by_beginning: dict[str, int] = {}
    unlike_ascii = 0
    insides: list[str] = []
    all_needs: list[str] = []
    for kind in Label:
        sections = [table.get(str(kind.name).lower(), {}) for table in tables]
        tied, free = _by_start(sections)
        small, exact = _by_capitals(tied)
        known = {
            pattern: found for pattern in small + exact if "" not in (found := _begun(pattern))
        }
        for begins in {one for found in known.values() for one in found}:
            by_beginning[begins] = by_beginning.get(begins, 0) | kind.value
        unlike_ascii |= kind.value if exact else 0
        inside = [_literal(phrase.lower()) for phrase in _gathered(sections, "inside")]
        needs = [word.lower() for word in _gathered(sections, "needs")]
        insides += inside
        all_needs += needs
        readers.append(
            _Reader(
                label=kind,
                bit=kind.value,
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
    return _Script(
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
