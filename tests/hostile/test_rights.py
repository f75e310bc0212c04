"""Files and folders that the user who builds may not read or write, through the installed program.

Rights do not bind root, as whom tests run in containers: there the program gives up, for itself and
all it starts, the two capabilities that say so.
"""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.making import ROOT, article, source

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="rights of POSIX"),
]

MakeSite = Callable[..., Path]

BOUND = """
import ctypes, os, sys

DROP_FROM_BOUNDING_SET, DAC_OVERRIDE, DAC_READ_SEARCH = 24, 1, 2
if os.geteuid() == 0 and sys.platform == "linux":
    for capability in (DAC_OVERRIDE, DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(DROP_FROM_BOUNDING_SET, capability, 0, 0, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Python, as a user whom rights bind."""
    return subprocess.run(
        [sys.executable, "-c", BOUND, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def told(command: str, config: Path, *more: str) -> subprocess.CompletedProcess[str]:
    done = run("-m", "feedclean", command, "--config", config, *more)
    assert "Traceback" not in done.stderr + done.stdout
    return done


@pytest.fixture(scope="module", autouse=True)
def _rights_bind(tmp_path_factory: pytest.TempPathFactory) -> None:
    shut = tmp_path_factory.mktemp("rights") / "shut"
    shut.write_text("x", encoding="utf-8")
    shut.chmod(0)
    if run("-c", f"open({str(shut)!r})").returncode == 0:
        pytest.skip("rights do not bind this user, and it may not give up that they do not")


@contextmanager
def mode(path: Path, bits: int) -> Iterator[None]:
    """The path with other rights for a while."""
    before = stat.S_IMODE(path.stat().st_mode)
    path.chmod(bits)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture
def config(site: MakeSite) -> Path:
    """A site that has been built once: two sources, one of which has a folder in its folder."""
    files = {f"{name}.html": article(Path(name).name) for name in ("dump/a", "dump/in/b", "good/g")}
    made = site(source("s", "dump"), source("good", "good"), files=files)
    done = told("build", made)
    assert done.returncode == 0, done.stderr
    return made


def published(config: Path) -> dict[str, bytes]:
    files = (config.parent / "public").iterdir()
    return {path.name: path.read_bytes() for path in files if path.is_file()}


def add(config: Path) -> None:
    (config.parent / "good" / "new.html").write_text(article("new"), encoding="utf-8")


SHUT = {
    "file": ("dump/in/b.html", 0, "in/b.html: cannot be read (Permission denied)"),
    "folder-in-it": ("dump/in", 0, "in: cannot be listed (Permission denied)"),
    "folder-in-it-listed": ("dump/in", 0o400, "in/b.html: cannot be read (Permission denied)"),
    "folder": ("dump", 0, "dump: cannot be listed (Permission denied)"),
}


@pytest.mark.parametrize("more", [(), ("--jobs", "2"), ("--reclean",)], ids=" ".join)
@pytest.mark.parametrize(("name", "bits", "why"), SHUT.values(), ids=SHUT.keys())
def test_what_cannot_be_read_costs_no_entry(
    config: Path, more: tuple[str, ...], name: str, bits: int, why: str
) -> None:
    alarm = "file-unread" if "read" in why else "files-missing"
    before = (config.parent / "public" / "s.atom").read_bytes()
    add(config)
    with mode(config.parent / name, bits):
        done = told("build", config, *more)
        findings = told("doctor", config)
    meanwhile = (config.parent / "public" / "s.atom").read_bytes()
    after = told("build", config)

    assert done.returncode == 1, done.stderr
    [failed] = [line for line in done.stderr.splitlines() if line.startswith("failed: ")]
    assert failed.startswith("failed: s: ")
    assert why in failed
    assert f"s: alarm {alarm}" in done.stdout
    assert "wrong source s: " in findings.stdout
    assert b"example.org/new" in (config.parent / "public" / "good.atom").read_bytes()
    assert meanwhile == before
    assert after.returncode == 0, after.stderr
    assert (config.parent / "public" / "s.atom").read_bytes() == before


def test_a_folder_that_could_never_be_listed_is_told_at_once(config: Path) -> None:
    with config.open("a", encoding="utf-8") as file:
        file.write(source("shut", "shut/*.html"))
    shut = config.parent / "shut"
    shut.mkdir()
    (shut / "a.html").write_text(article("shut"), encoding="utf-8")
    with mode(shut, 0):
        done = told("build", config)

    assert done.returncode == 2
    assert "cannot be listed (Permission denied); let the user who builds read" in done.stderr


@pytest.mark.parametrize("bits", [0o555, 0], ids=["read-only", "closed"])
def test_an_output_that_cannot_be_written_loses_nothing(config: Path, bits: int) -> None:
    before = published(config)
    add(config)
    with mode(config.parent / "public", bits):
        done = told("build", config)
        findings = told("doctor", config)
    meanwhile = published(config)
    after = told("build", config)

    assert done.returncode == 1
    assert "good.atom: Permission denied; what was published before stands" in done.stderr
    assert "let the user who builds write to" in done.stderr
    assert "wrong output: " in findings.stdout
    assert meanwhile == before
    assert after.returncode == 0, after.stderr
    assert b"example.org/new" in published(config)["good.atom"]


def test_a_published_file_that_cannot_be_read_is_written_anew(config: Path) -> None:
    before = published(config)["good.atom"]
    (config.parent / "public" / "good.atom").chmod(0)

    done = told("build", config)

    assert done.returncode == 0, done.stderr
    assert published(config)["good.atom"] == before
    assert stat.S_IMODE((config.parent / "public" / "good.atom").stat().st_mode) & stat.S_IRUSR


CLOSED = {
    "folder-read-only": (".feedclean", 0o555, {"build": 2, "status": 0, "doctor": 1}),
    "folder-closed": (".feedclean", 0, {"build": 2, "status": 2, "doctor": 1}),
    "file-read-only": (".feedclean/state.sqlite3", 0o400, {"build": 2, "status": 0, "doctor": 1}),
    "file-closed": (".feedclean/state.sqlite3", 0, {"build": 2, "status": 2, "doctor": 1}),
}


@pytest.mark.parametrize(("name", "bits", "ends"), CLOSED.values(), ids=CLOSED.keys())
def test_a_state_that_cannot_be_used_stops_builds_and_stays_as_it_is(
    config: Path, name: str, bits: int, ends: dict[str, int]
) -> None:
    before, state = published(config), config.parent / ".feedclean" / "state.sqlite3"
    remembered = state.read_bytes()
    add(config)
    with mode(config.parent / name, bits):
        done = {command: told(command, config) for command in ends}
        repaired = told("doctor", config, "--repair")
    meanwhile = published(config)
    kept = state.read_bytes()
    for beside in state.parent.glob("state.sqlite3-*"):  # made with the rights of their database
        beside.unlink()
    after = told("build", config)

    assert {command: one.returncode for command, one in done.items()} == ends
    assert "let the user who builds read" in done["build"].stderr
    assert repaired.returncode in (1, 2)
    assert not list(state.parent.glob("*.damaged-*"))
    assert meanwhile == before
    assert kept == remembered
    assert after.returncode == 0, after.stderr
    assert b"example.org/new" in published(config)["good.atom"]


def test_a_dry_run_needs_no_right_to_write(config: Path) -> None:
    add(config)
    with mode(config.parent / ".feedclean", 0o555), mode(config.parent / "public", 0o555):
        done = told("build", config, "--dry-run")

    assert done.returncode == 0, done.stderr
    assert "would write good.atom" in done.stdout


@pytest.mark.parametrize(
    ("named", "bits"),
    [("shut", 0), ("shut/in", 0), ("shut/in/a.html", 0), ("shut", 0o400)],
    ids=["folder", "below-it", "file-in-it", "folder-that-is-only-listed"],
)
def test_an_archive_says_which_input_it_may_not_look_at(
    tmp_path: Path, named: str, bits: int
) -> None:
    """Not of the output, which is as it should be, that it cannot be written."""
    page = tmp_path / "shut" / "in" / "a.html"
    page.parent.mkdir(parents=True)
    page.write_text(article("a"), encoding="utf-8")
    with mode(tmp_path / "shut", bits):
        done = run("-m", "feedclean", "archive", tmp_path / named, "--out", tmp_path / "out")

    assert done.returncode == 1
    assert f"{tmp_path / 'shut'}" in done.stderr
    assert "cannot be looked at (Permission denied); let the user who runs" in done.stderr
    assert "cannot be written" not in done.stderr
