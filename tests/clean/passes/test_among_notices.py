"""Lines among known notices below a text go, whatever they say; text, facts and sources stay."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean

NOTICES_EN = (
    "<p>Subscribe to our newsletter</p>",
    "<p>Follow us on Facebook</p>",
    "<p>All rights reserved. © 2024 Harbour Post</p>",
)
NOTICES_ZH = (
    "<p>关注我们的微信公众号</p>",
    "<p>分享到微信</p>",
    "<p>版权所有，未经授权不得转载</p>",
)


def _among(text: str, line: str, notices: tuple[str, ...]) -> str:
    first, *others = notices
    return clean(f"{text}{first}{line}{''.join(others)}").html


@pytest.mark.parametrize(
    ("text", "line", "notices"),
    [
        (EN, "Boats Harbours Bridges", NOTICES_EN),
        (EN, "Ten knots every child should know", NOTICES_EN),
        (ZH, "渡轮 码头 大桥", NOTICES_ZH),
        (ZH, "【江边独家】老码头的最后一盏灯", NOTICES_ZH),
    ],
)
def test_a_short_line_with_notices_above_and_below_goes(
    text: str, line: str, notices: tuple[str, ...]
) -> None:
    assert line not in _among(text, f"<p>{line}</p>", notices)


@pytest.mark.parametrize(
    ("text", "line", "kept", "notices"),
    [
        (EN, "<p>The bridge was blown up in 1921.</p>", "blown up", NOTICES_EN),
        (EN, "<blockquote>It looks terrible to us</blockquote>", "It looks", NOTICES_EN),
        (EN, "<p>P.S. The ferry is late again</p>", "P.S.", NOTICES_EN),
        (EN, "<p>Call the harbour: 0113 496 0000</p>", "496", NOTICES_EN),
        (
            EN,
            '<p>River Ecology, <a href="https://doi.org/10.1/x">10.1/x</a></p>',
            "10.1",
            NOTICES_EN,
        ),
        (ZH, "<p>市政府表示，大桥秋天重开。</p>", "秋天重开", NOTICES_ZH),
        (ZH, "<p>求助热线：010-62715275</p>", "62715275", NOTICES_ZH),
    ],
)
def test_what_may_be_of_the_text_stays(
    text: str, line: str, kept: str, notices: tuple[str, ...]
) -> None:
    assert kept in _among(text, line, notices)


def test_a_line_above_all_notices_stays() -> None:
    html = clean(f"{EN}<p>The ferry at dawn</p>{''.join(NOTICES_EN)}").html

    assert "The ferry at dawn" in html


def test_two_notices_are_too_few() -> None:
    html = clean(f"{EN}{NOTICES_EN[0]}<p>Boats Harbours Bridges</p>{NOTICES_EN[2]}").html

    assert "Boats Harbours" in html


@pytest.mark.parametrize("said", ["想给我外婆也装一个，求代码！", "顶楼主，写得真好"])
def test_what_stands_between_two_buttons_of_comments_goes(said: str) -> None:
    html = clean(f"{ZH}<p>回应 42 最热 最新</p><p>{said}</p><p>加载更多回应</p>").html

    assert said not in html
    assert said in clean(f"{ZH}<p>{said}</p><p>加载更多回应</p>").html
