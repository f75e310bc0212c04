"""What the elements in a line say one after another, where nothing but these parts it.

``<span>Author</span><a>Jane Roe</a><span>Harbour Post</span>`` is one word for whoever reads its
text, and three things for whoever sees it.
"""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import Final

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, raw_text
from feedclean.text import collapse

_LONGEST: Final = 160
_MOST: Final = 16
_OF_LINES: Final = Label.AUTHOR | Label.CREDIT | Label.SOURCE | Label.DATE
_LONGEST_LABEL: Final = 24
_COLONS: Final = " ,:：،"
_COMMAS: Final = (",", "،", "，")


def spelled_out(block: Block) -> str:
    """A line with bars between parts that only elements part, and a colon behind a label.

    A label for those who hear a page has a comma behind it, and an element of its own. Of what is
    labelled all is in elements alike: two names are two links, the paper behind them is none.
    """
    if not 0 < block.weight <= _LONGEST:
        return block.text
    parts = element_parts(block)
    if not 1 < len(parts) <= _MOST:
        return block.text
    parts = [part for part in parts if part[0]]
    (first, _), *others = [part for part in parts if not part[0].isspace()] or [("", "")]
    if not others:
        return block.text
    is_glued = any(a[-1:].isalnum() and b[:1].isalnum() for (a, _), (b, _) in pairwise(parts))
    if not is_glued and not first.rstrip().endswith(_COMMAS):
        return block.text
    head = collapse(first).strip(_COLONS)
    if head and len(head) <= _LONGEST_LABEL and label_text(f"{head}:") & _OF_LINES:
        tag = others[0][1]
        told = [collapse(text) for text, its in takewhile(lambda part: part[1] == tag, others)]
        return f"{head}: {' | '.join(told)}"
    return (
        " | ".join(collapse(text) for text, _ in ((first, ""), *others)) if is_glued else block.text
    )


def element_parts(block: Block) -> list[tuple[str, str]]:
    """The texts of the elements in a line, with their tags, and what stands between them."""
    box = block.box
    while len(box.children) == 1 and isinstance(box.children[0], Element):
        box = box.children[0]
    return [(one, "") if isinstance(one, str) else (raw_text(one), one.tag) for one in box.children]
