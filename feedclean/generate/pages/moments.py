"""Dates as people read them, the same in every locale and at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from feedclean.generate.assemble import UNDATED

_MONTHS: Final = (
    "January February March April May June July August September October November December"
).split()


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A date for machines and for people."""

    machine: str
    """``2024-04-27T00:30:51Z``."""
    day: str
    """``27 April 2024``, in UTC."""


def month_name(number: int) -> str:
    """``May`` for 5."""
    return _MONTHS[number - 1]


def moment(date: datetime | None) -> Moment | None:
    """The date in both forms; None where nobody knows it."""
    if date is None or date == UNDATED:
        return None
    date = date.astimezone(UTC).replace(microsecond=0)
    return Moment(
        machine=date.isoformat().replace("+00:00", "Z"),
        day=f"{date.day} {_MONTHS[date.month - 1]} {date.year}",
    )
