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
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.data import save
from benchmarks.further import MORE, Further, killed, measured, resumed, shards_in, told_before
from benchmarks.further import run as run_watched
from benchmarks.warm import WORDS
from benchmarks.watching import LOOK_S, size_of
from feedclean.archive.order import WORK
from feedclean.codec import plain
from feedclean.execute.table import ENGINES
from feedclean.gather.stray import reason_against
from feedclean.model.article import RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read

EACH = 2_000
"""Articles in one file of JSON Lines."""
TURNS = 360
"""Times round, each a month before, until the months begin anew: thirty years of each source."""
LONG = 80
"""Characters of a text that is varied; shorter ones may be what a site puts around its articles."""
_TEXT = re.compile(r">([^<>]{80,})<")


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


def short(articles: Sequence[RawArticle], most: int) -> list[RawArticle]:
    """Those with less markup than that, and a text that can be varied."""
    return [one for one in articles if len(one.html) < most and _TEXT.search(one.html)]


def varied(articles: Sequence[RawArticle], numbers: Iterable[int]) -> Iterator[dict[str, object]]:
    """A record for each number; each time round, text says something else, at another address."""
    for number in numbers:
        turn, raw = number // len(articles), articles[number % len(articles)]
        mark = f" {_word(turn)} {turn}" if turn else ""
        html = _TEXT.sub(lambda found, mark=mark: f">{found[1]}{mark}<", raw.html)
        published = raw.meta.published or datetime(2024, 1, 1, tzinfo=UTC)
        yield {
            "url": f"https://{raw.meta.source}.example/{turn}/{number}",
            "title": f"{raw.meta.title}{mark}",
            "html": html,
            "published": plain(published - timedelta(days=30 * (turn % TURNS))),
            "language": raw.meta.language,
        }


def _word(number: int) -> str:
    return WORDS[number % len(WORDS)]


def write_lines(
    folder: Path, articles: Sequence[RawArticle], numbers: range, each: int = EACH
) -> None:
    """The records of some numbers as files of JSON Lines, of so many each."""
    folder.mkdir(parents=True, exist_ok=True)
    for start in range(numbers.start, numbers.stop, each):
        with (folder / f"{start:07}.jsonl").open("w", encoding="utf-8") as file:
            for record in varied(articles, range(start, min(start + each, numbers.stop))):
                file.write(json.dumps(record, ensure_ascii=False) + "\n")


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
    noted = out.with_suffix(".json")
    was_stopped = noted.exists()
    watch = run_watched(_words(source, out, jobs, engine), noted).watch
    found = told_before(noted)
    noted.unlink()
    return Cost(
        articles=articles,
        jobs=jobs,
        engine=engine,
        path_s=None if was_stopped else watch.path_s(out / WORK),
        state_mb=size_of(out / WORK) / 1e6,
        output_mb=(size_of(out) - size_of(out / WORK)) / 1e6,
        **found,
    )


def _words(source: Path, out: Path, jobs: int, engine: str) -> list[str]:
    options = ("--jobs", str(jobs), "--engine", engine, "--keep", "--quiet")
    return command(source, out, *options)


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
        while process.poll() is None and shards_in(out, "clean") < shards // 2:
            time.sleep(LOOK_S)
        process.kill()
    first_s = time.monotonic() - started
    done = shards_in(out, "clean")
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
        "--short", type=int, metavar="CHARS", help="only articles with less markup than that"
    )
    parser.add_argument("--each", type=int, default=EACH, help="articles in one file")
    parser.add_argument(
        "--further",
        action="store_true",
        help="kill each run in its middle, then run it over what is done, and with more articles",
    )
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


def _rows(arguments: argparse.Namespace, data: Path, folder: Path) -> Iterator[Row]:
    articles = stock(data)
    if arguments.short:
        articles = short(articles, arguments.short)
    print(f"{len(articles)} articles of real dumps, varied; load {os.getloadavg()[0]:.1f}")
    print(
        "articles  jobs engine      wall s  articles/s   cpu s  ms/article  to first  path s"
        "  peak MB  driver MB  worker MB  state MB  output MB"
    )
    first: dict[tuple[int, str], Cost] = {}
    for count in arguments.articles:
        inputs = Inputs(folder / f"in-{count}", articles, count, arguments.each)
        for engine in arguments.engine:
            for jobs in arguments.jobs:
                row = _row(inputs, jobs, engine, is_further=arguments.further)
                one = row.cost
                to_first = one.cpu_ms / first.setdefault((jobs, engine), one).cpu_ms
                path = "-" if one.path_s is None else f"{one.path_s:.1f}"
                print(
                    f"{one.articles:8}  {jobs:4} {engine:10} {one.wall_s:8.1f}"
                    f"  {one.articles / one.wall_s:10.1f} {one.cpu_s:7.1f} {one.cpu_ms:11.2f}"
                    f"  {to_first:8.2f} {path:>7}  {one.peak_mb:7.0f}  {one.driver_mb:9.0f}"
                    f"  {one.worker_mb:9.0f}  {one.state_mb:8.1f}  {one.output_mb:9.1f}",
                    flush=True,
                )
                if row.further is not None:
                    print(_told(row.further), flush=True)
                yield row
        shutil.rmtree(inputs.folder, ignore_errors=True)


def _told(further: Further) -> str:
    spans = ", ".join(f"{name} {seconds:.1f}" for name, seconds in further.stages_s.items())
    return (
        f"  stages, s: {spans}\n"
        f"  {further.crowd} files in the largest folder, {further.shards} shards\n"
        f"  killed with {further.killed_shards} shards cleaned; the next one "
        f"{further.resumed_s:.1f} s after it was started again\n"
        f"  run over what is done: {further.again_s:.1f} s; with {MORE} articles more: "
        f"{further.more_s:.1f} s, {further.more_cpu_s:.1f} s of processors, "
        f"{further.more_before} of {2 * further.shards} shards found done"
    )


@dataclass(frozen=True, slots=True)
class Row:
    """What a run came to, and those around it."""

    cost: Cost
    further: Further | None


@dataclass(frozen=True, slots=True)
class Inputs:
    """A folder of records; they are written when they are first asked for."""

    folder: Path
    articles: Sequence[RawArticle]
    count: int
    each: int

    def write(self) -> None:
        """Writes them, unless they are there; what was half written lies under another name."""
        if not self.folder.exists():
            part = self.folder.with_name(f"{self.folder.name}.part")
            shutil.rmtree(part, ignore_errors=True)
            write_lines(part, self.articles, range(self.count), self.each)
            part.rename(self.folder)

    def add(self) -> None:
        """Writes some more."""
        numbers = range(self.count, self.count + MORE)
        write_lines(self.folder, self.articles, numbers, self.each)

    def take_away(self) -> None:
        """Removes what was added."""
        for path in self.folder.iterdir():
            if int(path.stem) >= self.count:
                path.unlink()


def _row(inputs: Inputs, jobs: int, engine: str, *, is_further: bool) -> Row:
    """One row, unless it was measured before it was stopped."""
    source = inputs.folder
    out = source.with_name(f"out-{inputs.count}-{jobs}-{engine}")
    done = out.with_name(f"{out.name}-done.json")
    if done.exists():
        return Row(Cost(**json.loads(done.read_text("utf-8"))), None)
    inputs.write()
    words, noted, since = _words(source, out, jobs, engine), out.with_suffix(".json"), time.time()
    was = (0, 0.0)
    if is_further:
        was = (killed(words, out, noted), resumed(words, out, noted))
    one = cost(source, out, inputs.count, jobs=jobs, engine=engine)
    further = measured(words, out, inputs.add, was, since) if is_further else None
    inputs.take_away()
    done.write_text(json.dumps(asdict(one)), "utf-8")
    shutil.rmtree(out)
    return Row(one, further)
