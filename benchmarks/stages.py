"""Milliseconds by stage: functions wrapped from outside, so that feedclean itself keeps no time."""

from __future__ import annotations

import functools
import importlib
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from types import GeneratorType
from typing import Any

STAGES: tuple[tuple[str, str], ...] = (
    ("decode", "benchmarks.adapters:decode"),
    ("printable", "feedclean.clean.opening:printable"),
    ("printable", "feedclean.clean.finishing.finish:printable"),
    ("parse: lexbor", "feedclean.dom.tree:LexborHTMLParser"),
    ("count", "feedclean.clean.process:count"),
    ("tree and blocks", "feedclean.clean.opening:read"),
    ("tree and blocks", "feedclean.clean.opening:read_kept"),
    ("tree and blocks", "feedclean.clean.opening:read_page"),
    ("evidence", "feedclean.clean.scoring.main_content:evidence"),
    ("measure", "feedclean.clean.scoring.main_content:measure"),
    ("choose", "feedclean.clean.scoring.main_content:choose"),
    ("score", "feedclean.clean.guessing:main_content"),
    ("second opinion", "feedclean.clean.guessing:reconcile"),
    ("template", "feedclean.clean.guessing:template"),
    ("passes", "feedclean.clean.guessing:PASSES"),
    ("take out", "feedclean.clean.guessing:take_out"),
    ("take out", "feedclean.clean.opening:take_out"),
    ("take out", "feedclean.clean.finishing.finish:take_out_elements"),
    ("harvest", "feedclean.clean.process:with_harvest"),
    ("finish: forbidden", "feedclean.clean.finishing.finish:forbidden"),
    ("finish: unseen", "feedclean.clean.finishing.finish:unseen"),
    ("finish: images", "feedclean.clean.finishing.finish:real_images"),
    ("finish: attributes", "feedclean.clean.finishing.finish:settle_attributes"),
    ("finish: tidy", "feedclean.clean.finishing.finish:tidy"),
    ("serialize", "feedclean.clean.finishing.finish:to_html"),
    ("sanitize", "feedclean.clean.finishing.finish:sanitize"),
    ("digest", "feedclean.clean.process:fingerprint"),
)
"""Stage, and the name it is called by: ``module:name`` where the *caller* looks it up.

A stage may have several names. A name of a table of functions stands for all in it. Time spent in
one stage called by another counts for the inner one only. A name that is not there is told, and so
is a stage that was never called: then this table is out of date.
"""
REST = "all else"


class Clock:
    """Time spent in each stage, without that of the stages called within."""

    def __init__(self, now: Callable[[], float] = time.process_time) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self.calls: Counter[str] = Counter()
        self._now = now
        self._open: list[str] = []
        self._since = 0.0

    def enter(self, stage: str) -> None:
        """The stage begins; the one around it pauses."""
        self._settle()
        self._open.append(stage)

    def leave(self) -> None:
        """The stage begun last ends; the one around it goes on."""
        self._settle()
        self._open.pop()

    def _settle(self) -> None:
        now = self._now()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Some lines as a stage."""
        self.enter(name)
        try:
            yield
        finally:
            self.leave()

    def wrapped(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed; what a generator does counts while it is asked for more."""

        @functools.wraps(function, updated=())
        def timed(*args: Any, **kwargs: Any) -> Any:
            self.calls[stage] += 1
            with self.stage(stage):
                result = function(*args, **kwargs)
            return self._each(stage, result) if isinstance(result, GeneratorType) else result

        return timed

    def _each(self, stage: str, items: Iterator[Any]) -> Iterator[Any]:
        while True:
            with self.stage(stage):
                try:
                    item = next(items)
                except StopIteration:
                    return
            yield item


@contextmanager
def timed(
    clock: Clock, stages: Iterable[tuple[str, str]] = STAGES
) -> Iterator[list[tuple[str, str]]]:
    """Wraps the functions of the stages while it lasts; gives those whose name is not there."""
    before: list[tuple[Any, str, Any]] = []
    missing: list[tuple[str, str]] = []
    try:
        for stage, where in stages:
            module, _, name = where.partition(":")
            try:
                home = importlib.import_module(module)
                found = getattr(home, name)
            except (ImportError, AttributeError):
                missing.append((stage, where))
                continue
            before.append((home, name, found))
            setattr(home, name, _replaced(clock, stage, found))
        yield missing
    finally:
        for home, name, found in reversed(before):
            setattr(home, name, found)


def _replaced(clock: Clock, stage: str, found: Any) -> Any:
    if isinstance(found, Mapping):
        return {key: clock.wrapped(stage, function) for key, function in found.items()}
    return clock.wrapped(stage, found)


def forget(packages: Iterable[str]) -> int:
    """Empties the caches that answer by text, so that no page is helped by having been seen.

    Caches for a few large values (tables, models: unbounded, or of one entry) stay as they are:
    those are loaded once in a life, not once a page. Gives how many were emptied.
    """
    roots = frozenset(packages)
    emptied = set()
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] not in roots:
            continue
        for value in list(vars(module).values()):
            parameters = getattr(value, "cache_parameters", None)
            size = parameters()["maxsize"] if callable(parameters) else None
            if size is not None and size > 1:
                value.cache_clear()
                emptied.add(id(value))
    return len(emptied)
