"""Short lines between the notices below a text: where most lines there are known, so is the rest.

Nobody has a phrase for each headline, section and button. What stands below the last paragraph, and
has a known notice both above and below it, is hardly ever a part of the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from feedclean.clean.embeds import is_embed_link
from feedclean.clean.ends import names_how_to, tells_of_an_end
from feedclean.clean.hosts import is_profile
from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote, stays_on_site
from feedclean.clean.passes.short_text import ends_letter_or_names_number
from feedclean.clean.passes.stamps import is_date_line
from feedclean.clean.postscripts import begins_as_postscript
from feedclean.clean.prose import is_prose
from feedclean.clean.references import announces_references, is_line_of_references
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import targets

_NOTICES: Final = frozenset(
    f"block/{name}"
    for name in (
        "ad-label", "ad-name", "button-row", "comments", "cookie", "copyright", "interface",
        "platform-footer", "profiles", "promo", "promo-box", "promo-name", "related",
        "related-name", "share", "share-name", "trending",
    )
)  # fmt: skip
"""Rules of what nobody writes into a text."""
_LEAST: Final = 3
_NEAR: Final = 3
"""Lines within which a notice stands above and below one that goes."""
_MOST_LINES: Final = 60
_MARKS: Final = ("*", "＊", "†", "‡")
"""What a note begins with."""
_LONGEST: Final = 120
_STRUCTURED: Final = traits.QUOTE | traits.CODE | traits.CELL | traits.CAPTION | traits.FIGURE


def tail_runs(page: Page) -> Iterator[Finding]:
    """Lines left among three notices or more below the text that are no more than these."""
    last = next((at for at in range(len(page.blocks) - 1, -1, -1) if _is_text(page, at)), -1)
    if last < 0:
        return
    from_here = page.blocks[last].index
    notices = {
        block.index
        for rule, block in page.taken
        if block.index > from_here and block.chars and rule in _NOTICES
    }
    if len(notices) < _LEAST:
        return
    gone = {block.index for _, block in page.taken if block.index > from_here and block.chars}
    left = [block for block in page.blocks[last + 1 :] if block.chars]
    if not left or len(left) > len(notices) or len(gone) + len(left) > _MOST_LINES:
        return
    order = sorted([*gone, *(block.index for block in left)])
    among = _among(order, notices)
    if any(_ends_a_text(page, block) for block in left):
        return
    group = [block for block in left if block.index in among and _may_go(page, block)]
    for block in group:
        told = f"{quote(block)} below the text, among {len(notices)} notices that are known"
        yield finding("between-notices", [block], told)


def _is_text(page: Page, position: int) -> bool:
    """Whether a line says something and nothing a site would say, however short."""
    block = page.blocks[position]
    return page.is_body(block) or (is_prose(block) and not page.label(block))


def _among(order: Sequence[int], notices: set[int]) -> set[int]:
    """Which of some indexes have a notice near above and near below them."""
    above = _distances(order, notices)
    below = _distances(order[::-1], notices)
    return {at for at in order if above[at] <= _NEAR and below[at] <= _NEAR}


def _distances(order: Sequence[int], notices: set[int]) -> dict[int, int]:
    """How many lines before each index the last notice stands."""
    far = accumulate(
        order, lambda steps, at: 0 if at in notices else steps + 1, initial=_MOST_LINES
    )
    return dict(zip(order, list(far)[1:], strict=True))


def _ends_a_text(page: Page, block: Block) -> bool:
    """Whether a line shows that text stands among the notices."""
    return (
        announces_references(block)
        or is_line_of_references(block, page.meta.url or "")
        or begins_as_postscript(block.text)
        or block.text.startswith(_MARKS)
    )


def _may_go(page: Page, block: Block) -> bool:
    if block.traits & _STRUCTURED or block.images or block.is_heading or is_embed_link(block):
        return False
    if block.weight > _LONGEST or page.reads_like_body(block) or is_prose(block):
        return False
    if page.is_datum(block) or page.label(block) & Label.PHOTO or is_date_line(block.text):
        return False
    if block.links and not leads_to_the_site(block, page.meta.url or ""):
        return False  # it may be a source
    if not block.links and ends_letter_or_names_number(block.text):
        return False
    return not (tells_of_an_end(block.text) or names_how_to(block.text))


def leads_to_the_site(block: Block, own: str) -> bool:
    """Whether all links of a line lead to the site or to profiles, and none within the article."""
    links = targets(block)
    if any(link.startswith("#") for link in links):
        return False
    return stays_on_site(block, own) or all(map(is_profile, links))
