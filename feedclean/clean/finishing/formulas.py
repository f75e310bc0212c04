"""Formulas that a page holds twice: for programs as MathML, and for eyes as spans or a picture.

KaTeX, MathJax and MediaWiki hide the second from screen readers, which says that it is a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from feedclean.dom.tree import Element, find_all, opened


def shown_twice(elements: Iterable[Element]) -> Iterator[Element]:
    """What stands beside a formula, and nothing else with them, hidden from screen readers."""
    known: dict[Element, bool] = {}
    seen: set[Element] = set()
    for formula in (element for element in elements if element.tag == "math"):
        around = formula
        while (above := around.parent) is not None and _is_formula_only(above, known):
            around = above
        if around not in seen:
            seen.add(around)
            yield from _hidden(around)


def _is_formula_only(element: Element, known: dict[Element, bool]) -> bool:
    if element not in known:
        known[element] = all(
            not child.strip() if isinstance(child, str) else _is_part(child, known)
            for child in opened(element)
        )
    return known[element]


def _is_part(element: Element, known: dict[Element, bool]) -> bool:
    if element.tag == "math" or _is_hidden(element):
        return True
    return element.tag != "img" and _is_formula_only(element, known)


def _hidden(element: Element) -> Iterator[Element]:
    for child in opened(element):
        if isinstance(child, str) or child.tag == "math":
            continue
        if _is_hidden(child):
            yield child
        else:
            yield from _hidden(child)


def _is_hidden(element: Element) -> bool:
    return element.get("aria-hidden") == "true" and not find_all(element, "math")
