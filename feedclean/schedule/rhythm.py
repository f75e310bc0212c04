"""When builds happen: evenly over the day, and off the full hour, when everybody else comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from feedclean.codec import digest

HOUR: Final = 60
DAY: Final = 24 * HOUR

INTERVALS: Final[Mapping[str, int]] = {
    **{f"{minutes}m": minutes for minutes in (5, 10, 15, 20, 30)},
    **{f"{hours}h": hours * HOUR for hours in (1, 2, 3, 4, 6, 8, 12)},
    "1d": DAY,
}
"""Minutes by name; each divides an hour or a day, so that cron can say it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Times of day, in the time zone of whoever keeps them."""

    every: int
    """Minutes from one build to the next."""
    minutes: tuple[int, ...]
    hours: tuple[int, ...]
    """Empty: every hour."""

    @property
    def cron(self) -> str:
        """The five fields of a crontab."""
        return f"{_listed(self.minutes)} {_listed(self.hours) or '*'} * * *"

    @property
    def calendar(self) -> str:
        """``OnCalendar=`` of systemd."""
        minutes = ",".join(f"{minute:02}" for minute in self.minutes)
        return f"*-*-* {_listed(self.hours) or '*'}:{minutes}:00"

    @property
    def starts(self) -> tuple[dict[str, int], ...]:
        """``StartCalendarInterval`` of launchd."""
        if not self.hours:
            return tuple({"Minute": minute} for minute in self.minutes)
        return tuple({"Hour": h, "Minute": m} for h in self.hours for m in self.minutes)


def rhythm(every: str, seed: str) -> Rhythm:
    """Builds ``every`` so often (a name of ``INTERVALS``); ``seed`` decides on which minutes.

    The same seed gives the same minutes, and different sites come at different ones, none closer
    than two minutes to a full hour.
    """
    interval = INTERVALS[every]
    chance = int(digest(seed), 16)
    step = min(interval, HOUR)
    edge = 2 if step < 10 else 3
    first = edge + chance % (step - 2 * edge + 1)
    hours = interval // HOUR
    first_hour = (chance >> 16) % hours if hours else 0
    return Rhythm(
        every=interval,
        minutes=tuple(range(first, HOUR, step)),
        hours=tuple(range(first_hour, 24, hours)) if hours > 1 else (),
    )


def _listed(numbers: tuple[int, ...]) -> str:
    return ",".join(map(str, numbers))
