"""One raw article in, one outcome out: the stages in order, and the net under them.

parse, cut ─▶ main content (pages) ─▶ block passes, until none finds more ─▶ tidy ─▶ sanitize
                    └── too much gone: once more with the certain stages only ──┘
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from feedclean import codec
from feedclean.clean.harvest import with_harvest
from feedclean.clean.images import real_images
from feedclean.clean.ledger import take_out, take_out_element
from feedclean.clean.main_content import main_content
from feedclean.clean.page import Page
from feedclean.clean.passes.table import PASSES
from feedclean.clean.sanitize import sanitize, settle_attributes, unwanted
from feedclean.clean.template import template
from feedclean.clean.tidy import tidy
from feedclean.dom.blocks import cut
from feedclean.dom.tree import Element, find_all, parse, raw_text, to_html
from feedclean.model.article import (
    CleanArticle,
    CleanStats,
    Failure,
    Fingerprint,
    Outcome,
    RawArticle,
    Scope,
)
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import RuleId, Stage
from feedclean.text import chars, printable

CLEANER_VERSION: Final = "1"
"""Part of every plan fingerprint: a better cleaner redoes everything by itself."""

_MOST_ROUNDS: Final = 6
REVERTED: Final = "over-removal-reverted"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Count:
    chars: int
    links: int
    images: int


def bind(plan: CleanPlan) -> Callable[[RawArticle], Outcome]:
    """``process`` for one plan: a plain function of the article, picklable."""
    return partial(process, plan=plan)


def process(raw: RawArticle, plan: CleanPlan) -> Outcome:
    """Cleans one article; never raises for bad input."""
    try:
        return _clean(raw, plan)
    except Exception as error:  # noqa: BLE001 - the edge of the stage: one bad article costs itself
        return Failure(
            source=raw.meta.source,
            location=raw.origin.location,
            stage="clean",
            error=type(error).__name__,
            message=f"{raw.meta.id}: {error}",
        )


def fingerprint(raw: RawArticle, plan: CleanPlan) -> Fingerprint:
    """What says "same as last time" for an article under a plan."""
    return Fingerprint(
        raw=codec.digest_of(raw),
        plan=codec.digest(CLEANER_VERSION, codec.canonical_json(plan)),
    )


def _clean(raw: RawArticle, plan: CleanPlan) -> CleanArticle:
    page = _open(raw, plan)
    before = _count(page.root)
    _guess(page, raw.scope)
    cautions: tuple[str, ...] = ()
    if _took_too_much(page, before, raw.scope):
        page = _open(raw, plan)
        cautions = (REVERTED,)
    meta = with_harvest(page)
    html = _finish(page)
    after = _count(page.root)
    return CleanArticle(
        meta=meta,
        html=html,
        removals=tuple(page.removals),
        stats=CleanStats(
            chars_in=before.chars,
            chars_out=after.chars,
            links_in=before.links,
            links_out=after.links,
            images_in=before.images,
            images_out=after.images,
        ),
        fingerprint=fingerprint(raw, plan),
        cautions=cautions,
    )


def _open(raw: RawArticle, plan: CleanPlan) -> Page:
    root = parse(printable(raw.html))
    return Page(root=root, blocks=cut(root), meta=raw.meta, plan=plan)


def _guess(page: Page, scope: Scope) -> None:
    if scope is Scope.PAGE:
        for finding in list(main_content(page)):
            take_out(finding, page)
    page.sound()
    for finding in list(template(page)):
        take_out(finding, page)
    passes = [PASSES[name] for name in page.plan.options.passes]
    for _ in range(_MOST_ROUNDS):
        written = 0
        for one in passes:
            for finding in list(one(page)):
                written += take_out(finding, page)
        if not written:
            return


def _took_too_much(page: Page, before: _Count, scope: Scope) -> bool:
    """Whether the guesses left too little: a fragment is mostly article, a page mostly not.

    Only running text counts as a loss: a short entry may well hang below a longer footer.
    """
    if not page.blocks:
        return before.chars > 0 or before.images > 0
    if scope is Scope.PAGE:
        return False
    left = sum(block.chars for block in page.blocks if page.is_body(block))
    lost = page.body_chars_lost
    return lost > page.plan.options.max_removed_share * (lost + left)


def _finish(page: Page) -> str:
    """Tidies and sanitizes what is left."""
    base = page.meta.url
    real_images(page.root, base)
    for element, reason in list(unwanted(page.root)):
        rule = RuleId(f"sanitize/{element.tag}")
        take_out_element(element, rule, Stage.SANITIZE, reason, page)
    settle_attributes(page.root, base)
    tidy(page.root)
    return sanitize(to_html(page.root)).strip()


def _count(root: Element) -> _Count:
    return _Count(
        chars=chars(raw_text(root)),
        links=sum("href" in element.attrs for element in find_all(root, "a")),
        images=len(find_all(root, "img")),
    )
