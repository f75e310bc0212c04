from __future__ import annotations

import gzip
import os
from pathlib import Path

import brotli
import pytest

from feedclean.serve import forms
from feedclean.serve.answers import Site, answer
from feedclean.serve.values import Answer, Asked, Span

ATOM = b"<feed>" + b"<entry>one thing after another</entry>" * 100 + b"</feed>"
JSON_FEED = b'{"items":[],"version":"https://jsonfeed.org/version/1.1"}'


@pytest.fixture
def site(tmp_path: Path) -> Site:
    files = {
        "a.atom": ATOM,
        "a.json": JSON_FEED,
        "a.rss": b"<rss/>",
        "feeds.opml": b"<opml/>",
        "other.json": b"{}",
        "health.json": b'{"title": "of jsonfeed.org/version/1"}',
        "index.html": b"<!doctype html>",
        "style.css": b"a{}",
        "icon.png": b"\x89PNG" * 500,
        "odd.xyz": b"?" * 900,
        "sub/index.html": b"sub",
    }
    for name, body in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(body)
    return Site(root=tmp_path)


def ask(site: Site, path: str, method: str = "GET", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answer(site, Asked(method=method, path=path, headers=named))


def header(answered: Answer, name: str) -> str | None:
    found = [value for key, value in answered.headers if key == name]
    assert len(found) <= 1
    return found[0] if found else None


@pytest.mark.parametrize(
    ("path", "kind", "is_open"),
    [
        ("/a.atom", "application/atom+xml; charset=utf-8", True),
        ("/a.json", "application/feed+json", True),
        ("/a.rss", "application/rss+xml; charset=utf-8", True),
        ("/feeds.opml", "text/x-opml; charset=utf-8", True),
        ("/other.json", "application/json", False),
        ("/health.json", "application/json", False),
        ("/", "text/html; charset=utf-8", False),
        ("/style.css", "text/css; charset=utf-8", False),
        ("/icon.png", "image/png", False),
        ("/odd.xyz", "application/octet-stream", False),
    ],
)
def test_each_file_has_its_type_and_feeds_are_open_to_all(
    site: Site, path: str, kind: str, *, is_open: bool
) -> None:
    answered = ask(site, path)

    assert answered.status == 200
    assert header(answered, "Content-Type") == kind
    assert header(answered, "X-Content-Type-Options") == "nosniff"
    assert header(answered, "Cache-Control") == "no-cache"
    assert header(answered, "Access-Control-Allow-Origin") == ("*" if is_open else None)


def test_the_tag_follows_the_bytes_and_not_the_clock(site: Site) -> None:
    path = site.root / "a.atom"
    first = header(ask(site, "/a.atom"), "ETag")
    os.utime(path, (1_000_000_000, 1_000_000_000))
    touched = header(ask(site, "/a.atom"), "ETag")
    path.write_bytes(ATOM.replace(b"one", b"two"))
    os.utime(path, (1_000_000_000, 1_000_000_000))
    changed = header(ask(site, "/a.atom"), "ETag")

    assert first == touched != changed
    assert first is not None
    assert first.startswith('"')


def test_what_is_known_is_not_sent_again(site: Site) -> None:
    first = ask(site, "/a.atom")
    by_tag = ask(site, "/a.atom", if_none_match=header(first, "ETag") or "")
    by_date = ask(site, "/a.atom", if_modified_since=header(first, "Last-Modified") or "")

    for again in (by_tag, by_date):
        assert (again.status, again.body) == (304, b"")
        assert header(again, "ETag") == header(first, "ETag")
        assert header(again, "Content-Type") is None
        assert header(again, "Vary") == "Accept-Encoding"


def test_text_is_compressed_for_who_takes_it_and_has_a_tag_of_its_own(site: Site) -> None:
    plain, zipped = ask(site, "/a.atom"), ask(site, "/a.atom", accept_encoding="gzip, br")

    assert isinstance(zipped.body, bytes)
    assert gzip.decompress(zipped.body) == plain.body == ATOM
    assert header(zipped, "Content-Encoding") == "gzip"
    assert header(plain, "Content-Encoding") is None
    assert header(plain, "ETag") != header(zipped, "ETag")
    assert header(plain, "Vary") == header(zipped, "Vary") == "Accept-Encoding"
    again = ask(site, "/a.atom", accept_encoding="gzip", if_none_match=header(zipped, "ETag") or "")
    assert again.status == 304


@pytest.mark.parametrize("path", ["/icon.png", "/odd.xyz", "/a.rss"])
def test_pictures_and_trifles_are_sent_as_they_are(site: Site, path: str) -> None:
    answered = ask(site, path, accept_encoding="gzip")

    assert header(answered, "Content-Encoding") is None
    assert header(answered, "Vary") is None


def test_what_lies_compressed_beside_a_file_is_sent_if_it_holds_the_same(site: Site) -> None:
    path = site.root / "a.atom"
    ready = gzip.compress(ATOM, compresslevel=9, mtime=0)
    (site.root / "a.atom.gz").write_bytes(ready)
    (site.root / "a.atom.br").write_bytes(brotli.compress(ATOM))

    assert ask(site, "/a.atom", accept_encoding="gzip").body == ready
    by_br = ask(site, "/a.atom", accept_encoding="gzip, br")
    assert header(by_br, "Content-Encoding") == "br"
    assert brotli.decompress(by_br.body) == ATOM

    path.write_bytes(changed := ATOM.replace(b"one", b"two"))
    later = path.stat().st_mtime + 5
    os.utime(path, (later, later))
    zipped = ask(site, "/a.atom", accept_encoding="gzip, br")
    assert header(zipped, "Content-Encoding") == "gzip"
    assert isinstance(zipped.body, bytes)
    assert gzip.decompress(zipped.body) == changed


@pytest.mark.parametrize("odd", [b"", b"1234567", bytes(20)])
def test_a_broken_file_beside_is_not_sent(site: Site, odd: bytes) -> None:
    (site.root / "a.atom.gz").write_bytes(odd)

    answered = ask(site, "/a.atom", accept_encoding="gzip")

    assert isinstance(answered.body, bytes)
    assert gzip.decompress(answered.body) == ATOM


def test_a_part_is_sent_as_it_is(site: Site) -> None:
    answered = ask(site, "/a.atom", range="bytes=6-12", accept_encoding="gzip")

    assert (answered.status, answered.body) == (206, b"<entry>")
    assert header(answered, "Content-Range") == f"bytes 6-12/{len(ATOM)}"
    assert header(answered, "Content-Encoding") is None
    assert header(answered, "ETag") == header(ask(site, "/a.atom"), "ETag")


def test_parts_put_together_are_the_whole(site: Site) -> None:
    tag = header(ask(site, "/a.atom"), "ETag") or ""
    first = ask(site, "/a.atom", range="bytes=0-99", if_range=tag)
    rest = ask(site, "/a.atom", range="bytes=100-", if_range=tag)

    assert isinstance(first.body, bytes)
    assert isinstance(rest.body, bytes)
    assert first.body + rest.body == ATOM


def test_a_part_that_is_not_there_is_refused(site: Site) -> None:
    answered = ask(site, "/a.atom", range=f"bytes={len(ATOM)}-")

    assert answered.status == 416
    assert header(answered, "Content-Range") == f"bytes */{len(ATOM)}"


def test_a_head_is_told_what_a_get_would_be(site: Site) -> None:
    got, head = ask(site, "/a.atom"), ask(site, "/a.atom", "HEAD", range="bytes=0-1")

    assert (head.status, head.headers, head.size) == (200, got.headers, got.size)


def test_a_folder_leads_to_its_index(site: Site) -> None:
    answered = ask(site, "/sub")

    assert (answered.status, header(answered, "Location")) == (308, "/sub/")
    assert ask(site, "/sub/").body == b"sub"


def test_what_is_not_there_is_told_by_the_page_of_the_site(site: Site) -> None:
    ours = ask(site, "/none")
    (site.root / "404.html").write_bytes(b"lost")
    theirs = ask(site, "/none")

    assert (ours.status, theirs.status) == (404, 404)
    assert isinstance(ours.body, bytes)
    assert b"Not found" in ours.body
    assert theirs.body == b"lost"
    assert header(theirs, "ETag") is None


def test_nothing_can_be_sent_here(site: Site) -> None:
    answered = ask(site, "/a.atom", "POST")

    assert (answered.status, header(answered, "Allow")) == (405, "GET, HEAD, OPTIONS")


def test_readers_in_a_browser_may_ask_conditionally(site: Site) -> None:
    answered = ask(site, "/a.atom", "OPTIONS", origin="https://reader.example")

    assert answered.status == 204
    assert "If-None-Match" in (header(answered, "Access-Control-Allow-Headers") or "")


def test_a_large_file_is_not_held(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "LARGEST_HELD", 1000)
    path = (site.root / "a.atom").resolve()
    whole = ask(site, "/a.atom", accept_encoding="gzip")
    part = ask(site, "/a.atom", range="bytes=10-19")

    assert whole.body == Span(path=path, start=0, size=len(ATOM))
    assert part.body == Span(path=path, start=10, size=10)
    assert (header(whole, "ETag") or "").startswith("W/")
    assert ask(site, "/a.atom", if_none_match=header(whole, "ETag") or "").status == 304


def test_compressed_bodies_are_kept_up_to_a_size() -> None:
    shelf = forms.Shelf(most_bytes=100)
    bodies = {str(n): os.urandom(20) for n in range(10)}
    made = {name: shelf.zipped(name, body) for name, body in bodies.items()}

    assert shelf.zipped("9", b"") is made["9"]
    assert gzip.decompress(shelf.zipped("0", bodies["0"])) == bodies["0"]
    assert shelf._size == sum(map(len, shelf._bodies.values())) <= 100
