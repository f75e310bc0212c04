"""Runs of the scorers, one process an extractor, and the sums of what they say."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import peers
from benchmarks.environment import ROOT, python

OURS = "feedclean"
DUMP_COLUMNS = ("keep", "drop", "clean", "title", "date", "author", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One extractor under one scorer."""

    name: str
    interpreter: str
    function: str
    options: tuple[str, ...] = ()


def page_runs(others: Iterable[str]) -> list[Run]:
    """feedclean and some peers, on pages."""
    return [
        _ours("page"),
        *(Run(name=n, interpreter=str(python()), function=peers.page_of(n)) for n in others),
    ]


def dump_runs(others: Iterable[str]) -> list[Run]:
    """feedclean and those peers that read dumps; peers have no notion of a source."""
    known = {name: peers.dump_of(name) for name in others}
    return [
        _ours("dump"),
        *(Run(name=n, interpreter=str(python()), function=f) for n, f in known.items() if f),
    ]


def source_run(neighbours: int | None) -> Run:
    """feedclean with whole sources, of at most so many dumps beside the labelled ones."""
    limit = () if neighbours is None else ("--neighbours", str(neighbours))
    name = "feedclean, source" if neighbours is None else f"source, {neighbours} neighbours"
    return _ours("source", name=name, options=("--source-mode", *limit))


def _ours(function: str, *, name: str = OURS, options: tuple[str, ...] = ()) -> Run:
    where = f"benchmarks.adapters:{function}"
    return Run(name=name, interpreter=sys.executable, function=where, options=options)


class ScorerFailed(RuntimeError):
    """The scorer of an extractor ended without figures."""


def all_of(runs: Sequence[Run], score: Callable[[Run], Any], jobs: int) -> dict[str, Any]:
    """What the scorer says of each run, by name and in their order, so many at a time.

    A peer whose scorer fails costs its own row; feedclean's failure is ours to see.
    """

    def guarded(run: Run) -> Any:
        try:
            return score(run)
        except ScorerFailed as error:
            if run.interpreter == sys.executable:
                raise
            print(f"left out: {run.name}: {error}", file=sys.stderr)
            return None

    with ThreadPoolExecutor(max_workers=jobs) as pool:
        found = pool.map(guarded, runs)
        return {run.name: told for run, told in zip(runs, found, strict=True) if told is not None}


def on_pages(data: Path, datasets: Sequence[str], run: Run) -> Any:
    """Report of the page scorer: ``summary`` and ``pages`` by dataset."""
    named = [part for dataset in datasets for part in ("--dataset", dataset)]
    return _run(data / "extraction", run, [run.function, "--worst", "0", *named])


def on_dumps(data: Path, run: Run) -> Any:
    """Rows of the dump scorer, one a labelled dump."""
    return _run(data / "dumps", run, ["--extractor", run.function, "--failures", "0"])


def _run(folder: Path, run: Run, arguments: Sequence[str]) -> Any:
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "scores.json"
        command = [run.interpreter, str(folder / "score.py"), *arguments, *run.options]
        done = subprocess.run(
            [*command, "--json", str(out)],
            cwd=ROOT,
            check=False,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode or not out.is_file():
            last = done.stderr.strip().splitlines()[-1:] or ["no word of why"]
            raise ScorerFailed(f"the scorer failed: {last[0]}")
        return json.loads(out.read_text("utf-8"))


def dump_figures(rows: Iterable[Mapping[str, Any]]) -> dict[str, float | None]:
    """Per cent of each column; None where no row has a value for it."""
    rows = list(rows)

    def rate(hit: str, of: str) -> float | None:
        whole = sum(row[of] for row in rows)
        return 100 * sum(row[hit] for row in rows) / whole if whole else None

    def share(key: str) -> float | None:
        values = [row[key] for row in rows if row[key] is not None]
        return 100 * sum(values) / len(values) if values else None

    found = {"keep": rate("keep_hit", "keep"), "drop": rate("drop_ok", "drop")}
    return found | {key: share(key) for key in DUMP_COLUMNS[2:]}


def grouped(
    rows: Iterable[Mapping[str, Any]], groups: Mapping[str, str]
) -> dict[str, list[Mapping[str, Any]]]:
    """Rows by the group of their id, the largest group first."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        found[groups[row["id"]]].append(row)
    return dict(sorted(found.items(), key=lambda item: (-len(item[1]), item[0])))


def mean_f1(rows: Iterable[Mapping[str, Any]]) -> float:
    """Mean of the pages' own F1: what pages of several datasets can be summed by."""
    return statistics.fmean(row["f1"] for row in rows)


def cell(value: float | None, width: int = 8, digits: int = 1) -> str:
    """A figure in a column; a dash for none."""
    return f"{'-':>{width}}" if value is None else f"{value:>{width}.{digits}f}"
