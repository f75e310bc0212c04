"""Bylines and days that are known by the names of their elements, their parts and their place."""

from __future__ import annotations

import pytest

from feedclean.clean.passes.people.inline_parts import spelled_out
from feedclean.dom.cut import read
from feedclean.model.article import Author
from tests.cleaning import EN, TEXTS, clean, lines, rules

LEAD = "<p>The bridge has been closed since spring, and nobody knows for how long it will be.</p>"
HINDI = "प्रकाश कुमार"
ROW = "<p>By <b>Jane Roe</b> | Tide | Issue 31, Autumn 2015 | 9 min read</p>"
TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
AUTHORS = {
    "a paper behind": ("<div class='detail__author'>Sari Wulan - kabarLaut</div>", "Sari Wulan"),
    "in parts": (
        "<div class=author><span>Автор</span><a>Ганна Лисенко</a><span>Порт Новин</span></div>",
        "Ганна Лисенко",
    ),
    "a label with a comma": (f"<p><span>Author, </span><b>{HINDI}</b></p>", HINDI),
    "a paper behind a comma": ("<p>Por Ana Lima, tv7 Sul de Minas</p>", "Ana Lima"),
    "a row of facts": (ROW, "Jane Roe"),
    "a name alone": ("<p class=byline>Jane Roe</p>", "Jane Roe"),
}  # fmt: skip


@TEXT
@pytest.mark.parametrize(("line", "name"), AUTHORS.values(), ids=AUTHORS.keys())
@pytest.mark.parametrize("lead", ["", LEAD], ids=["at the top", "below a lead"])
def test_a_byline_goes_to_the_metadata(line: str, name: str, lead: str, text: str) -> None:
    article = clean(f"{lead}{line}{text}")

    assert lines(article.html) == lines(lead + text)
    assert [author.name for author in article.meta.authors] == [name]


@TEXT
@pytest.mark.parametrize(
    "day",
    [
        "<div class='c-article-time'>9 квітня 2023, 12:40</div>",
        "<p class='data__updated'>19/07/2023 06h02 Atualizado há 3 horas</p>",
        "<p class='date'>7 October 2023 in the harbour office</p>",
    ],
)
def test_a_day_in_an_element_named_so_goes_from_below_a_lead(day: str, text: str) -> None:
    assert lines(clean(f"{LEAD}{day}{text}").html) == lines(LEAD + text)


def test_an_author_within_a_line_of_days_is_the_author() -> None:
    line = "<div><span>Stand: 17.09.2023, 19:20 Uhr</span><span>Von: Torben Schick</span></div>"

    article = clean(line + EN)

    assert lines(article.html) == lines(EN)
    assert [author.name for author in article.meta.authors] == ["Torben Schick"]


@TEXT
@pytest.mark.parametrize("form", ["style='text-align: right'", "align=right", "class=text-right"])
def test_a_signature_at_the_right_is_the_author(form: str, text: str) -> None:
    article = clean(f"{text}<p {form}><strong>Jane Roe</strong></p>")

    assert lines(article.html) == lines(text)
    assert [author.name for author in article.meta.authors] == ["Jane Roe"]


QUOTED = "<p>Water is the best of all things.</p><p class=author>Pindar Thebes</p>"
STAY = {
    "whom a paragraph quotes": f"{EN}{QUOTED}{LEAD}<p>The tide came in at four.</p>",
    "whom a motto quotes": "<blockquote>All is well.</blockquote><p class=byline>Ed Roe</p>" + EN,
    "a sentence about an author": EN + "<p class=author>Mark Twain never saw the bridge.</p>",
    "a day in a sentence": EN + "<p class=date>On 7 October 2023 they met again, did they?</p>",
    "the end of a letter": EN + "<p>Yours,</p><p align=right>Jane Roe</p>",
    "at the left": EN + "<p><strong>Jane Roe</strong></p>",
    "another text": EN + "<p align=right>The harbour at night</p>",
    "in a table": EN + "<table><tr><td>Author: Jo Roe</td></tr><tr><td>Price: 3</td></tr></table>",
}  # fmt: skip


@pytest.mark.parametrize("html", STAY.values(), ids=STAY.keys())
def test_other_lines_stay(html: str) -> None:
    assert lines(clean(html).html) == lines(html)


def test_a_known_author_is_no_other() -> None:
    article = clean(f"<p class=author>Mark Twain</p>{EN}", authors=(Author(name="Jane Roe"),))

    assert "block/byline" not in rules(article)


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p><span>Автор</span><a>Ганна</a><i>Порт</i></p>", "Автор: Ганна"),
        ("<p><span>By</span><a>Jane Roe</a><a>Bob Low</a></p>", "By: Jane Roe | Bob Low"),
        ("<p><b>Share</b><a>Print</a></p>", "Share | Print"),
        ("<p>By <a>Jane Roe</a> and <a>Bob Low</a></p>", "By Jane Roe and Bob Low"),
        ("<p><b>Well, </b>so be it</p>", "Well, so be it"),
        ("<p>un<b>believ</b>able</p>", "un | believ | able"),
    ],
)
def test_the_parts_of_a_line_are_told_apart(html: str, told: str) -> None:
    _, blocks = read(html)

    assert spelled_out(blocks[0]) == told
