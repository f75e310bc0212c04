"""What an alarm is judged by: all that was measured of a source, and what is known of it now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from feedclean.model.health import Alarm, Health, Measured, Sample

_GETTING_USED: Final = timedelta(days=30)
"""After so long what an alarm tells of is how the source is now."""

Facts = Mapping[str, str]
Dated = tuple[datetime, Measured]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signs:
    """What is known of a source at the moment, its samples aside."""

    now: datetime
    failing: str | None = None
    """What went wrong when it was last asked; None: nothing."""
    of_pages: bool = False
    """That is: pages could not be had, and the feed they are of could."""
    unread: str | None = None
    """What went wrong when its files were last read; None: nothing, or it has none."""
    missing: str | None = None
    """Why its files, or some of them, could not be found; None: they are there, or it has none."""
    gone: datetime | None = None
    """When its server said 410."""
    moved_to: str | None = None
    """Where permanent redirects lead that are believed."""
    answered: datetime | None = None
    """When it last gave an answer to be trusted, be it that nothing is new."""
    asked_ahead: datetime | None = None
    """When it was last asked, if that is yet to come."""
    rules: frozenset[str] | None = frozenset()
    """Rules of its site, as they are now; None: nothing was cleaned, so that they do not matter."""
    bodies: frozenset[str] = frozenset()
    """Those of them that say what the main content is."""
    emptied: int = 0
    """Entries that stand of which rules have left nothing, where anything was cleaned."""
    standing: int = 0
    """All entries that stand."""


@dataclass(frozen=True, slots=True)
class Case:
    """What one alarm is judged by."""

    health: Health
    samples: Sequence[Sample]
    """Oldest first, that of this build included."""
    signs: Signs
    known: Alarm | None
    """This alarm, if it is open."""

    @property
    def since(self) -> datetime | None:
        """Since when it has been open; None: it is not."""
        return None if self.known is None else self.known.since

    def entries(self) -> list[Dated]:
        """All new entries there have been, oldest first, with the moment of the build."""
        return [(sample.at, one) for sample in self.samples for one in sample.new]

    def batch(self) -> int:
        """How many entries the latest build that had any brought."""
        return next((len(sample.new) for sample in reversed(self.samples) if sample.new), 0)

    def is_past(self, at: datetime) -> bool:
        """Whether a moment is from before the alarm; long after it was opened, every one is."""
        return self.since is None or at < self.since or self.signs.now - self.since >= _GETTING_USED
