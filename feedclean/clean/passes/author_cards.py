"""Names that lead to pages of authors, and cards that begin with one."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.hosts import is_profile
from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets

_OF_AUTHOR: Final = re.compile(
    r"/(?:authors?|autor(?:es|en|in)?|auteurs?|autore|contributors?|columnists?|journalists?)/[^/?#]+/?$"
)
_LINES: Final = 4
_WEIGHT: Final = 120


def leads_to_author(block: Block) -> bool:
    """Whether a line is nothing but links to pages of authors, as their names above a text are."""
    if block.link_density < ALL_LINK or not block.chars:
        return False
    addresses = targets(block)
    return bool(addresses) and all(_OF_AUTHOR.search(address) for address in addresses)


def card_of(page: Page, position: int) -> range:
    """From the name of an author to a row of links to reach them; empty where there is none.

    What such a card says between the two is hardly more than a motto.
    """
    if not leads_to_author(page.blocks[position]):
        return range(0)
    for end in range(position + 1, min(position + _LINES, len(page.blocks))):
        block = page.blocks[end]
        if block.links and block.link_density >= ALL_LINK:
            reached = any(one.startswith("mailto:") or is_profile(one) for one in targets(block))
            return range(position, end + 1) if reached else range(0)
        if page.is_body(block) or block.weight > _WEIGHT:
            break
    return range(0)
