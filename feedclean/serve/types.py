"""What each file is sent as, and what follows from it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final

from feedclean.generate.types import ATTACHED, CHARSET, FEEDS, NO_FEEDS, PAGES, PICTURES, TEXTS

JSON: Final = "application/json"
_JSON_FEED_MARK: Final = b"jsonfeed.org/version/"
_UNKNOWN: Final = "application/octet-stream"
_FEEDS: Final = frozenset({*FEEDS.values(), "application/xml"})

TYPES: Final = {
    **{f".{ending}": kind + CHARSET for ending, kind in TEXTS.items()},
    **{f".{ending}": kind for ending, kind in {**PICTURES, **ATTACHED}.items()},
    ".gz": "application/gzip",
    ".htm": PAGES["html"] + CHARSET,
    ".json": JSON,
    ".webmanifest": "application/manifest+json",
    ".woff2": "font/woff2",
    ".xsl": "text/xsl; charset=utf-8",
}
"""What is published, as hosts are told to send it, and what others may have put beside it."""
_SHRINK: Final = frozenset({*TEXTS.values(), JSON, "application/manifest+json"})


def media_type(path: PurePath, body: bytes = b"") -> str:
    """What a file is sent as; ``body`` tells a JSON Feed from other JSON."""
    if path.name in NO_FEEDS:  # which may tell of a source called as a mark of feeds
        return NO_FEEDS[path.name]
    kind = TYPES.get(path.suffix.lower(), _UNKNOWN)
    return FEEDS["json"] if kind == JSON and _JSON_FEED_MARK in body else kind


def is_feed(kind: str) -> bool:
    """Whether pages of other sites may read it: feed readers that run in a browser do."""
    return kind.partition(";")[0] in _FEEDS


def is_text(kind: str) -> bool:
    """Whether it is worth being compressed."""
    plain = kind.partition(";")[0]
    return plain.startswith("text/") or plain in _SHRINK
