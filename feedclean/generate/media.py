"""What is told of pictures and attached media by their addresses alone."""

from __future__ import annotations

import re
from html import unescape
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from feedclean.generate.types import ATTACHED, PAGES, PICTURES

UNKNOWN: Final = "application/octet-stream"
"""Where a format wants a type and nobody knows one."""
_TYPES: Final = {**ATTACHED, **PICTURES, "svg": PAGES["svg"]}
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
