"""Has addresses asked for again that were fetched in vain: walls, pages that could not be read."""

from __future__ import annotations

from dataclasses import replace

from feedclean.codec import digest
from feedclean.gather.due import PAGE_ATTEMPTS, WALL_REST, after_failure
from feedclean.model.article import ArticleMeta, Digest
from feedclean.model.memory import FetchRecord
from feedclean.model.source import NO_VALIDATORS, Capture
from feedclean.work.desk import Desk


def try_later(desk: Desk, page: Capture) -> None:
    """Has a page asked for again that could not be read."""
    assert page.listed is not None
    ask_later(desk, page.listed.url or page.location, digest(page.body), page.listed)


def ask_later(
    desk: Desk, url: str, body: Digest, said: ArticleMeta | None, *, is_stub: bool = False
) -> None:
    """Has a page asked for again that was fetched in vain; not again for one read from our copy."""
    record = desk.book.get(url) or FetchRecord(url=url)
    if record.digest != body:
        return
    # The pause differs from page to page, so that all walls of a host are not tried at once.
    throw = int(digest(url)[:4], 16) / 0xFFFF
    failed = after_failure(record, desk.place.tools.now, WALL_REST, throw)
    is_last = failed.failures >= PAGE_ATTEMPTS
    listed = None if is_last else said
    # A stub is kept as the page it is: the same again needs no second reading.
    desk.book.put(replace(failed, digest=None, listed=listed, text=body if is_stub else ""))


def ask_anew(desk: Desk) -> None:
    """Has a feed sent whole once more, for an entry that could not be cleaned: no 304 brings it."""
    known = desk.book.get(desk.book.asked_at(desk.intake.source.location))
    if known is not None:
        desk.book.put(replace(known, digest=None, validators=NO_VALIDATORS))
