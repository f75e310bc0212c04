"""Finds elements by a CSS selector or an XPath that a person wrote."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property, lru_cache
from typing import Any, Final

from cssselect import ExpressionError, GenericTranslator, SelectorError
from cssselect.parser import Function
from cssselect.xpath import XPathExpr
from lxml import etree, html
from lxml.cssselect import CSSSelector

from feedclean.dom import xpath
from feedclean.dom.xpath_cost import LONGEST, Shape, affordable, seconds, seconds_below, shape_from
from feedclean.dom.xpath_form import NotUnderstood, is_absolute, parsed
from feedclean.dom.xpath_stages import alternatives_of, found_by

_XPATH: Final = re.compile(
    r"\s*+(?:\(*+\s*+(?:\.{0,2}/|(?:descendant|ancestor|following)[\w-]*::)|id\()"
)

_BELOW: Final = "/descendant-or-self::*/"
"""How cssselect writes ``a b``; ``//`` finds the same."""
_CAPITALS: Final = "".join(
    chr(code)
    for some in ((0x41, 0x5B), (0xC0, 0xDF), (0x391, 0x3AC), (0x400, 0x430))
    for code in range(*some)
    if len(chr(code).lower()) == 1 and chr(code).lower() != chr(code)
)
"""Latin, Greek and Cyrillic ones."""


class Chosen:
    """An element, or a text, that a selector has found."""

    def __init__(self, node: Any) -> None:
        self.node = node
        """As lxml has it."""
        self.element: Any = node
        """Itself, or the element a text belongs to, as lxml's texts know."""
        if isinstance(node, str):
            self.element = getattr(node, "getparent", lambda: None)()

    @property
    def text(self) -> str:
        """All text of it, on one line."""
        if isinstance(self.node, str):
            return " ".join(self.node.split())
        return " ".join(" ".join(map(str, self.node.itertext())).split())

    def attribute(self, name: str) -> str:
        """Value of an attribute; empty where there is none."""
        return "" if isinstance(self.node, str) else (self.node.get(name) or "").strip()

    def links(self) -> Iterator[Chosen]:
        """The links that are it, or lie below it."""
        if isinstance(self.node, str):
            return
        for node in self.node.iter("a"):
            if node.get("href"):
                yield Chosen(node)

    @property
    def address(self) -> str:
        """What it leads to: the text itself, its own link, or the best link below it."""
        if isinstance(self.node, str):
            return self.node.strip()
        own = self.attribute("href")
        inner = max(self.links(), key=lambda link: len(link.text), default=None)
        return own or (inner.attribute("href") if inner else "")


class TooSlow(Exception):
    """A selector that might take too long on a page, and was not tried."""

    def __init__(self, expression: str) -> None:
        told = "was not tried: on so large a page it might take too long"
        super().__init__(f"{expression!r} {told}; look for less at each step")


class ListPage:
    """A page, and what the selectors of a person find in it.

    One that might take too long is not tried, as in site rules; CSS is reckoned as the XPath it
    becomes: ``p ~ p`` took 9 s on 3,000 paragraphs in a row, and ``p ~ p ~ p`` hours.
    """

    def __init__(self, page: str) -> None:
        parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True)
        self._root: Any = (
            html.document_fromstring(page.encode("utf-8"), parser=parser, ensure_head_body=True)
            if page.strip()
            else None
        )

    @cached_property
    def _shape(self) -> Shape:
        return _shape_of(self._root)

    def select(self, expression: str) -> list[Chosen]:
        """What a selector finds in the page, in document order. Raises: ValueError, TooSlow."""
        if self._root is None:
            return []
        return [Chosen(one) for one in self._nodes(expression) if _is_wanted(one, self._root)]

    def within(self, around: Sequence[Chosen], expression: str) -> list[Chosen | None]:
        """Of each element the first of what a selector finds from there. Raises: as above.

        Of all the same, where an XPath begins at the top of the page: that is looked for once.
        """
        look = compiled(expression)
        if _is_css(look):
            form, many = _form_of_css(expression, look.path), max(1, len(around))
            if seconds_below(form, self._shape, many, _nesting(around)) > LONGEST:
                raise TooSlow(expression)
            return [_first(look(one.node), one) for one in around]
        if is_absolute(parsed(expression)):
            found = self._nodes(expression) if self._root is not None else []
            return [_first(found, one) for one in around]
        if seconds(expression, self._shape, max(1, len(around))) > LONGEST:
            raise TooSlow(expression)
        return [_first(look(one.node), one) for one in around]

    def _nodes(self, expression: str) -> list[Any]:
        look = compiled(expression)
        form = _form_of_css(expression, look.path) if _is_css(look) else expression
        tried = affordable([form], self._shape)
        if form not in tried:
            raise TooSlow(expression)
        if not tried[form]:
            return list(look(self._root))
        parts = [found_by(one, self._root) for one in alternatives_of(form)]
        if len(parts) == 1:
            return parts[0]
        numbers = {one: number for number, one in enumerate(self._root.iter())}
        return sorted({one for part in parts for one in part}, key=numbers.__getitem__)


def _first(found: Iterable[Any], around: Chosen) -> Chosen | None:
    if isinstance(around.node, str):
        return None
    return next((Chosen(one) for one in found if _is_wanted(one, around.node)), None)


def _is_wanted(one: Any, around: Any) -> bool:
    return isinstance(one, str) or (isinstance(one.tag, str) and one is not around)


def _is_css(look: etree.XPath) -> bool:
    return isinstance(look, CSSSelector)


def _form_of_css(expression: str, path: str) -> str:
    """The XPath that a CSS selector becomes, in a form that can be reckoned and taken apart."""
    return path if _BELOW in expression else path.replace(_BELOW, "//")


def _nesting(around: Sequence[Chosen]) -> int:
    """How many of some elements stand within each other, at most."""
    nodes = {one.element for one in around}
    return max((_among(one.element, nodes) for one in around), default=1)


def _among(node: Any, nodes: AbstractSet[Any]) -> int:
    return 1 + sum(above in nodes for above in node.iterancestors()) if node is not None else 1


def _shape_of(root: Any) -> Shape:
    parents: list[int] = []
    tags: list[str | None] = []
    letters = 0
    numbers: dict[Any, int] = {}
    for element in root.iter():
        parent = numbers.get(element.getparent(), -1)
        number = numbers[element] = len(parents)
        parents.append(parent)
        tags.append(element.tag if isinstance(element.tag, str) else "")
        for text, of in ((element.text, number), (element.tail, parent)):
            if text:
                parents.append(of)
                tags.append(None)
                letters += len(text)
    return shape_from(parents, tags, letters)


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


def problem(expression: str) -> str:
    """What is wrong with a selector; empty if nothing is."""
    try:
        look = compiled(expression)
    except ValueError as error:
        return str(error)
    slow = "" if _is_css(look) else xpath.slowness(expression)
    return f"{expression!r} is {slow}" if slow.startswith("no ") else slow


class _Translator(GenericTranslator):
    """CSS as XPath that needs nothing but XPath.

    For ``:contains`` lxml calls back into Python, and read names from memory that was let go where
    thousands of cards were asked.
    """

    def xpath_contains_function(self, xpath: XPathExpr, function: Function) -> XPathExpr:
        """Elements whose text has some words in it, whatever their capitals."""
        if function.argument_types() not in (["STRING"], ["IDENT"]):
            raise ExpressionError(f":contains() takes a text or a word, not {function.arguments}")
        wanted = self.xpath_literal((function.arguments[0].value or "").lower())
        small = f"translate(string(.), '{_CAPITALS}', '{_CAPITALS.lower()}')"
        return xpath.add_condition(f"contains({small}, {wanted})")


@lru_cache(maxsize=256)
def compiled(expression: str) -> Any:
    """The selector, ready to be run. Raises: ValueError."""
    if _XPATH.match(expression):
        wrong = xpath.misfit(expression)
        if wrong:
            raise ValueError(f"{expression!r} is {wrong}")
        return etree.XPath(expression)
    try:
        # the stubs know names of translators only
        look = CSSSelector(expression, translator=_Translator())  # type: ignore[arg-type]
    except SelectorError as error:
        raise ValueError(f"{expression!r} is no valid CSS selector ({error})") from error
    try:
        parsed(_form_of_css(expression, look.path))
    except NotUnderstood as error:
        told = "finds nothing: pages have no prefixes of names"
        raise ValueError(f"{expression!r} {told}") from error
    return look
