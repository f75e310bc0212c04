"""A server on this machine that remembers what it was asked, and a world to gather in."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from feedclean.gather.base import Context, RobotsMemory
from feedclean.gather.fetcher import Fetcher
from feedclean.gather.hosts import HostGate
from feedclean.gather.notebook import Notebook
from feedclean.gather.table import GATHER
from feedclean.model.article import SourceId
from feedclean.model.source import Gathered, Source, SourceKind

START = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""A Monday."""


@dataclass(slots=True)
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait_s: float = 0.0


@dataclass(slots=True)
class Asked:
    path: str
    headers: dict[str, str]
    at_s: float


Answer = Reply | Callable[[Asked], Reply]


class Server:
    """Answers by a table of paths; 404 for any other."""

    def __init__(self, answers: dict[str, Answer]) -> None:
        self.answers = answers
        self.log: list[Asked] = []
        self.most_at_once = 0
        self._now = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                headers = {k.lower(): v for k, v in self.headers.items()}
                asked = Asked(self.path, headers, time.monotonic())
                with outer._lock:
                    outer.log.append(asked)
                    outer._now += 1
                    outer.most_at_once = max(outer.most_at_once, outer._now)
                answer = outer.answers.get(self.path, Reply(status=404))
                reply = answer if isinstance(answer, Reply) else answer(asked)
                if reply.wait_s:
                    time.sleep(reply.wait_s)
                body = reply.body.encode() if isinstance(reply.body, str) else reply.body
                with outer._lock:
                    outer._now -= 1
                self.send_response_only(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                if reply.status != 304:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if reply.status != 304:
                    self.wfile.write(body)

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.do_GET()

            def log_message(self, *args: object) -> None: ...

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.host = f"127.0.0.1:{self._http.server_address[1]}"
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def url(self, path: str = "/") -> str:
        return f"http://{self.host}{path}"

    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]

    def count(self, path: str) -> int:
        return self.paths().count(path)

    def stop(self) -> None:
        self._http.shutdown()
        self._http.server_close()
        self._thread.join(timeout=5)


class World:
    """Time that passes when told to, one source, and what is remembered of it."""

    def __init__(self, *servers: Server, page_delay_s: float = 0.0) -> None:
        self.now = START
        self.fetcher = Fetcher(
            contact="https://me.example/",
            private_hosts=frozenset(server.host for server in servers),
            gate=HostGate(page_delay_s=page_delay_s),
            wall=lambda: self.now,
        )
        self.book = Notebook()

    def context(self, *, refresh: bool = False, book: Notebook | None = None) -> Context:
        return Context(
            folder=Path(),
            now=self.now,
            fetch=self.fetcher.ask,
            book=book or self.book,
            dice=lambda: 0.5,
            refresh=refresh,
            robots=RobotsMemory(),
        )

    def gather(self, source: Source, *, refresh: bool = False) -> list[Gathered]:
        return list(GATHER[source.kind](source, self.context(refresh=refresh)))

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


@contextmanager
def serving(answers: dict[str, Answer]) -> Iterator[Server]:
    server = Server(answers)
    try:
        yield server
    finally:
        server.stop()


def source(location: str, kind: str = "feed", **more: object) -> Source:
    return Source(
        id=SourceId("s"),
        kind=SourceKind(kind),
        location=location,
        title="S",
        **more,  # type: ignore[arg-type]
    )


SENTENCE = "The council of the harbour town has decided to rebuild the old quay this summer. "
WHOLE = "".join(f"<p>{SENTENCE * 5}</p>" for _ in range(5))


def rss(*items: tuple[str, str, str], extra: str = "") -> str:
    """Items are link, date in RSS's form, and HTML."""
    entries = "".join(
        f"<item><title>Item {link}</title><link>{link}</link><guid>{link}</guid>"
        f"<pubDate>{date}</pubDate><description><![CDATA[{html}]]></description></item>"
        for link, date, html in items
    )
    channel = f"<channel><title>T</title>{extra}{entries}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0">{channel}</rss>'


def page(title: str, body: str = WHOLE) -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><main><article>"
        f"<h1>{title}</h1>{body}</article></main></body></html>"
    )
