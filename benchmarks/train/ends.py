"""Trains the weights of the pass ``ends`` and cross-validates them by source.

    python -m benchmarks.train.ends --data DIR --dumps DIR [--kinds DIR] [--only last|between]

Lines among the last of an article, and short ones between its paragraphs, are learned from four
heaps: labelled pages, cut a little below the end of their article; dumps, where the rest of a
source tells what repeats; made-up fragments as feeds and exports hold them; and made-up articles
of many kinds. Lines between are learned from twice,
once as if no word of theirs was known, as of most languages none is. Needs lightgbm, as the other
trainer does.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

from benchmarks.train import ends_data, fragments, spoken
from benchmarks.train.__main__ import trees_of
from benchmarks.train.ends_data import BETWEEN, FIRST, LAST, Ending, Line, Spoken
from feedclean.clean.lines.measures import NAMES
from feedclean.clean.passes.ends.last_lines import DOUBTFUL_SAID, LEAST_SAID
from feedclean.clean.passes.ends.runs import DOUBTFUL, going
from feedclean.clean.scoring.evidence import words
from feedclean.clean.scoring.learned import Row, scorer
from feedclean.clean.speech.said import UNKNOWN

PARAMETERS = {
    "objective": "binary", "min_child_samples": 10, "num_leaves": 8, "learning_rate": 0.1,
    "feature_fraction": 0.5, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
ROUNDS = 100
COUNTS = {"page": 0.6, "dump": 0.5, fragments.HEAP: 4.0, "kind": 10.0, "line": 2.0}
"""How much an ending counts; made-up ones are few, and the only ones in most languages."""
FOLDS = 4
PLACES = (FIRST, LAST, BETWEEN)
LESS = frozenset(("gone_above", "gone_below", "ruled"))
"""More of these never makes a line more like text, so that what stayed once stays when the article
is cleaned again, where nothing beside it has gone, nor a line across above it."""
LEAST = (0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.16, 0.2)
"""Scores below which a line would go, of which the table tells what each costs and gains."""
OUTPUT = Path("feedclean/clean/scoring/ends.json")
_MADE_UP = frozenset(("kind", "line"))
_SITES, _ADDRESS_SITES, _PRIOR, _LONGEST, _LEAST_ODDS = 6, 4, 3.0, 400, 0.25
"""A word is learned from so many sites, and log odds nearer to 0 say nothing."""


def fold_of(source: str) -> int:
    """All endings of a source are in one fold."""
    return int(hashlib.sha256(source.encode()).hexdigest(), 16) % FOLDS


def spoken_of(endings: Iterable[Ending]) -> Iterator[spoken.Spoken]:
    """The lines of endings by themselves, but for those that are learned from anyway."""
    seen: set[tuple[str, str]] = set()
    for ending in endings:
        for line in ending.lines if ending.heap != "line" else ():
            known = (ending.source, line.text)
            row = line.spoken[0]
            if line.is_known and row and len(line.text) <= _LONGEST and known not in seen:
                seen.add(known)
                yield spoken.Spoken(ending.source, row, line.value, counts=line.sure)


def heard(endings: Iterable[Ending], score: Mapping[int, Callable[[Row], float]]) -> list[Ending]:
    """Endings, each of whose lines knows how likely what it speaks of makes it text."""
    return [
        replace(
            ending,
            lines=tuple(
                replace(line, said=tuple(_said(row, known) for row in line.spoken))
                for line in ending.lines
            ),
        )
        for ending in endings
        for known in [score[fold_of(ending.source)]]
    ]


def _said(spoken: Spoken, score: Callable[[Row], float]) -> float:
    if spoken is None:
        return 1.0
    return score(spoken) if spoken else UNKNOWN


def odds(
    endings: Iterable[Ending], said: Callable[[Line], Iterable[str]], least: int
) -> dict[str, float]:
    """Log odds of being article text, by what lines of so many sources at least say.

    The mean over sources, pulled towards even.
    """
    shares: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(lambda: [0.0, 0.0]))
    seen: set[tuple[str, str]] = set()
    for ending in endings:
        for line in ending.lines:
            if line.is_known and len(line.text) <= _LONGEST and ending.heap not in _MADE_UP:
                known = (ending.source, line.text)
                if known not in seen:
                    seen.add(known)
                    for word in said(line):
                        entry = shares[word][ending.source]
                        entry[0] += line.value
                        entry[1] += 1
    table = {}
    for word in sorted(shares):
        found = [part / whole for part, whole in shares[word].values()]
        mean = (sum(found) + _PRIOR / 2) / (len(found) + _PRIOR)
        value = round(math.log(mean / (1 - mean)), 2)
        if len(found) >= least and abs(value) >= _LEAST_ODDS:
            table[word] = value
    return table


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learned from some endings."""

    words: dict[str, float]
    addresses: dict[str, float]
    trees: dict[str, list[Any]]
    """By place."""

    def scores(self, endings: Iterable[Ending]) -> list[tuple[Ending, list[float]]]:
        """Endings, each with a score for each of its lines."""
        score = {place: scorer(NAMES, trees) for place, trees in self.trees.items()}
        return [(e, [score[e.place](row) for row in self.rows(e)]) for e in endings]

    def rows(self, ending: Ending) -> list[list[float]]:
        """The rows of the lines of an ending."""
        return [line.row(self.words, self.addresses) for line in ending.lines]

    def grown(self, place: str, endings: Iterable[Ending]) -> list[Any]:
        """Trees that tell text from the rest at a place."""
        rows, values, weights = [], [], []
        for ending in endings:
            if ending.place != place:
                continue
            known = sum(line.is_known for line in ending.lines)
            for line, row in zip(ending.lines, self.rows(ending), strict=True):
                mute = line.mute_row(self.addresses)
                for one in (row, mute) if line.is_known else ():
                    rows.append(one)
                    values.append(line.value)
                    weights.append(COUNTS[ending.heap] * line.sure / known**0.5)
        data = lightgbm.Dataset(np.array(rows, dtype=np.float64), values, weight=weights)
        never_more = [-int(name in LESS) for name in NAMES]
        parameters = {**PARAMETERS, "monotone_constraints": never_more}
        return trees_of(lightgbm.train(parameters, data, ROUNDS), NAMES)


def fit(endings: Sequence[Ending]) -> Fitted:
    """Words, addresses and trees that tell text from the rest in some endings."""
    last = [ending for ending in endings if ending.place == LAST]
    known = odds(last, lambda line: set(words(line.text)), _SITES)
    return with_trees(Fitted(known, {}, {}), endings, PLACES)


def with_trees(fitted: Fitted, endings: Sequence[Ending], places: Iterable[str]) -> Fitted:
    """The same, the trees of some places grown anew, and the log odds of addresses with them."""
    spoken = odds(endings, lambda line: line.addresses, _ADDRESS_SITES)
    fitted = replace(fitted, addresses=spoken)
    grown = {place: fitted.grown(place, endings) for place in places}
    return replace(fitted, trees={**fitted.trees, **grown})


def shipped(path: Path) -> Fitted:
    """What was learned before."""
    data = json.loads(path.read_text("utf-8"))
    return Fitted(data["words"], data["addresses"], {place: data[place] for place in PLACES})


def cut(ending: Ending, scores: Sequence[float], least: float) -> list[Line]:
    """The lines of an ending that would go, the guards of the pass on whole runs not counted."""
    if ending.place == BETWEEN:
        scored = zip(ending.lines, scores, strict=True)
        return [line for line, score in scored if score < least and not line.is_guarded]
    judged = list(_judged(ending, scores, least))
    if ending.place == LAST:
        gone = going(judged)
    else:
        gone = list(range(sum(1 for _ in takewhile(lambda one: one and one[1], judged))))
    return [ending.lines[-1 - at] for at in gone]


def _judged(
    ending: Ending, scores: Sequence[float], least: float
) -> Iterator[tuple[float, bool] | None]:
    """The score of each line that may go and whether it is sure, from the outermost in.

    None for one that stays and does not read like text, which ends them.
    """
    for line, score in zip(reversed(ending.lines), reversed(scores), strict=True):
        said = line.said[0] if line.is_by_speech else 0.0
        if not (line.is_guarded or score >= DOUBTFUL or not 0.0 <= said < DOUBTFUL_SAID):
            yield score, score < least and said < LEAST_SAID
        elif line.reads_like_text:
            return
        else:
            yield None


def table(name: str, scored: Sequence[tuple[Ending, list[float]]]) -> None:
    """Prints what goes at some thresholds, by heap: boilerplate of all there is, text of all."""
    print(name)
    for heap in sorted({(e.heap, e.phrases) for e, _ in scored}):
        mine = [(e, s) for e, s in scored if (e.heap, e.phrases) == heap]
        text = sum(line.value == 1 for e, _ in mine for line in e.lines)
        junk = sum(line.value == 0 for e, _ in mine for line in e.lines)
        cells = []
        for least in LEAST:
            gone = [line for e, s in mine for line in cut(e, s, least)]
            cells.append(
                f"{least}: {sum(line.value == 0 for line in gone)}/{junk} "
                f"and {sum(line.value == 1 for line in gone)}/{text}"
            )
        told = "phrases known" if heap[1] else "no phrases"
        print(f"  {heap[0]}, {told}: {'  '.join(cells)}", flush=True)


def write(path: Path, about: Mapping[str, object], fitted: Fitted) -> None:
    """The weights as JSON, one word or tree a line."""
    body = ",\n".join(
        [
            f' "about": {json.dumps(about, ensure_ascii=False)}',
            f' "words": {_written_odds(fitted.words)}',
            f' "addresses": {_written_odds(fitted.addresses)}',
            f' "features": {json.dumps(NAMES)}',
            *(f' "{place}": {_written_trees(fitted.trees[place])}' for place in PLACES),
        ]
    )
    path.write_text("{\n" + body + "\n}\n", encoding="utf-8")


def _written_odds(table: Mapping[str, float]) -> str:
    rows = (f"  {json.dumps(k, ensure_ascii=False)}: {v}" for k, v in table.items())
    return "{\n" + ",\n".join(rows) + "\n }"


def _written_trees(trees: Iterable[object]) -> str:
    rows = ("  " + json.dumps(tree, separators=(",", ":")) for tree in trees)
    return "[\n" + ",\n".join(rows) + "\n ]"


def main(arguments: list[str] | None = None) -> int:
    """Cross-validates, then fits all and writes the weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder of the labelled pages")
    options.add_argument("--dumps", type=Path, required=True, help="folder of the labelled dumps")
    options.add_argument("--kinds", type=Path, default=Path("tests/clean/kinds"))
    options.add_argument("--fragments", type=Path, default=fragments.FRAGMENTS)
    options.add_argument("--lines", type=Path, default=spoken.LINES)
    options.add_argument("--output", type=Path, default=OUTPUT)
    options.add_argument("--said", type=Path, default=spoken.OUTPUT, help="what lines speak of")
    options.add_argument("--only", choices=PLACES, help="leave what is known of the other place")
    given = options.parse_args(arguments)
    endings = [
        *ends_data.kinds(given.kinds),
        *ends_data.spoken_lines(given.lines),
        *fragments.fragments(given.fragments),
        *ends_data.dumps(given.dumps),
        *ends_data.pages(given.data),
    ]
    print(f"{len(endings)} endings of {len({e.source for e in endings})} sources", flush=True)
    alone = [*spoken.made_up(given.lines), *spoken_of(endings)]
    scorers = spoken.by_fold(alone, fold_of, range(FOLDS))
    spoken.table(alone, lambda one: scorers[fold_of(one.source)](one.row))
    endings = heard(endings, scorers)
    scored = []
    for fold in range(FOLDS):
        fitted = fit([e for e in endings if fold_of(e.source) != fold])
        scored += fitted.scores(e for e in endings if fold_of(e.source) == fold)
    for place in PLACES:
        found = [(ending, scores) for ending, scores in scored if ending.place == place]
        table(f"{place}: boilerplate and text that go, cross-validated by source", found)
    about = {
        "made by": "python -m benchmarks.train.ends",
        "endings": len(endings),
        "trees are": "[feature, threshold, branch up to it, branch above]; leaves are log odds",
    }
    spoken.write(given.said, alone, spoken.grown(alone))
    known = with_trees(shipped(OUTPUT), endings, [given.only]) if given.only else fit(endings)
    write(given.output, about, known)
    return 0


if __name__ == "__main__":
    sys.exit(main())
