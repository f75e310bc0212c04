"""Builds that are killed while they run: published files are whole, and the next build goes on.

The program is killed by the system, as a full memory or a pulled plug would do it, before each kind
of step that something could be lost by: a file opened for writing, renamed or removed, a folder
made, a statement sent to the database.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.gather.serving import Reply, Server, serving
from tests.making import ROOT, source
from tests.test_remembering import item, text

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="nothing there kills like SIGKILL"),
]

LIVES, DEATHS = 5, 10
"""So many sites, and on each so many builds that are killed, the first build among them."""
ATOM = "{http://www.w3.org/2005/Atom}"
START = datetime(2026, 1, 1, tzinfo=UTC)
HEAD = """
[site]
title = "Test"
base_url = "https://feeds.example.org/"
formats = ["atom", "json", "html"]
article_pages = true
host = "nginx"

[fetch]
allow_private_hosts = ["{host}"]
"""
RIVER = '\n[[feed]]\nid = "all"\ntitle = "All"\nsources = ["live", "files"]\n'

KILLED = """
import os, signal, sqlite3, sys

last, steps = int(os.environ["LAST_STEP"]), 0

def step():
    global steps
    steps += 1
    if steps == last:
        os.kill(os.getpid(), signal.SIGKILL)

def heard(event, args):
    if event in ("os.rename", "os.remove", "os.mkdir"):
        step()
    elif event == "open" and args[2] and args[2] & (os.O_WRONLY | os.O_RDWR):
        step()

class Connection(sqlite3.Connection):
    def execute(self, *args):
        step()
        return super().execute(*args)

    def executemany(self, *args):
        step()
        return super().executemany(*args)

connect = sqlite3.connect
sqlite3.connect = lambda *args, **more: connect(*args, factory=Connection, **more)
sys.addaudithook(heard)
from feedclean.cli import main
try:
    main()
finally:
    sys.stderr.write(f"steps: {steps}")
"""


@dataclass
class Site:
    """A feed that gains an entry and edits one from build to build, and a folder that grows."""

    folder: Path
    server: Server
    round: int = 0
    known: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Dates of each entry: published, and updated as readers have seen it."""
    moved: set[str] = field(default_factory=set)
    """Entries that were announced as updated."""

    def __post_init__(self) -> None:
        (self.folder / "dump").mkdir(parents=True)
        config = HEAD.format(host=self.server.host)
        config += source("live", self.server.url("/feed"), kind="feed", full_text="never")
        config = config.replace('kind = "feed"', 'kind = "feed"\narchive = true\nmax_entries = 8')
        config += source("files", "dump") + RIVER
        (self.folder / "config.toml").write_text(config, encoding="utf-8")

    def go_on(self) -> None:
        """What the next build will find."""
        self.round += 1
        items = [
            item(
                f"topic{n}",
                guid=f"tag:example.org,2026:{n}",
                date=format_datetime(START + timedelta(days=3 * n)),
                body=text(f"topic{n}") + (text(f"later{n}") if n <= self.round else ""),
            )
            for n in range(self.round + 4)
        ]
        feed = f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'
        self.server.answers["/feed"] = Reply(feed)
        day = START + timedelta(days=self.round)
        note = f"---\ntitle: Note {self.round}\ndate: {day:%Y-%m-%d}\n---\n{text('note')}\n"
        (self.folder / "dump" / f"{self.round}.html").write_text(note, encoding="utf-8")

    def build(self, last_step: int = 0) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", KILLED, "build", "--refresh", "--quiet"]
        return subprocess.run(
            [*command, "--config", str(self.folder / "config.toml")],
            env=os.environ | {"LAST_STEP": str(last_step), "NO_PROXY": "*", "no_proxy": "*"},
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )

    def steps(self) -> int:
        """How many steps the next build has."""
        done = self.build()
        assert done.returncode == 0, done.stderr
        return int(done.stderr.rpartition("steps: ")[2])

    def published(self) -> Iterator[Path]:
        for path in sorted((self.folder / "public").rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                yield path

    def entries(self, name: str) -> list[tuple[str, str, str]]:
        root = ET.fromstring((self.folder / "public" / name).read_bytes())
        return [
            tuple(one.findtext(f"{ATOM}{tag}") or "" for tag in ("id", "published", "updated"))
            for one in root.iter(f"{ATOM}entry")
        ]


def assert_whole(path: Path) -> None:
    body = path.read_bytes()
    match path.suffix:
        case ".atom" | ".opml":
            ET.fromstring(body)
        case ".json":
            json.loads(body)
        case ".html":
            assert body.rstrip().endswith(b"</html>"), path
        case ".gz":
            import gzip

            assert gzip.decompress(body)
        case ".br":
            import brotli

            assert brotli.decompress(body)
        case _:
            assert body, path


def assert_sound(site: Site) -> None:
    """What somebody who looks right after the kill finds."""
    for path in site.published():
        assert_whole(path)
    state = site.folder / ".feedclean" / "state.sqlite3"
    if state.exists():
        with closing(sqlite3.connect(state)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def assert_nothing_twice(site: Site) -> None:
    """What the readers of the feeds find after the next build."""
    live, files = site.entries("live.atom"), site.entries("files.atom")
    newest = [f"tag:example.org,2026:{n}" for n in range(site.round + 3, -1, -1)]
    assert [id_ for id_, _, _ in live] == newest[:8]
    assert len({id_ for id_, _, _ in files}) == len(files) == site.round
    look(site)


def look(site: Site) -> None:
    """What readers see of the entries now moves no date, but the one of an edit, and that once."""
    edited = f"tag:example.org,2026:{site.round}"
    for name in ("live.atom", "files.atom"):
        if (site.folder / "public" / name).exists():
            for id_, published, updated in site.entries(name):
                known = site.known.setdefault(id_, (published, updated))
                assert published == known[0]
                if id_ == edited and updated != known[1] and edited not in site.moved:
                    site.moved.add(edited)
                    site.known[id_] = (published, updated)
                assert updated == site.known[id_][1], id_


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as one:
        yield one


def test_a_build_may_be_killed_at_any_moment(tmp_path: Path, server: Server) -> None:
    scout = Site(tmp_path / "scout", server)
    scout.go_on()
    first = scout.steps()
    scout.go_on()
    later = scout.steps()
    kills = 0
    for life in range(LIVES):
        site = Site(tmp_path / str(life), server)
        for death in range(DEATHS):
            site.go_on()
            share = (life + death * LIVES + 0.5) / (LIVES * DEATHS)  # each moment once
            steps = later if death else first
            died = site.build(last_step=max(1, round(share * steps)))
            kills += died.returncode == -signal.SIGKILL
            assert_sound(site)
            look(site)
            done = site.build()
            assert done.returncode == 0, done.stderr
            assert_nothing_twice(site)
        leftovers = [path for path in site.folder.rglob("*") if path.name.endswith("-tmp")]
        assert len(leftovers) <= DEATHS  # swept when they are old enough to be nobody's
    assert kills == LIVES * DEATHS


def test_the_moments_are_of_all_kinds(tmp_path: Path, server: Server) -> None:
    """Else the test above could pass because nothing is ever killed while it matters."""
    site = Site(tmp_path, server)
    site.go_on()
    steps = site.steps()
    assert steps > 60
    site.go_on()
    early = site.build(last_step=3)
    assert early.returncode == -signal.SIGKILL
    before = {path: path.read_bytes() for path in site.published()}
    half = site.build(last_step=steps // 2)
    assert half.returncode == -signal.SIGKILL

    after = {path: path.read_bytes() for path in site.published()}

    assert before != after
    shutil.rmtree(site.folder)
