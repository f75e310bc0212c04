"""Boxes set into the text whose name says in some language that they are none of it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, islice
from typing import Final

from feedclean.caches import remembering
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.boxes.named_beside import TOLD_BESIDE, fits
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.tree import Element

_MOST_BLOCKS: Final = 6
_HEAVIEST: Final = 600
_MOST_BOXES: Final = 24
"""Boxes beside a text that are named alike: of more, each is an entry of something."""
_MOST_OF_TEXT: Final = 0.2
_MOST_TOGETHER: Final = 0.5
"""Shares of the running text outside that one box, and all of a kind, may have."""
_SURE: Final = 0.95
"""The score from which a block of a page is text, whatever the box around it is named for."""
_MOST_WORDS: Final = 5
"""A class of more words is the heading of a section, written small: its words say nothing."""
_LONG: Final = 5
_LONGEST_NAME: Final = 60
_TOLD: Final = {
    "ads": "advertising",
    "promo": "promotion",
    "related": "related links",
    **TOLD_BESIDE,
}
_LISTS: Final = frozenset(("ul", "ol"))
_NONE: Final[frozenset[str]] = frozenset()


def named_boxes(page: Page, kind: str) -> Iterator[Finding]:
    """Takes out small boxes named in some language for ``kind``: ads, related links, promotion.

    Of boxes for tags, sharing, buttons, authors or players also the content must fit. Boxes that
    together have more text than may go all stay: a list of gifts is made of such.
    """
    groups = list(_groups(page, kind))
    if not groups:
        return
    text = _body(page, page.blocks)
    small = [group for group in groups if _is_small(page, group, text)]
    if kind in TOLD_BESIDE:
        if len(small) > _MOST_BOXES:
            return
        span = _text_span(page, kind)
        small = [group for group in small if fits(page, kind, group, span)]
    together = sum(map(_weight, small))
    if together > _MOST_TOGETHER * (text - sum(_body(page, group) for group in small)):
        return
    for group in small:
        told = f"from {quote(group[0])} on, " if len(group) > 1 else f"{quote(group[0])} "
        size = sum(one.chars for one in group)
        name = _name_of(group, kind)
        told = f"box, {told}named for {_TOLD[kind]} (“{name}” in its class): {size} characters"
        yield finding("named-box", group, told)


def _text_span(page: Page, kind: str) -> tuple[int, int]:
    """The indexes of the first and last running text outside of such boxes."""
    named = {*page.named[kind]} if page.named else set()
    text = [one.index for one in page.blocks if page.is_body(one) and one not in named]
    return (text[0], text[-1]) if text else (-1, -1)


def _name_of(group: Iterable[Block], kind: str) -> str:
    """The name in a class that a box is known by, as far as a line has room for it."""
    elements = chain.from_iterable(map(_elements, group))
    names = next(one.get("class").split() for one in elements if kind in _kinds_of(one))
    return next(name for name in names if kind in _kinds(name))[:_LONGEST_NAME]


def _groups(page: Page, kind: str) -> Iterator[list[Block]]:
    if page.named is None:
        named_so = [block for block in page.blocks if _is_named(block)]  # few have any such name
        page.named = {one: [b for b in named_so if _box(b, one)] for one in _TOLD}
    named = page.named[kind]
    left = {*page.blocks} if named else set()
    seen: set[Element] = set()
    for block in (one for one in named if one in left):
        box = _box(block, kind)
        if box is not None and box not in seen:
            seen.add(box)
            yield [block] if box is block.box else page.inside(_holder(block, box))


def _elements(block: Block) -> Iterator[Element]:
    """The element of a block, the one that holds it, and the one around a list without a name."""
    yield block.box
    home = block.home
    yield home.element
    if home.element.tag in _LISTS and home.parent is not None and not home.element.get("class"):
        yield home.parent.element


def _holder(block: Block, box: Element) -> Container:
    home = block.home
    return home if box is home.element or home.parent is None else home.parent


def _is_named(block: Block) -> bool:
    return any(map(_kinds_of, _elements(block)))


def _weight(group: Iterable[Block]) -> int:
    return sum(block.weight for block in group)


def _body(page: Page, group: Iterable[Block]) -> int:
    """The weight of the running text among some blocks."""
    return _weight(filter(page.is_body, group))


def _box(block: Block, kind: str) -> Element | None:
    """The element of a block, or the one that holds it and few others, if it has such a name."""
    if kind in _kinds_of(block.box) and not (block.box.tag == "p" and is_prose(block)):
        return block.box  # a paragraph may be named for what it tells of
    for element in islice(_elements(block), 1, None):
        holder = _holder(block, element)
        if holder.last - holder.first <= _MOST_BLOCKS and kind in _kinds_of(element):
            return element
    return None


def _is_small(page: Page, group: list[Block], text: int) -> bool:
    """Whether a box is short, text stands outside of it, and no score says that it is text.

    ``text`` is the weight of all running text, within it and without.
    """
    weight = _weight(group)
    scores = page.weighed.scores
    if len(group) > _MOST_BLOCKS or weight > _HEAVIEST:
        return False
    if any(scores.get(block.index, 0.0) >= _SURE for block in group):
        return False
    return weight <= _MOST_OF_TEXT * (text - _body(page, group))


def _kinds_of(element: Element) -> frozenset[str]:
    name = element.get("class") if element.attrs else ""
    return _kinds(name) if name else _NONE


@remembering(8_192, traits.LONGEST_NAMES)
def _kinds(name: str) -> frozenset[str]:
    """The kinds of boxes that one of the names in a class is known for."""
    found: set[str] = set()
    names = _names()
    for token in name.split():
        words = frozenset(traits.words_of(token))
        if len(words) > _MOST_WORDS:
            continue
        if any(map(str.isdigit, token)):  # as in f1don08c, which a program made up
            words = frozenset(word for word in words if len(word) >= _LONG)
        for word in words & names.keys():
            found.update(kind for kind, one in names[word] if one <= words)
    return frozenset(found)


@cache
def _names() -> Mapping[str, list[tuple[str, frozenset[str]]]]:
    """The kinds of boxes and the words of a name for each, by the first of these words."""
    text = files(__package__).joinpath("named_boxes.toml").read_text("utf-8")
    table: dict[str, list[str]] = tomllib.loads(text)
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for kind, names in table.items():
        for name in names:
            words = name.split()
            found.setdefault(words[0], []).append((kind, frozenset(words)))
    return found
