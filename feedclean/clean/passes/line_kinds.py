"""What a line around a text tells of it: who wrote it, who took its pictures, when, where from."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import unquote

from feedclean.clean.belonging.caption_forms import describes_picture
from feedclean.clean.media.embeds import is_played
from feedclean.clean.page import Page
from feedclean.clean.passes.common import ALL_LINK, in_list, is_address
from feedclean.clean.passes.ends.itself import leads_to_itself
from feedclean.clean.passes.lists.facts import is_of_a_work
from feedclean.clean.passes.people.author_cards import leads_to_author, leads_to_member
from feedclean.clean.passes.people.below_labels import links_below
from feedclean.clean.passes.people.byline_forms import (
    is_author_and_more,
    is_of_the_article,
    names_people,
)
from feedclean.clean.passes.people.known_authors import is_known_author, names_author_and_office
from feedclean.clean.passes.people.linked_names import linked_names
from feedclean.clean.passes.people.named_lines import (
    is_marked_byline,
    is_marked_stamp,
    is_name_at_the_right,
    named_kind,
)
from feedclean.clean.passes.people.signed_lines import is_signed_line
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.references import (
    announces_references,
    are_references,
    cites_a_work,
    is_line_of_references,
)
from feedclean.clean.wording.words import any_of
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces, targets
from feedclean.dom.tree import find_all
from feedclean.later import later
from feedclean.names import han_byline, is_kind_of_text, signed_names
from feedclean.text import has_figures
from feedclean.urls import absolute, page_of, same_site

LONGEST: Final = {
    Label.AUTHOR: 130,
    Label.CREDIT: 160,
    Label.PHOTO: 90,
    Label.SOURCE: 220,
    Label.DATE: 100,
    Label.TAGS: 400,
}
_NAMED_SO: Final = Label.AUTHOR | Label.CREDIT | Label.PHOTO
_OF_WORKS: Final = (Label.CREDIT, Label.PHOTO)
_OF_PEOPLE: Final = (Label.AUTHOR, Label.CREDIT)
_OF_CAPTIONS: Final = Label.PHOTO | Label.SOURCE
_LONGEST_NAME: Final = 80
_MAIL: Final = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_VALUE: Final = re.compile(r"[:：|｜丨]\s*(\S)")
_OF_A_STOCK: Final = later(
    r"(?!(?:the|das|der|die|el|il|la|le|o) )"
    rf"(?:[^\W\d_]{{1,12}} ){{0,2}}?{any_of('picture_stocks')}"
    r"(?:\.[a-z]{2,3})?(?:[ ,/]{1,3}[^\s,/]{1,24}){0,3}",
    re.IGNORECASE,
)
"""Where a picture was lying, in a few words: *private archive*, *courtesy of the family*. With an
article it is what a picture shows: *the archive in May*."""
_ALIAS: Final = later(
    r"[\u3400-\u9fff][:：|｜丨]\s?[a-z]{2,12}(?:[ ./][A-Za-z\d ./_-]{1,30})?\s?[）)】\]]?$"
)
"""Somebody's initials or nickname behind an office in Chinese, or where a picture is from:
``首圖來源：flickr/linwan CC BY 2.0``."""
_PAIR: Final = re.compile(r"(?:^|[\s　；;，,])([^\s:：；;，,]{1,12}[:：]\s?[^\s:：；;，,]{1,40})")
_LEAST_PAIRS: Final = 3
_LONGEST_SITE: Final = 24
_NAMED_ADDRESS: Final = re.compile(r"[^\s:：/][^:：/]{0,30}[:：]\s?(?P<address>https?://\S+)")
"""An address and what it is called: ``本文网址：https://…``, *Permalink: https://…*."""
_REPORTED: Final = later(
    r"(?:本[报報网網台刊社])?(?:[记記]者|通[讯訊][员員])\s?[:：]\s?"
    r"(?!.{0,80}(?:[记記]者|[报報][道導导]|[摄攝]影|[编編][辑輯]))"
    r"(?:[^\s、，,/／|｜:：·]{0,40}[\u3400-\u9fff]{7}|[\u3400-\u9fff]{1,20}[A-Za-z\d])"
)
"""What a reporter has found out, as it heads an article."""
_GOES_ON: Final = re.compile(r"[^\W\d_]{3}[.!?»”\"]{1,2} [^\W\d_]|[^\W\d_][。！？][^\W\d_]")


def kind_of_line(page: Page, position: int) -> Label | None:
    """What a line is that says nothing but that; None for any other.

    None of several links in a list names who wrote what they stand beside.
    """
    kind = _kind_of(page, position)
    return None if kind is Label.AUTHOR and _is_of_links(page, position) else kind


def _is_of_links(page: Page, position: int) -> bool:
    """Whether a line is a link in a list, and the one above or below it another."""
    near = page.blocks[max(0, position - 1) : position + 2]
    links = [in_list(block) and block.link_density >= ALL_LINK for block in near]
    at = min(position, 1)
    return links[at] and sum(links) > 1


def _kind_of(page: Page, position: int) -> Label | None:
    block = page.blocks[position]
    if not block.chars or (block.is_heading and not block.links):
        is_signed = is_signed_line(page, position) or _heads_text(page, position)
        return Label.AUTHOR if is_signed else None
    labels = page.label(block)
    size = block.weight
    if labels and _is_of_what_it_stands_by(page, position, labels):
        return None
    if marked := _kind_by_marks(page, position, labels):
        return marked
    for kind, longest in LONGEST.items():
        if labels and labels & kind and size <= longest and _has_value(kind, block):
            is_other = kind in _OF_WORKS and is_of_a_work(page, position)
            is_other = is_other or (kind in _OF_PEOPLE and _tells_of_a_work(block.text))
            return None if is_other else kind
    if size <= 100 and block.links and _is_tag_list(block):
        return Label.TAGS
    if size <= LONGEST[Label.AUTHOR] and is_author_and_more(block):
        return Label.AUTHOR
    if named := named_kind(page, position):
        return named
    if _names_author(page, position):
        return Label.AUTHOR
    return Label.SOURCE if _leads_to_the_article(page, position) else None


def _heads_text(page: Page, position: int) -> bool:
    """Whether a heading above the text is a byline with the names of people, and no more.

    In Markdown a line right above a rule of dashes is a heading, whatever was meant.
    """
    block = page.blocks[position]
    is_above = position < page.body_span()[0] and block.weight <= _LONGEST_NAME
    return is_above and bool(page.label(block) & Label.AUTHOR) and names_people(block)


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
    if position < page.body_span()[0] and linked_names(block):
        return True
    if names_author_and_office(page, position) or is_signed_line(page, position):
        return True
    if position == page.body_span()[1] + 1 and is_name_at_the_right(page, position):
        return True
    return size <= 60 and (is_known_author(page, position) or _is_mail_address(page, position))


def _is_member(page: Page, position: int) -> bool:
    """Whether a line above the text is nothing but a link to a member of the article's site."""
    is_above = position < page.body_span()[0]
    return is_above and leads_to_member(page.blocks[position], page.meta.url or "")


def _leads_to_the_article(page: Page, position: int) -> bool:
    """Whether a line is the article's address, or above the text its title, linked."""
    block = page.blocks[position]
    is_above = position < page.body_span()[0]
    if _is_own_address(page, block):
        return True
    return is_above and leads_to_itself(block, page.meta.title, page.meta.url or "")


def _is_own_address(page: Page, block: Block) -> bool:
    """Whether a line is nothing but the address of the article."""
    own = page.meta.url
    if not own or not block.chars:
        return False
    named = _NAMED_ADDRESS.fullmatch(block.text)
    if named is not None and not block.is_heading:
        return page_of(unquote(named["address"])) == page_of(unquote(own))
    name, _, address = block.text.rpartition(" ")
    if name and len(name) <= _LONGEST_SITE and not block.is_heading and is_address(address):
        return _is_front_page(address, own) and ":" not in name and "：" not in name
    if name or not is_address(block.text):
        return False
    return page_of(unquote(block.text)) == page_of(unquote(own))


def _is_front_page(address: str, own: str) -> bool:
    """Whether an address is that of the whole site the article is on: ``江边网 https://…``."""
    path = address.partition("://")[2].partition("/")[2]
    return not path.strip("/") and same_site(absolute(address, own) or "", own)


def _is_of_what_it_stands_by(page: Page, position: int, labels: Label) -> bool:
    """Whether it tells who made a picture, or stands over references."""
    if labels & _OF_CAPTIONS and _is_caption(page, position):
        return not _is_of_article(page, position, labels)
    if labels & Label.CREDIT and _is_told(page.blocks[position]) and _is_caption(page, position):
        return True
    return bool(labels & Label.SOURCE) and _stands_over_references(page, position)


def _is_of_article(page: Page, position: int, labels: Label) -> bool:
    """Whether a line by a picture says who wrote below all text, or where the article is from."""
    block = page.blocks[position]
    if block.images:
        return False
    if labels & Label.AUTHOR and position > page.body_span()[1]:
        return names_people(block)
    return bool(labels & Label.SOURCE) and not labels & Label.PHOTO and is_of_the_article(block)


def _is_told(block: Block) -> bool:
    """Whether a line goes on behind a sentence: *REVISION: The mason counts. Photo: Ann Roe*."""
    return _GOES_ON.search(block.text) is not None


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


def _is_mail_address(page: Page, position: int) -> bool:
    """Whether a line is nothing but a mail address, right below a sentence that does not name it.

    Newspapers in Korea print that of the reporter there.
    """
    if position == 0 or not _MAIL.fullmatch(page.blocks[position].text):
        return False
    above = page.blocks[position - 1]
    return page.is_body(above) and not announces(above)


def _has_value(kind: Label, block: Block) -> bool:
    """Whether what follows a label is of its kind: a figure in a date, a name and no film."""
    if kind is Label.AUTHOR:
        return _may_name_authors(block.text)
    if kind is Label.DATE:
        return any(character.isdigit() for character in block.text)
    if kind in (Label.CREDIT, Label.PHOTO):
        if any(map(is_played, targets(block))):
            return False  # Video: The first steps of the young elephant
        if kind is Label.PHOTO and describes_picture(block.text):
            return False
        value = _VALUE.search(block.text)
        if value is None or _ALIAS.search(block.text):
            return True
        if kind is Label.PHOTO and _OF_A_STOCK.fullmatch(block.text, value.start(1)):
            return True
        return not (value[1].islower() or value[1].isdigit())
    return True


def _tells_of_a_work(text: str) -> bool:
    """Whether most of three labels or more in a line are of something else, and one has a figure.

    ``作者：林晚 出版：江边书屋 定价：42元`` tells of a book.
    """
    pairs = _PAIR.findall(text)
    if len(pairs) < _LEAST_PAIRS:
        return False
    unknown = [pair for pair in pairs if not label_text(pair)]
    return 2 * len(unknown) > len(pairs) and any(map(has_figures, unknown))


def _may_name_authors(text: str) -> bool:
    """Whether what stands behind a label of authors can be a name, and is no headline.

    What a kind of text is called stands before titles as well: *Interview: The bridge*. A name in
    Chinese is short, or has a dot between its parts.
    """
    label, _, value = text.replace("：", ":").partition(":")
    is_named = not value or not is_kind_of_text(label) or signed_names(text) != ()
    return is_named and _REPORTED.match(text) is None


def _is_caption(page: Page, position: int) -> bool:
    """Whether a line stands right below a picture or table, or below the caption of one."""
    if page.blocks[position].images:
        return True
    above = page.blocks[max(0, position - 2) : position]
    return any(block.images for block in above) or bool(above and above[-1].traits & traits.CELL)


def is_marked_caption(page: Page, position: int) -> bool:
    """Whether it is marked up as what belongs to a picture that is there: who made that."""
    return bool(page.blocks[position].traits & traits.CAPTION) and _is_caption(page, position)


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
