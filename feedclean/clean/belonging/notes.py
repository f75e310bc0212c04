"""Notes of a page: what its text refers to, and what leads back there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import unquote

from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import targets
from feedclean.dom.tree import Element, walk

_MARK: Final = 8
"""Characters up to which a line is but the mark of the note that follows it."""
_LINES: Final = 3
_LINKED: Final = 0.5
_HEADING_ABOVE: Final = 2
"""Blocks between a note and the heading of all notes; there may be a button to edit them."""


def notes(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """Positions of notes below the beginning of the text, with the heading above them.

    Links in both directions are what nothing else has: a list of sections is led to, and leads
    nowhere; *back to the top* leads to a place that leads nowhere.
    """
    led, places = _references(blocks[position] for position in keep)
    if not led:
        return
    kept = sorted(keep)
    for position in range(kept[0], len(blocks)):
        block = blocks[position]
        if position in keep or places.isdisjoint(_fragments(block)):
            continue
        around = [block.box, *walk(block.box), *_without_text(block.home, kept)]
        if not led.isdisjoint(_names(around)):
            yield from _heading_above(position, blocks)
            yield position
            yield from _rest(position, blocks)


def _references(text: Iterable[Block]) -> tuple[set[str], set[str]]:
    """The places on the page that text leads to, and the names of those it does so from."""
    led: set[str] = set()
    places: set[str] = set()
    for block in text:
        found = _fragments(block)
        if found:
            led.update(found)
            places.update(_names([block.box, *walk(block.box)]))
    return led, places


def _fragments(block: Block) -> list[str]:
    """The places that the links of a block lead to, wherever the page is said to be."""
    if not block.links:
        return []
    parts = (address.partition("#") for address in targets(block))
    return [unquote(place) for _, _, place in parts if place]


def _names(elements: Iterable[Element]) -> Iterator[str]:
    for element in elements:
        for key in ("id", "name"):
            if name := element.attrs.get(key):
                yield name


def _without_text(home: Container | None, kept: list[int]) -> Iterator[Element]:
    """The elements around a block that hold nothing that is kept."""
    while home is not None and bisect_left(kept, home.first) == bisect_left(kept, home.last):
        yield home.element
        home = home.parent


def _heading_above(position: int, blocks: list[Block]) -> Iterator[int]:
    near = range(position - 1, max(-1, position - 1 - _HEADING_ABOVE), -1)
    yield from (above for above in near if blocks[above].is_heading)


def _rest(position: int, blocks: list[Block]) -> Iterator[int]:
    """What follows the mark of a note, where that stands on a line of its own."""
    if blocks[position].chars > _MARK:
        return
    for below in range(position + 1, min(blocks[position].home.last, position + 1 + _LINES)):
        if blocks[below].link_density > _LINKED:
            return
        yield below
