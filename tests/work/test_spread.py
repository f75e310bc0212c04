"""Small sources side by side: what is published, remembered and told is what one process gives."""

from __future__ import annotations

import os
import pickle
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from feedclean.conductor import Order, Tools, build_site
from feedclean.config import load_config
from feedclean.execute.base import Done, Executor, Lost
from feedclean.execute.processes import ProcessExecutor
from feedclean.execute.serial import SerialExecutor
from feedclean.execute.table import executor_of
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.model.output import BuildReport
from feedclean.model.source import NO_VALIDATORS
from feedclean.work import rework, spread
from feedclean.work.apart import Parcel
from feedclean.work.progress import Stage, Step
from tests.gather.serving import START, page, rss
from tests.making import SITE, UNREADABLE, article, source
from tests.needing import needs_ray
from tests.test_remembering import text

T = TypeVar("T")
R = TypeVar("R")
MakeSite = Callable[..., Path]
DATE = "Mon, 02 Mar 2026 08:00:00 GMT"
RIVER = '\n[[feed]]\nid = "all"\ntitle = "All"\nsources = ["*"]\n'
needs_signals = pytest.mark.skipif(sys.platform == "win32", reason="nothing there is like SIGKILL")


class Elsewhere(SerialExecutor):
    """An executor whose shards are pickled as for another process, the last of four done first."""

    jobs = 2

    def __init__(self, *, lost: str = "", sees_files: bool = True) -> None:
        self.sees_files = sees_files
        self.travelled: list[str] = []
        """Ids of sources."""
        self._lost = lost

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        few: list[Done[T, R]] = []
        for index, items in enumerate(shards):
            for start, item in enumerate(items):
                few.append(self._done(function, index, start, item))
            if len(few) >= 4:
                yield from reversed(few)
                few.clear()
        yield from reversed(few)

    def _done(
        self, function: Callable[[tuple[T, ...]], R], index: int, start: int, item: T
    ) -> Done[T, R]:
        self.travelled += [str(item.intake.source.id)] if isinstance(item, Parcel) else []
        result: Any = Lost(error="WorkerLost", message="it is gone")
        if not self._lost or self._lost not in repr(item):
            there, items = pickle.loads(pickle.dumps((function, (item,))))
            result = pickle.loads(pickle.dumps(there(items)))
        return Done(index=index, start=start, items=(item,), result=result)


@dataclass
class World:
    """Servers, a folder, and a clock."""

    config: Path
    pages: dict[str, str] = field(default_factory=dict)
    hours: int = 0

    def build(self, executor: Executor, **more: Any) -> BuildReport:
        now = START + timedelta(hours=self.hours)
        tools = Tools(now=now, fetch=self._fetch, executor=executor, enough=0, **more)
        return build_site(load_config(self.config), tools, Order(reclean=self.hours >= 20))

    def _fetch(self, request: Request) -> Fetched | Unmodified:
        body = self.pages.get(request.url)
        if body is None:
            return Unmodified(url=request.url)
        return Fetched(
            url=request.url,
            body=body.encode(),
            media_type="text/html" if body.startswith("<!") else "application/rss+xml",
            charset="utf-8",
            validators=replace(NO_VALIDATORS, etag=f'"{len(body)}"'),
        )

    def published(self) -> dict[str, bytes]:
        public = self.config.parent / "public"
        return {path.name: path.read_bytes() for path in sorted(public.rglob("*.*"))}

    def remembered(self) -> list[tuple[object, ...]]:
        """All rows of the state, but for the history of builds, which has seconds in it."""
        path = load_config(self.config).site.state / "state.sqlite3"
        with closing(sqlite3.connect(path)) as db:
            tables = db.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1")
            names = [name for (name,) in tables if name != "run"]
            return [
                (name, *row)
                for name in names
                for row in sorted(db.execute(f"SELECT * FROM {name}"), key=repr)
            ]


def whole(name: str, numbers: Iterable[int]) -> str:
    items = ((f"https://{name}.example/{n}", DATE, text(f"{name} {n}")) for n in numbers)
    return rss(*items)


def make_world(folder: Path) -> World:
    """Feeds whole and in teasers, dumps small, empty, broken and large, one that is archived."""
    folder.mkdir()
    texts = {
        **{
            f"d{n}/{at}.txt": article(f"{n}-{at}", f"题目{n}之{at}")
            for n in range(6)
            for at in range(3)
        },
        "broken/a.csv": UNREADABLE,
        "kept/a.txt": article("kept"),
        **{
            f"large/{n}.html": f"<!doctype html><title>T{n}</title>{text(f'l{n}', 20)}"
            for n in range(10)
        },
    }
    for name, body in texts.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(body, "utf-8")
        os.utime(folder / name, (0, 0))
    feeds = {f"https://f{n}.example/feed": whole(f"f{n}", range(4)) for n in range(6)}
    teasers = [
        (f"https://t.example/{n}", DATE, "<p>The council has decided to […]</p>") for n in range(3)
    ]
    pages = {url: page(f"Page {n}") for n, (url, *_) in enumerate(teasers)}
    sources = [
        *(source(f"d{n}", f"d{n}") for n in range(3)),
        source("broken", "broken/*.csv"),
        source("t", "https://t.example/feed", kind="feed"),
        *(source(f"f{n}", f"https://f{n}.example/feed", kind="feed") for n in range(6)),
        source("large", "large"),
        source("kept", "kept") + "archive = true\n",
        *(source(f"d{n}", f"d{n}") for n in range(3, 6)),
    ]
    (folder / "config.toml").write_text(f"{SITE}{''.join(sources)}{RIVER}", "utf-8")
    return World(
        folder / "config.toml", {**feeds, **pages, "https://t.example/feed": rss(*teasers)}
    )


def later(world: World) -> None:
    """A few have something new, one has lost something, and some say that they have not."""
    world.hours += 8
    for number in range(6):
        url = f"https://f{number}.example/feed"
        if number % 2:
            world.pages.pop(url, None)
        else:
            world.pages[url] = whole(f"f{number}", range(world.hours, world.hours + 3))
    folder = world.config.parent
    for number in range(0, 6, 2):
        path = folder / f"d{number}" / f"new{world.hours}.txt"
        path.write_text(article(f"{number}-{world.hours}", f"新题{world.hours}"), "utf-8")
        os.utime(path, (0, 0))
    (folder / "d4" / "0.txt").unlink(missing_ok=True)


def told(report: BuildReport) -> BuildReport:
    """A report, but for what differs from build to build: how long it took, when to try again."""
    sources = (
        replace(one, seconds=0.0, due=None if one.failures else one.due) for one in report.sources
    )
    return replace(report, sources=tuple(sources))


@pytest.fixture
def worlds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[World, World]:
    monkeypatch.setattr("feedclean.work.renew.WHOLE_CHARS", 30_000)
    return make_world(tmp_path / "here"), make_world(tmp_path / "there")


@pytest.mark.parametrize("sees_files", [True, False], ids=["here", "on-other-machines"])
def test_build_after_build_is_what_one_process_makes_of_it(
    worlds: tuple[World, World], *, sees_files: bool
) -> None:
    here, there = worlds
    elsewhere = Elsewhere(sees_files=sees_files)

    for _ in range(4):  # the last one cleans everything anew
        alone, together = here.build(SerialExecutor()), there.build(elsewhere)

        assert told(alone) == told(together)
        assert here.published() == there.published()
        assert here.remembered() == there.remembered()
        later(here)
        later(there)

    counts = {name: elsewhere.travelled.count(name) for name in elsewhere.travelled}
    assert counts["f1"] == 2  # the first build and the last, it told nothing new in between
    assert counts["f2"] == 4
    assert counts["d0"] == (4 if sees_files else 1)
    assert counts["kept"] == 1  # later its documents are looked at
    assert "large" not in counts


def test_reports_come_in_the_order_of_the_sources(worlds: tuple[World, World]) -> None:
    _, there = worlds

    report = there.build(Elsewhere())

    config = load_config(there.config)
    assert [one.source for one in report.sources] == [one.id for one in config.sources]


def test_what_cannot_be_worked_on_elsewhere_is_told_as_ever(
    worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = worlds
    sound, elsewhere = rework.rework, Elsewhere()

    def broken(intake: Any, *rest: Any) -> Any:
        if intake.source.id == "f3":
            raise RecursionError("too deep")
        return sound(intake, *rest)

    monkeypatch.setattr(rework, "rework", broken)
    alone, together = here.build(SerialExecutor()), there.build(elsewhere)

    assert told(alone) == told(together)
    assert "f3 could not be worked on (RecursionError: too deep)" in repr(together.sources)
    assert elsewhere.travelled.count("f3") == 1
    assert here.published() == there.published()


def test_of_a_source_that_is_lost_only_the_article_is_that_is_to_blame(
    worlds: tuple[World, World],
) -> None:
    here, there = worlds

    here.build(SerialExecutor())
    report = there.build(Elsewhere(lost="/4-1)"))

    failed = {str(one.source): one.failures for one in report.sources if one.failures}
    assert set(failed) == {"broken", "d4"}
    assert [(one.location, one.error) for one in failed["d4"]] == [("1.txt", "WorkerLost")]
    before, after = here.published(), there.published()
    changed = {name for name in before if before[name] != after.get(name)}
    assert changed >= {"d4.atom", "all.atom"}
    assert (
        not {name for name in changed if name.endswith(".atom")}
        - {"d4.atom", "all.atom"}
        - {
            "status.atom",
            "feedclean.atom",
        }
    )


class Hoarding(Elsewhere):
    """One that gives nothing back before it has all there is."""

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        yield from [*super().map(function, shards)]


@pytest.mark.parametrize("most", [{"_AHEAD": 4}, {"_AHEAD_CHARS": 4_000}], ids=["many", "large"])
def test_so_many_sources_are_begun_at_once_and_no_more(
    most: dict[str, int], worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in most.items():
        monkeypatch.setattr(spread, name, value)
    steps: list[Step] = []

    worlds[1].build(Hoarding(), heed=steps.append)

    begun, at_once = set[str](), []
    for step in steps:
        if step.stage is Stage.BEGUN:
            begun.add(step.source)
        elif step.stage is Stage.DONE:
            begun.remove(step.source)
        at_once.append(len(begun))
    assert 2 <= max(at_once) <= 5


def test_steps_count_what_is_done(worlds: tuple[World, World]) -> None:
    steps: list[Step] = []

    worlds[1].build(Elsewhere(), heed=steps.append)

    done = [step for step in steps if step.stage is Stage.DONE]
    assert [step.done for step in done] == list(range(1, len(done) + 1))
    assert {step.total for step in done} == {len(done)}
    cleaned = [step for step in steps if step.stage is Stage.CLEANED and step.source == "f0"]
    assert [(step.done, step.total) for step in cleaned] == [(4, 4)]
    finished = 0
    for step in steps:
        if step.stage is Stage.BEGUN:
            assert step.done == finished
        finished = step.done if step.stage is Stage.DONE else finished


def test_a_stop_leaves_what_is_done_and_the_next_build_does_the_rest(
    worlds: tuple[World, World],
) -> None:
    here, there = worlds
    done: list[str] = []

    def heed(step: Step) -> None:
        if step.stage is Stage.DONE:
            done.append(step.source)

    report = there.build(Elsewhere(), heed=heed, is_stopped=lambda: len(done) >= 2)
    assert [one.source for one in report.sources] == ["d0", "d1"]
    assert done == ["d0", "d1"]

    there.build(Elsewhere())
    here.build(SerialExecutor())

    assert here.published() == there.published()


class Deadly(Generic[T, R]):
    """A function that ends its process when it is given a certain item; once, or each time."""

    def __init__(
        self, function: Callable[[tuple[T, ...]], R], mark: str, note: Path | None
    ) -> None:
        self._function, self._mark, self._note = function, mark, note

    def __call__(self, items: tuple[T, ...]) -> R:
        if self._mark in repr(items) and not (self._note and self._note.exists()):
            if self._note:
                self._note.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return self._function(items)


class Killing(SerialExecutor):
    """Processes, one of which dies."""

    jobs = 2
    sees_files = True

    def __init__(self, mark: str, note: Path | None = None) -> None:
        self._mark, self._note, self._pool = mark, note, ProcessExecutor(2)

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        return self._pool.map(Deadly(function, self._mark, self._note), shards)

    def close(self) -> None:
        self._pool.close()


@needs_signals
def test_a_worker_that_is_killed_once_costs_nothing(
    worlds: tuple[World, World], tmp_path: Path
) -> None:
    here, there = worlds
    note = tmp_path / "killed"

    alone, together = here.build(SerialExecutor()), there.build(Killing("f2 1", note))

    assert note.exists()
    assert told(alone) == told(together)
    assert here.published() == there.published()
    assert here.remembered() == there.remembered()


@needs_signals
def test_an_article_that_kills_its_workers_is_a_failure_and_no_other_one(
    worlds: tuple[World, World],
) -> None:
    report = worlds[1].build(Killing("/4-1)"))

    lost = [one for each in report.sources for one in each.failures if one.error == "WorkerLost"]
    assert [(one.source, one.location) for one in lost] == [("d4", "1.txt")]
    assert (
        sum(one.cleaned for one in report.sources)
        == sum(one.cleaned for one in worlds[0].build(SerialExecutor()).sources) - 1
    )


@pytest.mark.ray
@pytest.mark.slow
@needs_ray
def test_ray_makes_of_many_sources_what_one_process_makes(worlds: tuple[World, World]) -> None:
    here, there = worlds
    for _ in range(2):
        alone, together = here.build(SerialExecutor()), there.build(executor_of("ray", 2))

        assert told(alone) == told(together)
        assert here.published() == there.published()
        assert here.remembered() == there.remembered()
        later(here)
        later(there)


class Reading(Elsewhere):
    """One that keeps what would be sent, as bytes."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[bytes] = []

    def map(
        self, function: Callable[[tuple[T, ...]], R], shards: Iterable[tuple[T, ...]]
    ) -> Iterator[Done[T, R]]:
        kept = [*shards]
        self.sent.append(pickle.dumps((function, kept)))
        yield from super().map(function, kept)


def test_what_opens_doors_stays_in_the_process_of_the_build(
    worlds: tuple[World, World], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOKIE", "hunter2")
    monkeypatch.setenv("KEY", "swordfish")
    monkeypatch.setenv("DOOR", "opensesame")
    home = 'location = "https://f{}.example/feed"\n'
    rules = '\n[[rules]]\nhost = "f3.example"\nheaders = "Authorization: ${KEY}"\n'
    for world in worlds:
        written = world.config.read_text("utf-8").replace(
            home.format(1), home.format(1) + 'headers = "Cookie: ${COOKIE}"\n'
        )
        written = written.replace("https://f2.example/feed", "https://f2.example/feed?of=${DOOR}")
        world.config.write_text(written + rules, "utf-8")
        world.pages["https://f2.example/feed?of=opensesame"] = world.pages[
            "https://f2.example/feed"
        ]
    here, there = worlds
    reading = Reading()

    for _ in range(2):
        alone, together = here.build(SerialExecutor()), there.build(reading)

        assert told(alone) == told(together)
        assert here.published() == there.published()
        assert here.remembered() == there.remembered()
        later(here)
        later(there)

    sent = b"".join(reading.sent)
    assert {"f1", "f2", "f3"} <= {*reading.travelled}
    assert b"hunter2" not in sent
    assert b"swordfish" not in sent
    assert not any("opensesame" in body.decode() for body in there.published().values())
