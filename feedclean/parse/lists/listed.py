"""What a feed or a list said of an article, joined with what its page says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from feedclean.model.article import ArticleMeta, Author, Failure, Origin, RawArticle, Scope
from feedclean.model.source import FEED_ENTRY, Capture, Source
from feedclean.parse.ids import entry_id
from feedclean.urls import canonical, is_http, same_site

GUESSED: Final = frozenset({"list page", "sitemap"})
"""Evidence of what was found beside a link: the page itself knows better."""
_JOINED: Final = (
    *("title", "summary", "authors", "published", "updated", "language", "categories"),
    *("enclosures", "publisher", "rights", "image"),
)


def stand_in_article(capture: Capture) -> RawArticle | None:
    """The article with the text the feed itself had; None for any other capture."""
    if capture.listed is None or capture.media_type != FEED_ENTRY:
        return None
    return RawArticle(
        meta=capture.listed,
        html=capture.body.decode("utf-8", "replace"),
        scope=Scope.FRAGMENT,
        origin=Origin(dialect="feed-entry", location=capture.location),
    )


def with_listed(
    outcomes: Iterator[RawArticle | Failure], capture: Capture
) -> Iterator[RawArticle | Failure]:
    """The articles of a page, the first of them with what was said of it where it was listed.

    Id, title and dates are those of the feed, which readers know the entry by; what it left out is
    taken from the page. What was merely found beside a link comes second.
    """
    listed = capture.listed
    for outcome in outcomes:
        if listed is not None and isinstance(outcome, RawArticle):
            yield replace(outcome, meta=_joined(listed, outcome.meta, capture))
            listed = None
        else:
            yield outcome


def _joined(listed: ArticleMeta, page: ArticleMeta, capture: Capture) -> ArticleMeta:
    said = dict(listed.evidence)
    evidence = dict(page.evidence)
    values: dict[str, object] = {}
    for name in _JOINED:
        own, told = getattr(page, name), getattr(listed, name)
        if told and (not own or said.get(name) not in GUESSED):
            values[name] = told
            evidence[name] = said.get(name, "feed")
    joined = replace(page, **values)  # type: ignore[arg-type]  # names and values belong together
    if joined.updated and joined.published and joined.updated <= joined.published:
        joined = replace(joined, updated=None)
    return replace(
        joined,
        id=listed.id,
        url=_address(listed, page, capture),
        evidence=tuple(
            sorted((name, place) for name, place in evidence.items() if getattr(joined, name))
        ),
    )


def _address(listed: ArticleMeta, page: ArticleMeta, capture: Capture) -> str | None:
    """Where the article is read: behind redirects, as links of feeds often only count clicks."""
    here = capture.location if is_http(capture.location) else None
    if here is None or listed.url is None:
        return listed.url or page.url
    if canonical(here) == canonical(listed.url):
        return listed.url
    return canonical(page.url if page.url and same_site(page.url, here) else here)


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedLink:
    """One article that a list page or a sitemap leads to."""

    url: str
    title: str = ""
    """Where a person has said what the title is; so it is with ``published`` and ``author``."""
    guessed_title: str = ""
    """The text of the link; the page itself may know better, and so with ``guessed_published``."""
    published: datetime | None = None
    guessed_published: datetime | None = None
    updated: datetime | None = None
    author: str = ""
    language: str | None = None


def meta_of(link: ListedLink, source: Source, place: str) -> ArticleMeta:
    """What a link says of its article; ``place`` is ``list page`` or ``sitemap``."""
    evidence = {
        "title": "selector" if link.title else place,
        "published": "selector" if link.published else place,
        "authors": "selector",
        "language": place,
        "updated": place,
    }
    meta = ArticleMeta(
        id=entry_id(source, None, link.url, link.url),
        source=source.id,
        url=link.url,
        title=link.title or link.guessed_title,
        authors=(Author(name=link.author),) if link.author else (),
        published=link.published or link.guessed_published,
        updated=link.updated,
        language=link.language or source.language,
    )
    told = ((name, where) for name, where in sorted(evidence.items()) if getattr(meta, name))
    return replace(meta, evidence=tuple(told))
