from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from lxml import etree

from feedclean.generate.subscriptions import render_opml
from feedclean.model.article import SourceId
from feedclean.model.output import Card
from feedclean.parse.lists.opml import parse_opml
from tests.generate.conftest import SITE


@pytest.fixture
def cards(rich, river):
    strange = replace(rich.head, source=SourceId("b"), self_url=f"{SITE.url}b")
    strange = replace(strange, title="\x00", subtitle='"<&>\n', site_url=None, language="no such")
    return (
        Card(head=rich.head, entries=1, headlines=()),
        Card(head=strange, entries=0, headlines=()),
        Card(head=river.head, entries=2, headlines=(), members=(SourceId("news"), SourceId("b"))),
    )


def outlines(body):
    return [dict(node.attrib) for node in etree.fromstring(body).iter("outline")]


def test_a_list_says_what_to_subscribe_to_combined_feeds_first(cards):
    rendered = render_opml(SITE, cards)

    assert (rendered.path, rendered.media_type) == (PurePosixPath("feeds.opml"), "text/x-opml")
    assert outlines(rendered.body)[:2] == [
        {
            "type": "rss",
            "text": "All",
            "title": "All",
            "xmlUrl": "https://feeds.example.net/clean/all.atom",
            "htmlUrl": "https://feeds.example.net/clean/all.html",
        },
        {
            "type": "rss",
            "text": "News & views",
            "title": "News & views",
            "description": "What is new < what lasts",
            "language": "en",
            "xmlUrl": "https://feeds.example.net/clean/news.atom",
            "htmlUrl": "https://example.org/",
        },
    ]


def test_our_own_reader_finds_every_feed(cards):
    found = parse_opml(render_opml(SITE, cards).body, "feeds.opml")

    assert [(one.title, one.url) for one in found] == [
        ("All", "https://feeds.example.net/clean/all.atom"),
        ("News & views", "https://feeds.example.net/clean/news.atom"),
        ("b", "https://feeds.example.net/clean/b.atom"),
    ]


def test_a_list_is_opml_2_and_names_no_time(cards):
    root = etree.fromstring(render_opml(SITE, cards).body)

    assert (root.tag, root.get("version")) == ("opml", "2.0")
    assert [node.tag for node in root] == ["head", "body"]
    assert [(node.tag, node.text) for node in root[0]] == [("title", "Ours")]


def test_odd_texts_are_written_safely(cards):
    strange = outlines(render_opml(SITE, cards).body)[2]

    assert strange == {
        "type": "rss",
        "text": "b",
        "title": "b",
        "description": '"<&>',
        "xmlUrl": "https://feeds.example.net/clean/b.atom",
        "htmlUrl": "https://feeds.example.net/clean/b.html",
    }


def test_a_site_without_feeds_has_an_empty_list():
    assert outlines(render_opml(SITE, ()).body) == []
