"""Clippings with notes above their title, and files that have none; made up here."""

from __future__ import annotations

import pytest

from feedclean.parse.dialects.heads.lone_heading import lone_heading
from tests.parse.reading import article

TITLE = "A cook for the lightship"
TEXT = (
    "The ferry was late again on Sunday, and nobody on the pier had thought of bringing soup.\n\n"
    "So the bell was rung until a cook could be found, said the harbour office on Monday.\n"
)
NOTE = f"[{TITLE} / Tide](https://tide.example/cook)\ncreated: [[2024-07-29]]\n[[]]\n[[]]\n"


def test_the_heading_below_a_note_is_the_title() -> None:
    front = (
        "---\ncreated: 2024-07-29T08:35:48 (UTC +03:00)\ntags: [soup]\n"
        "source: https://tide.example/cook\nauthor: Ada Brenner\n---\n\n"
    )

    assert article(f"{front}{NOTE}\n# {TITLE}\n\n{TEXT}", "cook.md").meta.title == TITLE


OTHERS = {
    "several": f"# One\n\n{TEXT}\n# Two\n\n{TEXT}",
    "below sentences": f"{TEXT}\n# {TITLE}\n\n{TEXT}",
    "of a lower level": f"{NOTE}\n## {TITLE}\n\n{TEXT}",
    "in code": f"{TEXT}\n```\n# ring the bell\nring\n```\n",
    "none": TEXT,
}


@pytest.mark.parametrize("text", OTHERS.values(), ids=OTHERS.keys())
def test_other_headings_are_no_title(text: str) -> None:
    assert lone_heading(text) == ""
