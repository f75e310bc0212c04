"""A disk that fills up while a build runs: what does not fit fails, and what was there stands.

The limit is one on the size of a file, which the system holds for one process alone; the program
meets the same error at the same places.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.making import source
from tests.test_remembering import text

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no such limits there"),
]

MakeSite = Callable[..., Path]
LIMITED = """
import resource, sys
size = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
from feedclean.cli import main
main()
"""
PLENTY = 10**9


def build(config: Path, limit_bytes: int) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LIMITED, str(limit_bytes), "build", "--config", str(config)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)


def note(name: str, times: int) -> str:
    return f"---\ntitle: About {name}\ndate: 2026-01-01\n---\n{text(name, times)}\n"


@pytest.fixture
def config(site: MakeSite) -> Path:
    files = {"small/a.html": note("a", 4)}
    files |= {f"large/{n}.html": note(f"large{n}", 40) for n in range(40)}
    made = site(source("large", "large"), source("small", "small"), files=files)
    assert build(made, PLENTY).returncode == 0
    return made


def published(config: Path) -> dict[str, bytes]:
    folder = config.parent / "public"
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_file_that_does_not_fit_costs_itself_until_there_is_room(config: Path) -> None:
    before = published(config)
    for name in ("small", "large"):
        (config.parent / name / "new.html").write_text(note(f"new {name}", 10), encoding="utf-8")

    short = build(config, 200_000)
    meanwhile = published(config)
    enough = build(config, PLENTY)

    assert short.returncode == 1
    assert "not all written" in short.stdout
    assert "1 feed written" in short.stdout
    assert "large.atom: File too large; what was published before stands" in short.stderr
    assert meanwhile["large.atom"] == before["large.atom"]
    assert b"About new small" in meanwhile["small.atom"]
    assert not [name for name in meanwhile if name.endswith("-tmp")]
    assert enough.returncode == 0
    assert b"About new large" in published(config)["large.atom"]


def test_a_state_that_does_not_fit_ends_the_build_and_loses_nothing(config: Path) -> None:
    before = published(config)
    (config.parent / "small" / "new.html").write_text(note("new", 10), encoding="utf-8")

    short = build(config, 4096)
    meanwhile = published(config)
    enough = build(config, PLENTY)

    assert short.returncode == 2
    assert "state.sqlite3: cannot be" in short.stderr
    assert meanwhile == before
    assert enough.returncode == 0
    assert b"About new" in published(config)["small.atom"]
