"""The worst pages and dumps, with what was lost and what stayed, so that a person can look."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks import data as labelled
from benchmarks import side_by_side
from benchmarks.learning import who_took
from feedclean.model.article import CleanArticle
from feedclean.model.plan import CleanOptions

_WHOLE = CleanOptions(excerpt_chars=1_000_000)
_LONGEST, _MOST = 90, 8
"""Characters of a snippet and snippets of a case that are printed; the HTML file has all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A page or dump that did not come out as its label says."""

    id: str
    kind: str
    url: str
    f1: float
    lost: tuple[str, ...]
    """Text of the article that is not there, and after an arrow what took it."""
    stayed: tuple[str, ...]
    gold: tuple[str, ...]
    """Lines as they should be, or, where the label has only snippets, those to be kept."""
    ours: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--pages", type=int, default=20, help="how many pages; default: 20")
    parser.add_argument("--dumps", type=int, default=20, help="how many dumps; default: 20")
    parser.add_argument("--dataset", action="append", help="only pages of these; default: core")
    parser.add_argument("--single", action="store_true", help="dumps alone, not as whole sources")
    parser.add_argument("--html", type=Path, metavar="FILE", help="gold and ours side by side")


def run(arguments: argparse.Namespace, data: Path) -> int:
    print(f"feedclean {labelled.version()}")
    datasets = tuple(arguments.dataset or labelled.CORE)
    found = worst_of(pages(data, datasets), arguments.pages) if arguments.pages else []
    if arguments.dumps:
        found += worst_of(dumps(data, single=arguments.single), arguments.dumps)
    for case in found:
        _show(case)
    if arguments.html:
        arguments.html.write_text(side_by_side.document(found), encoding="utf-8")
        print(f"\nwritten: {arguments.html}")
    labelled.save(arguments.json, "worst", {"cases": [asdict(case) for case in found]})
    return 0


def worst_of(cases: Iterator[Case], many: int) -> list[Case]:
    """Those of the lowest F1 among those with anything amiss."""
    amiss = [case for case in cases if case.lost or case.stayed]
    return sorted(amiss, key=lambda case: (case.f1, case.kind, case.id))[:many]


def _show(case: Case) -> None:
    print(f"\n{case.f1:.3f}  {case.kind}  {case.id}  {case.url}")
    for what, lines in (("lost", case.lost), ("stayed", case.stayed)):
        for line in lines[:_MOST]:
            text, arrow, record = line.partition(" → ")
            print(f"   {what:<7} {text if len(text) <= _LONGEST else text[:_LONGEST] + '…'}")
            if arrow:
                print(f"           → {record}")
        if len(lines) > _MOST:
            print(f"   {what:<7} … and {len(lines) - _MOST} more")


def pages(data: Path, datasets: Sequence[str]) -> Iterator[Case]:
    """All pages as cases, with their F1."""
    from benchmarks.adapters import cleaned_page

    scorer = labelled.scorer(data / "extraction")
    squeezer = labelled.scorer(data / "dumps")
    for dataset, truth, body in labelled.pages(data, tuple(datasets)):
        url = truth.get("url") or ""
        try:
            article: CleanArticle | None = cleaned_page(body, url, _WHOLE)
        except RuntimeError as error:
            print(f"{truth['id']}: {error}")
            article = None
        text = scorer.as_text(article.html if article else None)
        lost, stayed, gold = _amiss(truth, text, scorer)
        yield Case(
            id=truth["id"],
            kind=dataset,
            url=url,
            f1=scorer.score_page(truth, text)["f1"],
            lost=tuple(_with_record(line, article, squeezer) for line in lost),
            stayed=tuple(stayed),
            gold=tuple(gold),
            ours=tuple(text.splitlines()),
        )


def _amiss(truth: dict[str, Any], text: str, scorer: Any) -> tuple[list[str], list[str], list[str]]:
    """Lost, stayed and gold lines of a page."""
    if "with" in truth:
        whole = " ".join(text.split())
        lost = [one for one in truth["with"] if " ".join(one.split()) not in whole]
        stayed = [one for one in truth["without"] if " ".join(one.split()) in whole]
        return lost, stayed, truth["with"]
    gold = [line for line in truth["gold_text"].splitlines() if line.strip()]
    ours = text.splitlines()
    return missing_lines(gold, ours, scorer), missing_lines(ours, gold, scorer), gold


def missing_lines(lines: Sequence[str], other: Sequence[str], scorer: Any) -> list[str]:
    """Lines most of whose words are not to be found in another text, in their order.

    Lines are not compared whole: two readers break the same paragraph in different places.
    """
    size = scorer.NGRAM
    there = scorer.tokens("\n".join(other))
    known = {tuple(there[i : i + size]) for i in range(len(there))}
    whole = " ".join(there)
    found = []
    for line in lines:
        words = scorer.tokens(line)
        if not words:
            continue
        if len(words) < size:
            if " ".join(words) not in whole:
                found.append(line)
            continue
        grams = [tuple(words[i : i + size]) for i in range(len(words) - size + 1)]
        if sum(gram in known for gram in grams) * 2 < len(grams):
            found.append(line)
    return found


def dumps(data: Path, *, single: bool) -> Iterator[Case]:
    """All labelled dumps as cases, with their F."""
    from benchmarks.adapters import cleaned_dump, cleaned_source

    scorer = labelled.scorer(data / "dumps")
    folder = data / "dumps"
    sources = scorer.load_sources(labelled.labels(data), str(folder / "raw"), str(folder / "bulk"))
    for source, docs, labels in sources:
        bodies = dict(docs)
        learned = {} if single else cleaned_source(docs, {"source": source}, _WHOLE)
        for label in labels:
            hint = {"file": label["file"], "source": label["source"]}
            article = (
                cleaned_dump(bodies[label["file"]], hint, _WHOLE)
                if single
                else learned.get(label["file"])
            )
            row = scorer.score_one(label, {"html": article.html if article else ""})
            text = scorer.html_text(article.html.replace("><", ">\n<") if article else "")[0]
            yield Case(
                id=label["id"],
                kind=f"dump, {label['dialect']}",
                url=label.get("url") or "",
                f1=row["f"],
                lost=tuple(_with_record(snippet, article, scorer) for _, snippet in row["miss"]),
                stayed=tuple(snippet for _, snippet in row["left"]),
                gold=tuple(label["keep"]),
                ours=tuple(line for line in text.splitlines() if line.strip()),
            )


def _with_record(line: str, article: CleanArticle | None, scorer: Any) -> str:
    record = who_took(scorer.squeeze(line), article.removals, scorer) if article else None
    return f"{line} → {record.rule}: {record.reason}" if record else line
