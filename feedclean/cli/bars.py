"""How far a build is, as bars on a terminal; they are gone when it is over."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
)
from rich.text import Text

from feedclean.cli.voice import wants_colour
from feedclean.gather.base import Fetch, Fetched, Request, Unmodified
from feedclean.model.article import SourceId
from feedclean.text import excerpt, number_of, on_one_line
from feedclean.work.progress import Stage, Step

_ID_CHARS: Final = 32


@contextmanager
def bars() -> Iterator[Bars]:
    """Bars on standard error, below whatever is said meanwhile."""
    wish = wants_colour()
    console = Console(
        stderr=True, markup=False, highlight=False, no_color=None if wish is None else not wish
    )
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[detail]}", markup=False),
        _Pace(),
    )
    with Progress(*columns, console=console, transient=True) as shown:
        yield Bars(shown)


class Bars:
    """One bar for all sources, one for what is done in the source in hand."""

    def __init__(self, shown: Progress) -> None:
        self._shown, self._lock, self._asked = shown, Lock(), 0
        self._all = shown.add_task("sources", total=None, detail="")
        self._one = shown.add_task("", total=None, visible=False, detail="")
        self._counted: tuple[Stage, SourceId] | None = None

    def heed(self, step: Step) -> None:
        """Shows a step."""
        if step.stage in (Stage.BEGUN, Stage.DONE):
            self._shown.update(self._all, completed=step.done, total=step.total)
            self._shown.update(self._one, visible=False)
        else:
            counted = (step.stage, step.source)
            if counted != self._counted:  # another thing is counted from here on
                name = on_one_line(excerpt(step.source, _ID_CHARS))
                self._shown.remove_task(self._one)  # neither its total nor its pace holds for this
                self._one = self._shown.add_task(name, total=step.total, detail=str(step.stage))
            self._shown.update(self._one, completed=step.done, total=step.total)
        self._counted = (step.stage, step.source)

    def counting(self, fetch: Fetch) -> Fetch:
        """The same requests, counted; several threads ask at once."""

        def counted(request: Request) -> Fetched | Unmodified:
            try:
                return fetch(request)
            finally:
                with self._lock:
                    self._asked += 1
                    told = number_of(self._asked, "request")
                    self._shown.update(self._all, detail=told)

        return counted


class _Pace(ProgressColumn):
    """How many a second, and how long the rest will take at that."""

    max_refresh = 0.5

    def render(self, task: Task) -> Text:
        """It in words; empty until there is something to go by."""
        if not task.speed:
            return Text("")
        told = f"{task.speed:.0f}/s" if task.speed >= 1 else f"{60 * task.speed:.0f}/min"
        if task.time_remaining is not None and not task.finished:
            minutes, seconds = divmod(int(task.time_remaining), 60)
            told += f", {minutes}:{seconds:02} left"
        return Text(told)
