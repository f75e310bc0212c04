"""What stands above the headline, where the text stands below it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedclean.clean.process import process
from feedclean.model.article import BELOW_A_MENU, CleanArticle
from tests.cleaning import EN, PLAN, clean, raw_article

TITLE = "The ferry that stayed on the other side"
TEXT = (
    "<p>The ice came early that year, and the ferry lay on the other side until the spring.</p>"
    "<p>The crew played cards below deck, and waited for a letter that had been sent in March.</p>"
    "<p>When it came at last, the corner of it was brown, because the postman had carried it.</p>"
)
MENU = "<ul><li>Harbour notes</li><li>On the water</li><li>Boats and men</li></ul>"
ZH = "渡船停在岸边的那个冬天"
ZH_TEXT = (
    "<p>河面结冰以后，渡船停在岸边，船工们在船舱里打牌，等春天的第一声汽笛，也等一封迟到的信。</p>"
    "<p>信是三月到的，邮递员说路上的雪太深，他走了四天，信封的一角被他的体温烤得发黄。</p>"
)


def test_short_lines_above_the_headline_go() -> None:
    html = clean(f"{MENU}<h1>{TITLE}</h1>{TEXT}", title=TITLE).html

    assert "Boats and men" not in html
    assert "The ice came early" in html


def test_rows_of_words_in_chinese_go_as_well() -> None:
    row = "<p>大江 小河 运河 湖泊 渡口 码头 水闸 堤坝 芦苇 沙洲 浅滩</p>"
    rows = f"<p>走进江边</p>{row}<p>数据中心</p>"
    html = clean(f"{rows}<h2>{ZH} 精选</h2>{ZH_TEXT}", title=ZH).html

    assert "水闸" not in html
    assert "数据中心" not in html
    assert "河面结冰" in html


STAYS = {
    "sentences": f"<p>A story of a boat, told twice.</p><p>Harbour</p><p>1987</p><h1>{TITLE}</h1>",
    "a line or two": f"<p>Boats and men</p><h1>{TITLE}</h1>",
    "below another heading": f"<h1>Boats and men</h1>{MENU}<h2>Another year</h2>",
}


@pytest.mark.parametrize("above", STAYS.values(), ids=STAYS.keys())
def test_what_may_be_of_the_text_stays(above: str) -> None:
    article = clean(f"{above}{TEXT}", title=TITLE)

    assert all(one.rule != "block/above-title" for one in article.removals)


def test_text_above_a_heading_that_says_the_title_again_stays() -> None:
    html = clean(f"{TEXT}<p>Harbour</p><p>1987</p><h2>{TITLE}</h2>{TEXT}", title=TITLE).html

    assert "1987" in html


def test_a_picture_above_the_headline_stays_with_its_caption() -> None:
    picture = '<div><h2><a href="/file/7">7.jpg</a></h2><img src="https://example.org/7.jpg"></div>'
    caption = "<p>台北渡口 图：江边社</p>"
    menu = "<p>江边 在 星期五 提交</p>"
    html = clean(f"{menu}{picture}{caption}<h1>{ZH}</h1>{ZH_TEXT}", title=ZH).html

    assert "台北渡口" in html
    assert "7.jpg" in html


@pytest.mark.parametrize(
    "way",
    ["River Post > Garden", "大陆 > 社会万象", "江边报 / 生活 / 蔬食", "Inicio » Huerta » Sopas"],
)
def test_steps_to_the_article_that_lost_their_links_go(way: str) -> None:
    head = f"<p>{way}</p><p>12 January 2024</p>"

    assert way.replace(">", "&gt;") not in clean(f"{head}{EN}").html


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Settings > Network > Proxy", "is where it all begins, as we shall see."),
        ("Salt / sugar", "Both are white, and nobody here can tell them apart without a spoon."),
    ],
)
def test_steps_with_no_day_or_title_below_them_stay(first: str, second: str) -> None:
    assert first.replace(">", "&gt;") in clean(f"<p>{first}</p><p>{second}</p>{EN}").html


BELOW = (("title", BELOW_A_MENU),)


def test_the_names_of_a_site_go_from_above_a_text_whose_title_was_read_below_them() -> None:
    html = f"<p>Notes on Plums</p><p>12 May 2024</p>{TEXT}"
    raw = raw_article(html, title=TITLE)

    told = process(replace(raw, meta=replace(raw.meta, evidence=BELOW)), PLAN)
    untold = process(raw, PLAN)

    assert isinstance(told, CleanArticle)
    assert isinstance(untold, CleanArticle)
    assert "Notes on Plums" not in told.html
    assert "Notes on Plums" in untold.html


def test_a_way_without_links_goes_if_it_ends_with_the_title() -> None:
    assert "Ropes" not in clean(f"<p>Ropes » Boats » {TITLE}</p>{TEXT}", title=TITLE).html
    assert "Ropes" in clean(f"<p>Ropes » Boats » The mill</p>{TEXT}", title=TITLE).html
