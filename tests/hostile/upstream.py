"""A server on this machine that answers as no honest one would, each way once it is trusted."""

from __future__ import annotations

import gzip
import random
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from typing import Final

import brotli
import zstandard

from tests.gather.serving import WHOLE, rss

MB: Final = 1024 * 1024
MONDAY: Final = "Mon, 02 Mar 2026 08:00:00 GMT"
_ZEROS: Final = bytes(100 * MB)
HONEST: Final = rss(("https://x.example/1", MONDAY, WHOLE)).encode()
"""What each address answers at first."""
LATER: Final = rss(
    ("https://x.example/2", MONDAY, WHOLE), ("https://x.example/1", MONDAY, WHOLE)
).encode()
"""What an honest one answers then."""

Attack = Callable[[str], Iterable[bytes]]
"""What is sent, by the host and port that were asked; it may have no end."""


def answer(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """A whole answer."""
    head = [f"HTTP/1.1 {status}", *lines, f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join((*head, "", "")).encode("latin-1") + body


def _head(*lines: str, status: str = "200 OK") -> bytes:
    lines = (f"HTTP/1.1 {status}", "Content-Type: application/rss+xml", *lines)
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def _once(*lines: str, body: bytes = HONEST, status: str = "200 OK") -> Attack:
    return lambda _host: (answer(body, *lines, status=status),)


def _raw(*pieces: bytes) -> Attack:
    return lambda _host: pieces


def _packed(coding: str, make: Callable[[], bytes]) -> Attack:
    made = cache(make)
    return lambda _host: (answer(made(), f"Content-Encoding: {coding}"),)


def _endless(start: bytes, piece: bytes) -> Attack:
    def send(_host: str) -> Iterator[bytes]:
        yield start
        while True:
            yield piece

    return send


def _drip(at_once: bytes, slowly: bytes, pause_s: float = 1.0) -> Attack:
    """Never still for long enough to be called dead."""

    def send(_host: str) -> Iterator[bytes]:
        yield at_once
        for letter in slowly * 100:
            time.sleep(pause_s)
            yield bytes((letter,))

    return send


def _silent(at_once: bytes = b"") -> Attack:
    def send(_host: str) -> Iterator[bytes]:
        yield at_once
        time.sleep(120)

    return send


def _to(where: str) -> Attack:
    return lambda host: (
        answer(b"", f"Location: {where.replace('HOST', host)}", status="302 Found"),
    )


def _to_the_next(host: str) -> Iterable[bytes]:
    """To an address that nobody has been sent to before."""
    return _to(f"http://HOST/more/{time.monotonic_ns()}")(host)


def _nested(times: int) -> bytes:
    body = gzip.compress(_ZEROS, mtime=0)
    for _ in range(times - 1):
        body = gzip.compress(body, mtime=0)
    return body


def _raw_deflate() -> bytes:
    packer = zlib.compressobj(9, wbits=-15)
    return packer.compress(_ZEROS) + packer.flush()


def _wide_window() -> bytes:
    parameters = zstandard.ZstdCompressionParameters(window_log=27)
    return zstandard.ZstdCompressor(compression_params=parameters).compress(HONEST * 50_000)


def _chunks(*pieces: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)


_CHUNKED: Final = _head("Transfer-Encoding: chunked")
_EMPTY_GZIP: Final = gzip.compress(b"", mtime=0)
_EMPTY_ZSTD: Final = zstandard.ZstdCompressor().compress(b"")
_SKIPPED: Final = b"\x50\x2a\x4d\x18\x00\x00\x00\x00"

ATTACKS: Final[Mapping[str, Attack]] = {
    # bodies that grow
    "gzip-bomb": _packed("gzip", lambda: gzip.compress(_ZEROS, mtime=0)),
    "gzip-twice": _packed("gzip, gzip", lambda: _nested(2)),
    "gzip-four-times": _packed("gzip, gzip, gzip, gzip", lambda: _nested(4)),
    "gzip-members": _packed("gzip", lambda: _EMPTY_GZIP * 900_000),
    "gzip-many-codings": _packed(", ".join(["gzip"] * 5_000), lambda: _EMPTY_GZIP),
    "gzip-cut": _packed("gzip", lambda: gzip.compress(HONEST * 99, mtime=0)[:-20]),
    "gzip-that-is-none": _packed("gzip", lambda: HONEST),
    "deflate-bomb": _packed("deflate", lambda: zlib.compress(_ZEROS)),
    "deflate-raw-bomb": _packed("deflate", _raw_deflate),
    "br-bomb": _packed("br", lambda: brotli.compress(_ZEROS, quality=2)),
    "br-in-gzip": _packed(
        "br, gzip", lambda: gzip.compress(brotli.compress(_ZEROS, quality=2), mtime=0)
    ),
    "br-cut": _packed("br", lambda: brotli.compress(HONEST)[:-20]),
    "zstd-bomb": _packed("zstd", lambda: zstandard.ZstdCompressor().compress(_ZEROS)),
    "zstd-window": _packed("zstd", _wide_window),
    "zstd-frames": _packed("zstd", lambda: _EMPTY_ZSTD * 1_500_000),
    "zstd-skipped-frames": _packed("zstd", lambda: _SKIPPED * 2_400_000),
    "coding-unknown": _packed("x-pack200", lambda: HONEST),
    "body-endless": _endless(_head(), b"<item>" * 10_000),
    "chunks-endless": _endless(_CHUNKED, _chunks(b"<item>" * 10_000)),
    "chunks-of-one-byte": lambda _host: (_CHUNKED, *[_chunks(*[b"x"] * 10_000)] * 900),
    # time
    "silent": _silent(),
    "silent-after-head": _silent(_head("Content-Length: 1000")),
    "drip-status": _drip(b"", b"HTTP/1.1 200 OK"),
    "drip-head": _drip(b"HTTP/1.1 200 OK\r\nX-A: ", b"x"),
    "drip-body": _drip(_head("Content-Length: 100000"), b"<item>"),
    "drip-chunks": _drip(_CHUNKED, _chunks(b"x")),
    "drip-chunk-size": _drip(_CHUNKED, b"0"),
    "drip-continue": _drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n", 0.1),
    # lengths that lie
    "length-too-long": _raw(_head(f"Content-Length: {2 * len(HONEST)}") + HONEST),
    "length-of-ages": _raw(_head("Content-Length: " + "9" * 40) + HONEST),
    "length-negative": _raw(_head("Content-Length: -1") + HONEST),
    "length-twice": _raw(_head("Content-Length: 5", "Content-Length: 9") + HONEST),
    "length-no-number": _raw(_head("Content-Length: 0x99") + HONEST),
    "length-and-chunks": _raw(_head("Content-Length: 5", "Transfer-Encoding: chunked") + HONEST),
    "chunks-cut": _raw(_CHUNKED + _chunks(HONEST)),
    "chunk-cut": _raw(_CHUNKED + b"ffff\r\n" + HONEST),
    "chunk-of-ages": _raw(_CHUNKED + b"f" * 20 + b"\r\n" + HONEST),
    "chunk-no-number": _raw(_CHUNKED + b"-5\r\n" + HONEST),
    "chunk-extension-endless": _endless(_CHUNKED + b"5;a=", b"x" * 60_000),
    "trailers-endless": _endless(_CHUNKED + _chunks(HONEST) + b"0\r\n", b"X-A: b\r\n" * 5_000),
    # heads
    "headers-100000": _raw(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 100_000, b"\r\n", HONEST),
    "headers-endless": _endless(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 5_000),
    "header-of-1-mb": _raw(b"HTTP/1.1 200 OK\r\nX-A: ", b"x" * MB, b"\r\n\r\n", HONEST),
    "header-endless": _endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"x" * 60_000),
    "header-with-nul": _raw(b"HTTP/1.1 200 OK\r\nX-A: a\0b\r\n\r\n" + HONEST),
    "header-without-colon": _raw(b"HTTP/1.1 200 OK\r\nnothing\r\n\r\n" + HONEST),
    "header-name-odd": _raw(b"HTTP/1.1 200 OK\r\n\xe4\xf6 : x\r\n\r\n" + HONEST),
    "continue-flood": _endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1_000),
    "hints-flood": _endless(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 1_000),
    "switching": _raw(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n" + HONEST),
    "status-word": _raw(b"HTTP/1.1 abc OK\r\n\r\n" + HONEST),
    "status-000": _raw(b"HTTP/1.1 000 OK\r\n\r\n" + HONEST),
    "status-999": _raw(b"HTTP/1.1 999 No\r\n\r\n" + HONEST),
    "status-of-1-mb": _raw(b"HTTP/1.1 200 " + b"O" * MB + b"\r\n\r\n" + HONEST),
    "reason-odd": _raw(b"HTTP/1.1 500 \x1b[31mred\x07\xff\r\nContent-Length: 0\r\n\r\n"),
    "version-9": _raw(b"HTTP/9.9 200 OK\r\n\r\n" + HONEST),
    "no-head": _raw(HONEST),
    "nothing": _raw(b""),
    "noise": _raw(random.Random(8).randbytes(100_000)),
    "not-asked-304": _once(body=b"", status="304 Not Modified"),
    "no-content": _raw(b"HTTP/1.1 204 No Content\r\n\r\n"),
    "part": _once("Content-Range: bytes 0-99/500", body=HONEST[:99], status="206 Part"),
    # types and charsets
    "a-picture": _once("Content-Type: image/png", body=b"\x89PNG\r\n\x1a\n" + bytes(1000)),
    "a-page": _once("Content-Type: text/html", body=b"<html><title>Buy this domain</title>"),
    "an-empty-feed": _once(body=b""),
    "charset-changes": _once(
        "Content-Type: application/rss+xml; charset=utf-8",
        body=HONEST[:300] + HONEST[300:600].decode().encode("utf-16") + "市议会".encode("gb18030"),
    ),
    "charset-zip": _once("Content-Type: text/xml; charset=zip", body=zlib.compress(b"<" * MB)),
    "charset-path": _once("Content-Type: text/xml; charset=../../etc/passwd", body=b"<rss"),
    "charset-long": _once("Content-Type: text/xml; charset=" + "x" * 50_000, body=b"<rss"),
    "charset-idna": _once("Content-Type: text/xml; charset=punycode", body=b"a-" * MB),
    # redirects
    "redirect-to-itself": _to("http://HOST/redirect-to-itself"),
    "redirect-without-end": _to_the_next,
    "redirect-to-file": _to("file:///etc/passwd"),
    "redirect-to-gopher": _to("gopher://HOST/_x"),
    "redirect-to-script": _to("javascript:alert(1)"),
    "redirect-to-data": _to("data:text/xml,<rss/>"),
    "redirect-inside": _to("http://127.0.0.1:1/"),
    "redirect-inside-6": _to("http://[::1]:1/"),
    "redirect-to-metadata": _to("http://169.254.169.254/latest/meta-data/"),
    "redirect-to-no-host": _to("http:///x"),
    "redirect-to-no-port": _to("http://HOST99999999/x"),
    "redirect-to-nothing": _to(""),
    "redirect-of-50-kb": _to("http://HOST/" + "x" * 50_000),
    "redirect-broken": _to("http://[::1/\t%"),
    "redirect-endless-body": _endless(
        _head("Location: file:///x", status="302 Found"), b"x" * 60_000
    ),
}
"""By name, which is the path that answers so."""


class Upstream:
    """Answers each path with an honest feed once, and as its name says from then on."""

    def __init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.host = f"127.0.0.1:{self._listening.getsockname()[1]}"
        self._trusted: set[str] = set()
        self._lock = threading.Lock()
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            asked = b""
            while b"\r\n\r\n" not in asked:
                if not (piece := connection.recv(65_536)):
                    return
                asked += piece
            path = asked.split()[1].decode("latin-1").partition("?")[0].strip("/")
            for piece in self._answers(path):
                connection.sendall(piece)
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(5)
            while connection.recv(65_536):
                pass

    def _answers(self, path: str) -> Iterable[bytes]:
        with self._lock:
            is_new = path not in self._trusted
            self._trusted.add(path)
        if path == "robots.txt":
            return (answer(b"", status="404 Not Found"),)
        if path.startswith("more/"):
            return ATTACKS["redirect-without-end"](self.host)
        if is_new:
            return (answer(HONEST),)
        return ATTACKS[path](self.host) if path in ATTACKS else (answer(LATER),)

    def stop(self) -> None:
        """Listens no more; answers under way end with those who read them."""
        self._listening.close()


@contextmanager
def upstream() -> Iterator[Upstream]:
    """While this is held, it answers."""
    server = Upstream()
    try:
        yield server
    finally:
        server.stop()
