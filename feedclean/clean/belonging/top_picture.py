"""The picture between the headline of a page and its text, where a caption says what it shows.

It mostly stands in another element than the text, so that nothing else holds it there; a picture
without a caption may be a banner. A page kept as text has lost its pictures, and its captions stand
alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from feedclean.clean.belonging.caption_forms import is_marked, says_something, shows_and_names
from feedclean.clean.belonging.headline import FAR, gap_below_headline
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.model.article import ArticleMeta

_LEADS: Final = 2
_LINES: Final = 4
"""Lines around one picture: what it shows, who took it, both once more for small screens."""
_NO_PICTURE: Final = (traits.NO_TEXT & ~(traits.LEGAL_NAME | traits.META_NAME)) | traits.ITEM
"""Where such a picture never stands; beside the facts of an article, or its rights, it may."""


def top_picture(blocks: list[Block], keep: AbstractSet[int], meta: ArticleMeta) -> Iterator[int]:
    """The first picture between headline and text, with its caption and who took it.

    A lead or two may stand above it.
    """
    gap = gap_below_headline(blocks, keep, meta.headline)
    if gap is None:
        return
    above = _above_text(blocks, keep, gap.headline + 1)
    for position in above:
        block = blocks[position]
        if not block.images or block.traits & _NO_PICTURE:
            continue
        if block.chars:
            if shows_and_names(block.text):
                yield position
                break
        else:
            lines = _captions(position, blocks, above)
            if any(says_something(blocks[at], meta.headline) for at in lines):
                yield position
                yield from lines
                break
    yield from _alone(blocks, keep, gap.headline, meta.headline)


def _alone(blocks: list[Block], keep: AbstractSet[int], headline: int, title: str) -> Iterator[int]:
    """Captions by name that stand beside the text in an element of nothing but lines."""
    for position in range(headline + 1, max(keep)):
        block = blocks[position]
        is_bare = block.box.tag == "p" and block.home.element.tag == "body"
        if is_bare and is_marked(block) and says_something(block, title):
            yield position


def _above_text(blocks: list[Block], keep: AbstractSet[int], start: int) -> range:
    """From right below the headline to the running text, beyond a lead or two; empty without."""
    body = (p for p in sorted(keep) if p >= start and reads_like_body(blocks[p]))
    leads = list(islice(body, _LEADS + 1))
    return range(start, min(leads[-1], start + FAR) if leads else start)


def _captions(picture: int, blocks: list[Block], above: range) -> list[int]:
    """Lines right below a picture that are marked up or named as its captions."""
    found = []
    for position in range(picture + 1, min(picture + 1 + _LINES, above.stop)):
        block = blocks[position]
        if not block.chars or not is_marked(block) or block.traits & _NO_PICTURE:
            break
        found.append(position)
    return found
