from __future__ import annotations

from datetime import timedelta

from feedclean.gather.notebook import Notebook
from feedclean.gather.rest import due_again
from feedclean.model.article import ArticleMeta
from feedclean.model.memory import FetchRecord
from tests.gather.serving import START, source

FEED = source("https://example.org/feed")
HOUR = timedelta(hours=1)


def record(url: str = FEED.location, **more: object) -> FetchRecord:
    values = {"last_fetched": START, "next_due": START + 12 * HOUR, **more}
    return FetchRecord(url=url, **values)  # type: ignore[arg-type]


def listed(url: str) -> ArticleMeta:
    return ArticleMeta(id=url, source=FEED.id, title="T", url=url)  # type: ignore[arg-type]


def test_a_source_never_asked_is_due_now() -> None:
    assert due_again(FEED, Notebook(), START) == START


def test_a_source_is_due_when_its_record_says() -> None:
    due = due_again(FEED, Notebook([record()]), START)

    assert due == START + 12 * HOUR - timedelta(minutes=5)  # the slack of a cron job


def test_a_source_that_is_due_is_due_now() -> None:
    later = START + 13 * HOUR

    assert due_again(FEED, Notebook([record()]), later) == later


def test_a_page_that_waits_may_be_due_before_its_feed() -> None:
    url = "https://example.org/page"
    page = record(url, next_due=START + HOUR, listed=listed(url))

    due = due_again(FEED, Notebook([record(), page]), START)

    assert due == START + HOUR - timedelta(minutes=5)


def test_the_feed_found_for_a_page_is_what_is_asked() -> None:
    own = record(next_due=START + 2 * HOUR, feed_url="https://example.org/found")
    found = record("https://example.org/found", next_due=START + 4 * HOUR)

    due = due_again(FEED, Notebook([own, found]), START)

    assert due == START + 4 * HOUR - timedelta(minutes=5)


def test_what_is_gone_is_never_due_nor_is_a_dump() -> None:
    assert due_again(FEED, Notebook([record(gone=True)]), START) is None
    assert due_again(source("dump", "dump"), Notebook(), START) is None
