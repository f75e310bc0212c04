"""Obeys robots.txt: which pages of a host may be asked for, and how slowly."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from protego import Protego

from feedclean.codec import digest
from feedclean.errors import FetchError, FetchRefused
from feedclean.gather.base import PRODUCT, Context, Fetched, Request, Role
from feedclean.gather.due import LONGEST, after_failure, not_due_before
from feedclean.model.memory import FetchRecord

LONGEST_DELAY_S: Final = 30.0
"""A longer Crawl-delay would stop a build for hours; so much of it is kept."""
_READ_CHARS: Final = 500 * 1024
"""Source: RFC 9309, section 2.5."""
_RETRY: Final = timedelta(hours=1)
_ABSENT: Final = frozenset(range(400, 500)) - {429}
"""Statuses that say there are no rules; after anything else they may be there."""


class ClosedByRobots(FetchRefused):
    """A robots.txt does not want this page to be asked for."""


def was_not_asked(error: FetchError) -> bool:
    """Whether nothing was sent at all: an address or a build that is closed, a rule against it."""
    return isinstance(error, FetchRefused) and error.status is None


class Robots:
    """The rules of the hosts one source leads to; each robots.txt is asked for once a day."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def check(self, url: str) -> float:
        """Seconds that should lie between two pages of the host of ``url``.

        Raises: ClosedByRobots, where the page is closed to us.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        text = self._text(origin)
        if text is None:
            problem = f"{origin}/robots.txt cannot be read, so its pages are left alone for now"
            raise ClosedByRobots(url, problem)
        rules = _rules(text)
        if not rules.can_fetch(url, PRODUCT):
            raise ClosedByRobots(url, f"closed to programs by {origin}/robots.txt")
        return min(rules.crawl_delay(PRODUCT) or 0.0, LONGEST_DELAY_S)

    def sitemaps(self, url: str) -> tuple[str, ...]:
        """The sitemaps the host of ``url`` names."""
        parts = urlsplit(url)
        return tuple(_rules(self._text(f"{parts.scheme}://{parts.netloc}") or "").sitemaps)

    def _text(self, origin: str) -> str | None:
        memory = self._context.robots
        with memory.locks.setdefault(origin, threading.Lock()):
            if origin not in memory.texts:
                memory.texts[origin] = self._ask(f"{origin}/robots.txt")
        return memory.texts[origin]

    def _ask(self, url: str) -> str | None:
        """The file; empty where there is none; None where it is there but cannot be read.

        Source: RFC 9309, section 2.3.1: a host without the file is open, one that fails is closed,
        and what was read before may be used meanwhile.
        """
        context = self._context
        record = context.book.get(url) or FetchRecord(url=url)
        now = context.moment()
        if not_due_before(record, now) is not None:
            return record.text if record.digest else None
        try:
            answer = context.ask(Request(url=url, role=Role.ROBOTS))
        except FetchError as error:
            if was_not_asked(error):
                raise
            if error.status not in _ABSENT:
                context.book.put(after_failure(record, now, _RETRY, context.dice()))
                return record.text if record.digest else None
            text = ""
        else:
            body = answer.body if isinstance(answer, Fetched) else b""
            text = body[:_READ_CHARS].decode("utf-8", "replace")
        context.book.put(
            replace(
                record,
                text=text,
                digest=digest(text),
                last_fetched=now,
                next_due=now + LONGEST,
                failures=0,
            )
        )
        return text


@lru_cache(maxsize=64)
def _rules(text: str) -> Protego:
    return Protego.parse(text)
