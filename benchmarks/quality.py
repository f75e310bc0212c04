"""How clean and how complete: feedclean and its peers through the scorers of the data folder."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.environment import ROOT, python

CORE = ("scrapinghub", "trafilatura", "news424", "wcxb_article", "magic_article", "gne_zh")
"""Datasets of the headline mean; what else lies in the folder is shown beside it."""


def pages(data: Path, *, with_peers: bool) -> None:
    """F1 on whole pages, one row an extractor, one column a dataset."""
    print(f"{'pages, F1':<18}" + "".join(f"{name[:11]:>13}" for name in CORE) + f"{'mean':>8}")
    for name, command in _runs("benchmarks.adapters:page", peers.PAGE, with_peers=with_peers):
        report = _score(data / "extraction", command, [a for d in CORE for a in ("--dataset", d)])
        figures = [report["summary"][dataset]["f1"] for dataset in CORE]
        mean = statistics.fmean(figures)
        print(
            f"{name:<18}" + "".join(f"{f1:>13.4f}" for f1 in figures) + f"{mean:>8.4f}", flush=True
        )


def dumps(data: Path, *, with_peers: bool) -> None:
    """Snippets kept and dropped on single dumps, then on whole sources."""
    names = {peer: f"benchmarks.peers:{function}" for peer, function in peers.DUMP.items()}
    head = ("keep", "drop", "clean", "title", "date", "author", "url")
    print(f"{'dumps, %':<24}" + "".join(f"{column:>8}" for column in head))
    for name, command in _runs("benchmarks.adapters:dump", names, with_peers=with_peers):
        _dump_row(name, _dump_score(data, command, ()))
    command = [sys.executable, "benchmarks.adapters:source"]
    for neighbours in (1, 3, 10, 30, 100):
        limits = ("--source-mode", "--neighbours", str(neighbours))
        _dump_row(f"source, {neighbours} neighbours", _dump_score(data, command, limits))
    _dump_row("source, all", _dump_score(data, command, ("--source-mode",)))


def _runs(
    ours: str, others: Mapping[str, Any], *, with_peers: bool
) -> Iterator[tuple[str, list[str]]]:
    """Name, interpreter and function of each run."""
    yield "feedclean", [sys.executable, ours]
    if with_peers:
        for name, function in others.items():
            spec = (
                function if isinstance(function, str) else f"benchmarks.peers:{function.__name__}"
            )
            yield name, [str(python()), spec]


def _score(folder: Path, command: list[str], options: Iterable[str]) -> Any:
    interpreter, spec = command
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run(
            [
                interpreter,
                str(folder / "score.py"),
                spec,
                "--worst",
                "0",
                "--json",
                out.name,
                *options,
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return json.loads(Path(out.name).read_text("utf-8"))


def _dump_score(data: Path, command: list[str], options: Iterable[str]) -> Any:
    interpreter, spec = command
    with tempfile.NamedTemporaryFile(suffix=".json") as out:
        subprocess.run(
            [
                *(interpreter, str(data / "dumps" / "score.py"), "--extractor", spec),
                *("--failures", "0", "--json", out.name, *options),
            ],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return json.loads(Path(out.name).read_text("utf-8"))


def _dump_row(name: str, rows: list[Mapping[str, Any]]) -> None:
    def rate(hit: str, of: str) -> float:
        return 100 * sum(row[hit] for row in rows) / max(1, sum(row[of] for row in rows))

    def share(key: str) -> float:
        values = [row[key] for row in rows if row[key] is not None]
        return 100 * sum(values) / max(1, len(values))

    figures = [rate("keep_hit", "keep"), rate("drop_ok", "drop")]
    figures += [share(key) for key in ("clean", "title", "date", "author", "url")]
    print(f"{name:<24}" + "".join(f"{figure:>8.1f}" for figure in figures), flush=True)
