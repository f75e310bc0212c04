"""Web archives, in which Safari keeps a page with all its parts: property lists, mostly binary."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator, Mapping
from typing import Any, Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.html_page import page_article
from feedclean.parse.encoding import decode
from feedclean.urls import is_http

NAME: Final = "webarchive"
BINARY: Final = b"bplist00"
"""How a binary property list begins."""
_MAIN: Final = "WebMainResource"
_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")


def sniff(head: Head) -> float:
    """By the name of the main part, which stands near the front of a property list."""
    text = head.text.lstrip()
    is_list = text.startswith(BINARY.decode()) or (
        text.startswith(("<?xml", "<!DOCTYPE plist", "<plist")) and "<plist" in text[:1_000]
    )
    if not is_list:
        return 0.0
    if _MAIN in text:
        return 0.97
    return 0.6 if head.location.lower().endswith(".webarchive") else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article: the page in the main part, read with that part's own encoding.

    Raises: ParseError, where the file is broken, or its main part no page.
    """
    try:
        archive = plistlib.loads(capture.body.lstrip(b"\xef\xbb\xbf \t\r\n"))
    except Exception as error:  # it fails in many ways on what was cut off
        problem = f"is a web archive that is broken ({type(error).__name__}: {error})"
        raise ParseError(capture.location, NAME, problem) from error
    page = archive.get(_MAIN) if isinstance(archive, dict) else None
    if not isinstance(page, dict) or _told(page, "MIMEType") not in _PAGE_TYPES:
        raise ParseError(capture.location, NAME, "has no main part of type text/html")
    data = page.get("WebResourceData")
    body = data if isinstance(data, bytes) else b""
    html = decode(body, _told(page, "TextEncodingName") or None).text
    url = _told(page, "URL")
    yield page_article(html, capture, source, DIALECT, url if is_http(url) else None)


def _told(part: Mapping[str, Any], name: str) -> str:
    value = part.get(f"WebResource{name}")
    return value if isinstance(value, str) else ""


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
