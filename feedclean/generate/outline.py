"""Walks a clean fragment block by block, for formats made of lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.dom.kinds import INLINE
from feedclean.dom.tree import Child, Element, ancestors, find_all, raw_text, walk

_SPACE: Final = re.compile(r"[ \t\n\r\f]+")
_SPACE_BUT_BREAK: Final = re.compile(r"[ \t\r\f]+")
_AROUND_BREAK: Final = re.compile(r"(?:(?<! ) ++)?\n *")
_DEEPEST: Final = 100
"""Below this only the text is kept and the tree not told apart: no article nests like that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How the parts of an article look in one format."""

    text: Callable[[str], str]
    """Escapes running text."""
    around: Mapping[str, tuple[str, str]]
    """What is put before and after the content of an inline element."""
    link: Callable[[str, str], str]
    """From label and address."""
    image: Callable[[str, str], str]
    """From alternative text and address."""
    line_break: str
    paragraph: Callable[[str], str]
    heading: Callable[[int, str], str]
    preformatted: Callable[[str], str]
    table: Callable[[Sequence[Sequence[str]]], str]
    rule: str


def outline(root: Element, style: Style) -> str:
    """The whole fragment, blocks divided by blank lines."""
    return "\n\n".join(_blocks(root, style, 0))


def _blocks(box: Element, style: Style, depth: int) -> list[str]:
    blocks: list[str] = []
    run: list[Child] = []

    def end_run() -> None:
        text = _line(run, style, depth)
        if text:
            blocks.append(style.paragraph(text))
        run.clear()

    for child in box.children:
        if isinstance(child, str) or _runs_along(child):
            run.append(child)
        else:
            end_run()
            blocks += [block for block in _block(child, style, depth + 1) if block]
    end_run()
    return blocks


def _block(element: Element, style: Style, depth: int) -> list[str]:
    if depth > _DEEPEST:
        return [style.paragraph(style.text(_SPACE.sub(" ", raw_text(element)).strip()))]
    return _BLOCKS.get(element.tag, _blocks)(element, style, depth)


def _heading(element: Element, style: Style, depth: int) -> list[str]:
    text = _line(element.children, style, depth).replace("\n", " ")
    return [style.heading(int(element.tag[1]), text)] if text else []


def _quote(element: Element, style: Style, depth: int) -> list[str]:
    inside = "\n\n".join(_blocks(element, style, depth))
    if not inside:
        return []
    return ["\n".join(f"> {line}".rstrip() for line in inside.split("\n"))]


def _preformatted(element: Element, style: Style, _depth: int) -> list[str]:
    return [style.preformatted(raw_text(element).strip("\n"))]


def _rule(_element: Element, style: Style, _depth: int) -> list[str]:
    return [style.rule]


def _list(element: Element, style: Style, depth: int) -> list[str]:
    start = element.get("start")
    number = int(start) if start.isascii() and start.isdigit() else 1
    items: list[str] = []
    for child in element.elements():
        marker = f"{number}. " if element.tag == "ol" else "- "
        number += 1
        loose = any(inner.tag == "p" for inner in child.elements())
        inside = ("\n\n" if loose else "\n").join(_blocks(child, style, depth + 1))
        items.append(marker + inside.replace("\n", "\n" + " " * len(marker)))
    stray = _line([c for c in element.children if isinstance(c, str)], style, depth)
    if stray:  # text between the items of a list: wrong markup, but text
        items.append(f"- {stray}")
    return ["\n".join(re.sub(r"(?<! ) +$", "", item, flags=re.MULTILINE) for item in items)]


def _table(element: Element, style: Style, depth: int) -> list[str]:
    """Its captions and rows; those of a table within it are said in the cell that holds it."""
    captions = [_line(c.children, style, depth) for c in _own(element, "caption")]
    rows = [
        [" ".join(_blocks(cell, style, depth + 1)).replace("\n", " ") for cell in row.elements()]
        for row in _own(element, "tr")
    ]
    return [*filter(None, captions), style.table([row for row in rows if row])]


def _own(table: Element, tag: str) -> Iterator[Element]:
    """Elements of a table that are of no table within it."""
    for one in find_all(table, tag):
        if next(above for above in ancestors(one) if above.tag == "table") is table:
            yield one


def _runs_along(element: Element) -> bool:
    if element.tag not in INLINE:
        return False
    return all(inner.tag in INLINE for inner in walk(element))


def _line(nodes: Sequence[Child], style: Style, depth: int) -> str:
    text = "".join(_inline(node, style, depth) for node in nodes)
    return _AROUND_BREAK.sub("\n", _SPACE_BUT_BREAK.sub(" ", text)).strip()


def _inline(node: Child, style: Style, depth: int) -> str:
    if isinstance(node, str):
        return style.text(_SPACE.sub(" ", node))
    if depth > _DEEPEST:
        return style.text(_SPACE.sub(" ", raw_text(node)))
    if node.tag == "br":
        return style.line_break
    if node.tag == "img":
        return style.image(node.get("alt"), node.get("src"))
    inside = "".join(_inline(child, style, depth + 1) for child in node.children)
    core = inside.strip(" ")
    if not core:
        return inside
    if node.tag == "a":
        core_now = style.link(core, node.get("href"))
    else:
        before, after = style.around.get(node.tag, ("", ""))
        core_now = f"{before}{core}{after}"
    # the marks hug the words, the spaces stay outside
    return inside.replace(core, core_now, 1)


_BLOCKS: Final[Mapping[str, Callable[[Element, Style, int], list[str]]]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), _heading),
    "blockquote": _quote,
    "hr": _rule,
    "ol": _list,
    "pre": _preformatted,
    "table": _table,
    "ul": _list,
}
