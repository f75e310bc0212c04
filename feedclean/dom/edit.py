"""Changes to a tree: nodes taken out of it, put in the place of others, given to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
        rearrange(parent, [child for child in parent.children if id(child) not in children])


def insert_before(new: Mapping[Element, Element]) -> None:
    """Puts a new element right before each of some; each parent is gone through once."""
    for parent in dict.fromkeys(element.parent for element in new):
        if parent is not None:
            children: list[Child] = []
            for child in parent.children:
                if not isinstance(child, str) and (before := new.get(child)) is not None:
                    children.append(before)
                children.append(child)
            rearrange(parent, children)


def empty(element: Element) -> None:
    """Takes out all that an element holds."""
    rearrange(element, [])


def replace(element: Element, *new: Child) -> None:
    """Puts other nodes where an element stood."""
    parent = element.parent
    if parent is not None:
        index = position(element)
        rearrange(parent, [*parent.children[:index], *new, *parent.children[index + 1 :]])


def position(element: Element) -> int:
    """Index of an element among its parent's children, strings counted."""
    assert element.parent is not None
    for index, child in enumerate(element.parent.children):
        if child is element:
            return index
    raise ValueError(f"{element!r} is no child of its parent any more")


def rearrange(parent: Element, children: list[Child]) -> None:
    """Gives an element other children; where the first ones stood can still be told."""
    if parent.original is None:
        parent.original = tuple(parent.children)
    adopt(parent, children)


def adopt(parent: Element, children: Iterable[Child]) -> Element:
    """Gives an element these children, where nobody will ask any more how they stood."""
    parent.children = list(children)
    for child in parent.children:
        if not isinstance(child, str):
            child.parent = parent
    return parent
