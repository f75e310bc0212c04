from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feedclean.config import load_config
from feedclean.model.article import NOT_YET, Failure, SourceId
from feedclean.model.output import BuildReport, SourceReport
from feedclean.watch.when import next_build
from tests.making import source

MakeSite = Callable[..., Path]
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(id_: str, due: datetime | None = None, *left_out: Failure) -> SourceReport:
    return SourceReport(
        source=SourceId(id_),
        gathered=0,
        parsed=0,
        cleaned=0,
        unchanged=0,
        blocks_removed=0,
        entries=0,
        dropped=(),
        failures=(),
        cautions=(),
        files_written=0,
        files_unchanged=0,
        seconds=0.0,
        left_out=left_out,
        due=due,
    )


def report(*sources: SourceReport) -> BuildReport:
    return BuildReport(started_at=NOW, sources=sources)


def feed(id_: str, **more: object) -> str:
    return source(id_, f"https://example.org/{id_}", kind="feed", **more)


def test_the_first_source_that_is_due_calls_for_a_build(site: MakeSite) -> None:
    config = load_config(site(feed("a"), feed("b")))

    due = next_build(config, report(told("a", NOW + 3 * HOUR), told("b", NOW + 2 * HOUR)), NOW)

    assert due == NOW + 2 * HOUR


def test_there_is_a_build_a_day_whatever_is_due(site: MakeSite) -> None:
    config = load_config(site(feed("a"), source("b", "dump")))

    assert next_build(config, report(told("a", NOW + 9 * DAY), told("b")), NOW) == NOW + DAY
    assert next_build(config, report(), NOW) == NOW + DAY


def test_builds_are_never_less_than_a_minute_apart(site: MakeSite) -> None:
    config = load_config(site(feed("a")))
    due = next_build(config, report(told("a", NOW + timedelta(seconds=1))), NOW)

    assert due == NOW + timedelta(minutes=1)


def test_a_source_that_cannot_be_asked_is_not_tried_over_and_over(site: MakeSite) -> None:
    config = load_config(site(feed("a", interval_minutes=30)))

    assert next_build(config, report(told("a", NOW)), NOW) == NOW + HOUR / 2


def test_a_file_still_being_written_is_looked_at_again_soon(site: MakeSite) -> None:
    config = load_config(site(source("a", "dump")))
    unfinished = Failure(
        source=SourceId("a"), location="x", stage="gather", error=NOT_YET, message="x"
    )

    assert next_build(config, report(told("a", None, unfinished)), NOW) == NOW + HOUR / 60


def test_lists_on_the_web_are_asked_as_often_as_their_sources(site: MakeSite) -> None:
    listing = '\n[[sources_from]]\nopml = "https://example.org/list.opml"\nkind = "feed"\n'
    config = load_config(site(feed("a"), listing + "interval_minutes = 120\n"))

    assert next_build(config, report(told("a", NOW + 5 * HOUR)), NOW) == NOW + 2 * HOUR
    assert next_build(replace(config, lists=()), report(), NOW) == NOW + DAY
