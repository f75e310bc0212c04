"""A line between two paragraphs that leads elsewhere, where learned trees take it for no text.

In every language sites put *Read also* and the headline of another article there, or a button; of
most no phrase is known. Where it stands, how much of it is linked and where to tell it from text.
Of a few words without a link, what they speak of does: *Article continues below*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from feedclean.clean.belonging.postscripts import begins_as_postscript
from feedclean.clean.lines.fragment import Lines
from feedclean.clean.lines.measures import measure
from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, in_verse, measures, quote
from feedclean.clean.passes.ends.short_text import is_short_text
from feedclean.clean.passes.ends.unlike import against_line, speech
from feedclean.clean.scoring.learned import Row, lines_model
from feedclean.clean.speech.concepts import concepts_of
from feedclean.clean.speech.said import speaks_for_its_site
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.references import is_line_of_references
from feedclean.clean.wording.statements import heads_statements
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, link_texts, targets
from feedclean.model.removal import RuleId
from feedclean.urls import absolute, same_site

BETWEEN: Final = RuleId("block/between")
_LEAST: Final = 0.16
"""Scores from which a line stays. Cross-validated by source, of lines that stand so 46 of made-up
articles go and none of text; of pages 20 and 7, of which one is not a link to another article."""
_LEAST_WORDS: Final = 0.3
_LEAST_SAID: Final = 0.05
"""The same of a line without a link, and of what it says. Cross-validated by source, of made-up
fragments 30 of 115 such go and none of 155 that are text."""
_LEAST_OF_CALLS: Final = 0.1
_LEAST_SAID_OF_CALLS: Final = 0.1
"""The same of a line with a link that leads anywhere."""
_LONGEST_WORDS: Final = 80
_WHO: Final = frozenset(("by", "bio", "role", "press", "article", "source"))
_BESIDE: Final = 2
"""Lines above and below that are asked whether they speak of the same."""
_LONGEST: Final = 170
_LONGEST_LABEL: Final = 40
"""Weight of what is not linked: *Read also*, and no sentence that leads on to what is."""
_MOST_IN_A_ROW: Final = 2
_FEWEST_PARTS: Final = 2
_MOST_TO_A_PART: Final = 3
"""Paragraphs below such a name."""
_FEWEST_HEADS: Final = 3
_LONGEST_NAME: Final = 30
_NEARLY_ALL: Final = 0.95
_NAMES_ADDRESS: Final = re.compile(r"://|www\.|[a-z\d-]\.[a-z]{2,}\b")
_NUMBERED: Final = re.compile(r"[(（\[]?\d{1,2}[.)、）\]] ?\S")
_ITEM: Final = re.compile(rf"[·•*▪◦‣–-] ?\S|{_NUMBERED.pattern}")
_STOPS: Final = re.compile(r"[.。!！।۔…]\W*$")
_LETTER: Final = re.compile(r"[^\W\d_]")
_STRUCTURED: Final = traits.CELL | traits.CODE | traits.CAPTION | traits.ITEM | traits.HEADING


def between(page: Page, lines: Lines) -> Iterator[Finding]:
    """Takes out lines between two paragraphs that lead to other pages of the site.

    A line goes if it scores too little as text by learned trees, and a few words without a link
    also by what they speak of. Headings, sentences, entries of lists, captions and what stands
    below a colon stay.
    """
    for at in candidates(page, lines):
        row, score = _scored(page, lines, at)
        if score < _LEAST:
            yield _finding(page.blocks[lines.positions[at]], row, score)
    for at in _few_words(page, lines):
        row, score = _scored(page, lines, at)
        if score < _LEAST_WORDS:
            yield _finding(page.blocks[lines.positions[at]], row, score, lines)
    for at in _calls(page, lines):
        row, score = _scored(page, lines, at)
        if score < _LEAST_OF_CALLS:
            yield _finding(page.blocks[lines.positions[at]], row, score, lines)


def _scored(page: Page, lines: Lines, at: int) -> tuple[Row, float]:
    model = lines_model()
    row = measure(page, lines, at, model)
    return row, model.between(row)


def _few_words(page: Page, lines: Lines) -> Iterator[int]:
    """Places of short lines without a link, within the text, that speak for the site alone.

    Neither those set as headings or lists are, nor credits, which pictures had beside them.
    """
    body = [
        at for at, position in enumerate(lines.positions) if page.is_body(page.blocks[position])
    ]
    within = range(body[0] + 1, body[-1]) if body else range(0)
    alone = [at for at in within if _is_alone(page, lines.positions[at])]
    heads = _plain_heads(page, lines, alone, len(body))
    for at in alone:
        position = lines.positions[at]
        block = page.blocks[position]
        around = page.blocks[position - 1 : position + 2]
        if block.text in heads or heads_statements(page.blocks, block):
            continue
        is_bold = 2 * block.strong_chars > block.chars
        if is_bold or announces(block) or page.label(block) & Label.PHOTO or page.is_datum(block):
            continue
        if announces(around[0]) or is_short_text(block) or in_verse(page, block):
            continue
        is_of_the_site = speaks_for_its_site(block.text, lines.lexicon, _LEAST_SAID)
        if is_of_the_site and not _may_be_of_the_text(page, lines, at):
            yield at


def _calls(page: Page, lines: Lines) -> Iterator[int]:
    """Places of lines with a link, wherever it leads, within the text, that speak for the site."""
    body = [
        at for at, position in enumerate(lines.positions) if page.is_body(page.blocks[position])
    ]
    for at in range(body[0] + 1, body[-1]) if body else ():
        block = page.blocks[lines.positions[at]]
        if not block.links or block.weight > _LONGEST or block.traits & _STRUCTURED:
            continue
        around = page.blocks[lines.positions[at] - 1 : lines.positions[at] + 2]
        if any(one.images for one in around) or announces(around[0]) or announces(block):
            continue
        if page.label(block) & Label.PHOTO or begins_as_postscript(block.text):
            continue
        if _ITEM.match(block.text) or page.is_datum(block) or is_embed_link(block):
            continue
        if speaks_for_its_site(block.text, lines.lexicon, _LEAST_SAID_OF_CALLS):
            yield at


def _is_alone(page: Page, position: int) -> bool:
    """Whether a line is few words without a link, no part of a list, and no picture is beside."""
    block = page.blocks[position]
    if block.links or block.weight > _LONGEST_WORDS or block.traits & _STRUCTURED:
        return False
    return all(one.chars and not one.images for one in page.blocks[position - 1 : position + 2])


def _plain_heads(page: Page, lines: Lines, alone: list[int], paragraphs: int) -> frozenset[str]:
    """What is set like every paragraph and stands over parts of the text: *Share* in a glossary.

    Several lines between paragraphs, no two the same, none of which is a sentence. Notices among
    the paragraphs are fewer, or say the same again.
    """
    names = [
        page.blocks[position].text
        for position in (lines.positions[at] for at in alone)
        if page.is_body(page.blocks[position - 1])
        and page.is_body(page.blocks[position + 1])
        and not _STOPS.search(page.blocks[position].text)
    ]
    heads = frozenset(name for name in names if names.count(name) == 1)
    if len(heads) < _FEWEST_HEADS or len(heads) < paragraphs / _MOST_TO_A_PART:
        return frozenset()
    return heads


def _may_be_of_the_text(page: Page, lines: Lines, at: int) -> bool:
    """Whether a line names but who did something, or the text beside it speaks of the same.

    *Author: Jane Roe* stands between the books of a list, and a heading over what is told below it.
    """
    if lines.lexicon is None:
        return True
    beside = lines.positions[max(0, at - _BESIDE) : at + 1 + _BESIDE]
    texts = [page.blocks[position].text for position in beside]
    text = page.blocks[lines.positions[at]].text
    concepts = concepts_of(text, lines.lexicon)
    if concepts <= _WHO:
        return True
    others = (concepts_of(one, lines.lexicon) for one in texts if one != text)
    return any(not concepts.isdisjoint(one) for one in others)


def candidates(page: Page, lines: Lines) -> Iterator[int]:
    """Places of short lines that lead on, right between two paragraphs.

    At most two in a row: of more, a list may be what the article is about.
    """
    rows: list[list[int]] = []
    row: list[int] = []
    for at, position in enumerate(lines.positions):
        if _leads_on(page, page.blocks[position]):
            row.append(at)
            continue
        if _stand_between_text(page, lines, row):
            rows.append(row)
        row = []
    if not _head_parts(page, lines, rows):
        yield from chain.from_iterable(rows)


def _head_parts(page: Page, lines: Lines, rows: list[list[int]]) -> bool:
    """Whether linked names stand over parts of the text, which is about them then.

    Reviews of places and books, and parts of a whole, are headed so: *The Old Mill*, 老磨坊. They
    are shorter than most headlines, or stand over nearly each paragraph, and no two are the same.
    """
    alone = [page.blocks[lines.positions[row[0]]] for row in rows if len(row) == 1]
    names = {one.text: one.weight for one in alone if one.link_density > _NEARLY_ALL}
    short = sum(size <= _LONGEST_NAME for size in names.values())
    paragraphs = sum(page.is_body(page.blocks[position]) for position in lines.positions)
    return short >= _FEWEST_PARTS or len(names) >= max(_FEWEST_PARTS, paragraphs / _MOST_TO_A_PART)


def _leads_on(page: Page, block: Block) -> bool:
    """Whether a line is short and leads to other pages of the site, and does not name them.

    One call to follow a profile, and an address somebody is to go to, may be text.
    """
    if not block.links or block.weight > _LONGEST or block.traits & _STRUCTURED or block.images:
        return False
    if (1.0 - block.link_density) * block.weight > _LONGEST_LABEL:
        return False
    own = page.meta.url or ""
    links = [absolute(one, own) or "" for one in targets(block)] if own else []
    if not links or not all(same_site(one, own) and not _is_front_page(one) for one in links):
        return False
    if _NUMBERED.match(block.text):
        return False  # an entry of a list, or a reference
    if _NAMES_ADDRESS.search(block.text) or not _LETTER.search(block.text):
        return False
    is_text = is_prose(block) or _goes_on(block) or is_line_of_references(block, own)
    return not is_text and not is_embed_link(block)


def _goes_on(block: Block) -> bool:
    """Whether words stand behind the last link, as in a sentence; *Read also* stands before it."""
    named = [text for text in link_texts(block) if text]
    return bool(named) and _LETTER.search(block.text.rpartition(named[-1])[2]) is not None


def _is_front_page(url: str) -> bool:
    return not url.partition("://")[2].partition("/")[2].partition("#")[0]


def _stand_between_text(page: Page, lines: Lines, row: list[int]) -> bool:
    """Whether running text stands right above and below a few lines and does not announce them."""
    if not 0 < len(row) <= _MOST_IN_A_ROW or row[0] == 0 or row[-1] + 1 == len(lines.positions):
        return False
    around = range(lines.positions[row[0] - 1], lines.positions[row[-1] + 1] + 1)
    if any(not page.blocks[position].chars for position in around):
        return False  # a picture: what stands below it may be its caption
    above, below = page.blocks[around[0]], page.blocks[around[-1]]
    return page.is_body(above) and page.is_body(below) and not announces(above)


def _finding(block: Block, row: Row, score: float, lines: Lines | None = None) -> Finding:
    told = f"{quote(block)} between two paragraphs, {measures(block)}"
    told = f"{told}: score {score:.2f} as article text{against_line('between', row)}"
    told += speech(block, lines) if lines is not None else ""
    return finding("between", [block], told, round(1.0 - score, 3))
