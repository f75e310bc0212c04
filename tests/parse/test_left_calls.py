"""Calls of services in a line of joined text."""

import json

import pytest

from feedclean.parse.left_calls import with_calls_apart
from tests.cleaning import clean, lines
from tests.parse.reading import article

FIRST = "The ferry sails again from Monday, said the harbour master of Brack on Friday night."
SECOND = "It had been laid up since the storm of March, when its hull was torn open on the pier."
CALLS = [
    "(adsbygoogle = window.adsbygoogle || []).push({});",
    "googletag.cmd.push(function() { googletag.display('div-gpt-ad-1234-0'); });",
]


@pytest.mark.parametrize("call", CALLS)
def test_a_call_between_sentences_of_joined_text_goes(call: str) -> None:
    text = f"{FIRST} {call} {SECOND} Copyright Brack Post 2026 {call}"
    record = json.dumps({"title": "The ferry", "content": text, "date": "2026-02-03"})
    found = clean(article(record, "a.json").html)

    assert FIRST in lines(found.html)
    assert any(line.startswith(SECOND) for line in lines(found.html))
    assert call not in found.html


@pytest.mark.parametrize("call", CALLS)
def test_a_call_in_plain_text_goes(call: str) -> None:
    text = f"The ferry\n2026-02-03\n\n{FIRST} {call} {SECOND}\n\n{SECOND} {FIRST}\n"

    assert call not in clean(article(text, "a.txt").html).html


def test_lines_stay_paragraphs() -> None:
    text = f"{FIRST} {CALLS[0]}\n{SECOND}\n{FIRST}"
    record = json.dumps({"title": "The ferry", "content": text})

    assert article(record, "a.json").html.count("<p>") == 4


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize(
    "text", ["Whoever writes {} below the box is paid.", "The line is: {}", "{}"]
)
def test_a_call_that_is_spoken_of_stays_where_it_is(text: str, call: str) -> None:
    assert with_calls_apart(text.format(call)) == text.format(call)
