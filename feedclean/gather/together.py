"""Gathers many sources at once: slow servers are waited for together, not one after the other."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final

from feedclean.gather.base import Context
from feedclean.gather.table import GATHER
from feedclean.model.source import Capture, Gathered, Source

AT_ONCE: Final = 16
"""Sources in flight; more would wait for the same hosts, or for the one processor."""

LYING: Final = 64_000_000
"""Bytes that have come and wait to be worked on, beyond which no more sources are asked."""

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


class _Pile:
    """What lies gathered and has not been handed out, and who may add to it.

    It grows while a slow server at the head of the line is waited for. The head itself may always
    begin, so that the wait ends.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._sizes: dict[int, int] = {}
        self._handed = -1
        self._is_closed = False
        self._changed = threading.Condition()

    def may_begin(self, number: int) -> bool:
        """Waits for room; False where nobody wants anything any more."""
        with self._changed:
            self._changed.wait_for(
                lambda: (
                    self._is_closed
                    or number <= self._handed + 1
                    or sum(self._sizes.values()) <= self._most
                )
            )
            return not self._is_closed

    def lay(self, number: int, items: Iterable[Gathered]) -> None:
        with self._changed:
            if number > self._handed:
                self._sizes[number] = sum(_size(item) for item in items)

    def hand_out(self, number: int) -> None:
        with self._changed:
            self._handed = number
            self._sizes.pop(number, None)
            self._changed.notify_all()

    def close(self) -> None:
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()


def gather_together(
    jobs: Iterable[tuple[Source, Context]], *, at_once: int = AT_ONCE, lying: int = LYING
) -> Iterator[tuple[Source, Awaited]]:
    """What each source gives, in the order of the jobs; all are asked from the start.

    While more than ``lying`` bytes have come that were not iterated over to, no more are asked.
    What goes wrong in a source is raised where its captures are iterated, behind those it gave.
    """
    waiting = tuple(jobs)
    if not waiting:
        return iter(())
    pool = ThreadPoolExecutor(min(at_once, len(waiting)), thread_name_prefix="gather")
    pile = _Pile(lying)
    asked = [
        (source, pool.submit(_all, source, context, number, pile))
        for number, (source, context) in enumerate(waiting)
    ]
    asked.reverse()
    return _in_turn(pool, pile, asked)


def _in_turn(
    pool: ThreadPoolExecutor, pile: _Pile, asked: list[tuple[Source, Future[_Haul]]]
) -> Iterator[tuple[Source, Awaited]]:
    """Takes them from the end of the list: what has been handed out is not held here."""
    number = 0
    try:
        while asked:
            source, future = asked.pop()
            pile.hand_out(number)
            number += 1
            yield source, Awaited(future)
    finally:
        pile.close()
        pool.shutdown(cancel_futures=True)


def _all(source: Source, context: Context, number: int, pile: _Pile) -> _Haul:
    items: list[Gathered] = []
    if not pile.may_begin(number):
        return items, None
    try:
        for item in GATHER[source.kind](source, context):
            items.append(item)  # noqa: PERF402 - those before an error are kept
    except Exception as error:  # noqa: BLE001 - raised again in the thread that asked
        return items, error
    finally:
        pile.lay(number, items)
    return items, None


def _size(item: Gathered) -> int:
    return len(item.body) if isinstance(item, Capture) else 0
