"""Dates told from the moment of reading."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.dates.ago import resolve

SEEN = datetime(2024, 3, 7, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("前天 14:07", "2024-03-05 14:07"),
        ("三天前", "2024-03-04 10:00"),
        ("2小时前", "2024-03-07 08:00"),
        ("刚刚", "2024-03-07 10:00"),
        ("3 hours ago", "2024-03-07 07:00"),
        ("an hour ago", "2024-03-07 09:00"),
        ("Yesterday", "2024-03-06 00:00"),
        ("vor 3 Stunden", "2024-03-07 07:00"),
        ("gestern um 14:07", "2024-03-06 14:07"),
        ("il y a 2 jours", "2024-03-05 10:00"),
        ("avant-hier à 9h05", "2024-03-05 09:05"),
        ("hace 5 minutos", "2024-03-07 09:55"),
        ("вчера в 14:07", "2024-03-06 14:07"),
        ("5분 전", "2024-03-07 09:55"),
    ],
)
def test_relative_dates_are_measured_from_the_moment_of_reading(text: str, wanted: str) -> None:
    assert f"{resolve(text, SEEN):%Y-%m-%d %H:%M}" == wanted


@pytest.mark.parametrize("text", ["", "hello", "5 minutes", "2024-03-05", "today 25:00", "ago"])
def test_other_texts_are_no_relative_dates(text: str) -> None:
    assert resolve(text, SEEN) is None
