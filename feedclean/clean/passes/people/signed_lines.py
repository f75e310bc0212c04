"""Lines that are the name of who wrote, told by what stands beside the name or right below it.

No phrase knows them: an office behind the name, what the person did, the day in the next line.
"""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.people.inline_parts import element_parts
from feedclean.clean.passes.people.stamps import is_date_line
from feedclean.clean.wording.kinds import Label
from feedclean.dates import find_date
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.names import (
    clean_names,
    is_group,
    is_han_name,
    is_person,
    is_place,
    is_stamp_of_names,
    looks_like_person,
    signed_names,
)
from feedclean.text import collapse

_LONGEST: Final = 120
_NAME: Final = 40
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_CASED: Final = later(r"[A-Za-zÀ-ɏͰ-ϿЀ-ԯ\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_UNCASED: Final = re.compile(r"[^\W\d_][^\d_:：,،.!?؟।。|/()«»\"“”\[\]–—]*")
_DAY_AND_MORE: Final = 60


def is_signed_line(page: Page, position: int) -> bool:
    """Whether a line above the text, or right below it, is no more than the name of who wrote."""
    block = page.blocks[position]
    if not block.chars or block.weight > _LONGEST or block.traits & _STRUCTURED or block.images:
        return False
    first, last = page.body_span()
    if first <= position <= last:
        return is_stamp_of_names(block.text)  # between a lead and the text
    if position > last + 1:
        return False
    if signed_names(block.text) or is_stamp_of_names(block.text):
        return True
    return position < first and _is_name_over_day(page, position)


def _is_name_over_day(page: Page, position: int) -> bool:
    """Whether a line above the text is the name of a person, and the one below it is a day.

    Where a script has no capitals it must be the first line, and of two or three words.
    """
    block = page.blocks[position]
    if (
        page.meta.authors
        or block.weight > _NAME
        or block.is_heading
        or position + 1 >= len(page.blocks)
    ):
        return False
    below = page.blocks[position + 1]
    if below.weight > _DAY_AND_MORE or not _is_day(page, below):
        return False
    text = block.text
    if _CASED.search(text):
        return looks_like_person(text) and not is_group(text)
    is_first = not any(above.chars for above in page.blocks[:position])
    is_brief = len(text.split()) in (2, 3) and _UNCASED.fullmatch(text) is not None
    return is_first and is_brief and not is_group(text) and not page.label(block)


def _is_day(page: Page, block: Block) -> bool:
    """Whether a line is a day, a label before it or how long the text takes to read behind it."""
    date = find_date(block.text, None)
    if date is None:
        return False
    is_labelled = bool(page.label(block) & Label.DATE)
    return is_labelled or date.start == 0 or is_date_line(block.text)


def name_in_parts(block: Block) -> tuple[str, ...]:
    """The one person whose name is all of an element before the day, in a line of several.

    In Chinese it may stand behind the day as well.
    """
    date = find_date(block.text, None)
    if date is None or block.weight > _LONGEST:
        return ()
    found: list[str] = []
    behind: list[str] = []
    told = found
    for raw, tag in element_parts(block):
        text = collapse(raw)
        if find_date(text, None) is not None:
            told = behind
        elif tag and _may_sign(text, behind_day=told is behind):
            told.append(text)
    if not found and len(behind) == 1 and is_han_name(behind[0]):
        found = behind
    names = clean_names(found)
    return names if len(names) == 1 and (is_han_name(names[0]) or len(found) == 1) else ()


def _may_sign(text: str, *, behind_day: bool) -> bool:
    if is_person(text) and (looks_like_person(text) or len(text) > 2):
        return True
    return behind_day and is_han_name(text) and not is_place(text)
