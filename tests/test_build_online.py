"""Whole builds of sources on the web, against servers on this machine."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError

import pytest

from feedclean.conductor import Order, Tools, build_site
from feedclean.config import load_config
from feedclean.errors import ConfigError
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.gather.fetcher import Fetcher
from feedclean.gather.hosts import HostGate
from feedclean.model.output import BuildReport
from tests.gather.serving import START, WHOLE, Asked, Reply, Server, page, rss, serving
from tests.making import source

MakeSite = Callable[..., Path]
MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
TEASER = "<p>The council has decided to […]</p>"
SAID = "rebuild the old quay"


def build(
    config: Path, *servers: Server, hours: float = 0.0, order: Order | None = None
) -> BuildReport:
    now = START + timedelta(hours=hours)
    fetcher = Fetcher(
        contact="https://me.example/",
        private_hosts=frozenset(server.host for server in servers),
        gate=HostGate(page_delay_s=0.0),
        wall=lambda: now,
    )
    try:
        return build_site(load_config(config), Tools(now=now, fetch=fetcher.ask), order)
    finally:
        fetcher.close()


def published(config: Path, name: str = "s.atom") -> str:
    return (config.parent / "public" / name).read_text("utf-8")


def test_eight_slow_hosts_are_waited_for_together(site: MakeSite) -> None:
    """None answers before all have been asked: one after the other, none ever would."""
    all_asked = Barrier(8)

    def wait(_asked: Asked) -> Reply:
        try:
            all_asked.wait(timeout=30)
        except BrokenBarrierError:
            return Reply(status=500)
        return Reply(rss(("https://x.example/1", MONDAY, WHOLE)))

    servers = [Server({"/f": wait}) for _ in range(8)]
    config = site(*(source(f"s{n}", each.url("/f"), kind="feed") for n, each in enumerate(servers)))
    try:
        report = build(config, *servers)
    finally:
        for each in servers:
            each.stop()

    assert [one.entries for one in report.sources] == [1] * 8


def test_a_new_start_asks_nothing_that_is_not_due(site: MakeSite) -> None:
    with serving({}) as server:
        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        config = site(source("s", server.url("/f"), kind="feed"))

        for hours in (0.0, 0.25, 0.5, 0.75):
            build(config, server, hours=hours)

        assert server.paths() == ["/f"]


def test_a_304_and_the_same_body_again_cost_nothing(site: MakeSite) -> None:
    with serving({}) as server:
        feed = rss((server.url("/1"), MONDAY, WHOLE))
        server.answers["/f"] = Reply(feed, headers={"ETag": '"1"'})
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)
        path = config.parent / "public" / "s.atom"
        os.utime(path, (1, 1))

        [same] = build(config, server, hours=25).sources
        server.answers["/f"] = Reply(status=304)
        [unmodified] = build(config, server, hours=50).sources

        assert server.count("/f") == 3
        assert [(one.cleaned, one.files_written, one.entries) for one in (same, unmodified)] == [
            (0, 0, 1),
            (0, 0, 1),
        ]
        assert path.stat().st_mtime == 1


def test_a_feed_of_teasers_is_published_whole_and_asked_as_little_as_can_be(site: MakeSite) -> None:
    with serving({}) as server:
        items = [
            (server.url(f"/{n}"), MONDAY, "<p>The council has decided to […]</p>") for n in (1, 2)
        ]
        server.answers |= {
            "/f": Reply(rss(*items)),
            "/1": Reply(page("One")),
            "/2": Reply(page("Two")),
        }
        config = site(source("s", server.url("/f"), kind="feed"))

        first = build(config, server)
        before = published(config)
        second = build(config, server, hours=25)
        server.answers["/f"] = Reply(rss(*items, (server.url("/3"), MONDAY, WHOLE)))
        third = build(config, server, hours=50)

        assert before.count(SAID) >= 10
        assert [one.entries for report in (first, second, third) for one in report.sources] == [
            2,
            2,
            3,
        ]
        assert [server.count(path) for path in ("/f", "/1", "/2", "/3")] == [3, 1, 1, 0]
        assert not any(one.failures for report in (first, second, third) for one in report.sources)
        assert published(config).count(SAID) > before.count(SAID)


def test_an_article_corrected_on_its_page_comes_anew_once_its_feed_says_so(site: MakeSite) -> None:
    """Under its id, with the day of the change; the feed itself is asked no more often for it."""

    def atom(server: Server, updated: str) -> Reply:
        return Reply(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><id>tag:x,2026:1</id>'
            f'<title>The quay</title><link href="{server.url("/1")}"/>'
            f"<published>2026-03-01T08:00:00Z</published><updated>{updated}</updated>"
            "<summary>The council has decided to […]</summary></entry></feed>"
        )

    with serving({}) as server:
        server.answers["/f"] = atom(server, "2026-03-01T08:00:00Z")
        server.answers["/1"] = Reply(page("The quay", f"<p>Eleven voted for it.</p>{WHOLE}"))
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)
        before = published(config)

        server.answers["/f"] = atom(server, "2026-03-03T07:00:00Z")
        server.answers["/1"] = Reply(page("The quay", f"<p>Nine of them voted.</p>{WHOLE}"))
        report = build(config, server, hours=25)

    assert "Eleven voted" in before
    assert "Nine of them voted" in published(config)
    assert "Eleven voted" not in published(config)
    assert published(config).count("<entry>") == 1
    assert "<id>tag:x,2026:1</id>" in published(config)
    assert server.count("/1") == 2
    assert not any(one.failures or one.dropped for one in report.sources)


@pytest.mark.parametrize("called", ["address", "id"])
def test_one_page_is_asked_for_once_more_where_somebody_says_so(
    site: MakeSite, called: str
) -> None:
    with serving({}) as server:
        items = [(server.url(f"/{n}"), MONDAY, TEASER) for n in (1, 2)]
        feed = rss(*items).replace(f"<guid>{server.url('/1')}", '<guid isPermaLink="false">no-1')
        server.answers["/f"] = Reply(feed)
        server.answers["/1"] = Reply(page("One", f"<p>Eleven voted for it.</p>{WHOLE}"))
        server.answers["/2"] = Reply(page("Two"))
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)
        [known] = re.findall(r"<id>([^<]*no-1)</id>", published(config))
        server.answers["/1"] = Reply(page("One", f"<p>Nine of them voted.</p>{WHOLE}"))
        name = server.url("/1") if called == "address" else known

        report = build(config, server, hours=0.1, order=Order(pages=(name,)))
        again = build(config, server, hours=0.2)

    assert "Nine of them voted" in published(config)
    assert published(config).count("<entry>") == 2
    assert [server.count(path) for path in ("/f", "/1", "/2")] == [1, 2, 1]
    assert not any(one.failures for each in (report, again) for one in each.sources)


def test_a_page_that_nobody_knows_is_told_before_anything_is_asked(site: MakeSite) -> None:
    with serving({}) as server:
        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        config = site(source("s", server.url("/f"), kind="feed"))

        with pytest.raises(ConfigError, match=r"--page: no page of .*/nowhere was fetched"):
            build(config, server, order=Order(pages=(server.url("/nowhere"),)))

    assert server.paths() == []


def test_a_corrected_page_stands_though_all_is_read_again_beside_it(site: MakeSite) -> None:
    """The earlier page has more text, and the same dates: as a version it would be the better."""
    with serving({}) as server:
        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, TEASER)))
        server.answers["/1"] = Reply(page("The quay", f"<p>Eleven voted for it.</p>{WHOLE}"))
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)

        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, f"<p>Corrected.</p>{TEASER}")))
        server.answers["/1"] = Reply(page("The quay", f"<p>Nine voted.</p>{WHOLE}"))
        ruled = config.read_text("utf-8") + '\nstrip = [".nowhere"]\n'
        config.write_text(ruled, "utf-8")
        [report] = build(config, server, hours=25).sources

    assert "Nine voted" in published(config)
    assert "Eleven voted" not in published(config)
    assert not report.dropped


def test_a_page_that_fails_is_made_good_later_under_the_same_id(site: MakeSite) -> None:
    with serving({}) as server:
        teaser = "<p>The council has decided to […]</p>"
        server.answers |= {
            "/f": Reply(rss((server.url("/1"), MONDAY, teaser))),
            "/1": Reply(status=500),
        }
        config = site(source("s", server.url("/f"), kind="feed"))

        build(config, server)
        before = published(config)
        server.answers["/1"] = Reply(page("One"))
        build(config, server, hours=3)

        assert "has decided to" in before
        assert SAID not in before
        assert SAID in published(config)
        assert published(config).count("<entry>") == 1


def test_a_bug_while_gathering_costs_no_article(site: MakeSite) -> None:
    with serving({}) as server:
        items = [(server.url(f"/{n}"), MONDAY, TEASER) for n in (1, 2, 3)]
        server.answers |= {f"/{n}": Reply(page(f"Page {n}")) for n in (1, 2, 3)}
        server.answers["/f"] = lambda asked: (
            Reply(status=304)
            if "if-none-match" in asked.headers
            else Reply(rss(*items), headers={"ETag": '"1"'})
        )
        config = site(source("s", server.url("/f"), kind="feed"))
        ask = Fetcher.ask

        def broken(self: Fetcher, request: Request) -> Fetched | Unmodified:
            if request.url.endswith("/2"):
                raise RuntimeError("a bug")
            return ask(self, request)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Fetcher, "ask", broken)
            [first] = build(config, server).sources
        build(config, server, hours=0.5)
        early = server.count("/f")
        build(config, server, hours=25)

        assert [one.stage for one in first.failures] == ["gather"]
        assert "a bug" in first.failures[0].message
        assert early == 1
        assert published(config).count("<entry>") == 3
        assert published(config).count(SAID) >= 3
        assert [server.count(f"/{n}") for n in (1, 2, 3)] == [1, 1, 1]


def test_list_pages_and_sitemaps_are_built(site: MakeSite) -> None:
    with serving({}) as server:
        links = "".join(
            f'<h2><a href="/n-{n}">The old quay is rebuilt, {n}</a></h2>' for n in (1, 2, 3)
        )
        urls = "".join(f"<url><loc>{server.url(f'/n-{n}')}</loc></url>" for n in (1, 2, 3))
        server.answers |= {f"/n-{n}": Reply(page(f"Title {n}")) for n in (1, 2, 3)}
        server.answers |= {
            "/": Reply(f"<body>{links}</body>"),
            "/m": Reply(f"<urlset>{urls}</urlset>"),
        }
        config = site(
            source("s", server.url("/"), kind="pages"),
            source("m", server.url("/m"), kind="sitemap"),
        )

        report = build(config, server)

        assert [one.entries for one in report.sources] == [3, 3]
        assert "<title>Title 2</title>" in published(config)


def test_the_sources_of_a_list_on_the_web_stand_while_it_cannot_be_had(site: MakeSite) -> None:
    with serving({}) as server:
        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        outline = f'<outline text="River news" xmlUrl="{server.url("/f")}"/>'
        server.answers["/l"] = Reply(f"<opml><body>{outline}</body></opml>")
        config = site(f'\n[[sources_from]]\nopml = "{server.url("/l")}"\nlanguage = "en"\n')

        first = build(config, server)
        before = published(config, "river-news.atom")
        server.answers["/l"] = Reply(status=500)
        second = build(config, server, hours=25)

        assert [one.source for one in (*first.sources, *second.sources)] == ["river-news"] * 2
        assert not first.failures
        assert [failure.error for failure in second.failures] == ["FetchError"]
        assert published(config, "river-news.atom") == before


def test_the_sources_of_a_list_on_disk_are_sources_like_others(site: MakeSite) -> None:
    with serving({}) as server:
        server.answers["/f"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        outline = f'<outline text="River news" xmlUrl="{server.url("/f")}"/>'
        config = site(
            '\n[[sources_from]]\nopml = "my.opml"\nmax_entries = 7\n',
            files={"my.opml": f"<opml><body>{outline}</body></opml>"},
        )

        [report] = build(config, server).sources

        assert (report.source, report.entries) == ("river-news", 1)
        [loaded] = load_config(config).sources
        assert (loaded.max_entries, loaded.kind) == (7, "feed")


def test_a_feed_that_turns_into_an_error_page_is_told_and_what_stood_stands(
    site: MakeSite,
) -> None:
    with serving({"/feed": Reply(rss(("https://x.example/1", MONDAY, WHOLE)))}) as server:
        config = site(source("s", server.url("/feed"), kind="feed"))
        build(config, server)
        before = published(config)
        error = "<html><body><h1>502 Bad gateway</h1></body></html>"
        server.answers["/feed"] = Reply(error, headers={"Content-Type": "text/html"})
        [told] = build(config, server, hours=30).sources

        assert ["is a page that names no feed" in one.message for one in told.failures] == [True]
        assert published(config) == before


ABOUT = (
    "<link>https://x.example/</link><description>About the river</description>"
    "<image><url>https://x.example/{}.png</url></image>"
)


def test_a_feed_says_what_its_upstream_says_of_itself(site: MakeSite) -> None:
    items = [(f"https://x.example/{n}", MONDAY, WHOLE) for n in range(2)]
    with serving({}) as server:
        server.answers["/f"] = Reply(rss(*items, extra=ABOUT.format("a")))
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)
        first = published(config)
        server.answers["/f"] = Reply(rss(*items, extra=ABOUT.format("b")))
        [other] = build(config, server, hours=30).sources
        second = published(config)
        server.answers["/f"] = Reply(status=304)
        [same] = build(config, server, hours=60).sources

        assert '<link href="https://x.example/" rel="alternate"/>' in first
        assert "<subtitle>About the river</subtitle>" in first
        assert "<logo>https://x.example/a.png</logo>" in first
        assert second == first.replace("/a.png", "/b.png")
        assert (other.cleaned, other.files_written > 0) == (0, True)
        assert (same.files_written, published(config)) == (0, second)


def test_a_new_logo_is_published_where_the_pages_are_known(site: MakeSite) -> None:
    with serving({}) as server:
        items = [(server.url(f"/{n}"), MONDAY, TEASER) for n in range(3)]
        server.answers |= {f"/{n}": Reply(page(f"Item {n}")) for n in range(3)}
        server.answers["/f"] = Reply(rss(*items, extra=ABOUT.format("a")))
        config = site(source("s", server.url("/f"), kind="feed"))
        build(config, server)
        server.answers["/f"] = Reply(rss(*items, extra=ABOUT.format("b")))
        [report] = build(config, server, hours=30).sources

        assert server.count("/1") == 1
        assert not report.failures
        assert "<logo>https://x.example/b.png</logo>" in published(config)


def test_what_a_feed_said_of_itself_stands_where_its_page_names_another(site: MakeSite) -> None:
    home = '<html><head><link rel="alternate" type="application/rss+xml" href="/{}"></head></html>'
    with serving({}) as server:
        feed = rss(("https://x.example/1", MONDAY, WHOLE), extra=ABOUT.format("a"))
        server.answers |= {"/": Reply(home.format("old")), "/old": Reply(feed)}
        config = site(source("s", server.url("/"), kind="feed"))
        build(config, server)
        before = published(config)
        server.answers["/old"] = Reply(status=410)
        server.answers["/"] = Reply("<html><body>Under construction</body></html>")
        [told] = build(config, server, hours=30).sources

        assert told.failures
        assert "a.png" in before
        assert published(config) == before
