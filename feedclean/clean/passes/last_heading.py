"""A heading that is left at the end, where all that it stood over has gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.text import number_of

_HEADING_WEIGHT: Final = 64
_CALLS: Final = frozenset(
    f"block/{name}"
    for name in (
        "named-box",
        "platform-footer",
        "profiles",
        "promo",
        "promo-name",
        "related-name",
        "share",
        "share-name",
        "trending",
    )
)
"""Rules of what has headings of its own; what says *Read more* stands below those of a text."""


def last_heading(page: Page) -> Iterator[Finding]:
    """Takes out a short heading at the end, if a call right below it went and nothing stays there.

    One of several in a row stays: lists of headlines are made of such.
    """
    if not page.taken or len(page.blocks) < 2 or not page.blocks[-1].is_heading:
        return
    above, heading = page.blocks[-2:]
    if not heading.chars or heading.links or heading.weight > _HEADING_WEIGHT:
        return
    below = [rule for rule, block in page.taken if block.index > heading.index]
    calls = any(rule in _CALLS and b.index == heading.index + 1 for rule, b in page.taken)
    if calls and page.is_body(above):
        told = f"heading {quote(heading)} at the end, over {number_of(len(below), 'line')}"
        yield finding("last-heading", [heading], f"{told} that have gone")
