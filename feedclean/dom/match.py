"""Finds elements by the selectors of site rules, in a page as it was first parsed.

Rules are matched before the page is cut into blocks, on the whole document that the parser made:
with its head, its scripts, and every element where the author put it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom import css, xpath
from feedclean.dom.bounds import bounded
from feedclean.dom.document import Document, Place
from feedclean.dom.tree import Element, opened
from feedclean.model.plan import Selector
from feedclean.text import printable

LONGEST: Final = 1_000
"""Characters of an expression; more is a mistake or an attack on whoever has to read it."""


class TooSlow(Exception):
    """A selector that might take too long on a page, and was not tried."""

    def __init__(self, selector: Selector) -> None:
        where = f" ({selector.where})" if selector.where else ""
        rule = selector.said or selector.expression
        super().__init__(f"{rule}{where} was not tried: on so large a page it might take too long")


def problem(selector: Selector, *, finds_texts: bool = False) -> str:
    """What is wrong with a selector of elements, or of texts too; empty if nothing is."""
    expression = selector.expression
    if not expression.strip():
        return "it is empty; write a CSS selector or an XPath"
    if len(expression) > LONGEST:
        return f"it has {len(expression)} characters, {LONGEST} at most"
    if printable(expression) != expression:
        return "it holds control characters"
    if selector.syntax == "css":
        return css.problem(expression)
    return xpath.problem(expression, finds_texts=finds_texts)


def addresses(html: str, selectors: Sequence[Selector]) -> list[str]:
    """The addresses that the first selector finds whose guard holds and that finds any.

    Of elements it is where they link to, or what is within them; texts are addresses as they are.
    Raises: TooSlow, where none is found and one was not tried.
    """
    body = LexborHTMLParser(bounded(html)).body
    if body is None:
        return []
    document = Document(body, selectors)
    found: list[str] = []
    for selector in selectors:
        if not selector.guard or document.holds(selector.guard):
            found = document.addresses(selector)
        if found:
            break
    untried = document.untried()
    document.let_go()
    if untried and not found:
        raise TooSlow(untried[0])
    return found


class Matches:
    """What selectors find in one page, looked for between parsing and cutting."""

    def __init__(
        self,
        selectors: Sequence[Selector],
        whole: Sequence[Selector] = (),
        texts: Sequence[Selector] = (),
        attributes: Sequence[Selector] = (),
    ) -> None:
        self._selectors = tuple(selectors)
        self._whole = frozenset(whole)
        """Those of which nothing below may be folded."""
        self._of_text = tuple(texts)
        self._of_attributes = tuple(attributes)
        self._attributes: dict[Selector, list[tuple[Place, str]]] = {}
        self._there: frozenset[Selector] = frozenset()
        """Those that found elements, in the head of the page too."""
        self._places: dict[Selector, list[Place]] = {}
        self._texts: dict[Selector, list[str]] = {}
        self.untried: tuple[Selector, ...] = ()
        """Those that might take too long on this page, and have found nothing therefore."""

    def look(self, body: LexborNode) -> frozenset[int]:
        """Looks at a page; returns the ``mem_id`` of each node that must not be folded."""
        all_ = (*self._selectors, *self._of_text, *self._of_attributes)
        document = Document(body, all_)
        self._places = {}
        open_: set[int] = set()
        there = set()
        for selector in self._selectors:
            found = document.find(selector)
            if found:
                there.add(selector)
            places = [document.place(number) for number in found]
            self._places[selector] = [place for place in places if place is not None]
            for number in found:
                open_.update(document.around(number))
                if selector in self._whole:
                    open_.update(document.below(number))
        self._texts = {selector: document.texts(selector) for selector in self._of_text}
        self._attributes = {one: document.attributes(one) for one in self._of_attributes}
        self._there = frozenset(there)
        self.untried = document.untried()
        document.let_go()
        return frozenset(open_)

    def hits(self) -> list[Selector]:
        """The selectors that have found anything, in no order."""
        found = (*self._texts.items(), *self._attributes.items())
        return [*self._there, *(one for one, what in found if what)]

    def is_there(self, selector: Selector) -> bool:
        """Whether a selector has found an element, be it one of the head."""
        return selector in self._there

    def attributes(
        self, selectors: Sequence[Selector], root: Element
    ) -> Iterator[tuple[Element, str]]:
        """The attributes that any of the selectors has found, by element and name."""
        for selector in selectors:
            for place, name in self._attributes[selector]:
                element = _follow(root, place)
                if element is not None:
                    yield element, name

    def texts(self, selector: Selector) -> list[str]:
        """The texts that a selector of texts has found, none of them empty, in document order."""
        return self._texts[selector]

    def elements(
        self, selectors: Sequence[Selector], root: Element
    ) -> list[tuple[Element, Selector]]:
        """What any of the selectors has found, in document order, with the first that found it.

        Elements of the tree of the same page. What lies too deep to be one there is not among them.
        """
        found: dict[Place, Selector] = {}
        for selector in selectors:
            for place in self._places.get(selector, ()):
                found.setdefault(place, selector)
        elements = ((_follow(root, place), found[place]) for place in sorted(found))
        return [(element, selector) for element, selector in elements if element is not None]


def _follow(root: Element, place: Place) -> Element | None:
    element = root
    for step in place:
        children = element.original or opened(element)
        child = children[step] if step < len(children) else ""
        if isinstance(child, str):
            return None
        element = child
    return element
