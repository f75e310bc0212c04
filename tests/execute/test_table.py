from __future__ import annotations

import subprocess
import sys

from feedclean.execute.table import ENGINES, cores, executor_of
from tests.execute.chores import work
from tests.execute.test_processes import results, shards


def test_processes_are_loaded_when_there_is_a_shard_for_them() -> None:
    code = (
        "import sys; from feedclean.execute.table import executor_of; executor_of('processes', 2);"
        "print('multiprocessing' in sys.modules)"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout == "False\n"


def test_processes_work_when_they_are_needed() -> None:
    executor = executor_of("processes", 2)

    done = list(executor.map(work, shards("a b", "c")))
    executor.close()

    assert results(done) == ["A", "B", "C"]


def test_one_job_needs_no_other_process() -> None:
    assert executor_of("processes", 1).jobs == executor_of("serial", 8).jobs == 1


def test_all_cores_work_unless_somebody_says_otherwise() -> None:
    assert executor_of("processes", None).jobs == cores() >= 1
    assert list(ENGINES) == ["serial", "processes", "ray"]
