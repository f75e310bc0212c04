"""Changes to a tree: nodes taken out of it, put in the place of others, given to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from feedclean.dom.tree import Child, Element


def detach(*elements: Element) -> None:
    """Takes elements out of their parents, leaving the text around them in place.

    Only the ledger calls this for anything that holds text.
    """
    replace_all(dict.fromkeys(elements, ()))


def replace(element: Element, *new: Child) -> None:
    """Puts other nodes where an element stood."""
    replace_all({element: new})


def replace_all(new: Mapping[Element, Sequence[Child]]) -> None:
    """Puts other nodes where elements stood, which may be among these.

    Each parent is gone through once, however many of its children are replaced.
    """
    for parent in dict.fromkeys(element.parent for element in new):
        if parent is not None:
            children: list[Child] = []
            for child in parent.children:
                found = None if isinstance(child, str) else new.get(child)
                if found is None:
                    children.append(child)
                else:
                    children += found
            rearrange(parent, children)


def empty(element: Element) -> None:
    """Takes out all that an element holds."""
    rearrange(element, [])


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
