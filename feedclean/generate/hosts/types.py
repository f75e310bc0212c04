"""What kind of file each suffix is, and how long a copy of it may be used unasked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FEEDS: Final[Mapping[str, str]] = {
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "opml": "text/x-opml",
    "rss": "application/rss+xml",
}
"""What readers subscribe to. All ``.json`` we publish for others is JSON Feed."""

PAGES: Final[Mapping[str, str]] = {
    "css": "text/css",
    "html": "text/html",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "txt": "text/plain",
    "xml": "application/xml",
}

PICTURES: Final[Mapping[str, str]] = {
    "avif": "image/avif",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
}

TEXTS: Final[Mapping[str, str]] = {**FEEDS, **PAGES}
"""All in UTF-8, and worth compressing."""

CHARSET: Final = "; charset=utf-8"
# RFC 8259 knows no charset of JSON and RFC 9110 lets a reader ignore one; some readers guess
# Latin-1 for any text without.

FEED_CACHING: Final = "public, max-age=300, must-revalidate"
"""Five minutes: a small part of the half hour between two builds, yet many readers of one network
ask its cache only."""

PAGE_CACHING: Final = "no-cache"
"""Kept, but asked for each time; mostly the answer is a 304."""
