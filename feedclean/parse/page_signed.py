"""Who wrote a page, where the line that has the day says no more than the name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.marks import Marks, Spot
from feedclean.names import is_group, looks_like_person
from feedclean.parse.page_title import is_site
from feedclean.parse.page_words import page_words


def by_the_day(marks: Marks, heading: Spot | None, sites: frozenset[str]) -> Iterator[str]:
    """Whoever is named in front of the day, in the line below the headline that has it.

    What stands above the headline as well is the section of the site.
    """
    if heading is None:
        return
    after, before = marks.lines_near(heading)
    for line in after[:_DAY_LINES]:
        found = find_date(line.text) if len(line.text) <= _LONGEST else None
        if found is None or not any(word in line.label for word in page_words().date_labels):
            continue
        if line.text[: found.start].rstrip().endswith(_OF_PLACE):
            return
        name = _without_site(_without_label(line.text[: found.start]), sites)
        is_section = any(name in above.text for above in before)
        sections = marks.head.all_metas(*page_words().metas["section"])
        if _is_signature(name) and not is_section and name not in sections:
            yield name
        return


def _without_label(text: str) -> str:
    """What stands in front of a day without *Published on* and its like."""
    words = text.split()
    labels = (*page_words().published, *page_words().updated)
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


_DAY_LINES: Final = 6
_SITE_WORDS: Final = 3
_OF_PLACE: Final = (",", "，", ":", "：")
"""What stands between a place, or what is on, and the day: *New York, March 5*."""
_SMALL: Final = 2
_MARKS: Final = " .,:|•·-–—/"
_LONGEST_NAME: Final = 40
_LONGEST: Final = 140
