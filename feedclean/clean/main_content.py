"""Where on a page the article is; everything else is a finding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page, reads_like_body
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, ancestors
from feedclean.model.removal import RuleId, Stage

_ELSEWHERE: Final = (
    traits.NAV
    | traits.ASIDE
    | traits.FOOTER
    | traits.FORM
    | traits.CONTROL
    | traits.HIDDEN
    | traits.NOSCRIPT
    | traits.COMMENT_NAME
    | traits.RELATED_NAME
    | traits.AD_NAME
    | traits.SIDE_NAME
    | traits.LEGAL_NAME
    | traits.PLAYER
)
_MOST: Final = 0.7
"""An element holding this share of the running text is the region, or holds it."""


def main_content(page: Page) -> Iterator[Finding]:
    """All blocks outside the region that holds the running text, and odd ones within."""
    weights = {
        block: block.chars
        for block in page.blocks
        if reads_like_body(block) and not block.traits & _ELSEWHERE
    }
    if not weights:
        return
    region = _region(page.root, weights)
    inside = {id(block) for block in page.blocks if _is_in(block, region)}
    outside = [block for block in page.blocks if id(block) not in inside]
    if outside:
        yield _finding("outside", outside, "outside the element that holds the running text")
    odd = [
        block
        for block in page.blocks
        if id(block) in inside and block.traits & _ELSEWHERE and not block.traits & traits.FIGURE
    ]
    if odd:
        yield _finding("odd", odd, "inside navigation, comments, forms or the like")


def _region(root: Element, weights: dict[Block, int]) -> Element:
    total = sum(weights.values())
    share: dict[int, int] = {}
    elements: dict[int, Element] = {}
    for block, size in weights.items():
        for element in (block.box, *ancestors(block.box)):
            share[id(element)] = share.get(id(element), 0) + size
            elements[id(element)] = element
    region = root
    while True:
        inner = [
            child
            for child in region.elements()
            if share.get(id(child), 0) >= _MOST * total and child.tag not in ("p", "")
        ]
        if not inner:
            return region
        region = inner[0]


def _is_in(block: Block, region: Element) -> bool:
    return block.box is region or any(parent is region for parent in ancestors(block.box))


def _finding(rule: str, blocks: list[Block], reason: str) -> Finding:
    return Finding(
        blocks=tuple(blocks),
        rule=RuleId(f"main-content/{rule}"),
        stage=Stage.MAIN_CONTENT,
        reason=reason,
    )
