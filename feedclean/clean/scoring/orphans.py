"""Labels of related links and their lists, where one of the two was kept and the other was not.

A page's scores look at each line by itself: *Read also* may score low above three headlines that
score like a list of facts, or high above a link that scores low. Where one of the two is not the
article, neither is the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets

_HEAVIEST_LABEL: Final = 64
_HEAVIEST: Final = 170
_MOST: Final = 12
_LISTS: Final = frozenset(("ul", "ol"))
_ALL_LINK: Final = 0.9


def orphans(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """Positions of kept labels of related links, and of entries below such, without the other."""
    for position in range(len(blocks) - 1):
        block, below = blocks[position], blocks[position + 1]
        if position in keep and _heads_nothing(blocks, keep, position):
            yield position
            continue
        if (position in keep) == (position + 1 in keep):
            continue
        if position in keep:
            if below.home is block.home and below.chars and _is_label(block):
                yield position
            continue
        entries = _list_below(blocks, position)
        if entries and _is_label(block) and all(_is_headline(blocks[at]) for at in entries):
            yield from (at for at in entries if at in keep)


def _list_below(blocks: list[Block], position: int) -> range:
    """Positions of the entries of a list that begins right below a line; empty for none."""
    below = blocks[position + 1]
    whole = below.home.nearest(_LISTS) if below.traits & traits.ITEM else None
    if whole is None or whole.first != position + 1 or whole.last - whole.first > _MOST:
        return range(0)
    return range(whole.first, whole.last)


def _heads_nothing(blocks: list[Block], keep: AbstractSet[int], position: int) -> bool:
    """Whether a heading stands over a list of links alone that goes, and no text of its own.

    Whatever it says, it is that list's: *More cakes to bake* over five links to cakes.
    """
    entries = _list_below(blocks, position) if blocks[position].is_heading else range(0)
    if not entries or any(at in keep or not _leads_elsewhere(blocks[at]) for at in entries):
        return False
    follows = next((at for at in range(entries.stop, len(blocks)) if at in keep), None)
    return follows is None or blocks[follows].is_heading


def _leads_elsewhere(block: Block) -> bool:
    """Whether an entry is all link, and none to a part of the page itself."""
    addresses = targets(block)
    is_linked = bool(addresses) and block.link_density > _ALL_LINK
    return is_linked and not any(one.startswith("#") for one in addresses)


def _is_label(block: Block) -> bool:
    if not 0 < block.weight <= _HEAVIEST_LABEL:
        return False
    return bool(label(block) & (Label.RELATED | Label.TRENDING))


def _is_headline(block: Block) -> bool:
    """Whether an entry says no whole sentence, or nothing but a link."""
    return block.weight <= _HEAVIEST and (not is_prose(block) or block.link_density > _ALL_LINK)
