from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from feedclean.errors import ExecuteError, FeedcleanError
from feedclean.execute.base import Done, Lost
from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.serial import SerialExecutor
from tests.execute.chores import Chore, say_nothing, work
from tests.making import ROOT

needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="nothing there is like SIGKILL")


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessExecutor]:
    pool = ProcessExecutor(2)
    yield pool
    pool.close()


def shards(*names: str, note: Path | str = "") -> list[tuple[Chore, ...]]:
    """One shard for each argument, its chores parted by spaces."""
    return [tuple((what, str(note)) for what in shard.split()) for shard in names]


def noted(taken: list[object]) -> Iterator[tuple[Chore, ...]]:
    """Ten shards of one chore each, of which those that were asked for are noted."""
    for shard in shards(*"abcdefghij"):
        taken.append(shard)
        yield shard


def results(done: list[Done[Chore, list[object]]]) -> list[object]:
    """What came of the chores, in their order."""
    found: list[object] = []
    for one in sorted(done, key=lambda one: (one.index, one.start)):
        found += [one.result.error] if isinstance(one.result, Lost) else one.result
    return found


def begun(note: Path) -> list[str]:
    return sorted(line.split()[0] for line in note.read_text("utf-8").splitlines())


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "(zombie)" not in Path(f"/proc/{pid}/status").read_text("utf-8")


def test_processes_give_what_one_gives(pool: ProcessExecutor) -> None:
    given = shards("a b c", "d e", "f", "", "g h i j")

    alone = list(SerialExecutor().map(work, given))

    assert sorted(pool.map(work, given), key=lambda one: one.index) == alone
    assert results(alone) == list("ABCDEFGHIJ")


def test_both_workers_work(pool: ProcessExecutor, tmp_path: Path) -> None:
    note = tmp_path / "note"

    list(pool.map(work, shards(*["nap-0.05"] * 20, note=note)))

    assert len({line.split()[1] for line in note.read_text("utf-8").splitlines()}) == 2


def test_shards_are_asked_for_as_they_are_needed(pool: ProcessExecutor) -> None:
    taken: list[object] = []
    found = pool.map(work, noted(taken))
    next(found)

    assert len(taken) <= 3
    found.close()


@needs_signals
def test_the_item_a_worker_dies_of_is_lost_and_no_other_one(
    pool: ProcessExecutor, tmp_path: Path
) -> None:
    note = tmp_path / "note"

    done = list(pool.map(work, shards("a b c", "d e die f g", "h i", note=note)))

    assert results(done) == ["A", "B", "C", "D", "E", "WorkerLost", "F", "G", "H", "I"]
    lost = next(one for one in done if isinstance(one.result, Lost))
    assert lost.items == (("die", str(note)),)
    assert "signal 9 (for want of memory, perhaps)" in lost.result.message
    seen = begun(note)
    assert [seen.count(name) for name in "abchi"] == [1] * 5  # what is done is not done again


@needs_signals
def test_a_worker_that_was_killed_costs_its_shard_a_second_attempt_only(
    pool: ProcessExecutor, tmp_path: Path
) -> None:
    note = tmp_path / "note"

    done = list(pool.map(work, shards("a b", "c once d", "e f", note=note)))

    assert results(done) == ["A", "B", "C", "ONCE", "D", "E", "F"]
    assert begun(note) == ["a", "b", "c", "c", "d", "e", "f", "once", "once"]


def test_a_worker_that_leaves_is_told_of(pool: ProcessExecutor) -> None:
    (done,) = pool.map(work, shards("leave"))

    assert isinstance(done.result, Lost)
    assert done.result.message == "the process ended with status 3 while working on it, twice"


def test_what_hangs_is_lost_and_no_other_one() -> None:
    pool = ProcessExecutor(2, limit_s=1.5)

    started = time.monotonic()
    done = list(pool.map(work, shards("a b", "c d e hang f g h", "i")))
    took = time.monotonic() - started
    pool.close()

    assert results(done) == ["A", "B", "C", "D", "E", "OutOfTime", "F", "G", "H", "I"]
    assert took < 15


def test_what_the_function_raises_is_raised(pool: ProcessExecutor) -> None:
    with pytest.raises(RuntimeError, match="Unportable: 1 and 2"):
        list(pool.map(work, shards("a", "odd", "b")))
    with pytest.raises(FeedcleanError, match=r"^state\.sqlite: cannot be written"):
        list(pool.map(work, shards("raise")))

    assert results(list(pool.map(work, shards("a")))) == ["A"]


def test_a_result_that_cannot_travel_is_an_error(pool: ProcessExecutor) -> None:
    with pytest.raises(Exception, match="lambda"):
        list(pool.map(work, shards("lambda")))


def test_what_a_worker_says_is_said_here(
    pool: ProcessExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "feedclean"):
        list(pool.map(work, shards("say")))

    assert caplog.record_tuples == [("feedclean.test", logging.WARNING, "it was said")]


def test_leaving_early_ends_what_is_under_way(tmp_path: Path) -> None:
    note, pool = tmp_path / "note", ProcessExecutor(2)

    found = pool.map(work, shards("a", "hang", "hang", note=note))
    next(found)
    started = time.monotonic()
    found.close()
    pool.close()

    assert time.monotonic() - started < 3


@needs_signals
def test_workers_that_cannot_start_are_not_started_for_ever(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("feedclean.execute.processes.serve", os._exit)
    monkeypatch.setattr("feedclean.execute.processes.loudness", lambda: 0)
    pool = ProcessExecutor(2)

    with pytest.raises(
        ExecuteError, match=r"no process can be started to work in: .* try --engine serial"
    ):
        list(pool.map(work, shards("a", "b")))


@needs_signals
def test_workers_that_are_never_ready_are_said_to_be_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("feedclean.execute.processes.serve", say_nothing)
    monkeypatch.setattr("feedclean.execute.processes._START_S", 0.2)
    pool = ProcessExecutor(1)

    with pytest.raises(ExecuteError, match=r"work in: it was not ready after 0 s; try --engine"):
        list(pool.map(work, shards("a")))


DRIVER = """
import sys
from feedclean.execute.processes import ProcessExecutor
from tests.execute.chores import work

if __name__ == "__main__":
    note = sys.argv[1]
    list(ProcessExecutor(2).map(work, [(("hang", note),), (("hang", note),)]))
"""


@needs_signals
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_program(number: signal.Signals, tmp_path: Path) -> None:
    note, script = tmp_path / "note", tmp_path / "driver.py"
    note.touch()
    script.write_text(DRIVER, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    driver = subprocess.Popen(
        [sys.executable, str(script), str(note)], env=environment, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 30
    while len(begun(note)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    workers = [int(line.split()[1]) for line in note.read_text("utf-8").splitlines()]

    driver.send_signal(number)
    driver.wait(10)
    deadline = time.monotonic() + 5
    while any(map(is_alive, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert len(workers) == 2
    assert not any(map(is_alive, workers))


@needs_signals
def test_a_worker_killed_between_two_maps_is_replaced(tmp_path: Path) -> None:
    note, pool = tmp_path / "note", ProcessExecutor(1)
    list(pool.map(work, shards("a", note=note)))
    os.kill(int(note.read_text("utf-8").split()[1]), signal.SIGKILL)

    done = list(pool.map(work, shards("b", "c")))
    pool.close()

    assert results(done) == ["B", "C"]
