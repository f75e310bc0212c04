"""How a build asks servers, as its configuration says."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from feedclean.config.values import Config
from feedclean.gather.base import Fetch, Fetched, Request, Unmodified

if TYPE_CHECKING:
    from feedclean.gather.fetcher import Fetcher


def fetching(config: Config, is_wanted: Callable[[], bool] = lambda: True) -> Fetch:
    """Fetches as configured; the client is made when the first source needs it, and only once.

    Once ``is_wanted`` says no, what is being read is given up in seconds.
    Threads that each made one would each have a gate of their own, and ask a host all at once.
    """
    lock = Lock()

    @cache
    def fetcher() -> Fetcher:
        from feedclean.gather.fetcher import Fetcher  # noqa: PLC0415 - a build may ask nobody
        from feedclean.gather.hosts import HostGate  # noqa: PLC0415

        settings = config.fetch
        return Fetcher(
            contact=settings.contact,
            private_hosts=settings.allow_private_hosts,
            gate=HostGate(page_delay_s=settings.page_delay_s),
            is_wanted=is_wanted,
        )

    def fetch(request: Request) -> Fetched | Unmodified:
        with lock:  # a cache alone lets several threads in
            ours = fetcher()
        return ours.ask(request)

    return fetch
