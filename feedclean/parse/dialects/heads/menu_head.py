"""The lines of a menu, or the way from the front page, that stand above the title of a text.

No page around them is seen: few lines of a page say too little for it to be read as one. Its title
is below its menu all the same; the lines stay in the text, for the cleaner to judge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.ways import has_steps, leads_to, steps_from_home, steps_of
from feedclean.later import later
from feedclean.parse.dialects.cjk import width
from feedclean.parse.dialects.flat.whole_page import LINK, section_names, words_in
from feedclean.parse.dialects.written.writing import is_title

_MOST_LINES: Final = 60
_LEAST_ITEMS: Final = 3
_LEAST_WORDS: Final = 2
_WIDEST_ITEM: Final = 24
_PARTS: Final = later(r"[|｜·•/›＞>»\t]+|[ \xa0]{2,}|(?<=[\u3000-\u9fff])[ \u3000]")
_TAGS: Final = re.compile(r"(?:[#＃][^\s#＃]{1,60}[\s,，]*+){2,60}")
_PICTURE: Final = re.compile(r"!\[[^\[\]\n]*\]\([^()\s]*\)")
_MARKS: Final = " \t*+-_#|·•›»>/\\"
_BAR: Final = re.compile(r"\s?[|｜•·]\s?|\s[›＞>»]\s")
_MOST_NAMES: Final = 4
_FIRST: Final = 8
"""Lines of the top that say something."""
MOST_ABOVE: Final = 24
"""Lines among which the title is looked for."""
_LONGEST_DAY: Final = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    items: int
    words: frozenset[str]
    is_way: bool = False
    """Whether it is the way from the front page: *Home > World > Chile*."""


def below_menu(lines: Sequence[str]) -> int:
    """Index of the first line that is of no menu; 0 where none stands at the top."""
    end = items = 0
    words: frozenset[str] = frozenset()
    is_way = False
    for at, raw in enumerate(lines[:_MOST_LINES]):
        if not raw.strip():
            continue
        line = _way(raw, "" if items else _below(lines, at)) or _menu_line(raw)
        if line is None:
            break
        end, items, words = at + 1, items + line.items, words | line.words
        is_way = is_way or line.is_way
    is_menu = items >= _LEAST_ITEMS and len(words) >= _LEAST_WORDS
    return end if is_menu or is_way else 0


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
    if not (2 * known >= len(parts) or known >= _LEAST_WORDS):
        return None
    return _Line(items=len(parts), words=words)


def _way(raw: str, below: str) -> _Line | None:
    """A line that leads from the front page; the first one above a title, from anywhere.

    So do tags there, of which one alone may be the title.
    """
    line = LINK.sub(r"\1", raw).strip()
    steps = len(steps_from_home(line))
    is_titled = below and is_title(below) and not has_day(below) and not steps_of(below)
    if not steps and is_titled and (has_steps(line) or _TAGS.fullmatch(line)):
        steps = _LEAST_ITEMS  # what a day stands below compares things
    return _Line(items=steps, words=frozenset(), is_way=True) if steps else None


def _below(lines: Sequence[str], at: int) -> str:
    return next((line for line in lines[at + 1 : at + MOST_ABOVE] if line.strip()), "")


def below_way(lines: Sequence[str]) -> int:
    """Index of the title below a way that ends with it, from wherever: *The Bee > Soup*; else 0."""
    filled = _first(lines)
    for place, at in enumerate(filled):
        for below in filled[place + 1 :]:
            if leads_to(lines[at], lines[below]):
                return below
    return 0


def below_masthead(lines: Sequence[str]) -> int:
    """Index of the title below the names of a site and its section; 0 where there are none.

    *Harbour Post | News | Bridges* in a line of its own, the title, who and when below that.
    """
    filled = _first(lines)
    if len(filled) < _LEAST_ITEMS or filled[1] == filled[0] + 1:
        return 0
    names, title = lines[filled[0]].strip(), lines[filled[1]].strip()
    return filled[1] if _are_names(names, title) and _is_dated(lines, filled) else 0


def _first(lines: Sequence[str]) -> list[int]:
    return [at for at, line in enumerate(lines[:MOST_ABOVE]) if line.strip()][:_FIRST]


def _are_names(line: str, title: str) -> bool:
    """Whether a line is a few names side by side, each shorter than the title below it."""
    parts = [part.strip() for part in _BAR.split(line)]
    if not 1 < len(parts) <= _MOST_NAMES or not is_title(title) or _BAR.search(title):
        return False
    widest = max(map(width, parts))
    if widest > _WIDEST_ITEM or widest >= width(title) or not all(map(_is_name, parts)):
        return False
    known = section_names().intersection(map(str.casefold, parts))
    return len(parts) > _LEAST_WORDS or line.isupper() or bool(known)


def _is_name(part: str) -> bool:
    return bool(part) and not any(one.isdigit() or one in ".!?:;,。！？：" for one in part)


def _is_dated(lines: Sequence[str], filled: Sequence[int]) -> bool:
    """Whether one of the lines right below the title has a day, and neither it nor the names."""
    if any(has_day(lines[at]) for at in filled[:2]):
        return False
    return any(has_day(lines[at]) for at in filled[2:5])


def has_day(line: str) -> bool:
    """Whether a short line says a day."""
    return len(line) <= _LONGEST_DAY and find_date(line, None) is not None
