"""Rules as they stand in a file, not yet looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

KEYS: Final = ("strip", "keep")
"""What a rule can be for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """One rule as it stands in a file."""

    text: str
    where: str
    """``config.toml, line 41``."""
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrong:
    """A rule that cannot be used."""

    key: str
    line: int
    problem: str
