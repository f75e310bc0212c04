"""What stands in for a title where nobody wrote one: the first words, which stay in the text."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.dates.ago import says_ago
from feedclean.dom import cut, tree
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.names import without_prefix
from feedclean.text import excerpt, weight

_SEEN: Final = 4_000
_LONGEST: Final = 80
_LONGEST_LINE: Final = 90
_LONGEST_CAPTION: Final = 300
_STOPS: Final = (".", "!", "?", "…", "。", "！", "？", "؟", "।", ":", "：")
_CREDITED: Final = later(
    r"[(（\[［](?:ảnh|bild|bron|foto|fuente|image|kaynak|nguồn|photo|quelle|source|sumber|источник|фото"
    r"|ภาพ|写真|出典|図|图|圖|来源|來源|사진|출처)s?\s?[:：/／]\s?[^()（）\[\]\n]{2,60}[)）\]］]\.?$",
    re.IGNORECASE,
)
"""Who made the picture, or where it is from, as a caption ends with it."""


def first_words(html: str) -> str:
    """The beginning of a text, without what stands above it: who wrote it and when, a caption."""
    html = html[:_SEEN]
    _, blocks = cut.read(html)
    shown = [block for block in blocks if block.chars]
    above = sum(1 for _ in takewhile(_is_above, shown))
    if 0 < above < len(shown):
        return excerpt(shown[above].text, _LONGEST)
    for node in tree.parse(html).children:
        text = node if isinstance(node, str) else tree.raw_text(node)
        if text.strip():
            return excerpt(text, _LONGEST)
    return ""


def _is_above(block: Block) -> bool:
    """Whether a line stands above a text and begins none: a byline, a day, a caption."""
    return _says_who_or_when(block) or _is_caption(block)


def _is_caption(block: Block) -> bool:
    """Whether a line ends with who made a picture; a heading tells of what is to come."""
    line = block.text.strip()
    return not block.is_heading and len(line) <= _LONGEST_CAPTION and bool(_CREDITED.search(line))


def _says_who_or_when(block: Block) -> bool:
    """Whether a line is a byline or tells a day; a day may be what a heading is about."""
    line = block.text.strip()
    if weight(line) > _LONGEST_LINE or line.endswith(_STOPS):
        return False
    name = without_prefix(line)
    if name != line:
        return not name[:1].islower()
    return not block.is_heading and (says_ago(line) or find_date(line, None) is not None)
