"""Fetches the pages of listed articles: each once, one after the other, as robots.txt allows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from feedclean.codec import canonical_json, digest
from feedclean.errors import FetchError, PageGone
from feedclean.gather.base import Context, Unmodified
from feedclean.gather.due import (
    PAGE_ATTEMPTS,
    WALL_REST,
    after_failure,
    not_due_before,
)
from feedclean.gather.follow import follow, headers_of, rewritten
from feedclean.gather.page import Manners, after_error, ask, get_more
from feedclean.gather.robots import ClosedByRobots, Robots
from feedclean.gather.visit import GONE, capture_of
from feedclean.gather.wanted import Wanted, after_asking_again, is_awaited
from feedclean.model.article import ArticleMeta, Failure
from feedclean.model.memory import FetchRecord
from feedclean.model.plan import SiteRules
from feedclean.model.source import (
    FEED_ENTRY,
    NO_VALIDATORS,
    Capture,
    Gathered,
    NotModified,
    Source,
)
from feedclean.parse.feeds.whole import ends_whole

MOST_AGAIN: Final = 20
"""Pages asked for again in one build, where rules have changed."""
_NOT_THERE: Final = frozenset((404, GONE))
_FINAL: Final = frozenset((200, *_NOT_THERE))
"""Statuses after which a further page is not asked for again; 200: it is no text."""
_UNCHANGED: Final = "is what it was, though its feed says that it has changed"


def fetch_pages(source: Source, context: Context, wanted: Iterable[Wanted]) -> Iterator[Gathered]:
    """The pages, in the order wanted; ``NotModified`` for one that was fetched before.

    Where a page cannot be fetched there is a failure, and the text that stands in for it. It is
    tried again later, each time after a longer rest, and in the end no more.
    """
    robots = Robots(context)
    for item in wanted:
        if item.listed.url is not None:
            yield from _fetch_page(source, context, item, item.listed.url, robots)


def waiting_pages(
    source: Source, context: Context, but: Collection[str | None] = ()
) -> Iterator[Gathered]:
    """The pages to be fetched that could not be earlier and are due, and nothing of the others.

    But for some of those that rules lead elsewhere from by now: ``MOST_AGAIN`` of them at a time.
    """
    now = context.moment()
    wanted = [
        Wanted(listed=record.listed)
        for record in context.book.waiting()
        if record.listed is not None
        and record.url not in but
        and not_due_before(record, now, refresh=context.refresh) is None
    ]
    urls = {item.listed.url for item in wanted}
    again = (one for one in _outdated(context) if one.url not in urls and one.url not in but)
    wanted += [Wanted(listed=one) for one in islice(again, MOST_AGAIN)]
    yield from fetch_pages(source, context, wanted)


def _outdated(context: Context) -> Iterator[ArticleMeta]:
    """Articles whose pages were asked for by other rules than those of now."""
    asked: dict[str, str] = {}
    """By host: rules are the same for all its pages."""
    for listed in context.known():
        record = None if listed.url is None else context.book.get(listed.url)
        if record is None or record.digest is None:
            continue
        host = urlsplit(record.url).netloc
        if host not in asked:
            asked[host] = _asked_by(context.rules(record.url))
        if _reason_against(record, context, asked[host]) is None:
            yield listed


def _asked_by(rules: SiteRules) -> str:
    """Digest of what says which pages are asked for; empty where nothing does."""
    said = (rules.url_rewrite, rules.single_page, rules.next_page)
    return digest(canonical_json(said)) if any(said) else ""


def stand_in(source: Source, context: Context, item: Wanted, location: str) -> Capture:
    """A capture without a page: the text the feed itself had."""
    return Capture(
        source=source.id,
        location=location,
        body=(item.html or "").encode("utf-8", "surrogatepass"),
        media_type=FEED_ENTRY,
        charset="utf-8",
        captured_at=context.now,
        listed=item.listed,
    )


def _fetch_page(
    source: Source, context: Context, item: Wanted, url: str, robots: Robots
) -> Iterator[Gathered]:
    record = context.book.get(url) or FetchRecord(url=url)
    record = replace(record, said=item.said or record.said)
    rules = context.rules(url)
    by = _asked_by(rules)
    if (reason := _reason_against(record, context, by)) is not None:
        yield _as_before(source, url, item, reason)
        return
    target = rewritten(url, rules.url_rewrite)
    sender = rules if target == url else context.rules(target)
    is_same_place = record.digest is not None and record.by == by
    before = record.validators if is_same_place else NO_VALIDATORS
    manners = Manners(context, robots, headers_of(sender, source), before)
    try:
        answer = ask(target, record, item, manners)
    except FetchError as error:
        yield from _not_had(source, context, item, record, error)
        return
    again = after_asking_again(record, context.moment())
    if isinstance(answer, Unmodified):
        context.book.put(_as_it_was(record, context, again))
        yield _as_before(source, url, item, _UNCHANGED)
        return
    rules = context.rules(url, answer)
    whole = follow(answer, rules, partial(get_more, manners=manners))
    if target != url:
        whole = replace(whole, is_first=False, listed=url)
    mark = digest(whole.body)
    if record.text == mark:
        failed = after_failure(record, context.moment(), WALL_REST, context.dice())
        is_last = failed.failures >= PAGE_ATTEMPTS
        context.book.put(replace(failed, listed=None if is_last else item.listed))
        yield _as_before(source, url, item, "shows only the beginning, as before")
        return
    if mark == record.digest and is_same_place:
        context.book.put(_as_it_was(record, context, again))
        yield _as_before(source, url, item, _UNCHANGED)
        return
    # Whether this is the article or a wall is found out later; the count goes on if it is one.
    context.book.put(
        FetchRecord(
            url=url,
            # Of several pages the first may stay while another changes.
            validators=answer.validators if whole.body == answer.body else NO_VALIDATORS,
            digest=mark,
            last_fetched=context.moment(),
            next_due=again,
            failures=record.failures,
            by=by,
            said=record.said,
        )
    )
    if whole.error is not None:
        yield Failure.of(
            _incomplete(url, whole.error), source=source.id, location=url, stage="gather"
        )
        if not _is_final(whole.error):
            context.book.put(after_error(record, item, whole.error, context))
    capture = capture_of(source, answer, context.now)
    yield replace(
        capture,
        location=whole.listed or capture.location,
        body=whole.body,
        media_type=whole.media_type,
        charset=capture.charset if whole.is_first else None,
        listed=item.listed,
        fallback_html=item.html,
    )


def _as_it_was(record: FetchRecord, context: Context, again: datetime | None) -> FetchRecord:
    """The record of a page that was asked for once more, and is what it was."""
    now = context.moment()
    return replace(record, last_fetched=now, next_due=again, failures=0, listed=None)


def _not_had(
    source: Source, context: Context, item: Wanted, record: FetchRecord, error: FetchError
) -> Iterator[Gathered]:
    """That a page could not be had, and what stands in its place."""
    url = record.url
    if error.status in _NOT_THERE and item.html is not None and ends_whole(item.html):
        told = str(error).removeprefix(f"{url}: ")
        problem = f"{told}; the text of the feed stands, which ends as a whole one does"
        error = PageGone(url, problem, status=error.status)
    yield Failure.of(error, source=source.id, location=url, stage="gather")
    if record.digest is not None:
        yield _as_before(source, url, item, "could not be asked for again; it stands")
    elif item.html is not None:
        yield stand_in(source, context, item, url)


def _as_before(source: Source, url: str, item: Wanted, reason: str) -> NotModified:
    return NotModified(
        source=source.id,
        location=url,
        reason=reason,
        listed=item.listed,
        fallback_html=item.html,
    )


def _is_final(error: FetchError) -> bool:
    """Whether a further page would be missing the next time, too."""
    return isinstance(error, ClosedByRobots) or error.status in _FINAL


def _incomplete(url: str, error: FetchError) -> FetchError:
    problem = f"is not complete, as a further page could not be had ({error}); the rest stands"
    return FetchError(url, problem, status=error.status, retry_after=error.retry_after)


def _reason_against(record: FetchRecord, context: Context, by: str) -> str | None:
    """Why a page should not be asked for; empty where it was fetched before, by the same rules.

    One that its feed says has changed since then is asked for once more.
    """
    if record.gone:
        return "is no page of text, or gone for good"
    is_there = record.digest is not None and not is_awaited(record)
    if is_there and (record.by == by or record.failures >= PAGE_ATTEMPTS):
        return ""
    if record.failures >= PAGE_ATTEMPTS and not context.refresh:
        return f"could not be fetched {record.failures} times, and is not tried any more"
    until = not_due_before(record, context.moment(), refresh=context.refresh)
    return None if until is None else f"is not tried again before {until:%Y-%m-%d %H:%M} UTC"
