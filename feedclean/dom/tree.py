"""A light tree of our own over what the HTML parser made, opened where somebody looks.

Why not edit the parser's tree: an edit must never lose the text behind a node or be refused for an
empty one, and a removed node must still be able to say where it stood. Here a node is a Python
object and text is a plain string among the children. An element is made when its parent is opened,
its children and attributes when they are first asked for: of a page, most never are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom.bounds import fit_to_parse
from feedclean.dom.kinds import (
    INLINE,
    LEFT_OUT,
    NAMES,
    NOT_TEXT,
    NUMBERS,
    TEXT,
    kind_of,
    name_of,
)
from feedclean.dom.repair import KNOWN_TAGS, is_cut, is_odd, mend

MAX_DEPTH: Final = 200
"""Deepest nesting kept; real pages reach 52."""

_NOT_TEXT_TAGS: Final = sorted(NOT_TEXT)
_SILENT: Final = ["noembed", "noframes", "script", "style", "template", "title"]
"""Those of them that hold any text: to look for half as many takes half as long."""
_MARKS: Final = ", ".join(("a[href]", "img", *_SILENT))
_SOURCES: Final = "source, param, embed, img, amp-img"
_QUIET: Final = frozenset(_SILENT)
_PAGE_PARTS: Final = frozenset(("footer", "nav", "select"))
_SWALLOWED: Final = ", ".join(f'[{name}*=">"]' for name in ("href", "src", "class", "id"))


class Element:
    """One element: tag, attributes, children (elements and strings) and the parent.

    ``children`` are read from the parser's node when they are first asked for.
    ``original`` is None until the first edit below this element; then it holds the
    children as first parsed, so that the path of a removed node can still be told.
    """

    # All but the children are plain slots. Were they read late as well, by __getattr__, each look
    # at each attribute would pass by that, and take three times as long.
    __slots__ = (
        "_children",
        "_holds_blocks",
        "attrs",
        "depth",
        "family",
        "node",
        "original",
        "parent",
        "tag",
    )  # fmt: skip

    _holds_blocks: bool | None
    node: LexborNode | None
    """What the parser made, as long as only that knows what this element holds."""

    def __init__(
        self,
        tag: str,
        attrs: dict[str, str | None] | None = None,
        parent: Element | None = None,
        children: list[Child] | None = None,
    ) -> None:
        self.tag = tag
        self.attrs = {} if attrs is None else attrs
        self.parent = parent
        self._children = [] if children is None else children
        self._holds_blocks = False
        self.original: tuple[Child, ...] | None = None
        self.node = None
        self.family: list[Element] = [] if parent is None else parent.family
        """All elements of the tree, the detached ones too."""
        self.family.append(self)
        self.depth: int = 0 if parent is None else parent.depth + 1

    @property
    def children(self) -> list[Child]:
        """Elements and strings, in document order."""
        return self._children if self.node is None else opened(self)

    @children.setter
    def children(self, children: list[Child]) -> None:
        self._children = children
        self.node = None

    @property
    def holds_blocks(self) -> bool:
        """Whether an inline element has a block element somewhere below it; found out once."""
        known = self._holds_blocks
        if known is None:
            known = self._holds_blocks = self.tag in INLINE and any(
                child.tag not in INLINE or child.holds_blocks for child in self.elements()
            )
        return known

    @holds_blocks.setter
    def holds_blocks(self, holds: bool) -> None:
        self._holds_blocks = holds

    def get(self, name: str) -> str:
        """Value of an attribute, empty where there is none."""
        return self.attrs.get(name) or ""

    def elements(self) -> list[Element]:
        """Child elements, without the text between them."""
        return [child for child in self.children if not isinstance(child, str)]

    def parts(self) -> list[Child]:
        """Child elements and texts, without white space between them."""
        return [one for one in self.children if not isinstance(one, str) or one.strip()]

    def __repr__(self) -> str:
        return f"<{self.tag} {self.attrs}>"


Child: TypeAlias = Element | str

_new = object.__new__


def opened(element: Element) -> list[Child]:
    """The children of an element, read from the parser's node if nobody has done so before.

    What lies too deep becomes plain text.
    """
    node = element.node
    if node is None:
        return element._children  # noqa: SLF001 - of this module
    children: list[Child] = []
    element.children = children
    if element.depth >= MAX_DEPTH:
        flatten(node)
    child = node.first_child
    while child is not None:
        kind = NUMBERS.get(child.tag_id)
        if kind is None:
            kind = kind_of(child)
        if kind == TEXT:
            children.append(child.text_content or "")
        elif kind != LEFT_OUT:
            children.append(unopened(child, element))
        child = child.next
    return children


def unopened(node: LexborNode, parent: Element, *, holds_blocks: bool | None = None) -> Element:
    """An element of which nobody knows yet what it holds."""
    element = _new(Element)  # without a call of __init__: 0.1 ms a page
    element.tag = NAMES.get(node.tag_id) or name_of(node)
    element.attrs = node.attributes
    element.parent = parent
    element._holds_blocks = holds_blocks  # noqa: SLF001 - of this module
    element.original = None
    element.node = node
    element.depth = parent.depth + 1
    element.family = parent.family
    parent.family.append(element)
    return element


def flatten(node: LexborNode) -> None:
    """Puts its text in the place of all a node holds."""
    node.strip_tags(_NOT_TEXT_TAGS)
    text = node.text()
    children = list(node.iter(include_text=True))
    for child in children[1:]:
        child.remove()
    if children:
        children[0].replace_with(text)


def fold(element: Element) -> tuple[list[str], int]:
    """Leaves only its text in an unopened element; returns texts of its links, and the pictures.

    A player keeps the elements too that say what it plays; they hold no text.
    """
    node = element.node
    assert node is not None
    # to look for each by itself took as long again
    marks = node.css(_MARKS)
    names = [mark.tag for mark in marks]
    if not _QUIET.isdisjoint(names):
        node.strip_tags(_SILENT)
        marks = node.css("a[href], img")
        names = [mark.tag for mark in marks]
    element.children = [node.text(separator=" ")]
    if element.tag not in _PAGE_PARTS:
        element.children += [unopened(source, element) for source in node.css(_SOURCES)]
    links = [mark.text() for mark, name in zip(marks, names, strict=True) if name == "a"]
    return links, names.count("img")


def parse(html: str) -> Element:
    """The body of a page or fragment as a tree; never fails, whatever the markup.

    Scripts, styles, templates and the head are not part of it. ``noscript`` is, because lazy images
    keep their address there.
    """
    html = mend(html) if is_cut(html) else html
    root = planted(html)
    if root.node is not None and _is_misread(root.node) and (mended := mend(html)) != html:
        return planted(mended)
    return root


def planted(html: str) -> Element:
    """The tree of what the parser makes of the markup as it stands."""
    root = Element("body")
    body = LexborHTMLParser(fit_to_parse(html)).body
    if body is not None:
        root.node = body
        root.attrs = body.attributes
    return root


def let_go(root: Element) -> None:
    """Takes a tree apart that nobody needs any more, with what the parser holds of it.

    Elements know their parents and parents their children. Left alone they wait for the garbage
    collector, and with them the parser's copy of the page, some MB; that took a fifth of the time
    of reading pages one after another.
    """
    for element in root.family:
        element.node = element.parent = None
    root.family.clear()


def _is_misread(body: LexborNode) -> bool:
    """Whether a name shows that the parser misread the markup: see the two below."""
    names = {node.tag for node in body.css("*")} - KNOWN_TAGS
    return any(name and is_odd(name) for name in names) or has_swallowed(body)


def has_swallowed(body: LexborNode) -> bool:
    """Whether an open quote has swallowed the end of its own tag, and text up to the next quote.

    That quote is then within the name of an attribute.
    """
    swallowing = ("".join(node.attributes) for node in body.css(_SWALLOWED))
    return any('"' in found or "'" in found for found in swallowing)


def walk(root: Element) -> list[Element]:
    """All elements below ``root`` in document order, without ``root`` itself."""
    found: list[Element] = []
    _gather(root, found)
    return found


def _gather(element: Element, found: list[Element]) -> None:
    # a list, and no calls where there is no element below: half the time of a generator
    for child in opened(element):
        if not isinstance(child, str):
            found.append(child)
            if child.node is not None or child._children:  # noqa: SLF001 - of this module
                _gather(child, found)


def strings(root: Element) -> list[str]:
    """All strings below ``root`` in document order."""
    found: list[str] = []
    _gather_strings(root, found)
    return found


def _gather_strings(element: Element, found: list[str]) -> None:
    for child in opened(element):
        if isinstance(child, str):
            found.append(child)
        elif child.node is not None or child._children:  # noqa: SLF001 - of this module
            _gather_strings(child, found)


def raw_text(root: Element) -> str:
    """The text below ``root`` as it stands, white space included."""
    return "".join(strings(root))


def find_all(root: Element, *tags: str) -> list[Element]:
    """Elements below ``root`` with one of the tags, in document order."""
    return [element for element in walk(root) if element.tag in tags]


def ancestors(element: Element) -> Iterator[Element]:
    """The parents of an element, nearest first."""
    parent = element.parent
    while parent is not None:
        yield parent
        parent = parent.parent
