"""Lines that are nothing but links: above the text the way to it, below it others of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from feedclean.clean.media.embeds import is_embed_link
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import (
    finding,
    is_address,
    is_picture,
    linked_share,
    quote,
    stays_on_site,
    zones,
)
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.references import announces_references, are_references
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, link_texts, targets
from feedclean.text import weight

_CRUMB_WEIGHT: Final = 44
_NEARLY_ALL: Final = 0.95
_ROW_WEIGHT: Final = 80
_WORD_WEIGHT: Final = 16
_MOST_BETWEEN: Final = 2
_MOST_OF_DAY: Final = 6
_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SEPARATOR: Final = re.compile(r"[|｜·•/>»›→丨│]")
_STOPS: Final = (".", "。", "!", "?", "！", "？", "।", "؟", ":", "：")
_LEAST_RUN: Final = 2
"""Lines in a row that are nothing but links."""
_SOME: Final = 0.25
"""Share of words known of menus from which a row of lines is one."""
_OF_MENUS: Final = (
    traits.NAV
    | traits.HEADER
    | traits.FOOTER
    | traits.ASIDE
    | traits.FORM
    | traits.CONTROL
    | traits.SHARE_NAME
    | traits.RELATED_NAME
    | traits.PROMO_NAME
    | traits.AD_NAME
    | traits.COMMENT_NAME
    | traits.SIDE_NAME
    | traits.NAV_NAME
    | traits.META_NAME
    | traits.LEGAL_NAME
)
"""What tells of a menu around lines: tags and names."""


def head_links(page: Page) -> Iterator[Finding]:
    """Takes out short lines of nothing but links above the text: breadcrumbs, channel, category.

    Rows of links to the site itself, with marks between them and no more than a word or a day
    beside them, go as well. Captions, tables of facts, lists of the text and players stay.
    """
    head, _ = zones(page)
    if len(head) == len(page.blocks):
        return
    of_text = _lists_of_text(page, head)
    for position in head:
        block = page.blocks[position]
        linked = block.chars > 0 and linked_share(block) >= _NEARLY_ALL
        caption = position > 0 and is_picture(page.blocks[position - 1])
        is_short = block.weight <= _CRUMB_WEIGHT and not block.is_heading
        cell = block.traits & traits.CELL and not all(b.links for b in page.inside(block.home))
        if caption or cell or block in of_text or is_embed_link(block):
            continue
        if linked and is_short:
            yield finding("head-link", [block], f"link-only line {quote(block)} above the text")
        elif _is_row_of_site(block, page.meta.url or ""):
            told = f"{quote(block)}: marks between links to the site itself, above the text"
            yield finding("head-link", [block], told)


def _is_row_of_site(block: Block, own: str) -> bool:
    """Whether marks part a short line into links to the site itself, and maybe a word or a day.

    ``Home > Valleys``, ``6 May 2025 | All news``: in any language an article begins otherwise.
    """
    if not block.links or block.weight > _ROW_WEIGHT or block.is_heading:
        return False
    if block.traits & traits.QUOTE or not stays_on_site(block, own):
        return False
    rest = block.text
    for shown in link_texts(block):
        rest = rest.replace(shown, " ", 1)
    parts = _SEPARATOR.split(rest)
    return len(parts) > 1 and all(map(_is_word_or_day, parts))


def _is_word_or_day(part: str) -> bool:
    said = part.split()
    has_figure = any(map(str.isdigit, part))
    if has_figure:
        return len(said) <= _MOST_OF_DAY and _YEAR.search(part) is not None
    is_brief = len(said) <= _MOST_BETWEEN and weight(part) <= _WORD_WEIGHT
    return is_brief and not part.rstrip().endswith(_STOPS)


def _is_announced(page: Page, block: Block) -> bool:
    """Whether a heading or a line with a colon stands right above: references, downloads."""
    position = page.blocks.index(block)
    above = page.blocks[position - 1] if position else None
    return above is not None and (above.is_heading or announces(above))


def _are_of_article(page: Page, run: list[Block], links: list[Block]) -> bool:
    """Whether links at the end are references; what nobody has a word for, by where they lead."""
    if any(page.label(block) for block in links):
        return False
    position = page.blocks.index(run[0])
    named = position > 0 and announces_references(page.blocks[position - 1])
    return are_references(links, page.meta.url or "", named=named)


def _is_of_run(block: Block) -> bool:
    """Whether a line is nothing but links to pages; what leads nowhere may cite a work if long."""
    if not block.links and block.weight > _CRUMB_WEIGHT:
        return False
    return linked_share(block) >= _NEARLY_ALL and not _is_reference(block)


def _is_reference(block: Block) -> bool:
    return is_address(block.text) or is_embed_link(block)


def link_run(page: Page) -> Iterator[Finding]:
    """Takes out two or more lines of nothing but links below the text, where no text follows.

    References, which lead away or to documents, stay, and so do links that are announced.
    """
    head, tail = zones(page)
    if len(head) == len(page.blocks):
        return
    run: list[Block] = []
    for position in reversed(tail):
        block = page.blocks[position]
        if block.chars and not _is_of_run(block):
            break
        run.append(block)
    while run and is_picture(run[-1]):
        run.pop()
    run.reverse()
    links = [block for block in run if block.chars]
    # a paragraph of its own is what somebody wrote, such as a name and a place
    is_button = len(links) == 1 and not links[0].links and links[0].box.tag != "p"
    if (len(links) < _LEAST_RUN and not is_button) or _is_announced(page, run[0]):
        return
    if not _are_of_article(page, run, links) and not _says_nothing_of_links(page, links):
        yield finding("link-run", run, f"{len(links)} link-only lines after the text")


def _lists_of_text(page: Page, within: range) -> set[Block]:
    """Lines in rows of such whose links have all lost their address, as lists of a text have."""
    found: set[Block] = set()
    for is_dead, row in groupby((page.blocks[position] for position in within), _is_dead):
        lines = list(row) if is_dead else []
        if _says_nothing_of_links(page, lines):
            found.update(lines)
    return found


def _says_nothing_of_links(page: Page, row: list[Block]) -> bool:
    """Whether the links of several lines lead nowhere, and nothing else shows them to be a menu.

    Converters that leave ``<a>`` without an address do so in the lists of an article as well. Then
    it takes words that are known, the name of an element, or something beside it that has gone.
    """
    if len(row) < _LEAST_RUN or not all(map(_is_dead, row)):
        return False
    if any(block.traits & _OF_MENUS or page.beside_a_removal(block) for block in row):
        return False
    known = sum(bool(label_text(block.text)) for block in row)
    return known < _SOME * len(row)


def _is_dead(block: Block) -> bool:
    """Whether a line is all link, and leads nowhere."""
    if not block.chars or linked_share(block) < _NEARLY_ALL:
        return False
    return all(map(_leads_nowhere, targets(block)))


def _leads_nowhere(address: str) -> bool:
    return address.strip() in ("", "#") or address.strip().lower().startswith("javascript:")
