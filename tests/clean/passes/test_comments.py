"""Comments below a heading with the title of the article go, however long that is."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, clean, lines

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
