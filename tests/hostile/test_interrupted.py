"""Builds that are interrupted, or find the world changed under them: nothing is lost or told twice.

A signal comes while a server drips, while articles are cleaned, or while files are published; the
latter two are sent by the process to itself, so that the moment is the same on every machine.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.gather.serving import WHOLE, rss
from tests.making import ROOT, SITE, article, source
from tests.test_kills import ATOM, assert_whole
from tests.test_remembering import DATE, Site, item, text
from tests.test_serving import running, told

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there"),
]

MakeSite = Callable[..., Path]
ENDED = {signal.SIGINT: 130, signal.SIGTERM: -signal.SIGTERM}
"""How a build ends by a signal, as docs/commands.md says."""
BOTH = pytest.mark.parametrize("number", ENDED, ids=lambda number: number.name)
PUBLISHED = "Mon, 02 Mar 2026 08:00:00 GMT"
LONG_S = 60
FILES = 200

SIGNALLED = """
import os, sys

number, moment, steps, is_sent = int(sys.argv.pop(1)), sys.argv.pop(1), 0, False

def step(last):
    global steps, is_sent
    steps += 1
    if steps >= last and not is_sent:
        is_sent = True
        os.kill(os.getpid(), number)

def heard(event, args):
    if event == "os.rename" and "public" in str(args[1]):
        step(2)

if moment == "publishing":
    sys.addaudithook(heard)
else:
    import feedclean.clean

    module = sys.modules["feedclean.clean.process"]
    judged = module._clean

    def clean(*args, **more):
        step(100)
        return judged(*args, **more)

    module._clean = clean
from feedclean.cli import main
main()
"""


class Dripping:
    """A server whose feed comes byte by byte for as long as it is held, and then at once."""

    def __init__(self) -> None:
        self.feed = rss(*((f"https://example.org/{n}", PUBLISHED, WHOLE) for n in (1, 2)))
        self.asked: list[str] = []
        self.is_asked, self.may_end = threading.Event(), threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.asked.append(self.path)
                if self.path != "/feed":
                    self.send_error(404)
                    return
                body = outer.feed.encode()
                self.send_response(200)
                self.end_headers()
                at = 0
                try:
                    while not outer.may_end.wait(0.05):
                        self.wfile.write(body[at : at + 1])
                        at += 1
                        outer.is_asked.set()
                    self.wfile.write(body[at:])
                except OSError:  # whoever asked is gone
                    pass

            def log_message(self, *args: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def hold(self) -> None:
        self.is_asked.clear()
        self.may_end.clear()

    def stop(self) -> None:
        self.may_end.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)


@pytest.fixture
def server() -> Iterator[Dripping]:
    one = Dripping()
    try:
        yield one
    finally:
        one.stop()


@pytest.fixture
def fed(site: MakeSite, server: Dripping) -> Path:
    """A configuration of a feed that drips and of a folder, built once."""
    head = f'{SITE}\n[fetch]\nallow_private_hosts = ["{server.host}"]\n'
    feed = source("live", f"http://{server.host}/feed", kind="feed", full_text="never")
    config = site(feed, source("files", "dump"), head=head, files={"dump/a.html": article("a")})
    server.may_end.set()
    done = told("build", "--config", config)
    assert done.returncode == 0, done.stderr
    server.hold()
    server.asked.clear()
    return config


def dates(config: Path, id_: str) -> dict[str, tuple[str, ...]]:
    """What readers go by, of each entry of a feed, of which none is there twice."""
    root = ET.fromstring((config.parent / "public" / f"{id_}.atom").read_bytes())
    entries = list(root.iter(f"{ATOM}entry"))
    found = {
        one.findtext(f"{ATOM}id") or "": tuple(
            one.findtext(f"{ATOM}{name}") or "" for name in ("published", "updated")
        )
        for one in entries
    }
    assert len(found) == len(entries)
    return found


def assert_sound(config: Path) -> None:
    public = config.parent / "public"
    for path in sorted(public.rglob("*")) if public.is_dir() else ():
        if path.is_file() and not path.name.startswith("."):
            assert_whole(path)
    with closing(sqlite3.connect(config.parent / ".feedclean" / "state.sqlite3")) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


@BOTH
def test_a_signal_while_a_server_drips(fed: Path, server: Dripping, number: signal.Signals) -> None:
    before = dates(fed, "live")
    (fed.parent / "dump" / "b.html").write_text(article("b"), encoding="utf-8")
    server.feed = rss(*((f"https://example.org/{n}", PUBLISHED, WHOLE) for n in (1, 2, 3)))
    with running("build", "--refresh", "--config", fed) as busy:
        assert server.is_asked.wait(LONG_S)
        busy.process.send_signal(number)
        if number == signal.SIGINT:  # it waits for what is under way, not for long, and says so
            busy.said("stopping after the request under way")
        assert busy.process.wait(timeout=30) == ENDED[number]
    assert "Traceback" not in "".join(busy.lines)
    assert_sound(fed)

    server.may_end.set()
    done = told("build", "--refresh", "--config", fed)

    assert done.returncode == 0, done.stderr
    assert_sound(fed)
    after = dates(fed, "live")
    assert len(after) == len(before) + 1
    assert {id_: after[id_] for id_ in before} == before
    assert len(dates(fed, "files")) == 2


@dataclass
class Twins:
    """Two sites of the same folders, of which one is never interrupted."""

    config: Path
    undisturbed: Path

    def signalled(self, number: int, moment: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", SIGNALLED, str(number), moment, "build", "--jobs", "1"]
        return subprocess.run(
            [*command, "--config", str(self.config)],
            cwd=ROOT,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )


@pytest.fixture
def twins(tmp_path: Path) -> Twins:
    configs = []
    for name in ("one", "other"):
        for n in range(FILES):
            path = tmp_path / name / "many" / f"{n:03}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(article(f"m{n}", title=f"About {n}", body=text(f"many{n}")), "utf-8")
        (tmp_path / name / "few").mkdir()
        (tmp_path / name / "few" / "a.html").write_text(article("few"), "utf-8")
        config = tmp_path / name / "config.toml"
        sources = source("few", "few") + source("many", "many", max_entries=FILES)
        config.write_text(SITE + sources, "utf-8")
        configs.append(config)
    done = told("build", "--config", configs[1])
    assert done.returncode == 0, done.stderr
    return Twins(*configs)


@BOTH
@pytest.mark.parametrize("moment", ["cleaning", "publishing"])
def test_a_signal_while_articles_are_cleaned_or_published(
    twins: Twins, number: signal.Signals, moment: str
) -> None:
    died = twins.signalled(number, moment)
    assert died.returncode == ENDED[number], died.stderr
    assert "Traceback" not in died.stderr
    assert_sound(twins.config)
    assert not (twins.config.parent / "public" / "many.atom").exists()

    done = told("build", "--config", twins.config)
    assert done.returncode == 0, done.stderr
    assert_sound(twins.config)
    after = dates(twins.config, "many")
    told("build", "--config", twins.config)

    assert len(after) == FILES
    assert dates(twins.config, "many") == after
    assert after.keys() == dates(twins.undisturbed, "many").keys()
    assert dates(twins.config, "few").keys() == dates(twins.undisturbed, "few").keys()


def test_a_second_build_gives_way_and_asks_nobody(fed: Path, server: Dripping) -> None:
    with running("build", "--refresh", "--config", fed) as first:
        assert server.is_asked.wait(LONG_S)
        asked = list(server.asked)

        second = told("build", "--refresh", "--config", fed)

        assert second.returncode == 2
        assert "another build is running with this state; nothing was fetched" in second.stderr
        assert server.asked == asked
        server.may_end.set()
        assert first.process.wait(timeout=LONG_S) == 0
    assert_sound(fed)


def test_an_output_folder_that_cannot_be_written_loses_nothing(site: MakeSite) -> None:
    config = site(source("files", "dump"), files={"dump/a.html": article("a")})
    public, aside = config.parent / "public", config.parent / "aside"
    assert told("build", "--config", config).returncode == 0
    before = dates(config, "files")
    old = {path.name: path.read_bytes() for path in public.iterdir()}
    public.rename(aside)
    public.write_text("in the way", encoding="utf-8")
    (config.parent / "dump" / "b.html").write_text(article("b"), encoding="utf-8")

    blocked = told("build", "--config", config)

    assert blocked.returncode == 2
    assert f"site.output: {public} is a file; move it away" in blocked.stderr
    assert public.read_text("utf-8") == "in the way"
    assert {path.name: path.read_bytes() for path in aside.iterdir()} == old
    assert_sound(config)

    public.unlink()
    aside.rename(public)
    done = told("build", "--config", config)

    assert done.returncode == 0, done.stderr
    after = dates(config, "files")
    assert {id_: after[id_] for id_ in before} == before
    assert len(after) == 2


def test_a_build_goes_on_with_the_configuration_it_read(fed: Path, server: Dripping) -> None:
    whole = fed.read_text("utf-8")
    shutil.copytree(fed.parent / "dump", fed.parent / "more")
    for edited in (whole + source("more", "more"), whole + "[[source\n"):
        server.hold()
        fed.write_text(whole, encoding="utf-8")
        with running("build", "--refresh", "--config", fed) as busy:
            assert server.is_asked.wait(LONG_S)
            fed.write_text(edited, encoding="utf-8")
            server.may_end.set()
            assert busy.process.wait(timeout=LONG_S) == 0, busy.lines
        assert not (fed.parent / "public" / "more.atom").exists()
        assert len(dates(fed, "live")) == 2
    broken = told("build", "--config", fed)  # with what stands there now
    assert broken.returncode == 2
    assert "not valid TOML" in broken.stderr
    fed.write_text(whole + source("more", "more"), encoding="utf-8")

    assert told("build", "--config", fed).returncode == 0
    assert len(dates(fed, "more")) == 1
    assert_sound(fed)


def test_a_clock_put_forward_and_back_by_years_moves_no_entry(site: MakeSite) -> None:
    feed = Site(site(source("news", "https://example.org/feed", kind="feed", full_text="never")))
    start, items, known = feed.now, [item("river", guid="urn:xx:0", date=DATE)], {}
    feed.serve(*items)
    known |= {id_: entry.published for id_, entry in feed.entries.items()}
    for n, years in enumerate((10, 0, -5, 3, 0), start=1):
        feed.now = start + timedelta(days=365 * years + 10 * n)
        items.append(item(f"topic {n}", guid=f"urn:xx:{n}", date=DATE))
        asked = feed.asked

        report = feed.serve(*items)

        assert feed.asked == asked + 1, f"not asked with the clock at {feed.now}"
        assert not report.failures
        found = {id_: entry.published for id_, entry in feed.entries.items()}
        assert {id_: found.get(id_) for id_ in known} == known
        assert len(found) == n + 1
        known = found
    moved = {id_: entry.updated for id_, entry in feed.entries.items()}
    feed.build()
    assert {id_: entry.updated for id_, entry in feed.entries.items()} == moved
