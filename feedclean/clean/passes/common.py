"""What several passes ask of a page."""

from __future__ import annotations

from collections.abc import Iterable

from feedclean.clean.page import Finding, Page
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Child, Element, ancestors, find_all, position
from feedclean.model.removal import RuleId, Stage
from feedclean.text import excerpt


def finding(rule: str, blocks: Iterable[Block], reason: str, score: float | None = None) -> Finding:
    """A finding of the block stage."""
    return Finding(
        blocks=tuple(blocks),
        rule=RuleId(f"block/{rule}"),
        stage=Stage.BLOCK,
        reason=reason,
        score=score,
    )


def quote(block: Block) -> str:
    """A block's text as a reason cites it."""
    return f"“{excerpt(block.text, 40)}”"


def zones(page: Page) -> tuple[range, range]:
    """Positions before the first and after the last block of running text.

    Where nothing reads like running text, both cover the whole article.
    """
    first, last = page.body_span()
    return range(first), range(last + 1, len(page.blocks))


def is_picture(block: Block) -> bool:
    """Whether a block shows something and says nothing."""
    return not block.chars


def is_item(block: Block) -> bool:
    """Whether a block looks like an entry of a list of links: mostly link, or a picture."""
    return is_picture(block) or block.link_density > 0.6


def targets(block: Block) -> list[str]:
    """Addresses of the links in a block, or of the link around it."""
    links = find_all(block.box, "a")
    if not links:
        links = [element for element in (block.box, *ancestors(block.box)) if element.tag == "a"]
    return [link.get("href") for link in links if link.get("href")]


def in_list(block: Block) -> bool:
    """Whether a block is an item of a list."""
    return bool(block.traits & traits.ITEM)


def in_verse(block: Block) -> bool:
    """Whether a block is a line of a stanza: other lines right above or below, no blank between.

    “Advertisement” between two paragraphs is a label; as a line of a poem it is the poem.
    """
    if not block.traits & traits.LINE or block.box.parent is None:
        return False
    lines = block.box.parent.children
    place = position(block.box)
    return _has_line(lines[place + 1 :]) or _has_line(lines[:place][::-1])


def _has_line(nodes: list[Child]) -> bool:
    """Whether the next line is one ``<br>`` away."""
    breaks = 0
    for node in nodes:
        if isinstance(node, str):
            continue
        if node.tag != "br":
            return breaks == 1
        breaks += 1
    return False


def named_groups(page: Page, bit: int) -> list[list[Block]]:
    """Blocks that have a trait by name, one list for each outermost element that lends it."""
    groups: dict[Element, list[Block]] = {}
    for block in page.blocks:
        if block.traits & bit:
            lenders = [e for e in (block.box, *ancestors(block.box)) if traits.of(e) & bit]
            if lenders:
                groups.setdefault(lenders[-1], []).append(block)
    return list(groups.values())
