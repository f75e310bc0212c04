"""What a build costs in which nothing is new, beside the first one: processor time of the command.

Feeds of whole articles from a server on this machine and a dump of files, all made up here. Three
builds are measured: the first, one half an hour later in which no feed is due, and one in which
every server is asked and answers 304. Starting the interpreter counts.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
import threading
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


def _text(name: str) -> str:
    """Some 3,000 characters, with what every article of a site has below it."""
    dice = random.Random(name)  # noqa: S311 - made-up words, not a secret
    lines = (" ".join(dice.choices(WORDS, k=60)) for _ in range(8))
    body = "".join(f"<p>The {name} said that {line}, which was new.</p>" for line in lines)
    links = "".join(f'<li><a href="/{n}">{dice.choice(WORDS)} and more</a></li>' for n in range(6))
    return (
        f"{body}<h3>Related articles</h3><ul>{links}</ul><p>Share this: <a href='/s'>Mail</a></p>"
    )


def _feed(name: str) -> str:
    now = datetime.now(UTC)
    items = "".join(
        f"<item><title>{name} {n}</title><link>https://{name}.example.org/{n}</link>"
        f"<guid>https://{name}.example.org/{n}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(hours=n + 1))}</pubDate>"
        f"<description><![CDATA[{_text(f'{name}{n}')}]]></description></item>"
        for n in range(ENTRIES)
    )
    return f'<rss version="2.0"><channel><title>{name}</title>{items}</channel></rss>'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    bodies: dict[str, bytes] = {}  # noqa: RUF012 - filled once, before the server runs

    def do_GET(self) -> None:
        known = self.headers.get("If-None-Match") == '"1"'
        body = b"" if known else self.bodies[self.path]
        self.send_response(304 if known else 200)
        self.send_header("ETag", '"1"')
        if not known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def _config(folder: Path, host: str) -> None:
    sources = "".join(
        f'[[source]]\nid = "f{n}"\nkind = "feed"\ntitle = "F{n}"\n'
        f'location = "http://{host}/f{n}"\n\n'
        for n in range(FEEDS)
    )
    (folder / "config.toml").write_text(
        '[site]\ntitle = "T"\nbase_url = "https://feeds.example.org/"\n\n'
        f'[fetch]\nallow_private_hosts = ["{host}"]\n\n'
        f'{sources}[[source]]\nid = "dump"\nkind = "dump"\nlocation = "dump"\ntitle = "Dump"\n',
        encoding="utf-8",
    )
    (folder / "dump").mkdir()
    for n in range(FILES):
        day = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=n)
        text = f"---\ntitle: Note {n}\ndate: {day:%Y-%m-%d}\n---\n{_text(f'note{n}')}\n"
        (folder / "dump" / f"{n}.html").write_text(text, encoding="utf-8")


def _environment() -> dict[str, str]:
    """Ours, in which modules may be kept compiled, as an installation keeps them."""
    return {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


def _cpu(folder: Path, *options: str) -> float:
    """Processor seconds of one build, its start included."""
    command = [sys.executable, "-m", "feedclean", "build", "--quiet", *options]
    before = os.times()
    subprocess.run(
        [*command, "--config", str(folder / "config.toml")], check=True, env=_environment()
    )
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--passes", type=int, default=5, help="builds of each kind but the first")


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    """Prints a table: the median of several builds, but for the first, which there is only once."""
    figures = measure(arguments.passes)
    print(f"{FEEDS} feeds of {ENTRIES} entries, a dump of {FILES} files; processor time")
    for told, seconds in figures.items():
        print(f"  {told:15} {seconds:7.2f} s {seconds / figures['first']:7.2%}")
    save(arguments.json, "warm", figures)
    return 0


def measure(passes: int) -> dict[str, float]:
    """Processor seconds of each kind of build."""
    _Handler.bodies = {f"/f{n}": _feed(f"f{n}").encode() for n in range(FEEDS)}
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    package = [sys.executable, "-m", "compileall", "-q", str(ROOT / "feedclean")]
    subprocess.run(package, check=True, env=_environment())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _config(folder, f"127.0.0.1:{server.server_address[1]}")
        cold = _cpu(folder)
        idle = sorted(_cpu(folder) for _ in range(passes))[passes // 2]
        asked = sorted(_cpu(folder, "--refresh") for _ in range(passes))[passes // 2]
    server.shutdown()
    return {"first": cold, "nothing due": idle, "all asked, 304": asked}
