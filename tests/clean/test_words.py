from __future__ import annotations

import re
import tomllib
from importlib.resources import files

import pytest

from feedclean.clean.wording.words import any_of

TABLE: dict[str, list[str]] = tomllib.loads(
    files("feedclean.clean.wording").joinpath("words.toml").read_text("utf-8")
)


@pytest.mark.parametrize("words", TABLE.values(), ids=TABLE)
def test_words_of_a_list_stand_once_sorted_and_in_small_letters(words: list[str]) -> None:
    assert words == sorted({word.lower() for word in words})


def test_the_longest_word_is_found_first() -> None:
    found = re.match(any_of("notes"), "nota de la redacción")

    assert found is not None
    assert found[0] == "nota de la redacción"


def test_a_star_stands_for_any_letters() -> None:
    assert re.fullmatch(any_of("said"), "написала")
    assert not re.fullmatch(any_of("said"), "писала")
