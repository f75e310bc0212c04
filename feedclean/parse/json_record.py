"""JSON objects that stand for articles → records, whatever their keys are called."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from feedclean.model.article import Author, Enclosure
from feedclean.parse.dialects.common import split_names
from feedclean.parse.record import Body, Record, has_markup, person
from feedclean.urls import is_http

KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("id", "guid", "oid", "uuid", "articleid", "postid", "docid"),
    "url": (
        *("url", "link", "permalink", "canonicalurl", "canonicallink", "weburl", "articleurl"),
        *(
            "posturl",
            "pageurl",
            "shareurl",
            "sourceurl",
            "originalurl",
            "externalurl",
            "href",
            "uri",
        ),
        "mainentityofpage",
    ),
    "title": ("title", "headline", "titlefull", "fulltitle", "posttitle", "articletitle", "name"),
    "html": (
        *("contenthtml", "html", "bodyhtml", "htmlcontent", "htmlbody", "articlehtml", "rawhtml"),
        *("contentencoded", "contentrendered"),
    ),
    "either": (
        *("content", "body", "fulltext", "articlebody", "article", "maintext", "articletext"),
        *("articlecontent", "postcontent", "text", "rawcontent", "contentraw", "story"),
    ),
    "text": ("contenttext", "textcontent", "plaintext", "bodytext", "cleantext", "rawtext"),
    "summary": (
        *("summary", "description", "excerpt", "abstract", "dek", "lead", "standfirst", "subtitle"),
        *("digest", "snippet", "intro", "teaser"),
    ),
    "published": (
        *("datepublished", "published", "publishedat", "publishedtime", "publishedon"),
        *("publisheddate", "publishdate", "publishtime", "publishat", "firstpublished"),
        *("pubdate", "pubtime", "dategmt", "dateutc", "date", "datetime", "postdate", "postedat"),
        *("timestamp", "time", "datecreated", "createdat", "created", "createtime", "createdutc"),
    ),
    "updated": (
        *("datemodified", "updated", "updatedat", "modified", "modifiedgmt", "modifiedat"),
        *("lastmodified", "lastupdated", "updatetime", "dateupdated"),
    ),
    "authors": (
        *("authors", "author", "byline", "authorname", "authornames", "creator", "dccreator"),
        *("writer", "writers", "by"),
    ),
    "categories": (
        *("tags", "categories", "keywords", "category", "section", "sectionname", "articlesection"),
        "topics",
    ),
    "language": ("language", "lang", "inlanguage", "locale"),
    "image": (
        *("image", "bannerimage", "imageurl", "thumbnail", "thumbnailurl", "cover", "coverimage"),
        *("leadimage", "leadimageurl", "topimage", "featuredimage", "urltoimage", "picurl"),
    ),
    "publisher": ("publisher", "source", "sourcename", "sitename", "publication", "outlet"),
    "rights": ("copyright", "rights", "copyrightnotice"),
    "enclosures": ("attachments", "enclosures", "enclosure"),
}
"""Field → names of it, the most telling first; in lower case, letters and digits only."""

CONTAINERS: Final = (
    *("items", "articles", "entries", "posts", "stories", "results", "documents", "docs", "news"),
    *("records", "rows", "hits", "data", "list", "response", "feed", "channel", "graph"),
)
"""Keys under which an object keeps a list of articles, in the same spelling."""
_CONTAINERS: Final = frozenset(CONTAINERS)

_CONTENT: Final = frozenset((*KEYS["html"], *KEYS["either"], *KEYS["text"]))
_TITLES: Final = frozenset(KEYS["title"]) - {"name"}  # a person has a name and an address, too
_ADDRESSES: Final = frozenset(KEYS["url"])
_INSIDE: Final = ("rendered", "cdata", "oid", "date", "text", "value", "t", "name", "url", "id")
"""Keys under which a wrapper keeps the value itself: WordPress, MongoDB, XML turned to JSON."""
_DEEPEST: Final = 4
_KNOWN: Final = frozenset(name for names in KEYS.values() for name in names)
MOST_VALUES: Final = 2_000_000
"""In one document, lists and objects among them: 20,000 articles of a hundred fields. Sixteen
million empty lists, in 48 MB, took 1.2 GB of memory. Numbers do not count: some dumps have a vector
of a thousand beside each text, and as many as a file can hold took 0.4 GB."""
_STEP: Final = re.compile(r'"(?:[^"\\]++|\\.)*+"?|([{\[]|,(?!\s*+[-\d]))', re.DOTALL)
"""A text, which may hold any of them, or what comes before a value that counts."""
_NO_ZONE: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*")


class TooManyValues(ValueError):
    """More than there is memory for."""


def loads(text: str) -> Any:
    """The JSON value of a text; NaN and Infinity, which are no JSON, are null.

    Raises: ValueError, for nesting that is too deep, too; TooManyValues.
    """
    if _has_too_many_values(text):
        raise TooManyValues(f"holds more than the {MOST_VALUES} values allowed; split it")
    try:
        return json.loads(text, strict=False, parse_constant=lambda _: None)
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error


def _has_too_many_values(text: str) -> bool:
    if sum(map(text.count, "{[,")) <= MOST_VALUES:
        return False  # 10 ms for 10 MB, and all but a few texts end here
    steps = (found for found in _STEP.finditer(text) if found[1])
    return next(islice(steps, MOST_VALUES, None), None) is not None


def spelled(key: str) -> str:
    """A key without case and punctuation: ``date_published`` and ``datePublished`` are one."""
    return "".join(filter(str.isalnum, key)).lower()


def is_article(value: object) -> bool:
    """Whether a JSON value can be an article: it has content, or a title and an address."""
    if not isinstance(value, dict):
        return False
    keys = {name for key in value if (name := spelled(key)) in _KNOWN}
    return bool(keys & _CONTENT) or bool(keys & _TITLES and keys & _ADDRESSES)


def find_articles(value: Any, depth: int = 0) -> list[Any] | None:
    """The list of articles in a document; None where there is none, as in a single article."""
    if isinstance(value, list):
        return value if any(map(is_article, map(_unwrapped, value))) else None
    if not isinstance(value, dict) or depth > _DEEPEST:
        return None
    children = {
        name: child for key, child in value.items() if (name := spelled(key)) in _CONTAINERS
    }
    for name in CONTAINERS:
        found = find_articles(children.get(name), depth + 1)
        if found is not None:
            return found
    return None


def record_of(value: Mapping[str, Any], defaults: Record | None = None) -> Record:
    """The record in a JSON object; authors and language may come from the feed around it."""
    fields = _Fields(_unwrapped(value))
    html = [Body(text=text, is_html=True) for text in fields.texts("html")]
    either = [Body(text=text, is_html=has_markup(text)) for text in fields.texts("either")]
    plain = [Body(text=text, is_html=False) for text in fields.texts("text")]
    summary = next(iter(fields.texts("summary")), None)
    told = Body(text=summary, is_html=has_markup(summary)) if summary else None
    bodies = tuple(dict.fromkeys((*html, *either, *plain)))
    title, upstream = fields.text("title"), fields.text("id")
    url = next(filter(_is_address, fields.texts("url")), None)
    if url is None and upstream and is_http(upstream):
        url = upstream  # "ideally, the id is the full URL of the resource": JSON Feed 1.1, items
    return Record(
        upstream_id=upstream,
        url=url,
        title=Body(text=title, is_html=has_markup(title)) if title else None,
        bodies=bodies or ((told,) if told else ()),
        summary=told,
        authors=tuple(fields.authors()) or (defaults.authors if defaults else ()),
        published=fields.date("published"),
        updated=fields.date("updated"),
        language=fields.text("language") or (defaults.language if defaults else None),
        categories=tuple(fields.categories()),
        enclosures=tuple(fields.enclosures()),
        publisher=next((t for t in fields.texts("publisher") if not _is_address(t)), None),
        rights=fields.text("rights"),
        image=next(filter(_is_address, fields.texts("image")), None),
        evidence=fields.evidence("authors", "published", "title", "updated", "url"),
    )


class _Fields:
    """The values of an object under our names for its keys."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.by_key: dict[str, tuple[str, Any]] = {}
        for key, child in value.items():
            if (name := spelled(key)) in _KNOWN:
                self.by_key.setdefault(name, (key, child))

    def values(self, field: str) -> Iterator[tuple[str, Any]]:
        """Key as written, and value, of all that stands for a field and is not empty."""
        for name in KEYS[field]:
            key, value = self.by_key.get(name, ("", None))
            if value not in (None, "", [], {}):
                yield key, value

    def texts(self, field: str) -> list[str]:
        found = (_text(value) for _, value in self.values(field))
        return [text for text in found if text.strip()]

    def text(self, field: str) -> str | None:
        return next(iter(self.texts(field)), None)

    def date(self, field: str) -> str | None:
        """A date as text; one whose key says GMT is given that zone."""
        for key, value in self.values(field):
            text = _text(value).strip()
            if text:
                is_utc = spelled(key).endswith(("gmt", "utc")) and _NO_ZONE.fullmatch(text)
                return f"{text}Z" if is_utc else text
        return None

    def evidence(self, *fields: str) -> tuple[tuple[str, str], ...]:
        told = ((field, next(iter(self.values(field)), None)) for field in fields)
        return tuple((field, found[0]) for field, found in told if found)

    def authors(self) -> Iterator[Author]:
        for _, value in self.values("authors"):
            found = list(_people(value))
            if found:
                yield from found
                return

    def categories(self) -> Iterator[str]:
        for _, value in self.values("categories"):
            if isinstance(value, str):
                yield from filter(None, (term.strip() for term in value.split(",")))
            else:
                yield from filter(None, map(_text, value if isinstance(value, list) else [value]))

    def enclosures(self) -> Iterator[Enclosure]:
        for _, value in self.values("enclosures"):
            for item in value if isinstance(value, list) else [value]:
                if not isinstance(item, dict):
                    continue
                url = _text(item.get("url") or item.get("href") or item.get("link"))
                kind = _text(item.get("mime_type") or item.get("type")).strip().lower()
                size = item.get("size_in_bytes") or item.get("length")
                if url:
                    yield Enclosure(url=url, media_type=kind or None, length=_whole(size))


def _people(value: Any) -> Iterator[Author]:
    if isinstance(value, list):
        for one in value:
            yield from _people(one)
    elif isinstance(value, dict):
        name = _text(value.get("name") or value.get("display_name") or value.get("displayName"))
        told = person(name, email=_text(value.get("email")) or None, uri=_text(value.get("url")))
        if told and name:
            yield told
    elif isinstance(value, str):
        yield from filter(None, map(person, split_names(value)))


def _unwrapped(value: Any) -> Any:
    """The document in a search engine's hit."""
    source = value.get("_source") if isinstance(value, dict) else None
    return source if isinstance(source, dict) else value


def _text(value: Any, depth: int = 0) -> str:
    """A JSON value as text: numbers in digits, the first of a list, the inside of a wrapper."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        is_whole = isinstance(value, int) or value.is_integer()  # infinity is not
        return str(int(value)) if is_whole else str(value)
    if isinstance(value, list) and value and depth < _DEEPEST:
        if all(isinstance(part, str) for part in value):
            return "\n\n".join(value)
        return _text(value[0], depth + 1)
    if isinstance(value, dict) and depth < _DEEPEST:
        children = {spelled(key): child for key, child in value.items()}
        for name in _INSIDE:
            if children.get(name):
                return _text(children[name], depth + 1)
    return ""


def _is_address(text: str) -> bool:
    return is_http(text) or text.startswith(("/", "./", "../"))


def _whole(value: Any) -> int | None:
    text = _text(value).strip()
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 16 else None
