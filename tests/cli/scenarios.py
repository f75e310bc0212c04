"""For every command, calls that end with each status it has."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.gather.serving import WHOLE, Reply, rss, serving
from tests.making import SITE, source

TEXT = "The council met on Tuesday about the {0} quay, and after four hours it agreed on the {0}. "
UNREADABLE = "a,b\n1,2\n"
FTR = "body: //article\ntest_url: https://example.org/a\n"
OPML = """<opml version="2.0"><head><title>t</title></head><body>
<outline type="rss" text="A" xmlUrl="https://a.example.org/feed"/></body></opml>
"""


@dataclass(frozen=True, slots=True)
class Told:
    status: int
    out: str
    err: str


Call = Callable[[Path], Told]
"""Something done in a house of its own, whose folder it is given."""


def told(*args: object) -> Told:
    done = CliRunner().invoke(program, [str(arg) for arg in args])
    return Told(done.exit_code, done.stdout, done.stderr)


def call(*args: object, prepared: Callable[[Path], object] = lambda _: None) -> Call:
    """A command called where the configuration is."""

    def do(house: Path) -> Told:
        prepared(house)
        with _in(house):
            return told(*args)

    return do


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def build_house(folder: Path) -> Path:
    """Two sources, built; a golden case; a rule pack."""
    for n in range(12):
        path = folder / "harbor" / f"{n}.md"
        path.parent.mkdir(exist_ok=True)
        paragraphs = "\n\n".join(TEXT.format(f"{word}{n}") for word in ("old", "new", "far"))
        path.write_text(f"# Title {n}\n\n{paragraphs}\n", encoding="utf-8")
    _write(folder, "other/a.md", f"# Another\n\n{TEXT.format('other') * 3}\n")
    _write(folder, "their/example.org.txt", FTR)
    _write(folder, "feeds.opml", OPML)
    _write(folder, "unreadable.csv", UNREADABLE)
    _write(folder, "config.toml", SITE + source("harbor", "harbor") + source("other", "other"))
    with _in(folder):
        assert told("build").status == 0
        assert told("accept", "harbor/1.md", "--name", "quay").status == 0
        assert told("rules", "add", "their").status == 0
    return folder


def _write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def refused(house: Path) -> None:
    """One file that nothing can read."""
    _write(house, "harbor/x.txt", UNREADABLE)


def alarmed(house: Path) -> None:
    refused(house)
    with _in(house):
        assert told("build").status == 1


def failing_server(house: Path) -> None:
    """A feed that was read once, and whose server is gone."""
    feed = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    with serving({"/f": Reply(feed)}) as server, _in(house):
        head = f'[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        added = source("s", server.url("/f"), kind="feed")
        _write(house, "config.toml", SITE + head + added)
        assert told("build").status == 0
        server.answers["/f"] = Reply(status=500)
        assert told("build", "--refresh").status == 1


def stripped(house: Path) -> None:
    """A rule that takes text which is published."""
    ruled(house, 'strip = ["p:last-child"]')


def dead_rule(house: Path) -> None:
    """A rule that finds nothing in what is published."""
    ruled(house, 'strip = [".nowhere"]')


def ruled(house: Path, line: str) -> None:
    config = (house / "config.toml").read_text("utf-8")
    title = 'title = "harbor"\n'
    _write(house, "config.toml", config.replace(title, f"{title}{line}\n"))


def closed_schema(house: Path) -> None:
    """A folder is where the file is to be."""
    (house / "config.schema.json").mkdir()


def wrong_pack(house: Path) -> None:
    _write(house, "wrong/example.org.txt", "strip: //div[\n")


def tampered(house: Path) -> None:
    for path in (house / ".feedclean").rglob("example.org.txt"):
        path.chmod(0o600)
        path.write_text("body: //main\n", encoding="utf-8")


def unmet_pack(house: Path) -> None:
    page = "<html><head><title>A</title></head><body><article>" + TEXT.format("x") * 4
    feed = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    with serving({"/f": Reply(feed)}) as server, _in(house):
        server.answers["/p"] = Reply(f"{page}</article></body></html>")
        server.answers["/f"] = Reply(
            rss((server.url("/p"), "Mon, 02 Mar 2026 08:00:00 GMT", "<p>It begins […]</p>"))
        )
        head = f'[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        _write(house, "config.toml", SITE + head + source("s", server.url("/f"), kind="feed"))
        _write(
            house,
            "unmet/127.0.0.1.txt",
            f"body: //article\ntest_url: {server.url('/p')}\ntest_contains: no such words\n",
        )
        assert told("rules", "add", "unmet").status == 0
        told("build")


def stopped_by_a_signal(*args: str) -> Call:
    """A command that runs until SIGTERM comes, which it gets once it has said something."""

    def do(house: Path) -> Told:
        if sys.platform == "win32":
            pytest.skip("Windows knows no SIGTERM that a program could obey")
        command = Path(sys.executable).parent / "feedclean"
        with subprocess.Popen(
            [command, *args], cwd=house, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            first = running.stdout.readline()
            time.sleep(0.2)
            running.send_signal(signal.SIGTERM)
            out, err = running.communicate(timeout=60)
        return Told(running.returncode, (first + out).decode(), err.decode())

    return do


def _ending(
    _root: Path, listening: socket.socket, *, ended: Callable[[], None]
) -> AbstractContextManager[None]:
    @contextmanager
    def broken() -> Iterator[None]:
        listening.close()
        ended()
        yield

    return broken()


def server_dies(house: Path) -> Told:
    with patch("feedclean.cli.serve.serving", _ending), _in(house):
        return told("serve", "--port", "0")


MISSING = ("--config", "missing.toml")

SCENARIOS: Mapping[str, Mapping[int, Call]] = {
    "init": {0: call("init", "new", "--yes"), 2: call("init", "--yes")},
    "add": {
        0: call("add", "other/a.md", "--yes", "--id", "again"),
        1: call("add", "unreadable.csv", "--yes"),
        2: call("add", "ftp://example.org/feed", "--yes"),
    },
    "import": {0: call("import", "feeds.opml"), 2: call("import", "missing.opml")},
    "completion": {0: call("completion", "bash"), 2: call("completion", "tcsh")},
    "build": {
        0: call("build"),
        1: call("build", prepared=refused),
        2: call("build", *MISSING),
        3: call("build", "--offline", "--strict", prepared=failing_server),
    },
    "archive": {
        0: call("archive", "harbor", "--out", "out", "--jobs", "1"),
        1: call("archive", "unreadable.csv", "--dialect", "jsonl", "--out", "out", "--jobs", "1"),
        2: call("archive", "nowhere", "--out", "out"),
    },
    "watch": {0: stopped_by_a_signal("watch"), 2: call("watch", *MISSING)},
    "serve": {
        0: stopped_by_a_signal("serve", "--port", "0"),
        1: server_dies,
        2: call("serve", *MISSING),
    },
    "schedule": {
        0: call("schedule", "--cron"),
        1: call("schedule", "--cron", "--write", "config.toml"),
        2: call("schedule"),
    },
    "host": {
        0: call("host", "nginx"),
        1: call("host", "nginx", "--write", "config.toml"),
        2: call("host", "apache"),
    },
    "status": {
        0: call("status"),
        1: call("status", prepared=alarmed),
        2: call("status", "harbour"),
    },
    "explain": {
        0: call("explain", "harbor/1.md"),
        1: call("explain", "unreadable.csv"),
        2: call("explain", "nonsense"),
    },
    "extract": {
        0: call("extract", "harbor/1.md"),
        1: call("extract", "unreadable.csv"),
        2: call("extract", "harbor/1.md", "--dialect", "klingon"),
    },
    "doctor": {
        0: call("doctor"),
        1: call("doctor", *MISSING),
        2: call("doctor", "--repair", *MISSING),
    },
    "diff": {
        0: call("diff"),
        1: call("diff", prepared=stripped),
        2: call("diff", "--source", "harbour"),
    },
    "config schema": {
        0: call("config", "schema"),
        1: call("config", "schema", "--write", prepared=closed_schema),
        2: call("config", "schema", "--josn"),
    },
    "rules used": {
        0: call("rules", "used"),
        1: call("rules", "used", prepared=dead_rule),
        2: call("rules", "used", "harbour"),
    },
    "rules suggest": {
        0: call("rules", "suggest", "other/a.md", "--strip", "the other quay"),
        1: call("rules", "suggest", "harbor/1.md", "--strip", "nothing of it"),
        2: call("rules", "suggest", "harbor/1.md"),
    },
    "rules add": {0: call("rules", "add", "their"), 2: call("rules", "add", "nowhere")},
    "rules list": {
        0: call("rules", "list"),
        1: call("rules", "list", prepared=tampered),
        2: call("rules", "list", *MISSING),
    },
    "rules remove": {0: call("rules", "remove", "their"), 2: call("rules", "remove", "thier")},
    "rules show": {
        0: call("rules", "show", "example.org"),
        1: call("rules", "show", "example.com"),
        2: call("rules", "show", "a b"),
    },
    "rules test": {
        0: call("rules", "test"),
        1: call("rules", "test", prepared=unmet_pack),
        2: call("rules", "test", "thier"),
    },
    "rules lint": {
        0: call("rules", "lint"),
        1: call("rules", "lint", "wrong", prepared=wrong_pack),
        2: call("rules", "lint", "thier"),
    },
    "accept": {
        0: call("accept", "harbor/2.md"),
        1: call("accept", "unreadable.csv"),
        2: call("accept", "nonsense"),
    },
    "check": {
        0: call("check"),
        1: call("check", prepared=stripped),
        2: call("check", "quey"),
    },
}


def house_of(built: Path, folder: Path) -> Path:
    """A copy of the house, for one call to do with as it likes."""
    return shutil.copytree(built, folder / "house", symlinks=True)
