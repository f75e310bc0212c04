"""A part of the article called *Comments* stays; what readers wrote below it goes."""

from __future__ import annotations

import pytest

from tests.clean.passes.test_boxes_beside import LONG
from tests.cleaning import EN, ZH, clean, lines, rules

TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
SAID = "<p>Anna: It is safer than it looks</p>"
BOTH = SAID + "<p>Ben: And it looks terrible, too</p>"


@TEXTS
@pytest.mark.parametrize("heading", ["Comments", "Kommentare", "Commentaires", "评论", "留言"])
@pytest.mark.parametrize("said", [SAID, BOTH], ids=["one", "two"])
@pytest.mark.parametrize("tag", ["h3", "p"])
def test_a_part_called_comments_stays(text: str, heading: str, said: str, tag: str) -> None:
    part = f"<{tag}>{heading}</{tag}>{said}"

    assert lines(clean(text + part).html) == lines(text + part)


OF_READERS = {
    "a count": f"<h3>Comments (2)</h3>{BOTH}",
    "who they are": f"<h3>网友评论</h3>{BOTH}",
    "an hour": f"<h3>评论</h3>{SAID}<p>3小时前</p>",
    "a button": f"<h3>Kommentare</h3>{SAID}<p>Antworten</p>",
}


@TEXTS
@pytest.mark.parametrize("area", OF_READERS.values(), ids=OF_READERS.keys())
def test_what_readers_wrote_goes_by_a_second_sign(text: str, area: str) -> None:
    article = clean(text + area)

    assert SAID.strip("</p>") not in article.html
    assert "block/comments" in rules(article)


@pytest.mark.parametrize(
    "below", ["<p>Tags: bridges</p>", "<p>责任编辑：李萌</p>", ""], ids=["tags", "editor", "none"]
)
@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_a_button_to_comment_goes_with_other_notices(text: str, below: str) -> None:
    assert lines(clean(f"{text}<p>评论</p>{below}").html) == lines(text)
