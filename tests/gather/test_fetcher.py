from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Callable, Iterator

import httpx
import pytest

from feedclean import __version__
from feedclean.errors import FetchError, FetchRefused, FetchTimeout, TooLarge
from feedclean.gather.fetcher import Fetcher, Limits

URL = "https://example.org/feed.xml"
Answer = Callable[[httpx.Request], httpx.Response]


def fetcher(answer: Answer, **more: object) -> Fetcher:
    return Fetcher(
        transport=lambda _deadline: httpx.MockTransport(answer),
        **{"contact": "https://me.example/", **more},  # type: ignore[arg-type]
    )


class Drops(httpx.SyncByteStream):
    """A body in small pieces, perhaps with something happening in between."""

    def __init__(self, body: bytes, between: Callable[[], None] = lambda: None) -> None:
        self._body = body
        self._between = between

    def __iter__(self) -> Iterator[bytes]:
        for n in range(0, len(self._body), 4):
            self._between()
            yield self._body[n : n + 4]


def reply(
    status: int = 200, body: bytes = b"", headers: dict[str, str] | None = None
) -> httpx.Response:
    return httpx.Response(status, headers=headers, stream=Drops(body))


def answering(
    status: int = 200,
    body: bytes = b"",
    headers: dict[str, str] | None = None,
    stream: httpx.SyncByteStream | None = None,
) -> Answer:
    return lambda _request: httpx.Response(status, headers=headers, stream=stream or Drops(body))


def test_body_type_charset_and_validators_come_back() -> None:
    headers = {
        "Content-Type": "Application/RSS+XML; charset=GB18030",
        "ETag": 'W/"a"',
        "Last-Modified": "Mon, 01 Jan 2024 00:00:00 GMT",
    }

    fetched = fetcher(answering(headers=headers, body=b"<rss/>")).fetch(URL)

    assert fetched.body == b"<rss/>"
    assert (fetched.media_type, fetched.charset) == ("application/rss+xml", "gb18030")
    assert fetched.validators.etag == 'W/"a"'
    assert fetched.validators.last_modified == "Mon, 01 Jan 2024 00:00:00 GMT"


def test_servers_are_told_who_asks_and_whom_to_write_to() -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return reply()

    fetcher(answer).fetch(URL)

    assert seen[0].headers["User-Agent"] == f"feedclean/{__version__} (+https://me.example/)"
    assert seen[0].headers["Accept-Encoding"] == "gzip, deflate, br, zstd"
    assert "Cookie" not in seen[0].headers


@pytest.mark.parametrize(
    ("contact", "about"), [(None, " (interactive)"), ("", "")], ids=["person", "nobody-said"]
)
def test_without_a_contact_none_is_made_up(contact: str | None, about: str) -> None:
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return reply()

    fetcher(answer, contact=contact).fetch(URL)

    assert seen[0].headers["User-Agent"] == f"feedclean/{__version__}{about}"


def test_a_compressed_body_is_unpacked_once() -> None:
    packed = gzip.compress(b"text")
    answer = answering(200, headers={"Content-Encoding": "gzip"}, stream=Drops(packed))

    assert fetcher(answer).fetch(URL).body == b"text"


def test_redirects_are_followed_and_the_last_address_is_told() -> None:
    hops = {
        "https://example.org/feed.xml": "/moved",
        "https://example.org/moved": "http://other.example/x",
    }

    def answer(request: httpx.Request) -> httpx.Response:
        target = hops.get(str(request.url))
        if target:
            return reply(301, headers={"Location": target})
        return reply(body=b"here")

    fetched = fetcher(answer).fetch(URL)

    assert (fetched.url, fetched.body) == ("http://other.example/x", b"here")


def test_endless_redirects_end() -> None:
    asked: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(str(request.url))
        return reply(302, headers={"Location": f"/{len(asked)}"})

    with pytest.raises(FetchError, match="redirected more than 3 times"):
        fetcher(answer, limits=Limits(redirects=3)).fetch(URL)
    assert len(asked) == 4


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://example.org/x", "javascript:alert(1)", "data:,x"]
)
def test_only_http_is_fetched_also_behind_a_redirect(target: str) -> None:
    answer = answering(301, headers={"Location": target})

    with pytest.raises(FetchError):  # of some of these httpx itself says that they are no URL
        fetcher(answer).fetch(URL)
    with pytest.raises(FetchRefused, match="only http"):
        fetcher(answer).fetch(target)


@pytest.mark.parametrize(
    ("status", "error", "headers", "retry_after"),
    [
        pytest.param(401, FetchRefused, {}, None, id="not-allowed"),
        pytest.param(403, FetchRefused, {}, None, id="forbidden"),
        pytest.param(410, FetchRefused, {}, None, id="gone"),
        pytest.param(404, FetchError, {}, None, id="not-found"),
        pytest.param(429, FetchError, {"Retry-After": "120"}, 120.0, id="too-often"),
        pytest.param(503, FetchError, {"Retry-After": "later"}, None, id="down"),
        pytest.param(304, FetchError, {}, None, id="not-modified-unasked"),
    ],
)
def test_a_refusal_carries_status_and_patience(
    status: int, error: type[FetchError], headers: dict[str, str], retry_after: float | None
) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher(answering(status, headers=headers)).fetch(URL)

    assert type(caught.value) is error
    assert caught.value.status == status
    assert caught.value.retry_after == retry_after
    assert caught.value.url == URL
    assert str(status) in str(caught.value)


def test_a_body_over_the_limit_is_left_off_early() -> None:
    sent: list[int] = []
    body = Drops(b"x" * 4000, between=lambda: sent.append(4))

    with pytest.raises(TooLarge):
        fetcher(answering(200, stream=body), limits=Limits(wire_bytes=100)).fetch(URL)
    assert sum(sent) <= 108


def test_a_small_body_that_unpacks_to_a_large_one_is_too_large() -> None:
    packed = gzip.compress(b"\0" * 100_000)
    answer = answering(200, headers={"Content-Encoding": "gzip"}, stream=Drops(packed))

    with pytest.raises(TooLarge, match="decompressed"):
        fetcher(answer, limits=Limits(body_bytes=50_000)).fetch(URL)


def test_a_server_that_says_nothing_is_given_up_once_nobody_waits() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        host = f"127.0.0.1:{silent.getsockname()[1]}"
        started = time.monotonic()
        asking = Fetcher(
            contact=None,
            private_hosts=frozenset({host}),
            is_wanted=lambda: time.monotonic() < started + 0.5,
        )
        with pytest.raises(FetchTimeout):
            asking.fetch(f"http://{host}/feed")

    assert 0.5 < time.monotonic() - started < 15  # it was 20, and is 4.5


def test_a_body_that_drips_meets_the_deadline() -> None:
    now = [0.0]

    def wait() -> None:
        now[0] += 3.0

    answer = answering(200, stream=Drops(b"x" * 400, between=wait))

    with pytest.raises(FetchTimeout, match="within 10 s"):
        fetcher(answer, limits=Limits(deadline_s=10), clock=lambda: now[0]).fetch(URL)
    assert now[0] <= 15


@pytest.mark.parametrize(
    ("raised", "error"),
    [
        pytest.param(httpx.ConnectError("no route"), FetchError, id="no-connection"),
        pytest.param(httpx.ReadTimeout("slow"), FetchTimeout, id="too-slow"),
        pytest.param(httpx.RemoteProtocolError("odd"), FetchError, id="no-http"),
    ],
)
def test_what_goes_wrong_on_the_way_names_the_address(
    raised: Exception, error: type[FetchError]
) -> None:
    def answer(_request: httpx.Request) -> httpx.Response:
        raise raised

    with pytest.raises(FetchError) as caught:
        fetcher(answer).fetch(URL)
    assert type(caught.value) is error
    assert caught.value.url == URL


@pytest.mark.parametrize("url", ["http://", "http://[::1", "http:///x", "//x", ""])
def test_a_broken_address_is_an_error_of_ours(url: str) -> None:
    with pytest.raises(FetchError):
        fetcher(answering(200)).fetch(url)


def test_a_redirect_to_an_address_that_cannot_be_is_an_error_of_ours() -> None:
    with pytest.raises(FetchError):
        fetcher(answering(302, headers={"Location": "http://example.org:99999/"})).fetch(URL)


@pytest.mark.parametrize("zone", ["-1200", "+99999999999999999999"])
def test_a_date_beyond_all_calendars_is_none(zone: str) -> None:
    never = f"Fri, 31 Dec 9999 23:59:59 {zone}"

    with pytest.raises(FetchError) as caught:
        fetcher(answering(503, headers={"Retry-After": never})).fetch(URL)
    found = fetcher(answering(200, headers={"Expires": never})).fetch(URL)

    assert caught.value.retry_after is None
    assert found.freshness.seconds is None


class TestOverSockets:
    """The guarded transport, against a server of one answer on this machine."""

    @pytest.fixture
    def server(self) -> Iterator[tuple[str, list[bytes]]]:
        import threading

        answers = [b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Type: text/plain\r\n\r\nhello"]
        listener = socket.create_server(("127.0.0.1", 0))

        def serve() -> None:
            try:
                while True:
                    connection, _ = listener.accept()
                    with connection:
                        connection.recv(65536)
                        connection.sendall(answers[0])
            except OSError:
                return

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}", answers
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(timeout=5)

    def test_a_private_address_is_refused_and_says_how_to_allow_it(
        self, server: tuple[str, list[bytes]]
    ) -> None:
        host, _ = server

        with pytest.raises(FetchRefused, match="allow_private_hosts") as caught:
            Fetcher(contact="me").fetch(f"http://{host}/")
        assert host in str(caught.value)

    def test_a_private_address_that_is_named_is_fetched(
        self, server: tuple[str, list[bytes]]
    ) -> None:
        host, _ = server

        fetched = Fetcher(contact="me", private_hosts=frozenset({host})).fetch(f"http://{host}/")

        assert (fetched.body, fetched.media_type) == (b"hello", "text/plain")

    def test_a_redirect_into_the_private_network_is_refused(
        self, server: tuple[str, list[bytes]]
    ) -> None:
        host, answers = server
        answers[0] = (
            b"HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
        )

        with pytest.raises(FetchRefused, match="private address"):
            Fetcher(contact="me", private_hosts=frozenset({host})).fetch(f"http://{host}/")

    def test_a_name_that_resolves_to_a_private_address_is_refused(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def resolve(*_args: object, **_options: object) -> list[object]:
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", 80))]

        monkeypatch.setattr(socket, "getaddrinfo", resolve)

        with pytest.raises(FetchRefused, match="private address"):
            Fetcher(contact="me").fetch("http://public.example/")

    def test_an_unknown_name_is_an_error_that_says_so(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def resolve(*_args: object, **_options: object) -> list[object]:
            raise socket.gaierror(-2, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", resolve)

        with pytest.raises(FetchError, match="not known to the resolver"):
            Fetcher(contact="me").fetch("http://nowhere.example/")

    def test_a_resolver_that_hangs_meets_the_deadline(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: time.sleep(5) or [])
        limits = Limits(deadline_s=0.3, step_s=0.3)
        started = time.monotonic()

        with pytest.raises(FetchTimeout):
            Fetcher(contact="me", limits=limits).fetch("http://slow.example/")
        assert time.monotonic() - started < 3

    @pytest.mark.parametrize(
        ("limits", "told"),
        [
            (Limits(deadline_s=60, step_s=0.2), "no answer for 0.2 s"),
            (Limits(deadline_s=0.2, step_s=60), "no whole answer within 0.2 s"),
        ],
    )
    def test_a_server_that_says_nothing_is_told_with_how_long_it_was_waited_for(
        self, limits: Limits, told: str
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as listener:  # nobody takes the call
            host = f"127.0.0.1:{listener.getsockname()[1]}"
            fetcher = Fetcher(contact="me", private_hosts=frozenset({host}), limits=limits)
            with pytest.raises(FetchTimeout, match=told):
                fetcher.fetch(f"http://{host}/")

    def test_headers_that_never_end_meet_the_deadline(
        self, server: tuple[str, list[bytes]]
    ) -> None:
        host, answers = server
        answers[0] = b"HTTP/1.1 200 OK\r\nX-Slow:"
        limits = Limits(deadline_s=0.2, step_s=0.2)

        with pytest.raises(FetchError):
            Fetcher(contact="me", private_hosts=frozenset({host}), limits=limits).fetch(
                f"http://{host}/"
            )

    def test_a_body_cut_short_is_an_error(self, server: tuple[str, list[bytes]]) -> None:
        host, answers = server
        answers[0] = b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"

        with pytest.raises(FetchError):
            Fetcher(contact="me", private_hosts=frozenset({host})).fetch(f"http://{host}/")
