"""Lists of references at the end of the text of a page, in its element.

Links alone score low, wherever they lead. Under a name of such a list, or a line of the text with a
colon, they are what the text rests on if they lead away from its site.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.wording.labels import label
from feedclean.clean.wording.references import announces_references, are_references, leads_away
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import announces

_LISTS: Final = frozenset(("ul", "ol"))
_MOST: Final = 40
_ALL_LINK: Final = 0.9


def cited(
    blocks: list[Block], keep: AbstractSet[int], homes: AbstractSet[Container], own: str
) -> Iterator[int]:
    """References below the text and what they are called, given the elements of the text.

    ``own`` is the address of the page, so that its own site is told from others.
    """
    for position in range(min(keep, default=len(blocks)) + 1, len(blocks) - 1):
        block = blocks[position]
        is_named = announces_references(block)
        if not is_named and (position not in keep or not announces(block) or label(block)):
            continue
        below = _list_below(blocks, position, own)
        lines = [blocks[at] for at in below]
        around = homes | {block.home} if position in keep else homes
        is_theirs = _is_in(block, around) and all(_is_in(one, around) for one in lines)
        if is_theirs and are_references(lines, own, named=is_named):
            yield from (position, *below)


def _list_below(blocks: list[Block], position: int, own: str) -> range:
    """Positions of the lines of links right below a line: of a list, or one after the other.

    Those of no list go on for as long as they lead away: tags may follow.
    """
    first = position + 1
    whole = blocks[first].home.nearest(_LISTS) if blocks[first].traits & traits.ITEM else None
    if whole is not None:
        is_its = whole.first == first and whole.last - first <= _MOST
        return range(first, whole.last) if is_its else range(0)
    last = first
    while last < len(blocks) and _is_link(blocks[last], own) and last - first < _MOST:
        last += 1
    return range(first, last)


def _is_link(block: Block, own: str) -> bool:
    is_all = block.links > 0 and block.link_density > _ALL_LINK and not block.is_heading
    return is_all and leads_away(block, own)


def _is_in(block: Block, homes: AbstractSet[Container]) -> bool:
    """Whether a block stands right in one of some elements, or in a list there."""
    home = block.home
    while home.element.tag in ("li", "ul", "ol") and home.parent is not None:
        home = home.parent
    return home in homes
