"""What archives cost by their size: articles a second, processor time, memory, state.

Real dumps (``dumps/bulk``), repeated with variations until there are enough of them, as JSON Lines;
and pages of our own making in a WARC file, to feeds in one command, once undisturbed and once
killed in the middle and started again.

Processor time is that of the program and of all below it, the workers of Ray among them. ``path``
is what the busiest process of each stage took, one stage after the other: about the time by the
clock on as many cores with nothing else to do. With ``--folder`` a row that was stopped goes on
where it was, and rows that are done are not measured again.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.data import save
from benchmarks.warm import WORDS
from feedclean.archive.order import WORK
from feedclean.codec import plain
from feedclean.execute.table import ENGINES
from feedclean.gather.stray import reason_against
from feedclean.model.article import RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read

EACH = 2_000
"""Articles in one file of JSON Lines."""
LONG = 80
"""Characters of a text that is varied; shorter ones may be what a site puts around its articles."""
_TEXT = re.compile(r">([^<>]{80,})<")
_LOOK_S = 0.1
_WEIGH_S = 2.0
"""Between two looks at the memory: each holds a process of 200 MB up for some milliseconds."""
STAGES = "plan read sample learn clean settle file fronts documents".split()


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run came to."""

    articles: int
    jobs: int
    engine: str
    wall_s: float
    cpu_s: float
    path_s: float | None
    """What the busiest process of each stage took; None for a row that was stopped in between."""
    peak_mb: float
    """Of all its processes together."""
    driver_mb: float
    worker_mb: float
    """Of the largest of them."""
    state_mb: float
    output_mb: float

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu_s / self.articles


def stock(data: Path) -> list[RawArticle]:
    """The articles of all packs."""
    found: list[RawArticle] = []
    for pack in sorted((data / "dumps" / "bulk").glob("*.tar.xz")):
        name = SourceId(pack.name.removesuffix(".tar.xz"))
        source = Source(id=name, kind=SourceKind.DUMP, location=name, title=name)
        with tarfile.open(pack) as file:
            for member in sorted(file.getmembers(), key=lambda one: one.name):
                opened = file.extractfile(member) if member.isreg() else None
                body = opened.read() if opened else b""
                if not body or reason_against(member.name, body):
                    continue
                capture = Capture(
                    source=name,
                    location=member.name,
                    body=body,
                    media_type=None,
                    charset=None,
                    captured_at=datetime(2026, 1, 1, tzinfo=UTC),
                )
                found += [one for one in read(capture, source) if isinstance(one, RawArticle)]
    # Else the first thousand would be of three sources, and cost what these cost.
    random.Random(0).shuffle(found)  # noqa: S311 - an order, not a secret
    return found


def varied(articles: Sequence[RawArticle], count: int) -> Iterator[dict[str, object]]:
    """So many records; each time round, running text says something else, at another address."""
    for number in range(count):
        turn, raw = number // len(articles), articles[number % len(articles)]
        mark = f" {_word(turn)} {turn}" if turn else ""
        html = _TEXT.sub(lambda found, mark=mark: f">{found[1]}{mark}<", raw.html)
        published = raw.meta.published or datetime(2024, 1, 1, tzinfo=UTC)
        yield {
            "url": f"https://{raw.meta.source}.example/{turn}/{number}",
            "title": f"{raw.meta.title}{mark}",
            "html": html,
            "published": plain(published - timedelta(days=30 * turn)),
            "language": raw.meta.language,
        }


def _word(number: int) -> str:
    return WORDS[number % len(WORDS)]


def write_lines(folder: Path, articles: Sequence[RawArticle], count: int) -> None:
    """The records as files of JSON Lines."""
    folder.mkdir(parents=True)
    records = varied(articles, count)
    for start in range(0, count, EACH):
        with (folder / f"{start // EACH:05}.jsonl").open("w", encoding="utf-8") as file:
            for _ in range(min(EACH, count - start)):
                file.write(json.dumps(next(records), ensure_ascii=False) + "\n")


def page(number: int) -> tuple[str, str]:
    """Address and markup of a page of our own, some 8 kB."""
    dice = random.Random(number)  # noqa: S311 - made-up words, not a secret
    host = f"site{number % 20}.example"
    title = f"{dice.choice(WORDS).title()} number {number}"
    lines = (" ".join(dice.choices(WORDS, k=70)) for _ in range(8))
    body = "".join(f"<p>On day {number} it was said that {line}.</p>" for line in lines)
    menu = "".join(f'<li><a href="/{word}">{word}</a></li>' for word in WORDS)
    more = "".join(f'<li><a href="/{n}">{dice.choice(WORDS)} and more</a></li>' for n in range(8))
    day = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=5 * number)
    return f"https://{host}/{number}", (
        f"<!doctype html><html lang=en><head><title>{title} - {host}</title>"
        f'<meta property="article:published_time" content="{day.isoformat()}"></head><body>'
        f"<nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article>"
        f"<aside><h3>Related articles</h3><ul>{more}</ul></aside>"
        f"<footer>All rights with {host}; write to its editors by mail.</footer></body></html>"
    )


def write_warc(path: Path, count: int) -> None:
    """So many pages as a WARC file, each record compressed by itself."""
    with path.open("wb") as file:
        for number in range(count):
            url, html = page(number)
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
            answer += html.encode()
            head = (
                f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
                f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:{number:032}>\r\n"
                "Content-Type: application/http; msgtype=response\r\n"
                f"Content-Length: {len(answer)}\r\n\r\n"
            )
            record = head.encode() + answer + b"\r\n\r\n"
            file.write(gzip.compress(record, 6, mtime=0))


def command(source: Path, out: Path, *options: str) -> list[str]:
    return [
        *(sys.executable, "-m", "feedclean", "archive", str(source), "--out", str(out)),
        *options,
    ]


def cost(source: Path, out: Path, articles: int, *, jobs: int, engine: str) -> Cost:
    """Runs it, and looks at its processes all the while; goes on where that was stopped."""
    options = ("--jobs", str(jobs), "--engine", engine, "--keep", "--quiet")
    noted = out.with_suffix(".json")
    before = json.loads(noted.read_text("utf-8")) if noted.exists() else {}
    watch = Watch()
    started = watch.since

    def so_far() -> dict[str, float]:
        found = {name: max(value, before.get(name, 0.0)) for name, value in watch.peaks().items()}
        found["wall_s"] = before.get("wall_s", 0.0) + time.monotonic() - started
        found["cpu_s"] = before.get("cpu_s", 0.0) + watch.cpu_s()
        return found

    process = subprocess.Popen(command(source, out, *options))
    try:
        while process.poll() is None:
            if watch.look(process.pid):
                noted.write_text(json.dumps(so_far()), "utf-8")
            time.sleep(_LOOK_S)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    if process.returncode:
        raise SystemExit(f"feedclean archive ended with {process.returncode}")
    found = so_far()
    noted.unlink(missing_ok=True)
    return Cost(
        articles=articles,
        jobs=jobs,
        engine=engine,
        path_s=None if before else watch.path_s(out / WORK),
        state_mb=_size(out / WORK) / 1e6,
        output_mb=(_size(out) - _size(out / WORK)) / 1e6,
        **found,
    )


class Watch:
    """What a program and all below it have taken so far."""

    def __init__(self) -> None:
        self.since = time.monotonic()
        self._weighed = self.since
        self._cpu: dict[int, float] = {}
        """Of each process, also of those that have ended."""
        self._looks: list[tuple[float, dict[int, float]]] = []
        self._peaks = {"peak_mb": 0.0, "driver_mb": 0.0, "worker_mb": 0.0}

    def look(self, pid: int) -> bool:
        """Looks at them; gives whether at their memory, too."""
        family = _family(pid)
        self._cpu |= {one: spent for one in family if (spent := _spent_s(one))}
        self._looks.append((time.time(), dict(self._cpu)))
        if time.monotonic() < self._weighed + _WEIGH_S:
            return False
        self._weighed = time.monotonic()
        sizes = [_resident(one) / 1e6 for one in family]
        now = {"peak_mb": sum(sizes), "driver_mb": sizes[0], "worker_mb": max(sizes[1:], default=0)}
        self._peaks = {name: max(value, now[name]) for name, value in self._peaks.items()}
        return True

    def peaks(self) -> dict[str, float]:
        """The most memory, of all together, of the first process, and of the largest other one."""
        return self._peaks

    def cpu_s(self) -> float:
        """Processor time of them all."""
        return sum(self._cpu.values())

    def path_s(self, work: Path) -> float:
        """What the busiest process of each stage took, as the files of stages tell their ends."""
        ends = sorted(
            max(path.stat().st_mtime for path in (work / name).iterdir())
            for name in STAGES
            if (work / name).is_dir()
        )
        total, before = 0.0, dict[int, float]()
        for end in (*ends, float("inf")):
            now = next((cpu for at, cpu in self._looks if at >= end), self._looks[-1][1])
            total += max((spent - before.get(pid, 0.0) for pid, spent in now.items()), default=0.0)
            before = now
        return total


def _spent_s(pid: int) -> float:
    """Processor time of a process so far; 0 where nobody tells any more."""
    try:
        return int(Path(f"/proc/{pid}/schedstat").read_text().split()[0]) / 1e9
    except OSError:
        return 0.0


def _family(pid: int) -> list[int]:
    """A process and all below it, where the system tells."""
    try:
        told = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except OSError:
        return [pid]
    return [pid, *(one for child in told.split() for one in _family(int(child)))]


def _resident(pid: int) -> int:
    """Bytes of memory that a process has to itself, and its share of what it does not."""
    try:
        told = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss:\s+(\d+) kB", told, re.MULTILINE)
    return 1024 * int(found[1]) if found else 0


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _digests(out: Path) -> dict[str, str]:
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and WORK not in path.parts
    }


def stopped(folder: Path, count: int) -> dict[str, object]:
    """Pages in a WARC file to feeds, undisturbed; and killed in the middle, and resumed."""
    source = folder / "pages.warc.gz"
    write_warc(source, count)
    started = time.monotonic()
    subprocess.run(command(source, folder / "whole", "--quiet"), check=True)
    whole_s = time.monotonic() - started
    out = folder / "stopped"
    shards = _shards_of(folder / "whole")
    started = time.monotonic()
    with subprocess.Popen(command(source, out, "--quiet")) as process:
        while process.poll() is None and _done(out) < shards // 2:
            time.sleep(_LOOK_S)
        process.kill()
    first_s = time.monotonic() - started
    done = _done(out)
    started = time.monotonic()
    told = subprocess.run(
        command(source, out, "--json"), check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    report = json.loads(told.stdout)
    return {
        "pages": count,
        "warc_mb": source.stat().st_size / 1e6,
        "shards": shards,
        "whole_s": whole_s,
        "killed_after_s": first_s,
        "cleaned_before": done,
        "rest_s": time.monotonic() - started,
        "entries": report["standing"],
        "copies": report["copies"],
        "failures": report["failures"],
        "same_bytes": _digests(folder / "whole") == _digests(out),
    }


def _shards_of(out: Path) -> int:
    return len(json.loads((out / "manifest.json").read_text("utf-8"))["shards"])


def _done(out: Path) -> int:
    return len(list((out / WORK / "clean").glob("[!.]*.json")))


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--articles",
        type=int,
        nargs="*",
        default=[1_000, 10_000, 100_000],
        help="how many, a row for each; 1000000 takes hours and 20 GB",
    )
    parser.add_argument("--jobs", type=int, nargs="*", default=[1, 2], help="processes, for each")
    parser.add_argument(
        "--engine", nargs="*", default=["processes"], choices=sorted(ENGINES), help="for each"
    )
    parser.add_argument("--warc", type=int, default=10_000, help="pages of the WARC file; 0: none")
    parser.add_argument(
        "--folder",
        type=Path,
        help="where to work, and to go on if it is stopped; default: a temporary folder",
    )


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    """Prints a row for each run as it ends."""
    assert data is not None  # it does not work without
    if arguments.folder is None:
        with tempfile.TemporaryDirectory() as name:
            return _run(arguments, data, Path(name))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    return _run(arguments, data, arguments.folder)


def _run(arguments: argparse.Namespace, data: Path, folder: Path) -> int:
    rows = list(_rows(arguments, data, folder)) if arguments.articles else []
    warc = {}
    if arguments.warc:
        with tempfile.TemporaryDirectory(dir=folder) as name:
            warc = stopped(Path(name), arguments.warc)
    for key, value in warc.items():
        print(f"  {key:15} {value}")
    save(arguments.json, "scale", {"rows": [asdict(row) for row in rows], "warc": warc})
    return 0


def _rows(arguments: argparse.Namespace, data: Path, folder: Path) -> Iterator[Cost]:
    articles = stock(data)
    print(f"{len(articles)} articles of real dumps, varied; load {os.getloadavg()[0]:.1f}")
    print(
        "articles  jobs engine      wall s  articles/s   cpu s  ms/article  to first  path s"
        "  peak MB  driver MB  worker MB  state MB  output MB"
    )
    first: dict[tuple[int, str], Cost] = {}
    for count in arguments.articles:
        source = folder / f"in-{count}"
        for engine in arguments.engine:
            for jobs in arguments.jobs:
                row = _row(source, articles, count, jobs, engine)
                to_first = row.cpu_ms / first.setdefault((jobs, engine), row).cpu_ms
                path = "-" if row.path_s is None else f"{row.path_s:.1f}"
                print(
                    f"{row.articles:8}  {jobs:4} {engine:10} {row.wall_s:8.1f}"
                    f"  {row.articles / row.wall_s:10.1f} {row.cpu_s:7.1f} {row.cpu_ms:11.2f}"
                    f"  {to_first:8.2f} {path:>7}  {row.peak_mb:7.0f}  {row.driver_mb:9.0f}"
                    f"  {row.worker_mb:9.0f}  {row.state_mb:8.1f}  {row.output_mb:9.1f}",
                    flush=True,
                )
                yield row
        shutil.rmtree(source, ignore_errors=True)


def _row(source: Path, articles: Sequence[RawArticle], count: int, jobs: int, engine: str) -> Cost:
    """One row, unless it was measured before it was stopped."""
    out = source.with_name(f"out-{count}-{jobs}-{engine}")
    done = out.with_name(f"{out.name}-done.json")
    if done.exists():
        return Cost(**json.loads(done.read_text("utf-8")))
    if not source.exists():  # what was half written lies under another name
        part = source.with_name(f"{source.name}.part")
        shutil.rmtree(part, ignore_errors=True)
        write_lines(part, articles, count)
        part.rename(source)
    row = cost(source, out, count, jobs=jobs, engine=engine)
    done.write_text(json.dumps(asdict(row)), "utf-8")
    shutil.rmtree(out)
    return row
