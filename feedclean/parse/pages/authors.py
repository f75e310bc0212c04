"""Who wrote a page: names from its head, its marks and its byline, and nothing that is no name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from feedclean.dom.head import HeadInfo
from feedclean.dom.lines import Line
from feedclean.dom.marks import Marks, Spot, boxes_around, nearest
from feedclean.later import later
from feedclean.names import (
    MOST_AUTHORS,
    PageOf,
    clean_names,
    given_name_first,
    is_full_name,
    is_group,
    is_han_name,
    is_page_of_person,
    looks_like_person,
    named_within,
    whose_page,
    without_prefix,
)
from feedclean.parse.pages.bylines import (
    JOINER,
    LONGEST_BYLINE,
    Asking,
    by_dateline,
    by_headline,
    by_line,
    by_office,
    by_sign,
    written,
)
from feedclean.parse.pages.jsonld import Linked
from feedclean.parse.pages.line_parts import CJK, by_parts, names_of_parts
from feedclean.parse.pages.signed import by_the_day, by_the_row, is_followed, is_no_section
from feedclean.parse.pages.title import is_site
from feedclean.parse.pages.words import page_words
from feedclean.text import weight

_NEIGHBOURS: Final = 6
"""Marked elements between two authors of one article; beyond, they are of another."""
_GUESSED: Final = ("author link", "dateline", "by the day")
"""Places that say less of an article than an agency's name does."""
_HAN_NAME: Final = later(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,3} [\u3400-\u9fff]{1,3}")
_AUTHOR_METAS: Final = (":author", ".author", ":author_name", ":authorname", ":byline")
"""How names of meta elements end that services and sites have each made up for themselves."""
_FIRST_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_DAY: Final = re.compile(r"(?:19|20)\d\d\s?[-/.年]\s?\d")
_MOST_OF_NAME: Final = 4
"""Words of a name; what has more has others before it: *A report by Jane Roe*."""
_LINK_REACH: Final = 15
_BEHIND: Final = 15
_AHEAD: Final = 30
"""Marked elements around the headline among which its author is looked for."""
_TOLD_OF: Final = (PageOf.WRITER, PageOf.MEMBER)
"""Pages of such as texts tell of, too."""
_LONGEST_ABOVE: Final = 60
"""What a line above the running text weighs at most."""
_BOXES: Final = frozenset(("article", "main", "body", "section", "img", "form", "ul", "ol"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Authors:
    """Names and where they came from."""

    names: tuple[str, ...]
    evidence: str


def find_authors(
    marks: Marks, linked: Linked, heading: Spot | None, asking: Asking
) -> Authors | None:
    """The authors, from the first place that names any in full.

    A single word, an account name, an agency or a desk stands only where nobody is named more
    fully; a name that is also the site's counts only if it is said to be a person, or looks like
    one in a byline.
    """
    weak: Authors | None = None
    group: Authors | None = None
    for evidence, names in _places(marks, linked, heading, asking):
        told = Authors(names=names, evidence=evidence)
        if group is not None:
            if names and evidence not in _GUESSED and all(map(_is_somebody, names)):
                return told
        elif any(is_full_name(name) and not is_group(name) for name in names):
            return told
        elif any(map(is_full_name, names)):
            group = told
        elif names:
            weak = weak or told
    return group or weak


def _is_somebody(name: str) -> bool:
    """Whether a name can stand instead of an agency's: it is surely that of a person."""
    return not is_group(name) and (looks_like_person(name) or _HAN_NAME.fullmatch(name) is not None)


def _places(
    marks: Marks, linked: Linked, heading: Spot | None, asking: Asking
) -> Iterator[tuple[str, tuple[str, ...]]]:
    head = marks.head
    if linked.author_groups and not linked.authors:
        groups = tuple(name for name in linked.author_groups if not is_site(name, asking.sites))
        yield "json-ld", groups[:MOST_AUTHORS]
    yield "json-ld", _names(linked.authors, asking, own=_never)
    for name in page_words().metas["author"]:
        texts = [text for text in head.all_metas(name) if not _is_of_software(text, head)]
        if texts:
            turned = name.startswith(("citation", "dc"))
            texts = list(map(given_name_first, texts)) if turned else texts
            yield f"meta {name}", _names(texts, asking, own=_never)
    yield "meta", _names(head.metas_ending(*_AUTHOR_METAS), asking, own=_never)
    for number in ("1", "2"):
        label = head.meta(f"twitter:label{number}")
        if label and without_prefix(label) == "":
            yield (
                "meta twitter:data",
                _names([head.meta(f"twitter:data{number}") or ""], asking),
            )
    yield "itemprop author", _names(_by_property(marks, heading), asking)
    yield "rel author", _names(_by_rel(marks, heading), asking)
    yield "byline", _names(by_parts(marks, heading, asking.sites, glued=True), asking)
    yield "byline", _names(_by_class(marks, heading, asking), asking)
    yield "byline", _names(by_line(marks, heading, asking), asking)
    yield "headline", _names(by_headline(marks, heading), asking)
    yield "author link", _names(_by_link(marks, heading), asking)
    yield "dateline", _names(by_dateline(marks, heading), asking)
    yield "byline", _names(by_sign(marks, heading, asking), asking)
    yield "byline", _names(by_office(marks, heading), asking)
    yield "byline", _names(by_parts(marks, heading, asking.sites, glued=False), asking)
    yield "by the day", _names(by_the_day(marks, heading, asking.sites), asking)
    yield "by the day", _names(by_the_row(marks, heading, asking.sites), asking)
    yield "json-ld", _names(linked.authors, asking, own=looks_like_person)
    for name in page_words().metas["author"][:3]:
        texts = [text for text in head.all_metas(name) if not _is_of_software(text, head)]
        yield f"meta {name}", _names(texts, asking, own=looks_like_person)


def _is_of_software(text: str, head: HeadInfo) -> bool:
    """Whether an author is who made the software of the site: *Forum! Team* by *Forum! X3*."""
    made = _FIRST_WORD.match(head.meta("generator") or "")
    return made is not None and made[0].casefold() in text.casefold()


def _names(
    texts: Iterable[str],
    asking: Asking,
    own: Callable[[str], bool] = looks_like_person,
) -> tuple[str, ...]:
    """The names in some texts; what is the name of the site is one only where ``own`` says so."""
    kept = map(asking.together, texts)
    found = clean_names(kept, refused=lambda name: is_site(name, asking.sites) and not own(name))
    return tuple(name.replace(JOINER, " ") for name in found)


def _never(name: str) -> bool:
    return False


def _cluster(found: list[Spot]) -> list[Spot]:
    """The nearest, and those that stand beside it, in the order of the page."""
    if not found:
        return []
    at = found[0].order
    beside = [spot for spot in found if abs(spot.order - at) <= _NEIGHBOURS]
    return sorted(beside, key=lambda spot: spot.order)


def _by_property(marks: Marks, heading: Spot | None) -> Iterator[str]:
    for spot in _cluster(_of_authors(marks, heading, "itemprop")):
        inner = spot.inside("name")
        named = inner if inner is not None else spot
        yield named.get("content") or named.text


def _by_rel(marks: Marks, heading: Spot | None) -> Iterator[str]:
    found = _of_authors(marks, heading, "rel")
    for spot in _cluster([spot for spot in found if spot.tag != "link" and spot.text]):
        yield spot.text


def _of_authors(marks: Marks, heading: Spot | None, name: str) -> list[Spot]:
    """The elements of the article with an attribute that says ``author``, nearest first."""
    boxes = boxes_around(heading)
    return [
        spot
        for _, spot in nearest(marks.spots, heading)
        if "author" in spot.get(name).lower().split() and not spot.is_apart(boxes)
    ]


def _by_class(marks: Marks, heading: Spot | None, asking: Asking) -> Iterator[str]:
    """The element nearest the headline that is called an author and reads like one."""
    boxes = boxes_around(heading)
    classes = page_words().author_classes
    rated: list[tuple[int, int, Spot]] = []
    for place, (apart, spot) in enumerate(nearest(marks.spots, heading)):
        if spot.tag not in _BOXES and -_BEHIND <= apart <= _AHEAD:
            sure = _sureness(f"{spot.get('class')} {spot.get('id')}".lower(), classes)
            if sure is not None:
                rated.append((sure, place, spot))
    for _, _, spot in sorted(rated, key=lambda item: item[:2]):
        named = _first_name(spot) or named_within(spot.text)
        text = named or _of_card(spot)
        if spot.is_apart(boxes) or not _may_be_byline(text):
            continue
        if found := (not named and _first_of(spot, asking)) or written(text, asking):
            yield from found
            return


def _first_name(spot: Spot) -> str:
    """The Chinese name that an element begins with, where what they are or did stands beside it.

    A pen name, where a button to follow them does.
    """
    first, *others = spot.first_parts or ("",)
    if is_followed(first, others):
        return first
    is_alone = bool(others) and not any(map(is_han_name, others[:2]))
    is_dated = _HAN_NAME.fullmatch(first) is not None and any(map(_DAY.search, others))
    return first if is_alone and (is_dated or is_han_name(first)) else ""


def _first_of(spot: Spot, asking: Asking) -> list[str]:
    """The names in the first line of a byline, where it has parts or others stand below it."""
    first, *below = spot.first_lines or [Line("", "")]
    found = written(first.text, asking)
    is_apart = first.is_glued or any(len(name.split()) > _MOST_OF_NAME for name in found)
    if is_apart and (named := names_of_parts(first, asking.sites, is_byline=True)):
        return named
    if not below:
        return []
    return found if any(map(looks_like_person, found)) or CJK.search(first.text) else []


def _of_card(spot: Spot) -> str:
    """The name in the card of a person, or all of a byline.

    Source: the microformats hCard and h-card.
    """
    if "card" not in spot.get("class").lower():
        return spot.text
    inner = spot.inside_class("fn", "p-name")
    return inner.text if inner is not None and inner.text else spot.text


def _may_be_byline(text: str) -> bool:
    return 2 < len(text) <= LONGEST_BYLINE or _HAN_NAME.fullmatch(text) is not None


def _sureness(label: str, classes: tuple[str, ...]) -> int | None:
    """Place in the table of the class names of authors; None for what only stands beside one."""
    if not any(word in label for word in classes):
        return None
    beside = page_words().not_author_classes
    names = [name for name in label.split() if not any(word in name for word in beside)]
    return next((i for i, word in enumerate(classes) if any(word in name for name in names)), None)


def _by_link(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """Links to a page about an author, near the headline.

    Texts link to the pages of members and of writers by trade as well: such a link names an author
    where it is a line of its own above the text.
    """
    boxes = boxes_around(heading)
    alone = frozenset(_alone_above(marks, heading))
    found = [
        spot
        for apart, spot in nearest(marks.with_links(is_page_of_person), heading)
        if spot.tag == "a"
        and abs(apart) <= _LINK_REACH
        and not (spot.is_apart(boxes) or spot.is_of_picture)
        and looks_like_person(spot.text)
        and (whose_page(spot.get("href")) not in _TOLD_OF or spot.text in alone)
    ]
    # in a list of what is read most, each headline has its own author below it
    above = [spot for spot in found if spot.text in alone]
    for spot in _cluster(above or found):
        yield spot.text


def _alone_above(marks: Marks, heading: Spot | None) -> Iterator[str]:
    """The lines between the headline and the running text that are named for nothing else."""
    for line in marks.lines_near(heading)[0] if heading is not None else ():
        if weight(line.text) > _LONGEST_ABOVE:
            return
        if is_no_section(line):
            yield line.text
