"""Last lines by their scores added up: where most are surely no text, one that may be goes along.

By itself each is judged in ``last_lines``, where a short one that may be text stays and holds those
above it. Among notices it hardly ever is: a row of reactions, a headline that has lost its link.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.clean.lines.fragment import Lines
from feedclean.clean.lines.measures import measure
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, measures, quote
from feedclean.clean.passes.ends.bounds import is_bound, linked
from feedclean.clean.passes.ends.last_lines import is_text_by_form
from feedclean.clean.passes.ends.unlike import against_line, speech
from feedclean.clean.scoring.learned import Row, lines_model
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.model.removal import RuleId
from feedclean.text import has_figures

TAIL: Final = RuleId("block/tail")
_MOST_LINES: Final = 16
"""Of more in a row that are like these none goes: the rest would when it is cleaned once more."""
_LEAST: Final = 0.75
"""Scores from which a line is text, and so is what stands above it."""
_LEAST_OF_BODY: Final = 0.05
"""The same of one that reads like running text."""
_SURE: Final = 0.03
"""Scores of lines that are surely no text."""
_LEAST_SURE: Final = 2
"""So many of them, with those that are gone: one may be what the others are called, as *Comments*
is."""
_LEAST_LINES: Final = 3
"""Lines of which one that is sure is enough, with what is gone."""
_NUMBERED: Final = re.compile(r"\(?\d{1,2}[.、)）]")
"""How an item begins, of which others stay."""
_TELLS: Final = re.compile(
    r"^[^\W\d_][^:：\d\n]{1,24}[:：] ?[^\s/]|\d[:.h]\d\d\b|\d ?(?:[ap]m|Uhr|h)\b"
    r"|[\d一二三四五六七八九十][時时点點](?![击擊])"
)
"""A fact with its label, and hours: *Pages: 320*, *open from 9 am to 5 pm*."""
_LABEL_CHARS: Final = 26
"""Of such a label, with its colon."""
_FIRST: Final = 0.1
"""Scores from which no line is the first to go."""
_MOST_GONE: Final = 3
"""Of those that are gone between two lines so many count, each for one in log odds."""
_CLIPPED: Final = 0.02
"""No line counts for more than this score, and 1 less it."""
_ENOUGH: Final = -5.0
"""Log odds of all, added up, from which none goes: more than one line may bring."""
_RISE: Final = 3.0
"""How much log odds may rise again before nobody looks further up."""


@dataclass(frozen=True, slots=True)
class Together:
    """One of several last lines."""

    at: int
    row: Row
    score: float
    gone_above: int
    """How many blocks between it and the line above are gone, as far as they count."""
    gone_below: int


def tail(page: Page, lines: Lines) -> list[Together]:
    """The last lines whose scores together say most surely that they are no text; often none.

    It is asked once: what has gone here says nothing of the lines above it that each does not.
    """
    if any(rule == TAIL for rule, _ in page.taken):
        return []
    seen: list[Together] = []
    total = lowest = 0.0
    first = 0
    for one in _below_text(page, lines):
        seen.append(one)
        total += _log_odds(one.score) - one.gone_below
        reached = total - one.gone_above
        if reached < lowest and one.score < _FIRST:
            lowest, first = reached, len(seen)
        if total > lowest + _RISE:
            break
    else:
        if len(seen) > _MOST_LINES:
            return []
    found = seen[:first][::-1]
    return found if lowest <= _ENOUGH and _are_sure(found) else []


def _are_sure(found: list[Together]) -> bool:
    """Whether one line is surely no text, and enough of them or of what is gone."""
    sure = sum(one.score < _SURE for one in found)
    gone = found[0].gone_above + sum(one.gone_below for one in found)
    if sure < _LEAST_SURE and len(found) < _LEAST_LINES:
        return False
    return sure > 0 and sure + gone >= _LEAST_SURE


def _below_text(page: Page, lines: Lines) -> Iterator[Together]:
    """Last lines, from the end up, to the first that is text by its score or by its form."""
    model, named = lines_model(), linked(page.root)
    blocks = [page.blocks[position] for position in lines.positions]
    above = [0, *(block.index + 1 for block in blocks)]
    below = max([*lines.gone, blocks[-1].index]) + 1
    for at in range(len(blocks) - 1, -1, -1)[: _MOST_LINES + 1]:
        block = blocks[at]
        if _is_item(page, block) or is_bound(page, lines, at, named):
            return
        if is_text_by_form(page, lines, block):
            return
        row = measure(page, lines, at, model)
        score = model.last(row)
        if score >= (_LEAST_OF_BODY if page.reads_like_body(block) else _LEAST):
            return
        yield Together(
            at,
            row,
            score,
            gone_above=_gone(lines, above[at], block.index),
            gone_below=_gone(lines, block.index + 1, below),
        )
        below = block.index


def _is_item(page: Page, block: Block) -> bool:
    """Whether a line is one of several things that are listed, or part of something else."""
    if block.traits & traits.STRUCTURED or page.is_datum(block):
        return True
    text = block.text
    if _NUMBERED.match(text) is not None:
        return True
    return _may_tell(text) and _TELLS.search(text) is not None


def _may_tell(text: str) -> bool:
    """Whether a line has a figure or a label: of 480 characters 1 us, by the pattern 25."""
    return not text.isascii() or has_figures(text) or ":" in text[:_LABEL_CHARS]


def _gone(lines: Lines, first: int, end: int) -> int:
    return min(sum(index in lines.gone for index in range(first, end)), _MOST_GONE)


def _log_odds(score: float) -> float:
    score = min(max(score, _CLIPPED), 1.0 - _CLIPPED)
    return math.log(score / (1.0 - score))


def told_together(page: Page, lines: Lines, found: list[Together]) -> Iterator[Finding]:
    """The findings of last lines that go together, from the end up."""
    mean = sum(one.score for one in found) / len(found)
    for one in reversed(found):
        block = page.blocks[lines.positions[one.at]]
        told = (
            f"{quote(block)} at the end, {measures(block)}: score {one.score:.2f} as article text,"
            f" one of {len(found)} last lines that score {mean:.2f} on average"
        )
        told += against_line("last", one.row) + speech(block, lines)
        yield finding("tail", [block], told, round(1.0 - mean, 3))
