"""Pages say what the feed says, and nothing in them can do more than be read."""

from __future__ import annotations

import base64
import hashlib
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import PurePosixPath

import pytest
from selectolax.lexbor import LexborHTMLParser

from feedclean.generate.pages import (
    anchor,
    article_path,
    render_article_pages,
    render_index,
    render_page,
)
from feedclean.generate.pages.body import body
from feedclean.generate.pages.index import _LEAST
from feedclean.generate.pages.moments import moment
from feedclean.generate.pages.notice import noticed
from feedclean.generate.pages.tongues import tongue
from feedclean.model.article import ArticleId, Author, Enclosure, SourceId
from feedclean.model.output import Card, Feed, Headline, Paging, Rendered, SiteHead
from tests.generate.conftest import MakeArticle, MakeSource
from tests.site import SITE, alarm, card, combined_feed, feed_of, seed_feed, written_feed

PLAIN = SiteHead(title="Feeds", url="https://feeds.example.org/", formats=("atom", "html"))
HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(2)>'
NOW = datetime(2024, 4, 27, 0, 30, 51, tzinfo=UTC)


def tree(page: Rendered) -> LexborHTMLParser:
    return LexborHTMLParser(page.body.decode())


def text(page: Rendered, selector: str) -> str:
    found = tree(page).css_first(selector)
    assert found is not None
    return " ".join(found.text().split())


def hrefs(page: Rendered) -> list[str]:
    return [node.attributes.get("href") or "" for node in tree(page).css("[href]")]


def outline(page: Rendered) -> list[int]:
    return [int(node.tag[1]) for node in tree(page).css("h1, h2, h3, h4, h5, h6")]


def make_card(number: int = 1, **changes: object) -> Card:
    feed = seed_feed("wechat")
    head = replace(
        feed.head,
        source=SourceId(f"feed-{number}"),
        title=f"Feed {number}",
        self_url=f"https://feeds.example.org/feed-{number}",
    )
    headlines = tuple(
        Headline(
            id=ArticleId(f"https://example.org/{number}/{day}"),
            title=f"Headline {number} of day {day}",
            url=f"https://example.org/{number}/{day}",
            date=NOW - timedelta(days=day),
        )
        for day in range(5)
    )
    return replace(Card(head=head, entries=20, headlines=headlines), **changes)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def every_page() -> list[Rendered]:
    feeds = [written_feed(), seed_feed("rfi")]
    river = combined_feed(feeds)
    pages = [render_index(SITE, [card(feed) for feed in (*feeds, river)])]
    for feed in (*feeds, river):
        pages += [render_page(feed), *render_article_pages(feed)]
    return pages


def test_pages_allow_exactly_their_own_style_and_script(every_page: list[Rendered]) -> None:
    for page in every_page:
        source = page.body.decode()
        policy = tree(page).css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy is not None
        allowed = policy.attributes["content"] or ""
        for tag in ("style", "script"):
            (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", source, re.DOTALL)
            digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in allowed
        assert "default-src 'none'" in allowed
        assert "unsafe" not in allowed


def test_the_policy_stands_before_all_it_governs(every_page: list[Rendered]) -> None:
    for page in every_page:
        source = page.body.decode()
        assert source.index("Content-Security-Policy") < source.index("<link")
        assert source.index("Content-Security-Policy") < source.index("<style")


def test_nothing_is_loaded_but_pictures_and_sound_of_articles(every_page: list[Rendered]) -> None:
    for page in every_page:
        found = tree(page)
        assert found.css("link[rel=stylesheet], script[src], iframe, object, embed, [style]") == []
        outside = [node for node in found.css("[src]") if node.tag not in ("img", "audio")]
        assert outside == []
        for image in found.css("img"):
            assert image.attributes["loading"] == "lazy"
            assert image.attributes["referrerpolicy"] == "no-referrer"
        for sound in found.css("audio"):
            assert sound.attributes["preload"] == "none"


def test_the_index_shows_no_pictures_from_elsewhere() -> None:
    one = make_card()
    remote = replace(one, head=replace(one.head, icon="https://example.org/icon.png"))

    page = render_index(PLAIN, [remote])

    assert b"icon.png" not in page.body


def test_hostile_titles_and_names_are_text(article: MakeArticle, source: MakeSource) -> None:
    one = article(
        title=HOSTILE,
        authors=(Author(name=HOSTILE),),
        publisher=HOSTILE,
        rights=HOSTILE,
        summary=HOSTILE,
        language='en"><script>',
    )
    feed = feed_of(source(title=HOSTILE), [one], replace(SITE, title=HOSTILE))
    feed = replace(feed, head=replace(feed.head, subtitle=HOSTILE, rights=HOSTILE))
    troubled = replace(card(feed), alarms=(replace(alarm(HOSTILE), title=HOSTILE),))

    pages = [render_page(feed), *render_article_pages(feed), render_index(feed.site, [troubled])]

    for page in pages:
        found = tree(page)
        assert len(found.css("script")) == 1
        assert found.css("img, [onerror]") == []
        assert "alert(1)" in text(page, "main")


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        " JaVaScRiPt:alert(1)",
        "//evil.example",
    ],
)
def test_only_web_addresses_are_linked(url: str, article: MakeArticle, source: MakeSource) -> None:
    one = article(url=url, enclosures=(Enclosure(url=url),))
    feed = feed_of(source(site_url=url, license=url), [one], replace(SITE, has_article_pages=True))
    headline = Headline(id=ArticleId("x"), title="X", url=url, date=None)
    atom_only = replace(PLAIN, formats=("atom",))
    pages = [
        render_page(feed),
        *render_article_pages(feed),
        render_index(atom_only, [replace(card(feed), headlines=(headline,))]),
    ]

    found = [href for page in pages for href in hrefs(page)]

    allowed = re.compile(r"https?://|#|data:image/svg\+xml,|[\w./-]+(#[\w-]+)?$")
    assert [href for href in found if not allowed.match(href)] == []


def test_links_within_an_article_lead_where_they_may() -> None:
    html = (
        '<p><a href="javascript:x">a</a> <a href="mailto:a@b.example">b</a> <a href="#f">c</a></p>'
    )

    made = LexborHTMLParser(body(html, level=2, lang="en"))

    assert [link.attributes.get("href") for link in made.css("a")] == [
        None,
        "mailto:a@b.example",
        "#f",
    ]


def test_search_engines_are_asked_to_stay_away_unless_invited() -> None:
    invited = replace(PLAIN, is_indexed=True)

    assert tree(render_index(PLAIN, [make_card()])).css("meta[name=robots][content=noindex]")
    assert not tree(render_index(invited, [make_card()])).css("meta[name=robots]")


def test_an_article_page_names_its_original_as_canonical(
    article: MakeArticle, source: MakeSource
) -> None:
    (page,) = render_article_pages(feed_of(source(), [article("a")], SITE))

    (canonical,) = tree(page).css("link[rel=canonical]")
    assert canonical.attributes["href"] == "https://example.org/a"


def test_a_feed_page_has_its_entries_in_full_newest_first(
    article: MakeArticle, source: MakeSource
) -> None:
    older = article("older", "<p>Older text.</p>", published=NOW - timedelta(days=1))
    newer = article("newer", "<p>Newer text.</p>", published=NOW)

    page = render_page(feed_of(source(), [older, newer], PLAIN))

    titles = [node.text() for node in tree(page).css("article h2")]
    assert titles == ["Title of newer", "Title of older"]
    assert "Newer text." in text(page, "article")
    assert page.path == PurePosixPath("news.html")


def test_a_feed_page_stays_small_and_lists_what_it_does_not_hold(
    article: MakeArticle, source: MakeSource
) -> None:
    articles = [
        article(f"n{number}", "<p>" + "word " * 2000 + "</p>", published=NOW - timedelta(number))
        for number in range(40)
    ]

    page = render_page(feed_of(source(), articles, PLAIN))

    shown, listed = len(tree(page).css("article")), len(tree(page).css(".older li"))
    assert len(page.body) < 100_000
    assert shown >= 5
    assert shown + listed == 40
    assert len(tree(page).css(".contents li")) == shown


def test_a_feed_page_leads_to_its_archives_by_year_and_month(
    article: MakeArticle, source: MakeSource
) -> None:
    names = ("2026-02", "2026-01", "2025-11", "1970-01")
    feed = feed_of(source(), [article("a")], PLAIN)
    paging = Paging(current="https://feeds.example.org/news.atom", archives=names)

    page = render_page(replace(feed, paging=paging))

    years = [" ".join(node.text(separator=" ").split()) for node in tree(page).css(".months div")]
    assert years == [
        "2026 February 2026 January 2026",
        "2025 November 2025",
        "1970 January or undated 1970",
    ]
    assert {f"news/{name}.atom" for name in names} <= set(hrefs(page))
    assert "Archive" not in render_page(feed).body.decode()


def test_a_feed_page_of_many_archives_stays_small(article: MakeArticle, source: MakeSource) -> None:
    names = tuple(
        f"{year}-{month:02}" for year in range(2026, 1900, -1) for month in range(12, 0, -1)
    )
    articles = [article(f"n{number}", "<p>" + "word " * 2000 + "</p>") for number in range(40)]
    feed = feed_of(source(), articles, PLAIN)
    paging = Paging(current="https://feeds.example.org/news.atom", archives=names)

    page = render_page(replace(feed, paging=paging))

    assert len(page.body) < 100_000
    assert len(tree(page).css(".months a")) == 240
    assert len(tree(page).css("article")) >= 3


@pytest.mark.parametrize("unit", ["字", "word ", "🙂&<"], ids=["zh", "en", "escaped"])
@pytest.mark.parametrize("size", [10, 3_000, 40_000])
@pytest.mark.parametrize("count", [1, 7, 200])
def test_no_feed_page_is_too_large(
    unit: str, size: int, count: int, article: MakeArticle, source: MakeSource
) -> None:
    content = f"<p>{unit.replace('&', '&amp;').replace('<', '&lt;') * size}</p>"
    articles = [
        article(f"{number}-{'%E4' * 60}", content, title=f"{number}{unit * 300}")
        for number in range(count)
    ]
    feed = feed_of(source(title=unit * 5_000), [], PLAIN)
    feed = replace(feed, entries=tuple(articles))

    page = render_page(feed)

    assert len(page.body) < 100_000
    found = tree(page)
    told = len(found.css("article")) + len(found.css(".older li"))
    if left := re.search(r"(\d+) more (?:is|are) in the feed", found.text()):
        told += int(left[1])
    assert told == count


def test_an_article_too_long_for_the_page_is_shown_by_its_beginning(
    article: MakeArticle, source: MakeSource
) -> None:
    long = article("long", "<p>" + "Beginning. " * 20_000 + "The end.</p>", published=NOW)
    short = article("short", "<p>Short.</p>", published=NOW - timedelta(days=1))
    feed = feed_of(source(), [long, short], SITE)

    page = render_page(feed)

    assert len(page.body) < 100_000
    first, second = tree(page).css("article")
    assert "too long for this page" in first.text()
    assert article_path(feed.head.source, long.meta.id).as_posix() in (first.html or "")
    assert "Short." in second.text()


def test_a_page_of_its_own_holds_all_of_an_article(
    article: MakeArticle, source: MakeSource
) -> None:
    long = article("long", "<p>" + "Beginning. " * 20_000 + "The end.</p>")

    (page,) = render_article_pages(feed_of(source(), [long], SITE))

    assert "The end." in text(page, "article")


def test_an_index_of_many_feeds_has_all_of_them_and_fewer_headlines() -> None:
    few = render_index(PLAIN, [make_card(number) for number in range(3)])
    many = render_index(PLAIN, [make_card(number) for number in range(90)])

    assert len(tree(few).css(".feed .lines li")) == 15
    assert len(tree(many).css(".feed")) == 90
    assert len(tree(many).css(".feed .lines li")) < 270
    assert len(many.body) < 100_000


@pytest.mark.parametrize("is_published", [True, False])
def test_no_feed_of_an_index_takes_less_room_than_is_counted_on(
    is_published: bool,  # noqa: FBT001
) -> None:
    head = replace(
        make_card().head, title="", subtitle=None, self_url="", site_url=None, language=None
    )
    least = Card(head=head, entries=1, headlines=(), is_published=is_published)
    cards = [replace(least, head=replace(head, source=SourceId(name))) for name in "abcdef"]
    alone = replace(PLAIN, formats=("atom",))

    five, six = (len(render_index(alone, cards[:count]).body) for count in (5, 6))

    assert six - five >= _LEAST[is_published]


def test_an_index_of_very_many_feeds_has_a_line_for_each() -> None:
    cards = [make_card(number) for number in range(300)]
    ill = replace(cards[7], alarms=(alarm("answered 503"),))
    river = replace(cards[0], members=tuple(card.head.source for card in cards[1:]))

    page = render_index(PLAIN, [river, *cards[1:7], ill, *cards[8:]])

    found = tree(page)
    assert len(page.body) < 100_000
    assert [one.attributes["id"] for one in found.css(".many > li")] == [
        f"feed-{card.head.source}" for card in cards
    ]
    assert "combined of 299 feeds" in text(page, ".many > li:first-child")
    assert "answered 503" in text(page, f"#feed-{ill.head.source}")
    assert {one.attributes["href"] for one in found.css(".many li > a")} == {
        f"{card.head.source}.atom" for card in cards
    }
    assert len(found.css("link[rel=alternate]")) == 20
    assert len(found.css(".new li")) == 8


def test_the_index_leads_to_everything_published() -> None:
    site = replace(PLAIN, formats=("atom", "json", "rss", "html"))

    page = render_index(site, [make_card(1), make_card(2)])

    found = tree(page)
    auto = [node.attributes["href"] for node in found.css("link[type='application/atom+xml']")]
    assert auto == ["feed-1.atom", "feed-2.atom"]
    for name in ("feed-1.html", "feed-1.atom", "feed-1.json", "feed-1.rss", "feeds.opml"):
        assert name in hrefs(page)


def test_what_is_not_published_is_not_linked() -> None:
    page = render_index(replace(PLAIN, formats=("atom",)), [make_card(1)])

    links = set(hrefs(page))
    assert not links & {"feed-1.html", "feed-1.json", "feed-1.rss"}
    assert "https://example.org/1/0" in links


def test_headlines_lead_to_the_entry_on_the_page_of_its_feed() -> None:
    feed = written_feed()
    plain = replace(feed, site=PLAIN)

    index, page = render_index(PLAIN, [card(plain)]), render_page(plain)

    wanted = [href for href in hrefs(index) if href.startswith("notes.html#")]
    assert len(wanted) == 4
    for href in wanted:
        assert tree(page).css(f"[id='{href.partition('#')[2]}']")


def test_headlines_lead_to_pages_of_articles_where_there_are_any() -> None:
    feed = written_feed()

    index = render_index(SITE, [card(feed)])

    made = {page.path.as_posix() for page in render_article_pages(feed)}
    assert made <= set(hrefs(index))


def test_the_name_of_an_article_page_hangs_on_its_id_alone(article: MakeArticle) -> None:
    one = ArticleId("https://example.org/?p=1&q=\u4e2d")

    path = article_path(SourceId("news"), one)

    assert path == article_path(SourceId("news"), ArticleId(str(one)))
    assert re.fullmatch(r"news/[0-9a-f]{16}\.html", path.as_posix())
    assert anchor(one) == f"entry-{path.stem}"


def test_every_local_link_leads_to_a_page_or_an_anchor(every_page: list[Rendered]) -> None:
    anchors = {
        page.path.as_posix(): {node.attributes["id"] for node in tree(page).css("[id]")}
        for page in every_page
    }
    for page in every_page:
        for href in hrefs(page):
            if re.match(r"[a-z]+:", href) or href.endswith((".atom", ".json", ".opml")):
                continue
            path, _, name = href.partition("#")
            there = os.path.normpath(page.path.parent / path) if path else page.path.as_posix()
            assert there in anchors
            assert not name or name in anchors[there]


def test_ids_of_a_page_are_unique(every_page: list[Rendered]) -> None:
    for page in every_page:
        ids = [node.attributes["id"] for node in tree(page).css("[id]")]
        assert len(ids) == len(set(ids))


def test_the_outline_of_a_page_has_no_gaps(every_page: list[Rendered]) -> None:
    for page in every_page:
        levels = outline(page)
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("h1 h2 h3", "h3 h4 h5"),
        ("h2 h2 h3", "h3 h3 h4"),
        ("h4 h6 h4", "h3 h4 h3"),
        ("h3 h2 h3", "h3 h3 h4"),
        ("h1 h2 h3 h4 h5 h6", "h3 h4 h5 h6 h6 h6"),
    ],
)
def test_headings_of_an_article_stand_below_its_title(written: str, made: str) -> None:
    html = "".join(f"<{tag}>x</{tag}>" for tag in written.split())

    found = LexborHTMLParser(body(html, level=3, lang="en"))

    assert " ".join(node.tag for node in found.css("h1, h2, h3, h4, h5, h6")) == made


@pytest.mark.parametrize(
    ("declared", "sample", "lang", "direction"),
    [
        ("ar", "", "ar", "rtl"),
        ("fa-IR", "", "fa-IR", "rtl"),
        ("he", "", "he", "rtl"),
        ("az-Arab", "", "az-Arab", "rtl"),
        ("ar-Latn", "", "ar-Latn", "ltr"),
        ("zh_CN", "中文", "zh-CN", "ltr"),
        ("cn", "中文", "zh", "ltr"),
        (None, "これは日本語", "ja", "ltr"),
        (None, "שלום עולם", "he", "rtl"),
        (None, "words", "", "auto"),
        ("zh", "Headline News", "", "auto"),
        ('en"><b>', "words", "", "auto"),
    ],
)
def test_language_and_direction_are_told(
    declared: str | None, sample: str, lang: str, direction: str
) -> None:
    found = tongue(declared, sample)

    assert (found.lang, found.dir) == (lang, direction)


def test_each_article_has_its_own_language_and_direction() -> None:
    page = render_page(written_feed())

    found = [
        (node.attributes["lang"], node.attributes["dir"]) for node in tree(page).css("article")
    ]
    assert found == [("en-GB", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("ja", "ltr")]
    for line in tree(page).css("article .facts"):
        assert line.attributes["lang"] == "en"


def test_a_page_is_in_the_language_of_what_it_shows_and_its_own_words_in_english() -> None:
    feed = seed_feed("rfi")
    pages = [render_page(feed), *render_article_pages(feed)[:1]]

    for page in pages:
        root, body = tree(page).css_first("html"), tree(page).css_first("body")
        assert root is not None
        assert body is not None
        assert (root.attributes["lang"], body.attributes["lang"]) == ("zh", "en")


def test_a_chinese_article_is_marked_chinese() -> None:
    (page, *_) = render_article_pages(seed_feed("rfi"))

    one = tree(page).css_first("article")
    assert one is not None
    assert one.attributes["lang"] == "zh"


def test_dates_are_readable_in_any_locale() -> None:
    found = moment(NOW)

    assert found is not None
    assert (found.machine, found.day) == ("2024-04-27T00:30:51Z", "27 April 2024")


def test_an_article_without_a_date_is_called_undated(
    article: MakeArticle, source: MakeSource
) -> None:
    page = render_page(feed_of(source(), [article(published=None)], PLAIN))

    assert "undated" in text(page, "article")
    assert "1970" not in page.body.decode()


def test_entries_of_a_combined_feed_name_their_feed() -> None:
    river = combined_feed([written_feed(), seed_feed("rfi")])

    page = render_page(river)

    origins = {link.attributes["href"] for link in tree(page).css("article .facts a")}
    assert origins == {"notes.html", "rfi.html"}


def test_health_is_told_at_a_glance() -> None:
    ill = make_card(2, alarms=(alarm("404 Not Found"),))

    well, troubled = (
        render_index(PLAIN, [make_card(1), make_card(3)]),
        render_index(PLAIN, [make_card(1), ill]),
    )

    assert text(well, ".health") == "All feeds are well."
    assert text(troubled, ".health h2") == "Something is wrong with 1 of 2 feeds"
    assert "since 25 April 2024" in text(troubled, ".health")
    assert "404 Not Found" in text(troubled, "#feed-feed-2")


def test_a_feed_page_says_since_when_it_is_not_up_to_date() -> None:
    page = render_page(seed_feed("rfi"))

    told = replace(page, body=noticed(page.body, SourceId("rfi"), NOW))

    assert text(told, ".head .trouble") == (
        "Not up to date since 27 April 2024. Newer articles may be missing: why."
    )
    assert "index.html#rfi" in hrefs(told)
    assert noticed(told.body, SourceId("rfi"), None) == page.body
    assert not tree(page).css(".trouble")


def test_the_place_of_the_notice_cannot_be_taken_by_a_title(
    article: MakeArticle, source: MakeSource
) -> None:
    title = "<!--state--><!--/state-->"
    page = render_page(feed_of(source(title=title), [article("a", title=title)], PLAIN))

    told = replace(page, body=noticed(page.body, SourceId("news"), NOW))

    assert len(tree(told).css(".trouble")) == len(tree(told).css(".head > .trouble")) == 1


def test_a_feed_without_files_is_named_but_leads_nowhere() -> None:
    page = render_index(
        PLAIN, [make_card(1, is_published=False, alarms=(alarm("no answer"),), headlines=())]
    )

    assert "not published yet" in text(page, "#feed-feed-1")
    assert "no answer" in text(page, "#feed-feed-1")
    assert not [href for href in hrefs(page) if href.startswith("feed-1")]


def test_a_lead_picture_is_shown_once(article: MakeArticle, source: MakeSource) -> None:
    picture = "https://example.org/lead.jpg"
    apart = article("apart", "<p>Text.</p>", image=picture)
    within = article("within", f'<p><img src="{picture}" alt="x"> Text.</p>', image=picture)

    pages = render_article_pages(feed_of(source(), [apart, within], SITE))

    assert [len(tree(page).css(f"img[src='{picture}']")) for page in pages] == [1, 1]


def test_what_is_new_is_told_once_although_a_combined_feed_has_it_too() -> None:
    cards = [make_card(number) for number in range(4)]
    river = make_card(9, members=(SourceId("feed-0"),), headlines=cards[0].headlines)

    page = render_index(PLAIN, [river, *cards])

    titles = [node.text() for node in tree(page).css(".new a")]
    assert len(titles) == len(set(titles)) == 8
    assert "feed-0" in "".join(hrefs(page))
    assert "Feed 0" in text(page, "#feed-feed-9 .facts")


def test_pictures_without_words_for_them_are_passed_over_unless_they_are_links() -> None:
    made = LexborHTMLParser(
        body('<img src="x"><a href="https://a.example/"><img src="y"></a>', level=2, lang="en")
    )

    first, second = made.css("img")
    assert (first.attributes["alt"], second.attributes["alt"]) == ("", "")
    (link,) = made.css("a")
    assert link.attributes["aria-label"] == "Picture"


def test_a_table_scrolls_by_itself_in_the_language_of_its_article() -> None:
    made = LexborHTMLParser(body("<table><tr><td>字</td></tr></table>", level=2, lang="zh"))

    box, table = made.css_first(".wide"), made.css_first("table")
    assert box is not None
    assert table is not None
    assert (box.attributes["tabindex"], box.attributes["lang"]) == ("0", "en")
    assert table.attributes["lang"] == "zh"


def test_line_breaks_at_the_beginning_of_code_are_kept() -> None:
    once = body("<pre>\n\nx</pre>", level=2, lang="en")

    assert LexborHTMLParser(once).css_first("pre").text() == "\nx"  # type: ignore[union-attr]


def test_no_word_of_an_article_is_lost_on_its_page(every_page: list[Rendered]) -> None:
    for feed in (written_feed(), seed_feed("rfi"), seed_feed("wechat")):
        for one, page in zip(feed.entries, render_article_pages(feed), strict=True):
            wanted = "".join(LexborHTMLParser(one.html).text().split())
            assert "".join(text(page, ".body").split()) == wanted


ODD = {
    "text in a list": "<ul>text<li>item</li><p>block</p></ul>",
    "items without a list": "<li>item</li><dt>term</dt><dd>told</dd>",
    "terms without what is said": "<dl><dd>told</dd></dl><dl>text<dt>term</dt></dl>",
    "empty heads": "<h1></h1><table><tr><th></th><th scope=foo>x</th></tr></table>",
    "nested lists": "<ol><ol><li>x</li></ol></ol>",
    "links to nothing": '<a href="https://a.example/"></a><a href="">x</a>',
    "languages there are none of": '<p lang="xx-bogus">x</p>',
}


@pytest.mark.parametrize("html", ODD.values(), ids=ODD.keys())
def test_odd_markup_keeps_its_text_and_is_settled_once(html: str) -> None:
    once = body(html, level=3, lang="en")

    assert LexborHTMLParser(once).text() == LexborHTMLParser(html).text()
    found = LexborHTMLParser(once)
    assert found.css("ul > :not(li), ol > :not(li), dl > :not(dt, dd), h3:empty, th:empty") == []
    assert found.css("a[href='']:empty, [lang^=xx], [scope=foo]") == []


def test_an_empty_feed_and_an_empty_site_say_so(source: MakeSource) -> None:
    page = render_page(feed_of(source(), [], PLAIN))

    assert "There are no articles yet." in text(page, "main")
    assert "There are no feeds yet." in text(render_index(PLAIN, []), "main")


def test_equal_feeds_give_equal_bytes_in_any_process() -> None:
    code = (
        "import hashlib; from tests.site import sample_site; "
        "print(hashlib.sha256(b''.join(f.body for f in sample_site())).hexdigest())"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }

    assert len(told) == 1


def test_a_feed_page_is_one_of_the_formats(article: MakeArticle, source: MakeSource) -> None:
    from feedclean.generate.table import FORMATS

    feed: Feed = feed_of(source(), [article()], PLAIN)

    assert FORMATS["html"](feed) == render_page(feed)
