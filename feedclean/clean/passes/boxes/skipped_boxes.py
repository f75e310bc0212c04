"""Boxes that begin with a link past them: who listens to a page need not hear them.

Source: WCAG 2.2, technique G123, a link at the beginning of a block of repeated content to go to
its end.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.wording.prose import is_prose
from feedclean.dom.blocks import Block
from feedclean.dom.measures import link_texts, targets
from feedclean.dom.tree import ancestors

_MOST: Final = 12
_LESSER_PART: Final = 0.15
"""Share of the running text, by weight, that such a box may hold."""


def skipped_boxes(page: Page) -> Iterator[Finding]:
    """Takes out small boxes whose first line is a link past them, for those who listen to a page.

    The link leads to their last line or right behind it. Notes with their way back, and boxes with
    more than a small part of the text, stay.
    """
    for block in page.blocks:
        if not block.links or not block.home.parent:
            continue
        address = next(iter(targets(block)), "")
        if not address.startswith("#") or len(address) == 1 or block.home.first != block.index:
            continue
        box = page.inside(block.home)
        if not 1 < len(box) <= _MOST or not _is_named(box[-1], address[1:], block):
            continue
        word = next(iter(link_texts(block)), "")
        if not block.text.startswith(word) or is_prose(block) or is_prose(box[-1]):
            continue  # a sentence with its note, a question with its answer
        weight = sum(one.weight for one in box)
        if weight <= _LESSER_PART * page.running_weight():
            told = f"a box of {len(box)} lines that begins with a link to its end: {quote(block)}"
            yield finding("skipped-box", box, told)


def _is_named(last: Block, name: str, first: Block) -> bool:
    """Whether the last line of a box has a name, or an element around it within the box."""
    elements = [last.box]
    for element in ancestors(last.box):
        if element is first.home.element:
            break
        elements.append(element)
    return any(element.get("id") == name for element in elements)
