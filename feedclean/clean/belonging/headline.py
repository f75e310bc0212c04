"""Where the headline of a page stands, and where its text begins.

What stands between the two (a lead, a picture with its caption) is short and scores like the date
and the author beside it: its place tells it apart.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Final, NamedTuple

from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.text import fold

FAR: Final = 24
"""Blocks that may stand between the headline and the text, those that are but links aside."""
_FARTHEST: Final = 120
"""All blocks that may: a menu among them is one entry after another."""
_ALL_LINK: Final = 0.95


class Gap(NamedTuple):
    """Positions of the headline of a page and of the first running text that is kept."""

    headline: int
    text: int


def gap_below_headline(blocks: list[Block], keep: AbstractSet[int], title: str) -> Gap | None:
    """The nearest headline above the text that is kept, and where that begins.

    Above the heading that has the title no text of the article stands, whatever is kept there.
    """
    known = fold(title)
    titled = _titled(blocks, known)
    first = min((p for p in keep if p > titled and reads_like_body(blocks[p])), default=0)
    between = 0
    for position in range(first - 1, max(first - _FARTHEST, 0) - 1, -1):
        block = blocks[position]
        between += block.link_density < _ALL_LINK
        if between > FAR:
            return None
        if block.box.tag == "h1" or (known and block.chars and fold(block.text) == known):
            return Gap(position, first)
    return None


def _titled(blocks: list[Block], title: str) -> int:
    """The position of the first heading that is the title; -1 if none is."""
    headings = (p for p, block in enumerate(blocks) if title and block.is_heading)
    return next((p for p in headings if fold(blocks[p].text) == title), -1)
