"""What is wrong with a feed, as far as its specification and the W3C validator would say."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
from lxml import etree

ATOM = {"a": "http://www.w3.org/2005/Atom"}
RSS = {
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "media": "http://search.yahoo.com/mrss/",
}
GRAMMAR = etree.RelaxNG(etree.parse(Path(__file__).parents[1] / "data" / "atom.rng"))
HUGE = etree.XMLParser(huge_tree=True)


def read_back(body: bytes) -> Any:
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    assert not parsed.bozo, parsed.get("bozo_exception")
    return parsed


def atom_faults(body: bytes) -> list[str]:
    """What RFC 4287 forbids and what the W3C validator calls an error, as far as we can know."""
    root = etree.fromstring(body, HUGE)
    found = [] if GRAMMAR.validate(root) else [str(error) for error in GRAMMAR.error_log]
    entries = root.findall("a:entry", ATOM)
    if root.find("a:author", ATOM) is None and not (
        entries and all(entry.find("a:author", ATOM) is not None for entry in entries)
    ):
        found.append("4.1.1: no author")
    ids = Counter(element.text for element in root.iterfind(".//a:id", ATOM))
    found += [f"4.2.6: id twice: {name}" for name, times in ids.items() if times > 1]
    for holder in (root, *entries):
        links = Counter(
            (link.get("rel", "alternate"), link.get("type"), link.get("hreflang"))
            for link in holder.findall("a:link", ATOM)
            if link.get("rel") != "enclosure"
        )
        found += [f"4.1.1: link twice: {kind}" for kind, times in links.items() if times > 1]
    addresses = [link.get("href") for link in root.iterfind(".//a:link", ATOM)]
    addresses += [element.text for element in root.iterfind(".//a:uri", ATOM)]
    found += [f"not a URI: {url}" for url in (*addresses, *ids) if not url.isascii() or " " in url]
    found += [
        f"blank {etree.QName(element).localname}"
        for element in root.iterfind(".//a:*", ATOM)
        if len(element) == 0 and not element.attrib and not (element.text or "").strip()
    ]
    return found


_CHANNEL = {"title", "link", "description", "language", "copyright", "lastBuildDate", "docs"}
_CHANNEL |= {"generator", "image", "item", "atom:link"}
_ITEM = {"title", "link", "description", "guid", "category", "enclosure", "source", "pubDate"}
_ITEM |= {"atom:updated", "dc:creator", "dc:language", "dc:publisher", "dc:rights"}
_ITEM |= {"media:thumbnail", "media:content", "content:encoded"}
_MANY = {"item", "atom:link", "category", "dc:creator", "media:content"}
_RFC_822 = re.compile(r"[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+")


def rss_faults(body: bytes) -> list[str]:
    """What the RSS 2.0 specification and the best practices of its board forbid."""
    root = etree.fromstring(body, HUGE)
    channel = root.find("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(root) != 1 or channel is None:
        return ["no RSS 2.0"]
    found = _children(channel, _CHANNEL, {"title", "link", "description"})
    found += [] if channel.xpath("atom:link[@rel='self']", namespaces=RSS) else ["no self"]
    image = channel.find("image")
    if image is not None:
        found += _children(image, {"url", "title", "link"}, {"url", "title", "link"})
        same = all(image.findtext(name) == channel.findtext(name) for name in ("title", "link"))
        found += [] if same else ["the image has another title or link than the channel"]
        kind = (image.findtext("url") or "").rpartition(".")[2].lower()
        is_known = kind in ("gif", "jpeg", "jpg", "png") or not kind.isalnum()
        found += [] if is_known else [f"no picture for RSS: {kind}"]
    guids = Counter(node.text for node in channel.iterfind("item/guid"))
    found += [f"guid twice: {name}" for name, times in guids.items() if times > 1]
    for item in channel.iterfind("item"):
        found += _children(item, _ITEM, {"title", "guid", "description"})
        for enclosure in item.iterfind("enclosure"):
            good = enclosure.get("url", "").startswith(("http://", "https://"))
            good = good and enclosure.get("length", "").isdigit()
            good = good and _MEDIA_TYPE.fullmatch(enclosure.get("type", "")) is not None
            found += [] if good else [f"enclosure: {dict(enclosure.attrib)}"]
        for source in item.iterfind("source"):
            found += [] if source.get("url") else ["source without url"]
    for date in root.iter("pubDate", "lastBuildDate"):
        good = _RFC_822.fullmatch(date.text or "") and parsedate_to_datetime(date.text)
        found += [] if good else [f"date: {date.text}"]
    for title in root.iter("title"):
        found += [f"markup: {title.text}"] if re.search(r"<\w", title.text or "") else []
    links = [*root.xpath("//@href | //@url"), *(n.text for n in root.iter("link", "url"))]
    return found + [f"not a URI: {url}" for url in links if not _is_uri(url)]


def _children(parent: etree._Element, allowed: set[str], wanted: set[str]) -> list[str]:
    prefixes = {uri: prefix for prefix, uri in RSS.items()}
    names = []
    for child in parent:
        name = etree.QName(child)
        prefix = f"{prefixes[name.namespace]}:" if name.namespace else ""
        names.append(prefix + name.localname)
    found = [f"unknown: {name}" for name in set(names) - allowed]
    found += [f"missing: {name}" for name in wanted - set(names)]
    found += [f"twice: {n}" for n, times in Counter(names).items() if times > 1 and n not in _MANY]
    blank = (c for c in parent if not len(c) and not c.attrib and not (c.text or "").strip())
    return found + [f"blank: {child.tag}" for child in blank if child.tag != "description"]


_TEXTS = {
    "feed": ("title", "home_page_url", "feed_url", "description", "icon", "favicon", "language"),
    "item": ("url", "title", "summary", "image", "date_published", "date_modified", "language"),
}
_FEED = {"version", "hubs", "items", *_TEXTS["feed"]}
_JSON_ITEM = {"id", "content_html", "authors", "tags", "attachments", *_TEXTS["item"]}


def json_faults(body: bytes) -> list[str]:
    """What JSON Feed 1.1 forbids."""
    text = body.decode("utf-8")
    feed = json.loads(text)
    found = [] if text.endswith("}\n") and "\\u" not in text else ["escapes, or no line end"]
    if feed.get("version") != "https://jsonfeed.org/version/1.1":
        found.append("version")
    found += (
        [] if isinstance(feed.get("items"), list) and feed.get("title") else ["no title, items"]
    )
    found += _strings(feed, _TEXTS["feed"], _FEED)
    hubs = feed.get("hubs", [])
    found += [f"hub: {hub}" for hub in hubs if set(hub) != {"type", "url"}]
    ids = Counter(item.get("id") for item in feed["items"])
    found += [f"id twice: {name}" for name, times in ids.items() if times > 1]
    for item in feed["items"]:
        if not isinstance(item.get("id"), str) or not isinstance(item.get("content_html"), str):
            found.append("an item needs an id and a content")
        found += _strings(item, _TEXTS["item"], _JSON_ITEM)
        for author in item.get("authors", []):
            found += _strings(author, ("name", "url"), {"name", "url"})
            found += [] if author else ["empty author"]
        tags = item.get("tags", [])
        found += [] if all(isinstance(tag, str) and tag for tag in tags) else [f"tags: {tags}"]
        for one in item.get("attachments", []):
            found += _strings(one, ("url", "mime_type"), {"url", "mime_type", "size_in_bytes"})
            if "url" not in one or not _MEDIA_TYPE.fullmatch(one.get("mime_type", "")):
                found.append(f"attachment: {one}")
            found += [] if isinstance(one.get("size_in_bytes", 0), int) else [f"size: {one}"]
    return found


def _strings(value: dict[str, Any], names: tuple[str, ...], allowed: set[str]) -> list[str]:
    found = [f"unknown: {name}" for name in value if name not in allowed and name[0] != "_"]
    for name in names:
        if name not in value:
            continue
        text = value[name]
        if not isinstance(text, str) or not text.strip():
            found.append(f"{name}: {text!r}")
        elif name.startswith("date_") and datetime.fromisoformat(text).tzinfo is None:
            found.append(f"{name}: no zone")
        elif name.endswith(("url", "icon", "image")) and not _is_uri(text):
            found.append(f"{name}: not a URI: {text}")
    return found


def _is_uri(text: str | None) -> bool:
    return re.fullmatch(r"[A-Za-z][\w+.-]*:[!-~]+", text or "") is not None
