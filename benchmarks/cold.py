"""What a first build costs: by entry, beside its parts at their cheapest and beside others glued.

Feeds of whole articles, made up here and read from disk. ``parts`` is the processor time of the
libraries alone that no way around leads past: a feed read strictly, each entry parsed, walked,
serialized, sanitized, written to a feed, compressed and put into SQLite. ``glued`` is what one gets
from feedparser, Beautiful Soup, bleach and feedgen in one program that knows no boilerplate. Then
the same build, and one of many pages of a single source, with more processes, and with Ray where it
is installed: time by the clock, and of processors.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from benchmarks.data import save
from benchmarks.environment import ROOT, python
from benchmarks.warm import compiled, environment, feed, page, text

WORKS_WITHOUT_DATA = True

_PARTS = """
import json, sqlite3, sys, time
from pathlib import Path
import lxml.etree, nh3, zstandard
from feedgen.feed import FeedGenerator
from selectolax.lexbor import LexborHTMLParser

texts = [Path(name).read_bytes() for name in sys.argv[1:]]
spent, begun = {}, time.process_time()

def lap(what):
    global begun
    now = time.process_time()
    spent[what] = spent.get(what, 0.0) + now - begun
    begun = now

base, squeeze = sqlite3.connect(":memory:"), zstandard.ZstdCompressor(level=3)
base.execute("CREATE TABLE t (id TEXT PRIMARY KEY, body BLOB)")
for feed in texts:
    begun = time.process_time()
    bodies = [one.text for one in lxml.etree.fromstring(feed).iter("description")]
    lap("strict feed")
    trees = [LexborHTMLParser(body) for body in bodies]
    for tree in trees:
        for node in tree.body.traverse(include_text=True):
            node.tag
    bodies = [tree.body.html for tree in trees]
    lap("parse, walk, serialize")
    bodies = [nh3.clean(body) for body in bodies]
    lap("nh3")
    out = FeedGenerator()
    out.id("urn:a"), out.title("A"), out.updated("2026-01-01T00:00:00Z")
    for number, body in enumerate(bodies):
        entry = out.add_entry(order="append")
        entry.id(f"urn:{number}"), entry.title("T"), entry.updated("2026-01-01T00:00:00Z")
        entry.content(body, type="html")
    out.atom_str()
    lap("feedgen")
    kept = [squeeze.compress(body.encode()) for body in bodies]
    lap("zstd")
    with base:
        base.executemany("INSERT OR REPLACE INTO t VALUES (?, ?)", enumerate(kept))
    lap("sqlite")
print(json.dumps(spent))
"""
_GLUED = """
import json, sys, time
from pathlib import Path
import bleach, feedparser
from bs4 import BeautifulSoup
from feedgen.feed import FeedGenerator

begun = time.process_time()
for name in sys.argv[1:]:
    found = feedparser.parse(Path(name).read_bytes())
    out = FeedGenerator()
    out.id("urn:a"), out.title("A"), out.updated("2026-01-01T00:00:00Z")
    for one in found.entries:
        soup = BeautifulSoup(one.summary, "html.parser")
        for gone in soup.select("script, style, .share, .related"):
            gone.decompose()
        body = bleach.clean(str(soup), tags={"p", "a", "h3", "ul", "li", "img"}, strip=True)
        entry = out.add_entry(order="append")
        entry.id(one.id), entry.title(one.title), entry.updated("2026-01-01T00:00:00Z")
        entry.content(body, type="html")
    out.atom_str()
print(json.dumps({"glued": time.process_time() - begun}))
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--feeds", type=int, default=200)
    parser.add_argument("--entries", type=int, default=50, help="of each feed")
    parser.add_argument("--pages", type=int, default=600, help="of one source, for the engines")
    parser.add_argument("--engines", action="store_true", help="measure nothing but the engines")


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    """Prints a table of costs, and one for each stock the engines are tried on."""
    compiled()
    many = arguments.feeds * arguments.entries
    feeds = f"{arguments.feeds} feeds of {arguments.entries} entries"
    costs: dict[str, float] = {}
    engines = {}
    with tempfile.TemporaryDirectory() as name:
        files = _feeds(Path(name), arguments.feeds, arguments.entries)
        if not arguments.engines:
            costs = _costs(Path(name), files)
            print(f"{feeds}: processor ms an entry")
            for what, seconds in costs.items():
                print(f"  {what:25} {seconds / many * 1000:7.2f}")
        engines[feeds] = _engines(Path(name))
    with tempfile.TemporaryDirectory() as name:
        _pages(Path(name), arguments.pages)
        engines[f"{arguments.pages} pages of 90 kB in one source"] = _engines(Path(name))
    for stock, ways in engines.items():
        print(f"{stock}: seconds by the clock, beside one process; of processors")
        for what, spent in ways.items():
            quicker = ways["serial"]["wall"] / spent["wall"]
            print(f"  {what:25} {spent['wall']:7.2f} {quicker:7.2f} x {spent['cpu']:7.2f}")
    save(arguments.json, "cold", {"entries": many, "cpu_s": costs, "engines": engines})
    return 0


def _feeds(folder: Path, feeds: int, entries: int) -> list[Path]:
    files = []
    for number in range(feeds):
        files.append(folder / f"{number}.xml")
        whole = feed(f"f{number}", text, "https://example.org", entries)
        files[-1].write_text(whole, encoding="utf-8")
    _configure(folder, [(f"f{n}", file.name) for n, file in enumerate(files)])
    return files


def _pages(folder: Path, pages: int) -> None:
    (folder / "dump").mkdir()
    for number in range(pages):
        (folder / "dump" / f"{number}.html").write_text(page(f"p{number}"), encoding="utf-8")
    _configure(folder, [("pages", "dump")])


def _costs(folder: Path, files: list[Path]) -> dict[str, float]:
    parts = _told(_PARTS, files, sys.executable)
    return {
        **parts,
        "parts": sum(parts.values()),
        "feedclean": _spent(lambda: _build(folder, "--engine", "serial"))["cpu"],
        **_glued(files),
    }


def _glued(files: list[Path]) -> dict[str, float]:
    """Nothing where its libraries cannot be had."""
    peers = str(python())
    install = [peers, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "bleach"]
    if subprocess.run(install, check=False, capture_output=True).returncode != 0:
        print("left out: bleach cannot be installed", file=sys.stderr)
        return {}
    return _told(_GLUED, files, peers)


def _engines(folder: Path) -> dict[str, dict[str, float]]:
    ways = {"serial": ("--engine", "serial"), "2 processes": ("--jobs", "2")}
    if find_spec("ray") is not None:
        ways["ray, 2 workers"] = ("--engine", "ray", "--jobs", "2")
    found = {}
    for what, options in ways.items():
        for kept in ("state", "public"):
            shutil.rmtree(folder / kept, ignore_errors=True)
        found[what] = _spent(lambda options=options: _build(folder, *options))
    return found


def _configure(folder: Path, sources: list[tuple[str, str]]) -> None:
    (folder / "config.toml").write_text(
        '[site]\ntitle = "T"\nbase_url = "https://feeds.example.org/"\nstate = "state"\n\n'
        + "".join(
            f'[[source]]\nid = "{name}"\nkind = "dump"\nlocation = "{location}"\n'
            f'title = "{name}"\nmax_entries = 10000\n\n'
            for name, location in sources
        ),
        encoding="utf-8",
    )


def _build(folder: Path, *options: str) -> None:
    config = str(folder / "config.toml")
    subprocess.run(
        [sys.executable, "-m", "feedclean", "build", "--quiet", "--config", config, *options],
        cwd=ROOT,
        check=True,
        env=environment(),
    )


def _spent(action: Callable[[], None]) -> dict[str, float]:
    before, begun = os.times(), time.perf_counter()
    action()
    after = os.times()
    return {
        "cpu": sum(after[2:4]) - sum(before[2:4]),
        "wall": time.perf_counter() - begun,
    }


def _told(program: str, files: list[Path], interpreter: str) -> dict[str, float]:
    names = [str(file) for file in files]
    done = subprocess.run(
        [interpreter, "-c", program, *names], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
