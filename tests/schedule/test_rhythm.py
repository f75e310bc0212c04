from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice, pairwise

import pytest
from croniter import croniter

from feedclean.schedule.rhythm import INTERVALS, rhythm

SITES = [f"https://{n}.example.org/" for n in range(12)]
START = datetime(2026, 1, 1)  # noqa: DTZ001 - cron knows no zone


def times(cron: str, count: int) -> list[datetime]:
    return list(islice(croniter(cron, START, ret_type=datetime), count))


@pytest.mark.parametrize("every", INTERVALS)
def test_builds_are_evenly_apart(every: str) -> None:
    for site in SITES:
        gaps = {b - a for a, b in pairwise(times(rhythm(every, site).cron, 100))}
        assert gaps == {timedelta(minutes=INTERVALS[every])}


@pytest.mark.parametrize("every", INTERVALS)
def test_no_build_is_near_a_full_hour(every: str) -> None:
    minutes = {time.minute for site in SITES for time in times(rhythm(every, site).cron, 100)}

    assert min(minutes) >= 2
    assert max(minutes) <= 58


def test_sites_come_at_different_minutes_and_each_at_its_own() -> None:
    assert len({rhythm("30m", site).cron for site in SITES}) > 5
    assert rhythm("30m", SITES[0]) == rhythm("30m", SITES[0])


@pytest.mark.parametrize("every", INTERVALS)
def test_launchd_and_systemd_are_told_the_same_times(every: str) -> None:
    one = rhythm(every, SITES[0])
    hours = one.hours or range(24)
    day = {(time.hour, time.minute) for time in times(one.cron, 288)}
    agent = {(h, s["Minute"]) for s in one.starts for h in ([s["Hour"]] if "Hour" in s else hours)}

    assert agent == day
    listed = ",".join(map(str, one.hours)) or "*"
    assert one.calendar == f"*-*-* {listed}:{','.join(f'{m:02}' for m in one.minutes)}:00"
