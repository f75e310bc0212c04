"""A feed as any format may carry it: plain lines, addresses that are URIs, dates in UTC."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from feedclean.dom.tree import parse, raw_text
from feedclean.errors import GenerateError
from feedclean.generate import iri
from feedclean.generate.media import type_of
from feedclean.model.article import ArticleMeta, Author, CleanArticle, Enclosure
from feedclean.model.output import Feed, FeedHead
from feedclean.text import collapse, excerpt, printable
from feedclean.urls import is_http

_TITLE_CHARS: Final = 80
"""Of the text, in place of a title that is missing."""


def presentable(feed: Feed) -> Feed:
    """The feed with every value in a form that is valid everywhere; what has none is gone.

    Every entry has a title and ``updated``. One that is presentable comes back as it is.

    Raises: GenerateError, for two entries with one id.
    """
    if feed.is_presentable:
        return feed
    _refuse_twins(feed)
    head = _head(feed.head)
    return replace(
        feed,
        site=replace(feed.site, hub=_address(feed.site.hub)),
        head=head,
        entries=tuple(_entry(article, head.updated) for article in feed.entries),
        origins=tuple(map(_head, feed.origins)),
        is_presentable=True,
    )


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


def _head(head: FeedHead) -> FeedHead:
    return replace(
        head,
        title=_line(head.title) or head.source,
        site_url=_address(head.site_url),
        updated=_instant(head.updated),
        language=iri.language(head.language),
        subtitle=_line(head.subtitle) or None,
        upstream_url=_address(head.upstream_url),
        icon=_picture(head.icon),
        logo=_picture(head.logo),
        rights=_line(head.rights) or None,
        license=_address(head.license),
    )


def _entry(article: CleanArticle, updated: datetime) -> CleanArticle:
    meta = article.meta
    told = replace(
        meta,
        url=_address(meta.url),
        title=_title(article),
        summary=_text(meta.summary or "").strip() or None,
        authors=tuple(_people(meta.authors)),
        published=_instant(meta.published) if meta.published else None,
        updated=_instant(meta.updated or meta.published or updated),
        language=iri.language(meta.language),
        categories=tuple(dict.fromkeys(filter(None, map(_line, meta.categories)))),
        enclosures=tuple(_enclosures(meta)),
        publisher=_line(meta.publisher) or None,
        rights=_line(meta.rights) or None,
        image=_picture(meta.image),
    )
    return replace(article, meta=told, html=_text(article.html))


def _title(article: CleanArticle) -> str:
    """The title, or what stands at the beginning of an article that has none, or its address.

    Atom wants a title, feedgen a title that is not empty.
    """
    meta = article.meta
    title = _line(meta.title)
    if not title:
        title = _line(excerpt(raw_text(parse(article.html)), _TITLE_CHARS))
    return title or _line(meta.url) or _line(meta.id)


def _people(authors: Iterable[Author]) -> Iterator[Author]:
    """An address that is none would make a feed invalid, so it goes."""
    for author in authors:
        mail = iri.email(author.email)
        name = _line(author.name) or mail
        if name:
            yield Author(name=name, uri=_address(author.uri), email=mail)


def _enclosures(meta: ArticleMeta) -> Iterator[Enclosure]:
    seen: set[str] = set()
    for enclosure in meta.enclosures:
        url = _address(enclosure.url)
        if url is None or url in seen:
            continue
        seen.add(url)
        size = enclosure.length
        yield Enclosure(
            url=url,
            media_type=iri.media_type(enclosure.media_type) or type_of(url),
            length=size if size is not None and size >= 0 else None,
        )


def _text(text: str) -> str:
    """Text a feed can carry; nothing that can be seen is taken away.

    U+0085 is a line break to Unicode, to readers it is an ellipsis (feedparser) or discouraged (the
    W3C validator), so it is written as the line break it is.
    """
    return printable(text).replace("\x85", "\n")


def _line(text: str | None) -> str:
    return collapse(printable(text or ""))


def _address(text: str | None) -> str | None:
    return iri.uri(printable(text)) if text else None


def _picture(text: str | None) -> str | None:
    """Readers fetch pictures from the web; one that lies in the address itself is for browsers."""
    address = _address(text)
    return address if address and is_http(address) else None


def _instant(date: datetime) -> datetime:
    """Whole seconds in UTC: more would say that we know more."""
    return date.astimezone(UTC).replace(microsecond=0)
