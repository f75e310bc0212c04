"""Banners and codes beside an article go, pictures of the article stay."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines

CREDITS = {EN: "<p>Edited by: Jane Roe</p>", ZH: "<p>编辑：张三</p>"}
BANNER = '<p><img src="/p/b1.png" data-ratio="0.25" data-w="1080"></p>'
LOW = '<p><img src="/p/b1.png" width="900" height="120"></p>'
ICON = '<p><img src="/p/b1.png" style="width: 37px;background: none"></p>'
CODE = '<p><img src="/p/b1-qrcode.png"></p>'
SAID = '<p><img src="/p/b1.png" alt="扫码关注我们"></p>'
PHOTO = '<p><img src="/p/bridge.jpg" width="900" height="600"></p>'
LOOKS = {"banner": BANNER, "low": LOW, "icon": ICON, "code": CODE, "said": SAID}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("picture", LOOKS.values(), ids=LOOKS.keys())
def test_a_banner_or_code_below_the_credits_goes(picture: str, text: str) -> None:
    html = clean(PHOTO + text + PHOTO + CREDITS[text] + picture).html

    assert "b1" not in html
    assert html.count("bridge.jpg") == 2


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_a_photo_below_the_credits_stays(text: str) -> None:
    assert "bridge.jpg" in clean(text + CREDITS[text] + PHOTO).html


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize(
    "picture", [BANNER, LOW, ICON, PHOTO], ids=["banner", "low", "icon", "photo"]
)
def test_a_picture_that_ends_an_article_stays_where_nothing_has_gone(
    picture: str, text: str
) -> None:
    assert "<img" in clean(text + picture).html


def test_a_banner_right_above_what_has_gone_goes() -> None:
    links = '<p><a href="/s?x">阅读原文</a></p><p><a href="/s?y">跳转微信打开</a></p>'

    assert "b1" not in clean(ZH + BANNER + links).html
    assert "bridge.jpg" in clean(ZH + PHOTO + links).html


def test_a_banner_below_a_call_above_the_text_goes_and_a_photo_stays() -> None:
    call = "<p>点击上方蓝字关注“山海笔记”，不错过每一篇</p>"

    assert "b1" not in clean(call + BANNER + ZH).html
    assert "bridge.jpg" in clean(call + PHOTO + ZH).html


def test_a_banner_within_the_text_stays() -> None:
    assert "b1" in clean(EN + BANNER + ZH).html


@pytest.mark.parametrize(
    ("end", "value"),
    [
        ("<p>图片、资料来源：</p><p>官网、微博</p>", "官网、微博"),
        ("<p>Edited by:</p><p>Jane Roe and John Doe</p>", "John Doe"),
    ],
)
def test_what_a_label_without_a_value_says_in_the_next_line_goes_with_it(
    end: str, value: str
) -> None:
    text = ZH if "图" in end else EN

    assert value not in clean(text + end).html


def test_a_sentence_below_a_label_without_a_value_stays() -> None:
    said = "The bridge will be open again on the first of September, says the mayor."

    assert said in clean(EN + f"<p>Editor:</p><p>{said}</p>").html


@pytest.mark.parametrize("said", ["By Jane Roe", "作者：王小明", "Von Jana Malá", "12 May 2025"])
@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_who_made_a_picture_within_the_text_stays_in_its_caption(said: str, text: str) -> None:
    figure = f'<figure><img src="/a.jpg"><figcaption>{said}</figcaption></figure>'
    html = text + figure + text.replace("council", "board").replace("大桥", "隧道")
    article = clean(html)

    assert said in lines(article.html)
    assert not article.meta.authors


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_a_byline_between_lead_and_text_goes(text: str) -> None:
    assert "By Jane Roe" not in lines(clean(text.replace("</p>", "</p><p>By Jane Roe</p>", 1)).html)
