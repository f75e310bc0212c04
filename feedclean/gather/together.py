"""Gathers many sources at once: slow servers are waited for together, not one after the other."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from feedclean.gather.base import Context
from feedclean.gather.table import GATHER
from feedclean.model.source import Gathered, Source

AT_ONCE: Final = 16
"""Sources in flight; more would wait for the same hosts, or for the one processor."""

_Haul = tuple[list[Gathered], Exception | None]
"""What a source gave, and what broke it off."""


class Awaited:
    """What a source gives, waited for when somebody iterates; only once."""

    def __init__(self, future: Future[_Haul]) -> None:
        self._future = future

    def is_there(self) -> bool:
        """Whether it is all there."""
        return self._future.done()

    def __iter__(self) -> Iterator[Gathered]:
        items, error = self._future.result()
        yield from items
        if error is not None:
            raise error


def gather_together(
    jobs: Iterable[tuple[Source, Context]], *, at_once: int = AT_ONCE
) -> Iterator[tuple[Source, Awaited]]:
    """What each source gives, in the order of the jobs; all are asked from the start.

    What goes wrong in a source is raised where its captures are iterated, behind those it gave.
    """
    waiting = tuple(jobs)
    if not waiting:
        return iter(())
    pool = ThreadPoolExecutor(min(at_once, len(waiting)), thread_name_prefix="gather")
    asked = deque((source, pool.submit(_all, source, context)) for source, context in waiting)
    return _in_turn(pool, asked)


def _in_turn(
    pool: ThreadPoolExecutor, asked: deque[tuple[Source, Future[_Haul]]]
) -> Iterator[tuple[Source, Awaited]]:
    try:
        while asked:
            source, future = asked.popleft()
            yield source, Awaited(future)
    finally:
        pool.shutdown(cancel_futures=True)


def _all(source: Source, context: Context) -> _Haul:
    items: list[Gathered] = []
    try:
        for item in GATHER[source.kind](source, context):
            items.append(item)  # noqa: PERF402 - those before an error are kept
    except Exception as error:  # noqa: BLE001 - raised again in the thread that asked
        return items, error
    return items, None
