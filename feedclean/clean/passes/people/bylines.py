"""Who, when, from where: lines around the text that belong in the metadata."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from feedclean import dates
from feedclean.clean.metadata.byline_names import named_in
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.common import finding, quote
from feedclean.clean.passes.line_kinds import LONGEST, is_marked_caption, kind_of_line
from feedclean.clean.passes.lists.facts import among_facts, facts_around, is_fact
from feedclean.clean.passes.people.author_cards import card_of
from feedclean.clean.passes.people.below_labels import tags_below, value_below
from feedclean.clean.passes.people.named_lines import named_kind
from feedclean.clean.passes.people.stamp_parts import stamp_of_parts
from feedclean.clean.passes.people.stamps import (
    has_time_of_day,
    is_date_line,
    is_day_of_article,
    may_be_day_of_article,
    names_day_of_article,
    stamp_of,
)
from feedclean.clean.wording.kinds import Label
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.names import chat_head, is_chat, is_person, is_written_as_name
from feedclean.text import fold

_PLACE_AND_DAY: Final = re.compile(r"[^\W\d_][^\d,，:：|｜·•/()（）]{1,39}[,，] ?\d.{4,30}")
"""*Bad Homburg, 12. März 2026*: below a lead it is where and when, and nobody's name."""
_MOST_ABOVE_LEAD: Final = 3
"""Blocks above a lead below which a line may tell when the article appeared."""
_LEAD_WEIGHT: Final = 420
"""Running text after which no byline is expected any more, in Latin letters."""


_NAMES: Final = {
    Label.AUTHOR: "byline",
    Label.CREDIT: "credits",
    Label.PHOTO: "photo-credit",
    Label.SOURCE: "source-line",
    Label.DATE: "date-line",
    Label.TAGS: "tags",
}
_ENDS_OF_HEADS: Final = ("]", ":", "：")
_SIGNATURE_WEIGHT: Final = 60
_ENDS_OTHERWISE: Final = '.。!！?？…:：”"」』'
_DATED: Final = re.compile(r"[^\W\d_][^:：\d]{2,}(?<!\d)[:：](?!\d)")
"""A label nobody knows to be of an article: *Next meeting: 1 April 2024*."""
_PAPER_WEIGHT: Final = 40
_MOST_OF_PAPER: Final = 4
_OF_CARDS: Final = frozenset(
    ("block/byline", "block/date-line", "block/source-line", "block/copyright")
)


@dataclass(frozen=True, slots=True)
class _Days:
    """Lines within the text that are days, and running text, by their positions in order."""

    days: list[int]
    body: list[int]

    def part(self, position: int) -> bool:
        """Whether a day and another one part the text into sections, as in a chronicle or a diary.

        One below a lead is above the text all the same.
        """
        if not self.days:
            return False
        above = bisect_left(self.body, position)
        if above and self.days[0] < self.body[above - 1]:
            return True
        below = bisect_right(self.body, position)
        return below < len(self.body) and self.days[-1] > self.body[below]


def _days(page: Page, first: int, last: int) -> _Days:
    return _Days(
        [one for one in range(first + 1, last) if _is_plain_date(page, one)],
        [one for one, block in enumerate(page.blocks) if page.is_body(block)],
    )


def bylines(page: Page) -> Iterator[Finding]:
    """Takes out bylines, credits, source lines, date lines and tags around the main content.

    A line goes by a label, by the form of a name, a day or an office, or by the name of its
    element; below the text a day alone needs such a line beside it, or an hour. Who wrote and when
    goes into the metadata. Captions, signatures of letters and days of meetings stay.
    """
    first, last = page.body_span()
    below_lead = _below_lead(page, first) if first <= _MOST_ABOVE_LEAD else None
    days: _Days | None = None
    gone = frozenset(block.index for rule, block in page.taken if rule in _OF_CARDS)
    taken: set[int] = set()
    for position in (*_opening(page), *range(last + 1, len(page.blocks))):
        block = page.blocks[position]
        if position in taken or (first < position < last and is_marked_caption(page, position)):
            continue
        if _is_message_or_meeting(page, position):
            continue
        kind = kind_of_line(page, position)
        if kind is None and position < first and names_day_of_article(page, block):
            kind = Label.DATE
        beside = position - 1 in taken or page.beside_a_removal(block)
        parts = False
        if kind is None and _is_plain_date(page, position):
            if days is None:  # once, and only where it matters: dates are dear to read
                days = _days(page, first, last)
            beside_it = beside and not _is_signed(page, position)
            sure = position < first or beside_it or has_time_of_day(block.text)
            parts = days.part(position)
            kind = Label.DATE if sure and not parts else None
        is_named = bool(block.traits & traits.META_NAME) and position < last
        is_line = position == below_lead and not parts and not page.reads_like_body(block)
        is_line = is_line and _PLACE_AND_DAY.fullmatch(block.text) is None
        may_stamp = position == first or (
            kind is None and (position < first or is_named or is_line)
        )
        may_stamp = may_stamp or (is_line and kind is Label.SOURCE and _names_somebody(block))
        stamp = stamp_of(page, block) if may_stamp else None
        stamp = stamp or (_of_parts(page, position, last) if kind is None else None)
        kind = kind or stamp  # it may read like running text, and be the first of it
        at_edge = position < first or position > last or beside or stamp is not None
        at_edge = at_edge or (position == below_lead and _is_day_below_lead(page, position, kind))
        if kind is None and _is_between(page, position, first, last, gone):
            yield finding("card", [block], f"{quote(block)} among such lines")
        elif kind is not None and (at_edge or _is_sure(page, position, kind)):
            if position > last and (card := card_of(page, position)):
                taken.update(card)
                yield _card_finding(kind, [page.blocks[one] for one in card])
                continue
            place = (
                "above" if position < first or stamp else "below" if position > last else "beside"
            )
            found = _finding(page, position, kind, place)
            taken.update(range(position, position + len(found.blocks)))
            yield found


def _below_lead(page: Page, first: int) -> int | None:
    """Position of the line right below a lead; below a picture there only the day it appeared."""
    position = first + 1
    while position < len(page.blocks) and _is_of_picture(page.blocks[position]):
        position += 1
    if position == first + 1:
        return position
    is_day = position < len(page.blocks) and is_day_of_article(page, page.blocks[position])
    return position if is_day else None


def _names_somebody(block: Block) -> bool:
    """Whether a line told like a source names a person: *Publié par Jeanne Roe le 12 mai 2025*."""
    return any(map(is_person, named_in(block.text)))


def _is_of_picture(block: Block) -> bool:
    return not block.chars or bool(block.traits & (traits.CAPTION | traits.FIGURE))


def _is_day_below_lead(page: Page, position: int, kind: Label | None) -> bool:
    """Whether a day may be that of the article, and running text stands right below it.

    Below the day of an event stands its place.
    """
    if kind is not Label.DATE or not may_be_day_of_article(page, page.blocks[position]):
        return False
    below = next((one for one in page.blocks[position + 1 :] if one.chars), None)
    return below is not None and page.is_body(below)


def _of_parts(page: Page, position: int, last: int) -> Label | None:
    return stamp_of_parts(page, page.blocks[position]) if position < last else None


def _card_finding(kind: Label, card: list[Block]) -> Finding:
    told = f"{_NAMES[kind]} {quote(card[0])} below the text, a card with ways to reach them"
    return finding(_NAMES[kind], card, told)


def _finding(page: Page, position: int, kind: Label, place: str) -> Finding:
    """A line with what stands below it and belongs to it."""
    block = page.blocks[position]
    below = tags_below if kind is Label.TAGS else value_below
    group = [block, *below(page, position)]
    by_mark = kind is Label.TAGS and not page.label(block) & kind
    told = f"{_NAMES[kind]} {quote(block)} {place} the text"
    if by_mark:
        told += ", all its links marked as tags"
    if len(group) > 1:
        what = "lines of links" if kind is Label.TAGS else "lines"
        told += f", with {len(group) - 1} {what} below it"
    return finding(_NAMES[kind], group, told)


def _is_message_or_meeting(page: Page, position: int) -> bool:
    """Whether a line heads one of several messages, or says when something takes place."""
    text = page.blocks[position].text
    if text.endswith(_ENDS_OF_HEADS) and chat_head(text):
        return is_chat([block.text for block in page.blocks])
    if not dates.tells_time(text):
        return False
    return dates.is_of_meeting(block.text for block in facts_around(page, position))


def _is_sure(page: Page, position: int, kind: Label) -> bool:
    """Whether a line between a lead and the text can be nothing else."""
    if kind is Label.CREDIT or (kind is Label.AUTHOR and is_fact(page.blocks[position])):
        if among_facts(page, position):
            return False
        return kind is Label.CREDIT or not _is_of_section(page, position)
    if kind is Label.AUTHOR:
        return not _is_of_section(page, position)
    return named_kind(page, position) is kind


def _is_of_section(page: Page, position: int) -> bool:
    """Whether a line names somebody else than the author below a heading within the text.

    So a review has the authors of the book, under the title of that.
    """
    names = [fold(author.name) for author in page.meta.authors]
    told = fold(page.blocks[position].text)
    if not names or any(name in told for name in names):
        return False
    first, _ = page.body_span()
    return any(page.blocks[one].is_heading for one in range(first + 1, position))


def _opening(page: Page) -> range:
    """Positions where a byline may stand: a lead or two can come before it."""
    body = 0
    for position, block in enumerate(page.blocks):
        if page.is_body(block):
            body += block.weight
            if body > _LEAD_WEIGHT:
                return range(position)
    return range(len(page.blocks))


def _is_signed(page: Page, position: int) -> bool:
    """Whether a day below the text stands under the name of who signs, as in a letter."""
    above = page.blocks[position - 1] if position else None
    if above is None or not above.chars or above.links or page.label(above):
        return False
    return above.weight <= _SIGNATURE_WEIGHT and above.text[-1] not in _ENDS_OTHERWISE


def _is_plain_date(page: Page, position: int) -> bool:
    block = page.blocks[position]
    if not block.chars or block.weight > LONGEST[Label.DATE] or page.is_datum(block):
        return False
    if block.traits & traits.QUOTE or (block.is_heading and not block.links):
        return False
    return not _DATED.match(block.text) and is_date_line(_without_authors(page, block.text))


def _is_between(page: Page, position: int, first: int, last: int, gone: AbstractSet[int]) -> bool:
    """Whether a short line stands between two lines of a card that have gone.

    Archives of articles print what they know of one below it in such a card: title, author, day,
    subject, each with its label. Above a text it may be the name of the paper without one.
    """
    block = page.blocks[position]
    if block.index - 1 not in gone or block.index + 1 not in gone or block.links:
        return False
    return is_fact(block) if position > last else position < first and _may_be_paper(block)


def _may_be_paper(block: Block) -> bool:
    if not block.chars or block.is_heading or block.weight > _PAPER_WEIGHT:
        return False
    is_brief = len(block.text.split()) <= _MOST_OF_PAPER and block.text[-1].isalnum()
    return is_brief and is_written_as_name(block.text)


def _without_authors(page: Page, text: str) -> str:
    for author in page.meta.authors:
        text = text.replace(author.name, "")
    return text
