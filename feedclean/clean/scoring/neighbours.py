"""Measures an unsure block by how sure the blocks around it are: what the second trees see.

What a block is can often be told from its company alone: a line among entries of which none is
text, a paragraph of a kind that is text everywhere else on the page, what stands after the end.

Source: Wolpert 1992, "Stacked generalization".
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Final

from feedclean.clean.scoring.evidence import words
from feedclean.clean.scoring.features import NAMES, Measured
from feedclean.clean.scoring.learned import Model, Row, Tables
from feedclean.dom.blocks import Block

AROUND: Final = (
    "own", "before", "after", "before2", "after2", "before3", "after3", "within5",
    "home_score", "home_weighed", "up_score", "up_weighed", "kind_score", "kind_weighed",
    "kind_part", "home_part", "up_part", "part_before",
    "sure_before", "sure_after", "gap_before", "gap_after",
    "page_score", "page_most", "page_unsure", "page_sure", "home_before", "home_after",
)  # fmt: skip
"""Scores are of the first trees; parts are of all the text that these expect on the page."""
PASSAGE_NAMES: Final = ("passage_mean", "passage_least")
SECOND_NAMES: Final = (*AROUND, *NAMES, *PASSAGE_NAMES)
"""The middle is the row of the first trees, which is longer on a page without names."""

UNSURE: Final = 0.15
"""A score as far from 0 or 1 is judged anew. Cross-validated over three seeds, the mean F1 of the
blocks chosen rose from .9475 to .9520; with 0.1 and 0.2 by a little less."""
SURE: Final = 0.8
_RUNNING: Final = 40
_WINDOW: Final = 5
_NONE: Final = -1.0
_FAR: Final = 99
_FAR_WEIGHT: Final = 9999
PASSAGE: Final = 120
"""Characters from which the words of an unsure block are looked up as those of a passage."""
PASSAGE_END: Final = 400

_Total = list[float]


def scored(blocks: Sequence[Block], measured: Measured, model: Model) -> list[float]:
    """A score for each candidate: by itself, and if that is unsure, by those around it as well."""
    first = model.first
    scores = [first(row) for row in measured.rows]
    unsure = unsure_of(scores)
    if not unsure:
        return scores
    second = model.second
    rows = list(second_rows(blocks, measured, scores, unsure, model.tables))
    for at, row in zip(unsure, rows, strict=True):
        scores[at] = second(row)
    return scores


def unsure_of(scores: Sequence[float]) -> list[int]:
    """Places of the scores that are judged anew."""
    return [at for at, score in enumerate(scores) if UNSURE < score < 1.0 - UNSURE]


def second_rows(
    blocks: Sequence[Block],
    measured: Measured,
    scores: Sequence[float],
    unsure: Sequence[int],
    tables: Tables,
) -> Iterator[Row]:
    """Rows for some of the candidates, given the first scores of all.

    They hold what ``SECOND_NAMES`` says; where rows of the first trees are longer, so are these.
    """
    page = _Scores(blocks, measured, scores)
    for at in unsure:
        text = blocks[measured.positions[at]].text
        yield (*page.around(at), *measured.rows[at], *_passage(text, tables))


def _passage(text: str, tables: Tables) -> tuple[float, float]:
    """Mean and least log odds of the words a passage begins with."""
    if len(text) <= PASSAGE:
        return (0.0, 0.0)
    found = map(tables.passages.get, words(text[:PASSAGE_END]))
    odds = [known for known in found if known is not None]
    return (sum(odds) / len(odds), min(odds)) if odds else (0.0, 0.0)


class _Scores:
    """First scores of the candidates of a page, and totals by where and of what kind they are."""

    def __init__(
        self, blocks: Sequence[Block], measured: Measured, scores: Sequence[float]
    ) -> None:
        self.scores = scores
        self.weights = [measured.weights[p] for p in measured.positions]
        self.expected = [s * w for s, w in zip(scores, self.weights, strict=True)]
        self.homes = [blocks[p].home for p in measured.positions]
        self.ups = [home.parent or home for home in self.homes]
        self.kinds = measured.kinds
        self.by_home = self._totals(self.homes)
        self.by_up = self._totals(self.ups)
        self.by_kind = self._totals(self.kinds)
        self.weight_sums = [0, *accumulate(self.weights)]
        self.expected_sums = [0.0, *accumulate(self.expected)]
        self.expected_total = max(1e-9, self.expected_sums[-1])
        sure = [at for at, s in enumerate(scores) if s > SURE and self.weights[at] >= _RUNNING]
        self.sure_before, self.sure_after = _nearest(sure, len(scores))
        total = max(1, self.weight_sums[-1])
        unsure = (w for s, w in zip(scores, self.weights, strict=True) if 1.0 - SURE < s < SURE)
        self.page = (self.expected_total / total, max(scores), sum(unsure) / total, len(sure))

    def _totals(self, keys: Sequence[Hashable]) -> dict[Hashable, _Total]:
        totals: dict[Hashable, _Total] = {}
        rows = zip(keys, self.scores, self.expected, self.weights, strict=True)
        for key, score, expected, weight in rows:
            total = totals.get(key)
            if total is None:
                totals[key] = [1, score, expected, weight]
            else:
                total[0] += 1
                total[1] += score
                total[2] += expected
                total[3] += weight
        return totals

    def _others(self, total: _Total, at: int) -> tuple[float, float]:
        """Mean score of the others that were counted, plain and by weight."""
        count, weight = total[0] - 1, total[3] - self.weights[at]
        return (
            (total[1] - self.scores[at]) / count if count else _NONE,
            (total[2] - self.expected[at]) / weight if weight > 0 else _NONE,
        )

    def _within(self, at: int) -> float:
        """Mean score of the few before and after, by weight."""
        first, last = max(0, at - _WINDOW), min(len(self.scores), at + _WINDOW + 1)
        weight = self.weight_sums[last] - self.weight_sums[first] - self.weights[at]
        expected = self.expected_sums[last] - self.expected_sums[first] - self.expected[at]
        return expected / weight if weight else _NONE

    def around(self, at: int) -> tuple[float, ...]:
        """The part of a candidate's row that comes of all candidates' scores."""
        scores, end, home, sums = self.scores, len(self.scores), self.homes[at], self.weight_sums
        of_home, of_up = self.by_home[home], self.by_up[self.ups[at]]
        of_kind = self.by_kind[self.kinds[at]]
        before, after = self.sure_before[at], self.sure_after[at]
        return (
            scores[at],
            scores[at - 1] if at else _NONE,
            scores[at + 1] if at + 1 < end else _NONE,
            scores[at - 2] if at > 1 else _NONE,
            scores[at + 2] if at + 2 < end else _NONE,
            scores[at - 3] if at > 2 else _NONE,
            scores[at + 3] if at + 3 < end else _NONE,
            self._within(at),
            *self._others(of_home, at),
            *self._others(of_up, at),
            *self._others(of_kind, at),
            of_kind[2] / self.expected_total,
            of_home[2] / self.expected_total,
            of_up[2] / self.expected_total,
            self.expected_sums[at] / self.expected_total,
            at - before if before >= 0 else _FAR,
            after - at if after >= 0 else _FAR,
            sums[at] - sums[before + 1] if before >= 0 else _FAR_WEIGHT,
            sums[after] - sums[at + 1] if after >= 0 else _FAR_WEIGHT,
            *self.page,
            before >= 0 and self.homes[before] is home,
            after >= 0 and self.homes[after] is home,
        )


def _nearest(sure: Sequence[int], size: int) -> tuple[list[int], list[int]]:
    """For each place the nearest of some before and after it; -1 where there is none."""
    before, after = [-1] * size, [-1] * size
    bounds = [-1, *sure, size]
    for last, following in pairwise(bounds):
        for at in range(last + 1, following + 1):
            if at < size:
                before[at] = last
        for at in range(max(last, 0), following):
            after[at] = following if following < size else -1
    return before, after
