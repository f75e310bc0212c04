"""Trains the weights of the page stage and cross-validates them by site.

    python -m benchmarks.train --data DIR [--dumps DIR] [--output FILE]

Needs lightgbm, which nothing else here does: install it into an environment of its own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks.train import pages as loading
from benchmarks.train.judge import scorer_of, table, whole_text
from benchmarks.train.pages import FOLDS, LabelledPage
from benchmarks.train.tables import tables
from feedclean.clean import features
from feedclean.clean.learned import Model, Tables, scorer
from feedclean.clean.main_content import choose

ROUNDS = 100
PARAMETERS = {
    "objective": "binary", "learning_rate": 0.1, "num_leaves": 24, "min_child_samples": 30,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
COUNTS = {
    "trafilatura": 2.0, "readability": 0.3, "dumps": 0.5, "gne_zh": 1.5, "magic_article": 1.5,
    "scrapinghub": 1.5,
}  # fmt: skip
"""How much a page of a dataset counts; 1.0 where none is given."""
OUTPUT = Path("feedclean/clean/weights.json")


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
    """The candidates of a page as a matrix, measured with tables that do not know its site."""

    def __init__(self, page: LabelledPage, known: Tables) -> None:
        measured = features.measure(page.blocks, page.evidence, known)
        weights = weigh(page)
        self.page = page
        self.positions = measured.positions
        self.weights = measured.weights
        self.x = np.array(measured.rows, dtype=np.float64).reshape(-1, len(features.NAMES))
        self.y = np.array([page.labels[p].value for p in measured.positions])
        self.w = np.array([weights[p] for p in measured.positions])


def fit(rows: Sequence[Rows]) -> lightgbm.Booster:
    """A model of some pages."""
    x = np.concatenate([row.x for row in rows])
    y = np.concatenate([row.y for row in rows])
    w = np.concatenate([row.w for row in rows])
    known = (y >= 0) & (w > 0)
    data = lightgbm.Dataset(x[known], y[known], weight=w[known])
    return lightgbm.train(PARAMETERS, data, ROUNDS)


def text_of(row: Rows, model: lightgbm.Booster) -> str:
    """What the model would keep of a page."""
    if not row.positions:
        return ""
    scores = dict(zip(row.positions, model.predict(row.x, num_threads=1), strict=True))
    keep = choose(scores, row.weights).keep
    return "\n".join(row.page.blocks[p].text for p in sorted(keep))


def trees_of(model: lightgbm.Booster) -> list[Any]:
    """Trees as ``[feature, threshold, low, high]``; leaves as numbers."""

    def plain(node: dict[str, Any]) -> Any:
        if "leaf_value" in node:
            return float(f"{node['leaf_value']:.4g}")
        low, high = plain(node["left_child"]), plain(node["right_child"])
        threshold = float(f"{node['threshold']:.6g}")
        return [features.NAMES[node["split_feature"]], threshold, low, high]

    return [plain(tree["tree_structure"]) for tree in model.dump_model()["tree_info"]]


def write(path: Path, about: dict[str, object], known: Tables, trees: list[Any]) -> None:
    """The weights as JSON, one name, word or tree a line."""

    def told(values: Any) -> str:
        rows = (f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in sorted(values.items()))
        return "{\n" + ",\n".join(rows) + "\n }"

    body = ",\n".join(
        [
            f' "about": {json.dumps(about, ensure_ascii=False)}',
            f' "features": {json.dumps(features.NAMES)}',
            f' "names": {told(known.names)}',
            f' "words": {told(known.words)}',
            ' "trees": [\n'
            + ",\n".join("  " + json.dumps(t, separators=(",", ":")) for t in trees)
            + "\n ]",
        ]
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Cross-validates, then fits all and writes the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder of the labelled pages")
    options.add_argument("--dumps", type=Path, help="folder of the labelled dumps")
    options.add_argument("--output", type=Path, default=OUTPUT)
    options.add_argument("--worst", type=Path, help="write the score of every page to this file")
    given = options.parse_args(arguments)
    pages = list(loading.load(given.data, given.dumps))
    weights = {id(page): weigh(page) for page in pages}

    def weights_of(page: LabelledPage) -> list[float]:
        return weights[id(page)]

    score = scorer_of(given.data)
    known = [
        tables((page for page in pages if page.fold != fold), weights_of) for fold in range(FOLDS)
    ]
    rows = [Rows(page, known[page.fold]) for page in pages]
    models = [fit([row for row in rows if row.page.fold != fold]) for fold in range(FOLDS)]
    table(
        "cross-validated by site, blocks chosen",
        ((row.page, text_of(row, models[row.page.fold])) for row in rows),
        score,
    )
    whole = [
        Model(tables=known[fold], score=scorer(features.NAMES, trees_of(models[fold])))
        for fold in range(FOLDS)
    ]
    found = table(
        "cross-validated by site, all of cleaning",
        ((page, whole_text(page, whole[page.fold], score)) for page in pages),
        score,
    )
    if given.worst:
        lines = (f"{f1:.3f} {dataset} {name}" for (dataset, name), f1 in found.items())
        given.worst.write_text("\n".join(sorted(lines)), encoding="utf-8")
    model = fit(rows)
    table("fitted, blocks chosen", ((row.page, text_of(row, model)) for row in rows), score)
    about = {
        "made by": "python -m benchmarks.train",
        "pages": len(pages),
        "data": loading.digest(pages),
        "trees are": "[feature, threshold, branch up to it, branch above]; leaves are log odds",
    }
    write(given.output, about, tables(pages, weights_of), trees_of(model))
    return 0


if __name__ == "__main__":
    sys.exit(main())
