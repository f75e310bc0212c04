"""What an article says twice: its title above the text, or its whole body once more."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, in_verse, is_sentence, quote, says_title
from feedclean.clean.wording.kinds import Label
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.text import fold

_NEAR_TOP = 12
"""A repeated title stands among the first blocks; further down the words may be a section head."""
_LEAD_WEIGHT = 600
"""… and before the text is well under way, in Latin letters of running text."""
_SHORT_TITLE: Final = 20
"""Letters of one whose words may stand in the text as well."""
_OPENING = ("title", "first words")
"""Evidence of a title that is nothing but how the text begins: a line of it stays."""
_LEAST_TEASER: Final = 40
"""Letters of one; fewer may be how a story begins twice on purpose."""
_ELLIPSIS: Final = re.compile(r"(?:…|\.\.\.)[\])]?$")
_LEAST_RUN = 3
_LEAST_WEIGHT = 200
_MOST_OF_TEXT = 0.5
_LEAST_LETTERS = 20
_VERSE = 90
_NO_TITLE: Final = re.compile(r"[:：]|[,，;；.。!！?？…]$|^\d|^[-*•–—]")


def repeats(page: Page) -> Iterator[Finding]:
    """Takes out second copies: the title above the text, a teaser, and a body that stood before.

    The title goes near the top or as a heading, a teaser where it breaks off and the text below
    begins with its words, three or more paragraphs where they are the same word for word. A first
    sentence that is the title as well, and a refrain, stay; so does an answer the title quotes.
    """
    yield from _title(page)
    yield from _teaser(page)
    yield from _second_body(page)


def _title(page: Page) -> Iterator[Finding]:
    title = fold(page.meta.title)
    if not title:
        return
    is_opening = _OPENING in page.meta.evidence
    shown = next((block for block in page.blocks if block.chars), None)
    above = 0
    last = ""
    longest = 2 * len(title) + 8  # of a text whose fold may equal it; folding a paragraph is dear
    for position, block in enumerate(page.blocks):
        near_top = position < _NEAR_TOP and above <= _LEAD_WEIGHT
        before, last = last, block.text if block.chars else last
        if is_opening and block is shown and _is_of_text(block):
            continue
        if near_top and page.reads_like_body(block):
            above += block.weight
            if is_opening:
                continue
        if above and len(title) <= _SHORT_TITLE and not block.is_heading:
            continue  # where the text has begun, the same words are of it
        if not (near_top or block.is_heading) or not block.chars or block.chars > longest:
            continue
        text = fold(block.text)
        if not block.is_heading and _goes_on(before, block.text, page.meta.title):
            continue
        is_same = near_top and block.is_heading and _same_headline(text, title)
        is_same = is_same and not page.label(block) & Label.COMMENTS  # 2 thoughts on “Title”
        if text == title or is_same:
            last = ""
            yield finding("title-repeat", [block], f"{quote(block)} repeats the title")


def _goes_on(before: str, text: str, title: str) -> bool:
    """Whether a line with the words of a title goes on with what stands above it.

    It answers a question, or is a sentence among others.
    """
    is_asked = before.rstrip()[-1:] in ("?", "？", "؟")
    return is_asked or (is_sentence(before) and says_title(text, title))


def _is_of_text(block: Block) -> bool:
    """Whether a first line is a verse, a greeting, a label or one of several: no title."""
    return bool(block.traits & traits.LINE) or _NO_TITLE.search(block.text) is not None


def _same_headline(text: str, title: str) -> bool:
    """One contains the other and little more: a site name or a suffix such as （组图）."""
    short, long = sorted((text, title), key=len)
    return len(short) >= 6 and len(short) >= 0.7 * len(long) and short in long


def _teaser(page: Page) -> Iterator[Finding]:
    """The first paragraph, where it breaks off and what stands below says all of it again.

    Feeds and clippers put such an excerpt above the text, under a heading in a quotation or not.
    """
    shown = [block for block in page.blocks if block.chars and not block.traits & traits.HIDDEN]
    at = next(
        (at for at, block in enumerate(shown[:_NEAR_TOP]) if _ELLIPSIS.search(block.text)), -1
    )
    if at < 0 or any(page.reads_like_body(block) for block in shown[:at]):
        return
    teaser = shown[at]
    words = fold(_ELLIPSIS.sub("", teaser.text).rstrip(" [("))
    if (
        len(words) < _LEAST_TEASER
        or teaser.is_heading
        or not _begins_with(words, page, shown[at + 1 :])
    ):
        return
    above = shown[at - 1] if at else None
    is_under = above is not None and above.is_heading and bool(above.traits & traits.QUOTE)
    group = [above, teaser] if above is not None and is_under else [teaser]
    yield finding(
        "teaser-repeat", group, f"{quote(teaser)} breaks off, and the text begins with it"
    )


def _begins_with(words: str, page: Page, below: Sequence[Block]) -> bool:
    """Whether the running text below, of some paragraphs, begins with such words."""
    body = dropwhile(lambda block: not page.reads_like_body(block), below[:_NEAR_TOP])
    text = ""
    for block in body:
        text += fold(block.text)
        if len(text) >= len(words):
            break
    return text.startswith(words)


def _second_body(page: Page) -> Iterator[Finding]:
    """A run of three or more paragraphs that stood before, word for word and in the same order.

    What a reader cannot see is no first copy: it will go itself. Nor is a refrain a second one.
    """
    seen: dict[str, int] = {}
    run: list[Block] = []
    following = -1
    for position, block in enumerate(page.blocks):
        if block.chars < _LEAST_LETTERS or block.traits & traits.HIDDEN:
            continue
        text = block.text
        earlier = seen.get(text, -1)
        if earlier >= 0 and (not run or earlier > following):
            run.append(block)
            following = earlier
            continue
        yield from _copy(page, run, following)
        run = [block] if earlier >= 0 else []
        following = earlier
        seen.setdefault(text, position)
    yield from _copy(page, run, following)


def _copy(page: Page, run: list[Block], last: int) -> Iterator[Finding]:
    """The run, if it is the text once more and not a passage that the text comes back to.

    ``last`` is the position where what it repeats ends. A verdict or an appeal may be quoted at
    the beginning and again at the end; a copy made by a machine is of most of the text, or follows
    right behind what it is a copy of.
    """
    size = sum(block.weight for block in run)
    if len(run) < _LEAST_RUN or size < _LEAST_WEIGHT:
        return
    if all(block.weight <= _VERSE and in_verse(page, block) for block in run):
        return
    start = page.blocks.index(run[0])
    text = sum(block.weight for block in page.blocks[:start] if page.reads_like_body(block))
    between = page.blocks[last + 1 : start]
    at_once = not any(page.reads_like_body(block) for block in between)
    if at_once or size >= _MOST_OF_TEXT * text:
        yield finding("body-repeat", run, f"{len(run)} paragraphs stand above word for word")
