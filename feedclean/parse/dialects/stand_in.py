"""What stands in for a title where nobody wrote one: the first words, which stay in the text."""

from __future__ import annotations

from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.dates.ago import says_ago
from feedclean.dom import cut, tree
from feedclean.dom.blocks import Block
from feedclean.names import without_prefix
from feedclean.text import excerpt, weight

_SEEN: Final = 4_000
_LONGEST: Final = 80
_LONGEST_LINE: Final = 90
_STOPS: Final = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", "：")


def first_words(html: str) -> str:
    """The beginning of a text, without the lines above it that say who wrote it and when."""
    html = html[:_SEEN]
    _, blocks = cut.read(html)
    shown = [block for block in blocks if block.chars]
    above = sum(1 for _ in takewhile(_says_who_or_when, shown))
    if 0 < above < len(shown):
        return excerpt(shown[above].text, _LONGEST)
    for node in tree.parse(html).children:
        text = node if isinstance(node, str) else tree.raw_text(node)
        if text.strip():
            return excerpt(text, _LONGEST)
    return ""


def _says_who_or_when(block: Block) -> bool:
    """Whether a line is a byline or tells a day; a day may be what a heading is about."""
    line = block.text.strip()
    if weight(line) > _LONGEST_LINE or line.endswith(_STOPS):
        return False
    name = without_prefix(line)
    if name != line:
        return not name[:1].islower()
    return not block.is_heading and (says_ago(line) or find_date(line, None) is not None)
