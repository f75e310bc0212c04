"""Who wrote a page, where the line that has the day says no more than the name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from feedclean.dates import find_date, words_said
from feedclean.dates.ago import AGO_IN_CHINESE
from feedclean.dom.lines import Line
from feedclean.dom.marks import Marks, Spot
from feedclean.later import later
from feedclean.names import is_group, is_han_name, is_nobody, looks_like_person, without_prefix
from feedclean.parse.pages.title import is_site
from feedclean.parse.pages.words import page_words

_LABEL: Final = re.compile(r"(?:日期|[时時][间間]|[来來]源|分[类類])$")
"""What stands before a day or another fact, in an element of its own."""
_ROWS: Final = 3
_ROWS_ABOVE: Final = 2
_LONGEST_DAY: Final = 40
_AGO: Final = re.compile(AGO_IN_CHINESE)
_PEN_NAME: Final = re.compile(r"(?!\d+$)[\w·.\-]{2,16}")
_OF_PERSONS: Final = re.compile(
    r"user|author|member|person|avatar|writer|submitted|poster|blogger|columnist|profile|nick"
)
_BESIDE: Final = later(
    r"\+?\s?(?:[关關][注註]|追[踪蹤](?:作者)?|私[信訊讯]|加好友|楼主|樓主|[贴帖]主|LZ|OP|Follow(?:ing)?|Suivre|Seguir|Folgen)"
    r"|Lv\.?\s?\d{1,3}|[(（][\u3400-\u9fff]{2,4}[)）]|(?:留言|[评評][论論]|回[应應复覆])\s?[(（]?\d[\d,.]{0,9}[)）]?"
    r"|[\u3400-\u9fff]{0,8}(?:[创創]作者|博主|答主|UP主)|\d[\d,.]{0,9}\s?[则則条條个個]?\s?(?:留言|[评評][论論]|回[应應复覆])",
    re.IGNORECASE,
)
"""What stands beside the name of a member or the author of a blog, and beside no section."""
_DAY_LINES: Final = 6
_ABOVE: Final = 2
"""Lines between who signs and the day: where from, what they are."""
_OF_SECTIONS: Final = (
    "categor", "section", "kicker", "tag", "topic", "rubri", "breadcrumb", "caption", "photo",
    "credit", "image", "comment", "related", "menu", "nav", "share", "subtitle", "lead",
)  # fmt: skip
_SITE_WORDS: Final = 3
_OF_PLACE: Final = (",", "，", ":", "：")
"""What stands between a place, or what is on, and the day: *New York, March 5*."""
_SMALL: Final = 2
_MARKS: Final = " .,:|•·-–—/"
_LONGEST_NAME: Final = 40
_LONGEST: Final = 140


def by_the_day(marks: Marks, heading: Spot | None, sites: frozenset[str]) -> Iterator[str]:
    """Whoever is named in front of the day, in the line below the headline that has it.

    What stands above the headline as well is the section of the site.
    """
    if heading is None:
        return
    after, before = marks.lines_near(heading)
    for position, line in enumerate(after[:_DAY_LINES]):
        found = find_date(line.text) if len(line.text) <= _LONGEST else None
        if found is None or not any(word in line.label for word in page_words().date_labels):
            continue
        if line.text[: found.start].rstrip().endswith(_OF_PLACE):
            return
        name = _without_site(_without_label(line.text[: found.start]), sites)
        above = (
            one.text for one in after[max(0, position - _ABOVE) : position] if is_no_section(one)
        )
        sections = marks.head.all_metas(*page_words().metas["section"])
        for one in (name, *above):
            is_section = any(one in other.text for other in before) or one in sections
            if _is_signature(one) and not is_section and not is_site(one, sites):
                yield one
                return
        return


def by_the_row(marks: Marks, heading: Spot | None, sites: frozenset[str]) -> Iterator[str]:
    """Who has an element right before the day, in a row of elements at the headline.

    By a name of China somebody is known; a pen name, by what only people have beside it: a button
    to follow them, their rank in a thread, an element named for members, answers to count.
    """
    if heading is None:
        return
    after, before = marks.lines_near(heading)
    above = {line.text for line in before}
    sections = marks.head.all_metas(*page_words().metas["section"])
    for line in (*after[:_ROWS], *before[:_ROWS_ABOVE]):
        row = [part.strip(_MARKS) for part in line.parts]
        day = next((at for at, part in enumerate(row) if _is_day(part)), None)
        if day is None and _OF_PERSONS.search(line.label) and len(row) > 1:
            day = next((at for at, part in enumerate(row) if _BESIDE.search(part)), None)
        if day is None:
            continue
        rank = next((at for at in range(1, day) if _BESIDE.fullmatch(row[at])), day)
        shown = [part for part in row[:rank] if part and not _BESIDE.fullmatch(part)]
        name = shown[-1] if shown else ""
        is_of_person = _OF_PERSONS.search(line.label) or any(map(_BESIDE.search, row))
        if not name or name in above or name in sections or is_site(name, sites):
            return
        if is_han_name(name) or (is_of_person and _may_be_pen_name(name)):
            yield name
        return


def is_followed(name: str, beside: Sequence[str]) -> bool:
    """Whether a name may be one, and what stands beside those of members does so here."""
    is_told = any(map(_BESIDE.fullmatch, beside[:_ROWS]))
    return is_told and not name.isascii() and _may_be_pen_name(name)


def _is_day(part: str) -> bool:
    if len(part) > _LONGEST_DAY:
        return False
    return find_date(part) is not None or _AGO.search(part) is not None


def _may_be_pen_name(name: str) -> bool:
    is_label = _LABEL.search(name) is not None or without_prefix(name) == ""
    is_known = is_label or is_group(name) or is_nobody(name)
    return _PEN_NAME.fullmatch(name) is not None and not is_known


def is_no_section(line: Line) -> bool:
    """Whether the element of a line is not named for what the article is filed in, or a picture."""
    return not any(word in line.label for word in _OF_SECTIONS)


def _without_label(text: str) -> str:
    """What stands in front of a day without *Published on* and its like."""
    words = text.split()
    labels = (*words_said("published"), *words_said("updated"))
    while words and (len(words[-1]) <= _SMALL or words[-1].casefold().strip(_MARKS) in labels):
        words.pop()
    return " ".join(words).strip(_MARKS)


def _without_site(text: str, sites: frozenset[str]) -> str:
    words = text.split()
    for end in range(1, min(len(words), _SITE_WORDS) + 1):
        if is_site(" ".join(words[:end]), sites):
            return " ".join(words[end:]).strip(_MARKS)
    return text


def _is_signature(name: str) -> bool:
    """Whether it is a name as a person has one, and that of no section of a site."""
    is_short = len(name) <= _LONGEST_NAME and not any(map(str.isdigit, name))
    return is_short and looks_like_person(name) and not is_group(name)
