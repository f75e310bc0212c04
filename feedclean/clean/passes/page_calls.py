"""Calls of the site above and below the text of a page, told by place and by what they speak of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.prose import is_apart, is_prose
from feedclean.clean.speech.calls import is_call
from feedclean.clean.speech.lexicon import Lexicon, concepts_of, lexicon_of
from feedclean.clean.speech.said import said
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
    money in a box of its own. Among the text a last call goes if it is set in bold or small print.
    """
    text = _home_of_text(page) if page.weighed.scores else None
    if text is None:
        return
    shown = [block for block in page.blocks if block.chars]
    if not any(_may_call(block, text) for block in (shown[0], shown[-1])):
        return  # most pages: nothing is looked up
    lexicon = _lexicon(page)
    if lexicon is None:
        return
    for positions in (range(len(page.blocks)), range(len(page.blocks) - 1, -1, -1)):
        group: list[Block] = []
        for position in positions:
            block = page.blocks[position]
            if not block.chars or _calls(page, block, text, lexicon):
                group.append(block)
            else:
                break
        called = [block for block in group if block.chars]
        if 0 < len(called) <= _MOST:
            told = f"{quote(called[-1])} {'above' if positions.step > 0 else 'below'} the text"
            told += f", a call of the site, {measures(called[-1])}"
            yield finding("page-call", called, told)


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


def _holds(text: Container, block: Block) -> bool:
    return text.first <= block.index < text.last


def _may_call(block: Block, text: Container) -> bool:
    """Whether a block is a sentence set apart from the text: by its element, or by its print."""
    if block.weight > _HEAVIEST or block.is_heading or block.traits & _STRUCTURED or block.images:
        return False
    is_set_apart = block.strong_chars == block.chars or is_apart(block)
    return is_prose(block) and (is_set_apart or not _holds(text, block))


def _calls(page: Page, block: Block, text: Container, lexicon: Lexicon) -> bool:
    """Whether it calls: by its form among the text, else in a box of calls."""
    if not _may_call(block, text):
        return False
    if _holds(text, block):
        return is_call(block.text, lexicon)
    return all(_speaks(one.text, lexicon) for one in page.inside(block.home) if is_prose(one))


def _speaks(text: str, lexicon: Lexicon) -> bool:
    if is_call(text, lexicon):
        return True
    spoken = concepts_of(text, lexicon)
    is_little = 0.0 <= said(text, lexicon) < _LEAST_SAID
    return is_little and bool(spoken & _WANTED and spoken & _PEOPLE)


def _lexicon(page: Page) -> Lexicon | None:
    texts = [block.text for block in page.blocks if page.reads_like_body(block)]
    middle = len(texts) // 2
    return lexicon_of(" ".join(texts[max(0, middle - _TOLD_BY // 2) : middle + _TOLD_BY]))
