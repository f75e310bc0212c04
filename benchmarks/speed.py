"""How fast: processor time on the same pages, feedclean and peers taking turns in one process."""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.environment import ROOT, python
from benchmarks.quality import CORE

PEERS = ("trafilatura", "resiliparse", "readability-lxml")


def run(data: Path, pages: int, passes: int) -> None:
    """Runs the measurement in the environment that holds the peers too."""
    subprocess.run(
        [str(python()), "-m", "benchmarks.speed", str(data), str(pages), str(passes)],
        cwd=ROOT,
        check=True,
    )


def _sample(data: Path, many: int) -> list[tuple[bytes, str]]:
    sys.path.insert(0, str(data / "extraction"))
    import score  # type: ignore[import-not-found]  # the scorer that lies beside the data

    found = [
        (html, truth.get("url") or "")
        for _, truth, html in score.load(data / "extraction", list(CORE))
    ]
    random.Random(7).shuffle(found)  # noqa: S311 - a sample, not a secret
    return found[:many]


def _measure(data: Path, many: int, passes: int) -> None:
    from benchmarks.adapters import page
    from benchmarks.peers import PAGE

    sample = _sample(data, many)
    functions: dict[str, Callable[[bytes, str], Any]] = {"feedclean": page}
    functions.update((name, PAGE[name]) for name in PEERS)
    times: dict[str, list[float]] = {name: [] for name in functions}
    for function in functions.values():
        _timed(function, *sample[0])
    for _ in range(passes):
        spent = dict.fromkeys(functions, 0.0)
        for body, url in sample:
            for name, function in functions.items():
                spent[name] += _timed(function, body, url)
        for name, seconds in spent.items():
            times[name].append(seconds)
    size = sum(len(body) for body, _ in sample) / len(sample)
    print(f"{len(sample)} pages, {size / 1e3:.0f} kB mean, median of {passes} passes, CPU time")
    ours = statistics.median(times["feedclean"])
    for name, seconds in times.items():
        middle = statistics.median(seconds)
        each, ratio = 1000 * middle / len(sample), middle / ours
        print(f"{name:<18}{each:>8.2f} ms/page{ratio:>8.2f} x feedclean")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"peak memory of the whole process: {peak / 1024:.0f} MB")


def _timed(function: Callable[[bytes, str], Any], body: bytes, url: str) -> float:
    start = time.process_time()
    try:
        function(body, url)
    except Exception as error:  # noqa: BLE001 - a peer that stumbles has still spent its time
        print(f"{function.__name__}: {type(error).__name__} on {url}", file=sys.stderr)
    return time.process_time() - start


if __name__ == "__main__":
    _measure(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
