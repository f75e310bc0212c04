"""Gathers many sources at once: slow servers are waited for together, not one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from feedclean.gather.base import Context
from feedclean.gather.table import GATHER
from feedclean.model.source import Gathered, Source, SourceKind

AT_ONCE: Final = 16
"""Sources in flight; more would wait for the same hosts, or for the one processor."""


def gather_together(
    jobs: Iterable[tuple[Source, Context]], *, at_once: int = AT_ONCE
) -> Iterator[tuple[Source, Iterator[Gathered]]]:
    """What each source gives, in the order of the jobs.

    Sources on the web are asked from the start, in threads of their own; files are read when their
    turn comes, one in memory at a time. What goes wrong in a source is raised where it is iterated.
    """
    ordered = list(jobs)
    with ThreadPoolExecutor(at_once, thread_name_prefix="gather") as pool:
        asked: list[Future[list[Gathered]] | None] = [
            None if source.kind is SourceKind.DUMP else pool.submit(_all, source, context)
            for source, context in ordered
        ]
        try:
            for n, (source, context) in enumerate(ordered):
                future, asked[n] = asked[n], None
                if future is None:
                    yield source, GATHER[source.kind](source, context)
                else:
                    yield source, _waited(future)
        finally:
            for future in asked:
                if future is not None:
                    future.cancel()


def _all(source: Source, context: Context) -> list[Gathered]:
    return list(GATHER[source.kind](source, context))


def _waited(future: Future[list[Gathered]]) -> Iterator[Gathered]:
    yield from future.result()
