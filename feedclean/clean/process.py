"""One raw article in, one outcome out: the stages in order, and the net under them.

parse, cut ─▶ rules ─▶ main content (pages) ─▶ template ─▶ passes, while they find any ─▶ tidy ─▶
                 └── too much gone: once more with the certain stages only ──────────────┘  sanitize
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from feedclean.clean.digests import fingerprint, plan_digest
from feedclean.clean.doubts import doubtful, reverted
from feedclean.clean.filters import met_by
from feedclean.clean.finishing.finish import count, finish
from feedclean.clean.further import Shown, one_of, pages_of, shown_before, shown_by
from feedclean.clean.guessing import guess
from feedclean.clean.layout import layout
from feedclean.clean.ledger import take_out
from feedclean.clean.media.picture_policy import take_out_pictures
from feedclean.clean.media.placeholders import is_too_small
from feedclean.clean.metadata.harvest import with_harvest
from feedclean.clean.metadata.long_lists import NAMES_CUT, first_names
from feedclean.clean.opening import Count, open_page
from feedclean.clean.page import Page
from feedclean.clean.site_rules import Ruled, ruled
from feedclean.dom.blocks import Block
from feedclean.dom.bounds import is_bounded
from feedclean.dom.tree import find_all, let_go, raw_text
from feedclean.dom.unended import breaks_off
from feedclean.model.article import (
    NOTHING_LEFT,
    ArticleMeta,
    CleanArticle,
    CleanStats,
    Digest,
    Failure,
    Fingerprint,
    Outcome,
    RawArticle,
    Scope,
)
from feedclean.model.health import Layout
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Doubt, RuleId
from feedclean.urls import without_tracking

_LATER: Final = Fingerprint(raw=Digest(""), plan=Digest(""))
_LEFT_BY_RULES: Final = 0.3
"""Lines of so many characters, beside the running text that rules took, are an article still."""
_LONG_BODY: Final = 600
"""Characters of running text with which an article stands by itself, without its comments."""
REVERTED: Final = "over-removal-reverted"
MARKUP_CUT: Final = "markup-cut"
"""Tags nested too deep, or attributes of a tag with too many, were left out; no text was."""
CUT_SHORT: Final = "cut-short"
"""The source of its page breaks off in the middle of what it says."""


def bind(plan: CleanPlan) -> Callable[[RawArticle], Outcome]:
    """``process`` for one plan: a plain function of the article, picklable."""
    return partial(_outcome, plan=plan, mark=plan_digest(plan))


def process(raw: RawArticle, plan: CleanPlan) -> Outcome:
    """Cleans one article; never raises for bad input."""
    return _outcome(raw, plan)


def _outcome(raw: RawArticle, plan: CleanPlan, mark: Digest | None = None) -> Outcome:
    """The same, with the digest of the plan, where it is known already."""
    try:
        return _clean(raw, plan, mark).article
    except Exception as error:  # noqa: BLE001 - the edge of the stage: one bad article costs itself
        return _failure(raw, error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketched:
    """What became of an article, and how its page was built."""

    outcome: Outcome
    layout: Layout | None = None
    """None: it was no page, or it failed."""


def sketching(plan: CleanPlan) -> Callable[[RawArticle], Sketched]:
    """The same as ``bind`` for those who want to know how pages are built."""
    return partial(_sketch, plan=plan, mark=plan_digest(plan))


def _sketch(raw: RawArticle, plan: CleanPlan, mark: Digest) -> Sketched:
    try:
        cleaned = _clean(raw, plan, mark, sketches=True)
    except Exception as error:  # noqa: BLE001 - the same edge
        return Sketched(outcome=_failure(raw, error))
    return Sketched(outcome=cleaned.article, layout=cleaned.layout)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A clean article, and what was kept in it although something spoke against it."""

    article: CleanArticle
    doubts: tuple[Doubt, ...]
    """In the order in which the blocks stand."""


def examine(raw: RawArticle, plan: CleanPlan) -> Examined | Failure:
    """The article as ``process`` gives it, with its doubts; never raises for bad input.

    For one article that somebody asks about. What takes its time is worked out only here: doubts,
    and in the reasons for a page, what spoke most against the blocks that were weighed.
    """
    try:
        cleaned = _clean(raw, plan, explains=True)
        return Examined(article=cleaned.article, doubts=cleaned.doubts)
    except Exception as error:  # noqa: BLE001 - the same edge
        return _failure(raw, error)


def _failure(raw: RawArticle, error: Exception) -> Failure:
    return Failure(
        source=raw.meta.source,
        location=raw.origin.location,
        stage="clean",
        error=type(error).__name__,
        message=f"{raw.meta.id}: {error}",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cleaned:
    """A clean article or one page of it, with what was found out on the way if that was asked."""

    article: CleanArticle
    doubts: tuple[Doubt, ...] = ()
    layout: Layout | None = None


def _clean(
    raw: RawArticle,
    plan: CleanPlan,
    mark: Digest | None = None,
    *,
    explains: bool = False,
    sketches: bool = False,
) -> _Cleaned:
    """The clean article, with its doubts if it explains itself, and how its first page was built.

    Of several pages each is cleaned by itself; what stood on an earlier one is not told again.
    """
    if raw.base is None and not raw.more:
        cleaned = [_clean_page(raw, plan, explains=explains, sketches=sketches)]
        article = cleaned[0].article
    else:
        seen: set[Shown] = set()
        cleaned = [
            _clean_page(
                page,
                _of_page(plan, number),
                seen,
                explains=explains,
                sketches=sketches and number == 0,
            )
            for number, page in enumerate(pages_of(raw))
        ]
        article = one_of([one.article for one in cleaned])
        meta = replace(article.meta, id=raw.meta.id, url=raw.meta.url)
        article = replace(article, meta=_tidied(meta))
    cautions = (*raw.cautions, *(one for one in article.cautions if one not in raw.cautions))
    return _Cleaned(
        article=replace(article, fingerprint=fingerprint(raw, plan, mark), cautions=cautions),
        doubts=tuple(doubt for one in cleaned for doubt in one.doubts),
        layout=cleaned[0].layout,
    )


def _of_page(plan: CleanPlan, number: int) -> CleanPlan:
    """The plan for one of several pages: the first picture of an article is on its first page."""
    if number == 0 or plan.options.images != "lead":
        return plan
    return replace(plan, options=replace(plan.options, images="none"))


def _clean_page(
    raw: RawArticle,
    plan: CleanPlan,
    shown: set[Shown] | None = None,
    *,
    explains: bool = False,
    sketches: bool = False,
) -> _Cleaned:
    """One page, its fingerprint aside.

    What is among ``shown`` leaves, and what stays is added to it.
    """
    under = ruled(raw, plan)
    seen = raw if under is None else under.raw
    page, before = open_page(seen, plan, under)
    page.explains = explains
    is_empty = not page.blocks and (before.chars > 0 or before.images > 0)
    built = layout(page.blocks) if sketches and seen.scope is Scope.PAGE else None
    guess(page, seen)
    cautions = tuple(page.cautions) + (() if is_bounded(seen.html) else (MARKUP_CUT,))
    if raw.scope is Scope.PAGE and breaks_off(raw.html):
        cautions = (*cautions, CUT_SHORT)
    doubts: tuple[Doubt, ...] = ()
    if is_empty:
        cautions = (*cautions, NOTHING_LEFT)
    elif _took_too_much(page, before, raw.scope):
        doubts = tuple(reverted(page)) if explains else ()
        let_go(page.root)
        page, _ = open_page(seen, plan, under)
        cautions = (*cautions, REVERTED)
    elif explains:
        doubts = tuple(doubtful(page))
    meta = _tidied(with_harvest(page))
    if not is_empty and _is_ruled_away(page):
        cautions = (*cautions, NOTHING_LEFT)
    take_out_pictures(page)
    if shown is not None:
        take_out(list(shown_before(page, shown)), page)
        shown.update(shown_by(page))
    article = _finished(page, meta, before, cautions, under)
    return _Cleaned(article=article, doubts=doubts, layout=built)


def _finished(
    page: Page, meta: ArticleMeta, before: Count, cautions: tuple[str, ...], under: Ruled | None
) -> CleanArticle:
    """The article of a page from which all has gone that is to go; its tree is let go."""
    shortened = first_names(meta)
    html = finish(page)
    cautions += tuple(one for one in page.cautions if one not in cautions)
    after = count(page.root)
    met = page.wishes.met if under is None else _rules_met(under, meta, page)
    let_go(page.root)
    return CleanArticle(
        meta=shortened,
        html=html,
        removals=tuple(page.removals),
        stats=CleanStats(
            chars_in=before.chars,
            chars_out=after.chars,
            links_in=before.links,
            links_out=after.links,
            images_in=before.images,
            images_out=after.images,
            chars_written=page.chars_written,
        ),
        fingerprint=_LATER,
        cautions=cautions if shortened is meta else (*cautions, NAMES_CUT),
        rules=met,
    )


def _rules_met(under: Ruled, meta: ArticleMeta, page: Page) -> tuple[RuleId, ...]:
    """The site rules that found something, in the article as it was or as it is."""
    filters = (*under.rules.block, *under.rules.allow)
    found = met_by(filters, meta, raw_text(page.root))
    return tuple(sorted({*page.wishes.met, *(one.rule for one in found)}))


def _tidied(meta: ArticleMeta) -> ArticleMeta:
    """The metadata with an address that tracks nobody."""
    return meta if meta.url is None else replace(meta, url=without_tracking(meta.url))


def _shows_nothing(block: Block) -> bool:
    """Whether a block is only pictures nobody can see, by which readers are counted."""
    pictures = [one for one in (block.box, *find_all(block.box, "img")) if one.tag == "img"]
    return not block.chars and bool(pictures) and all(map(is_too_small, pictures))


def _is_ruled_away(page: Page) -> bool:
    """Whether rules took the text and left no more than lines without any: headings, captions.

    What shows something, a picture or a film, may be all that somebody wants of an article.
    """
    if not page.body_chars_ruled or any(map(page.reads_like_body, page.blocks)):
        return False
    shows = (one.images or not (one.chars or one.box.tag == "hr") for one in page.blocks)
    left = sum(block.chars for block in page.blocks)
    return not any(shows) and left < _LEFT_BY_RULES * page.body_chars_ruled


def _took_too_much(page: Page, before: Count, scope: Scope) -> bool:
    """Whether the guesses left too little: a fragment is mostly article, a page mostly not.

    What a person has said to be the main content is mostly article, too.

    Only running text counts as a loss: a short entry may well hang below a longer footer.
    """
    if all(map(_shows_nothing, page.blocks)):
        return before.chars > 0 or (not page.blocks and before.images > 0)
    if scope is Scope.PAGE and not page.wishes.has_body:
        return False
    left = sum(block.chars for block in page.blocks if page.is_body(block))
    lost = page.body_chars_lost
    if left >= _LONG_BODY:  # readers may well have written more below it than is in the article
        lost -= page.comment_chars_lost
    return lost > page.plan.options.max_removed_share * (lost + left)
