"""Ids that new sources get, and those of lists, which never change."""

from __future__ import annotations

import pytest

from feedclean.moving.naming import new_id
from feedclean.parse.lists.opml import id_of

NAMED = {
    "of its title": ("Café Zürich", "http://127.0.0.1/news", (), "cafe-zurich"),
    "a letter of its own": ("Karaçay Postası", "http://127.0.0.1/news", (), "karacay-postasi"),
    "more of them": ("Łódź, Straße, Æbelø, Đak", "http://e.org/f", (), "lodz-strasse-aebelo-dak"),
    "of its host": ("要闻分析", "https://www.example.org/feed", (), "example-org"),
    "of its path": ("要闻分析", "http://127.0.0.1:8000/news/feed.xml", (), "news"),
    "of two parts": ("Новости", "http://[::1]/zh/rss/politics.xml", (), "zh-politics"),
    "a number as title": ("127.0.0.1", "http://127.0.0.1/news/", (), "news"),
    "this machine": ("Новости", "http://localhost:8080/news", (), "news"),
    "nothing at all": ("要闻", "http://10.0.0.1/1/feed.xml", (), "feed"),
    "host taken": ("要闻", "https://example.org/world/feed", ("example-org",), "example-org-world"),
    "a folder": ("文章", "dumps/文章", (), "dumps"),
    "a folder far away": ("文章", "/srv/people/文章", (), "feed"),
    "a name of the site": ("要闻", "http://10.0.0.1/status", (), "feed"),
}


@pytest.mark.parametrize(("title", "location", "used", "id_"), NAMED.values(), ids=NAMED.keys())
def test_a_new_source_has_an_id_that_says_something(
    title: str, location: str, used: tuple[str, ...], id_: str
) -> None:
    assert new_id(title, location, used) == id_


def test_where_all_names_are_taken_the_address_is_told_apart() -> None:
    used = {"example-org", "example-org-world"}

    named = new_id("要闻", "https://example.org/world", used)

    assert named not in used
    assert named.startswith("example-org-")


@pytest.mark.parametrize(
    ("title", "url", "id_"),
    [
        ("要闻分析", "http://127.0.0.1:8000/news/feed.xml", "127-0-0-1"),
        ("要闻", "https://example.org/world", "example-org"),
        ("CON", "https://example.org/world", "example-org"),
        ("Karaçay Postası", "https://example.org/world", "karacay-postas"),
        ("中文网 RFI", "https://a.example/f", "a-example"),
    ],
)
def test_what_sources_of_lists_are_called_stays(title: str, url: str, id_: str) -> None:
    assert id_of(title, url, ()) == id_
