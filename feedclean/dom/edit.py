"""Changes to a tree: nodes taken out of it, put in the place of others, given to others."""

from __future__ import annotations

from collections.abc import Iterable

from feedclean.dom.tree import Child, Element


def detach(*elements: Element) -> None:
    """Takes elements out of their parents, leaving the text around them in place.

    Only the ledger calls this for anything that holds text. Each parent is gone through once,
    however many of its children go.
    """
    gone: dict[Element, set[int]] = {}
    for element in elements:
        if element.parent is not None:
            gone.setdefault(element.parent, set()).add(id(element))
    for parent, children in gone.items():
        _remember(parent)
        parent.children = [child for child in parent.children if id(child) not in children]


def empty(element: Element) -> None:
    """Takes out all that an element holds."""
    _remember(element)
    element.children = []


def replace(element: Element, *new: Child) -> None:
    """Puts other nodes where an element stood."""
    parent = element.parent
    if parent is None:
        return
    _remember(parent)
    index = position(element)
    for node in new:
        if not isinstance(node, str):
            node.parent = parent
    parent.children[index : index + 1] = list(new)


def position(element: Element) -> int:
    """Index of an element among its parent's children, strings counted."""
    assert element.parent is not None
    for index, child in enumerate(element.parent.children):
        if child is element:
            return index
    raise ValueError(f"{element!r} is no child of its parent any more")


def adopt(parent: Element, children: Iterable[Child]) -> Element:
    """Gives an element these children."""
    parent.children = list(children)
    for child in parent.children:
        if not isinstance(child, str):
            child.parent = parent
    return parent


def _remember(parent: Element) -> None:
    if parent.original is None:
        parent.original = tuple(parent.children)
