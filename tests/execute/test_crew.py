from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from feedclean.execute.base import Done, Lost
from feedclean.execute.crew import Crew
from feedclean.execute.serial import SerialExecutor

T = TypeVar("T")
R = TypeVar("R")
ALL = range(1, 1001)


class Backwards(SerialExecutor):
    """An executor that takes a few shards at a time, and gives the last of them first."""

    jobs = 4
    sees_files = True

    def __init__(self) -> None:
        self.given: list[tuple[object, ...]] = []
        self.is_called = False
        self.poison: object = None

    def call_in(self) -> None:
        self.is_called = True

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        few: list[Done[T, R]] = []
        for index, items in enumerate(shards):
            self.given.append(items)
            few += self._parts(function, index, items)
            if len(few) > self.jobs:
                yield from reversed(few)
                few.clear()
        yield from reversed(few)

    def _parts(
        self, function: Callable[[tuple[T, ...]], R], index: int, items: tuple[T, ...]
    ) -> list[Done[T, R]]:
        if self.poison not in items:
            return [Done(index=index, items=items, result=function(items))]
        bad = list(items).index(self.poison)
        lost = Lost(error="WorkerLost", message="it is gone")
        return [
            Done(index=index, items=items[:bad], result=function(items[:bad])),
            Done(index=index, start=bad, items=items[bad : bad + 1], result=lost),
            Done(
                index=index,
                start=bad + 1,
                items=items[bad + 1 :],
                result=function(items[bad + 1 :]),
            ),
        ]


def ten_thousand(_item: int) -> int:
    return 10_000


def test_results_stand_in_the_order_of_the_items() -> None:
    crew = Crew(Backwards(), enough=0)

    found = list(crew.each(float, ALL, ten_thousand))

    assert found == [(one, float(one)) for one in ALL]


def test_what_was_lost_stands_where_its_result_would() -> None:
    executor = Backwards()
    executor.poison = 500

    found = list(Crew(executor, enough=0).each(float, ALL, ten_thousand))

    assert [item for item, _ in found] == list(ALL)
    assert [item for item, result in found if isinstance(result, Lost)] == [500]


def test_others_are_called_in_once_there_is_enough_to_do() -> None:
    executor = Backwards()
    crew = Crew(executor, enough=1_000_000)

    first = list(crew.each(float, ALL[:60], ten_thousand))
    assert executor.given == []
    second = list(crew.each(float, ALL[60:400], ten_thousand))

    assert len(first) + len(second) == 400
    assert sum(map(len, executor.given)) == 300


def test_others_are_told_early_that_they_may_be_wanted() -> None:
    executor = Backwards()
    crew = Crew(executor, enough=1_000_000)

    list(crew.each(float, ALL[:25], ten_thousand))
    assert not executor.is_called
    list(crew.each(float, ALL[25:27], ten_thousand))

    assert executor.is_called
    assert executor.given == []


def test_one_shard_is_worked_on_here() -> None:
    executor = Backwards()

    found = list(Crew(executor, enough=0).each(float, ALL[:5], ten_thousand))

    assert len(found) == 5
    assert executor.given == []


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def given() -> Iterator[int]:
        for one in ALL:
            taken.append(one)
            yield one

    found = Crew(Backwards(), enough=0).each(float, given(), lambda _: 500_000)
    next(found)

    assert len(taken) < 10


def test_what_is_to_be_done_apart_is_done_elsewhere_however_little_it_is() -> None:
    executor = Backwards()

    found = list(Crew(executor).apart().each(float, ALL[:1], ten_thousand))

    assert found == [(1, 1.0)]
    assert executor.given == [(1,)]


def test_others_are_wanted_for_much_and_once_they_are_there_for_little() -> None:
    crew = Crew(Backwards(), enough=1_000_000)

    assert (crew.is_wanted(999_999), crew.is_wanted(1_000_000)) == (False, True)

    list(crew.share(len, [(1, 2), (3,)]))
    assert crew.is_wanted(1)
    assert not Crew(SerialExecutor(), enough=0).is_wanted(1_000_000)
