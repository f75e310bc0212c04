"""The box that bars the rest of an article goes from its free beginning."""

from __future__ import annotations

import pytest

from feedclean.clean.given import Weighed
from feedclean.clean.page import Page
from feedclean.clean.passes.boxes.gates import gates
from feedclean.model.removal import RuleId
from tests.cleaning import EN, ZH, page

SHORT = "<p>A landlord who wanted to be rid of a choir has moved out of the house himself.</p>"
SAID = "<h3>Read on</h3><p>This article is for subscribers. Try four weeks for 1 euro.</p>"
BUTTONS = "<p><a href='/subscribe'>Try it</a></p><p><a href='/login'>Log in</a></p>"
BOX = f"<div>{SAID}{BUTTONS}</div>"


def _weighed(html: str) -> Page:
    """A page whose blocks all score like text."""
    one = page(f"<article>{html}</article>")
    one.weighed = Weighed(scores={block.index: 0.8 for block in one.blocks}, least=0.5)
    return one


def _found(html: str) -> list[str]:
    return [block.text for finding in gates(_weighed(html)) for block in finding.blocks]


@pytest.mark.parametrize("text", [SHORT, EN, ZH], ids=["short", "en", "zh"])
def test_the_box_that_bars_the_rest_goes_below_a_text_of_any_length(text: str) -> None:
    assert _found(f"{text}{BOX}") == [
        "Read on",
        "This article is for subscribers. Try four weeks for 1 euro.",
        "Try it",
        "Log in",
    ]


def test_what_is_left_of_it_goes_when_its_buttons_have_gone() -> None:
    one = _weighed(f"{SHORT}{BOX}")
    for block in one.blocks[-2:]:
        one.note_taken(block, RuleId("main-content/outside"), by_guess=False)
    one.blocks[-2:] = []

    [found] = gates(one)

    assert found.blocks[0].text == "Read on"
    assert "2 links to subscribe" in found.reason


def test_two_places_need_no_words_and_one_needs_them() -> None:
    said = "<p>Read on</p>"
    one = "<p><a href='/abo'>Hier</a></p>"

    assert len(_found(f"{SHORT}<div>{said}{one}<p><a href='/login'>Da</a></p></div>")) == 3
    assert _found(f"{SHORT}<div>{said}{one}</div>") == []
    assert len(_found(f"{SHORT}<div><p>Jetzt abonnieren</p>{one}</div>")) == 2


STAY = {
    "it leads elsewhere": f"{SHORT}<div>{SAID}<p><a href='/2026/vote'>The vote</a></p></div>",
    "all of the text is in it": f"<div>{SHORT}{SAID}{BUTTONS}</div>",
    "nothing stands before it": BOX,
    "text stands below it": f"{SHORT}{BOX}{EN}",
    "much text is in it": f"{SHORT}<div>{EN}{EN}{SAID}{BUTTONS}</div>",
    "no element of its own": f"{SHORT}{SAID}{BUTTONS}",
    "a farewell": f"{EN}<div><p>That is all for this week. My mother is better.</p>{BUTTONS}</div>",
    "a correction": f"{EN}<div><p>Correction: the year was 1990.</p>{BUTTONS}</div>",
    "a heading": f"{EN}<div><h3>The river in March</h3>{BUTTONS}</div>",
    "a call within a paragraph": (
        f"{EN}<div>The mayor answers on Friday. Subscribe to our newsletter "
        "<a href='/newsletter'>here</a>.</div>"
    ),
    "whom it tells of": f"{EN}<div><p>My mother is a member and reads this.</p>{BUTTONS}</div>",
}


@pytest.mark.parametrize("html", STAY.values(), ids=STAY.keys())
def test_other_lines_stay(html: str) -> None:
    assert _found(html) == []
