"""Feed → RSS 2.0; with ``atom.py`` the door to feedgen.

Some of its habits are told there. In RSS it also
- takes the last link for that of the feed: the site's comes last;
- writes dates through the locale of the process: an extension writes them;
- knows no ``dc:creator``, though an RSS ``author`` must be an e-mail address.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from functools import partial
from html import escape
from typing import Any, Final

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseEntryExtension, BaseExtension
from feedgen.feed import FeedGenerator
from feedgen.util import xml_elem

from feedclean.errors import GenerateError
from feedclean.generate.assemble import UNDATED
from feedclean.generate.files import address_of, file_of
from feedclean.generate.media import UNKNOWN, type_of
from feedclean.generate.presentable import presentable
from feedclean.generate.types import TEXTS
from feedclean.generate.xml_parts import NAMESPACES, feed_links, in_slices, lead_pictures, named
from feedclean.model.article import CleanArticle, Enclosure
from feedclean.model.output import Feed, Rendered
from feedclean.urls import is_http

_MARKUP: Final = re.compile(r"<[A-Za-z/!?]|&#?\w+;")


class _FeedRest(BaseExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes what feedgen cannot: the date, and every link but the one to the document itself."""

    feed: Feed

    def extend_ns(self) -> dict[str, str]:
        return {prefix: NAMESPACES[prefix] for prefix in ("atom", "content", "dc", "media")}

    def extend_rss(self, root: Any) -> Any:
        channel = root.find("channel")
        built = channel.find("lastBuildDate")
        built.text = _date(self.feed.head.updated)
        if self.feed.head.updated == UNDATED:
            channel.remove(built)
        for link in feed_links(self.feed, "rss"):
            if link["rel"] != "self":
                xml_elem(named("atom:link"), channel, **link)
        return root


class _ItemRest(BaseEntryExtension):  # type: ignore[misc]  # feedgen has no types
    """Writes what feedgen cannot: dates, names, and media beyond the first."""

    article: CleanArticle
    feed: Feed

    def extend_rss(self, item: Any) -> Any:
        meta = self.article.meta
        updated = meta.updated if meta.updated != UNDATED else None
        told = meta.published or updated
        if told:
            xml_elem("pubDate", item).text = _date(told)
        if updated and updated != told:
            xml_elem(named("atom:updated"), item).text = updated.isoformat()
        for author in meta.authors:
            xml_elem(named("dc:creator"), item).text = _plain(author.name)
        language = meta.language if meta.language != self.feed.head.language else None
        for name, text in (
            ("dc:language", language),
            ("dc:publisher", meta.publisher),
            ("dc:rights", meta.rights),
        ):
            if text:
                xml_elem(named(name), item).text = _plain(text)
        for element, attributes in lead_pictures(self.article):
            xml_elem(element, item, **attributes)
        first = _enclosure(self.article)
        for more in meta.enclosures:
            if more == first:
                continue
            size = {"fileSize": str(more.length)} if more.length else {}
            kind = {} if more.media_type is None else {"type": more.media_type}
            xml_elem(named("media:content"), item, url=more.url, **kind, **size)
        return item


def render_rss(feed: Feed) -> Rendered:
    """The feed as an RSS document; equal feeds give equal bytes.

    Raises: GenerateError, for a feed no valid document can be made of (two entries with one id).
    """
    feed = presentable(feed)
    try:
        body = in_slices(feed.entries, partial(_body, feed), b"  </channel>\n</rss>\n")
    except ValueError as error:
        raise GenerateError(feed.head.source, None, str(error)) from error
    return file_of(feed, "rss", body)


def _body(feed: Feed, entries: Sequence[CleanArticle]) -> bytes:
    """The document of a feed with some of its entries."""
    head = feed.head
    home = head.site_url or (address_of(feed, "html") if "html" in feed.site.formats else None)
    document = FeedGenerator()
    document.title(_plain(head.title))
    document.description(_plain(head.subtitle or head.title))
    document.updated(head.updated)
    document.link(href=address_of(feed, "rss"), rel="self", type=TEXTS["rss"])
    document.link(href=home or feed.site.url, rel="alternate")
    document.generator("feedclean")
    document.language(head.language)
    document.rights(_plain(head.rights) if head.rights else None)
    document.logo(next((url for url in (head.logo, head.icon) if url and _is_for_rss(url)), None))
    document.register_extension("rest", _FeedRest, _ItemRest)
    document.rest.feed = feed
    for article in entries:
        document.add_entry(_item(article, feed), order="append")
    body: bytes = document.rss_str(pretty=True)
    return body


def _item(article: CleanArticle, feed: Feed) -> FeedEntry:
    meta = article.meta
    item = FeedEntry()
    item.title(_plain(meta.title))
    item.guid(meta.id, permalink=False)
    if meta.url:
        item.link(href=meta.url, rel="alternate")
    item.content(article.html)
    if meta.summary:  # without one the text stands in its place
        item.description(escape(meta.summary, quote=False), isSummary=True)
    # all at once: with each call feedgen goes through all that it was told before
    item.category([{"term": _plain(term)} for term in meta.categories])
    if first := _enclosure(article):
        item.enclosure(first.url, first.length or 0, first.media_type or UNKNOWN)
    origin = feed.origin(article)
    if origin is not None:
        item.source(url=f"{origin.self_url}.rss", title=_plain(origin.title))
    item.register_extension("rest", _ItemRest)
    item.rest.article = article
    item.rest.feed = feed
    return item


def _enclosure(article: CleanArticle) -> Enclosure | None:
    """The one an item may have, which must be on the web."""
    return next((one for one in article.meta.enclosures if is_http(one.url)), None)


def _is_for_rss(picture: str) -> bool:
    """Whether a picture is of a kind that RSS allows, or nobody knows its kind."""
    return type_of(picture) in (None, "image/gif", "image/jpeg", "image/png")


def _plain(text: str) -> str:
    """Readers take a title for HTML, or not: what could be markup is escaped for the first kind.

    So with names, categories and rights.
    """
    return escape(text, quote=False) if _MARKUP.search(text) else text


def _date(date: datetime) -> str:
    return format_datetime(date, usegmt=True)
