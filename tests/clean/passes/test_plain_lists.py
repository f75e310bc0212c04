"""Headlines without links below a label: gone where the list shows its end, kept where text may."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

LONG = {
    EN: EN
    + EN.replace("council", "board").replace("engineer", "plumber").replace("Nobody", "None"),
    ZH: ZH + ZH.replace("大桥", "隧道").replace("工程师", "水管工").replace("没有人", "谁也没"),
}
TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
BELOW = {
    "to the end": "<p>Related articles:</p><p>The ferry is late again</p><p>Fog over the quay</p>",
    "one alone": "<h3>延伸阅读</h3><p>轮渡又晚点了一小时</p>",
    "before a notice": "<p>相关报道链接：</p><p>轮渡又晚点了一小时</p><p>码头大雾三日不散</p>"
    "<p>投稿邮箱：a@bridge.example</p>",
    "in a box": "<div><h3>更多本地报道</h3><ul><li>摆渡人：船没了</li><li>码头大雾三日</li></ul>"
    "</div><p>渡口老了。</p>",
    "in a list": "<h4>Lesen Sie auch</h4><ul><li>Fähre fällt wieder aus</li><li>Wer zahlt den neuen"
    " Kai?</li></ul><p>Der Kai ist alt.</p>",
    "most read": "<p>Mest lest</p><p>Ferjen er sen igjen i dag</p><p>Tåka ligger over kaia</p>",
    "in Spanish": "<p>Te puede interesar</p><p>El ferri llega tarde otra vez</p>",
    "as questions": "<p>相关文章</p><p>轮渡为什么又晚点了？</p><p>码头大雾三日不散</p>",
    "with arrows": "<p>【延伸閱讀】</p><p>➤轮渡》又晚点了一小时</p><p>➤2022大雾书单</p>",
    "two labels": "<p>相关文章</p><p><a href='/a'>轮渡又晚点了</a></p><p>热门视频</p>"
    "<p>【视频】码头大雾三日不散</p>",
    "in Russian": "<h3>Читайте также</h3><p>Паром снова опаздывает</p><p>Туман над пристанью</p>",
}


@TEXTS
@pytest.mark.parametrize("below", BELOW.values(), ids=BELOW.keys())
def test_a_list_without_links_goes_with_its_label(below: str, text: str) -> None:
    article = clean(text + below)

    left = lines(article.html)
    assert left[: len(lines(text))] == lines(text)
    assert not any("erry" in one or "轮渡" in one or "大雾" in one for one in left[6:])
    assert len(left) - len(lines(text)) == ("老" in below) + ("alt." in below)
    assert {"block/related", "block/trending"} & {*rules(article)}


STAYS = {
    "facts": "<p>更多资讯：</p><p>地址：磨坊巷12号</p><p>开放时间：八点至十点</p>",
    "facts in English": "<p>More information:</p><p>Address: 12 Mill Lane</p>",
    "works": "<p>延伸阅读</p><p>方舟，《论桥》，第三版</p><p>古丽，《渡口》，第一版</p>",
    "a sentence": "<h3>More news</h3><p>The ferry is late again, and nobody was told of it.</p>",
    "a book": "<p>Further reading</p><p>On bridges and the men who built them</p>",
    "steps": "<p>Next</p><ol><li>Peel the potatoes and cut them small</li><li>Boil them in salted"
    " water</li></ol>",
    "what is recommended": "<h3>Don’t miss</h3><ul><li>The old mill by the river</li><li>The clock"
    " tower at noon</li></ul>",
    "in Portuguese": "<h3>Não perca</h3><ul><li>O moinho velho à beira do rio</li></ul>",
    "in Czech": "<h3>Nenechte si ujít</h3><ul><li>Rybí trh v deset na nábřeží</li></ul>",
    "in Dutch": "<h3>Mis niet</h3><ul><li>De vismarkt om tien uur</li></ul>",
    "in Japanese": "<h3>お見逃しなく</h3><ul><li>川沿いの魚市場と古い水車</li></ul>",
    "for you": "<h3>More for you</h3><ul><li>Fish market, 8 May, at ten</li></ul>",
    "parts of a sentence": "<p>Related:</p><ul><li>a warm coat and good shoes</li><li>a map of the"
    " river</li></ul>",
    "a number": "<p>相关阅读</p><p>咨询请拨 027-8888 8888</p>",
    "a signature": "<p>更多故事</p><p>二零二四年五月于渡口</p><p>谢谢你们，也谢谢那座桥。</p>",
}


@TEXTS
@pytest.mark.parametrize("below", STAYS.values(), ids=STAYS.keys())
def test_what_may_be_text_stays_below_a_label(below: str, text: str) -> None:
    article = clean(text + below)

    assert lines(article.html)[-len(lines(below)) + 1 :] == lines(below)[1:]


def test_a_list_within_the_text_stays_below_a_word_of_the_title() -> None:
    names = "<p>Most popular</p><ul><li>Ann and all like it</li><li>Peter and all like it</li></ul>"
    more = EN.replace("Tuesday", "Friday").replace("bridge", "ferry")

    assert "Peter" in clean(EN + names + more, title="Popular names of boats").html
    assert "Peter" not in clean(EN + names + more).html


def test_a_list_of_half_the_text_stays() -> None:
    news = "".join(f"<li>The {thing} of the harbour is late again</li>" for thing in NEWS)

    assert "The ferry of the harbour" in clean(f"{EN}<h3>More news</h3><ul>{news}</ul>").html


NEWS = ("ferry", "tug", "pilot", "mail", "milk", "bread")


def test_headlines_in_bold_go_whatever_their_commas() -> None:
    label, bold = "<h4>Relacionadas</h4>", "<p><strong>{}</strong></p>"
    headlines = bold.format("Puente abierto, puente cerrado") + bold.format(
        "El molino arde otra vez"
    )
    closed = "<p>Share on Facebook</p>"

    assert lines(clean(EN + label + headlines + closed).html) == lines(EN)
