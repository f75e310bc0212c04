"""Who wrote, where the text itself says so: in brackets that close it, or beside a link to them."""

from __future__ import annotations

import re
from itertools import chain
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.people.author_lives import is_author_label
from feedclean.clean.passes.people.linked_names import name_in_link
from feedclean.clean.wording.words import any_of
from feedclean.dom.blocks import Block
from feedclean.dom.tree import Element, find_all, raw_text
from feedclean.later import later
from feedclean.names import (
    asked_names,
    clean_names,
    closing_dateline,
    is_group,
    japanese_byline,
    looks_like_person,
    may_begin_with_person,
)
from feedclean.text import collapse

_REACH: Final = 12
"""Lines at either end of the text: notices may stand below it, and the picture above."""
_LONGEST: Final = 120
_LONGEST_LABEL: Final = 40
_LEADS: Final = 4
"""Blocks among which a lead is."""
_SET_APART: Final = frozenset(("a", "b", "em", "i", "span", "strong"))
_BY: Final = re.compile(
    r"(?:[.!?…”“»\"]|^)\s{1,3}(?:By|Von|Par|Por|Di|De|Door|Av|Af|Od|Від|От)\s{1,3}$"
)
"""Behind a sentence, so that nobody tells what they did."""
_BRACKETS: Final = re.compile(r"[（(【\[](?P<said>[^（）()【】\[\]]{4,120})[）)】\]]\s*$")
_ROLE: Final = later(
    rf"(?:^|[\s，,。；;|｜/／])(?:本?文)?{any_of('wrote_wide')}\s?[|｜丨:：/／]\s?"
    r"(?P<names>[\u3400-\u9fff·]{2,4}(?:[、\s][\u3400-\u9fff·]{2,4}){0,3})(?=[，,。；;|｜/／\s]|$)"
)
"""``（本文首发于某报，作者｜林晚，编辑｜陈渡）``."""
_REPORTING: Final = re.compile(
    rf"(?:additional )?{any_of('reporting')}(?: {any_of('by')})?:? "
    r"(?P<names>[^\W\d_][^;.:()]{3,80}?)(?: in [A-Z][^;.:()]{2,40})?(?:[;.].*)?",
    re.IGNORECASE,
)
"""``(Reporting by Jane Roe in Oslo; Editing by Jo Poe)``."""
_AGENCY: Final = re.compile(r"(?:additional )?(?:reporting|writing) by ", re.IGNORECASE)
"""What may stand behind the last sentence; *(by Jane Roe)* may tell who wrote a book there."""
_ABOUT: Final = re.compile(
    rf"(?:[,，:：]?\s?[—–]|\s{any_of('is')})\s",
    re.IGNORECASE,
)


def closing_names(page: Page) -> tuple[str, ...]:
    """The people whom a line at an end of the text names as its authors; empty where none does."""
    blocks = page.blocks
    for block in blocks[-_REACH:]:
        if names := _in_brackets(block.text) or closing_dateline(block.text):
            return names
    if names := below_label(page) or _behind_lead(page):
        return names
    ends = (*blocks[:_REACH], *blocks[max(_REACH, len(blocks) - _REACH) :])
    if asked := next(filter(None, (asked_names(block.text) for block in ends)), None):
        return asked
    told = {name for block in ends if (name := _introduced(block))}
    return tuple(told) if len(told) == 1 else ()


def below_label(page: Page) -> tuple[str, ...]:
    """Whom a line begins with that tells of them right below a bare *About the author*."""
    short = short_lines_gone(page)
    for block in chain((one for _, one in page.taken), page.blocks):
        label = short.get(block.index - 1)
        if label is None or not may_begin_with_person(block.text):
            continue
        about = _ABOUT.search(block.text, 0, _LONGEST)
        name = block.text[: about.start()] if about else ""
        if looks_like_person(name) and not is_group(name) and is_author_label(label):
            return (name,)
    return ()


def short_lines_gone(page: Page) -> dict[int, Block]:
    """Lines that have gone by their places, as long as a bare *About the author* may be.

    Of a page that is nearly all that stands around the text: only those are asked what they say
    that have a name below them.
    """
    return {block.index: block for _, block in page.taken if 0 < block.weight <= _LONGEST_LABEL}


def _behind_lead(page: Page) -> tuple[str, ...]:
    """Whom the last words of a lead name, in an element: *… and walk. By **Jane Roe***."""
    for block in page.blocks[:_LEADS]:
        parts = [one for one in block.box.parts() if not _is_stop(one)]
        before, last = parts[-2:] if len(parts) > 1 else ("", "")
        if isinstance(last, str) or not isinstance(before, str) or not _BY.search(before):
            continue
        name = collapse(raw_text(last)).rstrip(".")
        if last.tag in _SET_APART and looks_like_person(name) and not is_group(name):
            return (name,)
    return ()


def _is_stop(part: Element | str) -> bool:
    return isinstance(part, str) and not any(map(str.isalnum, part))


def _in_brackets(text: str) -> tuple[str, ...]:
    found = _BRACKETS.search(text[max(0, len(text) - _LONGEST - 2) :])
    if found is None:
        return ()
    said = found["said"]
    if found.start() == 0 and (told := japanese_byline(said)):
        return told
    if role := _ROLE.search(said):
        names = clean_names([role["names"]])
        return () if any(map(is_group, names)) else names
    is_alone = found.start() == 0 or _AGENCY.match(said)
    reporting = _REPORTING.fullmatch(said) if is_alone else None
    names = clean_names([reporting["names"]]) if reporting else ()
    return names if all(looks_like_person(name) and not is_group(name) for name in names) else ()


def _introduced(block: Block) -> str | None:
    """Whom a line begins with, by a link to a page of theirs, and then tells of."""
    link = next(iter(find_all(block.box, "a")), None) if block.links else None
    name = None if link is None else name_in_link(link)
    is_led = name is not None and block.text.startswith(name)
    return name if name and is_led and _ABOUT.match(block.text, len(name)) else None
