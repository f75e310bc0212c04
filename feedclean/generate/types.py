"""Media types: one table for what is published and what is attached, the same on every machine.

The standard library's differs between versions and systems, and so would the feeds.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FEEDS: Final[Mapping[str, str]] = {
    "atom": "application/atom+xml",
    "json": "application/feed+json",
    "opml": "text/x-opml",
    "rss": "application/rss+xml",
}
"""What readers subscribe to. All ``.json`` we publish is JSON Feed, but for ``NO_FEEDS``."""

NO_FEEDS: Final[Mapping[str, str]] = {"health.json": "application/json"}
"""Files of the site, for programs, that are called as feeds are."""

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

ATTACHED: Final[Mapping[str, str]] = {
    "aac": "audio/aac",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "m3u8": "application/vnd.apple.mpegurl",
    "m4a": "audio/mp4",
    "m4b": "audio/mp4",
    "m4v": "video/mp4",
    "mkv": "video/matroska",
    "mov": "video/quicktime",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "ogv": "video/ogg",
    "opus": "audio/ogg",
    "pdf": "application/pdf",
    "torrent": "application/x-bittorrent",
    "wav": "audio/wav",
    "webm": "video/webm",
    "zip": "application/zip",
}
"""What articles link to. We publish none of it; others may have put some beside our files."""

TEXTS: Final[Mapping[str, str]] = {**FEEDS, **PAGES}
"""All in UTF-8, and worth compressing."""

CHARSET: Final = "; charset=utf-8"
# RFC 8259 knows no charset of JSON and RFC 9110 lets a reader ignore one; some readers guess
# Latin-1 for any text without.
