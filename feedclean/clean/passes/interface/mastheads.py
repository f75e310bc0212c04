"""What a letter in plain text is called, with its number and day, between two lines of marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import dropwhile
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.wording.prose import is_prose
from feedclean.dom.blocks import Block

_RULE: Final = re.compile(r"([=~_*\-─═━—])\1{4,}")
_MOST_LINES: Final = 4
_LONGEST: Final = 80
_NEAR: Final = 8
"""Blocks at the top among which it stands."""
_HAS_FIGURE: Final = re.compile(r"\d|[第№#]")


def mastheads(page: Page) -> Iterator[Finding]:
    """Takes out what a letter in plain text is called, between two lines of marks at the top.

    One of the lines has a figure, its number or day, and nothing but notices stands above. Lines
    without a figure stay: they are a motto, or the title once more, unless that was read below.
    """
    top = [block for block in page.blocks[:_NEAR] if block.chars]
    framed = list(dropwhile(lambda block: bool(page.label(block)), top))
    if not framed or _RULE.fullmatch(framed[0].text) is None:
        return
    within: list[Block] = []
    for block in framed[1 : 2 + _MOST_LINES]:
        if block.text[:2] == framed[0].text[:2] and _RULE.fullmatch(block.text):
            if page.has_title_below or any(_HAS_FIGURE.search(one.text) for one in within):
                told = f"{quote(within[0])} between two lines of marks above the text"
                yield finding("masthead", [framed[0], *within, block], told)
            return
        if block.weight > _LONGEST or block.links or is_prose(block):
            return
        within.append(block)
