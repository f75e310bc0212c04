"""Cuts a tree into blocks, the units a cleaner judges, each with its measures.

A block is the smallest piece of a page that stands on lines of its own: a paragraph, a heading, a
list item, a table cell, a line between two ``<br>``, a picture. Text that stands bare between block
elements gets an anonymous box (CSS 2.1, section 9.2.1.1), so that every block is one element and
every non-blank string is in exactly one block.
"""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.dom import traits
from feedclean.dom.tree import INLINE, Child, Element
from feedclean.text import wide


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

    def __init__(self, box: Element, context: int, home: Container) -> None:
        self.box = box
        self.home = home
        """The nearest element that holds this block and others."""
        self.traits = context
        """Bits of ``feedclean.dom.traits``, gathered from the box and all its ancestors."""
        self.index = 0
        self.gone = False
        self.links = 0
        self.images = 0
        self.link_chars = 0
        self.strong_chars = 0
        self._weight = -1
        children = box.children
        if len(children) == 1 and isinstance(children[0], str):  # as most are
            words = children[0].split()
        else:
            parts: list[str] = []
            _measure(children, self, parts, in_link=bool(context & traits.LINK), in_strong=False)
            words = "".join(parts).split()
        self.text = " ".join(words)
        """Collapsed text."""
        self.chars = sum(map(len, words))
        if context & traits.LINK:
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
            self._weight = self.chars + (0 if self.text.isascii() else wide(self.text))
        return self._weight

    @property
    def is_heading(self) -> bool:
        """Whether it is marked up as a heading."""
        return bool(self.traits & traits.HEADING)

    def __repr__(self) -> str:
        return f"Block({self.index}, {self.text[:40]!r})"


_STRONG = frozenset(("strong", "b"))


def _measure(
    children: list[Child], block: Block, parts: list[str], *, in_link: bool, in_strong: bool
) -> None:
    for child in children:
        if isinstance(child, str):
            parts.append(child)
            if in_link or in_strong:
                size = len("".join(child.split()))
                block.link_chars += size if in_link else 0
                block.strong_chars += size if in_strong else 0
            continue
        tag = child.tag
        if tag == "a" and "href" in child.attrs:
            block.links += 1
            _measure(child.children, block, parts, in_link=True, in_strong=in_strong)
        elif tag == "img":
            block.images += 1
        elif tag == "br":
            parts.append(" ")
        elif child.children:
            strong = in_strong or tag in _STRONG
            _measure(child.children, block, parts, in_link=in_link, in_strong=strong)


def cut(root: Element) -> list[Block]:
    """All blocks below ``root`` in document order; bare text is boxed in place."""
    blocks: list[Block] = []
    _cut(root, Container(root, None, traits.of(root)), blocks)
    for index, block in enumerate(blocks):
        block.index = index
    return blocks


def _cut(container: Element, home: Container, blocks: list[Block]) -> None:
    children = container.children
    run: list[Child] = []
    boxed: list[Child] = []
    changed = False
    has_blocks = False
    is_space = True
    home.first = len(blocks)
    context = home.traits
    for child in children:
        if isinstance(child, str):
            run.append(child)
            is_space = is_space and child.isspace()
            continue
        if child.tag in INLINE and not child.holds_blocks:
            run.append(child)
            is_space = False
            continue
        has_blocks = True
        if is_space:  # most runs are the white space between two blocks
            boxed += run
        else:
            changed = _flush(run, container, home, boxed, blocks) or changed
        run = []
        is_space = True
        boxed.append(child)
        _cut(child, Container(child, home, context | traits.of(child)), blocks)
    if not has_blocks:
        _leaf(container, context, home, blocks)
    else:
        if run:
            changed = _flush(run, container, home, boxed, blocks) or changed
        if changed:
            container.original = container.original or tuple(children)
            container.children = boxed
    home.last = len(blocks)


def _flush(
    run: list[Child], container: Element, home: Container, boxed: list[Child], blocks: list[Block]
) -> bool:
    """Boxes a run of inline nodes, if there is anything in it to be judged."""
    if _are_blank(run):
        boxed.extend(run)
        return False
    box = Element("", None, container, run)
    for node in run:
        if not isinstance(node, str):
            node.parent = box
    boxed.append(box)
    _leaf(box, home.traits, home, blocks)
    return True


_BREAKS = frozenset(("br", "wbr"))


def _is_blank(node: Child) -> bool:
    if isinstance(node, str):
        return not node or node.isspace()
    tag = node.tag
    if tag in _BREAKS:
        return True
    if tag in traits.MEDIA:
        return False
    return _are_blank(node.children)


def _are_blank(nodes: list[Child]) -> bool:
    for node in nodes:  # noqa: SIM110 - twice as fast as a generator in all()
        if not _is_blank(node):
            return False
    return True


def _leaf(element: Element, context: int, home: Container, blocks: list[Block]) -> None:
    """Adds the block of an element that holds inline content only, or one block for each line."""
    lines = _lines(element) if element.children else None
    if lines is None:
        single = home.parent if home.element is element else home
        block = Block(element, context, single or home)
        if block.chars or block.images or _has_media(element):
            blocks.append(block)
        return
    for line in lines:
        block = Block(line, context | traits.LINE, home)
        if block.chars or block.images:
            blocks.append(block)


def _has_media(element: Element) -> bool:
    if element.tag in traits.MEDIA:
        return True
    return any(not isinstance(child, str) and _has_media(child) for child in element.children)


def _holder_of_lines(element: Element) -> Element | None:
    """The innermost wrapper of all content, if that has a ``<br>`` among several parts."""
    holder = element
    while True:
        children = holder.children
        if len(children) == 1:  # as most have
            only = children[0]
            if isinstance(only, str) or only.tag == "a" or not only.children:
                return None
            holder = only
            continue
        inner = [child for child in children if not _is_blank(child)]
        if len(inner) != 1 or isinstance(inner[0], str) or inner[0].tag in ("a", "img"):
            break
        holder = inner[0]
    has_break = any(not isinstance(child, str) and child.tag == "br" for child in holder.children)
    return holder if has_break and len(inner) >= 2 else None


def _lines(element: Element) -> list[Element] | None:
    """Boxes for the lines between ``<br>``, where an element has several; else None.

    Looks through wrappers: ``<p><span>one<br>two</span></p>`` has two lines.
    """
    holder = _holder_of_lines(element)
    if holder is None:
        return None
    groups = list(_split(holder.children))
    if sum(1 for group in groups if isinstance(group, list)) < 2:
        return None
    boxes: list[Element] = []
    lines: list[Child] = []
    for group in groups:
        if not isinstance(group, list):
            lines.append(group)
            continue
        box = Element("", None, holder, group)
        for node in group:
            if not isinstance(node, str):
                node.parent = box
        lines.append(box)
        boxes.append(box)
    holder.original = holder.original or tuple(holder.children)
    holder.children = lines
    return boxes


def _split(children: list[Child]) -> Iterator[list[Child] | Child]:
    """Non-blank lines as lists; the ``<br>`` and blank nodes between them as they are."""
    line: list[Child] = []
    for child in children:
        if not isinstance(child, str) and child.tag == "br":
            yield from _line(line)
            line = []
            yield child
        else:
            line.append(child)
    yield from _line(line)


def _line(line: list[Child]) -> Iterator[list[Child] | Child]:
    if _are_blank(line):
        yield from line
    else:
        yield line
