"""Many small items rather than a few shards: how they are bundled, and brought into order again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from feedclean.execute.base import Executor, Lost

T = TypeVar("T")
R = TypeVar("R")


def spread(
    executor: Executor, function: Callable[[T], R], items: Sequence[T], *, size: int
) -> list[R | Lost]:
    """What ``function`` gives for each item, in their order, worked out in shards of ``size``.

    What would fill hardly more than one shard is worked out here: less is gained then by several
    processes than it takes to send everything there and back. Raises: ExecuteError.
    """
    if executor.jobs == 1 or len(items) < 2 * size:
        return [function(item) for item in items]
    found: dict[int, tuple[R, ...] | Lost] = {}
    for done in executor.map(_Each(function), _shards(items, size)):
        found[done.index * size + done.start] = done.result
    results: list[R | Lost] = []
    for _, result in sorted(found.items()):
        results += [result] if isinstance(result, Lost) else result
    return results


@dataclass(frozen=True, slots=True)
class _Each(Generic[T, R]):
    """A function of one item, as one of a shard; what travels is the function alone."""

    function: Callable[[T], R]

    def __call__(self, items: tuple[T, ...]) -> tuple[R, ...]:
        return tuple(map(self.function, items))


def _shards(items: Sequence[T], size: int) -> Iterator[tuple[T, ...]]:
    return (tuple(items[start : start + size]) for start in range(0, len(items), size))
