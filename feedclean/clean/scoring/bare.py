"""Tells pages whose elements say nothing of what they are for.

A converter to Markdown or plain text leaves headings, lists and links, and takes all classes, ids
and sectioning elements away; so do some exports to HTML. What was learned from names is of no use
on such a page, and that an element has none says nothing there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from feedclean.dom.blocks import Block, Container

_SECTIONING: Final = frozenset(("article", "aside", "footer", "header", "main", "nav", "section"))
"""HTML, section 4.3."""
_PLACING: Final = frozenset(("center", "div", "td", "th"))
"""What places blocks on a page written by hand: a converter leaves nothing of it but lines."""
_TELLING: Final = _SECTIONING | _PLACING


def is_bare(blocks: Iterable[Block]) -> bool:
    """Whether no element that holds blocks has a class or an id, divides a page or places them."""
    seen: set[Container] = set()
    for block in blocks:
        if block.box.tag in _SECTIONING:  # a menu may be one block
            return False
        home: Container | None = block.home
        while home is not None and home not in seen:
            seen.add(home)
            element = home.element
            if element.tag in _TELLING or "class" in element.attrs or "id" in element.attrs:
                return False
            home = home.parent
    return True
