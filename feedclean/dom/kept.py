"""Fragments that were cut to be learned from, kept until they are cleaned: cut once, not twice."""

from __future__ import annotations

from typing import Final

from feedclean.dom.blocks import Block
from feedclean.dom.cut import read
from feedclean.dom.tree import Element, let_go

_MOST_CHARS: Final = 300_000
"""Characters of markup that are kept: the entries of a feed, some 10 MB of trees."""
_MOST_TREES: Final = 100
"""Trees that are kept: the smallest takes 185 kB, 5,000 entries of one line took 900 MB."""

_kept: dict[str, tuple[Element, list[Block]]] = {}
"""A cache: by all of the markup, what ``read`` makes of it. Each is handed out once.

Threads share it, so each step is one that no other thread comes between.
"""


def keep(html: str, root: Element, blocks: list[Block]) -> None:
    """Keeps what ``read`` made of some markup, unless it is too long; the oldest go.

    Nothing in it may be changed before or after.
    """
    if len(html) > _MOST_CHARS or _kept.setdefault(html, (root, blocks))[0] is not root:
        let_go(root)
        return
    names = list(_kept)  # oldest first
    size, many = sum(map(len, names)), len(names)
    for oldest in names:
        if size <= _MOST_CHARS and many <= _MOST_TREES:
            return
        size, many = size - len(oldest), many - 1
        gone = _kept.pop(oldest, None)
        if gone is not None:
            let_go(gone[0])


def read_kept(html: str) -> tuple[Element, list[Block]]:
    """The same as ``read``, at once where it is kept; the caller may do with it what it likes."""
    return _kept.pop(html, None) or read(html)
