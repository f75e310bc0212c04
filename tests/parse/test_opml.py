from __future__ import annotations

import pytest

from feedclean.errors import ParseError
from feedclean.parse.lists.opml import is_cut_off, parse_opml, repeated_outlines, slug


def opml(*outlines: str) -> bytes:
    return f'<opml version="1.0"><head/><body>{"".join(outlines)}</body></opml>'.encode()


def outline(title: str, url: str, more: str = "") -> str:
    return f'<outline type="rss" text="{title}" xmlUrl="{url}" {more}/>'


def ids(body: bytes, *taken: str) -> list[str]:
    return [str(each.id) for each in parse_opml(body, "feeds.opml", taken)]


def test_feeds_in_folders_keep_title_address_and_site() -> None:
    body = opml(
        '<outline text="News">',
        outline(
            "Harbour &amp; Sea", "https://a.example/f?a=1&amp;b=2", 'htmlUrl="https://a.example/"'
        ),
        "</outline>",
        '<outline text="a note without a feed"/>',
        outline("Files", "ftp://b.example/f"),
    )

    [found] = parse_opml(body, "feeds.opml")

    assert (found.id, found.title) == ("harbour-sea", "Harbour & Sea")
    assert (found.url, found.site_url) == ("https://a.example/f?a=1&b=2", "https://a.example/")


def test_one_address_is_one_source() -> None:
    body = opml(outline("A", "https://a.example/f"), outline("B", "https://A.example/f"))

    assert ids(body) == ["a"]


def test_equal_titles_get_ids_that_do_not_depend_on_the_others() -> None:
    one, two = outline("News", "https://a.example/f"), outline("News", "https://b.example/f")
    three = outline("News", "https://c.example/f")

    first = ids(opml(one, two))
    second = ids(opml(one, three, two))

    assert first[0] == second[0] == "news"
    assert first[1] == second[2] != second[1]
    assert first[1].startswith("news-")


def test_an_id_of_a_source_of_its_own_is_not_taken_again() -> None:
    [found] = ids(opml(outline("News", "https://a.example/f")), "news")

    assert found.startswith("news-")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        pytest.param("Café Zürich", "cafe-zurich", id="accents"),
        pytest.param("要闻分析", "a-example", id="chinese-takes-the-host"),
        pytest.param("中文网 RFI", "a-example", id="a-few-latin-letters-are-not-enough"),
        pytest.param("", "a-example", id="no-title"),
        pytest.param("CON", "a-example", id="device"),
        pytest.param("../../etc/passwd", "etc-passwd", id="path"),
    ],
)
def test_ids_are_slugs(title: str, expected: str) -> None:
    assert ids(opml(outline(title, "https://www.a.example/f"))) == [expected]


def test_a_feed_of_which_no_letter_is_latin_has_an_id() -> None:
    assert ids(opml(outline("要闻分析", "https://新闻.新/f"))) == ["feed"]


def test_a_slug_is_short() -> None:
    assert len(slug("word " * 40)) <= 48


def test_bare_ampersands_and_a_missing_end_do_not_matter() -> None:
    body = b'<opml><body><outline text="A & B" xmlUrl="https://a.example/f?a=1&b=2"/>'

    [found] = parse_opml(body, "feeds.opml")

    assert (found.title, found.url) == ("A & B", "https://a.example/f?a=1&b=2")


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        pytest.param(opml(), "names no feed", id="empty"),
        pytest.param(b"<rss/>", "root element is <rss>", id="feed"),
        pytest.param(b"hello", "is no OPML", id="text"),
    ],
)
def test_what_is_no_list_is_an_error(body: bytes, problem: str) -> None:
    with pytest.raises(ParseError, match=problem):
        parse_opml(body, "feeds.opml")


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("feed://h.example/rss", "http://h.example/rss"),
        ("feed:https://h.example/rss", "https://h.example/rss"),
        ("FEED:http://h.example/rss", "http://h.example/rss"),
        ("pcast://h.example/rss", "http://h.example/rss"),
        ("https://feed.example/feed:1", "https://feed.example/feed:1"),
    ],
)
def test_an_address_that_says_subscribe_is_one_of_the_web(written: str, asked: str) -> None:
    [found] = parse_opml(opml(outline("One", written)), "feeds.opml")

    assert found.url == asked


def test_a_feed_that_is_there_twice_is_told_with_the_name_it_had_first() -> None:
    body = opml(
        outline("One", "https://h.example/rss"),
        outline("Two", "https://h.example/atom"),
        outline("One again", "feed:https://h.example/rss"),
    )

    assert repeated_outlines(body, "feeds.opml") == (("One again", "One"),)


def test_a_list_without_an_end_was_cut_off() -> None:
    whole = opml(outline("One", "https://h.example/rss"))

    assert not is_cut_off(whole)
    assert is_cut_off(whole[:-9])
    assert not is_cut_off(whole + b"\n")
