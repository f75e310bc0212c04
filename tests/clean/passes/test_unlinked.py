"""Labels of other articles and what they stand for, where nothing is linked."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, clean, lines, taken

FIRST, REST = EN.split("</p>", 1)
MARKED = {
    "es": "También puede leer: El mercado cierra los lunes",
    "fr": "Lire aussi : La bibliothèque ferme ses portes",
    "pl": "Czytaj także: Teatr zamyka podwoje na zimę",
    "en, a dash": "READ ALSO — The theatre closes for the winter",
}


@pytest.mark.parametrize("line", MARKED.values(), ids=MARKED)
def test_a_phrase_and_a_headline_between_paragraphs_go_where_nothing_is_linked(line: str) -> None:
    assert lines(clean(f"{FIRST}</p><p>{line}</p>{REST}").html) == lines(EN)


@pytest.mark.parametrize(
    "line", ["MÁS — El mercado cierra los lunes", "MEHR – Das Theater schließt"]
)
def test_a_word_in_capitals_a_dash_and_a_headline_go_from_the_end(line: str) -> None:
    assert lines(clean(f"{EN}<ul><li>{line}</li></ul>").html) == lines(EN)
    assert lines(clean(f"{EN}<p>{line}</p>").html) == lines(EN)


STAYS = {
    "one word": "Read: the small print of it",
    "a sentence": "Read also: the small print, which nobody had ever asked for.",
    "in small letters": "Read more: what the minutes say",
    "a name before a dash": "MORE – the man and the martyr",
}


@pytest.mark.parametrize("line", STAYS.values(), ids=STAYS)
def test_what_may_be_text_stays_between_paragraphs(line: str) -> None:
    assert taken(clean(f"{FIRST}</p><p>{line}</p>{REST}")) == []


def test_a_phrase_stays_between_paragraphs_where_something_else_is_linked() -> None:
    linked = REST.replace("Nobody", '<a href="https://example.com/">Nobody</a>')

    assert taken(clean(f"{FIRST}</p><p>Read also: The Theatre of the Absurd</p>{linked}")) == []
