"""Blocks, the units a cleaner judges, each with its measures.

A block is the smallest piece of a page that stands on lines of its own: a paragraph, a heading, a
list item, a table cell, a line between two ``<br>``, a picture. Text that stands bare between block
elements gets an anonymous box (CSS 2.1, section 9.2.1.1), so that every block is one element and
every non-blank string is in exactly one block.
"""

from __future__ import annotations

from typing import Final

from selectolax.lexbor import LexborNode

from feedclean.dom import traits
from feedclean.dom.tree import Element
from feedclean.text import composed, wide

IN_LINK: Final = 1
IN_STRONG: Final = 2
_STRONG: Final = frozenset(("strong", "b"))


class Container:
    """An element that holds blocks: where they begin and end, and what it lends to them."""

    __slots__ = ("depth", "element", "first", "last", "parent", "traits")

    def __init__(self, element: Element, parent: Container | None, context: int) -> None:
        self.element = element
        self.parent = parent
        self.depth: int = 0 if parent is None else parent.depth + 1
        self.traits = context
        """Bits of ``feedclean.dom.traits``, gathered from the element and all its ancestors."""
        self.first = 0
        self.last = 0
        """Its blocks are those with ``first <= index < last``."""

    def nearest(self, tags: frozenset[str]) -> Container | None:
        """This one, or the nearest around it, whose element has one of the tags."""
        container: Container | None = self
        while container is not None and container.element.tag not in tags:
            container = container.parent
        return container


class Line:
    """What stands in one run of inline content, counted while it is read."""

    __slots__ = ("breaks", "images", "link_chars", "links", "media", "parts", "strong_chars")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.links = 0
        self.images = 0
        self.media = 0
        """Elements that show something, pictures included."""
        self.breaks = 0
        self.link_chars = 0
        self.strong_chars = 0

    def enter(self, thing: Element | LexborNode, state: int) -> int:
        """Counts an inline element; the state of what it holds."""
        tag = thing.tag
        if tag == "a":
            if "href" in thing.attrs:  # of a node, without a dict of all of them
                self.links += 1
                return state | IN_LINK
        elif tag == "br":
            self.breaks += 1
            self.parts.append(" ")
        elif tag == "img":
            self.images += 1
            self.media += 1
        elif tag in _STRONG:
            return state | IN_STRONG
        elif tag in traits.MEDIA:
            self.media += 1
        return state

    def add(self, text: str, state: int) -> None:
        """Counts a string."""
        self.parts.append(text)
        if state:
            size = len("".join(text.split()))
            if state & IN_LINK:
                self.link_chars += size
            if state & IN_STRONG:
                self.strong_chars += size

    def words(self) -> list[str]:
        """The text, parted at white space."""
        parts = self.parts
        return (parts[0] if len(parts) == 1 else "".join(parts)).split()


class Block:
    """One block: its element, its text and what was counted in it. Characters are non-space."""

    __slots__ = (
        "_weight",
        "box",
        "chars",
        "gone",
        "home",
        "images",
        "index",
        "link_chars",
        "links",
        "strong_chars",
        "text",
        "traits",
    )

    def __init__(
        self, box: Element, context: int, home: Container, line: Line, words: list[str]
    ) -> None:
        self.box = box
        self.home = home
        """The nearest element that holds this block and others."""
        self.traits = context
        """Bits of ``feedclean.dom.traits``, gathered from the box and all its ancestors."""
        self.index = 0
        self.gone = False
        self.take(line, words)

    def take(self, line: Line, words: list[str]) -> None:
        """Takes over what was counted in its line, and the words of that."""
        self._weight = -1
        text = " ".join(words)
        self.text = composed(text)
        """Collapsed text, as it is looked up."""
        self.chars = len(text) - len(words) + 1 if words else 0
        self.links = line.links
        self.images = line.images
        self.link_chars = line.link_chars
        self.strong_chars = line.strong_chars
        if self.traits & traits.LINK:
            self.links = max(self.links, 1)
            self.link_chars = self.chars

    @property
    def link_density(self) -> float:
        """Share of the text that sits inside links, 0.0 to 1.0; 0.0 without text.

        Source: Kohlschütter et al. 2010, "Boilerplate Detection using Shallow Text Features".
        """
        return self.link_chars / self.chars if self.chars else 0.0

    @property
    def weight(self) -> int:
        """Length of the text in Latin letters (``feedclean.text.weight``); counted once."""
        if self._weight < 0:
            text = self.text
            letters = len(text) - text.count(" ")
            self._weight = letters if text.isascii() else letters + wide(text)
        return self._weight

    def silence(self) -> None:
        """Forgets its text, which is no longer there."""
        self.text = ""
        self.chars = self.links = self.images = self.link_chars = self.strong_chars = 0
        self._weight = 0

    @property
    def is_heading(self) -> bool:
        """Whether it is marked up as a heading."""
        return bool(self.traits & traits.HEADING)

    def __repr__(self) -> str:
        return f"Block({self.index}, {self.text[:40]!r})"
