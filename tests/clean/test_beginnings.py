"""What patterns begin with: never too little is told, and no more than is of use."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.clean.beginnings import beginning, beginnings

CASES = {
    "letters": ("^share$", {"sha"}),
    "short": ("^ad$", {"ad"}),
    "either": ("^(?:by|from) ", {"by ", "fro"}),
    "bars outside": ("^by|^from", {"by", "fro"}),
    "maybe": ("^(?:the )?end", {"the", "end"}),
    "one or two": ("^no?w", {"now", "nw"}),
    "several": ("^ab*c", {"ab", "ac"}),
    "counted": (r"^\d{1,2} min", {"0"}),
    "class": ("^[ab]x", {"ax", "bx"}),
    "range": ("^[a-c]x$", {"ax", "bx", "cx"}),
    "all but": ("^[^a]x", {"", "ax"}),
    "escaped": (r"^\(c\)", {" c "}),
    "no word": (r"^\W*ad$", {" ", "ad"}),
    "anything": ("^.{0,40}links", {""}),
    "looked at": ("^(?!by )from", {"fro"}),
    "with capitals": ("^by (?-i:[A-B])", {"by "}),
    "bracket in a class": (r"^[]a]x", {"", "ax"}),
}


@pytest.mark.parametrize(("pattern", "expected"), CASES.values(), ids=CASES)
def test_beginnings_of_a_pattern(pattern: str, expected: set[str]) -> None:
    assert beginnings(pattern) == expected


@pytest.mark.parametrize("pattern", ["(?P<name>a)", "a)", "(a", "(?>a)"])
def test_what_is_not_understood_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="not understood"):
        beginnings(pattern)


PARTS = st.recursive(
    st.sampled_from(
        ["a", "b", "é", "中", r"\d", r"\s", r"\W", ".", "[ab]", "[^a]", "[a-d]", r"\."]
    ),
    lambda inner: st.one_of(
        st.builds("".join, st.lists(inner, min_size=1, max_size=4)),
        st.builds(lambda many: f"(?:{'|'.join(many)})", st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda one, count: f"(?:{one}){count}", inner, st.sampled_from("?*+")),
        st.builds(lambda one: f"(?:{one}){{0,2}}", inner),
        st.builds(lambda one: f"(?={one})", inner),
    ),
    max_leaves=8,
)


@given(pattern=PARTS, text=st.text("ab1 é中._"))
def test_a_text_that_matches_begins_as_is_told(pattern: str, text: str) -> None:
    if re.match(f"^{pattern}", text):
        assert beginning(text).startswith(tuple(beginnings(f"^{pattern}")))
