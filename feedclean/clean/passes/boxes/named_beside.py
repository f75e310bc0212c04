"""What boxes beside a text hold that are named for its tags or author, a player or buttons.

A name alone is not enough: a box for tags holds short lines, one for the author names them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Page
from feedclean.clean.passes.people.known_authors import author_names
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import fold

_Place = Literal["above", "within", "below"]
TOLD_BESIDE: Final[Mapping[str, str]] = {
    "audio": "a player",
    "authors": "the author",
    "comments": "comments",
    "share": "sharing",
    "tags": "tags",
    "tools": "buttons",
}
"""Kinds of such boxes, and what reasons call them."""
_SHORT: Final = 60
_LONGEST_OF_PLAYER: Final = 120
_MOST_OF_AUTHOR: Final = 400
_STRUCTURED: Final = traits.STRUCTURED | traits.BODY_PROP
_FACT: Final = re.compile(r"\w ?[:：] ?\w|, ?\d")
"""*Day two: bread*, *Red wine, 6 euros*"""


def fits(page: Page, kind: str, group: Sequence[Block], text: tuple[int, int]) -> bool:
    """Whether a box holds what its name says, and stands where that does.

    ``text``: the indexes of the first and last running text outside of such boxes.
    """
    if any(one.traits & _STRUCTURED or is_embed_link(one) for one in group):
        return False
    if not any(one.chars for one in group):
        return False
    first, last = text
    place: _Place = (
        "above" if group[-1].index < first else "below" if group[0].index > last else "within"
    )
    return _FITS[kind](page, group, place)


def _are_short(group: Sequence[Block], most: int) -> bool:
    return all(one.weight <= most and not is_prose(one) for one in group)


def _audio(page: Page, group: Sequence[Block], place: _Place) -> bool:
    """A line or two anywhere; whether it is a sentence says little: *You can listen to this*."""
    return sum(one.weight for one in group) <= _LONGEST_OF_PLAYER


def _authors(page: Page, group: Sequence[Block], place: _Place) -> bool:
    """Below the text what begins with, or goes on about, the name of an author, or did so."""
    if place != "below" or sum(one.weight for one in group) > _MOST_OF_AUTHOR:
        return False
    lines = [fold(one.text) for one in group]
    near = range(group[0].index - 2, group[-1].index + 3)
    lines += [fold(one.text) for _, one in page.taken if one.index in near]
    return any(fold(name) in line for name in author_names(page) for line in lines)


def _comments(page: Page, group: Sequence[Block], place: _Place) -> bool:
    return place == "below" or _beside(page, group, place)


def _beside(page: Page, group: Sequence[Block], place: _Place) -> bool:
    return place != "within" and _are_short(group, _SHORT)


def _tags(page: Page, group: Sequence[Block], place: _Place) -> bool:
    """Short lines of which at most the first says what they are; of facts each has its value."""
    return _beside(page, group, place) and not any(_FACT.search(one.text) for one in group[1:])


_FITS: Final[Mapping[str, Callable[[Page, Sequence[Block], _Place], bool]]] = {
    "audio": _audio,
    "authors": _authors,
    "comments": _comments,
    "share": _beside,
    "tags": _tags,
    "tools": _beside,
}
