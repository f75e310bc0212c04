"""Feed → Atom (RFC 4287); the one door to feedgen.

feedgen's habits, and what is done about them here:
- Dates left unset become the clock's: all are set.
- Entries come out in reverse: ``order="append"``.
- HTML without ``type="html"`` comes out as text: it has the type.
- An entry has no language, and its links keep nothing but the address: an extension writes both.
- Two entries of one id pass: refused.
- Control characters raise in lxml: taken out before.
- The feed names the version of feedgen: it names us, without a version, so that an upgrade alone
  changes no file.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from feedclean.dom.tree import parse, raw_text
from feedclean.errors import GenerateError
from feedclean.generate import iri
from feedclean.generate.assemble import self_url
from feedclean.model.article import ArticleMeta, Author, CleanArticle
from feedclean.model.output import Feed, Rendered
from feedclean.text import collapse, excerpt, printable

MEDIA_TYPE: Final = "application/atom+xml"
SUFFIX: Final = ".atom"

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA: Final = "http://search.yahoo.com/mrss/"
"""Media RSS, whose thumbnail is what readers show beside a headline."""
_TITLE_CHARS: Final = 80
"""Of the text, in place of a title that is missing."""


class _Rest(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes what feedgen cannot: an entry's language, whole links, and its lead picture."""

    language: str | None = None
    links: tuple[dict[str, str], ...] = ()
    picture: str | None = None
    """For which Atom has no element."""

    def extend_atom(self, entry: Any) -> Any:
        if self.language:
            entry.set(_XML_LANG, self.language)
        for attributes in self.links:
            xml_elem("link", entry, **attributes)
        if self.picture:
            xml_elem(f"{{{_MEDIA}}}thumbnail", entry, nsmap={"media": _MEDIA}, url=self.picture)
        return entry


def render_atom(feed: Feed) -> Rendered:
    """The feed as an Atom document; equal feeds give equal bytes.

    An element starts on a line of its own, so that two versions compare well.

    Raises: GenerateError, for a feed no valid document can be made of (two entries with one id).
    """
    _refuse_twins(feed)
    document = FeedGenerator()
    head = feed.head
    document.id(head.id)
    document.title(_line(head.title) or head.source)
    document.updated(_instant(head.updated))
    # RFC 4287, 4.1.1: the author of every entry that names none.
    document.author({"name": _line(head.title) or head.source})
    document.link(href=self_url(feed.site, feed.stem) + SUFFIX, rel="self", type=MEDIA_TYPE)
    site = iri.uri(head.site_url) if head.site_url else None
    if site:
        document.link(href=site, rel="alternate")
    document.generator("feedclean")
    if tag := iri.language(head.language):
        document.language(tag)
    for article in feed.entries:
        try:
            document.add_entry(_entry(article, feed), order="append")
        except ValueError as error:
            raise GenerateError(head.source, article.meta.id, str(error)) from error
    try:
        body: bytes = document.atom_str(pretty=True)
    except ValueError as error:
        raise GenerateError(head.source, None, str(error)) from error
    return Rendered(path=PurePosixPath(feed.stem + SUFFIX), body=body, media_type=MEDIA_TYPE)


def _refuse_twins(feed: Feed) -> None:
    seen: set[str] = set()
    for article in feed.entries:
        if article.meta.id in seen:
            raise GenerateError(
                feed.head.source,
                article.meta.id,
                "two entries with this id; assemble the feed first",
            )
        seen.add(article.meta.id)


def _entry(article: CleanArticle, feed: Feed) -> FeedEntry:
    meta = article.meta
    entry = FeedEntry()
    entry.id(meta.id)
    entry.title(_title(article))
    entry.updated(_instant(meta.updated or meta.published or feed.head.updated))
    if meta.published:
        entry.published(_instant(meta.published))
    entry.content(_text(article.html), type="html")
    if summary := _text(meta.summary or "").strip():
        entry.summary(summary)
    for author in meta.authors:
        if person := _person(author):
            entry.author(person)
    for term in dict.fromkeys(filter(None, map(_line, meta.categories))):
        entry.category(term=term)
    if rights := _line(meta.rights or ""):
        entry.rights(rights)
    if publisher := _line(meta.publisher or ""):
        entry.source(url="", title=publisher)
    entry.register_extension("rest", _Rest)
    entry.rest.language = iri.language(meta.language)
    entry.rest.links = _links(meta)
    entry.rest.picture = iri.uri(printable(meta.image)) if meta.image else None
    return entry


def _title(article: CleanArticle) -> str:
    """The title, or what stands at the beginning of an article that has none, or its address.

    Atom wants a title, feedgen a title that is not empty.
    """
    meta = article.meta
    title = _line(meta.title)
    if not title:
        title = _line(excerpt(raw_text(parse(article.html)), _TITLE_CHARS))
    return title or _line(meta.url or "") or _line(meta.id)


def _person(author: Author) -> dict[str, str] | None:
    """A person construct; an address that is none would make the feed invalid, so it goes."""
    mail = iri.email(author.email)
    name = _line(author.name) or mail
    if not name:
        return None
    person = {"name": name}
    if mail:
        person["email"] = mail
    if author.uri and (address := iri.uri(printable(author.uri))):
        person["uri"] = address
    return person


def _links(meta: ArticleMeta) -> tuple[dict[str, str], ...]:
    links: list[dict[str, str]] = []
    if meta.url and (address := iri.uri(printable(meta.url))):
        links.append({"href": address, "rel": "alternate"})
    seen: set[str] = set()
    for enclosure in meta.enclosures:
        address = iri.uri(printable(enclosure.url))
        if address is None or address in seen:
            continue
        seen.add(address)
        link = {"href": address, "rel": "enclosure"}
        if kind := iri.media_type(enclosure.media_type):
            link["type"] = kind
        if enclosure.length is not None and enclosure.length >= 0:
            link["length"] = str(enclosure.length)
        links.append(link)
    return tuple(links)


def _text(text: str) -> str:
    """Text a feed can carry; nothing that can be seen is taken away.

    U+0085 is a line break to Unicode, to readers it is an ellipsis (feedparser) or discouraged (the
    W3C validator), so it is written as the line break it is.
    """
    return printable(text).replace("\x85", "\n")


def _line(text: str) -> str:
    return collapse(printable(text))


def _instant(date: datetime) -> datetime:
    """Whole seconds in UTC: more would say that we know more."""
    return date.astimezone(UTC).replace(microsecond=0)
