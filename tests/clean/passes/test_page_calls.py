"""Calls of the site at the ends of a page, outside of the element of the text."""

from __future__ import annotations

import pytest

from feedclean.clean.given import Weighed
from feedclean.clean.page import Page
from feedclean.clean.passes.boxes.page_calls import page_calls
from tests.cleaning import EN, ZH, page

CALL = (
    "Our articles are free for everyone. You can support us from 4 € a month, or become a member."
)
TEXT = f"<article>{EN}</article>"
DE = (
    "<p>Der Rat tagte am Dienstagabend und beschloss nach vier Stunden nur, dass die Brücke bis "
    "zum Herbst gesperrt bleibt, was auch immer die Fährleute sagen.</p>"
    "<p>„Sie ist sicherer, als sie aussieht“, sagte der Ingenieur, „und sie sieht schlimm aus.“</p>"
    "<p>Im Saal lachte niemand, und im Protokoll steht nicht, dass jemand anderer Meinung war.</p>"
)


def _weighed(html: str) -> Page:
    """A page whose blocks all score like text."""
    one = page(html)
    one.weighed = Weighed(scores={block.index: 0.8 for block in one.blocks}, least=0.5)
    return one


def _found(html: str) -> list[str]:
    return [block.text for finding in page_calls(_weighed(html)) for block in finding.blocks]


def test_a_call_in_a_box_of_its_own_goes() -> None:
    assert _found(f"{TEXT}<div><h3>Right now</h3><p>{CALL}</p></div>") == [CALL]
    assert _found(f"<div><p>{CALL}</p></div>{TEXT}") == [CALL]


def _below(*lines: str, text: str = EN) -> str:
    """A page whose text ends with some lines."""
    return f"<article>{text}{''.join(f'<p>{line}</p>' for line in lines)}</article>"


def test_a_call_among_the_text_goes_from_its_end() -> None:
    once = "You can support us with a letter."

    assert _found(_below(f"<b>{CALL}</b>")) == [CALL]
    assert _found(_below(CALL)) == [CALL]
    assert _found(_below(once)) == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (EN, "👉 Subscribe here: https://example.org/join"),
        (EN, "[Support our newsroom, become a member]"),
        (EN, "Please send news tips for our paper to desk@example.org"),
        (ZH, "【我們需要讀者的支持】獨立媒體不受資助，全賴讀者捐款營運。戶口：某銀行 90001"),
        (ZH, "☕ 本刊永远免费，愿意的话请我们喝杯咖啡：https://example.org/tea"),
        (ZH, "订阅本刊：https://example.org/subscribe"),
        (ZH, "欢迎投稿至 desk@example.org，来稿请注明作者姓名"),
    ],
)
def test_a_last_line_that_a_sign_or_an_address_sets_apart_goes_if_it_asks(
    text: str, line: str
) -> None:
    assert _found(_below(line, text=text)) == [line]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (EN, "[1] The Weir, a novel. https://example.org/weir"),
        (EN, "👉 The bridge is nine arches long."),
        (EN, "• Tickets from 4 €, opening hours: daily, https://example.org/visit"),
        (EN, "[Update: The club says it now has 300 members and a newsletter.]"),
        (EN, "• Donations: Mill Lane Shelter, account 77120934"),
        (EN, "• Follow the instructions on your yeast"),
        (EN, "Tickets at 12 pounds, members 8 pounds, at https://example.org/hall"),
        (DE, "[Anmerkung: Der Verein hat heute 300 Mitglieder und einen Newsletter.]"),
        (DE, "• Newsletter: eine Mail an alle Mitglieder."),
        (DE, "Spenden nimmt das Heim auch am Tor an, Mitglied wird man hier: www.example.org"),
        (DE, "Bitte schicken Sie Ihre Gedichte an die Redaktion der Vereinszeitung: a@example.org"),
        (ZH, "【捐款方式】户名：磨坊动物收容所，账号 6222 0200 1234 5678"),
        (ZH, "请把简历发到编辑部邮箱 jobs@example.org，标题注明“记者”。"),
        (ZH, "[1] 会员人数见年度报告，https://example.org/report"),
        (ZH, "【注】文中地名均为化名"),
        (ZH, "参考资料：https://example.org/report"),
        (ZH, "报名时间：5月20日，地点：江边码头，https://example.org/walk"),
        (ZH, "作者邮箱：lin@example.org"),
    ],
)
def test_other_last_lines_with_a_sign_or_an_address_stay(text: str, line: str) -> None:
    assert _found(_below(line, text=text)) == []


def test_an_entry_of_a_list_of_signs_stays_whatever_it_says() -> None:
    asks = "👉 Subscribe here: https://example.org/join"

    assert _found(_below("👉 Nine arches are closed.", asks)) == []
    assert _found(_below("☂ Nine arches are closed.", asks)) == [asks]


def test_what_a_box_tells_beside_a_call_stays_with_it() -> None:
    told = "Tickets at 12 pounds, members 8 pounds, at https://example.org/hall"

    assert _found(f"{TEXT}<div><p>{told}</p><p>{CALL}</p></div>") == []


def test_a_call_that_is_all_there_is_stays() -> None:
    assert (
        _found(_below(CALL, text="<p>The editors of our paper have a word for you here.</p>")) == []
    )


def test_a_doubtful_line_goes_between_two_calls() -> None:
    lines = (
        "【我們獨立營運，需要您的支持】",
        "我們不接受任何廣告，每一篇報導都來自讀者的小額訂閱。",
        "每月200元，支持我們繼續寫下去 → 我要訂閱",
    )

    assert _found(_below(*lines, text=ZH)) == list(lines[::-1])
    assert _found(_below(lines[1], text=ZH)) == []


def test_text_in_a_box_of_its_own_stays() -> None:
    told = "The paper asked its readers for money, and they gave it 4 € a month."

    assert _found(f"{TEXT}<div><p>{told}</p></div>") == []
    assert _found(f"<div><p>{told}</p></div>{TEXT}") == []


def test_a_call_between_paragraphs_stays() -> None:
    assert _found(TEXT.replace("<p>Nobody", f"<p>{CALL}</p><p>Nobody")) == []


def test_a_call_in_a_box_that_tells_something_stays() -> None:
    told = "<p>The bridge is nine arches long, and the river under it is cold.</p>"

    assert _found(f"{TEXT}<div>{told}<p>{CALL}</p></div>") == []


def test_a_fragment_is_not_looked_at() -> None:
    assert list(page_calls(page(f"{TEXT}<div><p>{CALL}</p></div>"))) == []
