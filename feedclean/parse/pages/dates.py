"""When a page was published and changed: from its head, its marks, the lines at its headline."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

from feedclean.dates import FoundDate, find_date, read_date, said_dates, words_said
from feedclean.dom.lines import Line
from feedclean.dom.marks import Marks, Spot, boxes_around, nearest
from feedclean.parse.pages.jsonld import Linked
from feedclean.parse.pages.words import page_words

_URL_DATE: Final = re.compile(
    r"[/_\-.](?P<y>(?:19|20)\d\d)(?P<s>[/\-_.]?)(?P<m>0[1-9]|1[0-2])(?P=s)(?P<d>0[1-9]|[12]\d|3[01])(?!\d)"
)
_LONGEST_LINE: Final = 160
"""A longer line is a paragraph; a date in it is part of the story."""
_NEAR_LINES: Final = 5
_DATELINE: Final = 40
"""A paragraph right behind the headline may begin with its date: ``Berlin, 3. Mai 2021 – …``."""
_OTHERS: Final = ("photo", "caption", "credit", "comment", "related")
_SCRIPT_DATE: Final = re.compile(
    r"""["'](?:datePublished|publishedDate|publishDate|publishedAt|published_at|publish_time|pubDate"""
    r"""|publishTime|published_time|firstPublished|firstPublishedDate|first_published_at|ptime"""
    r"""|publicationDate|pubtime)\\?["']\s*:\s*\\?["']?([\w :+./\-]{8,35})"""
)
_FAR: Final = timedelta(days=2)
_LABEL: Final = 24
_BESIDE: Final = 15.0
"""Lines from the headline within which a date is more likely to be the article's than one in an
element that is called so further down."""
_SAID_SO: Final = 12
"""Lines that *Posted on …* and an hour is nearer than a bare date."""
_IN_CODE: Final = re.compile(
    r"(?:[=<>]=?\s?['\"]?|(?:[(,]\s?|\b(?:and|between)\s)['\"])$", re.IGNORECASE
)
"""What stands before a date in a program or a query: ``created >= '2022-07-21'``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A moment and where it came from."""

    when: datetime
    has_time: bool
    evidence: str

    @property
    def said(self) -> str:
        """The evidence, and whether only a day was written."""
        return self.evidence if self.has_time else f"{self.evidence}, day only"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """The date a page shows, and that of a change which the same line tells."""

    published: Dated | None = None
    updated: Dated | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How to read a date: what a text without a zone is in, and the language for d/m or m/d."""

    zone: tzinfo | None
    language: str | None
    url: str | None


def find_dates(
    marks: Marks, linked: Linked, heading: Spot | None, asked: Asked
) -> tuple[Dated | None, Dated | None]:
    """Published and updated."""
    words = page_words()
    published = _first_exact(_head(marks, linked.published, words.metas["published"], asked))
    updated = _first_exact(_head(marks, linked.updated, words.metas["updated"], asked))
    if published is None or not published.has_time:
        updated = updated or _first_exact(_marked(marks, heading, asked, updated=True))
        seen, changed = _seen(marks, heading, asked)
        published, updated = _finer(published, seen), updated or changed
    if published is None:
        published = _scripted(marks.html, asked) or updated
    if updated is not None and published is not None and updated.when <= published.when:
        updated = None
    return published, updated


def _seen(marks: Marks, heading: Spot | None, asked: Asked) -> tuple[Dated | None, Dated | None]:
    """What the body shows; a date in the address overrules one that is days away from it.

    Beside it what the line of the date says of a change.
    """
    shown = _visible(marks, heading, asked)
    near = _visible(marks, heading, asked, reach=_BESIDE)
    seen = (
        _first_exact(_marked(marks, heading, asked, updated=False))
        or near.published
        or _labelled(marks, heading, asked)
        or shown.published
    )
    by_url = _from_url(asked)
    if seen is None or (by_url is not None and abs(seen.when - by_url.when) > _FAR):
        return by_url, near.updated
    return seen, near.updated


def _read(text: str, evidence: str, asked: Asked) -> Dated | None:
    found = read_date(text, asked.zone, language=asked.language)
    return _dated(found, evidence) if found else None


def _dated(found: FoundDate, evidence: str) -> Dated:
    return Dated(when=found.when, has_time=found.has_time, evidence=evidence)


def _head(
    marks: Marks, linked: tuple[str, ...], names: tuple[str, ...], asked: Asked
) -> Iterator[Dated]:
    for text in linked:
        if dated := _read(text, "json-ld", asked):
            yield dated
    for name in names:
        for text in marks.head.all_metas(name):
            if dated := _read(text, f"meta {name}", asked):
                yield dated


def _first_exact(found: Iterator[Dated]) -> Dated | None:
    """The first, or one that names a time on the same day."""
    first: Dated | None = None
    for dated in found:
        first = _finer(first, dated)
        if first is not None and first.has_time:
            break
    return first


def _finer(first: Dated | None, other: Dated | None) -> Dated | None:
    if first is None or other is None:
        return first or other
    near = abs(other.when - first.when) < _FAR
    return other if other.has_time and not first.has_time and near else first


def _marked(marks: Marks, heading: Spot | None, asked: Asked, *, updated: bool) -> Iterator[Dated]:
    """Dates of elements marked as such, those nearest behind the headline first."""
    prop = "datemodified" if updated else "datepublished"
    boxes = boxes_around(heading)
    ordered = [spot for _, spot in nearest(marks.spots, heading)]
    for spot in ordered:
        if prop in spot.get("itemprop").lower().split() and not spot.is_apart(boxes):
            # of ``<abbr title="2019-08-18T09:30">09:30</abbr>`` only the title says the day
            for text in (*map(spot.get, ("datetime", "content", "title")), spot.text):
                if text and (dated := _read(text, f"itemprop {prop}", asked)):
                    yield dated
                    break
    for spot in ordered:
        if spot.tag != "time" or _says_updated(spot) != updated or spot.is_apart(boxes):
            continue
        for text in (spot.get("datetime"), spot.text, spot.get("title")):
            if text and (dated := _read(text, "<time>", asked)):
                yield dated
                break


def _says_updated(spot: Spot) -> bool:
    if "pubdate" in spot.attrs:
        return False  # a class "updated" of hAtom beside it means no more than "dated"
    label = f"{spot.label} {spot.text[:60].casefold()}"
    return any(word in label for word in ("updated", "modified", "update", *words_said("updated")))


def _visible(marks: Marks, heading: Spot | None, asked: Asked, reach: float = math.inf) -> _Shown:
    """The date in the lines around the headline: the nearest, labelled as a date or not.

    Beyond the reach only one that says when something was posted.
    """
    lines: list[tuple[float, Line]] = []
    words = page_words()
    if heading is None:
        first = marks.first_lines(60)
        lines += [(place, line) for place, line in enumerate(first) if not _of_member(first, place)]
    else:
        lines.append((0.0, Line(heading.text, "")))
        after, before = marks.lines_near(heading)
        lines += [(i + 1.0, line) for i, line in enumerate(after) if not _of_member(after, i)]
        lines += [(i + 1.5, line) for i, line in enumerate(before)]
    shown: list[tuple[float, _Shown]] = []
    changed: list[tuple[float, _Shown]] = []
    for place, line in sorted(lines, key=lambda item: item[0]):
        found = _date_in(line, place, asked)
        if found is None or any(word in line.label for word in _OTHERS):
            continue
        lead = line.text[: found.start].casefold()
        labelled = any(word in line.label for word in words.date_labels)
        says_so = any(word in lead for word in words_said("published"))
        if place > reach and not labelled and not says_so:
            continue
        rank = place + (0 if labelled else 4) - (_SAID_SO if says_so and found.has_time else 0)
        told = _told(line, found, asked)
        is_change = any(word in lead for word in words_said("updated")) or "updat" in line.label
        is_change = is_change and told.updated is None
        (changed if is_change else shown).append((rank, told))
    best = min(shown or changed, key=lambda item: item[0], default=None)
    return best[1] if best else _Shown()


def _told(line: Line, found: FoundDate, asked: Asked) -> _Shown:
    """The date of a line, or both where it says when the text was published and when changed."""
    said = said_dates(line.text[: 2 * _LONGEST_LINE], asked.zone, language=asked.language)
    if said is None or said.published is None or not said.is_all:
        return _Shown(published=_dated(found, "date line"))
    published, updated = (_dated(one, "date line") for one in (said.published, said.updated))
    return _Shown(published=published, updated=updated)


def _of_member(lines: Sequence[Line], at: int) -> bool:
    """Whether a line says since when somebody is a member, in itself or by the label above it."""
    said = lines[at].text.casefold()
    above = lines[at - 1].text.casefold() if at else ""
    joined = page_words().joined
    return any(word in said or (word in above and len(above) <= _LABEL) for word in joined)


def _date_in(line: Line, place: float, asked: Asked) -> FoundDate | None:
    text = line.text
    if len(text) > _LONGEST_LINE and place > _NEAR_LINES:
        return None
    found = find_date(text[: 2 * _LONGEST_LINE], asked.zone, language=asked.language)
    if found is None or (len(text) > _LONGEST_LINE and found.start > _DATELINE):
        return None
    return None if _IN_CODE.search(text, 0, found.start) else found


def _labelled(marks: Marks, heading: Spot | None, asked: Asked) -> Dated | None:
    """The nearest element that is called a date and holds nothing else."""
    boxes = boxes_around(heading)
    for _, spot in nearest(marks.spots, heading):
        label = spot.label
        if not any(word in label for word in ("date", "time", "publi", "posted", "datum")):
            continue
        if any(word in label for word in ("update", "modif", *_OTHERS)) or spot.is_apart(boxes):
            continue
        if dated := _read(spot.text, "date element", asked):
            return dated
    return None


def _scripted(html: str, asked: Asked) -> Dated | None:
    """A date in data that a page's own script would show."""
    for match in _SCRIPT_DATE.finditer(html):
        if dated := _read(match[1], "script", asked):
            return dated
    return None


def _from_url(asked: Asked) -> Dated | None:
    day = day_in_address(asked.url)
    return Dated(when=day, has_time=False, evidence="url") if day else None


def day_in_address(url: str | None) -> datetime | None:
    """The day an address has in it, as those of many articles have; else None."""
    match = _URL_DATE.search(url or "")
    if match is None:
        return None
    try:  # a day has no zone: moved into one it could become the day before
        return datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=UTC)
    except ValueError:
        return None
