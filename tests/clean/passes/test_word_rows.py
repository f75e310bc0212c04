"""Rows of buttons that only spaces part."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, clean, lines, taken

ROWS = {
    "de": "Kommentare (0) Drucken Teilen",
    "en": "Print Email Comments (3)",
    "es": "Imprimir Compartir Comentarios",
    "ru": "Печать Поделиться Комментарии 3",
    "it": "Stampa Condividi Commenta",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_row_of_nothing_but_buttons_goes(row: str) -> None:
    assert lines(clean(f"<div>{row}</div>{EN}").html) == lines(EN)


@pytest.mark.parametrize("line", ["Print is not dead", "Comments are free and facts are not"])
def test_a_line_with_another_word_stays(line: str) -> None:
    assert taken(clean(f"<p>{line}</p>{EN}")) == []


COUNTS = {
    "de": "Zugriffe: 1203",
    "fr": "Vu 1203 fois",
    "it": "Letto 1203 volte",
    "pt": "Visualizações: 1203",
    "fi": "Katselukerrat: 1203",
    "en": "4.96 from 23 votes",
    "de, stars": "4,5 von 5 Sternen (12 Bewertungen)",
    "ru": "Рейтинг: 4.5 (голосов: 12)",
}


@pytest.mark.parametrize("line", COUNTS.values(), ids=COUNTS)
def test_a_count_of_readers_or_of_their_votes_goes_from_the_end(line: str) -> None:
    assert lines(clean(f"{EN}<div>{line}</div>").html) == lines(EN)


@pytest.mark.parametrize("line", ["4 from 23 villages", "The vote: 23 to 4", "Gelesen wurde: 1984"])
def test_other_figures_stay_at_the_end(line: str) -> None:
    assert taken(clean(f"{EN}<p>{line}</p>")) == []
