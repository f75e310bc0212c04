"""Programs people read feeds with, as subscribers: all entries come, and the next time a 304."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.gather.serving import WHOLE
from tests.generate.hosts.test_servers import free_port, nginx
from tests.making import SITE, source
from tests.needing import program
from tests.test_serving import NO_PROXY, build, running

MakeSite = Callable[..., Path]
STORIES = [
    (f"https://news.example/{n}", datetime(2026, 3, n + 1, 8, 30, tzinfo=UTC), f"Writer {n}")
    for n in range(5)
]
pytestmark = pytest.mark.slow


@dataclass
class Served:
    """A feed on a server, and the lines the server has written of requests for it."""

    url: str
    log: Callable[[], list[str]]

    def statuses(self, agent: str) -> list[str]:
        """Of the requests a program has made, in order."""
        asked = [line for line in self.log() if "GET /n.atom" in line and agent in line.lower()]
        return [next(word for word in line.split() if word in ("200", "304")) for line in asked]


@contextmanager
def from_serve(config: Path) -> Iterator[Served]:
    with running("serve", "--config", config, "--port", 0, "-v") as server:

        def log() -> list[str]:
            server.said(" 304 0 ")
            return list(server.lines)

        yield Served(f"http://127.0.0.1:{server.port()}/n.atom", log)


@contextmanager
def from_nginx(config: Path) -> Iterator[Served]:
    program("nginx")
    output, port = config.parent / "public", free_port()
    with nginx(output, f"http://localhost:{port}/", port):
        access = output.parent / "access"
        yield Served(f"http://localhost:{port}/n.atom", lambda: access.read_text().splitlines())


@pytest.fixture(params=[from_serve, from_nginx], ids=["serve", "nginx"])
def served(site: MakeSite, request: pytest.FixtureRequest) -> Iterator[Served]:
    """A built site of stories with dates and authors, on a server."""
    files = {
        f"n/{n}.md": f"---\ntitle: Story {n}\nurl: {url}\ndate: {date.isoformat()}\n"
        f"author: {author}\n---\n\nThe harbour, part {n}.\n\n{WHOLE}\n"
        for n, (url, date, author) in enumerate(STORIES)
    }
    head = f'{SITE}host = "nginx"\n'
    with request.param(build(site(source("n", "n", language="en"), files=files, head=head))) as one:
        yield one


def test_the_reader_of_pypi_subscribes(served: Served) -> None:
    from reader import make_reader

    with closing(make_reader(":memory:")) as subscriber:
        subscriber.add_feed(served.url)
        subscriber.update_feed(served.url)
        subscriber.update_feed(served.url)
        entries = sorted(subscriber.get_entries(), key=lambda entry: entry.link or "")

    assert [(e.link, e.published, e.authors_str) for e in entries] == STORIES
    assert all("council of the harbour town" in e.content[0].value for e in entries)
    assert served.statuses("reader") == ["200", "304"]


def test_newsboat_subscribes(served: Served, tmp_path: Path) -> None:
    newsboat = program("newsboat")
    urls, cache, settings = (tmp_path / name for name in ("urls", "cache.db", "settings"))
    settings.write_text("")
    urls.write_text(f"{served.url}\n")
    command = [newsboat, "-u", urls, "-c", cache, "-C", settings, "-x", "reload"]
    env = os.environ | NO_PROXY | {"HOME": str(tmp_path)}
    # It forgets the validators of the first time: its row for the feed comes after them.
    for _ in range(3):
        subprocess.run(command, env=env, check=True, timeout=60, capture_output=True)
    with closing(sqlite3.connect(cache)) as known:
        rows = known.execute("SELECT url, pubDate, author FROM rss_item ORDER BY url")
        entries = [(url, datetime.fromtimestamp(date, UTC), by) for url, date, by in rows]

    assert entries == STORIES
    assert served.statuses("newsboat") == ["200", "200", "304"]
