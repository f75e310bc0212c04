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
from feedclean.text import chars, fold, weight

_LONGEST: Final = {
    Label.AUTHOR: 130,
    Label.CREDIT: 160,
    Label.SOURCE: 220,
    Label.DATE: 100,
    Label.TAGS: 400,
}
_NAMES: Final = {
    Label.AUTHOR: "byline",
    Label.CREDIT: "credits",
    Label.SOURCE: "source-line",
    Label.DATE: "date-line",
    Label.TAGS: "tags",
}


def bylines(page: Page) -> Iterator[Finding]:
    """Bylines, credits, source lines, date lines and tag lists before and after the text."""
    head, tail = zones(page)
    for place, positions in (("above", head), ("below", tail)):
        for position in positions:
            block = page.blocks[position]
            kind = _kind(page, block)
            if kind is None:
                continue
            yield finding(_NAMES[kind], [block], f"{_NAMES[kind]} {quote(block)} {place} the text")


def _kind(page: Page, block: Block) -> Label | None:
    if not block.chars:
        return None
    labels = page.label(block)
    size = weight(block.text)
    for kind, longest in _LONGEST.items():
        if labels & kind and size <= longest:
            return kind
    if size <= 100 and is_date_line(block.text):
        return Label.DATE
    if size <= 60 and _is_known_author(page, block):
        return Label.AUTHOR
    return None


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


def _is_known_author(page: Page, block: Block) -> bool:
    if not block.traits & (traits.META_NAME | traits.LINK) and not block.link_density > 0.9:
        return False
    text = fold(block.text)
    return any(text == fold(author.name) for author in page.meta.authors)
