"""The page of a feed: how to subscribe, then entries in full as long as the page stays small."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Any, Final

from markupsafe import Markup

from feedclean.generate.assemble import UNDATED
from feedclean.generate.files import address_of
from feedclean.generate.pages.addresses import host, href, index_path, page_path, web
from feedclean.generate.pages.entry import Entry, entry, text_of
from feedclean.generate.pages.moments import moment, month_name
from feedclean.generate.pages.paper import LIMIT, print_page, print_part, subscriptions
from feedclean.generate.pages.tongues import tongue
from feedclean.generate.presentable import presentable
from feedclean.model.output import Feed, FeedHead, Rendered
from feedclean.text import excerpt, printable

LEVEL: Final = 3
"""Of headings within an entry: the feed has the first, the entry the second."""
_LIST_ROOM: Final = 24_000
"""Bytes kept for the list of entries that are not shown in full."""
_AROUND: Final = 1_100
"""Bytes of what stands around entries and list only if there are any, and of the line that says
that the feed is not up to date."""
_MOST_MONTHS: Final = 240
"""Archives that are linked; each leads on to the one before it."""
_TITLE_CHARS: Final = 200
_SUBTITLE_CHARS: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """An entry as it is shown, and what the list of contents says of it."""

    text: Markup
    mention: Markup

    @property
    def size(self) -> int:
        """Bytes."""
        return _size(self.text) + _size(self.mention)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Year:
    """The archives of a year: the name of each month, and where its document is."""

    name: str
    months: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layout:
    """What of the entries is where."""

    shown: tuple[_Shown, ...] = ()
    listed: tuple[Markup, ...] = ()
    left: int = 0
    """Entries that are not even listed."""


def render_page(feed: Feed) -> Rendered:
    """``<id>.html``: entries in full, newest first, then a list; under ``LIMIT`` bytes.

    An entry that alone is too long for such a page is shown by its beginning. Which entries are in
    full depends on the feed alone.

    Raises: GenerateError, for two entries with one id.
    """
    feed = presentable(feed)
    empty = _print(feed, _Layout())
    return _print(feed, _lay_out(feed, LIMIT - len(empty.body) - _AROUND))


def about(head: FeedHead) -> dict[str, Any]:
    """What the top of a page says of a feed."""
    title = excerpt(printable(head.title), _TITLE_CHARS) or head.source
    subtitle = excerpt(printable(head.subtitle or ""), _SUBTITLE_CHARS)
    site_url = web(head.site_url)
    return {
        "title": title,
        "subtitle": subtitle if subtitle != title else "",
        "tongue": tongue(head.language, title + subtitle),
        "language": tongue(head.language).name,
        "site_url": site_url,
        "host": host(site_url) if site_url else "",
        "updated": moment(head.updated),
        "rights": excerpt(printable(head.rights or ""), _SUBTITLE_CHARS),
        "license": web(head.license),
    }


def _print(feed: Feed, layout: _Layout) -> Rendered:
    head = feed.head
    address = address_of(feed, "atom")
    slash = address.rfind("/") + 1
    return print_page(
        page_path(head.source),
        "feed.html",
        site=feed.site,
        home=href(index_path()),
        feed=about(head),
        count=len(feed.entries),
        stem=href(page_path(head.source).with_suffix("")),
        address=address,
        place=address[:slash],
        name=address[slash:],
        subscriptions=subscriptions(feed.site),
        shown=layout.shown,
        listed=layout.listed,
        left=layout.left,
        archives=_archives(feed),
    )


def _archives(feed: Feed) -> list[_Year]:
    """The archives by year, newest first."""
    years: dict[str, list[tuple[str, str]]] = {}
    for name in () if feed.paging is None else feed.paging.archives[:_MOST_MONTHS]:
        year, _, month = name.partition("-")
        address = href(PurePosixPath(feed.head.source) / f"{name}.atom")
        label = month_name(int(month)) + (" or undated" if name == f"{UNDATED:%Y-%m}" else "")
        years.setdefault(year, []).append((label, address))
    return [_Year(name=name, months=tuple(months)) for name, months in years.items()]


def _lay_out(feed: Feed, room: int) -> _Layout:
    entries = [entry(article, feed) for article in feed.entries]
    items = [print_part("entry.html", "item", one) for one in entries]
    # bytes of the list, if it began with this entry or the next
    tails = [*accumulate(map(_size, reversed(items)), initial=0)][::-1]
    shown: list[_Shown] = []
    most = room - _LIST_ROOM
    for article, one, tail in zip(feed.entries, entries, tails[1:], strict=True):
        part = _part("full", one, text_of(article, one, LEVEL))
        if part.size > most:
            part = _part("beginning", one)
        if part.size + min(tail, _LIST_ROOM) > room:
            break
        shown.append(part)
        room -= part.size
    listed: list[Markup] = []
    for item in items[len(shown) :]:
        room -= _size(item)
        if room < 0:
            break
        listed.append(item)
    left = len(entries) - len(shown) - len(listed)
    return _Layout(shown=tuple(shown), listed=tuple(listed), left=left)


def _part(kind: str, one: Entry, *text: Markup) -> _Shown:
    return _Shown(
        text=print_part("entry.html", kind, one, *text),
        mention=print_part("entry.html", "mention", one),
    )


def _size(text: str) -> int:
    return len(text.encode()) + 1
