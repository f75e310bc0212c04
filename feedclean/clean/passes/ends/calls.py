"""Sentences that ask readers for something of which the rest of an article never speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import zip_longest
from typing import Final

from feedclean.clean.lines.fragment import Lines
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.passes.ends.short_text import is_short_text
from feedclean.clean.passes.ends.unlike import speech
from feedclean.clean.passes.people.letters import is_within_letter
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.speech.said import said, speaks_for_its_site
from feedclean.clean.wording.hosts import is_call, is_profile
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.clean.wording.prose import is_apart
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, link_texts, targets
from feedclean.text import wide

_ASKED: Final = {
    "subscribe": "subscribe", "feed": "subscribe", "newsletter": "newsletter", "follow": "follow",
    "app": "app", "member": "support", "donate": "support", "appeal": "appeal", "like": "like",
    "ad": "ad",
}  # fmt: skip
"""Concepts that hardly ever come together, but where readers are asked for something. Clubs and
charities have members who donate, and articles on them say so."""
_LESSER: Final = frozenset(("member", "ad", "like", "feed"))
"""Those that are asked for with others only: *we paid for our meal* speaks of two of them."""
_OF_CLUBS: Final = frozenset(("member", "donate"))
"""What a club asks of those who read of it, in a sentence without a link."""
_LEAST_SAID: Final = {1: 0.05, 2: 0.25, 3: 0.33}
"""By how many of these it speaks of, the score of what a line says from which it stays. A phrase
that is known counts as one more."""
_ALONE: Final = 1
"""Of one such thing only lines that are set apart speak so."""
_MOST: Final = max(_LEAST_SAID)
_LEAST_BESIDE: Final = 0.7
"""The same of a short line right beside a call."""
_LEAST_QUOTED: Final = 0.1
"""The same in an element for quotations, which some sites put boxes in."""
_SOMEBODY: Final = "they"
_ADDRESSED: Final = frozenset(("us", "you"))
_SENTENCE_ENDS: Final = (".", "!", "。", "！", "।", "۔")
_MOST_ELSEWHERE: Final = 2
"""How often other lines may speak of the same."""
_SURE: Final = 0.2
_MOST_BESIDE_SURE: Final = 6
"""The same of a line that asks for three things and says nothing else."""
_LONGEST: Final = 300
_LONGEST_BESIDE: Final = 80
_STRUCTURED: Final = traits.CELL | traits.CODE | traits.CAPTION | traits.ITEM | traits.HEADING
_EMPHASIS: Final = frozenset(("b", "strong", "em", "i"))
_OPENS_QUOTATION: Final = ("“", "„", "«", "»", "‹", "「", "『", '"', "'", "‘", "—", "–", "- ")
_RULE: Final = "block/call"
_CLAUSE: Final = re.compile(r"[,，、;；:：!！]")
_WORD: Final = re.compile(r"[^\W_]+")
_LEAST_WORDS: Final = 3
_LEAST_WIDE: Final = 6


def calls(page: Page, lines: Lines) -> Iterator[Finding]:
    """Takes out lines that ask readers for things of which nothing else here speaks.

    They score low by what they speak of, the lower the fewer things they ask for, and each of
    their links leads to a profile or to where that is done. Of one thing only a line that is set
    apart speaks so, in an element for quotations only one that asks for three. Entries, captions,
    what stands below a colon and an article of nothing else stay.
    """
    lexicon = lines.lexicon
    if lexicon is None:
        return
    found = {at for at in range(len(lines.positions)) if _asks(page, lines, at, lexicon)}
    texts = {page.blocks[lines.positions[at]].text for at in found}
    gone = {block.index for rule, block in page.taken if rule == _RULE}
    gone.update(page.blocks[lines.positions[at]].index for at in found)
    for at in range(len(lines.positions)):
        block = page.blocks[lines.positions[at]]
        if at not in found and not (gone and _is_beside(page, block, gone, lexicon)):
            continue
        asked = concepts_of(block.text, lexicon) & _ASKED.keys()
        is_sure = _many(block, asked) == _MOST and said(block.text, lexicon) < _SURE
        most = _MOST_BESIDE_SURE if is_sure else _MOST_ELSEWHERE
        if _elsewhere(page, lines, texts | {block.text}, asked) <= most:
            yield _finding(block, lines)


def _many(block: Block, asked: AbstractSet[str]) -> int:
    """How many things a line asks for."""
    is_known = bool(label(block) & Label.PROMO)
    return min(_MOST, len({_ASKED[name] for name in asked}) + is_known)


def _asks(page: Page, lines: Lines, at: int, lexicon: Lexicon) -> bool:
    """Whether a line asks for something, by what it speaks of and how it is set."""
    position = lines.positions[at]
    block = page.blocks[position]
    if not _may_ask(page, lines, at, block) or is_within_letter(page, position):
        return False
    spoken = concepts_of(block.text, lexicon)
    asked = spoken & _ASKED.keys()
    if asked <= _LESSER or _SOMEBODY in spoken:
        return False
    if asked <= _OF_CLUBS and not block.links:
        return False
    many = _many(block, asked)
    least = _LEAST_SAID[many]
    if block.traits & traits.QUOTE:
        if many < _MOST or block.text.startswith(_OPENS_QUOTATION):
            return False
        least = _LEAST_QUOTED
    if not said(block.text, lexicon) < least:
        return False
    is_addressed = not _ADDRESSED.isdisjoint(spoken)
    if many == _ALONE and not (is_addressed and _is_set_apart(page, position)):
        return False
    if block.links and not _links_ask(page, block, lexicon):
        return False
    if asked == {"follow"} and not block.links and not _says_where(block.text):
        return False
    # a headline of a digest has none of these
    is_told = is_addressed or bool(block.links or label(block) & Label.PROMO)
    return is_told or block.text.endswith(_SENTENCE_ENDS)


def _says_where(text: str) -> bool:
    """Whether a call says more than *Follow us!*, which somebody may have cried."""
    clause = _CLAUSE.split(text, maxsplit=1)[0]
    return len(_WORD.findall(clause)) >= _LEAST_WORDS or wide(clause) >= _LEAST_WIDE


def _is_set_apart(page: Page, position: int) -> bool:
    """Whether a line is set otherwise than the text, or has an element of its own."""
    block = page.blocks[position]
    if is_apart(block):
        return True
    parts = block.box.parts()
    if parts and not isinstance(parts[0], str) and parts[0].tag in _EMPHASIS:
        return True
    around = page.blocks[max(0, position - 1) : position + 2]
    return all(one.home is not block.home for one in around if one is not block)


def _links_ask(page: Page, block: Block, lexicon: Lexicon) -> bool:
    """Whether each link of a line leads to a profile or where to subscribe, or says so."""
    own = page.meta.url or ""
    return all(
        is_profile(link) or is_call(link, own) or concepts_of(shown, lexicon) & _ASKED.keys()
        for link, shown in zip_longest(targets(block), link_texts(block), fillvalue="")
    )


def _is_beside(page: Page, block: Block, gone: AbstractSet[int], lexicon: Lexicon) -> bool:
    """Whether a short line right above or below a call speaks of what is asked for as well."""
    if block.weight > _LONGEST_BESIDE or block.traits & (_STRUCTURED | traits.QUOTE):
        return False
    if page.is_datum(block) or is_short_text(block):
        return False
    if block.index in gone or gone.isdisjoint((block.index - 1, block.index + 1)):
        return False
    if block.links and not _links_ask(page, block, lexicon):
        return False
    asked = concepts_of(block.text, lexicon) & _ASKED.keys()
    return bool(asked - _LESSER) and speaks_for_its_site(block.text, lexicon, _LEAST_BESIDE)


def _may_ask(page: Page, lines: Lines, at: int, block: Block) -> bool:
    """Whether a line is no entry or caption, and text stands right beside it."""
    if block.traits & _STRUCTURED or block.images or len(block.text) > _LONGEST:
        return False
    if not block.traits & traits.QUOTE and (page.is_datum(block) or is_short_text(block)):
        return False
    around = [page.blocks[n] for n in lines.positions[max(0, at - 1) : at + 2]]
    if at and announces(around[0]):
        return False
    return any(page.is_body(one) for one in around if one is not block)


def _elsewhere(page: Page, lines: Lines, calling: AbstractSet[str], asked: AbstractSet[str]) -> int:
    """How often lines that do not call speak of what is asked for."""
    if lines.lexicon is None:
        return 0
    others = {page.blocks[n].text for n in lines.positions} - calling
    return sum(len(asked & concepts_of(text, lines.lexicon)) for text in others)


def _finding(block: Block, lines: Lines) -> Finding:
    told = f"{quote(block)}, {measures(block)}: it asks for what nothing else here speaks of"
    return finding("call", [block], told + speech(block, lines))
