"""Lines of a label and its value, such as tell of a film or a book."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from feedclean.clean.page import Page
from feedclean.dom.blocks import Block

_MOST: Final = 8
_WEIGHT: Final = 80
_FACT: Final = re.compile(r"[^\W\d_][^:：\d]{1,20}[:：]\s*\S")
_HAS_FIGURE: Final = re.compile(r"\d")
_URL: Final = "://"


def is_fact(block: Block) -> bool:
    """Whether a line is a label, a colon and a short value."""
    return block.weight <= _WEIGHT and _FACT.match(block.text) is not None


def among_facts(page: Page, position: int) -> bool:
    """Whether one of the lines of its form around it tells something else: *Director: …*.

    A sentence behind a colon (*Editor's note: …*) and an address tell of no film or book.
    """
    return any(
        not page.label(block) and not page.reads_like_body(block) and _URL not in block.text
        for block in facts_around(page, position)
    )


def is_of_a_work(page: Page, position: int) -> bool:
    """Whether most lines of its form around it tell of something else, one with a figure.

    *Director: …*, *Length: 117 minutes*: below a review they are those of a film. What stands in
    brackets is none of them.
    """
    if page.blocks[position].text.startswith(("(", "（", "[", "【")):
        return False
    around = facts_around(page, position)
    unknown = [block for block in around if not page.label(block)]
    is_most = len(unknown) > 1 and 2 * len(unknown) > len(around)
    return is_most and any(_HAS_FIGURE.search(block.text) for block in unknown)


def facts_around(page: Page, position: int) -> list[Block]:
    """The lines of a label and its value right above and below a line."""
    above = page.blocks[max(0, position - _MOST) : position]
    below = page.blocks[position + 1 : position + 1 + _MOST]
    return [*takewhile(is_fact, reversed(above)), *takewhile(is_fact, below)]
