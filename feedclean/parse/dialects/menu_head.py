"""The lines of a menu that stand above the title of a text, where no page around it is seen.

Few lines of a page say too little for it to be read as one. Its title is below its menu all the
same; the lines stay in the text, for the cleaner to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.parse.dialects.cjk import width
from feedclean.parse.dialects.whole_page import LINK, section_names, words_in

_MOST_LINES: Final = 60
_LEAST_ITEMS: Final = 3
_LEAST_WORDS: Final = 2
_WIDEST_ITEM: Final = 24
_PARTS: Final = re.compile(r"[|｜·•/›＞>»\t]+|[ \xa0]{2,}|(?<=[\u3000-\u9fff])[ \u3000]")
_TRAIL: Final = re.compile(r"\S\s*[›＞>»]\s*\S")
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
_MARKS: Final = " \t*+-_#|·•›»>/\\"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    items: int
    words: frozenset[str]


def below_menu(lines: Sequence[str]) -> int:
    """Index of the first line that is of no menu; 0 where none stands at the top."""
    end = items = 0
    words: frozenset[str] = frozenset()
    for at, raw in enumerate(lines[:_MOST_LINES]):
        if not raw.strip():
            continue
        line = _menu_line(raw)
        if line is None:
            break
        end, items, words = at + 1, items + line.items, words | line.words
    return end if items >= _LEAST_ITEMS and len(words) >= _LEAST_WORDS else 0


def _menu_line(raw: str) -> _Line | None:
    """How many items a line has, and which words of sites; None where it may be of the text."""
    bare = _PICTURE.sub("", raw)
    linked = LINK.findall(bare)
    is_picture = bare != raw and not LINK.sub("", bare).replace("[](", "").strip(_MARKS)
    if raw.lstrip().startswith("#") and not linked:
        return None
    if linked and not LINK.sub("", bare).strip(_MARKS):
        if any(width(label) > _WIDEST_ITEM for label in linked):
            return None
        return _Line(items=len(linked), words=words_in("\n".join(linked)))
    if is_picture:
        return _Line(items=0, words=frozenset())
    parts = [part for part in map(str.strip, _PARTS.split(bare.strip(_MARKS))) if part]
    if not parts or max(map(width, parts)) > _WIDEST_ITEM:
        return None
    words = words_in(bare)
    known = len(words) + len(section_names().intersection(map(str.casefold, parts)) - words)
    is_trail = known > 0 and len(parts) > 1 and _TRAIL.search(bare) is not None
    if not (2 * known >= len(parts) or known >= _LEAST_WORDS or is_trail):
        return None
    return _Line(items=len(parts), words=words)
