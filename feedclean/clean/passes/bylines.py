"""Who, when, from where: lines around the text that belong in the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean import dates
from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote, zones
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.tree import find_all
from feedclean.text import chars, fold, weight

_LONGEST: Final = {
    Label.AUTHOR: 130,
    Label.CREDIT: 160,
    Label.PHOTO: 90,
    Label.SOURCE: 220,
    Label.DATE: 100,
    Label.TAGS: 400,
}
_LEAD_WEIGHT: Final = 420
"""Running text after which no byline is expected any more, in Latin letters."""

_DATA: Final = frozenset(("td", "th", "dt", "dd", "pre"))
"""Where a date that says nothing else is part of a table, not a date line."""

_NAMES: Final = {
    Label.AUTHOR: "byline",
    Label.CREDIT: "credits",
    Label.PHOTO: "photo-credit",
    Label.SOURCE: "source-line",
    Label.DATE: "date-line",
    Label.TAGS: "tags",
}


def bylines(page: Page) -> Iterator[Finding]:
    """Bylines, credits, source lines, date lines and tag lists before and after the text."""
    _, tail = zones(page)
    for place, positions in (("above", _opening(page)), ("below", tail)):
        for position in positions:
            kind = _kind(page, position)
            if kind is not None:
                block = page.blocks[position]
                yield finding(
                    _NAMES[kind], [block], f"{_NAMES[kind]} {quote(block)} {place} the text"
                )


def _opening(page: Page) -> range:
    """Positions where a byline may stand: a lead or two can come before it."""
    body = 0
    for position, block in enumerate(page.blocks):
        if page.is_body(block):
            body += weight(block.text)
            if body > _LEAD_WEIGHT:
                return range(position)
    return range(len(page.blocks))


def _kind(page: Page, position: int) -> Label | None:
    block = page.blocks[position]
    if not block.chars or (block.is_heading and not block.links):
        return None
    labels = page.label(block)
    size = weight(block.text)
    if labels & Label.PHOTO and _is_caption(page, position):
        return None
    for kind, longest in _LONGEST.items():
        if labels & kind and size <= longest and not (kind is Label.DATE and _has_no_digit(block)):
            return kind
    is_datum = block.box.tag in _DATA
    if size <= 100 and not is_datum and is_date_line(_without_authors(page, block.text)):
        return Label.DATE
    if size <= 100 and block.links and _is_tag_list(block):
        return Label.TAGS
    if size <= 60 and _is_known_author(page, block):
        return Label.AUTHOR
    return None


def _is_caption(page: Page, position: int) -> bool:
    """Whether a line stands right below a picture, or below the caption of one."""
    above = page.blocks[max(0, position - 2) : position]
    return bool(page.blocks[position].images) or any(block.images for block in above)


def _has_no_digit(block: Block) -> bool:
    return not any(character.isdigit() for character in block.text)


def is_date_line(text: str) -> bool:
    """Whether a line says little besides a date."""
    if not any(character.isdigit() for character in text):
        return False
    found = dates.find_date(text, None)
    if found is None:
        return False
    rest = text[: found.start] + text[found.end :]
    return chars(_WEEKDAY_NOISE.sub("", rest)) <= 12


_WEEKDAY_NOISE: Final = re.compile(r"[\W\d_]+")


def _without_authors(page: Page, text: str) -> str:
    for author in page.meta.authors:
        text = text.replace(author.name, "")
    return text


def _is_tag_list(block: Block) -> bool:
    """Whether every link of a block says by ``rel`` that it leads to a tag or category.

    Source: the rel-tag microformat, and HTML Living Standard, link type ``tag``.
    """
    links = [element for element in find_all(block.box, "a") if "href" in element.attrs]
    if not links and block.box.tag == "a":
        links = [block.box]
    return bool(links) and all(
        {"tag", "category"} & set(link.get("rel").lower().split()) for link in links
    )


def _is_known_author(page: Page, block: Block) -> bool:
    if not block.traits & (traits.META_NAME | traits.LINK) and not block.link_density > 0.9:
        return False
    text = fold(block.text)
    return any(text == fold(author.name) for author in page.meta.authors)
