"""Sentences of a text that have the words of its title."""

from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, lines, raw_article

TITLE = "The bridge remains a stopgap"


def clean(html: str, title: str) -> str:
    article = process(raw_article(html, title=title), PLAN)
    assert isinstance(article, CleanArticle)
    return article.html


SAID = {
    "an answer": (
        "“Because of the noise”",
        "<p><b>Ms Alder, why did you leave the choir?</b></p><p>Because of the noise.</p>",
    ),
    "an answer below a heading": (
        "I never liked bridges",
        "<h2>Were you there when it was opened?</h2><p>I never liked bridges</p>",
    ),
    "an answer in Japanese": (
        "橋は好きではない",
        "<p>開通式に来なかったのはなぜですか？</p><p>橋は好きではない。</p>",
    ),
    "a sentence among others": (
        TITLE,
        f"<p>Four mayors have driven across it by now.</p><p>{TITLE}.</p>",
    ),
    "a question of the text": (
        "Who drew the map",
        "<p>It hangs in the vestry, and nobody looks at it.</p><p>Who drew the map?</p>",
    ),
}


@pytest.mark.parametrize(("title", "said"), SAID.values(), ids=SAID.keys())
def test_a_title_that_a_text_says_stays(title: str, said: str) -> None:
    html = clean(f"<h1>{title}</h1>{said}{EN}", title)

    assert lines(html) == lines(said + EN)


def test_a_last_sentence_that_gave_a_text_its_title_stays() -> None:
    last = f"<p>{TITLE}.</p>"

    assert lines(clean(EN + last, TITLE)) == lines(EN + last)


SHOWN = {
    "again": f"<h1>{TITLE}</h1><p>{TITLE}</p>",
    "below a byline": f"<p>By Ines Holm</p><p>{TITLE}.</p>",
    "with a full stop": f"<h1>{TITLE}</h1><p>{TITLE}.</p>",
}


@pytest.mark.parametrize("top", SHOWN.values(), ids=SHOWN.keys())
def test_a_title_that_is_shown_again_goes(top: str) -> None:
    assert TITLE not in clean(top + EN, TITLE)


def test_a_title_alone_at_the_end_goes() -> None:
    assert TITLE not in clean(f"{EN}<p>{TITLE}</p>", TITLE)
