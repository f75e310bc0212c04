"""Captions below the pictures that are kept.

Scores look at single blocks, and a caption reads like many other short lines. That it stands below
a kept picture, or that its element is named so, is told in any language.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.belonging.caption_forms import (
    MOST_LINKS,
    is_marked,
    is_named,
    is_sentence,
    is_signed_in_han,
    is_told_in_brief,
)
from feedclean.clean.wording.prose import is_set_small
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import reads_like_body
from feedclean.dom.tree import find_all

_LEAST: Final = 0.05
"""The score from which a line beside a kept picture is its caption; a button beside it has less."""
_TELLING: Final = 60
"""What one that is marked up weighs at least to be kept whatever its score: those of most labelled
pages leave captions out, and readers miss them."""
_LINES: Final = 2
"""What the picture shows, and who took it."""
_PICTURES: Final = 2
_LINKED: Final = 60
"""What a caption with a link weighs at most: it leads to who took the picture."""
_LONGEST: Final = 400


def captions(
    blocks: list[Block], scores: Mapping[int, float], keep: AbstractSet[int]
) -> Iterator[int]:
    """Lines below kept pictures that share an element with these and nothing else, or say so."""
    last = max((at for at in keep if reads_like_body(blocks[at])), default=0)
    for position in keep:
        if blocks[position].chars:
            continue
        lines = _lines_beside(position, blocks)
        is_told = any(_is_told(blocks[at]) for at in lines)
        least = 0.0 if is_told else _LEAST
        if all(
            at in keep
            or (
                scores.get(at, 0.0) >= least
                and _may_be_caption(blocks[at], blocks[position].traits)
            )
            for at in lines
        ):
            yield from lines
        below = position + 1
        if below < last and below not in keep and _says_so(blocks[position], blocks[below]):
            yield below
    yield from _told_by_alt(blocks, keep)


def _told_by_alt(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """Pictures within the text with a line beside them that says what stands for them.

    Editors write a caption into the field for readers who do not see the picture as well.
    """
    kept = [at for at in keep if reads_like_body(blocks[at])]
    for position in range(min(kept, default=0), max(kept, default=0)):
        block = blocks[position]
        if position in keep or not block.images or not block.chars or block.links:
            continue
        said = "".join(block.text.split())
        alts = ("".join(one.get("alt").split()) for one in find_all(block.box, "img"))
        if said in alts and _may_be_caption(block):
            yield position


def _lines_beside(position: int, blocks: list[Block]) -> list[int]:
    """What stands below a picture in an element of few lines; empty if there is more in it."""
    home = blocks[position].home
    if home.last - home.first > _PICTURES + _LINES:
        return []
    lines = [at for at in range(home.first, home.last) if blocks[at].chars]
    is_below = len(lines) <= _LINES and all(at > position for at in lines)
    return lines if is_below else []


def _is_told(block: Block) -> bool:
    """Whether a line is marked up or named as a caption, and says more than who took a picture."""
    if block.weight >= _TELLING:
        return is_marked(block)
    return bool(block.traits & traits.CAPTION) and is_told_in_brief(block)


def _says_so(picture: Block, below: Block) -> bool:
    """Whether a line right below a picture is named or set as its caption, or says who took it."""
    if not below.chars or below.weight > _LONGEST or below.is_heading:
        return False
    if not _may_be_caption(below) or not _are_beside(picture.home, below.home):
        return False
    if is_signed_in_han(below):
        return True
    return is_sentence(below) and (is_named(below) or is_set_small(below.box))


def _are_beside(picture: Container, line: Container) -> bool:
    return line in (picture, picture.parent) or picture is line.parent


def _may_be_caption(block: Block, shared: int = 0) -> bool:
    """Whether nothing speaks against it; that its kept picture is named *related* does not."""
    is_plain = not block.links or block.weight <= _LINKED
    against = block.traits & traits.NO_TEXT & ~(shared & traits.RELATED_NAME)
    return is_plain and block.link_density <= MOST_LINKS and not against
