"""Shards to an executor, and what they come to, in their order; what is done is not done again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from feedclean.archive.done import known, note_parts, parts_of
from feedclean.archive.values import Place
from feedclean.errors import ExecuteError
from feedclean.execute.base import Done, Executor, Lost

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
    item: type[T] | None = None
    """What shards are made of, where they can be split."""
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
    of: tuple[str, ...] = ()
    """Keys of the shards that it is a part of."""


@dataclass(frozen=True, slots=True)
class _Split(Generic[T]):
    """A shard that was lost as a whole, and its parts."""

    key: str
    parts: tuple[tuple[T, ...], ...]


@dataclass(frozen=True, slots=True)
class _Todo(Generic[T]):
    """A shard, where it belongs, and what had to be split for it to come about."""

    at: Order
    shard: tuple[T, ...]
    above: tuple[_Split[T], ...] = ()

    @property
    def of(self) -> tuple[str, ...]:
        """Keys of what it is a part of."""
        return tuple(one.key for one in self.above)

    def parts(self, split: _Split[T]) -> Iterator[_Todo[T]]:
        """What it is split into."""
        for number, part in enumerate(split.parts):
            yield _Todo((*self.at, number), part, (*self.above, split))


def run_stage(
    stage: Stage[T, R], shards: Iterable[tuple[T, ...]], place: Place, executor: Executor
) -> Iterator[Came]:
    """What each shard comes to, in any order. Raises: ExecuteError."""
    yield from _run(
        stage, (_Todo((at,), shard) for at, shard in enumerate(shards)), place, executor
    )


def _run(
    stage: Stage[T, R], shards: Iterable[_Todo[T]], place: Place, executor: Executor
) -> Iterator[Came]:
    done: list[Came] = []
    begun: list[_Todo[T]] = []
    further: list[_Todo[T]] = []

    def todo() -> Iterator[tuple[T, ...]]:
        for one in shards:
            key = stage.key(one.shard)
            found = known(place, stage.name, key, stage.kind)
            if found is not None and stage.stands(found):
                done.append(Came(one.at, key, found, was_done=True, of=one.of))
                continue
            parts = parts_of(place, stage.name, key, stage.item)
            if parts:
                further.extend(one.parts(_Split(key, parts)))
                continue
            begun.append(one)
            yield one.shard

    apart: dict[int, list[Done[T, R]]] = {}
    for one in executor.map(stage.work, todo()):
        yield from _taken(done)
        whole = begun[one.index]
        if len(one.items) < len(whole.shard) or isinstance(one.result, Lost):
            apart.setdefault(one.index, []).append(one)
        else:
            key = stage.key(one.items)
            yield Came((*whole.at, one.start), key, one.result, was_done=False, of=whole.of)
    yield from _taken(done)
    for index, parts in sorted(apart.items()):
        yield from _told(stage, begun[index], parts, place, further)
    if further:
        yield from _run(stage, further, place, executor)


def _told(
    stage: Stage[T, R],
    whole: _Todo[T],
    parts: list[Done[T, R]],
    place: Place,
    further: list[_Todo[T]],
) -> Iterator[Came]:
    """What the parts of a shard that was lost came to; what can be split once more is for later.

    Where one is lost for good, the next run is not to meet the whole of it again.
    """
    parts.sort(key=lambda one: one.start)
    above = whole.above
    if len(parts) > 1:
        above += (_Split(stage.key(whole.shard), tuple(one.items for one in parts)),)
    for one in parts:
        todo = _Todo((*whole.at, one.start), one.items, above)
        key = stage.key(one.items)
        if not isinstance(one.result, Lost):
            yield Came(todo.at, key, one.result, was_done=False, of=todo.of)
            continue
        halves = stage.halves(one.items) if stage.halves is not None else ()
        if halves:
            further.extend(todo.parts(_Split(key, halves)))
            continue
        if stage.lost is None:
            raise ExecuteError(f"{stage.name}: {one.result.message}; run it again to go on")
        for split in above:
            note_parts(place, stage.name, split.key, split.parts)
        yield Came(todo.at, key, stage.lost(one.items, one.result), was_done=False, of=todo.of)


def _taken(done: list[Came]) -> Iterator[Came]:
    while done:
        yield done.pop(0)


def single(function: Callable[..., R], job: object) -> Callable[[tuple[Any, ...]], R]:
    """A function of one item and a job as one of a shard of one item; it can be pickled."""
    return partial(_single, function=function, job=job)


def _single(items: tuple[Any, ...], function: Callable[..., R], job: object) -> R:
    (item,) = items
    return function(item, job)
