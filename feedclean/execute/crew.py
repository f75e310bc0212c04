"""Many items, one after the other, until there is so much to do that others are called in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final, Generic, TypeVar

from feedclean.execute.base import Done, Executor, Lost

T = TypeVar("T")
R = TypeVar("R")

ENOUGH: Final = 4_000_000
"""Characters of markup, two seconds or so: about what it costs to start a process that reads and
cleans. Before that, others are not called in."""
_LIKELY: Final = 4
"""When so many-th of that has been seen, they are told that they may be wanted."""
_SHARD: Final = 500_000
"""Characters for one worker at a time: a quarter of a second, a hundredth of it for sending."""
_SMALLEST: Final = 50_000


class Crew:
    """An executor, and what has been worked on so far without it; one for each build."""

    def __init__(self, executor: Executor, *, enough: int = ENOUGH, is_apart: bool = False) -> None:
        """With ``is_apart`` nothing is worked on in this process, however little it is."""
        self._executor = executor
        self._enough = 0 if is_apart else enough
        self._is_apart = is_apart
        self._seen = 0

    @property
    def jobs(self) -> int:
        """How much is worked on at once; 1: there are no others."""
        return self._executor.jobs

    @property
    def sees_files(self) -> bool:
        """Whether others see the files that this process sees."""
        return self._executor.sees_files

    def is_wanted(self, more: int) -> bool:
        """Whether others are to be called in for some characters that nobody has begun with."""
        if self._executor.jobs == 1:
            return False
        if self._seen + more >= self._enough // _LIKELY:
            self._executor.call_in()
        return self._seen + more >= self._enough

    def apart(self) -> Crew:
        """The same, for what has cost others their lives: none of it is done in this process."""
        return Crew(self._executor, is_apart=True)

    def dismiss(self) -> None:
        """Tells others that there is nothing more for them to do."""
        self._executor.dismiss()

    def share(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        """Has others work on shards; until that is over, nothing else can be done by them.

        As ``Executor.map`` says. Raises: ExecuteError.
        """
        self._seen = max(self._seen, self._enough)  # they are there now
        return self._executor.map(function, shards)

    def each(
        self, function: Callable[[T], R], items: Iterable[T], size: Callable[[T], int]
    ) -> Iterator[tuple[T, R | Lost]]:
        """Each item and what ``function`` gives for it, in the order of the items.

        ``size`` tells roughly how much work an item is, in characters. Items are taken as they are
        needed, a bounded number ahead. Raises: ExecuteError.
        """
        most = _shard_size(items, size, self._executor.jobs)
        rest = iter(items)
        for item in rest:
            if self.is_wanted(0):
                yield from self._elsewhere(function, _shards(chain((item,), rest), size, most))
                return
            self._seen += size(item)
            yield item, function(item)

    def _elsewhere(
        self, function: Callable[[T], R], shards: Iterator[tuple[T, ...]]
    ) -> Iterator[tuple[T, R | Lost]]:
        some = [*islice(shards, 2)]
        if len(some) < 2 and not self._is_apart:  # others would be no quicker
            yield from ((item, function(item)) for shard in some for item in shard)
            return
        starts: list[int] = []
        found = self._executor.map(_Each(function), _counted(chain(some, shards), starts))
        early: dict[int, Done[T, tuple[R, ...]]] = {}
        due = 0
        for done in found:
            early[starts[done.index] + done.start] = done
            while due in early:
                ready = early.pop(due)
                due += len(ready.items)
                yield from _pairs(ready)


@dataclass(frozen=True, slots=True)
class _Each(Generic[T, R]):
    """A function of one item, as one of a shard; what travels is the function alone."""

    function: Callable[[T], R]

    def __call__(self, items: tuple[T, ...]) -> tuple[R, ...]:
        return tuple(map(self.function, items))


def _pairs(done: Done[T, tuple[R, ...]]) -> Iterator[tuple[T, R | Lost]]:
    if isinstance(done.result, Lost):
        yield done.items[0], done.result
    else:
        yield from zip(done.items, done.result, strict=True)


def _shard_size(items: Iterable[T], size: Callable[[T], int], jobs: int) -> int:
    """How much makes a shard: less where all that there is would not keep everybody busy."""
    if not isinstance(items, Sequence):
        return _SHARD
    return max(_SMALLEST, min(_SHARD, sum(map(size, items)) // (3 * jobs)))


def _shards(items: Iterable[T], size: Callable[[T], int], most: int) -> Iterator[tuple[T, ...]]:
    shard: list[T] = []
    filled = 0
    for item in items:
        shard.append(item)
        filled += size(item)
        if filled >= most:
            yield tuple(shard)
            shard, filled = [], 0
    if shard:
        yield tuple(shard)


def _counted(shards: Iterable[tuple[T, ...]], starts: list[int]) -> Iterator[tuple[T, ...]]:
    """The shards; the place of the first item of each is added to a list as it is taken."""
    start = 0
    for shard in shards:
        starts.append(start)
        start += len(shard)
        yield shard
