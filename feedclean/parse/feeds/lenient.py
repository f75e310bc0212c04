"""Feeds too broken for an XML parser → records, with feedparser; no sanitizing, no resolving."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import fields as fields_of
from dataclasses import is_dataclass, replace
from typing import Any, Final

from feedclean.dom import tree
from feedclean.dom.kinds import VOID
from feedclean.dom.markup import to_html
from feedclean.errors import NotAFeed
from feedclean.model.article import Author, Enclosure
from feedclean.parse.feeds.model import ParsedFeed, evidence_of, length_of
from feedclean.parse.feeds.names import RELATION, is_text_type
from feedclean.parse.records.record import Body, Record, one_line, person
from feedclean.urls import is_http

# feedparser files these under the same names as the entry's own title, text and authors. Renamed,
# they keep apart; attributes go, because it forgets the text of an unknown element that has some.
_NAMESAKES: Final = re.compile(
    r"<(/?)(itunes|media|dc):(author|category|credit|description|keywords|subtitle|summary|title)"
    r"\b(?<!dc:author)[^<>]*?(/?)>",
    re.IGNORECASE,
)
_RDF_ROOT: Final = re.compile(r"\s*<(?:\w+:)?RDF\b", re.IGNORECASE)
_ATOM_ROOT: Final = re.compile(r"\s*<(?:\w+:)?(?:feed|entry)\b", re.IGNORECASE)
_OF_RSS: Final = re.compile(r"<(/?)(guid|pubDate)\b", re.IGNORECASE)
"""In Atom these are nobody's, but feedparser would take them for its id and date."""
_NO_LINK: Final = re.compile(r"<link\s*/>|<link>\s*</link>", re.IGNORECASE)
"""With one of these it does not take the guid for the address."""
# feedparser decodes each text again that could be UTF-8 read as Latin-1 ("Ã©"), and with it what
# quotes such text. Such letters go past it as others, of no meaning, that Latin-1 does not have.
_TWICE_ENCODED: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]")
_HIDDEN: Final = {code: 0xE000 + code for code in range(0x80, 0x100)}
_SHOWN: Final = {hidden: code for code, hidden in _HIDDEN.items()}
_VOID_END: Final = re.compile(rf"</(?:{'|'.join(sorted(VOID))})\s*>", re.IGNORECASE)
"""feedparser writes ``<br></br>``, which HTML reads as two."""


def read_leniently(document: str, location: str) -> ParsedFeed:
    """The feed in a text that is nearly XML.

    Raises: NotAFeed.
    """
    import feedparser  # noqa: PLC0415 - 60 ms, and most feeds never need it

    if _TWICE_ENCODED.search(document):
        feed: ParsedFeed = _shown(read_leniently(document.translate(_HIDDEN), location))
        return feed
    is_atom = _ATOM_ROOT.match(document) is not None
    document = _NAMESAKES.sub(lambda m: f"<{m[1]}x{m[2]}{m[3]}{m[4]}>".lower(), document)
    document = _NO_LINK.sub("", _OF_RSS.sub(r"<\1x\2", document) if is_atom else document)
    try:
        # a stream, because feedparser takes a string for a file name or an address
        told = feedparser.parse(
            io.BytesIO(document.encode("utf-8")),
            response_headers={"content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # it fails in many ways on hostile input
        raise NotAFeed(location, None, f"cannot be read as a feed ({error})") from error
    version = told.get("version") or ""
    flavour = "atom" if version.startswith("atom") or is_atom else "rss"
    if version in ("rss090", "rss10") or _RDF_ROOT.match(document):
        flavour = "rdf"
    about = told["feed"]
    title = _construct(about, "title", flavour)
    return ParsedFeed(
        flavour=flavour,
        title=one_line(title) if title else "",
        site_url=_url(about, flavour),
        language=dict.get(about, "language"),
        records=tuple(_record(entry, about, flavour) for entry in told["entries"]),
    )


def _shown(value: Any) -> Any:
    """The same value with the hidden letters as they were."""
    if isinstance(value, str):
        return value.translate(_SHOWN)
    if isinstance(value, tuple):
        return tuple(map(_shown, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _shown(getattr(value, f.name)) for f in fields_of(value)})
    return value


def _record(entry: Any, about: Any, flavour: str) -> Record:
    atom = flavour == "atom"
    source = dict.get(entry, "source") or {}
    # without a detail it is feedparser's own copy of the content
    has_summary = "summary_detail" in entry or not dict.get(entry, "content")
    summary = _construct(entry, "summary", flavour) if has_summary else None
    contents = [_body(part, flavour) for part in dict.get(entry, "content") or ()]
    bodies = [body for body in (*contents, summary) if body and body.text]
    spare = [
        Body(text=text, is_html=True)
        for name in ("xitunessummary", "xmediadescription", "xdcdescription")
        if (text := dict.get(entry, name))
    ]
    title = _construct(entry, "title", flavour)
    other = dict.get(entry, "xdctitle") or dict.get(entry, "xmediatitle")
    if title is None and other:
        title = Body(text=other, is_html=not atom)
    around = source if atom and source else about
    rights = _construct(entry, "rights", flavour) or _construct(around, "rights", flavour)
    return Record(
        upstream_id=dict.get(entry, "id"),
        url=_url(entry, flavour),
        title=title,
        bodies=tuple(dict.fromkeys(bodies)) or tuple(spare[:1]),
        summary=summary,
        authors=tuple(_authors(entry, source, about if atom else {})),
        published=dict.get(entry, "published") or dict.get(entry, "xpubdate"),
        updated=dict.get(entry, "updated"),
        language=_language(entry) or dict.get(about, "language"),
        categories=tuple(_categories(entry, flavour)),
        enclosures=tuple(_enclosures(entry)),
        publisher=dict.get(source, "title"),
        rights=one_line(rights) if rights else None,
        image=_image(entry),
        evidence=evidence_of(flavour),
    )


def _body(part: Any, flavour: str) -> Body | None:
    value = (dict.get(part, "value") or "").strip()
    kind = dict.get(part, "type") or ""
    if not value or dict.get(part, "src") or (flavour == "atom" and not is_text_type(kind)):
        return None
    if kind.endswith("xhtml+xml"):
        value = to_html(_inmost(tree.parse(_VOID_END.sub("", value)))).strip()
    is_html = flavour != "atom" or "html" in kind
    return Body(text=value, is_html=is_html, base=dict.get(part, "base") or None)


def _inmost(root: tree.Element) -> tree.Element:
    """What is inside the ``div`` around everything; feedparser takes it away for Atom 1.0 only."""
    while True:
        parts = root.parts()
        if len(parts) != 1 or isinstance(parts[0], str) or parts[0].tag != "div":
            return root
        root = parts[0]


def _construct(fields: Any, name: str, flavour: str) -> Body | None:
    detail = dict.get(fields, f"{name}_detail")
    if detail is not None and dict.get(detail, "value"):
        return _body(detail, flavour)
    text = dict.get(fields, name)
    return Body(text=text, is_html=flavour != "atom") if text else None


def _url(entry: Any, flavour: str) -> str | None:
    link: str | None = dict.get(entry, "feedburner_origlink") or _alternate(entry)
    if link:
        return link
    if flavour != "rss":  # feedparser takes any id of Atom for an address
        link = dict.get(entry, "id")
        return link if link and is_http(link) else None
    link = dict.get(entry, "link")
    return link if link and (is_http(link) or not dict.get(entry, "guidislink")) else None


def _alternate(fields: Any) -> str | None:
    links = [
        link
        for link in dict.get(fields, "links") or ()
        if dict.get(link, "rel", "alternate").removeprefix(RELATION) == "alternate"
        and dict.get(link, "href")
    ]
    links.sort(key=lambda link: "html" not in dict.get(link, "type", "text/html"))
    return str(dict.get(links[0], "href")) if links else None


def _authors(entry: Any, source: Any, about: Any) -> Iterator[Author]:
    for fields in (entry, source, about):
        found = [
            person(
                dict.get(who, "name") or "",
                email=dict.get(who, "email"),
                uri=dict.get(who, "href"),
            )
            for who in dict.get(fields, "authors") or ()
        ]
        if any(found):
            yield from filter(None, found)
            return
    if text := dict.get(entry, "xitunesauthor"):
        yield from filter(None, [person(text)])


def _categories(entry: Any, flavour: str) -> Iterator[str]:
    for tag in dict.get(entry, "tags") or ():
        yield (dict.get(tag, "label") if flavour == "atom" else None) or dict.get(tag, "term") or ""


def _enclosures(entry: Any) -> Iterator[Enclosure]:
    media = [m for m in dict.get(entry, "media_content") or () if _medium(m) in ("audio", "video")]
    linked = [m for m in dict.get(entry, "links") or () if dict.get(m, "rel") == "enclosure"]
    linked += [
        content
        for content in dict.get(entry, "content") or ()
        if dict.get(content, "src") and not is_text_type(dict.get(content, "type"))
    ]
    seen: set[str] = set()
    for item in (*linked, *media):
        url = dict.get(item, "href") or dict.get(item, "url") or dict.get(item, "src") or ""
        size = dict.get(item, "length") or dict.get(item, "filesize") or ""
        if url and url not in seen:
            seen.add(url)
            kind = (dict.get(item, "type") or "").strip().lower()
            yield Enclosure(
                url=url,
                # where a link has no type feedparser makes this one up
                media_type=kind if kind and kind != "text/html" else None,
                length=length_of(size),
            )


def _image(entry: Any) -> str | None:
    media = [m for m in dict.get(entry, "media_content") or () if _medium(m) == "image"]
    thumbnails = list(dict.get(entry, "media_thumbnail") or ())
    linked = [m for m in dict.get(entry, "links") or () if dict.get(m, "rel") == "enclosure"]
    pictures = [m for m in linked if _medium(m) == "image"]
    for item in (*media, *thumbnails, *pictures, dict.get(entry, "image") or {}):
        url = dict.get(item, "url") or dict.get(item, "href")
        if url:
            return str(url)
    return None


def _medium(item: Any) -> str:
    return str(dict.get(item, "medium") or dict.get(item, "type") or "").partition("/")[0]


def _language(entry: Any) -> str | None:
    for name in ("title_detail", "summary_detail"):
        language = dict.get(dict.get(entry, name) or {}, "language")
        if language:
            return str(language)
    return None
