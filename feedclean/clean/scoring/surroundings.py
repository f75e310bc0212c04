"""Measures a block by the lines around it, for pages whose elements say nothing.

On a page as it came, what stands together is in one element, which ``features`` measures. A
converter to Markdown or plain text leaves one line after another: there the text is where long
lines with sentences follow each other, and menus are runs of short lines and of links.

Cross-validated on 1,134 labelled pages that six converters had gone over, F1 of the blocks chosen
by the first trees alone rose from .855 to .869.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from feedclean.clean.scoring.features import ENDS, LONG, Measured
from feedclean.clean.scoring.learned import Row
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.dom.blocks import Block

NAMES: Final = (
    "text_before5", "linked_before5", "short_before5", "ended_before5",
    "text_after5", "linked_after5", "short_after5", "ended_after5",
    "text_before15", "linked_before15", "short_before15",
    "text_after15", "linked_after15", "short_after15",
    "from_body", "gap_back", "linked_run", "linked_above", "short_run", "short_above", "item_run",
    "copies", "copies_above", "digits", "next_weight", "next_density", "word_count",
    "labelled", "below_label", "below_related", "text_below_related",
)  # fmt: skip
"""What is added to a row, in order; ``before5`` is of the five blocks before it."""

_NEAR: Final = 5
_WIDE: Final = 15
_FAR: Final = 40
_FAR_WEIGHT: Final = 5000
_LINKED: Final = 0.5
_OPENING: Final = 300
_NONE: Final = -1.0
_LISTS: Final = Label.RELATED | Label.TRENDING | Label.PROMO | Label.COMMENTS
"""What heads a list that is not the article."""


def with_surroundings(measured: Measured, blocks: Sequence[Block]) -> Measured:
    """The same candidates with longer rows: what ``NAMES`` says comes last."""
    lines = _Lines(measured, blocks)
    rows: list[Row] = [
        (*row, *lines.around(p)) for p, row in zip(measured.positions, measured.rows, strict=True)
    ]
    return replace(measured, rows=rows)


class _Lines:
    """Running totals over the blocks of a page, and runs of blocks that are alike."""

    def __init__(self, measured: Measured, blocks: Sequence[Block]) -> None:
        weights, linked, body = measured.weights, measured.linked, measured.body
        self._blocks = blocks
        self._weights, self._linked = weights, linked
        is_short = [weight < LONG for weight in weights]
        is_linked = [
            bool(weight) and size >= _LINKED * weight
            for weight, size in zip(weights, linked, strict=True)
        ]
        has_end = [
            weight >= LONG and block.text[-1:] in ENDS
            for block, weight in zip(blocks, weights, strict=True)
        ]
        self._weight_sums = [0, *accumulate(weights)]
        self._linked_sums = [0.0, *accumulate(linked)]
        self._body_sums = [0, *accumulate(body)]
        self._short_sums = [0, *accumulate(is_short)]
        self._end_sums = [0, *accumulate(has_end)]
        self._linked_runs = _runs(is_linked)
        self._short_runs = _runs(is_short)
        self._item_runs = _runs([block.box.tag == "li" for block in blocks])
        self._copies = Counter(block.text for block in blocks)
        self._copies_above = list(_copies_above(blocks))
        self._body_before = list(_last_before(body))
        labels = [label(block) for block in blocks]
        self._labelled = list(map(bool, labels))
        self._label_before = list(_last_before(self._labelled))
        self._related_before = list(_last_before([bool(found & _LISTS) for found in labels]))

    def around(self, at: int) -> tuple[float, ...]:
        """The values of ``NAMES`` for the block at a place."""
        block, end = self._blocks[at], len(self._blocks)
        text = block.text[:_OPENING]
        body_at = self._body_before[at]
        linked_run, linked_above = self._linked_runs[at]
        short_run, short_above = self._short_runs[at]
        following = self._weights[at + 1] if at + 1 < end else 0
        label_at, related_at = self._label_before[at], self._related_before[at]
        return (
            *self._within(max(0, at - _NEAR), at),
            *self._within(at + 1, min(end, at + 1 + _NEAR)),
            *self._within(max(0, at - _WIDE), at)[:3],
            *self._within(at + 1, min(end, at + 1 + _WIDE))[:3],
            _steps(body_at, at),
            self._weight_sums[at] - self._weight_sums[body_at + 1] if body_at >= 0 else _FAR_WEIGHT,
            linked_run,
            linked_above,
            short_run,
            short_above,
            self._item_runs[at][0],
            self._copies[block.text],
            self._copies_above[at],
            sum(map(str.isdigit, text)) / max(1, len(text)),
            following,
            self._linked[at + 1] / following if following else _NONE,
            len(block.text.split()),
            self._labelled[at],
            _steps(label_at, at),
            _steps(related_at, at),
            self._body_sums[at] - self._body_sums[related_at] if related_at >= 0 else _FAR_WEIGHT,
        )

    def _within(self, first: int, end: int) -> tuple[float, float, float, float]:
        """Shares of some blocks: weight in running text, weight in links, short and ended ones."""
        count = end - first
        if count <= 0:
            return (_NONE, _NONE, 0.0, 0.0)
        weight = self._weight_sums[end] - self._weight_sums[first]
        return (
            (self._body_sums[end] - self._body_sums[first]) / weight if weight else _NONE,
            (self._linked_sums[end] - self._linked_sums[first]) / weight if weight else _NONE,
            (self._short_sums[end] - self._short_sums[first]) / count,
            (self._end_sums[end] - self._end_sums[first]) / count,
        )


def _runs(flags: Sequence[bool]) -> list[tuple[int, int]]:
    """For each place the length of the run of set flags it is in, and how many of it are above."""
    found = [(0, 0)] * len(flags)
    start = 0
    for at in range(len(flags) + 1):
        if at < len(flags) and flags[at]:
            continue
        for place in range(start, at):
            found[place] = (at - start, place - start)
        start = at + 1
    return found


def _copies_above(blocks: Sequence[Block]) -> Iterator[int]:
    """For each block how many before it have the same text."""
    seen: Counter[str] = Counter()
    for block in blocks:
        yield seen[block.text]
        seen[block.text] += 1


def _last_before(flags: Sequence[int | bool]) -> Iterator[int]:
    """For each place that of the last set flag before it; -1 where there is none."""
    last = -1
    for at, flag in enumerate(flags):
        yield last
        if flag:
            last = at


def _steps(before: int, at: int) -> int:
    """Blocks since a place; one more than the most for none."""
    return min(_FAR, at - before) if before >= 0 else _FAR + 1
