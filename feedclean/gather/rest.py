"""Sources that are not to be asked in a build at all, told without a look at any feed.

Most builds of a half-hourly cron find most sources so; what gathering needs is not even imported.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime

from feedclean.gather.base import Context
from feedclean.gather.due import not_due_before
from feedclean.gather.notebook import Notebook
from feedclean.model.article import ArticleMeta
from feedclean.model.memory import FetchRecord
from feedclean.model.source import NotModified, Source, SourceKind


def at_rest(source: Source, context: Context) -> NotModified | None:
    """What gathering would find of a source that is not due, nor any of its pages; None: ask it."""
    now, book = context.moment(), context.book
    url = book.asked_at(source.location)
    record = book.get(url)
    if record is None or record.gone:
        return None
    until = not_due_before(record, now, refresh=context.refresh)
    waiting = (not_due_before(page, now, refresh=context.refresh) for page in book.waiting())
    if until is None or None in waiting:
        return None
    return NotModified(source=source.id, location=url, reason=not_before(until))


def named_in(pages: Collection[str], known: Iterable[ArticleMeta]) -> list[ArticleMeta]:
    """Articles that are meant by their addresses or ids."""
    return [one for one in known if one.url in pages or one.id in pages]


def ask_once_more(context: Context, articles: Iterable[ArticleMeta]) -> None:
    """Has pages wait to be asked for in this build, though they were had."""
    for one in articles:
        if one.url is None:
            continue
        record = context.book.get(one.url) or FetchRecord(url=one.url)
        if not record.gone:
            context.book.put(replace(record, listed=one, next_due=None, failures=0))


def due_again(source: Source, book: Notebook, now: datetime) -> datetime | None:
    """When gathering will next ask a server for a source or one of its pages; ``now``: it may now.

    None for what is never asked again: a dump, and a source that said 410.
    """
    if source.kind is SourceKind.DUMP:
        return None
    records: list[FetchRecord | None] = [*book.waiting()]
    own = book.get(book.asked_at(source.location))
    if own is None or not own.gone:
        records.append(own)
    return min((not_due_before(record, now) or now for record in records), default=None)


def not_before(until: datetime) -> str:
    """Why an address is not asked yet."""
    return f"not due before {until:%Y-%m-%d %H:%M} UTC"
