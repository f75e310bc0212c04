"""What a build costs in which nothing is new, beside the first one: processor time of the command.

From a server on this machine, all made up here: feeds of whole articles beside a dump of files, and
feeds that tell only how their articles begin, so that each is read from its page. Three builds are
measured of both: the first, one half an hour later in which no feed is due, and one in which every
server is asked and answers 304. Starting the interpreter counts.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from benchmarks.data import save
from benchmarks.environment import ROOT

WORKS_WITHOUT_DATA = True

FEEDS, ENTRIES, FILES = 20, 30, 300
WORDS = (
    "harbour council bridge teacher morning window garden letter station winter market doctor "
    "river mountain engine paper captain village question answer summer evening kitchen orange "
    "silver"
).split()


def text(name: str) -> str:
    """Some 3,000 characters, with what every article of a site has below it."""
    dice = random.Random(name)  # noqa: S311 - made-up words, not a secret
    lines = (" ".join(dice.choices(WORDS, k=60)) for _ in range(8))
    body = "".join(f"<p>The {name} said that {line}, which was new.</p>" for line in lines)
    links = "".join(f'<li><a href="/{n}">{dice.choice(WORDS)} and more</a></li>' for n in range(6))
    return (
        f"{body}<h3>Related articles</h3><ul>{links}</ul><p>Share this: <a href='/s'>Mail</a></p>"
    )


def feed(name: str, text_of: Callable[[str], str], site: str, entries: int = ENTRIES) -> str:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{name} {n}</title><link>{site}/{name}/{n}</link>"
        f"<guid>{site}/{name}/{n}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=n + 1))}</pubDate>"
        f"<description><![CDATA[{text_of(f'{name}{n}')}]]></description></item>"
        for n in range(entries)
    )
    return f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'


def _start(name: str) -> str:
    return f"<p>The {name} said, and more of it stands on the page …</p>"


def page(name: str) -> str:
    """A page of some 90 kB, half of what the labelled ones have in the mean."""
    dice = random.Random(name)  # noqa: S311 - made-up words, not a secret
    menus = "".join(
        f'<nav class="menu m{m}"><ul>'
        + "".join(
            f'<li class="item"><a href="/{m}/{n}"><span>{dice.choice(WORDS)}</span></a>'
            for n in range(60)
        )
        + "</ul></nav>"
        for m in range(4)
    )
    cards = "".join(
        f'<div class="card"><a href="/c/{n}"><img src="/c/{n}.jpg" alt=""><h3>'
        f"{' '.join(dice.choices(WORDS, k=7))}</h3></a>"
        f"<p>{' '.join(dice.choices(WORDS, k=15))}</p></div>"
        for n in range(60)
    )
    script = f"<script>var state = {' '.join(dice.choices(WORDS, k=6_000))!r};</script>"
    return (
        f"<!doctype html><html><head><title>{name} - Site</title>{script}</head><body>{menus}"
        f"<main><article><h1>{name}</h1>{text(name)}</article></main>"
        f"<aside>{cards}</aside><footer>{menus}</footer></body></html>"
    )


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bodies: dict[str, bytes] = {}  # noqa: RUF012 - filled once, before the server runs

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == '"1"'
        body = b"" if known else self.bodies.get(self.path, b"")
        self.send_response(304 if known else 200 if body else 404)
        self.send_header("ETag", '"1"')
        if not known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def _config(folder: Path, host: str, prefix: str) -> None:
    sources = "".join(
        f'[[source]]\nid = "f{n}"\nkind = "feed"\ntitle = "F{n}"\n'
        f'location = "http://{host}/{prefix}{n}"\n\n'
        for n in range(FEEDS)
    )
    (folder / "config.toml").write_text(
        '[site]\ntitle = "T"\nbase_url = "https://feeds.example.org/"\n\n'
        f'[fetch]\nallow_private_hosts = ["{host}"]\npage_delay = 0\n\n{sources}',
        encoding="utf-8",
    )


def _add_dump(folder: Path) -> None:
    with (folder / "config.toml").open("a", encoding="utf-8") as config:
        config.write('[[source]]\nid = "dump"\nkind = "dump"\nlocation = "dump"\ntitle = "Dump"\n')
    (folder / "dump").mkdir()
    for n in range(FILES):
        day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=n)
        note = f"---\ntitle: Note {n}\ndate: {day:%Y-%m-%d}\n---\n{text(f'note{n}')}\n"
        (folder / "dump" / f"{n}.html").write_text(note, encoding="utf-8")


def environment() -> dict[str, str]:
    """Ours, in which modules may be kept compiled, as an installation keeps them."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def compiled() -> None:
    """Compiles our modules, as an installation does."""
    package = [sys.executable, "-m", "compileall", "-q", str(ROOT / "feedclean")]
    subprocess.run(package, check=True, env=environment())


def _cpu(folder: Path, *options: str) -> float:
    """Processor seconds of one build, its start included."""
    command = [sys.executable, "-m", "feedclean", "build", "--quiet", *options]
    before = os.times()
    subprocess.run(
        [*command, "--config", str(folder / "config.toml")], check=True, env=environment()
    )
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passes", type=int, default=5, help="builds of each kind but the first")


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    """Prints a table: the median of several builds, but for the first, which there is only once."""
    figures = measure(arguments.passes)
    print("processor time")
    for told, builds in figures.items():
        print(told)
        for build, seconds in builds.items():
            print(f"  {build:15} {seconds:7.2f} s {seconds / builds['first']:7.2%}")
    save(arguments.json, "warm", figures)
    return 0


def measure(passes: int) -> dict[str, dict[str, float]]:
    """Processor seconds of each kind of build, by what is built."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    host = f"127.0.0.1:{server.server_address[1]}"
    names = [f"f{n}" for n in range(FEEDS)]
    _Handler.bodies = {
        **{f"/{name}": feed(name, text, "https://example.org").encode() for name in names},
        **{f"/short-{name}": feed(name, _start, f"http://{host}").encode() for name in names},
        **{f"/{name}/{n}": page(f"{name}{n}").encode() for name in names for n in range(ENTRIES)},
    }
    threading.Thread(target=server.serve_forever, daemon=True).start()
    compiled()
    whole = f"{FEEDS} feeds of {ENTRIES} whole articles, and a dump of {FILES} files"
    short = f"{FEEDS} feeds of {ENTRIES} articles, each read from its page"
    figures = {}
    for told, prefix in ((whole, "f"), (short, "short-f")):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            _config(folder, host, prefix)
            if told == whole:
                _add_dump(folder)
            figures[told] = _builds(folder, passes)
    server.shutdown()
    return figures


def _builds(folder: Path, passes: int) -> dict[str, float]:
    return {
        "first": _cpu(folder),
        "nothing due": sorted(_cpu(folder) for _ in range(passes))[passes // 2],
        "all asked, 304": sorted(_cpu(folder, "--refresh") for _ in range(passes))[passes // 2],
    }
