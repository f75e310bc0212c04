"""The id of an entry: what upstream calls it, else its address, else where it lies."""

from __future__ import annotations

from urllib.parse import quote

from feedclean.model.article import ArticleId
from feedclean.model.source import Capture, Source
from feedclean.urls import canonical

TAG_AUTHORITY = "feedclean.invalid,2026"
"""Authority and date of our ``tag:`` URIs (RFC 4151); the name can never be registered."""


def entry_id(source: Source, upstream_id: str | None, url: str | None, key: str) -> ArticleId:
    """Atom id of an entry; depends on neither title nor date.

    ``upstream_id`` is taken verbatim; ``key`` is where the article lies, relative to the root of
    the source, and counts only where there is neither an upstream id nor a URL.
    """
    if upstream_id:
        return ArticleId(upstream_id)
    if url:
        return ArticleId(canonical(url))
    return ArticleId(f"tag:{TAG_AUTHORITY}:{quote(source.id, safe='')}/{quote(key, safe='/#')}")


def record_key(capture: Capture, offset: int | None) -> str:
    """Where a record lies: the file, and ``#n`` for the n-th record of several."""
    return capture.location if offset is None else f"{capture.location}#{offset}"
