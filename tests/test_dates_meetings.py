"""When something takes place is told from the day on which somebody wrote of it."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import PLAN
from tests.parse.reading import article

EN = "We read what is older than we are, and everybody brings one book that nobody else has."
ZH = "我们读比自己更老的书，每个人带一本别人没有的书来，读完以后放在桌上。"

MEETINGS = {
    "chinese": ("旧书读书会", "时间：2024年1月12日 15:00\n地点：三楼报告厅", ZH),
    "english": ("Old books", "When: 12 January 2024, 15:00\nWhere: the reading room", EN),
    "german": ("Alte Bücher", "Zeit: 12. Januar 2024, 15:00 Uhr\nOrt: Lesesaal", EN),
    "place first": ("旧书读书会", "地点：三楼报告厅\n时间：2024年1月12日 15:00", ZH),
}


@pytest.mark.parametrize(("title", "lines", "text"), MEETINGS.values(), ids=MEETINGS.keys())
@pytest.mark.parametrize("mark", ["", "# "], ids=["text", "markdown"])
def test_when_something_takes_place_is_no_date_and_stays(
    title: str, lines: str, text: str, mark: str
) -> None:
    name = "a/b.md" if mark else "a/b.txt"
    found = process(article(f"{mark}{title}\n\n{lines}\n\n{text}\n\n{text}\n", name), PLAN)

    assert isinstance(found, CleanArticle)
    assert found.meta.title == title
    assert found.meta.published is None
    assert all(line in found.html for line in lines.split("\n"))


WRITTEN = {
    "no place": ("江城的书", "时间：2024年1月12日 15:00\n来源：江城日报", ZH),
    "a day of publication": ("旧书读书会", "发布时间：2024年1月12日 15:00\n地点：报告厅", ZH),
}


@pytest.mark.parametrize(("title", "lines", "text"), WRITTEN.values(), ids=WRITTEN.keys())
def test_when_somebody_wrote_is_its_date(title: str, lines: str, text: str) -> None:
    found = article(f"{title}\n\n{lines}\n\n{text}\n\n{text}\n")

    assert found.meta.published == datetime(2024, 1, 12, 7, tzinfo=UTC)


RECORDS = {
    "by its script": {"title": "旧书", "content": ZH},
    "by its language": {"title": "Books", "content": EN, "language": "zh-CN"},
    "by its address": {"title": "Books", "content": EN, "url": "https://books.example.cn/1"},
}


@pytest.mark.parametrize("record", RECORDS.values(), ids=RECORDS.keys())
def test_a_record_without_a_zone_is_in_the_likely_one(record: dict[str, str]) -> None:
    items = [{"url": "https://b.example.org/1", "date": "2024-01-12 15:00:00"} | record]
    found = article(json.dumps(items), "a/b.json")

    assert found.meta.published == datetime(2024, 1, 12, 7, tzinfo=UTC)


def test_a_record_in_no_likely_zone_is_in_utc_and_a_zone_that_is_set_stands() -> None:
    told = {"title": "Books", "url": "https://b.example.org/1", "date": "2024-01-12 15:00:00"}
    latin, chinese = ([told | {"content": text}] for text in (EN, ZH))

    assert article(json.dumps(latin), "a.json").meta.published == datetime(
        2024, 1, 12, 15, tzinfo=UTC
    )
    found = article(json.dumps(chinese), "a.json", timezone="Europe/Paris")
    assert found.meta.published == datetime(2024, 1, 12, 14, tzinfo=UTC)
