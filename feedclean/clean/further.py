"""Articles of several pages: one after the other, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from typing import Final, TypeAlias

from feedclean.clean.page import Finding, Page
from feedclean.dom.blocks import Block
from feedclean.dom.tree import find_all
from feedclean.model.article import ArticleId, CleanArticle, CleanStats, RawArticle
from feedclean.model.removal import RuleId, Stage
from feedclean.text import squeeze

Shown: TypeAlias = tuple[str, tuple[str, ...]]
"""What a block shows: its text, and the addresses of its pictures."""

_LEAST: Final = 40
"""Characters of a line that is taken for the same again; shorter ones may well be said twice."""
_RULE: Final = RuleId("pages/shown-before")


def pages_of(raw: RawArticle) -> Iterator[RawArticle]:
    """Each page of an article as one of its own, with its own address and marks."""
    yield replace(raw, meta=replace(raw.meta, url=raw.base or raw.meta.url), base=None, more=())
    for number, page in enumerate(raw.more, 2):
        meta = replace(raw.meta, id=ArticleId(f"{raw.meta.id}#{number}"), url=page.url)
        yield replace(raw, html=page.html, meta=meta, base=None, more=())


def shown_before(page: Page, shown: AbstractSet[Shown]) -> Iterator[Finding]:
    """What an earlier page of the article has shown already: its picture, its standfirst."""
    again = tuple(block for block in page.blocks if _shown(block) in shown)
    if again:
        yield Finding(
            blocks=again,
            rule=_RULE,
            stage=Stage.BLOCK,
            reason="stands on an earlier page of the article, too",
        )


def shown_by(page: Page) -> Iterator[Shown]:
    """What the blocks of a page show that could be meant only once."""
    found = (_shown(block) for block in page.blocks)
    return (one for one in found if len(one[0]) >= _LEAST or one[1])


def _shown(block: Block) -> Shown:
    images = find_all(block.box, "img") if block.images else []
    if block.box.tag == "img":
        images.append(block.box)
    return squeeze(block.text), tuple(image.get("src") or image.get("data-src") for image in images)


def one_of(pages: Sequence[CleanArticle]) -> CleanArticle:
    """The pages of an article as one; of its metadata the first page speaks."""
    stats = [page.stats for page in pages]
    return replace(
        pages[0],
        html="\n".join(page.html for page in pages if page.html),
        removals=tuple(removal for page in pages for removal in page.removals),
        stats=CleanStats(
            chars_in=sum(one.chars_in for one in stats),
            chars_out=sum(one.chars_out for one in stats),
            links_in=sum(one.links_in for one in stats),
            links_out=sum(one.links_out for one in stats),
            images_in=sum(one.images_in for one in stats),
            images_out=sum(one.images_out for one in stats),
            chars_written=sum(one.chars_written for one in stats),
        ),
        cautions=tuple(dict.fromkeys(caution for page in pages for caution in page.cautions)),
        rules=tuple(sorted({rule for page in pages for rule in page.rules})),
    )
