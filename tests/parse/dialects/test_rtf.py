from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

import pytest

from feedclean.model.article import Failure
from feedclean.parse import read
from feedclean.parse.rich_text import read_rich_text
from tests.parse.reading import article, capture, source

HEAD: Final = r"{\rtf1\ansi\ansicpg1252\uc1{\fonttbl{\f0 Times New Roman;}}{\*\generator X 1;}"
LETTER: Final = (
    HEAD
    + r"""{\stylesheet{\s1 heading 1;}}{\info{\title A garden}{\author Mabel Thorne; Bo Li}
{\creatim\yr2024\mo3\dy9}}{\header Page one}
\pard\b A garden\b0\par
5 March 2024\par
Nobody asked, \lquote for now\rquote , the caf\'e9 \emdash  it grew \u8211?on.\par
\pard\outlinelevel1 The beans\par
\pard They \i tremble\i0  1 < 2.{\footnote A note.}
 {\field{\*\fldinst{HYPERLINK "https://x.example/a"}}{\fldrslt The plan}}.\par
}"""
)
LINK: Final = '<a href="https://x.example/a">The plan</a>'


def body(text: str) -> str:
    return "\n".join(html for _, html in read_rich_text(HEAD + text + "}").paragraphs)


def test_what_a_document_says_of_itself_goes_to_the_fields() -> None:
    found = article(LETTER, "a.rtf")

    assert found.origin.dialect == "rtf"
    assert found.meta.title == "A garden"
    assert [one.name for one in found.meta.authors] == ["Mabel Thorne", "Bo Li"]
    assert found.meta.published == datetime(2024, 3, 5, tzinfo=UTC)


def test_paragraphs_are_read_as_they_look() -> None:
    assert article(LETTER, "a.rtf").html.split("\n") == [
        "<p>5 March 2024</p>",
        "<p>Nobody asked, ‘for now’, the café — it grew –on.</p>",
        "<h2>The beans</h2>",
        f"<p>They <i>tremble</i> 1 &lt; 2.<small>A note.</small> {LINK}.</p>",
    ]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        (r"\'93quoted\'94", "“quoted”"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"{\uc2 \u233ABc}d", "écd"),
        (r"\{a\} \\ b", r"{a} \ b"),
        (r"a\~b\line c", "a\u00a0b<br>c"),
        (r"{\b bold {\i both} bold} not", "<b>bold </b><b><i>both</i></b><b> bold</b> not"),
        (r"{\*\unknown hidden}shown", "shown"),
        (r"{\pict 89504e47}shown", "shown"),
        (r"one\cell two\cell\row", "one two"),
        (r'{\field{\*\fldinst HYPERLINK "javascript:x"}{\fldrslt here}}', "here"),
        ("broken { \\b and \\'zz no end", "broken "),
    ],
)
def test_signs_are_what_they_stand_for(written: str, shown: str) -> None:
    assert body(written).startswith(shown)


def test_bytes_are_in_the_code_page_of_the_document() -> None:
    russian = HEAD.replace("ansicpg1252", "ansicpg1251") + r"\'cf\'e0\'f0\'ee\'ec}"
    chinese = HEAD.replace("ansicpg1252", "ansicpg936") + r"\'b6\'c9\'c2\'d6}"

    assert read_rich_text(russian).paragraphs == (("p", "Паром"),)
    assert read_rich_text(chinese).paragraphs == (("p", "渡轮"),)


def test_a_text_that_is_no_rich_text_is_a_failure() -> None:
    (failure,) = read(capture("Prose."), source("rtf"))

    assert isinstance(failure, Failure)
    assert "is no rich text" in failure.message


@pytest.mark.parametrize("text", ["{" * 50_000, "}" * 50_000, "\\b" * 50_000, "\\'4" * 20_000])
def test_endless_groups_cost_nothing_but_themselves(text: str) -> None:
    assert read_rich_text(HEAD + text + "Words.\\par").paragraphs is not None


def test_letters_of_other_scripts_are_read_by_their_fonts() -> None:
    fonts = r"{\fonttbl{\f1\fcharset204 Arial;}{\f2\fnil\fcharset134 SimSun;}{\f3\fcharset0 X;}}"
    text = r"\f1\'ef\'e5\'f7\'fc {\f2 \'d6\'d0\'ce\'c4} \f3 caf\'e9 \plain caf\'e9"

    assert body(fonts + text) == "печь 中文 café café"


def test_the_second_byte_of_a_character_may_be_a_plain_letter() -> None:
    japanese = HEAD.replace("1252", "932") + r"\'83A\'83\'41\'82\'a0 ABC}"

    assert read_rich_text(japanese).paragraphs == (("p", "アアあ ABC"),)


def test_text_in_a_box_is_read_once() -> None:
    box = r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt In a box.\par}}"
    older = r"{\shprslt{\*\do\dptxbx{\dptxbxtext In a box.\par}}}}"

    assert body(r"One.\par" + box + older + r"Two.\par") == "One.\nIn a box.\nTwo."
