"""Lines that a program wrote title and text into, made up here."""

from __future__ import annotations

import pytest

from feedclean.dom.tree import parse, raw_text
from feedclean.parse.dialects.heads.labelled_line import parted
from tests.parse.reading import article

TITLE = "Crane falls asleep at the quay"
TEXT = (
    "A crane at the north quay did not move for nine hours on Sunday, since nobody had told it "
    "that the shift had begun. Two ferries waited with their bows open. The harbour office said "
    "that the content: of the orders was clear, only their day was not. By evening the bell of "
    "the lightship had woken everybody but the crane."
)


@pytest.mark.parametrize("label", ["Content", "Text", "Treść", "Текст"])
@pytest.mark.parametrize("mark", [", ", " ", "; "])
def test_title_and_text_in_one_line_are_told_apart(label: str, mark: str) -> None:
    found = article(f"Title: {TITLE}{mark}{label}: {TEXT}", "crane.txt")

    assert found.meta.title == TITLE
    assert raw_text(parse(found.html)).strip() == TEXT


def test_no_text_is_lost_to_a_title() -> None:
    found = article(f"Title: {TEXT}", "crane.txt")

    assert raw_text(parse(found.html)).strip() == TEXT


@pytest.mark.parametrize(
    "line",
    [
        f"Title: {TITLE}",
        f"Title: {TITLE}.",
        "Title: What content: and form have in common",
        TEXT,
        f"Ferry: {TEXT}",
    ],
)
def test_other_lines_stay_as_they_came(line: str) -> None:
    assert parted(line) == (line,)
