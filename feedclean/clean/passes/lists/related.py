"""Links to other articles: under a heading, or after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.media.embeds import is_played
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.boxes.named_boxes import named_boxes
from feedclean.clean.passes.common import (
    finding,
    in_list,
    is_address,
    is_item,
    linked_share,
    measures,
    quote,
    stays_on_site,
    zones,
)
from feedclean.clean.passes.ends.itself import site_labels
from feedclean.clean.passes.ends.link_lines import head_links, link_run
from feedclean.clean.passes.lists.plain_lists import plain_list
from feedclean.clean.passes.lists.related_items import ITEM_WEIGHT, items_below
from feedclean.clean.passes.lists.told_lists import told_lists
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.clean.wording.prose import is_prose
from feedclean.clean.wording.references import (
    announces_references,
    are_references,
    is_line_of_references,
    is_name_of_references,
)
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import dead_links, link_texts, targets
from feedclean.dom.tree import find_all
from feedclean.text import fold, number_of, wide

_HEADING_WEIGHT: Final = 64
_MOSTLY: Final = 0.4
_PARTLY: Final = 0.25
_ONE_WORD: Final = re.compile(r"\w+\s?[:：]")
_MOST_BEFORE: Final = 4
_WORD: Final = re.compile(r"[^\W_]")
_BEFORE_HEADLINE: Final = re.compile(r"\s?[:：》】］〕\]｜|►▶▸]\s?|\s[—–-]\s")
_LEAST_WORDS: Final = 3
_LEAST_WIDE: Final = 4


def related(page: Page) -> Iterator[Finding]:
    """Takes out lists of related links and lines that lead to other articles.

    A label says so (*Read also*), and links or headlines below or behind it; or the name of an
    element, if it holds little of the text. References, and lists of what the text tells of, stay.
    """
    until = 0
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels and _is_opened_by_label(page, block):
            told = f"{quote(block)}: a label of related links and a link, {measures(block)}"
            yield finding("related", [block], told)
            continue
        if not labels or position < until or not labels & Label.RELATED:
            continue
        if _shows_a_film(block) or is_line_of_references(block, page.meta.url or ""):
            continue
        items = items_below(page, position + 1) if block.weight <= _HEADING_WEIGHT else []
        group = _headed(page, position, items) or _labelled(page, position)
        # within a list that stays, of references or without links, no other begins but at its end
        until = position + max(len(group), len(items))
        if group:
            yield finding("related", group, _reason(group))
        elif plain := plain_list(page, position):
            yield finding("related", [block, *plain], _plain_reason(block, plain))
    yield from _named(page)
    yield from named_boxes(page, "related")
    yield from told_lists(page)
    yield from head_links(page)
    yield from link_run(page)


def trending(page: Page) -> Iterator[Finding]:
    """Takes out lists of the most read below a heading that says so.

    Three or more headlines make one, linked or not. Fewer stay, but for such as stand below the
    text without a link, where the end of their list is sure.
    """
    until = 0
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels or position < until or not labels & Label.TRENDING:
            continue
        items = items_below(page, position + 1) if block.weight <= _HEADING_WEIGHT else []
        if len(items) >= 3:
            until = position + len(items)
            yield finding(
                "trending", [block, *items], f"heading {quote(block)} over {len(items)} headlines"
            )
        elif plain := plain_list(page, position):
            yield finding("trending", [block, *plain], _plain_reason(block, plain))


def _headed(page: Page, position: int, items: list[Block]) -> list[Block]:
    """A short heading and the items below it, or one below which nothing comes any more."""
    heading = page.blocks[position]
    if any(is_item(item) for item in items):
        return [] if _are_further_reading(page, heading, items) else [heading, *items]
    is_last = position + 1 == len(page.blocks) and heading.weight <= _HEADING_WEIGHT
    return [heading] if is_last and any(map(page.is_body, page.blocks)) else []


def _are_further_reading(page: Page, heading: Block, items: list[Block]) -> bool:
    """Whether what a heading such as *Further reading* stands over are references, for once."""
    if not announces_references(heading):
        return False
    lines = [item for item in items if item.chars]
    leads_nowhere = not any(item.links for item in lines)  # then nobody can tell
    return leads_nowhere or are_references(lines, page.meta.url or "", named=False)


def _has_dead_links(page: Page) -> bool:
    """Whether there is a link that has lost its address; most articles have none."""
    if page.dead is None:
        page.dead = any("href" not in link.attrs for link in find_all(page.root, "a"))
    return page.dead


def _is_opened_by_label(page: Page, block: Block) -> bool:
    """Whether a line is a phrase such as *Related* and a link behind it, no colon between."""
    if block.weight > ITEM_WEIGHT or not (block.links or _has_dead_links(page)):
        return False
    if not _MOSTLY <= linked_share(block) < 1.0:
        return False
    if is_line_of_references(block, page.meta.url or ""):
        return False
    shown = next(iter(link_texts(block) or dead_links(block)), "")
    if not shown or is_address(shown):
        return False
    before, found, behind = block.text.partition(shown)
    if not found or not before.strip():
        return False
    if label_text(before.strip()) & Label.RELATED:
        return True
    return not _WORD.search(behind) and _names_the_site(page, block, before)


def _names_the_site(page: Page, block: Block, before: str) -> bool:
    """Whether before its one link a line has the name of the site and a word: *In Harbour Post*."""
    own = page.meta.url or ""
    if block.links != 1 or len(before.split()) > _MOST_BEFORE:
        return False
    said = fold(before)
    return any(name in said for name in site_labels(own)) and stays_on_site(block, own)


def _labelled(page: Page, position: int) -> list[Block]:
    """One line: a label and a link."""
    block = page.blocks[position]
    if block.weight > ITEM_WEIGHT:
        return []
    if linked_share(block) >= _MOSTLY or _speaks_of_others(page, position):
        return [block]
    return [block] if _stands_for_a_link(page, position) else []


def _stands_for_a_link(page: Page, position: int) -> bool:
    """Whether a line is a phrase, a mark and a headline, and nothing is linked.

    So it is in text without markup: *Previous: The ferry is late*. *See: Roe, p. 12* is none of
    the phrases that stand over a list as well. Within the text the phrase is more than a word.
    """
    block = page.blocks[position]
    if block.links or is_prose(block):
        return False
    mark = _BEFORE_HEADLINE.search(block.text)
    if mark is None:
        return False
    head, headline = block.text[: mark.start()].strip(" [【［〔"), block.text[mark.end() :]
    if len(headline.split()) < _LEAST_WORDS and wide(headline) < _LEAST_WIDE:
        return False
    is_known = head.isupper() or label_text(head) & Label.RELATED  # of the line it is known
    if not is_known or is_name_of_references(head):
        return False
    if position not in zones(page)[1]:
        is_phrase = len(head.split()) > 1 or wide(head) >= _LEAST_WIDE
        if not is_phrase or headline[0].islower() or block.traits & traits.STRUCTURED:
            return False
    elif in_list(block) and position + 1 == len(page.blocks):
        return True  # a list of one: nobody ends a text so
    return not any(one.links for one in (*page.blocks, *(gone for _, gone in page.taken)))


def _speaks_of_others(page: Page, position: int) -> bool:
    """Whether a whole sentence below the text names other articles of the site, each a link."""
    block = page.blocks[position]
    if block.link_density < _PARTLY or position not in zones(page)[1]:
        return False
    return stays_on_site(block, page.meta.url or "")


def _shows_a_film(block: Block) -> bool:
    """Whether a line is a word, a colon and a link to a film: *Video: The young elephant walks*."""
    return _ONE_WORD.match(block.text) is not None and any(map(is_played, targets(block)))


def _reason(group: list[Block]) -> str:
    heading, items = group[0], group[1:]
    if not items:
        return f"worded like a label of related links: {quote(heading)}, {measures(heading)}"
    links = sum(item.links for item in items)
    size = sum(item.chars for item in items)
    linked = sum(item.link_chars for item in items)
    density = linked / size if size else 1.0
    return f"heading {quote(heading)} over {links} links, link density {density:.2f}"


def _plain_reason(heading: Block, lines: list[Block]) -> str:
    many = number_of(len(lines), "headline")
    return f"heading {quote(heading)} below the text over {many} without a link"


def _named(page: Page) -> Iterator[Finding]:
    """Blocks inside an element named related, recommended, popular …, without running text."""
    group = [
        block
        for block in page.blocks
        if block.traits & traits.RELATED_NAME and not block.traits & traits.BODY_PROP
    ]
    if not group:
        return
    group = [block for block in group if not _is_lead(page, block)]
    if not group:
        return
    body = sum(block.chars for block in page.blocks if page.is_body(block))
    inside = sum(block.chars for block in group if page.is_body(block))
    if inside <= 0.2 * body:
        told = f"{inside} of {body} characters of running text in such"
        yield finding("related-name", group, f"in an element named for related links, {told}")


def _is_lead(page: Page, block: Block) -> bool:
    """Whether it is a sentence above the text without a link or list: a lead is called *teaser*."""
    if block.links or in_list(block) or not page.is_body(block) or page.blocks.index(block) > 3:
        return False
    return not any(one.links for one in page.inside(block.home) if one.traits & traits.RELATED_NAME)
