from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.spread import spread


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessExecutor]:
    pool = ProcessExecutor(2)
    yield pool
    pool.close()


def test_results_stand_in_the_order_of_the_items(pool: ProcessExecutor) -> None:
    numbers = range(-50, 51)

    assert spread(pool, abs, numbers, size=7) == [abs(one) for one in numbers]


def test_few_items_start_no_process() -> None:
    pool = ProcessExecutor(2)

    spread(pool, abs, range(19), size=10)

    assert pool._workers == []
