"""Asks for one page, as its host wants, and notes what keeps it from being had."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final
from urllib.parse import urlsplit

from feedclean.errors import FetchError, FetchRefused
from feedclean.gather.base import Context, Fetched, Request, Role, Unmodified
from feedclean.gather.due import LONGEST, PAGE_ATTEMPTS, after_failure, with_patience
from feedclean.gather.robots import ClosedByRobots, Robots, was_not_asked
from feedclean.gather.visit import GONE, note_patience
from feedclean.gather.wanted import Wanted
from feedclean.model.memory import FetchRecord
from feedclean.model.source import NO_VALIDATORS, Validators

READABLE: Final = frozenset(
    {"application/xhtml+xml", "application/xml", "text/html", "text/plain", "text/xml", None}
)
"""Types a page of text may be sent with; None: the server did not say."""
_REST: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Manners:
    """How pages are asked for."""

    context: Context
    robots: Robots
    headers: tuple[tuple[str, str], ...]
    validators: Validators
    """Of the page as it was had; of further ones there are none."""


def ask(url: str, record: FetchRecord, item: Wanted, manners: Manners) -> Fetched | Unmodified:
    """The page, or that it is as it was. Raises: FetchError, after noting it."""
    context, robots = manners.context, manners.robots
    _wait_for(url, record, item, context)
    try:
        robots.check(url)
    except ClosedByRobots:
        now = context.moment()
        context.book.put(replace(record, last_fetched=now, next_due=now + LONGEST))
        raise
    try:
        return _sent(url, manners, manners.validators)
    except FetchError as error:
        if not was_not_asked(error):
            context.book.put(after_error(record, item, error, context))
        elif _no_time(url, context):
            context.book.put(replace(record, listed=item.listed))
        raise


def _no_time(url: str, context: Context) -> str:
    """Why this build has no time for a page; empty if it has."""
    return context.purse.problem or context.is_slow(url)


def get_more(url: str, manners: Manners) -> Fetched:
    """A further page of an article, with the same manners. Raises: FetchError."""
    manners.robots.check(url)
    until = manners.context.robots.patience.get(urlsplit(url).netloc)
    if until is not None:
        raise FetchRefused(url, f"its host asked for patience until {until:%Y-%m-%d %H:%M} UTC")
    answer = _sent(url, manners, NO_VALIDATORS)
    assert isinstance(answer, Fetched)
    return answer


def _sent(url: str, manners: Manners, validators: Validators) -> Fetched | Unmodified:
    """What a server sends for a page. Raises: FetchError."""
    request = Request(
        url=url,
        role=Role.PAGE,
        validators=validators,
        check=manners.robots.check,
        headers=manners.headers,
    )
    try:
        answer = manners.context.ask(request)
    except FetchError as error:
        note_patience(manners.context, url, error)
        raise
    if isinstance(answer, Fetched) and answer.media_type not in READABLE:
        raise FetchRefused(url, f"is {answer.media_type} and no page of text", status=200)
    return answer


def _wait_for(url: str, record: FetchRecord, item: Wanted, context: Context) -> None:
    """Leaves a page for later whose host has had too much of us, or we of it.

    Raises: FetchRefused.
    """
    if problem := _no_time(url, context):
        context.book.put(replace(record, listed=item.listed))
        raise FetchRefused(url, problem)
    until = context.robots.patience.get(urlsplit(url).netloc)
    if until is None:
        return
    now = context.moment()
    context.book.put(replace(record, last_fetched=now, retry_after=until, listed=item.listed))
    problem = f"left for later, as its host asked for patience until {until:%Y-%m-%d %H:%M} UTC"
    raise FetchRefused(url, problem)


def after_error(
    record: FetchRecord, item: Wanted, error: FetchError, context: Context
) -> FetchRecord:
    """The record of a page that could not be had, to be asked for later if that may help."""
    now = context.moment()
    failed = after_failure(record, now, _REST, context.dice())
    if error.status in (200, GONE):  # no text, or no page any more: nothing to wait for
        return replace(failed, gone=True, listed=None)
    is_last = failed.failures >= PAGE_ATTEMPTS
    return replace(
        with_patience(failed, now, error.retry_after), listed=None if is_last else item.listed
    )
