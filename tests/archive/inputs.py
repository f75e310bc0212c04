"""Pages of our own making, and the same pages in every kind of archive."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import zstandard

SITES = ("harbour.example", "river.example")
_WORDS = (
    "harbour crane tide ledger lantern sailor market winter bridge letter engine garden".split()
)


@dataclass(frozen=True, slots=True)
class Page:
    """One article with the frame its site puts around each of them."""

    number: int
    site: str = SITES[0]

    @property
    def url(self) -> str:
        return f"https://{self.site}/news/{self.number}"

    @property
    def date(self) -> datetime:
        return datetime(2024, 1, 1, 8, tzinfo=UTC) + timedelta(hours=7 * self.number)

    @property
    def title(self) -> str:
        return f"Report {self.number} on the {_word(self.number)}"

    @property
    def text(self) -> tuple[str, ...]:
        """Sentences that no other page has."""
        return tuple(
            f"On day {self.number} the {_word(self.number + line)} of part {line} was measured at "
            f"{self.number * 31 + line * 7} by people who wrote down the {_word(line)} as well."
            for line in range(6)
        )

    @property
    def html(self) -> str:
        paragraphs = "".join(f"<p>{line}</p>" for line in self.text)
        return (
            f"<!doctype html><html lang=en><head><title>{self.title}</title>"
            f'<link rel=canonical href="{self.url}">'
            f'<meta property="article:published_time" content="{self.date.isoformat()}"></head>'
            f"<body><nav><a href=/>Front page of {self.site}</a> <a href=/all>All of it</a></nav>"
            f"<article><h1>{self.title}</h1>{paragraphs}"
            f"<p>Subscribe to the letter of {self.site} and miss no report again.</p></article>"
            f"<footer>All rights with {self.site}, its editors and its printers.</footer>"
            "</body></html>"
        )


def _word(number: int) -> str:
    return _WORDS[number % len(_WORDS)]


def pages(count: int) -> list[Page]:
    return [Page(number, SITES[number % 2]) for number in range(count)]


def tree(folder: Path, some: Sequence[Page]) -> Path:
    for page in some:
        path = folder / page.site / f"{page.number:05}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page.html, encoding="utf-8")
    return folder


def tar(some: Sequence[Page]) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as file:
        for page in some:
            body = page.html.encode()
            info = tarfile.TarInfo(f"{page.site}/{page.number:05}.html")
            info.size = len(body)
            file.addfile(info, io.BytesIO(body))
    return buffer.getvalue()


def zip_(some: Sequence[Page]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for page in some:
            file.writestr(f"{page.site}/{page.number:05}.html", page.html)
    return buffer.getvalue()


def lines(some: Sequence[Page]) -> bytes:
    return b"".join(
        json.dumps(
            {
                "id": page.url,
                "url": page.url,
                "title": page.title,
                "html": "".join(f"<p>{line}</p>" for line in page.text),
                "published": page.date.isoformat(),
                "language": "en",
            }
        ).encode()
        + b"\n"
        for page in some
    )


def record(page: Page, *, head: bytes = b"", body: bytes | None = None, status: int = 200) -> bytes:
    body = page.html.encode() if body is None else body
    http = (
        f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n".encode()
        + head
        + b"\r\n"
        + body
    )
    return (
        (
            f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {page.url}\r\n"
            f"WARC-Date: {page.date:%Y-%m-%dT%H:%M:%SZ}\r\n"
            f"WARC-Record-ID: <urn:uuid:{page.number}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(http)}\r\n\r\n"
        ).encode()
        + http
        + b"\r\n\r\n"
    )


def info() -> bytes:
    body = b"software: a test\r\n"
    return (
        (
            f"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Type: application/warc-fields\r\n"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode()
        + body
        + b"\r\n\r\n"
    )


def warc(some: Sequence[Page]) -> bytes:
    return info() + b"".join(record(page) for page in some)


def warc_gz(some: Sequence[Page]) -> bytes:
    return gzip.compress(info(), mtime=0) + b"".join(
        gzip.compress(record(page), 6, mtime=0) for page in some
    )


def other_record(page: Page, kind: str, media_type: str, body: bytes) -> bytes:
    """What a crawl keeps of a page besides the answer of its server."""
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {page.url}\r\n"
            f"WARC-Date: {page.date:%Y-%m-%dT%H:%M:%SZ}\r\n"
            f"WARC-Record-ID: <urn:uuid:{kind}-{page.number}>\r\n"
            f"Content-Type: {media_type}\r\nContent-Length: {len(body)}\r\n\r\n"
        ).encode()
        + body
        + b"\r\n\r\n"
    )


def wet(some: Sequence[Page]) -> bytes:
    """The texts of pages, as Common Crawl has them."""
    texts = ("\n".join((page.title, f"{page.date:%Y-%m-%d}", *page.text)) for page in some)
    records = (
        other_record(page, "conversion", "text/plain", text.encode())
        for page, text in zip(some, texts, strict=True)
    )
    return gzip.compress(info(), mtime=0) + b"".join(
        gzip.compress(one, 6, mtime=0) for one in records
    )


def wacz(some: Sequence[Page], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        file.writestr("datapackage.json", "{}")
        file.writestr("archive/data.warc.gz", warc_gz(some))
        file.writestr("pages/pages.jsonl", "{}")
    return buffer.getvalue()


def letter(page: Page) -> bytes:
    body = "".join(f"<p>{line}</p>" for line in page.text)
    return (
        f"From news@{page.site} Mon Jan  1 08:00:00 2024\n"
        f"From: The {page.site} <news@{page.site}>\nDate: {page.date:%a, %d %b %Y %H:%M:%S +0000}\n"
        f"Subject: {page.title}\nMessage-ID: <{page.number}@{page.site}>\nMIME-Version: 1.0\n"
        f"Content-Type: text/html; charset=utf-8\n\n{body}\n>From here on nothing.\n\n"
    ).encode()


def mbox(some: Sequence[Page]) -> bytes:
    return b"".join(map(letter, some))


KINDS: Mapping[str, Callable[[Sequence[Page]], bytes]] = {
    "pages.tar": tar,
    "pages.tar.gz": lambda some: gzip.compress(tar(some), mtime=0),
    "pages.tar.bz2": lambda some: bz2.compress(tar(some)),
    "pages.tar.xz": lambda some: lzma.compress(tar(some)),
    "pages.tar.zst": lambda some: zstandard.compress(tar(some)),
    "pages.tgz": lambda some: gzip.compress(tar(some), mtime=0),
    "pages.zip": zip_,
    "pages.jsonl": lines,
    "pages.jsonl.gz": lambda some: gzip.compress(lines(some), mtime=0),
    "pages.jsonl.zst": lambda some: zstandard.compress(lines(some)),
    "pages.warc": warc,
    "pages.warc.gz": warc_gz,
    "whole.warc.gz": lambda some: gzip.compress(warc(some), mtime=0),
    "pages.warc.zst": lambda some: zstandard.compress(warc(some)),
    "pages.warc.wet.gz": wet,
    "pages.wacz": wacz,
    "packed.wacz": lambda some: wacz(some, zipfile.ZIP_DEFLATED),
    "letters.mbox": mbox,
    "letters.mbox.gz": lambda some: gzip.compress(mbox(some), mtime=0),
}
