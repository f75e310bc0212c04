"""How many of the last lines go together, given how little each by itself is like text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Final

DOUBTFUL: Final = 0.5
"""Scores below which a line goes with such as are sure."""
_MOST_DOUBTFUL: Final = 2
"""Doubtful lines in a row."""
_LEAST_ODDS: Final = -3.0
"""Log odds of two doubtful scores, added up, from which they stay by themselves: as of two lines
that score 0.18 each."""


def reach(scores: Iterable[tuple[float, bool]]) -> int:
    """How many last lines go, given the score of each and whether it is sure, from the end up.

    A doubtful one or two go where a sure one stands above, since text hardly ever stands among the
    notices below an article; and two that are sure together. Cross-validated by source with no
    phrases known, of lines made up 5,680 of 7,479 go so and 340 of 754 of made-up articles, where
    it is 4,819 and 236 with sure ones alone; of text 31 and 2 in the place of 28 and 2.
    """
    gone = 0
    doubtful: list[float] = []
    for at, (score, is_sure) in enumerate(scores):
        doubtful.append(score)
        if is_sure or _are_sure_together(doubtful):
            gone = at + 1
            doubtful.clear()
        elif len(doubtful) == _MOST_DOUBTFUL + 1:
            break
    return gone


def _are_sure_together(scores: list[float]) -> bool:
    if len(scores) != _MOST_DOUBTFUL:
        return False
    return sum(math.log(score / (1.0 - score)) for score in scores) < _LEAST_ODDS
