"""Finds elements by the selectors of site rules, in a page as it was first parsed.

Rules are matched before the page is cut into blocks, on the whole document that the parser made:
with its head, its scripts, and every element where the author put it. Plain CSS is left to the
parser; for other CSS, and for XPath, the same tree is built once more in the words of the library
that knows them. So no second parser is asked, and none can see another structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom import css, xpath
from feedclean.dom.bounds import bounded
from feedclean.dom.survey import Item, survey
from feedclean.dom.tree import INLINE, Element, opened
from feedclean.model.plan import Selector
from feedclean.text import collapse, printable

LONGEST: Final = 1_000
"""Characters of an expression; more is a mistake or an attack on whoever has to read it."""

_SAID_BY: Final = {"meta": "content", "time": "datetime"}
"""Attributes that say what an element has no text for, or says in other words."""
_SILENT: Final = frozenset(("script", "style", "template", "noscript"))

_UNFOLDED: Final = "footer, nav"
"""Elements that are read as one line of text otherwise."""

Place = tuple[int, ...]
"""Which child to follow, from the body downwards."""


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
    document = _Document(body, selectors)
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
        document = _Document(body, all_)
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


class _Document:
    """One document as the parser made it: its elements in order, and where each of them stands."""

    def __init__(self, body: LexborNode, selectors: Sequence[Selector]) -> None:
        html = body.parent
        assert html is not None  # whatever is parsed has one
        self._html = html
        self._body = body.mem_id
        self._items: list[Item] = []
        self._numbers: dict[int, int] = {}
        self._xpaths = [one for one in selectors if one.syntax == "xpath"]
        self._guards = [one for one in selectors if one.guard]
        self._soup: css.SoupTree | None = None
        self._lxml: xpath.LxmlTree | None = None

    def find(self, selector: Selector) -> list[int]:
        """Numbers of the elements that a selector finds, in document order."""
        expression = selector.expression
        is_plain = selector.syntax == "css" and css.PLAIN.fullmatch(expression)
        if is_plain and css.is_quick(self._html, expression):
            found = self._html.css(css.exact(expression))
            if not found:
                return []  # without a walk: most rules find nothing on most pages
            self._survey()
            numbers = {self._numbers.get(node.mem_id, -1) for node in found}
            return sorted(number for number in numbers if number >= 0)
        return [one for one in self._by_tree_of(selector) if not isinstance(one, str)]

    def texts(self, selector: Selector) -> list[str]:
        """The texts that a selector finds: those of elements, of attributes, or texts as such."""
        found = self._by_tree_of(selector) if selector.syntax == "xpath" else self.find(selector)
        texts = (one if isinstance(one, str) else self._text(one) for one in found)
        return [text for one in texts if (text := collapse(printable(one)))]

    def attributes(self, selector: Selector) -> list[tuple[Place, str]]:
        """The attributes that an XPath finds, each with the place of its element."""
        found = (
            (self.place(number), name)
            for number, name in self._by_xpath().attributes(selector.expression)
        )
        return [(place, name) for place, name in found if place is not None]

    def addresses(self, selector: Selector) -> list[str]:
        """Where the elements that a selector finds link to; texts as they are."""
        found = self._by_tree_of(selector) if selector.syntax == "xpath" else self.find(selector)
        return [
            address
            for one in found
            for address in ([one] if isinstance(one, str) else self._links(one))
            if address.strip()
        ]

    def holds(self, guard: str) -> bool:
        """Whether an XPath is true of the page."""
        return self._by_xpath().holds(guard)

    def untried(self) -> tuple[Selector, ...]:
        """The selectors that were left alone, as they or their guards might take too long."""
        tree = self._lxml
        if tree is None:
            return ()
        slow = [one for one in self._xpaths if not tree.is_tried(one.expression)]
        guarded = [one for one in self._guards if not tree.is_tried(one.guard)]
        return tuple(dict.fromkeys((*slow, *guarded)))

    def _links(self, number: int) -> Iterator[str]:
        """The address of an element, or those of the links within it."""
        node = self._items[number].node
        assert node is not None
        own = node.attributes.get("href")
        if own is not None:
            yield own
            return
        for link in node.css("a[href]"):
            yield link.attributes.get("href") or ""

    def _by_tree_of(self, selector: Selector) -> list[int | str]:
        """What is found in the tree of another library: numbers of elements, and texts."""
        tree = self._by_css() if selector.syntax == "css" else self._by_xpath()
        return tree.find(selector.expression)

    def _by_css(self) -> css.SoupTree:
        if self._soup is None:
            self._survey()
            self._soup = css.SoupTree(self._items)
        return self._soup

    def _by_xpath(self) -> xpath.LxmlTree:
        if self._lxml is None:
            self._survey()
            expressions = [one.expression for one in self._xpaths]
            expressions += [one.guard for one in self._guards]
            self._lxml = xpath.LxmlTree(self._items, expressions)
        return self._lxml

    def _text(self, number: int) -> str:
        """The text of an element, or what it says in its place: ``content``, ``datetime``."""
        node = self._items[number].node
        assert node is not None
        said = _SAID_BY.get(node.tag or "")
        if said is not None and (value := node.attributes.get(said)):
            return value
        parts: list[str] = []
        silent: set[int] = set()
        for at in range(number + 1, len(self._items)):
            item = self._items[at]
            if item.parent < number:
                break
            if item.parent in silent or (item.node is not None and item.node.tag in _SILENT):
                silent.add(at)
            elif item.node is None:
                parts.append(item.text)
            elif item.node.tag == "br" or item.node.tag not in INLINE:
                parts.append(" ")
        return "".join(parts)

    def let_go(self) -> None:
        """Takes apart what was made in other libraries; left alone it waits for the collector."""
        for tree in (self._soup, self._lxml):
            if tree is not None:
                tree.let_go()

    def place(self, number: int) -> Place | None:
        """Where our tree has an element; None for what is not in its body, or left out there."""
        steps: list[int] = []
        while (item := self._items[number]).mem_id != self._body:
            if item.step < 0:
                return None
            steps.append(item.step)
            number = item.parent
        return tuple(reversed(steps))

    def around(self, number: int) -> Iterator[int]:
        """The ``mem_id`` of an element and of all that it is in."""
        while number >= 0:
            yield self._items[number].mem_id
            number = self._items[number].parent

    def below(self, number: int) -> Iterator[int]:
        """The ``mem_id`` of what might be folded within an element."""
        node = self._items[number].node
        assert node is not None
        return (one.mem_id for one in node.css(_UNFOLDED))

    def _survey(self) -> None:
        if not self._items:
            self._items = survey(self._html)
            self._numbers = {item.mem_id: n for n, item in enumerate(self._items) if item.node}
