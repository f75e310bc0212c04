"""What is told of a build that nobody waits for: one line if it did something, trouble once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Final

from feedclean.model.article import Failure
from feedclean.model.output import BuildReport

_MOST_NAMED: Final = 5


class Teller:
    """Tells what has not been told in the build before."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        self._tell = tell
        self._told: frozenset[str] = frozenset()
        self._unusable = ""

    def say(self, line: str) -> None:
        """Tells it in any case."""
        self._tell(line)

    def built(self, report: BuildReport) -> None:
        """Tells of a build what it did, and what goes wrong since."""
        if done := _done(report):
            self._tell(done)
        self._trouble(_failed(one) for one in _failures(report))

    def failed(self, trouble: str) -> None:
        """Tells why there was no build."""
        self._trouble(iter((trouble,)))

    def unusable(self, trouble: str) -> None:
        """Tells what is wrong with a configuration; empty: nothing any more."""
        if trouble and trouble != self._unusable:
            self._tell(f"{trouble}\ngoing on with the configuration as it was")
        self._unusable = trouble

    def _trouble(self, lines: Iterator[str]) -> None:
        now = tuple(dict.fromkeys(lines))
        for line in now:
            if line not in self._told:
                self._tell(line)
        self._told = frozenset(now)


def _done(report: BuildReport) -> str:
    busy = [source for source in report.sources if source.files_written]
    if not busy:
        return ""
    files = sum(source.files_written for source in busy)
    names = ", ".join(source.source for source in busy[:_MOST_NAMED])
    more = f" and {len(busy) - _MOST_NAMED} more" if len(busy) > _MOST_NAMED else ""
    return f"built {names}{more}: {files} {'file' if files == 1 else 'files'} written"


def _failures(report: BuildReport) -> Iterator[Failure]:
    for source in report.sources:
        yield from source.failures
    yield from report.failures


def _failed(failure: Failure) -> str:
    where = "" if failure.message.startswith(failure.location) else f"{failure.location}: "
    owner = f"{failure.source}: " if failure.source else ""
    return f"failed: {owner}{where}{failure.message}"


def until(moment: datetime) -> str:
    """A moment as a person reads it who looks at the clock on the wall."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
