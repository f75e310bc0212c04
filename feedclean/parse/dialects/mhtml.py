"""MHTML files, in which a browser keeps a page with all its parts (RFC 2557)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from html import escape
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.html_page import page_article
from feedclean.parse.dialects.mime import text_of
from feedclean.urls import is_http

NAME: Final = "mhtml"
_HEADER: Final = re.compile(r"\A\s*[A-Za-z-]+:[ \t]", re.ASCII)
_RELATED: Final = re.compile(
    r"^Content-Type:\s*multipart/(?:related|mixed|alternative)\b", re.IGNORECASE | re.MULTILINE
)
_LONE: Final = re.compile(r"^Content-Type:\s*text/html\b", re.IGNORECASE | re.MULTILINE)
_SAVED: Final = re.compile(
    r"^(?:Snapshot-Content-Location|Content-Location):|^From:\s*<?Saved by",
    re.IGNORECASE | re.MULTILINE,
)
_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_CID: Final = re.compile(r"(?<=[\"'])cid:([^\"'\s<>]+)(?=[\"'])")


def sniff(head: Head) -> float:
    """By the headers: related parts, saved from an address, which a letter does not name."""
    if not _HEADER.match(head.text):
        return 0.0
    headers = head.text.lstrip().partition("\n\n")[0]
    if _RELATED.search(headers):
        return 0.97 if _SAVED.search(headers) or "multipart/related" in headers.lower() else 0.3
    return 0.8 if _LONE.search(headers) and _SAVED.search(headers) else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """One article: the page in the main part, read with that part's own encoding.

    Raises: ParseError, where no part is a page.
    """
    message = message_from_bytes(capture.body.lstrip(b"\xef\xbb\xbf \t\r\n") or text.encode())
    parts = [part for part in message.walk() if not part.is_multipart()]
    pages = [part for part in parts if part.get_content_type() in _PAGE_TYPES]
    if not pages:
        raise ParseError(capture.location, NAME, "has no part of type text/html")
    start = str(message.get_param("start") or "").strip()
    page = next((part for part in pages if start and part.get("Content-ID") == start), pages[0])
    url = _address(message.get("Snapshot-Content-Location")) or _address(_location(page))
    html = _with_addresses(text_of(page), parts)
    yield page_article(html, capture, source, DIALECT, url)


def _location(part: Message) -> str | None:
    return part.get("Content-Location")


def _address(location: str | None) -> str | None:
    """An address from a header, which may have been folded."""
    url = "".join(str(location or "").split())
    return url if is_http(url) else None


def _with_addresses(html: str, parts: list[Message]) -> str:
    """The page with ``cid:`` references replaced by the addresses their parts came from."""
    if "cid:" not in html:
        return html
    places = {
        str(part.get("Content-ID") or "").strip().strip("<>"): _address(_location(part))
        for part in parts
    }
    return _CID.sub(lambda found: escape(places.get(found[1]) or found[0]), html)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
