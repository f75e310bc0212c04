"""The door to sockets: connects to allowed addresses only, and never past a deadline."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from typing import Any, Final

import httpcore
import httpx

from feedclean.errors import FetchRefused
from feedclean.gather.addresses import is_public

POOL: Final = 10
"""Connections of one pool; a request costs 4 to 15 ms of CPU at 100 kept alive, under 2 at 10."""
FAREWELL_S: Final = 3.0
"""For an answer that is being read when there is to be an end; most take less in all."""
_LOOK_UP_S: Final = 1.0
KEEP_ALIVE_S: Final = 15.0
"""Long enough for the pause between two pages, short enough that few servers hang up first."""

Clock = Callable[[], float]
"""Seconds that only ever grow."""


@dataclass(slots=True, kw_only=True)
class Deadline:
    """A moment after which nothing is waited for any more; moved on from fetch to fetch."""

    at_s: float
    clock: Clock
    is_wanted: Callable[[], bool] = lambda: True
    """False: somebody waits for an end, and no answer is worth more than a moment."""
    ends_s: float | None = None
    """When that moment is over."""

    def cut(self, timeout: float | None) -> float:
        """A timeout of a single step, cut short where the deadline comes first."""
        if not self.is_wanted():
            if self.ends_s is None:
                self.ends_s = self.clock() + FAREWELL_S
            self.at_s = min(self.at_s, self.ends_s)
        left = self.at_s - self.clock()
        if left <= 0:
            raise httpcore.ReadTimeout("deadline")
        return left if timeout is None else min(timeout, left)


class GuardedTransport(httpx.BaseTransport):
    """Sends the requests of one thread: the addresses checked are the addresses connected to.

    A check by host name before the connection would ask the resolver twice, and the second answer
    may differ from the first.
    """

    def __init__(
        self, ssl_context: ssl.SSLContext, deadline: Deadline, private_hosts: frozenset[str]
    ) -> None:
        self._backend = _GuardedBackend(deadline, private_hosts)
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl_context,
            network_backend=self._backend,
            max_connections=POOL,
            max_keepalive_connections=POOL // 2,
            keepalive_expiry=KEEP_ALIVE_S,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response to a request, its body not yet read."""
        inner = httpcore.Request(
            request.method,
            httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            content=request.read(),
            extensions=request.extensions,
        )
        with _in_httpx_words():
            response = self._pool.handle_request(inner)
        return httpx.Response(
            response.status,
            headers=response.headers,
            stream=_Body(response),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Closes the connections."""
        self._pool.close()
        self._backend.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    def __iter__(self) -> Iterator[bytes]:
        with _in_httpx_words():
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


@dataclass(slots=True)
class _Question:
    """What the resolver is asked, and what it says, once it does."""

    host: str
    port: int
    said: SimpleQueue[list[Any] | Exception]


class _Resolver:
    """Asks the resolver, which can hang and knows no time limit of its own, in a second thread.

    That is kept as long as it answers: to start one takes longer than the answer. One that hangs is
    left to itself, and must not outlive a build.
    """

    def __init__(self) -> None:
        self._asked: SimpleQueue[_Question | None] | None = None

    def resolve(self, host: str, port: int, within_s: float) -> list[Any]:
        """What the resolver knows of a host.

        Raises: httpcore.ConnectError; httpcore.ConnectTimeout.
        """
        if self._asked is None:
            asked: SimpleQueue[_Question | None] = SimpleQueue()
            threading.Thread(target=_answer, args=(asked,), daemon=True).start()
            self._asked = asked  # only now: without a thread nobody would answer
        question = _Question(host, port, SimpleQueue())
        self._asked.put(question)
        try:
            found = question.said.get(timeout=within_s)
        except Empty:
            self.close()
            raise httpcore.ConnectTimeout(f"the resolver does not answer for {host}") from None
        if isinstance(found, OSError | UnicodeError):
            problem = f"{host} is not known to the resolver ({found})"
            raise httpcore.ConnectError(problem) from found
        if isinstance(found, Exception):
            raise found
        return found

    def close(self) -> None:
        """Lets the thread end, once it has answered what it was asked."""
        if self._asked is not None:
            self._asked.put(None)
        self._asked = None


def _answer(asked: SimpleQueue[_Question | None]) -> None:
    while (question := asked.get()) is not None:
        try:
            found = socket.getaddrinfo(question.host, question.port, type=socket.SOCK_STREAM)
            question.said.put([*found])
        except Exception as error:  # noqa: BLE001 - raised again in the thread that waits
            question.said.put(error)


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, deadline: Deadline, private_hosts: frozenset[str]) -> None:
        self._deadline = deadline
        self._private_hosts = private_hosts
        self._inner = httpcore.SyncBackend()
        self._resolver = _Resolver()

    def close(self) -> None:
        """Lets go of what asked the resolver."""
        self._resolver.close()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._allowed(host, port, self._deadline.cut(timeout)):
            try:
                stream = self._inner.connect_tcp(
                    address, port, self._deadline.cut(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _GuardedStream(stream, self._deadline)
        raise failed

    def connect_unix_socket(
        self, path: str, *_args: object, **_options: object
    ) -> httpcore.NetworkStream:
        raise FetchRefused(path, "a local socket is never fetched from")

    def _allowed(self, host: str, port: int, within_s: float) -> list[str]:
        found = self._resolver.resolve(host, port, within_s)
        addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
        name = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        if name.lower() in self._private_hosts:
            return addresses
        public = [address for address in addresses if is_public(address)]
        if addresses and not public:
            raise FetchRefused(
                name,
                f"leads to the private address {addresses[0]}; if that is meant, "
                f'write allow_private_hosts = ["{name}"] under [fetch]',
            )
        return public


class _GuardedStream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        ends_s = self._deadline.clock() + self._deadline.cut(timeout)
        while True:  # looking up now and then, whether an answer is still wanted
            left_s = self._deadline.cut(max(0.0, ends_s - self._deadline.clock()))
            try:
                return self._inner.read(max_bytes, min(left_s, _LOOK_UP_S))
            except httpcore.ReadTimeout:
                if self._deadline.clock() >= ends_s:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._deadline.cut(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        cut = self._deadline.cut(timeout)
        return _GuardedStream(
            self._inner.start_tls(ssl_context, server_hostname, cut), self._deadline
        )

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


@contextmanager
def _in_httpx_words() -> Iterator[None]:
    """Turns the errors of the lower library into those its users expect."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise httpx.ReadTimeout(str(error)) from error
    except httpcore.NetworkError as error:
        raise httpx.NetworkError(str(error)) from error
    except (httpcore.ProtocolError, httpcore.UnsupportedProtocol) as error:
        raise httpx.RemoteProtocolError(str(error)) from error
