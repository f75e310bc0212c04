"""Payloads through the whole product: in every field of a feed, built, and what was published."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from click.testing import CliRunner
from lxml import etree

from feedclean.cli import program
from feedclean.text import printable
from tests.making import SITE, source

STORY = (
    "The council met on Tuesday evening, and after four hours of debate it agreed on one thing: "
    "the bridge stays closed until the autumn, whatever the ferry company may say about it."
)
_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_LINES = (
    *("title", "category", "copyright", "source"),
    *(f"{_DC}{name}" for name in ("creator", "rights", "publisher")),
)
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What readers get."""

    folder: Path
    html: tuple[str, ...]
    """All that a reader of feeds would show as markup."""
    lines: tuple[str, ...]
    """Titles, names, categories and rights of RSS, which some readers take for markup."""
    addresses: tuple[str, ...]
    """What a reader would make links and pictures of."""


def _xml(text: str) -> str:
    return escape(printable(text).replace("\ufffe", "").replace("\uffff", ""))


def _item(number: int, payload: str) -> str:
    said = _xml(payload)
    told = quoteattr(printable(payload).replace("\ufffe", "").replace("\uffff", ""))
    return (
        f"<item><title>Item {number} {said}</title><link>https://x.example/{number}{said}</link>"
        f"<guid isPermaLink='false'>{number} {said}</guid><dc:creator>{said}</dc:creator>"
        f"<author>{said}</author><category domain={told}>{said}</category>"
        f"<comments>{said}</comments>"
        f"<enclosure url={told} type={told} length='1'/><source url={told}>{said}</source>"
        f"<media:thumbnail url={told}/><media:content url={told} type={told}/><dc:rights>{said}"
        f"</dc:rights><itunes:image href={told}/><atom:link rel='enclosure' href={told}/>"
        f"<description>{_xml(f'<p>{STORY} {number}</p>{payload}<p>{STORY}</p>')}</description>"
        "</item>"
    )


def _feed(payloads: Sequence[str], start: int) -> str:
    head = _xml(payloads[0])
    items = "".join(_item(start + n, payload) for n, payload in enumerate(payloads))
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom" '
        'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel>'
        f"<title>T {head}</title><link>{head}</link><description>{head}</description>"
        f"<language>{head}</language><image><url>{head}</url></image><copyright>{head}</copyright>"
        f"{items}</channel></rss>"
    )


def publish(payloads: Sequence[str], folder: Path, *, per_feed: int = 200) -> Published:
    """A site of feeds in which each payload stands in every field of an entry."""
    sources: list[str] = []
    for start in range(0, len(payloads), per_feed):
        name = f"s{start}"
        (folder / f"{name}.xml").write_text(
            _feed(payloads[start : start + per_feed], start), encoding="utf-8"
        )
        sources.append(source(name, f"{name}.xml", max_entries=per_feed))
    head = SITE.replace('["atom"]', '["atom", "json", "rss", "html"]') + "article_pages = true\n"
    config = folder / "config.toml"
    config.write_text(head + "".join(sources), encoding="utf-8")
    result = CliRunner().invoke(program, ["build", "--config", str(config)])
    assert result.exit_code == 0, result.output[-2_000:]
    return _read(folder / "public")


def _read(folder: Path) -> Published:
    html: list[str] = []
    lines: list[str] = []
    addresses: list[str] = []
    for path in sorted(folder.rglob("*.atom")):
        root = etree.parse(path).getroot()
        html += [node.text or "" for node in root.iter(f"{_ATOM}content")]
        assert {node.get("type") for node in root.iter(f"{_ATOM}title")} <= {None, "text"}
        addresses += [node.get("href") or "" for node in root.iter(f"{_ATOM}link")]
        addresses += [node.text or "" for node in root.iter(f"{_ATOM}uri", f"{_ATOM}logo")]
    for path in sorted(folder.rglob("*.rss")):
        root = etree.parse(path).getroot()
        html += [node.text or "" for node in root.iter("description", _CONTENT)]
        lines += [node.text or "" for node in root.iter(*_LINES)]
        addresses += [node.get("url") or "" for node in root.iter("enclosure", "source")]
        addresses += [node.text or "" for node in root.iter("link", "url", "comments")]
    for path in sorted(folder.rglob("*.json")):
        told = json.loads(path.read_text("utf-8"))
        for item in told.get("items", ()):
            html.append(item.get("content_html") or "")
            addresses += [item.get(name) or "" for name in ("url", "image", "external_url")]
            addresses += [each["url"] for each in item.get("attachments", ())]
            addresses += [each.get("url") or "" for each in item.get("authors", ())]
    for path in sorted(folder.rglob("*.opml")):
        root = etree.parse(path).getroot()
        addresses += [v for node in root.iter() for k, v in node.items() if k.endswith("Url")]
    return Published(
        folder=folder,
        html=tuple(dict.fromkeys(html)),
        lines=tuple(dict.fromkeys(lines)),
        addresses=tuple(dict.fromkeys(filter(None, addresses))),
    )
