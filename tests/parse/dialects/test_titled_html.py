from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.parse.reading import article

LABELS = {
    "rfc 822": "日期：Fri, 19 Jun 2020 09:51:53 +0000",
    "english": "Date: 2020-06-19T09:51:53Z",
    "bold": "**时间**: 2020-06-19 17:51:53 +0800",
}


@pytest.mark.parametrize("line", LABELS.values(), ids=LABELS)
def test_the_labelled_date_goes_to_metadata(line: str) -> None:
    found = article(f"[T | x](https://x.org/a)\n------\n{line}\n\n<p>一</p>")

    assert found.origin.dialect == "titled-html"
    assert found.meta.title == "T | x"
    assert found.meta.url == "https://x.org/a"
    assert found.meta.published == datetime(2020, 6, 19, 9, 51, 53, tzinfo=UTC)
    assert found.html == "<p>一</p>"


def test_more_labelled_lines_go_to_their_fields() -> None:
    found = article(
        "[T](https://x.org/a)\n---\n"
        "日期：2020-06-19\n作者：张三、李四\n来源：某报\n标签：a, b\n\n<p>一</p>"
    )

    assert [a.name for a in found.meta.authors] == ["张三", "李四"]
    assert found.meta.publisher == "某报"
    assert found.meta.categories == ("a", "b")
    assert found.html == "<p>一</p>"


def test_a_line_that_cannot_be_read_stays_in_the_text() -> None:
    found = article("[T](https://x.org/a)\n---\n日期：很久以前\n\n<p>一</p>")

    assert found.meta.published is None
    assert "日期：很久以前" in found.html


def test_a_byline_within_the_html_is_left_to_the_cleaner() -> None:
    body = "<p>作者：公民</p><p>一</p>"

    assert article(f"[T](https://x.org/a)\n---\n日期：2020-06-19\n\n{body}").html == body
