"""Asks an address that changes (a feed, a list) when it is due, and notes the answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Generic, TypeVar
from urllib.parse import urlsplit

from feedclean.codec import digest
from feedclean.errors import FetchError, FetchRefused, ParseError
from feedclean.gather.base import Context, Fetched, Request, Role, Unmodified
from feedclean.gather.due import (
    LONGEST,
    SIGHTINGS,
    Pace,
    after_failure,
    after_success,
    has_moved,
    not_due_before,
    with_move,
    with_patience,
)
from feedclean.gather.rest import not_before
from feedclean.gather.robots import was_not_asked
from feedclean.model.article import Failure
from feedclean.model.memory import FeedFacts, FeedHints, FetchRecord
from feedclean.model.source import Capture, NotModified, Source, Validators
from feedclean.urls import same_site

Sense = TypeVar("Sense")

GONE: Final = 410
TOO_MUCH: Final = frozenset({429, 503})
"""After these no further page of the host is asked for in this build."""
_NOT_THERE: Final = frozenset({404, GONE})
_REST: Final = timedelta(hours=1)
AGAIN: Final = "; it is asked again after "
"""Begins the end of a message that tells when a source will be asked again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood(Generic[Sense]):
    """What was made of a body, and what it says of its own pace and of itself."""

    sense: Sense
    hints: FeedHints
    facts: FeedFacts | None = None
    """None: it is no feed, and what was known stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visited(Generic[Sense]):
    """A body that is new, and what was made of it."""

    capture: Capture
    sense: Sense


@dataclass(frozen=True, slots=True, kw_only=True)
class Address(Generic[Sense]):
    """What to ask, and how to understand the answer."""

    url: str
    understand: Callable[[Capture], Understood[Sense]]
    """Raises: ParseError, for a body that is not what was asked for: an error page, say."""
    role: Role = Role.FEED
    check: Callable[[str], float] | None = None


def visit(
    source: Source, context: Context, address: Address[Sense]
) -> Visited[Sense] | NotModified | Failure:
    """What is new at an address; ``NotModified`` also where it is not to be asked yet."""
    url = address.url
    record = context.book.get(url) or FetchRecord(url=url)
    now = context.moment()
    if record.gone:
        return Failure.of(
            FetchRefused(url, _retired(record), status=GONE),
            source=source.id,
            location=url,
            stage="gather",
        )
    until = not_due_before(record, now, refresh=context.refresh)
    if until is not None:
        return NotModified(source=source.id, location=url, reason=not_before(until))
    request = Request(
        url=(record.moved_to or url) if has_moved(record) else url,
        role=address.role,
        validators=record.validators,
        headers=source.rules.own_headers if same_site(url, source.location) else (),
        check=address.check,
    )
    floor = timedelta(minutes=source.interval_minutes)
    try:
        answer = context.ask(request)
    except FetchError as error:
        return _failed(source, context, record, error, now)
    moved = with_move(
        replace(record, last_fetched=now, failures=0, retry_after=None), answer.moved_to
    )
    pace = Pace(floor=floor, server_s=answer.freshness.seconds, hints=record.hints)
    if isinstance(answer, Unmodified):
        told = replace(moved, validators=_merged(record.validators, answer.validators))
        context.book.put(replace(told, next_due=after_success(now, pace)))
        return NotModified(source=source.id, location=url)
    body = digest(answer.body)
    told = replace(moved, validators=answer.validators, digest=body)
    if body == record.digest:
        context.book.put(replace(told, next_due=after_success(now, pace)))
        return NotModified(source=source.id, location=url)
    capture = capture_of(source, answer, now)
    try:
        understood = address.understand(capture)
    except ParseError as error:
        context.book.put(after_failure(record, now, floor, context.dice()))
        return Failure.of(error, source=source.id, location=url, stage="gather")
    pace = replace(pace, hints=understood.hints)
    told = replace(told, hints=pace.hints, facts=understood.facts or record.facts)
    context.book.put(replace(told, next_due=after_success(now, pace)))
    return Visited(capture=capture, sense=understood.sense)


def _failed(
    source: Source, context: Context, record: FetchRecord, error: FetchError, now: datetime
) -> Failure:
    """Notes that an address could not be had, and says why and when it is asked again."""
    url = record.url
    note_patience(context, url, error)
    if not was_not_asked(error):
        floor = timedelta(minutes=source.interval_minutes)
        context.book.put(_after_error(record, error, now, floor, context.dice()))
    if error.status == GONE and not has_moved(record):
        error = FetchRefused(url, _retired(replace(record, last_fetched=now)), status=GONE)
    failed = Failure.of(error, source=source.id, location=url, stage="gather")
    return replace(failed, message=failed.message + _next_time(context.book.get(url)))


def note_patience(context: Context, url: str, error: FetchError) -> None:
    """Has the pages of a host left alone that has had too much of us, be it by its feed."""
    if error.status in TOO_MUCH:
        rest_s = error.retry_after or _REST.total_seconds()
        until = context.moment() + timedelta(seconds=min(rest_s, LONGEST.total_seconds()))
        context.robots.patience[urlsplit(url).netloc] = until


def recall_patience(source: Source, context: Context) -> None:
    """The same for what hosts have asked for in earlier builds and still want."""
    now = context.moment()
    home = context.book.get(source.location)
    feed = None if home is None or home.feed_url is None else context.book.get(home.feed_url)
    patience = context.robots.patience
    for record in (home, feed, *context.book.waiting()):
        if record is None or record.retry_after is None or record.last_fetched is None:
            continue
        until = min(record.retry_after, record.last_fetched + LONGEST)
        host = urlsplit(record.url).netloc
        if record.last_fetched <= now < until and patience.get(host, now) < until:
            patience[host] = until


def capture_of(source: Source, answer: Fetched, now: datetime) -> Capture:
    """The capture of an answer."""
    return Capture(
        source=source.id,
        location=answer.url,
        body=answer.body,
        media_type=answer.media_type,
        charset=answer.charset,
        captured_at=now,
        validators=answer.validators,
    )


def _next_time(record: FetchRecord | None) -> str:
    """When a source that failed is asked again, as the end of its message."""
    if record is None or record.gone or record.next_due is None:
        return ""
    until = max(record.next_due, record.retry_after or record.next_due)
    sooner = "" if record.retry_after else ", or with --refresh"
    return f"{AGAIN}{until:%Y-%m-%d %H:%M} UTC{sooner}"


def _after_error(
    record: FetchRecord, error: FetchError, now: datetime, floor: timedelta, throw: float
) -> FetchRecord:
    failed = with_patience(after_failure(record, now, floor, throw), now, error.retry_after)
    if has_moved(record):
        # The new address has failed us: perhaps the old one knows better. It is asked once; where
        # it still leads to the same, that is believed at once.
        is_lost = error.status is None and failed.failures >= SIGHTINGS
        is_doubted = is_lost or error.status in _NOT_THERE
        return replace(failed, moved_seen=SIGHTINGS - 1) if is_doubted else failed
    return replace(failed, gone=True) if error.status == GONE else failed


def _merged(old: Validators, new: Validators) -> Validators:
    return Validators(
        etag=new.etag or old.etag, last_modified=new.last_modified or old.last_modified
    )


def _retired(record: FetchRecord) -> str:
    when = f" on {record.last_fetched:%Y-%m-%d}" if record.last_fetched else ""
    return (
        f"the server said{when} that this is gone for good (410), so it is not asked any more; "
        "give its new address, or take the source out of the configuration"
    )
