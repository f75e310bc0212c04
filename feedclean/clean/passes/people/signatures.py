"""What stands below a letter or a post and is the same below each of its author's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.belonging.threads import count_posts, is_signature
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.dom.blocks import Block

_LEAST_DRAWN: Final = 20
_LONGEST_ADDRESS: Final = 140
_LEAST_COMMAS: Final = 2


def signatures(page: Page) -> Iterator[Finding]:
    """Takes out what members of a forum have below each of their posts.

    Several elements must be named for signatures and several for posts; a single one stays,
    since a letter has one too.

    In plain text that of a letter goes where two dashes are drawn above it (RFC 3676).
    """
    named = [block for block in page.blocks if block.chars and is_signature(block)]
    if len(named) > 1 and _is_drawn(named[0].text):
        yield finding("signature", named, f"{quote(named[1])}: below the line that ends a letter")
        return
    posts = count_posts(page.blocks) if len(named) > 1 else 0
    for block in named if posts else ():
        yield finding(
            "signature", [block], f"{quote(block)}: named for a signature, in a thread of {posts}"
        )


def _is_drawn(text: str) -> bool:
    return text == "--" or (len(text) >= _LEAST_DRAWN and not text.strip("_"))


def postal_addresses(page: Page) -> Iterator[Finding]:
    """Takes out where a letter was sent from: *The Mill, 4 Low Street, …*.

    Such a line has commas and a number, and stands between two notices that have gone, or as the
    last line right below one with a link; an address below a text stays.
    """
    gone = {block.index: block for _, block in page.taken if block.chars}
    for block in takewhile(lambda one: not page.is_body(one), reversed(page.blocks)):
        above, below = gone.get(block.index - 1), gone.get(block.index + 1)
        is_among = above and below and Label.PLATFORM & (label(above) | label(below))
        is_last = block is page.blocks[-1] and above is not None and below is None
        is_below = is_last and above and above.links and label(above) & Label.PLATFORM
        if (is_among or is_below) and _is_address(block):
            place = "between two notices" if is_among else "below a notice"
            told = f"{quote(block)}: an address {place} that {'have' if is_among else 'has'} gone"
            yield finding("address", [block], told)


def _is_address(block: Block) -> bool:
    text = block.text
    if len(text) > _LONGEST_ADDRESS or text.endswith((".", "!", "?", "。")):
        return False
    commas = sum(text.count(mark) for mark in ",，|·•")
    return commas >= _LEAST_COMMAS and any(map(str.isdigit, text))
