"""What is told of pictures and attached media by their addresses alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

UNKNOWN: Final = "application/octet-stream"
"""Where a format wants a type and nobody knows one."""
# The standard library's table differs between versions and systems, and so would the feeds.
_TYPES: Final[Mapping[str, str]] = {
    "aac": "audio/aac",
    "avif": "image/avif",
    "epub": "application/epub+zip",
    "flac": "audio/flac",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
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
    "png": "image/png",
    "svg": "image/svg+xml",
    "torrent": "application/x-bittorrent",
    "wav": "audio/wav",
    "webm": "video/webm",
    "webp": "image/webp",
    "zip": "application/zip",
}
_PICTURE: Final = re.compile(r"<(?:img|video)\b[^<>]*>", re.IGNORECASE)
_SOURCE: Final = re.compile(r"\s(?:src|poster)=\"([^\"]*)\"", re.IGNORECASE)
_SIZE: Final = re.compile(r"(?:-\d{2,5}x\d{2,5}|-scaled|@[23]x)(?=\.\w+$)")
"""Which WordPress and others put into the name of a picture that they made smaller."""


def type_of(url: str) -> str | None:
    """The media type that the end of an address speaks for."""
    _, dot, ending = _parts(url).path.rpartition("/")[2].rpartition(".")
    return _TYPES.get(ending.lower()) if dot else None


def is_shown(picture: str, html: str) -> bool:
    """Whether a sanitized text shows a picture, be it in another size."""
    key = _key(picture)
    return any(
        _key(unescape(address)) == key
        for tag in _PICTURE.findall(html)
        for address in _SOURCE.findall(tag)
    )


def _key(url: str) -> str:
    """What addresses of one picture have in common, whatever its size and the way to it.

    The query of a file's address says how it is to be sent; any other may say which picture.
    """
    parts = _parts(url)
    path = unquote(parts.path)
    if (type_of(url) or "").startswith("image/"):
        return parts.netloc.lower() + _SIZE.sub("", path)
    return f"{parts.netloc.lower()}{path}?{parts.query}"


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
