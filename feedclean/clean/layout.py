"""How a page is built, told by the names and the nesting of its elements, its text aside.

What rotates on a page that is the same as ever must not count: names that a build tool made up,
numbers of entries, what a single article holds. So names and nesting are sketched apart, and who
compares them takes the better of the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

from feedclean.caches import remembering
from feedclean.dom.blocks import Block, Container
from feedclean.dom.traits import LONGEST_NAMES
from feedclean.model.health import Layout

_SKETCH: Final = 48
"""Hashes kept: two pages that share half of theirs are told from others with an error of 0.07."""
_MIX: Final = 2_654_435_761
"""Knuth's multiplier: the smallest of what CRC-32 gives would be those of the shortest names."""
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_MADE_UP: Final = re.compile(r"(?:__|--|_|-)(?=\w*[0-9A-Z])(?=\w*[0-9a-z])\w{5,}$")
"""What build tools put behind a name: ``Article_body__3xKq2``."""
_LONGEST: Final = 40
_NAMED_BY: Final = ("class", "id")
_SHORTEST_WORD: Final = 3.0
"""Letters a word of a name has on average; ``hfKjLp`` falls into three of two."""


def layout(blocks: Sequence[Block]) -> Layout:
    """The sketches of a page, given its blocks before anything is taken out."""
    paths: dict[Container, int] = {}
    names: set[int] = set()
    for block in blocks:
        _trace(block.home, paths, names)
    return Layout(names=_smallest(names), paths=_smallest(set(paths.values())))


def _trace(home: Container, paths: dict[Container, int], names: set[int]) -> int:
    """The hash of the tags down to an element; each is looked at once."""
    known = paths.get(home)
    if known is not None:
        return known
    above = 0 if home.parent is None else _trace(home.parent, paths, names)
    element = home.element
    path = paths[home] = crc32(element.tag.encode() + b">", above)
    attrs = element.attrs
    for key in _NAMED_BY:
        value = attrs.get(key)
        if value:
            names.update(_settled(value))
    return path


@remembering(most=8_192, longest=LONGEST_NAMES)
def _settled(value: str) -> tuple[int, ...]:
    """Hashes of the names in an attribute, as far as every page and edition of a site has them."""
    names = filter(None, map(_lasting, value.split()))
    return tuple(crc32(name.encode()) for name in names)


def _lasting(name: str) -> str:
    """A name without what was made up or counted in it; empty: there is nothing else."""
    if len(name) > _LONGEST or not name.isascii():
        return ""
    words = _WORD.findall(_MADE_UP.sub("", name))
    letters = sum(map(len, words))
    return "-".join(words).lower() if letters >= _SHORTEST_WORD * len(words) else ""


def _smallest(hashes: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted({one * _MIX & 0xFFFFFFFF for one in hashes})[:_SKETCH])
