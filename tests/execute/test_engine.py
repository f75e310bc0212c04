from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Timer

import pytest

from feedclean.errors import ExecuteError, FeedcleanError
from feedclean.execute.base import Executor, Lost
from feedclean.execute.table import executor_of
from tests.execute.chores import work
from tests.execute.test_processes import begun, noted, results, shards
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


def test_a_cluster_that_was_called_in_vain_is_told_when_it_is_wanted(pool: Executor) -> None:
    pool.close()
    executor = executor_of("ray", 2, "127.0.0.1:1")
    executor.call_in()

    with pytest.raises(ExecuteError, match=r"cannot be had"):
        executor._stay.await_start()  # type: ignore[attr-defined]  # so that it has failed
    assert executor.jobs == 2
    with pytest.raises(ExecuteError, match=r"cannot be had"):
        list(executor.map(work, shards("a")))


def test_ray_that_was_called_in_works_and_comes_again_when_it_was_dismissed(
    pool: Executor,
) -> None:
    pool.call_in()
    first = results(list(pool.map(work, shards("a", "b"))))
    pool.dismiss()
    again = results(list(pool.map(work, shards("c"))))

    assert (first, again) == (["A", "B"], ["C"])


def test_the_next_shard_is_sent_before_anybody_is_told_of_one(pool: Executor) -> None:
    taken: list[object] = []
    found = pool.map(work, noted(taken))
    next(found)
    found.close()

    assert len(taken) in (5, 6)  # two for each of two, and one for each that is done


def test_what_waits_for_a_core_is_not_late(pool: Executor, tmp_path: Path) -> None:
    from feedclean.execute.engine import RayExecutor

    pool.close()
    note, alone = tmp_path / "note", RayExecutor(1, limit_s=20)

    done = list(alone.map(work, shards("nap-12", "nap-12", note=note)))
    alone.close()

    assert results(done) == ["NAP-12", "NAP-12"]
    assert begun(note) == ["nap-12", "nap-12"]


DRIVER = """
import sys, time
from feedclean.execute.engine import RayExecutor
from tests.execute.chores import Chore, work

pool = RayExecutor(1)
pool.call_in()
if sys.argv[1] != "at once":
    list(pool.map(work, [(("a", ""),)]))
print("ready", flush=True)
if sys.argv[1] == "closed":
    pool.close()
if sys.argv[1] == "killed":
    time.sleep(60)
"""


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("how", ["closed", "not closed", "killed", "at once"])
def test_no_process_of_ray_outlives_the_program(how: str, tmp_path: Path) -> None:
    script = tmp_path / "driver.py"
    script.write_text(DRIVER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, str(script), how], env=environment, stdout=subprocess.PIPE
    ) as driver:
        assert driver.stdout is not None
        assert driver.stdout.readline() == b"ready\n"
        if how == "killed":
            driver.kill()
    deadline = time.monotonic() + 10
    while of_session(driver.pid) and time.monotonic() < deadline:
        time.sleep(0.1)

    assert not of_session(driver.pid)


def of_session(pid: int) -> list[str]:
    """Processes of the Ray that a program has started: their folder is named after it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            words = (folder / "cmdline").read_bytes().decode(errors="replace")
            if re.search(rf"session_[0-9_-]+_{pid}\b", words):
                found.append(words.replace("\0", " "))
    return found
