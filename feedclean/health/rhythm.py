"""How long a source may be silent before that means something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from feedclean.health.statistics import spread
from feedclean.model.health import Rhythm

_GAPS: Final = 8
"""Pauses that have to be known."""
_LATEST: Final = 40
_LEAST: Final = timedelta(days=7)
"""A long weekend means nothing; who writes daily is away for days now and then."""
_LONGER: Final = 2.0
"""How much longer than the longest known pause one has to be."""
_DEVIATIONS: Final = 8


def rhythm(moments: Iterable[datetime]) -> Rhythm | None:
    """How regularly entries appear, given when each of them did; None: too few to tell.

    Entries of one day are one: it is days without any that are looked at.
    """
    latest = sorted({moment.date(): moment for moment in sorted(moments)}.values())[-_LATEST:]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(latest)]
    if len(gaps) < _GAPS:
        return None
    middle = median(gaps)
    pause = max(_LONGER * max(gaps), middle + _DEVIATIONS * spread(gaps, middle))
    return Rhythm(
        newest=latest[-1],
        pause_s=max(gaps),
        silent_after=latest[-1] + max(timedelta(seconds=pause), _LEAST),
    )
