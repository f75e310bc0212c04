"""Measures the lines of a fragment: the first, the last, and short ones between paragraphs.

No list of phrases is ever complete. Words count for little here and shape for much, so that what is
learned of some languages holds for others: where a line stands, how long it is, what it links, whom
it speaks to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import Final

from feedclean.clean.lines import links as line_links
from feedclean.clean.lines.ends import addressed
from feedclean.clean.lines.fragment import Lines, content_words, is_latin
from feedclean.clean.lines.links import address_words, measure_links, weigh_addresses
from feedclean.clean.page import Page
from feedclean.clean.scoring.evidence import words
from feedclean.clean.scoring.learned import LinesModel, Row
from feedclean.clean.speech.said import UNKNOWN, said
from feedclean.clean.wording.marks import BULLETS
from feedclean.clean.wording.prose import is_set_small
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.text import capitals, in_runs, letters

NAMES: Final = (
    "beyond", "share_beyond", "gone_above", "gone_below", "since_text", "text_below", "ruled",
    "weight", "of_usual", "like_body", "ends", "colon", "asks",
    *line_links.NAMES,
    "separators", "brackets", "capitals", "digits", "hour", "marks",
    "spoken", "initials", "bullet", "tokens",
    "strong", "small", "heading", "item", "pictures",
    "services", "us", "you", "of_title", "other_script",
    "said", "said_above", "said_below",
    "word_mean", "word_least", "word_most", "words_known", "address_mean", "address_least",
)  # fmt: skip
"""What a row holds, in order. Shares are of the article; weights count wide characters twice.

What is beyond a line is what is below a last line, and above a first one. How many lines are gone
right above and below it, and how far the last one up is that reads like text, has a most.
"""
LEARNED: Final = NAMES.index("said")
"""From there on a row holds what was learned: how likely what a line and those around it speak of
makes them text, and log odds of words."""

_FULL_STOP, _CALL, _COLON, _CLOSING = 1, 2, 3, 4
_ENDS: Final = {
    **dict.fromkeys(".。।۔．", _FULL_STOP),
    **dict.fromkeys("!?！？؟…", _CALL),
    **dict.fromkeys(":：", _COLON),
    **dict.fromkeys("”\"」』»’'）)]】》", _CLOSING),
}
_SEPARATOR: Final = re.compile(r"[|｜·•/／#＃»›>→丨│~＊*_—–]")
_DIGIT: Final = re.compile(r"\d")
_HOUR: Final = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?!\d)")
_MARK: Final = re.compile(r"[©®™†‡★☆♥❤✉☎\u2190-\u21ff\u2600-\u27bf\U0001f000-\U0001faff]")
_COLON_NEAR: Final = re.compile(r"[:：]")
_NEAR: Final = 32
_QUESTION: Final = re.compile(r"[?？؟]")
_WORD: Final = re.compile(r"\w")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_INITIAL: Final = re.compile(r"(?<!\S)[^\w\s]?[A-Z\u00c0-\u00de\u0391-\u03a9\u0410-\u042f]")
_TOKEN: Final = re.compile(r"(?<![^\s(\[])[#＃@]\w")
"""Hashtags, and the names of people on networks."""
_OPENING, _CLOSED = "（([【〔《*—–-", "）)]】〕》*—–-"
_OPENING_CHARS: Final = 6
_MOST_SEPARATORS, _MOST_MARKS, _MOST_SPOKEN, _MOST_TOKENS = 12, 6, 40, 6
_FAR: Final = 4
"""Lines up and down that are looked at."""
_SHORT: Final = 260
_LONGEST: Final = 600
"""Characters beyond which the words of a line are not looked up."""


def measure(
    page: Page, lines: Lines, at: int, known: LinesModel, *, from_start: bool = False
) -> Row:
    """A row of ``NAMES`` for the line at a place among the lines, given what was learned of words.

    How far it is from the end, or from the start of the article.
    """
    block = page.blocks[lines.positions[at]]
    linked = address_words(targets(block), page.meta.url or "")
    return (
        *measure_form(page, lines, at, from_start=from_start),
        *(said_at(page, lines, one) for one in (at, at - 1, at + 1)),
        *weigh_words(block.text, known.words),
        *weigh_addresses(linked, known.addresses),
    )


def measure_form(page: Page, lines: Lines, at: int, *, from_start: bool = False) -> Row:
    """The row up to ``LEARNED``: what can be told of a line without anything learned."""
    block = page.blocks[lines.positions[at]]
    return (
        *_place(lines, at, from_start=from_start),
        *_beside(page, lines, at),
        *_form(page, block, lines.usual),
        *measure_links(block, page.meta.url or ""),
        *_signs(block.text),
        *_tokens(block.text),
        *_looks(page, lines.positions[at]),
        *_wording(block.text, lines),
    )


def said_at(page: Page, lines: Lines, at: int) -> float:
    """How likely what the line at a place speaks of makes it text; ``UNKNOWN`` beyond the last."""
    if not 0 <= at < len(lines.positions):
        return UNKNOWN
    return said(page.blocks[lines.positions[at]].text, lines.lexicon)


def weigh_words(text: str, odds: Mapping[str, float]) -> Row:
    """Mean, least and most log odds of the words that are known, and their share."""
    spoken = set(words(text)) if len(text) <= _LONGEST else set()
    known = sorted(odds[word] for word in spoken if word in odds)  # a sum depends on the order
    if not known:
        return (0.0, 0.0, 0.0, 0.0)
    return (sum(known) / len(spoken), known[0], known[-1], len(known) / len(spoken))


def _place(lines: Lines, at: int, *, from_start: bool) -> Row:
    total = max(1, lines.before[-1])
    if from_start:
        return (at, lines.before[at] / total)
    below = len(lines.positions) - 1 - at
    return (below, (total - lines.before[at + 1]) / total)


def _beside(page: Page, lines: Lines, at: int) -> Row:
    """What has gone right above and below a line, where running text is, and a line drawn above."""
    index = page.blocks[lines.positions[at]].index
    above = _are_text(page, lines, range(at - 1, at - 1 - _FAR, -1))
    below = _are_text(page, lines, range(at + 1, at + 1 + _FAR))
    return (
        _gone(lines, range(index - 1, index - 1 - _FAR, -1)),
        _gone(lines, range(index + 1, index + 1 + _FAR)),
        above.index(True) if True in above else _FAR,
        sum(below),
        index in lines.ruled,
    )


def _gone(lines: Lines, indexes: range) -> int:
    """How many blocks are gone, one beside the other."""
    return sum(1 for _ in takewhile(lines.gone.__contains__, indexes))


def _are_text(page: Page, lines: Lines, places: range) -> list[bool]:
    """Whether each of some lines reads like running text; beyond the last there is none."""
    inside = [at for at in places if 0 <= at < len(lines.positions)]
    return [page.reads_like_body(page.blocks[lines.positions[at]]) for at in inside]


def _form(page: Page, block: Block, usual: int) -> Row:
    text, weight = block.text, block.weight
    colon = 2 if text[-1] in ":：" else _COLON_NEAR.search(text, 0, _NEAR) is not None
    return (
        weight,
        weight / max(1, usual),
        page.reads_like_body(block),
        _ENDS.get(text[-1], 0),
        colon,
        weight < _SHORT and _asks_and_goes_on(text),
    )


def _asks_and_goes_on(text: str) -> bool:
    """Whether a question stands before something else, as in *A mistake? Write to us*."""
    mark = _QUESTION.search(text, _OPENING_CHARS)
    return mark is not None and _WORD.search(text, mark.end()) is not None


def _signs(text: str) -> Row:
    size = max(1, _letters(text))
    return (
        min(_MOST_SEPARATORS, len(_SEPARATOR.findall(text))),
        text[0] in _OPENING and text[-1] in _CLOSED,
        capitals(text) / size,
        len(_DIGIT.findall(text)) / len(text),
        _HOUR.search(text) is not None,
        0 if text.isascii() else min(_MOST_MARKS, len(_MARK.findall(text))),
    )


def _letters(text: str) -> int:
    # 480 characters in ASCII: 1 us, by the pattern 22
    return letters(text) if text.isascii() else in_runs(_LETTERS, text)


def _tokens(text: str) -> Row:
    spoken = text.count(" ") + 1
    return (
        min(_MOST_SPOKEN, spoken),
        len(_INITIAL.findall(text)) / spoken,
        BULLETS.match(text) is not None,
        min(_MOST_TOKENS, len(_TOKEN.findall(text))) if _may_have_tokens(text) else 0,
    )


def _may_have_tokens(text: str) -> bool:
    return "#" in text or "@" in text or "＃" in text


def _looks(page: Page, position: int) -> Row:
    block = page.blocks[position]
    above = position > 0 and not page.blocks[position - 1].chars
    below = position + 1 < len(page.blocks) and not page.blocks[position + 1].chars
    return (
        block.strong_chars / max(1, block.chars),
        is_set_small(block.box),
        block.is_heading,
        bool(block.traits & traits.ITEM),
        above + 2 * below,
    )


def _wording(text: str, lines: Lines) -> Row:
    lowered, spoken = text.lower(), set(content_words(text))
    return (
        *addressed(lowered),
        len(spoken & lines.title) / max(1, len(spoken)) if lines.title else -1,
        is_latin(lowered) and not lines.is_latin,
    )
