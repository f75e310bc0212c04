"""What an article says twice: its title above the text, or its whole body once more."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.dom.blocks import Block
from feedclean.text import fold

_NEAR_TOP = 12
"""A repeated title stands among the first blocks; further down the words may be a section head."""


def repeats(page: Page) -> Iterator[Finding]:
    """Second copies of the title and of the body."""
    yield from _title(page)
    yield from _second_body(page)


def _title(page: Page) -> Iterator[Finding]:
    title = fold(page.meta.title)
    if not title:
        return
    for position, block in enumerate(page.blocks):
        near_top = position < _NEAR_TOP
        if not (near_top or block.is_heading) or not block.chars:
            continue
        text = fold(block.text)
        if text == title or (near_top and block.is_heading and _same_headline(text, title)):
            yield finding("title-repeat", [block], f"{quote(block)} repeats the title")


def _same_headline(text: str, title: str) -> bool:
    """One contains the other and little more: a site name or a suffix such as （组图）."""
    short, long = sorted((text, title), key=len)
    return len(short) >= 6 and len(short) >= 0.7 * len(long) and short in long


def _second_body(page: Page) -> Iterator[Finding]:
    """A run of three or more paragraphs that stood before, word for word and in the same order."""
    seen: dict[str, int] = {}
    run: list[Block] = []
    following = -1
    for position, block in enumerate(page.blocks):
        text = fold(block.text)
        earlier = seen.get(text, -1) if len(text) >= 20 else -1
        if earlier >= 0 and (not run or earlier > following):
            run.append(block)
            following = earlier
            continue
        if text and len(text) >= 20:
            yield from _copy(run)
            run = []
            following = -1
            seen.setdefault(text, position)
    yield from _copy(run)


def _copy(run: list[Block]) -> Iterator[Finding]:
    size = sum(block.weight for block in run)
    if len(run) >= 3 and size >= 200:
        yield finding("body-repeat", run, f"{len(run)} paragraphs stand above word for word")
