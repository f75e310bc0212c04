"""Lines above the text with an element for each thing they say of it: who, when, how often read.

``<span>5 May 2024</span> / <span>214 reads</span> <a>Jane Roe</a>``: no mark parts what the
elements do, and no phrase knows the name or the word for readers.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Final

from feedclean.clean.page import Page
from feedclean.clean.passes.people.inline_parts import element_parts
from feedclean.clean.passes.people.known_authors import author_names
from feedclean.clean.passes.people.stamps import is_day
from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.names import is_han_name, is_office, is_place, looks_like_person
from feedclean.text import collapse, fold, weight

_LONGEST: Final = 190
_LONGEST_UNKNOWN: Final = 48
_MOST: Final = 10
_COUNT: Final = re.compile(r"\W*\d[\d.,\u00a0 ]*(?:\s?[^\W\d_]+){0,2}\W*")
"""*214 reads*, *5 min*."""
_STRUCTURED: Final = traits.STRUCTURED | traits.ITEM
_KNOWN: Final = (
    Label.AUTHOR | Label.DATE | Label.CREDIT | Label.INTERFACE | Label.COMMENTS | Label.SHARE
)
_STOPS: Final = (".", "!", "?", "。", "！", "？", "؟", "।")
_WRITER: Final = "known author"
_DAY: Final = "day"
_NAME: Final = "name"
_TOLD: Final = "known"
_OTHER: Final = "unknown"
_MOST_BESIDE: Final = 16
"""Letters beside a day: that it was published then, a weekday."""
_MARKS: Final = " \t\u00a0|·•/,;:–—-"


def stamp_of_parts(page: Page, block: Block) -> Label | None:
    """Whether a line is made of such parts, and if the first of them is who wrote the article.

    A day and a name are among them, or the name of the known author and nothing unknown.
    """
    if block.weight > _LONGEST or block.is_heading or block.traits & _STRUCTURED:
        return None
    if block.images or block.text.endswith(_STOPS):
        return None
    parts = _parts(block)
    title = fold(page.meta.title)
    others = [part for part in parts if fold(part) != title] if title else parts
    has_title, parts = len(others) < len(parts), others
    if not 2 <= len(parts) <= _MOST:
        return None
    known = {fold(name) for name in author_names(page)}
    kinds = [_kind(part, known) for part in parts]
    unknown = [part for part, kind in zip(parts, kinds, strict=True) if kind == _OTHER]
    if len(unknown) > 1 or any(weight(part) > _LONGEST_UNKNOWN for part in unknown):
        return None
    if has_title:
        is_stamp = _DAY in kinds
    elif _WRITER in kinds:
        is_stamp = _DAY in kinds or not unknown
    else:
        is_stamp = _DAY in kinds and _NAME in kinds and not unknown
    if not is_stamp:
        return None
    return Label.AUTHOR if kinds[0] == _WRITER else Label.DATE


def _kind(part: str, known: AbstractSet[str]) -> str:
    """What a part is; ``known`` are the folded names of authors."""
    if fold(part) in known:
        return _WRITER
    if any(map(str.isdigit, part)) and is_day(part, _MOST_BESIDE):
        return _DAY
    if looks_like_person(part) and not is_office(part):
        return _NAME
    if is_han_name(part) and not is_place(part) and not _is_known(part):
        return _NAME
    return _TOLD if _is_known(part) else _OTHER


def _is_known(part: str) -> bool:
    if _COUNT.fullmatch(part) or is_office(part):
        return True
    return bool((label_text(part) | label_text(f"{part}:")) & _KNOWN)


def _parts(block: Block) -> list[str]:
    """The texts of the elements in a line and of what stands between them, marks aside."""
    parts = element_parts(block)
    if not any(tag for _, tag in parts):
        return []
    return [part for text, _ in parts if (part := collapse(text).strip(_MARKS))]
