from __future__ import annotations

import pytest

from feedclean.parse.dialects.markup import render_markdown
from tests.parse.reading import article

WRAPPED = """The ferry did not come on the first day of the year, and the people
on the pier went home again. On the second day it came an hour late,
and nobody was there."""


def html(text: str) -> str:
    return render_markdown(text, "T").html


VERSES = {
    "plain": "Ich ging hinaus\nund niemand kam",
    "pentameter": "My father let it lean for thirty years,\nand every spring he painted it",
    "chinese": "落葉很多\n掃地的人只有一個",
    "two spaces": "I went out  \nand nobody came",
    "a backslash": "I went out\\\nand nobody came",
    "in a quotation": "> I went out\n> and nobody came",
    "labels": "Read: in December\nRating: four of five",
    "the end of a letter": f"{WRAPPED}\n\nYours,\nAnn",
    "beside long lines": f"{WRAPPED.replace(chr(10), ' ')}\n\nYours,\nAnn",
}


@pytest.mark.parametrize("text", VERSES.values(), ids=VERSES.keys())
def test_the_ends_of_short_lines_are_seen(text: str) -> None:
    assert html(text).count("<br />") == 1


JOINED = {
    "wrapped": WRAPPED,
    "wrapped in a quotation": "\n".join(f"> {line}" for line in WRAPPED.split("\n")),
    "wrapped chinese": f"{'渡轮没有来，码头上的人都回家了。' * 2}第二天\n它晚了一个小时。",
    "sentence by sentence": "The ferry did not come on the first day, nor on any day of May.\n"
    "On the second day it came an hour late.\nNobody was there.",
    "an item": "- The ferry did not come\n  on the first day",
    "a short paragraph of a wrapped text": f"{WRAPPED}\n\n"
    "The ice was too thick for the steamer, said the harbourmaster\nthoughtfully.",
}


@pytest.mark.parametrize("text", JOINED.values(), ids=JOINED.keys())
def test_the_lines_of_a_paragraph_run_on(text: str) -> None:
    assert "<br" not in html(text)


def test_no_letter_is_lost_to_a_break() -> None:
    found = article("# Der Steg\n\nIch ging **hinaus\nund** niemand [kam\nheim](/a)\n", "a/b.md")

    assert found.html == (
        "<p>Ich ging <strong>hinaus<br />\nund</strong> niemand "
        '<a href="/a">kam<br />\nheim</a></p>\n'
    )
