"""The name of whom the metadata names as the author, beside the text."""

from __future__ import annotations

import pytest

from feedclean.clean.passes.people.known_authors import tells_of_author
from feedclean.clean.speech.lexicon import lexicon
from feedclean.model.article import Author
from tests.cleaning import EN, clean, lines, page, raw_article, taken

JANE = (Author(name="Jane Roe"),)
LINES = {
    "alone": "Jane Roe",
    "with an office": "Jane Roe, harbour correspondent",
    "with a paper": "Jane Roe | The Harbour Post",
    "in Spanish": "JANE ROE – corresponsal en el puerto",
}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_a_known_author_above_the_text_is_a_byline(line: str) -> None:
    article = clean(f"<p>{line}</p>{EN}", authors=JANE)

    assert lines(article.html) == lines(EN)


def test_a_known_author_below_the_text_is_a_byline() -> None:
    article = clean(f'{EN}<div align="right"><b>Jane ROE</b></div>', authors=JANE)

    assert lines(article.html) == lines(EN)


def test_the_paper_between_author_and_date_goes_with_them() -> None:
    card = "<p>Jane Roe, correspondent<br>The Harbour Post<br>Tuesday 21 May 2024, p. 27</p>"
    article = clean(card + EN, authors=JANE)

    assert lines(article.html) == lines(EN)


STAYS = {
    "who signs a letter": f"{EN}<p>Yours,</p><p>Jane Roe</p>",
    "who has won": f"{EN}<p>The winners:</p><p>Ole Lind</p><p>Jane Roe</p>",
    "the winner": f"{EN}<h3>Winner of the poetry prize</h3><p>Jane Roe</p>",
    "somebody else": f"<p>Ole Lind, harbour master</p>{EN}",
    "a sentence on the author": f"<p>Jane Roe, who grew up here, went back to see it.</p>{EN}",
    "a caption": f'<figure><img src="/a.jpg"></figure><p>Jane Roe</p>{EN}',
    "a lead before the date": f"<p>Jane Roe<br>It will rain on Sunday.<br>3 May 2024</p>{EN}",
}


@pytest.mark.parametrize("html", STAYS.values(), ids=STAYS)
def test_what_only_looks_so_stays(html: str) -> None:
    article = clean(html, authors=JANE)

    told = {"Jane Roe", "3 May 2024"} if "<br>" in html else set()
    assert {excerpt for _, excerpt in taken(article)} <= told


LIVES = {
    "en": "Jane Roe teaches history at the University of Leeds.",
    "de": "Jane Roe ist freie Journalistin und lebt in Leipzig.",
    "es": "Jane Roe es periodista y escritora.",
    "ru": "Jane Roe — журналист и автор книг о мостах.",
}


@pytest.mark.parametrize("line", [LIVES["en"], f"<em>{LIVES['en']}</em>"])
def test_who_the_author_is_goes_from_the_end(line: str) -> None:
    article = clean(f"{EN}<p>{line}</p>", authors=JANE)

    assert lines(article.html) == lines(EN)


@pytest.mark.parametrize(("code", "text"), LIVES.items(), ids=LIVES)
def test_who_the_author_is_is_told_in_any_language(code: str, text: str) -> None:
    one = page(f"{EN}<p>{text}</p>")
    one.meta = raw_article("", authors=JANE).meta

    assert tells_of_author(one, one.blocks[-1], lexicon(code))


NO_LIVES = {
    "somebody else": "Ole Lind teaches history at the University of Leeds.",
    "what the author did": "Jane Roe was there when the bridge was closed, and she wept.",
    "what the author said": "Jane Roe, a writer, said: “I was there when the bridge was closed.”",
}


@pytest.mark.parametrize("text", NO_LIVES.values(), ids=NO_LIVES)
def test_what_is_no_life_of_the_author_stays_at_the_end(text: str) -> None:
    assert taken(clean(f"{EN}<p>{text}</p>", authors=JANE)) == []


IN_ITALICS = {
    "in Dutch": "Jane Roe, oud-loods, houdt van pruimen en van bruggen.",
    "in Italian": "Jane Roe cammina male ma volentieri.",
    "behind a star": "* Jane Roe cammina male ma volentieri.",
}


@pytest.mark.parametrize("life", IN_ITALICS.values(), ids=IN_ITALICS)
def test_a_last_line_in_italics_that_begins_with_the_author_goes(life: str) -> None:
    assert lines(clean(f"{EN}<p><em>{life}</em></p>", authors=JANE).html) == lines(EN)


def test_it_stays_where_the_text_tells_of_them_or_it_is_set_as_the_text_is() -> None:
    told = "<p>Jane Roe was the first to cross the bridge that winter, and the last to say so.</p>"
    life = IN_ITALICS["in Dutch"]

    assert taken(clean(f"{EN}{told}<p><em>{life}</em></p>", authors=JANE)) == []
    assert taken(clean(f"{EN}<p>{life}</p>", authors=JANE)) == []


def test_what_stands_in_a_box_on_the_author_goes_and_names_them() -> None:
    life = "<p>Ole Lind is a harbour pilot and keeps plums.</p>"
    article = clean(f"<div>{EN}</div><div class='x1'><h4>About the author</h4>{life}</div>")

    assert lines(article.html) == lines(EN)
    assert [author.name for author in article.meta.authors] == ["Ole Lind"]
