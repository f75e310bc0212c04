"""What the wording of a block says it is: credits, share bar, related heading … in many languages.

Wording alone never removes anything: 订阅, subscribe, cookie and 捐款 all occur in true body text.
A pass always asks for structure as well: position, links, length, what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from feedclean.caches import remembering
from feedclean.clean.wording.han import simplified
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.marks import (
    as_read,
    bracketed,
    roles_in_brackets,
    without_count,
    without_frame,
    without_note,
    without_open_quote,
    without_pictures,
    without_switch,
)
from feedclean.clean.wording.tables import (
    Script,
    Table,
    by_fold,
    is_at_most,
    of_whole_sentences,
    plain,
    script_of,
    small,
    tables,
)
from feedclean.dom.blocks import Block
from feedclean.later import later

_BITS: Final = {str(kind.name).lower(): kind.value for kind in Label}
"""Kinds by what tables of phrases call them."""

LONGEST: Final = 440
"""Blocks weightier than this are never labelled: boilerplate that long needs other evidence."""

_LONGEST_OF_BOTH: Final = 30
"""Characters of a line that may be Chinese or Japanese."""

_LONGEST_LINE: Final = 2 * LONGEST
"""Characters of a line that is remembered; what is longer has hardly ever a label."""

_NONE: Final = Label(0)
_ALL: Final = sum(_BITS.values())
_PEOPLE: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO

_FRAMED: Final = (
    Label.RELATED | Label.SHARE | Label.PROMO | Label.AD | Label.COPYRIGHT | Label.COMMENTS
    | Label.INTERFACE | Label.PLATFORM | Label.COOKIE
)  # fmt: skip
"""What a line in brackets may be called; names in brackets are told by patterns of their own."""
_NOTED: Final = Label.SOURCE | Label.COPYRIGHT | Label.PLATFORM
"""What an editor's note may be besides."""
_COUNTED: Final = Label.RELATED | Label.SHARE | Label.PROMO | Label.COMMENTS | Label.INTERFACE
"""Buttons beside which a count may stand."""
_BRACKETED: Final = Label.RELATED | Label.AD | Label.COPYRIGHT
"""What stands in brackets before a line: *[Share]* on a forum says what kind of post it is."""
_LONGEST_BUTTON: Final = 40
_LONGEST_COUNTED: Final = 3 * _LONGEST_BUTTON
"""Characters with its count and spaces."""
_SWITCH: Final = (" Toggle", " toggle")
"""What a line may end with that is none of its words though it is a word."""

_OPENING: Final = 4
"""Characters of a text by which it is told from most of the known lines."""

_WIDEST_HEAD: Final = 48
"""Characters within which the colon behind a phrase must come."""

_MARK: Final = later(r"\s*(?:[:：︰﹕∶丨|｜│︱=＝》]|(?<=[\u2e80-\u9fff\uac00-\ud7a3])\s*[/／])\s*")
"""What parts a phrase from the rest; a slash does so in wide scripts only (文/张三, not and/or).

Papers in Taiwan write 相關報導》 before a headline."""

_ANY_MARK: Final = re.compile("[:：︰﹕∶丨|｜│︱=＝》/／]")

_SENTENCE: Final = re.compile(r"[?？!！؟]|[。…].|…$|[a-z]{4}\. [A-Z].*\.$")
"""What a name does not contain: 记者：您什么时候来的？ is a question, not a byline."""

_SMALL_WORDS: Final = re.compile(r"(?:\b[a-zà-öø-ÿ]\w+\W+){5}")
"""Before a full stop, a sentence of another kind: *Correction: An earlier version of this article
gave a wrong name.* does not say who put it right."""

_ITS_OWN: Final = re.compile(r"(?<=[^\W\d_]{2})\. +(?=[^\W\d_])")
"""What parts a label with its name from the next: a stop, but not that of an initial."""
_LONGEST_NAMED: Final = 60
_SMALL_WORD: Final = 3

_LONGEST_REST: Final = 150
"""Characters that names or a headline behind a colon may have; beyond that it is running text."""

_MOST_LETTERS: Final = 34
"""Letters a date may have: “Wednesday, 13 September 2023, 12:30 pm Eastern” has thirty."""
_LETTERS: Final = re.compile(r"[^\W\d_]")
_DIGIT: Final = re.compile(r"\d")
_QUESTION: Final = re.compile(r"[^.!?？؟。:：“”\"«„「『‘]{2,40}(?:[?؟]\s{1,2}(?=\S)|？\s?)")
"""*Enjoyed this?* before a call."""

_LATIN: Final = re.compile(r"[A-Za-z\u00c0-\u024f]|^[\W\d_]+$")
"""A line of figures alone, such as a date, is anyone's: it is asked here."""
_IDEOGRAPHS: Final = later(r"[\u4e00-\u9fff]*")
_OTHER: Final = re.compile(r"[\u0370-\u1dff\u2e80-\ufdff\ufe70-\uffef]")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """All tables, by how they are asked."""

    lines: Mapping[str, int]
    """Labels by the fold of a whole line."""
    heads: Mapping[str, Label]
    """By the fold of what stands before a colon or bar."""
    longest: int
    """Characters of the longest fold in ``lines``; no text four times as long folds to one."""
    openings: frozenset[str]
    """How the folds in ``lines`` begin."""
    latin: tuple[Table, ...]
    other: tuple[Table, ...]


def label(block: Block) -> Label:
    """All labels the wording of a block earns."""
    return label_text(block.text) if block.weight <= LONGEST else _NONE


@remembering(most=8_192, longest=_LONGEST_LINE)
def label_text(text: str) -> Label:
    """All labels a line of text earns."""
    return _labels(text, _ALL)


def label_whole(text: str) -> Label:
    """Those labels that a sentence earns by all it says, maybe behind a question.

    *Thank you for reading our story to its end!* says nothing else, and where it goes on to, as in
    *Thank you for reading, said the coach*, it is another.
    """
    text = simplified(as_read(text))
    found = _read_whole(text) if text else 0
    if not found and (asking := _QUESTION.match(text)):
        found = _read_whole(text[asking.end() :]) & Label.PROMO.value
    return Label(found)


def _read_whole(text: str) -> int:
    latin, other = _whole()
    lowered = small(text)
    found = latin.read(text, lowered, _ALL) if _LATIN.search(text) else 0
    return found | other.read(text, lowered, _ALL) if _OTHER.search(text) else found


@remembering(most=8_192, longest=_LONGEST_LINE)
def is_share(text: str) -> bool:
    """Whether a line of text is that of a share bar: a third of the time of looking for all."""
    return bool(_labels(text, Label.SHARE.value))


def _labels(text: str, asked: int) -> Label:
    text = as_read(text)
    if not text or not is_at_most(text, LONGEST):
        return _NONE
    found = 0
    chinese = simplified(text)
    if chinese != text:
        if len(text) <= _LONGEST_OF_BOTH:
            found = _told(text, asked)  # Japanese has lines that have no kana
        text = chinese
    found |= _told(text, asked)
    return Label(found) if found else _NONE


def _told(text: str, asked: int) -> int:
    """The same of a line as its readers see it, as bits."""
    found = _read(text, asked)
    # most of them begin and end with a letter: nothing is around those
    if not (text[0].isalpha() and text[-1].isalpha()) or text.endswith(_SWITCH):
        found |= _read_within(text, asked)
    if _ANY_MARK.search(text, 0, _WIDEST_HEAD):
        if said := without_note(text):
            found |= _read(said, asked & _NOTED.value)
        if asked & Label.CREDIT.value and names_in_sentences(text):
            found |= Label.CREDIT.value
    if not found and asked & Label.PROMO.value and (asking := _QUESTION.match(text)):
        found = _read(text[asking.end() :], Label.PROMO.value)
    return found


def _read_within(text: str, asked: int) -> int:
    """The same of a line without what stands around its words: pictures, brackets, counts."""
    found = 0
    if (bare := without_pictures(text)) != text:
        found |= _read(bare, asked)
    wording = _wording()
    framed = asked & _FRAMED.value
    if (inner := without_frame(bare)) != bare:
        found |= _read(inner, framed)
    if len(inner) <= _LONGEST_COUNTED:
        uncounted = without_count(inner)
        if uncounted and is_at_most(uncounted, _LONGEST_BUTTON):
            found |= _read(uncounted, asked & _COUNTED.value)
        unswitched = without_switch(bare)
        if unswitched and is_at_most(unswitched, _LONGEST_BUTTON):
            found |= _read(unswitched, asked & Label.INTERFACE.value)
    if (unquoted := without_open_quote(bare)) != bare:
        found |= _read(unquoted, framed)
    if roles := roles_in_brackets(text):
        told_so = [wording.heads.get(plain(role), _NONE) & _PEOPLE for role, _ in roles]
        if 2 * sum(map(bool, told_so)) >= len(roles):
            found |= Label.CREDIT.value & asked
    if told := bracketed(bare):
        name = plain(told[0])
        earned = wording.heads.get(name, _NONE) | Label(wording.lines.get(name, 0)) & Label.AD
        found |= _believed(earned & _BRACKETED, told[1]).value & asked
    return found


def names_in_sentences(text: str) -> bool:
    """Whether a line says who made what, each as a label with its name and a full stop.

    *Text: Jane Roe. Photos: John Doe.*, *Map: Jane Roe. Source: Harbour Office.* None says anything
    else, and there are two kinds: who wrote and who took the pictures, or who drew it and by what.
    Who wrote a play and who directs it is told of that.
    """
    found = _NONE
    for part in _ITS_OWN.split(text.rstrip(". ")):
        told, mark, value = part.partition(":")
        if not mark:
            return False
        earned = _wording().heads.get(plain(told), _NONE) & (_PEOPLE | Label.SOURCE)
        is_named = _are_names(value) if earned & _PEOPLE else len(value) <= _LONGEST_NAMED
        if not earned or not is_named:
            return False
        found |= earned
    if found & Label.SOURCE:
        return bool(found & (Label.PHOTO | Label.CREDIT))
    return bool(found & Label.AUTHOR) and bool(found & Label.PHOTO)


def _are_names(text: str) -> bool:
    """Whether all words that are not small ones begin with capitals."""
    words = text.split()
    if not words or len(text) > _LONGEST_NAMED:
        return False
    return all(word[0].isupper() or len(word) <= _SMALL_WORD for word in words)


def is_keyed(text: str) -> bool:
    """Whether a line begins with a known phrase and a colon or bar: a label with its value."""
    mark = _MARK.search(text, 0, _WIDEST_HEAD)
    return mark is not None and bool(label_text(text[: mark.end()].strip()))


def is_bare(text: str, asked: Label) -> bool:
    """Whether a line is a known one of a kind and nothing more, so that it names nobody."""
    return bool(_wording().lines.get(plain(as_read(text)), 0) & asked.value)


def _read(text: str, asked: int) -> int:
    """Those labels, of the ones asked for, that a text earns as it stands; as bits."""
    wording = _wording()
    found = _head(text, wording.heads)
    if is_at_most(text, 4 * wording.longest) and _may_be_line(text, wording.openings):
        found |= wording.lines.get(plain(text), 0)
    lowered = small(text)
    if _LATIN.search(text):
        found |= _latin().read(text, lowered, asked)
    if not text.isascii() and _OTHER.search(text):
        found |= _other().read(text, lowered, asked)
    return found & asked


def _may_be_line(text: str, openings: Container[str]) -> bool:
    """Whether a text begins like one of the known lines; to fold all of it takes longer.

    To be told only where what follows is a letter that leaves those before it as they are.
    """
    follows = text[_OPENING : _OPENING + 1]
    if not (follows.isascii() or "\u4e00" <= follows <= "\u9fff") or text.isascii():
        return True
    opening = text[:_OPENING]
    if not _IDEOGRAPHS.fullmatch(opening):  # which are as they are: a fifth of the time
        opening = plain(opening)[:_OPENING]
    return opening in openings


def _head(text: str, heads: Mapping[str, Label]) -> int:
    """Labels earned by a phrase before a colon or bar."""
    if _ANY_MARK.search(text, 0, _WIDEST_HEAD) is None:
        return 0
    found = _NONE
    for mark in _MARK.finditer(text, 0, _WIDEST_HEAD):
        earned = heads.get(plain(text[: mark.start()]))
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
    found = list(tables())
    lines = by_fold(found, "line", _BITS)
    sides: dict[bool, list[Table]] = {False: [], True: []}
    for table in found:
        sides[_is_other(table)].append(table)
    return _Wording(
        lines=lines,
        heads={head: Label(bits) for head, bits in by_fold(found, "label", _BITS).items()},
        longest=max(map(len, lines), default=0),
        openings=frozenset(line[:size] for line in lines for size in range(_OPENING + 1)),
        latin=tuple(sides[False]),
        other=tuple(sides[True]),
    )


# To sort the patterns of one takes 30 ms, and most readers need only one of them.
@lru_cache(maxsize=1)
def _latin() -> Script:
    return script_of(_wording().latin, _BITS)


@lru_cache(maxsize=1)
def _other() -> Script:
    return script_of(_wording().other, _BITS)


@lru_cache(maxsize=1)
def _whole() -> tuple[Script, Script]:
    """What sentences say from end to end, in Latin script and in others."""
    known = _wording()
    latin, other = (of_whole_sentences(some) for some in (known.latin, known.other))
    return script_of(latin, _BITS), script_of(other, _BITS)


def _is_other(table: Table) -> bool:
    """Whether most of a table is in a script other than Latin."""
    phrases = [phrase for section in table.values() for phrase in section.get("line", ())]
    return sum(bool(_OTHER.search(phrase)) for phrase in phrases) > len(phrases) / 2
