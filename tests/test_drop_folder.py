"""A folder that a person drops pages into, as browsers save them."""

from __future__ import annotations

import plistlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import feedparser

from feedclean.conductor import Order, Tools, build_site, has_failed, no_network
from feedclean.config import load_config
from tests.gather.serving import SENTENCE
from tests.making import source

MakeSite = Callable[..., Path]


def page(name: str, *, before: str = "", head: str = "") -> str:
    """A page of its own, with all that stands around an article."""
    text = "".join(f"<p>{name} {n}: {SENTENCE}{SENTENCE}</p>" for n in range(6))
    there = f"https://example.org/i/{name}.jpg"
    picture = f'<img src="./{name}_files/a%20b.jpg" data-src="{there}" alt="A quay">'
    picture += f'<img src="{name}_files/c.jpg" alt="">'
    return (
        f"<!DOCTYPE html>{before}<html lang=en><head><title>{name} | The Quay</title>"
        f'{head}<link rel="stylesheet" href="./{name}_files/a.css"></head><body>'
        '<nav><a href="https://example.org/">Home</a> <a href="https://example.org/n">News</a></nav>'
        f"<article><h1>{name}</h1>{picture}{text}</article>"
        "<footer>© The Quay. All rights reserved.</footer></body></html>"
    )


def saved_pages(drop: Path) -> None:
    (drop / "Complete_files").mkdir(parents=True)
    (drop / "Complete.html").write_text(
        page("Complete", before="\n<!-- saved from url=(0027)https://example.org/complete -->\n")
    )
    (drop / "Complete_files" / "lead.jpg").write_bytes(b"\xff\xd8\xff\xe0")
    (drop / "Complete_files" / "frame.html").write_text("<!DOCTYPE html><p>advertisement</p>")
    canonical = '<link rel="canonical" href="https://example.org/html-only">'
    (drop / "Only.htm").write_text(page("Only", head=canonical))
    (drop / "Single.html").write_text(
        page(
            "Single",
            before="<!--\n Page saved with SingleFile \n url: https://example.org/single \n"
            " saved date: Sun Mar 01 2026 10:00:00 GMT+0100\n-->",
        ).replace("</body></html>", "")
    )
    (drop / "Parts.mhtml").write_bytes(
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/parts\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="-B"\r\n\r\n'
        b"---B\r\nContent-Type: text/html\r\nContent-Location: https://example.org/parts\r\n\r\n"
        + page("Parts").encode()
        + b"\r\n---B--\r\n"
    )
    main = {
        "WebResourceData": page("Archive").encode(),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://example.org/archive",
    }
    (drop / "Archive.webarchive").write_bytes(
        plistlib.dumps({"WebMainResource": main}, fmt=plistlib.FMT_BINARY)
    )
    (drop / "Text.txt").write_text(
        "Text\n\n" + "\n\n".join(f"Text {n}: {SENTENCE}{SENTENCE}" for n in range(6)) + "\n"
    )
    (drop / "Later.html.crdownload").write_text("<!DOCTYPE html><html><head>")


def test_every_way_a_browser_saves_a_page_gives_one_entry(site: MakeSite) -> None:
    config = site(source("s", "drop"))
    saved_pages(config.parent / "drop")

    report = build_site(
        load_config(config), Tools(now=datetime(2040, 1, 1, tzinfo=UTC), fetch=no_network), Order()
    )

    assert not has_failed(report), report
    assert [one.location for one in report.sources[0].left_out] == ["Later.html.crdownload"]
    written = feedparser.parse((config.parent / "public" / "s.atom").read_bytes())
    told = {
        entry.title: (entry.get("links", []), entry.content[0].value) for entry in written.entries
    }
    assert {title: [link.href for link in links] for title, (links, _) in told.items()} == {
        "Archive": ["https://example.org/archive"],
        "Complete": ["https://example.org/complete"],
        "Only": ["https://example.org/html-only"],
        "Parts": ["https://example.org/parts"],
        "Single": ["https://example.org/single"],
        "Text": [],
    }
    for entry in written.entries:
        title, text = entry.title, entry.content[0].value
        assert [f"{title} {n}: {SENTENCE.strip()}" in text for n in range(6)] == [True] * 6
        assert "Home" not in text
        assert "All rights reserved" not in text
        assert "_files/" not in text
        assert text.count("<img") == (0 if title == "Text" else 1)
