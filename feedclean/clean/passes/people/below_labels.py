"""What stands below the label of a line and belongs to it: tags, sources, addresses."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces

_MOST_VALUE_LINES: Final = 4
_LONGEST_VALUE: Final = 80
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+")
_MOST_TAG_LINES: Final = 30
_LONGEST_TAG_LINE: Final = 160


def tags_below(page: Page, position: int) -> list[Block]:
    """The short links right below a label such as *Filed under*, which has none in its own line."""
    if page.blocks[position].links:
        return []
    return links_below(page, position)


def links_below(page: Page, position: int) -> list[Block]:
    """The short lines right below that are nothing but links."""
    below = page.blocks[position + 1 : position + 1 + _MOST_TAG_LINES]
    return list(takewhile(_is_line_of_links, below))


def value_below(page: Page, position: int) -> list[Block]:
    """What a label without a value says, where it stands in the next line, and addresses below.

    ``Sources:`` over *the ministry, the town archive*: without the label nobody could read it.
    """
    if not announces(page.blocks[position]):
        return []
    below = page.blocks[position + 1 : position + 1 + _MOST_VALUE_LINES]
    if not below or not _is_value(page, below[0]):
        return []
    return [below[0], *takewhile(_is_bare_address, below[1:])]


def _is_value(page: Page, block: Block) -> bool:
    if not block.chars or block.weight > _LONGEST_VALUE or block.images or block.is_heading:
        return False
    said = page.label(block) or page.reads_like_body(block) or announces(block)
    return not said and not block.traits & traits.ITEM


def _is_bare_address(block: Block) -> bool:
    return _ADDRESS.fullmatch(block.text) is not None


def _is_line_of_links(block: Block) -> bool:
    is_linked = block.chars > 0 and block.link_density >= ALL_LINK
    return is_linked and block.weight <= _LONGEST_TAG_LINE
