"""Metadata that a record has beside its text."""

from __future__ import annotations

from typing import Any

import pytest

from feedclean.parse.records.json_about import with_metadata
from feedclean.parse.records.json_record import record_of

TEXT = "The kiln was fed every four hours, day and night."
TOLD: dict[str, dict[str, Any]] = {
    "object": {
        "metadata": {"title": "Kiln", "author": "Maren Holt", "publishedTime": "2024-03-05"}
    },
    "marks": {
        "metadata": {
            "og:title": "Kiln",
            "author": "Maren Holt",
            "article:published_time": "2024-03-05",
        }
    },
    "list": {
        "meta": [
            {"property": "og:title", "content": "Kiln"},
            {"name": "author", "content": "Maren Holt"},
            {"property": "article:published_time", "content": "2024-03-05"},
        ]
    },
    "groups": {
        "meta_data": {
            "author": "Maren Holt",
            "og": {"title": "Kiln"},
            "article": {"published_time": "2024-03-05"},
        }
    },
    "json-ld": {
        "metadata": {
            "jsonLd": [
                {"@type": "WebSite", "name": "Estuary Post", "url": "https://estuary.example.com/"},
                {
                    "@type": "NewsArticle",
                    "headline": "Kiln",
                    "author": [{"@type": "Person", "name": "Maren Holt"}],
                    "datePublished": "2024-03-05",
                },
            ]
        }
    },
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD.keys())
def test_what_is_beside_a_text_is_said_of_it(told: dict[str, Any]) -> None:
    record = record_of({"text": TEXT, **told})

    assert record.title is not None
    assert record.title.text == "Kiln"
    assert [author.name for author in record.authors] == ["Maren Holt"]
    assert record.published == "2024-03-05"


def test_what_a_record_says_itself_comes_first() -> None:
    told = {"title": "Another", "id": "7", "text": "No text of it.", "url": "https://a.example/b"}
    record = record_of({"text": TEXT, "title": "Kiln", "metadata": told})

    assert record.title is not None
    assert record.title.text == "Kiln"
    assert [body.text for body in record.bodies] == [TEXT]
    assert record.url == "https://a.example/b"
    assert record.upstream_id is None


def test_a_record_with_nothing_beside_it_is_the_same_object() -> None:
    value = {"title": "Kiln", "metadata": None, "meta": {"count": 3}}

    assert with_metadata(value) == value
