"""Several articles in one text, each below labels."""

from __future__ import annotations

import pytest

from feedclean.model.article import RawArticle
from feedclean.parse.dialects import labelled_records
from feedclean.parse.dialects.base import Head
from tests.parse.reading import article, outcomes

TEXT = "The mill stands still since the river fell below the wheel."
SECOND = "Flour now comes from the town beyond the hills."
RULE = "-" * 40
BETWEEN = f"""Title: The mill
Link: https://e.example/1
Date: 2024-03-05
Content: {TEXT}

{SECOND}

{RULE}

Title: The oven
Link: https://e.example/2
Date: 2024-03-06
Content: {SECOND}

{RULE}
"""
AROUND = f"""{"=" * 60}
TITLE: The mill
URL: https://e.example/1
DATE: 2024-03-05
{"=" * 60}

{TEXT}

{SECOND}

{"=" * 60}
TITLE: The oven
URL: https://e.example/2
DATE: 2024-03-06
{"=" * 60}

{SECOND}
"""
CHINESE = f"""标题：The mill
链接：https://e.example/1
日期：2024-03-05
正文：
{TEXT}

{SECOND}

标题：The oven
链接：https://e.example/2
日期：2024-03-06
正文：
{SECOND}
"""
MARKED = BETWEEN.replace("Title:", "**Title:**").replace("Link:", "**Link**:")


@pytest.mark.parametrize("text", [BETWEEN, AROUND, CHINESE, MARKED])
def test_each_time_the_labels_come_an_article_begins(text: str) -> None:
    first, second = outcomes(text)

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.origin.dialect == labelled_records.NAME
    assert first.html == f"<p>{TEXT}</p>\n<p>{SECOND}</p>"
    assert second.html == f"<p>{SECOND}</p>"
    assert [one.meta.title for one in (first, second)] == ["The mill", "The oven"]
    assert first.meta.url == "https://e.example/1"
    assert first.meta.published is not None
    assert first.meta.published.date().isoformat() == "2024-03-05"


def test_a_line_that_no_field_has_room_for_is_text() -> None:
    first, _ = outcomes(BETWEEN.replace("Date: 2024-03-05", "Wheel: of oak"))

    assert isinstance(first, RawArticle)
    assert "Wheel: of oak" in first.html
    assert TEXT in first.html


def test_labels_that_come_once_are_those_of_one_article() -> None:
    text = BETWEEN.partition(RULE)[0] + f"{RULE}\n\nTitle: a word of law.\n\n{SECOND}\n"

    head = Head(text=text, location="a.txt", media_type=None, whole=text)
    assert labelled_records.sniff(head) == 0.0


@pytest.mark.parametrize(
    "text",
    [
        f"Ana: {TEXT}\n\nOwen: {SECOND}\n\nAna: {TEXT}\n\nOwen: {SECOND}\n",
        f"Date: 2024-03-05\nTime: 10:00\n\n{TEXT}\n\nDate: 2024-03-06\nTime: 11:00\n\n{SECOND}\n",
    ],
)
def test_talk_and_diaries_are_no_records(text: str) -> None:
    head = Head(text=text, location="a.txt", media_type=None, whole=text)
    assert labelled_records.sniff(head) == 0.0


def test_the_label_of_a_text_is_no_text_and_that_of_a_credit_is() -> None:
    head = "URL: https://e.example/1\nTitle: The mill\nDate: 2024-03-05\n"

    assert "Text:" not in article(f"{head}Text: {TEXT} {SECOND}\n\n{SECOND}\n").html
    assert "Text: Ana Ruiz" in article(f"{head}Text: Ana Ruiz\n\n{TEXT}\n\n{SECOND}\n").html


LABELS = "Title: The mill\nDate: 2024-03-05\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{LABELS}\n{TEXT}\n\n    Title: My entry\n    Date: 2024-03-06\n\n{SECOND}\n",
        f"{LABELS}\n{TEXT}\n\n```\n\n{LABELS}\n{TEXT}\n```\n\n{SECOND}\n",
        f"{LABELS}\n{TEXT}\n\nWorks\n\n{LABELS}\n{LABELS}Link: https://e.example/1\n",
    ],
)
def test_examples_and_works_referred_to_are_no_articles(text: str) -> None:
    head = Head(text=text, location="a.md", media_type=None, whole=text)

    assert labelled_records.sniff(head) == 0.0


def test_a_text_that_begins_with_a_word_and_a_colon_is_one() -> None:
    said = f"水车旁的村民说：{'河水低于水车的轮子，水车不再转动。' * 3}"
    text = f"{LABELS}\n{said}\n\n{LABELS}\n{said}\n"

    assert len(outcomes(text)) == 2


def test_a_paragraph_below_the_labels_that_looks_like_one_is_text() -> None:
    said = f"Source: the miller said that {TEXT} {SECOND}"
    first, second = outcomes(f"{LABELS}\n{said}\n\n{TEXT}\n\n{LABELS}\n{SECOND}\n")

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert said in first.html
    assert TEXT in first.html


def test_an_author_for_each_label() -> None:
    first, _ = outcomes(
        f"{LABELS}Author: Ana Ruiz\nAuthor: Owen Tarn\n\n{TEXT}\n\n{LABELS}\n{SECOND}\n"
    )

    assert isinstance(first, RawArticle)
    assert [one.name for one in first.meta.authors] == ["Ana Ruiz", "Owen Tarn"]
