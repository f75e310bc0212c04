"""Words that nothing is called, and what is said of them."""

from __future__ import annotations

from feedclean.spelling import meant, nearest


def test_a_misspelt_word_is_answered_with_the_nearest_whatever_its_case() -> None:
    known = {"harbour", "other"}

    assert [meant(word, known) for word in ("harbor", "HARBOR")] == ['did you mean "harbour"?'] * 2
    assert nearest("passes", ["asia/shanghai", "Asia/Shanghai"]) == ""


def test_a_word_like_nothing_is_answered_with_what_there_is() -> None:
    assert meant("zzz", ["b", "a"]) == "there are: a, b"
    assert meant("zzz", []) == "there are none"
    assert meant("zzz", [f"name-{n:03}" for n in range(99)]).endswith("name-019 and 79 more")
