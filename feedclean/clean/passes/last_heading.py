"""A heading or a label left at the end, where all that it stood over has gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.dom.measures import announces
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

    So does a line that ends with a colon (*Follow us:*): it announces what is no longer there. One
    of several headings in a row stays: lists of headlines are made of such.
    """
    if not page.taken or len(page.blocks) < 2:
        return
    above, last = page.blocks[-2:]
    if not last.chars or last.links or last.weight > _HEADING_WEIGHT:
        return
    if not (announces(last) or (last.is_heading and page.is_body(above))):
        return
    below = [rule for rule, block in page.taken if block.index > last.index]
    if any(rule in _CALLS and b.index == last.index + 1 for rule, b in page.taken):
        what = "heading" if last.is_heading else "label"
        told = f"{what} {quote(last)} at the end, over {number_of(len(below), 'line')}"
        yield finding("last-heading", [last], f"{told} that have gone")
