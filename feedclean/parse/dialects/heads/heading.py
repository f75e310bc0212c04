"""The head that issue-tracker dumps share: stamp, ``[title](url)``, a line of dashes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import islice
from typing import Final
from urllib.parse import unquote

from feedclean.dates import SaidDates, is_of_meeting, parse_date, said_dates, tells_time
from feedclean.later import later
from feedclean.model.source import Source
from feedclean.names import clean_names, is_group, looks_like_person, without_prefix
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.common import (
    Found,
    http_url,
    labelled,
    read_at,
    split_terms,
    zone_of,
)
from feedclean.parse.records.record import tidy_line
from feedclean.urls import host_of

_STAMP: Final = re.compile(
    r"\s*<!--\s*+(?P<stamp>\d{9,17}|NaN|null|undefined|Invalid Date|[\dTZ:+. -]{8,35})\s*-->"
    r"[ \t]*\n"
)
_LINK: Final = re.compile(
    r"\s*(?:#{1,3}[ \t]+)?\[(?P<title>(?:[^\n]|\n(?!\n)){1,600}?)\]\((?P<url>[^\n]{0,2000}?)\)"
    r"[ \t]*(?:\n|$)"
)
_RULE: Final = re.compile(r"\s*(?:-{3,}|={3,}|_{3,}|\*{3,}|—{2,})[ \t]*(?:\n|$)")
_ESCAPED: Final = re.compile(r"\\([\\\[\]()|*_`#~<>-])")
_FIRST_LINE: Final = re.compile(
    r"\s*<(div|p|time|span|small|em)\b[^<>]*>\s*([^<>]{6,40}?)\s*</\1>", re.IGNORECASE
)
_BAR: Final = re.compile(r"\s?[·•|｜]\s?")
_SHOWN: Final = re.compile(r"(?<!!)\[([^\[\]\n]{1,80})\]\([^()\s]{0,400}\)")
"""A link of Markdown, and what it shows."""
SET: Final = re.compile(r"\*\*|__|`")
"""Marks of how words are set."""
_MOST_PARTS: Final = 5
OF_A_COPY: Final = re.compile(
    r"(?:created|updated|modified|saved|clipped|imported|exported|accessed|retrieved|synced)\b",
    re.IGNORECASE,
)
"""What stands before the day on which somebody kept a text, or changed it."""
_DATE_LINE: Final = "date line"
_TOP_LINES: Final = 8
_LONGEST_TOP_LINE: Final = 300
LONGEST_DATE_LINE: Final = 40
_SEGMENT: Final = re.compile(r"^(?P<rest>.*\S)(?P<bar>\s+[-–—|｜]\s+)(?P<last>\S.*)$", re.DOTALL)
_SITE_WORD: Final = re.compile(
    r"(?:电台|電台|广播|廣播|电视台|電視台|新闻网|新聞網|中文网|中文網|日报|日報|时报|時報|晚报|晚報|早报|早報|周刊|"
    r"週刊|通讯社|通訊社|快报|博客|网|網|News|Times|Post|Radio|Blog|Daily|Magazine|\.\w{2,4})(?:\s*中文)?$",
    re.IGNORECASE,
)
_CHANNEL: Final = later(r"[\u3400-\u9fff/／·]{2,8}|[A-Z][\w&]*(?: [A-Z&][\w&]*){0,2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """The head of a dump, and where the body begins."""

    title: str
    url: str | None
    stamp: str | None
    """Text of the stamp comment; None where there is no such comment."""
    has_rule: bool
    body: str


def read_heading(text: str) -> Heading | None:
    """The head, if the text begins with one."""
    stamp = _STAMP.match(text)
    link = _LINK.match(text, stamp.end() if stamp else 0)
    if link is None or not link["title"].strip():
        return None
    url = http_url(link["url"].strip(), None)
    if url is None and link["url"].strip():
        return None
    rule = _RULE.match(text, link.end())
    return Heading(
        title=tidy_line(_ESCAPED.sub(r"\1", link["title"])),
        url=url,
        stamp=stamp["stamp"] if stamp else None,
        has_rule=rule is not None,
        body=text[rule.end() if rule else link.end() :],
    )


def found_in(heading: Heading, source: Source, html: str) -> Found:
    """Title, category, address and time of a head; ``html`` is the body under it."""
    zone = zone_of(source, heading.title)
    title, channel, cut = split_channel(heading.title, heading.url)
    evidence = [("title", f"link line without {cut!r}" if cut else "link line")]
    published = _stamped(heading.stamp)
    if published is not None:
        evidence.append(("published", "stamp"))
    elif (published := _first_line_date(html, zone)) is not None:
        evidence.append(("published", "first line"))
    return Found(
        title=title,
        html=html,
        url=heading.url,
        published=published,
        categories=(channel,) if channel else (),
        evidence=tuple(evidence),
    )


def _stamped(stamp: str | None) -> datetime | None:
    return parse_date(stamp) if stamp and stamp[0].isdigit() else None


def _first_line_date(html: str, zone: tzinfo | None) -> datetime | None:
    first = _FIRST_LINE.match(html)
    return parse_date(first[2], zone) if first else None


def take_labelled(found: Found, body: str, zone: tzinfo | None) -> tuple[Found, str]:
    """Moves labelled lines at the top of the body (``日期：…``) into the fields they name.

    A line whose value cannot be read stays where it is.
    """
    lines = body.split("\n")
    taken = 0
    for line in lines[:12]:
        if not line.strip():
            taken += 1
            continue
        pair = labelled(line) if "<" not in line else None
        filled = with_field(found, pair[0], pair[1], zone) if pair else None
        if filled is None:
            break
        found = filled
        taken += 1
    return found, "\n".join(lines[taken:])


def with_field(found: Found, field: str, value: str, zone: tzinfo | None) -> Found | None:
    """``found`` with one more field; None if the value is none for that field."""
    better: Found | None = None
    match field:
        case "published" if when := parse_date(value, zone):
            better = replace(found, published=when)
        case "updated" if when := parse_date(value, zone):
            if found.updated:
                return found
            better = replace(found, updated=when)
        case "url" | "publisher" if url := http_url(value, None):
            field, better = "url", replace(found, url=found.url or url)
        case "authors":
            better = replace(found, authors=(*found.authors, *names_of(value)))
        case "categories":
            better = replace(found, categories=(*found.categories, *split_terms(value)))
        case "publisher":
            better = replace(found, publisher=found.publisher or value)
        case "title":
            better = replace(found, title=found.title or value)
    return read_at(better, field, "labelled line") if better else None


def with_top_lines(found: Found, lines: Iterable[str], zone: tzinfo | None) -> Found:
    """Date, author and address that lines at the top give; they stay for the cleaner to judge."""
    shown = (SET.sub("", _SHOWN.sub(r"\1", line)).strip(" >*_#") for line in lines if line.strip())
    told = tuple(islice(shown, _TOP_LINES))
    is_announced = is_of_meeting(told)
    above = ""
    for line in told:
        if len(line) > _LONGEST_TOP_LINE:
            break
        if is_announced and tells_time(line):
            continue
        pair = labelled(line)
        if pair and pair[0] in ("url", "publisher") and found.url is None:
            found = read_at(
                replace(found, url=http_url(pair[1].strip("<>"), None)), "url", "labelled line"
            )
        said = said_dates(line, zone) if found.published is None else None
        is_of_copy = said is not None and not said.published and OF_A_COPY.match(line)
        is_told = said is not None and said.is_all and not is_of_copy
        if said is not None and is_told:
            found = with_said(found, said)
        value = pair[1] if pair and pair[0] == "published" else line
        parts = [part for part in _BAR.split(value) if part]
        dated = _dated(parts, zone) if found.published is None and not is_told else None
        if dated is not None:
            when, others = dated
            found = read_at(replace(found, published=when), "published", "date line")
            named = next(filter(_is_somebody, (*others, above)), None)
            if named and not found.authors:
                found = replace(found, authors=(without_prefix(named).strip(),))
                found = read_at(found, "authors", "date line")
        elif len(parts) > 1 and not found.authors and (names := _signed(parts[0])):
            found = read_at(replace(found, authors=names), "authors", "byline")
        above = line
    return appeared(found)


def appeared(found: Found) -> Found:
    """With the day of a change as that of publication, where a line tells no other."""
    if found.published or dict(found.evidence).get("updated") != _DATE_LINE:
        return found
    return read_at(replace(found, published=found.updated, updated=None), "published", _DATE_LINE)


def with_said(found: Found, said: SaidDates) -> Found:
    """With when a text was published, and when changed, as one line says of both."""
    if said.published is not None:
        found = read_at(replace(found, published=said.published.when), "published", _DATE_LINE)
    if found.updated is not None:
        return found
    return read_at(replace(found, updated=said.updated.when), "updated", _DATE_LINE)


def _dated(parts: list[str], zone: tzinfo | None) -> tuple[datetime, list[str]] | None:
    """The date among the parts of a line and the others; a long line is no stamp."""
    if not 0 < len(parts) <= _MOST_PARTS:
        return None
    for part in parts:
        is_short = len(part) <= LONGEST_DATE_LINE and not OF_A_COPY.match(part)
        if is_short and (when := parse_date(part, zone)):
            return when, [other for other in parts if other is not part]
    return None


def _is_somebody(text: str) -> bool:
    return looks_like_person(without_prefix(text)) and not is_group(text)


def _signed(text: str) -> tuple[str, ...]:
    """Who the first part of a line names as its author: ``By Ana Ruiz | River News | 9 min``."""
    rest = without_prefix(text)
    return clean_names([rest]) if rest != text and looks_like_person(rest) else ()


_SHORTEST_TITLE = 6


def split_channel(title: str, url: str | None) -> tuple[str, str | None, str]:
    """The title proper, the channel written behind it, and what was cut off.

    A site name may stand behind the channel (``… – Channel – Radio Name - RN``); it is known by the
    host or by a word such as 日报. When in doubt nothing is cut: a title with a suffix is a smaller
    fault than half a title.
    """
    rest, channel = title, None
    while channel is None and (found := _SEGMENT.match(rest)):
        last = found["last"].strip()
        if len(found["rest"]) < _SHORTEST_TITLE:
            break
        if not _is_site_name(last, url):
            if found["bar"].strip() not in "-–" or not _is_channel(last, found["rest"], url):
                break
            channel = last
        rest = found["rest"]
    return rest, channel, title[len(rest) :].strip()


def _is_channel(segment: str, rest: str, url: str | None) -> bool:
    if len(rest) <= len(segment):
        return False
    return _CHANNEL.fullmatch(segment) is not None or _in_path(segment, url)


def _is_site_name(segment: str, url: str | None) -> bool:
    if len(segment) > 30:
        return False
    if url is not None:
        squeezed = re.sub(r"\W+", "", segment).casefold()
        labels = host_of(url).casefold().split(".")[:-1]
        if squeezed and any(squeezed == label.replace("-", "") for label in labels):
            return True
    return len(segment) < 20 and _SITE_WORD.search(segment) is not None


def _in_path(segment: str, url: str | None) -> bool:
    if url is None or len(segment) > 20:
        return False
    path = unquote(url).casefold()
    return f"/{segment.casefold()}/" in path
