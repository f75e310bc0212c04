from __future__ import annotations

from datetime import UTC, datetime, timedelta

from feedclean.health import figures
from feedclean.model.health import Measured, Sample

START = datetime(2026, 1, 1, tzinfo=UTC)


def sample(days: float, count: int) -> Sample:
    one = Measured(
        chars=1_234, paragraphs=3, images=0, removed=0.25, is_page=False, has_template=False
    )
    return Sample(at=START + timedelta(days=days), entries=9, new=(one,) * count, count=count)


def test_how_many_come_in_a_day_is_unknown_after_a_first_build() -> None:
    found = figures([sample(0, 9)])

    assert found is not None
    assert (found.a_day, found.chars) == (None, 1_200)


def test_what_came_with_the_first_build_is_not_counted_as_new() -> None:
    found = figures([sample(0, 9), sample(1, 1), sample(4, 3)])

    assert found is not None
    assert found.a_day == 1.0


def test_of_a_long_history_the_last_month_counts() -> None:
    found = figures([sample(0, 9), sample(10, 90), sample(90, 1), sample(110, 2)])

    assert found is not None
    assert found.a_day == 0.1
