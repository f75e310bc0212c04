"""Trains the weights of the pass ``ends`` and cross-validates them by source.

    python -m benchmarks.train.ends --data DIR --dumps DIR [--kinds DIR] [--output FILE]

A line among the last of an article is learned from three heaps: labelled pages, cut a little below
the end of their article; dumps, where the rest of a source tells what repeats; and made-up articles
of many kinds. Needs lightgbm, as the other trainer does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks.train import ends_data
from benchmarks.train.__main__ import trees_of
from benchmarks.train.ends_data import Ending, Line
from feedclean.clean.ends import NAMES
from feedclean.clean.evidence import words
from feedclean.clean.learned import scorer

PARAMETERS = {
    "objective": "binary", "min_child_samples": 10, "num_leaves": 8, "learning_rate": 0.1,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
ROUNDS = 100
COUNTS = {"page": 0.6, "dump": 0.5, "kind": 10.0}
"""How much an ending counts; made-up ones are few, and the only ones in most languages."""
FOLDS = 4
LEAST = (0.05, 0.08, 0.1, 0.12, 0.16, 0.2)
"""Scores below which a line would go, of which the table tells what each costs and gains."""
OUTPUT = Path("feedclean/clean/ends.json")
_SITES, _PRIOR, _LONGEST, _LEAST_ODDS = 6, 3.0, 400, 0.25
"""A word is learned from so many sites, and log odds nearer to 0 say nothing."""


def fold_of(ending: Ending) -> int:
    """All endings of a source are in one fold."""
    return int(hashlib.sha256(ending.source.encode()).hexdigest(), 16) % FOLDS


def odds(endings: Iterable[Ending]) -> dict[str, float]:
    """Log odds of being article text, by words; the mean over sources, pulled towards even."""
    shares: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    seen: set[tuple[str, str]] = set()
    for ending in endings:
        for line in ending.lines:
            if line.is_known and len(line.text) <= _LONGEST and ending.heap != "kind":
                known = (ending.source, line.text)
                if known not in seen:
                    seen.add(known)
                    for word in set(words(line.text)):
                        entry = shares[word][ending.source]
                        entry[0] += line.value
                        entry[1] += 1
    table = {}
    for word in sorted(shares):
        found = [part / whole for part, whole in shares[word].values()]
        mean = (sum(found) + _PRIOR / 2) / (len(found) + _PRIOR)
        value = round(math.log(mean / (1 - mean)), 2)
        if len(found) >= _SITES and abs(value) >= _LEAST_ODDS:
            table[word] = value
    return table


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned from some endings."""

    words: dict[str, float]
    trees: list[Any]

    def scores(self, endings: Iterable[Ending]) -> list[tuple[Ending, list[float]]]:
        """Endings, each with a score for each of its lines."""
        score = scorer(NAMES, self.trees)
        return [(e, [score(line.row(self.words)) for line in e.lines]) for e in endings]


def fit(endings: Sequence[Ending]) -> Fitted:
    """Words and trees that tell text from the rest in some endings."""
    known = odds(endings)
    rows, values, weights = [], [], []
    for ending in endings:
        lines = [line for line in ending.lines if line.is_known]
        for line in lines:
            rows.append(line.row(known))
            values.append(line.value)
            weights.append(COUNTS[ending.heap] * line.sure / len(lines) ** 0.5)
    data = lightgbm.Dataset(np.array(rows, dtype=np.float64), values, weight=weights)
    return Fitted(known, trees_of(lightgbm.train(PARAMETERS, data, ROUNDS), NAMES))


def cut(lines: Sequence[Line], scores: Sequence[float], least: float) -> list[Line]:
    """The last lines of an ending that would go, the guards of the pass not counted."""
    found: list[Line] = []
    for line, score in zip(reversed(lines), reversed(scores), strict=True):
        if score >= least or line.is_guarded:
            break
        found.append(line)
    return found


def table(name: str, scored: Sequence[tuple[Ending, list[float]]]) -> None:
    """Prints what goes at some thresholds, by heap: boilerplate of all there is, text of all."""
    print(name)
    for heap in sorted({(e.heap, e.phrases) for e, _ in scored}):
        mine = [(e, s) for e, s in scored if (e.heap, e.phrases) == heap]
        text = sum(line.value == 1 for e, _ in mine for line in e.lines)
        junk = sum(line.value == 0 for e, _ in mine for line in e.lines)
        cells = []
        for least in LEAST:
            gone = [line for e, s in mine for line in cut(e.lines, s, least)]
            cells.append(
                f"{least}: {sum(line.value == 0 for line in gone)}/{junk} "
                f"and {sum(line.value == 1 for line in gone)}/{text}"
            )
        told = "phrases known" if heap[1] else "no phrases"
        print(f"  {heap[0]}, {told}: {'  '.join(cells)}", flush=True)


def write(path: Path, about: Mapping[str, object], fitted: Fitted) -> None:
    """The weights as JSON, one word or tree a line."""
    known = (f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in fitted.words.items())
    trees = ("  " + json.dumps(tree, separators=(",", ":")) for tree in fitted.trees)
    body = ",\n".join(
        [
            f' "about": {json.dumps(about, ensure_ascii=False)}',
            f' "features": {json.dumps(NAMES)}',
            ' "words": {\n' + ",\n".join(known) + "\n }",
            ' "trees": [\n' + ",\n".join(trees) + "\n ]",
        ]
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    """Cross-validates, then fits all and writes the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder of the labelled pages")
    options.add_argument("--dumps", type=Path, required=True, help="folder of the labelled dumps")
    options.add_argument("--kinds", type=Path, default=Path("tests/clean/kinds"))
    options.add_argument("--output", type=Path, default=OUTPUT)
    given = options.parse_args(arguments)
    endings = [
        *ends_data.kinds(given.kinds),
        *ends_data.dumps(given.dumps),
        *ends_data.pages(given.data),
    ]
    print(f"{len(endings)} endings of {len({e.source for e in endings})} sources", flush=True)
    scored = []
    for fold in range(FOLDS):
        fitted = fit([e for e in endings if fold_of(e) != fold])
        scored += fitted.scores(e for e in endings if fold_of(e) == fold)
    table("boilerplate and text that go, cross-validated by source", scored)
    about = {
        "made by": "python -m benchmarks.train.ends",
        "endings": len(endings),
        "trees are": "[feature, threshold, branch up to it, branch above]; leaves are log odds",
    }
    write(given.output, about, fit(endings))
    return 0


if __name__ == "__main__":
    sys.exit(main())
