from __future__ import annotations

import json
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedclean import parse
from feedclean.dom.bounds import MOST_CHARS
from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle, SourceId
from feedclean.model.source import Capture
from feedclean.parse.feeds.bounds import MOST_REFERENCES, refuse_endless
from feedclean.parse.feeds.text import mend
from feedclean.parse.records.json_record import MOST_VALUES, loads
from tests.gather.serving import source
from tests.parse.reading import outcomes


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


def test_json_of_endless_values_is_not_read() -> None:
    lists = f"[{'[],' * MOST_VALUES}[]]"
    document = f'{{"items": [{{"title": "T", "url": "https://x.example/1", "tags": {lists}}}]}}'
    [failed] = outcomes(document, "a.json")
    first, second = outcomes(f'{{"title": "T", "body": "<p>One</p>"}}\n{{"x": {lists}}}', "a.jsonl")

    assert isinstance(failed, Failure)
    assert failed.message == "a.json: holds more than the 2000000 values allowed; split it"
    assert isinstance(first, RawArticle)
    assert isinstance(second, Failure)
    assert second.message == "a.jsonl: line 2: holds more than the 2000000 values allowed; split it"


def test_values_are_not_counted_within_texts() -> None:
    text = '[{,\\"' * (MOST_VALUES // 2)
    [found] = outcomes(json.dumps({"title": "T", "body": "<p>One</p>", "x": text}), "a.json")

    assert isinstance(found, RawArticle)


def test_the_vectors_beside_texts_are_not_counted() -> None:
    vector = ", ".join(["-0.5"] * (MOST_VALUES + 1))
    document = f'{{"items": [{{"title": "T", "body": "<p>One</p>", "embedding": [{vector}]}}]}}'
    [found] = outcomes(document, "a.json")

    assert isinstance(found, RawArticle)


def test_a_text_without_an_end_is_counted_once() -> None:
    with pytest.raises(ValueError, match="Unterminated"):
        loads('["' + '\\"[{,' * MOST_VALUES)


def test_lines_that_say_nothing_are_counted_and_cost_nothing() -> None:
    good, broken = '{"title": "T", "body": "<p>One</p>"}', '{"title": }'
    first, failed = outcomes(f"\n \n{good}\n{chr(10) * 1_000_000}  {broken}\n\n", "a.jsonl")

    assert isinstance(first, RawArticle)
    assert first.origin.offset == 2
    assert isinstance(failed, Failure)
    assert failed.location == "a.jsonl:1000004"


def test_xml_of_endless_references_is_not_read() -> None:
    for reference in ("&amp;", "&"):
        [failed] = outcomes(f"<rss><channel>{reference * (MOST_REFERENCES + 1)}</channel></rss>")

        assert isinstance(failed, Failure)
        assert "more than the 5000000 allowed; split it" in failed.message


def test_references_are_not_counted_within_cdata() -> None:
    """There they are text, which costs what it is long."""
    text = "&amp;" * (MOST_REFERENCES + 1)
    document = f"<rss><channel>{text}</channel></rss>"

    refuse_endless(document.replace(text, f"<![CDATA[{text}]]>"), "a.xml")
    with pytest.raises(ParseError, match="more than the 5000000 allowed"):
        refuse_endless(document, "a.xml")


def test_a_text_no_article_may_have_is_not_read_but_one_of_references_is() -> None:
    rss = "<rss><channel><title>T</title><item><title>One</title><description>{}</description>"
    text, references = "x" * (MOST_CHARS + 100), "&#x0041;" * (MOST_CHARS // 8 + 100)
    [failed] = outcomes(rss.format(text) + "</item></channel></rss>")
    [read] = outcomes(rss.format(references) + "</item></channel></rss>")

    assert isinstance(failed, Failure)
    assert "characters, more than the 12000000 allowed; split it" in failed.message
    assert isinstance(read, RawArticle)
    assert "A" * (MOST_CHARS // 8 + 100) in read.html


def test_a_feed_is_mended_without_an_object_for_each_reference() -> None:
    """Of 60 bytes each; a reader of feeds gets 50 MB of them."""
    document = f"<rss><channel><title>{'&#x41;&amp;' * 500_000}&nbsp;</title></channel></rss>"

    tracemalloc.start()
    mended = mend(document)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert mended == document.replace("&nbsp;", "\xa0")
    assert peak < 8 * len(document)
