"""A record of a foreign format in our words, and the article it becomes; shared by all formats."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone, tzinfo
from html import escape, unescape
from typing import Final

from feedclean.dates import parse_date
from feedclean.dom import tree
from feedclean.dom.bounds import MOST_CHARS
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
from feedclean.parse.bases import with_base
from feedclean.parse.ids import content_key, entry_id, record_key
from feedclean.text import chars, collapse, printable
from feedclean.urls import absolute, is_http


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """One text a record offers as its content."""

    text: str
    is_html: bool
    base: str | None = None
    """What relative URLs in it are relative to, where that is not the article itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What a feed entry or a JSON object says, before dates and markup are understood."""

    upstream_id: str | None = None
    url: str | None = None
    title: Body | None = None
    bodies: tuple[Body, ...] = ()
    """The most promising first."""
    summary: Body | None = None
    authors: tuple[Author, ...] = ()
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    """Their addresses as they were written."""
    publisher: str | None = None
    rights: str | None = None
    image: str | None = None
    evidence: tuple[tuple[str, str], ...] = ()
    """Field and where its value stood, for fields that may turn out to be empty, too."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it an article could be made of."""
        return not (self.url or self.title or self.bodies or self.summary or self.enclosures)


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


def article(record: Record, reading: Reading, offset: int | None) -> RawArticle:
    """The article a record describes; ``offset`` is its index in a file of several."""
    zone, base = reading.zone, reading.base
    url = _link(record.url, base)
    chosen = _fullest(record.bodies)
    html = as_html(chosen) if chosen else ""
    if chosen and (chosen.base or not url):
        html = with_base(html, chosen.base or base)
    evidence = dict(record.evidence)
    authors = record.authors
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
    summary = record.summary if record.summary != chosen else None
    meta = ArticleMeta(
        id=ArticleId(""),
        source=reading.source.id,
        url=url,
        title=one_line(record.title) if record.title else "",
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
    told = sorted((field, place) for field, place in evidence.items() if getattr(meta, field))
    return RawArticle(
        meta=replace(meta, id=_id(record, meta, html, reading, offset), evidence=tuple(told)),
        html=html,
        scope=Scope.FRAGMENT,
        origin=Origin(dialect=reading.dialect, location=reading.capture.location, offset=offset),
    )


# WeChat-to-RSS services write this before every article; its clock is that of China.
_WECHAT_HEADER: Final = re.compile(
    r"\s*<p\b[^>]*>\s*(?:原创|转载)?\s*<span\b[^>]*>\s*(?P<author>[^<]{1,40}?)\s*</span>"
    r"\s*<span\b[^>]*>\s*(?P<date>\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?)\s*</span>"
)
_CHINA: Final = timezone(timedelta(hours=8))

_TAGS: Final = (
    "p|br|div|span|a|img|b|i|u|em|strong|h[1-6]|ul|ol|li|dl|dt|dd|table|tbody|tr|td|th|figure|"
    "figcaption|picture|video|audio|source|iframe|blockquote|pre|code|section|article|header|"
    "footer|main|aside|nav|center|font|hr|sup|sub|small|cite|mark|del|ins|s|q|abbr|time|svg"
)
_TAG: Final = re.compile(rf"</?(?:{_TAGS})\b[^<>]*>|<!--", re.IGNORECASE)
_ESCAPED_TAG: Final = re.compile(rf"&lt;/?(?:{_TAGS})\b", re.IGNORECASE)
_ESCAPED_END: Final = re.compile("&gt;", re.IGNORECASE)
_ANY_TAG: Final = re.compile(r"<[^<>]*>")
_ANY_TEXT: Final = re.compile(r"(?:<[^<>]*+>|\s)*+\S")
"""From the start: tags and white space, and something else."""
_MEDIA: Final = re.compile(r"<(?:img|video|audio|iframe|picture|embed|object|svg)\b", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n[ \t\r\f\v\u3000]*\n\s*")

# HTML gives these code points the meaning they have in windows-1252; feeds carry them over as
# ``&#146;``. Source: HTML Standard, numeric character reference end state.
_C1: Final = {
    code: char
    for code in range(0x80, 0xA0)
    if code != 0x85 and (char := bytes((code,)).decode("cp1252", "ignore"))
}


def tidy(text: str) -> str:
    """Text without control characters; windows-1252 characters passed as C1 controls are mended."""
    # nearly always that is all, and to translate a page that has none of them took 9 ms of 18
    found = printable(text)
    return found if len(found) == len(text) else printable(text.translate(_C1))


def tidy_line(text: str) -> str:
    """Plain text on one line, character references read, as many formats leave them in."""
    text = tidy(text)
    return collapse(unescape(text) if "&" in text else text)


def has_markup(text: str) -> bool:
    """Whether a text holds HTML tags."""
    return _TAG.search(text) is not None


def _holds_escaped_tag(text: str) -> bool:
    """Whether a tag begins as references, and any ends after the first that does."""
    begun = _ESCAPED_TAG.search(text)
    return begun is not None and _ESCAPED_END.search(text, begun.end()) is not None


def one_line(body: Body) -> str:
    """A title or a summary as plain text."""
    text = tidy(body.text)
    if body.is_html and _holds_escaped_tag(text) and not _TAG.search(text):
        text = unescape(text)
    if body.is_html and _TAG.search(text):
        return collapse(tree.raw_text(tree.parse(_BREAK.sub(" ", text))))
    return tidy_line(text)


_BREAK: Final = re.compile(r"(?=<(?:br|p|div|li|h[1-6]|/p|/div)\b)", re.IGNORECASE)


def as_html(body: Body) -> str:
    """A body as markup; text without markup becomes paragraphs, markup escaped twice is read."""
    if len(body.text) > MOST_CHARS:  # too much for any article: it is refused, and not copied
        return body.text
    text = tidy(body.text).strip()
    if not body.is_html:
        return paragraphs(text)
    for _ in range(_MOST_ESCAPES):
        if _TAG.search(text):
            return text
        if not _holds_escaped_tag(text.replace("&amp;lt;", "&lt;").replace("&amp;gt;", "&gt;")):
            break
        text = unescape(text)
    return text if _TAG.search(text) else paragraphs(unescape(text))


_MOST_ESCAPES: Final = 3
"""How often markup has been seen written as text."""


def paragraphs(text: str) -> str:
    """Plain text as ``<p>`` elements: one per block between blank lines, or else one per line."""
    text = text.strip()
    if not text:
        return ""
    blocks = _BLANK_LINES.split(text)
    if len(blocks) == 1:
        blocks = text.split("\n")
    lines = ("<br>".join(escape(block.strip(), quote=False).split("\n")) for block in blocks)
    return "\n".join(f"<p>{line}</p>" for line in lines if line)


def language_tag(text: str | None) -> str | None:
    """A BCP 47 tag in its usual case, None for what is none."""
    tag = (text or "").strip().replace("_", "-")
    if not re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", tag):
        return None
    first, *rest = tag.split("-")
    cased = [
        part.upper() if len(part) == 2 else part.title() if len(part) == 4 else part
        for part in rest
    ]
    return "-".join([first.lower(), *cased])


def person(text: str, *, email: str | None = None, uri: str | None = None) -> Author | None:
    """Who is meant by ``Name``, ``name@host (Name)`` or ``Name <name@host>``."""
    text = tidy_line(text)
    found = _EMAIL.search(text)
    if found is not None:
        email = email or found[0]
        text = text.replace(found[0], "").replace("()", "").replace("<>", "").strip()
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1].strip()
    name = text or tidy_line(email or "") or tidy_line(uri or "")
    if not name:
        return None
    return Author(name=name, uri=uri if uri and is_http(uri) else None, email=email)


_EMAIL: Final = re.compile(r"(?<![\w.+-])(?:mailto:)?[\w.+-]++@[\w-]++(?:\.[\w-]++)++")


def _fullest(bodies: tuple[Body, ...]) -> Body | None:
    """The first body that holds anything, unless another one has far more text.

    Some feeds put a teaser where the full text belongs and the full text elsewhere; losing it would
    be the worst fault. The margin keeps picture stories, which have little text, as they are.
    """
    if len(bodies) == 1:
        text = bodies[0].text
        return bodies[0] if _ANY_TEXT.match(text) or _MEDIA.search(text) else None
    best, most = None, -1
    for body in bodies:
        size = chars(_ANY_TAG.sub("", as_html(body)))
        if best is None:
            if size or _MEDIA.search(body.text):
                best, most = body, size
        elif size > 2 * most + 400:
            best, most = body, size
    return best


def _id(
    record: Record, meta: ArticleMeta, html: str, reading: Reading, offset: int | None
) -> ArticleId:
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
    return entry_id(source, None, None, content_key(meta.title, meta.published, html))


_IRI: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


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
