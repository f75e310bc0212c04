"""Where on a page the article is; everything else is a finding.

Each block that may be article text is measured (``features``) and scored by small trees learned
from labelled pages (``learned``, ``weights.json``, made by ``benchmarks/train``). The blocks kept
are those that together promise the best balance of text kept and text taken along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from feedclean.clean.evidence import evidence
from feedclean.clean.features import measure
from feedclean.clean.learned import model
from feedclean.clean.page import Finding, Page
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import reads_like_body
from feedclean.model.removal import RuleId, Stage

_SURE: Final = 0.6
"""A block with this score is kept, however the rest of the page looks."""
_UNLIKELY: Final = 0.2
"""Nor is one kept below this, unless nothing on the page scores higher."""

_PLACES: Final = (
    (traits.HIDDEN | traits.NOSCRIPT, "hidden"),
    (traits.NAV, "in <nav>"),
    (traits.FOOTER, "in <footer>"),
    (traits.ASIDE, "in <aside>"),
    (traits.FORM | traits.CONTROL, "in a form or control"),
    (traits.COMMENT_NAME, "named for comments"),
    (traits.RELATED_NAME, "named for related links"),
    (traits.LEGAL_NAME, "named for legal or consent text"),
    (traits.AD_NAME | traits.PROMO_NAME, "named for advertising or promotion"),
    (traits.SHARE_NAME, "named for sharing"),
    (traits.NAV_NAME | traits.SIDE_NAME, "named for navigation or a side bar"),
    (traits.META_NAME, "named for author, date or tags"),
)
"""What a reason says first of where a block stands; the first that holds."""


def main_content(page: Page, html: str) -> Iterator[Finding]:
    """All blocks but those of the article, by where they stand; ``html`` is the page's source."""
    learned = model()
    measured = measure(page.blocks, evidence(html, page.meta.title), learned.tables)
    score = learned.score
    scores = {
        position: score(row)
        for position, row in zip(measured.positions, measured.rows, strict=True)
    }
    keep = chosen(scores, measured.weights)
    if not keep:
        return
    keep |= _pictures(page.blocks, keep)
    yield from _findings(page.blocks, scores, keep)


def chosen(scores: Mapping[int, float], weights: Sequence[int]) -> set[int]:
    """Positions of the blocks to keep: those whose expected F1 is the best, by weight.

    Kept in falling order of score, the next block pays as long as its score is above half the F1
    reached so far; so an unsure page keeps more than a sure one.

    Source: Lewis 1995, "Evaluating and optimizing autonomous text classification systems".
    """
    order = sorted(scores, key=lambda position: (-scores[position], position))
    expected = sum(scores[position] * weights[position] for position in order)
    hits = kept = best = 0.0
    least = 1.0
    for position in order:
        hits += scores[position] * weights[position]
        kept += weights[position]
        balance = 2 * hits / (kept + expected) if kept + expected else 0.0
        if balance > best:
            best, least = balance, scores[position]
    if best == 0.0:
        return set()
    least = min(least, _SURE)
    if scores[order[0]] >= _UNLIKELY:
        least = max(least, _UNLIKELY)
    return {position for position in order if scores[position] >= least and weights[position]}


def _pictures(blocks: list[Block], keep: set[int]) -> set[int]:
    """Pictures without text beside kept text, in the same element or one within it."""
    homes = set()
    for position in keep:
        if reads_like_body(blocks[position]):
            homes.add(blocks[position].home)
    first, last = min(keep), max(keep)
    found = set()
    for position, block in enumerate(blocks):
        if block.chars or not first - 3 <= position <= last or block.links:
            continue
        home = block.home
        if home in homes or (home.parent in homes and home.last - home.first <= 3):
            found.add(position)
    return found


def _findings(
    blocks: list[Block], scores: Mapping[int, float], keep: set[int]
) -> Iterator[Finding]:
    groups: dict[str, list[Block]] = {}
    for position, block in enumerate(blocks):
        if position not in keep:
            groups.setdefault(_place(block, position in scores), []).append(block)
    for place, group in groups.items():
        found = [scores[block.index] for block in group if block.index in scores]
        size = sum(block.chars for block in group)
        density = sum(block.link_chars for block in group) / size if size else 0.0
        facts = f"{len(group)} blocks, link density {density:.2f}"
        best = max(found, default=None)
        judged = f"score at most {best:.2f}" if best is not None else "far from the running text"
        yield Finding(
            blocks=tuple(group),
            rule=RuleId("main-content/outside"),
            stage=Stage.MAIN_CONTENT,
            reason=f"{place}: {judged}; {facts}",
            score=None if best is None else round(1.0 - best, 3),
        )


def _place(block: Block, is_scored: bool) -> str:
    for bits, place in _PLACES:
        if block.traits & bits:
            return place
    if not block.chars:
        return "picture away from the text"
    return "among or beside the running text" if is_scored else "outside the running text"
