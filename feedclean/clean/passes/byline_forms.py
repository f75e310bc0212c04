"""Bylines by their form: a known label with a name, and what may stand behind that."""

from __future__ import annotations

import re
from typing import Final

from feedclean.clean.labels import Label, label_text
from feedclean.clean.passes.inline_parts import spelled_out
from feedclean.clean.passes.stamps import is_date_line
from feedclean.dom.blocks import Block
from feedclean.names import clean_names, is_full_name, looks_like_person

_MOST_OF_LABELLED: Final = 10
"""Words behind a label: a name, and a paper maybe."""
_FIGURE: Final = re.compile(r"\d")
_BAR: Final = re.compile(r"(?<!\s)\s+[|·•–—-]\s+|(?:(?<!\s)\s+)?[｜]\s*")
_MOST_PARTS: Final = 3
_SHORT_PART: Final = 3
_LONG_PART: Final = 5
"""Parts behind a byline, and the words of each: more where one of them has figures."""


def is_author_and_more(block: Block) -> bool:
    """Whether a line is a byline and a few words behind bars: *By Jane Roe | London*.

    A comma does as well before a date, and behind a full name: *By Jane Roe, of the Harbour Post*.
    """
    text = spelled_out(block)
    if text != block.text and _is_label_with_name(text):
        return True
    head, comma, rest = text.partition(",")
    if comma and label_text(head) & Label.AUTHOR:
        if is_date_line(rest):
            return True
        is_brief = len(rest.split()) <= _LONG_PART and not rest.endswith((".", "!", "?", "…"))
        return is_brief and any(map(looks_like_person, clean_names([head])))
    first, *others = _BAR.split(text)
    if not 1 <= len(others) <= _MOST_PARTS or not label_text(first) & Label.AUTHOR:
        return False
    longest = _LONG_PART if any(map(_FIGURE.search, others)) else _SHORT_PART
    return all(len(other.split()) <= longest or is_date_line(other) for other in others)


def _is_label_with_name(text: str) -> bool:
    """Whether a label of authors has a person's name behind it, and a paper maybe."""
    told, colon, rest = text.partition(": ")
    if not colon or not label_text(f"{told}:") & Label.AUTHOR:
        return False
    names = clean_names([rest])
    return bool(names) and is_full_name(names[0]) and len(rest.split()) <= _MOST_OF_LABELLED
