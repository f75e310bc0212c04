"""Which of several texts of a record is taken, and what a whole page among them says."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest

from feedclean.model.article import LEFT_OUT, Failure, RawArticle, Scope
from feedclean.parse import read as parse
from feedclean.parse.records.bodies import is_page
from feedclean.parse.records.fill import read_body
from feedclean.parse.records.record import Body
from tests.parse.test_json_record import SOURCE, capture, read

ONE: Final = "The kiln was fed every four hours, day and night, for a hundred years."
TWO: Final = "On Tuesday the last of them put down his shovel and went home."
TEXT: Final = f"<p>{ONE}</p><p>{TWO}</p>"
HEAD: Final = (
    "<title>The kiln goes cold | Estuary Post</title>"
    '<meta name="author" content="Maren Holt">'
    '<meta property="article:published_time" content="2024-03-05T09:15:00Z">'
)


def page(inside: str, head: str = HEAD) -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}</head>'
        f"<body><nav><a href='/'>Home</a></nav>{inside}</body></html>"
    )


PAGE: Final = page(f"<h1>The kiln goes cold</h1><article>{TEXT}</article>")


def only(value: dict[str, Any]) -> RawArticle:
    found = read({"url": "https://estuary.example.com/kiln", **value})
    assert len(found) == 1
    assert isinstance(found[0], RawArticle)
    return found[0]


def test_a_whole_page_is_read_as_one() -> None:
    article = only({"html": PAGE})

    assert article.scope is Scope.PAGE
    assert article.meta.title == "The kiln goes cold"
    assert [author.name for author in article.meta.authors] == ["Maren Holt"]
    assert f"{article.meta.published:%Y-%m-%d}" == "2024-03-05"
    assert article.meta.language == "en"


def test_a_page_comes_before_what_was_taken_out_of_it() -> None:
    article = only({"content": TEXT, "markdown": f"{ONE}\n\n{TWO}", "raw_html": PAGE})

    assert article.html == PAGE


def test_what_was_taken_out_comes_before_a_page_without_the_text() -> None:
    shell = page('<div id="root"></div><script>load()</script>')
    article = only({"html": shell, "markdown": f"{ONE}\n\n{TWO}"})

    assert article.scope is Scope.FRAGMENT
    assert ONE in article.html


def test_a_text_in_a_script_of_a_page_is_not_held_by_it() -> None:
    shell = page(f"<script>{json.dumps({'text': f'{ONE} {TWO}'})}</script>")
    article = only({"html": shell, "text": f"{ONE}\n{TWO}"})

    assert article.scope is Scope.FRAGMENT


@pytest.mark.parametrize(
    ("html", "is_whole"),
    [
        (PAGE, True),
        (f"\n<?xml version='1.0'?><!-- kept --> {PAGE}", True),
        (f"<html><body>{TEXT}</body></html>", False),
        (TEXT, False),
        (f"{TEXT}<nav>More</nav>", False),
    ],
    ids=["page", "prolog", "wrapped", "fragment", "nav"],
)
def test_a_page_has_more_in_it_than_an_article(html: str, *, is_whole: bool) -> None:
    assert is_page(html) is is_whole


def test_a_record_has_its_own_authors_and_date_before_those_of_a_page() -> None:
    article = only({"html": PAGE, "author": "Owen Tarr", "date_published": "2024-03-06"})

    assert [author.name for author in article.meta.authors] == ["Owen Tarr"]
    assert f"{article.meta.published:%Y-%m-%d}" == "2024-03-06"


def test_when_a_program_came_by_is_no_date_of_a_page() -> None:
    later = only({"html": PAGE, "timestamp": "2024-06-20T10:00:00Z"})
    before = only({"html": PAGE, "date": "2024-03-04"})

    assert f"{later.meta.published:%Y-%m-%d}" == "2024-03-05"
    assert f"{before.meta.published:%Y-%m-%d}" == "2024-03-04"


def test_a_title_of_the_record_stays_where_the_page_has_another() -> None:
    article = only({"html": PAGE, "title": "Cold kiln"})

    assert article.meta.title == "Cold kiln"


def test_the_id_stays_that_of_the_address_in_the_record() -> None:
    canonical = '<link rel="canonical" href="https://estuary.example.com/2024/kiln">'
    article = only({"html": page(TEXT, HEAD + canonical)})

    assert article.meta.url == "https://estuary.example.com/2024/kiln"
    assert article.meta.id == only({"html": PAGE}).meta.id


def test_the_heading_of_markdown_says_where_a_title_ends() -> None:
    markdown = f"# The kiln goes cold\n\n{ONE}\n\n* first\n* second"
    article = only({"markdown": markdown, "title": "The kiln goes cold - Estuary Post"})

    assert article.meta.title == "The kiln goes cold"
    assert "The kiln goes cold" not in article.html
    assert "<li>second</li>" in article.html


def test_an_early_line_of_text_says_where_a_title_ends() -> None:
    lines = f"The kiln goes cold | Estuary Post\nThe kiln goes cold\n\n{ONE}\n\n{TWO}"
    article = only({"text": lines, "title": "The kiln goes cold | Estuary Post"})

    assert article.meta.title == "The kiln goes cold"


def test_a_heading_that_is_no_title_stays() -> None:
    article = only({"markdown": f"# Why\n\n{ONE}", "title": "The kiln goes cold"})

    assert "<h1>Why</h1>" in article.html


def test_text_with_marks_and_paragraphs_is_markdown_whatever_its_key() -> None:
    article = only({"content": f"**Cold.** {ONE}\n\nSee [more](https://a.example/b).\n\n{TWO}"})

    assert "<strong>Cold.</strong>" in article.html
    assert '<a href="https://a.example/b">more</a>' in article.html


def test_text_with_a_paragraph_in_each_line_keeps_its_lines() -> None:
    article = only({"content": f"**Cold.** {ONE}\n{TWO}"})

    assert article.html.count("<p>") == 2


def test_several_texts_in_one_object_are_told_apart() -> None:
    told = {"raw_markdown": f"{ONE}\n\n{TWO}", "references_markdown": "## References", "n": 1}
    article = only({"markdown": {**told, "fit_markdown": f"{ONE}\n\n{TWO}"}})

    assert ONE in article.html
    assert "References" not in article.html


RUNNING: Final = f"{ONE} {TWO} " * 4


def test_a_page_is_content_under_any_key() -> None:
    article = only({"raw": PAGE})

    assert article.scope is Scope.PAGE
    assert article.meta.title == "The kiln goes cold"


def test_a_running_text_under_an_unknown_key_comes_before_a_summary() -> None:
    article = only({"title": "Kiln", "description": "In short.", "plumped_up": RUNNING})

    assert TWO in article.html


def test_a_short_text_under_an_unknown_key_is_no_content() -> None:
    article = only({"title": "Kiln", "description": "In short.", "caption": ONE})

    assert "In short." in article.html
    assert ONE not in article.html


def test_pages_by_their_addresses_are_articles() -> None:
    found = read({"https://a.example/1": PAGE, "https://a.example/2": PAGE})

    assert [one.meta.url for one in found if isinstance(one, RawArticle)] == [
        "https://a.example/1",
        "https://a.example/2",
    ]


def test_what_was_asked_and_what_was_answered_are_one_record() -> None:
    request = {"url": "https://a.example/1", "headers": [{"name": "date", "value": "2020-01-01"}]}
    (article,) = read({"request": request, "response": {"status": 200, "body": PAGE}})

    assert isinstance(article, RawArticle)
    assert article.meta.url == "https://a.example/1"
    assert f"{article.meta.published:%Y-%m-%d}" == "2024-03-05"


def test_what_a_browser_fetched_for_a_page_is_no_article() -> None:
    def entry(url: str, kind: str, text: str) -> dict[str, Any]:
        content = {"mimeType": kind, "text": text}
        return {"request": {"url": url}, "response": {"status": 200, "content": content}}

    log = [
        entry("https://a.example/1", "text/html; charset=utf-8", PAGE),
        entry("https://a.example/s.css", "text/css", "body { margin: 0 }"),
        entry("https://a.example/s.js", "application/javascript", "run();"),
        entry("https://a.example/i.png", "image/png", "iVBORw0KGgo" * 40),
    ]
    (article,) = read({"log": {"entries": log}})

    assert isinstance(article, RawArticle)
    assert article.meta.title == "The kiln goes cold"


@pytest.mark.parametrize(
    "told",
    [{"status_code": 404}, {"metadata": {"statusCode": 404}}, {"crawl": {"httpStatusCode": 404}}],
    ids=["beside", "metadata", "crawl"],
)
def test_what_a_server_refused_is_left_out_and_told(told: dict[str, Any]) -> None:
    gone, there = read([{"html": PAGE, "url": "https://a.example/1", **told}, {"html": PAGE}])

    assert isinstance(gone, Failure)
    assert gone.error == LEFT_OUT
    assert "answered with 404" in gone.message
    assert isinstance(there, RawArticle)


def test_a_status_that_is_none_of_a_server_leaves_nothing_out() -> None:
    assert only({"html": PAGE, "status": 20_000}).scope is Scope.PAGE


def test_a_part_of_a_series_stays_in_a_title() -> None:
    article = only(
        {"markdown": f"# The kiln goes cold\n\n{ONE}", "title": "The kiln goes cold - 2"}
    )

    assert article.meta.title == "The kiln goes cold - 2"


def test_a_page_beyond_all_bounds_costs_its_own_record() -> None:
    body = json.dumps([{"html": PAGE.replace(ONE, "<p>word. " * 2_000_000)}, {"html": PAGE}])
    refused, there = parse(replace(capture(), body=body.encode()), SOURCE)

    assert isinstance(refused, Failure)
    assert isinstance(there, RawArticle)


def test_a_text_is_taken_where_its_page_is_beyond_all_bounds() -> None:
    endless = PAGE.replace(ONE, "<p>word. " * 2_000_000)
    article = only({"html": endless, "text": f"{ONE}\n{TWO}"})

    assert article.html == f"<p>{ONE}</p>\n<p>{TWO}</p>"


def test_a_letter_in_plain_text_is_no_page() -> None:
    """Its first and last lines are like menus and footers, and were meant for its reader."""
    menu = ["Home", "News", "Sport", "Culture", "Subscribe", "Contact", "Log in", "Search"]
    foot = ["Privacy policy", "Terms of use", "Cookie settings", "About us", "All rights reserved"]
    text = "\n".join([*menu, "", RUNNING, "", RUNNING, "", *foot, *menu])
    told = Body(text=text, is_html=False)

    assert read_body(told, "Kiln", None, None).scope is Scope.FRAGMENT
    assert read_body(replace(told, may_be_page=True), "Kiln", None, None).scope is Scope.PAGE


def test_an_id_in_a_list_stays_whatever_is_found_in_the_text() -> None:
    canonical = '<link rel="canonical" href="https://estuary.example.com/2024/kiln">'
    pages = [page(TEXT, HEAD + canonical), page(f"<h1>Clay</h1><p>{TWO}</p>")]
    whole = read([{"html": html, "title": "The kiln | Estuary Post"} for html in pages])
    parts = read([{"html": TEXT, "title": "The kiln | Estuary Post"} for _ in pages])

    assert [one.meta.id for one in whole if isinstance(one, RawArticle)] == [
        one.meta.id for one in parts if isinstance(one, RawArticle)
    ]


def test_an_id_made_of_a_text_is_made_of_all_that_is_written() -> None:
    canonical = '<link rel="canonical" href="https://estuary.example.com/2024/kiln">'
    first, second = read([{"html": page(TEXT, canonical)}, {"html": page("<p>Clay.</p>")}])

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.meta.url == "https://estuary.example.com/2024/kiln"
    assert first.meta.id.startswith("tag:feedclean.invalid,2026:s/#")
    assert first.meta.id != second.meta.id
