"""Takes out what nobody has said anything of: what main content, template and passes guess."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from itertools import takewhile
from typing import Final

from feedclean.clean.ledger import take_out
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.ends.between import BETWEEN
from feedclean.clean.passes.table import PASSES, Pass
from feedclean.clean.scoring.main_content import OUTSIDE, UNSURE, main_content
from feedclean.clean.scoring.second_opinion import reconcile
from feedclean.clean.template import template
from feedclean.dom.blocks import Block
from feedclean.model.article import RawArticle, Scope
from feedclean.model.removal import Stage
from feedclean.names import is_all_chat

_log = logging.getLogger(__name__)

_MOST_ROUNDS: Final = 6
_WEIGHED: Final = frozenset(
    f"block/{name}" for name in ("ad-name", "box", "promo-name", "related-name", "share-name")
)
"""Rules that go by the name of an element, or by what shares it: on a page both were weighed."""
_AFTER_ALL: Final = "ends"
"""The pass that looks at what all others have left of a fragment; a page was weighed already."""
UNCERTAIN: Final = "main-content-uncertain"
BROKEN: Final = "pass-broke"
"""Caution: a bug of ours; what one kind of guess would have found is still there."""


def guess(page: Page, raw: RawArticle) -> None:
    """Takes out what is not the article, as far as nobody has said what it is."""
    if raw.scope is Scope.PAGE and not page.wishes.has_body:
        _find_article(page, raw.html)
    page.sound()
    take_out(_findings(template, page), page)
    if raw.scope is not Scope.PAGE and is_all_chat([block.text for block in page.blocks]):
        return  # what people write to each other is worded like anything
    names = page.plan.options.passes if page.wishes.is_pruned else ()
    passes = [PASSES[name] for name in names if name != _AFTER_ALL]
    looked: dict[Pass, int] = {}
    for _ in range(_MOST_ROUNDS):
        before = len(page.taken)
        for one in passes:
            if looked.get(one) == len(page.taken):
                continue  # nothing has gone since, so it would find nothing again
            looked[one] = len(page.taken)
            found_now = _findings(one, page)
            if raw.scope is Scope.PAGE:
                found_now = [finding for finding in found_now if finding.rule not in _WEIGHED]
            take_out(found_now, page)
        if len(page.taken) == before and _AFTER_ALL in names and raw.scope is not Scope.PAGE:
            take_out(_last_lines(page, names), page)
        if len(page.taken) == before:
            return


def _last_lines(page: Page, names: Collection[str]) -> list[Finding]:
    """What the last pass finds, but for what a pass would take which somebody switched off.

    Where the last lines are such, those above them stay as well.
    """
    off = [PASSES[name] for name in PASSES if name not in names]
    stays = _blocks_of(finding for one in off for finding in _findings(one, page))
    found = _findings(PASSES[_AFTER_ALL], page)  # the last lines from the end up, the others first
    between = [one for one in found if one.rule == BETWEEN and stays.isdisjoint(one.blocks)]
    last = (one for one in found if one.rule != BETWEEN)
    return [*between, *takewhile(lambda one: stays.isdisjoint(one.blocks), last)]


def _findings(one: Pass, page: Page) -> list[Finding]:
    """What a pass finds; one that breaks costs its own findings, and not the article."""
    try:
        return list(one(page))
    except Exception as error:  # noqa: BLE001 - the edge of a pass
        told = f"{type(error).__name__}: {error}"
        _log.warning("%s: a bug in feedclean: %s broke (%s)", page.meta.id, one.__name__, told)
        if BROKEN not in page.cautions:
            page.cautions.append(BROKEN)
        return []


def _find_article(page: Page, html: str) -> None:
    """Takes out what is not the article of a page; where we are unsure, a second opinion counts."""
    found = main_content(page, html)
    findings = found.findings
    if found.expected < UNSURE:
        findings, disagree = reconcile(findings, page.blocks, html)
        if disagree:
            page.cautions.append(UNCERTAIN)
    given_back = _blocks_of(found.findings) - _blocks_of(findings)
    page.weighed = replace(found.weighed, given_back=given_back)
    take_out([*findings, *_let_in(findings, page)], page, merged=True)


def _let_in(findings: Iterable[Finding], page: Page) -> Iterator[Finding]:
    """Lines that stood beside the article, and would come in as a rule took what is near them.

    Where running text comes in as well, it is the article that the rule has brought to light.
    """
    came = page.beside.intersection(page.blocks) - _blocks_of(findings)
    if came and not any(map(page.reads_like_body, came)):
        yield Finding(
            blocks=tuple(block for block in page.blocks if block in came),
            rule=OUTSIDE,
            stage=Stage.MAIN_CONTENT,
            reason="not the article, had no site rule taken what stands near it",
        )


def _blocks_of(findings: Iterable[Finding]) -> frozenset[Block]:
    return frozenset(block for finding in findings for block in finding.blocks)
