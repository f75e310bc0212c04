"""The door to the network: one URL in, its bytes or an error out, within fixed limits."""

from __future__ import annotations

import ssl
import threading
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.cookiejar import DefaultCookiePolicy
from typing import Final
from urllib.parse import urljoin, urlsplit

import httpx

from feedclean import __version__
from feedclean.errors import FetchError, FetchRefused, FetchTimeout, TooLarge
from feedclean.gather.base import PRODUCT, Fetched, Request, Role, Unmodified
from feedclean.gather.guard import Clock, Deadline, GuardedTransport
from feedclean.gather.headers import freshness, retry_after_s
from feedclean.gather.hosts import HostGate
from feedclean.gather.inflate import ACCEPT_ENCODING, Bomb, NotInflatable, inflate
from feedclean.model.source import NO_VALIDATORS, Validators

PAGE_DELAY_S: Final = 1.0
"""Pause between two pages of one host, where neither config nor robots.txt want a longer one."""

ACCEPT: Final[Mapping[Role, bytes]] = {
    Role.FEED: b"application/atom+xml, application/rss+xml, application/feed+json, "
    b"application/xml;q=0.9, text/html;q=0.8, */*;q=0.5",
    Role.PAGE: b"text/html, application/xhtml+xml, */*;q=0.5",
    Role.ROBOTS: b"text/plain, */*;q=0.5",
}
PERMANENT: Final = frozenset({301, 308})
REFUSALS: Final = frozenset({401, 402, 403, 407, 410, 451})
"""Statuses by which a server says that it does not want to be asked this."""

HTTP_OK_BELOW: Final = 300
HTTP_NOT_MODIFIED: Final = 304
HTTP_ERROR_FROM: Final = 400

_A_MOMENT_S: Final = 0.05
"""By which a clock and a system may differ on when a time is over."""

PORTS: Final = {"http": 80, "https": 443}


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


@dataclass(slots=True)
class _Session:
    """The client of one thread, and the moment by which its present fetch must end."""

    client: httpx.Client
    deadline: Deadline


class Fetcher:
    """Fetches; ``contact`` tells servers whom to write to.

    Empty: nobody has said whom. None: a person asked for one page.

    May be used by several threads. Each has a client of its own with a small pool of connections;
    all share one TLS context, whose making takes longer than most requests.
    """

    def __init__(  # noqa: PLR0913 - each a part of the world that a test wants to replace
        self,
        *,
        contact: str | None,
        private_hosts: frozenset[str] = frozenset(),
        limits: Limits | None = None,
        transport: Callable[[Deadline], httpx.BaseTransport] | None = None,
        gate: HostGate | None = None,
        is_wanted: Callable[[], bool] = lambda: True,
        clock: Clock = time.monotonic,
        wall: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        about = " (interactive)" if contact is None else f" (+{contact})" if contact else ""
        self._user_agent = f"{PRODUCT}/{__version__}{about}"
        self._private_hosts = private_hosts
        self._limits = limits or Limits()
        self._transport = transport or self._guarded
        self._gate = gate or HostGate(page_delay_s=PAGE_DELAY_S)
        self._is_wanted = is_wanted
        self._clock = clock
        self._wall = wall
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._finalizer = weakref.finalize(self, _close_all, self._sessions)
        self._lock = threading.Lock()
        self._shared: ssl.SSLContext | None = None

    def fetch(self, url: str) -> Fetched:
        """What a server sends for a URL a person has typed in, redirects followed.

        Raises: FetchError, with status and Retry-After where there were any.
        """
        answer = self.ask(Request(url=url))
        assert isinstance(answer, Fetched)  # nobody is told "not modified" who did not ask
        return answer

    def ask(self, request: Request) -> Fetched | Unmodified:
        """What a server answers, redirects followed.

        Waits for its turn with the host, which does not count towards the deadline.
        Raises: FetchError, with status and Retry-After where there were any.
        """
        url = request.url
        session = self._session()
        outer = session.deadline.at_s  # of the page for whose sake a robots.txt is asked
        limit_s = self._limits.deadline_s
        if request.purse is not None:
            limit_s = request.purse.at_most(limit_s)
        session.deadline.at_s = self._clock() + limit_s
        try:
            return self._follow(session, request)
        except httpx.TimeoutException as error:
            is_late = self._clock() > session.deadline.at_s - _A_MOMENT_S
            told = f"no whole answer within {limit_s:g} s"
            silent = f"no answer for {self._limits.step_s:g} s"
            raise FetchTimeout(url, told if is_late else silent) from error
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:  # ValueError: of urllib
            raise FetchError(url, f"cannot be fetched ({error})") from error
        finally:
            session.deadline.at_s = outer

    def close(self) -> None:
        """Closes all connections; the fetcher may still be used, and opens new ones."""
        _close_all(self._sessions)
        self._local = threading.local()

    def _session(self) -> _Session:
        known: _Session | None = getattr(self._local, "session", None)
        if known is not None:
            return known
        deadline = Deadline(at_s=self._clock(), clock=self._clock, is_wanted=self._is_wanted)
        client = httpx.Client(
            transport=self._transport(deadline),
            headers={"User-Agent": self._user_agent, "Accept-Encoding": ACCEPT_ENCODING},
            timeout=self._limits.step_s,
            trust_env=False,
        )
        # No cookie is kept, not even from one hop of a redirect to the next.
        client.cookies.jar.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        session = self._local.session = _Session(client=client, deadline=deadline)
        with self._lock:
            self._sessions.append(session)
        return session

    def _follow(self, session: _Session, request: Request) -> Fetched | Unmodified:
        here, moved_to, is_permanent = request.url, None, True
        method, fields = ("POST", dict(request.form)) if request.form else ("GET", None)
        for _ in range(self._limits.redirects + 1):
            _refuse_other_schemes(request.url, here)
            waiting = self._clock()
            delay_s = request.check(here) if request.check else 0.0
            with self._gate.slot(_authority(here), request.role, delay_s):
                waited = self._clock() - waiting
                session.deadline.at_s += waited
                headers = _headers(request, here)
                with (
                    self._paid(request, waited),
                    session.client.stream(method, here, headers=headers, data=fields) as response,
                ):
                    if not response.has_redirect_location:
                        return self._read(response, request, session.deadline, moved_to)
                    here = urljoin(here, response.headers["Location"])
                    is_permanent = is_permanent and response.status_code in PERMANENT
            moved_to = here if is_permanent else moved_to
        raise FetchError(request.url, f"redirected more than {self._limits.redirects} times")

    @contextmanager
    def _paid(self, request: Request, waited_s: float) -> Iterator[None]:
        """Takes what an answer costs, however it ends, out of the purse of its request."""
        started = self._clock()
        try:
            yield
        finally:
            if request.purse is not None:
                request.purse.pauses_s -= waited_s
                request.purse.answers_s -= self._clock() - started

    def _read(
        self, response: httpx.Response, request: Request, deadline: Deadline, moved_to: str | None
    ) -> Fetched | Unmodified:
        url, status, now = request.url, response.status_code, self._wall()
        if status >= HTTP_ERROR_FROM:
            kind = FetchRefused if status in REFUSALS else FetchError
            raise kind(
                url,
                f"the server answered {status} {response.reason_phrase}".rstrip(),
                status=status,
                retry_after=retry_after_s(response.headers.get("Retry-After", ""), now),
            )
        validators = Validators(
            etag=_verbatim(response, b"etag"),
            last_modified=_verbatim(response, b"last-modified"),
        )
        if status == HTTP_NOT_MODIFIED and request.validators != NO_VALIDATORS:
            return Unmodified(
                url=str(response.url),
                validators=validators,
                moved_to=moved_to,
                freshness=freshness(response.headers, now),
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
            validators=validators,
            moved_to=moved_to,
            freshness=freshness(response.headers, now),
        )

    def _wire_bytes(self, response: httpx.Response, url: str, deadline: Deadline) -> bytes:
        limit = self._limits.wire_bytes
        wire = bytearray()
        for chunk in response.iter_raw():
            wire += chunk
            if len(wire) > limit:
                raise TooLarge(url, f"more than {limit} bytes", status=response.status_code)
            if self._clock() > deadline.at_s:
                raise httpx.ReadTimeout("deadline")
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
        return GuardedTransport(self._ssl_context(), deadline, self._private_hosts)

    def _ssl_context(self) -> ssl.SSLContext:
        """One for all threads; making it takes 20 to 40 ms."""
        with self._lock:
            if self._shared is None:
                self._shared = httpx.create_ssl_context(trust_env=False)
            return self._shared


def _refuse_other_schemes(url: str, here: str) -> None:
    try:
        parts = urlsplit(here)
    except ValueError as error:
        raise FetchError(url, f"{here} is no web address ({error})") from error
    if parts.scheme not in {"http", "https"}:
        raise FetchRefused(url, f"leads to {here!r}, and only http and https are fetched")
    if not parts.hostname:
        raise FetchError(url, f"{here!r} names no host")


def _headers(request: Request, here: str) -> dict[bytes, bytes]:
    """Of one request; validators go back byte for byte as they came."""
    headers = {b"Accept": ACCEPT[request.role]}
    if _authority(here) == _authority(request.url):
        headers |= {name.title().encode(): value.encode() for name, value in request.headers}
    if request.validators.etag:
        headers[b"If-None-Match"] = request.validators.etag.encode("latin-1")
    if request.validators.last_modified:
        headers[b"If-Modified-Since"] = request.validators.last_modified.encode("latin-1")
    return headers


def _verbatim(response: httpx.Response, name: bytes) -> str | None:
    """A header as it was sent; each character stands for one byte."""
    values = (value for key, value in response.headers.raw if key.lower() == name)
    return next((value.decode("latin-1") for value in values if value), None)


def _authority(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.hostname}:{parts.port or PORTS[parts.scheme]}"


def _close_all(sessions: list[_Session]) -> None:
    while sessions:
        sessions.pop().client.close()
