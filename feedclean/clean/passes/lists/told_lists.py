"""Lists of other articles below the text whose label speaks of such in words nobody listed.

*Otras recetas que te pueden gustar:*, *Топ дня*, *עוד שבילים באזור*: what they speak of, the
lexicon of the language of the text tells; that they are labels, the list below them.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import (
    ALL_LINK,
    finding,
    in_list,
    lexicon_told_by,
    linked_share,
    quote,
    stays_on_site,
    zones,
)
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.lexicon import Lexicon
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.references import announces_references
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces

_LABEL: Final = 60
_HEADLINE: Final = 160
_LEAST: Final = 2
_SHORT_LABEL: Final = 18
"""Of a label that speaks but of what is popular, over a list without links."""
_LEAST_HEADLINE: Final = 16
_LEAST_WORDS: Final = 3
_OF_OTHERS: Final = frozenset(("related", "popular"))
"""What a label over headlines speaks of; over links *more* is enough."""
_STOPS: Final = (".", "!", "?", "。", "！", "？", "؟", "।")


def told_lists(page: Page) -> Iterator[Finding]:
    """Takes out lists below the text whose label speaks of other articles in words nobody listed.

    The lexicon of the language tells what it speaks of, a heading, bold print or a colon that it
    is a label, and its place and links that the list is no part of the text.
    """
    tail = zones(page)[1]
    lexicon: Lexicon | None = None
    if len(tail) == len(page.blocks):
        return  # there is no text
    for position in tail:
        label = page.blocks[position]
        if not _may_be_label(label):
            continue
        entries = _entries(page, position)
        if len(entries) < _LEAST:
            continue
        lexicon = lexicon or lexicon_told_by(page, page.blocks)
        if lexicon is None:
            return
        said = concepts_of(label.text, lexicon)
        linked = all(linked_share(one) >= ALL_LINK for one in entries)
        if not said & _OF_OTHERS and not (linked and "more" in said):
            continue
        if not linked and not ("related" in said or label.weight <= _SHORT_LABEL):
            continue  # the most popular dogs of the year
        if not linked and not _are_headlines(page, label, entries):
            continue
        told = f"{quote(label)} below the text speaks of other articles, over {len(entries)} lines"
        yield finding("related", [label, *entries], told)


def _may_be_label(block: Block) -> bool:
    """Whether a line is short and set as a label, over something else than itself."""
    if not block.chars or block.links or block.weight > _LABEL or block.traits & traits.STRUCTURED:
        return False
    if in_list(block) or block.text.endswith(_STOPS) or announces_references(block):
        return False
    return block.is_heading or announces(block) or block.strong_chars == block.chars


def _entries(page: Page, position: int) -> list[Block]:
    """The short entries of a list, or the lines of links, right below."""
    found = list(takewhile(_is_entry, page.blocks[position + 1 :]))
    own = page.meta.url or ""
    leads_away = any(one.links and own and not stays_on_site(one, own) for one in found)
    return [] if leads_away else found


def _is_entry(block: Block) -> bool:
    if not block.chars or block.weight > _HEADLINE or block.traits & traits.STRUCTURED:
        return False
    if block.links or linked_share(block):
        return linked_share(block) >= ALL_LINK
    return in_list(block) and not block.text.endswith((*_STOPS, ";", ","))


def _may_be_headline(entry: Block) -> bool:
    """Whether an entry says something; names of species, books and players are shorter."""
    is_short = entry.weight < _LEAST_HEADLINE or (
        entry.text.isascii() and len(entry.text.split()) < _LEAST_WORDS
    )
    return not is_short


def _are_headlines(page: Page, label: Block, entries: list[Block]) -> bool:
    """Whether nothing below a list of mere headlines reads like text.

    Below phrases that are known it has been weighed already what may be text.
    """
    if label_text(label.text) & (Label.RELATED | Label.TRENDING):
        return False
    if any(one.text[0].islower() or not _may_be_headline(one) for one in entries):
        return False
    return not any(page.is_body(one) for one in page.blocks if one.index > entries[-1].index)
