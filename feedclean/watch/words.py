"""What is told of a build that nobody waits for: one line if it did something, trouble once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Final

from feedclean.model.article import Failure
from feedclean.model.output import BuildReport
from feedclean.text import number_of

_MOST_NAMED: Final = 5


class Teller:
    """Tells what has not been told in the build before."""

    def __init__(self, tell: Callable[[str], None], remark: Callable[[str], None]) -> None:
        self._tell = tell
        self._remark = remark
        self._told: dict[str, tuple[str, ...]] = {}
        self._unusable = ""

    def say(self, line: str) -> None:
        """Says what is no trouble."""
        self._remark(line)

    def built(self, report: BuildReport) -> None:
        """Tells of a build what it did, and what goes wrong since."""
        if done := _done(report):
            self._remark(done)
        now = {source.source: _failed(source.failures) for source in report.sources}
        for source in report.sources:
            if source.waiting:  # not asked again yet: what was wrong still is
                now[source.source] += self._told.get(source.source, ())
        self._trouble(now | {"": _failed(report.failures)})

    def failed(self, trouble: str) -> None:
        """Tells why there was no build."""
        self._trouble({**self._told, "": (trouble,)})

    def unusable(self, trouble: str) -> None:
        """Tells what is wrong with a configuration; empty: nothing any more."""
        if trouble and trouble != self._unusable:
            self._tell(f"{trouble}\ngoing on with the configuration as it was")
        self._unusable = trouble

    def _trouble(self, now: dict[str, tuple[str, ...]]) -> None:
        for owner, lines in now.items():
            for line in dict.fromkeys(lines):
                if line not in self._told.get(owner, ()):
                    self._tell(line)
        self._told = now


def _done(report: BuildReport) -> str:
    if not report.written and not report.removed:
        return ""
    busy = [source.source for source in report.sources if source.files_written]
    names = ", ".join(busy[:_MOST_NAMED])
    more = f" and {len(busy) - _MOST_NAMED} more" if len(busy) > _MOST_NAMED else ""
    gone = f", {len(report.removed)} removed" if report.removed else ""
    written = f"{number_of(len(report.written), 'file')} written"
    return f"built {names or 'the site'}{more}: {written}{gone}"


def _failed(failures: Iterable[Failure]) -> tuple[str, ...]:
    return tuple(failure.line for failure in failures)


def until(moment: datetime) -> str:
    """A moment as a person reads it who looks at the clock on the wall."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"
