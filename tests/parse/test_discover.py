from __future__ import annotations

import pytest

from feedclean.parse.discover import named_feeds, usual_feeds

HERE = "https://example.org/blog/"
RSS = 'rel="alternate" type="application/rss+xml"'

BOTH = f'<link {RSS} href="/comments/feed"><link {RSS} href="/feed">'
KINDS = (
    '<link rel=alternate type="application/atom+xml; charset=utf-8" href=/a>'
    '<link rel=alternate type="application/feed+json" href=/j>'
)
NONE = (
    "<link rel=alternate hreflang=de href=/de><link rel=stylesheet href=/s.css>"
    '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1">'
    '<link rel="alternate" type="application/json+oembed" href="/oembed">'
)
BASE = f'<base href="https://cdn.example/"><link {RSS} href="f">'

CASES = {
    "atom-and-json": (KINDS, ["/a", "/j"]),
    "base": (BASE, ["https://cdn.example/f"]),
    "comments-last": (BOTH, ["/feed", "/comments/feed"]),
    "feed-scheme": (f'<link {RSS} href="feed://example.org/f">', []),
    "in-order": (f'<link {RSS} href="/a"><link {RSS} href="/b">', ["/a", "/b"]),
    "no-feeds": (NONE, []),
    "relative": (f'<link {RSS} href="feed">', ["/blog/feed"]),
    "twice": (f'<link {RSS} href="/a"><link {RSS} href="/a">', ["/a"]),
}


@pytest.mark.parametrize(("head", "expected"), CASES.values(), ids=CASES.keys())
def test_feeds_a_page_names(head: str, expected: list[str]) -> None:
    found = named_feeds(f"<html><head>{head}</head><body></body></html>", HERE)

    assert [url.removeprefix("https://example.org") for url in found] == expected


def test_usual_places_are_those_of_the_host() -> None:
    assert "https://example.org/feed" in usual_feeds(HERE)
