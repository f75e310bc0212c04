"""Medians, and how unlikely it is that things look as they do by chance.

The middle and the spread are those of the source's own past, told so that a few odd entries move
neither: median and median absolute deviation.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

NORMAL: Final = 1.4826
"""The median absolute deviation of normally distributed values times this is their standard
deviation."""
BY_CHANCE: Final = 1e-5
"""A row of odd entries is told of where chance makes one less often than this: a source with ten
new entries a day would be told of wrongly once in thirty years, were they independent."""
FEWEST: Final = 3
"""One odd entry is never told of, nor are two."""
MOST_OF: Final = 0.8
"""Share of a whole batch that is as telling as an unbroken row."""


def spread(values: Sequence[float], middle: float) -> float:
    """The median distance from the middle, as a standard deviation."""
    return NORMAL * median(abs(value - middle) for value in values)


def lower_bound(past: Sequence[float], *, deviations: float, least: float) -> float:
    """Below this a value is odd: so many deviations under the median, and ``least`` at the least.

    The latter is what keeps a source of nearly constant values from being told of at a trifle.
    """
    middle = median(past)
    return middle - max(deviations * spread(past, middle), least)


def upper_bound(past: Sequence[float], *, deviations: float, least: float) -> float:
    """Above this a value is odd."""
    middle = median(past)
    return middle + max(deviations * spread(past, middle), least)


def odd_row(odd: Sequence[bool], batch: int, rate: float) -> int:
    """How many entries are odd now, too many in a row or in the last batch for chance; 0: not so.

    ``odd`` tells it of the latest entries, the newest last, ``batch`` of which came at once;
    ``rate`` is the share of odd ones in the past.
    """
    row = next((n for n, is_odd in enumerate(reversed(odd)) if not is_odd), len(odd))
    if row >= FEWEST and rate**row < BY_CHANCE:
        return row
    whole = list(odd[-batch:]) if batch else []
    found = sum(whole)
    if found >= max(FEWEST, MOST_OF * len(whole)) and rate**found < BY_CHANCE:
        return found
    return 0


def rate_of(odd: Sequence[bool]) -> float:
    """The share of odd ones to be expected, given those of the past; never nothing (Laplace)."""
    return (sum(odd) + 1) / (len(odd) + 2)
