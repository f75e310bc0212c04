"""Articles and sources to assemble feeds of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    CleanStats,
    Digest,
    Fingerprint,
    SourceId,
)
from feedclean.model.source import Source, SourceKind

MakeArticle = Callable[..., CleanArticle]
MakeSource = Callable[..., Source]


@pytest.fixture(scope="session")
def article() -> MakeArticle:
    def make(name: str = "a", html: str | None = None, **meta: Any) -> CleanArticle:
        content = f"<p>{name}</p>" if html is None else html
        known: dict[str, Any] = {
            "id": ArticleId(f"https://example.org/{name}"),
            "url": f"https://example.org/{name}",
            "title": f"Title of {name}",
            "published": datetime(2024, 4, 27, 0, 30, 51, tzinfo=UTC),
        }
        chars = len("".join(content.split()))
        return CleanArticle(
            meta=ArticleMeta(source=SourceId("news"), **(known | meta)),
            html=content,
            removals=(),
            stats=CleanStats(
                chars_in=chars,
                chars_out=chars,
                links_in=0,
                links_out=0,
                images_in=content.count("<img"),
                images_out=content.count("<img"),
            ),
            fingerprint=Fingerprint(raw=Digest("0" * 32), plan=Digest("0" * 32)),
        )

    return make


@pytest.fixture(scope="session")
def source() -> MakeSource:
    def make(**changes: Any) -> Source:
        known: dict[str, Any] = {
            "id": SourceId("news"),
            "kind": SourceKind.DUMP,
            "location": "seeds/news",
            "title": "News of the day",
            "site_url": "https://example.org/",
            "language": "en",
        }
        return Source(**(known | changes))

    return make
