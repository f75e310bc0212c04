"""No feed makes this machine ask its own network, however the address is spelled."""

from __future__ import annotations

import socket
import threading

import httpcore
import pytest

from feedclean.errors import FetchError, FetchRefused
from feedclean.gather import guard
from feedclean.gather.fetcher import Fetcher
from feedclean.model.article import Failure
from feedclean.model.source import Capture
from tests.gather.serving import Reply, World, rss, serving, source

MONDAY = "Mon, 02 Mar 2026 08:00:00 GMT"
SPELLINGS = (
    "127.0.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "127.1",
    "0",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "localhost",
    "LOCALHOST.",
    "127.0.0.1.",
    "10.0.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "[fe80::1]",
    "[fd00::1]",
    "①②⑦.⓪.⓪.①",
    "127。0。0。1",
    "0x7f.1",
    "example.org:80@127.0.0.1",
    "[::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:7f00:1::]",
)


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """One that knows every way to write an address, as the C library does; answers in turn."""
    answers: list[list[str]] = []

    def resolve(host: object, port: int, **_options: object) -> list[object]:
        name = (host.decode() if isinstance(host, bytes) else str(host)).rstrip(".").strip("[]")
        found = answers.pop(0) if answers else [_address(name)]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return answers


def _address(name: str) -> str:
    if ":" in name:
        return name
    if name.lower() == "localhost":
        return "127.0.0.1"
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError as error:
        raise socket.gaierror(-2, "Name or service not known") from error


@pytest.fixture
def connected(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses connections were opened to."""
    seen: list[str] = []

    def connect(_self: object, host: str, *_args: object, **_options: object) -> None:
        seen.append(host)
        raise httpcore.ConnectError("this far and no further")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return seen


@pytest.mark.parametrize("host", SPELLINGS)
def test_a_private_address_is_refused_however_it_is_spelled(
    host: str, resolver: list[list[str]], connected: list[str]
) -> None:
    with pytest.raises(FetchError):
        Fetcher(contact="me").fetch(f"http://{host}/")

    assert connected == []


def test_the_address_that_was_checked_is_the_one_connected_to(
    resolver: list[list[str]], connected: list[str]
) -> None:
    """The name leads elsewhere when it is asked for a second time."""
    resolver += [["93.184.216.34"], ["127.0.0.1"]]

    with pytest.raises(FetchError):
        Fetcher(contact="me").fetch("http://rebound.example/")
    assert connected == ["93.184.216.34"]
    with pytest.raises(FetchRefused, match="private address"):
        Fetcher(contact="me").fetch("http://rebound.example/")
    assert connected == ["93.184.216.34"]


def test_of_several_addresses_only_the_public_are_tried(
    resolver: list[list[str]], connected: list[str]
) -> None:
    resolver += [["10.0.0.1", "93.184.216.34", "::1", "2606:4700::1111"]]

    with pytest.raises(FetchError):
        Fetcher(contact="me").fetch("http://mixed.example/")

    assert connected == ["93.184.216.34", "2606:4700::1111"]


@pytest.mark.parametrize("hops", [1, 3])
def test_each_hop_is_checked(hops: int) -> None:
    with serving({"/secret": Reply("secret")}) as inner:
        answers = {
            f"/{n}": Reply(status=302, headers={"Location": f"/{n + 1}"}) for n in range(hops - 1)
        }
        last = Reply(status=302, headers={"Location": inner.url("/secret")})
        with serving({**answers, f"/{hops - 1}": last}) as outer:
            [item] = World(outer).gather(source(outer.url("/0")))

        assert isinstance(item, Failure)
        assert "private address" in item.message
        assert inner.log == []


def test_a_page_within_the_private_network_is_not_asked_for_and_the_feed_stands() -> None:
    with serving({"/1": Reply("secret")}) as inner, serving({}) as outer:
        entry = (inner.url("/1"), MONDAY, "<p>The council has decided to […]</p>")
        outer.answers["/f"] = Reply(rss(entry))

        items = World(outer).gather(source(outer.url("/f")))

        assert inner.log == []
        assert [type(item) for item in items] == [Failure, Capture]


def test_a_thread_that_cannot_be_started_leaves_no_question_behind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nobody would answer it: the next host would be waited for until its time is over."""
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: [])
    asking = guard._Resolver()

    def fail(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as without:
        without.setattr(threading.Thread, "start", fail)
        with pytest.raises(RuntimeError):
            asking.resolve("a.example", 80, 5.0)

    assert asking.resolve("b.example", 80, 5.0) == []
    asking.close()
