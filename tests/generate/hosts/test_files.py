from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from feedclean.config.tables import Host
from feedclean.generate.hosts import host_files
from feedclean.generate.hosts.files import _MOST_RULES
from feedclean.model.output import SiteHead

SITE = SiteHead(title="T", url="https://feeds.example.org/")
READERS = ["netlify", "cloudflare-pages"]


def rules(host: str, *names: str, site: SiteHead = SITE) -> dict[str, dict[str, str]]:
    """The rules of ``_headers``: pattern, name, value."""
    [file] = host_files(host, site, [PurePosixPath(name) for name in names])
    assert file.path == PurePosixPath("_headers")
    found: dict[str, dict[str, str]] = {}
    for line in file.body.decode().splitlines():
        if line.startswith("/"):
            found[line] = {}
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[[*found][-1]][name] = value
        else:
            assert not line or line.startswith("#")
    return found


def matches(pattern: str, path: str) -> bool:
    """As both hosts do it: one star, for any characters, slashes too."""
    head, star, tail = pattern.partition("*")
    if not star:
        return path == pattern
    return path.startswith(head) and path.endswith(tail)


def headers(path: str, told: dict[str, dict[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pattern, lines in told.items():
        if matches(pattern, path):
            for name, value in lines.items():
                found.setdefault(name, []).append(value)
    return found


def test_github_pages_is_told_to_leave_the_files_alone() -> None:
    assert [(f.path.name, f.body) for f in host_files("github-pages", SITE)] == [(".nojekyll", b"")]


@pytest.mark.parametrize("host", ["nginx", "caddy", "s3", "unheard-of"])
def test_hosts_that_read_no_files_get_none(host: str) -> None:
    assert host_files(host, SITE, [PurePosixPath("a.json")]) == ()


def test_every_configured_host_is_known_somewhere() -> None:
    from typing import get_args

    from feedclean.generate.hosts.files import _FILES
    from feedclean.generate.hosts.servers import SERVERS

    assert {*_FILES, *SERVERS} == set(get_args(Host))


@pytest.mark.parametrize("host", READERS)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/a.atom", "application/atom+xml; charset=utf-8"),
        ("/a/2026-01.atom", "application/atom+xml; charset=utf-8"),
        ("/a.json", "application/feed+json; charset=utf-8"),
        ("/a.rss", "application/rss+xml; charset=utf-8"),
        ("/feeds.opml", "text/x-opml; charset=utf-8"),
    ],
)
def test_a_feed_gets_its_type_once_and_may_be_read_by_any_page(
    host: str, path: str, kind: str
) -> None:
    assert headers(path, rules(host, "a.json")) == {
        "Access-Control-Allow-Origin": ["*"],
        "Cache-Control": ["public, max-age=300, must-revalidate"],
        "Content-Type": [kind],
        "X-Content-Type-Options": ["nosniff"],
        "X-Robots-Tag": ["noindex"],
    }


@pytest.mark.parametrize("host", READERS)
@pytest.mark.parametrize(
    "path", ["/", "/a.html", "/other.json", "/health.json", "/.feedclean-manifest.json"]
)
def test_what_is_no_feed_keeps_its_type(host: str, path: str) -> None:
    names = ("a.json", "a/deep.json", ".feedclean-manifest.json", "a.html", "health.json")

    assert [*headers(path, rules(host, *names))] == ["X-Content-Type-Options", "X-Robots-Tag"]


def test_a_site_that_may_be_indexed_says_nothing_to_robots() -> None:
    site = SiteHead(title="T", url=SITE.url, is_indexed=True)

    assert "X-Robots-Tag" not in headers("/a.atom", rules("netlify", site=site))


@pytest.mark.parametrize("feeds", [90, 96, 97, 500])
def test_cloudflare_never_gets_more_rules_than_it_reads(feeds: int) -> None:
    names = [f"feed-{n}.json" for n in range(feeds)]
    told = rules("cloudflare-pages", *names)

    assert len(told) <= _MOST_RULES
    for name in names:
        [kind] = headers(f"/{name}", told)["Content-Type"]
        assert kind.startswith("application/feed+json")


def test_no_rule_has_more_than_one_star_or_a_long_line() -> None:
    [file] = host_files("cloudflare-pages", SITE, [PurePosixPath("a.json")])

    assert max(line.count("*") for line in file.body.decode().splitlines() if line[:1] == "/") == 1
    assert max(map(len, file.body.splitlines())) < 2000


def test_order_and_repetition_of_paths_change_nothing() -> None:
    a, b = PurePosixPath("a.json"), PurePosixPath("b.json")

    assert host_files("netlify", SITE, [a, b]) == host_files("netlify", SITE, [b, a, b])
