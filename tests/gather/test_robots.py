"""What a robots.txt says, and what it means where it says nothing clear."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedclean.model.article import Failure
from tests.gather.serving import Reply, Server, World, page, rss, serving, source

MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
RULES = "User-agent: *\nDisallow: /closed/\n"
OPEN = {
    "missing": Reply(status=404),
    "unauthorised": Reply(status=401),
    "forbidden": Reply(status=403),
    "gone": Reply(status=410),
    "a page": Reply("<!DOCTYPE html><html><body><h1>Not found</h1></body></html>"),
    "nothing": Reply(""),
    "not text": Reply(b"\x00\xff\xfe\x01" * 400),
}
"""Source: RFC 9309, section 2.3.1.3: where there is none to be had, all is open."""
CLOSED = {
    "down": Reply(status=500),
    "busy": Reply(status=503),
    "too often": Reply(status=429),
    "endless": Reply(status=302, headers={"Location": "/robots.txt"}),
    "no answer": Reply(b"zzz", headers={"Content-Encoding": "gzip"}),
}


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({"/1": Reply(page("One")), "/closed/2": Reply(page("Two"))}) as made:
        items = ((made.url(path), MONDAY, "<p>The council […]</p>") for path in ("/1", "/closed/2"))
        made.answers["/f"] = Reply(rss(*items))
        yield made


@pytest.mark.parametrize("reply", OPEN.values(), ids=OPEN.keys())
def test_a_host_without_rules_is_open(server: Server, reply: Reply) -> None:
    server.answers["/robots.txt"] = reply

    World(server).gather(source(server.url("/f")))

    assert server.count("/1") == server.count("/closed/2") == 1


@pytest.mark.parametrize("reply", CLOSED.values(), ids=CLOSED.keys())
def test_a_host_whose_rules_cannot_be_read_is_closed_for_now(server: Server, reply: Reply) -> None:
    server.answers["/robots.txt"] = reply

    items = World(server).gather(source(server.url("/f")))

    assert server.count("/1") == server.count("/closed/2") == 0
    assert sum(isinstance(item, Failure) for item in items) == 2


def test_of_a_huge_file_the_beginning_counts(server: Server) -> None:
    server.answers["/robots.txt"] = Reply(RULES + "# nothing\n" * 200_000)

    World(server).gather(source(server.url("/f")))

    assert (server.count("/1"), server.count("/closed/2")) == (1, 0)


def test_a_file_beyond_all_measure_closes_the_host_for_now(server: Server) -> None:
    server.answers["/robots.txt"] = Reply(b"#" * 20_000_001)

    World(server).gather(source(server.url("/f")))

    assert server.count("/1") == 0


def test_rules_elsewhere_are_followed(server: Server) -> None:
    server.answers["/robots.txt"] = Reply(status=301, headers={"Location": "/rules"})
    server.answers["/rules"] = Reply(RULES)

    World(server).gather(source(server.url("/f")))

    assert (server.count("/1"), server.count("/closed/2")) == (1, 0)


def test_rules_that_were_read_hold_while_they_cannot_be_read_again(server: Server) -> None:
    server.answers["/robots.txt"] = Reply(RULES)
    world = World(server)
    world.gather(source(server.url("/f")))
    server.answers["/robots.txt"] = Reply(status=503)
    server.answers["/3"] = Reply(page("Three"))
    items = ((server.url(path), MONDAY, "<p>The […]</p>") for path in ("/3", "/closed/4"))
    server.answers["/f"] = Reply(rss(*items))

    world.wait(hours=30)
    world.gather(source(server.url("/f")))

    assert (server.count("/3"), server.count("/closed/4")) == (1, 0)


def test_a_feed_needs_no_leave_since_a_person_named_it(server: Server) -> None:
    server.answers["/robots.txt"] = Reply("User-agent: *\nDisallow: /\n")

    World(server).gather(source(server.url("/f")))

    assert server.paths() == ["/f", "/robots.txt"]
