"""Asides that hold nothing but calls and links to other articles."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, clean, lines, taken

FIRST, REST = EN.split("</p>", 1)


def _within(aside: str) -> str:
    return f"{FIRST}</p><aside>{aside}</aside>{REST}"


CALLS = {
    "a call and a button": "<p>News from your area straight to your inbox</p><p>Count me in</p>",
    "in a language of another kind": "<p>Recevez nos infos par mail</p><p>Je m’inscris</p>",
    "headlines without links": "<h4>Read also</h4><p>The theatre closes for the winter</p>",
    "a list": "<h4>Related</h4><ul><li>The theatre closes</li><li>Who saves the cinema?</li></ul>",
}


@pytest.mark.parametrize("aside", CALLS.values(), ids=CALLS)
def test_an_aside_of_calls_goes_from_within_the_text(aside: str) -> None:
    assert lines(clean(_within(aside)).html) == lines(EN)


TEXTS = {
    "figures": "<h4>The bridge in figures</h4><p>Arches: 9</p><p>Subscribers: 12</p>",
    "what somebody said": "<p>“We subscribe to everything,” she said.</p>",
    "a sentence": "<p>How to give: bring your books to the town hall on Monday.</p>",
    "a sentence that forgives": "<p>Dear readers, please forgive us.</p>",
    "how something is done": "<p>To unsubscribe, open the newsletter and press the last link.</p>",
    "a sentence on comments": "<p>Comments on Reddit were kinder than those in the hall.</p>",
    "a call and a fact": "<p>Subscribe to our newsletter</p><p>The bridge was built in 1891.</p>",
}


@pytest.mark.parametrize("aside", TEXTS.values(), ids=TEXTS)
def test_an_aside_that_tells_something_stays(aside: str) -> None:
    told = [excerpt for rule, excerpt in taken(clean(_within(aside))) if rule == "block/aside"]
    assert told == []
