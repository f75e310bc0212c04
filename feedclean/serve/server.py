"""The door to uvicorn: a socket, and a thread that answers on it."""

from __future__ import annotations

import asyncio
import logging
import re
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from feedclean.errors import ServeError
from feedclean.serve.answers import Site, answer
from feedclean.serve.values import Answer, Asked, Span

_log = logging.getLogger(__name__)

_PIECE: Final = 256_000
_LINGER_S: Final = 3
"""How long answers under way may take once there is to be an end."""
_IDLE_S: Final = 15
"""How long a connection may ask for nothing, or be about to ask."""
_ORIGIN: Final = re.compile(r"https?://[^/]*", re.IGNORECASE)
"""Before the path, in what proxies ask (RFC 9112, 3.2.2)."""

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0: any that is free. Raises: ServeError."""
    where = f"{host} port {port}"
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        is_any = host == "::" and socket.has_dualstack_ipv6()
        return socket.create_server((host, port), family=family, backlog=128, dualstack_ipv6=is_any)
    except socket.gaierror as error:
        raise ServeError(
            where, f"is no address ({error.strerror}); write 127.0.0.1, say"
        ) from error
    except OverflowError as error:
        raise ServeError(where, "is no port; choose one from 1024 to 65535") from error
    except OSError as error:
        problem = f"cannot be listened on ({error.strerror}); choose another with --port or --bind"
        raise ServeError(where, problem) from error


def address(listening: socket.socket) -> str:
    """The URL of a listening socket; of any address of this machine: by its name here."""
    host, port, *_ = listening.getsockname()
    if host in ("0.0.0.0", "::"):  # noqa: S104 - asked, not bound
        host = "localhost"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _Connection(H11Protocol):
    """One that is closed if it takes too long to ask.

    uvicorn waits forever for the first request and for the rest of any that has begun, so that a
    thousand half requests would be all it can hold. An answer under way is not cut.
    """

    _patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_waiting()

    def _wait(self) -> None:
        """Counts from the first byte of a request; more bytes win no time."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_waiting()
        elif self._patience is None:
            self._patience = self.loop.call_later(self.timeout_keep_alive, self._give_up)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()


@contextmanager
def serving(
    root: Path, listening: socket.socket, *, ended: Callable[[], None], idle_s: int = _IDLE_S
) -> Iterator[None]:
    """While this is held, ``root`` is served by a thread; ``ended`` is called when that ends."""
    server = uvicorn.Server(
        uvicorn.Config(
            _application(Site(root=root)),
            access_log=False,
            http=_Connection,
            lifespan="off",
            log_config=None,
            log_level=logging.CRITICAL,  # it complains of each odd request
            loop="asyncio",
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_LINGER_S,
            timeout_keep_alive=idle_s,
            ws="none",
        )
    )

    def run() -> None:
        try:
            server.run(sockets=[listening])
        finally:
            ended()

    thread = threading.Thread(target=run, name="serve")
    thread.start()
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
        listening.close()


def _application(site: Site) -> Callable[[Message, Receive, Send], Awaitable[None]]:
    async def application(scope: Message, receive: Receive, send: Send) -> None:
        asked = Asked(method=scope["method"], path=_path(scope), headers=_headers(scope))
        answered = await asyncio.to_thread(_safely, site, asked)
        await _send(answered, send, with_body=asked.method != "HEAD")
        _note(scope, asked, answered)

    return application


def _path(scope: Message) -> str:
    path: str = scope["path"]
    return path if path.startswith("/") else _ORIGIN.sub("", path) or "/"


def _headers(scope: Message) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        headers[name] = f"{headers[name]}, {value}" if name in headers else value
    return headers


def _safely(site: Site, asked: Asked) -> Answer:
    try:
        return answer(site, asked)
    except Exception:  # noqa: BLE001 - the edge of serving: one request that fails is one request
        _log.exception("%s %r could not be answered", asked.method, asked.path)
        return Answer(status=500, headers=(("Content-Type", "text/plain"),), body=b"Sorry.\n")


async def _send(answered: Answer, send: Send, *, with_body: bool) -> None:
    has_body = answered.status not in (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)
    headers = list(answered.headers)
    if has_body:
        headers.append(("Content-Length", str(answered.size)))
    await send(
        {
            "type": "http.response.start",
            "status": answered.status,
            "headers": [
                (name.lower().encode(), value.encode("latin-1")) for name, value in headers
            ],
        }
    )
    body = answered.body if has_body and with_body else b""
    if isinstance(body, Span):
        await _send_pieces(body, send)
        body = b""
    await send({"type": "http.response.body", "body": body})


async def _send_pieces(span: Span, send: Send) -> None:
    left = span.size
    with await asyncio.to_thread(span.path.open, "rb") as file:
        file.seek(span.start)
        while left and (piece := await asyncio.to_thread(file.read, min(left, _PIECE))):
            left -= len(piece)
            await send({"type": "http.response.body", "body": piece, "more_body": True})


def _note(scope: Message, asked: Asked, answered: Answer) -> None:
    """One line, of which nothing a stranger sends can make two."""
    client = scope["client"][0] if scope.get("client") else "-"
    path = scope.get("raw_path", b"").decode("ascii", "backslashreplace")
    size = 0 if asked.method == "HEAD" or answered.status in (204, 304) else answered.size
    agent = ascii(asked.headers.get("user-agent", "-"))
    _log.info("%s %s %s %d %d %s", client, asked.method, path, answered.status, size, agent)
