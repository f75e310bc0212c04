"""First lines of a fragment that learned trees take for no text, from the start down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.lines.fragment import Lines
from feedclean.clean.lines.measures import measure
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import ALL_LINK, finding, measures, quote
from feedclean.clean.passes.ends.short_text import is_short_text
from feedclean.clean.passes.ends.unlike import against_line, speech
from feedclean.clean.scoring.learned import Row, lines_model
from feedclean.clean.speech.said import speaks_for_its_site
from feedclean.clean.wording.words import any_of
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.model.removal import RuleId

START: Final = RuleId("block/start")
_LEAST: Final = 0.12
"""Scores from which a line stays. Cross-validated by source, of the first lines of made-up articles
that no phrase takes 2,862 of 5,546 of boilerplate go, and 15 of 4,908 of text."""
_LEAST_SAID: Final = 0.12
"""Of what a line says that is not all linked, or reads like text, from which it stays: by its form
alone a lead, a motto or a line that says where the story is set looks like what sites put there."""
_MOST_LINES: Final = 4
_OF_EDITORS: Final = re.compile(
    rf"[【（(\[]?(?:\w{{1,8}})??{any_of('forewords')}[】）)\]]?\s?[:：]", re.IGNORECASE
)
"""How a line begins in which the editors say something of the text: ``JB编者按：……``."""


def starts(page: Page, lines: Lines) -> Iterator[Finding]:
    """The first lines that score too little as text, right above running text.

    What has gone already counts among them. Of more than may go none does.
    """
    run: list[tuple[Block, Row, float]] = []
    for at, position in enumerate(lines.positions):
        block = page.blocks[position]
        if _stays(page, lines, position, block):
            break
        model = lines_model()
        row = measure(page, lines, at, model, from_start=True)
        score = model.first(row)
        if score >= _LEAST:
            break
        run.append((block, row, score))
    gone = sum(rule == START for rule, _ in page.taken)
    if run and gone + len(run) <= _MOST_LINES and _text_follows(page, lines, len(run)):
        yield from (_finding(lines, *one) for one in run)


def _stays(page: Page, lines: Lines, position: int, block: Block) -> bool:
    if _OF_EDITORS.match(block.text):
        return True
    if block.is_heading or page.is_datum(block) or is_short_text(block) or announces(block):
        return True
    around = page.blocks[max(0, position - 1) : position + 2]
    if any(one.images for one in around):
        return True  # it may be a caption
    if block.link_density > ALL_LINK and not page.is_body(block):
        return False
    return not speaks_for_its_site(block.text, lines.lexicon, _LEAST_SAID)


def _text_follows(page: Page, lines: Lines, first: int) -> bool:
    """Whether running text stands right below: a list of headlines may be what it begins with."""
    below = lines.positions[first : first + 1]
    return any(page.is_body(page.blocks[position]) for position in below)


def _finding(lines: Lines, block: Block, row: Row, score: float) -> Finding:
    told = f"{quote(block)} at the start, {measures(block)}"
    told = f"{told}: score {score:.2f} as article text, which stays from {_LEAST} on"
    told += against_line("first", row) + speech(block, lines)
    return finding("start", [block], told, round(1.0 - score, 3))
