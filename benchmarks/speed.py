"""How fast: processor time on the same pages, feedclean and peers taking turns in one process.

Each page is seen once a pass, and what answers by text from a cache is emptied between passes, for
feedclean and the peers alike. What a page costs that has been seen before is told beside it.
Memory is taken from a process of its own for each extractor, since one process mixes them.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks import data as labelled
from benchmarks import stages
from benchmarks.environment import ROOT, python, ready
from benchmarks.peers import PEERS, Peer
from benchmarks.scores import OURS, cell

TIMED = ("trafilatura", "resiliparse", "readability-lxml", "magic-html")
"""Peers in Python: the processor time of another process is not ours to read."""
AGAIN = f"{OURS}, seen before"
CACHES = ("feedclean", "trafilatura", "htmldate", "courlan", "readability", "magic_html", "justext")
"""Packages whose caches are emptied."""
Page = tuple[str, dict[str, Any], bytes]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=300, help="pages timed; default: 300")
    parser.add_argument("--passes", type=int, default=5, help="passes over them; default: 5")
    parser.add_argument(
        "--peers",
        type=lambda text: tuple(name for name in text.split(",") if name in PEERS),
        default=TIMED,
        metavar="A,B",
        help=f"of those in Python; default: {','.join(TIMED)}",
    )


def run(arguments: argparse.Namespace, data: Path) -> int:
    """Measures in the environment that holds the peers too, and shows what that process tells."""
    versions = ready(name for name in arguments.peers if not PEERS[name].is_node)
    print(f"feedclean {labelled.version()}")
    print("".join(f"{name} {version}\n" for name, version in versions.items()), flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        # The processes read the pages one by one: to choose them takes more memory than any
        # extractor does.
        pages = Path(scratch) / "pages"
        with pages.open("wb") as out:
            for page in labelled.sample(data, arguments.pages + 1):
                pickle.dump(page, out)
        told = _child("times", pages, str(arguments.passes), *versions)
        told["peak_mb"] = {name: _child("memory", pages, name) for name in (OURS, *versions)}
        told["stages"] = _child("stages", pages)
    show(told)
    labelled.save(arguments.json, "speed", {"peers": versions, **told})
    return 0


def show(told: Mapping[str, Any]) -> None:
    """The tables of one measurement."""
    passes = len(told["seconds"][OURS])
    print(
        f"{told['pages']} pages, {told['mean_kb']:.0f} kB mean; processor time of {passes} passes, "
        "the extractors taking turns page by page"
    )
    head = ("median ms", "min ms", "x feedclean", "peak MB")
    print(f"{'':<24}" + "".join(f"{column:>13}" for column in head))
    for name, ms, least, ratio in rows(told["seconds"], told["pages"]):
        figures = (cell(ms, 13, 2), cell(least, 13, 2), cell(ratio, 13, 2))
        print(f"{name:<24}" + "".join(figures) + cell(told["peak_mb"].get(name), 13, 0))
    print(f"\nfeedclean by stage, ms a page{'first':>16}{'again':>9}{'calls':>9}")
    by = told["stages"]
    for stage in by["first"]:
        first, again = by["first"][stage], by["again"].get(stage, 0.0)
        calls = by["calls"].get(stage, 0) / told["pages"]
        print(f"{stage:<29}{first:>16.3f}{again:>9.3f}{calls:>9.1f}")
    print(f"{'sum':<29}{sum(by['first'].values()):>16.3f}{sum(by['again'].values()):>9.3f}")
    for stage, where in by["missing"]:
        print(f"not there any more, so not timed: {stage} ({where})")
    for stage in by["never"]:
        print(f"never called, so perhaps called by another name: {stage}")


def rows(
    seconds: Mapping[str, Sequence[float]], pages: int
) -> list[tuple[str, float, float, float]]:
    """Name, median and least milliseconds a page, and the median ratio to feedclean.

    The ratio is taken pass by pass, where both had the same neighbours on the machine.
    """
    ours = seconds[OURS]
    return [
        (
            name,
            1000 * statistics.median(spent) / pages,
            1000 * min(spent) / pages,
            statistics.median(a / b for a, b in zip(spent, ours, strict=True)),
        )
        for name, spent in seconds.items()
    ]


def _child(what: str, pages: Path, *arguments: str) -> Any:
    command = [str(python()), "-m", "benchmarks.speed", what, str(pages), *arguments]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"measuring {what} failed")
    return json.loads(done.stdout.splitlines()[-1])


# ------------------------------------------------------------------ in a process of its own


def _functions(names: Iterable[str]) -> dict[str, Callable[[bytes, str], Any]]:
    from benchmarks.adapters import page

    return {name: page if name == OURS else _timed(PEERS[name]) for name in names}


def _timed(peer: Peer) -> Callable[[bytes, str], Any]:
    return peer.timed or peer.page


def times(file: Path, passes: int, names: Sequence[str]) -> dict[str, Any]:
    """Seconds of each pass for each extractor."""
    functions = _functions((OURS, *names))
    warm, *pages = _read(file)
    seconds: dict[str, list[float]] = {name: [] for name in (OURS, AGAIN, *names)}
    for function in functions.values():
        spend(function, warm)
    for turn in range(passes):
        stages.forget(CACHES)
        spent = dict.fromkeys(functions, 0.0)
        for position, page in enumerate(pages):
            for name in rotated(tuple(functions), turn + position):
                spent[name] += spend(functions[name], page)
        for name in functions:
            seconds[name].append(spent[name])
        seconds[AGAIN].append(sum(spend(functions[OURS], page) for page in pages))
    mean_kb = statistics.fmean(len(body) for *_, body in pages) / 1e3
    return {"pages": len(pages), "mean_kb": mean_kb, "seconds": seconds}


def rotated(names: Sequence[str], by: int) -> tuple[str, ...]:
    """The names in turn: who comes first, with cold processor caches, is another every time."""
    by %= len(names)
    return (*names[by:], *names[:by])


def spend(function: Callable[[bytes, str], Any], page: Page) -> float:
    """Seconds of processor time for a page; what stumbles has still spent its time."""
    _, truth, body = page
    start = time.process_time()
    try:
        function(body, truth.get("url") or "")
    except Exception as error:  # noqa: BLE001 - a peer's, whatever it is
        print(f"{function.__name__}: {type(error).__name__} on {truth['id']}", file=sys.stderr)
    return time.process_time() - start


def _read(file: Path) -> Iterator[Page]:
    """The pages to time, after one to load with what is loaded once."""
    with file.open("rb") as pages:
        while True:
            try:
                yield pickle.load(pages)  # noqa: S301 - written by run, a moment ago
            except EOFError:
                return


def memory(file: Path, name: str) -> float:
    """Most megabytes this process held with one extractor, one page at a time."""
    [function] = _functions((name,)).values()
    for page in _read(file):
        spend(function, page)
    return _peak_mb()


def _peak_mb() -> float:
    """Peak resident memory of this process.

    ``ru_maxrss`` of Linux survives the start of another program, so a large parent would be
    counted; the figure of the kernel's own table does not.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        fields = dict(line.split(":", 1) for line in status.read_text("ascii").splitlines())
        return int(fields["VmHWM"].split()[0]) / 1024
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def by_stage(file: Path) -> dict[str, Any]:
    """Milliseconds a page of each stage, when pages are seen first and when seen again."""
    from benchmarks import adapters

    warm, *pages = _read(file)
    spend(adapters.page, warm)
    stages.forget(CACHES)
    told: dict[str, Any] = {}
    for turn in ("first", "again"):
        clock = stages.Clock()
        with stages.timed(clock) as missing:
            for page in pages:
                with clock.stage(stages.REST):
                    spend(adapters.page, page)
        known = dict.fromkeys([*(stage for stage, _ in stages.STAGES), stages.REST])
        told[turn] = {stage: 1000 * clock.seconds[stage] / len(pages) for stage in known}
        told["calls"], told["missing"] = dict(clock.calls), missing
        gone = {stage for stage, _ in missing}
        told["never"] = [
            stage
            for stage in known
            if stage != stages.REST and not clock.calls[stage] and stage not in gone
        ]
    return told


def _measure(what: str, file: str, *rest: str) -> Any:
    pages = Path(file)
    if what == "times":
        return times(pages, int(rest[0]), rest[1:])
    return memory(pages, rest[0]) if what == "memory" else by_stage(pages)


if __name__ == "__main__":
    print(json.dumps(_measure(*sys.argv[1:])))
