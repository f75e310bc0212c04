from __future__ import annotations

import pytest

from feedclean.golden.words import SAME_TEXT, Edit, text_change, window

LEAD = "The council met on Tuesday evening and agreed that the bridge stays closed until autumn."
NEXT = "Nobody in the room laughed."


def test_equal_texts_have_no_edits() -> None:
    assert text_change([LEAD, NEXT], [LEAD, NEXT]) == SAME_TEXT


@pytest.mark.parametrize(
    ("before", "after", "edits"),
    [
        ([LEAD], [LEAD.replace("Tuesday", "Friday")], [("Tuesday", "Friday")]),
        ([LEAD, NEXT], [LEAD], [(NEXT, "")]),
        ([LEAD], [LEAD, NEXT], [("", NEXT)]),
        ([LEAD], [NEXT], [(LEAD, NEXT)]),
        ([LEAD, NEXT], [], [(LEAD, ""), (NEXT, "")]),
        (
            ["市议会周二晚间开会，只决定了一件事：大桥封闭到秋天。"],
            ["市议会周五晚间开会，只决定了一件事：大桥封闭到秋天。"],
            [("二", "五")],
        ),
    ],
    ids=["a word", "block lost", "block gained", "exchanged", "all lost", "one Chinese character"],
)
def test_what_went_and_came_is_told_in_words(
    before: list[str], after: list[str], edits: list[tuple[str, str]]
) -> None:
    change = text_change(before, after)

    assert [(edit.lost, edit.gained) for edit in change.edits] == edits


def test_a_block_that_stands_elsewhere_has_moved_and_is_not_lost() -> None:
    change = text_change([LEAD, NEXT, "The end."], [NEXT, "The end.", LEAD])

    assert change.moved == (LEAD,)
    assert (change.lost, change.gained) == (0, 0)


def test_one_of_two_equal_blocks_is_lost() -> None:
    change = text_change([NEXT, LEAD, NEXT], [NEXT, LEAD])

    assert [edit.lost for edit in change.edits] == [NEXT]


def test_edits_next_to_each_other_are_told_as_one() -> None:
    change = text_change([LEAD], [LEAD.replace("Tuesday evening", "a Friday night")])

    assert change.edits == (Edit(lost="Tuesday evening", gained="a Friday night"),)


def test_characters_are_counted_without_white_space() -> None:
    change = text_change([LEAD, "two words"], [LEAD])

    assert (change.lost, change.gained) == (8, 0)


def test_a_very_long_text_is_compared_in_time() -> None:
    words = " ".join(f"word{n}" for n in range(30_000))

    change = text_change([words], [f"{words} more"])

    assert change.gained > 0


def test_a_window_shows_where_two_lines_part() -> None:
    before, after = window("a" * 100 + "X" + "b" * 100, "a" * 100 + "Y" + "b" * 100, 3)

    assert (before, after) == ("…aaaXbb…", "…aaaYbb…")
