"""OPML, as every reader writes it, and what FreshRSS adds to it.

Source: FreshRSS documentation, "OPML".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from feedclean.moving.values import NOTHING, Found, Lost, Moved, Notes
from feedclean.parse.lists.opml import (
    Subscription,
    bare_outlines,
    is_cut_off,
    other_outlines,
    parse_opml,
    repeated_outlines,
)
from feedclean.urls import is_http

_SCRAPED: Final = "html+xpath"
_UNREAD: Final = ("xml+xpath", "json+dotnotation", "html+xpath+json+dotnotation")
_CARDS: Final = {
    "xpathitem": "links",
    "xpathitemtitle": "item_title",
    "xpathitemtimestamp": "item_date",
    "xpathitemauthor": "item_author",
}
_FILTERS: Final = ("csscontentfilter", "cssfullcontentfilter")
"""As it is called now, and as it was."""
_ANY_LINK: Final = re.compile(r"(?:\./|\.//|descendant::|descendant-or-self::)?(?:a/)?@href")
_NO_MATTER: Final = frozenset(
    (
        *("type", "version", "description", "language", "category", "priority", "created"),
        *("unicitycriteria", "unicitycriteriaforced", "xpathitemuid"),
    )
)
"""What changes nothing here: shelves and names of the other program."""
_REASONS: Final = {
    "xpathitemcontent": "texts are read from the pages of the articles",
    "xpathitemthumbnail": "pictures are read from the pages of the articles",
    "xpathitemcategories": "categories are read from the pages of the articles",
    "xpathitemtimeformat": "dates are understood without a format",
    "cssfullcontentconditions": "pages of all its articles are read",
    "filtersactionread": "marks entries as read, which a feed cannot; block leaves them out",
}


def read_opml(body: bytes, location: str) -> Found:
    """The feeds of a list. Raises: ParseError."""
    listed = parse_opml(body, location)
    sources: list[Moved] = []
    lost: list[Lost] = []
    for one in listed:
        notes = Notes(one.title)
        moved = _moved(one, dict(one.said), notes)
        sources += [moved] if moved is not None else []
        lost += notes.lost
    why = "its address is none of the web; a list of feeds can stand in [[sources_from]]"
    others = other_outlines(body, location)
    lost += [Lost(where=title, what="source", why=why) for title, _ in others]
    for title, url in bare_outlines(body, location):
        told = "it names no feed"
        told += f'; "feedclean add {url}" looks for one there' if is_http(url) else ""
        lost.append(Lost(where=title, what="source", why=told))
    for title, first in repeated_outlines(body, location):
        told = f'the file has its address twice, first as "{first}"'
        lost.append(Lost(where=title, what="source", why=told))
    if is_cut_off(body):
        told = "the file breaks off below it: what else it named is not known"
        lost.append(Lost(where=listed[-1].title, what="all behind it", why=told))
    names = {name for one in listed for name, _ in one.said}
    is_theirs = any(name.startswith(("xpath", "css", "curlopt")) for name in names)
    return Found(
        format="OPML of FreshRSS" if is_theirs else "OPML", sources=tuple(sources), lost=tuple(lost)
    )


def _moved(one: Subscription, said: Mapping[str, str], notes: Notes) -> Moved | None:
    kind = said.get("type", "").lower()
    if kind in _UNREAD:
        notes.lose("source", f"articles are not read out of {said['type']}")
        return None
    is_scraped = kind == _SCRAPED
    if is_scraped:
        for name, key in _CARDS.items():
            if said.get(name):
                notes.say(key, _relative(said[name]) if key != "links" else said[name])
    _say_times(said, notes)
    if said.get("cssfullcontent"):
        notes.say("full_text", "always")
        notes.add("body", said["cssfullcontent"])
    notes.add("strip", *(said[name] for name in _FILTERS if said.get(name)))
    known = {*(_CARDS if is_scraped else ()), *_FILTERS, "cssfullcontent", "ttl", *_NO_MATTER}
    for name, value in said.items():
        if not value or name in known or (name == "xpathitemuri" and _ANY_LINK.fullmatch(value)):
            continue
        if name == "xpathitemuri":
            notes.lose(name, "of the links of an item, the one with most text is followed")
        elif name.startswith("curlopt"):
            notes.lose(name, "requests are made one way for all; see [fetch]")
        else:
            notes.lose(name, _REASONS.get(name, NOTHING))
    return Moved(
        title=one.title,
        url=one.url,
        kind="pages" if is_scraped else "feed",
        site_url=one.site_url,
        keys=notes.keys,
    )


def _say_times(said: Mapping[str, str], notes: Notes) -> None:
    """How often to ask: seconds, less than none for a feed that rests."""
    text = said.get("ttl", "")
    if not re.fullmatch(r"-?\d{1,9}", text):
        return
    seconds = int(text)
    if seconds < 0:
        notes.lose(
            "ttl", "it was muted, and is asked here like the others; take it out if unwanted"
        )
    elif seconds:
        notes.say("interval_minutes", min(max(seconds // 60, 5), 1440))


def _relative(xpath: str) -> str:
    """An XPath from within an item, in a way that it is known for one."""
    is_bare = re.match(r"[A-Za-z@*][\w.-]*(?![\w.-]|\s*\(|::)", xpath)
    return f"./{xpath}" if is_bare else xpath
