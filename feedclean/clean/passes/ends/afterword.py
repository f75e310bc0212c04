"""Very little that follows a notice which by its nature ends an article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import captions_picture, finding, quote
from feedclean.clean.wording.kinds import Label

_ENDS: Final = Label.COPYRIGHT | Label.PLATFORM
_NOTICE_WEIGHT: Final = 300
_LONG_BODY: Final = 600
"""Non-space characters of running text an article must have before what follows is weighed."""
_LITTLE: Final = 0.05
_MOST_AFTER: Final = 2
"""Blocks of running text that may follow a closing notice and go with it."""


def afterword(page: Page) -> Iterator[Finding]:
    """Takes out what follows a closing notice, with it, below a long text."""
    notices = {
        position
        for position, block in enumerate(page.blocks)
        if (labels := page.label(block)) and labels & _ENDS and block.weight <= _NOTICE_WEIGHT
        if not captions_picture(page, position)
    }
    if not notices:
        return
    body = [block.chars if page.is_body(block) else 0 for block in page.blocks]
    total = sum(body)
    if total < _LONG_BODY:
        return
    first = None
    many = rest = 0
    for position in range(len(body) - 1, -1, -1):
        if position in notices:
            first = position
        many += bool(body[position])
        rest += body[position]
        if many > _MOST_AFTER or rest > _LITTLE * total:
            break
    if first is not None:
        group = page.blocks[first:]
        share = sum(body[first:]) / total
        reason = (
            f"from the closing notice {quote(group[0])} to the end, {len(group)} blocks "
            f"with {share:.1%} of the running text"
        )
        yield finding("afterword", group, reason)
