"""Who wrote a page, where a line at its headline has an element for each thing it says.

Name, office and day stand side by side with nothing between them but how they are shown:
``<span>Jane Roe</span><span>Reporter</span><time>5 May 2025</time>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile
from typing import Final

from feedclean.dates import find_date
from feedclean.dom.lines import Line
from feedclean.dom.marks import Marks, Spot
from feedclean.later import later
from feedclean.names import (
    clean_names,
    is_group,
    is_office,
    joins_names,
    looks_like_person,
    without_prefix,
)
from feedclean.parse.pages.title import is_site
from feedclean.parse.pages.words import page_words

_LINES: Final = 5
_LONGEST: Final = 160
_MOST_PARTS: Final = 10
_MARKS: Final = " .,:;|•·-–—/"
_MOST_WORDS: Final = 4
_LONGEST_WORD: Final = 14
_GAP: Final = " - "
CJK: Final = later("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")
_ELSEWHERE: Final = (
    "photo", "image", "caption", "credit", "comment", "related", "teaser", "breadcrumb", "categor",
    "kicker", "menu", "nav", "section", "share", "tag", "topic",
)  # fmt: skip
"""Words in the names of elements around lines in which others are named, or nobody is."""


def by_parts(
    marks: Marks, heading: Spot | None, sites: frozenset[str], *, glued: bool
) -> Iterator[str]:
    """The names in the first line at the headline that has them in elements of their own.

    ``glued``: only of a line whose parts nothing but elements keep apart.
    """
    if heading is None:
        return
    after, before = marks.lines_near(heading)
    sections = marks.head.all_metas(*page_words().metas["section"])
    filed = (*sections, *(line.text for line in before))
    for line in after[:_LINES]:
        if glued and not line.is_glued:
            continue
        names = names_of_parts(line, sites)
        if names and not any(names[0] in other for other in filed):
            yield from names
            return


def names_of_parts(line: Line, sites: frozenset[str], *, is_byline: bool = False) -> list[str]:
    """The names in a line of several parts: behind a label of authors, or beside a day or office.

    ``is_byline``: its element is named for authors.
    """
    parts = line.parts
    if not 2 <= len(parts) <= _MOST_PARTS or len(line.text) > _LONGEST:
        return []
    if any(word in line.label for word in _ELSEWHERE):
        return []
    labelled = next(filter(None, _behind_labels(parts, sites)), [])
    if labelled:
        return labelled
    is_sure = is_byline or any(one in line.label for one in page_words().author_classes)
    if not is_sure and not any(is_office(part) or _is_day(part) for part in parts):
        return []
    names: list[str] = []
    for part in parts:
        name = _alone(part, sites)
        if name:
            names.append(name)
        elif names and part.strip(_MARKS) and not joins_names(part.strip(_MARKS)):
            break
    return names


def _behind_labels(parts: tuple[str, ...], sites: frozenset[str]) -> Iterator[list[str]]:
    """The names in each part that begins with a label of authors, or right behind one."""
    for at, part in enumerate(parts):
        rest = without_prefix(part)
        if rest == part or _is_day(part):
            continue
        told = [rest] if rest else list(takewhile(_may_go_on, parts[at + 1 :]))
        names = clean_names(told, refused=lambda name: is_site(name, sites))
        yield [name for name in names if _is_named(name)]


def _may_go_on(part: str) -> bool:
    """Whether a part behind a label of authors may be a name, or what stands between two."""
    return joins_names(part.strip(_MARKS)) or bool(_alone(part, frozenset()))


def _alone(part: str, sites: frozenset[str]) -> str:
    """The name that is all of a part, or all but the paper in front; empty for any other."""
    if any(map(str.isdigit, part)):
        return ""
    bare = part.strip(_MARKS)
    paper, gap, rest = bare.partition(_GAP)
    if gap and " " not in paper and " " in rest:
        bare = rest
    names = clean_names([bare])
    if len(names) != 1 or is_site(names[0], sites) or is_office(bare) or is_group(names[0]):
        return ""
    return names[0] if _is_named(names[0]) else ""


def _is_named(name: str) -> bool:
    """Whether it is written as a name is, as far as its script has capitals to tell."""
    if looks_like_person(name):
        return not name.rsplit(maxsplit=1)[-1][0].islower()
    words = name.split()
    is_short = 2 <= len(words) <= _MOST_WORDS and max(map(len, words)) <= _LONGEST_WORD
    is_without_capitals = name.upper() == name.lower() and not (CJK.search(name) or name.isascii())
    return is_short and is_without_capitals and all(word[0].isalpha() for word in words)


def _is_day(part: str) -> bool:
    return any(map(str.isdigit, part)) and find_date(part) is not None
