"""The id of an entry: what upstream calls it, else its address, else what or where it is."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from urllib.parse import quote

from feedclean.codec import digest
from feedclean.dom import tree
from feedclean.model.article import ArticleId, SourceId
from feedclean.model.source import Capture, Source
from feedclean.text import fold
from feedclean.urls import canonical

TAG_AUTHORITY: Final = "feedclean.invalid,2026"
"""Authority and date of our ``tag:`` URIs (RFC 4151); the name can never be registered."""
_CONTENT: Final = "#"
"""No path begins with it, as the place of an article in a dump may."""


def entry_id(source: Source, upstream_id: str | None, url: str | None, key: str) -> ArticleId:
    """Atom id of an entry; depends on neither title nor date.

    ``upstream_id`` is taken verbatim; ``key`` is where the article lies, relative to the root of
    the source, or what it is; it counts only where there is neither an upstream id nor a URL.
    """
    if upstream_id:
        return ArticleId(upstream_id)
    if url:
        return ArticleId(canonical(url))
    return ArticleId(f"{_ours(source.id)}{quote(key, safe='/#')}")


def _ours(source: SourceId) -> str:
    return f"tag:{TAG_AUTHORITY}:{quote(source, safe='')}/"


def record_key(capture: Capture, offset: int | None) -> str:
    """Where a record lies: the file, and ``#n`` for the n-th record of several."""
    return capture.location if offset is None else f"{capture.location}#{offset}"


def content_key(title: str, published: datetime | None, html: str) -> str:
    """What tells a record of a list that has neither id nor address from the others around it.

    Its place in the list would be another one with every new record on top. Title and date count
    together, else the title, else the text; a record that is corrected is recognised by the ledger.
    """
    if title and published:
        told = digest(fold(title), published.isoformat())
    else:
        told = digest(fold(title or tree.raw_text(tree.parse(html))))
    return f"{_CONTENT}{told}"


def is_of_content(id_: ArticleId, source: SourceId) -> bool:
    """Whether an id was made of ``content_key``."""
    return id_.startswith(f"{_ours(source)}{_CONTENT}")
