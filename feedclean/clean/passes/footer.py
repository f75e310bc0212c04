"""What a platform, a feed tool or a site hangs below an article: notices and buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.boxes.attachments import attachments
from feedclean.clean.passes.boxes.boxes import boxes
from feedclean.clean.passes.boxes.cards import cards
from feedclean.clean.passes.boxes.comments import comments
from feedclean.clean.passes.boxes.named_beside import TOLD_BESIDE
from feedclean.clean.passes.boxes.named_boxes import named_boxes
from feedclean.clean.passes.common import captions_picture, finding, measures, quote, where, zones
from feedclean.clean.passes.ends.afterword import afterword
from feedclean.clean.passes.ends.itself import itself
from feedclean.clean.passes.interface.above_title import above_title
from feedclean.clean.passes.interface.button_rows import button_rows
from feedclean.clean.passes.interface.mastheads import mastheads
from feedclean.clean.passes.interface.plain_posts import plain_posts
from feedclean.clean.passes.interface.trails import trails
from feedclean.clean.passes.lists.last_heading import last_heading
from feedclean.clean.passes.people.author_lives import author_lives
from feedclean.clean.passes.people.signatures import postal_addresses, signatures
from feedclean.clean.passes.pictures import pictures
from feedclean.clean.wording.kinds import NAMES, Label
from feedclean.clean.wording.prose import is_prose
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.measures import announces
from feedclean.dom.ways import steps_of
from feedclean.text import wide

_KINDS: Final = (
    (Label.PLATFORM, "platform-footer", 420),
    (Label.COPYRIGHT, "copyright", 300),
    (Label.COMMENTS, "comments", 160),
    (Label.INTERFACE, "interface", 90),
    (Label.COOKIE, "cookie", 500),
    (Label.STAND_IN, "stand-in", 420),
)
_LESSER_PART: Final = 0.4
_MARKS: Final = ("※", "＊", "©", "Ⓒ")
_ALL_LINK: Final = 0.95
_BUTTON_WEIGHT: Final = 60
_LEAST_WORDS: Final = 2
_LEAST_WIDE: Final = 4
_TOP: Final = 6
"""Blocks at the top among which a player may stand."""
_FORMS: Final = (
    (re.compile(r"^※"), "what a board writes around a post"),
    (re.compile(r"https?://"), "an address of the page"),
    (re.compile(r"\w\.[a-z0-9]{3,4}$", re.IGNORECASE), "the name of a file"),
    (re.compile(r"\d"), "a count or a setting of the page"),
)
"""Of lines that are no buttons."""
_TEMPLATE_TAGS: Final = re.compile(
    r"(?:\{%[^{}]{1,120}%\}|\{\{[^{}]{1,120}\}\})(?:\s?\{[%{][^{}]{1,120}[%}]\})*"
)


def footer(page: Page) -> Iterator[Finding]:
    """Takes out notices of platforms and feed tools, copyright lines, buttons and comments.

    Each goes by its wording and by standing at an edge of the text; few kinds go within it. A
    sentence that merely speaks of these things stays.
    """
    head, tail = zones(page)
    edges = {*head, *tail}
    for position, block in enumerate(page.blocks):
        labels = page.label(block)
        if not labels:
            continue
        size = block.weight
        for kind, name, longest in _KINDS:
            anywhere = (
                _is_out_of_place(block, kind)
                or _is_button_on_top(page, position, kind)
                or (kind is Label.COPYRIGHT and _is_notice_within(page, position))
            )
            if not labels & kind or size > longest or not (position in edges or anywhere):
                continue
            if kind is not Label.COPYRIGHT or not captions_picture(page, position):
                group = _with_list(page, position, kind)
                yield finding(name, group, _reason(group, kind, where(position, head, tail)))
            break
    yield from _hidden(page)
    yield from button_rows(page, edges)
    yield from trails(page, edges)
    yield from _template_tags(page)
    yield from comments(page)
    yield from above_title(page)
    yield from mastheads(page)
    yield from plain_posts(page)
    yield from signatures(page)
    yield from postal_addresses(page)
    yield from attachments(page)
    yield from itself(page)
    yield from cards(page)
    for named in TOLD_BESIDE:
        yield from named_boxes(page, named)
    yield from author_lives(page)
    yield from boxes(page)
    yield from afterword(page)
    yield from last_heading(page)
    yield from pictures(page)


def _is_out_of_place(block: Block, kind: Label) -> bool:
    """Whether a notice goes from within the text as well, where nobody writes such a line.

    A heading or a sentence there tells how to unsubscribe, and is no notice.
    """
    if kind is Label.INTERFACE:
        return block.links > 0
    if kind is Label.COMMENTS:
        return block.link_density > _ALL_LINK and block.weight <= _BUTTON_WEIGHT
    if kind is Label.STAND_IN:
        return True
    return kind is Label.PLATFORM and not block.is_heading and not is_prose(block)


def _is_button_on_top(page: Page, position: int, kind: Label) -> bool:
    """Whether a button stands between the lead and the text: *Listen to this article 6:12*."""
    block = page.blocks[position]
    if kind is not Label.INTERFACE or position >= _TOP or block.weight > _BUTTON_WEIGHT:
        return False
    is_text = block.is_heading or is_prose(block) or page.is_datum(block)
    if block.box.tag == "summary" or _is_brief(block.text):
        return False  # *More* stands over what is folded away
    return not is_text and not block.traits & (traits.QUOTE | traits.CODE | traits.CAPTION)


def _is_brief(text: str) -> bool:
    """Whether a line is a word, which may be the name of anything."""
    return len(text.split()) < _LEAST_WORDS and wide(text) < _LEAST_WIDE


def _is_notice_within(page: Page, position: int) -> bool:
    """Whether a notice on rights within the text is set apart by a mark, or beside another such.

    Sites put them below a lead. A sentence with a full stop may be of the text.
    """
    block = page.blocks[position]
    if block.is_heading or is_prose(block) or page.is_datum(block):
        return False
    if block.text.startswith(_MARKS):
        return True
    beside = page.blocks[max(0, position - 1) : position + 2]
    is_marked = any(one.text.startswith(_MARKS) for one in beside)
    return is_marked and all(
        one is block or page.label(one) & Label.COPYRIGHT
        for one in beside
        if one.text.startswith(_MARKS)
    )


def _reason(group: list[Block], kind: Label, place: str) -> str:
    block = group[0]
    name = _called(block.text) if kind is Label.INTERFACE else NAMES[kind]
    below = f", with {len(group) - 1} link-only lines below it" if len(group) > 1 else ""
    return f"worded like {name}: {quote(block)} {place}, {measures(block)}{below}"


def _called(text: str) -> str:
    """What a line of the page around the text is called."""
    if steps_of(text):
        return "the way from the front page"
    return next((name for form, name in _FORMS if form.search(text)), NAMES[Label.INTERFACE])


def _hidden(page: Page) -> Iterator[Finding]:
    """What a reader of the source does not see, where what is seen is most of it."""
    hidden = [block for block in page.blocks if block.traits & traits.HIDDEN]
    total = sum(block.chars for block in page.blocks)
    if hidden and sum(block.chars for block in hidden) <= _LESSER_PART * total:
        size = sum(block.chars for block in hidden)
        share = f"as {size} of {total} characters of the article are" if size else "without text"
        yield finding("hidden", hidden, f"marked as not shown, {share}")


def _template_tags(page: Page) -> Iterator[Finding]:
    """What a generator of sites puts something in the place of: ``{% include share.html %}``.

    Below a line that announces it, and beside code, a page tells how to write it.
    """
    if any(block.traits & traits.CODE for block in page.blocks):
        return
    for position, block in enumerate(page.blocks):
        if position and announces(page.blocks[position - 1]):
            continue
        if not block.text.startswith("{") or block.traits & (traits.CODE | traits.CELL):
            continue
        if _TEMPLATE_TAGS.fullmatch(block.text) and not page.is_datum(block):
            told = f"{quote(block)}: nothing but a tag of a template"
            yield finding("interface", [block], told)


def _with_list(page: Page, position: int, kind: Label) -> list[Block]:
    """The block; for a platform footer also the link-only lines right below it."""
    group = [page.blocks[position]]
    if kind is Label.PLATFORM:
        for block in page.blocks[position + 1 :]:
            if block.link_density < 0.95:
                break
            group.append(block)
    return group
