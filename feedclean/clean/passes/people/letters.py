"""Letters: who is greeted above the text, and who greets below it, which is part of the text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Final

from feedclean.clean.page import Page
from feedclean.dom import traits
from feedclean.dom.blocks import Block

_GREETING: Final = re.compile(r"[^\W\d_][^.。:：;?？\n]{1,60}[,，:：!！、]")
"""*Dear Ann,*, *Liebe Freunde!*, *Hola:*, 编辑同志："""
_PARTING: Final = re.compile(r"(?:[^\W_]+ ){0,4}[^\W\d_]+[,，]")
"""*See you on Saturday,*"""
_WEIGHT: Final = 70
_MOST_WORDS: Final = 8
_FIRST: Final = 4
"""Lines in which somebody is greeted: place and day may stand above."""
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_REACH: Final = 6


def is_letter(page: Page) -> bool:
    """Whether somebody is greeted in one of the first lines."""
    shown = islice((block for block in page.blocks if block.chars), _FIRST)
    return any(_is_line(block) and _GREETING.fullmatch(block.text) for block in shown)


def is_within_letter(page: Page, position: int) -> bool:
    """Whether somebody is greeted above a line, and takes leave below it."""
    below = page.blocks[position + 1 : position + 1 + _REACH]
    takes_leave = any(_is_line(block) and _PARTING.fullmatch(block.text) for block in below)
    return takes_leave and is_letter(page)


def _is_line(block: Block) -> bool:
    if block.links or block.is_heading or block.traits & _STRUCTURED or block.weight > _WEIGHT:
        return False
    return len(block.text.split()) <= _MOST_WORDS
