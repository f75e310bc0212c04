"""What becomes of whole pages that somebody kept as Markdown or plain text.

``python -m benchmarks.train.convert`` writes them.
"""

from __future__ import annotations

import argparse
import glob
import statistics
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks import adapters
from benchmarks import data as labelled
from benchmarks.data import CORE
from feedclean.model.article import Scope

Row = Mapping[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--pages", type=Path, required=True, metavar="DIR", help="the converted pages"
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one file."""

    dataset: str
    is_read: bool
    is_page: bool
    """Whether it was taken for a whole page, menus and all."""
    as_it_is: Row
    """The score of all of its text."""
    cleaned: Row


def run(arguments: argparse.Namespace, data: Path) -> int:
    score = labelled.scorer(data / "extraction")
    found: dict[str, list[Found]] = defaultdict(list)
    for dataset, truth, _ in labelled.pages(data, CORE):
        for converter, one in _files(arguments.pages, dataset, truth, score):
            found[converter].append(one)
    print(f"feedclean {labelled.version()}\n")
    columns = ("files", "read, %", "whole, %", "as it is", "cleaned")
    print(f"{'F1, core mean':16}" + "".join(f"{column:>10}" for column in columns))
    told = {converter: _figures(rows, score) for converter, rows in sorted(found.items())}
    for converter, figures in told.items():
        cells = (
            f"{figures['files']:10.0f}",
            f"{figures['read']:10.1f}",
            f"{figures['whole']:10.1f}",
            f"{figures['as_it_is']:10.4f}",
            f"{figures['cleaned']:10.4f}",
        )
        print(f"{converter:16}{''.join(cells)}")
    labelled.save(arguments.json, "converted", told)
    return 0


def _files(
    folder: Path, dataset: str, truth: Mapping[str, Any], score: ModuleType
) -> Iterator[tuple[str, Found]]:
    """Each file that was made of a page, by its converter."""
    name = truth["id"]
    for path in sorted(folder.joinpath(dataset).glob(f"{glob.escape(name)}.*")):
        body = path.read_bytes()
        hint = {"file": path.name}
        raw = adapters.read_dump(body, hint)
        cleaned = adapters.dump(body, hint)
        yield (
            path.name.removeprefix(f"{name}."),
            Found(
                dataset=dataset,
                is_read=raw is not None,
                is_page=raw is not None and raw.scope is Scope.PAGE,
                as_it_is=score.score_page(truth, body.decode("utf-8", "replace")),
                cleaned=score.score_page(truth, score.as_text(cleaned.get("html", ""))),
            ),
        )


def _figures(rows: list[Found], score: ModuleType) -> dict[str, float]:
    def core(name: str) -> float:
        by_dataset: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            by_dataset[row.dataset].append(getattr(row, name))
        return statistics.fmean(score.aggregate(scored)["f1"] for scored in by_dataset.values())

    return {
        "files": len(rows),
        "read": 100 * statistics.fmean(row.is_read for row in rows),
        "whole": 100 * statistics.fmean(row.is_page for row in rows),
        "as_it_is": core("as_it_is"),
        "cleaned": core("cleaned"),
    }
