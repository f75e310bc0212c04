"""No source holds a build for longer than its share, however many slow pages it lists."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from feedclean.errors import FetchTimeout
from feedclean.gather.base import MOST_TIMEOUTS, Context, Purse, Request, RobotsMemory
from feedclean.gather.fetcher import Fetcher, Limits
from feedclean.gather.hosts import HostGate
from feedclean.gather.table import GATHER
from feedclean.model.article import Failure
from feedclean.model.source import Capture, NotModified
from tests.gather.serving import Asked, Reply, Server, World, page, rss, serving, source

MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
TEASER = "<p>The council of the harbour town has decided to […]</p>"
PAGES = 6


@pytest.fixture
def server() -> Iterator[Server]:
    with serving({}) as made:
        for n in range(PAGES):
            made.answers[f"/{n}"] = Reply(page(f"Page {n}"))
        items = ((made.url(f"/{n}"), MONDAY, TEASER) for n in range(PAGES))
        made.answers["/feed"] = Reply(rss(*items))
        yield made


class Clock:
    """Time that passes while pages are answered, and nobody waits for it."""

    def __init__(self, server: Server, seconds: float) -> None:
        self.now = 0.0
        self.seconds = seconds
        for n in range(PAGES):
            server.answers[f"/{n}"] = self._answer

    def _answer(self, asked: Asked) -> Reply:
        self.now += self.seconds
        return Reply(page(f"Page {asked.path}"))


def gather(world: World, context: Context, server: Server) -> list[object]:
    return list(GATHER["feed"](source(server.url("/feed")), context))


def fetched(server: Server) -> list[str]:
    return [path for path in server.paths() if path.strip("/").isdigit()]


def test_what_there_is_no_time_for_is_told_and_fetched_by_the_next_build(server: Server) -> None:
    world = World(server)
    clock = Clock(server, 5)
    world.fetcher = Fetcher(
        contact="me",
        private_hosts=frozenset([server.host]),
        gate=HostGate(page_delay_s=0),
        clock=lambda: clock.now,
    )

    context = world.context()
    context.purse.answers_s = 12

    first = gather(world, context, server)

    told = [item.message for item in first if isinstance(item, Failure)]
    stood_in = [item for item in first if isinstance(item, Capture)]
    assert fetched(server) == ["/0", "/1", "/2"]
    assert len(told) == PAGES - len(fetched(server))
    assert all("left for the next build, as this source has taken all its time" in t for t in told)
    assert len(stood_in) == PAGES
    clock.seconds = 0.0
    world.wait(hours=2)

    later = gather(world, world.context(), server)

    assert sorted(fetched(server)) == [f"/{n}" for n in range(PAGES)]
    assert not [item for item in later if isinstance(item, Failure)]


def test_pauses_that_a_host_wants_end_too(server: Server) -> None:
    world = World(server)
    context = world.context()
    context.purse.pauses_s = 0.0

    items = gather(world, context, server)

    assert fetched(server) == []
    assert all("long pauses" in item.message for item in items if isinstance(item, Failure))


@pytest.mark.parametrize("what", ["pages", "feeds"])
def test_a_host_that_lets_us_wait_in_vain_is_asked_twice(server: Server, what: str) -> None:
    world = World(server)
    asked: list[str] = []

    def fetch(request: Request) -> object:
        if request.url.endswith("/feed") and what == "pages":
            return world.fetcher.ask(request)
        if request.url.endswith("/robots.txt"):
            return world.fetcher.ask(request)
        asked.append(request.url)
        raise FetchTimeout(request.url, "no whole answer within 60 s")

    memory = RobotsMemory()
    items: list[object] = []
    for n in range(1 if what == "pages" else 4):
        context = Context(
            folder=world.context().folder,
            now=world.now,
            fetch=fetch,  # type: ignore[arg-type]
            dice=lambda: 0.5,
            robots=memory,
        )
        items += GATHER["feed"](
            source(server.url("/feed" if what == "pages" else f"/{n}")), context
        )

    assert len(asked) == MOST_TIMEOUTS
    told = [item.message for item in items if isinstance(item, Failure)]
    assert len(told) == (PAGES if what == "pages" else 4)
    assert sum("let 2 requests of this one wait in vain" in message for message in told) == (
        len(told) - MOST_TIMEOUTS
    )
    assert not [item for item in items if isinstance(item, NotModified)]


def test_the_last_answer_has_time_to_be_one() -> None:
    assert Purse(answers_s=1.0).at_most(60) == 10
    assert Purse(answers_s=30.0).at_most(60) == 30
    assert Purse(answers_s=500.0).at_most(60) == Limits().deadline_s
