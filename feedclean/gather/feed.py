"""Gathers a feed: the document behind one URL."""

from __future__ import annotations

from collections.abc import Iterator

from feedclean.errors import FetchError
from feedclean.gather.base import Context, Request, Unmodified
from feedclean.model.article import Failure
from feedclean.model.source import Capture, Gathered, NotModified, Source


def gather_feed(source: Source, context: Context) -> Iterator[Gathered]:
    """One capture holding the whole feed; the parse room finds the entries in it."""
    try:
        fetched = context.fetch(Request(url=source.location))
    except FetchError as error:
        yield Failure(
            source=source.id,
            location=source.location,
            stage="gather",
            error=type(error).__name__,
            message=str(error),
        )
        return
    if isinstance(fetched, Unmodified):
        yield NotModified(source=source.id, location=source.location)
        return
    yield Capture(
        source=source.id,
        location=fetched.url,
        body=fetched.body,
        media_type=fetched.media_type,
        charset=fetched.charset,
        captured_at=context.now,
        validators=fetched.validators,
    )
