"""One shard after the other, in this process."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from feedclean.execute.base import Done

T = TypeVar("T")
R = TypeVar("R")


class SerialExecutor:
    """The executor for small builds, and the one whose results all others must match."""

    jobs = 1
    sees_files = True

    def call_in(self) -> None:
        """There is nobody to call in."""

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        """Applies ``function`` to every shard in order; what would be lost ends the program."""
        for index, items in enumerate(shards):
            yield Done(index=index, items=items, result=function(items))

    def dismiss(self) -> None:
        """There is nobody to let go."""

    def close(self) -> None:
        """There is nobody to let go."""
