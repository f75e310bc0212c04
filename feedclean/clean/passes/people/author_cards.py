"""Names that lead to pages of authors, and cards that begin with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK
from feedclean.clean.wording.hosts import is_profile
from feedclean.clean.wording.words import any_of
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets
from feedclean.later import later
from feedclean.names import PageOf, whose_page
from feedclean.urls import absolute, same_site

_OF_MEMBERS: Final = (PageOf.AUTHOR, PageOf.PROFILE, PageOf.MEMBER, PageOf.ACCOUNT)
_LINES: Final = 4
_WEIGHT: Final = 120
"""Lines of a card, and what each weighs at most."""
_MOTTO: Final = 80
"""What a line weighs at most in which members say who they are."""
_FOLLOWS: Final = later(rf"\W*{any_of('follow')}\W*", re.IGNORECASE)


def leads_to_author(block: Block) -> bool:
    """Whether a line is nothing but links to pages of authors, as their names above a text are."""
    if block.link_density < ALL_LINK or not block.chars:
        return False
    addresses = targets(block)
    return bool(addresses) and all(whose_page(address) is PageOf.AUTHOR for address in addresses)


def leads_to_member(block: Block, own: str) -> bool:
    """Whether a line is one link, to the page of a member of the article's own site."""
    if block.links != 1 or block.link_density < ALL_LINK:
        return False
    addresses = targets(block)
    return len(addresses) == 1 and _is_member(addresses[0], own)


def _is_member(address: str, own: str) -> bool:
    full = absolute(address, own or None) or ""
    return bool(own) and same_site(full, own) and whose_page(full) in _OF_MEMBERS


def mottos(page: Page, head: range) -> Iterator[Block]:
    """Lines between the name of a member and the button to follow them, above the text.

    There platforms print what members say of themselves.
    """
    if not head:
        return
    own = page.meta.url or ""
    for position in head:
        block = page.blocks[position]
        if not page.guessed.issuperset((block.index - 1, block.index + 1)):
            continue
        if not block.chars or block.links or block.is_heading or block.weight > _MOTTO:
            continue
        beside = {one.index: one for _, one in page.taken if abs(one.index - block.index) == 1}
        name, button = beside[block.index - 1], beside[block.index + 1]
        is_name = leads_to_author(name) or leads_to_member(name, own)
        if is_name and _FOLLOWS.fullmatch(button.text):
            yield block


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
