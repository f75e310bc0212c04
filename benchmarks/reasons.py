"""Removals drawn by lot with what stood around them, so that a person can judge their reasons.

Of each the question is whether the reason is true of that block, and enough to see why it went.
"""

from __future__ import annotations

import argparse
import random
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks import data as labelled
from feedclean.clean import examine
from feedclean.dom.cut import read
from feedclean.dom.cut import read_page as read_page_of_blocks
from feedclean.learn import learn
from feedclean.model.article import Failure, RawArticle, Scope, SourceId
from feedclean.model.plan import CleanOptions, CleanPlan, SiteTemplate
from feedclean.model.removal import Removal
from feedclean.text import excerpt, squeeze

_PAGES = 300
_NEIGHBOURS = 60
"""Articles of a source that its template is learned from."""
_START = 12
"""Characters by which the beginning of a removal is found in the article."""
_AROUND = 70
"""Characters shown of the blocks right before and after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One removal, and the blocks before and after it: with ``+`` where they stayed."""

    kind: str
    article: str
    removal: Removal
    before: str
    after: str


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--count", type=int, default=200, help="how many; default: 200")
    parser.add_argument("--seed", type=int, default=0, help="another seed draws others; default: 0")
    parser.add_argument("--rule", help="only of rules whose name begins so")


def run(arguments: argparse.Namespace, data: Path) -> int:
    print(f"feedclean {labelled.version()}")
    found = [case for case in _all(data) if _rule(case).startswith(arguments.rule or "")]
    drawn = draw(found, arguments.count, arguments.seed)
    for number, case in enumerate(drawn, 1):
        _show(number, case)
    print(f"\n{len(drawn)} of {len(found)} removals, {len(set(map(_rule, found)))} rules")
    labelled.save(arguments.json, "reasons", {"cases": [asdict(case) for case in drawn]})
    return 0


def draw(cases: Sequence[Case], count: int, seed: int) -> list[Case]:
    """So many cases, of each rule and kind one in turn until they are used up; sorted by rule."""
    dice = random.Random(seed)  # noqa: S311 - a lot that can be drawn again
    heaps: dict[tuple[str, str], list[Case]] = {}
    for case in cases:
        heaps.setdefault((_rule(case), case.kind), []).append(case)
    for key in sorted(heaps):
        dice.shuffle(heaps[key])
    drawn: list[Case] = []
    while len(drawn) < min(count, len(cases)):
        for key in sorted(heaps):
            if heaps[key] and len(drawn) < count:
                drawn.append(heaps[key].pop())
    return sorted(drawn, key=lambda case: (_rule(case), case.kind, case.article))


def _rule(case: Case) -> str:
    """The rule; the blocks of a template are all of one."""
    rule = str(case.removal.rule)
    is_block = rule.startswith("template/") and rule != "template/slot"
    return "template/block" if is_block else rule


def _show(number: int, case: Case) -> None:
    removal = case.removal
    score = "" if removal.score is None else f"  score {removal.score:.2f}"
    size = f"{removal.chars} characters, {removal.links} links, {removal.images} pictures"
    print(f"\n{number}. {removal.rule}  {case.kind}  {case.article}{score}\n   {removal.path}")
    for name, told in (
        ("reason", removal.reason),
        ("text", f"{removal.excerpt or '-'} ({size})"),
        ("before", case.before),
        ("after", case.after),
    ):
        print(textwrap.indent(textwrap.fill(f"{name}: {told}", 110), "   "))


def _all(data: Path) -> Iterator[Case]:
    from benchmarks.adapters import read_page, read_source

    for _, truth, body in labelled.sample(data, _PAGES):
        yield from _cases("page", truth["id"], read_page(body, truth.get("url") or ""), None)
    scorer, folder = labelled.scorer(data / "dumps"), data / "dumps"
    packs = str(folder / "raw"), str(folder / "bulk")
    for source, docs, labels in scorer.load_sources(labelled.labels(data), *packs, _NEIGHBOURS):
        names = {label["file"] for label in labels}
        raws = read_source(docs, {"source": source})
        template = learn(SourceId(source), raws)
        for raw in raws:
            if raw.origin.location in names:
                name = f"{source}/{raw.origin.location}"
                yield from _cases("single", name, raw, None)
                yield from _cases("source", name, raw, template)


def _cases(kind: str, name: str, raw: RawArticle, template: SiteTemplate | None) -> Iterator[Case]:
    plan = CleanPlan(source=raw.meta.source, options=CleanOptions(), template=template)
    outcome = examine(raw, plan)
    if isinstance(outcome, Failure):
        print(f"{name}: {outcome.message}")
        return
    article = outcome.article
    reader = read_page_of_blocks if raw.scope is Scope.PAGE else read
    texts = [block.text for block in reader(raw.html)[1] if block.chars]
    kept = squeeze(" ".join(block.text for block in read(article.html)[1]))
    starts = {squeeze(text)[:_START]: at for at, text in reversed(list(enumerate(texts)))}
    for removal in article.removals:
        if not (removal.chars or removal.links or removal.images):
            continue  # an empty button: nothing that anybody would miss
        first = squeeze(removal.excerpt.removesuffix("…"))
        at = next(
            (starts[first[:size]] for size in range(_START, 0, -1) if first[:size] in starts), None
        )
        before, after = ("?", "?") if at is None else _around(texts, at, removal.chars, kept)
        yield Case(kind=kind, article=name, removal=removal, before=before, after=after)


def _around(texts: Sequence[str], at: int, size: int, kept: str) -> tuple[str, str]:
    """The blocks before and after those that hold so many characters from a place on."""
    end = at
    while end < len(texts) and size > 0:
        size -= len(squeeze(texts[end]))
        end += 1
    return (
        _marked(texts[at - 1], kept) if at else "(start)",
        _marked(texts[end], kept) if end < len(texts) else "(end)",
    )


def _marked(text: str, kept: str) -> str:
    return f"{'+' if squeeze(text) in kept else '-'} {excerpt(text, _AROUND)}"
