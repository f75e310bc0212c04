"""Sentences that ask readers for something of which the rest of an article never speaks."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.lines import Lines
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.passes.letters import is_within_letter
from feedclean.clean.passes.short_text import is_short_text
from feedclean.clean.passes.unlike import speech
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.speech.said import said
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces

_ASKED: Final = {
    "subscribe": "subscribe", "newsletter": "newsletter", "follow": "follow", "app": "app",
    "member": "support", "donate": "support", "appeal": "appeal", "like": "like", "ad": "ad",
}  # fmt: skip
"""Concepts that hardly ever come together, but where readers are asked for something. Clubs and
charities have members who donate, and articles on them say so."""
_LESSER: Final = frozenset(("member", "ad", "like"))
"""Those that are asked for with others only: *we paid for our meal* speaks of two of them."""
_LEAST_SAID: Final = {2: 0.25, 3: 0.33}
"""By how many of these it speaks of, the score of what a line says from which it stays."""
_MOST: Final = max(_LEAST_SAID)
_SOMEBODY: Final = "they"
_ADDRESSED: Final = frozenset(("us", "you"))
_SENTENCE_ENDS: Final = (".", "!", "。", "！", "।", "۔")
_MOST_ELSEWHERE: Final = 2
"""How often other lines may speak of the same: what stands beside a call often calls as well."""
_LONGEST: Final = 300
_STRUCTURED: Final = (
    traits.CELL | traits.CODE | traits.QUOTE | traits.CAPTION | traits.ITEM | traits.HEADING
)


def calls(page: Page, lines: Lines) -> Iterator[Finding]:
    """Takes out sentences that ask readers for two things of which nothing else here speaks.

    They have no link and score low by what they speak of. Entries, quotations, captions, what
    stands below a colon and an article of nothing else stay.
    """
    lexicon = lines.lexicon
    if lexicon is None:
        return
    for at, position in enumerate(lines.positions):
        block = page.blocks[position]
        if not _may_ask(page, lines, at, block) or is_within_letter(page, position):
            continue
        spoken = concepts_of(block.text, lexicon)
        asked = spoken & _ASKED.keys()
        if asked <= _LESSER:
            continue
        least = _LEAST_SAID.get(min(_MOST, len({_ASKED[name] for name in asked})), 0.0)
        if not least or _SOMEBODY in spoken or not said(block.text, lexicon) < least:
            continue
        if _ADDRESSED.isdisjoint(spoken) and not block.text.endswith(_SENTENCE_ENDS):
            continue  # a headline of a digest
        if _elsewhere(page, lines, block, asked, lexicon) <= _MOST_ELSEWHERE:
            yield _finding(block, lines)


def _may_ask(page: Page, lines: Lines, at: int, block: Block) -> bool:
    """Whether a line has no link, is no entry or quotation, and text stands right beside it."""
    if block.links or block.traits & _STRUCTURED or len(block.text) > _LONGEST:
        return False
    if page.is_datum(block) or is_short_text(block):
        return False
    around = [page.blocks[n] for n in lines.positions[max(0, at - 1) : at + 2]]
    if at and announces(around[0]):
        return False
    return any(page.is_body(one) for one in around if one is not block)


def _elsewhere(
    page: Page, lines: Lines, block: Block, asked: AbstractSet[str], lexicon: Lexicon
) -> int:
    """How often other lines speak of what is asked for, the same line said again not counted."""
    others = {page.blocks[n].text for n in lines.positions} - {block.text}
    return sum(len(asked & concepts_of(text, lexicon)) for text in others)


def _finding(block: Block, lines: Lines) -> Finding:
    told = f"{quote(block)}, {measures(block)}: it asks for what nothing else here speaks of"
    return finding("call", [block], told + speech(block, lines))
