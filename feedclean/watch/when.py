"""When the next build should be; pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from feedclean.config import Config
from feedclean.model.article import NOT_YET
from feedclean.model.output import BuildReport

LONGEST: Final = timedelta(days=1)
"""What hangs on the calendar alone, such as ``keep_days``, goes by days."""
SHORTEST: Final = timedelta(minutes=1)
"""Sources that are due within it are built together."""


def next_build(config: Config, report: BuildReport, now: datetime) -> datetime:
    """When something may be new that no look at the disk can tell."""
    return min(max(min(_moments(config, report, now)), now + SHORTEST), now + LONGEST)


def _moments(config: Config, report: BuildReport, now: datetime) -> Iterator[datetime]:
    yield now + LONGEST
    intervals = {source.id: source.interval_minutes for source in config.sources}
    for listed in config.lists:
        yield now + timedelta(minutes=listed.interval_minutes)
    usual = min((one.interval_minutes for one in config.lists), default=60)
    for source in report.sources:
        if source.due is not None:
            # What is due although it has just been built could not be asked: a rule, a setting.
            rest = timedelta(minutes=intervals.get(source.source, usual))
            yield source.due if source.due > now else now + rest
        if any(one.error == NOT_YET for one in source.left_out):
            yield now + SHORTEST
