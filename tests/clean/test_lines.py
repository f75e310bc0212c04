"""What is measured of the lines of a fragment beside their words."""

from __future__ import annotations

import pytest

from feedclean.clean.ledger import take_out
from feedclean.clean.lines.fragment import lines_of
from feedclean.clean.lines.measures import LEARNED, NAMES, measure, measure_form
from feedclean.clean.page import Page
from feedclean.clean.passes.common import finding
from feedclean.clean.scoring.learned import lines_model
from feedclean.clean.speech.said import UNKNOWN
from tests.cleaning import EN, page

WORDS = "<p>One line of words</p>"


def _measure(article: Page, name: str, at: int) -> float:
    return float(measure_form(article, lines_of(article), at)[NAMES.index(name)])


@pytest.mark.parametrize(
    ("html", "ruled"),
    [
        (f"{WORDS}<hr>{WORDS}", [False, True]),
        (f"{WORDS}<hr><div><div>{WORDS}</div>{WORDS}</div>", [False, True, False]),
        (f"<div>{WORDS}<hr></div>{WORDS}", [False, False]),
        (f"<p>One<hr>{WORDS}", [False, True]),
        (f"{WORDS}<p>* * *</p>{WORDS}", [False, False, True]),
        (f"{WORDS}<p>5</p>{WORDS}", [False, False, False]),
    ],
    ids=["hr", "in boxes", "at the end of a box", "in text", "stars", "a figure"],
)
def test_what_stands_below_a_line_across_is_told(html: str, ruled: list[bool]) -> None:
    article = page(html)

    assert [_measure(article, "ruled", at) for at in range(len(ruled))] == ruled


def test_lines_that_have_gone_right_beside_are_counted_up_to_four() -> None:
    article = page(WORDS * 9)
    take_out([finding("ad", article.blocks[1:7], "")], article)

    assert [block.index for block in article.blocks] == [0, 7, 8]
    assert [_measure(article, "gone_below", at) for at in range(3)] == [4, 0, 0]
    assert [_measure(article, "gone_above", at) for at in range(3)] == [0, 4, 0]


def test_how_far_running_text_is_up_and_down() -> None:
    article = page(WORDS + EN + WORDS * 6)
    body = EN.count("<p>")

    assert _measure(article, "text_below", 0) == min(4, body)
    assert _measure(article, "since_text", 0) == 4
    assert _measure(article, "since_text", body + 1) == 0
    assert _measure(article, "since_text", body + 3) == 2
    assert _measure(article, "since_text", body + 6) == 4


def test_what_the_lines_around_speak_of_is_told_with_it() -> None:
    article = page(EN + "<p>Subscribe to our newsletter</p><p>The heron came back</p>")
    lines = lines_of(article)
    row = measure(article, lines, len(lines.positions) - 1, lines_model())
    said, above, below = row[LEARNED : LEARNED + 3]

    assert above < 0.1 < said
    assert below == UNKNOWN
