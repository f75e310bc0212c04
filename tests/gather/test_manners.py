"""How servers are asked, judged by what they saw."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from feedclean import __version__
from feedclean.errors import FetchTimeout
from feedclean.gather.base import Fetched, Request, Role, Unmodified
from feedclean.gather.due import after_failure, has_moved
from feedclean.gather.together import gather_together
from feedclean.model.article import Failure, SourceId
from feedclean.model.memory import FetchRecord
from feedclean.model.source import Capture, NotModified, Validators
from tests.gather.serving import (
    START,
    WHOLE,
    Asked,
    Notebook,
    Reply,
    Server,
    World,
    page,
    rss,
    serving,
    source,
)

FEED = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
ETAG, DATE = 'W/"caf\xe9 1"', "Mon, 02 Mar 2026 08:00:00 +0000 (odd)"
HALF_HOURS = {"minutes": 30}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/feed": Reply(FEED)}) as made:
        yield made


def test_both_validators_go_back_byte_for_byte_and_a_304_is_not_modified(server: Server) -> None:
    def answer(asked: Asked) -> Reply:
        known = "if-none-match" in asked.headers
        return Reply(FEED, 304 if known else 200, {"ETag": ETAG, "Last-Modified": DATE})

    server.answers["/feed"] = answer
    world = World(server)

    first = world.gather(source(server.url("/feed")))
    world.wait(hours=25)
    second = world.gather(source(server.url("/feed")))
    world.wait(hours=25)
    world.gather(source(server.url("/feed")))

    assert [type(item) for item in (*first, *second)] == [Capture, NotModified]
    assert "if-none-match" not in server.log[0].headers
    for asked in server.log[1:]:
        assert asked.headers["if-none-match"] == ETAG
        assert asked.headers["if-modified-since"] == DATE


ODD = {
    "weak": ('W/"1"', None),
    "bare": ("33a64df5", None),
    "list": ('"a", "b"', None),
    "empty-quotes": ('""', None),
    "spaces-within": ('"a  b"', None),
    "not-ascii": ('"\xe9\xff"', None),
    "long": ('"' + "x" * 3_000 + '"', None),
    "words": (None, "yesterday, about noon"),
    "number": (None, "1772438400"),
    "lower-case": (None, "mon, 02 mar 2026 08:00:00 gmt"),
    "another-form": (None, "Monday, 02-Mar-26 08:00:00 GMT"),
    "zero": (None, "Thu, 01 Jan 1970 00:00:00 GMT"),
    "of-the-future": ('W/"é"', "Tue, 01 Jan 2999 00:00:00 GMT"),
}


@pytest.mark.parametrize(("etag", "date"), ODD.values(), ids=ODD.keys())
def test_odd_validators_go_back_as_they_came(
    server: Server, etag: str | None, date: str | None
) -> None:
    told = {"ETag": etag, "Last-Modified": date}
    headers = {name: value for name, value in told.items() if value is not None}
    server.answers["/feed"] = Reply(FEED, headers=headers)
    world = World(server)

    for _ in range(2):
        world.gather(source(server.url("/feed")))
        world.wait(hours=25)

    assert server.log[1].headers.get("if-none-match") == etag
    assert server.log[1].headers.get("if-modified-since") == date


def test_a_304_may_bring_new_validators_and_keeps_those_it_does_not_name(server: Server) -> None:
    def answer(asked: Asked) -> Reply:
        if "if-none-match" not in asked.headers:
            return Reply(FEED, headers={"ETag": '"1"', "Last-Modified": DATE})
        return Reply(status=304, headers={"ETag": '"2"'})

    server.answers["/feed"] = answer
    world = World(server)
    for _ in range(3):
        world.gather(source(server.url("/feed")))
        world.wait(hours=25)

    assert server.log[2].headers["if-none-match"] == '"2"'
    assert server.log[2].headers["if-modified-since"] == DATE


def test_a_validator_that_was_not_sent_is_not_invented(server: Server) -> None:
    server.answers["/feed"] = Reply(FEED, headers={"ETag": '"1"'})
    world = World(server)

    world.gather(source(server.url("/feed")))
    world.wait(hours=25)
    world.gather(source(server.url("/feed")))

    assert "if-modified-since" not in server.log[1].headers


def test_the_same_body_without_validators_is_not_modified(server: Server) -> None:
    world = World(server)

    world.gather(source(server.url("/feed")))
    world.wait(hours=25)

    assert [type(item) for item in world.gather(source(server.url("/feed")))] == [NotModified]


def test_we_say_who_we_are_and_keep_no_cookie_and_no_referrer(server: Server) -> None:
    server.answers["/feed"] = Reply(
        status=302, headers={"Location": "/there", "Set-Cookie": "a=1; Path=/"}
    )
    server.answers["/there"] = Reply(FEED, headers={"Set-Cookie": "b=2; Path=/"})
    world = World(server)

    world.gather(source(server.url("/feed")))
    world.wait(hours=25)
    world.gather(source(server.url("/feed")))

    assert server.paths() == ["/feed", "/there", "/feed", "/there"]
    for asked in server.log:
        assert asked.headers["user-agent"] == f"feedclean/{__version__} (+https://me.example/)"
        assert not {"cookie", "referer"} & set(asked.headers)


def test_a_half_hourly_cron_leaves_55_minutes_between_two_requests(server: Server) -> None:
    recent = [f"Mon, 02 Mar 2026 {hour:02}:00:00 GMT" for hour in range(6, 12)]
    items = [(f"https://example.org/{n}", date, WHOLE) for n, date in enumerate(recent)]
    server.answers["/feed"] = Reply(rss(*items))
    world = World(server)
    asked_at: list[float] = []

    for run in range(12):
        before = len(server.log)
        world.now = START + timedelta(minutes=30 * run, seconds=(run * 7) % 13)
        world.gather(source(server.url("/feed")))
        if len(server.log) > before:
            asked_at.append((world.now - START).total_seconds() / 60)

    gaps = [later - earlier for earlier, later in pairwise(asked_at)]
    assert len(asked_at) == 6
    assert min(gaps) >= 55


def asked_again_after(world: World, feed: str, server: Server) -> float:
    """Hours until a feed is asked a second time, looking every half hour."""
    world.gather(source(feed))
    before = len(server.log)
    for step in range(1, 24 * 8):
        world.wait(**HALF_HOURS)
        world.gather(source(feed))
        if len(server.log) > before:
            return step / 2
    raise AssertionError("never asked again")


def dated(*days_ago: float) -> list[tuple[str, str, str]]:
    dates = [format_datetime(START - timedelta(days=days)) for days in days_ago]
    return [(f"https://example.org/{n}", date, WHOLE) for n, date in enumerate(dates)]


OFTEN = dated(0.02, 0.06, 0.1, 0.14, 0.2)
PACES = {
    "nothing-said": (Reply(FEED), 1.0),
    "posts-hourly": (Reply(rss(*OFTEN)), 1.0),
    "max-age": (Reply(rss(*OFTEN), headers={"Cache-Control": "public, max-age=14400"}), 4.0),
    "max-age-beyond-a-day": (Reply(FEED, headers={"Cache-Control": "max-age=999999"}), 24.0),
    "expires": (
        Reply(FEED, headers={"Expires": format_datetime(START + timedelta(hours=3), usegmt=True),
                             "Date": format_datetime(START, usegmt=True)}), 3.0
    ),
    "expired-long-ago": (Reply(FEED, headers={"Expires": "Thu, 01 Jan 1970 00:00:00 GMT"}), 1.0),
    "ttl": (Reply(rss(*OFTEN, extra="<ttl>300</ttl>")), 5.0),
    "update-period": (
        Reply(rss(*OFTEN, extra="<sy:updatePeriod>daily</sy:updatePeriod>"
                  "<sy:updateFrequency>4</sy:updateFrequency>")), 6.0
    ),
    "skip-hours": (
        Reply(rss(*OFTEN, extra="<skipHours><hour>13</hour><hour>14</hour></skipHours>")), 3.0
    ),
    "skip-days": (
        Reply(rss(*OFTEN, extra="<skipDays><day>Monday</day><day>Tuesday</day></skipDays>")), 36.0
    ),
    "skip-hours-a-day-later": (
        Reply(rss(*dated(1, 8, 15, 22, 29), extra="<skipHours><hour>11</hour><hour>12</hour>"
                  "</skipHours>")), 22.0
    ),
    "posts-weekly": (Reply(rss(*dated(1, 8, 15, 22, 29))), 24.0),
    "fell-silent": (Reply(rss(*dated(5, 5.04, 5.08, 5.12, 5.2))), 12.0),
}  # fmt: skip


@pytest.mark.parametrize(("reply", "hours"), PACES.values(), ids=PACES.keys())
def test_a_source_is_due_by_its_own_clock(server: Server, reply: Reply, hours: float) -> None:
    server.answers["/feed"] = reply

    assert asked_again_after(World(server), server.url("/feed"), server) == hours


def test_a_due_time_far_off_after_a_clock_jump_is_not_believed(server: Server) -> None:
    world = World(server)
    world.now = START.replace(year=2040)
    world.gather(source(server.url("/feed")))

    world.now = START
    world.gather(source(server.url("/feed")))
    world.wait(minutes=30)
    world.gather(source(server.url("/feed")))

    assert len(server.log) == 2


def test_a_refresh_asks_although_it_is_not_due_and_conditionally_as_ever(server: Server) -> None:
    server.answers["/feed"] = Reply(FEED, headers={"ETag": ETAG})
    world = World(server)
    world.gather(source(server.url("/feed")))

    [item] = world.gather(source(server.url("/feed")), refresh=True)

    assert isinstance(item, NotModified)
    assert len(server.log) == 2
    assert server.log[1].headers["if-none-match"] == ETAG


@pytest.mark.parametrize(
    "reply",
    [Reply(status=410), Reply(status=429, headers={"Retry-After": "7200"})],
    ids=["gone", "patience"],
)
def test_a_refresh_goes_against_nothing_a_server_said(server: Server, reply: Reply) -> None:
    server.answers["/feed"] = reply
    world = World(server)
    world.gather(source(server.url("/feed")))

    world.wait(minutes=90)
    world.gather(source(server.url("/feed")), refresh=True)

    assert len(server.log) == 1


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("form", ["seconds", "date"])
def test_retry_after_is_obeyed(server: Server, status: int, form: str) -> None:
    value = (
        "10800" if form == "seconds" else format_datetime(START + timedelta(hours=3), usegmt=True)
    )
    server.answers["/feed"] = Reply(status=status, headers={"Retry-After": value})

    assert asked_again_after(World(server), server.url("/feed"), server) == 3.0


def test_errors_are_followed_by_longer_and_longer_rests(server: Server) -> None:
    server.answers["/feed"] = Reply(status=500)
    world = World(server)
    asked_at = []
    for _ in range(24 * 2 * 4):
        before = len(server.log)
        world.gather(source(server.url("/feed")))
        if len(server.log) > before:
            asked_at.append((world.now - START).total_seconds() / 3600)
        world.wait(**HALF_HOURS)

    rests = [later - earlier for earlier, later in pairwise(asked_at)]
    assert rests == sorted(rests)
    assert rests[0] <= 1.5
    assert 24 <= rests[-1] <= 29


def test_the_rests_of_sources_that_failed_together_differ() -> None:
    record = FetchRecord(url="u")
    dues = {
        after_failure(record, START, timedelta(hours=1), throw).next_due
        for throw in (0.0, 0.5, 1.0)
    }

    assert dues == {START + timedelta(hours=1, minutes=minutes) for minutes in (0, 6, 12)}


def test_an_error_page_sent_as_200_neither_passes_nor_replaces_the_validators(
    server: Server,
) -> None:
    server.answers["/feed"] = Reply(FEED, headers={"ETag": '"good"'})
    world = World(server)
    world.gather(source(server.url("/feed")))
    server.answers["/feed"] = Reply("<rss-error>down</rss-error>", headers={"ETag": '"bad"'})
    world.wait(hours=25)

    [item] = world.gather(source(server.url("/feed")))
    world.wait(hours=25)
    world.gather(source(server.url("/feed")))

    assert isinstance(item, Failure)
    assert server.log[-1].headers["if-none-match"] == '"good"'


def test_410_retires_the_source_and_says_so_every_time(server: Server) -> None:
    server.answers["/feed"] = Reply(status=410)
    world = World(server)

    told = [world.gather(source(server.url("/feed")))]
    for _ in range(3):
        world.wait(days=30)
        told.append(world.gather(source(server.url("/feed"))))

    assert len(server.log) == 1
    for [item] in told:
        assert isinstance(item, Failure)
        assert "2026-03-02" in item.message
        assert "410" in item.message


@pytest.mark.parametrize("status", [301, 308])
def test_a_permanent_redirect_is_remembered_after_three_sightings(
    server: Server, status: int
) -> None:
    server.answers["/feed"] = Reply(status=status, headers={"Location": "/new"})
    server.answers["/new"] = Reply(FEED, headers={"ETag": '"1"'})
    world = World(server)

    for _ in range(8):
        world.gather(source(server.url("/feed")))
        world.wait(hours=25)

    assert server.count("/feed") == 3
    assert server.count("/new") == 8


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_keeps_the_original(server: Server, status: int) -> None:
    server.answers["/feed"] = Reply(status=status, headers={"Location": "/new"})
    server.answers["/new"] = Reply(FEED)
    world = World(server)

    for _ in range(6):
        world.gather(source(server.url("/feed")))
        world.wait(hours=25)

    assert server.count("/feed") == 6


def test_a_permanent_redirect_behind_a_temporary_one_is_not_remembered(server: Server) -> None:
    server.answers["/feed"] = Reply(status=302, headers={"Location": "/a"})
    server.answers["/a"] = Reply(status=301, headers={"Location": "/b"})
    server.answers["/b"] = Reply(FEED)
    world = World(server)

    for _ in range(5):
        world.gather(source(server.url("/feed")))
        world.wait(hours=25)

    assert server.count("/feed") == 5


def test_a_new_address_that_fails_now_and_then_costs_the_old_one_nothing(server: Server) -> None:
    server.answers["/feed"] = Reply(status=301, headers={"Location": "/new"})
    server.answers["/new"] = Reply(FEED)
    world = World(server)
    ask = world.fetcher.ask
    turns = iter(range(100))

    def unreliable(request: Request) -> Fetched | Unmodified:
        if next(turns) % 4 == 3:
            raise FetchTimeout(request.url, "no whole answer")
        return ask(request)

    world.fetcher.ask = unreliable  # type: ignore[method-assign]
    for _ in range(20):
        world.gather(source(server.url("/feed")))
        world.wait(hours=50)

    assert server.count("/feed") <= 5
    assert server.count("/new") == 15


def test_where_the_new_address_fails_the_old_one_is_asked_again(server: Server) -> None:
    server.answers["/feed"] = Reply(status=301, headers={"Location": "/new"})
    server.answers["/new"] = Reply(FEED)
    world = World(server)
    feed = source(server.url("/feed"))
    for _ in range(4):
        world.gather(feed)
        world.wait(hours=25)
    record = world.book.get(server.url("/feed"))
    assert record is not None
    assert has_moved(record)
    server.answers |= {"/feed": Reply(FEED), "/new": Reply(status=404)}

    world.gather(feed)
    world.wait(hours=25)
    world.gather(feed)

    assert server.paths()[-2:] == ["/new", "/feed"]


def test_at_most_two_feeds_of_a_host_at_once() -> None:
    with serving({f"/{n}": Reply(FEED, wait_s=0.1) for n in range(6)}) as server:
        world = World(server)
        jobs = [(source(server.url(f"/{n}")), world.context(book=Notebook())) for n in range(6)]

        done = [list(items) for _, items in gather_together(jobs)]

    assert [type(item) for [item] in done] == [Capture] * 6
    assert server.most_at_once == 2


def test_slow_hosts_are_waited_for_together() -> None:
    servers = [Server({"/feed": Reply(FEED, wait_s=0.5)}) for _ in range(8)]
    try:
        world = World(*servers)
        jobs = [(source(each.url("/feed")), world.context(book=Notebook())) for each in servers]
        started = time.monotonic()

        done = [list(items) for _, items in gather_together(jobs)]

        assert time.monotonic() - started < 2.0
        assert [type(item) for [item] in done] == [Capture] * 8
    finally:
        for each in servers:
            each.stop()


def test_pages_of_a_host_come_one_by_one_with_a_pause() -> None:
    answers = {f"/{n}": Reply(page(f"Page {n}"), wait_s=0.02) for n in range(3)}
    with serving(dict(answers)) as server:
        world = World(server, page_delay_s=0.1)
        feed = rss(
            *((server.url(f"/{n}"), "Mon, 02 Mar 2026 08:00:00 GMT", "Short…") for n in range(3))
        )
        server.answers["/feed"] = Reply(feed, headers={"Content-Type": "application/rss+xml"})

        world.gather(source(server.url("/feed")))

    pages = [asked for asked in server.log if asked.path in answers]
    pauses = [b.at_s - a.at_s for a, b in pairwise(pages)]
    assert len(pages) == 3
    assert min(pauses) >= 0.1
    assert server.most_at_once == 1


def test_a_connection_is_used_again(server: Server) -> None:
    world = World(server)
    url = server.url("/feed")

    for _ in range(3):
        world.fetcher.ask(Request(url=url, role=Role.PAGE, validators=Validators()))

    assert len(world.fetcher._sessions) == 1


def test_sources_in_order_whatever_their_servers_speed() -> None:
    with serving({"/slow": Reply(FEED, wait_s=0.2), "/fast": Reply(FEED)}) as server:
        world = World(server)
        jobs = [
            (source(server.url(path)), world.context(book=Notebook()))
            for path in ("/slow", "/fast")
        ]

        done = [(each.location, list(items)) for each, items in gather_together(jobs)]

    assert [location for location, _ in done] == [server.url("/slow"), server.url("/fast")]
    assert SourceId("s") == done[0][1][0].source


def test_a_source_at_rest_is_told_as_gathering_would(server: Server) -> None:
    from feedclean.gather.rest import at_rest

    world, feed = World(server), source(server.url("/feed"))
    assert at_rest(feed, world.context()) is None
    world.gather(feed)
    world.wait(minutes=30)

    [gathered] = world.gather(feed)
    assert at_rest(feed, world.context()) == gathered
    assert at_rest(feed, world.context(refresh=True)) is None
    world.wait(hours=30)
    assert at_rest(feed, world.context()) is None


def test_a_source_with_a_page_that_is_due_is_not_at_rest(server: Server) -> None:
    from feedclean.gather.rest import at_rest

    teaser = (server.url("/1"), "Mon, 02 Mar 2026 08:00:00 GMT", "<p>The council […]</p>")
    server.answers |= {
        "/feed": Reply(rss(teaser), headers={"Cache-Control": "max-age=86400"}),
        "/1": Reply(status=500),
    }
    world, feed = World(server), source(server.url("/feed"))
    world.gather(feed)

    world.wait(minutes=30)
    assert at_rest(feed, world.context()) is not None
    world.wait(hours=2)
    assert at_rest(feed, world.context()) is None
