"""What tags are: text or not, in a line or on lines of their own; and their numbers in lexbor."""

from __future__ import annotations

import re
import sys
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom.repair import KNOWN_TAGS

VOID: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)
"""Elements without content or end tag."""

NOT_TEXT: Final = frozenset(
    "head script style template link meta base title noframes noembed".split()
)
"""Elements whose content is no text of the page; left out of the tree."""

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark "
    "meter nobr output picture progress q rb rp rt rtc ruby s samp small source span strike strong "
    "sub sup time tt u var wbr input math svg "
    "mi mn mo ms mtext mspace mrow mfrac msqrt mroot mstyle merror mpadded mphantom mfenced "
    "msub msup msubsup munder mover munderover mmultiscripts mprescripts mtable mtr mtd mlabeledtr "
    "none menclose maction "
    "semantics annotation annotation-xml".split()
)
"""Elements that run along in a line of text; everything else starts a block of its own."""


# What a tag is to the walk; custom elements have no entry, see ``kind_of``.
TEXT, LEFT_OUT, IN_LINE, OF_ITS_OWN = range(4)
KINDS: Final = {
    **dict.fromkeys(KNOWN_TAGS, OF_ITS_OWN),
    **dict.fromkeys(INLINE, IN_LINE),
    **dict.fromkeys(NOT_TEXT | {"-comment", "!doctype", "-"}, LEFT_OUT),
    "-text": TEXT,
}


_WITH_CAPITALS: Final = frozenset(("clippath", "lineargradient"))
"""Within a drawing: ``clipPath``."""
_MADE_UP: Final = 1_000
"""Tags that lexbor does not know get numbers far beyond, other ones each time."""


def _numbered() -> dict[int, str]:
    """Names by the numbers lexbor has for the usual tags: so none is made for each node."""
    document = LexborHTMLParser("x<!-- -->")
    body = document.body
    assert body is not None
    nodes = [*body.iter(include_text=True)]
    nodes += [document.create_node(tag) for tag in sorted(KINDS) if tag.isalnum()]
    return {
        node.tag_id: sys.intern(node.tag or "-")
        for node in nodes
        if node.tag_id is not None and node.tag_id < _MADE_UP
    }


_NUMBERED: Final = _numbered()
NUMBERS: Final = {number: KINDS[name] for number, name in _NUMBERED.items()}
"""Kinds by the numbers of tags."""
NAMES: Final = {n: name for n, name in _NUMBERED.items() if name not in _WITH_CAPITALS}


_PARAGRAPHS: Final = frozenset("p h1 h2 h3 h4 h5 h6".split())
_MOST_AROUND: Final = 12
UNSEEN: Final = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
"""Of a style."""
_WIDE: Final = r"\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef"
_WORD: Final = re.compile(rf"[^\s{_WIDE}]{{0,40}}|[{_WIDE}]{{0,6}}")
"""In scripts without spaces, what may be one."""
_GLUED: Final = re.compile(rf"^(?:[^\W_{_WIDE}]|[.,:;!?…。！？])|\0[^\W_{_WIDE}]")
"""What stands before an element, and behind it, without a space: nobody writes words so."""


def kind_of(node: LexborNode) -> int:
    """What a tag is to the walk; asked where ``NUMBERS`` has no answer.

    An element of somebody's own making stands on lines of its own, but for one with words in the
    midst of a paragraph: readers' aids wrap each word of a page so, word processors names of
    places. At the end of one, and glued to it, stand buttons and lines of verse.
    """
    kind = KINDS.get((node.tag or "-").lower())
    if kind is None:
        kind = IN_LINE if _is_in_paragraph(node) and _is_of_line(node) else OF_ITS_OWN
    return kind


def name_of(node: LexborNode) -> str:
    """The tag our tree has for a node that is none of the usual ones: what it is to its line."""
    tag = node.tag or ""
    return "span" if tag.lower() not in KINDS and kind_of(node) == IN_LINE else tag


def _is_in_paragraph(node: LexborNode) -> bool:
    parent = node.parent
    for _ in range(_MOST_AROUND):
        tag = "" if parent is None else parent.tag or ""
        if tag in _PARAGRAPHS:
            return True
        if parent is None or KINDS.get(tag, IN_LINE) != IN_LINE:
            return False
        parent = parent.parent
    return False


def _is_of_line(node: LexborNode) -> bool:
    """Whether an element is shown, and has text of its line on both sides or is a word of it."""
    if _is_hidden(node):
        return False
    texts = [text.strip() for text in node.text(separator="\0").split("\0")]
    if not any(texts):
        return False
    (before, is_text_before), (behind, is_text_behind) = _beside(node, -1), _beside(node, 1)
    if is_text_before and is_text_behind:
        return True
    if not all(map(_WORD.fullmatch, texts)):
        return False
    is_glued = _GLUED.search(f"{before[-1:]}\0{behind[:1]}") is not None
    return not (is_glued and any(map(str.isalnum, "".join(texts))))


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    shown = attributes.get("aria-hidden") != "true" and "hidden" not in attributes
    return not shown or UNSEEN.search(attributes.get("style") or "") is not None


def _beside(node: LexborNode, step: int) -> tuple[str, bool]:
    """What stands beside an element in its paragraph, and whether it is text of that."""
    at: LexborNode | None = node
    space = ""
    for _ in range(_MOST_AROUND):
        beside = None if at is None else at.prev if step < 0 else at.next
        if beside is None:
            at = None if at is None else at.parent
            if at is None or KINDS.get(at.tag or "") != IN_LINE:
                break
            continue
        at = beside
        tag = beside.tag or "-"
        kind = KINDS.get(tag)
        if kind == TEXT or (kind in (IN_LINE, None) and tag != "br"):
            text = (beside.text_content if kind == TEXT else beside.text()) or ""
            if text.strip():
                return space or text, kind is not None
            space = space or text[:1]
        elif kind != LEFT_OUT:
            break
    return space, False
