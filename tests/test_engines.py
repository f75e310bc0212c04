"""Builds in which several processes work: the same bytes, whoever is killed meanwhile."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Generic, TypeVar

import pytest

from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import load_config
from feedclean.errors import ExecuteError
from feedclean.execute.base import Done, Executor
from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.serial import SerialExecutor
from feedclean.execute.table import executor_of
from feedclean.model.output import BuildReport
from tests.making import ROOT, source
from tests.needing import needs_ray

T = TypeVar("T")
R = TypeVar("R")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
WORDS = "harbour council bridge teacher morning window garden letter 天气 会议 学校".split()
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="nothing there is like SIGKILL")


def page(number: int, paragraphs: int = 12) -> str:
    """A page with what every article of its site has around it."""
    dice = random.Random(number)
    lines = (" ".join(dice.choices(WORDS, k=60)) for _ in range(paragraphs))
    text = "".join(f"<p>{line}, as was said.</p>" for line in lines)
    menu = "".join(f'<li><a href="/{n}">Section {n}</a></li>' for n in range(30))
    return (
        f"<!doctype html><html><head><title>Title {number} - Site</title>"
        f'<link rel="canonical" href="https://example.org/{number}"></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>Title {number}</h1>{text}"
        f"<p>Subscribe to our newsletter to get more of this.</p></article></body></html>"
    )


def make_site(folder: Path, *, pages: int, paragraphs: int = 12) -> Path:
    dump = folder / "dump"
    dump.mkdir(parents=True)
    for number in range(pages):
        (dump / f"{number:04}.html").write_text(page(number, paragraphs), encoding="utf-8")
    (dump / "broken.json").write_text('{"title": "never ends', encoding="utf-8")
    os.utime(dump / "broken.json", (0, 0))  # else it would seem to be still being written
    head = '[site]\ntitle = "Test"\nbase_url = "https://feeds.example.org/"\n'
    head += 'formats = ["atom", "json", "rss", "html"]\nstate = "state"\n'
    (folder / "config.toml").write_text(head + source("files", "dump"), encoding="utf-8")
    return folder / "config.toml"


def published(config: Path) -> dict[str, bytes]:
    """The files of the feed; those of the site tell when it was built."""
    public = config.parent / "public"
    return {
        path.relative_to(public).as_posix(): path.read_bytes()
        for path in sorted(public.glob("files.*"))
    }


def build(config: Path, executor: Executor) -> BuildReport:
    tools = Tools(now=NOW, fetch=no_network, executor=executor, enough=0, stopwatch=lambda: 0.0)
    return build_site(load_config(config), tools, Order())


def alike(report: BuildReport, folder: Path) -> str:
    return repr(report).replace(str(folder), "")


def test_processes_publish_the_bytes_one_publishes(tmp_path: Path) -> None:
    here = make_site(tmp_path / "here", pages=60)
    there = make_site(tmp_path / "there", pages=60)

    alone = build(here, SerialExecutor())
    together = build(there, ProcessExecutor(2))

    assert published(here) == published(there)
    assert alike(alone, here.parent) == alike(together, there.parent)
    assert alone.sources[0].cleaned == 60


class Killing(SerialExecutor):
    """An executor of processes, one of which dies of one article: of its raw text or its file."""

    jobs = 2
    sees_files = True

    def __init__(self, mark: str) -> None:
        self._mark = mark
        self._pool = ProcessExecutor(2)

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        return self._pool.map(Deadly(function, self._mark), shards)

    def close(self) -> None:
        self._pool.close()


class Deadly(Generic[T, R]):
    """A function that ends its process when it is given a certain item."""

    def __init__(self, function: Callable[[tuple[T, ...]], R], mark: str) -> None:
        self._function = function
        self._mark = mark

    def __call__(self, items: tuple[T, ...]) -> R:
        if any(self._mark in repr(item) for item in items):
            os.kill(os.getpid(), signal.SIGKILL)
        return self._function(items)


@needs_signals
def test_an_article_that_kills_its_worker_is_a_failure_and_no_other_one(tmp_path: Path) -> None:
    config = make_site(tmp_path, pages=40)

    report = build(config, Killing("Title 17 - Site"))

    failures = [one for one in report.sources[0].failures if "broken" not in one.location]
    assert report.sources[0].cleaned == 39
    assert [(one.location, one.stage, one.error) for one in failures] == [
        ("0017.html", "clean", "WorkerLost")
    ]
    again = build(config, SerialExecutor())
    assert again.sources[0].cleaned == 1  # it is tried again, and no other one


def start(config: Path, *options: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "feedclean", "build", "--json", "--config", str(config)]
    return subprocess.Popen([*command, *options], cwd=ROOT, stdout=subprocess.PIPE, text=True)


def finished(build: subprocess.Popen[str]) -> dict[str, object]:
    told, _ = build.communicate(timeout=240)
    return json.loads(told)["sources"][0]


def workers(parent: int) -> list[int]:
    """Processes a build has started to work in."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            status, command = (folder / "stat").read_text(), (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if int(status.rpartition(")")[2].split()[1]) == parent and b"spawn_main" in command:
            found.append(int(folder.name))
    return found


def await_workers(parent: int, many: int) -> list[int]:
    deadline = time.monotonic() + 60
    while len(found := workers(parent)) < many and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
def test_builds_that_are_killed_lose_nothing_and_have_nothing_twice(tmp_path: Path) -> None:
    here = make_site(tmp_path / "here", pages=150, paragraphs=150)
    there = make_site(tmp_path / "there", pages=150, paragraphs=150)
    alone = finished(start(here, "--engine", "serial"))
    together = start(there, "--jobs", "2")
    first = await_workers(together.pid, 2)
    time.sleep(1.5)  # in the middle of their work

    together.kill()
    together.communicate(timeout=10)
    deadline = time.monotonic() + 5
    while any(Path(f"/proc/{one}/fd").exists() for one in first) and time.monotonic() < deadline:
        time.sleep(0.05)
    left = [one for one in first if Path(f"/proc/{one}/fd").exists()]
    again = start(there, "--jobs", "2")
    os.kill(await_workers(again.pid, 2)[0], signal.SIGKILL)
    time.sleep(2.5)
    for one in workers(again.pid)[:1]:
        os.kill(one, signal.SIGKILL)
    report = finished(again)

    assert len(first) == 2
    assert left == []
    assert report["cleaned"] == alone["cleaned"] == 150
    assert report["failures"] == alone["failures"]
    assert published(here) == published(there)


@pytest.mark.ray
@pytest.mark.slow
@needs_ray
def test_ray_publishes_the_bytes_one_process_publishes(tmp_path: Path) -> None:
    here = make_site(tmp_path / "here", pages=60)
    there = make_site(tmp_path / "there", pages=60)

    alone = build(here, SerialExecutor())
    together = build(there, executor_of("ray", 2))

    assert published(here) == published(there)
    assert alike(alone, here.parent) == alike(together, there.parent)


@pytest.mark.ray
@pytest.mark.slow
@needs_ray
def test_a_ray_whose_processes_are_killed_loses_nothing_that_was_published(tmp_path: Path) -> None:
    config = make_site(tmp_path, pages=40)
    build(config, SerialExecutor())
    before = published(config)
    for number in range(40, 240):
        (config.parent / "dump" / f"{number}.html").write_text(page(number, 150), encoding="utf-8")

    broken = start(config, "--engine", "ray", "--jobs", "2")
    await_process(b"ray::_run", broken.pid)  # it works
    for name in (b"/raylet", b"/gcs_server"):  # all that keeps a cluster together
        os.kill(await_process(name, broken.pid), signal.SIGKILL)
    broken.communicate(timeout=120)

    assert broken.returncode != 0
    assert published(config) == before
    assert finished(start(config, "--engine", "serial"))["cleaned"] == 200


def await_process(name: bytes, after: int) -> int:
    """A process of a name that came up after another one, once it is there."""
    since = started(Path(f"/proc/{after}"))
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        for folder in Path("/proc").glob("[0-9]*"):
            with suppress(OSError):
                command = (folder / "cmdline").read_bytes().partition(b"\0")[0]
                if command.endswith(name) and started(folder) >= since:
                    return int(folder.name)
        time.sleep(0.1)
    raise AssertionError(name)


def started(process: Path) -> int:
    """When a process began, in ticks since the machine did; their numbers begin anew at times."""
    behind_the_name = (process / "stat").read_text("utf-8").rpartition(")")[2].split()
    return int(behind_the_name[19])


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    monkeypatch.delitem(sys.modules, "feedclean.execute.engine", raising=False)

    with pytest.raises(ExecuteError, match=r'pip install "feedclean\[ray\]"'):
        executor_of("ray", 2)


@pytest.mark.slow
def test_the_program_works_on_many_small_sources_side_by_side(tmp_path: Path) -> None:
    here, there = (make_sources(tmp_path / name, sources=16) for name in ("here", "there"))

    alone = told(here, "--jobs", "1")
    together = told(there, "--jobs", "2")

    assert lines(alone.stderr) == lines(together.stderr)
    assert lines(together.stderr)[-1] == "s15: 6 read, 6 of 6 cleaned, N s (16 of 16)"
    assert reports(alone) == reports(together)
    assert all_published(here) == all_published(there)


def make_sources(folder: Path, *, sources: int) -> Path:
    """Enough for others to be called in."""
    head = '[site]\ntitle = "Test"\nbase_url = "https://feeds.example.org/"\nstate = "state"\n'
    for number in range(sources):
        dump = folder / f"s{number}"
        dump.mkdir(parents=True)
        for each in range(6):
            path = dump / f"{each}.html"
            path.write_text(page(100 * number + each, paragraphs=100), encoding="utf-8")
            os.utime(path, (0, 0))
        head += source(f"s{number}", f"s{number}")
    (folder / "config.toml").write_text(head, encoding="utf-8")
    return folder / "config.toml"


def told(config: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "feedclean", "build", "--json", "-v", "--config", str(config)]
    return subprocess.run(
        [*command, *options], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )


def lines(log: str) -> list[str]:
    """A line for each source that is done."""
    return [re.sub(r"[\d.]+ s ", "N s ", line) for line in log.splitlines() if " of 16)" in line]


def reports(done: subprocess.CompletedProcess[str]) -> list[dict[str, object]]:
    sources: list[dict[str, object]] = json.loads(done.stdout)["sources"]
    return [{**one, "seconds": 0.0} for one in sources]


def all_published(config: Path) -> dict[str, bytes]:
    public = config.parent / "public"
    return {path.name: path.read_bytes() for path in sorted(public.glob("s*.*"))}
