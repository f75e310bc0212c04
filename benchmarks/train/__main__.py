"""Trains the weights of the page stage and cross-validates them by site.

    python -m benchmarks.train --data DIR [--dumps DIR] [--output FILE]
    python -m benchmarks.train --data DIR --converted DIR [--output FILE]

The second trains the weights for pages that converters to Markdown and text have gone over, which
``python -m benchmarks.train.convert`` writes.

Needs lightgbm, which nothing else here does: install it into an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks import data as labelled
from benchmarks.train import pages as loading
from benchmarks.train.judge import table, whole_text
from benchmarks.train.pages import FOLDS, LabelledPage
from benchmarks.train.tables import tables
from feedclean.clean.scoring import features, neighbours, surroundings
from feedclean.clean.scoring.choice import choose
from feedclean.clean.scoring.features import Measured
from feedclean.clean.scoring.learned import BARE, PAGES, Model, Row, Tables, scorer
from feedclean.clean.scoring.neighbours import AROUND, PASSAGE_NAMES, UNSURE
from feedclean.clean.scoring.surroundings import with_surroundings

PARAMETERS = {
    "objective": "binary", "min_child_samples": 30,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
SECOND_ROUNDS, SECOND = 100, {"learning_rate": 0.08, "num_leaves": 32}
COUNTS = {
    "trafilatura": 2.0, "readability": 0.3, "dumps": 0.5, "gne_zh": 1.5, "magic_article": 1.5,
    "scrapinghub": 1.5,
}  # fmt: skip
"""How much a page of a dataset counts; 1.0 where none is given."""
OUTPUT = Path("feedclean/clean")
Scorer = Callable[[Row], float]


@dataclass(frozen=True, slots=True)
class Kind:
    """What the model of a kind of page is like."""

    weights: str
    """The name of its file."""
    names: tuple[str, ...]
    """Of the measures of the first trees."""
    rounds: int
    shape: Mapping[str, float] = field(default_factory=dict)
    """Of the first trees. What they leave open the second decide."""

    @property
    def second_names(self) -> tuple[str, ...]:
        """Of the measures of the second trees."""
        return (*AROUND, *self.names, *PASSAGE_NAMES)

    def measured(self, page: LabelledPage, known: Tables) -> Measured:
        """The candidates of a page with their rows."""
        found = features.measure(page.blocks, page.evidence, known)
        return with_surroundings(found, page.blocks) if self is STRIPPED else found


WHOLE = Kind(PAGES, features.NAMES, 60, {"learning_rate": 0.13, "num_leaves": 24})
"""Pages as they came; 40 first trees more are worth nothing."""
STRIPPED = Kind(
    BARE, (*features.NAMES, *surroundings.NAMES), 100, {"learning_rate": 0.1, "num_leaves": 32}
)
"""Pages that a converter has gone over."""


def weigh(page: LabelledPage) -> list[float]:
    """Weights of a page's blocks: by the root of their size, a large page more than a small one."""
    found = [
        label.sure * (block.chars + 5) ** 0.5
        for block, label in zip(page.blocks, page.labels, strict=True)
    ]
    scale = max(sum(found), 1e-9) ** 0.5
    more = 1.2 if "with" in page.truth else 1.0
    return [weight / scale * more * COUNTS.get(page.dataset, 1.0) for weight in found]


class Rows:
    """The candidates of a page, measured with tables that do not know its site."""

    def __init__(self, page: LabelledPage, kind: Kind, known: Tables) -> None:
        weights = weigh(page)
        self.page = page
        self.known = known
        self.measured = kind.measured(page, known)
        self.y = np.array([page.labels[p].value for p in self.measured.positions])
        self.w = np.array([weights[p] for p in self.measured.positions])

    def first(self) -> Sample:
        """What the first trees learn from the page."""
        return Sample(self.measured.rows, self.y, self.w)

    def second(self, model: Scorer) -> Sample:
        """What the second trees learn from it, where these first trees are unsure."""
        scores = [model(row) for row in self.measured.rows]
        unsure = [at for at, score in enumerate(scores) if UNSURE < score < 1 - UNSURE]
        rows = (
            neighbours.second_rows(self.page.blocks, self.measured, scores, unsure, self.known)
            if unsure
            else ()
        )
        return Sample(list(rows), self.y[unsure], self.w[unsure])


class Sample:
    """Rows, what each of them is, and how much it counts."""

    def __init__(self, rows: Sequence[Row], y: Any, w: Any) -> None:
        known = (y >= 0) & (w > 0) if len(rows) else np.zeros(0, dtype=bool)
        width = len(rows[0]) if rows else 0
        self.x = np.array(rows, dtype=np.float64).reshape(len(rows), width)[known]
        self.y, self.w = y[known], w[known]


def fit(
    samples: Iterable[Sample], names: Sequence[str], rounds: int, shape: Mapping[str, float]
) -> list[Any]:
    """Trees that tell the article from the rest in some samples."""
    found = [sample for sample in samples if len(sample.y)]
    data = lightgbm.Dataset(
        np.concatenate([sample.x for sample in found]),
        np.concatenate([sample.y for sample in found]),
        weight=np.concatenate([sample.w for sample in found]),
    )
    return trees_of(lightgbm.train({**PARAMETERS, **shape}, data, rounds), names)


@dataclass(frozen=True, slots=True)
class Trees:
    """The trees of both stages."""

    kind: Kind
    first: list[Any]
    second: list[Any]

    def model(self, known: Tables) -> Model:
        """What cleaning asks."""
        return Model(
            tables=known,
            first=scorer(self.kind.names, self.first),
            second=scorer(self.kind.second_names, self.second),
            weights=self.kind.weights,
        )


class Trainer:
    """Fits models without some folds; the second trees see first scores as they are elsewhere.

    First trees score the pages they were fitted to better than any other, so those that the second
    learn from come of first trees which do not know the fold of the page.
    """

    def __init__(self, rows: Sequence[Rows], kind: Kind) -> None:
        self._rows = rows
        self._kind = kind
        self._samples = [(row.page.fold, row.first()) for row in rows]
        self._firsts: dict[frozenset[int], list[Any]] = {}

    def first(self, *without: int) -> list[Any]:
        """First trees of all folds but some."""
        key = frozenset(without)
        if key not in self._firsts:
            samples = (sample for fold, sample in self._samples if fold not in key)
            kind = self._kind
            self._firsts[key] = fit(samples, kind.names, kind.rounds, kind.shape)
        return self._firsts[key]

    def trees(self, *without: int) -> Trees:
        """The trees of both stages, of all folds but some."""
        samples = [
            row.second(model)
            for fold in range(FOLDS)
            if fold not in without
            for model in [scorer(self._kind.names, self.first(*without, fold))]
            for row in self._rows
            if row.page.fold == fold
        ]
        second = fit(samples, self._kind.second_names, SECOND_ROUNDS, SECOND)
        return Trees(self._kind, self.first(*without), second)


def text_of(row: Rows, model: Model) -> str:
    """What the model would keep of a page."""
    measured = row.measured
    scores = neighbours.scored(row.page.blocks, measured, model)
    keep = choose(dict(zip(measured.positions, scores, strict=True)), measured.weights).keep
    return "\n".join(row.page.blocks[p].text for p in sorted(keep))


def trees_of(model: lightgbm.Booster, names: Sequence[str]) -> list[Any]:
    """Trees as ``[feature, threshold, low, high]``; leaves as numbers."""

    def plain(node: dict[str, Any]) -> Any:
        if "leaf_value" in node:
            return float(f"{node['leaf_value']:.4g}")
        low, high = plain(node["left_child"]), plain(node["right_child"])
        threshold = float(f"{node['threshold']:.6g}")
        return [names[node["split_feature"]], threshold, low, high]

    return [plain(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def write(path: Path, about: dict[str, object], known: Tables, trees: Trees) -> None:
    """The weights as JSON, one name, word or tree a line."""

    def grown(trees: list[Any]) -> str:
        rows = ("  " + json.dumps(tree, separators=(",", ":")) for tree in trees)
        return "[\n" + ",\n".join(rows) + "\n ]"

    def told(values: Any) -> str:
        rows = (f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in sorted(values.items()))
        return "{\n" + ",\n".join(rows) + "\n }"

    body = ",\n".join(
        [
            f' "about": {json.dumps(about, ensure_ascii=False)}',
            f' "features": {json.dumps(trees.kind.names)}',
            f' "names": {told(known.names)}',
            f' "words": {told(known.words)}',
            f' "passages": {told(known.passages)}',
            f' "trees": {grown(trees.first)}',
            f' "second_features": {json.dumps(trees.kind.second_names)}',
            f' "second_trees": {grown(trees.second)}',
        ]
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Cross-validates, then fits all and writes the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder of the labelled pages")
    options.add_argument("--dumps", type=Path, help="folder of the labelled dumps")
    options.add_argument(
        "--converted", type=Path, help="train on the pages as they are in this folder"
    )
    options.add_argument("--output", type=Path, help="default: where feedclean reads them")
    options.add_argument("--seed", type=int, default=PARAMETERS["seed"], help="to see the spread")
    options.add_argument("--worst", type=Path, help="write the score of every page to this file")
    given = options.parse_args(arguments)
    PARAMETERS["seed"] = given.seed
    kind = STRIPPED if given.converted else WHOLE
    pages = list(loading.load(given.data, given.dumps))
    if given.converted:
        pages = list(loading.converted(given.converted, pages))
    weights = {id(page): weigh(page) for page in pages}

    def weights_of(page: LabelledPage) -> list[float]:
        return weights[id(page)]

    score = labelled.scorer(given.data)
    known = [
        tables((page for page in pages if page.fold != fold), weights_of) for fold in range(FOLDS)
    ]
    rows = [Rows(page, kind, known[page.fold]) for page in pages]
    trainer = Trainer(rows, kind)
    models = [trainer.trees(fold).model(known[fold]) for fold in range(FOLDS)]
    table(
        "cross-validated by site, blocks chosen",
        ((row.page, text_of(row, models[row.page.fold])) for row in rows),
        score,
    )
    found = table(
        "cross-validated by site, all of cleaning",
        ((page, whole_text(page, models[page.fold], score)) for page in pages),
        score,
    )
    if given.worst:
        lines = (f"{f1:.3f} {dataset} {name}" for (dataset, name), f1 in found.items())
        given.worst.write_text("\n".join(sorted(lines)), encoding="utf-8")
    trees = trainer.trees()
    all_known = tables(pages, weights_of)
    fitted = trees.model(all_known)
    table("fitted, blocks chosen", ((row.page, text_of(row, fitted)) for row in rows), score)
    about = {
        "made by": "python -m benchmarks.train",
        "pages": len(pages),
        "data": loading.digest(pages),
        "trees are": "[feature, threshold, branch up to it, branch above]; leaves are log odds",
    }
    write(given.output or OUTPUT / kind.weights, about, all_known, trees)
    return 0


if __name__ == "__main__":
    sys.exit(main())
