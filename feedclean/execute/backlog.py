"""Which shards are still to be worked on, and what becomes of those whose work was lost."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar

from feedclean.execute.base import Done, Lost

T = TypeVar("T")
R = TypeVar("R")

LIMIT_S: Final = 300.0
"""A shard takes a few seconds. What takes so long will not end, or the machine is of no use."""
_SHORTEST: Final = 1 / 16
_OUT_OF_TIME: Final = "OutOfTime"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[T]):
    """A shard, or what was left of one after its work was lost."""

    index: int
    start: int = 0
    items: tuple[T, ...]
    of: int
    """Items of the whole shard."""
    tries: int = 0
    """So many attempts were lost."""

    def limit_s(self, whole_s: float) -> float:
        """How long an attempt may take, given how long one at a whole shard may.

        Halves have less, so that a whole shard and a single item that hangs take hardly longer than
        three of them; a single item has all of it, since nothing else can be to blame.
        """
        if len(self.items) <= 1:
            return whole_s
        return whole_s * max(_SHORTEST, len(self.items) / self.of)

    def done(self, result: R | Lost) -> Done[T, R]:
        """The part with what came of it."""
        return Done(index=self.index, start=self.start, items=self.items, result=result)


class Backlog(Generic[T]):
    """Shards as somebody wants them, those that were lost first."""

    def __init__(self, shards: Iterable[tuple[T, ...]]) -> None:
        self._fresh = enumerate(shards)
        self._again: deque[Part[T]] = deque()

    def next(self) -> Part[T] | None:
        """What to work on next; None: nothing, unless more is lost."""
        if self._again:
            return self._again.popleft()
        index, items = next(self._fresh, (0, None))
        return None if items is None else Part(index=index, items=items, of=len(items))

    def put_back(self, part: Part[T]) -> None:
        """Takes back what nobody has begun with."""
        self._again.append(part)

    def lose(self, part: Part[T], lost: Lost) -> Done[T, Any] | None:
        """Has a part tried again; where it is not, gives it with the reason as what came of it.

        A whole shard gets a second chance, since what ends a worker is mostly none of its fault; so
        does an item that is alone at last. A shard that takes too long would do so twice.
        """
        tries, size = part.tries + 1, len(part.items)
        is_late = lost.error == _OUT_OF_TIME
        if not is_late and tries < 2 and (size == part.of or size <= 1):
            self._again.append(replace(part, tries=tries))
        elif size > 1:
            half = size // 2
            self._again.append(replace(part, items=part.items[:half], tries=0))
            self._again.append(
                replace(part, start=part.start + half, items=part.items[half:], tries=0)
            )
        else:
            return part.done(lost)
        return None


def out_of_time(limit_s: float) -> Lost:
    """What is said of an item that took too long."""
    return Lost(error=_OUT_OF_TIME, message=f"was not done with after {limit_s:.0f} s")


def worker_lost(how: str) -> Lost:
    """What is said of an item whose worker did not outlive it."""
    return Lost(error="WorkerLost", message=f"{how} while working on it, twice")
