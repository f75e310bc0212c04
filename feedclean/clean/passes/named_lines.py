"""Lines above and below the text in an element that is named for who wrote it, or for when.

``<div class="detail__author">Sulastri Wiryanti - Kabar Laut</div>`` says nothing that a phrase
would know; its name and its form do.
"""

from __future__ import annotations

from typing import Final

from feedclean import dates
from feedclean.clean.labels import Label
from feedclean.clean.page import Page
from feedclean.clean.passes.inline_parts import spelled_out
from feedclean.clean.passes.known_authors import author_names
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.dom.tree import Element
from feedclean.names import clean_names, is_group, looks_like_person
from feedclean.text import fold

OF_AUTHORS: Final = frozenset(
    "author authors byline bylines autor autora autores autoren autorin auteur auteurs autore "
    "autori writer writers reporter reporters journalist journalists journaliste verfasser "
    "redakteur redaktor skribent penulis yazar muhabir contributor creator kirjoittaja forfatter "
    "szerzo redactor tacgia avtor schrijver".split()
)  # fmt: skip
"""Words in names of elements that hold who wrote an article."""
_OF_DAYS: Final = frozenset(
    "date dates dateline datetime time timestamp pubdate published publication publish posted "
    "datum fecha data dato dat tarih tanggal ngay published updated update".split()
)
_STRUCTURED: Final = traits.CODE | traits.QUOTE | traits.CELL | traits.CAPTION
_AUTHOR_WEIGHT: Final = 90
_DAY_WEIGHT: Final = 100
_FEW: Final = 4
"""Blocks in an element that is named for a line of it."""
_STOPS: Final = (".", "。", "?", "!", "？", "！", "।")
_MOST_BESIDE: Final = 40
"""Letters of a line of days that are no part of a day: where, and that it was changed since."""


def named_kind(page: Page, position: int) -> Label | None:
    """Whether a line is named for authors or days, and reads like a name or a day."""
    block = page.blocks[position]
    if not block.chars or block.is_heading or block.traits & _STRUCTURED:
        return None
    if block.weight > _DAY_WEIGHT:
        return None
    words = _named(block)
    if _is_time(block.box) and _is_day(block) and not _heads_text(page, position):
        return Label.DATE
    if words & OF_AUTHORS and _is_author(page, position):
        return Label.AUTHOR
    return Label.DATE if words & _OF_DAYS and _is_day(block) else None


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


def is_signature(page: Page, position: int) -> bool:
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
    return is_name and not block.traits & _STRUCTURED and _is_at_the_right(block)


def _is_at_the_right(block: Block) -> bool:
    style = block.box.get("style").replace(" ", "").lower()
    named = block.box.get("class").lower().split()
    is_named = any(name.endswith(("right", "author")) for name in named)
    return "text-align:right" in style or block.box.get("align").lower() == "right" or is_named


_QUOTES: Final = '"”’»」』)）'


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
    return bool(names) and looks_like_person(names[0]) and not is_group(names[0])


def _leads_above(page: Page, position: int) -> int:
    return sum(map(page.is_body, page.blocks[:position]))


_MOST_LEADS: Final = 2


def _is_time(box: Element) -> bool:
    """Whether an element is a ``<time>``, or holds nothing but one."""
    shown = [one for one in box.children if not isinstance(one, str) or not one.isspace()]
    return box.tag == "time" or [getattr(one, "tag", "") for one in shown] == ["time"]


def _is_day(block: Block) -> bool:
    found = dates.find_date(block.text, None)
    if found is None or block.text.endswith(_STOPS[1:]):
        return False
    rest = block.text[: found.start] + block.text[found.end :]
    return sum(map(str.isalpha, rest)) <= _MOST_BESIDE
