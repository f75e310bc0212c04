from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

import pytest
from lxml import etree

from feedclean.generate.rss import render_rss
from feedclean.model.article import Enclosure, SourceId
from feedclean.model.source import Capture
from feedclean.parse import read
from tests.generate.checking import RSS, read_back, rss_faults


def test_an_item_is_read_back_as_it_was_meant(rich):
    (entry,) = read_back(render_rss(rich).body).entries
    meta = rich.entries[0].meta

    assert (entry.id, entry.guidislink, entry.link) == (meta.id, False, meta.url)
    assert entry.title_detail.type == "text/html"  # so its markup is escaped
    assert entry.title == 'Bread & "butter" &lt;again&gt; (Photos)'.replace("&", "&amp;", 1)
    assert entry.summary == meta.summary
    assert [(c.type, c.value) for c in entry.content] == [("text/html", rich.entries[0].html)]
    assert entry.published_parsed == meta.published.utctimetuple()
    assert entry.updated_parsed == meta.updated.utctimetuple()
    assert [author.name for author in entry.authors] == ["李四", "Ada Example"]
    assert [tag.term for tag in entry.tags] == list(meta.categories)
    assert [(e.href, e.type, e.length) for e in entry.enclosures] == [
        ("https://example.org/a.mp3", "audio/mpeg", "12345")
    ]
    assert {"url": "https://example.org/b.bin"} in entry.media_content
    assert (entry.publisher, entry.rights) == (meta.publisher, meta.rights)


def test_a_channel_is_read_back_as_it_was_meant(rich):
    rendered = render_rss(rich)
    feed = read_back(rendered.body).feed

    assert (rendered.path, rendered.media_type) == (
        PurePosixPath("news.rss"),
        "application/rss+xml",
    )
    assert (feed.title, feed.link) == (rich.head.title, rich.head.site_url)
    assert feed.subtitle == rich.head.subtitle
    assert (feed.language, feed.rights) == ("en", rich.head.rights)
    assert feed.updated_parsed == rich.head.updated.utctimetuple()
    assert feed.image.href == rich.head.logo
    assert feed.generator == "feedclean"
    told = [(link.rel, link.href) for link in feed.links]
    here = "https://feeds.example.net/clean/news"
    assert told == [
        ("alternate", "https://example.org/"),
        ("self", f"{here}.rss"),
        ("alternate", f"{here}.atom"),
        ("alternate", f"{here}.json"),
        ("related", f"{here}.html"),
        ("via", rich.head.upstream_url),
        ("license", rich.head.license),
        ("hub", "https://hub.example/"),
    ]


def test_our_own_reader_reads_the_same_articles(rich, article, source):
    entries = (*rich.entries, article("plain", html="<p>1 &lt; 2 &amp;amp; 3</p>"))
    body = render_rss(replace(rich, entries=entries)).body
    capture = Capture(
        source=SourceId("news"),
        location="https://feeds.example.net/clean/news.rss",
        body=body,
        media_type="application/rss+xml",
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    again = list(read(capture, source()))

    assert [one.html for one in again] == [one.html for one in entries]
    for one, meant in zip(again, entries, strict=True):
        assert (one.meta.title, one.meta.url) == (meant.meta.title, meant.meta.url)
        assert (one.meta.summary, one.meta.image) == (meant.meta.summary, meant.meta.image)
        assert (one.meta.published, one.meta.categories) == (
            meant.meta.published,
            meant.meta.categories,
        )


def test_an_item_without_summary_has_its_text_as_description(article, rich):
    body = render_rss(replace(rich, entries=(article("a"),))).body
    (item,) = etree.fromstring(body).iter("item")

    assert item.findtext("description") == "<p>a</p>"
    assert item.find("content:encoded", RSS) is None


ENCLOSURES = (
    Enclosure(url="magnet:?xt=urn:btih:abc"),
    Enclosure(url="https://e.org/a.mp3", length=0),
    Enclosure(url="https://e.org/b.mp4", length=7),
)


def test_the_enclosure_is_the_first_one_on_the_web(article, rich):
    body = render_rss(replace(rich, entries=(article("a", enclosures=ENCLOSURES),))).body
    (item,) = etree.fromstring(body).iter("item")

    assert rss_faults(body) == []
    assert [dict(node.attrib) for node in item.findall("enclosure")] == [
        {"url": "https://e.org/a.mp3", "length": "0", "type": "audio/mpeg"}
    ]
    assert [dict(node.attrib) for node in item.findall("media:content", RSS)] == [
        {"url": "magnet:?xt=urn:btih:abc"},
        {"url": "https://e.org/b.mp4", "type": "video/mp4", "fileSize": "7"},
    ]


PICTURES = {
    "logo": ({}, "https://example.org/logo.png"),
    "icon": ({"logo": "https://example.org/logo.svg"}, "https://example.org/icon.png"),
    "neither": ({"logo": None, "icon": "https://example.org/favicon.ico"}, None),
}


@pytest.mark.parametrize(("known", "expected"), PICTURES.values(), ids=PICTURES.keys())
def test_the_picture_of_a_channel_is_of_a_kind_rss_allows(known, expected, rich):
    body = render_rss(replace(rich, head=replace(rich.head, **known))).body

    assert rss_faults(body) == []
    assert etree.fromstring(body).findtext("channel/image/url") == expected


def test_an_enclosure_nobody_knows_anything_of_is_valid(article, rich):
    entry = article("a", enclosures=(Enclosure(url="https://e.org/x"),))
    body = render_rss(replace(rich, entries=(entry,))).body

    assert rss_faults(body) == []
    assert b'url="https://e.org/x" length="0" type="application/octet-stream"' in body


def test_an_item_of_a_combined_feed_names_the_feed_it_comes_from(river):
    body = render_rss(river).body
    sources = [(node.get("url"), node.text) for node in etree.fromstring(body).iter("source")]

    assert rss_faults(body) == []
    assert sources == [
        ("https://feeds.example.net/clean/news.rss", "News & views"),
        ("https://feeds.example.net/clean/news.rss", "Other"),
    ]
    assert read_back(body).feed.link == "https://feeds.example.net/clean/all.html"


def test_the_language_of_an_item_is_told_where_it_is_another(article, rich):
    entries = (article("a", language="en"), article("b", language="fr"))
    root = etree.fromstring(render_rss(replace(rich, entries=entries)).body)

    said = [item.findtext("dc:language", namespaces=RSS) for item in root.iter("item")]
    assert said == [None, "fr"]
