"""Postscripts: what its author added below a text, in a box of its own more often than not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.wording.labels import label
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.later import later

_HEAD: Final = later(
    r"(?:P\.?\s?(?:P\.?\s?)?-?\s?S\.?(?:\s?-?\s?S\.?)?"
    rf"|{any_of('postscripts')})"
    r"(?![\w'’])\s?[:：.–—-]?\s*",
    re.IGNORECASE,
)
"""How a postscript begins, or what stands over it."""
_MOST_BETWEEN: Final = 2
"""Lines between the text and a postscript: who wrote it."""
_MOST: Final = 4
"""Paragraphs below such a heading."""


def begins_as_postscript(text: str) -> bool:
    """Whether a line says that it is one."""
    return _HEAD.match(text) is not None


def postscript(blocks: list[Block], keep: AbstractSet[int]) -> Iterator[int]:
    """A sentence right below the text that begins as a postscript does, or below such a heading."""
    if not keep:
        return
    last = max(keep)
    for position in range(last + 1, min(last + 2 + _MOST_BETWEEN, len(blocks))):
        found = _HEAD.match(blocks[position].text)
        if found is None or blocks[position].links or blocks[position].traits & traits.NO_TEXT:
            continue
        if found.end() < len(blocks[position].text):
            if reads_like_body(blocks[position]) and not label(blocks[position]):
                yield position
            return
        below = list(_below(blocks, position))
        if below:
            yield from (position, *below)
        return


def _below(blocks: list[Block], heading: int) -> Iterator[int]:
    """The sentences below a heading, in its element."""
    for position in range(heading + 1, min(heading + 1 + _MOST, len(blocks))):
        block = blocks[position]
        is_own = block.home is blocks[heading].home and not block.traits & traits.NO_TEXT
        if not is_own or not reads_like_body(block) or label(block):
            return
        yield position
