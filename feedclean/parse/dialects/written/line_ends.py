"""Which line ends within a paragraph of Markdown were meant: those of verses, notes and labels.

The standard joins the lines of a paragraph, since text is often wrapped at a fixed width.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from feedclean.parse.dialects.cjk import is_cjk, width

if TYPE_CHECKING:
    from markdown_it.token import Token

_LONGEST: Final = 60
"""Columns of a line that was ended on purpose."""
_NARROWEST_WRAP: Final = 56
_WIDEST_WRAP: Final = 120
_BREAKS: Final = ("softbreak", "hardbreak")


def keep_line_ends(tokens: Sequence[Token]) -> None:
    """Makes the line ends of paragraphs of short lines breaks that are seen.

    They are meant where a line had room for the word below it. How much room there was, shows the
    widest line of the text that another one follows in its paragraph.
    """
    several = [(inline, _lines(inline)) for inline in _inlines(tokens)]
    several = [(inline, lines) for inline, lines in several if len(lines) > 1]
    room = max((width(line) for _, lines in several for line in lines[:-1]), default=0)
    is_wrapped = _NARROWEST_WRAP <= room <= _WIDEST_WRAP
    for inline, lines in several:
        if max(map(width, lines)) > _LONGEST:
            continue
        if is_wrapped and any(_is_full(above, below, room) for above, below in pairwise(lines)):
            continue
        for child in inline.children or ():
            if child.type == "softbreak":
                child.type, child.tag = "hardbreak", "br"


def _inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    """The texts of paragraphs, those of list items apart."""
    depth = 0
    for before, token in pairwise(tokens):
        depth += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type == "inline" and before.type == "paragraph_open" and not depth:
            yield token


def _lines(inline: Token) -> list[str]:
    """The lines as they were written; none where a tag or a code went on over the end of one."""
    lines = [line.strip() for line in inline.content.split("\n")]
    breaks = sum(child.type in _BREAKS for child in inline.children or ())
    return lines if breaks == len(lines) - 1 else []


def _is_full(line: str, below: str, room: int) -> bool:
    """Whether a line had no room for the first word of the next one."""
    first = below[0] if is_cjk(below[0]) else " " + below.split(maxsplit=1)[0]
    return width(line) + width(first) > room
