"""A light tree of our own over what the HTML parser made, opened where somebody looks.

Why not edit the parser's tree: an edit must never lose the text behind a node or be refused for an
empty one, and a removed node must still be able to say where it stood. Here a node is a Python
object and text is a plain string among the children. An element is made when its parent is opened,
its children and attributes when they are first asked for: of a page, most never are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any, Final, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom.repair import KNOWN_TAGS, is_cut, is_odd, mend

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements without content or end tag."""

NOT_TEXT: Final = frozenset(
    "head script style template link meta base title noframes noembed".split()
)
"""Elements whose content is no text of the page; left out of the tree."""

MAX_DEPTH: Final = 200
"""Deepest nesting kept; real pages reach 52."""

_NOT_TEXT_TAGS: Final = sorted(NOT_TEXT)

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark "
    "meter nobr output picture progress q rb rp rt rtc ruby s samp small source span strike strong "
    "sub sup time tt u var wbr input math svg "
    "mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom msub msup "
    "msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd menclose maction "
    "semantics annotation annotation-xml".split()
)
"""Elements that run along in a line of text; everything else starts a block of its own."""


# What a tag is to the walk; custom elements have no entry and stand on lines of their own.
TEXT, LEFT_OUT, IN_LINE, OF_ITS_OWN = range(4)
KINDS: Final = {
    **dict.fromkeys(KNOWN_TAGS, OF_ITS_OWN),
    **dict.fromkeys(INLINE, IN_LINE),
    **dict.fromkeys(NOT_TEXT | {"-comment", "!doctype", "-"}, LEFT_OUT),
    "-text": TEXT,
}


class Element:
    """One element: tag, attributes, children (elements and strings) and the parent.

    ``attrs`` and ``children`` are read from the parser's node when they are first asked for.
    ``original`` is None until the first edit below this element; then it holds the
    children as first parsed, so that the path of a removed node can still be told.
    """

    __slots__ = (
        "attrs",
        "children",
        "closed",
        "depth",
        "holds_blocks",
        "node",
        "original",
        "parent",
        "tag",
    )  # fmt: skip

    attrs: dict[str, str | None]
    children: list[Child]
    holds_blocks: bool
    """Whether an inline element has a block element somewhere below it."""
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
        self.children = [] if children is None else children
        self.holds_blocks = False
        self.original: tuple[Child, ...] | None = None
        self.node = None
        self.closed: list[Element] = [] if parent is None else parent.closed
        """All elements of the tree that have not been opened, and some that have."""
        self.depth: int = 0 if parent is None else parent.depth + 1

    def __getattr__(self, name: str) -> Any:
        """Attributes and children, read when first asked for."""
        if name == "children" and self.node is not None:
            return opened(self)
        if name == "attrs" and self.node is not None:
            self.attrs = self.node.attributes
            return self.attrs
        if name == "holds_blocks":
            self.holds_blocks = self.tag in INLINE and any(
                child.tag not in INLINE or child.holds_blocks for child in self.elements()
            )
            return self.holds_blocks
        raise AttributeError(name)

    def get(self, name: str) -> str:
        """Value of an attribute, empty where there is none."""
        return self.attrs.get(name) or ""

    def elements(self) -> list[Element]:
        """Child elements, without the text between them."""
        return [child for child in self.children if not isinstance(child, str)]

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
        return element.children
    element.attrs = element.attrs  # read now, if nobody has: the node goes
    children: list[Child] = []
    element.children = children
    element.node = None
    if element.depth >= MAX_DEPTH:
        flatten(node)
    kind_of = KINDS.get
    child = node.first_child
    while child is not None:
        kind = kind_of(child.tag or "-", OF_ITS_OWN)
        if kind == TEXT:
            children.append(child.text_content or "")
        elif kind != LEFT_OUT:
            children.append(unopened(child, element))
        child = child.next
    return children


def unopened(node: LexborNode, parent: Element) -> Element:
    """An element of which nothing is known yet but its tag."""
    element = _new(Element)  # without a call of __init__: 0.1 ms a page
    element.tag = node.tag or ""
    element.parent = parent
    element.original = None
    element.node = node
    element.depth = parent.depth + 1
    element.closed = parent.closed
    parent.closed.append(element)
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
    """Leaves only its text in an unopened element; returns texts of its links, and the pictures."""
    node = element.node
    assert node is not None
    node.strip_tags(_NOT_TEXT_TAGS)
    element.attrs = element.attrs  # read now, if nobody has: the node goes
    element.children = [node.text(separator=" ")]
    element.node = None
    return [link.text() for link in node.css("a[href]")], len(node.css("img"))


def parse(html: str) -> Element:
    """The body of a page or fragment as a tree; never fails, whatever the markup.

    Scripts, styles, templates and the head are not part of it. ``noscript`` is, because lazy images
    keep their address there.
    """
    body = _body(mend(html) if is_cut(html) else html)
    if body is not None and _is_misread(body) and (mended := mend(html)) != html:
        body = _body(mended)
    root = Element("body")
    if body is not None:
        root.node = body
        root.attrs = body.attributes
        del root.children  # to be read when first asked for
    return root


def let_go(root: Element) -> None:
    """Parts a tree from what the parser holds of it; what nobody has opened stays closed.

    Elements know their parents, so a tree waits for the garbage collector, and with it would wait
    the parser's copy of the page, some MB.
    """
    for element in root.closed:
        element.node = None
    root.closed.clear()


def _body(html: str) -> LexborNode | None:
    return LexborHTMLParser(html).body


_SWALLOWED: Final = ", ".join(f'[{name}*=">"]' for name in ("href", "src", "class", "id"))


def _is_misread(body: LexborNode) -> bool:
    """Whether a name shows that the parser misread the markup.

    Two names glued together, or a quote within an attribute's name, which is where the text ends
    that an open quote has swallowed, with the end of its own tag.
    """
    # a page: 0.1 ms for each of the two; every attribute of every element took 0.5
    names = {node.tag for node in body.css("*")} - KNOWN_TAGS
    if any(name and is_odd(name) for name in names):
        return True
    swallowing = ("".join(node.attributes) for node in body.css(_SWALLOWED))
    return any('"' in found or "'" in found for found in swallowing)


def walk(root: Element) -> Iterator[Element]:
    """All elements below ``root`` in document order, without ``root`` itself."""
    stack = [child for child in reversed(root.children) if not isinstance(child, str)]
    while stack:
        element = stack.pop()
        yield element
        stack += [child for child in reversed(element.children) if not isinstance(child, str)]


def strings(root: Element) -> Iterator[str]:
    """All strings below ``root`` in document order."""
    stack: list[Child] = list(reversed(root.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            yield node
        else:
            stack.extend(reversed(node.children))


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


def detach(element: Element) -> None:
    """Takes an element out of its parent, leaving the text around it in place.

    Only the ledger calls this for anything that holds text.
    """
    parent = element.parent
    if parent is None:
        return
    _remember(parent)
    index = position(element)
    del parent.children[index]


def replace(element: Element, *new: Child) -> None:
    """Puts other nodes where an element stood."""
    parent = element.parent
    if parent is None:
        return
    _remember(parent)
    index = position(element)
    for node in new:
        if not isinstance(node, str):
            node.parent = parent
    parent.children[index : index + 1] = list(new)


def position(element: Element) -> int:
    """Index of an element among its parent's children, strings counted."""
    assert element.parent is not None
    for index, child in enumerate(element.parent.children):
        if child is element:
            return index
    raise ValueError(f"{element!r} is no child of its parent any more")


def adopt(parent: Element, children: Iterable[Child]) -> Element:
    """Gives an element these children."""
    parent.children = list(children)
    for child in parent.children:
        if not isinstance(child, str):
            child.parent = parent
    return parent


def _remember(parent: Element) -> None:
    if parent.original is None:
        parent.original = tuple(parent.children)


def path(element: Element, known: dict[Element, str] | None = None) -> str:
    """XPath of an element in the tree as first parsed: ``/html/body/div[2]/p[1]``.

    An anonymous box is named by what it starts with: ``/html/body/div[2]/text()[3]``. ``known``
    keeps the paths of parents between calls, while nothing is edited.
    """
    node: Child = element
    parent = element.parent
    while not isinstance(node, str) and not node.tag and node.children:
        parent, node = node, node.children[0]
    while parent is not None and not parent.tag and parent.parent is not None:
        parent = parent.parent
    if parent is None:
        return "/html/body"
    before = None if known is None else known.get(parent)
    if before is None:
        before = path(parent, known)
        if known is not None:
            known[parent] = before
    siblings = parent.children if parent.original is None else parent.original
    return f"{before}/{_step(node, siblings)}"


def _step(node: Child, siblings: Iterable[Child]) -> str:
    """``p[2]`` or ``text()[2]``: the place of a node among its siblings of the same name."""
    name = "text()" if isinstance(node, str) else node.tag
    nth = 0
    for sibling in siblings:
        same = (
            isinstance(sibling, str)
            if isinstance(node, str)
            else (not isinstance(sibling, str) and sibling.tag == name)
        )
        nth += same
        if sibling is node:
            break
    return f"{name}[{nth}]"


def to_html(root: Element) -> str:
    """The content of ``root`` as HTML, without the tag of ``root`` itself.

    An element with an empty tag is an anonymous box: only its content is written.
    """
    out: list[str] = []
    stack: list[Child | tuple[str]] = list(reversed(root.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(escape(node, quote=False))
        elif isinstance(node, tuple):
            out.append(node[0])
        else:
            tag = node.tag
            if tag:
                out.append(_start_tag(node))
                if tag in VOID:
                    continue
                stack.append((f"</{tag}>",))
            stack.extend(reversed(node.children))
    return "".join(out)


def _start_tag(element: Element) -> str:
    if not element.attrs:
        return f"<{element.tag}>"
    attrs = "".join(
        f' {name}="{escape(value)}"' if value is not None else f' {name}=""'
        for name, value in element.attrs.items()
    )
    return f"<{element.tag}{attrs}>"
