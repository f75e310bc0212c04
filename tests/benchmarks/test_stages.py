from __future__ import annotations

import types
from collections.abc import Iterator
from functools import cache, lru_cache

import pytest

from benchmarks.stages import STAGES, Clock, forget, timed


class Ticks:
    """A clock that goes on by what the work says it takes."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


TICKS = Ticks()


def work(seconds: float) -> None:
    TICKS.now += seconds


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> types.ModuleType:
    made = types.ModuleType("made_up")

    def inner() -> str:
        work(2)
        return "inner"

    def outer() -> str:
        work(1)
        found = made.inner()
        work(4)
        return f"outer {found}"

    def each() -> Iterator[int]:
        for number in range(3):
            work(1)
            yield number

    def stumbles() -> None:
        work(3)
        raise ValueError("stumbled")

    for function in (inner, outer, each, stumbles):
        setattr(made, function.__name__, function)
    made.TABLE = {"a": inner, "b": inner}  # type: ignore[attr-defined]
    monkeypatch.setitem(__import__("sys").modules, "made_up", made)
    return made


NAMES = (
    ("in", "made_up:inner"),
    ("out", "made_up:outer"),
    ("each", "made_up:each"),
    ("stumbles", "made_up:stumbles"),
    ("table", "made_up:TABLE"),
    ("gone", "made_up:renamed"),
    ("away", "made_up_too:inner"),
)


def test_time_of_a_stage_is_without_that_of_the_stage_within(module: types.ModuleType) -> None:
    clock = Clock(TICKS)

    with timed(clock, NAMES):
        assert module.outer() == "outer inner"

    assert dict(clock.seconds) == {"out": 5, "in": 2}
    assert clock.calls == {"out": 1, "in": 1}


def test_a_generator_counts_while_it_is_asked_and_not_in_between(module: types.ModuleType) -> None:
    clock = Clock(TICKS)

    with timed(clock, NAMES), clock.stage("user"):
        for _ in module.each():
            work(10)

    assert dict(clock.seconds) == {"user": 30, "each": 3}


def test_a_stage_that_raises_is_left(module: types.ModuleType) -> None:
    clock = Clock(TICKS)

    with timed(clock, NAMES):
        with pytest.raises(ValueError, match="stumbled"):
            module.stumbles()
        module.inner()

    assert dict(clock.seconds) == {"stumbles": 3, "in": 2}


def test_a_table_of_functions_is_one_stage(module: types.ModuleType) -> None:
    clock = Clock(TICKS)

    with timed(clock, NAMES):
        assert [function() for function in module.TABLE.values()] == ["inner", "inner"]

    assert clock.calls["table"] == 2


def test_names_that_are_not_there_are_told_and_the_rest_is_put_back(
    module: types.ModuleType,
) -> None:
    before = dict(vars(module))

    with timed(Clock(TICKS), NAMES) as missing:
        assert module.inner is not before["inner"]

    assert missing == [("gone", "made_up:renamed"), ("away", "made_up_too:inner")]
    assert vars(module) == before


def test_no_name_stands_for_two_stages() -> None:
    names = [where for _, where in STAGES]

    assert len(names) == len(set(names))


def test_only_caches_that_answer_by_text_are_emptied(module: types.ModuleType) -> None:
    by_text = lru_cache(maxsize=64)(len)
    once = lru_cache(maxsize=1)(len)
    all_kept = cache(len)
    for name, function in (("a", by_text), ("again", by_text), ("b", once), ("c", all_kept)):
        setattr(module, name, function)
        function("text")

    assert forget(("made_up",)) == 1
    assert [one.cache_info().currsize for one in (by_text, once, all_kept)] == [0, 1, 1]
    assert forget(("other",)) == 0
