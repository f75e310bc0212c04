"""Takes out what nobody has said anything of: what main content, template and passes guess."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import replace
from itertools import takewhile
from typing import Final

from feedclean.clean.ledger import take_out
from feedclean.clean.main_content import main_content
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.between import BETWEEN
from feedclean.clean.passes.table import PASSES, Pass
from feedclean.clean.second_opinion import reconcile
from feedclean.clean.template import template
from feedclean.dom.blocks import Block
from feedclean.model.article import RawArticle, Scope
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
_UNSURE: Final = 0.5
"""Expected F1 below which readability is asked, which costs more than all the rest: at 0.7 it was
24.6 ms a page and no better in F1, at 0.5 19.9."""


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
    if found.expected < _UNSURE:
        findings, disagree = reconcile(findings, page.blocks, html)
        if disagree:
            page.cautions.append(UNCERTAIN)
    given_back = _blocks_of(found.findings) - _blocks_of(findings)
    page.weighed = replace(found.weighed, given_back=given_back)
    take_out(findings, page, merged=True)


def _blocks_of(findings: Iterable[Finding]) -> frozenset[Block]:
    return frozenset(block for finding in findings for block in finding.blocks)
