"""Short lines above the headline where the text stands below it: menus, the name of the site."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, takewhile
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import fold

_MOST_NAMES: Final = 4
_SHORTEST: Final = 8
"""Letters of a title that is not one of many lines."""
_BADGE: Final = 8
"""Characters behind it in its heading."""
_LONGEST: Final = 60
_LEAST: Final = 3
_FEW: Final = 200
"""Last blocks among which running text must stand."""
_LEAST_WORDS: Final = 5
_LONGEST_WORD: Final = 6
"""Of a script that needs no spaces, in which a sentence is one word."""
_OTHER: Final = traits.QUOTE | traits.CODE | traits.CAPTION


def above_title(page: Page) -> Iterator[Finding]:
    """Takes out three or more short lines above the headline, where the text stands below it.

    None of them is a sentence: an article has nothing there but a kicker or a byline, which
    other passes know. From a picture with its caption on all stays, whatever stands below.
    """
    at = _headline(page)
    if at is None:
        yield from _names_above(page)
        return
    before = takewhile(lambda block: block.index < at and not block.images, page.blocks)
    above = [block for block in before if block.chars]
    if len(above) < _LEAST or not any(map(page.is_body, page.blocks[-_FEW:])):
        return
    if all(map(_is_short, above)) and not any(map(page.is_body, above)):
        told = f"{len(above)} short lines from {quote(above[0])} on, above the headline"
        yield finding("above-title", above, told)


def _names_above(page: Page) -> Iterator[Finding]:
    """The short first lines of a text whose title was read below them, up to one that has gone."""
    if not page.has_title_below or not page.taken:
        return
    end = min((block.index for _, block in page.taken), default=0)
    above = [block for block in page.blocks[:_MOST_NAMES] if block.index < end and block.chars]
    is_all = len(page.blocks) > len(above) and page.blocks[len(above)].index > end
    if above and is_all and all(map(_is_short, above)) and not any(map(page.is_body, above)):
        told = f"{quote(above[0])} above the title of the text"
        yield finding("above-title", above, told)


def _headline(page: Page) -> int | None:
    """Index of the heading that is the title, whether it is there still or has gone."""
    title = fold(page.meta.title)
    if len(title) < _SHORTEST:
        return None
    first, _ = page.body_span()
    gone = (block for _, block in page.taken)
    headings = (
        block
        for block in chain(gone, page.blocks[:first])
        if block.is_heading and len(block.text) <= len(page.meta.title) + 2 * _BADGE
    )
    found = (block.index for block in headings if fold(block.text)[: len(title)] == title)
    return min(found, default=None)


def _is_short(block: Block) -> bool:
    is_plain = not block.images and not block.traits & _OTHER
    return is_plain and (block.weight <= _LONGEST or _is_row(block)) and not is_prose(block)


def _is_row(block: Block) -> bool:
    """Whether a line is many words with spaces between them, each as short as those of a menu."""
    words = block.text.split()
    is_row = len(words) >= _LEAST_WORDS and max(map(len, words)) <= _LONGEST_WORD
    return is_row and block.text.isprintable() and not block.text.isascii()
