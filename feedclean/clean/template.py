"""What is known of a source's template, found again in one article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import is_picture, quote
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import fingerprint
from feedclean.model.plan import SiteTemplate, TemplateBlock
from feedclean.model.removal import RuleId, Stage

_LITTLE: Final = 0.12
"""Share of the running text that may stand between closing template blocks and go with them."""
_OPENS: Final = (
    Label.COPYRIGHT
    | Label.PROMO
    | Label.RELATED
    | Label.TRENDING
    | Label.PLATFORM
    | Label.COMMENTS
    | Label.TAGS
    | Label.SHARE
)
"""Labels after which the article does not go on; after credits a reference list may follow."""
_LABEL_WEIGHT: Final = 60
_OFTEN: Final = 0.3
_SOMETIMES: Final = 0.03
_MANY: Final = 5
_LINKED: Final = 0.3
_IN_DOUBT: Final = "it stood within the text"
_PLACES: Final = {
    "head": "mostly above the text",
    "tail": "mostly below the text",
    "anywhere": "often within the text",
}


def template(page: Page) -> Iterator[Finding]:
    """Blocks of the source's template, the links that hang on them, and what they enclose."""
    known = page.plan.template
    if known is None or not known.blocks:
        return
    hits = _hits(page, known)
    own = _own(page, hits)
    if not own:
        return  # nothing would be left: a channel whose whole text is one blurb keeps it
    taken = {position for position, hit in hits.items() if not _why_kept(page, position, hit, own)}
    for position in sorted(taken):
        group = [page.blocks[position], *_hanging(page, position, taken)]
        yield _finding(group, hits[position], known)
    yield from _enclosed(page, taken, hits)


def essence(known: SiteTemplate) -> tuple[str, ...]:
    """What cleaning depends on of a template: its blocks, where they stand, and if often enough.

    The counts are left out. They move with every new article, and only ever tell the reasons.
    """
    return tuple(
        f"{block.fingerprint} {block.position} {block.share >= _SOMETIMES} {block.share >= _OFTEN}"
        for block in known.blocks
    )


def known_but_kept(page: Page) -> Iterator[tuple[Block, str, float]]:
    """Blocks of the source's template that stay, each with the reason and its share of articles."""
    known = page.plan.template
    if known is None:
        return
    hits = _hits(page, known)
    own = _own(page, hits)
    for position, hit in hits.items():
        why = _why_kept(page, position, hit, own) if own else "nothing else would be left"
        yield page.blocks[position], f"{_seen(hit, known)}; kept: {why or _IN_DOUBT}", hit.share


def _hits(page: Page, known: SiteTemplate) -> dict[int, TemplateBlock]:
    """The blocks of the template, by where they stand here."""
    table = {block.fingerprint: block for block in known.blocks}
    hits = {
        position: table[mark]
        for position, block in enumerate(page.blocks)
        if (mark := fingerprint(block)) in table
    }
    return {
        position: hit for position, hit in hits.items() if not _is_caption(page, position, hits)
    }


def _is_caption(page: Page, position: int, hits: Mapping[int, TemplateBlock]) -> bool:
    """Whether a line says who made the picture right above, which only this article has.

    An agency has made pictures for many articles.
    """
    if position == 0 or position - 1 in hits:
        return False
    above, block = page.blocks[position - 1], page.blocks[position]
    return bool(above.images and page.label(block) & (Label.PHOTO | Label.SOURCE))


def _own(page: Page, hits: Mapping[int, TemplateBlock]) -> list[int]:
    """Positions of running text that only this article has."""
    return [
        position
        for position, block in enumerate(page.blocks)
        if position not in hits and page.reads_like_body(block)
    ]


def _why_kept(page: Page, position: int, hit: TemplateBlock, own: list[int]) -> str:
    """Why a known block is no boilerplate here, but a section head or a standing sentence.

    Empty where it is boilerplate.
    """
    block = page.blocks[position]
    if is_picture(block):
        return ""
    if block.traits & (traits.CODE | traits.CELL):
        return "it is part of a listing or a table"
    before, after = own[0] < position, position < own[-1]
    if after and (before or page.reads_like_body(block)):
        # a standing introduction is content, and one link in a long note does not make it less
        if block.link_density > _LINKED or page.label(block):
            return ""
        place = "within the text" if before else "above the text, a standing introduction"
        return f"it stands {place}, link density {block.link_density:.2f}"
    if block.links or page.label(block):
        return ""
    if is_prose(block):  # it may be the author's own
        if hit.share >= _OFTEN and hit.articles >= _MANY:
            return ""
        return f"a sentence without a link goes from {_MANY} articles and {_OFTEN:.0%} on"
    least = _OFTEN if hit.position == "anywhere" else _SOMETIMES
    return "" if hit.share >= least else f"a line without a link goes from {least:.0%} on"


def _hanging(page: Page, position: int, taken: set[int]) -> list[Block]:
    """The run of links and pictures below a learned heading or label."""
    block = page.blocks[position]
    if is_picture(block) or block.weight > _LABEL_WEIGHT:
        return []
    run: list[Block] = []
    for following in range(position + 1, len(page.blocks)):
        candidate = page.blocks[following]
        if following in taken or not candidate.chars or candidate.link_density < 0.9:
            break
        run.append(candidate)
    return run


def _enclosed(page: Page, taken: set[int], hits: dict[int, TemplateBlock]) -> Iterator[Finding]:
    """Slots of the closing template: a little text of its own between labelled template blocks."""
    body = [block.chars if page.reads_like_body(block) else 0 for block in page.blocks]
    total = sum(size for position, size in enumerate(body) if position not in hits)
    last = max(taken, default=-1)
    for position in sorted(taken):
        if not page.label(page.blocks[position]) & _OPENS:
            continue
        slot = [p for p in range(position + 1, last) if p not in taken]
        inside = sum(body[p] for p in slot)
        closing = sum(1 for p in taken if p > position)
        ends = not any(body[p] for p in range(last + 1, len(page.blocks)))
        if slot and closing >= 2 and ends and inside <= _LITTLE * total:
            yield Finding(
                blocks=tuple(page.blocks[p] for p in slot),
                rule=RuleId("template/slot"),
                stage=Stage.TEMPLATE,
                reason=(
                    f"{len(slot)} blocks between {quote(page.blocks[position])} and the end, "
                    f"among {closing} that stand in other articles too"
                ),
            )
            return


def _finding(group: list[Block], hit: TemplateBlock, known: SiteTemplate) -> Finding:
    below = len(group) - 1
    links = "the link" if below == 1 else f"{below} links"
    hanging = f": {quote(group[0])}, with {links} below it" if below else ""
    return Finding(
        blocks=tuple(group),
        rule=RuleId(f"template/{hit.fingerprint[:8]}"),
        stage=Stage.TEMPLATE,
        reason=f"{_seen(hit, known)}{hanging}",
        score=hit.share,
    )


def _seen(hit: TemplateBlock, known: SiteTemplate) -> str:
    masked = ", whatever its figures" if any(map(str.isdigit, hit.sample)) else ""
    return f"block in {hit.articles} of {known.articles} articles{masked}, {_PLACES[hit.position]}"
