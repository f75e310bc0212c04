"""Walls, stubs and worse pages in whole builds, against a server on this machine."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from feedclean.clean.process import Sketched, sketching
from feedclean.conductor import Order, Tools, build_site, no_network
from feedclean.config import load_config
from feedclean.gather.due import PAGE_ATTEMPTS
from feedclean.gather.fetcher import Fetcher
from feedclean.gather.hosts import HostGate
from feedclean.model.article import Failure, RawArticle
from feedclean.model.output import SourceReport
from feedclean.model.plan import CleanPlan
from feedclean.work import verdicts
from feedclean.work.condition import conditions
from tests.gather.serving import START, WHOLE, Reply, Server, page, rss, serving
from tests.making import source
from tests.test_remembering import text
from tests.walls.pages import BOT, CHALLENGE, TEXT

MakeSite = Callable[..., Path]
MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
TEASER = "<p>The council has decided to […]</p>"
FULL = "rebuild the old quay"
WALL = CHALLENGE.format(title=BOT["en"][0], host="h", said=BOT["en"][1], script="Enable JavaScript")
UNKNOWN = page("Zuq", "<p>Zuq drin blafa, qorm drin tesk. Blafa 4711 drin.</p>")
"""A wall in a language nobody has phrases for."""


@dataclass
class Site:
    """One source and a clock, built again and again."""

    config: Path
    server: Server
    hours: float = 0.0
    reports: list[SourceReport] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.fetcher = Fetcher(
            contact=None,
            private_hosts=frozenset({self.server.host}),
            gate=HostGate(page_delay_s=0.0),
            wall=lambda: self.now,
        )

    @property
    def now(self) -> datetime:
        return START + timedelta(hours=self.hours)

    def build(self, hours: float = 0.0, *, offline: bool = False) -> SourceReport:
        self.hours += hours
        tools = Tools(now=self.now, fetch=no_network if offline else self.fetcher.ask)
        [report] = build_site(load_config(self.config), tools, Order()).sources
        self.reports.append(report)
        return report

    @property
    def published(self) -> str:
        path = self.config.parent / "public" / "s.atom"
        return path.read_text("utf-8") if path.exists() else ""

    def feed(self, *paths: str, html: str = TEASER) -> None:
        items = [(self.server.url(path), MONDAY, html) for path in paths]
        self.server.answers["/f"] = Reply(rss(*items))

    def state(self, query: str) -> list[tuple[object, ...]]:
        path = self.config.parent / ".feedclean" / "state.sqlite3"
        with closing(sqlite3.connect(path)) as db:
            return db.execute(query).fetchall()


def part(n: int) -> str:
    return page(f"The old quay is rebuilt, {n}", text(f"quay number {n}"))


@pytest.fixture
def news(site: MakeSite) -> Iterator[Site]:
    with serving({}) as server:
        yield Site(site(source("s", server.url("/f"), kind="feed")), server)


def test_a_wall_is_told_and_the_text_of_the_feed_stands(news: Site) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(WALL)

    report = news.build()

    [failure] = report.failures
    assert failure.error == "WallMet"
    assert "bot check" in failure.message
    assert "the text of the feed stands" in failure.message
    assert "has decided to" in news.published
    assert "Checking" not in news.published
    assert (report.entries, report.cleaned, report.dropped) == (1, 1, ())


def test_a_wall_is_tried_again_after_growing_rests_and_in_the_end_no_more(news: Site) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(WALL)
    asked, hours = [], []
    for step in range(0, 24 * 6, 2):
        news.build(2.0)
        if news.server.count("/1") > len(asked):
            asked.append(step)
    hours = [later - earlier for earlier, later in pairwise(asked)]

    assert len(asked) == PAGE_ATTEMPTS
    assert hours == sorted(hours)
    assert hours[0] >= 3
    assert hours[-1] >= 24
    assert (
        "not asked for any more"
        in next(r for r in news.reports[::-1] if r.failures).failures[0].message
    )
    assert news.published.count("<entry>") == 1


def test_the_article_comes_once_the_wall_has_gone(news: Site) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(WALL)
    news.build()
    before = news.published
    news.server.answers["/1"] = Reply(page("One"))

    early, later = news.build(1.0), news.build(5.0)

    assert (early.files_written, news.server.count("/1")) == (0, 2)
    assert not later.failures
    assert FULL in news.published
    assert FULL not in before
    assert news.published.count("<entry>") == 1


def test_a_page_asked_for_once_more_that_has_lost_its_text_costs_nothing(news: Site) -> None:
    news.feed("/1", html="<p>The harbour office speaks of a summer of work […]</p>")
    news.server.answers["/1"] = Reply(part(1))
    news.build()
    news.feed("/1", html="<p>Corrected: the harbour office speaks of a summer of work […]</p>")
    news.server.answers["/1"] = Reply(page("The old quay is rebuilt, 1", "<p>Short.</p>"))

    report = news.build(25.0)

    assert news.server.count("/1") == 2
    assert "quay number 1" in news.published
    assert [why for _, why in report.held] == [verdicts._LOST]


def test_the_alarm_of_walls_closes_when_their_pages_have_come(news: Site) -> None:
    paths = [f"/{n}" for n in range(4)]
    news.feed(*paths)
    news.server.answers |= {path: Reply(WALL) for path in paths}
    walled = news.build()
    news.server.answers |= {f"/{n}": Reply(part(n)) for n in range(4)}

    later = news.build(9.0)

    assert [alarm.code for alarm in walled.alarms] == ["wall-met"]
    assert later.alarms == ()
    assert FULL not in news.published
    assert "quay number 3" in news.published


def test_nothing_is_told_left_out_where_pages_take_the_place_of_texts_of_the_feed(
    news: Site,
) -> None:
    """What the source is cleaned by is learned anew from them: all that stands is read again."""
    paths = [f"/{n}" for n in range(8)]
    shared = "<p>Write to the harbour office of the town about all of this.</p>"
    news.feed(*paths)
    news.server.answers |= {path: Reply(status=503) for path in paths[:4]}
    news.server.answers |= {
        f"/{n}": Reply(part(n).replace("</article>", f"{shared}</article>")) for n in range(4, 8)
    }
    news.build()
    news.server.answers |= {
        f"/{n}": Reply(part(n).replace("</article>", f"{shared}</article>")) for n in range(4)
    }

    later = news.build(30.0)

    assert later.dropped == ()
    assert all(f"quay number {n}" in news.published for n in range(8))


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_no_alarm_where_the_feed_has_all_of_it(
    news: Site, status: int
) -> None:
    news.feed("/1", html="<p>The ferry is late. It leaves at nine.</p><p>Thanks to all ☕</p>")
    news.server.answers["/1"] = Reply(status=status)

    report = news.build()

    assert [failure.error for failure in report.failures] == ["PageGone"]
    assert "the text of the feed stands" in report.failures[0].message
    assert report.alarms == ()


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_an_alarm_where_the_feed_has_its_beginning(
    news: Site, status: int
) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(status=status)

    [alarm] = news.build().alarms

    assert alarm.code == "fetch-failing"


def test_of_a_source_whose_pages_alone_fail_the_advice_is_about_pages(news: Site) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(status=500)

    news.build()
    [of_pages] = conditions(load_config(news.config), (), news.now)
    news.server.answers["/f"] = Reply(status=500)
    news.build(30.0)
    [of_feed] = conditions(load_config(news.config), (), news.now)

    assert 'full_text = "never"' in of_pages.alarms[0].advice
    assert 'full_text = "never"' not in of_feed.alarms[0].advice


def test_a_build_that_asked_does_not_say_that_it_asked_nothing(news: Site) -> None:
    news.feed("/1")
    news.server.answers["/1"] = Reply(status=500)
    news.build()

    again, left_alone, offline = news.build(1.5), news.build(0.1), news.build(offline=True)

    assert news.server.count("/1") == 2
    assert again.failures
    assert again.waiting == ""
    assert "not due before" in left_alone.waiting
    assert "asks no server" in offline.waiting
    assert all(report.alarms for report in (again, left_alone, offline))


def test_the_earlier_entry_stands_where_its_new_address_is_a_wall(news: Site) -> None:
    item = (news.server.url("/1"), MONDAY, TEASER)
    news.server.answers |= {"/f": Reply(rss(item)), "/1": Reply(page("One")), "/2": Reply(WALL)}
    news.build()
    moved = rss(item).replace(f"<link>{item[0]}", f"<link>{news.server.url('/2')}")
    news.server.answers["/f"] = Reply(moved)

    report = news.build(25.0)

    assert news.server.count("/2") == 1
    assert "the earlier entry stands" in report.failures[0].message
    assert FULL in news.published
    assert news.published.count("<entry>") == 1


def test_walls_of_a_list_page_are_left_out_and_come_later(site: MakeSite) -> None:
    links = "".join(
        f'<h2><a href="/n-{n}">The old quay is rebuilt, {n}</a></h2>' for n in (1, 2, 3)
    )
    with serving({"/": Reply(f"<body>{links}</body>")}) as server:
        server.answers |= {f"/n-{n}": Reply(part(n)) for n in (1, 2)}
        server.answers["/n-3"] = Reply(WALL)
        news = Site(site(source("s", server.url("/"), kind="pages")), server)

        first = news.build()
        server.answers["/n-3"] = Reply(part(3))
        second = news.build(30.0)

        assert (first.entries, first.cleaned, second.entries) == (2, 2, 3)
        assert "it is left out for now" in first.failures[0].message
        assert first.parsed == first.cleaned + first.unchanged + len(first.dropped)


def test_pages_about_the_site_in_a_sitemap_are_left_out_and_fail_no_build(
    site: MakeSite,
) -> None:
    names = ("about", "privacy", "n-1", "n-2")
    with serving({}) as server:
        listed = "".join(f"<url><loc>{server.url(f'/{name}')}</loc></url>" for name in names)
        server.answers["/sitemap.xml"] = Reply(
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
        )
        server.answers |= {f"/n-{n}": Reply(part(n)) for n in (1, 2)}
        server.answers |= {f"/{name}": Reply(page(name, "<p>To come.</p>")) for name in names[:2]}
        news = Site(site(source("s", server.url("/sitemap.xml"), kind="sitemap")), server)

        report = news.build()

    assert report.failures == ()
    assert sorted(one.location.rpartition("/")[2] for one in report.left_out) == [
        *("about", "privacy")
    ]
    assert all("is no article" in one.message for one in report.left_out)
    assert report.entries == 2


def test_one_text_for_several_articles_is_none_in_any_language(news: Site) -> None:
    news.feed("/1", "/2", "/3")
    news.server.answers |= {f"/{n}": Reply(UNKNOWN) for n in (1, 2, 3)}

    report = news.build()

    assert len(report.failures) == 3
    assert all("same text" in failure.message for failure in report.failures)
    assert "blafa" not in news.published
    assert news.published.count("<entry>") == 3


def test_two_tracked_links_to_one_article_are_no_wall(news: Site) -> None:
    title = f"Item {news.server.url('/1')}"
    news.feed("/1?a=1", "/1?b=2")
    news.server.answers |= {path: Reply(page(title)) for path in ("/1?a=1", "/1?b=2")}

    report = news.build()

    assert not report.failures
    assert FULL in news.published


def test_a_stub_gives_way_to_a_longer_text_of_the_feed_with_a_caution(news: Site) -> None:
    teaser = (
        f"<p>{TEXT['en']}</p><p>It will cost four million, the mayor said on Monday, and […]</p>"
    )
    news.feed("/1", html=teaser)
    pitch = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>"
    title = f"Item {news.server.url('/1')}"
    news.server.answers["/1"] = Reply(page(title, f"<p>{TEXT['en']}</p>{pitch}"))

    report = news.build()

    assert not report.failures
    assert "four million" in news.published
    assert "Subscribe to" not in news.published
    assert {code for _, code in report.cautions} >= {"paywall-stub", "feed-text-stands"}
    [(where, why)] = report.stubs
    assert where == news.server.url("/1")
    assert "already a subscriber" in why
    news.build(5.0)
    assert news.server.count("/1") == 2


def test_a_stub_is_tried_again_like_a_wall_and_replaced_once_it_is_whole(news: Site) -> None:
    news.feed("/1")
    title = f"Item {news.server.url('/1')}"
    pitch = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>"
    news.server.answers["/1"] = Reply(page(title, f"<p>{TEXT['en']}</p>{pitch}"))
    asked = []
    for step in range(0, 30, 2):
        news.build(2.0)
        if news.server.count("/1") > len(asked):
            asked.append(step)
    assert "paywall" in news.reports[0].stubs[0][1]
    assert all(later - earlier >= 4 for earlier, later in pairwise(asked))
    assert 3 <= len(asked) <= 4
    assert sum(report.cleaned for report in news.reports) == 1
    news.server.answers["/1"] = Reply(page(title, f"<p>{TEXT['en']}</p>{WHOLE}"))

    report = news.build(40.0)

    assert FULL in news.published
    assert not report.cautions
    assert news.published.count("<entry>") == 1


UNREADABLE = {
    "empty": b"",
    "blank": b" \r\n",
    "error as data": b'{"error": "too many requests"}',
    "file": b"%PDF-1.4\n" + bytes(range(256)) * 9,
    "records": b"".join(
        b'{"id": "%d", "title": "Record %d", "content": "<p>Of quite another thing, %d.</p>"}\n'
        % (n, n, n)
        for n in range(3)
    ),
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_page_that_cannot_be_read_gives_way_to_the_text_of_the_feed_until_it_can(
    news: Site, body: bytes
) -> None:
    news.feed("/1", "/2")
    news.server.answers |= {"/1": Reply(body, headers={"Content-Type": "text/html"})}
    news.server.answers |= {"/2": Reply(part(2))}

    first = news.build()
    teaser = news.published
    news.build(30.0)
    again, asked = news.reports[-1], news.server.count("/1")
    news.server.answers["/1"] = Reply(part(1))
    last = news.build(50.0)

    assert [one.location for one in first.failures] == [news.server.url("/1")]
    assert teaser.count("<entry>") == 2
    assert "has decided to" in teaser
    assert (asked, again.cleaned) == (2, 0)
    assert not last.failures
    assert "quay number 1" in news.published
    assert news.published.count("<entry>") == 2


def test_an_empty_page_takes_nothing_from_the_stub_that_stands(news: Site) -> None:
    news.feed("/1", html=f"<p>{TEXT['en']} […]</p>")
    title = f"Item {news.server.url('/1')}"
    pitch = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>"
    body = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(2))
    news.server.answers["/1"] = Reply(page(title, body + pitch))
    news.build()
    before = news.published

    news.server.answers["/1"] = Reply(b"")
    news.build(30.0)

    assert news.server.count("/1") == 2
    assert news.published == before


def test_a_page_that_fails_to_be_cleaned_is_tried_again(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.feed("/1", "/2")
    news.server.answers |= {"/1": Reply(part(1)), "/2": Reply(part(2))}

    def broken(plan: CleanPlan) -> Callable[[RawArticle], object]:
        def clean(raw: RawArticle) -> object:
            if "quay number 2" in raw.html:
                return Sketched(outcome=failure_of(raw))
            return sketching(plan)(raw)

        return clean

    with monkeypatch.context() as patch:
        patch.setattr(verdicts, "sketching", broken)
        news.build()
    first = news.published
    news.build(30.0)

    assert first.count("<entry>") == 2
    assert "has decided to" in first
    assert "quay number 2" in news.published
    assert "has decided to" not in news.published
    assert news.published.count("<entry>") == 2


def test_an_entry_of_a_whole_feed_that_failed_to_be_cleaned_is_tried_again(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    news.feed("/1", "/2", html=f"<p>The old quay, whole.</p>{WHOLE}")
    news.config.write_text(news.config.read_text() + 'full_text = "never"\n')

    def broken(plan: CleanPlan) -> Callable[[RawArticle], object]:
        def clean(raw: RawArticle) -> object:
            if raw.meta.url.endswith("/2"):
                return Sketched(outcome=failure_of(raw))
            return sketching(plan)(raw)

        return clean

    with monkeypatch.context() as patch:
        patch.setattr(verdicts, "sketching", broken)
        news.build()
    first = news.published
    last = news.build(30.0)

    assert (first.count("<entry>"), news.published.count("<entry>")) == (1, 2)
    assert not last.failures


def failure_of(raw: RawArticle) -> Failure:
    return Failure(
        source=raw.meta.source, location="x", stage="clean", error="CleanError", message="a bug"
    )


def test_a_stub_that_has_more_than_the_feed_stands_with_a_caution(news: Site) -> None:
    news.feed("/1")
    title = f"Item {news.server.url('/1')}"
    pitch = "<div class='paywall'><p>Subscribe to continue reading. Already a subscriber?</p></div>"
    body = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(4))
    news.server.answers["/1"] = Reply(page(title, f"{body}{pitch}"))

    report = news.build()

    assert "northern pier" in news.published
    assert {code for _, code in report.cautions} == {"paywall-stub"}


def test_a_page_that_says_less_gives_way_after_both_were_cleaned(news: Site) -> None:
    """The page as it came is far longer: links, of which cleaning leaves nothing."""
    teaser = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(3)) + "<p>And then […]</p>"
    links = "".join(f"<li><a href='/{n}'>Another story, number {n}</a></li>" for n in range(200))
    news.feed("/1", html=teaser)
    title = f"Item {news.server.url('/1')}"
    news.server.answers["/1"] = Reply(page(title, f"<p>{TEXT['en']}</p><ul>{links}</ul>"))

    report = news.build()

    assert "And then" in news.published
    assert "Another story" not in news.published
    assert not report.failures
    assert {code for _, code in report.cautions} == {"feed-text-stands"}


def test_what_was_decided_is_decided_again_offline(
    news: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    teaser = "".join(f"<p>{n}. {TEXT['en']}</p>" for n in range(3)) + "<p>And then […]</p>"
    items = [
        (news.server.url(f"/{n}"), MONDAY, html)
        for n, html in ((1, teaser), (2, TEASER), (3, TEASER))
    ]
    title = f"Item {news.server.url('/1')}"
    news.server.answers |= {
        "/f": Reply(rss(*items)),
        "/1": Reply(page(title, f"<p>{TEXT['en']}</p>")),
        "/2": Reply(WALL),
        "/3": Reply(page("Three")),
    }
    news.build()
    before, asked = news.published, len(news.server.log)
    monkeypatch.setattr("feedclean.conductor.edition", lambda: "another")

    report = news.build(1.0, offline=True)

    assert news.published == before
    assert (report.cleaned, report.failures, len(news.server.log)) == (3, (), asked)
    assert news.build(1.0, offline=True).cleaned == 0


def test_the_text_of_a_feed_is_kept_once_beside_its_page_and_goes_with_it(news: Site) -> None:
    news.feed("/1", "/2")
    news.server.answers |= {f"/{n}": Reply(page(f"Title {n}", WHOLE + str(n))) for n in (1, 2)}

    news.build()

    assert news.state("SELECT count(*) FROM capture") == [(2,)]
    assert news.state("SELECT count(*) FROM body") == [(3,)]  # two pages, one text of both


def test_a_text_of_the_feed_that_grew_beyond_its_page_takes_its_place(news: Site) -> None:
    title = f"Item {news.server.url('/1')}"
    news.feed("/1")
    news.server.answers["/1"] = Reply(page(title, f"<p>{TEXT['en']}</p>"))
    news.build()
    grown = f"<p>{TEXT['en']}</p>" * 2 + "<p>On Friday it was all called off. And then […]</p>"
    news.feed("/1", html=grown)

    news.build(25.0)

    assert "called off" in news.published
    assert news.server.count("/1") == 2  # as the feed says that it has changed
    assert news.published.count("<entry>") == 1


def test_what_a_feed_says_anew_of_a_page_behind_a_counted_link_is_shown(news: Site) -> None:
    news.feed("/click/1")
    news.server.answers["/click/1"] = Reply(status=302, headers={"Location": "/news/one"})
    news.server.answers["/news/one"] = Reply(page("One"))
    news.build()
    old = rss((news.server.url("/click/1"), MONDAY, TEASER))
    news.server.answers["/f"] = Reply(old.replace("<title>Item", "<title>Corrected"))

    report = news.build(25.0)

    assert report.dropped == ()
    assert "<title>Corrected" in news.published
    assert news.server.count("/news/one") == 2
    assert FULL in news.published
