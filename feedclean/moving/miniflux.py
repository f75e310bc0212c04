"""Feeds as the API of Miniflux lists them.

Source: Miniflux documentation, "API Reference" and "Rules".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from feedclean.moving.php import replacement
from feedclean.moving.values import NOTHING, Found, Lost, Moved, Notes
from feedclean.parse.records.record import tidy_line
from feedclean.urls import host_of, is_http

_RULE: Final = re.compile(
    r'(?P<name>[a-z_0-9]+)\s*(?:\((?P<arguments>(?:[^"()]|"(?:[^"\\]|\\.)*")*)\))?'
)
_ARGUMENT: Final = re.compile(r'"((?:[^"\\]|\\.){0,1000})"')
_ADDRESS: Final = re.compile(r'rewrite\(\s*"((?:[^"\\]|\\.)*)"\s*\|\s*"((?:[^"\\]|\\.)*)"\s*\)')
_BY_ITSELF: Final = frozenset(
    "add_dynamic_image add_dynamic_iframe use_noscript_figure_images fix_medium_images".split()
)
_PARTS: Final = {
    "EntryTitle": "title",
    "EntryURL": "url",
    "EntryAuthor": "author",
    "EntryTag": "category",
    "EntryContent": "text",
}
_EVERY: Final = ("url", "title", "author", "category")
"""What the older kind of filter looks at."""
_UNWRITTEN: Final = "not written down; ${NAME} in location keeps what is secret"
_REASONS: Final = {
    "user_agent": "requests are made one way for all; see [fetch]",
    "cookie": _UNWRITTEN,
    "username": _UNWRITTEN,
    "password": _UNWRITTEN,
    "allow_self_signed_certificates": NOTHING,
    "fetch_via_proxy": NOTHING,
}


def are_feeds(value: object) -> bool:
    """Whether a value of JSON is one feed of Miniflux, or a list of them."""
    feeds = _feeds(value)
    return bool(feeds) and all("feed_url" in feed for feed in feeds)


def read_miniflux(value: object) -> Found:
    """The feeds of a list, those that are switched off left out."""
    sources: list[Moved] = []
    lost: list[Lost] = []
    for feed in _feeds(value):
        url = _text(feed, "feed_url")
        notes = Notes(tidy_line(_text(feed, "title")) or host_of(url) or "a feed without a title")
        if not is_http(url):
            notes.lose("source", "its feed_url is no address of the web")
        elif feed.get("disabled") is True:
            notes.lose("source", "it is switched off (disabled)")
        else:
            sources.append(_moved(feed, notes))
        lost += notes.lost
    return Found(format="feeds of Miniflux", sources=tuple(sources), lost=tuple(lost))


def _feeds(value: object) -> Sequence[Mapping[str, Any]]:
    if isinstance(value, dict):
        inner = value.get("feeds")
        value = inner if isinstance(inner, list) else [value]
    if not isinstance(value, list) or not all(isinstance(feed, dict) for feed in value):
        return ()
    return value


def _text(feed: Mapping[str, Any], name: str) -> str:
    value = feed.get(name)
    return value.strip() if isinstance(value, str) else ""


def _moved(feed: Mapping[str, Any], notes: Notes) -> Moved:
    if feed.get("crawler") is True:
        notes.say("full_text", "always")
    if _text(feed, "scraper_rules"):
        notes.add("body", _text(feed, "scraper_rules"))
    for rule in _RULE.finditer(_text(feed, "rewrite_rules")):
        arguments = [
            re.sub(r'\\(["\\])', r"\1", text) for text in _ARGUMENT.findall(rule["arguments"] or "")
        ]
        _rewrite(rule["name"], arguments, notes)
    _address(_text(feed, "urlrewrite_rules"), notes)
    for kind, key in (("block", "block"), ("keep", "allow")):
        pattern = _text(feed, f"{kind}list_rules")
        if pattern:
            notes.add(key, *(f"{part}: regex:{pattern}" for part in _EVERY))
        _filters(_text(feed, f"{kind}_filter_entry_rules"), key, notes)
    for name, why in _REASONS.items():
        if feed.get(name) is True or _text(feed, name):
            notes.lose(name, why)
    site = _text(feed, "site_url")
    return Moved(
        title=notes.where,
        url=_text(feed, "feed_url"),
        site_url=site if is_http(site) else None,
        keys=notes.keys,
    )


def _rewrite(name: str, arguments: Sequence[str], notes: Notes) -> None:
    if name == "remove" and arguments:
        notes.add("strip", arguments[0])
    elif name == "replace" and len(arguments) == 2:
        notes.add("replace", (f"regex:{arguments[0]}", replacement(arguments[1])))
    elif name not in _BY_ITSELF:
        notes.lose(f"rewrite_rules: {name}", NOTHING)


def _address(rules: str, notes: Notes) -> None:
    """``rewrite("^(.*)$"|"$1?print")``: an address is asked for in the place of another."""
    found = _ADDRESS.findall(rules)
    for find, by in found:
        pattern, put = (re.sub(r'\\(["\\])', r"\1", text) for text in (find, by))
        notes.add("url_rewrite", (f"regex:{pattern}", replacement(put)))
    if rules and not found:
        notes.lose("urlrewrite_rules", 'it is not of the form rewrite("…"|"…")')


def _filters(lines: str, key: str, notes: Notes) -> None:
    for line in lines.splitlines():
        field, _, pattern = line.strip().partition("=")
        if field in _PARTS and pattern:
            notes.add(key, f"{_PARTS[field]}: regex:{pattern}")
        elif line.strip():
            notes.lose(f"{key}: {field}", f"{key} does not look at that")
