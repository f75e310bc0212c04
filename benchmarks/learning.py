"""What a source's articles teach, by how many there are, and what learning took wrongly."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data as labelled
from benchmarks import scores
from benchmarks.scores import DUMP_COLUMNS, cell
from feedclean.model.article import CleanArticle
from feedclean.model.plan import CleanOptions
from feedclean.model.removal import Removal

NEIGHBOURS = (1, 3, 10, 30, 100, None)
LOST = "body lost by learning: kept alone, gone with the whole source"
BACK = "boilerplate back by learning: gone alone, left with the whole source"
GONE = "boilerplate gone by learning: left alone, gone with the whole source"
_WHOLE = CleanOptions(excerpt_chars=1_000_000)
"""Records that hold all of what was removed, so that a snippet is found in the one that took it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A snippet that one way of cleaning keeps and the other does not."""

    id: str
    kind: str
    snippet: str
    rule: str
    reason: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--no-curve", action="store_true", help="only what was taken wrongly")
    parser.add_argument(
        "--neighbours", type=int, metavar="N", help="of the comparison, at most; default: all"
    )
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time; default: 2")


def run(arguments: argparse.Namespace, data: Path) -> int:
    print(f"feedclean {labelled.version()}")
    told: dict[str, Any] = {}
    if not arguments.no_curve:
        told["curve"] = _curve(data, arguments.jobs)
    found = compared(data, arguments.neighbours)
    for what, snippets in found.items():
        print(f"{what}: {len(snippets)}")
        _show(snippets)
        told[what] = [asdict(one) for one in snippets]
    labelled.save(arguments.json, "learning", told)
    return 0


def _show(found: list[Taken]) -> None:
    for one in found:
        print(f"  {one.id}  [{one.kind}]  {one.snippet[:80]}")
        print(f"      {one.rule}: {one.reason}")
    print()


def _curve(data: Path, jobs: int) -> dict[str, Any]:
    """Scores of the dumps alone, then with so many neighbours of their source."""
    runs = [scores.dump_runs(())[0], *(scores.source_run(n) for n in NEIGHBOURS)]
    told: dict[str, Any] = {}
    print(f"{'dumps, %':<24}" + "".join(f"{column:>8}" for column in DUMP_COLUMNS))
    found = scores.all_of(runs, partial(scores.on_dumps, data), jobs)
    for name, rows in found.items():
        told[name] = scores.dump_figures(rows)
        print(f"{name:<24}" + "".join(map(cell, told[name].values())), flush=True)
    print()
    return told


def compared(data: Path, neighbours: int | None = None) -> dict[str, list[Taken]]:
    """Snippets that fare otherwise when a dump is cleaned with its source than alone."""
    from benchmarks.adapters import cleaned_dump, cleaned_source

    scorer = labelled.scorer(data / "dumps")
    raw, bulk = (str(data / "dumps" / name) for name in ("raw", "bulk"))
    found: dict[str, list[Taken]] = {LOST: [], BACK: [], GONE: []}
    for source, docs, labels in scorer.load_sources(labelled.labels(data), raw, bulk, neighbours):
        learned = cleaned_source(docs, {"source": source}, _WHOLE)
        bodies = dict(docs)
        for label in labels:
            hint = {"file": label["file"], "source": label["source"]}
            alone = cleaned_dump(bodies[label["file"]], hint, _WHOLE)
            together = learned.get(label["file"])
            if alone is not None and together is not None:
                found[LOST] += taken(label, "keep", alone, together, scorer)
                found[BACK] += taken(label, "drop", together, alone, scorer)
                found[GONE] += taken(label, "drop", alone, together, scorer)
    return found


def taken(
    label: Mapping[str, Any], which: str, one: CleanArticle, other: CleanArticle, scorer: Any
) -> Iterator[Taken]:
    """The snippets of a label that one outcome has, and the record of the other that took them."""
    before = scorer.squeeze(scorer.html_text(one.html)[0])
    after = scorer.squeeze(scorer.html_text(other.html)[0])
    kinds = label.get(f"{which}_kind") or [""] * len(label[which])
    for kind, snippet in zip(kinds, label[which], strict=True):
        sought = scorer.squeeze(snippet)
        if sought in before and sought not in after:
            record = who_took(sought, other.removals, scorer)
            yield Taken(
                id=label["id"],
                kind=kind,
                snippet=snippet,
                rule=record.rule if record else "?",
                reason=record.reason if record else "in no single record",
            )


def who_took(sought: str, removals: tuple[Removal, ...], scorer: Any) -> Removal | None:
    """The record whose text holds a snippet."""
    return next((one for one in removals if sought in scorer.squeeze(one.excerpt)), None)
