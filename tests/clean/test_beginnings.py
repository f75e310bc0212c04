"""What patterns begin with: never too little is told, and no more than is of use."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.clean.wording.beginnings import beginning, beginnings

CASES = {
    "letters": ("^shared$", {"share"}),
    "short": ("^ad$", {"ad"}),
    "either": ("^(?:by|from) ", {"by ", "from "}),
    "bars outside": ("^by|^from", {"by", "from"}),
    "maybe": ("^(?:the )?end", {"the e", "end"}),
    "one or two": ("^no?w", {"now", "nw"}),
    "several": ("^ab*c", {"ab", "ac"}),
    "counted": (r"^\d{1,2} min", {"0min"}),
    "class": ("^[ab]x", {"ax", "bx"}),
    "range": ("^[a-c]x$", {"ax", "bx", "cx"}),
    "all but": ("^[^a]x", {"", "ax"}),
    "escaped": (r"^\(c\)", {" c "}),
    "no word": (r"^\W*ad$", {" ad", "ad"}),
    "figures with marks": (r"^\d[\d., ]*\s*views", {"0view"}),
    "either kind": (r"^(?:\W|\d)+ad", {" ad", "0ad"}),
    "white space": (r"^by\s+(?:a|b)", {"by a", "by b"}),
    "figures within": (r"^(?:a \d)+b", {"a "}),
    "anything": ("^.{0,40}links", {""}),
    "looked at": ("^(?!by )from", {"from"}),
    "with capitals": ("^by (?-i:[A-B])", {"by A", "by B"}),
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


BEGINNINGS = {
    "Shares of all": "Share",
    "ad": "ad",
    "1,024 views": "0view",
    "— By Jane": " By J",
    "12. 5. 2024": "0",
    "by  Jane": "by Ja",
    "2024年5月": "0年0月",
    "…": " ",
    "": "",
}


@pytest.mark.parametrize(("text", "begins"), BEGINNINGS.items(), ids=BEGINNINGS)
def test_several_that_are_no_letters_are_as_the_first_of_them(text: str, begins: str) -> None:
    assert beginning(text) == begins


@given(pattern=PARTS, text=st.text("ab1 é中._"))
def test_a_text_that_matches_begins_as_is_told(pattern: str, text: str) -> None:
    if re.match(f"^{pattern}", text):
        assert beginning(text).startswith(tuple(beginnings(f"^{pattern}")))
