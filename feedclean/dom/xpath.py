"""XPath of site rules: what is well-formed, and what it finds in a page that was surveyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from lxml import etree

from feedclean.dom.survey import Item
from feedclean.dom.xpath_cost import (
    LONGEST,
    ORDINARY,
    affordable,
    at_best,
    shape_of,
)
from feedclean.dom.xpath_form import NotUnderstood
from feedclean.dom.xpath_stages import alternatives_of, found_by
from feedclean.spelling import nearest
from feedclean.text import printable

_QUOTED: Final = re.compile(r""""[^"]*"|'[^']*'""")
_CALLED: Final = re.compile(r"(?<![\w:.-])([\w.-]+)\s*\(")
_FUNCTIONS: Final = frozenset(
    "boolean ceiling concat contains count false floor id lang last local-name name namespace-uri "
    "normalize-space not number position round starts-with string string-length substring "
    "substring-after substring-before sum translate true "
    "comment node processing-instruction text and div mod or".split()
)
"""Of XPath 1.0, section 4, with its node types and the operators a bracket may follow."""


def problem(expression: str, *, finds_texts: bool) -> str:
    """What is wrong with an expression of a rule: what it is, or how long it takes."""
    return misfit(expression, finds_texts=finds_texts) or slowness(expression)


def misfit(expression: str, *, finds_texts: bool = False) -> str:
    """What libxml2 says, and what it would say only on a page that has such elements."""
    try:
        found = _xpath(expression)(_html_element("html"))
    except etree.XPathError as error:
        return f"no valid XPath: {error}"
    if not isinstance(found, list) and not (finds_texts and isinstance(found, str)):
        return f"an XPath that finds no elements, but {found!r}"
    bare = _QUOTED.sub("''", expression)
    unknown = [name for name in _CALLED.findall(bare) if name not in _FUNCTIONS]
    if unknown:
        close = nearest(unknown[0], _FUNCTIONS)
        hint = f'; did you mean "{close}"?' if close else ""
        return f"no valid XPath: there is no function {unknown[0]}(){hint}"
    return "no valid XPath: there are no variables" if "$" in bare else ""


def slowness(expression: str) -> str:
    """What to say of an expression that takes long on an ordinary page; empty if none does."""
    try:
        is_slow = at_best(expression, ORDINARY) > LONGEST
    except NotUnderstood:
        return "no XPath that we know how to bound; write it in a simpler way"
    many = f"{ORDINARY.nodes:,.0f}"
    told = f"it might take many seconds on a page of {many} elements and texts; look for less at"
    return f"{told} each step: following:: and // within // multiply" if is_slow else ""


@lru_cache(maxsize=1024)
def _xpath(expression: str) -> etree.XPath:
    return etree.XPath(expression)


class LxmlTree:
    """The same elements and texts as libxml2 knows them."""

    def __init__(self, items: Sequence[Item], expressions: Iterable[str]) -> None:
        self._tried = affordable(expressions, shape_of(items))
        self._elements: dict[int, Any] = {}
        last: dict[int, Any] = {}
        texts: dict[tuple[int, Any], list[str]] = {}
        for number, item in enumerate(items):
            if item.node is None:
                texts.setdefault((item.parent, last.get(item.parent)), []).append(item.text)
                continue
            element = _html_element(item.node.tag or "", self._elements.get(item.parent))
            self._elements[number] = last[item.parent] = element
            for name, value in item.node.attributes.items():
                _set(element, name, value or "")
        for (parent, before), parts in texts.items():
            text = printable("".join(parts))
            if before is None:
                self._elements[parent].text = text
            else:
                before.tail = text
        self._numbers = {element: number for number, element in self._elements.items()}

    def find(self, expression: str) -> list[int | str]:
        """Numbers of the elements, and the texts, that an XPath finds, in document order."""
        return [
            str(one) if isinstance(one, str) else self._numbers[one]
            for one in self._nodes(expression)
            if isinstance(one, str) or one in self._numbers
        ]

    def attributes(self, expression: str) -> list[tuple[int, str]]:
        """The attributes that an XPath finds: numbers of their elements, and their names."""
        return [
            (self._numbers[one.getparent()], one.attrname)
            for one in self._nodes(expression)
            if getattr(one, "is_attribute", False)
        ]

    def holds(self, expression: str) -> bool:
        """Whether an XPath is true of the page: by finding something, or by what it says."""
        found = self._nodes(expression)
        return bool(found) and found != [False]

    def is_tried(self, expression: str) -> bool:
        """Whether an expression is quick enough for this page; what is not finds nothing in it."""
        return expression in self._tried

    def _nodes(self, expression: str) -> list[Any]:
        if not self.is_tried(expression):
            return []
        try:
            if self._tried[expression]:
                return self._found_in_stages(expression)
            found = _xpath(expression)(self._elements[0])
        except etree.XPathError:  # such as a limit of libxml2: the rule costs itself
            return []
        return found if isinstance(found, list) else [found]

    def _found_in_stages(self, expression: str) -> list[Any]:
        parts = [found_by(one, self._elements[0]) for one in alternatives_of(expression)]
        if len(parts) == 1:
            return parts[0]
        return sorted({one for part in parts for one in part}, key=self._numbers.__getitem__)


def _set(element: Any, name: str, value: str) -> None:
    try:
        element.set(name, printable(value))
    except ValueError:  # no name in XML: "@click", or what broken markup makes of a quotation
        return


def _html_element(tag: str, parent: Any = None) -> Any:
    """An element, the last child of its parent."""
    try:
        if parent is None:
            return etree.HTMLParser().makeelement(tag)
        return etree.SubElement(parent, tag)
    except ValueError:
        return etree.SubElement(parent, "unnamed")
