"""Rows of buttons in one line, and links to pages by their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.passes.interface.word_rows import phrases_of
from feedclean.clean.passes.people.stamps import parts_of
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.prose import is_prose
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.dom.tree import raw_text
from feedclean.text import weight

_SEPARATOR: Final = re.compile(r"(?:(?<!\s)\s+)?[|·•｜丨│・]\s*")
_ALL_LINK: Final = 0.95
_MOST_OF_ROW: Final = 0.6
_BUTTON: Final = 10
"""Share of words in a row that are known, and what each weighs at most."""
_BRACKETS: Final = re.compile(r"[\[\]【】]")
_ROW_WEIGHT: Final = 120
_LEAST_PARTS: Final = 2
_COUNT: Final = re.compile(r"\W*\d[\d,.]*[kKmM万萬]?\W*|\W+")
_IN_A_ROW: Final = (
    Label.AUTHOR
    | Label.CREDIT
    | Label.SHARE
    | Label.COMMENTS
    | Label.INTERFACE
    | Label.RELATED
    | Label.TRENDING
    | Label.PROMO
    | Label.TAGS
)
_MOST_PAGES: Final = 24
_PAGER_WEIGHT: Final = 80
_LEAST_PAGES: Final = 2
_NUMBER: Final = re.compile(r"\b\d{1,3}\b")
_NUMBER_OR_ARROW: Final = re.compile(r"\b\d{1,3}\b|[.…«»‹›<>|·]")


def button_rows(page: Page, edges: set[int]) -> Iterator[Finding]:
    """Takes out rows of buttons in one line, and links to pages by their numbers.

    Most parts of a row must be known as buttons or notices; one without links goes only at
    positions in ``edges``.
    """
    yield from _rows(page)
    yield from _plain_rows(page, edges)


def _rows(page: Page) -> Iterator[Finding]:
    """Rows of buttons in one line: ``Original | Comments · Share``; numbers of pages."""
    for block in page.blocks:
        if _is_pager(block):
            told = f"{quote(block)}: links to pages by their numbers, {measures(block)}"
            yield finding("button-row", [block], told)
            continue
        if not block.links or block.weight > 200 or block.link_density < 0.4:
            continue
        words = [word for word in _SEPARATOR.split(block.text) if word.strip()]
        if len(words) < 2 and block.link_density > _ALL_LINK:
            words = link_texts(block)  # each a button, and nothing between them
        if len(words) < 2:
            continue
        known = sum(bool(label_text(word)) for word in words)
        if known >= 0.6 * len(words):
            told = (
                f"{known} of {len(words)} parts of {quote(block)} are words of buttons or notices"
            )
            yield finding("button-row", [block], f"{told}, link density {block.link_density:.2f}")


def _plain_rows(page: Page, edges: set[int]) -> Iterator[Finding]:
    """Rows of such words beside the text that have no links any more: 赞 (12) 转发 3 收藏."""
    for position, block in enumerate(page.blocks):
        if not block.chars or block.links or block.weight > _ROW_WEIGHT or block.is_heading:
            continue
        if position not in edges and not page.beside_a_removal(block):
            continue
        if page.is_datum(block) or is_prose(block):
            continue
        if page.label(block) & (Label.PHOTO | Label.SOURCE):
            continue
        words = _words_of_elements(block) or _words_of_row(block.text)
        told = [word for word in words if not _COUNT.fullmatch(word)]
        known = sum(bool(label_text(word) & _IN_A_ROW) for word in told)
        if known >= _LEAST_PARTS and (known == len(told) or _are_buttons(told, known)):
            how_many = "all" if known == len(told) else f"{known} of"
            told_so = f"{how_many} {len(told)} parts of {quote(block)}"
            yield finding("button-row", [block], f"{told_so} are words of buttons or notices")


def _are_buttons(told: list[str], known: int) -> bool:
    """Whether words in a row are buttons though some of them are unknown: short, all of them."""
    return known >= _MOST_OF_ROW * len(told) and all(weight(word) <= _BUTTON for word in told)


def _words_of_row(text: str) -> list[str]:
    """The words of a row; a comma is none of the marks between them."""
    parts = (part for word in _SEPARATOR.split(_BRACKETS.sub("|", text)) for part in parts_of(word))
    words = [word for part in parts if (word := part.strip())]
    return [phrase for word in words for phrase in phrases_of(word, _IN_A_ROW)]


def _words_of_elements(block: Block) -> list[str]:
    """The words of a row each of which is an element, with nothing between them; else none."""
    words: list[str] = []
    for part in block.box.children:
        if not isinstance(part, str):
            words.append(raw_text(part).strip())
        elif part.strip():
            return []
    return words if len(words) >= _LEAST_PARTS and all(words) else []


def _is_pager(block: Block) -> bool:
    """Whether a line is links to the pages of an article: ``1 2 3 Next page``."""
    if not 0 < block.links <= _MOST_PAGES or block.weight > _PAGER_WEIGHT:
        return False
    numbers = _NUMBER.findall(block.text)
    if len(numbers) < _LEAST_PAGES or any(link.startswith("#") for link in targets(block)):
        return False  # notes of the text are numbers as well
    rest = _NUMBER_OR_ARROW.sub(" ", block.text).strip()
    return not rest or bool(label_text(rest) & (Label.INTERFACE | Label.RELATED))
