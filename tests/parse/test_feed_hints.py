from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from feedclean.model.memory import NO_HINTS, FeedHints
from feedclean.parse.feeds.hints import feed_hints, usual_gap_s

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)

SKIP = (
    "<skipHours><hour>0</hour><hour>24</hour><hour>3</hour></skipHours>"
    "<skipDays><day>Sunday</day><day>someday</day></skipDays>"
)

CASES = {
    "nothing": ("<rss><channel><title>T</title></channel></rss>", NO_HINTS),
    "ttl": ("<ttl> 90 </ttl>", FeedHints(interval_s=5400.0)),
    "period": ("<sy:updatePeriod>daily</sy:updatePeriod>", FeedHints(interval_s=86400.0)),
    "period-and-frequency": (
        "<sy:updatePeriod>\nhourly\n</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>",
        FeedHints(interval_s=1800.0),
    ),
    "the-longer-one": (
        "<ttl>60</ttl><sy:updatePeriod>weekly</sy:updatePeriod>",
        FeedHints(interval_s=604800.0),
    ),
    "frequency-of-none": (
        "<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>",
        FeedHints(interval_s=86400.0),
    ),
    "skip": (
        SKIP,
        FeedHints(skip_hours=(0, 3), skip_days=(6,)),
    ),
    "nonsense": (
        "<ttl>soon</ttl><sy:updatePeriod>never</sy:updatePeriod><skipHours></skipHours>",
        NO_HINTS,
    ),
}


@pytest.mark.parametrize(("text", "hints"), CASES.values(), ids=CASES.keys())
def test_what_a_feed_says_of_its_pace(text: str, hints: FeedHints) -> None:
    assert feed_hints(text, (), NOW) == hints


def test_the_usual_gap_is_the_median_and_the_future_does_not_count() -> None:
    hours = (0, 1, 2, 3, 40)
    dates = [NOW - timedelta(hours=hour) for hour in hours]

    hints = feed_hints("", [*dates, NOW + timedelta(days=400)], NOW)

    assert (hints.gap_s, hints.newest) == (3600.0, NOW)


def test_too_few_dates_make_no_gap() -> None:
    assert usual_gap_s([NOW, NOW, NOW - timedelta(days=1), NOW - timedelta(days=2)]) is None
