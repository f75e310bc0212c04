"""Gathers a site by its sitemap: the newest pages it lists."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin

from feedclean.errors import ParseError
from feedclean.gather.base import Context
from feedclean.gather.inflate import Bomb, NotInflatable, inflate
from feedclean.gather.pages import fetch_pages, waiting_pages
from feedclean.gather.robots import Robots
from feedclean.gather.visit import Address, Understood, Visited, recall_patience, visit
from feedclean.gather.wanted import Wanted, heed, wanted
from feedclean.model.article import Failure
from feedclean.model.memory import NO_HINTS, FeedHints
from feedclean.model.source import Capture, Gathered, NotModified, Source
from feedclean.parse.encoding import decode
from feedclean.parse.feeds.hints import usual_gap_s
from feedclean.parse.lists.listed import ListedLink, meta_of
from feedclean.parse.lists.sitemap import Place, Sitemap, article_pages, newest, parse_sitemap

MOST_CHILDREN: Final = 10
"""Sitemaps asked of one index, the newest first; large sites split theirs by month or by day."""
SIZE_LIMIT_BYTES: Final = 52_428_800
"""Source: sitemaps.org protocol, 50 MB uncompressed."""
_GZIP: Final = b"\x1f\x8b"
_DEEPEST: Final = 2


def gather_sitemap(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture for each page, the newest first, at most ``max_entries`` of them."""
    recall_patience(source, context)
    places: list[Place] = []
    for answer in _sitemaps(source, context, source.location, _DEEPEST):
        if isinstance(answer, Sitemap):
            places += article_pages(answer.pages, source.location)
        else:
            yield answer
    unique = {place.url: place for place in reversed(places)}
    chosen = newest(
        (place for place in places if unique.get(place.url) is place),
        source.max_entries,
        context.now,
        source.since_days,
    )
    pages = [_wanted(place, source) for place in chosen]
    heed(context, pages)
    yield from fetch_pages(source, context, pages)
    asked = {place.url for place in chosen}
    yield from waiting_pages(source, context, asked)


def _wanted(place: Place, source: Source) -> Wanted:
    link = ListedLink(
        url=place.url,
        guessed_title=place.title,
        guessed_published=place.published,
        updated=place.modified,
        language=place.language,
    )
    return wanted(meta_of(link, source, "sitemap"))


def _sitemaps(
    source: Source, context: Context, url: str, depth: int
) -> Iterator[Sitemap | NotModified | Failure]:
    """What is new in a sitemap and in those it leads to."""
    answer = visit(source, context, Address(url=url, understand=_reader(context)))
    if isinstance(answer, Visited):
        places = newest(answer.sense.children, MOST_CHILDREN, context.now, source.since_days)
        children = tuple(place.url for place in places)
        if answer.sense.children:
            _remember(context, url, children)
        yield answer.sense
    else:
        yield answer
        children = ()
        if isinstance(answer, NotModified) and not answer.reason:
            children = _remembered(context, url)  # an index may stay while its sitemaps change
        if isinstance(answer, Failure) and url == source.location:
            children = _named_elsewhere(context, url, answer)
    for child in children:
        if depth and child != url:
            yield from _sitemaps(source, context, child, depth - 1)


def _named_elsewhere(context: Context, url: str, failure: Failure) -> tuple[str, ...]:
    """Where the sitemap may lie if the address of a site was given instead of it."""
    if failure.error != ParseError.__name__:
        return ()
    named = Robots(context).sitemaps(url)
    return tuple(urljoin(url, each) for each in named)[:MOST_CHILDREN] or (
        urljoin(url, "/sitemap.xml"),
    )


def _remember(context: Context, url: str, children: tuple[str, ...]) -> None:
    record = context.book.get(url)
    if record is not None:
        context.book.put(replace(record, text="\n".join(children)))


def _remembered(context: Context, url: str) -> tuple[str, ...]:
    record = context.book.get(url)
    return tuple(record.text.split()) if record is not None else ()


def _reader(context: Context) -> Callable[[Capture], Understood[Sitemap]]:
    def understand(capture: Capture) -> Understood[Sitemap]:
        body = capture.body
        if body.startswith(_GZIP):
            try:
                body = inflate(body, ("gzip",), SIZE_LIMIT_BYTES)
            except (Bomb, NotInflatable) as error:
                raise ParseError(
                    capture.location, None, f"cannot be decompressed ({error})"
                ) from error
        found = parse_sitemap(decode(body, capture.charset).text, capture.location)
        dates = [page.when for page in found.pages if page.when and page.when <= context.now]
        hints = FeedHints(gap_s=usual_gap_s(dates), newest=max(dates)) if dates else NO_HINTS
        return Understood(sense=found, hints=hints)

    return understand
