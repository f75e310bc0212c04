"""The printed configurations, in the servers themselves where they are installed."""

from __future__ import annotations

import gzip
import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import brotli
import pytest

from feedclean.errors import ConfigError
from feedclean.generate.hosts import precompressed
from feedclean.generate.hosts.servers import SERVERS, Served, server_config
from feedclean.model.output import Rendered, SiteHead

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
CADDY = shutil.which("caddy")
BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
TEXT = "<p>一段足够长的文字，压缩起来很小。</p>\n".encode() * 100
NAMES = (
    *("index.html", "a.html", "a.atom", "a.json", "a.rss", "feeds.opml", "a/2026-01.atom"),
    "health.json",
)


def served(output: Path | str, url: str = "https://feeds.example.org/") -> Served:
    return Served(site=SiteHead(title="T", url=url), output=str(output))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A published folder, compressed copies included."""
    folder = tmp_path / "my feeds 文"
    for name in NAMES:
        file = Rendered(path=PurePosixPath(name), body=TEXT, media_type="")
        for one in (file, *precompressed(file)):
            path = folder / one.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(one.body)
    (folder / "a.png").write_bytes(b"\x89PNG")
    (folder / ".feedclean-manifest.json").write_text("{}")
    return folder


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


@contextmanager
def running(command: list[str], port: int, home: Path) -> Iterator[None]:
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    server = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    with server:
        try:
            _wait(server, port)
            yield
        finally:
            server.terminate()


def _wait(server: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        if server.poll() is not None and server.stdout:
            pytest.fail(server.stdout.read().decode())
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the server does not listen")


@contextmanager
def nginx(output: Path, url: str, port: int, *, brotli: bool = False) -> Iterator[None]:
    folder = output.parent
    text = server_config("nginx", served(output, url)).body.decode()
    if brotli:
        text = text.replace("# brotli_static on;", "brotli_static on;")
    (folder / "site").write_text(text, "utf-8")
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"{f'load_module {BROTLI};' if brotli else ''}\n"
        f"{'user root;' if os.geteuid() == 0 else ''}\n"  # else its workers may not look in here
        f"pid {folder}/pid;\nerror_log {folder}/log;\ndaemon off;\nevents {{}}\n"
        f"http {{ access_log {folder}/access; {temporary} include {folder}/site; }}\n",
        "utf-8",
    )
    with running([str(NGINX), "-c", f"{folder}/nginx.conf", "-e", f"{folder}/log"], port, folder):
        yield


@contextmanager
def caddy(output: Path, url: str, port: int) -> Iterator[None]:
    folder = output.parent
    config = folder / "Caddyfile"
    text = server_config("caddy", served(output, url)).body.decode()
    config.write_text("{\n\tadmin off\n}\n" + text, "utf-8")
    command = [str(CADDY), "run", "--adapter", "caddyfile", "--config", str(config)]
    with running(command, port, folder):
        yield


def ask(port: int, path: str, method: str = "GET", **headers: str) -> tuple[int, Any, bytes]:
    connection = http.client.HTTPConnection("localhost", port, timeout=10)
    try:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, headers=named)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


SERVE = [
    pytest.param(
        nginx,
        id="nginx",
        marks=pytest.mark.skipif(NGINX is None, reason="nginx is not installed"),
    ),
    pytest.param(
        caddy,
        id="caddy",
        marks=pytest.mark.skipif(CADDY is None, reason="caddy is not installed"),
    ),
]
KINDS = {
    "a.atom": "application/atom+xml; charset=utf-8",
    "a/2026-01.atom": "application/atom+xml; charset=utf-8",
    "a.json": "application/feed+json; charset=utf-8",
    "a.rss": "application/rss+xml; charset=utf-8",
    "feeds.opml": "text/x-opml; charset=utf-8",
    "a.html": "text/html; charset=utf-8",
    "": "text/html; charset=utf-8",
    "a.png": "image/png",
    "health.json": "application/json",
}
FEEDS = [name for name in KINDS if name.endswith(("atom", "json", "rss", "opml"))]


@pytest.mark.parametrize("serve", SERVE)
@pytest.mark.parametrize("prefix", ["/", "/my/feeds/"], ids=["root", "below"])
def test_a_server_serves_what_readers_want(
    serve: Callable[..., Any], prefix: str, output: Path
) -> None:
    port = free_port()
    with serve(output, f"http://localhost:{port}{prefix}", port):
        for name, kind in KINDS.items():
            status, headers, body = ask(port, prefix + name)
            told = (name, status, dict(headers))
            assert status == 200, told
            assert headers["Content-Type"] == kind, told
            assert headers["X-Content-Type-Options"] == "nosniff", told
            assert headers["X-Robots-Tag"] == "noindex", told
            assert headers["ETag"], told
            assert headers["Last-Modified"], told
            assert headers["Access-Control-Allow-Origin"] == ("*" if name in FEEDS else None), told
            assert ("max-age=300" if name in FEEDS else "no-cache") in headers["Cache-Control"]
            assert body == (output / (name or "index.html")).read_bytes()

            again = ask(port, prefix + name, If_None_Match=headers["ETag"])
            assert (again[0], again[2]) == (304, b""), told
            since = ask(port, prefix + name, If_Modified_Since=headers["Last-Modified"])
            assert since[0] == 304, told
            head = ask(port, prefix + name, "HEAD")
            assert (head[0], head[1]["Content-Type"], head[2]) == (200, kind, b""), told
            assert head[1]["Content-Length"] == str(len(body)), told


@pytest.mark.parametrize("serve", SERVE)
def test_a_server_sends_the_compressed_copy_as_it_lies_there(
    serve: Callable[..., Any], output: Path
) -> None:
    port = free_port()
    with serve(output, f"http://localhost:{port}/", port):
        plain = ask(port, "/a.atom")
        status, headers, body = ask(port, "/a.atom", Accept_Encoding="gzip")
        again = ask(port, "/a.atom", Accept_Encoding="gzip", If_None_Match=headers["ETag"])

    assert (status, headers["Content-Encoding"]) == (200, "gzip")
    assert headers["Content-Type"] == KINDS["a.atom"]
    assert headers["Vary"] == "Accept-Encoding"
    assert headers["ETag"] != plain[1]["ETag"]
    assert plain[1]["Content-Encoding"] is None
    assert body == (output / "a.atom.gz").read_bytes()
    assert gzip.decompress(body) == TEXT
    assert again[0] == 304


@pytest.mark.parametrize(
    "serve",
    [
        pytest.param(
            lambda *args: nginx(*args, brotli=True),
            id="nginx",
            marks=pytest.mark.skipif(
                NGINX is None or not BROTLI.exists(), reason="nginx has no module for brotli"
            ),
        ),
        SERVE[1],
    ],
)
def test_a_server_sends_brotli_where_it_can(serve: Callable[..., Any], output: Path) -> None:
    port = free_port()
    with serve(output, f"http://localhost:{port}/", port):
        _, headers, body = ask(port, "/a.json", Accept_Encoding="gzip, br")

    assert headers["Content-Encoding"] == "br"
    assert headers["Content-Type"] == KINDS["a.json"]
    assert brotli.decompress(body) == TEXT


@pytest.mark.parametrize("serve", SERVE)
def test_a_server_hides_what_is_hidden_and_knows_what_is_missing(
    serve: Callable[..., Any], output: Path
) -> None:
    port = free_port()
    with serve(output, f"http://localhost:{port}/feeds/", port):
        hidden = ask(port, "/feeds/.feedclean-manifest.json")
        missing = ask(port, "/feeds/nothing.atom")
        bare = ask(port, "/feeds")

    assert (hidden[0], missing[0]) == (404, 404)
    assert "application/atom+xml" not in str(missing[1]["Content-Type"])
    assert bare[0] in {301, 302}
    assert bare[1]["Location"].endswith("/feeds/")


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_serves_below_an_escaped_address(output: Path) -> None:
    port = free_port()
    with nginx(output, f"http://localhost:{port}/f%C3%A9eds/", port):
        assert ask(port, "/f%C3%A9eds/a.atom")[0] == 200
        assert ask(port, "/f%C3%A9eds")[1]["Location"].endswith("/f%C3%A9eds/")


def test_caddy_is_not_told_of_an_escaped_address(output: Path) -> None:
    with pytest.raises(ConfigError, match="escapes"):
        server_config("caddy", served(output, "https://example.org/f%C3%A9eds/"))


@pytest.mark.skipif(CADDY is None, reason="caddy is not installed")
@pytest.mark.parametrize("url", ["https://feeds.example.org/", "https://example.org:8443/feeds/"])
def test_caddy_finds_nothing_wrong(url: str, output: Path) -> None:
    path = output.parent / "Caddyfile"
    path.write_bytes(server_config("caddy", served(output, url)).body)
    command = [str(CADDY), "validate", "--adapter", "caddyfile", "--config", str(path)]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env={"HOME": str(output.parent), "PATH": os.environ["PATH"]},
    )

    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("host", ["nginx", "caddy"])
@pytest.mark.parametrize("folder", ['/srv/"', "/srv/$HOME", "/srv/{x}", "/srv/a\\b", "/srv/a\nb"])
def test_a_folder_that_cannot_be_quoted_is_refused(host: str, folder: str) -> None:
    with pytest.raises(ConfigError, match="choose another"):
        server_config(host, served(folder))


def test_a_site_that_may_be_indexed_says_nothing_to_robots(output: Path) -> None:
    site = SiteHead(title="T", url="https://example.org/", is_indexed=True)

    for host in SERVERS:
        config = server_config(host, Served(site=site, output=str(output)))
        assert b"noindex" not in config.body


def copies(output: Path, url: str = "https://feeds.example.org/") -> list[list[str]]:
    """What the script for S3 would call ``aws`` with."""
    folder = output.parent
    (folder / "aws").write_text(f"#!/bin/sh\nprintf '%s\\n' \"$@\" '' >>'{folder}/called'\n")
    (folder / "aws").chmod(0o755)
    script = folder / "s3.sh"
    script.write_bytes(server_config("s3", served(output, url)).body)
    path = f"{folder}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["/bin/sh", script], check=True, env={"PATH": path})
    calls = (folder / "called").read_text("utf-8").split("\n\n")
    return [call.split("\n") for call in calls if call]


@pytest.mark.skipif(not Path("/bin/sh").exists(), reason="there is no sh here")
def test_s3_gets_each_kind_with_its_type_and_deletes_nothing(output: Path) -> None:
    calls = copies(output, "https://feeds.example.org/below/")
    kinds = {call[call.index("--include") + 1]: call for call in calls}

    assert list(kinds) == ["*.png", "*.html", "*.atom", "*.json", "*.opml", "*.rss", "health.json"]
    for call in calls:
        assert call[:4] == ["s3", "sync", str(output), "s3://feeds.example.org/below"]
        assert "--delete" not in call
        assert call.index("--include") < call.index(".*")  # the last one that matches decides
    for suffix in ("atom", "json", "opml", "rss", "html"):
        call = kinds[f"*.{suffix}"]
        name = next(name for name in KINDS if name.endswith(suffix))
        assert call[call.index("--content-type") + 1] == KINDS[name]
        cached = "public, max-age=300, must-revalidate" if name in FEEDS else "no-cache"
        assert call[call.index("--cache-control") + 1] == cached
    own = kinds["health.json"]
    assert own[own.index("--content-type") + 1] == KINDS["health.json"]
    feeds = kinds["*.json"]
    assert feeds.index("--include") < feeds.index("health.json")
    assert feeds[feeds.index("health.json") - 1] == "--exclude"
