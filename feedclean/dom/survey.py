"""A page as the parser made it, element by element: what trees of other libraries are made of."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from feedclean.dom.kinds import LEFT_OUT, NUMBERS, TEXT, kind_of
from feedclean.dom.tree import MAX_DEPTH


class Item:
    """An element, or a text, and where it stands."""

    __slots__ = ("mem_id", "node", "parent", "step", "text")

    def __init__(
        self, parent: int, step: int, node: LexborNode | None, mem_id: int, text: str
    ) -> None:
        self.parent = parent
        """Number of the element it is in; -1 for the outermost."""
        self.step = step
        """Which child it is of those our tree has of its parent; -1: that leaves it out."""
        self.node = node
        self.mem_id = mem_id
        self.text = text


def survey(html: LexborNode) -> list[Item]:
    """All elements and texts of a page, from ``<html>`` on, in document order."""
    items: list[Item] = []
    _gather(items, html, -1, -1)
    return items


def _gather(items: list[Item], node: LexborNode, parent: int, step: int, depth: int = 0) -> None:
    number = len(items)
    items.append(Item(parent, step, node, node.mem_id, ""))
    seen = 0
    child = node.first_child if depth <= MAX_DEPTH else None
    while child is not None:
        kind = NUMBERS.get(child.tag_id)
        kind = kind_of(child) if kind is None else kind
        if kind == TEXT:
            items.append(Item(number, seen, None, 0, child.text_content or ""))
            seen += 1
        elif child.is_element_node:
            _gather(items, child, number, -1 if kind == LEFT_OUT else seen, depth + 1)
            seen += kind != LEFT_OUT
        child = child.next
