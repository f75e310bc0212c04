"""Every way by which an address of somebody else's choice is asked, and every private address.

Each door is opened for many addresses at once and for one that is public, so that a door which
leads nowhere at all cannot pass.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import httpcore
import pytest
from click.testing import CliRunner

from feedclean.cli import program
from tests.gather.serving import WHOLE, Answer, Reply, Server, page, rss, serving
from tests.making import SITE, article, source

OUTER: Final = "93.184.216.34"
"""The address of every honest host."""
ELSEWHERE: Final = "93.184.216.35"
"""That of the host each door must lead to, or it has not been tried."""
MONDAY: Final = "Mon, 02 Mar 2026 08:00:00 GMT"
TEASER: Final = "<p>The council of the harbour town has decided to […]</p>"

ADDRESSES: Final[Mapping[str, str]] = {
    "private": "10.0.0.1",
    "private 172": "172.16.0.1",
    "private 192": "192.168.0.1",
    "loopback": "127.0.0.1",
    "loopback with a port": "127.0.0.1:6379",
    "all loopback": "127.255.255.254",
    "this host": "0.0.0.0",
    "broadcast": "255.255.255.255",
    "multicast": "224.0.0.1",
    "metadata": "169.254.169.254",
    "carrier": "100.64.0.1",
    "benchmarks": "198.18.0.1",
    "documentation": "192.0.2.1",
    "reserved": "240.0.0.1",
    "loopback 6": "[::1]",
    "unspecified 6": "[::]",
    "link-local 6": "[fe80::1]",
    "link-local 6 with a zone": "[fe80::1%25eth0]",
    "local 6": "[fd00::1]",
    "site 6": "[fec0::1]",
    "multicast 6": "[ff02::1]",
    "documentation 6": "[2001:db8::1]",
    "mapped": "[::ffff:127.0.0.1]",
    "mapped in hex": "[::ffff:7f00:1]",
    "compatible": "[::127.0.0.1]",
    "translated": "[::ffff:0:127.0.0.1]",
    "nat64": "[64:ff9b::7f00:1]",
    "nat64 of its own": "[64:ff9b:1::7f00:1]",
    "6to4": "[2002:7f00:1::]",
    "teredo": "[2001:0:7f00:1::]",
    "decimal": "2130706433",
    "octal": "0177.0.0.1",
    "octal whole": "017700000001",
    "hex": "0x7f000001",
    "hex in parts": "0x7f.0.0.1",
    "short": "127.1",
    "nought": "0",
    "trailing dot": "127.0.0.1.",
    "wide": "①②⑦.⓪.⓪.①",
    "wide dots": "127。0。0。1",
    "user": "example.org:80@127.0.0.1",
    "user with a slash": "example.org%2f@127.0.0.1",
    "name": "localhost",
    "name with a dot": "LOCALHOST.",
    "name within": "inner.example",
    "names of both": "inner-only.example",
}
NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "localhost": ("127.0.0.1", "::1"),
    "inner.example": ("10.0.0.1",),
    "inner-only.example": ("192.168.0.1", "::1", "fe80::1"),
    "mixed.example": ("10.0.0.1", ELSEWHERE, "::1"),
    "elsewhere.example": (ELSEWHERE,),
}
"""Names that do not lead to an honest host."""
PUBLIC: Final = ("elsewhere.example", "mixed.example")
REBINDING: Final = "rebinding"
"""Names with this in them lead to a public address when first asked for, and inside from then."""


@dataclass
class Net:
    """A resolver, and connections that end at one server of this machine or are noted."""

    server: Server
    reached: set[str] = field(default_factory=set)
    asked: dict[str, int] = field(default_factory=dict)

    def resolve(self, host: object, port: int, *_: object, **_options: object) -> list[object]:
        name = (host.decode() if isinstance(host, bytes) else str(host)).rstrip(".").strip("[]")
        found = self._addresses(name.lower().partition("%")[0])
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    def _addresses(self, name: str) -> Iterable[str]:
        if name in NAMES:
            return NAMES[name]
        if REBINDING in name:
            self.asked[name] = self.asked.get(name, 0) + 1
            return (ELSEWHERE,) if self.asked[name] == 1 else ("127.0.0.1",)
        if name.endswith(".example"):
            return (OUTER,)
        if ":" in name:
            return (name,)
        try:
            return (socket.inet_ntoa(socket.inet_aton(name)),)
        except OSError as error:
            raise socket.gaierror(-2, "Name or service not known") from error


@pytest.fixture
def net(monkeypatch: pytest.MonkeyPatch) -> Iterator[Net]:
    with serving({}) as server:
        made = Net(server)
        connect = httpcore.SyncBackend.connect_tcp

        def connect_tcp(self: httpcore.SyncBackend, host: str, *args: object) -> object:
            if host == OUTER:
                here, port = server.host.split(":")
                return connect(self, here, int(port), *args[1:])  # type: ignore[arg-type]
            made.reached.add(host)
            raise httpcore.ConnectError("this far and no further")

        monkeypatch.setattr(socket, "getaddrinfo", made.resolve)
        monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect_tcp)
        yield made


@dataclass
class Tried:
    """What is to be run for a door, each run in a folder of its own."""

    configs: list[str]
    answers: dict[str, Answer] = field(default_factory=dict)
    commands: list[list[str]] = field(default_factory=lambda: [["build", "--quiet"]])
    """One after the other, in each of the folders."""


Door = Callable[[list[str]], Tried]


def _tried(config: str, answers: dict[str, Answer] | None = None) -> Tried:
    return Tried([config], answers or {})


def _moved(url: str) -> Reply:
    return Reply(status=302, headers={"Location": url})


def _at(n: int) -> str:
    """A host for each address, so that none waits for another."""
    return f"http://h{n}.example"


def _sources(locations: Iterable[str], kind: str = "feed", **more: object) -> str:
    return "".join(
        source(f"s{n}", location, kind=kind, **more) for n, location in enumerate(locations)
    )


def feed(urls: list[str]) -> Tried:
    return _tried(_sources(urls))


def feed_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/{n}": _moved(url) for n, url in enumerate(urls)}
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def feed_moved_twice(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/x{n}": _moved(url) for n, url in enumerate(urls)}
    answers |= {f"/{n}": _moved(f"{_at(n)}/x{n}") for n in range(len(urls))}
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def feed_moved_for_good(urls: list[str]) -> Tried:
    """Believed after the third time, and then asked without the old address."""
    answers: dict[str, Answer] = {
        f"/{n}": Reply(status=308, headers={"Location": url}) for n, url in enumerate(urls)
    }
    config = _sources(f"{_at(n)}/{n}" for n in range(len(urls)))
    return Tried([config], answers, [["build", "--refresh", "--quiet"]] * 4)


def feed_named_by_a_page(urls: list[str]) -> Tried:
    named = '<html><head><link rel="alternate" type="application/rss+xml" href="{}"></head><p>Hi'
    answers: dict[str, Answer] = {f"/{n}": Reply(named.format(u)) for n, u in enumerate(urls)}
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def page_of_an_article(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {
        f"/{n}": Reply(rss((url, MONDAY, TEASER))) for n, url in enumerate(urls)
    }
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def page_of_an_article_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/a{n}": _moved(url) for n, url in enumerate(urls)}
    answers |= {f"/{n}": Reply(rss((f"{_at(n)}/a{n}", MONDAY, TEASER))) for n in range(len(urls))}
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def list_page(urls: list[str]) -> Tried:
    return _tried(_sources(urls, "pages", links="a"))


def list_page_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/{n}": _moved(url) for n, url in enumerate(urls)}
    config = _sources((f"{_at(n)}/{n}" for n in range(len(urls))), "pages", links="a")
    return _tried(config, answers)


def listed_page_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/a{n}": _moved(url) for n, url in enumerate(urls)}
    answers |= {f"/{n}": Reply(f'<a href="/a{n}">A title of words</a>') for n in range(len(urls))}
    config = _sources((f"{_at(n)}/{n}" for n in range(len(urls))), "pages", links="a")
    return _tried(config, answers)


def sitemap(urls: list[str]) -> Tried:
    return _tried(_sources(urls, "sitemap"))


def sitemap_of_an_index(urls: list[str]) -> Tried:
    index = "<sitemapindex><sitemap><loc>{}</loc></sitemap></sitemapindex>"
    answers: dict[str, Answer] = {f"/{n}": Reply(index.format(u)) for n, u in enumerate(urls)}
    return _tried(_sources((f"{_at(n)}/{n}" for n in range(len(urls))), "sitemap"), answers)


def sitemap_named_by_robots(urls: list[str]) -> Tried:
    def robots(asked: object) -> Reply:
        host = asked.headers["host"]  # type: ignore[attr-defined]
        n = int(host.removeprefix("h").removesuffix(".example"))
        return Reply(f"User-agent: *\nAllow: /\nSitemap: {urls[n]}\n")

    answers: dict[str, Answer] = {"/": Reply("<p>A page."), "/robots.txt": robots}
    return _tried(_sources((f"{_at(n)}/" for n in range(len(urls))), "sitemap"), answers)


def page_of_a_sitemap_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/news/a{n}": _moved(url) for n, url in enumerate(urls)}
    answers |= {
        f"/{n}": Reply(f"<urlset><url><loc>{_at(n)}/news/a{n}</loc></url></urlset>")
        for n in range(len(urls))
    }
    return _tried(_sources((f"{_at(n)}/{n}" for n in range(len(urls))), "sitemap"), answers)


def _of_several_pages(urls: list[str], key: str) -> Tried:
    answers: dict[str, Answer] = {f"/b{n}": _moved(url) for n, url in enumerate(urls)}
    for n in range(len(urls)):
        link = f'<a class="more" href="/b{n}">On</a>'
        answers[f"/a{n}"] = Reply(page(f"Page {n}", f"{WHOLE}{link}"))
        answers[f"/{n}"] = Reply(rss((f"{_at(n)}/a{n}", MONDAY, TEASER)))
    locations = (f"{_at(n)}/{n}" for n in range(len(urls)))
    return _tried(_sources(locations, **{key: "a.more"}), answers)


def next_page_moved(urls: list[str]) -> Tried:
    return _of_several_pages(urls, "next_page")


def single_page_moved(urls: list[str]) -> Tried:
    return _of_several_pages(urls, "single_page")


def robots_moved(urls: list[str]) -> Tried:
    def robots(asked: object) -> Reply:
        host = asked.headers["host"]  # type: ignore[attr-defined]
        return _moved(urls[int(host.removeprefix("h").removesuffix(".example"))])

    answers: dict[str, Answer] = {"/robots.txt": robots}
    answers |= {f"/{n}": Reply(rss((f"{_at(n)}/a{n}", MONDAY, TEASER))) for n in range(len(urls))}
    return _tried(_sources(f"{_at(n)}/{n}" for n in range(len(urls))), answers)


def _lists(locations: Iterable[str]) -> str:
    return "".join(f'\n[[sources_from]]\nopml = "{location}"\n' for location in locations)


def list_on_the_web(urls: list[str]) -> Tried:
    return _tried(_lists(urls) + source("files", "dump"))


def list_on_the_web_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/{n}": _moved(url) for n, url in enumerate(urls)}
    config = _lists(f"{_at(n)}/{n}" for n in range(len(urls)))
    return _tried(config + source("files", "dump"), answers)


def feed_of_a_list(urls: list[str]) -> Tried:
    outlines = "".join(
        f'<outline type="rss" text="F{n}" xmlUrl="{url}"/>' for n, url in enumerate(urls)
    )
    answers: dict[str, Answer] = {"/0": Reply(f"<opml><body>{outlines}</body></opml>")}
    return _tried(_lists([f"{_at(0)}/0"]), answers)


def hub(urls: list[str]) -> Tried:
    return Tried([f'hub = "{url}"\n{source("files", "dump")}' for url in urls])


def hub_moved(urls: list[str]) -> Tried:
    answers: dict[str, Answer] = {f"/{n}": _moved(url) for n, url in enumerate(urls)}
    return replace(hub([f"{_at(n)}/{n}" for n in range(len(urls))]), answers=answers)


def _typed(command: str, *more: str) -> Door:
    def door(urls: list[str]) -> Tried:
        answers: dict[str, Answer] = {f"/{n}": _moved(url) for n, url in enumerate(urls)}
        commands = [[command, f"{_at(n)}/{n}", *more] for n in range(len(urls))]
        return Tried([source("files", "dump")], answers, commands)

    return door


DOORS: Final[Mapping[str, Door]] = {
    **{
        door.__name__.replace("_", "-"): door
        for door in (
            feed,
            feed_moved,
            feed_moved_twice,
            feed_moved_for_good,
            feed_named_by_a_page,
            page_of_an_article,
            page_of_an_article_moved,
            list_page,
            list_page_moved,
            listed_page_moved,
            sitemap,
            sitemap_of_an_index,
            sitemap_named_by_robots,
            page_of_a_sitemap_moved,
            next_page_moved,
            single_page_moved,
            robots_moved,
            list_on_the_web,
            list_on_the_web_moved,
            feed_of_a_list,
            hub,
            hub_moved,
        )
    },
    "extract-moved": _typed("extract"),
    "explain-moved": _typed("explain", "--config", "config.toml"),
    "accept-moved": _typed("accept", "--tests", "cases"),
    "add-moved": _typed("add", "--yes"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", DOORS)
def test_no_door_leads_within(
    name: str, net: Net, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = [*ADDRESSES.values(), *PUBLIC, f"{REBINDING}-{name}.example"]
    tried = DOORS[name]([f"http://{host}/x" for host in hosts])
    net.server.answers = tried.answers
    for number, config in enumerate(tried.configs):
        folder = tmp_path / str(number)
        (folder / "dump").mkdir(parents=True)
        (folder / "dump" / "a.html").write_text(article("a"), encoding="utf-8")
        text = SITE + config + "\n[fetch]\npage_delay = 0\n"
        (folder / "config.toml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(folder)
        for command in tried.commands:
            result = CliRunner().invoke(program, command)
            assert result.exit_code in (0, 1, 2), result.output
            assert "bug" not in result.output

    assert net.reached == {ELSEWHERE}
