"""A heading or a label left at the end, where all that it stood over has gone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, lexicon_told_by, quote
from feedclean.clean.speech.concepts import concepts_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
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
_CALLED_FOR: Final = frozenset(
    ("app", "contact", "donate", "follow", "member", "newsletter", "share", "subscribe")
)
"""What a lexicon has words for, and readers are called to."""


def last_heading(page: Page) -> Iterator[Finding]:
    """Takes out a short heading at the end, if a call right below it went and nothing stays there.

    So does a line with a colon that says what it announced: *Follow us:*. One of several headings
    in a row stays: lists of headlines are made of such.
    """
    if not page.taken or len(page.blocks) < 2:
        return
    above, last = page.blocks[-2:]
    if not last.chars or last.links or last.images or last.weight > _HEADING_WEIGHT:
        return
    if not ((last.is_heading and page.is_body(above)) or _announces_calls(page, last)):
        return
    below = [rule for rule, block in page.taken if block.index > last.index]
    if any(rule in _CALLS and b.index == last.index + 1 for rule, b in page.taken):
        what = "heading" if last.is_heading else "label"
        told = f"{what} {quote(last)} at the end, over {number_of(len(below), 'line')}"
        yield finding("last-heading", [last], f"{told} that have gone")


def _announces_calls(page: Page, line: Block) -> bool:
    """Whether a line of its own ends with a colon and speaks of what one calls readers for."""
    if not announces(line) or line.traits & (traits.STRUCTURED | traits.ITEM):
        return False
    lexicon = lexicon_told_by(page, page.blocks)
    return lexicon is not None and not _CALLED_FOR.isdisjoint(concepts_of(line.text, lexicon))
