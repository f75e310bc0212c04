"""When an address may be asked again; pure: clock and dice come from outside."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from feedclean.model.memory import NO_HINTS, FeedHints, FetchRecord

HOUR: Final = timedelta(hours=1)
LONGEST: Final = timedelta(days=1)
"""However rarely a source posts, and whatever it says, once a day is not too often."""
LONGEST_PATIENCE: Final = timedelta(days=7)
"""A longer Retry-After is taken for a mistake."""
LONGEST_SKIP: Final = timedelta(days=3)
"""A weekend, and the end of the day before it."""
SLACK_SHARE: Final = 1 / 12
LARGEST_SLACK: Final = timedelta(minutes=5)
"""A cron job every half hour starts seconds early or late: 55 minutes count as an hour."""
POSTS_SEEN: Final = 0.25
"""Share of the usual time between two posts after which to look again."""
SILENCE: Final = 0.1
"""Share of the time since the last post after which to look again: who falls silent slows down."""
PAGE_ATTEMPTS: Final = 6
"""So many times a page is asked for that could not be fetched, the last some 31 hours later."""
WALL_REST: Final = timedelta(hours=3)
"""Before a page is tried again that was no article, or only the beginning of one; then twice as
long each time, up to a day."""
SIGHTINGS: Final = 3
"""A permanent redirect seen so often is believed; the old address got as many requests."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """What is known of how fast a source moves."""

    floor: timedelta = HOUR
    """As configured."""
    server_s: float | None = None
    """For how long the server calls its answer good."""
    hints: FeedHints = NO_HINTS
    """What the feed says itself, and how often it posts."""


def not_due_before(
    record: FetchRecord | None, now: datetime, *, refresh: bool = False
) -> datetime | None:
    """The moment before which an address should not be asked; None if it may be asked now.

    With ``refresh`` only what the server asked for itself counts, in Retry-After.

    A record from the future was written under a wrong clock, and a due time further off than any
    we would set says nothing either.
    """
    if record is None or record.last_fetched is None or record.last_fetched > now + LARGEST_SLACK:
        return None
    last = record.last_fetched
    moments: list[datetime] = []
    if record.next_due is not None and not refresh:
        due = min(record.next_due, last + LONGEST + LONGEST_SKIP)
        moments.append(due - min(LARGEST_SLACK, (due - last) * SLACK_SHARE))
    if record.retry_after is not None:
        moments.append(min(record.retry_after, last + LONGEST_PATIENCE))
    latest = max(moments, default=now)
    return latest if latest > now else None


def after_success(now: datetime, pace: Pace) -> datetime:
    """When to ask a source again that has answered: by the slowest of what is known of it.

    A day later at most, unless it is configured to rest longer or asks to be left alone all day.
    """
    hints = pace.hints
    wishes_s = [pace.floor.total_seconds(), pace.server_s or 0.0, hints.interval_s or 0.0]
    if hints.gap_s is not None and hints.newest is not None:
        wishes_s.append(hints.gap_s * POSTS_SEEN)
        wishes_s.append((now - hints.newest).total_seconds() * SILENCE)
    interval = timedelta(seconds=min(max(wishes_s), LONGEST.total_seconds()))
    due = _past_skipped(now + max(pace.floor, interval), hints)
    latest = now + max(pace.floor, LONGEST)
    return due if due <= latest else _last_before(latest, now + pace.floor, hints) or due


def after_failure(
    record: FetchRecord, now: datetime, floor: timedelta, throw: float
) -> FetchRecord:
    """The record of an address that has failed once more: each time it rests twice as long.

    ``throw`` is a number from 0 to 1; up to a fifth is added by it, so that many sources that
    failed together are not all asked together again.
    """
    failures = record.failures + 1
    rest = min(LONGEST, floor * 2 ** min(failures - 1, 10))
    return replace(
        record,
        last_fetched=now,
        next_due=now + rest * (1 + 0.2 * throw),
        failures=failures,
        retry_after=None,
    )


def with_patience(record: FetchRecord, now: datetime, retry_after_s: float | None) -> FetchRecord:
    """The record with what the server said in Retry-After."""
    if retry_after_s is None:
        return record
    wait = timedelta(seconds=min(retry_after_s, LONGEST_PATIENCE.total_seconds()))
    return replace(record, retry_after=now + wait)


def with_move(record: FetchRecord, moved_to: str | None) -> FetchRecord:
    """The record with what this answer showed of permanent redirects.

    The old address is believed to have moved after ``SIGHTINGS`` answers in a row. Once the new one
    is asked, a move from there is followed at once: the old address is not to be bothered again.
    """
    if has_moved(record):
        return replace(record, moved_to=moved_to) if moved_to else record
    if moved_to is None:
        return replace(record, moved_to=None, moved_seen=0)
    seen = record.moved_seen + 1 if record.moved_to == moved_to else 1
    return replace(record, moved_to=moved_to, moved_seen=seen)


def has_moved(record: FetchRecord) -> bool:
    """Whether the new address is asked in place of the old one."""
    return record.moved_to is not None and record.moved_seen >= SIGHTINGS


def _past_skipped(due: datetime, hints: FeedHints) -> datetime:
    """The first hour from ``due`` on that the feed does not ask to be left alone in."""
    latest = due + LONGEST_SKIP
    moment = due
    while moment < latest:
        if not _is_skipped(moment, hints):
            return moment
        moment = moment.replace(minute=0, second=0, microsecond=0) + HOUR
    return due


def _last_before(latest: datetime, earliest: datetime, hints: FeedHints) -> datetime | None:
    """The last hour up to ``latest`` that the feed does not ask to be left alone in."""
    moment = latest.replace(minute=0, second=0, microsecond=0)
    while moment >= earliest:
        if not _is_skipped(moment, hints):
            return moment
        moment -= HOUR
    return None


def _is_skipped(moment: datetime, hints: FeedHints) -> bool:
    return moment.hour in hints.skip_hours or moment.weekday() in hints.skip_days
