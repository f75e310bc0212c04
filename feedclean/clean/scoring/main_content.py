"""Where on a page the article is; everything else is a finding.

Each block that may be article text is measured (``features``) and scored by small trees learned
from labelled pages (``learned``, ``weights.json``, made by ``benchmarks/train``); where these are
unsure, other trees look at the scores around it too (``neighbours``). The blocks kept are those
that together promise the best balance of text kept and text taken along.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from feedclean.clean.belonging.parts import belonging
from feedclean.clean.belonging.within_text import within_text
from feedclean.clean.given import Weighed
from feedclean.clean.page import Finding, Page
from feedclean.clean.scoring.bare import is_bare
from feedclean.clean.scoring.choice import choose
from feedclean.clean.scoring.evidence import evidence
from feedclean.clean.scoring.features import measure
from feedclean.clean.scoring.grounds import Grounds
from feedclean.clean.scoring.learned import BARE, PAGES, model
from feedclean.clean.scoring.neighbours import scored
from feedclean.clean.scoring.orphans import orphans
from feedclean.clean.scoring.outside import Outside
from feedclean.clean.scoring.surroundings import with_surroundings
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label
from feedclean.dom.blocks import Block
from feedclean.model.removal import RuleId, Stage

OUTSIDE: Final = RuleId("main-content/outside")
_TRUSTED: Final = 0.8
UNSURE: Final = 0.5
"""Expected F1 below which readability is asked, which costs more than all the rest: at 0.7 it was
24.6 ms a page and no better in F1, at 0.5 19.9."""
_CLOSING: Final = 3
_SHORT: Final = 5
_NOTICES: Final = Label.COPYRIGHT | Label.PROMO | Label.PLATFORM | Label.COOKIE
"""Of more paragraphs than are in a short text, the last are not trusted that may be notices."""
_NOTHING: Final = Weighed()


@dataclass(frozen=True, slots=True)
class MainContent:
    """What was found out about a page."""

    findings: tuple[Finding, ...] = ()
    expected: float = 0.0
    """F to be expected of the choice, 0 to 1."""
    weighed: Weighed = _NOTHING


def main_content(page: Page, html: str) -> MainContent:
    """All blocks but those of the article, by where they stand; ``html`` is the page's source."""
    bare = is_bare(page.blocks)
    learned = model(BARE if bare else PAGES)
    measured = measure(page.blocks, evidence(html, page.meta.headline), learned.tables)
    if bare:
        measured = with_surroundings(measured, page.blocks)
    found = scored(page.blocks, measured, learned)
    scores = dict(zip(measured.positions, found, strict=True))
    choice = choose(scores, measured.weights)
    if not choice.keep:
        return MainContent()
    keep = choice.keep | within_text(page.blocks, scores, choice.keep)
    labelled = frozenset(orphans(page.blocks, keep))
    keep -= labelled
    company = belonging(page.blocks, scores, keep, page.meta)
    keep |= company.keys()
    if page.explains:
        page.grounds = Grounds(page.blocks, measured, learned)
    outside = _findings(page.blocks, scores, keep | labelled, choice.least, page.grounds)
    return MainContent(
        findings=(*_below_labels(page.blocks, labelled - company.keys()), *outside),
        expected=choice.expected,
        weighed=Weighed(
            trusted=_trusted(page, scores, choice.keep),
            scores=scores,
            least=choice.least,
            company=company,
        ),
    )


def beside(page: Page, html: str) -> frozenset[Block]:
    """The blocks of a page that are not its article, as far as that is sure; none are taken out."""
    explains, page.explains = page.explains, False
    found = main_content(page, html)
    page.explains = explains
    if found.expected < UNSURE:
        return frozenset()
    return frozenset(block for finding in found.findings for block in finding.blocks)


def _trusted(page: Page, scores: Mapping[int, float], keep: AbstractSet[int]) -> frozenset[Block]:
    """Running text that scores so high that no wording speaks against it."""
    sure = [
        block
        for position in sorted(keep)
        if scores[position] >= _TRUSTED and page.reads_like_body(block := page.blocks[position])
    ]
    closing = sure[-_CLOSING:] if len(sure) > _SHORT else ()
    return frozenset(one for one in sure if one not in closing or not label(one) & _NOTICES)


def _below_labels(blocks: list[Block], found: AbstractSet[int]) -> Iterator[Finding]:
    if found:
        yield Finding(
            blocks=tuple(blocks[position] for position in sorted(found)),
            rule=RuleId("main-content/below-label"),
            stage=Stage.MAIN_CONTENT,
            reason="part of a list of other articles whose label, or the rest of which, scores low",
        )


def _findings(
    blocks: list[Block],
    scores: Mapping[int, float],
    keep: AbstractSet[int],
    least: float,
    grounds: Grounds | None,
) -> Iterator[Finding]:
    outside = tuple(block for position, block in enumerate(blocks) if position not in keep)
    if outside:
        yield Finding(
            blocks=outside,
            rule=OUTSIDE,
            stage=Stage.MAIN_CONTENT,
            reason="not the article",
            told=Outside(scores, least, range(min(keep), max(keep) + 1), grounds),
        )
