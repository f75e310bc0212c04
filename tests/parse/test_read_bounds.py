from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

from feedclean import parse
from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.source import Capture
from tests.gather.serving import source


def capture(*texts: str) -> Capture:
    lines = (
        json.dumps({"title": f"T{n}", "url": f"https://x.example/{n}", "content": text})
        for n, text in enumerate(texts)
    )
    return Capture(
        source=SourceId("s"),
        location="a.jsonl",
        body="\n".join(lines).encode(),
        media_type=None,
        charset=None,
        captured_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


def test_an_article_nobody_can_bear_costs_itself_only() -> None:
    endless = "<p>x</p>" * 300_000

    first, failed, last = parse.read(capture("<p>One</p>", endless, "<p>Two</p>"), source("a"))

    assert isinstance(first, RawArticle)
    assert isinstance(failed, Failure)
    assert failed.message == "a.jsonl: holds 600000 tags, more than the 400000 allowed; split it"
    assert isinstance(last, RawArticle)


def test_an_infinite_number_is_no_reason_to_fail() -> None:
    found = capture("<p>One</p>")
    body = found.body.replace(b'"title": "T0"', b'"title": "T0", "id": 1e999')

    [article] = parse.read(replace(found, body=body), source("a"))

    assert isinstance(article, RawArticle)


def test_a_file_of_endless_articles_is_read_up_to_a_number() -> None:
    *articles, failed = parse.read(capture(*["x"] * (parse.MOST_ARTICLES + 5)), source("a"))

    assert len(articles) == parse.MOST_ARTICLES
    assert isinstance(failed, Failure)
    assert "those behind are not read; `feedclean archive` reads" in failed.message
