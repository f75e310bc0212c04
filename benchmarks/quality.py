"""How clean and how complete: feedclean and its peers through the scorers of the data folder."""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data as labelled
from benchmarks import scores
from benchmarks.data import CORE
from benchmarks.environment import ready
from benchmarks.peers import PEERS
from benchmarks.scores import DUMP_COLUMNS, cell

Rows = Sequence[Mapping[str, Any]]
BESIDE = ("readability", "np4k", "magic_forum")
"""Datasets that are no part of the mean: one rewards agreeing with a peer, one has 13 pages, one
counts comments as text."""
NOTE = (
    "feedclean's weights were learned from pages of these datasets: the figure for sites it has not"
    "\nseen is the cross-validated one of python -m benchmarks.train (docs/benchmarks.md)"
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--only", choices=("dumps", "pages"), help="one of the two tables")
    parser.add_argument(
        "--by",
        choices=("total", "language", "dataset"),
        action="append",
        help="total (default), language, or dataset (of pages) and source (of dumps); "
        "may be given more than once: everything is scored once only",
    )
    parser.add_argument(
        "--peers",
        type=_names,
        default=tuple(PEERS),
        metavar="A,B",
        help=f"of {', '.join(PEERS)}; default: all",
    )
    parser.add_argument("--no-peers", action="store_true", help="feedclean's rows only")
    parser.add_argument("--jobs", type=int, default=2, help="extractors at a time; default: 2")


def _names(text: str) -> tuple[str, ...]:
    names = tuple(name for name in text.split(",") if name)
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(unknown)}")
    return names


def run(arguments: argparse.Namespace, data: Path) -> int:
    versions = {} if arguments.no_peers else ready(arguments.peers)
    by = tuple(arguments.by or ("total",))
    told: dict[str, Any] = {"peers": versions}
    print(f"feedclean {labelled.version()}")
    print("".join(f"{name} {version}\n" for name, version in versions.items()), flush=True)
    if arguments.only != "pages":
        told["dumps"] = dumps(data, versions, by, arguments.jobs)
    if arguments.only != "dumps":
        told["pages"] = pages(data, versions, by, arguments.jobs)
    labelled.save(arguments.json, "quality", told)
    return 0


def dumps(data: Path, others: Iterable[str], by: Iterable[str], jobs: int) -> dict[str, Any]:
    """Snippets kept and dropped on single dumps, then by feedclean on whole sources."""
    runs = [*scores.dump_runs(others), scores.source_run(None)]
    found = scores.all_of(runs, partial(scores.on_dumps, data), jobs)
    labels = labelled.labels(data)
    tables = {
        "total": lambda: _dumps_in_all(found),
        "language": lambda: _dumps_by("language", labels, found),
        "dataset": lambda: _dumps_by("source", labels, found),
    }
    return {name: tables[name]() for name in by}


def _dumps_in_all(found: Mapping[str, Rows]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    print(f"{'dumps, %':<24}" + "".join(f"{column:>8}" for column in DUMP_COLUMNS))
    for name, rows in found.items():
        told[name] = scores.dump_figures(rows)
        print(f"{name:<24}" + "".join(map(cell, told[name].values())))
    print(flush=True)
    return told


def _dumps_by(key: str, labels: Rows, found: Mapping[str, Rows]) -> dict[str, Any]:
    # zh-Hans and zh-Hant are one language; names of sources hold hyphens that mean nothing
    groups = {
        label["id"]: label[key].partition("-")[0] if key == "language" else label[key]
        for label in labels
    }
    told: dict[str, Any] = {}
    head = "".join(f"{column:>8}" for column in DUMP_COLUMNS)
    for name, rows in found.items():
        print(f"{'dumps, %: ' + name:<32}{'dumps':>6}{head}")
        told[name] = {}
        for group, members in scores.grouped(rows, groups).items():
            figures = scores.dump_figures(members)
            told[name][group] = {"dumps": len(members), **figures}
            print(f"{group:<32}{len(members):>6}" + "".join(map(cell, figures.values())))
        print(flush=True)
    return told


def pages(data: Path, others: Iterable[str], by: Iterable[str], jobs: int) -> dict[str, Any]:
    """F1 on whole pages."""
    datasets = (*CORE, *BESIDE) if "dataset" in by else CORE
    runs = scores.page_runs(others)
    found = scores.all_of(runs, partial(scores.on_pages, data, datasets), jobs)
    headline = labelled.scorer(data / "extraction").headline
    tables = {
        "total": lambda: _pages_by_dataset("F1", found, CORE, headline),
        "language": lambda: _pages_by_language(data, found),
        "dataset": lambda: {
            "f1": _pages_by_dataset("F1", found, datasets, headline),
            "precision": _pages_by_dataset("precision", found, datasets, _precision),
            "recall": _pages_by_dataset("recall", found, datasets, _recall),
        },
    }
    told = {name: tables[name]() for name in by}
    print(NOTE)
    return told


def _precision(_dataset: str, summary: Mapping[str, Any]) -> float:
    return float(summary["precision"])


def _recall(_dataset: str, summary: Mapping[str, Any]) -> float:
    return float(summary["recall"])


def _pages_by_dataset(
    what: str,
    found: Mapping[str, Any],
    datasets: Sequence[str],
    figure: Callable[[str, Mapping[str, Any]], float],
) -> dict[str, Any]:
    """One row an extractor, one column a dataset, and the mean of the core."""
    told: dict[str, Any] = {}
    head = "".join(f"{name[:12]:>13}" for name in datasets)
    print(f"{'pages, ' + what:<24}{head}{'core mean':>11}")
    for name, report in found.items():
        figures = {dataset: figure(dataset, report["summary"][dataset]) for dataset in datasets}
        mean = statistics.fmean(figures[dataset] for dataset in CORE)
        errors = sum(report["summary"][dataset]["errors"] for dataset in datasets)
        told[name] = {**figures, "core mean": mean, "errors": errors}
        cells = "".join(cell(one, 13, 4) for one in figures.values()) + cell(mean, 11, 4)
        print(f"{name:<24}{cells}" + (f"  ({errors} errors)" if errors else ""))
    print(flush=True)
    return told


def _pages_by_language(data: Path, found: Mapping[str, Any]) -> dict[str, Any]:
    """One row a language, one column an extractor: mean of the pages' own F1, core pages only."""
    groups = {
        f"{dataset}/{truth['id']}": labelled.language(truth, html)
        for dataset, truth, html in labelled.pages(data, CORE)
    }
    told: dict[str, dict[str, float]] = {}
    for name, report in found.items():
        rows = [
            {**row, "id": f"{dataset}/{row['id']}"}
            for dataset in CORE
            for row in report["pages"][dataset]
        ]
        for group, members in scores.grouped(rows, groups).items():
            line = told.setdefault(group, {"pages": len(members)})
            line[name] = scores.mean_f1(members)
    print(f"{'pages, mean F1':<16}{'pages':>6}" + "".join(f"{name[:20]:>21}" for name in found))
    for group, line in told.items():
        print(f"{group:<16}{line['pages']:>6}" + "".join(cell(line[n], 21, 4) for n in found))
    print(flush=True)
    return told
