"""Media types of what is published; the same on every machine, whatever its tables say."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

JSON: Final = "application/json"
JSON_FEED: Final = "application/feed+json"
_JSON_FEED_MARK: Final = b"jsonfeed.org/version/"
_UNKNOWN: Final = "application/octet-stream"

TYPES: Final = {
    ".atom": "application/atom+xml; charset=utf-8",
    ".avif": "image/avif",
    ".br": _UNKNOWN,
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".gz": "application/gzip",
    ".htm": "text/html; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": JSON,
    ".m4a": "audio/mp4",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".ogg": "audio/ogg",
    ".opml": "text/x-opml; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".rss": "application/rss+xml; charset=utf-8",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".webm": "video/webm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml; charset=utf-8",
    ".xsl": "text/xsl; charset=utf-8",
}
_FEEDS: Final = frozenset(
    {"application/atom+xml", "application/rss+xml", JSON_FEED, "text/x-opml", "application/xml"}
)
_SHRINK: Final = ("application/json", "application/manifest+json", "image/svg+xml", "image/x-icon")


def media_type(path: PurePath, body: bytes = b"") -> str:
    """What a file is sent as; ``body`` tells a JSON Feed from other JSON."""
    kind = TYPES.get(path.suffix.lower(), _UNKNOWN)
    return JSON_FEED if kind == JSON and _JSON_FEED_MARK in body else kind


def is_feed(kind: str) -> bool:
    """Whether pages of other sites may read it: feed readers that run in a browser do."""
    return kind.partition(";")[0] in _FEEDS


def is_text(kind: str) -> bool:
    """Whether it is worth being compressed."""
    plain = kind.partition(";")[0]
    return plain.startswith("text/") or plain in _FEEDS or plain in _SHRINK
