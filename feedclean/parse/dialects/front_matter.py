"""Front matter between ``---`` or ``+++`` lines, then HTML, Markdown or a stamped dump."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import Final

from feedclean.dates import parse_date
from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.bylines import names_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.body import is_html, render_body
from feedclean.parse.dialects.common import (
    LABELS,
    Found,
    article,
    http_url,
    read_at,
    split_terms,
    zone_of,
)
from feedclean.parse.dialects.flat.flat_page import may_be_whole, read_whole
from feedclean.parse.dialects.heads.heading import found_in, read_heading, with_top_lines
from feedclean.parse.dialects.heads.lone_heading import lone_heading
from feedclean.parse.dialects.heads.message_head import take_head
from feedclean.parse.dialects.keys import Block, Values, find_block, read_values
from feedclean.parse.dialects.prose import paragraphs
from feedclean.parse.dialects.written.bare_keys import unread_lines
from feedclean.parse.dialects.written.writing import MARKDOWN_ENDS
from feedclean.parse.pages.dates import day_in_address
from feedclean.parse.pages.title import site_names, title_in, without_site
from feedclean.parse.pages.words import page_words
from feedclean.parse.records.record import tidy_line
from feedclean.text import composed

NAME = "front-matter"

_OWN: Final[Mapping[str, tuple[str, ...]]] = {
    "authors": ("author", "authors", "byline", "by", "writer", "creator", "作者"),
    "categories": (
        "categories",
        "category",
        "section",
        "tags",
        "tag",
        "topics",
        "keywords",
        "分类",
        "标签",
    ),
    "image": (
        "image",
        "image_feature",
        "featured_image",
        "feature_image",
        "cover",
        "cover_image",
        "coverimage",
        "thumbnail",
        "banner",
        "header_img",
        "hero",
        "og_image",
    ),
    "language": ("lang", "language", "locale"),
    "published": (
        "date",
        "published",
        "date_published",
        "datepublished",
        "published_at",
        "published_time",
        "publishdate",
        "publish_date",
        "pubdate",
        "pub_date",
        "posted",
        "created",
        "created_at",
        "user_created_time",
        "created_time",
        "time",
        "日期",
        "发布时间",
    ),
    "publisher": ("publisher", "publication", "site", "site_name", "source", "来源"),
    "rights": ("rights", "copyright", "license"),
    "summary": ("description", "summary", "excerpt", "abstract", "subtitle", "摘要"),
    "title": ("title", "headline", "标题"),
    "updated": (
        "updated",
        "lastmod",
        "last_modified_at",
        "last_modified",
        "modified",
        "updated_at",
        "user_updated_time",
        "updated_time",
    ),
    "url": (
        "canonical_url",
        "canonical",
        "canonicalurl",
        "original_url",
        "original",
        "source_url",
        "url_source",
        "external_url",
        "url",
        "link",
        "from",
        "source",
        "permalink",
        "原文链接",
    ),
}
_KEYS: Final = re.compile(r"^[ \t\"]*+([\w.-]+(?: [\w.-]+){0,2})\"?\s*+[:=]", re.MULTILINE)
_TELLING: Final = 3
"""Keys that show a block to be front matter, the title standing in a heading below it."""
_HEADING: Final = re.compile(r"\s*# \S")
_NOTE_NAME: Final = re.compile(r"(?:^|[/\\])[0-9a-f]{32}\.md$")
_LINK: Final = re.compile(r"(?<!!)\[([^\[\]\n]{3,60})\]\((https?://[^\s()]{1,2000})\)")
_OF_CLIPPING: Final = ("created", "created_at")
_OF_FETCH: Final = (
    "fetch_date",
    "fetched",
    "fetched_at",
    "retrieved",
    "retrieved_at",
    "saved_at",
    "scraped",
    "scraped_at",
)
"""Keys that tell when a program came by."""
_FAR: Final = timedelta(days=2)
_IMPORTS: Final = re.compile(
    r"\A(?:\s*^import\b[^\n]*\bfrom\s*['\"][^\n'\"]*['\"];?[ \t]*$)++", re.MULTILINE
)
"""What MDX has above the text."""


def _labels(field: str) -> list[str]:
    return LABELS.get(field, "").replace("-", "_").split()


FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    field: tuple(
        dict.fromkeys((*keys, *_labels(field), *(_labels("publisher") * (field == "url"))))
    )
    for field, keys in _OWN.items()
}
"""Keys that give a field, the most telling first; ``categories`` gathers from all of them."""

_KNOWN: Final = frozenset(key for keys in FIELDS.values() for key in keys) | {
    "layout",
    "slug",
    "draft",
}


def sniff(head: Head) -> float:
    """Sure of a closed block with keys we know, the title among them."""
    block = find_block(head.text)
    if block is None:
        return 0.96 if _NOTE_NAME.search(head.location) else 0.0  # its keys are at its end
    keys = {
        key.lower().replace("-", "_").replace(" ", "_")
        for key in _KEYS.findall(composed(block.text))
    }
    known = keys & _KNOWN
    has_title = bool(known.intersection(FIELDS["title"]))
    if not known:
        return 0.2
    if not block.is_fenced:  # Pelican and MultiMarkdown write the keys without a fence
        if block.bare and take_head(block.bare, None):  # of a letter or a post
            return 0.0
        has_title = has_title or bool(block.bare and _HEADING.match(block.body))
        return 0.92 if has_title and len(known) > 1 else 0.0
    if not block.is_closed:
        return 0.6 if has_title else 0.3
    return 0.97 if has_title or len(known) >= _TELLING else 0.8


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article; the block goes to metadata, a stamped head below it fills what is missing."""
    block = find_block(text)
    if block is None:
        raise ParseError(
            capture.location, NAME, "has no front matter, neither at its top nor at its end"
        )
    named = capture.location.lower().endswith(MARKDOWN_ENDS)
    found = _found(block, _values(block), source, is_marked=named or block.is_fenced)
    yield article(found, capture, source, NAME)


def _values(block: Block) -> Values:
    """Keys and values, the title as a heading below has it: without the name of a site."""
    values = read_values(block)
    title = _first(values, "title") if _is_clipped(values) else None
    headline = title_in(block.body, title) if title else None
    if not headline or headline == title:
        return values
    keys = FIELDS["title"]
    return {key: (headline,) if key in keys else told for key, told in values.items()}


def _found(block: Block, values: Values, source: Source, *, is_marked: bool) -> Found:
    title = _first(values, "title")
    zone = zone_of(source, title or block.body, fields_of(values, None))
    block = replace(block, body=_IMPORTS.sub("", block.body))
    told = fields_of(values, zone)
    if may_be_whole(block.body) and not is_html(block.body):
        page = read_whole(block.body, told, zone, is_marked=True)
        if page is not None:
            return page
    below = read_heading(block.body)
    if below is not None and (below.stamp or below.has_rule):
        body = render_body(below.body, title or below.title, is_marked=is_marked)
        head = found_in(below, source, body.html)
    else:
        body = render_body(block.body, title, is_marked=is_marked)
        head = Found(title=body.title or "", html="")
    if told.published is None and head.published is None:
        head = with_top_lines(head, block.body.split("\n"), zone)
    evidence = {**dict(head.evidence), **dict(told.evidence)}
    title = told.title or head.title or lone_heading(block.body)
    original = None if told.url or head.url else _linked_original(block.body)
    unread = unread_lines(block.bare, lambda key, text: _is_read(key, text, zone))
    return replace(
        told,
        title=without_site(title, site_names((), told.url)) if _is_clipped(values) else title,
        html="\n".join((paragraphs("\n".join(unread)), body.html)) if unread else body.html,
        scope=body.scope,
        url=told.url or head.url or original,
        published=told.published or head.published,
        evidence=tuple(evidence.items()),
    )


def _is_read(key: str, text: str, zone: tzinfo | None) -> bool:
    """Whether a key names a field; *Time: two hours* tells of no day."""
    if key in FIELDS["published"] or key in FIELDS["updated"]:
        return parse_date(text, zone) is not None
    return key in _KNOWN


def fields_of(values: Values, zone: tzinfo | None) -> Found:
    """What keys and values say of an article, its text apart."""
    title = _first(values, "title")
    clipped = {key: text for key, text in values.items() if key not in _OF_CLIPPING}
    dated = clipped if _is_clipped(values) else values
    url, published = _url(values), _date(dated, "published", zone)
    authors = [name for text in _all(values, ("author", "authors")) for name in names_of(text)]
    terms = [term for text in _all(values, FIELDS["categories"]) for term in split_terms(text)]
    by_url = _day_by_url(values, published, url, zone)
    found = Found(
        title=title or "",
        html="",
        url=url,
        published=by_url or published,
        updated=_date(values, "updated", zone),
        authors=tuple(authors) or names_of(_first(values, "authors") or ""),
        categories=tuple(terms),
        summary=_first(values, "summary"),
        language=_first(values, "language"),
        publisher=next((p for p in _field(values, "publisher") if not http_url(p, None)), None),
        rights=_first(values, "rights"),
        image=_first(values, "image"),
    )
    told = (field for field in FIELDS if getattr(found, field))
    found = replace(found, evidence=tuple((field, "front matter") for field in told))
    return read_at(found, "published", "url") if by_url else found


def _day_by_url(
    values: Values, told: datetime | None, url: str | None, zone: tzinfo | None
) -> datetime | None:
    """The day in the address, where the one told is when a program came by, days after it."""
    texts = (text for key in _OF_FETCH for text in values.get(key, ()))
    fetched = next((when for text in texts if (when := parse_date(text, zone))), None)
    if told is None or fetched is None or abs(fetched - told) > _FAR:
        return None
    day = day_in_address(url)
    return day if day is not None and told - day > _FAR else None


def _linked_original(text: str) -> str | None:
    """Where a copy in a reader was read: ``[Read Original](…)``."""
    wanted = page_words().original_links
    found = _LINK.finditer(text)
    return next((link[2] for link in found if link[1].casefold().strip() in wanted), None)


def _is_clipped(values: Values) -> bool:
    """Whether a text was cut out of a page: it names the page as its source.

    When that was done is no date of publication, and the title is that of the page.
    """
    told = (*values.get("source", ()), *values.get("url_source", ()))
    return any(http_url(text, None) for text in told)


def _all(values: Values, keys: tuple[str, ...]) -> Iterator[str]:
    for key in keys:
        yield from values.get(key, ())


def _field(values: Values, field: str) -> Iterator[str]:
    return (text for text in _all(values, FIELDS[field]) if text.strip())


def _first(values: Values, field: str) -> str | None:
    return next((tidy_line(text) for text in _field(values, field)), None)


def _url(values: Values) -> str | None:
    return next((url for text in _field(values, "url") if (url := http_url(text, None))), None)


def _date(values: Values, field: str, zone: tzinfo | None) -> datetime | None:
    return next((when for text in _field(values, field) if (when := parse_date(text, zone))), None)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
