"""What a fold's model makes of the pages it has not seen, by the scorer of the data folder."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterable
from types import ModuleType
from unittest.mock import patch

from benchmarks import adapters
from benchmarks.quality import CORE
from benchmarks.train.pages import LabelledPage
from feedclean.clean.scoring import main_content
from feedclean.clean.scoring.learned import Model


def whole_text(page: LabelledPage, model: Model, score: ModuleType) -> str:
    """What all of cleaning leaves of a page, with this model."""
    with patch.object(main_content, "model", lambda _weights: model):
        try:
            found = adapters.page(page.body, page.truth.get("url") or "")
        except RuntimeError:
            return ""
    return str(score.as_text(found))


def table(
    name: str, texts: Iterable[tuple[LabelledPage, str]], score: ModuleType
) -> dict[tuple[str, str], float]:
    """Prints F1 by dataset and their core mean; gives the F1 of each page."""
    found = defaultdict(list)
    pages = {}
    for page, text in texts:
        row = score.score_page(page.truth, text)
        found[page.dataset].append(row)
        pages[page.dataset, page.id] = row["f1"]
    figures = {dataset: score.aggregate(rows)["f1"] for dataset, rows in found.items()}
    line = "  ".join(f"{dataset} {value:.4f}" for dataset, value in figures.items())
    core = [figures[dataset] for dataset in CORE if dataset in figures]
    print(f"{name}: {line}  core mean {statistics.fmean(core):.4f}", flush=True)
    return pages
