"""Patterns compiled when they are first asked."""

from __future__ import annotations

import pickle
import re

import pytest

from feedclean.later import Later, later

ASKED = {
    "search": ("x-1", "x-1"),
    "match": ("1", "x"),
    "fullmatch": ("12", "x"),
}


@pytest.mark.parametrize("method", ASKED)
def test_it_answers_as_the_pattern_does(method: str) -> None:
    pattern, same = later(r"\d+"), re.compile(r"\d+")

    for text in ASKED[method]:
        told, expected = getattr(pattern, method)(text), getattr(same, method)(text)
        assert (told and told.span()) == (expected and expected.span())


def test_it_splits_and_replaces_as_the_pattern_does() -> None:
    pattern = later("B", re.IGNORECASE)

    assert pattern.split("abc") == ["a", "c"]
    assert pattern.sub("-", "aBc") == "a-c"
    assert pattern.findall("bB") == ["b", "B"]


def test_it_is_compiled_once_and_not_before_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    compile_ = re.compile

    def noted(pattern: str, flags: int = 0) -> re.Pattern[str]:
        made.append(pattern)
        return compile_(pattern, flags)

    monkeypatch.setattr(re, "compile", noted)
    pattern = later("a")
    assert made == []

    pattern.search("a")
    pattern.search("b")
    pattern.match("a")

    assert made == ["a"]


def test_what_patterns_are_not_asked_is_not_there() -> None:
    pattern = later("a")

    assert not hasattr(pattern, "groups")
    assert pickle.loads(pickle.dumps(pattern)).search("a")


def test_a_pattern_that_is_wrong_is_told_where_it_is_asked() -> None:
    assert isinstance(later("("), Later)

    with pytest.raises(re.error):
        later("(").search("")
