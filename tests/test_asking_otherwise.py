"""Addresses and headers that a person writes down, in whole builds against a server here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from feedclean.cli import program
from feedclean.config import load_config
from feedclean.errors import ConfigError
from tests.gather.serving import Reply, page, serving
from tests.making import SITE, source
from tests.test_remembering import text
from tests.work.test_verdicts import Site

MakeSite = Callable[..., Path]


@pytest.fixture
def news(site: MakeSite) -> Iterator[Site]:
    with serving({}) as server:
        yield Site(site(source("s", server.url("/f"), kind="feed", full_text="always")), server)


def write(news: Site, *lines: str) -> None:
    before = news.config.read_text("utf-8").partition("# rules")[0]
    news.config.write_text(f"{before}# rules\n" + "\n".join(lines) + "\n", encoding="utf-8")


def serve(news: Site, *paths: str) -> None:
    for path in paths:
        news.server.answers[path] = Reply(page(f"The quay of {path}", text(f"quay at {path}")))


def test_another_page_is_asked_for_and_the_entry_stays_what_it_was(news: Site) -> None:
    news.feed("/article/quay?ref=rss", "/article/dock")
    serve(news, "/print/quay", "/print/dock", "/article/quay?ref=rss", "/article/dock")
    write(news, "url_rewrite = [['/article/', '/print/'], ['regex:[?]ref=.{0,9}$', '']]")
    report = news.build()
    published = news.published

    assert (report.failures, report.entries) == ((), 2)
    asked = [one.path for one in news.server.log if one.path not in ("/f", "/robots.txt")]
    assert sorted(asked) == ["/print/dock", "/print/quay"]
    assert "The quay at /print/quay said" in published
    assert f'href="{news.server.url("/article/dock")}"' in published
    assert "/print/" not in published.replace("/print/quay said", "").replace(
        "/print/dock said", ""
    ).replace("quay of /print/", "")
    news.build(24)
    assert len([one for one in news.server.log if "/print/" in one.path]) == 2


def test_robots_are_asked_about_the_page_that_is_fetched(news: Site) -> None:
    news.feed("/article/quay")
    serve(news, "/print/quay", "/article/quay")
    news.server.answers["/robots.txt"] = Reply("User-agent: *\nDisallow: /print/\n")
    write(news, "url_rewrite = [['/article/', '/print/']]")

    [failure] = news.build().failures
    assert "robots.txt" in failure.message
    assert not [one for one in news.server.log if "quay" in one.path]


@pytest.mark.parametrize("by", ["javascript:alert(1)//", "file:///etc/passwd?"])
def test_an_address_of_the_web_stays_one(news: Site, by: str) -> None:
    news.feed("/quay")
    serve(news, "/quay")
    write(news, f"url_rewrite = [['regex:^.*$', '{by}']]")
    news.build()

    assert [one.path for one in news.server.log][-1] == "/quay"


def test_headers_of_a_source_go_to_its_site_and_nowhere_else(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUAY_SESSION", "abc-secret-1")
    serve(news, "/quay")
    with serving({"/else": Reply(page("Elsewhere", text("else")))}) as other:
        news.fetcher._private_hosts |= {other.host}  # type: ignore[attr-defined]
        elsewhere = other.url("/else").replace("127.0.0.1", "localhost")
        news.fetcher._private_hosts |= {other.host.replace("127.0.0.1", "localhost")}  # type: ignore[attr-defined]
        news.feed("/quay")
        feed = news.server.answers["/f"]
        assert isinstance(feed, Reply)
        quay = news.server.url("/quay")
        feed.body = str(feed.body).replace(f"<link>{quay}</link>", f"<link>{elsewhere}</link>", 1)
        write(
            news,
            "headers = ['Cookie: session=${QUAY_SESSION}', 'Accept-Language: de', "
            "'User-Agent: mine/1']",
        )
        news.build()
        [there] = [one for one in other.log if one.path == "/else"]
        home = next(one for one in news.server.log if one.path == "/f")

    assert home.headers["cookie"] == "session=abc-secret-1"
    assert (home.headers["accept-language"], home.headers["user-agent"]) == ("de", "mine/1")
    assert "cookie" not in there.headers
    assert "feedclean" in there.headers["user-agent"]


def test_headers_of_a_host_go_to_its_pages_and_their_values_are_told_to_nobody(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QUAY_SESSION", "abc-secret-1")
    news.feed("/quay")
    serve(news, "/quay")
    write(
        news,
        "[[rules]]",
        "host = '127.0.0.1'",
        "headers = 'X-Session: ${QUAY_SESSION}'",
        "strip = 'p.x'",
    )
    news.build()
    sent = {one.path: one.headers.get("x-session") for one in news.server.log}
    address = news.server.url("/quay")
    told = [
        CliRunner().invoke(program, [*args, "--config", str(news.config)]).output
        for args in (["explain", address, "--json"], ["status"], ["rules", "used"], ["diff"])
    ]
    files = [one for one in news.config.parent.rglob("*") if one.is_file()]

    assert sent["/quay"] == "abc-secret-1"
    assert sent["/f"] is None
    assert "abc-secret-1" not in "".join(told)
    assert not [one for one in files if b"abc-secret-1" in one.read_bytes()]
    assert "abc-secret-1" not in repr(load_config(news.config).rules)


def test_a_new_password_cleans_nothing_anew(news: Site) -> None:
    news.feed("/quay")
    serve(news, "/quay")
    write(news, "headers = 'Cookie: a'")
    news.build()
    write(news, "headers = 'Cookie: b'")
    report = news.build(24)

    assert (report.cleaned, report.entries) == (0, 1)


@pytest.mark.parametrize(
    ("line", "told"),
    {
        "no colon": ("headers = 'secret-value'", "write the name of a header, a colon"),
        "ours": ("headers = ['Host: x']", "host is up to feedclean"),
        "no value": ("headers = 'Cookie:'", "cookie has no value"),
        "a line of its own": ('headers = "A: secret\\r\\nB: c"', "characters none may have"),
        "a wild pattern": ("url_rewrite = [['regex:(a+)+$', '']]", "url_rewrite"),
        "no pair": ("url_rewrite = ['a']", "url_rewrite"),
    }.values(),
    ids=lambda one: one[:20],
)
def test_what_cannot_be_sent_is_an_error_that_names_file_and_line(
    site: MakeSite, line: str, told: str
) -> None:
    config = site(source("s", "https://example.org/f", kind="feed"), line)

    with pytest.raises(ConfigError) as error:
        load_config(config)
    assert told in str(error.value)
    assert "secret" not in str(error.value)
    assert SITE in config.read_text("utf-8")
