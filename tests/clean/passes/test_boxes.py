"""What stands within or below a text as a box, a row or a card, and the lines that look like it."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

MORE = {
    EN: EN.replace("council", "board").replace("engineer", "plumber").replace("Nobody", "No one"),
    ZH: ZH.replace("大桥", "隧道").replace("工程师", "水管工").replace("没有人", "谁也没"),
}
TEXTS = pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
BOXES = {
    "a heading, calls and a notice": (
        "<p>Sign up to First Light</p><p>Free daily newsletter</p>"
        "<p>Our morning email breaks down the key stories of the day</p>"
        "<p>Privacy Notice: Newsletters may contain information about charities.</p>"
        "<p>after newsletter promotion</p>"
    ),
    "a menu of answers": (
        "<p>扫描下方二维码解锁更多技能</p><p>1、回复【公租房】查看最新消息</p>"
        "<p>2、回复【福利】查看各种政策福利</p><p>3、回复【社保】查询缴纳记录</p>"
    ),
}


@TEXTS
@pytest.mark.parametrize("box", BOXES.values(), ids=BOXES.keys())
def test_a_box_of_calls_within_the_text_goes(box: str, text: str) -> None:
    article = clean(text + box + MORE[text])

    assert lines(article.html) == lines(text + MORE[text])
    assert "block/promo-box" in rules(article)


@TEXTS
def test_a_call_alone_within_the_text_stays(text: str) -> None:
    call = "<p>Sign up to First Light</p>"

    assert lines(clean(text + call + MORE[text]).html) == lines(text + call + MORE[text])


def test_paragraphs_below_headings_worded_like_calls_are_no_box() -> None:
    rights = (
        "<p>Datenschutz</p><p>Kameras im Flur sind verboten, wenn nicht alle Mieter zustimmen.</p>"
        "<p>Impressum</p><p>Wer vermietet, muss angeben, wer er ist und wo man ihn erreicht.</p>"
        "<p>Kontakt</p><p>Ein Telefon genügt nicht, es muss auch jemand am Hörer sein.</p>"
    )

    assert lines(clean(EN + rights + MORE[EN]).html) == lines(EN + rights + MORE[EN])


STAND_INS = {
    "en": "This article contains content provided by a social network. We ask for your permission.",
    "de": "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt.",
    "fr": "Pour afficher ce contenu, vous devez accepter les cookies de ce réseau.",
    "zh": "您的浏览器不支持音频播放。",
    "zh-Hant": "你的器材不支持播放多媒體材料",
}


@TEXTS
@pytest.mark.parametrize("line", STAND_INS.values(), ids=STAND_INS.keys())
def test_a_stand_in_within_the_text_goes(line: str, text: str) -> None:
    article = clean(text + f"<p>{line}</p>" + MORE[text])

    assert rules(article) == {"block/stand-in"}
    assert lines(article.html) == lines(text + MORE[text])


@TEXTS
@pytest.mark.parametrize(
    "row", ["赞 (12) 转发 3 收藏", "【我要纠错】 责任编辑：李萌", "分享 | 收藏 | 打印"]
)
def test_a_row_of_buttons_that_has_lost_its_links_goes_from_the_end(row: str, text: str) -> None:
    assert lines(clean(text + f"<p>{row}</p>").html) == lines(text)
    assert row in clean(text + f"<p>{row}</p>" + MORE[text]).html


def test_a_line_of_a_card_goes_with_the_lines_around_it() -> None:
    card = "<p>作者：小城记事</p><p>主题归类：民生</p><p>来源：微信公众号“小城记事”</p>"

    assert lines(clean(ZH + card).html) == lines(ZH)
    assert "主题归类" in clean(ZH + "<p>主题归类：民生</p>" + MORE[ZH]).html


def test_the_day_a_letter_is_signed_on_stays_among_notices() -> None:
    signed = "<p>农业农村部办公厅</p><p>2025年5月10日</p>"
    notices = "<p>责任编辑：李萌</p><p>扫一扫在手机打开当前页</p>"

    assert lines(clean(ZH + signed + notices).html) == lines(ZH + signed)
    assert lines(clean(ZH + "<p>2025年5月10日</p>" + notices).html) == lines(ZH)


@pytest.mark.parametrize(
    "notice",
    [
        "This article is republished from Another Paper under a Creative Commons licence.",
        "This document is subject to copyright. No part may be reproduced without permission.",
        "Get the latest news on bridges from the north in one letter. Sign up here.",
        "该文观点仅代表作者本人，本平台仅提供信息存储空间服务。",
        "Über dieses Thema berichtete der Rundfunk am 12. Mai 2025 um 12:00 Uhr.",
    ],
)
def test_a_last_sentence_that_speaks_of_the_article_or_calls_in_the_end_goes(notice: str) -> None:
    text = ZH if "文" in notice else EN

    assert lines(clean(text + f"<p>{notice}</p>").html) == lines(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "This article of the treaty is not subject to what the ministers said on Tuesday.",
        "The paper had one rule for its readers. Sign up for nothing you cannot carry home.",
        "“Get out while you can,” he told them. Subscribe to that, she thought, and laughed.",
        "本文系作者在年会上的发言，发表时略有删节。",
        "文中人物均为化名，感谢李老师对本文的帮助。",
    ],
)
def test_a_last_sentence_of_the_article_stays(sentence: str) -> None:
    text = ZH if "文" in sentence else EN

    assert sentence in clean(text + f"<p>{sentence}</p>").html


def test_a_label_in_turkish_capitals_is_read() -> None:
    links = '<p><a href="/b">Bir</a></p><p><a href="/c">İki</a></p>'

    assert lines(clean(EN + f"<p>İLGİLİ HABERLER</p>{links}").html) == lines(EN)


@TEXTS
@pytest.mark.parametrize(
    "call",
    [
        '<p>Ama <a href="https://facebook.com/examplenews">hapa</a> kuna habari kila siku</p>',
        '<p>Ama <a href="https://t.me/h1">hapa</a> na <a href="https://x.com/h2">hapa</a> siku</p>',
    ],
    ids=["own profile", "two services"],
)
def test_a_last_line_that_links_profiles_of_the_site_goes(call: str, text: str) -> None:
    assert lines(clean(text + call).html) == lines(text)


def test_a_last_line_that_links_a_post_or_a_profile_of_somebody_else_stays() -> None:
    for link in ("https://github.com/a/b", "https://t.me/h1/22", "https://vk.com/wall-1_2"):
        line = (
            f'<p>The whole of what the engineer said that night is <a href="{link}">here</a>.</p>'
        )
        assert lines(clean(EN + line).html) == lines(EN + line)
