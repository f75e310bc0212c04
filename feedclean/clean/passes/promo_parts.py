"""The last part of a text that is all promotion: between a line that announces it and a call."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.dom.blocks import Block

_LONGEST_HEAD: Final = 40
_LONGEST_CALL: Final = 300
_MOST: Final = 8
"""Lines between the first and the last one."""
_LESSER_PART: Final = 0.25
_STOPS: Final = tuple('.!?…。！？：:”"」』')


def promo_part(page: Page) -> Iterator[Finding]:
    """Takes out what stands between the name of a promotion and the call that ends the article.

    *New in our podcast*, a few paragraphs on that, *Scan the code to follow us*. It begins
    below a picture or a notice, has no headings and is the lesser part of the text.
    """
    said = [at for at, block in enumerate(page.blocks) if block.chars]
    if len(said) < _MOST or not _calls(page, page.blocks[said[-1]], _LONGEST_CALL):
        return
    for first in reversed(said[-_MOST - 2 : -1]):
        block = page.blocks[first]
        if _calls(page, block, _LONGEST_HEAD) and not block.text.endswith(_STOPS):
            part = page.blocks[first : said[-1] + 1]
            if _is_apart(page, first) and _is_lesser(page, part):
                told = f"{len(part)} blocks from {quote(block)} to the call that ends the article"
                yield finding("promo", part, told)
            return
        if block.is_heading:
            return


def _calls(page: Page, block: Block, longest: int) -> bool:
    return block.weight <= longest and bool(page.label(block) & Label.PROMO)


def _is_apart(page: Page, first: int) -> bool:
    """Whether a picture or a notice stands right above, or has stood there."""
    if page.blocks[first].index - 1 in page.guessed:
        return True
    above = page.blocks[first - 1] if first else None
    return above is not None and (above.images > 0 or bool(page.label(above)))


def _is_lesser(page: Page, part: list[Block]) -> bool:
    body = sum(block.weight for block in part if page.is_body(block))
    return 0 < body <= _LESSER_PART * page.running_weight()
