"""What forums print below a picture: the name of its file, its size, when it was put there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, is_picture, quote
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block

_FILE: Final = re.compile(
    r"\S\.(?:jpe?g|png|gif|webp|bmp|heic|tiff?)\b(?P<between>.{0,60}?)"
    r"\d(?:[.,]\d+)?\s?(?:[KM]i?[BO]|bytes|octets|[КМ]Б|字节|位元組)\b",
    re.IGNORECASE,
)
"""``IMG_2311.jpg (312.5 KB, 6 downloads)``: in every language its name and its size."""
_WORD: Final = re.compile(r"[^\W\d_]+(?![^\W\d_]|\s?[:：])")
"""A word that names no count: *shrank from 4.2 MB to 312 KB* has two."""
_MOST_WORDS: Final = 1
_BRACKET: Final = re.compile(r"[(\[（【]")
_LONGEST: Final = 140
_LONGEST_BESIDE: Final = 48
_MOST_BESIDE: Final = 3
_NEAR: Final = 2
"""Lines below a picture among which its file is named."""
_STRUCTURED: Final = traits.CAPTION | traits.CODE | traits.HEADING | traits.QUOTE


def attachments(page: Page) -> Iterator[Finding]:
    """Takes out what forums print below a picture: the name of its file with its size.

    The rest of an element that begins so goes with it, if all of it is short. Captions,
    headings, quotations and sentences that name a file stay.
    """
    for position, block in enumerate(page.blocks):
        if not is_picture(block):
            continue
        below = page.blocks[position + 1 : position + 1 + _NEAR]
        named = next((one for one in below if _names_a_file(one)), None)
        if named is not None:
            group = [named, *_beside(page, named)]
            yield finding("attachment", group, f"{quote(named)}: the file of the picture above it")


def _names_a_file(block: Block) -> bool:
    if block.weight > _LONGEST or block.traits & _STRUCTURED:
        return False
    found = _FILE.search(block.text)
    if found is None or (is_prose(block) and not _BRACKET.search(found["between"])):
        return False
    return len(_WORD.findall(found["between"])) <= _MOST_WORDS


def _beside(page: Page, named: Block) -> list[Block]:
    """The rest of the element that begins with the name, if all of it is short."""
    home = named.home
    rest = [block for block in page.inside(home) if block.index > named.index]
    is_own = home.parent is not None and home.first >= named.index - 1
    if not is_own or len(rest) > _MOST_BESIDE:
        return []
    is_short = all(
        block.chars and block.weight <= _LONGEST_BESIDE and not page.reads_like_body(block)
        for block in rest
    )
    return rest if is_short else []
