"""The index of the site: how all is, what is new, and every feed with its addresses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from feedclean.generate.pages.addresses import (
    anchor,
    article_path,
    href,
    index_path,
    page_path,
    web,
)
from feedclean.generate.pages.feed import about
from feedclean.generate.pages.moments import Moment, moment
from feedclean.generate.pages.paper import LIMIT, print_page, subscriptions
from feedclean.generate.pages.tongues import Tongue, tongue
from feedclean.model.article import SourceId
from feedclean.model.output import Card, Headline, Notice, Rendered, SiteHead
from feedclean.text import excerpt, printable

_FEW: Final = 3
"""Feeds whose headlines can be taken in at a glance; of more, the newest stand at the top."""
_NEWEST: Final = 8
_HEADLINES: Final = ((5, 3, 1, 0), (3, 1, 0))
"""Per feed, for few feeds and for many: as many as the page has room for."""
_LEAST: Final = {True: 500, False: 150}
"""Bytes at least of a feed that has more than a line, by whether it is published."""
_MOST_FOUND: Final = 20
"""Feeds that a reader finds by itself, where there are many: nobody chooses from more."""
_TITLE_CHARS: Final = 160
_TROUBLE_CHARS: Final = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """A headline as the index shows it."""

    title: str
    href: str | None
    date: Moment | None
    tongue: Tongue
    feed: str
    """Title of its feed, and the language of that."""
    feed_tongue: Tongue


def render_index(site: SiteHead, cards: Sequence[Card]) -> Rendered:
    """``index.html``: the feeds in the order given.

    It has fewer headlines the more feeds there are, and in the end a line a feed, to stay under
    ``LIMIT`` bytes; no feed is left out for that.
    """
    counts: tuple[int, ...] = _HEADLINES[len(cards) > _FEW]
    if sum(_LEAST[card.is_published] for card in cards) >= LIMIT:
        counts = ()  # printed only to be thrown away, they took four times as long for 600 feeds
    pages = (_print(site, cards, count) for count in counts)
    fitting = next((page for page in pages if len(page.body) < LIMIT), None)
    return fitting or _print(site, cards, 1, is_brief=True)


def _print(
    site: SiteHead, cards: Sequence[Card], count: int, *, is_brief: bool = False
) -> Rendered:
    known = {card.head.source: about(card.head) for card in cards}
    feeds = [_feed(site, card, 0 if is_brief else count, known) for card in cards]
    return print_page(
        index_path(),
        "index.html",
        site=site,
        new=_newest(site, cards, known) if len(cards) > _FEW and count else (),
        feeds=feeds,
        found=[feed for feed in feeds if feed["is_published"]][: _MOST_FOUND if is_brief else None],
        listed=sum(card.is_published for card in cards),
        is_brief=is_brief,
        troubled=sum(bool(card.alarms) for card in cards),
    )


def _feed(
    site: SiteHead, card: Card, count: int, known: Mapping[SourceId, dict[str, Any]]
) -> dict[str, Any]:
    head = card.head
    return known[head.source] | {
        "id": f"feed-{head.source}",
        "is_published": card.is_published,
        "page": href(page_path(head.source)) if _has_page(site, card) else None,
        "stem": href(page_path(head.source).with_suffix("")),
        "address": f"{head.self_url}.atom",
        "subscriptions": subscriptions(site),
        "count": card.entries,
        "lines": [
            _line(site, card, headline, known[head.source]) for headline in card.headlines[:count]
        ],
        "members": [
            {"id": f"feed-{one}", "title": known[one]["title"], "tongue": known[one]["tongue"]}
            for one in card.members
            if one in known
        ],
        "alarms": [_alarm(notice) for notice in card.alarms],
    }


def _alarm(notice: Notice) -> dict[str, Any]:
    return {
        "title": notice.title,
        "told": excerpt(printable(notice.told), _TROUBLE_CHARS),
        "since": moment(notice.since),
    }


def _has_page(site: SiteHead, card: Card) -> bool:
    return "html" in site.formats and card.is_published


def _newest(
    site: SiteHead, cards: Sequence[Card], known: Mapping[SourceId, dict[str, Any]]
) -> list[_Line]:
    """The newest headlines of all feeds; what a combined feed says again is said once."""
    found: dict[str, tuple[Card, Headline]] = {}
    for card in sorted(cards, key=lambda card: bool(card.members)):
        for headline in card.headlines:
            if moment(headline.date) is not None:
                found.setdefault(headline.id, (card, headline))
    newest = sorted(found.values(), key=_age)[:_NEWEST]
    return [_line(site, card, headline, known[card.head.source]) for card, headline in newest]


def _age(found: tuple[Card, Headline]) -> tuple[float, str]:
    _, headline = found
    assert headline.date is not None
    return -headline.date.timestamp(), headline.id


def _line(site: SiteHead, card: Card, headline: Headline, feed: Mapping[str, Any]) -> _Line:
    source = card.head.source
    title = excerpt(printable(headline.title), _TITLE_CHARS) or headline.url or headline.id
    if site.has_article_pages and card.is_published:
        link: str | None = href(article_path(*(headline.home or (source, headline.id))))
    elif _has_page(site, card):
        link = f"{href(page_path(source))}#{anchor(headline.id)}"
    else:
        link = web(headline.url)
    return _Line(
        title=title,
        href=link,
        date=moment(headline.date),
        tongue=tongue(None, title, card.head.language),
        feed=feed["title"],
        feed_tongue=feed["tongue"],
    )
