"""Gathers a feed: the document behind one URL, and the pages of entries it only announces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import quote

from feedclean.errors import NotAFeed
from feedclean.gather.base import Context
from feedclean.gather.due import after_failure
from feedclean.gather.pages import fetch_pages, stand_in, waiting_pages
from feedclean.gather.visit import Address, Understood, Visited, recall_patience, visit
from feedclean.gather.wanted import Wanted, heed, wanted
from feedclean.model.article import Failure, RawArticle
from feedclean.model.memory import NO_FACTS, NO_HINTS, FetchRecord
from feedclean.model.source import Capture, Gathered, NotModified, Source
from feedclean.parse import read, recognise
from feedclean.parse.feeds.hints import feed_hints
from feedclean.parse.feeds.whole import lacks_text
from feedclean.parse.lists.discover import named_feeds, usual_feeds

_FEEDS: Final = frozenset({"atom", "json-feed", "jsonl", "rss"})
_PAGES: Final = frozenset({"html-page", "html-fragment", "single-file"})
_MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class _Body:
    """A body that was asked for as a feed: its entries, or the page it turned out to be."""

    outcomes: tuple[RawArticle | Failure, ...] = ()
    page: str | None = None


def gather_feed(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture holding the whole feed; or one an entry, where pages had to be fetched."""
    recall_patience(source, context)
    found = _find(source, context)
    if not isinstance(found, Visited):
        yield found
        yield from waiting_pages(source, context)
        return
    outcomes = found.sense.outcomes
    articles = [outcome for outcome in outcomes if isinstance(outcome, RawArticle)]
    lacking = _lacking(source, articles)
    if not any(lacking):
        yield found.capture
        return
    yield from (outcome for outcome in outcomes if isinstance(outcome, Failure))
    pairs = list(zip(articles, lacking, strict=True))[: source.most_listed]
    pages = {n: wanted(one.meta, one.html) for n, (one, lacks) in enumerate(pairs) if lacks}
    heed(context, tuple(pages.values()))
    for n, (one, lacks) in enumerate(pairs):
        if lacks:
            yield from fetch_pages(source, context, [pages[n]])
        else:
            place = f"{found.capture.location}#{quote(one.meta.id, safe='')}"
            yield stand_in(source, context, Wanted(listed=one.meta, html=one.html), place)
    yield from waiting_pages(source, context, {one.meta.url for one, _ in pairs})


def _lacking(source: Source, articles: list[RawArticle]) -> tuple[bool, ...]:
    if source.full_text == "never":
        return (False,) * len(articles)
    if source.full_text == "always":
        return tuple(article.meta.url is not None for article in articles)
    return lacks_text(articles)


def _find(source: Source, context: Context) -> Visited[_Body] | NotModified | Failure:
    """The feed at the location, or the one that the page there names."""
    known = context.book.get(source.location)
    if known is not None and known.feed_url is not None:
        answer = visit(source, context, _address(source, context, known.feed_url))
        if not isinstance(answer, Failure) or not _is_gone(known.feed_url, context):
            return answer
        context.book.put(_blank(source, context, known.feed_url))  # look again, from the page
    answer = visit(source, context, _address(source, context, source.location, may_be_page=True))
    if isinstance(answer, Visited) and answer.sense.page is not None:
        url = answer.capture.location
        named = named_feeds(answer.sense.page, url)[:_MOST_NAMED]
        return _discover(source, context, known, (url, *named))
    if isinstance(answer, NotModified) and not answer.reason and known is not None and known.text:
        return _discover(source, context, known, tuple(known.text.split("\n")))
    record = context.book.get(source.location)
    if isinstance(answer, Visited) and record is not None and record.text:
        context.book.put(replace(record, text=""))  # the page has become a feed
    return answer


def _blank(source: Source, context: Context, feed_url: str) -> FetchRecord:
    """A record to begin anew with; what the feed said of itself stands until another is found."""
    known = context.book.get(feed_url)
    return FetchRecord(url=source.location, facts=NO_FACTS if known is None else known.facts)


def _is_gone(url: str, context: Context) -> bool:
    record = context.book.get(url)
    return record is not None and (record.gone or record.failures >= 3)


def _discover(
    source: Source, context: Context, known: FetchRecord | None, page: tuple[str, ...]
) -> Visited[_Body] | NotModified | Failure:
    """The feed of a page, given the address of the page and those of the feeds it names.

    Where none can be read, they are noted: an unchanged page is not sent again.
    """
    url, *named = page
    record = context.book.get(source.location) or FetchRecord(url=source.location)
    for candidate in named or usual_feeds(url):
        if candidate in (url, source.location):
            continue  # it has just been read, and is the page
        answer = visit(source, context, _address(source, context, candidate))
        tried = context.book.get(candidate)
        if isinstance(answer, Visited) or (tried is not None and tried.digest is not None):
            context.book.put(replace(record, feed_url=candidate, text=""))
            return answer
    now = context.moment()
    floor = timedelta(minutes=source.interval_minutes)
    failed = replace(record, failures=0 if known is None else known.failures)
    failed = replace(failed, text="\n".join(page))
    context.book.put(after_failure(failed, now, floor, context.dice()))
    problem = (
        f"is a page, and the feeds it names cannot be read ({', '.join(named)})"
        if named
        else "is a page that names no feed"
    )
    problem += '; give the address of its feed, or write kind = "pages"'
    return Failure.of(NotAFeed(url, None, problem), source=source.id, location=url, stage="gather")


def _address(
    source: Source, context: Context, url: str, *, may_be_page: bool = False
) -> Address[_Body]:
    def understand(capture: Capture) -> Understood[_Body]:
        return _understood(capture, source, context.now, may_be_page=may_be_page)

    return Address(url=url, understand=understand)


def _understood(
    capture: Capture, source: Source, now: datetime, *, may_be_page: bool
) -> Understood[_Body]:
    """Raises: ParseError, where it is no feed, nor a page that might name one."""
    from feedclean.parse.feeds.facts import feed_facts  # noqa: PLC0415 - loads an XML parser

    dialect, text = recognise(capture, source)
    if dialect.name in _PAGES and may_be_page:
        return Understood(sense=_Body(page=text), hints=NO_HINTS)
    if dialect.name not in _FEEDS and source.dialect is None:
        raise NotAFeed(capture.location, dialect.name, f"is no feed but {dialect.name}")
    outcomes = tuple(read(capture, source))
    broken = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
    if broken and len(broken) == len(outcomes):
        raise NotAFeed(capture.location, dialect.name, f"cannot be read: {broken[0].message}")
    dates = [
        outcome.meta.published
        for outcome in outcomes
        if isinstance(outcome, RawArticle) and outcome.meta.published is not None
    ]
    return Understood(
        sense=_Body(outcomes=outcomes),
        hints=feed_hints(text, dates, now),
        facts=feed_facts(text, capture.location),
    )
