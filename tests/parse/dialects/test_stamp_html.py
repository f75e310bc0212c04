from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.parse.dialects.heads.heading import split_channel
from tests.parse.reading import article

DUMP = """<!--1701378901000-->
[{title}]({url})
------

{body}"""


def dump(
    title: str = "标题在这里说清楚",
    url: str = "https://www.example.org/cn/a",
    body: str = "<p>一</p>",
) -> str:
    return DUMP.format(title=title, url=url, body=body)


def test_the_stamp_is_when_it_was_published() -> None:
    found = article(dump(body="<div>30/11/2023 - 21:47</div><p>x</p>"))

    assert found.meta.published == datetime(2023, 11, 30, 21, 15, 1, tzinfo=UTC)
    assert found.origin.dialect == "stamp-html"


def test_without_a_stamp_the_first_line_gives_the_time_in_the_zone_of_the_source() -> None:
    text = dump(body="<div>30/11/2023 - 21:47</div><p>x</p>").replace("1701378901000", "NaN")

    found = article(text, timezone="Asia/Shanghai")

    assert found.meta.published == datetime(2023, 11, 30, 13, 47, tzinfo=UTC)


def test_a_stamp_that_is_no_time_leaves_the_time_open() -> None:
    assert article(dump().replace("1701378901000", "NaN")).meta.published is None


TITLES = {
    "channel": ("习近平微笑外交速被翻篇 - 要闻分析", "习近平微笑外交速被翻篇", "要闻分析"),
    "no channel": ("中国青岛新增三例感染者", "中国青岛新增三例感染者", None),
    "site names": ("无法达成全球协议 – 某某国际广播电台 - EX", "无法达成全球协议", None),
    "site by its host": ("无法达成全球协议 - Example", "无法达成全球协议", None),
    "channel and site": ("无法达成全球协议 - 财经 | 某某日报", "无法达成全球协议", "财经"),
    "bar in the title": ("鱼眼观察 | 为了封住受害人之口", "鱼眼观察 | 为了封住受害人之口", None),
    "dash in the title": ("专访 - 他说：“我们不会停下来”", "专访 - 他说：“我们不会停下来”", None),
    "a sentence after the dash": (
        "The long road - how they got there and what it cost",
        "The long road - how they got there and what it cost",
        None,
    ),
    "hyphen without spaces": ("COVID-19疫情最新消息", "COVID-19疫情最新消息", None),
}


@pytest.mark.parametrize(("line", "title", "channel"), TITLES.values(), ids=TITLES)
def test_only_a_plausible_channel_leaves_the_title(
    line: str, title: str, channel: str | None
) -> None:
    found = split_channel(line, "https://www.ex.example.org/a")

    assert (found[0], found[1]) == (title, channel)


def test_what_was_cut_off_the_title_is_told() -> None:
    found = article(dump("无法达成全球协议 - 某某日报"))

    assert dict(found.meta.evidence)["title"] == "link line without '- 某某日报'"


LINES = {
    "brackets": ("A [b] c [d]", "https://x.org/a", "A [b] c [d]"),
    "parentheses in the address": ("T (x)", "https://x.org/a_(b)", "T (x)"),
    "quotes and bars": ("“T” | 'x' \"y\"", "https://x.org/a", "“T” | 'x' \"y\""),
    "references": ("A &amp; B", "https://x.org/a", "A & B"),
    "escapes": (r"A \[b\] \| c", "https://x.org/a", "A [b] | c"),
    "two lines": ("one\ntwo", "https://x.org/a", "one two"),
}


@pytest.mark.parametrize(("written", "url", "title"), LINES.values(), ids=LINES)
def test_titles_may_hold_anything(written: str, url: str, title: str) -> None:
    found = article(dump(written, url))

    assert found.meta.title == title
    assert found.meta.url == url


def test_the_body_stays_as_it_is() -> None:
    body = '<asidedata-x=""><p>a &amp; b</p></aside><hr>c'

    assert article(dump(body=body)).html == body


def test_crlf_and_marks_do_no_harm() -> None:
    text = "\ufeff" + dump().replace("\n", "\r\n")

    assert article(text).meta.title == "标题在这里说清楚"


def test_a_markdown_body_becomes_html() -> None:
    assert article(dump(body="一段。\n\n![](https://x.org/a.jpg)\n")).html == (
        '<p>一段。</p>\n<p><img src="https://x.org/a.jpg" alt="" /></p>\n'
    )
