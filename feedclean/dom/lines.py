"""The visible text of a page as lines, in reading order, from any element on."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from selectolax.lexbor import LexborNode

from feedclean.dom.kinds import INLINE

_UNSEEN: Final = frozenset(
    "script style noscript template svg select option button textarea iframe object audio video "
    "canvas math head title rt rp".split()
)
_MENUS: Final = _UNSEEN | {"nav"}
"""What stands above a headline and says nothing of its article besides."""
HIDDEN: Final = (
    "sr-only", "screen-reader", "screenreader", "visually-hidden", "visuallyhidden", "u-hidden",
    "is-hidden", "hidden-text", "assistive",
)  # fmt: skip


_LONGEST_TEXT: Final = 400


@dataclass(frozen=True, slots=True)
class Line:
    """A line of visible text and the class names around it, lower case."""

    text: str
    label: str
    parts: tuple[str, ...] = ()
    """What stands in elements of its own in it, in their order; empty where it is of one piece."""

    @property
    def is_glued(self) -> bool:
        """Whether two of these have nothing between them but how they are shown."""
        pairs = pairwise(self.parts)
        return any(a[-1].isalnum() and b[0].isalnum() and a + b in self.text for a, b in pairs)


def lines_after(node: LexborNode, most: int, most_chars: int) -> list[Line]:
    """The lines behind a node, in reading order."""
    return _lines(_following(node), most, most_chars)


def lines_below(node: LexborNode, most: int, most_chars: int) -> list[Line]:
    """The lines of a node."""
    return _lines(_below(node), most, most_chars)


def lines_before(node: LexborNode, most: int) -> list[Line]:
    """The lines in front of a node, nearest first, from the boxes around it."""
    out: list[Line] = []
    box = node
    for _ in range(4):
        before = box.prev
        while before is not None and len(out) < most:
            if before.tag not in _MENUS:
                out.extend(reversed(_lines(_below(before, unseen=_MENUS), most, 800)))
            before = before.prev
        parent = box.parent
        if parent is None or parent.tag in ("body", "html") or len(out) >= most:
            break
        box = parent
    return out[:most]


def label_of(node: LexborNode) -> str:
    """Class and id, lower case."""
    attrs = node.attributes
    if not attrs:
        return ""
    return f"{attrs.get('class') or ''} {attrs.get('id') or ''}".lower().strip()


def _lines(
    nodes: Iterator[tuple[str, LexborNode | None]], most: int, most_chars: int
) -> list[Line]:
    """Pieces of text joined to lines; an empty piece is a break."""
    lines: list[Line] = []
    current: list[str] = []
    owner: LexborNode | None = None
    size = 0
    for piece, node in nodes:
        if piece:
            if owner is None and not piece.isspace():
                owner = node
            current.append(piece)
            size += len(piece)
        if (not piece and current) or size > most_chars:
            text = " ".join("".join(current).split())
            if text:
                lines.append(Line(text, _label_around(owner), _parts(current)))
            current, owner = [], None
            if len(lines) >= most or size > most_chars:
                return lines
    text = " ".join("".join(current).split())
    return [*lines, Line(text, _label_around(owner), _parts(current))] if text else lines


def _parts(pieces: list[str]) -> tuple[str, ...]:
    told = tuple(" ".join(piece.split()) for piece in pieces if piece and not piece.isspace())
    return told if len(told) > 1 else ()


def _label_around(text: LexborNode | None) -> str:
    """Class names of the two elements around a text."""
    if text is None or text.parent is None:
        return ""
    near = text.parent
    above = near.parent
    return f"{near.tag} {label_of(near)} {label_of(above) if above is not None else ''}"


def text_of(node: LexborNode, left_out: tuple[str, ...]) -> str:
    """The text of a node on one line, without elements whose class holds one of the words."""
    out: list[str] = []
    size = 0
    for piece, _ in _below(node, left_out):
        out.append(piece or " ")
        size += len(piece)
        if size > _LONGEST_TEXT:
            break
    return " ".join("".join(out).split())[:_LONGEST_TEXT]


def _below(
    top: LexborNode, left_out: tuple[str, ...] = HIDDEN, unseen: Container[str] = _UNSEEN
) -> Iterator[tuple[str, LexborNode | None]]:
    """Texts below a node in reading order; an empty one where a block begins or ends."""
    if top.tag == "-text":
        yield top.text_content or "", top
        return
    node = top.first_child
    depth = 0
    while node is not None:
        tag = node.tag or ""
        if tag == "-text":
            yield node.text_content or "", node
        elif tag not in unseen and tag[:1] not in ("-", "!", "_") and not _is_out(node, left_out):
            if tag not in INLINE or tag == "br":
                yield "", None
            below = node.first_child
            if below is not None:
                node, depth = below, depth + 1
                continue
        while node.next is None:
            parent = node.parent
            depth -= 1
            if parent is None or depth < 0:
                return
            node = parent
            if node.tag not in INLINE:
                yield "", None
        node = node.next


def _is_out(node: LexborNode, words: tuple[str, ...]) -> bool:
    label = label_of(node)
    if label:
        for word in words:  # any() of a generator took three times as long, at each element
            if word in label:
                return True
    return False


def _following(node: LexborNode) -> Iterator[tuple[str, LexborNode | None]]:
    """Texts behind a node to the end of the page."""
    box: LexborNode | None = node
    while box is not None and box.tag not in ("body", "html"):
        after = box.next
        while after is not None:
            tag = after.tag or ""
            if tag not in _UNSEEN:
                block = tag not in INLINE and tag != "-text"
                if block:
                    yield "", None
                yield from _below(after)
                if block or tag == "br":
                    yield "", None
            after = after.next
        yield "", None
        box = box.parent
