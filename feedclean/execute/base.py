"""What an executor is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What stands in the place of a result: the work on this one item never came to its end."""

    error: str
    """``WorkerLost``, or ``OutOfTime``."""
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[T, R]):
    """A shard, or a part of one that had to be split, and what came of it."""

    index: int
    """Of the shard, from 0."""
    start: int = 0
    """Of the first of ``items`` within its shard."""
    items: tuple[T, ...]
    result: R | Lost
    """Lost only where ``items`` is a single one."""


class Executor(Protocol):
    """Applies a function to shards of items, knowing nothing of either."""

    @property
    def jobs(self) -> int:
        """How many shards are worked on at once; 1: one after the other, in this process."""
        ...

    @property
    def sees_files(self) -> bool:
        """Whether whoever works sees the files that this process sees."""
        ...

    def call_in(self) -> None:
        """Says that there will be shards to work on: whoever is long in coming may set out.

        ``map`` waits for them.
        """
        ...

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        """Applies ``function`` to every shard, in any order, a bounded number of shards at a time.

        Function, items and results are pickled; the function once for each worker, the items with
        their shard. Whoever wants the order of the shards sorts by ``index`` and ``start``. Every
        item comes back in exactly one ``Done``; what a function has written may have been written
        before, by an attempt that was lost, so it does so by rename and under the same name.

        Where the work on a shard is lost, it is tried once more, then by halves, until the one item
        that is to blame comes back as ``Lost``; shards that are done are not done again. Where it
        takes longer than the executor allows, the halves are tried at once.

        What the function raises is raised here, and ends the work: bad input is a result, not an
        error. Leaving the iterator early ends the work too. One ``map`` at a time.

        Raises: ExecuteError, if there is nobody left to work.
        """
        ...

    def dismiss(self) -> None:
        """Says that there are no more shards: whoever takes long to go may begin.

        ``close`` waits for them.
        """
        ...

    def close(self) -> None:
        """Lets all workers go; afterwards there are none until the next ``map``."""
        ...
