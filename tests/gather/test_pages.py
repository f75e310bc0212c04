"""Pages of entries, list pages and sitemaps: each asked once, and only where that is allowed."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedclean.gather.base import Request, RobotsMemory
from feedclean.gather.due import PAGE_ATTEMPTS
from feedclean.gather.notebook import Notebook
from feedclean.gather.opml import gather_list
from feedclean.gather.together import gather_together
from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Gathered, NotModified
from feedclean.parse import read
from tests.gather.serving import WHOLE, Answer, Reply, Server, World, page, rss, serving, source

MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
PAGE_OF_FEED = (
    '<html><head><link rel="alternate" type="application/rss+xml" href="/news.rss"></head>'
    "<body><p>Hi</body></html>"
)
TEASER = "<p>The council of the harbour town has decided to […]</p>"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as made:
        yield made


def with_feed(server: Server, *paths: str, html: str = TEASER, **more: Answer) -> None:
    items = ((server.url(path), MONDAY, html) for path in paths)
    server.answers["/feed"] = Reply(rss(*items), headers={"Content-Type": "text/plain"})
    for path in paths:
        server.answers.setdefault(path, Reply(page(f"Page {path}")))


def captures(items: list[Gathered]) -> list[Capture]:
    return [item for item in items if isinstance(item, Capture)]


def failures(items: list[Gathered]) -> list[Failure]:
    return [item for item in items if isinstance(item, Failure)]


def articles(items: list[Gathered], like: object) -> list[RawArticle]:
    found = [a for item in captures(items) for a in read(item, like)]  # type: ignore[arg-type]
    assert all(isinstance(article, RawArticle) for article in found)
    return found  # type: ignore[return-value]


class TestFullText:
    def test_a_feed_that_carries_whole_articles_costs_one_request(self, server: Server) -> None:
        with_feed(server, "/1", "/2", html=WHOLE)

        items = World(server).gather(source(server.url("/feed")))

        assert server.paths() == ["/feed"]
        assert len(captures(items)) == 1

    def test_a_feed_of_teasers_is_followed_to_each_page_once(self, server: Server) -> None:
        with_feed(server, "/1", "/2")
        world = World(server)
        feed = source(server.url("/feed"))

        first = world.gather(feed)
        with_feed(server, "/1", "/2", "/3")
        world.wait(hours=25)
        second = world.gather(feed)

        assert [server.count(path) for path in ("/1", "/2", "/3")] == [1, 1, 1]
        assert [c.location for c in captures(second)] == [server.url("/3")]
        found = articles(first, feed)
        assert [article.meta.id for article in found] == [server.url("/1"), server.url("/2")]
        assert [article.meta.title for article in found] == [
            f"Item {server.url('/1')}",
            f"Item {server.url('/2')}",
        ]
        assert found[0].meta.published == datetime(2026, 3, 2, 8, tzinfo=UTC)
        assert all("rebuild the old quay" in article.html for article in found)

    def test_the_text_of_the_feed_is_kept_beside_the_page(self, server: Server) -> None:
        with_feed(server, "/1")

        [capture] = captures(World(server).gather(source(server.url("/feed"))))

        assert capture.fallback_html is not None
        assert "[…]" in capture.fallback_html
        assert capture.listed is not None

    @pytest.mark.parametrize(("setting", "pages"), [("never", 0), ("always", 1)])
    def test_a_person_may_decide(self, server: Server, setting: str, pages: int) -> None:
        with_feed(server, "/1", html=WHOLE if setting == "always" else TEASER)

        World(server).gather(source(server.url("/feed"), full_text=setting))

        assert server.count("/1") == pages

    def test_where_a_page_fails_the_text_of_the_feed_stands(self, server: Server) -> None:
        with_feed(server, "/1", "/2")
        server.answers["/1"] = Reply(status=500)
        feed = source(server.url("/feed"))

        items = World(server).gather(feed)

        assert [f.location for f in failures(items)] == [server.url("/1")]
        first, second = articles(items, feed)
        assert "[…]" in first.html
        assert first.meta.title == f"Item {server.url('/1')}"
        assert "rebuild" in second.html

    def test_a_page_that_failed_is_tried_again_though_the_feed_stays_the_same(
        self, server: Server
    ) -> None:
        with_feed(server, "/1")
        server.answers["/1"] = Reply(status=500)
        world = World(server)
        feed = source(server.url("/feed"))
        world.gather(feed)
        server.answers["/1"] = Reply(page("Back"))

        world.wait(minutes=30)
        too_early = world.gather(feed)
        world.wait(hours=2)
        later = world.gather(feed)

        assert not captures(too_early)
        [article] = articles(later, feed)
        assert article.meta.id == server.url("/1")
        assert "rebuild the old quay" in article.html
        assert server.count("/1") == 2

    def test_a_page_that_never_works_is_given_up(self, server: Server) -> None:
        with_feed(server, "/1")
        server.answers["/1"] = Reply(status=500)
        world = World(server)

        for _ in range(PAGE_ATTEMPTS + 5):
            world.gather(source(server.url("/feed")))
            world.wait(hours=40)

        assert server.count("/1") == PAGE_ATTEMPTS

    @pytest.mark.parametrize(
        "reply",
        [Reply(status=410), Reply(b"%PDF", headers={"Content-Type": "application/pdf"})],
        ids=["gone", "no-page"],
    )
    def test_what_is_no_page_is_asked_once(self, server: Server, reply: Reply) -> None:
        with_feed(server, "/1")
        server.answers["/1"] = reply
        world = World(server)

        for _ in range(3):
            world.gather(source(server.url("/feed")))
            world.wait(hours=40)

        assert server.count("/1") == 1

    def test_the_address_behind_a_counted_link_is_that_of_the_article(self, server: Server) -> None:
        with_feed(server, "/click/1")
        server.answers["/click/1"] = Reply(status=302, headers={"Location": "/news/one"})
        server.answers["/news/one"] = Reply(page("One"))
        feed = source(server.url("/feed"))

        [article] = articles(World(server).gather(feed), feed)

        assert article.meta.url == server.url("/news/one")
        assert article.meta.id == server.url("/click/1")

    def test_a_host_that_has_had_enough_is_asked_for_no_further_page(self, server: Server) -> None:
        with_feed(server, "/1", "/2", "/3")
        server.answers["/1"] = Reply(status=429, headers={"Retry-After": "7200"})
        world = World(server)
        feed = source(server.url("/feed"))

        first = world.gather(feed)
        server.answers["/1"] = Reply(page("One"))
        world.wait(minutes=90)
        too_early = world.gather(feed)
        world.wait(minutes=90)
        later = world.gather(feed)

        assert len(failures(first)) == 3
        assert len(captures(first)) == 3  # the texts of the feed
        assert not captures(too_early)
        assert [c.location for c in captures(later)] == [server.url(f"/{n}") for n in (1, 2, 3)]
        assert [server.count(path) for path in ("/1", "/2", "/3")] == [2, 1, 1]

    def test_what_a_host_asked_for_holds_for_new_pages_of_later_builds(
        self, server: Server
    ) -> None:
        with_feed(server, "/1")
        server.answers["/1"] = Reply(status=503, headers={"Retry-After": "36000"})
        world = World(server)
        world.gather(source(server.url("/feed")))

        with_feed(server, "/2", "/1")
        world.wait(hours=2)
        world.gather(source(server.url("/feed")))
        early = server.count("/2")
        server.answers["/1"] = Reply(page("One"))
        world.wait(hours=9)
        world.gather(source(server.url("/feed")))

        assert early == 0
        assert (server.count("/1"), server.count("/2")) == (2, 1)

    @pytest.mark.parametrize("hours", [0, 1])
    def test_a_feed_that_is_asked_too_often_spares_its_pages_too(
        self, server: Server, hours: int
    ) -> None:
        with_feed(server, "/1")
        server.answers["/1"] = Reply(status=500)
        world = World(server)
        world.gather(source(server.url("/feed")))
        server.answers["/feed"] = Reply(status=429, headers={"Retry-After": "36000"})

        world.wait(hours=2)
        world.gather(source(server.url("/feed")))
        world.wait(hours=hours)
        world.gather(source(server.url("/feed")))

        assert server.count("/1") == 1


class TestAskedOnceMore:
    """A page that was had, after its feed has said that the article has changed."""

    @staticmethod
    def atom(server: Server, *entries: tuple[str, str, str]) -> Reply:
        """Entries are path, moment of the last change and teaser."""
        return Reply(
            '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>'
            + "".join(
                f"<entry><id>tag:x,2026:{path}</id><title>News {path}</title>"
                f'<link href="{server.url(path)}"/><published>2026-03-01T08:00:00Z</published>'
                f"<updated>{updated}</updated><summary>{teaser} […]</summary></entry>"
                for path, updated, teaser in entries
            )
            + "</feed>",
            headers={"Content-Type": "application/atom+xml"},
        )

    def test_a_later_date_of_change_brings_the_new_text(self, server: Server) -> None:
        world, feed = World(server), source(server.url("/feed"))
        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-01T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(page("One"), headers={"ETag": '"a"'})
        world.gather(feed)
        world.wait(hours=25)
        world.gather(feed)

        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-03T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(page("One", f"<p>Corrected.</p>{WHOLE}"))
        world.wait(hours=25)
        found = articles(world.gather(feed), feed)

        assert server.count("/1") == 2
        assert server.log[-1].headers["if-none-match"] == '"a"'
        assert ["Corrected." in article.html for article in found] == [True]

    def test_another_text_or_title_of_a_feed_without_dates_of_change_does_too(
        self, server: Server
    ) -> None:
        world, feed = World(server), source(server.url("/feed"))
        with_feed(server, "/1", "/2")
        world.gather(feed)

        for was, now in (("Item", "Update:"), ("has decided", "has voted")):
            reply = server.answers["/feed"]
            assert isinstance(reply, Reply)
            first, second, third = str(reply.body).partition("</item>")
            server.answers["/feed"] = replace(reply, body=first.replace(was, now) + second + third)
            world.wait(hours=25)
            world.gather(feed)

        assert (server.count("/1"), server.count("/2")) == (3, 1)

    @pytest.mark.parametrize("status", [304, 200])
    def test_one_that_is_what_it_was_stands(self, server: Server, status: int) -> None:
        world, feed = World(server), source(server.url("/feed"))
        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-01T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(page("One"), headers={"ETag": '"a"'})
        world.gather(feed)

        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-03T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(page("One"), status=status)
        world.wait(hours=25)
        items = world.gather(feed)
        world.wait(hours=25)
        world.gather(feed)

        assert server.count("/1") == 2
        assert not captures(items)
        assert not failures(items)

    def test_a_feed_that_is_written_anew_each_time_costs_no_page_another_request(
        self, server: Server
    ) -> None:
        world, feed = World(server), source(server.url("/feed"))
        for day in range(1, 5):
            entries = [(f"/{n}", f"2026-03-0{day}T08:00:00Z", "Nine") for n in range(6)]
            server.answers["/feed"] = self.atom(server, *entries)
            server.answers |= {path: Reply(page(path)) for path, _, _ in entries}
            world.gather(feed)
            world.wait(hours=25)

        assert [server.count(f"/{n}") for n in range(6)] == [1] * 6

    def test_it_is_asked_for_less_and_less_often(self, server: Server) -> None:
        world, feed = World(server), source(server.url("/feed"))
        for minute in range(0, 1200, 20):
            when = f"2026-03-01T{9 + minute // 120:02}:{minute % 60:02}:00Z"
            server.answers["/feed"] = self.atom(server, ("/1", when, f"Ferry {minute}"))
            server.answers["/1"] = Reply(page("One", f"<p>At {minute}.</p>{WHOLE}"))
            world.gather(feed, refresh=False)
            world.wait(minutes=61)

        assert 5 <= server.count("/1") <= 10

    def test_where_it_cannot_be_had_again_it_stands_and_is_tried_later(
        self, server: Server
    ) -> None:
        world, feed = World(server), source(server.url("/feed"))
        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-01T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(page("One"))
        world.gather(feed)

        server.answers["/feed"] = self.atom(server, ("/1", "2026-03-03T08:00:00Z", "Nine"))
        server.answers["/1"] = Reply(status=500)
        world.wait(hours=25)
        broken = world.gather(feed)
        server.answers["/1"] = Reply(page("One", f"<p>Corrected.</p>{WHOLE}"))
        world.wait(hours=2)
        later = world.gather(feed)

        assert [len(captures(items)) for items in (broken, later)] == [0, 1]
        assert server.count("/1") == 3

    def test_a_page_that_failed_is_tried_again_though_its_feed_names_others_by_now(
        self, server: Server
    ) -> None:
        world, feed = World(server), source(server.url("/feed"))
        with_feed(server, "/1")
        server.answers["/1"] = Reply(status=500)
        world.gather(feed)
        server.answers["/1"] = Reply(page("One"))
        with_feed(server, "/2")
        world.wait(hours=25)

        items = world.gather(feed)

        assert [c.location for c in captures(items)] == [server.url("/2"), server.url("/1")]

    def test_a_later_date_in_a_sitemap_does_too(self, server: Server) -> None:
        world, site = World(server), source(server.url("/sitemap.xml"), "sitemap")
        server.answers |= {f"/news/{n}": Reply(page(f"News {n}")) for n in (1, 2)}
        for days in (("01", "01"), ("01", "03")):
            places = "".join(
                f"<url><loc>{server.url(f'/news/{n}')}</loc><lastmod>2026-03-{day}</lastmod></url>"
                for n, day in enumerate(days, 1)
            )
            server.answers["/sitemap.xml"] = Reply(
                f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
            )
            world.gather(site)
            world.wait(hours=25)

        assert (server.count("/news/1"), server.count("/news/2")) == (1, 2)


class TestRobots:
    def test_a_closed_page_is_not_asked_for_and_the_feed_stands(self, server: Server) -> None:
        with_feed(server, "/open/1", "/closed/2")
        server.answers["/robots.txt"] = Reply("User-agent: feedclean\nDisallow: /closed/\n")

        items = World(server).gather(source(server.url("/feed")))

        assert server.paths() == ["/feed", "/robots.txt", "/open/1"]
        [failure] = failures(items)
        assert "robots.txt" in failure.message
        assert len(captures(items)) == 2

    def test_rules_for_others_are_not_ours(self, server: Server) -> None:
        with_feed(server, "/1")
        server.answers["/robots.txt"] = Reply("User-agent: otherbot\nDisallow: /\n")

        World(server).gather(source(server.url("/feed")))

        assert server.count("/1") == 1

    def test_a_redirect_into_a_closed_part_is_not_followed(self, server: Server) -> None:
        with_feed(server, "/1")
        server.answers["/robots.txt"] = Reply("User-agent: *\nDisallow: /closed/\n")
        server.answers["/1"] = Reply(status=302, headers={"Location": "/closed/1"})
        server.answers["/closed/1"] = Reply(page("Closed"))

        items = World(server).gather(source(server.url("/feed")))

        assert server.count("/closed/1") == 0
        assert failures(items)

    def test_a_robots_txt_that_fails_closes_the_host_for_now(self, server: Server) -> None:
        with_feed(server, "/1")
        server.answers["/robots.txt"] = Reply(status=503)

        items = World(server).gather(source(server.url("/feed")))

        assert server.count("/1") == 0
        assert failures(items)

    def test_it_is_asked_once_a_day(self, server: Server) -> None:
        world = World(server)
        for n in range(4):
            with_feed(server, *(f"/{k}" for k in range(n + 1)))
            world.gather(source(server.url("/feed")))
            world.wait(hours=7)

        assert server.count("/robots.txt") == 1

    def test_sources_gathered_at_once_ask_for_it_once(self, server: Server) -> None:
        with_feed(server, "/1", "/2")
        server.answers["/robots.txt"] = Reply("", wait_s=0.05)
        world, memory = World(server), RobotsMemory()
        jobs = [
            (source(server.url("/feed")), replace(world.context(book=Notebook()), robots=memory))
            for _ in range(2)
        ]

        for _, items in gather_together(jobs):
            assert len(captures(list(items))) == 2

        assert server.count("/robots.txt") == 1

    def test_it_is_shared_by_the_sources_of_a_build(self, server: Server) -> None:
        memory = RobotsMemory()
        memory.texts[server.url("").rstrip("/")] = "User-agent: *\nDisallow: /\n"
        with_feed(server, "/1")
        world = World(server)
        context = world.context()
        context.robots.texts.update(memory.texts)
        from feedclean.gather.feed import gather_feed

        list(gather_feed(source(server.url("/feed")), context))

        assert server.paths() == ["/feed"]


class TestDiscovery:
    def test_the_feed_a_page_names_is_found_and_asked_directly_afterwards(
        self, server: Server
    ) -> None:
        with_feed(server, html=WHOLE)
        server.answers["/feed"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        server.answers["/"] = Reply(
            '<html><head><link rel="alternate" type="application/rss+xml" href="/comments/feed">'
            '<link rel="alternate" type="application/rss+xml" href="feed"></head><body><p>Hi</html>'
        )
        world = World(server)

        [item] = world.gather(source(server.url("/")))
        world.wait(hours=25)
        world.gather(source(server.url("/")))

        assert isinstance(item, Capture)
        assert server.paths() == ["/", "/feed", "/feed"]

    def test_usual_places_are_tried_only_where_a_page_names_none(self, server: Server) -> None:
        server.answers["/"] = Reply("<html><head><title>T</title></head><body><p>Hi</body></html>")
        server.answers["/atom.xml"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        world = World(server)

        [item] = world.gather(source(server.url("/")))

        assert isinstance(item, Capture)
        assert server.paths() == ["/", "/feed", "/rss.xml", "/atom.xml"]

    def test_a_page_without_a_feed_is_a_failure_that_says_what_to_do(self, server: Server) -> None:
        server.answers["/"] = Reply("<html><head><title>T</title></head><body><p>Hi</body></html>")
        world = World(server)

        [item] = world.gather(source(server.url("/")))
        asked = len(server.log)
        world.wait(minutes=30)
        world.gather(source(server.url("/")))

        assert isinstance(item, Failure)
        assert 'kind = "pages"' in item.message
        assert len(server.log) == asked

    def test_a_page_without_a_feed_is_asked_conditionally_and_more_and_more_rarely(
        self, server: Server
    ) -> None:
        server.answers["/"] = lambda asked: (
            Reply(status=304)
            if "if-none-match" in asked.headers
            else Reply(page("Home"), headers={"ETag": '"1"'})
        )
        world = World(server)
        told = []

        for _ in range(3 * 48):
            told += world.gather(source(server.url("/")))
            world.wait(minutes=30)

        asked = [one.headers.get("if-none-match") for one in server.log if one.path == "/"]
        assert len(asked) <= 8
        assert asked == [None, *['"1"'] * (len(asked) - 1)]
        assert len([one for one in told if isinstance(one, Failure)]) == len(asked)

    def test_a_feed_that_comes_where_a_page_named_it_in_vain_is_found(self, server: Server) -> None:
        server.answers["/"] = lambda asked: (
            Reply(status=304)
            if "if-none-match" in asked.headers
            else Reply(PAGE_OF_FEED, headers={"ETag": '"1"'})
        )
        world = World(server)
        [missing] = world.gather(source(server.url("/")))
        server.answers["/news.rss"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))

        world.wait(hours=3)
        [found] = world.gather(source(server.url("/")))

        assert isinstance(missing, Failure)
        assert isinstance(found, Capture)
        assert found.location == server.url("/news.rss")

    def test_a_lost_feed_is_looked_for_again(self, server: Server) -> None:
        link = '<html><head><link rel="alternate" type="application/rss+xml" href="{}"></head>'
        server.answers["/"] = Reply(link.format("/old"))
        server.answers["/old"] = Reply(rss((server.url("/1"), MONDAY, WHOLE)))
        world = World(server)
        world.gather(source(server.url("/")))
        server.answers |= {"/": Reply(link.format("/new")), "/old": Reply(status=410)}
        server.answers["/new"] = Reply(rss((server.url("/2"), MONDAY, WHOLE)))
        world.wait(hours=25)

        [item] = world.gather(source(server.url("/")))

        assert isinstance(item, Capture)
        assert item.location == server.url("/new")


class TestListPages:
    CARDS = "".join(
        f'<li><h3><a href="/news/2026/03/0{n}/the-old-quay-story-{n}">The old quay is rebuilt, '
        f'{n}</a></h3><time datetime="2026-03-0{n}">March {n}</time></li>'
        for n in (3, 2, 1)
    )
    LIST = (
        f'<html><body><nav><a href="/about-our-small-town">About</a></nav><ul>{CARDS}</ul></html>'
    )

    def test_articles_of_a_list_page_are_fetched_in_its_order(self, server: Server) -> None:
        paths = [f"/news/2026/03/0{n}/the-old-quay-story-{n}" for n in (3, 2, 1)]
        server.answers |= {path: Reply(page(f"Page {path}")) for path in paths}
        server.answers["/"] = Reply(self.LIST, headers={"ETag": '"1"'})
        world = World(server)
        listing = source(server.url("/"), "pages")

        found = articles(world.gather(listing), listing)
        world.wait(hours=25)
        world.gather(listing)

        assert [article.meta.url for article in found] == [server.url(path) for path in paths]
        assert found[0].meta.title == f"Page {paths[0]}"
        assert found[0].meta.published == datetime(2026, 3, 3, tzinfo=UTC)
        assert server.paths() == ["/robots.txt", "/", *paths, "/robots.txt", "/"]
        assert server.log[-1].headers["if-none-match"] == '"1"'

    def test_selectors_decide_and_what_they_say_is_believed(self, server: Server) -> None:
        server.answers["/"] = Reply(
            '<body><div class="r"><a href="/x">more</a><b>First title</b><i>2 March 2026</i>'
            '<u>Ann Lee</u></div><div class="r"><a href="/y">more</a><b>Second title</b></div>'
        )
        server.answers |= {"/x": Reply(page("X")), "/y": Reply(page("Y"))}
        listing = source(
            server.url("/"), "pages", links="div.r", item_title="b", item_date="i", item_author="u"
        )

        first, second = articles(World(server).gather(listing), listing)

        assert (first.meta.title, second.meta.title) == ("First title", "Second title")
        assert first.meta.published == datetime(2026, 3, 2, tzinfo=UTC)
        assert [author.name for author in first.meta.authors] == ["Ann Lee"]

    def test_a_list_page_closed_by_robots_txt_is_a_failure(self, server: Server) -> None:
        server.answers |= {
            "/": Reply(self.LIST),
            "/robots.txt": Reply("User-agent: *\nDisallow: /"),
        }

        [item] = World(server).gather(source(server.url("/"), "pages"))

        assert isinstance(item, Failure)
        assert server.count("/") == 0

    def test_a_page_without_articles_says_what_to_write(self, server: Server) -> None:
        server.answers["/"] = Reply("<html><body><p>Under construction</p></body></html>")

        [item] = World(server).gather(source(server.url("/"), "pages"))

        assert isinstance(item, Failure)
        assert "links = " in item.message


class TestSitemaps:
    @staticmethod
    def urlset(server: Server, *places: tuple[str, str]) -> str:
        urls = "".join(
            f"<url><loc>{server.url(path)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</url>"
            for path, day in places
        )
        return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'

    def test_the_newest_pages_first_and_no_more_than_wanted(self, server: Server) -> None:
        places = [("/a", "2026-01-01"), ("/b", "2026-03-01"), ("/c", "2026-02-01"), ("/", "")]
        server.answers |= {path: Reply(page(path)) for path, _ in places}
        server.answers["/sitemap.xml"] = Reply(self.urlset(server, *places))
        site = source(server.url("/sitemap.xml"), "sitemap", max_entries=2)

        found = articles(World(server).gather(site), site)

        assert [article.meta.url for article in found] == [server.url("/b"), server.url("/c")]

    def test_an_index_gzip_and_a_limit_of_age(self, server: Server) -> None:
        server.answers["/index.xml"] = Reply(
            "<sitemapindex>"
            f"<sitemap><loc>{server.url('/old.xml.gz')}</loc><lastmod>2024-01-01</lastmod></sitemap>"
            f"<sitemap><loc>{server.url('/new.xml.gz')}</loc><lastmod>2026-03-01</lastmod></sitemap>"
            "</sitemapindex>"
        )
        new = self.urlset(server, ("/n1", "2026-03-01"), ("/n2", "2025-12-01"), ("/about", ""))
        server.answers["/new.xml.gz"] = Reply(
            gzip.compress(new.encode()), headers={"Content-Type": "application/gzip"}
        )
        server.answers["/n1"] = Reply(page("N1"))
        site = source(server.url("/index.xml"), "sitemap", since_days=30)

        items = World(server).gather(site)

        assert [c.location for c in captures(items)] == [server.url("/n1")]
        assert server.paths() == ["/index.xml", "/new.xml.gz", "/robots.txt", "/n1"]

    def test_an_index_that_stays_still_has_its_sitemaps_asked(self, server: Server) -> None:
        server.answers["/index.xml"] = Reply(
            f"<sitemapindex><sitemap><loc>{server.url('/m.xml')}</loc></sitemap></sitemapindex>"
        )
        server.answers["/m.xml"] = Reply(self.urlset(server, ("/1", "2026-03-01")))
        server.answers |= {"/1": Reply(page("1")), "/2": Reply(page("2"))}
        world = World(server)
        site = source(server.url("/index.xml"), "sitemap")
        world.gather(site)
        server.answers["/m.xml"] = Reply(
            self.urlset(server, ("/1", "2026-03-01"), ("/2", "2026-03-02"))
        )
        world.wait(hours=25)

        items = world.gather(site)

        assert [c.location for c in captures(items)] == [server.url("/2")]
        assert server.count("/1") == 1

    def test_the_address_of_a_site_leads_to_the_sitemap_its_robots_txt_names(
        self, server: Server
    ) -> None:
        server.answers["/"] = Reply(page("Home"))
        server.answers["/robots.txt"] = Reply(f"User-agent: *\nSitemap: {server.url('/s.xml')}\n")
        server.answers["/s.xml"] = Reply(self.urlset(server, ("/1", "")))
        server.answers["/1"] = Reply(page("1"))

        items = World(server).gather(source(server.url("/"), "sitemap"))

        assert [c.location for c in captures(items)] == [server.url("/1")]


class TestLists:
    @pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
    def test_a_list_that_stays_as_it_is_names_the_same_sources(
        self, server: Server, encoding: str
    ) -> None:
        outline = '<outline text="Café Ökö" xmlUrl="https://a.example/f"/>'
        text = f'<?xml version="1.0" encoding="{encoding}"?><opml><body>{outline}</body></opml>'
        server.answers["/feeds.opml"] = Reply(text.encode(encoding))
        world = World(server)
        listed = source(server.url("/feeds.opml"))

        first, second = (gather_list(listed, (), world.context())[0] for _ in range(2))

        assert first == second
        assert [one.title for one in first] == ["Café Ökö"]

    OPML = '<opml version="2.0"><body><outline text="A feed" xmlUrl="https://a.example/f"/></body></opml>'

    def test_a_list_that_cannot_be_had_stands_as_it_was(self, server: Server) -> None:
        server.answers["/feeds.opml"] = Reply(self.OPML)
        world = World(server)
        listed = source(server.url("/feeds.opml"), language="en")

        first, no_failures = gather_list(listed, (), world.context())
        server.answers["/feeds.opml"] = Reply(status=500)
        world.wait(hours=25)
        second, told = gather_list(listed, (), world.context())

        assert first == second
        assert [(s.id, s.title, s.location, s.language) for s in first] == [
            (SourceId("a-feed"), "A feed", "https://a.example/f", "en")
        ]
        assert not no_failures
        assert [failure.error for failure in told] == ["FetchError"]


def test_nothing_is_noted_of_what_was_not_asked(server: Server) -> None:
    from feedclean.errors import FetchRefused

    def offline(request: Request) -> object:
        raise FetchRefused(request.url, "offline")

    world = World(server)
    context = replace(world.context(), fetch=offline)  # type: ignore[arg-type]
    from feedclean.gather.table import GATHER

    for kind in ("feed", "pages", "sitemap"):
        each = source(server.url("/"), kind)
        [item] = GATHER[each.kind](each, context)
        assert isinstance(item, Failure)
    assert world.book.written() == ()


def test_not_due_is_told_with_the_hour(server: Server) -> None:
    with_feed(server, "/1", html=WHOLE)
    world = World(server)
    world.gather(source(server.url("/feed")))
    world.wait(minutes=10)

    [item] = world.gather(source(server.url("/feed")))

    assert isinstance(item, NotModified)
    assert item.reason.startswith("not due before 2026-03-02 ")
