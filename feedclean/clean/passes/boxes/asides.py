"""Asides set into the text that hold nothing but calls, notices and links to other articles."""

from __future__ import annotations

from collections.abc import Iterator
from operator import or_
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, lexicon_told_by, linked_share, quote
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.speech.said import speaks_for_its_site
from feedclean.clean.wording.hosts import is_call
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block, Container
from feedclean.dom.measures import targets
from feedclean.urls import absolute

_ASIDES: Final = frozenset(("aside",))
_MOST: Final = 6
_HEAVIEST: Final = 420
_LONGEST_HEADLINE: Final = 170
_LEAST_SAID: Final = 0.15
_LEAST_LIKELY: Final = 0.3
"""The same of a sentence that is worded like a call."""
_OFFERED: Final = frozenset(
    ("subscribe", "newsletter", "follow", "app", "member", "donate", "share", "comment", "login",
     "feed")
)  # fmt: skip
_SURE: Final = 0.95
"""The score from which a block of a page is text, whatever stands around it."""
_CALLS: Final = (
    Label.PROMO | Label.SHARE | Label.COOKIE | Label.AD | Label.COMMENTS | Label.PLATFORM
)
_LINKED: Final = Label.RELATED | Label.TRENDING
_KNOWN: Final = _CALLS | _LINKED | Label.INTERFACE
_LONGEST_BUTTON: Final = 3
"""Words of a button."""
_MOSTLY: Final = 0.5


def asides(page: Page) -> Iterator[Finding]:
    """Takes out small asides that hold nothing but calls, notices and links to other articles.

    Each line of one must be known as such, by its wording or by what it speaks of; a button may
    end it. An aside with a fact, a quotation or a sentence of another kind stays whole.
    """
    seen: set[int] = set()
    for block in page.blocks:
        if not block.traits & traits.ASIDE or not block.chars:
            continue
        aside = block.home.nearest(_ASIDES)
        if aside is None or aside.first in seen:
            continue
        seen.add(aside.first)
        if aside.last - aside.first <= _MOST and (group := _without_text(page, aside)):
            told = f"an aside of calls and links to other articles, from {quote(group[0])} on"
            yield finding("aside", group, told)


def _without_text(page: Page, aside: Container) -> list[Block]:
    """The blocks of an aside, if none is text; empty otherwise."""
    blocks = page.inside(aside)
    lines = [block for block in blocks if block.chars]
    if not lines or sum(block.weight for block in lines) > _HEAVIEST:
        return []
    if any(page.weighed.scores.get(block.index, 0.0) >= _SURE for block in lines):
        return []
    first = label(lines[0])
    if first & _LINKED and all(map(_is_headline, lines[1:])):
        return blocks if len(lines) > 1 or lines[0].links else []
    lexicon = _lexicon(page, aside)
    if len(lines) > 1 and _is_button(lines[-1]):
        lines.pop()
    own = page.meta.url or ""
    calls = [_is_call(line, lexicon, own) or _offers(line, lexicon) for line in lines]
    if not any(calls):
        return []
    is_known = (_is_known(line, _KNOWN, lexicon) or _speaks(line, lexicon) for line in lines)
    return blocks if all(map(or_, calls, is_known)) else []


def _is_call(block: Block, lexicon: Lexicon | None, own: str) -> bool:
    """Whether it is worded like a call, and says no more or leads where one subscribes."""
    if _is_known(block, _CALLS, lexicon):
        return True
    links = targets(block)
    leads_there = bool(links) and all(is_call(absolute(one, own) or "", own) for one in links)
    if not leads_there or lexicon is None:
        return False
    return not _OFFERED.isdisjoint(concepts_of(block.text, lexicon))


def _is_known(block: Block, kinds: Label, lexicon: Lexicon | None) -> bool:
    """Whether it is worded so; of a sentence, which may be quoted, it must also say so."""
    if not label(block) & kinds:
        return False
    return not is_prose(block) or speaks_for_its_site(block.text, lexicon, _LEAST_LIKELY)


def _offers(block: Block, lexicon: Lexicon | None) -> bool:
    """Whether it speaks for a site of what only sites have; *forgive us* may be a quotation."""
    if lexicon is None or not _speaks(block, lexicon):
        return False
    return not _OFFERED.isdisjoint(concepts_of(block.text, lexicon))


def _is_button(block: Block) -> bool:
    """Whether a last line is what one presses: *Count me in*, whatever the words."""
    words = block.text.rstrip("!»›>→ ").split()
    return 0 < len(words) <= _LONGEST_BUTTON and all(map(_is_word, words)) and not is_prose(block)


def _is_word(word: str) -> bool:
    return any(map(str.isalpha, word)) and not any(map(str.isdigit, word))


def _is_headline(block: Block) -> bool:
    if block.weight > _LONGEST_HEADLINE or block.traits & (traits.QUOTE | traits.CELL):
        return False
    return linked_share(block) > _MOSTLY or not is_prose(block)


def _speaks(block: Block, lexicon: Lexicon | None) -> bool:
    return speaks_for_its_site(block.text, lexicon, _LEAST_SAID)


def _lexicon(page: Page, aside: Container) -> Lexicon | None:
    return lexicon_told_by(
        page, (b for b in page.blocks if not aside.first <= b.index < aside.last)
    )
