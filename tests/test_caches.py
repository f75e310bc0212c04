"""Functions that remember what they were asked."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest

from feedclean.caches import asked_twice, remembering
from feedclean.clean.layout import _settled
from feedclean.clean.wording.labels import is_share, label_text
from feedclean.dom import traits
from feedclean.parse.feeds.fields import tag_name
from feedclean.parse.records.json_keys import known


def test_the_same_page_is_looked_at_once() -> None:
    looks: list[str] = []
    length = asked_twice(lambda text: looks.append(text) or len(text))
    page = "a page"

    assert [length(page), length(page), length("another"), length(page)] == [6, 6, 7, 6]
    assert looks == [page, "another", page]


def test_answers_about_short_strings_are_remembered_and_long_ones_asked_anew() -> None:
    looks: list[str] = []

    @remembering(most=2, longest=5)
    def length(text: str) -> int:
        looks.append(text)
        return len(text)

    assert [length(text) for text in ("short", "short", "longer", "longer")] == [5, 5, 6, 6]
    assert looks == ["short", "longer", "longer"]


@pytest.mark.parametrize(
    "function", [traits.named, traits.words_of, label_text, is_share, known, tag_name, _settled]
)
def test_strings_without_end_are_not_remembered(function: Callable[[str], object]) -> None:
    function("tables")  # stay
    tracemalloc.start()
    try:
        for number in range(40):
            function(f"{function.__name__}-{number}-" + "x" * 1_000_000)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert held < 5_000_000
