"""A small site to look at: the seeds, cleaned, and a few articles in other scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedclean.clean.process import process
from feedclean.generate.assemble import UNDATED, assemble, latest
from feedclean.generate.atom import render_atom
from feedclean.generate.pages import render_article_pages, render_index, render_page
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    Author,
    CleanArticle,
    CleanStats,
    Digest,
    Enclosure,
    Fingerprint,
    RawArticle,
    SourceId,
)
from feedclean.model.output import Card, Feed, Headline, Notice, Paging, Rendered, SiteHead
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from tests.making import ROOT

SITE = SiteHead(
    title="Reading room",
    url="https://feeds.example.org/",
    formats=("atom", "json", "html"),
    has_article_pages=True,
)
_DATA = ROOT / "tests" / "data" / "site"
_SEEDS = {
    "rfi": ("要闻分析 - 法国国际广播电台", "https://www.rfi.fr/cn/", "Europe/Paris"),
    "chineseheadlinenews": (
        "Chinese Headline News",
        "https://chineseheadlinenews.com/",
        "Asia/Shanghai",
    ),
    "wechat": ("微信公众号", None, "Asia/Shanghai"),
}
_WRITTEN = (
    ("en", "The timetable in the waiting room", "Ines Okafor", "en-GB"),
    ("ar", "بائع الكتب وذاكرة المدينة", "ليلى منصور", "ar"),
    ("he", "לוח הזמנים בחדר ההמתנה", "נועה לוי", "he"),
    ("ja", "待合室の時刻表", "佐藤 美咲", "ja"),
)
_WHEN = datetime(2024, 4, 27, 8, 30, tzinfo=UTC)


def feed_of(
    source: Source,
    articles: Sequence[CleanArticle],
    site: SiteHead,
    first_seen: Mapping[ArticleId, datetime] | None = None,
) -> Feed:
    """The feed of some articles."""
    return assemble(source, articles, site, first_seen or {}).feed


def seed_feed(name: str) -> Feed:
    """The feed of a folder of ``seeds/``."""
    title, site_url, timezone = _SEEDS[name]
    source = Source(
        id=SourceId(name),
        kind=SourceKind.DUMP,
        location=f"seeds/{name}",
        title=title,
        site_url=site_url,
        language="zh",
        timezone=timezone,
    )
    plan = CleanPlan(source=source.id, options=CleanOptions())
    articles: list[CleanArticle] = []
    for path in sorted((ROOT / "seeds" / name).iterdir()):
        for raw in read(_capture(source, path), source):
            assert isinstance(raw, RawArticle)
            clean = process(raw, plan)
            assert isinstance(clean, CleanArticle)
            articles.append(clean)
    return feed_of(source, articles, SITE)


def written_feed() -> Feed:
    """Articles in four scripts, with what articles are made of."""
    source = Source(
        id=SourceId("notes"),
        kind=SourceKind.FEED,
        location="https://example.org/feed",
        title="Notes on Lasting Things",
        site_url="https://example.org/",
    )
    articles = [_written(number, *written) for number, written in enumerate(_WRITTEN)]
    feed = feed_of(source, articles, SITE)
    subtitle = "Essays on paper, files and other slow media, in four languages."
    months = [f"{2024 - number // 12}-{12 - number % 12:02}" for number in range(8, 40)]
    paging = Paging(current=f"{SITE.url}notes.atom", archives=tuple(months))
    return replace(feed, head=replace(feed.head, subtitle=subtitle), paging=paging)


def combined_feed(feeds: Sequence[Feed]) -> Feed:
    """All entries of several feeds in one."""
    entries = sorted((one for feed in feeds for one in feed.entries), key=_when, reverse=True)
    head = replace(
        feeds[0].head,
        source=SourceId("everything"),
        title="Everything",
        self_url=f"{SITE.url}everything",
        site_url=None,
        language=None,
        updated=latest(entries),
        subtitle="All of it in one feed.",
    )
    origins = tuple(feed.head for feed in feeds)
    return Feed(site=SITE, head=head, entries=tuple(entries), origins=origins)


def card(feed: Feed, trouble: str | None = None) -> Card:
    """What the index is told of a feed."""
    return Card(
        head=feed.head,
        entries=len(feed.entries),
        headlines=tuple(
            Headline(
                id=one.meta.id,
                title=one.meta.title,
                url=one.meta.url,
                date=one.meta.published,
                home=feed.home(one),
            )
            for one in feed.entries[:5]
        ),
        members=tuple(origin.source for origin in feed.origins),
        alarms=(alarm(trouble),) if trouble else (),
    )


def alarm(told: str) -> Notice:
    """An alarm of a source that fails."""
    return Notice(
        code="fetch-failing",
        title="not up to date",
        told=told,
        since=datetime(2024, 4, 25, tzinfo=UTC),
    )


def sample_site() -> tuple[Rendered, ...]:
    """Every file of the site."""
    feeds = [written_feed(), *map(seed_feed, _SEEDS)]
    river = combined_feed(feeds)
    cards = [card(feed) for feed in (*feeds, river)]
    files = [render_index(SITE, cards)]
    for feed in (*feeds, river):
        files += [render_atom(feed), render_page(feed), *render_article_pages(feed)]
    return tuple(files)


def _capture(source: Source, path: Path) -> Capture:
    return Capture(
        source=source.id,
        location=path.name,
        body=path.read_bytes(),
        media_type=None,
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def _written(number: int, name: str, title: str, author: str, language: str) -> CleanArticle:
    html = (_DATA / f"{name}.html").read_text("utf-8")
    url = f"https://example.org/{name}"
    sound = Enclosure(url=f"{url}.mp3", media_type="audio/mpeg", length=12_345_678)
    return CleanArticle(
        meta=ArticleMeta(
            id=ArticleId(url),
            source=SourceId("notes"),
            url=url,
            title=title,
            authors=(Author(name=author),),
            published=_WHEN - timedelta(days=9 * number),
            language=language,
            enclosures=(sound,) if name == "en" else (),
        ),
        html=html,
        removals=(),
        stats=CleanStats(
            chars_in=0, chars_out=0, links_in=0, links_out=0, images_in=0, images_out=0
        ),
        fingerprint=Fingerprint(raw=Digest("0" * 32), plan=Digest("0" * 32)),
    )


def _when(article: CleanArticle) -> tuple[datetime, str]:
    return article.meta.published or UNDATED, article.meta.id
