"""Lines between ``<br>``, each in a box of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.dom import traits
from feedclean.dom.tree import Child, Element

_BREAKS: Final = frozenset(("br", "wbr"))


def box(run: list[Child], parent: Element) -> Element:
    """An anonymous box around a run of nodes, which it adopts."""
    found = Element("", None, parent, run)
    for node in run:
        if not isinstance(node, str):
            node.parent = found
    return found


def lines(element: Element) -> list[Element] | None:
    """Boxes for the lines between ``<br>``, where an element has several; else None.

    Looks through wrappers: ``<p><span>one<br>two</span></p>`` has two lines.
    """
    holder = _holder_of_lines(element)
    if holder is None:
        return None
    groups = list(_split(holder.children))
    if sum(1 for group in groups if isinstance(group, list)) < 2:
        return None
    boxes: list[Element] = []
    parted: list[Child] = []
    for group in groups:
        if not isinstance(group, list):
            parted.append(group)
            continue
        boxes.append(box(group, holder))
        parted.append(boxes[-1])
    holder.original = holder.original or tuple(holder.children)
    holder.children = parted
    return boxes


def _holder_of_lines(element: Element) -> Element | None:
    """The innermost wrapper of all content, if that has a ``<br>`` among several parts."""
    holder = element
    while True:
        children = holder.children
        if len(children) == 1:  # as most have
            only = children[0]
            if isinstance(only, str) or only.tag == "a" or not only.children:
                return None
            holder = only
            continue
        inner = [child for child in children if not _is_blank(child)]
        if len(inner) != 1 or isinstance(inner[0], str) or inner[0].tag in ("a", "img"):
            break
        holder = inner[0]
    has_break = any(not isinstance(child, str) and child.tag == "br" for child in holder.children)
    return holder if has_break and len(inner) >= 2 else None


def _split(children: list[Child]) -> Iterator[list[Child] | Child]:
    """Non-blank lines as lists; the ``<br>`` and blank nodes between them as they are."""
    line: list[Child] = []
    for child in children:
        if not isinstance(child, str) and child.tag == "br":
            yield from _line(line)
            line = []
            yield child
        else:
            line.append(child)
    yield from _line(line)


def _line(line: list[Child]) -> Iterator[list[Child] | Child]:
    if _are_blank(line):
        yield from line
    else:
        yield line


def _is_blank(node: Child) -> bool:
    if isinstance(node, str):
        return not node or node.isspace()
    tag = node.tag
    if tag in _BREAKS:
        return True
    if tag in traits.MEDIA:
        return False
    return _are_blank(node.children)


def _are_blank(nodes: list[Child]) -> bool:
    for node in nodes:  # noqa: SIM110 - twice as fast as a generator in all()
        if not _is_blank(node):
            return False
    return True
