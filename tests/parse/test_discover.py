from __future__ import annotations

import pytest

from feedclean.parse.lists.discover import USUAL_PATHS, named_feeds, usual_feeds

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


@pytest.mark.parametrize(
    ("url", "folder"),
    [
        ("https://example.org/blog/", "/blog"),
        ("https://example.org/blog", "/blog"),
        ("https://example.org/~ann/blog/index.html?page=2#top", "/~ann/blog"),
    ],
)
def test_usual_places_are_those_below_an_address_then_those_of_the_host(
    url: str, folder: str
) -> None:
    found = usual_feeds(url)

    assert found[: len(USUAL_PATHS)] == tuple(
        f"https://example.org{folder}{path}" for path in USUAL_PATHS
    )
    assert found[len(USUAL_PATHS) :] == usual_feeds("https://example.org/")


@pytest.mark.parametrize("url", ["https://example.org", "https://example.org/index.html"])
def test_at_the_root_of_a_host_usual_places_are_tried_once(url: str) -> None:
    assert usual_feeds(url) == tuple(f"https://example.org{path}" for path in USUAL_PATHS)
