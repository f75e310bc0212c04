"""``feedclean serve`` and ``feedclean watch`` as they are installed: sockets, signals, readers."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedclean.conductor import Tools, build_site, has_failed, no_network
from feedclean.config import load_config
from tests.gather.serving import WHOLE, Reply, Server, rss, serving
from tests.making import SITE, article, source

MakeSite = Callable[..., Path]
SIGNALS = pytest.mark.skipif(sys.platform == "win32", reason="no signals to send there")
NO_PROXY = {"NO_PROXY": "*", "no_proxy": "*"}


@dataclass
class Running:
    """A program that goes on, and what it has said so far."""

    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def said(self, words: str, within_s: float = 60.0) -> str:
        """The first line with these words, once it comes."""
        end = time.monotonic() + within_s
        while time.monotonic() < end:
            for line in tuple(self.lines):
                if words in line:
                    return line
            if self.process.poll() is not None and not any(words in line for line in self.lines):
                break
            time.sleep(0.02)
        raise AssertionError(f"{words!r} was not said, but: {self.lines}")

    def port(self) -> int:
        found = re.search(r"http://[^ ]+:(\d+)/", self.said("Serving "))
        assert found
        return int(found[1])

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=30)


@contextmanager
def running(*args: object) -> Iterator[Running]:
    command = [Path(sys.executable).parent / "feedclean", *map(str, args)]
    env = os.environ | {"PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env=env,
    ) as process:
        one = Running(process)
        assert process.stdout is not None
        reading = threading.Thread(target=lambda: one.lines.extend(process.stdout or ()))
        reading.start()
        try:
            yield one
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(timeout=30)
            reading.join(timeout=30)


def ask(port: int, path: str, method: str = "GET", **headers: str) -> http.client.HTTPResponse:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        response = connection.getresponse()
        response.body = response.read()  # type: ignore[attr-defined]
        return response


def build(config: Path) -> Path:
    report = build_site(load_config(config), Tools(now=datetime.now(UTC), fetch=no_network))
    assert not has_failed(report)
    return config


@pytest.fixture
def built(site: MakeSite) -> Path:
    """A built site; gives its configuration."""
    files = {f"a/{n}.txt": article(f"s{n}", body=f"<b>{n}</b> {WHOLE}") for n in range(3)}
    config = site(source("a", "a"), files=files)
    return build(config)


def test_the_published_folder_is_served(built: Path) -> None:
    with running("serve", "--config", built, "--port", 0, "-v") as server:
        port = server.port()
        whole = ask(port, "/a.atom")
        again = ask(port, "/a.atom", if_none_match=whole.headers["ETag"])
        dated = ask(port, "/a.atom", if_modified_since=whole.headers["Last-Modified"])
        head = ask(port, "/a.atom", "HEAD")
        part = ask(port, "/a.atom", range="bytes=0-4")
        past = ask(port, "/a.atom", range="bytes=99999999-")
        zipped = ask(port, "/a.atom", accept_encoding="gzip")

        body = (built.parent / "public" / "a.atom").read_bytes()
        assert (whole.status, whole.body) == (200, body)
        assert whole.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
        assert [(one.status, one.body) for one in (again, dated)] == [(304, b""), (304, b"")]
        assert (head.status, head.body) == (200, b"")
        assert head.headers["Content-Length"] == str(len(body))
        assert (part.status, part.body) == (206, body[:5])
        assert past.status == 416
        assert gzip.decompress(zipped.body) == body
        server.said("GET /a.atom 304 0 ")


def test_nothing_but_the_published_folder_is_served(built: Path) -> None:
    with running("serve", "--config", built, "--port", 0) as server:
        port = server.port()
        paths = ("/../config.toml", "/%2e%2e/config.toml", "/..%2fconfig.toml", "/%2e%2e%5cx")
        hidden = ("/.feedclean-manifest.json", "/%2efeedclean-manifest.json", "//etc/passwd")

        assert {ask(port, path).status for path in (*paths, *hidden)} == {404}
        assert ask(port, "/a.atom", "POST").status == 405
        assert ask(port, "/a.atom?x=1").status == 200


def test_it_listens_to_this_machine_alone_and_says_what_feeds_call_themselves(built: Path) -> None:
    with running("serve", "--config", built, "--port", 0) as server:
        port = server.port()

        assert f"http://127.0.0.1:{port}/" in server.said("Serving ")
        told = server.said("base_url").strip()
        assert "https://feeds.example.org/" in told
        assert told.endswith(f"set base_url of [site] to http://127.0.0.1:{port}/")


ODD = {
    "nonsense": b"nonsense\r\n\r\n",
    "tls": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    "no-host": b"GET /a.atom HTTP/1.1\r\n\r\n",
    "nul": b"GET /a.atom%00 HTTP/1.1\r\nHost: x\r\n\r\n",
    "not-utf-8": b"GET /%ff%fe HTTP/1.1\r\nHost: x\r\nUser-Agent: \xff\r\n\r\n",
    "another-host": b"GET http://example.org/a.atom HTTP/1.1\r\nHost: x\r\n\r\n",
    "long-header": b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 300_000 + b"\r\n\r\n",
    "upgrade": b"GET /a.atom HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n\r\n",
    "old": b"GET /a.atom HTTP/1.0\r\n\r\n",
    "body": b"GET /a.atom HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
    "gone-at-once": b"GET /a.atom HTTP/1.1\r\nHost: x\r\n\r\n",
}


def test_odd_requests_harm_nobody(built: Path) -> None:
    statuses = {}
    with running("serve", "--config", built, "--port", 0, "-v") as server:
        port = server.port()
        for name, sent in ODD.items():
            with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
                connection.settimeout(10)
                try:
                    connection.sendall(sent)
                    if name != "gone-at-once":
                        statuses[name] = connection.recv(12)[9:].decode()
                except ConnectionError:  # it has heard enough
                    statuses[name] = ""

        assert ask(port, "/a.atom").status == 200
        assert server.process.poll() is None
        assert "Traceback" not in "".join(server.lines)
    served = ("old", "body", "upgrade", "another-host")
    assert {name for name, status in statuses.items() if status == "200"} == set(served)
    assert statuses["nonsense"] == statuses["no-host"] == "400"
    assert statuses["nul"] == statuses["not-utf-8"] == "404"


@SIGNALS
@pytest.mark.parametrize("name", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("args", [(), ("--watch",)], ids=["alone", "with-watch"])
def test_a_signal_ends_it_cleanly(built: Path, name: str, args: tuple[str, ...]) -> None:
    with running("serve", "--config", built, "--port", 0, *args) as server:
        port = server.port()
        with socket.create_connection(("127.0.0.1", port)) as idle:  # nobody waits for it
            assert ask(port, "/a.atom").status == 200
            assert server.end(getattr(signal, name)) == 0
            assert idle.recv(1) == b""
        server.said("stopped")
        assert "Traceback" not in "".join(server.lines)


def told(*args: object) -> subprocess.CompletedProcess[str]:
    command = [Path(sys.executable).parent / "feedclean", *map(str, args)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)


def test_a_port_in_use_is_status_2_and_says_what_to_do(built: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = told("serve", "--config", built, "--port", taken.getsockname()[1])

    assert done.returncode == 2
    assert "choose another with --port" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_such_address_is_status_2(built: Path) -> None:
    assert told("serve", "--config", built, "--bind", "192.0.2.1").returncode == 2


def test_a_site_never_built_is_status_2(site: MakeSite) -> None:
    config = site(source("a", "a"), files={"a/1.txt": article("a")})
    done = told("serve", "--config", config)

    assert done.returncode == 2
    assert "run feedclean build first" in done.stderr


@SIGNALS
def test_with_watch_what_changes_is_built_and_served(site: MakeSite) -> None:
    config = site(source("a", "a"), files={"a/1.txt": article("first")})
    with running("serve", "--config", config, "--port", 0, "--watch") as server:
        port = server.port()
        server.said("built a: ")
        before = ask(port, "/a.atom")
        (config.parent / "a" / "2.txt").write_text(article("second"), "utf-8")
        server.process.send_signal(signal.SIGHUP)
        server.said("called")
        end = time.monotonic() + 30
        while ask(port, "/a.atom", if_none_match=before.headers["ETag"]).status == 304:
            assert time.monotonic() < end
            time.sleep(0.05)
        after = ask(port, "/a.atom", if_none_match=before.headers["ETag"])

        assert b"example.org/second" not in before.body
        assert b"example.org/second" in after.body
        assert server.end() == 0


@pytest.mark.slow
@SIGNALS
def test_watch_stops_while_a_slow_server_is_asked(site: MakeSite) -> None:
    feed = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    replies = {"/slow": Reply(feed, wait_s=1.0), "/quick": Reply(feed)}
    with serving(dict(replies)) as upstream:
        head = f'{SITE}\n[fetch]\nallow_private_hosts = ["{upstream.host}"]\n'
        named = ("quick", "slow")
        sources = (source(one, upstream.url(f"/{one}"), kind="feed") for one in named)
        config = site(*sources, head=head)
        with running("watch", "--config", config) as watcher:
            upstream_asked(upstream, "/slow")

            assert watcher.end() == 0
            watcher.said("stopping after the request under way (again to stop now)")
            watcher.said("stopped")
        public = config.parent / "public"
        left = sorted(path.name for path in public.iterdir()) if public.exists() else []
        assert not [name for name in left if name.endswith("tmp")]
        assert told("build", "--offline", "--dry-run", "--config", config).returncode in (0, 1)


@SIGNALS
@pytest.mark.parametrize(
    ("command", "first", "status"),
    [
        pytest.param("build", signal.SIGINT, -signal.SIGINT, id="build"),
        pytest.param("watch", signal.SIGTERM, -signal.SIGTERM, id="watch"),
    ],
)
def test_a_second_signal_ends_it_at_once(
    command: str, first: signal.Signals, status: int, site: MakeSite
) -> None:
    feed = rss(("https://example.org/1", "Mon, 02 Mar 2026 08:00:00 GMT", WHOLE))
    held = threading.Event()

    def slow(_: object) -> Reply:
        held.wait(60)
        return Reply(feed)

    with serving({"/slow": slow, "/robots.txt": Reply(status=404)}) as upstream:
        head = f'{SITE}\n[fetch]\nallow_private_hosts = ["{upstream.host}"]\n'
        config = site(source("slow", upstream.url("/slow"), kind="feed"), head=head)
        with running(command, "--config", config) as busy:
            upstream_asked(upstream, "/slow")
            busy.process.send_signal(first)
            busy.said("stopping after the request under way (again to stop now)")
            time.sleep(0.3)
            assert busy.process.poll() is None

            assert busy.end(first) == status
        held.set()


@SIGNALS
def test_an_interrupted_build_asks_no_more_and_says_how_to_go_on(site: MakeSite) -> None:
    feed = rss(
        *((f"https://example.org/{n}", "Mon, 02 Mar 2026 08:00:00 GMT", "<p>A…</p>") for n in "12")
    )
    with serving({"/slow": Reply(feed, wait_s=1.0)}) as upstream:
        feed = feed.replace("https://example.org", upstream.url("").rstrip("/"))
        upstream.answers["/slow"] = Reply(feed, wait_s=1.0)
        head = f'{SITE}\n[fetch]\nallow_private_hosts = ["{upstream.host}"]\n'
        config = site(source("slow", upstream.url("/slow"), kind="feed"), head=head)
        with running("build", "--config", config) as busy:
            upstream_asked(upstream, "/slow")

            assert busy.end(signal.SIGINT) == 130
            busy.said("stopping after the request under way")
            busy.said("interrupted; what was published stands")
            assert "Traceback" not in "".join(busy.lines)
        assert not {"/1", "/2"} & set(upstream.paths())


@SIGNALS
def test_a_trial_that_is_interrupted_waits_for_no_answer_and_writes_nothing(
    tmp_path: Path,
) -> None:
    held = threading.Event()

    def slow(_: object) -> Reply:
        held.wait(60)
        return Reply(status=404)

    with serving({"/slow": slow, "/robots.txt": Reply(status=404)}) as upstream:
        config = tmp_path / "config.toml"
        with running("add", upstream.url("/slow"), "--yes", "--config", config) as busy:
            upstream_asked(upstream, "/slow")
            started = time.monotonic()

            assert busy.end(signal.SIGINT) == 130
            assert time.monotonic() - started < 15  # far from the 20 s of a silent server
            busy.said("stopping after the request under way")
        held.set()
    assert not config.exists()


def upstream_asked(upstream: Server, path: str) -> None:
    end = time.monotonic() + 30
    while path not in upstream.paths():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_watch_with_a_broken_configuration_is_status_2(site: MakeSite) -> None:
    done = told("watch", "--config", site("nonsense"))

    assert done.returncode == 2
    assert "not valid TOML" in done.stderr


def test_a_build_does_not_load_the_server(built: Path) -> None:
    code = (
        "import sys; from feedclean.cli import program\n"
        f"program(['build', '--config', {str(built)!r}], standalone_mode=False)\n"
        "print('loaded:', *(n for n in ('uvicorn', 'asyncio', 'gzip') if n in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )

    assert done.stdout.splitlines()[-1] == "loaded:"
