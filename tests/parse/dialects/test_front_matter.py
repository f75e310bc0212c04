from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.model.article import Scope
from feedclean.parse.dialects import front_matter
from feedclean.parse.dialects.base import Head
from tests.parse.reading import article

FULL = """---
layout: post
title: "標題"
date: 2018-11-20T08:33:03.000Z
lastmod: 2018-11-21
author: Jane Doe
from: https://x.org/a?b=1
tags: [ medium, "b c" ]
categories: [ medium ]
description: Kurz.
image_feature: "https://x.org/a.jpg"
lang: zh-TW
source: Some Paper
---

<p>一</p>
"""


def test_every_key_goes_to_its_field() -> None:
    meta = article(FULL).meta

    assert meta.title == "標題"
    assert meta.published == datetime(2018, 11, 20, 8, 33, 3, tzinfo=UTC)
    assert meta.updated == datetime(2018, 11, 21, tzinfo=UTC)
    assert [a.name for a in meta.authors] == ["Jane Doe"]
    assert meta.url == "https://x.org/a?b=1"
    assert meta.categories == ("medium", "b c")
    assert meta.summary == "Kurz."
    assert meta.image == "https://x.org/a.jpg"
    assert meta.language == "zh-TW"
    assert meta.publisher == "Some Paper"


def test_the_block_is_gone_and_the_body_is_whole() -> None:
    assert article(FULL).html == "<p>一</p>"


def test_a_date_without_a_zone_is_in_that_of_the_source() -> None:
    found = article("---\ntitle: T\ndate: 2018-08-13 23:00\n---\nx", timezone="Asia/Shanghai")

    assert found.meta.published == datetime(2018, 8, 13, 15, 0, tzinfo=UTC)


TITLES = {
    "raw quotes": ('title: "他说"你好"了"', '他说"你好"了'),
    "colon": ("title: A: b: c", "A: b: c"),
    "at sign": ("title: @home", "@home"),
    "star": ("title: *star* man", "*star* man"),
    "bracket": ("title: [a] b", "[a] b"),
    "percent": ("title: %100", "%100"),
    "hash": ("title: Issue #5 and #6", "Issue #5 and #6"),
    "tab": ("title:\tA tab", "A tab"),
    "yes": ("title: yes", "yes"),
    "number": ("title: 1984", "1984"),
    "single quotes": ("title: 'It''s'", "It's"),
    "escaped quotes": (r'title: "a \"b\" c"', 'a "b" c'),
    "folded": ("title: >\n  one\n  two", "one two"),
    "upper case": ("Title: T", "T"),
    "unquoted marks": ("title: “疑问”？是的", "“疑问”？是的"),
}


@pytest.mark.parametrize(("line", "title"), TITLES.values(), ids=TITLES)
def test_titles_that_are_no_yaml_are_read_all_the_same(line: str, title: str) -> None:
    found = article(f"---\nlayout: post\n{line}\ndate: 2018-01-01\n---\n\n<p>x</p>")

    assert found.meta.title == title
    assert found.meta.published == datetime(2018, 1, 1, tzinfo=UTC)


SHAPES = {
    "blank lines between keys": "---\n\ntitle: T\n\ndate: 2018-01-01\n\n---\n\n<p>x</p>",
    "crlf": "---\r\ntitle: T\r\ndate: 2018-01-01\r\n---\r\n\r\n<p>x</p>",
    "byte order mark": "\ufeff---\ntitle: T\ndate: 2018-01-01\n---\n<p>x</p>",
    "blank lines on top": "\n\n---\ntitle: T\ndate: 2018-01-01\n---\n<p>x</p>",
    "dots": "---\ntitle: T\ndate: 2018-01-01\n...\n<p>x</p>",
    "toml": "+++\ntitle = 'T'\ndate = 2018-01-01\n+++\n<p>x</p>",
    "broken toml": '+++\ntitle = T\ndate = "2018-01-01\n+++\n<p>x</p>',
    "no fence": "Title: T\nDate: 2018-01-01\n\n<p>x</p>",
    "never closed": "---\ntitle: T\ndate: 2018-01-01\n\n<p>x</p>",
}


@pytest.mark.parametrize("text", SHAPES.values(), ids=SHAPES)
def test_blocks_come_in_many_shapes(text: str) -> None:
    found = article(text)

    assert found.origin.dialect == "front-matter"
    assert (found.meta.title, found.html.strip()) == ("T", "<p>x</p>")
    if "broken" not in text:
        assert found.meta.published is None or found.meta.published.year == 2018


def test_a_list_of_authors_may_hold_tables() -> None:
    found = article("---\ntitle: T\nauthor:\n- A B\n- name: C D\n  url: x\n---\nx")

    assert [a.name for a in found.meta.authors] == ["A B", "C D"]


def test_a_stamped_dump_below_fills_what_is_missing() -> None:
    found = article(
        "---\ntitle: T\n---\n<!--1542702783000-->\n[T](https://x.org/a)\n------\n\n<p>x</p>"
    )

    assert found.meta.url == "https://x.org/a"
    assert found.meta.published == datetime(2018, 11, 20, 8, 33, 3, tzinfo=UTC)
    assert found.html == "<p>x</p>"


def test_markdown_with_tags_in_it_is_still_markdown() -> None:
    found = article(
        "---\ntitle: T\n---\n\n![](https://x.org/a)\n\n<figcaption>c</figcaption>\n\n**b** text."
    )

    assert "<strong>b</strong> text." in found.html
    assert "<figcaption>c</figcaption>" in found.html


MIXED = {
    "address in angle brackets": "Text <http://x.org/> and more.\n\n## Head\n\n<br>\n\nEnd.",
    "tag left open": "Text.\n\n<figcaption>c\n\nMore text that goes on.\n\n## Head\n\nEnd.",
    "div left open": "<div>\n\nText.\n\nMore text that goes on.\n\n## Head\n\nEnd.\n\nEnd.",
}


@pytest.mark.parametrize("body", MIXED.values(), ids=MIXED)
def test_a_stray_tag_does_not_make_markdown_html(body: str) -> None:
    assert "<h2>Head</h2>" in article(f"---\ntitle: T\n---\n\n{body}\n").html


def test_html_with_stars_in_it_is_still_html() -> None:
    body = "<div><p>5 ** 2 ** 3 is [x](y)</p>\n\n    <p>indented</p></div>"

    assert article(f"---\ntitle: T\n---\n{body}").html == body


def test_a_whole_page_below_is_a_page() -> None:
    assert article("---\ntitle: T\n---\n<!DOCTYPE html><html></html>").scope is Scope.PAGE


def test_the_file_name_dates_a_post_without_a_date() -> None:
    found = article("---\ntitle: T\n---\nx", "_posts/2018-08-15-some-title.md")

    assert found.meta.published == datetime(2018, 8, 15, tzinfo=UTC)
    assert dict(found.meta.evidence)["published"] == "file name"


def test_a_post_without_a_title_is_named_by_its_first_words() -> None:
    found = article("---\ndate: 2018-01-01\nlayout: post\n---\n\n<p>One two.</p><p>Three.</p>")

    assert found.meta.title == "One two."
    assert dict(found.meta.evidence)["title"] == "first words"


def test_a_rule_in_the_body_does_not_end_the_block_twice() -> None:
    found = article("---\ntitle: T\n---\n\nOne.\n\n---\n\nTwo: three\n")

    assert "One." in found.html
    assert "Two: three" in found.html


def test_yaml_bombs_stay_small() -> None:
    bomb = "a: &a [x,x,x,x,x,x,x,x]\n" + "".join(
        f"{n}: &{n} [{','.join(['*' + p] * 8)}]\n"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )

    assert article(f"---\ntitle: T\n{bomb}---\nx").meta.title == "T"


CLIPPED = """---
created: 2024-03-09T21:15:40
source: https://www.lockkeeper.example/stories/boat
author: "[[Hugh Penrose]]"
---

# The last boat | The Lockkeeper

{line}

Duchess is nineteen and will not be hurried.
"""


def test_when_a_page_was_clipped_is_no_date_of_it() -> None:
    meta = article(CLIPPED.format(line="It rained."), "clipped.md").meta

    assert meta.published is None
    assert meta.title == "The last boat"
    assert [a.name for a in meta.authors] == ["Hugh Penrose"]


def test_a_line_of_the_clipped_page_tells_its_day() -> None:
    found = article(CLIPPED.format(line="Published March 5, 2024"), "clipped.md")

    assert found.meta.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert "Published March 5, 2024" in found.html


def test_a_note_of_ones_own_was_published_when_it_was_created() -> None:
    meta = article("---\ntitle: T\ncreated: 2024-03-09\n---\n\nText.\n", "note.md").meta

    assert meta.published == datetime(2024, 3, 9, tzinfo=UTC)


def test_a_copy_in_a_reader_links_to_where_it_was_read() -> None:
    text = "---\ntitle: T\ndate_saved: 2024-03-09\n---\n\n[Read Original](https://x.example/1)\n\nText.\n"

    assert article(text, "note.md").meta.url == "https://x.example/1"


def test_when_a_note_was_saved_or_changed_is_no_date_line() -> None:
    text = "---\ntitle: T\n---\n\nUpdated at: 2024-03-10\n\nText.\n"

    assert article(text, "note.md").meta.published is None


HANDED_ON = (
    "Title: The last boat | Shore News\n\nURL Source: https://x.example/1\n\n"
    "Published Time: 2024-03-05T09:00:00Z\n\nMarkdown Content:\n"
    "# The last boat\n\nIt left at noon, and [nobody](https://x.example/2) waved.\n"
)


def test_keys_with_blank_lines_between_them_end_where_the_content_begins() -> None:
    found = article(HANDED_ON, "page.md")

    assert found.meta.title == "The last boat"
    assert found.meta.url == "https://x.example/1"
    assert found.meta.published == datetime(2024, 3, 5, 9, tzinfo=UTC)
    assert found.html.startswith("<p>It left at noon")


def test_such_keys_are_surely_front_matter() -> None:
    assert (
        front_matter.DIALECT.sniff(Head(text=HANDED_ON, location="page.md", media_type=None)) > 0.95
    )


def test_lines_with_colons_above_prose_are_none() -> None:
    text = "Note: this is one.\n\nWarning: this is another.\n\nAnd here the text begins.\n"

    assert front_matter.DIALECT.sniff(Head(text=text, location="page.txt", media_type=None)) < 0.5


def test_each_field_says_where_it_was_read() -> None:
    head = "title: T\nauthor: Ann Example\ndate: 2024-01-12\ntags: [ice]\nsource: River News\n"
    found = article(f"---\n{head}lang: en\n---\n\nThe ice held.\n", "a/ice.md")

    assert dict(found.meta.evidence) == dict.fromkeys(
        ("authors", "categories", "language", "published", "publisher", "title"), "front matter"
    )


def test_a_field_without_a_value_has_no_place() -> None:
    found = article("---\ntitle: T\nauthor:\ndate: some day\n---\n\nThe ice held.\n", "a/ice.md")

    assert dict(found.meta.evidence) == {"title": "front matter"}


HIDDEN = """<!--
.. title: The mill
.. slug: mill
.. date: 2024-03-05 10:00:00 UTC
.. link: https://e.example/mill
.. description:
.. author: Ana Ruiz
-->

The mill stands still since the river fell **below** the wheel.
"""


@pytest.mark.parametrize("text", [HIDDEN, HIDDEN.replace(".. ", "")])
def test_keys_in_a_comment_are_front_matter(text: str) -> None:
    found = article(text, "posts/a.md")

    assert found.meta.title == "The mill"
    assert found.meta.url == "https://e.example/mill"
    assert [one.name for one in found.meta.authors] == ["Ana Ruiz"]
    assert found.meta.published == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert found.html.strip() == (
        "<p>The mill stands still since the river fell <strong>below</strong> the wheel.</p>"
    )


def test_a_comment_of_words_is_no_front_matter() -> None:
    text = HIDDEN.replace(".. slug: mill", "Ask Ana before this goes out")

    assert front_matter.sniff(Head(text=text, location="a.md", media_type=None)) == 0.0


NOTED = """---
title: Rain at last
url: https://a.example/2022/03/04/rain/
---
# Rain at last

It rained.
"""


@pytest.mark.parametrize(
    "remark", ["# export: made by the harbour clipper", "<!-- saved on Monday -->"]
)
def test_a_remark_of_a_program_may_stand_above_the_block(remark: str) -> None:
    found = article(f"{remark}\n{NOTED}", "rain.md")

    assert found.meta.title == "Rain at last"
    assert found.meta.url == "https://a.example/2022/03/04/rain/"
    assert found.html.strip() == "<p>It rained.</p>"


@pytest.mark.parametrize("line", ["# Rain: a diary", "# rain at last"])
def test_a_heading_above_a_rule_is_no_remark(line: str) -> None:
    found = article(f"{line}\n---\ntitle: is what we say\nand: so on\n---\n\nIt rained.", "r.md")

    assert line.strip("# ") in f"{found.html} {found.meta.title}"


FETCHED = """---
title: Rain
url: https://a.example{path}
date: {date}
{more}
---
It rained.
"""
FETCH = "fetch_date: 2026-09-30T07:00:00"


def _published(path: str, date: str, more: str = FETCH) -> datetime | None:
    return article(FETCHED.format(path=path, date=date, more=more), "rain.md").meta.published


def test_of_a_fetched_page_the_day_in_its_address_is_that_of_publication() -> None:
    assert _published("/2022/03/04/rain/", "2026-09-29") == datetime(2022, 3, 4, tzinfo=UTC)


def test_the_day_in_an_address_is_not_taken_where_the_block_may_know_better() -> None:
    assert _published("/2022/03/04/rain/", "2022-03-05") == datetime(2022, 3, 5, tzinfo=UTC)
    assert _published("/2022/03/04/rain/", "2021-03-05") == datetime(2021, 3, 5, tzinfo=UTC)
    assert _published("/2022/03/04/rain/", "2026-09-29", "") == datetime(2026, 9, 29, tzinfo=UTC)
    assert _published("/rain/", "2026-09-29") == datetime(2026, 9, 29, tzinfo=UTC)
    assert _published("/2022/03/04/rain/", "2022-03-12") == datetime(2022, 3, 12, tzinfo=UTC)


def test_a_comment_of_a_theme_above_a_page_is_no_front_matter() -> None:
    page = "<article><h1>The mill</h1><p>It stands still.</p><p>Nobody knows why.</p></article>"
    theme = "Title: Plain\nAuthor: Theme Makers\nDate: 2020-01-01"

    found = article(f"<!--\n{theme}\n-->\n{page}", "posts/a.html")

    assert found.meta.title == "The mill"
    assert not found.meta.authors
