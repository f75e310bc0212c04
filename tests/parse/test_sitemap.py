from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from feedclean.errors import ParseError
from feedclean.parse.lists.sitemap import Place, article_pages, newest, parse_sitemap

HERE = "https://example.org/sitemap.xml"
NOW = datetime(2026, 3, 10, tzinfo=UTC)


def day(number: int) -> datetime:
    return datetime(2026, 3, number, tzinfo=UTC)


def test_addresses_and_dates_of_a_urlset() -> None:
    text = """<?xml version="1.0" encoding="UTF-8"?>
    <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
      <url><loc> https://example.org/a?x=1&amp;y=2 </loc><lastmod>2026-03-02</lastmod></url>
      <url><loc>/b</loc><lastmod>yesterday</lastmod></url>
      <url><loc>mailto:me@example.org</loc></url>
      <url><loc>https://example.org/b</loc></url>
    </urlset>"""

    assert parse_sitemap(text, HERE).pages == (
        Place(url="https://example.org/a?x=1&y=2", modified=day(2)),
        Place(url="https://example.org/b"),
    )


def test_a_news_sitemap_tells_title_date_and_language() -> None:
    text = """<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>
      <loc>https://example.org/a</loc><news:news><news:publication><news:name>N</news:name>
      <news:language>pt_br</news:language></news:publication>
      <news:publication_date>2026-03-02T10:00:00+02:00</news:publication_date>
      <news:title>Cais &amp; porto</news:title></news:news></url></urlset>"""

    [place] = parse_sitemap(text, HERE).pages

    assert place.title == "Cais & porto"
    assert place.published == datetime(2026, 3, 2, 8, tzinfo=UTC)
    assert place.language == "pt-BR"


def test_an_index_lists_sitemaps() -> None:
    place = "<sitemap><loc>/1.xml</loc><lastmod>2026-03-01</lastmod></sitemap>"
    text = f"<sitemapindex>{place}</sitemapindex>"

    found = parse_sitemap(text, HERE)

    assert found.children == (Place(url="https://example.org/1.xml", modified=day(1)),)
    assert found.pages == ()


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("https://example.org/a\nhttps://example.org/b\n", id="lines"),
        pytest.param("<urlset><url><loc>https://example.org/a</loc></url><url><loc>/b", id="cut"),
        pytest.param(
            "<urlset><url><loc>https://example.org/a</loc><image:image/></url>"
            "<url><loc>/b</loc></url></urlset>",
            id="undeclared-prefix",
        ),
    ],
)  # fmt: skip
def test_odd_sitemaps_are_read(text: str) -> None:
    assert [place.url for place in parse_sitemap(text, HERE).pages] == [
        "https://example.org/a",
        "https://example.org/b",
    ]


@pytest.mark.parametrize("text", ["", "<html><body>404", "<rss/>", "no sitemap at all"])
def test_what_is_no_sitemap_is_an_error(text: str) -> None:
    with pytest.raises(ParseError, match=r"^https://example.org/sitemap.xml: is no sitemap"):
        parse_sitemap(text, HERE)


def test_no_entity_is_expanded() -> None:
    text = (
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hosts">]>'
        "<urlset><url><loc>https://example.org/&a;</loc></url></urlset>"
    )

    assert "localhost" not in str(parse_sitemap(text, HERE))


def test_newest_first_then_the_undated_in_order() -> None:
    places = [
        Place(url="u1"),
        Place(url="d1", modified=day(1)),
        Place(url="d3", modified=day(1), published=day(3)),
        Place(url="u2"),
    ]

    assert [place.url for place in newest(places, 9, NOW, None)] == ["d3", "d1", "u1", "u2"]
    assert [place.url for place in newest(places, 2, NOW, None)] == ["d3", "d1"]
    assert [place.url for place in newest(places, 9, NOW, 8)] == ["d3"]
    assert [place.url for place in newest(places[:1], 9, NOW, 8)] == ["u1"]


def test_front_page_pictures_and_other_sites_are_no_articles() -> None:
    urls = ["https://example.org/", "https://example.org/a.jpg", "https://other.org/a"]
    places = [Place(url=url) for url in (*urls, "https://news.example.org/a")]

    found = [place.url for place in article_pages(places, HERE)]

    assert found == ["https://news.example.org/a"]


def test_pictures_and_films_of_a_page_are_not_its_address() -> None:
    text = """<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
      xmlns:image="http://www.google.com/schemas/sitemap-image/1.1"
      xmlns:video="http://www.google.com/schemas/sitemap-video/1.1"
      xmlns:xhtml="http://www.w3.org/1999/xhtml">
      <!-- made by a plugin -->
      <url><image:image><image:loc>https://example.org/a.jpg</image:loc></image:image>
      <loc>https://example.org/a</loc>
      <xhtml:link rel="alternate" hreflang="de" href="https://example.org/de/a"/>
      <video:video><video:publication_date>2020-01-01</video:publication_date></video:video>
      <lastmod>2026-03-02</lastmod></url></urlset>"""

    assert parse_sitemap(text, HERE).pages == (Place(url="https://example.org/a", modified=day(2)),)


ADDRESSES = {
    "plain": ("https://example.org/a/b-c.html", "https://example.org/a/b-c.html"),
    "spaces": ("https://example.org/a b", "https://example.org/a%20b"),
    "capitals": ("HTTPS://Example.org/A", "https://Example.org/A"),
    "no scheme": ("//example.org/a", "https://example.org/a"),
    "letters": ("https://example.org/码头", "https://example.org/码头"),
    "CDATA": ("<![CDATA[https://example.org/?a=1&b=2]]>", "https://example.org/?a=1&b=2"),
}


@pytest.mark.parametrize(("told", "url"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_addresses_are_made_whole(told: str, url: str) -> None:
    text = f"<urlset><url><loc>\n  {told}\n</loc></url></urlset>"

    assert [place.url for place in parse_sitemap(text, HERE).pages] == [url]


@pytest.mark.slow
def test_a_sitemap_of_the_largest_size_is_read_in_seconds() -> None:
    url = (
        "<url><loc>https://example.org/news/{0}-a-story</loc><lastmod>2026-03-0{1}</lastmod></url>"
    )
    urls = "".join(url.format(n, n % 9 + 1) for n in range(50_000))
    started = time.process_time()

    pages = parse_sitemap(f"<urlset>{urls}</urlset>", HERE).pages
    found = newest(article_pages(pages, HERE), 100, NOW, None)

    assert len(pages) == 50_000
    assert {place.modified for place in found} == {day(9)}
    assert time.process_time() - started < 15  # 2 s on a machine with nothing else to do
