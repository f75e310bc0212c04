"""Whether pages are built as those before them were."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Final

from feedclean.model.health import Layout

REMEMBERED: Final = 24
"""Pages of a source whose layout is kept: enough for the kinds of pages that it has."""
ENOUGH: Final = 5
"""Pages that have to be known before another one can be called new."""
NEW: Final = 0.2
"""Fit below which a page is built like none before it.

Of 67 pages of nine sites beside pages of another site none had more; of the same site's, most of
which are years apart, 85 % had.
"""
_PATHS: Final = 0.4
"""What like nesting counts where there are hardly any names: a list in a division is the same
everywhere, so that pages of two sites share up to half of their nesting."""
_PATHS_BESIDE_NAMES: Final = 0.25
"""And where there are: two designs without a common name shared 73 % of their nesting."""
_NAMES: Final = 8
"""So many names are telling."""
_LIKE: Final = 0.5
"""A source whose pages are like each other has this fit in the middle; others, such as a list of
links to everywhere, have no layout that could change."""
_RARE: Final = 0.1
"""Where more of the past pages were special ones, a single new one is no redesign."""
MOST: Final = 0.6
"""Share of a batch that says what all of it is like."""


def fit(page: Layout, known: Sequence[Layout]) -> float | None:
    """0 to 1, how like the most similar of known pages one is built; None: too few are known."""
    if len(known) < ENOUGH:
        return None
    return round(max(_alike(page, one) for one in known), 3)


def _alike(a: Layout, b: Layout) -> float:
    is_named = min(len(a.names), len(b.names)) >= _NAMES
    weight = _PATHS_BESIDE_NAMES if is_named else _PATHS
    return max(_shared(a.names, b.names), weight * _shared(a.paths, b.paths))


def _shared(a: Sequence[int], b: Sequence[int]) -> float:
    """The share of two sets that is in both, as their sketches tell (k minimum values)."""
    if not a or not b:
        return 0.0
    both = set(a) & set(b)
    union = sorted({*a, *b})[: max(len(a), len(b))]
    return sum(one in both for one in union) / len(union)


def are_new(fits: Sequence[float], past: Sequence[float]) -> bool:
    """Whether pages of one batch are built like none before, given how the past ones fitted."""
    if len(past) < ENOUGH or median(past) < _LIKE or not fits:
        return False
    if len(fits) == 1:
        return fits[0] < NEW and sum(one < NEW for one in past) <= _RARE * len(past)
    return sum(one < NEW for one in fits) >= MOST * len(fits)


def remember(known: Sequence[Layout], pages: Sequence[Layout]) -> tuple[Layout, ...]:
    """Those to keep, the newest last."""
    return (*known, *pages)[-REMEMBERED:]
