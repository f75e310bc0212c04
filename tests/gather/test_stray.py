"""A folder as people have it: articles, and what else lies about; and pages still being saved."""

from __future__ import annotations

import gzip
import json
import os
import plistlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from feedclean.conductor import Order, Tools, build_site, has_failed, no_network
from feedclean.config import load_config
from feedclean.gather.stray import SETTLING_S, looks_unfinished, reason_against
from feedclean.model.output import SourceReport
from tests.gather.serving import WHOLE, page
from tests.making import article, source

MakeSite = Callable[..., Path]
LATER = datetime(2040, 1, 1, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)

STRAY: dict[str, tuple[bytes, str]] = {
    "figures.csv": (b"a;b\n1;2\n", "holds data"),
    "paper.pdf": (b"%PDF-1.7\n%\xe2\xe3\n", "is a PDF file"),
    "crawl.warc": (b"WARC/1.1\r\nWARC-Type: warcinfo\r\n", "holds pages of a crawl"),
    "crawl.warc.gz": (gzip.compress(b"WARC/1.1\r\n", mtime=0), "`feedclean archive` reads it"),
    "paper.txt": (b"%PDF-1.7\n%\xe2\xe3\n", "is a PDF file"),
    "old.zip": (b"PK\x03\x04" + bytes(30), "is a zip archive"),
    "letter.docx": (b"PK\x03\x04" + bytes(30), "is a zip archive (unpack it), or a document"),
    "empty.md": (b"", "is empty"),
    "blank.html": (b" \r\n\t", "is empty"),
    "empty.txt.gz": (gzip.compress(b"\n", mtime=0), "is empty"),
    "cover.html": (PNG, "is a picture"),
    "lead.html": (b"RIFF\x10\0\0\0WEBPVP8 " + bytes(40), "is sound, film or a picture"),
    "photo.dat": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "is sound, film or a picture"),
    "data.bin": (bytes(range(256)) * 4, "holds no text"),
    "packed.gz": (gzip.compress(bytes(range(256)) * 4, mtime=0), "holds no text"),
    "story.md~": (b"# Title\n\nText.\n", "is a backup"),
    "story.md.bak": (b"# Title\n\nText.\n", "is a backup"),
    "~$letter.docx": (b"\x05Ana", "is a backup or a temporary file"),
    "page.html.crdownload": (b"<!DOCTYPE html><html>", "is a download that is not finished"),
    "page.html.part": (b"<!DOCTYPE html><html>", "is a download that is not finished"),
    "Thumbs.db": (b"\xd0\xcf\x11\xe0", "of the operating system"),
    "desktop.ini": (b"[.ShellClassInfo]\r\n", "of the operating system"),
    "bookmark.url": (b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "holds data"),
    "settings.plist": (plistlib.dumps({"a": 1}, fmt=plistlib.FMT_BINARY), "is a property list"),
}


@pytest.mark.parametrize(("name", "body", "why"), [(n, *both) for n, both in STRAY.items()])
def test_what_is_no_article_is_told_apart(name: str, body: bytes, why: str) -> None:
    assert why in (reason_against(f"deep/{name}", body) or "")


MAY_BE_ARTICLES = {
    "broken.json": b'{"items": [{"title": "a',
    "unknown.txt": b"a line of something",
    "on-tags.txt": b"ID3 tags explained",
    "on-pictures.txt": b"GIF87 and RIFF are old formats",
    "no ending": b"# Title\n\nText.\n",
    "page.webarchive": plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY),
    "feed.xml.gz": gzip.compress(b"<rss></rss>", mtime=0),
    "broken.gz": gzip.compress(b"<rss></rss>", mtime=0)[:-4],
    "utf16.txt": "Ein Text über Äpfel und Birnen".encode("utf-16"),
}


@pytest.mark.parametrize(
    ("name", "body"), MAY_BE_ARTICLES.items(), ids=list(MAY_BE_ARTICLES.keys())
)
def test_what_may_be_an_article_is_not_judged_by_its_name(name: str, body: bytes) -> None:
    assert reason_against(name, body) is None


def built(config: Path, now: datetime = LATER) -> tuple[SourceReport, bool]:
    report = build_site(load_config(config), Tools(now=now, fetch=no_network), Order())
    [one] = report.sources
    return one, has_failed(report)


def test_stray_files_are_told_and_fail_no_build(site: MakeSite) -> None:
    config = site(source("s", "dump"), files={"dump/1.txt": article("a")})
    for name, (body, _) in STRAY.items():
        (config.parent / "dump" / name).write_bytes(body)
    (config.parent / "dump" / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")

    for _ in range(2):
        report, is_failed = built(config)
        assert (report.entries, report.failures, is_failed) == (1, (), False)
        assert len(report.left_out) == len(STRAY)
        assert all(one.message.startswith(f"{one.location}: ") for one in report.left_out)


def test_an_index_of_the_folder_is_told_and_is_no_entry(site: MakeSite) -> None:
    links = "".join(f"- [Article {n}]({n}.txt)\n" for n in range(3))
    files = {f"dump/{n}.txt": article(str(n), f"Article {n}") for n in range(3)}
    config = site(source("s", "dump"), files=files | {"dump/README.md": f"# All\n\n{links}"})

    report, is_failed = built(config)

    assert (report.entries, is_failed) == (3, False)
    assert [one.location for one in report.left_out] == ["README.md"]
    assert "is a list of links to the other files" in report.left_out[0].message


def test_an_article_that_cannot_be_read_fails_the_build_still(site: MakeSite) -> None:
    files = {"dump/1.txt": article("a"), "dump/2.json": '{"items": [', "dump/3.csv": "a;b"}

    report, is_failed = built(site(source("s", "dump"), files=files))

    assert is_failed
    assert [one.location for one in report.failures] == ["2.json"]
    assert [one.location for one in report.left_out] == ["3.csv"]


@pytest.mark.parametrize("location", ["dump/*.csv", "dump/a.csv"])
def test_a_file_that_was_asked_for_is_no_stray(site: MakeSite, location: str) -> None:
    report, is_failed = built(site(source("s", location), files={"dump/a.csv": "a;b\n1;2\n"}))

    assert is_failed
    assert not report.left_out


def test_a_folder_of_nothing_but_stray_files_is_a_mistake(site: MakeSite) -> None:
    report, is_failed = built(site(source("s", "dump"), files={"dump/a.csv": "a;b\n1;2\n"}))

    assert is_failed
    assert "every file was left out" in report.failures[0].message


WHOLE_PAGE = page("One").encode()
MHTML = (
    b'From: <Saved by a browser>\r\nContent-Type: multipart/related;\r\n\tboundary="-B-"\r\n\r\n'
    b"---B-\r\nContent-Type: text/html\r\nContent-Location: https://example.org/1\r\n\r\n"
    + WHOLE_PAGE
    + b"\r\n---B---\r\n"
)
ARCHIVE = plistlib.dumps(
    {
        "WebMainResource": {
            "WebResourceData": WHOLE_PAGE,
            "WebResourceMIMEType": "text/html",
            "WebResourceTextEncodingName": "UTF-8",
            "WebResourceURL": "https://example.org/1",
        },
        "WebSubresources": [{"WebResourceData": PNG, "WebResourceMIMEType": "image/png"}],
    },
    fmt=plistlib.FMT_BINARY,
)
FEED = json.dumps({"items": [{"title": "One", "url": "https://example.org/1", "html": WHOLE}]})
SAVED = {
    "page.html": WHOLE_PAGE,
    "page.mhtml": MHTML,
    "page.webarchive": ARCHIVE,
    "feed.json": FEED.encode(),
    "feed.xml": f"<rss><channel><item><title>One</title><description><![CDATA[{WHOLE}]]>"
    "</description></item></channel></rss>".encode(),
}


@pytest.mark.parametrize("body", SAVED.values(), ids=SAVED.keys())
def test_every_part_of_a_saved_page_looks_unfinished(body: bytes) -> None:
    assert not looks_unfinished(body)
    for share in (0.0, 0.3, 0.6, 0.9):
        assert looks_unfinished(body[: int(len(body) * share)])


@pytest.mark.parametrize(
    "text",
    [
        "[Fog](https://example.org/fog)\n------\n\nThe fog came at six.",
        "[1] The fog came at six, says Roe.",
        "[Anzeige]\n\nThe fog came at six.",
        "{% include head.html %}\n\nThe fog came at six.",
    ],
)
def test_a_text_that_begins_with_a_bracket_is_finished(text: str) -> None:
    assert not looks_unfinished(text.encode())


@pytest.mark.parametrize("text", ['[{"title": "Fog"', "[\n  [1, 2", '{"title": ', "[", " {"])
def test_json_that_has_only_begun_is_not(text: str) -> None:
    assert looks_unfinished(text.encode())


def test_comments_without_a_page_cost_no_time() -> None:
    """Each could have ended at any later one: with thirty it took a minute, and twice that with one
    more."""
    assert not looks_unfinished(b"<!--x--> " * 200 + b"<p>Fog.</p>")


@pytest.mark.parametrize("name", SAVED)
def test_a_page_that_is_still_being_saved_waits_for_the_next_build(
    site: MakeSite, name: str
) -> None:
    config = site(source("s", "drop"), files={"drop/0.txt": article("a", title="Null")})
    path = config.parent / "drop" / name
    path.write_bytes(SAVED[name][: len(SAVED[name]) // 2])
    now = datetime.now(UTC)

    half, is_failed = built(config, now)
    path.write_bytes(SAVED[name])
    whole, _ = built(config, now)

    assert (half.entries, is_failed) == (1, False)
    assert [one.location for one in half.left_out] == [name]
    assert "still being written" in half.left_out[0].message
    assert (whole.entries, whole.left_out, whole.failures) == (2, (), ())


def test_a_page_that_is_saved_anew_stands_meanwhile(site: MakeSite) -> None:
    config = site(source("s", "drop"), files={"drop/page.html": page("One")})
    built(config)
    published = config.parent / "public" / "s.atom"
    before = published.read_bytes()

    (config.parent / "drop" / "page.html").write_bytes(WHOLE_PAGE[:200])
    report, is_failed = built(config, datetime.now(UTC))

    assert (report.entries, is_failed) == (1, False)
    assert published.read_bytes() == before


def test_what_stays_unfinished_is_read_as_it_is(site: MakeSite) -> None:
    config = site(source("s", "drop"), files={"drop/page.html": page("One")[:-20]})
    path = config.parent / "drop" / "page.html"
    now = datetime.now(UTC)
    assert built(config, now)[0].left_out

    old = (now - timedelta(seconds=2 * SETTLING_S)).timestamp()
    os.utime(path, (old, old))

    assert built(config, now)[0].entries == 1
