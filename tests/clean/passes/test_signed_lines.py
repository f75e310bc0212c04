"""Lines with the name of who wrote that no phrase knows, and names the text itself tells."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, TEXTS, clean, lines

LEAD = "<p>The bridge has been closed since spring, and nobody knows for how long it will be.</p>"
TEXT = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
ABOVE = {
    "an office behind it": ("<p><b>هدى سليم – صحافية</b></p><p>13.04.2022</p>", "هدى سليم"),
    "a word behind it": ("<p>มานี ใจดี รายงาน</p>", "มานี ใจดี"),
    "in a heading": ("<h5>林晚 发自 南京</h5>", "林晚"),
    "pictures behind it": ("<p>Mari Saar · foto: Jaan Kask</p>", "Mari Saar"),
    "a label": ("<p>Avtorica: Ana Novak<br>11. 2. 2022</p>", "Ana Novak"),
    "over a day": ("<p>Siti Aminah</p><p>Diterbitkan: 16 Sep 2022, 11:20</p>", "Siti Aminah"),
    "over a day, no capitals": ("<p>نور سليم</p><p>03-02-2021 — 9 دقائق</p>", "نور سليم"),
    "behind a day": ("<p>Wed, Feb 15th 2023 09:33am - Jane Roe</p>", "Jane Roe"),
    "in a part": (
        "<p><span>专栏</span> <span>林晚晴</span> <span>发表于 2024年4月8日</span></p>",
        "林晚晴",
    ),
}  # fmt: skip


@TEXT
@pytest.mark.parametrize(("line", "name"), ABOVE.values(), ids=ABOVE.keys())
def test_a_name_above_the_text_is_the_author_and_goes(line: str, name: str, text: str) -> None:
    article = clean(line + text)

    assert lines(article.html) == lines(text)
    assert [author.name for author in article.meta.authors] == [name]


def test_day_and_names_go_from_between_lead_and_text() -> None:
    article = clean(f"{LEAD}<p>15.6.2020 | Teksti Anna Berg | Kuvat Otto Salo</p>{EN}")

    assert lines(article.html) == lines(LEAD + EN)
    assert [author.name for author in article.meta.authors] == ["Anna Berg"]


@pytest.mark.parametrize(
    "line",
    [
        "<p>أخبار العالم</p><p>03-02-2021</p>",
        "<p>New York | March 5, 2024</p>",
        "<h2>Jane Roe</h2>",
        "<p>Foto: Ana Lima</p>",
    ],
)
def test_what_is_no_byline_names_nobody(line: str) -> None:
    assert clean(line + EN).meta.authors == ()


BELOW = {
    "in an element named so": "<div class='Reporter'>水田伸 / 江边新闻记者</div>",
    "in brackets": "<p>它还在那里。<b>（本文首发于江边，作者｜水田伸，编辑｜林晚）</b></p>",
    "in brackets alone": "<p>（采写：水田伸）</p>",
}


@TEXT
@pytest.mark.parametrize("line", BELOW.values(), ids=BELOW.keys())
def test_a_name_below_the_text_is_the_author(line: str, text: str) -> None:
    assert [author.name for author in clean(text + line).meta.authors] == ["水田伸"]


def test_a_reporter_and_an_editor_in_brackets() -> None:
    line = "<p>It is still there. (Reporting by Jane Roe in Oslo; Editing by Jo Poe)</p>"

    assert [author.name for author in clean(EN + line).meta.authors] == ["Jane Roe"]


def test_brackets_behind_a_sentence_may_name_who_wrote_a_book() -> None:
    line = "<p>He reads the same novel every winter (by Jane Roe)</p>"

    assert clean(EN + line).meta.authors == ()


def test_whoever_is_introduced_with_a_link_to_their_page_is_the_author() -> None:
    life = '<p><b><a href="/users/jane-roe">Jane Roe</a></b> is a lecturer in Hull.</p>'
    other = '<p><a href="/users/jo-poe">Jo Poe</a> is a lecturer in Leeds.</p>'

    assert clean(EN + life).meta.authors == (Author(name="Jane Roe"),)
    assert clean(EN + life + other).meta.authors == ()


@pytest.mark.parametrize("account", ["rvr", "rvr_editor", "auser15", "江边媒体"])
def test_an_account_gives_way_to_a_person_in_a_byline(account: str) -> None:
    given = (Author(name=account),)

    assert clean(f"<p>作者：林晚晴</p>{EN}", authors=given).meta.authors == (Author(name="林晚晴"),)
    assert clean(EN, authors=given).meta.authors == given
    assert clean(f"<p>编辑：林晚晴</p>{EN}", authors=given).meta.authors == given


def test_a_person_who_is_given_stays() -> None:
    given = (Author(name="Jo Poe"),)

    assert clean(f"<p>By Jane Roe</p>{EN}", authors=given).meta.authors == given
