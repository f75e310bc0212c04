"""The article that a record of a foreign format becomes; shared by all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from html import unescape
from typing import Final

from feedclean.dates import parse_date
from feedclean.dates.order import is_month_first
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    Author,
    Enclosure,
    Origin,
    RawArticle,
    Scope,
)
from feedclean.model.source import Capture, Source
from feedclean.names import is_nobody
from feedclean.parse.bases import with_base
from feedclean.parse.bylines import people_of
from feedclean.parse.dialects.common import Found, zone_of
from feedclean.parse.ids import content_key, entry_id, record_key
from feedclean.parse.records.bodies import chosen, is_bearable
from feedclean.parse.records.fill import filled, read_body
from feedclean.parse.records.record import Record, as_html, language_tag, one_line, tidy, tidy_line
from feedclean.text import collapse
from feedclean.urls import absolute, is_http

_TAGS: Final = re.compile(r"<[^<>]*>?")
_SEEN: Final = 2_000
# WeChat-to-RSS services write this before every article; its clock is that of China.
_WECHAT_HEADER: Final = re.compile(
    r"\s*<p\b[^>]*>\s*(?:原创|转载)?\s*<span\b[^>]*>\s*(?P<author>[^<]{1,40}?)\s*</span>"
    r"\s*<span\b[^>]*>\s*(?P<date>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\s*</span>"
)
_CHINA: Final = timezone(timedelta(hours=8))
_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Where records are read from, and how; the same for all records of a capture."""

    capture: Capture
    source: Source
    dialect: str
    zone: tzinfo | None
    """Of dates that name none."""
    base: str | None = None
    """What relative URLs are relative to: the site, or the file itself."""
    month_first: bool = False
    """Whether dates of numbers are written so, as some of the capture show."""


def reading_of(capture: Capture, source: Source, dialect: str, text: str = "") -> Reading:
    """How the records of a capture are read; ``text`` may show that its dates have the month first.

    Relative addresses are relative to a file that was fetched, else to the site of the source.
    """
    return Reading(
        capture=capture,
        source=source,
        dialect=dialect,
        zone=zone_of(source),
        base=capture.location if is_http(capture.location) else source.site_url,
        month_first=is_month_first(text),
    )


def _placed(record: Record, reading: Reading) -> Reading:
    """The reading in the zone that an article's own address, language or script makes likely."""
    if reading.zone is not None:
        return reading
    texts = (record.title, *record.bodies[:1])
    said = _TAGS.sub(" ", " ".join(body.text[:_SEEN] for body in texts if body))
    told = Found(title="", html="", url=_link(record.url, reading.base), language=record.language)
    return replace(reading, zone=zone_of(reading.source, said, told))


def _people(author: Author) -> Iterator[Author]:
    """Who is named by what a record gives as one author, which may be a whole byline."""
    names = people_of(author.name)
    if len(names) > 1 and not (author.email or author.uri):
        yield from (Author(name=name) for name in names)
    else:
        yield replace(author, name=names[0]) if len(names) == 1 else author


def article(record: Record, reading: Reading, offset: int | None) -> RawArticle:
    """The article a record describes; ``offset`` is its index in a file of several."""
    reading = _placed(record, reading)
    zone, base = reading.zone, reading.base
    url, title = _link(record.url, base), one_line(record.title) if record.title else ""
    body = chosen(record.bodies)
    found = read_body(body, title, url, zone) if body else Found(title="", html="")
    html = found.html
    if body and found.scope is Scope.FRAGMENT and (body.base or not url):
        html = with_base(html, body.base or base)
    evidence = dict(record.evidence)
    people = (one for author in record.authors for one in _people(author))
    authors = tuple(author for author in people if not is_nobody(author.name))
    published = _date(record.published, reading)
    updated = _date(record.updated, reading)
    header = _WECHAT_HEADER.match(html)
    if header is not None and not authors:
        authors = (Author(name=collapse(unescape(header["author"]))),)
        evidence["authors"] = "header paragraph"
    if header is not None and published is None:
        published = parse_date(header["date"], zone or _CHINA)
        evidence["published"] = "header paragraph"
    if published is None and updated is not None:
        published, updated = updated, None
        evidence["published"] = f"{evidence.get('updated', 'record')}, date of update"
    if updated is not None and published is not None and updated <= published:
        updated = None
    summary = record.summary if record.summary != body else None
    meta = ArticleMeta(
        id=ArticleId(""),
        source=reading.source.id,
        url=url,
        title=title,
        summary=(one_line(summary) or None) if summary else None,
        authors=tuple(dict.fromkeys(authors)),
        published=published,
        updated=updated,
        language=language_tag(record.language) or reading.source.language,
        categories=tuple(dict.fromkeys(filter(None, map(tidy_line, record.categories)))),
        enclosures=tuple(_enclosures(record.enclosures, base)),
        publisher=tidy_line(record.publisher or "") or None,
        rights=tidy_line(record.rights or "") or None,
        image=_link(record.image, base),
    )
    own, (meta, evidence) = meta, filled(meta, evidence, found)
    text = as_html(body) if body else ""
    told = sorted((field, place) for field, place in evidence.items() if getattr(meta, field))
    return RawArticle(
        meta=replace(meta, id=_id(record, own, text, reading, offset), evidence=tuple(told)),
        html=html,
        scope=found.scope,
        origin=Origin(dialect=reading.dialect, location=reading.capture.location, offset=offset),
    )


def _id(
    record: Record, meta: ArticleMeta, html: str, reading: Reading, offset: int | None
) -> ArticleId:
    """The id by what the record says itself.

    How its text is read, and what is found there, gets better with time; an id never changes.
    """
    # references are not read in it: ``?a=1&copy=2`` is no ©, and an id is compared to the letter
    source, url, upstream = reading.source, meta.url, collapse(tidy(record.upstream_id or ""))
    if upstream and not _IRI.fullmatch(upstream):
        # RFC 4287 wants an IRI; a bare number or word is unique only within its source anyway
        return entry_id(source, None, None, upstream)
    attached = next((one.url for one in record.enclosures if is_http(one.url)), None)
    if attached is not None:
        return entry_id(source, upstream, url, attached)
    if upstream or url or offset is None:
        return entry_id(source, upstream, url, record_key(reading.capture, offset))
    text = html if is_bearable(html) else ""  # else nobody reads it, but what is beside it
    return entry_id(source, None, None, content_key(meta.title, meta.published, text))


def _link(url: str | None, base: str | None) -> str | None:
    if not url or not url.strip():
        return None
    found = absolute(url, base)
    return found if found and is_http(found) else None


def _enclosures(told: Iterable[Enclosure], base: str | None) -> Iterator[Enclosure]:
    """Those that can be fetched, each once."""
    seen: set[str] = set()
    for one in told:
        url = _link(one.url, base)
        if url and url not in seen:
            seen.add(url)
            yield replace(one, url=url)


def _date(text: str | None, reading: Reading) -> datetime | None:
    language = "en-US" if reading.month_first else None
    return parse_date(text, reading.zone, language=language) if text and text.strip() else None
