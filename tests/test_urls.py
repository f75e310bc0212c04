"""Addresses: absolute, canonical, free from tracking."""

from __future__ import annotations

import pytest

from feedclean.urls import (
    absolute,
    absolute_image,
    canonical,
    direct,
    host_of,
    is_http,
    out_of_archive,
    same_site,
    site_of,
    without_tracking,
)

BASE = "https://example.org/news/2024/story.html?page=2#top"

ABSOLUTE = {
    "absolute": ("https://a.org/x", "https://a.org/x"),
    "path": ("/x/y", "https://example.org/x/y"),
    "relative": ("img/a.png", "https://example.org/news/2024/img/a.png"),
    "upwards": ("../a", "https://example.org/news/a"),
    "query": ("?page=3", "https://example.org/news/2024/story.html?page=3"),
    "scheme-relative": ("//cdn.a.org/x", "https://cdn.a.org/x"),
    "white space around": ("  https://a.org/x\n", "https://a.org/x"),
    "line break inside": ("https://a.org/long\n  /path", "https://a.org/long/path"),
    "space inside": ("https://a.org/a b", "https://a.org/a%20b"),
    "one slash": ("https:/a.org/x", "https://a.org/x"),
    "mailto": ("mailto:jo@a.org", "mailto:jo@a.org"),
    "tel": ("TEL:+49301234", "tel:+49301234"),
    "international": ("https://例え.jp/あ", "https://例え.jp/あ"),
    "fragment kept": ("https://a.org/x#y", "https://a.org/x#y"),
    "javascript": ("javascript:alert(1)", None),
    "javascript hidden": (" java\nscript:alert(1)", None),
    "javascript with control character": ("\x01javascript:alert(1)", None),
    "data": ("data:text/html,x", None),
    "file": ("file:///etc/passwd", None),
    "ftp": ("ftp://a.org/x", None),
    "blob": ("blob:https://a.org/1", None),
    "empty": ("", None),
    "broken bracket": ("http://[::1/x", None),
    "port out of range": ("http://a.org:99999/", None),
    "port no number": ("http://a.org:port/", None),
    "host with space": ("http://a b.org/", None),
    "mailto nobody": ("mailto:", None),
}


@pytest.mark.parametrize(("url", "wanted"), ABSOLUTE.values(), ids=ABSOLUTE.keys())
def test_an_address_is_made_absolute_or_refused(url: str, wanted: str | None) -> None:
    assert absolute(url, BASE) == wanted


def test_a_relative_address_without_base_is_refused() -> None:
    assert absolute("/x", None) is None
    assert absolute("/x", "not a base") is None
    assert absolute("https://a.org/x", None) == "https://a.org/x"


def test_images_may_be_data_but_not_mail() -> None:
    assert (
        absolute_image("data:image/png;base64,iVBO\nRw0=", None) == "data:image/png;base64,iVBORw0="
    )
    assert absolute_image("data:text/html;base64,AAAA", BASE) is None
    assert absolute_image("mailto:jo@a.org", BASE) is None
    assert absolute_image("/a.png", BASE) == "https://example.org/a.png"


CANONICAL = {
    "case of scheme and host": ("HTTPS://WWW.Example.ORG/Path", "https://www.example.org/Path"),
    "default port": ("http://a.org:80/x", "http://a.org/x"),
    "default port of https": ("https://a.org:443/x", "https://a.org/x"),
    "other port": ("http://a.org:8080/x", "http://a.org:8080/x"),
    "empty port": ("http://a.org:/x", "http://a.org/x"),
    "bare host": ("https://a.org", "https://a.org/"),
    "dot behind host": ("https://a.org./x", "https://a.org/x"),
    "scheme unchanged": ("http://a.org/x", "http://a.org/x"),
    "closing slash kept": ("https://a.org/x/", "https://a.org/x/"),
    "utm": ("https://a.org/x?utm_source=rss&utm_medium=feed", "https://a.org/x"),
    "others kept in order": ("https://a.org/x?b=2&fbclid=1&a=1", "https://a.org/x?b=2&a=1"),
    "spelling of the rest kept": (
        "https://a.org/x?q=%e4%b8%ad+a&gclid=1",
        "https://a.org/x?q=%e4%b8%ad+a",
    ),
    "capitals": ("https://a.org/x?UTM_Source=1", "https://a.org/x"),
    "escaped ampersand": ("https://a.org/x?a=1&amp;utm_medium=2", "https://a.org/x?a=1"),
    "what chooses the article": (
        "https://a.org/?p=12&page=2&id=3",
        "https://a.org/?p=12&page=2&id=3",
    ),
    "fragment": ("https://a.org/x#comments", "https://a.org/x"),
    "route": ("https://a.org/#!/news/1", "https://a.org/#!/news/1"),
    "route with slash": ("https://a.org/#/news/1", "https://a.org/#/news/1"),
    "address of version 6": ("http://[::1]:80/x", "http://[::1]/x"),
    "user": ("https://Jo@A.org/x", "https://Jo@a.org/x"),
    "no web address": (" mailto:jo@a.org ", "mailto:jo@a.org"),
    "broken": ("http://[broken", "http://[broken"),
}


@pytest.mark.parametrize(("url", "wanted"), CANONICAL.values(), ids=CANONICAL.keys())
def test_equal_addresses_become_equal_strings(url: str, wanted: str) -> None:
    assert canonical(url) == wanted


@pytest.mark.parametrize(("url", "_"), CANONICAL.values(), ids=CANONICAL.keys())
def test_canonical_is_stable(url: str, _: str) -> None:
    assert canonical(canonical(url)) == canonical(url)


UNTRACKED = {
    "nothing to take": "HTTPS://A.org:443/x?B=%7e#frag",
    "no query": "https://a.org/x",
    "relative": "/x?a=1",
    "question mark in fragment": "https://a.org/x#a?utm_source=1",
    "empty query": "https://a.org/x?",
    "odd query": "https://a.org/x?&&a&=1",
    "mail": "mailto:a@b.org?subject=x",
}


@pytest.mark.parametrize("url", UNTRACKED.values(), ids=UNTRACKED.keys())
def test_an_address_without_tracking_stays_byte_for_byte(url: str) -> None:
    assert without_tracking(url) == url


def test_only_tracking_parameters_are_taken_from_a_link() -> None:
    assert (
        without_tracking("HTTPS://A.org/x?B=%7e&spm=1&xtor=RSS-1#frag")
        == "HTTPS://A.org/x?B=%7e#frag"
    )
    assert without_tracking("https://a.org/x?at_medium=RSS&maca=zh-rss#f") == "https://a.org/x#f"


AT_HOSTS = {
    "share of a video": ("https://youtu.be/a?si=x&t=3", "https://youtu.be/a?t=3"),
    "subdomain": ("https://m.youtube.com/watch?v=a&pp=x", "https://m.youtube.com/watch?v=a"),
    "the same name elsewhere": ("https://example.org/?si=x", "https://example.org/?si=x"),
    "capitals": ("https://www.theguardian.com/a?CMP=x", "https://www.theguardian.com/a"),
    "a name in the path": ("https://example.org/youtube.com/?si=x", None),
}


@pytest.mark.parametrize(("url", "wanted"), AT_HOSTS.values(), ids=AT_HOSTS.keys())
def test_some_parameters_track_on_their_host_only(url: str, wanted: str | None) -> None:
    assert without_tracking(url) == (wanted or url)


@pytest.mark.parametrize(
    "url",
    [
        "https://a.org/x?id=%e4%B8%ad&ID=2&id=3&&b#/r?utm_source=1",
        "https://a.org/x?a=b=c&d=%26utm_x%3D1&e",
        "https://a.org/x;utm_source=1?q=utm_source",
    ],
)
def test_a_link_with_odd_but_innocent_parameters_stays_byte_for_byte(url: str) -> None:
    assert without_tracking(url) == url
    assert direct(url) == url


DIRECT = {
    "google": ("https://www.google.com/url?sa=D&q=https%3A%2F%2Fa.org%2Fx&ust=1", "https://a.org/x"),
    "google of a country": ("http://google.co.uk/url?url=https://a.org/x", "https://a.org/x"),
    "facebook, with tracking inside": (
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2Fx%3Fb%3D1%26fbclid%3D2%23f&h=AT",
        "https://a.org/x?b=1#f",
    ),
    "tumblr": ("https://t.umblr.com/redirect?z=http%3A%2F%2Fa.org&t=1", "http://a.org"),
    "zhihu": ("https://link.zhihu.com/?target=https%3A//a.org/%25E4", "https://a.org/%E4"),
    "whole query": ("https://href.li/?https://a.org/x?b=1&c=%20", "https://a.org/x?b=1&c=%20"),
    "whole query, escaped": ("https://href.li/?https%3A%2F%2Fa.org%2Fx", "https://a.org/x"),
    "one in another": (
        "https://vk.com/away.php?to=https%3A%2F%2Fl.facebook.com%2Fl.php%3Fu%3Dhttps%253A%252F%252Fa.org",
        "https://a.org",
    ),
    "fragment behind": ("https://youtube.com/redirect?q=https%3A%2F%2Fa.org#f", "https://a.org#f"),
    "address last and unescaped": ("https://www.google.com/url?q=https://a.org/?b", "https://a.org/?b"),
}  # fmt: skip


@pytest.mark.parametrize(("url", "wanted"), DIRECT.values(), ids=DIRECT.keys())
def test_a_redirect_is_replaced_by_where_it_leads(url: str, wanted: str) -> None:
    assert direct(url) == wanted


NOT_DIRECT = {
    "not absolute": "https://www.google.com/url?q=/search",
    "no address": "https://www.google.com/url?q=words",
    "no web address": "https://l.facebook.com/l.php?u=javascript%3Aalert(1)",
    "without host": "https://l.facebook.com/l.php?u=https%3A%2F%2F",
    "another path": "https://www.google.com/urls?q=https%3A%2F%2Fa.org",
    "another host": "https://google.com.evil.example/url?q=https%3A%2F%2Fa.org",
    "a host that ends alike": "https://notvk.com/away.php?to=https%3A%2F%2Fa.org",
    "whose parameters these are": "https://www.google.com/url?q=https://a.org/?b=1&c=2",
    "twice": "https://www.google.com/url?q=https%3A%2F%2Fa.org&q=https%3A%2F%2Fb.org",
    "broken escapes": "https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2F%ff",
    "no parameter": "https://href.li/",
}


@pytest.mark.parametrize("url", NOT_DIRECT.values(), ids=NOT_DIRECT.keys())
def test_where_it_is_not_certain_where_a_link_leads_it_stays(url: str) -> None:
    assert direct(url) == url


def test_hosts_are_read() -> None:
    assert host_of("https://Jo:pw@News.Example.org:8080/x") == "news.example.org"
    assert host_of("/x") == ""
    assert host_of("http://[broken") == ""


SITES = {
    "subdomain": ("https://news.example.org/", "https://example.org/a", True),
    "other site": ("https://example.org/", "https://example.com/", False),
    "second level of a registry": ("https://a.bbc.co.uk/", "https://bbc.co.uk/", True),
    "two sites of a registry": ("https://a.co.uk/", "https://b.co.uk/", False),
    "Chinese registry": ("https://news.sina.com.cn/", "https://sina.com.cn/", True),
    "hosted blogs": ("https://a.github.io/", "https://b.github.io/", False),
    "numbers": ("http://10.0.0.1/", "http://11.0.0.1/", False),
    "no address": ("", "", False),
}


@pytest.mark.parametrize(("a", "b", "same"), SITES.values(), ids=SITES.keys())
def test_one_site_is_told_from_another(a: str, b: str, same: bool) -> None:  # noqa: FBT001
    assert same_site(a, b) is same


def test_bare_hosts_have_sites_too() -> None:
    assert site_of("www.example.co.jp") == "example.co.jp"
    assert site_of("10.0.0.1") == "10.0.0.1"


def test_only_absolute_web_addresses_are_http() -> None:
    assert is_http("https://a.org/")
    assert is_http("HTTP://a.org")
    assert not any(
        map(is_http, ("//a.org", "/x", "mailto:a@b.org", "http://", "httpx://a.org", ""))
    )


@pytest.mark.parametrize(
    "url", ["http://" + "[" * 5000, "?" * 9999, "\x00", "http://\ud800/", "a" * 99_999]
)
def test_hostile_addresses_never_raise(url: str) -> None:
    absolute(url, BASE)
    absolute(url, url)
    absolute_image(url, BASE)
    canonical(url)
    without_tracking(url)
    direct(url)
    host_of(url)
    same_site(url, url)
    is_http(url)


KEPT = {
    "whole": ("https://kept.example/web/20240620100000/https://a.org/x?y=1", "https://a.org/x?y=1"),
    "as it came": ("https://kept.example/web/20240620100000id_/http://a.org/", "http://a.org/"),
    "one slash": ("http://kept.example/c/20240620100000/http:/a.org/x", "http://a.org/x"),
    "no copy": ("https://a.org/2024/06/20/https", "https://a.org/2024/06/20/https"),
    "a parameter": (
        "https://a.org/x?u=/20240620100000/https://b.org/",
        "https://a.org/x?u=/20240620100000/https://b.org/",
    ),
}


@pytest.mark.parametrize(("url", "there"), KEPT.values(), ids=KEPT.keys())
def test_a_page_in_a_web_archive_has_its_own_address(url: str, there: str) -> None:
    assert out_of_archive(url) == there
