"""Shards to an executor, and what they come to, in their order; what is done is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from feedclean.archive.done import known
from feedclean.archive.values import Place
from feedclean.errors import ExecuteError
from feedclean.execute.base import Executor, Lost

T = TypeVar("T")
R = TypeVar("R")

Order = tuple[int, ...]
"""Where a result belongs: the number of its shard, and of the parts that had to be split."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage(Generic[T, R]):
    """One kind of work on shards."""

    name: str
    work: Callable[[tuple[T, ...]], R]
    key: Callable[[tuple[T, ...]], str]
    """What a shard is known by once it is done."""
    kind: type[R]
    halves: Callable[[tuple[T, ...]], tuple[tuple[T, ...], ...]] | None = None
    """Splits a shard of one item that was lost; None, like an empty result: it cannot be split."""
    lost: Callable[[tuple[T, ...], Lost], R] | None = None
    """What stands for what was lost for good; None: nothing can."""
    stands: Callable[[R], bool] = lambda _: True
    """Whether what a shard came to is still there; the folder of output is open to everybody."""


@dataclass(frozen=True, slots=True)
class Came:
    """What a shard came to, and whether it was done before."""

    at: Order
    key: str
    result: Any
    was_done: bool


def run_stage(
    stage: Stage[T, R], shards: Iterable[tuple[T, ...]], place: Place, executor: Executor
) -> Iterator[Came]:
    """What each shard comes to, in any order. Raises: ExecuteError."""
    numbered = ((at,) for at in range(1 << 62))
    yield from _run(stage, zip(numbered, shards, strict=False), place, executor)


def _run(
    stage: Stage[T, R],
    shards: Iterable[tuple[Order, tuple[T, ...]]],
    place: Place,
    executor: Executor,
) -> Iterator[Came]:
    done: list[Came] = []
    orders: list[Order] = []
    split: list[tuple[Order, tuple[T, ...]]] = []

    def todo() -> Iterator[tuple[T, ...]]:
        for order, shard in shards:
            key = stage.key(shard)
            found = known(place, stage.name, key, stage.kind)
            if found is not None and stage.stands(found):
                done.append(Came(order, key, found, was_done=True))
            else:
                orders.append(order)
                yield shard

    for one in executor.map(stage.work, todo()):
        yield from _taken(done)
        order = (*orders[one.index], one.start)
        if not isinstance(one.result, Lost):
            yield Came(order, stage.key(one.items), one.result, was_done=False)
            continue
        parts = stage.halves(one.items) if stage.halves is not None else ()
        split += (((*order, at), part) for at, part in enumerate(parts))
        if parts:
            continue
        if stage.lost is None:
            raise ExecuteError(f"{stage.name}: {one.result.message}; run it again to go on")
        lost = stage.lost(one.items, one.result)
        yield Came(order, stage.key(one.items), lost, was_done=False)
    yield from _taken(done)
    if split:
        yield from _run(stage, split, place, executor)


def _taken(done: list[Came]) -> Iterator[Came]:
    while done:
        yield done.pop(0)


def single(function: Callable[..., R], job: object) -> Callable[[tuple[Any, ...]], R]:
    """A function of one item and a job as one of a shard of one item; it can be pickled."""
    return partial(_single, function=function, job=job)


def _single(items: tuple[Any, ...], function: Callable[..., R], job: object) -> R:
    (item,) = items
    return function(item, job)
