"""Pages that feed-me-up-scotty makes feeds of.

Source: feed-me-up-scotty documentation, "Set up".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from feedclean.moving.values import NOTHING, Found, Lost, Moved, Notes
from feedclean.parse.lists.opml import slug
from feedclean.parse.records.record import tidy_line
from feedclean.urls import is_http

_CARDS: Final = {
    "entrySelector": "links",
    "titleSelector": "item_title",
    "dateSelector": "item_date",
}
_NO_MATTER: Final = frozenset(("title", "url", "timeout", "onFail"))
_REASONS: Final = {
    "contentSelector": "texts are read from the pages of the articles",
    "dateFormat": "dates are understood without a format",
    "linkSelector": "of the links of an entry, the one with most text is followed",
    "waitForSelector": "pages are read as they are sent, without running their scripts",
}


def is_scotty(value: object) -> bool:
    """Whether a value of TOML holds pages with selectors of their entries."""
    return isinstance(value, dict) and any(
        isinstance(table, dict) and "entrySelector" in table for table in value.values()
    )


def read_scotty(value: Mapping[str, Any]) -> Found:
    """The pages."""
    default = value.get("default")
    like = default if isinstance(default, dict) else {}
    sources: list[Moved] = []
    lost: list[Lost] = []
    for name, own in value.items():
        if name == "default" or not isinstance(own, dict):
            continue
        table = {**like, **own}
        title = table.get("title")
        notes = Notes(tidy_line(title) if isinstance(title, str) and title.strip() else name)
        urls = table.get("url")
        pages = [str(url) for url in (urls if isinstance(urls, list) else [urls]) if _is_page(url)]
        if not pages:
            notes.lose("source", "its url is no address of the web")
        _note(table, notes)
        if len(pages) > 1:
            notes.lose("url", "each page is a source; a [[feed]] puts them together again")
        sources += [
            Moved(title=notes.where, url=url, kind="pages", id=slug(name), keys=notes.keys)
            for url in pages
        ]
        lost += notes.lost
    return Found(format="pages of feed-me-up-scotty", sources=tuple(sources), lost=tuple(lost))


def _is_page(url: object) -> bool:
    return isinstance(url, str) and is_http(url)


def _note(table: Mapping[str, Any], notes: Notes) -> None:
    for name, key in _CARDS.items():
        if isinstance(table.get(name), str):
            notes.say(key, table[name])
    for name in table:
        is_any_link = name == "linkSelector" and table[name] in {"a", "a[href]"}
        if name not in _CARDS and name not in _NO_MATTER and not is_any_link:
            notes.lose(name, _REASONS.get(name, NOTHING))
