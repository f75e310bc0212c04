"""Calls of the site above and below the text of a page, told by place and by what they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.prose import is_prose
from feedclean.clean.speech.calls import is_call
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of
from feedclean.clean.speech.said import concepts_of, said
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container

_LEAST_SAID: Final = 0.15
_HEAVIEST: Final = 420
_MOST: Final = 6
"""Calls at either end; what is more is about them."""
_TOLD_BY: Final = 6
"""Paragraphs that tell the language of an article."""
_WANTED: Final = frozenset(
    ("subscribe", "newsletter", "member", "donate", "appeal", "app", "follow")
)
_PEOPLE: Final = frozenset(("us", "you"))
_STRUCTURED: Final = traits.CELL | traits.CODE | traits.QUOTE | traits.CAPTION | traits.ITEM


def page_calls(page: Page) -> Iterator[Finding]:
    """Sentences at the ends of a page, outside of the element of its text, that call to join.

    A page's scores take them for text, as they read like it; nobody of a text asks its readers for
    money in a box of its own. Right below the text a call is one by its form alone.
    """
    text = _home_of_text(page) if page.weighed.scores else None
    if text is None:
        return
    lexicon = _lexicon(page)
    if lexicon is None:
        return
    for positions in (range(len(page.blocks)), range(len(page.blocks) - 1, -1, -1)):
        group: list[Block] = []
        for position in positions:
            block = page.blocks[position]
            is_of_box = _is_of_box(page, block, group, text)
            if not block.chars or is_of_box or _calls(block, text, lexicon, positions.step):
                group.append(block)
            else:
                break
        shown = [block for block in group if block.chars]
        if 0 < len(shown) <= _MOST:
            told = f"{quote(shown[-1])} {'above' if positions.step > 0 else 'below'} the text"
            told += f", a call of the site, {measures(shown[-1])}"
            yield finding("page-call", shown, told)


def _home_of_text(page: Page) -> Container | None:
    """The element that holds most of the running text itself; None where none has half of it."""
    weights: dict[Container, int] = {}
    for block in page.blocks:
        if page.reads_like_body(block):
            weights[block.home] = weights.get(block.home, 0) + block.weight
    if not weights:
        return None
    home = max(weights, key=lambda one: weights[one])
    return home if 2 * weights[home] >= sum(weights.values()) else None


def _is_of_box(page: Page, block: Block, group: list[Block], text: Container) -> bool:
    """Whether a line stands in the element of a call, which holds none of the text."""
    if not any(one.home is block.home for one in group) or _holds(text, block):
        return False
    is_long = block.weight > _HEAVIEST or bool(block.traits & _STRUCTURED)
    return not is_long and page.weighed.scores.get(block.index, 0.0) < _SURE


def _holds(text: Container, block: Block) -> bool:
    return text.first <= block.index < text.last


_SURE: Final = 0.95
"""The score from which a block of a page is text, whatever it stands beside."""


def _calls(block: Block, text: Container, lexicon: Lexicon, step: int) -> bool:
    if block.weight > _HEAVIEST or block.is_heading or block.traits & _STRUCTURED or block.images:
        return False
    if not is_prose(block):
        return False
    if step < 0 and is_call(block.text, lexicon):
        return True
    if _holds(text, block) or not 0.0 <= said(block.text, lexicon) < _LEAST_SAID:
        return False
    spoken = concepts_of(block.text, lexicon)
    return bool(spoken & _WANTED and spoken & _PEOPLE)


def _lexicon(page: Page) -> Lexicon | None:
    texts = [block.text for block in page.blocks if page.reads_like_body(block)]
    middle = len(texts) // 2
    return lexicon_of(" ".join(texts[max(0, middle - _TOLD_BY // 2) : middle + _TOLD_BY]))
