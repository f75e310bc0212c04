"""What was kept although something spoke against it, and why it was kept all the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Page
from feedclean.clean.template import known_but_kept
from feedclean.clean.wording.kinds import NAMES, Label
from feedclean.clean.wording.labels import label
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.paths import Paths
from feedclean.model.removal import Doubt, Removal, Stage
from feedclean.text import excerpt

_NEAR: Final = 0.15
"""Scores so little above the one from which blocks are kept are near the line."""
_STRUCTURED: Final = traits.CELL | traits.ITEM | traits.CODE | traits.QUOTE
_GUESSED: Final = (Stage.TEMPLATE, Stage.BLOCK)


@dataclass(frozen=True, slots=True)
class _Case:
    """A block, what speaks against it, and how strongly."""

    block: Block
    reason: str
    score: float | None


def doubtful(page: Page) -> Iterator[Doubt]:
    """The blocks still there that something spoke against, in the order in which they stand.

    What fills an element and has one reason, such as a row of a table, is one doubt. To be asked
    when all findings are taken out, and before anything is tidied.
    """
    cases: dict[Block, _Case] = {}
    for case in (*_near_the_line(page), *_known(page), *_worded(page)):
        cases.setdefault(case.block, case)
    paths = Paths()
    live = [cases[one] for one in page.blocks if one in cases and one not in page.wishes.kept]
    for home, group in groupby(live, key=lambda case: case.block.home):
        run = list(group)
        if len(run) == len(page.inside(home)) and len({case.reason for case in run}) == 1:
            yield _doubt(run, paths.of(home.element), page)
        else:
            yield from (_doubt([case], paths.of(case.block.box), page) for case in run)


def _doubt(run: list[_Case], where: str, page: Page) -> Doubt:
    blocks = [case.block for case in run]
    return Doubt(
        path=where,
        excerpt=excerpt(" ".join(block.text for block in blocks), page.plan.options.excerpt_chars),
        chars=sum(block.chars for block in blocks),
        links=sum(block.links for block in blocks),
        reason=run[0].reason,
        score=max((case.score for case in run if case.score is not None), default=None),
    )


def reverted(page: Page) -> Iterator[Doubt]:
    """What the net gives back: all that guesses took of an article, when it was too much."""
    left = sum(block.chars for block in page.blocks if page.is_body(block))
    lost = page.body_chars_lost
    share = f"{lost} of {lost + left} characters of running text" if lost else "all there is"
    for removal in page.removals:
        if removal.stage in _GUESSED:
            yield _given_back(removal, share)


def _given_back(removal: Removal, share: str) -> Doubt:
    return Doubt(
        path=removal.path,
        excerpt=removal.excerpt,
        chars=removal.chars,
        links=removal.links,
        reason=f"{removal.rule}: {removal.reason}; kept: with all else found, {share} would go",
        score=removal.score,
    )


def _near_the_line(page: Page) -> Iterator[_Case]:
    """Blocks of a page that hardly score as article text, or too little."""
    weighed = page.weighed
    least = weighed.least
    for block in page.blocks:
        score = weighed.scores.get(block.index)
        company = weighed.company.get(block.index)
        if block in weighed.given_back:
            told = "not weighed as text" if score is None else f"score {score:.2f} as article text"
            reason = f"{told}; kept: too little else scored, and readability takes it for text"
        elif score is None and company:
            reason = f"not weighed as article text; kept: {company}"
        elif score is None or score >= least + _NEAR:
            continue
        elif score >= least:
            reason = f"score {score:.2f} as article text, here kept from {least:.2f} on"
            reason += page.grounds.told(block.index) if page.grounds else ""
        else:
            found = company or _company(block)
            reason = f"scores less than {least:.2f} as article text; kept: {found}"
        yield _Case(block, reason, None if score is None else round(1.0 - score, 3))


def _company(block: Block) -> str:
    """What a block that scores too little is kept with."""
    if block.traits & (traits.CAPTION | traits.CAPTION_NAME):
        return "a caption among the text"
    if block.is_heading:
        return "a heading right above kept text"
    if block.traits & _STRUCTURED:
        return "part of a table, list, listing or quotation among the text"
    return "a lead between headline and text"


def _known(page: Page) -> Iterator[_Case]:
    for block, reason, share in known_but_kept(page):
        yield _Case(block, reason, share)


def _worded(page: Page) -> Iterator[_Case]:
    """Blocks whose wording is that of boilerplate, though nothing else about them is."""
    first, last = page.body_span()
    for position, block in enumerate(page.blocks):
        is_silent = page.is_unasked(block) or is_embed_link(block)
        found = Label(0) if is_silent else label(block)
        if found:
            kinds = " or ".join(NAMES[kind] for kind in Label if kind in found)
            why = _structure(page, position, is_within=first <= position <= last)
            yield _Case(block, f"worded like {kinds}; kept: {why}", None)


def _structure(page: Page, position: int, *, is_within: bool) -> str:
    """What in the form or place of a block speaks against its wording."""
    block = page.blocks[position]
    if block.traits & traits.CAPTION or (position and page.blocks[position - 1].images):
        return "it stands right below a picture, as captions do"
    if block.traits & traits.CODE:
        return "it stands in a listing"
    if page.is_datum(block):
        return "it is an entry of a table or list that holds facts"
    if not page.label(block):
        quoted = block.traits & traits.QUOTE
        return "it stands in a quotation" if quoted else "it is a sentence of running text"
    size = f"{block.chars} characters, link density {block.link_density:.2f}"
    if block.is_heading:
        return f"it is a heading, {size}"
    return f"it stands {'within' if is_within else 'beside'} the text, {size}"
