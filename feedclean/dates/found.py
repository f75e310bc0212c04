"""What was found of a date in a text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date and where it stands."""

    when: datetime
    """Aware, UTC; the start of the day where no time is written."""
    start: int
    end: int
    """Place in the text, time of day included."""
    has_time: bool
    has_zone: bool
    """Whether the text itself names a zone or an offset."""
