from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.text import chars, collapse, language_of_script, letters, printable, squeeze, utf8

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
ANY_TEXT = st.text(st.characters(exclude_categories=()))


def test_an_equal_page_gets_an_equal_answer() -> None:
    page = ["p", "ä", "ge"]
    one, other = "".join(page), "".join(page)

    assert one is not other
    assert utf8(one) == utf8(other) == "päge".encode()


@pytest.mark.parametrize("text", ["\ud800", "a\udfffb"], ids=ascii)
def test_lone_surrogates_have_no_bytes(text: str) -> None:
    assert utf8(text) is None


@given(ANY_TEXT)
def test_printable_leaves_out_what_xml_forbids_and_nothing_else(text: str) -> None:
    assert printable(text) == FORBIDDEN.sub("", text)
    assert printable(f"{text}\n\u200bä") == FORBIDDEN.sub("", text) + "\n\u200bä"


ASCII = st.text(st.characters(max_codepoint=127))


@given(ASCII | ANY_TEXT)
def test_ascii_is_measured_as_any_other_text_is(text: str) -> None:
    words = text.split()

    assert chars(text) == len("".join(words))
    assert collapse(text) == " ".join(words)
    assert squeeze(text) == re.sub("[\u200b\u2060\ufeff\u00ad]", "", "".join(words))


@given(ASCII)
def test_ascii_is_printable_as_any_other_text_is(text: str) -> None:
    assert printable(text) == FORBIDDEN.sub("", text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("川の水が増えて、橋は今朝から通れなくなりました。" * 3, "ja"),
        ("市議会選挙で与党大敗、知事辞任", "ja"),
        ("河水上涨，大桥从今天早上起不能通行。" * 6 + "他带来一本《かもめ》。", "zh"),
        ("河水上漲，安東・揚沙站在橋上。", "zh"),
        ("다리는 오늘 아침부터 지나갈 수 없습니다.", "ko"),
    ],
)
def test_a_language_is_told_by_its_script_and_not_by_a_few_letters_of_another(
    text: str, language: str
) -> None:
    assert language_of_script(text) == language


@pytest.mark.parametrize(
    ("text", "many"), [("", 0), ("a1 b_2, C!", 3), ("Größe 9", 5), ("第3章 x", 3)]
)
def test_letters_are_counted_in_any_script(text: str, many: int) -> None:
    assert letters(text) == many
