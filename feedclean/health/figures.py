"""What the latest entries of a source are like, in round figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from feedclean.model.health import Sample
from feedclean.model.output import Figures

_LATEST: Final = 60
"""New entries that the medians are of."""
_MONTH: Final = timedelta(days=30)


def figures(samples: Sequence[Sample]) -> Figures | None:
    """Figures of the latest new entries; None where none is known.

    Rounded, and of samples with new entries alone: they change when there is something new, not
    from day to day.
    """
    known = [sample for sample in samples if sample.new]
    latest = [one for sample in known for one in sample.new][-_LATEST:]
    if not latest:
        return None
    return Figures(
        chars=_rounded(median(one.chars for one in latest)),
        removed=round(median(one.removed for one in latest), 2),
        a_day=_a_day(known),
    )


def _a_day(known: Sequence[Sample]) -> float | None:
    """New entries a day in the last month; None where there is only what was there at first."""
    first, *later = known
    if not later:
        return None
    start = max(first.at, later[-1].at - _MONTH)
    days = max((later[-1].at - start).total_seconds() / 86_400, 1.0)
    return round(sum(one.count for one in later if one.at >= start) / days, 1)


def _rounded(value: float) -> int:
    """A number to its first two digits."""
    return int(float(f"{value:.1e}"))
