"""What stands in the elements of kept text and goes with it, whatever it scores by itself.

Pictures and embeds, captions, headings right above, a lead; tables, lists and quotations as wholes.
``belonging`` finds what belongs to the text elsewhere on the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.media.picture_sets import is_picture_file
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import announces, reads_like_body, targets
from feedclean.later import later

_WRAPPERS: Final = 3
"""How many wrappers around a paragraph are looked through."""
_NEAR: Final = 3
"""Blocks above the text among which its first picture may be."""
_HEADING: Final = 0.1
_CAPTION: Final = 0.05
"""Scores from which a heading goes with the kept text right below it, a caption with the text
around it: half of what the doubtful need otherwise."""

_LEAD: Final = 0.3
_LEAD_BLOCKS: Final = 12
"""The score from which running text between the headline and the text is its lead, and how many
blocks may be there."""

_DEEP: Final = 4
"""Levels within the element of the text that a figure or a caption may be wrapped in."""
_STRUCTURES: Final = frozenset(("table", "ul", "ol", "dl", "pre", "blockquote"))
_IN_STRUCTURES: Final = traits.CELL | traits.ITEM | traits.CODE | traits.QUOTE
_FEW_LINKS: Final = 0.2
_QUOTED_LINKS: Final = 0.5
"""A post that is quoted ends with who wrote it and when, linked."""

_LEAST_TOLD: Final = 40
_LAST_WORDS: Final = 160
_TELLS_OF: Final = later(rf"(?<![^\W_]){any_of('of_lists')}(?![^\W_])|{any_of('of_lists_cjk')}")


def within_text(
    blocks: list[Block], scores: Mapping[int, float], keep: AbstractSet[int]
) -> set[int]:
    """What goes with kept text: pictures and embeds in it, captions, headings right above it."""
    body = [position for position in sorted(keep) if reads_like_body(blocks[position])]
    homes = {blocks[position].home for position in body}
    around = _with_wrapped(homes)
    text = range(body[0], body[-1] + 1) if body else range(min(keep), max(keep) + 1)
    headline = _headline_above(text.start, blocks)
    found: set[int] = set()
    for position, block in enumerate(blocks):
        if position in keep:
            continue
        if not block.chars:
            if _is_shown_in(text, position, block, around):
                found.add(position)
            continue
        score = scores.get(position, 0.0)
        has_picture = position - 1 in found and not blocks[position - 1].chars
        is_there = text.start < position < text[-1] or has_picture
        is_among = is_there and _is_inside(block.home, around if has_picture else homes, _DEEP)
        least = _least_beside_text(position, blocks, found) if is_among else None
        if least is None and block.is_heading and _is_right_above(position, blocks, keep):
            least = _HEADING
        elif least is None and not block.is_heading and headline < position < text.start:
            least = _LEAD if reads_like_body(block) else None
        if least is not None and score >= least:
            found.add(position)
    return found | _whole_structures(blocks, keep | found)


def _is_shown_in(text: range, position: int, block: Block, around: AbstractSet[Container]) -> bool:
    """Whether a picture stands among the text or right above it; a figure may be right below."""
    is_figure = bool(block.traits & traits.FIGURE)
    last = text[-1] + 1 if is_figure else text[-1]
    is_near = text.start - _NEAR <= position <= last
    is_among = is_near and _is_inside(block.home, around, _DEEP if is_figure else 1)
    return is_among and (not block.links or _leads_to_pictures(block))


def _with_wrapped(homes: AbstractSet[Container]) -> set[Container]:
    """Elements with text in them, and those near above that hold several of such.

    Many sites put each paragraph, or each few, in a wrapper, and pictures beside these.
    """
    branches: dict[Container, set[Container]] = {}
    for home in homes:
        inner = home
        for _ in range(_WRAPPERS):
            if inner.parent is None:
                break
            branches.setdefault(inner.parent, set()).add(inner)
            inner = inner.parent
    return {*homes, *(around for around, within in branches.items() if len(within) > 1)}


def _least_beside_text(position: int, blocks: list[Block], found: AbstractSet[int]) -> float | None:
    """The score from which an embed, a listing or a caption goes with the text around it.

    None: it is none of these.
    """
    block = blocks[position]
    if block.box.tag == "pre" and _linked([block]) <= _FEW_LINKS:
        return 0.0
    if block.traits & traits.CAPTION or _is_below_picture(position, blocks, found):
        return _CAPTION
    return 0.0 if block.links and is_embed_link(block) else None


def _is_below_picture(position: int, blocks: list[Block], found: AbstractSet[int]) -> bool:
    """Whether it is named a caption, and shares an element with the picture kept right above it."""
    block = blocks[position]
    is_named = bool(block.traits & traits.CAPTION_NAME)
    return is_named and position - 1 in found and blocks[position - 1].home is block.home


def _leads_to_pictures(block: Block) -> bool:
    """Whether all its links lead to picture files: the same picture in its full size, mostly."""
    found = targets(block)
    return bool(found) and all(is_picture_file(address) for address in found)


def _headline_above(first: int, blocks: list[Block]) -> int:
    """Position of the headline that the running text starts below; ``first`` if none is near."""
    near = range(first - 1, max(0, first - _LEAD_BLOCKS) - 1, -1)
    return next((position for position in near if blocks[position].box.tag == "h1"), first)


def _whole_structures(blocks: list[Block], keep: AbstractSet[int]) -> set[int]:
    """All of a table, list, listing or quotation that stands among kept text, if little is links.

    A results table of a thousand cells says little in any of them, and is what the article is for.
    Cross-validated, F1 of all of cleaning rose from .9472 to .9480, nowhere at the cost of text. A
    quoted post stands in wrappers of its own, and is read as a part of the text: .9549 to .9552.
    """
    homes = {blocks[position].home for position in keep}
    among = range(min(keep), max(keep) + 1)
    found: set[int] = set()
    seen: set[Container] = set()
    for position, block in enumerate(blocks):
        if position in keep or not block.traits & _IN_STRUCTURES:
            continue
        whole = _structure(block.home)
        if whole is None or whole in seen:
            continue
        seen.add(whole)
        is_quoted = whole.element.tag == "blockquote"
        is_beside = whole.parent in homes or (is_quoted and _is_inside(whole.parent, homes, _DEEP))
        is_among = whole.first in among and whole.last in among
        is_table = whole.element.tag == "table"
        most = _QUOTED_LINKS if is_quoted else _FEW_LINKS
        if ((is_beside or is_among) if is_table else (is_beside and is_among)) and (
            _linked(blocks[whole.first : whole.last]) <= most or _is_told_of(whole, blocks, keep)
        ):
            found.update(range(whole.first, whole.last))
    return found


def _is_told_of(whole: Container, blocks: list[Block], keep: AbstractSet[int]) -> bool:
    """Whether a list stands between two paragraphs of its element, the first of which tells of it.

    *These are the walks our readers love most.* Of such a list the article is made, links or not.
    """
    above, below = whole.first - 1, whole.last
    if whole.element.tag not in ("ul", "ol") or above not in keep or below not in keep:
        return False
    if any(blocks[at].home is not whole.parent or blocks[at].is_heading for at in (above, below)):
        return False
    told = blocks[above]
    if told.link_chars or told.weight < _LEAST_TOLD:  # *Read also:*
        return False
    return announces(told) or _TELLS_OF.search(told.text[-_LAST_WORDS:].casefold()) is not None


def _structure(home: Container) -> Container | None:
    """The innermost table, list, listing or quotation around."""
    up: Container | None = home
    while up is not None and up.element.tag not in _STRUCTURES:
        up = up.parent
    return up


def _linked(blocks: list[Block]) -> float:
    size = sum(block.chars for block in blocks)
    return sum(block.link_chars for block in blocks) / size if size else 0.0


def _is_right_above(position: int, blocks: list[Block], keep: AbstractSet[int]) -> bool:
    below = position + 1
    return below in keep and blocks[below].home is blocks[position].home


def _is_inside(home: Container | None, homes: AbstractSet[Container], levels: int) -> bool:
    """Whether an element is one of some, or few levels within one of them."""
    for _ in range(levels + 1):
        if home is None or home in homes:
            break
        home = home.parent
    return home in homes
