"""A whole document as the parser made it, in which selectors find elements, texts and attributes.

Plain CSS is left to the parser; for other CSS, and for XPath, the same tree is built once more in
the words of the library that knows them. So no second parser is asked, and none can see another
structure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborNode

from feedclean.dom import css, xpath
from feedclean.dom.kinds import INLINE
from feedclean.dom.survey import Item, survey
from feedclean.model.plan import Selector
from feedclean.text import collapse, printable

_SAID_BY: Final = {"meta": "content", "time": "datetime"}
"""Attributes that say what an element has no text for, or says in other words."""
_SILENT: Final = frozenset(("script", "style", "template", "noscript"))

_UNFOLDED: Final = "footer, nav"
"""Elements that are read as one line of text otherwise."""

Place = tuple[int, ...]
"""Which child to follow, from the body downwards."""


class Document:
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
        found = self._find_any(selector)
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
        return [
            address
            for one in self._find_any(selector)
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

    def _find_any(self, selector: Selector) -> Sequence[int | str]:
        """Numbers of the elements that a selector finds, and the texts, if it is an XPath."""
        return self._by_tree_of(selector) if selector.syntax == "xpath" else self.find(selector)

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
        """Takes apart what knows itself in circles; left alone it waits for the collector."""
        if self._soup is not None:
            self._soup.let_go()

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
