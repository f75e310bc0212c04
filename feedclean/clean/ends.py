"""Measures the last lines of a fragment, where boilerplate stands that nobody has listed.

Words count for little here and shape for much, so that what is learned of some languages holds for
others: where a line stands, how long it is, what it links, whom it speaks to.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from feedclean.clean.evidence import words
from feedclean.clean.hosts import is_profile, is_share_dialog
from feedclean.clean.learned import Row
from feedclean.clean.page import Page
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of
from feedclean.clean.speech.said import said
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.text import capitals, composed, in_runs
from feedclean.urls import absolute, same_site

NAMES: Final = (
    "beyond", "share_beyond",
    "weight", "of_usual", "like_body", "ends", "colon", "asks",
    "links", "link_density", "outside", "label_link", "own_site", "profiles", "mails",
    "separators", "brackets", "capitals", "digits", "hour", "marks",
    "strong", "heading", "item", "pictures",
    "services", "us", "you", "of_title", "other_script",
    "said", "word_mean", "word_least", "word_most", "words_known",
)  # fmt: skip
"""What a row holds, in order. Shares are of the article; weights count wide characters twice.

What is beyond a line is what is below a last line, and above a first one.
"""

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
_LATIN: Final = re.compile(r"[\u00c0-\u024f]+")
"""Those that are not ASCII."""
_NOT_ASCII: Final = re.compile(r"[^\x00-\x7f]+")
_NO_LETTERS: Final = bytes(code for code in range(128) if not chr(code).isalpha())
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_OPENING, _CLOSED = "（([【〔《*—–-", "）)]】〕》*—–-"
_OPENING_CHARS: Final = 6
_MOST_OUTSIDE, _MOST_LINKS, _MOST_SEPARATORS, _MOST_MARKS, _MOST_WORDS = 400, 9, 12, 6, 4
_SHORT: Final = 260
_LONGEST: Final = 600
"""Characters beyond which the words of a line are not looked up."""
_LEAST_WORD: Final = 4
_LABEL_LINKED: Final = 0.4
_IDEOGRAPHS: Final = "\u2e80"
_TOLD_BY: Final = 8
"""Paragraphs that tell the language of an article."""


@dataclass(frozen=True, slots=True)
class _Tables:
    us: re.Pattern[str]
    you: re.Pattern[str]
    services: re.Pattern[str]
    no_longer: re.Pattern[str]
    how: re.Pattern[str]


@cache
def _tables() -> _Tables:
    text = files("feedclean.clean").joinpath("ends.toml").read_text("utf-8")
    lists: Mapping[str, list[str]] = tomllib.loads(text)
    return _Tables(
        us=_any_of(lists["us"], lists["us_within"]),
        you=_any_of(lists["you"], lists["you_within"]),
        services=_any_of((), lists["services"]),
        no_longer=_any_of(lists["no_longer"], lists["no_longer_within"]),
        how=_any_of([rf"\A\W*(?:{one})" for one in lists["how"]], lists["how_within"]),
    )


def _any_of(whole: Iterable[str], within: Iterable[str]) -> re.Pattern[str]:
    parts = [rf"\b(?:{'|'.join(whole)})\b"] if whole else []
    return re.compile("|".join([*parts, *within]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The lines of an article that say something, and what is usual among them."""

    positions: Sequence[int]
    """In the blocks of the page."""
    before: Sequence[int]
    """Weight of the text above each, and of all."""
    usual: int
    """Weight of the paragraph in the middle when they are sorted by it."""
    is_latin: bool
    title: frozenset[str]
    gone: frozenset[int]
    """Indexes of the blocks that have been taken out so far."""
    lexicon: Lexicon | None
    """For the language of the article, if it is known."""


def lines_of(page: Page) -> Lines:
    """The lines of a page."""
    positions = [at for at, block in enumerate(page.blocks) if block.chars]
    blocks = [page.blocks[at] for at in positions]
    before = [0]
    for block in blocks:
        before.append(before[-1] + block.weight)
    body = [block for block in blocks if page.is_body(block)]
    sizes = sorted(block.weight for block in body or blocks) or [0]
    opening = " ".join(block.text for block in (body or blocks)[:4])
    return Lines(
        positions=positions,
        before=before,
        usual=sizes[len(sizes) // 2],
        is_latin=_is_latin(opening),
        title=frozenset(_content(composed(page.meta.title))),
        gone=frozenset(block.index for _, block in page.taken),
        lexicon=lexicon_of(" ".join(block.text for block in (body or blocks)[:_TOLD_BY])),
    )


def _content(text: str) -> list[str]:
    """Longer words, and pairs of characters of scripts without spaces."""
    found = words(text)
    single = [word for word in found if len(word) == 1 and word > _IDEOGRAPHS]
    pairs = [a + b for a, b in pairwise(single)]
    return [word for word in found if len(word) >= _LEAST_WORD] + pairs


def measure(
    page: Page, lines: Lines, at: int, odds: Mapping[str, float], *, from_start: bool = False
) -> Row:
    """A row of ``NAMES`` for the line at a place among the lines, given log odds of words.

    How far it is from the end, or from the start of the article.
    """
    block = page.blocks[lines.positions[at]]
    return (
        *_place(lines, at, from_start=from_start),
        *_form(page, block, lines.usual),
        *_links(block),
        *_targets(block, page.meta.url or ""),
        *_signs(block.text),
        *_looks(page, lines.positions[at]),
        *_wording(block.text, lines),
        said(block.text, lines.lexicon),
        *weigh_words(block.text, odds),
    )


def weigh_words(text: str, odds: Mapping[str, float]) -> Row:
    """The end of a row: mean, least and most log odds of the words known, and their share."""
    said = set(words(text)) if len(text) <= _LONGEST else set()
    known = sorted(odds[word] for word in said if word in odds)  # a sum depends on the order
    if not known:
        return (0.0, 0.0, 0.0, 0.0)
    return (sum(known) / len(said), known[0], known[-1], len(known) / len(said))


def _place(lines: Lines, at: int, *, from_start: bool) -> Row:
    total = max(1, lines.before[-1])
    if from_start:
        return (at, lines.before[at] / total)
    below = len(lines.positions) - 1 - at
    return (below, (total - lines.before[at + 1]) / total)


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


def _links(block: Block) -> Row:
    """How much of a line is linked, and whether that is all but a label with a colon."""
    label = False
    if block.links:
        shown = next(iter(link_texts(block)), "")
        before = block.text.partition(shown or block.text)[0].rstrip()
        label = before.endswith((":", "：")) and block.link_density >= _LABEL_LINKED
    outside = min(_MOST_OUTSIDE, block.chars - block.link_chars)
    return (min(_MOST_LINKS, block.links), block.link_density, outside, label)


def _targets(block: Block, own: str) -> Row:
    """Where the links of a line lead: the share of them to the same site, -1 where it has none."""
    found = targets(block)
    at_home = sum(same_site(absolute(one, own) or "", own) for one in found) if own else 0
    return (
        at_home / len(found) if found and own else -1,
        min(_MOST_LINKS, sum(is_profile(one) or is_share_dialog(one) for one in found)),
        min(_MOST_LINKS, sum(one.startswith(("mailto:", "tel:")) for one in found)),
    )


def _signs(text: str) -> Row:
    letters = max(1, in_runs(_LETTERS, text))
    return (
        min(_MOST_SEPARATORS, len(_SEPARATOR.findall(text))),
        text[0] in _OPENING and text[-1] in _CLOSED,
        capitals(text) / letters,
        len(_DIGIT.findall(text)) / len(text),
        _HOUR.search(text) is not None,
        min(_MOST_MARKS, len(_MARK.findall(text))),
    )


def _looks(page: Page, position: int) -> Row:
    block = page.blocks[position]
    above = position > 0 and not page.blocks[position - 1].chars
    below = position + 1 < len(page.blocks) and not page.blocks[position + 1].chars
    return (
        block.strong_chars / max(1, block.chars),
        block.is_heading,
        bool(block.traits & traits.ITEM),
        above + 2 * below,
    )


def _wording(text: str, lines: Lines) -> Row:
    lowered, tables, spoken = text.lower(), _tables(), set(_content(text))
    return (
        min(_MOST_WORDS, len(tables.services.findall(lowered))),
        min(_MOST_WORDS, len(tables.us.findall(lowered))),
        min(_MOST_WORDS, len(tables.you.findall(lowered))),
        len(spoken & lines.title) / max(1, len(spoken)) if lines.title else -1,
        _is_latin(lowered) and not lines.is_latin,
    )


def tells_of_an_end(text: str) -> bool:
    """Whether a line says that something is no longer so: *we no longer send a newsletter*.

    Calls and notices say what is, or what to do.
    """
    return _tables().no_longer.search(text.lower()) is not None


def names_how_to(text: str) -> bool:
    """Whether a line is the title of what tells how something is done: *How to unsubscribe*.

    What asks, calls out or goes on behind a comma is none.
    """
    if len(text) > _LONGEST_TITLE or _SENTENCE.search(text):
        return False
    return _tables().how.search(text.lower()) is not None


_LONGEST_TITLE: Final = 60
_SENTENCE: Final = re.compile(r"[?!？！؟,，、。；;:：]|\.$")


def _is_latin(text: str) -> bool:
    """Whether most of its letters are."""
    # ASCII apart, where letters are counted by the byte: of four paragraphs 10 us in place of 250
    ascii_letters = len(text.encode("ascii", "ignore").translate(None, _NO_LETTERS))
    rest = "".join(_NOT_ASCII.findall(text))
    return ascii_letters + 2 * in_runs(_LATIN, rest) > in_runs(_LETTERS, rest)
