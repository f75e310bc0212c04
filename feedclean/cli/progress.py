"""How far a build is: bars on a terminal, lines in a log where wanted, nothing in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final, Protocol

from feedclean.cli.voice import loudness, say_line
from feedclean.gather.base import Fetch
from feedclean.model.article import SourceId
from feedclean.work.progress import Stage, Step

_EVERY_S: Final = 10.0
"""Between two lines of a log about the same source."""


class Shown(Protocol):
    """What shows how far a build is."""

    def heed(self, step: Step) -> None:
        """Shows a step."""
        ...

    def counting(self, fetch: Fetch) -> Fetch:
        """The same requests, counted."""
        ...


@contextmanager
def progress() -> Iterator[Shown]:
    """What fits where standard error goes."""
    is_terminal = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    if loudness() < 0 or not (is_terminal or loudness() > 0):
        yield _Nothing()
    elif not is_terminal:
        yield _Lines()
    else:
        from feedclean.cli.bars import bars

        with bars() as shown:
            yield shown


class _Nothing:
    def heed(self, step: Step) -> None:
        """Nobody is looking."""

    def counting(self, fetch: Fetch) -> Fetch:
        return fetch


class _Lines:
    """A line for each source that is done, and now and then for one that takes long."""

    def __init__(self) -> None:
        self._told = time.monotonic()
        self._begun: dict[SourceId, _Counts] = {}

    def heed(self, step: Step) -> None:
        now, source = time.monotonic(), step.source
        if step.stage is Stage.BEGUN:
            self._begun[source] = _Counts(since=now)
        elif step.stage is Stage.DONE:
            counts = self._begun.pop(source)
            told = ", ".join([*counts.said(), f"{now - counts.since:.1f} s"])
            self._say(f"{source}: {told} ({step.done} of {step.total})", now)
        else:
            counts = self._begun[source]
            counts.steps[step.stage] = step
            if now - self._told >= _EVERY_S:
                self._say(f"{source}: {', '.join(counts.said())} so far", now)

    def counting(self, fetch: Fetch) -> Fetch:
        return fetch

    def _say(self, line: str, now: float) -> None:
        self._told = now
        say_line(line, err=True)


@dataclass(slots=True, kw_only=True)
class _Counts:
    """How far one of the sources is that are worked on."""

    since: float
    steps: dict[Stage, Step] = field(default_factory=dict)

    def said(self) -> Iterator[str]:
        for stage, step in self.steps.items():
            of = "" if step.total is None else f" of {step.total}"
            yield f"{step.done}{of} {stage}"
