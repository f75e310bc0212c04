"""A page of which the title was written above it: its menu stands between that and its headline.

Crawlers put what a feed or a link calls the page before all they made of it. An article alone says
its title once, or twice right below each other; a table of contents leads within the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.dom.blocks import Block
from feedclean.parse.dialects.flat.whole_page import LINK, Core, has_sentence
from feedclean.parse.pages.title import fold

_HEADING: Final = re.compile(r"\s{0,3}#{1,3}\s+(\S.*)")
_SEEN: Final = 400
"""Lines the menus of a page have at most, by far."""
_LEAST_TITLE: Final = 12
_LEAST_LINES: Final = 4
_LEAST_LINKS: Final = 2
_LEAST_BELOW: Final = 3
_OUTWARD: Final = re.compile(r"\]\((?!#)\S")


def is_said_below_menu(text: str) -> bool:
    """Whether the first line is a heading that a second one says again, with a menu between.

    Menus have no sentences, and lead to other pages.
    """
    between = _between(text)
    if sum(map(_leads_out, between)) < _LEAST_LINKS:
        return False
    return not has_sentence("\n".join(between))


def is_said_again(text: str) -> bool:
    """Whether the first line is a heading that a second one says again, with lines between."""
    return bool(_between(text))


def _between(text: str) -> list[str]:
    """The lines from the first, if it is a heading, to the one that says it again."""
    lines = text.lstrip().split("\n", _SEEN)[:_SEEN]
    title = _title(lines[0])
    if len(title) < _LEAST_TITLE:
        return []
    at = next((at for at in range(1, len(lines)) if _title(lines[at]).startswith(title)), 1)
    between = lines[1:at]
    return between if sum(map(bool, map(str.strip, between))) >= _LEAST_LINES else []


def below_title(text: str) -> str:
    """The page, without the heading that is said again below its menu."""
    return text.lstrip().partition("\n")[2]


def has_links_below(blocks: Sequence[Block], core: Core) -> bool:
    """Whether links stand below the running text, as they do at the end of a page."""
    return sum(block.link_density >= 0.5 for block in blocks[core.last :]) >= _LEAST_BELOW


def _title(line: str) -> str:
    heading = _HEADING.match(line)
    return fold(LINK.sub(r"\1", heading[1])) if heading else ""


def _leads_out(line: str) -> bool:
    return _OUTWARD.search(line) is not None
