"""What the lines of a page kept as text are, marked as a page in HTML would have marked it.

The headline becomes one. In text without any marks, so do the headings between two paragraphs,
and lines that lead from the headline to the text get the name that pages give them, since whoever
looks at a page line by line would take them for those of menus.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.blocks import Block
from feedclean.parse.dialects.headline import is_byline
from feedclean.parse.dialects.whole_page import Core, is_running, words_in

_LEAST_LEAD: Final = 40
_LONGEST_HEADING: Final = 100
_LABELLED: Final = re.compile(r"[:：|•·»>]|^[\[【(（<＜*■▼▶]|\d[\W\d]*$")
"""Lines that lead elsewhere, or say what follows; and counts."""
_LEAST_SENTENCE: Final = 24
_ENDED: Final = re.compile(r"[.。!！?？…।۔؟][\"“”’»」』)）]*$")
_STOPPED: Final = re.compile(r"[.。,，;；…][\"“”’»」』)）]*$")


def with_headline(html: str, blocks: Sequence[Block], at: int) -> str:
    """The headline, a paragraph among others until now, as the heading it was."""
    return _marked(html, blocks, {at: "h1"})


def with_marks(html: str, blocks: Sequence[Block], core: Core, at: int | None) -> str:
    """With the headline, if there is one, what leads from it to the text, and headings within."""
    tags = {} if at is None else {at: "h1", **dict.fromkeys(_leads(blocks, core, at), _LEAD)}
    return _marked(html, blocks, {**tags, **dict.fromkeys(_headings(blocks, core), _HEADING)})


_LEAD: Final = 'p class="standfirst"'
_HEADING: Final = 'h2 class="subhead"'


def _leads(blocks: Sequence[Block], core: Core, at: int) -> Iterator[int]:
    for place in range(at + 1, core.first):
        block = blocks[place]
        text = block.text
        if block.weight < _LEAST_LEAD or block.links or words_in(text) or is_byline(text):
            continue
        if find_date(text, None) is None or is_running(block):
            yield place


def _headings(blocks: Sequence[Block], core: Core) -> Iterator[int]:
    """Single short lines between two paragraphs."""
    for place in range(core.first + 1, min(core.last + 1, len(blocks) - 1)):
        block = blocks[place]
        text = block.text
        if block.weight > _LONGEST_HEADING or block.links or words_in(text):
            continue
        if _LABELLED.search(text) or _STOPPED.search(text) or not any(map(str.isalpha, text)):
            continue
        if _is_sentence(blocks[place - 1]) and _is_sentence(blocks[place + 1]):
            yield place


def _is_sentence(block: Block) -> bool:
    has_end = block.weight >= _LEAST_SENTENCE and _ENDED.search(block.text) is not None
    return has_end or is_running(block)


def _marked(html: str, blocks: Sequence[Block], tags: dict[int, str]) -> str:
    """The page with some of its paragraphs as other elements; those that hold links stay."""
    out: list[str] = []
    done = 0
    for at in range(max(tags, default=-1) + 1):
        if blocks[at].box.tag != "p" or blocks[at].links:
            continue
        text = escape(blocks[at].text, quote=False)
        written = f"<p>{text}</p>"
        start = html.find(written, done)
        if start < 0:
            continue
        tag = tags.get(at, "p")
        out += (html[done:start], f"<{tag}>{text}</{tag.split(' ', 1)[0]}>")
        done = start + len(written)
    return "".join((*out, html[done:]))
