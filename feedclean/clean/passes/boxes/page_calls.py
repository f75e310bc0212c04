"""Calls of the site above and below the text of a page, told by place and by what they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.speech.calls import TELLS, is_call
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of
from feedclean.clean.speech.said import said
from feedclean.clean.wording.prose import is_apart, is_prose
from feedclean.clean.wording.words import any_of
from feedclean.dates import names_weekday
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container

_LEAST_SAID: Final = 0.15
_HEAVIEST: Final = 420
_MOST: Final = 6
"""Calls at either end; what is more is about them."""
_LESSER_PART: Final = 0.5
"""Of the running text, by weight; what is more of it is what the page is about."""
_TOLD_BY: Final = 6
"""Paragraphs that tell the language of an article."""
_MOST_DOUBTFUL: Final = 2
"""Lines in a row that may be calls, before one that surely is."""
_LEAST_MARKED: Final = 0.2
_LEAST_WRITTEN: Final = 0.1
"""Of what a line says, from which it is no call: one set apart by a sign, one to write to us."""
_WANTED: Final = frozenset(
    ("subscribe", "newsletter", "member", "donate", "appeal", "app", "follow")
)
_PEOPLE: Final = frozenset(("us", "you"))
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_SIGN: Final = re.compile(
    "[\u2190-\u21ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff»›※]|[【\\[［〔〖]"
)
"""What is set before a line to be seen; bullets and asterisks stand before entries and notes."""
_LABELLED_LINK: Final = re.compile(r"\W*[^:：.。!！?？\d]{2,30}[:：]\s?(?:https?://|www\.)\S+")
_SITES: Final = frozenset(("press", "site", "article", "this", "appeal"))
_ADDRESS: Final = re.compile(r"https?://|\bwww\.|\S@\S|→\s?\S{2,12}$")
_MAIL: Final = re.compile(r"[\w.+-]@[\w-]+\.\w")
_INVITES: Final = re.compile(
    rf"[请請]|[欢歡]迎|\b{any_of('please')}\b",
    re.IGNORECASE,
)
_OF_PAPERS: Final = frozenset(("us", "by", "article"))
"""What who asks for news and articles speaks of; a club has a paper as well."""


def page_calls(page: Page) -> Iterator[Finding]:
    """Takes out lines of a page that call to join, above or below its main content.

    A page's scores take them for text, as they read like it. Evidence is a box of nothing else:
    nobody asks their readers for money in one. Right below the text a call goes if its print, a
    sign before it or an address in it sets it apart, or if it names two things that are asked for;
    a doubtful line goes between such. Sentences that tell of others stay.
    """
    text = _home_of_text(page) if page.weighed.scores else None
    if text is None:
        return
    shown = [block for block in page.blocks if block.chars]
    if not any(_may_call(block) for block in (shown[0], shown[-1])):
        return  # most pages: nothing is looked up
    lexicon = _lexicon(page)
    if lexicon is None:
        return
    for lines in (shown, shown[::-1]):
        above = lines is shown
        called = _run(page, lines, text, lexicon)
        weight = sum(block.weight for block in called)
        if 0 < len(called) <= _MOST and weight <= _LESSER_PART * page.running_weight():
            told = f"{quote(called[-1])} {'above' if above else 'below'} the text"
            told += f", a call of the site, {measures(called[-1])}"
            yield finding("page-call", called, told)


def _run(page: Page, lines: list[Block], text: Container, lexicon: Lexicon) -> list[Block]:
    """The lines from one end on that call; doubtful ones as far as a sure one is behind them."""
    called: list[Block] = []
    doubtful: list[Block] = []
    for block in lines:
        if _calls(page, block, text, lexicon):
            called += [*doubtful, block]
            doubtful.clear()
        elif called and len(doubtful) < _MOST_DOUBTFUL and _may_go_along(block, lexicon):
            doubtful.append(block)
        else:
            break
    if doubtful and _asks_under_a_sign(doubtful[0], lexicon):
        called.append(doubtful[0])
    return _without_entries(called, lines)


def _without_entries(called: list[Block], lines: list[Block]) -> list[Block]:
    """What calls, but lines with a sign that the first line that stays has as well: its list."""
    behind = lines[len(called)] if called and len(called) < len(lines) else None
    sign = _SIGN.match(behind.text) if behind else None
    while sign and called and called[-1].text.startswith(sign[0]):
        called.pop()
    return called


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


def _may_call(block: Block) -> bool:
    """Whether a block is a sentence, or a line set apart from the text by a sign or an address."""
    if block.weight > _HEAVIEST or block.is_heading or block.traits & _STRUCTURED or block.images:
        return False
    return is_prose(block) or _is_marked(block)


def _calls(page: Page, block: Block, text: Container, lexicon: Lexicon) -> bool:
    """Whether it calls: by its form among the text, else in a box of calls."""
    if not _may_call(block):
        return False
    if not _holds(text, block):
        return _is_box_of_calls(page.inside(block.home), lexicon)
    if block.strong_chars == block.chars or is_apart(block):
        return is_call(block.text, lexicon) or (_is_marked(block) and _asks(block, lexicon))
    if _is_marked(block):
        return _asks(block, lexicon)
    return _speaks(block.text, lexicon) and len(concepts_of(block.text, lexicon) & _WANTED) > 1


def _is_box_of_calls(box: list[Block], lexicon: Lexicon) -> bool:
    """Whether all sentences of a box call, or two of its lines do and the others speak of it."""
    lines = [one for one in box if one.chars]
    told = [one for one in lines if is_prose(one) or _is_marked(one)]
    if told and all(_speaks(one.text, lexicon) for one in told):
        return True
    sure = 0
    for one in lines:  # the first line of another kind ends it: a box may be most of a page
        if _speaks(one.text, lexicon) or _asks(one, lexicon):
            sure += 1
        elif not _may_go_along(one, lexicon):
            return False
    return sure > 1


def _asks(block: Block, lexicon: Lexicon) -> bool:
    """Whether a line with a sign or an address speaks of joining, or of writing to the newsroom.

    It speaks of the site as well, or is but a label and where to do so: what members pay, and how
    many there are, is told by articles.
    """
    spoken = concepts_of(block.text, lexicon)
    if not spoken.isdisjoint(TELLS) or names_weekday(block.text):
        return False
    part = said(block.text, lexicon)
    if "contact" in spoken and _MAIL.search(block.text):
        is_asked = not spoken.isdisjoint(_PEOPLE) or _INVITES.search(block.text) is not None
        return is_asked and not spoken.isdisjoint(_OF_PAPERS) and 0.0 <= part < _LEAST_WRITTEN
    if spoken.isdisjoint(_WANTED) or not 0.0 <= part < _LEAST_MARKED:
        return False
    return _is_of_site(spoken) or _LABELLED_LINK.fullmatch(block.text) is not None


def _is_of_site(spoken: frozenset[str]) -> bool:
    return "us" in spoken or ("you" in spoken and not spoken.isdisjoint(_SITES))


def _may_go_along(block: Block, lexicon: Lexicon) -> bool:
    if block.weight > _HEAVIEST or block.is_heading or block.traits & _STRUCTURED or block.images:
        return False
    spoken = concepts_of(block.text, lexicon)
    is_ours = not spoken.isdisjoint(_PEOPLE)
    return is_ours and not spoken.isdisjoint(_WANTED) and spoken.isdisjoint(TELLS)


def _asks_under_a_sign(block: Block, lexicon: Lexicon) -> bool:
    """Whether a line behind which others have gone begins with a sign, and asks for us."""
    spoken = concepts_of(block.text, lexicon)
    is_signed = _SIGN.match(block.text) is not None
    return is_signed and "us" in spoken and len(spoken & _WANTED) > 1


def _is_marked(block: Block) -> bool:
    """Whether a sign, brackets around its beginning or an address in it set a line apart."""
    return _SIGN.match(block.text) is not None or _ADDRESS.search(block.text) is not None


def _speaks(text: str, lexicon: Lexicon) -> bool:
    if is_call(text, lexicon):
        return True
    if not 0.0 <= said(text, lexicon) < _LEAST_SAID:
        return False
    spoken = concepts_of(text, lexicon)
    return bool(spoken & _WANTED and spoken & _PEOPLE)


def _lexicon(page: Page) -> Lexicon | None:
    texts = [block.text for block in page.blocks if page.reads_like_body(block)]
    middle = len(texts) // 2
    return lexicon_of(" ".join(texts[max(0, middle - _TOLD_BY // 2) : middle + _TOLD_BY]))
