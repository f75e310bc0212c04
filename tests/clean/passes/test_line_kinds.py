"""What a line beside a text is, where its label alone would mislead."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author, Scope
from tests.cleaning import EN, ZH, clean

OWN = "https://example.org/news/a"


@pytest.mark.parametrize(
    "line",
    [
        "题图：第七本账簿的内页。林晚 摄",
        "題圖：清晨六點的渡輪碼頭空無一人，攝影：林晚",
        "Photo: The old pier at six in the morning, image: Jane Roe",
    ],
)
def test_what_a_picture_shows_stays_with_who_took_it(line: str) -> None:
    assert line in clean(f"{ZH}<p>{line}</p><p>责编：陈渡</p><p>版权所有，不得转载</p>").html


@pytest.mark.parametrize("line", ["题图：视觉中国", "题图：林晚", "封面图：江边图库，摄影：林晚"])
def test_who_took_a_picture_goes(line: str) -> None:
    assert line not in clean(f"{ZH}<p>{line}</p><p>责编：陈渡</p>").html


@pytest.mark.parametrize("line", ["（责任编辑：ms）", "编辑：lw", "（編輯：cd）"])
def test_an_office_may_have_initials_behind_it(line: str) -> None:
    assert line not in clean(f"{ZH}<p>{line}</p>").html


def test_an_editor_in_brackets_is_none_of_the_facts_above() -> None:
    facts = "<p>黄牌：林晚、陈渡</p><p>进球：31'</p><p>下一轮：10月21日</p>"

    assert "编辑" not in clean(f"{ZH}{facts}<p>（编辑：姚晚）</p>").html
    assert "导演：林晚" in clean(f"{ZH}<p>片名：江边</p><p>片长：92分钟</p><p>导演：林晚</p>").html


def test_facts_of_a_book_in_one_line_stay() -> None:
    facts = "作者：林晚 出版：江边书屋 定价：42元"

    assert facts in clean(f"<p>{facts}</p>{ZH}").html
    assert "作者" not in clean(f"<p>作者：林晚 来源：江边报 编辑：陈渡</p>{ZH}").html


@pytest.mark.parametrize(
    "line", [f"本文网址：{OWN}", f"Permalink: {OWN}", f"Adresse de cette page : {OWN}"]
)
def test_the_address_of_the_article_goes_with_what_it_is_called(line: str) -> None:
    assert OWN not in clean(f"{EN}<p>{line}</p><p>© 2024 Harbour Post</p>", url=OWN).html


def test_another_address_stays() -> None:
    line = "The plans: https://plans.example/2024/1104/1974411.html"

    assert line in clean(f"{EN}<p>{line}</p>", url=OWN).html


def test_the_name_of_the_site_may_stand_beside_the_day() -> None:
    line = "www.jiangbian.example | 2024-06-02 08:17:44 江边旧事 | 3条评论"
    html = clean(f"<p>{line}</p>{ZH}", url="https://www.jiangbian.example/2024/06/02/a").html

    assert "江边旧事" not in html


def test_a_name_in_an_element_beside_the_day_is_the_author() -> None:
    head = "<p><span>2019年11月7日</span> | <span>冯晚</span> | <span>阅读时间：4分钟</span></p>"
    article = clean(head + ZH)

    assert article.meta.authors == (Author(name="冯晚"),)
    assert "2019" not in article.html
    place = head.replace("冯晚", "高雄")
    assert clean(place + ZH).meta.authors == ()


def test_who_reports_is_the_author_in_place_of_a_group() -> None:
    text = ZH.replace("<p>", "<p>（江边新闻网特约记者云岭报道）", 1)

    authors = clean(text, authors=(Author(name="江边协会"),)).meta.authors
    assert authors == (Author(name="云岭"),)
    assert clean(ZH, authors=(Author(name="江边协会"),)).meta.authors == (Author(name="江边协会"),)


@pytest.mark.parametrize("line", ["（原题为《江边的桥什么时候开？》）", "（来源：江边日报）"])
def test_what_it_was_called_elsewhere_goes_from_below_a_page(line: str) -> None:
    body = f"<h1>A bridge stays closed</h1>{EN}{ZH}<p>{line}</p>"
    page = f"<html><body><article>{body}</article></body></html>"

    assert line not in clean(page, Scope.PAGE).html


CALLS = [
    "点击菜单栏【便民服务】解锁更多服务！",
    "打赏请扫码",
    "本文打赏均用于支持小组的日常运营",
    "有兴趣可以加微信号入“渡口”的微信群。",
]


@pytest.mark.parametrize("line", CALLS)
def test_a_call_of_an_account_goes_from_the_end(line: str) -> None:
    assert line not in clean(f"{ZH}<p>{line}</p>").html


@pytest.mark.parametrize(
    "line", ["点击菜单栏里的“文件”，再选“另存为”。", "他们把钥匙系在船上，以防失联。"]
)
def test_what_only_sounds_like_one_stays(line: str) -> None:
    for html in (f"<p>{line}</p>{ZH}", f"{ZH}<p>{line}</p>"):
        assert line in clean(html).html


TOLD = [
    "他把船队编号，并关注天气以防失联。",
    "喜欢这篇小说的人，后来都把它推荐给自己的朋友。",
    "【公益｜江边小学收到捐款】",
    "Vous avez fait cette recette mille fois, disait ma mère.",
    "Habt ihr das Rezept ausprobiert, fragte sie.",
    "¿Has hecho esta receta? preguntó mi madre.",
    "Heb je dit recept gemaakt, vroeg mijn moeder.",
    "Hai provato questa ricetta? chiese mia madre.",
    "Experimentou esta receita? perguntou a minha mãe.",
    "Links auf der Karte ist die Furt als blauer Strich markiert.",
    "* Alle Namen wurden geändert und sind mit Sternchen gekennzeichnet.",
    "Home (Track 3)",
    "Back (5 reps)",
    "Download (3 MB)",
    "讲述 过去",
]


@pytest.mark.parametrize("line", TOLD)
def test_a_line_of_a_text_stays_at_either_end(line: str) -> None:
    for html in (f"<p>{line}</p>{ZH}", f"{ZH}<p>{line}</p>"):
        assert line in clean(html).html


RECIPES = [
    "Avez-vous fait cette recette ? Partagez une photo avec nous !",
    "Habt ihr das Rezept ausprobiert? Verlinkt uns gerne!",
    "¿Has hecho esta receta?",
    "Hai provato questa ricetta? Tagga @fiume su Instagram",
    "* Links zu Online-Shops sind mit einem Stern markiert.",
]


@pytest.mark.parametrize("line", RECIPES)
def test_a_question_on_a_recipe_goes_where_it_ends_or_asks_for_more(line: str) -> None:
    assert line not in clean(f"{ZH}<p>{line}</p>").html
