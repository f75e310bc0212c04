"""Sitemaps, sitemap indexes and news sitemaps → the pages and further sitemaps they list."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from lxml import etree

from feedclean.dates import parse_date
from feedclean.errors import ParseError
from feedclean.parse.feeds.xml import local_name, xml_root
from feedclean.parse.records.record import language_tag, tidy_line
from feedclean.urls import absolute, is_http, same_site

_PLAIN: Final = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?:/[\w~-][\w.~%-]*)*+/?", re.ASCII
)
"""Addresses there is nothing to resolve about: nearly all, and a sitemap may have 50,000."""
_FILES: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".pdf", ".mp3", ".mp4", ".zip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One address a sitemap lists, and what it says of it."""

    url: str
    modified: datetime | None = None
    """Aware, UTC."""
    title: str = ""
    """Of a news sitemap, as are the fields below."""
    published: datetime | None = None
    language: str | None = None

    @property
    def when(self) -> datetime | None:
        """What tells new from old."""
        return self.published or self.modified


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitemap:
    """What one sitemap file lists, in its own order."""

    pages: tuple[Place, ...] = ()
    children: tuple[Place, ...] = ()
    """Further sitemaps, of an index."""


def parse_sitemap(text: str, location: str) -> Sitemap:
    """The sitemap in a decoded text: XML, or one address a line. Raises: ParseError."""
    lines = text.split()
    if lines and all(is_http(line) for line in lines):
        return Sitemap(pages=tuple(Place(url=line) for line in dict.fromkeys(lines)))
    try:
        root = xml_root(text, location)
    except etree.XMLSyntaxError as error:
        raise ParseError(location, None, f"is no sitemap that can be read ({error})") from error
    match local_name(root):
        case "urlset":
            return Sitemap(pages=_unique(_places(root, "url", location)))
        case "sitemapindex":
            return Sitemap(children=_unique(_places(root, "sitemap", location)))
        case name:
            raise ParseError(location, None, f"is no sitemap: its root element is <{name}>")


def newest(
    places: Iterable[Place], most: int, now: datetime, since_days: int | None
) -> tuple[Place, ...]:
    """The newest places first, those without a date behind them, as they stand in the file.

    Where there are dates, a limit of age leaves out what has none: it is mostly the pages about the
    site itself.
    """
    every = list(places)
    dated = [place for place in every if place.when is not None]
    undated = [place for place in every if place.when is None]
    if since_days is not None and dated:
        oldest = now - timedelta(days=since_days)
        dated = [place for place in dated if place.when is not None and place.when >= oldest]
        undated = []
    dated.sort(key=lambda place: place.when or now, reverse=True)  # stable: file order for equals
    return tuple((*dated, *undated)[:most])


def article_pages(pages: Iterable[Place], location: str) -> Iterator[Place]:
    """Pages that may be articles: of the site that lists them, no front page, no picture."""
    for place in pages:
        path = urlsplit(place.url).path.lower()
        is_front = path.strip("/") in ("", "index.html", "index.php")
        if not is_front and not path.endswith(_FILES) and same_site(place.url, location):
            yield place


def _places(root: etree._Element, name: str, location: str) -> Iterator[Place]:
    for node in root:
        if local_name(node) != name:
            continue
        said = {local_name(child): child for child in node}
        told = _text(said.get("loc"))
        url = told if _PLAIN.fullmatch(told) else absolute(told, location)
        if url is None or not is_http(url):
            continue
        modified = _text(said.get("lastmod"))
        news = {local_name(child): child for child in said.get("news", ())}
        publication = {local_name(child): child for child in news.get("publication", ())}
        published = _text(news.get("publication_date"))
        yield Place(
            url=url,
            modified=parse_date(modified) if modified else None,
            title=tidy_line(_text(news.get("title"))),
            published=parse_date(published) if published else None,
            language=language_tag(_text(publication.get("language"))),
        )


def _unique(places: Iterator[Place]) -> tuple[Place, ...]:
    found: dict[str, Place] = {}
    for place in places:
        found.setdefault(place.url, place)
    return tuple(found.values())


def _text(node: etree._Element | None) -> str:
    return "" if node is None else (node.text or "").strip()
