"""Captures besides those that servers send: the text of a feed, what went wrong."""

from __future__ import annotations

from dataclasses import replace

from feedclean.execute.base import Lost
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import FEED_ENTRY, Capture, Source


def stand_in(capture: Capture) -> RawArticle | None:
    """The article of a page as its feed has it; None where the feed has nothing of it."""
    from feedclean.parse.lists.listed import stand_in_article  # noqa: PLC0415 - behind the second gate

    text = text_of_feed(capture)
    return None if text is None else stand_in_article(text)


def text_of_feed(page: Capture) -> Capture | None:
    """What the feed has of an article, as if its page had not been had; None where it has none."""
    if page.listed is None or page.fallback_html is None:
        return None
    return replace(
        page,
        location=page.listed.url or page.location,
        body=as_bytes(page.fallback_html),
        media_type=FEED_ENTRY,
        charset="utf-8",
        fallback_html=None,
    )


def as_bytes(html: str) -> bytes:
    """The body of a capture that holds the text of a feed."""
    return html.encode("utf-8", "surrogatepass")


def as_text(body: bytes) -> str:
    """The text ``as_bytes`` was given."""
    return body.decode("utf-8", "surrogatepass")


def lost(source: Source, location: str, stage: str, reason: Lost) -> Failure:
    """What is told of an item that no worker came to the end of."""
    return Failure(
        source=source.id,
        location=location,
        stage=stage,
        error=reason.error,
        message=f"{location}: {reason.message}",
    )
