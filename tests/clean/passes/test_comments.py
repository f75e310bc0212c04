"""Comments go below a heading with the title of the article, and from elements named so."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines

TITLE = "The Lock-Keeper’s Daughter – Royal Exchange, Harbour Town"
HEADINGS = {
    "short": "2 thoughts on “The Daughter”",
    "long": f"2 thoughts on “{TITLE}”",
    "one": f"One response to “{TITLE}”",
}
SAID = {
    "a line": "<p><em>Pat H.</em> says: Saw it on Tuesday and the boat got stuck.</p>",
    "a name and a line": "<p>Pat H. says:</p><p>Saw it on Tuesday and the boat got stuck.</p>",
    "a list": (
        "<ol><li><p>Pat H. says:<br>5 May 2024 at 10:12</p><p>Saw it on Tuesday.</p>"
        '<p><a href="#reply">Reply</a></p></li></ol>'
    ),
}


@pytest.mark.parametrize("said", SAID.values(), ids=SAID.keys())
@pytest.mark.parametrize("heading", HEADINGS.values(), ids=HEADINGS.keys())
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_comments_below_the_title_go(tag: str, heading: str, said: str) -> None:
    assert lines(clean(f"{EN}<{tag}>{heading}</{tag}>{said}", title=TITLE).html) == lines(EN)


def test_what_somebody_said_in_the_text_stays() -> None:
    said = "<h2>Two views of the bridge</h2><p>Pat H. says: It is safer than it looks.</p>"

    assert lines(clean(EN + said, title=TITLE).html) == lines(EN + said)


SPAM = "<p>Where can one buy cheap tickets for the ferry online, and is it safe to pay by card?</p>"
TEXT = (
    EN
    + ZH
    + "".join(f"<p>{n}. The ferryman counts his passengers, one by one.</p>" for n in range(9))
)


def test_comments_go_that_have_far_more_text_than_the_article() -> None:
    thread = f"<div class='comment'><p>Pat H. says:</p>{2 * SPAM}</div>" * 60
    article = clean(f"{TEXT}<div class='comments'>{thread}</div>")

    assert "cheap tickets" not in article.html
    assert article.html.count("ferryman") == 9
    assert article.cautions == ()


QUOTED = [
    f"<blockquote class='comment'>{2 * SPAM}</blockquote>" * 18,
    f"<section class='translator-comments'>{60 * SPAM}</section>",
]


@pytest.mark.parametrize("quoted", QUOTED, ids=["quotations", "notes"])
def test_what_no_reader_marks_stays_however_much_it_is(quoted: str) -> None:
    assert "cheap tickets" in clean(TEXT + quoted).html


DISCUSSED = (
    "<h3>Discussion</h3><p>The mayor said:</p><p>The results show that the bridge holds.</p>"
)


def test_one_line_with_who_speaks_is_no_mark_of_readers() -> None:
    counted = DISCUSSED.replace("Discussion", "2 comments")
    two = f"{DISCUSSED}<p>Pat H. said:</p><p>It does not.</p>"

    assert lines(clean(EN + DISCUSSED).html)[-2:] == lines(DISCUSSED)[-2:]
    assert lines(clean(EN + counted).html) == lines(EN)
    assert lines(clean(EN + two).html) == lines(EN)


def test_comments_stay_where_hardly_anything_is_said_beside_them() -> None:
    article = clean(f"<p>What do you think of it?</p><div class='comments'>{3 * SPAM}</div>")

    assert "cheap tickets" in article.html
