"""Fragments that were cut to be learned from, kept until they are cleaned: cut once, not twice."""

from __future__ import annotations

from typing import Final

from feedclean.dom.blocks import Block
from feedclean.dom.cut import read
from feedclean.dom.tree import Element, let_go

_MOST: Final = 300_000
"""Characters of markup that are kept: the entries of a feed, some 10 MB of trees."""

_kept: dict[str, tuple[Element, list[Block]]] = {}
"""A cache: by all of the markup, what ``read`` makes of it. Each is handed out once."""


def keep(html: str, root: Element, blocks: list[Block]) -> None:
    """Keeps what ``read`` made of some markup, as long as nothing in it is changed; oldest go."""
    if len(html) > _MOST or html in _kept:
        let_go(root)
        return
    _kept[html] = root, blocks
    size = sum(map(len, _kept))
    while size > _MOST:
        oldest = next(iter(_kept))
        size -= len(oldest)
        let_go(_kept.pop(oldest)[0])


def read_kept(html: str) -> tuple[Element, list[Block]]:
    """The same as ``read``, at once where it is kept; the caller may do with it what it likes."""
    return _kept.pop(html, None) or read(html)
