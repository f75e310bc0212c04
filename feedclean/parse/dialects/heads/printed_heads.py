"""The heads that agencies and archives of papers print above an article of plain text."""

from __future__ import annotations

import re
from datetime import tzinfo
from typing import Final

from feedclean.dates import find_date
from feedclean.names import looks_like_person
from feedclean.parse.dialects.common import Found, read_at
from feedclean.parse.dialects.written.writing import is_title

LONGEST_META_LINE: Final = 160
_SLUG: Final = re.compile(
    r"(?:[A-Z]{2}-)(?P<slug>[A-Z]{2,5}[A-Za-z-]*--[^,\n]{2,60})"
    r"(?:,\s*(?:\d+(?:st|nd|rd|th)\s(?:Ld|Add|Writethru)|(?:Ld|Lead|Writethru)|\d{2,4}\b)[^\n]{0,40})?"
)
"""What agencies in America call a story by: ``BC-US--Ferry, 1st Ld-Writethru,410``."""
TO_EDITORS: Final = re.compile(r"(?:Eds|Editors|EDITORS|Note to editors):\s.*")
_ON_PAGE: Final = re.compile(
    r"(?:^|[\s,;(])(?:p(?:ages?|g|p)?\.?|S(?:eite)?\.|pág(?:ina)?s?\.?|стр\.|n[o°º]\.?)\s?[A-Z]?\d{1,4}\b"
)
_PAPER_LINES: Final = 12
_LONGEST_SECTION: Final = 40
_STATEMENT: Final = re.compile(r"[.!。！…][\"”’»«“」』)）]*$|[\"”’»“」』]$")
"""How sentences of the text end, and hardly headlines."""


def under_slug(lines: list[str], first: int) -> tuple[Found, int] | None:
    """The headline below what an agency calls a story by, a category; and where it ends."""
    slug = _SLUG.fullmatch(lines[first].strip())
    if slug is None:
        return None
    below = [at for at in range(first + 1, min(len(lines), first + 8)) if lines[at].strip()]
    at = next((at for at in below if not TO_EDITORS.match(lines[at].strip())), None)
    if at is None or not is_title(lines[at]):
        return None
    found = Found(title=lines[at].strip(), html="", categories=(slug["slug"].strip(),))
    found = read_at(found, "categories", "slug")
    return found, at + 1


def of_paper(lines: list[str], first: int, zone: tzinfo | None) -> tuple[Found, int] | None:
    """The head of an article as archives of papers print it, and where it ends.

    The paper, a line with the day and the page, then section, headline and author, each by itself.
    """
    if first + 1 >= len(lines) or not _ON_PAGE.search(lines[first + 1]):
        return None
    date = find_date(lines[first + 1], zone)
    if date is None or len(lines[first + 1]) > LONGEST_META_LINE:
        return None
    alone: list[int] = []
    for at in range(first + 2, min(len(lines), first + 2 + _PAPER_LINES)):
        line = lines[at].strip()
        is_last = lines[at + 1 : at + 2] in ([""], [])
        if line and not (is_last and is_title(line) and not _STATEMENT.search(line)):
            break
        alone += [at] if line else []
    if not alone:
        return None
    chosen = max(alone, key=lambda at: (len(lines[at].strip()), -at))
    if any(len(lines[at].strip()) > _LONGEST_SECTION for at in alone if at < chosen):
        return None
    below = next((at for at in alone if at > chosen), None)
    name = lines[below].strip() if below is not None else ""
    is_name = looks_like_person(name)
    found = Found(
        title=lines[chosen].strip(),
        html="",
        authors=(name,) if is_name else (),
        published=date.when,
        categories=tuple(lines[at].strip() for at in alone if at < chosen),
        publisher=lines[first].strip(),
        evidence=tuple(
            (field, "line of the paper")
            for field in ("authors", "categories", "published", "publisher")
        ),
    )
    return found, (below if below is not None and is_name else chosen) + 1
