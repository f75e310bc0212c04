"""Sources asked together: how much of what has come may lie and wait."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import cast

import pytest

from feedclean.gather.base import Context
from feedclean.gather.table import GATHER
from feedclean.gather.together import gather_together
from feedclean.model.article import SourceId
from feedclean.model.source import Capture, Gathered, Source, SourceKind
from tests.gather.serving import START, source

CONTEXT = cast("Context", None)
"""Nothing is asked of it here."""
WAIT_S = 60.0
"""Only a failure takes that long."""


class Upstream:
    """Forty sources of ten bytes each, of which the first answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers = threading.Event()
        self.came = threading.Semaphore(0)
        """Of those behind the first, how many have answered."""
        feed = source("https://example.org/feed")
        self.jobs = [(replace(feed, id=SourceId(f"s{n}")), CONTEXT) for n in range(40)]

    def gather(self, source: Source, context: Context) -> Iterator[Gathered]:
        self.asked.append(source.id)
        if source.id == "s0":
            assert self.answers.wait(WAIT_S)
        else:
            self.came.release()
        yield Capture(
            source=source.id,
            location=source.location,
            body=b"0123456789",
            media_type=None,
            charset=None,
            captured_at=START,
        )


@pytest.fixture
def upstream(monkeypatch: pytest.MonkeyPatch) -> Iterator[Upstream]:
    made = Upstream()
    monkeypatch.setitem(cast("dict[SourceKind, object]", GATHER), SourceKind.FEED, made.gather)
    yield made
    made.answers.set()


def test_what_lies_behind_a_slow_server_is_bounded(upstream: Upstream) -> None:
    """At most ten lie, one more than that is too much, and three others were under way."""
    coming = gather_together(upstream.jobs, at_once=4, lying=100)
    for _ in range(11):
        assert upstream.came.acquire(timeout=WAIT_S)

    more = 0
    while upstream.came.acquire(timeout=0.2):
        more += 1
    assert more <= 2
    upstream.answers.set()

    told = [(each.id, len(list(items))) for each, items in coming]
    assert told == [(f"s{n}", 1) for n in range(40)]
    assert sorted(upstream.asked) == sorted(f"s{n}" for n in range(40))


def test_one_that_gives_more_than_may_lie_keeps_nobody_from_his_turn(upstream: Upstream) -> None:
    upstream.answers.set()

    told = [each.id for each, items in gather_together(upstream.jobs, at_once=4, lying=0) if items]

    assert told == [f"s{n}" for n in range(40)]


def test_whoever_waits_for_room_is_let_go_when_nobody_wants_more(upstream: Upstream) -> None:
    coming = gather_together(upstream.jobs, at_once=4, lying=0)
    next(coming)
    assert upstream.came.acquire(timeout=WAIT_S)

    upstream.answers.set()
    assert isinstance(coming, Generator)
    coming.close()

    assert len(upstream.asked) <= 1 + 4
