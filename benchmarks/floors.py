"""Quality floors: fixed samples, scored, beside the least they may score.

Some lie in this repository (golden cases), the others in the data folder: there the dumps, alone
and as whole sources, and a fixed choice of pages.
"""

from __future__ import annotations

import argparse
import html
import re
import statistics
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks import data as labelled
from benchmarks import floor_table as table
from benchmarks import scores

WORKS_WITHOUT_DATA = True
HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"
SAMPLE = HERE / "sample.toml"
_PART, _FEWEST = 6, 20
"""Of each dataset one page in so many is in the sample, but no fewer than this: small datasets are
in other languages, and six pages of Chinese say little."""
_DAMAGED = 0.5
"""Below this recall a page counts as damaged: more of its text is gone than is left."""
_COUNTED = {"keep": "keep_hit", "drop": "drop_ok", "clean": "clean"} | {
    field: field for field in ("title", "date", "author", "url")
}
_TAG = re.compile(r"<[^>]*>")
Sample = Mapping[str, Mapping[str, list[str]]]
"""Snippets to ``keep`` and to ``drop`` by golden case."""
CASES = HERE.parent / "tests" / "articles"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--repository", action="store_true", help="only the samples that lie in this repository"
    )
    parser.add_argument("--update", action="store_true", help="raise floors to what is measured")
    parser.add_argument("--lower", metavar="REASON", help="with --update: let floors sink as well")


def run(arguments: argparse.Namespace, data: Path | None) -> int:
    measured = repository()
    if data is not None and not arguments.repository:
        measured |= beside(data)
    elif not arguments.repository:
        print("no labelled data beside the checkout: its floors are left out (docs/benchmarks.md)")
    floors = table.load(FLOORS)
    verdicts = table.compare(floors, measured)
    print(table.table(verdicts))
    labelled.save(arguments.json, "floors", {"measured": measured})
    if arguments.update:
        return _update(floors, verdicts, arguments.lower)
    failed = [verdict.name for verdict in verdicts if verdict.standing.is_failure]
    if failed:
        print(f"\nbelow the floor: {', '.join(failed)}")
        print("./run bench worst shows pages and dumps with what was lost and what stayed")
        print('if it has to be: ./run floors --update --lower "REASON"')
    elif any(v.standing in (table.Standing.RAISED, table.Standing.NEW) for v in verdicts):
        print("\nall floors are held; ./run floors --update raises those that are exceeded")
    return int(bool(failed))


def _update(floors: list[table.Floor], verdicts: list[table.Verdict], reason: str | None) -> int:
    try:
        now = table.updated(floors, verdicts, reason)
    except table.WouldLower as error:
        print(f'\nnothing written: lower than before, and no --lower "REASON": {error}')
        return 1
    FLOORS.write_text(table.written(now), encoding="utf-8")
    unreasoned = [floor.name for floor in now if floor.allowance and not floor.why]
    print(f"\nwritten: {FLOORS.name}" + "".join(f"\nno reason given: {n}" for n in unreasoned))
    return 0


# ------------------------------------------------------------------ in the repository


def repository() -> dict[str, float]:
    """Counts over the golden cases: snippets kept and gone, cases with nothing amiss."""
    from feedclean.golden.folder import case_folders, read_case
    from feedclean.golden.run import outcome

    sample = tomllib.loads(SAMPLE.read_text("utf-8"))
    cases = [read_case(folder) for folder in case_folders(CASES)]
    outcomes = {case.name: outcome(case, None).html for case in cases}
    unknown = sorted(set(sample) - set(outcomes))
    if unknown:
        raise SystemExit(f"{SAMPLE.name} names cases that are not there: {', '.join(unknown)}")
    wrong = list(amiss(sample, outcomes))
    for case, which, snippet in wrong:
        print(f"{case}: {'lost' if which == 'keep' else 'left'}: {snippet}")
    return counts(sample, wrong)


def amiss(sample: Sample, outcomes: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Case, ``keep`` or ``drop``, and snippet, of each that is not as it should be."""
    for case, wanted in sample.items():
        text = _squeezed(html.unescape(_TAG.sub("", outcomes[case])))
        for which, snippets in wanted.items():
            for snippet in snippets:
                if (_squeezed(snippet) in text) != (which == "keep"):
                    yield case, which, snippet


def counts(sample: Sample, wrong: Sequence[tuple[str, str, str]]) -> dict[str, float]:
    """How many snippets and cases of a sample are as they should be."""

    def right(which: str) -> int:
        whole = sum(len(wanted[which]) for wanted in sample.values())
        return whole - sum(one == which for _, one, _ in wrong)

    return {
        "repository: snippets kept": right("keep"),
        "repository: snippets dropped": right("drop"),
        "repository: cases clean": len(sample) - len({case for case, *_ in wrong}),
    }


def _squeezed(text: str) -> str:
    return "".join(text.split())


# ------------------------------------------------------------------ in the data folder


def beside(data: Path) -> dict[str, float]:
    """Figures of the dumps and of the sample of pages; two processes at a time."""
    from benchmarks.adapters import page

    runs = {"dumps alone": scores.dump_runs(())[0], "dumps by source": scores.source_run(None)}
    with ThreadPoolExecutor() as pool:
        found = pool.map(partial(scores.on_dumps, data), runs.values())
        scorer = labelled.scorer(data / "extraction")
        rows: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for dataset, truth, body in chosen(labelled.pages(data, labelled.CORE)):
            text, *_ = scorer.run_one(page, body, truth.get("url") or "")
            rows[dataset].append(scorer.score_page(truth, text))
        measured: dict[str, float] = {}
        for group, scored in zip(runs, found, strict=True):
            measured |= _of_dumps(group, scored)
    return measured | of_pages(rows)


def chosen(
    pages: Iterable[tuple[str, dict[str, Any], bytes]],
) -> list[tuple[str, dict[str, Any], bytes]]:
    """The pages of the sample: of each dataset those of the smallest hashes."""
    whole: dict[str, list[tuple[str, dict[str, Any], bytes]]] = defaultdict(list)
    for one in pages:
        whole[one[0]].append(one)
    result = []
    for members in whole.values():
        members.sort(key=lambda one: labelled.rank(one[1]["id"]))
        result += members[: max(_FEWEST, len(members) // _PART)]
    return result


def _of_dumps(group: str, rows: list[Mapping[str, Any]]) -> dict[str, float]:
    """Counts, not shares: they say at once how many snippets are lost."""
    return {
        f"{group}: {name}": sum(row[key] or 0 for row in rows) for name, key in _COUNTED.items()
    }


def of_pages(rows: Mapping[str, list[Mapping[str, Any]]]) -> dict[str, float]:
    """Means over the sample, F1 of each dataset, and the number of pages that are not damaged."""
    whole = [row for members in rows.values() for row in members]
    recalls = [_share(row, "r", "fn") for row in whole]
    return {
        "pages: precision": statistics.fmean(_share(row, "p", "fp") for row in whole),
        "pages: recall": statistics.fmean(recalls),
        "pages: not damaged": sum(recall >= _DAMAGED for recall in recalls),
        "pages: F1": statistics.fmean(row["f1"] for row in whole),
        **{f"pages: F1, {name}": scores.mean_f1(members) for name, members in rows.items()},
    }


def _share(row: Mapping[str, Any], measure: str, missed: str) -> float:
    """Precision or recall of a page, of whichever kind its truth is."""
    if "tp" not in row:
        return float(row[measure] or 0.0)
    whole = row["tp"] + row[missed]
    return row["tp"] / whole if whole else 1.0
