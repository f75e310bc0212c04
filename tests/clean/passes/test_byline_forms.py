"""Bylines known by their form, and what only looks like one."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.cleaning import EN, TEXTS, ZH, clean, lines

TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
PICTURE = "<p><img src='https://example.org/river.jpg'></p>"
LATER = "<p>第二天早上，第一班渡轮照常在六点钟离开码头，船上只有三个乘客和一条很老的狗。</p>"
ABOVE = {
    "pen names and places": ("特约撰稿人 林晚、阿岚 发自上海、北京 20190503", ["林晚", "阿岚"]),
    "names and places": ("特約撰稿人 林晚 陳渡 發自北京 上海", ["林晚", "陳渡"]),
    "several agencies": ("Jana Roth (dpa, AFP)", ["Jana Roth"]),
    "two people and one agency": ("林晚/陈渡(路透社等)", ["林晚", "陈渡"]),
}


@TEXT
@pytest.mark.parametrize(("line", "names"), ABOVE.values(), ids=ABOVE.keys())
def test_people_with_places_or_agencies_wrote_it(line: str, names: list[str], text: str) -> None:
    article = clean(f"<p>{line}</p>{text}")

    assert lines(article.html) == lines(text)
    assert [author.name for author in article.meta.authors] == names


def test_a_byline_may_stand_in_a_quotation_of_its_own() -> None:
    article = clean(f"<blockquote><p>特約撰稿人 林晚 發自北京</p></blockquote><hr>{ZH}")

    assert lines(article.html) == lines(ZH)


@TEXT
def test_people_with_their_agencies_go_from_below_the_text(text: str) -> None:
    article = clean(f"{text}<p>林晚/陈渡 (德新社、法新社)</p>")

    assert lines(article.html) == lines(text)
    assert [author.name for author in article.meta.authors] == ["林晚", "陈渡"]


@pytest.mark.parametrize(
    "line",
    [
        "Ana Lima (AP)",
        "The harbour of Oslo (AFP, Reuters)",
        "林晚、陈渡（左起）",
        "特约撰稿人的稿费问题",
        "译：两岸猿声啼不住，轻舟已过万重山。",
        "出品 方面的经费，今年少了一半。",
        "译：我的名字是水",
    ],
)
def test_what_names_a_place_or_a_picture_is_no_byline(line: str) -> None:
    assert line in clean(f"{EN}{ZH}{PICTURE}<p>{line}</p>{LATER}").html


HELPED = [
    "译：Kris",
    "译：林晚、陈渡",
    "南方某报实习生 林晚",
    "口述 老陈（渡口船工）",
    "资料搜集 | 林晚、阿岚",
]


@pytest.mark.parametrize("line", HELPED)
def test_who_helped_goes_from_above_the_text(line: str) -> None:
    article = clean(f"<p>作者：陈渡</p><p>{line}</p>{ZH}")

    assert lines(article.html) == lines(ZH)
    assert [author.name for author in article.meta.authors] == ["陈渡"]


@pytest.mark.parametrize("line", ["原创 林晚", "作者： 林晚", "By Jane Roe"])
def test_a_heading_above_the_text_may_be_a_byline(line: str) -> None:
    article = clean(f"<h2>{line}</h2>{ZH if '林' in line else EN}")

    assert line not in article.html
    assert [author.name for author in article.meta.authors] == [line.split(maxsplit=1)[1]]


@pytest.mark.parametrize("line", ["作者之死", "By the river", "作者：一个被误解的词"])
def test_a_heading_that_names_nobody_stays(line: str) -> None:
    assert line in clean(f"<h2>{line}</h2>{EN}").html


@pytest.mark.parametrize(
    "note",
    [
        "JB编者按：本文在当地被要求全网下架。",
        "<b>江边</b>编者按：这里是上月的旧稿，略有删节。</p><p>往期目录请见：https://example.org/past",
    ],
)
def test_a_note_above_a_byline_does_not_make_it_one_of_the_facts_of_a_work(note: str) -> None:
    article = clean(f"<p>{note}</p><p>作者：林晚</p>{ZH}")

    assert "作者" not in article.html
    assert [author.name for author in article.meta.authors] == ["林晚"]


def test_the_writer_of_a_book_stays_among_what_else_is_told_of_it() -> None:
    facts = "<p>书名：江边</p><p>作者：林晚</p><p>页数：320页</p><p>定价：42元</p>"

    assert "作者：林晚" in clean(f"{EN}{ZH}{facts}{LATER}").html


def test_who_wrote_and_photographed_goes_from_below_a_last_picture() -> None:
    article = clean(f"{ZH}{PICTURE}<p>图文|阿岚</p>")

    assert "阿岚" not in article.html
    assert [author.name for author in article.meta.authors] == ["阿岚"]


@pytest.mark.parametrize("line", ["文章首发于微信公众号：江边", "本文来源：江边日报"])
def test_where_the_article_is_from_goes_from_below_a_first_picture(line: str) -> None:
    assert line not in clean(f"{PICTURE}<p>{line}</p>{ZH}").html


@pytest.mark.parametrize("line", ["来源：江边日报", "文章图片来源：江边日报", "图文：林晚"])
def test_where_a_picture_is_from_stays_below_it(line: str) -> None:
    assert line in clean(f"{EN}{ZH}{PICTURE}<p>{line}</p>{LATER}").html


NOBODY = ["Anonymous (未验证)", "Anonymous (not verified)", "Gast (nicht überprüft)"]


@pytest.mark.parametrize("name", NOBODY)
def test_nobody_is_no_author(name: str) -> None:
    stamp = f"<div><span>{name}</span> 在 星期三, 11/26/2014 - 10:23 提交</div>"
    article = clean(f"{stamp}<p>{name}</p>{EN}{ZH}")

    assert lines(article.html) == lines(EN + ZH)
    assert article.meta.authors == ()


@pytest.mark.parametrize(
    "line",
    ["Bad Homburg, 12. März 2026", "St. Gallen, 12. März 2026", "Spring Term, 12 March 2026"],
)
def test_a_place_and_the_day_below_a_lead_name_nobody(line: str) -> None:
    lead = "<p>The old bridge stays closed until the autumn, and nobody in the hall laughed.</p>"
    figure = "<figure><img src='https://example.org/river.jpg'></figure>"
    article = clean(f"{lead}{figure}<p>{line}</p>{EN}", published=datetime(2026, 3, 12, tzinfo=UTC))

    assert article.meta.authors == ()
    assert line in lines(article.html)


LEAD = "<p>The old bridge stays closed until the autumn, and nobody in the hall laughed.</p>"


@pytest.mark.parametrize(
    "line",
    [
        "Geplaatst door Ada Brenner op 6 juni 2025",
        "Publicado por Ada Brenner em: 6 de junho de 2025",
        "Publié par Ada BRENNER le: 6 juin 2025",
        "Publié par Ada Brenner le 6 juin 2025",
    ],
)
def test_who_published_it_and_when_may_stand_below_a_lead(line: str) -> None:
    article = clean(f"{LEAD}<p>{line}</p>{EN}")

    assert [author.name for author in article.meta.authors] == ["Ada Brenner"]
    assert line not in lines(article.html)


@pytest.mark.parametrize(
    "line",
    [
        "Publié par les éditions du Quai le 6 juin 2025",
        "Published by Harbour Press on June 6, 2025",
        "Published by Ada Brenner on June 6, 2025, the map shows the bridge as it was.",
    ],
)
def test_what_a_house_published_stays_below_a_lead(line: str) -> None:
    article = clean(f"{LEAD}<p>{line}</p>{EN}")

    assert article.meta.authors == ()
    assert line in lines(article.html)
