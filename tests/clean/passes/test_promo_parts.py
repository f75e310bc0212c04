"""What stands between the name of a promotion and the call that ends an article."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines

TEXT = (
    EN
    + ZH
    + "".join(
        f"<p>{name} counts the passengers of the first ferry, and then those of the second one.</p>"
        for name in ("Ann", "Ben", "Cleo", "Dan", "Eve", "Fay", "Gus", "Hal")
    )
)
PICTURE = "<p><img src='https://example.org/a.jpg'></p>"
HEAD = "<p><b>播客上新</b></p>"
TALK = (
    "<p>离开造船厂以后，老林又出发了。这一次他说的不是船，而是岸边的人怎么看待每天来往的渡轮。</p>"
)
CALL = "<p>长按下方二维码即可收听，欢迎关注我们的播客。</p>"


def test_a_last_part_between_its_name_and_a_call_goes() -> None:
    article = clean(
        f"{TEXT}{PICTURE}{HEAD}{TALK}<p>他主张通过碰撞产生真正的智慧，一个人是做不到的。</p>{CALL}"
    )

    assert lines(article.html) == lines(TEXT)


@pytest.mark.parametrize(
    "end",
    [
        f"{PICTURE}{HEAD}{TALK}",
        f"{PICTURE}<p><b>岸边的人</b></p>{TALK}{CALL}",
        f"{HEAD}{TALK}{CALL}",
        f"{PICTURE}{HEAD}<h2>岸边的人</h2>{TALK}{CALL}",
        f"{PICTURE}{HEAD}{12 * TALK}{CALL}",
    ],
    ids=["no call", "no name", "not apart", "a heading in it", "too much of the text"],
)
def test_what_may_be_the_end_of_the_text_stays(end: str) -> None:
    assert "离开造船厂以后" in clean(TEXT + end).html
