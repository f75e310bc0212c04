"""Who may ask a host, and when: two requests at a time for feeds, one for pages, with a pause."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from feedclean.gather.base import Role

FEEDS_AT_ONCE: Final = 2
"""Connections to one host for feeds; browsers open six, and nobody waits for us."""


@dataclass(slots=True)
class _Host:
    feeds: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(FEEDS_AT_ONCE))
    pages: threading.Lock = field(default_factory=threading.Lock)
    last_page_s: float | None = None


class HostGate:
    """Lets requests pass host by host; shared by all threads of a build."""

    def __init__(
        self,
        *,
        page_delay_s: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._page_delay_s = page_delay_s
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    @contextmanager
    def slot(self, host: str, role: Role, delay_s: float = 0.0) -> Iterator[None]:
        """A turn with a host (``name:port``); ``delay_s`` is the pause it wants between pages."""
        with self._lock:
            known = self._hosts.setdefault(host, _Host())
        if role is not Role.PAGE:
            with known.feeds:
                yield
            return
        with known.pages:
            if known.last_page_s is not None:
                pause = known.last_page_s + max(self._page_delay_s, delay_s) - self._clock()
                if pause > 0:
                    self._sleep(pause)
            try:
                yield
            finally:
                known.last_page_s = self._clock()
