"""Housekeeping after the removals: wrappers go, paragraphs become paragraphs, no text changes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.finishing.layout_tables import cells_of_layout
from feedclean.clean.finishing.sanitize import TAGS
from feedclean.clean.finishing.seen import any_seen
from feedclean.dom.edit import adopt
from feedclean.dom.kinds import INLINE
from feedclean.dom.tree import Child, Element, ancestors, raw_text

WRAPPERS: Final = frozenset(
    "article section main header footer aside nav address center div form fieldset hgroup body "
    "details-menu legend label picture noscript font span big nobr tt data acronym strike".split()
)
_OF_TEXT: Final = ("lang", "dir")
_KEEP_INLINE: Final = frozenset((*_OF_TEXT, "id"))
_NO_PARAGRAPH_INSIDE: Final = frozenset("p h1 h2 h3 h4 h5 h6 pre dt summary caption".split())
_STAY: Final = TAGS - WRAPPERS
_MAY_BE_EMPTY: Final = frozenset(
    "br hr img td th tr col colgroup wbr tbody thead table mspace".split()
)
CELLS: Final = frozenset("li dd td th figcaption".split())
"""Where bare text beside blocks stays bare: ``<li>one<ul>…</ul></li>``."""
_RUBY: Final = frozenset(("ruby", "rt", "rp"))
_RENAMED: Final = {"tt": "code", "strike": "s", "acronym": "abbr", "big": "b"}
_INLINE_WRAPPERS: Final = INLINE | {"noscript", "label"}
_MOST_BREAKS: Final = 2


def tidy(root: Element) -> None:
    """Rewrites the tree below ``root`` in place; every character of text stays, in order."""
    adopt(root, _level(root, inside_paragraph=False))
    _paragraphs(root)
    _hand_down(root, root.children)


def _level(parent: Element, *, inside_paragraph: bool) -> list[Child]:
    """The children of an element, each tidied; a wrapper is replaced by what it holds."""
    children = parent.children
    if len(children) == 1 and isinstance(children[0], str) and not children[0].isspace():
        return children  # as most are
    result: list[Child] = []
    holds_more: bool | None = None  # asked again only if a child became another: 50,000 lines are
    for child in children:
        if isinstance(child, str) or _is_plain(child):
            result.append(child)
            continue
        if holds_more is None and not child.tag:
            holds_more = _holds_more_than_boxes(parent)
        box_is_inline = not child.tag and not holds_more
        was_more = holds_more is not None and _is_more_than_a_box(child)
        result += _tidied(child, inside_paragraph=inside_paragraph, box_is_inline=box_is_inline)
        if holds_more is not None and _is_more_than_a_box(child) != was_more:
            holds_more = None
    return _without_edge_breaks(result) if parent.tag not in INLINE else result


def _holds_more_than_boxes(parent: Element) -> bool:
    for child in parent.children:  # twice as fast as a generator in any()
        if not isinstance(child, str) and _is_more_than_a_box(child):
            return True
    return False


def _is_more_than_a_box(element: Element) -> bool:
    return bool(element.tag) and element.tag not in INLINE


def _tidied(element: Element, *, inside_paragraph: bool, box_is_inline: bool) -> list[Child]:
    tag = _RENAMED.get(element.tag, element.tag)
    if tag == "pre" or (tag == "math" and not element.holds_blocks):  # an empty base is a base
        adopt(element, element.children)
        return [element] if any_seen(element.children) else []
    inside = inside_paragraph or tag in _NO_PARAGRAPH_INSIDE
    children = _level(element, inside_paragraph=inside)
    element.holds_blocks = _has_block(children)  # what it held at first may have been taken out
    if tag in TAGS and tag not in WRAPPERS and not _says_nothing(element):
        if (
            tag == "table"
            and not inside_paragraph
            and (cells := cells_of_layout(element, children))
        ):
            return _out_of_cells(element, cells)
        return _staying(element, tag, children)
    if not children and "id" not in element.attrs:
        return []
    if not element.holds_blocks and (tag in _INLINE_WRAPPERS or box_is_inline):
        return _inline_wrapper(element, children)
    if not tag and element.parent is not None and element.parent.tag in CELLS:
        return children
    if inside_paragraph and "id" in element.attrs and not element.holds_blocks:
        return [" ", *_inline_wrapper(element, children), " "]
    if inside_paragraph or _has_block(children):
        _hand_down(element, children)
        return [" ", *children, " "] if inside_paragraph else children
    if not any_seen(children):
        return []
    element.tag = "p"
    element.attrs = {name: value for name, value in element.attrs.items() if name in _KEEP_INLINE}
    return [adopt(element, children)]


def _staying(element: Element, tag: str, children: list[Child]) -> list[Child]:
    """An element that is no wrapper, unless nothing is in it."""
    element.tag = tag
    adopt(element, _bare_pictures(children) if tag == "figure" else children)
    if any_seen(children) or tag in _MAY_BE_EMPTY:
        return [element]
    return [" "] if tag in INLINE and children else []


def _out_of_cells(table: Element, cells: list[Element]) -> list[Child]:
    """What the cells of a table hold, in blocks."""
    for cell in cells:
        _paragraphs(cell)
        for around in (cell, *takewhile(lambda one: one is not table, ancestors(cell)), table):
            _hand_down(around, cell.children)
    return [block for cell in cells for block in cell.children]


def _is_plain(element: Element) -> bool:
    """Whether it may stay and holds a line of text and nothing else, as most do: it is tidy."""
    if element.tag not in _STAY or (element.tag == "a" and "href" not in element.attrs):
        return False
    children = element.children
    return len(children) == 1 and isinstance(children[0], str) and bool(children[0].strip())


def _says_nothing(element: Element) -> bool:
    """Whether it is a link without an address, or ruby around paragraphs instead of a word."""
    if element.tag == "a":
        return "href" not in element.attrs
    return element.tag in _RUBY and element.holds_blocks


def _hand_down(wrapper: Element, children: list[Child]) -> None:
    """What a wrapper says of the language and direction of what it holds, said by that itself."""
    for name in _OF_TEXT:
        value = wrapper.get(name)
        if not value:
            continue
        for child in children:
            if not isinstance(child, str) and child.tag and not child.get(name):
                child.attrs[name] = value


def _bare_pictures(children: list[Child]) -> list[Child]:
    """The children of a figure, where a picture is no paragraph of its own."""
    bare: list[Child] = []
    for child in children:
        if isinstance(child, str) or child.tag != "p" or raw_text(child).strip():
            bare.append(child)
        else:
            bare.extend(child.children)
    return bare


def _inline_wrapper(element: Element, children: list[Child]) -> list[Child]:
    """A span is kept only for the language or direction it tells; any place that is linked to."""
    is_linked = "id" in element.attrs
    is_span = any(element.get(name) for name in _KEEP_INLINE)
    if not is_linked and not (is_span and any_seen(children)):
        return children
    element.attrs = {name: value for name, value in element.attrs.items() if name in _KEEP_INLINE}
    element.tag = "bdi" if element.get("dir") else "span"
    return [adopt(element, children)]


def _has_block(children: list[Child]) -> bool:
    for child in children:  # twice as fast as a generator in any()
        if not isinstance(child, str) and (child.tag not in INLINE or child.holds_blocks):
            return True
    return False


def _without_edge_breaks(children: list[Child]) -> list[Child]:
    """No line breaks at either end of a block or beside another block; at most two in a row."""
    kept: list[Child] = []
    pending: list[Child] = []
    started = has_blank = False
    for child in children:
        if isinstance(child, str):
            block = False
            if not child or child.isspace():
                pending.append(child)
                has_blank = True
                continue
        elif child.tag == "br":
            pending.append(child)
            continue
        else:
            block = child.tag not in INLINE or child.holds_blocks
        if started and not block:
            kept += _with_few_breaks(pending)
        elif has_blank:
            kept.append(" ")
        pending.clear()
        has_blank = False
        kept.append(child)
        started = not block
    if has_blank:
        kept.append(" ")
    return kept


def _with_few_breaks(blanks: list[Child]) -> Iterator[Child]:
    """White space and line breaks, without the breaks that are too many."""
    breaks = 0
    for node in blanks:
        breaks += not isinstance(node, str)
        if isinstance(node, str) or breaks <= _MOST_BREAKS:
            yield node


def _paragraphs(root: Element) -> None:
    """Bare inline runs at the top level become paragraphs; one line for each block."""
    blocks: list[Element] = []
    run: list[Child] = []

    def flush() -> None:
        if any_seen(run):
            blocks.append(adopt(Element("p", None, root), _without_edge_breaks(run)))
        run.clear()

    for child in root.children:
        if isinstance(child, str) or (child.tag in INLINE and not child.holds_blocks):
            run.append(child)
            continue
        flush()
        blocks.append(child)
    flush()
    adopt(root, [node for block in _without_edge_rules(blocks) for node in (block, "\n")])


def _without_edge_rules(blocks: list[Element]) -> list[Element]:
    """No rule above the first, below the last or right beside another: it parts nothing there."""
    kept: list[Element] = []
    rule: Element | None = None
    for block in blocks:
        if block.tag == "hr":
            rule = block
            continue
        if rule is not None and kept:
            kept.append(rule)
        kept.append(block)
        rule = None
    return kept
