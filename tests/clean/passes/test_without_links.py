"""What text without markup and without links still shows, and where links lead that there are."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

LONG = {
    EN: EN
    + EN.replace("council", "board").replace("engineer", "plumber").replace("Nobody", "None"),
    ZH: ZH + ZH.replace("大桥", "隧道").replace("工程师", "水管工").replace("没有人", "谁也没"),
}
TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
NEXT = (
    "Previous post: The ferry is late again",
    "Read also: The fog is early again",
    "下一篇: 隧道里的灯",
)


@TEXTS
@pytest.mark.parametrize("line", NEXT)
def test_a_headline_behind_its_label_goes_where_nothing_is_linked(line: str, text: str) -> None:
    assert lines(clean(f"{text}<p>{line}</p>").html) == lines(text)


@TEXTS
@pytest.mark.parametrize(
    "line", ["References: J. Roe, On Bridges, p. 12", "参考资料：罗，《论桥》第12页"]
)
def test_a_work_behind_the_name_of_a_list_of_such_stays(line: str, text: str) -> None:
    assert lines(clean(f"{text}<p>{line}</p>").html)[-1] == line


NOTED = {
    "en": "Editor's note: This article was originally published by The Bridge Weekly.",
    "es": "Nota: Este artículo fue publicado originalmente en El Puente.",
    "zh": "注:本文转自桥梁周刊,图文版权归原作者所有",
}


@TEXTS
@pytest.mark.parametrize("line", NOTED.values(), ids=NOTED.keys())
def test_a_notice_goes_that_is_called_a_note(line: str, text: str) -> None:
    assert lines(clean(f"{text}<p>{line}</p>").html) == lines(text)


@TEXTS
@pytest.mark.parametrize(
    "line",
    [
        "Note: The bridge was closed again on Friday, after this was written.",
        "注：桥在周五又封闭了。",
    ],
)
def test_a_note_on_what_the_article_tells_stays(line: str, text: str) -> None:
    assert lines(clean(f"{text}<p>{line}</p>").html)[-1] == line


SAID = "<p>Ferryman: And who asked me?</p><p>Ada T.: I was there, and it did look terrible.</p>"


@pytest.mark.parametrize(
    "heading", ["Comments (2)", "网友评论 (2) 查看全部", "【部分网友留言（摘录）】"]
)
def test_what_readers_said_below_the_text_goes_with_its_heading(heading: str) -> None:
    article = clean(f"{LONG[EN]}<p>{heading}</p>{SAID}")

    assert lines(article.html) == lines(LONG[EN])
    assert "block/comments" in rules(article)


def test_what_readers_said_stays_where_the_text_goes_on_below_it() -> None:
    on = "<p>The council read all of it aloud, and then it voted to keep the bridge closed.</p>"
    article = clean(f"{LONG[EN]}<p>Comments from readers</p>{SAID}{on}")

    assert lines(article.html)[-3:] == lines(SAID + on)


CALLS = {
    "its list": "https://example.org/newsletter",
    "its gifts": "https://ko-fi.com/example",
}


@TEXTS
@pytest.mark.parametrize("where", CALLS.values(), ids=CALLS.keys())
def test_a_line_goes_that_leads_where_the_site_has_readers_subscribe(where: str, text: str) -> None:
    line = f'<p>Langar þig í meira af þessu? Það fæst <a href="{where}">á þessum stað</a>.</p>'

    assert lines(clean(line + text + line).html) == lines(text)


OTHERS = {
    "of others": "https://elsewhere.example/newsletter",
    "gifts of others": "https://ko-fi.com/ferryman",
    "an article on it": "https://example.org/2024/05/newsletter/why-ours-is-late",
}


@pytest.mark.parametrize("where", OTHERS.values(), ids=OTHERS.keys())
def test_a_line_stays_that_leads_to_what_the_text_is_about(where: str) -> None:
    line = f'<p>Ferjumaðurinn segir frá þessu öllu <a href="{where}">á þessum stað</a> í dag.</p>'

    assert lines(clean(LONG[EN] + line).html)[-1] == lines(line)[0]


TELLING = {
    "a person": '<a href="/people/doe">Jane Doe</a> and her brother were at the hearing, too.',
    "a page that is down": 'Since Monday <a href="/login">the page to log in</a> has been down.',
    "a gift": 'We wrote about <a href="/2019/spende">the gift of 1911</a> before, and in vain.',
    "a portal": 'The council put <a href="/portal">its new portal</a> online on Monday.',
    "eine Liste": 'Auf der <a href="/spenden">Liste von 1911</a> stehen vierzig Namen.',
    "名单": '议会把<a href="/donations">当年的捐款名单</a>挂在墙上，一共四十个名字。',
}


@pytest.mark.parametrize("said", TELLING.values(), ids=TELLING.keys())
def test_a_sentence_stays_that_tells_of_what_a_call_could_lead_to(said: str) -> None:
    html = f"<p>{said}</p>{LONG[EN]}<p>{said.replace('.', '!')}</p>"

    assert len(lines(clean(html).html)) == len(lines(html))


@TEXTS
@pytest.mark.parametrize("row", ["印刷 いいね 栞 Share 23", "打印 收藏 栞 分享"])
def test_a_row_of_buttons_goes_though_one_of_them_is_unknown(row: str, text: str) -> None:
    assert lines(clean(f"<p>{row}</p>{text}").html) == lines(text)


def test_a_day_below_a_letter_stays_with_what_was_done_there() -> None:
    signed = "<p>2025年10月12日，虹口站，值完最后一个夜班</p>"
    notice = "<p>版权所有，未经授权不得转载</p>"

    assert lines(clean(LONG[ZH] + signed + notice).html)[-1] == lines(signed)[0].strip()


@TEXTS
def test_a_sentence_goes_that_leads_to_the_article_itself_and_to_the_front_page(text: str) -> None:
    said = (
        '<p>Færslan <a href="https://example.org/news/a/?utm_source=rss">Brúin</a> birtist fyrst á '
        '<a href="https://www.example.org">Brúarblaðinu</a>.</p>'
    )

    assert lines(clean(text + said).html) == lines(text)


def test_a_sentence_that_leads_to_another_article_and_the_front_page_stays() -> None:
    said = (
        '<p>Sagan af <a href="https://example.org/news/b">ferjunni</a> var lengi á '
        '<a href="https://example.org">forsíðunni</a>, og enginn las hana.</p>'
    )

    assert lines(clean(LONG[EN] + said).html)[-1] == lines(said)[0]


def test_a_page_of_members_within_the_page_is_where_readers_are_asked_to_join() -> None:
    line = '<p><em>Þetta fór fyrst út. <a href="/#/portal/signup">Vertu með</a> næst.</em></p>'

    assert lines(clean(line + LONG[EN]).html) == lines(LONG[EN])


@TEXTS
def test_links_in_an_element_named_for_tags_go_with_their_label(text: str) -> None:
    tags = (
        '<div class="field-tags"><div>Merki:</div><div><a href="/t/1">brýr</a></div>'
        '<div><a href="/t/2">ferjur</a></div></div>'
    )
    more = "<p>Þessu má svara með bréfi</p>"

    assert lines(clean(text + tags + more).html) == lines(text + more)


@pytest.mark.parametrize("colon", ["：", "︰", "﹕", "∶"])
def test_colons_of_other_widths_part_a_label_from_what_is_behind(colon: str) -> None:
    byline = f"<p>作者{colon}陈一鸣</p>"

    assert clean(byline + ZH).meta.authors[0].name == "陈一鸣"


def test_a_date_beside_how_long_it_takes_to_read_is_a_stamp() -> None:
    stamp = "<p>12 marzo 2024 alle 10:30 - 2 minuti di lettura</p>"
    article = clean(stamp + EN)

    assert lines(article.html) == lines(EN)
    assert article.meta.published is not None
