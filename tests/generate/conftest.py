"""Articles and sources to assemble feeds of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    Author,
    CleanArticle,
    CleanStats,
    Digest,
    Enclosure,
    Fingerprint,
    SourceId,
)
from feedclean.model.output import Feed, FeedHead, SiteHead
from feedclean.model.source import Source, SourceKind

SITE = SiteHead(
    title="Ours",
    url="https://feeds.example.net/clean/",
    formats=("atom", "json", "rss", "html"),
    hub="https://hub.example/",
)
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


@pytest.fixture(scope="session")
def full(article: MakeArticle) -> CleanArticle:
    """An entry with everything an entry can have."""
    return article(
        "full",
        '<p>A &amp; B <a href="https://example.org/x?a=1&amp;b=2">link</a> ]]&gt; 中文</p>\n'
        "<pre>  x</pre>",
        title='Bread & "butter" <again> (Photos)',
        summary="Why bread, and why now.",
        authors=(
            # In this order: feedparser gives an e-mail address to all authors that follow it.
            Author(name="李四"),
            Author(name="Ada Example", uri="https://example.org/ada", email="ada@example.org"),
        ),
        published=datetime(2024, 4, 26, 16, 30, 51, tzinfo=UTC),
        updated=datetime(2024, 4, 28, 8, 0, 0, tzinfo=UTC),
        language="zh-Hans",
        categories=("要闻分析", "Trade"),
        enclosures=(
            Enclosure(url="https://example.org/a.mp3", media_type="audio/mpeg", length=12345),
            Enclosure(url="https://example.org/b.bin"),
        ),
        publisher="纽约时报中文网",
        rights="© 2024 Example",
    )


@pytest.fixture(scope="session")
def rich(full: CleanArticle) -> Feed:
    """A feed of one entry that says everything a feed can say."""
    head = FeedHead(
        source=SourceId("news"),
        id="tag:feedclean.invalid,2026:news",
        title="News & views",
        self_url=f"{SITE.url}news",
        site_url="https://example.org/",
        updated=datetime(2024, 4, 28, 8, 0, 0, tzinfo=UTC),
        language="en",
        subtitle="What is new < what lasts",
        upstream_url="https://example.org/feed",
        icon="https://example.org/icon.png",
        logo="https://example.org/logo.png",
        rights="© 2024 Example",
        license="https://creativecommons.org/licenses/by/4.0/",
    )
    entry = replace(full, meta=replace(full.meta, image="https://example.org/lead.jpg"))
    return Feed(site=SITE, head=head, entries=(entry,))


@pytest.fixture(scope="session")
def river(rich: Feed) -> Feed:
    """A feed combined of ``rich`` and another one."""
    other = replace(
        rich.head, source=SourceId("other"), id="tag:x.invalid,2026:other", title="Other"
    )
    (entry,) = rich.entries
    name = ArticleId("https://example.org/other")
    stranger = replace(
        entry, meta=replace(entry.meta, id=name, source=other.source, publisher=None, authors=())
    )
    head = FeedHead(
        source=SourceId("all"),
        id="tag:feedclean.invalid,2026:all",
        title="All",
        self_url=f"{SITE.url}all",
        site_url=None,
        updated=rich.head.updated,
    )
    return Feed(site=SITE, head=head, entries=(entry, stranger), origins=(rich.head, other))
