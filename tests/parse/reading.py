"""Captures made for the tests of parsing."""

from __future__ import annotations

from datetime import UTC, datetime

from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.parse.feeds.model import ParsedFeed
from feedclean.parse.feeds.strict import read_strictly

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def capture(body: bytes | str, location: str = "posts/a.txt") -> Capture:
    return Capture(
        source=SourceId("s"),
        location=location,
        body=body.encode() if isinstance(body, str) else body,
        media_type=None,
        charset=None,
        captured_at=NOW,
    )


def source(dialect: str | None = None, timezone: str | None = None) -> Source:
    return Source(
        id=SourceId("s"),
        kind=SourceKind.DUMP,
        location="posts",
        title="S",
        dialect=dialect,
        timezone=timezone,
    )


def outcomes(body: bytes | str, location: str = "posts/a.txt") -> list[RawArticle | Failure]:
    return list(read(capture(body, location), source()))


def article(
    body: bytes | str,
    location: str = "posts/a.txt",
    *,
    dialect: str | None = None,
    timezone: str | None = None,
) -> RawArticle:
    """The one article of a capture."""
    (found,) = read(capture(body, location), source(dialect, timezone))
    assert isinstance(found, RawArticle), found
    return found


def strictly(document: str, location: str) -> ParsedFeed:
    """A bare XML document read by the strict reader alone."""
    return read_strictly(document.encode(), location)
