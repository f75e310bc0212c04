"""Feed → Atom (RFC 4287); with ``rss.py`` the door to feedgen.

feedgen's habits, and what is done about them here:
- Dates left unset become the clock's: all are set.
- Entries come out in reverse: ``order="append"``.
- HTML without ``type="html"`` comes out as text: it has the type.
- An entry has no language, its links keep nothing but the address, and a source has only a title:
  an extension writes them.
- Two entries of one id pass, and control characters raise in lxml: ``presentable`` sees to it.
- The feed names the version of feedgen: it names us, without a version, so that an upgrade alone
  changes no file.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from feedclean.errors import GenerateError
from feedclean.generate.files import file_of
from feedclean.generate.presentable import presentable
from feedclean.generate.types import TEXTS
from feedclean.generate.xml_parts import NAMESPACES, feed_links, in_slices, lead_pictures, named
from feedclean.model.article import ArticleMeta, Author, CleanArticle
from feedclean.model.output import Feed, FeedHead, Rendered

_XML_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"


class _FeedRest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes what feedgen cannot: that the document is an archive."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        used = ["fh"] if self.feed.paging and self.feed.paging.is_archive else []
        used += ["media"] if any(entry.meta.image for entry in self.feed.entries) else []
        return {prefix: NAMESPACES[prefix] for prefix in used}

    def extend_atom(self, root: Any) -> Any:
        if self.feed.paging and self.feed.paging.is_archive:
            xml_elem(named("fh:archive"), root)
        return root


class _EntryRest(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes what feedgen cannot: an entry's language, whole links, source and lead picture."""

    article: CleanArticle
    origin: FeedHead | None = None

    def extend_atom(self, entry: Any) -> Any:
        meta = self.article.meta
        if meta.language:
            entry.set(_XML_LANG, meta.language)
        for attributes in _links(meta):
            xml_elem("link", entry, **attributes)
        if self.origin is not None:
            _write_source(entry, self.origin)
            if meta.publisher:  # the place for it is taken
                nsmap = {"dc": NAMESPACES["dc"]}
                xml_elem(named("dc:publisher"), entry, nsmap=nsmap).text = meta.publisher
        elif meta.publisher:
            xml_elem("title", xml_elem("source", entry)).text = meta.publisher
        for element, attributes in lead_pictures(self.article):
            xml_elem(element, entry, nsmap={"media": NAMESPACES["media"]}, **attributes)
        return entry


def render_atom(feed: Feed) -> Rendered:
    """The feed as an Atom document; equal feeds give equal bytes.

    An element starts on a line of its own, so that two versions compare well.

    Raises: GenerateError, for a feed no valid document can be made of (two entries with one id).
    """
    feed = presentable(feed)
    try:
        body = in_slices(feed.entries, partial(_body, feed), b"</feed>\n")
    except ValueError as error:
        raise GenerateError(feed.head.source, None, str(error)) from error
    return file_of(feed, "atom", body)


def _body(feed: Feed, entries: Sequence[CleanArticle]) -> bytes:
    """The document of a feed with some of its entries."""
    head = feed.head
    document = FeedGenerator()
    document.id(head.id)
    document.title(head.title)
    document.updated(head.updated)
    # RFC 4287, 4.1.1: the author of every entry that names none.
    document.author({"name": head.title})
    for link in feed_links(feed, "atom"):
        document.link(link)
    if head.site_url:
        document.link(href=head.site_url, rel="alternate")
    document.generator("feedclean")
    document.language(head.language)
    document.subtitle(head.subtitle)
    document.rights(head.rights)
    document.icon(head.icon)
    document.logo(head.logo)
    document.register_extension("rest", _FeedRest, _EntryRest)
    document.rest.feed = feed
    for article in entries:
        try:
            document.add_entry(_entry(article, feed), order="append")
        except ValueError as error:
            raise GenerateError(head.source, article.meta.id, str(error)) from error
    body: bytes = document.atom_str(pretty=True)
    return body


def _entry(article: CleanArticle, feed: Feed) -> FeedEntry:
    meta = article.meta
    entry = FeedEntry()
    entry.id(meta.id)
    entry.title(meta.title)
    entry.updated(meta.updated)
    entry.published(meta.published)
    entry.content(article.html, type="html")
    entry.summary(meta.summary)
    # all at once: with each call feedgen goes through all that it was told before
    entry.author([_person(author) for author in meta.authors])
    entry.category([{"term": term} for term in meta.categories])
    entry.rights(meta.rights)
    entry.register_extension("rest", _EntryRest)
    entry.rest.article = article
    entry.rest.origin = feed.origin(article)
    return entry


def _person(author: Author) -> dict[str, str]:
    parts = {"name": author.name, "email": author.email, "uri": author.uri}
    return {name: text for name, text in parts.items() if text}


def _links(meta: ArticleMeta) -> tuple[dict[str, str], ...]:
    links: list[dict[str, str]] = []
    if meta.url:
        links.append({"href": meta.url, "rel": "alternate"})
    for enclosure in meta.enclosures:
        link = {"href": enclosure.url, "rel": "enclosure"}
        if enclosure.media_type:
            link["type"] = enclosure.media_type
        if enclosure.length is not None:
            link["length"] = str(enclosure.length)
        links.append(link)
    return tuple(links)


def _write_source(entry: Any, origin: FeedHead) -> None:
    """Whence an entry of a combined feed comes (RFC 4287, 4.2.11), with who it is by."""
    source = xml_elem("source", entry)
    if origin.language:
        source.set(_XML_LANG, origin.language)
    for name, text in (
        ("id", origin.id),
        ("title", origin.title),
        ("updated", origin.updated.isoformat()),
    ):
        xml_elem(name, source).text = text
    xml_elem("name", xml_elem("author", source)).text = origin.title
    xml_elem("link", source, href=f"{origin.self_url}.atom", rel="self", type=TEXTS["atom"])
    for rel, href in (
        ("alternate", origin.site_url),
        ("via", origin.upstream_url),
        ("license", origin.license),
    ):
        if href:
            xml_elem("link", source, href=href, rel=rel)
    for name, said in (
        ("icon", origin.icon),
        ("logo", origin.logo),
        ("rights", origin.rights),
        ("subtitle", origin.subtitle),
    ):
        if said:
            xml_elem(name, source).text = said
