"""What it costs to poll many sources for an hour of virtual time, from servers on this machine.

Each source is a feed of one short entry that answers 304 when nothing is new; one in fifty has a
new entry in each build. A build every five minutes of virtual time, as ``feedclean watch`` has
them: each asks what is due. The servers run in a process of their own, and count what each host is
asked, and how much of it at once.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import urllib.request
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

from benchmarks.data import save
from benchmarks.environment import ROOT

WORKS_WITHOUT_DATA = True

START = datetime(2026, 3, 1, tzinfo=UTC)
EVERY = timedelta(minutes=5)
SPAN = timedelta(hours=1)
PER_HOST = 10
"""Sources on one host: a host is an address of 127.0.0.0/8."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--sources", type=int, nargs="+", default=[2_000, 20_000])
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    """Prints a row for each build, and what a request cost."""
    if arguments.serve:
        return _serve()
    if arguments.folder is not None:
        return _poll(arguments.folder)
    results = {str(many): _measured(many) for many in arguments.sources}
    save(arguments.json, "poll", {"sources": results})
    return 0


class _Handler(BaseHTTPRequestHandler):
    """A feed at ``/N``; ``/told`` gives what was counted, ``/round/N`` says which build it is."""

    protocol_version = "HTTP/1.1"
    lock = threading.Lock()
    round = 0
    busy: ClassVar[Counter[str]] = Counter()
    most: ClassVar[Counter[str]] = Counter()
    asked: ClassVar[Counter[str]] = Counter()

    def do_GET(self) -> None:
        kind = type(self)
        if self.path == "/told":
            most = max(kind.most.values(), default=0)
            busiest = max(kind.asked.values(), default=0)
            self._say(json.dumps({"at once": most, "of a host": busiest}).encode(), "")
            with kind.lock:
                kind.asked.clear()
            return
        if self.path.startswith("/round/"):
            kind.round = int(self.path.rpartition("/")[2])
            self._say(b"", "")
            return
        host = self.headers["Host"]
        with kind.lock:
            kind.asked[host] += 1
            kind.busy[host] += 1
            kind.most[host] = max(kind.most[host], kind.busy[host])
        self._answer()

    def _answer(self) -> None:
        number = int(self.path[1:])
        version = self.round if number % 50 == self.round % 50 else 0
        tag = f'"{version}"'
        if self.headers.get("If-None-Match") == tag:
            self.send_response(304)
            self.send_header("ETag", tag)
            self._leave()
            self.end_headers()
            return
        date = format_datetime(START - timedelta(hours=1))
        items = "".join(
            f"<item><guid>urn:{number}:{one}</guid><title>Entry {one}</title><pubDate>{date}"
            f"</pubDate><description>&lt;p&gt;The text of entry {one} of feed {number}, which is "
            f"short.&lt;/p&gt;</description></item>"
            for one in sorted({0, version})
        )
        body = f'<rss version="2.0"><channel><title>Feed {number}</title>{items}</channel></rss>'
        self._say(body.encode(), tag)

    def _leave(self) -> None:
        """Before the last byte: who asked may ask again once it is there."""
        with self.lock:
            self.busy[self.headers["Host"]] -= 1

    def _say(self, body: bytes, tag: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
            self._leave()
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 1024
    daemon_threads = True


def _serve() -> int:
    server = _Server(("0.0.0.0", 0), _Handler)  # noqa: S104 - all of 127.0.0.0/8
    print(server.server_address[1], flush=True)
    server.serve_forever()
    return 0


def _measured(many: int) -> list[dict[str, float]]:
    """What each build cost, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks", "poll"]
    with (
        tempfile.TemporaryDirectory() as name,
        subprocess.Popen(
            [*command, "--serve"], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as server,
    ):
        assert server.stdout is not None
        port = int(server.stdout.readline())
        _configure(Path(name), many, port)
        print(f"{many:,} sources on {many // PER_HOST:,} hosts")
        done = subprocess.run(
            [*command, "--folder", name], cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
        )
        server.kill()
    rows: list[dict[str, float]] = json.loads(done.stdout)
    print("  at   asked  new entries  CPU s  ms each  MB most  at once  of a host")
    for row in rows:
        each = row["cpu"] / row["asked"] * 1000 if row["asked"] else 0.0
        print(
            f"  {row['minute']:2.0f}'  {row['asked']:6.0f}  {row['entries']:11.0f}  "
            f"{row['cpu']:5.1f}  {each:7.2f}  {row['memory']:7.0f}  {row['at once']:7.0f}  "
            f"{row['of a host']:9.0f}"
        )
    return rows


def _configure(folder: Path, many: int, port: int) -> None:
    hosts = [_host(number, port) for number in range(0, many, PER_HOST)]
    named = ", ".join(f'"{host}"' for host in hosts)
    (folder / "config.toml").write_text(
        '[site]\ntitle = "T"\nbase_url = "https://feeds.example.org/"\nformats = ["atom"]\n'
        f'state = "state"\n\n[fetch]\nallow_private_hosts = [{named}]\n\n'
        + "".join(
            f'[[source]]\nid = "f{number}"\nkind = "feed"\ntitle = "Feed {number}"\n'
            f'location = "http://{_host(number, port)}/{number}"\n'
            'full_text = "never"\ninterval_minutes = 30\n\n'
            for number in range(many)
        ),
        encoding="utf-8",
    )


def _host(number: int, port: int) -> str:
    high, low = divmod(number // PER_HOST, 250)
    return f"127.1.{high}.{low + 1}:{port}"


def _poll(folder: Path) -> int:
    """Builds every five minutes of virtual time; prints what each build cost as JSON."""
    from feedclean.conductor import Order, Tools, build_site
    from feedclean.config import load_config
    from feedclean.work.asking import fetching

    config = load_config(folder / "config.toml")
    root = config.sources[0].location.rpartition("/")[0]
    fetch, rows, asked = fetching(config), [], Counter[str]()
    counting = threading.Lock()

    def counted(request: object) -> object:
        with counting:
            asked["all"] += 1
        return fetch(request)  # type: ignore[arg-type]

    for step in range(SPAN // EVERY + 1):
        _ask(f"{root}/round/{step}")
        asked.clear()
        now, before = START + step * EVERY, os.times()
        tools = Tools(now=now, fetch=counted, clock=lambda now=now: now)  # type: ignore[arg-type]
        report = build_site(config, tools, Order())
        after = os.times()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        row = {"minute": step * EVERY.seconds // 60, "asked": asked["all"], "memory": peak}
        row |= {"cpu": after.user + after.system - before.user - before.system}
        row |= {"entries": sum(one.cleaned for one in report.sources)}
        rows.append(row | json.loads(_ask(f"{root}/told")))
        print(f"{step}: {row}", file=sys.stderr)
    print(json.dumps(rows))
    return 0


def _ask(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - of our own servers
        body: bytes = answer.read()
    return body
