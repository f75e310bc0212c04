from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from feedclean.model.article import ArticleId, ArticleMeta, Author, RawArticle, Scope, SourceId
from feedclean.model.source import FEED_ENTRY, Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.parse.lists.listed import ListedLink, meta_of

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
SOURCE = Source(
    id=SourceId("s"), kind=SourceKind.FEED, location="https://example.org/feed", title="S"
)
TEXT = "<p>The council of the harbour town has decided to rebuild the old quay.</p>"
PAGE = f"""<!DOCTYPE html><html lang="en"><head><title>Page title</title>
<meta name="author" content="Page Author"><meta property="og:image" content="/a.jpg">
<meta property="article:published_time" content="2026-02-01T00:00:00Z"></head>
<body><article><h1>Page title</h1>{TEXT * 5}</article></body></html>"""

LISTED = ArticleMeta(
    id=ArticleId("urn:1"),
    source=SOURCE.id,
    url="https://example.org/1",
    title="Feed title",
    published=datetime(2026, 3, 1, tzinfo=UTC),
    categories=("quay",),
)


def capture(**more: object) -> Capture:
    made = Capture(
        source=SOURCE.id,
        location="https://example.org/1",
        body=PAGE.encode(),
        media_type="text/html",
        charset="utf-8",
        captured_at=NOW,
        listed=LISTED,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def article(**more: object) -> RawArticle:
    [found] = read(capture(**more), SOURCE)
    assert isinstance(found, RawArticle)
    return found


def test_the_feed_names_the_entry_and_the_page_fills_the_gaps() -> None:
    meta = article().meta

    assert meta.id == "urn:1"
    assert meta.title == "Feed title"
    assert meta.published == LISTED.published
    assert meta.categories == ("quay",)
    assert meta.authors == (Author(name="Page Author"),)
    assert meta.image == "https://example.org/a.jpg"
    assert meta.language == "en"


def test_what_was_found_beside_a_link_comes_second() -> None:
    link = ListedLink(
        url="https://example.org/1",
        guessed_title="Cut ti…",
        guessed_published=NOW,
        author="Ann Lee",
    )

    meta = article(listed=meta_of(link, SOURCE, "list page")).meta

    assert meta.title == "Page title"
    assert meta.published == datetime(2026, 2, 1, tzinfo=UTC)
    assert meta.authors == (Author(name="Ann Lee"),)
    assert meta.id == "https://example.org/1"


def test_which_of_page_and_feed_says_more_is_not_decided_before_both_are_cleaned() -> None:
    found = article(fallback_html=TEXT * 90)

    assert found.scope is Scope.PAGE
    assert "Page title" in found.html


def test_the_text_of_an_entry_is_its_article() -> None:
    found = article(body="<p>Été</p>".encode(), media_type=FEED_ENTRY)

    assert (found.html, found.meta, found.scope) == ("<p>Été</p>", LISTED, Scope.FRAGMENT)


def test_a_link_that_only_counts_clicks_is_not_the_address() -> None:
    listed = replace(LISTED, url="https://click.example/r/1")

    meta = article(listed=listed, location="https://example.org/one?utm_source=feed").meta

    assert meta.url == "https://example.org/one"
    assert article(listed=replace(LISTED, url="https://example.org/1#x")).meta.url is not None


def test_what_has_no_value_has_no_evidence() -> None:
    page = PAGE.replace(
        "</head>", '<meta property="article:modified_time" content="2026-02-03T00:00:00Z"></head>'
    )
    meta = article(body=page.encode()).meta

    assert meta.updated is None  # before the feed published it
    assert "updated" not in dict(meta.evidence)
