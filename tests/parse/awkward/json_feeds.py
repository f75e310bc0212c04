"""JSON Feed, which feedparser does not read: each states what is right."""

from __future__ import annotations

import json
from typing import Any, Final

from tests.parse.awkward.making import QUAY, Awkward, Told, feed

ITEM: Final[dict[str, Any]] = {
    "id": "https://example.org/quay",
    "url": "https://example.org/quay",
    "title": "The old quay",
    "content_html": "<p>It is rebuilt.</p>",
    "date_published": "2024-05-07T09:30:00+02:00",
}
WHY: Final = "does not read JSON"


def written(*items: Any, version: str = "1.1", **more: Any) -> str:
    about = {"version": f"https://jsonfeed.org/version/{version}", "title": "The Quay"}
    home = {"home_page_url": "https://example.org/", "feed_url": "https://example.org/f.json"}
    return json.dumps({**about, **home, **more, "items": list(items)}, ensure_ascii=False)


def one(text: str | bytes, *right: Told) -> Awkward:
    told = right or (QUAY,)
    kind = "application/feed+json"
    return feed(text, content_type=kind, entries=len(told), right=told, why=WHY, sound=False)


def with_(**more: Any) -> dict[str, Any]:
    return {**ITEM, **more}


def without(*names: str, **more: Any) -> dict[str, Any]:
    return {name: value for name, value in {**ITEM, **more}.items() if name not in names}


FEEDS: Final[dict[str, Awkward]] = {
    "JSON Feed 1.0": one(written(with_(author={"name": "Ana"}), version="1")),
    "JSON Feed 1.1": one(written(with_(authors=[{"name": "Ana"}, {"name": "Bo"}], language="en"))),
    "JSON with text alone": one(written(without("content_html", content_text="It is\n\nrebuilt"))),
    "JSON without ids": one(written(without("id"))),
    "JSON with numbers for ids": one(
        written(with_(id=7), without("url", id=8, title="Two")),
        QUAY,
        ("Two", None, QUAY[2]),
    ),
    "JSON without a title": one(written(without("title")), ("", *QUAY[1:])),
    "JSON with an id for an address": one(
        written(without("url")), ("The old quay", "https://example.org/quay", QUAY[2])
    ),
    "JSON with an address elsewhere": one(
        written(with_(external_url="https://example.net/source")), QUAY
    ),
    "JSON with attachments": one(
        written(
            with_(
                attachments=[
                    {"url": "https://example.org/q.mp3", "mime_type": "audio/mpeg"},
                    {"url": "/q.ogg", "size_in_bytes": "12"},
                    {"mime_type": "audio/mpeg"},
                    "q.mp3",
                ]
            )
        )
    ),
    "JSON with relative addresses": one(written(with_(url="/quay", image="i.jpg"))),
    "JSON with nulls": one(
        written(with_(summary=None, tags=None, author=None, image=None, attachments=None))
    ),
    "JSON with the wrong types": one(
        written(with_(tags="a, b", authors="Ana", attachments={"url": 7}, image=[], summary=[1]))
    ),
    "JSON with an item that is none": one(
        written(ITEM, "x", None, 7, [], {}),
    ),
    "JSON with a date for people": one(
        written(with_(date_published="7 May 2024 07:30 GMT")),
    ),
    "JSON with a mark": one(written(ITEM).encode("utf-8-sig")),
    "JSON with a trailing comma": one(written(ITEM)[:-2] + ",]}"),
    "JSON that was cut off": one(written(ITEM, ITEM)[:-30]),
    "JSON with line breaks in texts": one(
        written(with_(title="The\nold quay")).replace("\\n", "\n")
    ),
    "JSON with NaN": one(written(ITEM).replace('"title": "The Quay"', '"title": NaN')),
    "JSON with the key twice": one(
        written(ITEM).replace('"items"', '"items": [], "items"'),
    ),
    "JSON in UTF-16": one(written(ITEM).encode("utf-16")),
    "JSON in windows-1252": one(
        written(with_(title="Das Kai für Bürger – schön")).encode("cp1252"),
        ("Das Kai für Bürger – schön", *QUAY[1:]),
    ),
    "JSON with an entity in the title": one(
        written(with_(title="Tom &amp; Ana")), ("Tom & Ana", *QUAY[1:])
    ),
    "JSON without items": feed(written(), content_type="application/json", entries=0, sound=False),
    "JSON sent as a page": feed(
        written(ITEM), content_type="text/html", right=(QUAY,), why=WHY, sound=False
    ),
}
