"""Lines that are known by their elements: named for who wrote the article or when, or at the right.

``<div class="detail__author">Sulastri Wiryanti - Kabar Laut</div>`` says nothing that a phrase
would know; its name and its form do.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean import dates
from feedclean.clean.page import Page
from feedclean.clean.passes.people.inline_parts import spelled_out
from feedclean.clean.passes.people.known_authors import author_names
from feedclean.clean.passes.people.marked_names import (
    LONGEST,
    OF_AUTHORS,
    is_marked,
    marked_names,
    tells_a_life,
)
from feedclean.clean.passes.people.stamps import is_day
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.words import words_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.dom.tree import Element
from feedclean.names import clean_names, is_group, looks_like_person, signed_names
from feedclean.text import fold

_OF_DAYS: Final = words_of("named_for_days")
_AUTHOR_WEIGHT: Final = 90
_DAY_WEIGHT: Final = 100
_MARKED_WEIGHT: Final = 2 * LONGEST
_LEAST_PARTS: Final = 2
"""Elements in a line of who and when."""
_MOST_LEADS: Final = 2
_QUOTES: Final = '"”’»」』)）'
_FEW: Final = 4
"""Blocks in an element that is named for a line of it."""
_STOPS: Final = (".", "。", "?", "!", "？", "！", "।")
_SENTENCE_ENDS: Final = re.compile(r"[。！？!?][”」』\"]?$")
_MOST_BESIDE: Final = 40
"""Letters of a line of days that are no part of a day: where, and that it was changed since."""


def named_kind(page: Page, position: int) -> Label | None:
    """Whether a line is named for authors or days, and reads like a name or a day."""
    block = page.blocks[position]
    if not block.chars or block.is_heading or block.traits & traits.STRUCTURED:
        return None
    if block.weight > _DAY_WEIGHT:
        return None
    words = _named(block)
    if _is_time(block.box) and _is_day(block) and not _heads_text(page, position):
        return Label.DATE
    if words & OF_AUTHORS and _is_author(page, position):
        return Label.AUTHOR
    return Label.DATE if words & _OF_DAYS and _is_day(block) else None


def is_marked_byline(block: Block) -> bool:
    """Whether a line is an ``<address>`` with a name, or all of it is marked as who and when.

    Or as who, and what they are.
    """
    if block.weight > _MARKED_WEIGHT or block.is_heading or not marked_names(block):
        return False
    if block.box.tag == "address" or tells_a_life(block):
        return True
    parts = block.box.parts()
    return dates.find_date(block.text, None) is not None and all(map(_is_of_stamp, parts))


def is_marked_stamp(block: Block) -> bool:
    """Whether a line is named for such facts, is of parts that are elements, and has a day."""
    if block.weight > _MARKED_WEIGHT or block.is_heading:
        return False
    if not traits.of(block.box) & traits.META_NAME or _SENTENCE_ENDS.search(block.text):
        return False
    parts = block.box.parts()
    if len(parts) < _LEAST_PARTS or any(isinstance(part, str) for part in parts):
        return False
    return dates.find_date(block.text, None) is not None


def is_name_at_the_right(page: Page, position: int) -> bool:
    """Whether a line right below the text, set at the right, names a person nobody else names.

    Below a greeting it is part of a letter.
    """
    block = page.blocks[position]
    if page.meta.authors or not position or block.weight > _AUTHOR_WEIGHT or block.is_heading:
        return False
    above = page.blocks[position - 1]
    if not page.is_body(above) or not above.text.rstrip(_QUOTES).endswith(_STOPS):
        return False
    is_name = looks_like_person(block.text) and not is_group(block.text)
    return is_name and not block.traits & traits.STRUCTURED and _is_at_the_right(block)


def _is_of_stamp(part: Element | str) -> bool:
    if isinstance(part, str):
        return False
    is_named = bool(traits.of(part) & traits.META_NAME) or is_marked(part)
    return is_named or part.tag in ("time", "address")


def _heads_text(page: Page, position: int) -> bool:
    """Whether a day is below a heading, or one of several over paragraphs: of a chronicle."""
    first, last = page.body_span()
    if position > last:
        above = page.blocks[position - 1]
        return above.is_heading or announces(above)
    if position < first:
        return False
    days = (one for one in page.blocks if _is_time(one.box) and _is_day(one))
    return any(one is not page.blocks[position] for one in days)


def _is_at_the_right(block: Block) -> bool:
    style = block.box.get("style").replace(" ", "").lower()
    named = block.box.get("class").lower().split()
    is_named = any(name.endswith(("right", "author")) for name in named)
    return "text-align:right" in style or block.box.get("align").lower() == "right" or is_named


def _named(block: Block) -> frozenset[str]:
    """The words in the names of a line's element, and of the one around where that is small."""
    home = block.home
    elements = (block.box, home.element) if home.last - home.first <= _FEW else (block.box,)
    names = (traits.words_in_names(element, "class", "id", "itemprop") for element in elements)
    return frozenset[str]().union(*names)


def _is_author(page: Page, position: int) -> bool:
    """Whether it is the name of a person, with a paper or an office behind it or alone.

    Where authors are known it is one of them; the name below a motto is of whom that quotes.
    """
    block = page.blocks[position]
    if block.weight > _AUTHOR_WEIGHT or block.text.endswith(_STOPS):
        return False
    above = page.blocks[position - 1] if position else None
    if above is not None and above.traits & traits.QUOTE:
        return False
    if position < page.body_span()[1] and _leads_above(page, position) > _MOST_LEADS:
        return False  # whom a paragraph quotes
    names = clean_names([spelled_out(block)])
    known = {fold(name) for name in author_names(page)}
    if known:
        return any(fold(name) in known for name in names)
    if signed_names(spelled_out(block)):
        return True
    return bool(names) and looks_like_person(names[0]) and not is_group(names[0])


def _leads_above(page: Page, position: int) -> int:
    return sum(map(page.is_body, page.blocks[:position]))


def _is_time(box: Element) -> bool:
    """Whether an element is a ``<time>``, or holds nothing but one."""
    return box.tag == "time" or [getattr(one, "tag", "") for one in box.parts()] == ["time"]


def _is_day(block: Block) -> bool:
    return not block.text.endswith(_STOPS[1:]) and is_day(block.text, _MOST_BESIDE)
