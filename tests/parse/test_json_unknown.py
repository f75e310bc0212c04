"""Articles in JSON whose keys nobody has heard of, in any language."""

from __future__ import annotations

import json
from typing import Any

import pytest

from feedclean.model.article import Failure, RawArticle
from tests.parse.reading import outcomes

TEXT = (
    "The mill stands still since the river fell below the wheel. Nobody in the village can say "
    "when it will turn again."
)
SECOND = (
    "Flour now comes from the town beyond the hills. The baker drives there twice a week, before "
    "it gets light."
)


def read(value: Any) -> list[RawArticle | Failure]:
    return outcomes(json.dumps(value, ensure_ascii=False), "a.json")


def check(found: object) -> None:
    assert isinstance(found, RawArticle), found
    assert found.html == f"<p>{TEXT}</p>\n<p>{SECOND}</p>"
    assert found.meta.title == "The mill"
    assert found.meta.published is not None
    assert found.meta.published.date().isoformat() == "2024-03-05"
    assert found.meta.url == "https://e.example/1"


WHOLE = f"{TEXT}\n\n{SECOND}"
ONE = {"a1": "The mill", "zeit": "2024-03-05", "wo": "https://e.example/1", "xyz": WHOLE}


@pytest.mark.parametrize(
    "keys",
    [
        ("baslik", "tarih", "bağlantı", "içerik"),
        ("fejléc", "mikor", "hol", "mit"),
        ("nadpis", "datum", "odkaz", "obsah"),
        ("rubrik", "datum", "länk", "brödtext"),
        ("otsikko", "pvm", "linkki", "teksti"),
        ("शीर्षक", "दिनांक", "लिंक", "सामग्री"),
        ("t", "d", "u", "c"),
        ("عنوان", "تاریخ", "لینک", "متن"),
        ("כותרת", "תאריך", "קישור", "תוכן"),
    ],
)
def test_a_running_text_under_any_key_is_that_of_an_article(keys: tuple[str, ...]) -> None:
    record = dict(zip(keys, ("The mill", "2024-03-05", "https://e.example/1", WHOLE), strict=True))

    for value in (record, [record, record], {"x": [record]}, {"x": {"y": record}}):
        for found in read(value):
            check(found)


def test_paragraphs_in_a_list_or_under_numbers_are_one_text() -> None:
    rest = {key: one for key, one in ONE.items() if key != "xyz"}

    [found] = read({**rest, "xyz": [TEXT, SECOND]})
    check(found)
    [found] = read({**rest, "absatz_1": TEXT, "absatz_2": SECOND})
    check(found)


def test_a_record_without_a_text_beside_others_is_left_out() -> None:
    found = read([ONE, {**ONE, "xyz": ""}, ONE])

    assert [type(one) for one in found] == [RawArticle, RawArticle]


@pytest.mark.parametrize(
    "value",
    [
        {"greeting": TEXT, "farewell": SECOND},
        {"name": "mill", "version": "1.2.0", "scripts": {"build": "make"}},
        {"id": "mill", "note": WHOLE, "by": "Ana Ruiz <a@e.example>", "at": "https://e.example/1"},
        {"x": {"says": WHOLE, "more": "https://e.example/1"}, "y": 403},
        [{"label": "One", "hint": "Press it."}, {"label": "Two", "hint": "Press it again."}],
        [{"q": "https://e.example/1", "n": 7}, {"q": "https://e.example/2", "n": 8}],
    ],
)
def test_words_of_a_program_are_no_articles(value: Any) -> None:
    [found] = read(value)

    assert isinstance(found, Failure)


def test_a_text_in_parts_with_headings_is_the_text() -> None:
    parts = [{"heading": "Water", "text": TEXT}, {"heading": "Flour", "text": SECOND}]

    [found] = read({"title": "The mill", "url": "https://e.example/1", "parts": parts})

    assert isinstance(found, RawArticle)
    places = [found.html.find(one) for one in ("Water", TEXT, "Flour", SECOND)]
    assert -1 not in places
    assert places == sorted(places)


def test_other_articles_in_a_list_are_no_text() -> None:
    others = [
        {"teaser": TEXT, "url": "https://e.example/2"},
        {"teaser": SECOND, "url": "https://e.example/3"},
    ]

    [found] = read({"title": "The mill", "url": "https://e.example/1", "more": others})

    assert not isinstance(found, RawArticle) or TEXT not in found.html


def test_a_title_a_summary_and_a_day_are_an_article() -> None:
    found = read([{"title": "The mill", "description": WHOLE, "pubDate": "2024-03-05"}])

    assert isinstance(found[0], RawArticle)
    assert found[0].html == f"<p>{TEXT}</p>\n<p>{SECOND}</p>"
