"""What a reason calls a line of the page around the text."""

from __future__ import annotations

import pytest

from tests.cleaning import ZH, clean

LINES = {
    "a board": (
        "",
        "※ 發信站: 批踢踢實業坊(ptt.cc), 來自: 1.2.3.4",
        "what a board writes around a post",
    ),
    "a trail": ("首页 > 副刊 > 正文", "", "the way from the front page"),
    "an end mark": ("", "END", "a button or an end mark"),
}


@pytest.mark.parametrize(("above", "below", "called"), LINES.values(), ids=LINES.keys())
def test_a_line_is_called_what_it_is(above: str, below: str, called: str) -> None:
    html = "".join((f"<p>{above}</p>" * bool(above), ZH, f"<p>{below}</p>" * bool(below)))

    [removal] = clean(html).removals
    assert removal.reason.startswith(f"worded like {called}: ")


def test_the_line_that_says_whom_a_post_quotes_stays_above_what_it_quotes() -> None:
    quoted = "<p>※ 引述《asdf (小花)》之銘言：<br>: 今年結了三百多顆</p>"

    assert clean(f"{quoted}{ZH}").removals == ()
