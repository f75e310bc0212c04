"""Whom the lines of an article name as its author, and what names nobody."""

from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.model.article import Author, CleanArticle
from feedclean.model.plan import CleanOptions, CleanPlan
from tests.cleaning import EN, ZH, clean, lines
from tests.parse.reading import article

KO = (
    "<p>항만 당국은 다리가 가을까지 닫힌다고 화요일 밝혔다. 시의회는 네 시간 동안 토론했다.</p>"
    "<p>회의장에는 웃는 사람이 없었고, 회의록에도 반대했다는 기록이 남아 있지 않다고 말했다.</p>"
)


def _names(html: str, *given: str) -> list[str]:
    article = clean(html, authors=tuple(Author(name=name) for name in given))
    return [author.name for author in article.meta.authors]


def test_a_dateline_below_leads_and_a_picture_names_the_reporter_and_stays() -> None:
    leads = "<div><b>주민, 창고서 상자 찾아</b><br><b>가을에 전시회</b></div>"
    caption = "<figcaption><b>돌담 앞</b><br>[마을회 제공]</figcaption>"
    picture = f"<figure><img src='/a.jpg'>{caption}</figure>"
    line = (
        "(제주=가나통신) 김하늘 기자 = 제주의 한 감귤 저장 창고에서 마을 모습을 담은 필름 23통이 "
        "발견됐다고 한다."
    )
    article = clean(f"{leads}{picture}<p>{line}</p>{KO}")

    assert [author.name for author in article.meta.authors] == ["김하늘"]
    assert line in lines(article.html)


def test_paper_name_and_place_at_the_end_name_the_reporter_and_stay() -> None:
    line = "某报（中文版：某网）藤崎美绪 兵库报道"
    article = clean(f"{ZH}<p>{line}</p>")

    assert [author.name for author in article.meta.authors] == ["藤崎美绪"]
    assert line in lines(article.html)


FIELDS = {
    "with links": (
        "本文来自微信公众号：<a href='/s'>沉默工厂（ID：sf）</a>，作者：方既白，"
        "编辑：马桂英，题图来自：某站"
    ),
    "a clause behind it": "本文来自微信公众号“沉默工厂”（ID：sf），作者：方既白，某站经授权发布。",
    "with bars": "来源 | 沉默工厂（ID：sf） 作者 | 方既白 编辑 | 马桂英",
    "in Taiwan": "本文來自微信公眾號：沉默工廠，撰文：方既白，編輯：馬桂英",
}


@pytest.mark.parametrize("line", FIELDS.values(), ids=FIELDS.keys())
def test_one_of_several_fields_names_the_author(line: str) -> None:
    html = f"<p>{line}</p>"

    assert _names(html + ZH) == ["方既白"]
    assert _names(ZH + html) == ["方既白"]


def _list(*links: str) -> str:
    return f"<ul>{''.join(f'<li>{link}</li>' for link in links)}</ul>"


HEADLINES = {
    "in a list": _list("<a href='/a'>积分榜</a>", "<a href='/b'>记者：朴某已入选集训名单</a>"),
    "a label in a list": _list("<a href='/a'>积分榜</a>", "<a href='/b'>作者：林晚</a>"),
    "in English": _list("<a href='/a'>Table</a>", "<a href='/b'>Reporter: Carlo Rossi</a>"),
    "people in a list": _list(
        "<a href='/authors/roe/'>Jane Roe</a>", "<a href='/authors/poe/'>Jo Poe</a>"
    ),
    "alone": "<p>记者：朴俊石已入选U20集训名单</p>",
    "an interview": "<p>Interview: The bridge and the ferry</p>",
}


@pytest.mark.parametrize("line", HEADLINES.values(), ids=HEADLINES.keys())
def test_a_headline_behind_a_label_names_nobody(line: str) -> None:
    assert _names(ZH + line) == []


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("记者：陈渡", "陈渡"),
        ("记者：阿卜杜拉·买买提", "阿卜杜拉·买买提"),
        ("作者：沉默的大多数人", "沉默的大多数人"),
    ],
)
def test_a_name_behind_the_same_label_is_one(line: str, name: str) -> None:
    assert _names(f"{ZH}<p>{line}</p>") == [name]


@pytest.mark.parametrize(
    "path",
    ["author", "authors", "autor", "auteur", "autori", "people", "redaktion", "reporter", "yazar"],
)
def test_a_link_to_the_page_of_somebody_with_an_office_is_a_byline(path: str) -> None:
    link = f"<a href='/{path}/jane-roe/'>Jane Roe</a>"
    article = clean(
        f"<div>10 March 2024</div><div>{link}<span>Harbour correspondent</span></div>{EN}"
    )

    assert [author.name for author in article.meta.authors] == ["Jane Roe"]
    assert lines(article.html) == lines(EN)


def test_two_linked_names_are_two_authors() -> None:
    line = "<a href='/authors/roe'>Jane Roe</a> and <a href='/authors/poe'>Jo Poe</a>"

    assert _names(f"<p>{line}</p>{EN}") == ["Jane Roe", "Jo Poe"]


def test_a_sentence_that_begins_with_a_linked_name_stays() -> None:
    line = "<p><a href='/people/roe/'>Jane Roe</a> crossed the river on Monday and saw nobody.</p>"
    article = clean(line + EN)

    assert article.meta.authors == ()
    assert lines(article.html) == lines(line + EN)


ACCOUNTS = {
    "a pen name": ("<p>文：阿妍</p>" + ZH, ["阿妍"]),
    "among last lines": (
        ZH + "<hr><p>記者／陳曉盈<br>編輯／Lok</p><p><b>請以訂閱支持我們：</b></p>",
        ["陳曉盈"],
    ),
    "nobody else": (ZH, ["thecollective"]),
    "who took the pictures": ("<p>摄影：阿妍</p>" + ZH, ["thecollective"]),
}


@pytest.mark.parametrize(("html", "names"), ACCOUNTS.values(), ids=ACCOUNTS.keys())
def test_an_account_gives_way_to_whom_the_text_names(html: str, names: list[str]) -> None:
    assert _names(html, "thecollective") == names


def test_the_source_of_a_copy_is_nobody() -> None:
    copied = "<p>Source : <a href='/a'>Revue Lisière</a> — copié le 4 avril 2025</p>"

    assert _names(copied + EN) == []


def test_the_account_of_who_made_a_picture_names_no_author() -> None:
    credit = '<p><a href="https://pictures.example/@jane">Jane Roe</a></p>'

    assert clean(credit + EN).meta.authors == ()


@pytest.mark.parametrize("address", ["/writer/jane-austen", "/team/leeds-united", "/yazar/jane"])
def test_a_linked_heading_that_leads_to_whom_the_text_is_about_stays(address: str) -> None:
    article = clean(f'<h2><a href="https://example.org{address}">Jane Austen</a></h2>{EN}')

    assert article.meta.authors == ()
    assert "Jane Austen" in lines(article.html)


STAMPED = """---
title: The wrong rope
url: https://a.example/2026/10/07/rope/
date: 2026-10-07
---

[Skip to content](#content)

# [The Pier Post](https://a.example/)

##### Main navigation

* [Downloads](https://a.example/downloads/)
* [All Ropes](https://a.example/ropes/)
* [Painting](https://a.example/painting/)

{line}

# The wrong rope

Ropes have been kept in the harbour office since the first ladder fell, and nobody has counted them.
The office says that it will count them in spring, when the days are long enough for such a task.

The wrong rope was found on Thursday below the pier, where it had been tied by somebody in a hurry.
It was cut at noon, and the ladder that hung from it has been lying on the stones of the pier since.

### Share this:

* [Share on Facebook](https://a.example/2026/10/07/rope/?share=facebook)
"""
DAY = "[October 7, 2026](https://a.example/2026/10/07/rope/)"


def _stamped(line: str) -> list[str]:
    found = article(STAMPED.format(line=line), "rope.md")
    outcome = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))
    assert isinstance(outcome, CleanArticle)
    return [author.name for author in outcome.meta.authors]


def test_sections_behind_the_day_above_a_page_are_no_name() -> None:
    sections = "[Ropes](https://a.example/ropes/), [Harbour](https://a.example/harbour/)"

    assert _stamped(f"{DAY}\n{sections}") == []
    assert _stamped(f"{DAY} [Ada Brenner](https://a.example/ada/)") == ["Ada Brenner"]
    assert _stamped(f"{DAY} Ada Brenner") == ["Ada Brenner"]
