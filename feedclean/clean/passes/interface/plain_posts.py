"""Posts of a thread kept as text: what others answered goes, what its author wrote on stays.

Nothing but a line with name and hour parts one from the next there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.dom.blocks import Block, Container
from feedclean.names import Opener, opener_of

_LEAST_OPENERS: Final = 2
_LESSER_PART: Final = 0.25
"""How much others may have answered, of what the author wrote: a discussion is the article."""
_LONGEST_ANSWER: Final = 8
"""Lines of the last answer below a text that has no such line above it."""
_LONGEST_LINE: Final = 120


def plain_posts(page: Page) -> Iterator[Finding]:
    """Takes out answers in a thread kept as text, and the lines that begin its author's posts.

    Such a line has a name and an hour, and nothing else parts the posts. All stays where others
    wrote more than a quarter of what the author did, since then the discussion is the article.
    """
    openers = _openers(page)
    if not openers:
        return
    first = openers[0][0]
    is_below = any(map(page.is_body, page.blocks[:first]))
    if len(openers) < (1 if is_below and _is_of_board(page, first) else _LEAST_OPENERS):
        return
    author = "" if is_below else openers[0][1].name
    posts = _posts(page, openers)
    answers = [blocks for opener, blocks in posts if not _is_authors(page, opener, author)]
    own = [blocks for opener, blocks in posts if _is_authors(page, opener, author)]
    written = _weight(own) + (sum(one.weight for one in page.blocks[:first]) if is_below else 0)
    if _weight(answers) > _LESSER_PART * written:
        return
    if is_below and len(posts[-1][1]) > _LONGEST_ANSWER:
        return  # the text may go on there
    for blocks in answers:
        yield finding("comments", blocks, f"{quote(blocks[0])} begins the post of somebody else")
    for blocks in own:
        yield finding("byline", blocks[:1], f"{quote(blocks[0])} begins a post of the author")


def _weight(posts: Iterable[Sequence[Block]]) -> int:
    """How much some posts say, below the lines that begin them."""
    return sum(block.weight for blocks in posts for block in blocks[1:])


def _openers(page: Page) -> list[tuple[int, Opener]]:
    """Lines that begin posts, with their places; none where they have elements of their own."""
    found: list[tuple[int, Opener]] = []
    for position, block in enumerate(page.blocks):
        if not 0 < block.chars <= _LONGEST_LINE or block.links or block.is_heading:
            continue
        if opener := opener_of(block.text):
            found.append((position, opener))
    texts = {_holder(block) for block in page.blocks if page.is_body(block)} if found else set()
    return [one for one in found if _holder(page.blocks[one[0]]) in texts]


def _holder(block: Block) -> Container:
    """What a line stands in: of one of several in a paragraph, what that stands in."""
    home = block.home
    return home.parent if home.element.tag == "p" and home.parent is not None else home


def _is_of_board(page: Page, position: int) -> bool:
    """Whether it is the head of a message, which nobody writes in a text."""
    return ":" in page.blocks[position].text[:6] or "：" in page.blocks[position].text[:6]


def _posts(
    page: Page, openers: Sequence[tuple[int, Opener]]
) -> list[tuple[Opener, Sequence[Block]]]:
    ends = (*openers, (len(page.blocks), None))
    return [(one, page.blocks[at:end]) for (at, one), (end, _) in pairwise(ends) if one]


def _is_authors(page: Page, opener: Opener, author: str) -> bool:
    if opener.begins_thread or opener.name == author:
        return True
    return any(one.name == opener.name for one in page.meta.authors)
