from __future__ import annotations

import gc
import subprocess
import sys

import pytest

from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.table import executor_of
from tests.making import ROOT
from tests.needing import needs_ray

SELDOM = 50_000
PRINTED = """
import atexit, gc, sys
atexit.register(lambda: print(gc.get_threshold()[0]))
sys.argv = ["feedclean", "--version"]
from feedclean.cli import main
main()
"""


def threshold(_: tuple[str, ...]) -> int:
    return gc.get_threshold()[0]


def test_workers_look_for_garbage_seldom() -> None:
    pool = ProcessExecutor(1)

    [done] = pool.map(threshold, [("anything",)])
    pool.close()

    assert done.result == SELDOM


@needs_ray
@pytest.mark.ray
@pytest.mark.slow
def test_so_do_those_of_ray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # so that they find the function
    pool = executor_of("ray", 1)

    (done,) = pool.map(threshold, [("a",)])
    pool.close()

    assert done.result == SELDOM


def test_so_does_the_program() -> None:
    told = subprocess.run(
        [sys.executable, "-c", PRINTED], capture_output=True, encoding="utf-8", check=True
    )

    assert told.stdout.splitlines()[-1] == str(SELDOM)


def test_a_library_leaves_it_as_it_is() -> None:
    code = "import feedclean, gc; feedclean.extract; print(gc.get_threshold()[0])"

    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert int(told.stdout) < SELDOM
