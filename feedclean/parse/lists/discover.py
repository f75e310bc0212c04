"""Finds the feed of a page: what it names itself, else where feeds usually lie."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from feedclean.dom.head import read_head
from feedclean.urls import absolute, is_http

FEED_TYPES: Final = frozenset(
    {
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/rss+xml",
        "application/x-rss+xml",
        "application/x.atom+xml",
        "text/rss+xml",
    }
)
USUAL_PATHS: Final = ("/feed", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/rss")
"""Asked one after the other, and only where a page names no feed."""
_SECOND: Final = re.compile(
    r"comment|kommentar|commentaire|comentario|replies|/tag/", re.IGNORECASE
)
_JSON_API: Final = re.compile(r"/wp-json/|oembed", re.IGNORECASE)


def named_feeds(html: str, url: str) -> tuple[str, ...]:
    """Addresses of the feeds a page names, the main one first, those of comments last."""
    head = read_head(html)
    base = (absolute(head.base_href, url) if head.base_href else None) or url
    found: list[str] = []
    for link in head.links:
        rels = link.rel.split()
        kind = link.media_type.partition(";")[0].strip()
        is_feed = ("alternate" in rels and kind in FEED_TYPES) or "feed" in rels
        is_json = "alternate" in rels and kind == "application/json"
        if (is_feed or is_json) and "stylesheet" not in rels and not _JSON_API.search(link.href):
            address = absolute(link.href, base)
            if address and is_http(address) and address not in found:
                found.append(address)
    return tuple(sorted(found, key=lambda address: _SECOND.search(address) is not None))


def usual_feeds(url: str) -> tuple[str, ...]:
    """Where the feed of a site might lie: below its address, then at the root of its host."""
    found = [absolute(f"{folder}{path}", url) for folder in _folders(url) for path in USUAL_PATHS]
    return tuple(address for address in found if address)


def _folders(url: str) -> tuple[str, ...]:
    """The folder that an address is, or lies in, and the root of its host."""
    path = urlsplit(url).path
    above, _, last = path.rpartition("/")
    folder = above if "." in last else path.rstrip("/")
    return (folder, "") if folder else ("",)
