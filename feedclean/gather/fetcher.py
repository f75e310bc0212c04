"""The door to the network: one URL in, its bytes or an error out, within fixed limits."""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from feedclean import __version__
from feedclean.errors import FetchError, FetchRefused, FetchTimeout, TooLarge
from feedclean.gather.base import Fetched, Request, Unmodified
from feedclean.gather.guard import Clock, Deadline, GuardedTransport
from feedclean.gather.inflate import ACCEPT_ENCODING, Bomb, NotInflatable, inflate
from feedclean.model.source import Validators

ACCEPT: Final = (
    "application/atom+xml, application/rss+xml, application/feed+json, "
    "application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
)
REFUSALS: Final = frozenset({401, 402, 403, 407, 410, 451})
"""Statuses by which a server says that it does not want to be asked this."""

HTTP_OK_BELOW: Final = 300
HTTP_ERROR_FROM: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of anything one fetch may take."""

    deadline_s: float = 60.0
    """For everything: redirects, waiting and reading."""
    step_s: float = 20.0
    """For one connection, or one read."""
    wire_bytes: int = 20_000_000
    """As sent, before decompression."""
    body_bytes: int = 50_000_000
    redirects: int = 8


class Fetcher:
    """Fetches; ``contact`` tells servers whom to write to; None: a person asked for one page."""

    def __init__(
        self,
        *,
        contact: str | None,
        private_hosts: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        transport: Callable[[Deadline], httpx.BaseTransport] | None = None,
        clock: Clock = time.monotonic,
    ) -> None:
        self._user_agent = (
            f"feedclean/{__version__} ({f'+{contact}' if contact else 'interactive'})"
        )
        self._private_hosts = private_hosts
        self._limits = limits or Limits()
        self._transport = transport or self._guarded
        self._clock = clock

    def ask(self, request: Request) -> Fetched | Unmodified:
        """As ``fetch``."""
        return self.fetch(request.url)

    def fetch(self, url: str) -> Fetched:
        """What a server sends for a URL, redirects followed.

        Raises: FetchError, with status and Retry-After where there were any.
        """
        deadline = Deadline(at_s=self._clock() + self._limits.deadline_s, clock=self._clock)
        headers = {
            "User-Agent": self._user_agent,
            "Accept": ACCEPT,
            "Accept-Encoding": ACCEPT_ENCODING,
        }
        try:
            with httpx.Client(
                transport=self._transport(deadline),
                headers=headers,
                timeout=self._limits.step_s,
                trust_env=False,
            ) as client:
                return self._follow(client, url, deadline)
        except httpx.TimeoutException as error:
            limit = self._limits.deadline_s
            raise FetchTimeout(url, f"no whole answer within {limit:g} s") from error
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            raise FetchError(url, f"cannot be fetched ({error})") from error

    def _follow(self, client: httpx.Client, url: str, deadline: Deadline) -> Fetched:
        here = url
        for _ in range(self._limits.redirects + 1):
            _refuse_other_schemes(url, here)
            with client.stream("GET", here) as response:
                if not response.has_redirect_location:
                    return self._read(response, url, deadline)
                here = urljoin(here, response.headers["Location"])
        raise FetchError(url, f"redirected more than {self._limits.redirects} times")

    def _read(self, response: httpx.Response, url: str, deadline: Deadline) -> Fetched:
        status = response.status_code
        if status >= HTTP_ERROR_FROM:
            kind = FetchRefused if status in REFUSALS else FetchError
            raise kind(
                url,
                f"the server answered {status} {response.reason_phrase}".rstrip(),
                status=status,
                retry_after=_seconds(response.headers.get("Retry-After", "")),
            )
        if status >= HTTP_OK_BELOW:
            raise FetchError(url, f"the server answered {status} and no body", status=status)
        body = self._decoded(self._wire_bytes(response, url, deadline), response, url)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        return Fetched(
            url=str(response.url),
            body=body,
            media_type=media_type or None,
            charset=response.charset_encoding,
            validators=Validators(
                etag=response.headers.get("ETag"),
                last_modified=response.headers.get("Last-Modified"),
            ),
        )

    def _wire_bytes(self, response: httpx.Response, url: str, deadline: Deadline) -> bytes:
        limit = self._limits.wire_bytes
        wire = bytearray()
        for chunk in response.iter_raw():
            wire += chunk
            if len(wire) > limit:
                raise TooLarge(url, f"more than {limit} bytes", status=response.status_code)
            if self._clock() > deadline.at_s:
                raise FetchTimeout(url, f"no whole answer within {self._limits.deadline_s:g} s")
        return bytes(wire)

    def _decoded(self, wire: bytes, response: httpx.Response, url: str) -> bytes:
        limit = self._limits.body_bytes
        named = response.headers.get("Content-Encoding", "").lower().split(",")
        try:
            return inflate(wire, tuple(name.strip() for name in named if name.strip()), limit)
        except Bomb as error:
            raise TooLarge(
                url, f"more than {limit} bytes when decompressed", status=response.status_code
            ) from error
        except NotInflatable as error:
            raise FetchError(
                url, f"cannot be decompressed: {error}", status=response.status_code
            ) from error

    def _guarded(self, deadline: Deadline) -> httpx.BaseTransport:
        return GuardedTransport(self._ssl_context, deadline, self._private_hosts)

    @cached_property
    def _ssl_context(self) -> ssl.SSLContext:
        return httpx.create_ssl_context(trust_env=False)


def _refuse_other_schemes(url: str, here: str) -> None:
    try:
        parts = urlsplit(here)
    except ValueError as error:
        raise FetchError(url, f"{here} is no web address ({error})") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(url, f"leads to {here!r}, and only http and https are fetched")
    if not parts.hostname:
        raise FetchError(url, f"{here!r} names no host")


def _seconds(retry_after: str) -> float | None:
    return float(retry_after) if retry_after.strip().isdecimal() else None
