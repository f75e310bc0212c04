"""Tables that say nothing but where things stand on a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.clean.finishing.seen import any_seen
from feedclean.dom.tree import Child, Element

_LAYOUT: Final = frozenset(("tbody", "tr", "colgroup", "col"))
"""What a table may be made of that only says where things stand: a head or a caption says more."""


def cells_of_layout(table: Element, children: Iterable[Child]) -> list[Element]:
    """The cells of such a table that hold anything; empty if it is a table indeed.

    In no row is more than one cell with something in it, and there is only one, or some hold
    paragraphs. A column of plain lines may be data.
    """
    rows: list[Element] = []
    for child in children:
        if isinstance(child, str):
            continue
        if child.tag not in _LAYOUT:
            return []
        rows += [child] if child.tag == "tr" else child.elements()
    cells: list[Element] = []
    for row in rows:
        full = [cell for cell in row.elements() if any_seen(cell.children)]
        if len(full) > 1 or any(cell.tag != "td" for cell in full):
            return []
        cells += full
    is_named = any("id" in part.attrs for part in (table, *rows, *cells))
    is_layout = len(cells) == 1 or any(cell.holds_blocks for cell in cells)
    return cells if is_layout and not is_named else []
