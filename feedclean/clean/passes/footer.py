"""What a platform, a feed tool or a site hangs below an article: notices, buttons, comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote, zones
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import weight

_KINDS: Final = (
    (Label.PLATFORM, "platform-footer", 500),
    (Label.COPYRIGHT, "copyright", 500),
    (Label.COMMENTS, "comments", 160),
    (Label.INTERFACE, "interface", 90),
    (Label.COOKIE, "cookie", 500),
)


def footer(page: Page) -> Iterator[Finding]:
    """Platform footers, copyright lines, buttons and comment areas."""
    head, tail = zones(page)
    edges = {*head, *tail}
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels:
            continue
        size = weight(block.text)
        for kind, name, longest in _KINDS:
            anywhere = kind is Label.PLATFORM or (kind is Label.INTERFACE and block.links > 0)
            if labels & kind and size <= longest and (position in edges or anywhere):
                yield finding(name, _with_list(page, position, kind), f"{name} {quote(block)}")
                break
    yield from _comments(page)


def _with_list(page: Page, position: int, kind: Label) -> list[Block]:
    """The block; for a platform footer also the link-only lines right below it."""
    group = [page.blocks[position]]
    if kind is Label.PLATFORM:
        for block in page.blocks[position + 1 :]:
            if block.link_density < 0.95:
                break
            group.append(block)
    return group


def _comments(page: Page) -> Iterator[Finding]:
    """Everything inside an element named for comments, where the article is elsewhere."""
    inside = [block for block in page.blocks if block.traits & traits.COMMENT_NAME]
    if not inside or len(inside) == len(page.blocks):
        return
    body = [block for block in page.blocks if page.is_body(block)]
    outside = [block for block in body if not block.traits & traits.COMMENT_NAME]
    if sum(block.chars for block in outside) >= 0.2 * sum(block.chars for block in body):
        yield finding("comments", inside, f"{len(inside)} blocks in an element named for comments")
