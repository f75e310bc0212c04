"""What a person's rules want to stand elsewhere, in another element or in none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Final

from feedclean.dom.edit import adopt, detach, replace_all
from feedclean.dom.kinds import INLINE, VOID
from feedclean.dom.tree import Element, ancestors, walk

_OF_TABLES: Final = frozenset("caption tbody thead tfoot tr td th".split())
_OF_LISTS: Final = frozenset(("li", "dt", "dd"))
_MADE_OF: Final = {
    "table": _OF_TABLES,
    **dict.fromkeys(("tbody", "thead", "tfoot", "tr"), _OF_TABLES),
    **dict.fromkeys(("ul", "ol", "dl"), _OF_LISTS),
}


def move(pairs: Sequence[tuple[Element, Element]], root: Element) -> None:
    """Puts elements into others: at the beginning what stood before, at the end what stood after.

    So what is read keeps its order. What is gone, or would have to stand in itself, is left alone.
    """
    order = {one: at for at, one in enumerate(walk(root))} if pairs else {}
    heads: dict[Element, int] = {}
    for into, group in groupby(pairs, key=lambda pair: pair[1]):
        if into not in order:
            continue
        moved = _movable([element for element, _ in group if element in order], into)
        detach(*moved)
        before = [one for one in moved if order[one] < order[into]]
        after = [one for one in moved if order[one] > order[into]]
        at = heads.get(into, 0)
        adopt(into, [*into.children[:at], *before, *into.children[at:], *after])
        heads[into] = at + len(before)


def _movable(elements: Iterable[Element], into: Element) -> list[Element]:
    """Those that neither hold an element nor are in it, nor in one another."""
    around = {into, *ancestors(into)}
    inside = {into}
    found: list[Element] = []
    for element in elements:
        if element not in around and inside.isdisjoint((element, *ancestors(element))):
            inside.add(element)
            found.append(element)
    return found


def wrap(pairs: Iterable[tuple[Element, str]], root: Element) -> None:
    """Puts elements that are still there into new ones, each with the tag that is named.

    One that is named twice stands in two, the later within the earlier.
    """
    left = list(pairs)
    there = set(walk(root)) if left else set()
    while left:
        tags: dict[Element, str] = {}
        again: list[tuple[Element, str]] = []
        for element, tag in left:
            if element in tags:
                again.append((element, tag))
            elif element in there:
                tags[element] = tag
        wrappers = {element: Element(tag, None, element.parent) for element, tag in tags.items()}
        replace_all({element: (wrapper,) for element, wrapper in wrappers.items()})
        for element, wrapper in wrappers.items():
            adopt(wrapper, [element])
        left = again


def unwrap(elements: Iterable[Element]) -> None:
    """Makes mere wrappers of elements, which leave when all is tidied; what they hold stays.

    With a table or a list goes what only makes sense in one.
    """
    for element in elements:
        if element.tag in _MADE_OF:
            _unwrap_parts(element, _MADE_OF[element.tag])
        _make_wrapper(element)


def _unwrap_parts(element: Element, parts: frozenset[str]) -> None:
    for child in element.elements():
        if child.tag in parts or not child.tag:
            _unwrap_parts(child, parts)
            _make_wrapper(child)


def _make_wrapper(element: Element) -> None:
    if element.tag and element.tag not in VOID:  # a picture holds nothing that could stay
        element.tag = "span" if element.tag in INLINE else "div"
