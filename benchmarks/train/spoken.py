"""Lines by themselves, made up in many languages, and what is learned of what they speak of.

``lines/<language>.tsv`` has one line to a row: what kind it is of, and its text. Kinds of article
text are looked for where they are hard to tell: *How to unsubscribe*, *Share it with your
neighbour*. ``lines/articles/<language>.txt`` has two short articles for them to stand below.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import lightgbm
import numpy as np

from benchmarks.train.__main__ import trees_of
from feedclean.clean.scoring.learned import Row, scorer
from feedclean.clean.speech import said
from feedclean.clean.speech.lexicon import Lexicon, lexicon_of

LINES: Final = Path("benchmarks/train/lines")
ARTICLES: Final = LINES / "articles"
TEXT: Final = frozenset(("text", "quote", "head", "note", "event", "call", "refs"))
"""Kinds that are part of an article."""
HEADINGS: Final = frozenset(("head", "refs"))
"""Kinds that end no article, but for lists of references, which are guarded otherwise."""
OUTPUT: Final = Path("feedclean/clean/speech/said.json")
GROUPS: Final = 8
"""Parts of a language that are learned from, or tried, as a whole."""
PARAMETERS: Final = {
    "objective": "binary", "min_child_samples": 10, "num_leaves": 8, "learning_rate": 0.08,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5,
    "seed": 1, "deterministic": True, "force_row_wise": True, "num_threads": 1, "verbose": -1,
}  # fmt: skip
ROUNDS: Final = 200
LEAST: Final = (0.02, 0.05, 0.1, 0.2)
"""Thresholds of which the table tells what lies below them."""
_HEADING_COUNTS: Final = 0.1
_PARAGRAPHS_COUNT: Final = 0.3
_SOURCE_COUNTS: Final = 20.0
"""Lines of other sources count as much as so many of these, however many there are."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A line by itself."""

    source: str
    row: Row
    value: int
    """1 text, 0 not."""
    counts: float
    text: str = ""
    kind: str = ""


def made_up(folder: Path = LINES) -> Iterator[Spoken]:
    """The made-up lines of all languages."""
    for path in sorted(folder.glob("*.tsv")):
        lexicon = lexicon_for(path.stem, folder)
        for line in path.read_text("utf-8").splitlines():
            kind, _, text = line.partition("\t")
            yield Spoken(
                source=f"line:{path.stem}:{group(text)}",
                row=said.measure(text, lexicon),
                value=int(kind in TEXT),
                counts=_HEADING_COUNTS if kind in HEADINGS else 1.0,
                text=text,
                kind=kind,
            )


def group(text: str) -> int:
    """Which part of its language a line is of."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % GROUPS


def lexicon_for(language: str, folder: Path = LINES) -> Lexicon:
    """The lexicon for lines of a language: as they would be found below its articles."""
    found = lexicon_of(" ".join(part for one in articles(language, folder) for part in one))
    assert found is not None, language
    return found


def articles(language: str, folder: Path = LINES) -> list[list[str]]:
    """The paragraphs of the articles of a language."""
    text = (folder / "articles" / f"{language}.txt").read_text("utf-8")
    parts = [part.strip().splitlines() for part in text.replace("\r", "").split("\n\n")]
    return [[line.strip() for line in part if line.strip()] for part in parts if part]


def grown(lines: Sequence[Spoken]) -> list[Any]:
    """Trees that tell text from the rest by what lines speak of."""
    sizes = Counter(one.source for one in lines)
    weights = [
        one.counts
        if one.source.startswith("line:")
        else _PARAGRAPHS_COUNT * (_SOURCE_COUNTS / max(_SOURCE_COUNTS, sizes[one.source])) ** 0.5
        for one in lines
    ]
    rows = np.array([one.row for one in lines], dtype=np.float64)
    data = lightgbm.Dataset(rows, [one.value for one in lines], weight=weights)
    return trees_of(lightgbm.train(PARAMETERS, data, ROUNDS), said.NAMES)


def by_fold(
    lines: Sequence[Spoken], fold_of: Callable[[str], int], folds: Iterable[int]
) -> dict[int, Callable[[Row], float]]:
    """For each fold a scorer that has seen no source of it."""
    return {
        fold: scorer(said.NAMES, grown([one for one in lines if fold_of(one.source) != fold]))
        for fold in folds
    }


def table(lines: Iterable[Spoken], score: Callable[[Spoken], float]) -> None:
    """Prints what made-up lines score below some thresholds: boilerplate of all, text of all."""
    scored = [(score(one), one) for one in lines if one.kind and one.kind not in HEADINGS]
    print("made-up lines by what they speak of, cross-validated by part of a language")
    for language in ("", *sorted({one.source.split(":")[1] for _, one in scored})):
        mine = [(n, one.value) for n, one in scored if language in ("", one.source.split(":")[1])]
        sizes = Counter(value for _, value in mine)
        cells = []
        for least in LEAST:
            below = Counter(value for n, value in mine if n < least)
            cells.append(f"{least}: {below[0]}/{sizes[0]} and {below[1]}/{sizes[1]}")
        print(f"  {language or 'all'}: {'  '.join(cells)}", flush=True)


def write(path: Path, lines: Sequence[Spoken], trees: Sequence[object]) -> None:
    """The trees as JSON, one a line."""
    about = {
        "made by": "python -m benchmarks.train.ends",
        "lines": len(lines),
        "trees are": "[feature, threshold, branch up to it, branch above]; leaves are log odds",
    }
    rows = ",\n".join("  " + json.dumps(tree, separators=(",", ":")) for tree in trees)
    path.write_text(
        f'{{\n "about": {json.dumps(about)},\n "features": {json.dumps(said.NAMES)},\n'
        f' "trees": [\n{rows}\n ]\n}}\n',
        encoding="utf-8",
    )
