"""What the doctor finds."""

from dataclasses import dataclass
from enum import StrEnum


class Grade(StrEnum):
    """How bad it is."""

    FINE = "fine"
    NOTE = "note"
    """It works, but somebody should know."""
    WRONG = "wrong"
    """Builds fail, or will."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing looked at."""

    subject: str
    """``configuration``, ``state``, ``output``, ``source harbour`` …"""
    grade: Grade
    told: str
    advice: str = ""
    """What to do, where anything is to be done."""
