"""What stands before a shorter title of the head: a kicker, or a part of the headline."""

from __future__ import annotations

import pytest

from feedclean.parse.pages.page import page_meta

URL = "https://www.example.org/news/river"
TITLES = {
    "a sentence goes on in small letters": (
        "Fishermen sold a boat nobody had rowed for years",
        "Sold a boat nobody had rowed for years",
        "Fishermen sold a boat nobody had rowed for years",
    ),
    "a kicker stands before a capital": (
        "Boats Sold by fishermen after forty years",
        "Sold by fishermen after forty years",
        "Sold by fishermen after forty years",
    ),
}


@pytest.mark.parametrize(("heading", "short", "title"), TITLES.values(), ids=TITLES.keys())
def test_only_a_kicker_is_cut_from_a_headline(heading: str, short: str, title: str) -> None:
    head = f"<meta property='og:title' content='{short}'>"
    html = f"<html><head>{head}</head><body><h1>{heading}</h1></body></html>"

    assert page_meta(html, URL).title == title
