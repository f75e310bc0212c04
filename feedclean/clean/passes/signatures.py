"""What the members of a forum have below each of their posts."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.threads import count_posts, is_signature


def signatures(page: Page) -> Iterator[Finding]:
    """Takes out what members of a forum have below each of their posts.

    Several elements must be named for signatures and several for posts; a single one stays,
    since a letter has one too.
    """
    named = [block for block in page.blocks if block.chars and is_signature(block)]
    posts = count_posts(page.blocks) if len(named) > 1 else 0
    for block in named if posts else ():
        yield finding(
            "signature", [block], f"{quote(block)}: named for a signature, in a thread of {posts}"
        )
