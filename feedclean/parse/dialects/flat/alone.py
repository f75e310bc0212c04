"""Whether a text or Markdown file begins as an article alone does: with its title, or its text.

A page begins with menus; where its title stands at the very top, a converter put it there, and the
headline says it again. An article has its title once, and a byline, a date or a sentence below it.
Lists of words of sites further down are then what it is about: names of networks, of buttons.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.parse.dialects.flat.whole_page import is_like_menu, is_running, words_in
from feedclean.parse.dialects.heads.headline import is_byline
from feedclean.parse.pages.title import fold

_HEADINGS: Final = frozenset({"h1", "h2", "h3"})
_BELOW: Final = 3
_LEAST_SENTENCE: Final = 20
_SHORTEST: Final = 8
"""Of lines that say a title again: *Share* is within many."""


def begins_as_article(blocks: Sequence[Block]) -> bool:
    """Whether the first block is a title or a text that no page begins with.

    Of 206 pages by five converters eight begin so: with a notice, say.
    """
    if not blocks or _is_of_site(blocks[0]) or _is_said_again(blocks):
        return False
    first = blocks[0]
    if first.box.tag in _HEADINGS:
        return True
    if not is_like_menu(first):
        return first.weight >= _LEAST_SENTENCE
    return any(map(_is_of_article, blocks[1 : 1 + _BELOW]))


def _is_of_site(block: Block) -> bool:
    is_item = bool(block.traits & traits.ITEM)
    return is_item or block.link_density >= 0.5 or bool(words_in(block.text))


def _is_said_again(blocks: Sequence[Block]) -> bool:
    """Whether another line is the title or a part of it.

    What is no heading may be the name of the site, and stand in a short line: ``© The Post``.
    """
    title, is_heading = fold(blocks[0].text), blocks[0].box.tag in _HEADINGS
    for block in blocks[1:]:
        line = fold(block.text)
        if len(line) >= _SHORTEST and line in title:
            return True
        if not is_heading and title in line and not is_running(block):
            return True
    return False


def _is_of_article(block: Block) -> bool:
    if block.link_density >= 0.5:
        return False
    text = block.text
    return not is_like_menu(block) or is_byline(text) or find_date(text, None) is not None
