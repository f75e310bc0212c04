"""Who wrote a page kept as text, where the line says no more than the name.

Papers of many languages print the author without a word before it, above the day or beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.blocks import Block
from feedclean.later import later
from feedclean.names import clean_names, is_group, looks_like_person
from feedclean.parse.dialects.flat.whole_page import Core, section_names, words_in
from feedclean.text import letters_in

_REACH: Final = 6
"""Lines below the headline."""
_NEAR: Final = 2
"""Lines between the name and the day."""
_LONGEST: Final = 40
_PARTING: Final = re.compile(r"[•·|,，—–\t]| - ")
_CASED: Final = re.compile(r"[^\W\d_]*[A-Za-zÀ-ɏͰ-ϿЀ-ԯ]")
_WORDS: Final = range(2, 5)
"""Of a name."""
_REPORTER: Final = re.compile(r"([가-힣]{2,4}) (?:기자|특파원|논설위원|객원기자)")
_STOP: Final = re.compile(r"[.!?:;\"«»“”()\d]")
_ACCOUNT: Final = later(
    r"(?:^|[|ㅣl•·\s])\s?(?P<name>[가-힣]{2,4}|[\u3400-\u9fff]{2,4})\s?[(（]@?[\w.-]{3,24}[)）]$"
)


def name_below(blocks: Sequence[Block], core: Core, headline: int) -> str | None:
    """The name in a line between headline and text that is next to a day, or has one."""
    end = min(core.first, headline + 1 + _REACH)
    for at in range(headline + 1, end):
        text = blocks[at].text
        date = find_date(text, None)
        if date is not None:
            name = _name_in(_PARTING.split(text[: date.start])[0]) or _with_account(text)
        elif any(_is_day(blocks[near]) for near in range(at + 1, min(core.first, at + 1 + _NEAR))):
            name = _name_in(text)
        else:
            name = None
        if name is not None:
            return name
    return None


def _with_account(text: str) -> str | None:
    """The name before an account in brackets, as the last thing in a line: ``홍길동(gildong)``."""
    found = _ACCOUNT.search(text)
    return found["name"] if found is not None else None


def _is_day(block: Block) -> bool:
    return block.weight < 2 * _LONGEST and find_date(block.text, None) is not None


def _name_in(text: str) -> str | None:
    text = text.strip()
    if reporter := _REPORTER.fullmatch(text):
        return reporter[1]
    if len(text) > _LONGEST or _STOP.search(text) or words_in(text) or is_group(text):
        return None
    if text.casefold() in section_names() or text.isupper():
        return None
    has_words = len(text.split()) in _WORDS and letters_in(text) >= len(text.replace("\u200c", ""))
    is_name = looks_like_person(text) if _CASED.match(text) else has_words
    return next(iter(clean_names([text])), None) if is_name else None
