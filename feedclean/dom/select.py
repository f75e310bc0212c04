"""Finds elements by a CSS selector or an XPath that a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from cssselect import SelectorError
from lxml import etree, html
from lxml.cssselect import CSSSelector

from feedclean.dom import xpath

_XPATH: Final = re.compile(
    r"\s*+(?:\(*+\s*+(?:\.?/|(?:descendant|ancestor|following)[\w-]*::)|id\()"
)


class Chosen:
    """An element, or a text, that a selector has found."""

    def __init__(self, node: Any) -> None:
        self._node = node
        self.element: Any = node
        """Itself, or the element a text belongs to, as lxml's texts know."""
        if isinstance(node, str):
            self.element = getattr(node, "getparent", lambda: None)()

    @property
    def text(self) -> str:
        """All text of it, on one line."""
        if isinstance(self._node, str):
            return " ".join(self._node.split())
        return " ".join(" ".join(map(str, self._node.itertext())).split())

    def attribute(self, name: str) -> str:
        """Value of an attribute; empty where there is none."""
        return "" if isinstance(self._node, str) else (self._node.get(name) or "").strip()

    def links(self) -> Iterator[Chosen]:
        """The links that are it, or lie below it."""
        if isinstance(self._node, str):
            return
        for node in self._node.iter("a"):
            if node.get("href"):
                yield Chosen(node)

    @property
    def address(self) -> str:
        """What it leads to: the text itself, its own link, or the best link below it."""
        if isinstance(self._node, str):
            return self._node.strip()
        own = self.attribute("href")
        inner = max(self.links(), key=lambda link: len(link.text), default=None)
        return own or (inner.attribute("href") if inner else "")

    def within(self, expression: str) -> Chosen | None:
        """The first of what a selector finds below it."""
        return None if isinstance(self._node, str) else next(_run(self._node, expression), None)


def cards(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Of each of them the largest element around it that holds none of the others."""
    owners = _owners([one.element for one in chosen if one.element is not None])
    return [one if one.element is None else Chosen(_widest(one.element, owners)) for one in chosen]


def _owners(elements: Sequence[Any]) -> dict[Any, Any]:
    """For each element that holds one of these, or is one: which; None, where there are several.

    Above one that holds several all do, so each is passed twice at most.
    """
    owners: dict[Any, Any] = {}
    for element in elements:
        node = element
        while node is not None:
            owner = owners.setdefault(node, element)
            if owner is None:
                break
            if owner is not element:
                owners[node] = None
            node = node.getparent()
    return owners


def _widest(node: Any, owners: Mapping[Any, Any]) -> Any:
    while (above := node.getparent()) is not None and above.tag not in ("body", "html"):
        if owners[above] is None:
            break
        node = above
    return node


def select(page: str, expression: str) -> list[Chosen]:
    """What a selector finds in a page, in document order. Raises: ValueError, see ``problem``."""
    if not page.strip():
        return []
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
    root = html.document_fromstring(page.encode("utf-8"), parser=parser, ensure_head_body=True)
    return list(_run(root, expression))


def problem(expression: str) -> str:
    """What is wrong with a selector; empty if nothing is."""
    try:
        compiled(expression)
    except ValueError as error:
        return str(error)
    return ""


@lru_cache(maxsize=256)
def compiled(expression: str) -> Any:
    """The selector, ready to be run. Raises: ValueError."""
    if _XPATH.match(expression):
        wrong = xpath.misfit(expression)
        if wrong:
            raise ValueError(f"{expression!r} is {wrong}")
        return etree.XPath(expression)
    try:
        return CSSSelector(expression)
    except SelectorError as error:
        raise ValueError(f"{expression!r} is no valid CSS selector ({error})") from error


def _run(node: Any, expression: str) -> Iterator[Chosen]:
    for item in compiled(expression)(node):
        if isinstance(item, str) or (isinstance(item.tag, str) and item is not node):
            yield Chosen(item)
