"""Which lines below a heading are entries of a list of links or headlines, and where that ends."""

from __future__ import annotations

from typing import Final

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Page
from feedclean.clean.passes.common import in_list, is_item, is_picture, linked_share
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.prose import is_prose
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets

ITEM_WEIGHT: Final = 170
"""What a headline weighs at most."""
_NAME_WEIGHT: Final = 16
_OF_ANOTHER_KIND: Final = ~(Label.RELATED | Label.TRENDING | Label.INTERFACE)
_MOST_PLAIN: Final = 40
"""Lines without a link that a list of headlines may have in a row; also what keeps a page of
thousands of headings *Related* from being read to its end for each."""
_TEASER_WEIGHT: Final = 220
_RANKS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_LISTS: Final = frozenset(("ul", "ol", "dl"))


def items_below(page: Page, start: int) -> list[Block]:
    """Blocks from ``start`` on that can be entries of a list of links or headlines.

    A picture without a link, or a line without one, may also begin the next section of the
    article: it goes only where an entry of the list follows, or nothing but lines like those of
    the list up to the end.
    """
    items: list[Block] = []
    plain: list[Block] = []
    for position in range(start, len(page.blocks)):
        block = page.blocks[position]
        labels = page.label(block)
        if (labels and labels & _OF_ANOTHER_KIND) or (block.links and is_embed_link(block)):
            break
        if _begins_another(page.blocks[start - 1], block) or _is_note(block):
            break
        if not block.links and _is_in_another_list(page, block, items):
            break
        if _is_entry(page, block):
            items += [*plain, block]
            plain = []
        elif (items and _is_teaser(page, position, items[-1])) or (
            len(plain) < _MOST_PLAIN
            and (is_picture(block) or (_is_headline(block) and not page.is_body(block)))
        ):
            plain.append(block)
        else:
            break
    else:
        return items + _last_of(page, plain, items)  # nothing but such blocks up to the end
    return items


def _is_teaser(page: Page, position: int, above: Block) -> bool:
    """Whether a sentence stands between two linked headings of one rank, as a teaser does."""
    block, below = page.blocks[position], page.blocks[position + 1 : position + 2]
    if block.weight > _TEASER_WEIGHT or block.links or block.images or not above.is_heading:
        return False
    return bool(below) and below[0].box.tag == above.box.tag and _is_entry(page, below[0])


def _begins_another(label: Block, block: Block) -> bool:
    """Whether a heading without a link ranks as high as that of the list: another part begins."""
    above, here = label.box.tag, block.box.tag
    return not block.links and above in _RANKS and here in _RANKS and here <= above


def _is_in_another_list(page: Page, block: Block, items: list[Block]) -> bool:
    """Whether it is the first of a list in which nothing is linked, below entries that are links.

    *Read also: Ten soups* between a recipe and what goes into it is no label of that.
    """
    if not items or not in_list(block) or not linked_share(items[-1]):
        return False
    whole = block.home.nearest(_LISTS)
    if whole is None or whole is items[-1].home.nearest(_LISTS):
        return False
    return not any(map(linked_share, page.inside(whole)))


def _is_note(block: Block) -> bool:
    """Whether all that a line links is within the article, as a note does to lead back."""
    return block.links > 0 and all(link.startswith("#") for link in targets(block))


def _last_of(page: Page, plain: list[Block], items: list[Block]) -> list[Block]:
    """Which of the lines without a link below the last entry are part of the list.

    Pictures are, names, and lines such as there are between the entries: headlines and teasers
    that lead nowhere, and those below another label of such a list. The first of another kind ends
    it: a sentence on whom the author thanks.
    """
    unlinked = [block for block in items if block.chars and not (block.links or in_list(block))]
    kinds = {is_prose(block) for block in unlinked} if items else {False}
    found: list[Block] = []
    for line in plain:
        if page.label(line) & (Label.RELATED | Label.TRENDING):
            kinds |= {False}
        elif not _is_name(line) and is_prose(line) not in kinds:
            break
        found.append(line)
    return found


def _is_name(block: Block) -> bool:
    """Whether a block is too short to say anything, as that of a paper below its headlines is."""
    return block.weight <= _NAME_WEIGHT and not is_prose(block)


def _is_entry(page: Page, block: Block) -> bool:
    """Whether a block is an entry of a list of links by itself.

    A sentence with a link in it tells of what it leads to: a list of such is text.
    """
    if is_picture(block):
        return block.links > 0
    if is_item(block):
        return True
    says_more = block.links > 0 and page.reads_like_body(block)
    return in_list(block) and _is_headline(block) and not says_more


def _is_headline(block: Block) -> bool:
    return block.weight <= ITEM_WEIGHT
