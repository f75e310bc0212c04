"""Last lines that go together: an unknown one among notices, and what stays below a single one."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

MORE = (
    "<p>On Thursday the ferry company put up a notice of its own, in letters as tall as a child, "
    "and by noon somebody had painted over every second one of them.</p>"
)

NOTICES = {
    "reactions": (
        ZH,
        [
            "📥 全文下载：见评论区",
            "频道由读者自发维护，如果喜欢请转发给一位朋友",
            "☕ 打赏支持服务器：https://pay.example/quay",
            "晚点再读",
            "💔 12 ❤️ 418 😢 203",
        ],
    ),
    "an answer": (
        ZH,
        [
            "了解版权计划",
            "回应 402 最热 最新",
            "想给我外婆也装一个，求代码！",
            "加载更多回应",
            "我的日记推荐",
        ],
    ),
}


@pytest.mark.parametrize(("text", "notices"), NOTICES.values(), ids=NOTICES.keys())
def test_a_line_nothing_is_known_of_goes_among_notices(text: str, notices: list[str]) -> None:
    article = clean(text + "".join(f"<p>{line}</p>" for line in notices))

    assert lines(article.html) == lines(text)
    assert {"block/tail", "block/comments"} & {*rules(article)}
    assert lines(clean(article.html).html) == lines(text)


LIKE_THEM = {
    "one label above others": (EN, "<p>Comments</p><p>Anna: It is safer than it looks</p>"),
    "facts": (EN, "<p>Title: The Weir (2024)<br>Length: 117 minutes<br>Seen at: Odeon</p>"),
    "what somebody does": (EN, "<p>Reading: Persuasion<br>Listening: rain<br>Mood: calm</p>"),
    "facts of a book": (
        EN,
        "<p>Rating: four stars</p><p>Pages: 320</p><p>Publisher: Low Press</p>",
    ),
    "hours": (ZH, "<p>七点开门</p><p>请自带椅子</p><p>备有茶水</p>"),
    "cells": (
        EN,
        "<table><tr><td>Author: Jane Roe</td></tr><tr><td>Source: Tide</td></tr></table>",
    ),
    "thanks": (EN, "<p>Thank you, Ines, Bao and Wojtek!</p><p>Follow us</p>"),
    "references": (
        ZH,
        "<p>参考文章：</p><p>1. 港口的历史</p><p>2. 灯塔与灯塔守</p><p>3. 沉船名录</p>",
    ),
    "a signature": (EN, "<p>With thanks,</p><p>Ann Example</p>"),
}


@pytest.mark.parametrize(("text", "part"), LIKE_THEM.values(), ids=LIKE_THEM.keys())
def test_what_may_be_text_stays(text: str, part: str) -> None:
    kept = lines(clean(text + part).html)

    assert kept[: len(lines(text))] == lines(text)
    assert kept[len(lines(text)) :] == [line for line in lines(part) if line != "Follow us"]


def test_text_below_notices_stays() -> None:
    notices = "<p>Follow us</p><p>Save this story.</p><p>Subscribe | About us | Contact us</p>"

    assert lines(clean(EN + notices + MORE).html)[-1] == lines(MORE)[0]
