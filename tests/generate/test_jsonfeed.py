from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from feedclean.generate.jsonfeed import render_json
from feedclean.model.article import Author, Enclosure, SourceId
from feedclean.model.source import Capture
from feedclean.parse import read


def rendered(feed):
    return json.loads(render_json(feed).body)


def test_a_feed_says_all_that_is_known_of_it(rich):
    file = render_json(rich)
    feed = json.loads(file.body)
    feed.pop("items")

    assert (file.path, file.media_type) == (PurePosixPath("news.json"), "application/feed+json")
    assert feed == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News & views",
        "home_page_url": "https://example.org/",
        "feed_url": "https://feeds.example.net/clean/news.json",
        "description": "What is new < what lasts",
        "icon": "https://example.org/logo.png",
        "favicon": "https://example.org/icon.png",
        "language": "en",
        "hubs": [{"type": "WebSub", "url": "https://hub.example/"}],
        "_feedclean": {
            "rights": "© 2024 Example",
            "license": "https://creativecommons.org/licenses/by/4.0/",
            "upstream_url": "https://example.org/feed",
        },
    }


def test_an_item_says_all_that_is_known_of_it(rich):
    (item,) = rendered(rich)["items"]

    assert item == {
        "id": "https://example.org/full",
        "url": "https://example.org/full",
        "title": 'Bread & "butter" <again> (Photos)',
        "content_html": rich.entries[0].html,
        "summary": "Why bread, and why now.",
        "image": "https://example.org/lead.jpg",
        "date_published": "2024-04-26T16:30:51Z",
        "date_modified": "2024-04-28T08:00:00Z",
        "authors": [{"name": "李四"}, {"name": "Ada Example", "url": "https://example.org/ada"}],
        "tags": ["要闻分析", "Trade"],
        "language": "zh-Hans",
        "attachments": [
            {
                "url": "https://example.org/a.mp3",
                "mime_type": "audio/mpeg",
                "size_in_bytes": 12345,
            },
            {"url": "https://example.org/b.bin", "mime_type": "application/octet-stream"},
        ],
        "_feedclean": {"publisher": "纽约时报中文网", "rights": "© 2024 Example"},
    }


def test_what_is_not_known_is_not_there(article, rich):
    head = replace(rich.head, subtitle=None, icon=None, logo=None, rights=None, license=None)
    head = replace(head, language=None, upstream_url=None, site_url=None)
    bare = article("bare", "", url=None, published=None)
    feed = rendered(replace(rich, head=head, entries=(bare,), site=replace(rich.site, hub=None)))

    assert set(feed) == {"version", "title", "feed_url", "items"}
    assert set(feed["items"][0]) == {"id", "title", "content_html", "date_modified"}


def test_an_author_who_has_only_an_e_mail_address_can_be_reached(article, rich):
    entry = article("a", authors=(Author(name="A", email="a@example.org"),))

    assert rendered(replace(rich, entries=(entry,)))["items"][0]["authors"] == [
        {"name": "A", "url": "mailto:a@example.org"}
    ]


def test_the_type_of_an_attachment_is_told_by_its_name(article, rich):
    entry = article("a", enclosures=(Enclosure(url="https://e.org/a.M4A?b=c.pdf"),))
    (one,) = rendered(replace(rich, entries=(entry,)))["items"][0]["attachments"]

    assert one == {"url": "https://e.org/a.M4A?b=c.pdf", "mime_type": "audio/mp4"}


def test_an_item_of_a_combined_feed_names_the_feed_it_comes_from(river):
    first, second = rendered(river)["items"]

    assert first["_feedclean"]["source"] == {
        "title": "News & views",
        "home_page_url": "https://example.org/",
        "feed_url": "https://feeds.example.net/clean/news.json",
    }
    assert second["_feedclean"]["source"]["title"] == "Other"


def test_text_is_written_as_it_is_and_each_field_on_its_line(rich):
    text = render_json(rich).body.decode()

    assert '\n   "title": "Bread & \\"butter\\" <again> (Photos)",\n' in text
    assert "要闻分析" in text
    assert text.endswith("\n}\n")


def test_our_own_reader_reads_the_same_articles(rich, article, source):
    entries = (*rich.entries, article("plain", html="<p>1 &lt; 2 &amp;amp; 3</p>"))
    capture = Capture(
        source=SourceId("news"),
        location="https://feeds.example.net/clean/news.json",
        body=render_json(replace(rich, entries=entries)).body,
        media_type="application/feed+json",
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    again = list(read(capture, source()))

    for one, meant in zip(again, entries, strict=True):
        assert one.html == meant.html
        assert (one.meta.title, one.meta.url) == (meant.meta.title, meant.meta.url)
        assert (one.meta.summary, one.meta.image) == (meant.meta.summary, meant.meta.image)
        assert (one.meta.published, one.meta.categories) == (
            meant.meta.published,
            meant.meta.categories,
        )
