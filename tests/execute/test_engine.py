from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest

from feedclean.errors import ExecuteError, FeedcleanError
from feedclean.execute.base import Executor, Lost
from feedclean.execute.table import executor_of
from tests.execute.chores import work
from tests.execute.test_processes import begun, results, shards
from tests.making import ROOT
from tests.needing import needs_ray

pytestmark = [pytest.mark.ray, pytest.mark.slow, needs_ray]


@pytest.fixture(scope="module")
def pool() -> Iterator[Executor]:
    os.environ["PYTHONPATH"] = str(ROOT)  # so that its workers find the chores
    pool = executor_of("ray", 2)
    yield pool
    pool.close()
    del os.environ["PYTHONPATH"]


def test_ray_gives_what_one_process_gives(pool: Executor) -> None:
    done = list(pool.map(work, shards("a b c", "d e", "f", "g h i j")))

    assert results(done) == list("ABCDEFGHIJ")


def test_the_item_a_worker_dies_of_is_lost_and_no_other_one(pool: Executor, tmp_path: Path) -> None:
    note = tmp_path / "note"

    done = list(pool.map(work, shards("a b c", "d e die f g", "h i", note=note)))

    assert results(done) == ["A", "B", "C", "D", "E", "WorkerLost", "F", "G", "H", "I"]
    lost = next(one for one in done if isinstance(one.result, Lost))
    assert lost.items == (("die", str(note)),)
    seen = begun(note)
    assert [seen.count(name) for name in "abchi"] == [1] * 5  # what is done is not done again


def test_a_worker_that_was_killed_costs_its_shard_a_second_attempt_only(
    pool: Executor, tmp_path: Path
) -> None:
    note = tmp_path / "note"

    done = list(pool.map(work, shards("a b", "c once d", "e f", note=note)))

    assert results(done) == ["A", "B", "C", "ONCE", "D", "E", "F"]
    assert begun(note) == ["a", "b", "c", "c", "d", "e", "f", "once", "once"]


def test_what_the_function_raises_is_raised(pool: Executor) -> None:
    with pytest.raises(FeedcleanError, match=r"^state\.sqlite: cannot be written"):
        list(pool.map(work, shards("a", "raise")))

    assert results(list(pool.map(work, shards("a")))) == ["A"]


def test_a_node_that_dies_costs_what_it_was_working_on_and_no_more(
    pool: Executor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from ray.cluster_utils import Cluster

    # A cluster listens on an address of the machine that tests may not ask for.
    monkeypatch.setattr("feedclean.execute.engine._knock", lambda _address: None)
    pool.close()
    note = tmp_path / "note"
    given = shards("a", "b", "nap-8 c", "nap-8 d", "e", "f", "g", note=note)
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    node = cluster.add_node(num_cpus=1)
    executor = executor_of("ray", None, cluster.address)

    found = executor.map(work, given)
    done = [next(found), next(found)]
    Timer(2, cluster.remove_node, (node, False)).start()
    done += found
    executor.close()
    cluster.shutdown()

    assert results(done) == ["A", "B", "NAP-8", "C", "NAP-8", "D", "E", "F", "G"]
    seen = begun(note)
    assert [seen.count(name) for name in "abefg"] == [1] * 5
    assert seen.count("nap-8") == 3  # the one on the node that died was begun twice


def test_a_cluster_that_is_not_there_is_told(pool: Executor) -> None:
    pool.close()

    with pytest.raises(ExecuteError, match=r"the Ray cluster at 127.0.0.1:1 cannot be had"):
        list(executor_of("ray", 2, "127.0.0.1:1").map(work, shards("a")))
