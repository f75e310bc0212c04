"""Who, when, from where: lines around the text that belong in the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final
from urllib.parse import unquote

from feedclean.clean.embeds import is_played
from feedclean.clean.labels import Label
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.author_cards import card_of, leads_to_author, leads_to_member
from feedclean.clean.passes.below_labels import links_below, tags_below, value_below
from feedclean.clean.passes.byline_forms import is_author_and_more
from feedclean.clean.passes.common import finding, in_list, is_address, quote
from feedclean.clean.passes.facts import among_facts, is_fact, is_of_a_work
from feedclean.clean.passes.known_authors import is_known_author, names_author_and_office
from feedclean.clean.passes.marked_authors import is_marked_byline, is_marked_stamp
from feedclean.clean.passes.named_lines import is_signature, named_kind
from feedclean.clean.passes.stamps import (
    has_time_of_day,
    is_date_line,
    names_day_of_article,
    stamp_of,
)
from feedclean.clean.references import (
    announces_references,
    are_references,
    cites_a_work,
    is_line_of_references,
)
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets
from feedclean.dom.tree import find_all
from feedclean.names import han_byline, is_written_as_name
from feedclean.urls import page_of

_LONGEST: Final = {
    Label.AUTHOR: 130,
    Label.CREDIT: 160,
    Label.PHOTO: 90,
    Label.SOURCE: 220,
    Label.DATE: 100,
    Label.TAGS: 400,
}
_NAMED_SO: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO
_OF_WORKS: Final = (Label.CREDIT, Label.PHOTO)
_OF_CAPTIONS: Final = Label.PHOTO | Label.SOURCE
_LEAD_WEIGHT: Final = 420
"""Running text after which no byline is expected any more, in Latin letters."""


_LONGEST_NAME: Final = 80
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
    first, last = page.body_span()
    dated: bool | None = None
    gone = frozenset(block.index for rule, block in page.taken if rule in _OF_CARDS)
    taken: set[int] = set()
    for position in (*_opening(page), *range(last + 1, len(page.blocks))):
        block = page.blocks[position]
        if position in taken or (first < position < last and _is_marked_caption(page, position)):
            continue
        kind = _kind(page, position)
        if kind is None and position < first and names_day_of_article(page, block):
            kind = Label.DATE
        beside = position - 1 in taken or page.beside_a_removal(block)
        if kind is None and _is_plain_date(page, position):
            if dated is None:  # once, and only where it matters: dates are dear to read
                dated = _is_dated_throughout(page, first, last)
            beside_it = beside and not _is_signed(page, position)
            sure = position < first or beside_it or has_time_of_day(block.text)
            kind = Label.DATE if sure and not dated else None
        is_named = bool(block.traits & traits.META_NAME) and position < last
        may_stamp = position == first or (kind is None and (position < first or is_named))
        stamp = stamp_of(page, block) if may_stamp else None
        kind = kind or stamp  # it may read like running text, and be the first of it
        at_edge = position < first or position > last or beside or stamp is not None
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


def _is_sure(page: Page, position: int, kind: Label) -> bool:
    """Whether a line between a lead and the text can be nothing else."""
    if kind is Label.CREDIT:
        return not among_facts(page, position)
    return kind is Label.AUTHOR or named_kind(page, position) is kind


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


_SIGNATURE_WEIGHT: Final = 60
_ENDS_OTHERWISE: Final = '.。!！?？…:：”"」』'


def _is_dated_throughout(page: Page, first: int, last: int) -> bool:
    """Whether dates part the text into sections, as in a chronicle or a diary."""
    return any(_is_plain_date(page, position) for position in range(first + 1, last))


def _is_plain_date(page: Page, position: int) -> bool:
    block = page.blocks[position]
    if not block.chars or block.weight > _LONGEST[Label.DATE] or page.is_datum(block):
        return False
    if block.traits & traits.QUOTE or (block.is_heading and not block.links):
        return False
    return not _DATED.match(block.text) and is_date_line(_without_authors(page, block.text))


_DATED: Final = re.compile(r"[^\W\d_][^:：\d]{2,}(?<!\d)[:：](?!\d)")
"""A label nobody knows to be of an article: *Next meeting: 1 April 2024*."""


def _kind(page: Page, position: int) -> Label | None:
    block = page.blocks[position]
    if not block.chars or (block.is_heading and not block.links):
        return None
    labels = page.label(block)
    size = block.weight
    if labels and _is_of_what_it_stands_by(page, position, labels):
        return None
    if marked := _kind_by_marks(page, position, labels):
        return marked
    for kind, longest in _LONGEST.items():
        if labels and labels & kind and size <= longest and _has_value(kind, block):
            is_other = kind in _OF_WORKS and is_of_a_work(page, position)
            return None if is_other else kind
    if size <= 100 and block.links and _is_tag_list(block):
        return Label.TAGS
    if size <= _LONGEST[Label.AUTHOR] and is_author_and_more(block):
        return Label.AUTHOR
    if named := named_kind(page, position):
        return named
    if _names_author(page, position):
        return Label.AUTHOR
    return Label.SOURCE if _is_own_address(page, block) else None


def _kind_by_marks(page: Page, position: int, labels: Label) -> Label | None:
    """What the elements of a line say, or the offices beside the names in it."""
    block = page.blocks[position]
    first, last = page.body_span()
    if position < last and is_marked_byline(block):
        return Label.AUTHOR
    if position < first and is_marked_stamp(block):
        return Label.DATE
    if page.is_datum(block):
        return None
    may_name = not labels & ~_NAMED_SO and block.weight <= _LONGEST_NAME
    return Label.AUTHOR if may_name and han_byline(block.text).is_whole else None


def _names_author(page: Page, position: int) -> bool:
    """Whether a line is nothing but who wrote the article, though no phrase says so."""
    block = page.blocks[position]
    size = block.weight
    if size <= _LONGEST_NAME and (leads_to_author(block) or _is_member(page, position)):
        return True
    if names_author_and_office(page, position):
        return True
    if position == page.body_span()[1] + 1 and is_signature(page, position):
        return True
    return size <= 60 and (is_known_author(page, position) or _is_mail_address(page, position))


def _is_member(page: Page, position: int) -> bool:
    """Whether a line above the text is nothing but a link to a member of the article's site."""
    is_above = position < page.body_span()[0]
    return is_above and leads_to_member(page.blocks[position], page.meta.url or "")


def _is_own_address(page: Page, block: Block) -> bool:
    """Whether a line is nothing but the address of the article."""
    own = page.meta.url
    if not own or " " in block.text or not is_address(block.text):
        return False
    return page_of(unquote(block.text)) == page_of(unquote(own))


def _is_of_what_it_stands_by(page: Page, position: int, labels: Label) -> bool:
    """Whether it tells who made a picture, or stands over references."""
    if labels & _OF_CAPTIONS and _is_caption(page, position):
        return True
    return bool(labels & Label.SOURCE) and _stands_over_references(page, position)


def _stands_over_references(page: Page, position: int) -> bool:
    """Whether a line such as *Sources* stands over the links to them, or has its own."""
    if is_line_of_references(page.blocks[position], page.meta.url or ""):
        return True
    if cites_a_work(page.blocks[position]) or _is_entry_of_references(page, position):
        return True
    if not announces_references(page.blocks[position]):
        return False
    return are_references(links_below(page, position), page.meta.url or "", named=True)


def _is_entry_of_references(page: Page, position: int) -> bool:
    """Whether it is in a list right below such a line: 《江边日报》2024年5月1日第7版."""
    if not in_list(page.blocks[position]):
        return False
    above = next((b for b in reversed(page.blocks[:position]) if not in_list(b)), None)
    return above is not None and announces_references(above)


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


_PAPER_WEIGHT: Final = 40
_MOST_OF_PAPER: Final = 4


_OF_CARDS: Final = frozenset(
    ("block/byline", "block/date-line", "block/source-line", "block/copyright")
)


def _is_mail_address(page: Page, position: int) -> bool:
    """Whether a line is nothing but a mail address, right below a sentence that does not name it.

    Newspapers in Korea print that of the reporter there.
    """
    if position == 0 or not _MAIL.fullmatch(page.blocks[position].text):
        return False
    above = page.blocks[position - 1]
    return page.is_body(above) and not announces(above)


_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def _has_value(kind: Label, block: Block) -> bool:
    """Whether what follows a label is of its kind: a figure in a date, a name and no film."""
    if kind is Label.DATE:
        return any(character.isdigit() for character in block.text)
    if kind in (Label.CREDIT, Label.PHOTO):
        if any(map(is_played, targets(block))):
            return False  # Video: The first steps of the young elephant
        value = _VALUE.search(block.text)
        return value is None or not (value[1].islower() or value[1].isdigit())
    return True


_VALUE: Final = re.compile(r"[:：|｜丨]\s*(\S)")


def _is_caption(page: Page, position: int) -> bool:
    """Whether a line stands right below a picture or table, or below the caption of one."""
    if page.blocks[position].images:
        return True
    above = page.blocks[max(0, position - 2) : position]
    return any(block.images for block in above) or bool(above and above[-1].traits & traits.CELL)


def _is_marked_caption(page: Page, position: int) -> bool:
    """Whether it is marked up as what belongs to a picture that is there: who made that."""
    return bool(page.blocks[position].traits & traits.CAPTION) and _is_caption(page, position)


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
