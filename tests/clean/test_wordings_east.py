"""Notices as sites east of the Oder and south of it word them go, and sentences like them stay."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text, label_whole
from tests.cleaning import clean, lines

LANGUAGES: dict[str, dict[str, list[str]]] = tomllib.loads(
    Path(__file__).with_name("wordings_east.toml").read_text("utf-8")
)


def _told(kind: str) -> list[tuple[str, str]]:
    return [(language, line) for language, told in LANGUAGES.items() for line in told[kind]]


def _left(language: str, line: str) -> list[str]:
    """The lines of an article that had one more at its end."""
    parts = [*LANGUAGES[language]["body"], line]
    return lines(clean("".join(f"<p>{part}</p>" for part in parts), title="").html)


@pytest.mark.parametrize(("language", "line"), _told("gone"))
def test_a_notice_below_the_text_goes_and_nothing_else(language: str, line: str) -> None:
    assert _left(language, line) == LANGUAGES[language]["body"]


@pytest.mark.parametrize(("language", "line"), _told("stays"))
def test_a_last_sentence_that_is_like_a_notice_stays(language: str, line: str) -> None:
    assert _left(language, line) == [*LANGUAGES[language]["body"], line]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Спасибо, что дочитали текст до конца!", Label.PROMO),
        ("Jezdíte tam také? Napište do diskuse!", Label.PROMO),
        ("Bu içerik yapay zekâ yardımıyla hazırlanmıştır.", Label.PLATFORM),
    ],
)
def test_what_a_sentence_says_from_end_to_end_is_told(text: str, kind: Label) -> None:
    assert label_whole(text) == kind
    assert label_text(text) & kind


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо, что дочитали текст до конца, сказал сторож.",
        "Napište do diskuse o mostu i svůj názor na hráz.",
        "",
    ],
)
def test_a_sentence_that_goes_on_says_something_else(text: str) -> None:
    assert not label_whole(text)


@pytest.mark.parametrize(
    ("small", "capitals"),
    [
        ("Διαβάστε επίσης", "ΔΙΑΒΑΣΤΕ ΕΠΙΣΗΣ"),
        ("Κατεβάστε την εφαρμογή μας", "ΚΑΤΕΒΑΣΤΕ ΤΗΝ ΕΦΑΡΜΟΓΗ ΜΑΣ"),
        ("Φωτογραφία: Νίκος Ψάρης", "ΦΩΤΟΓΡΑΦΙΑ: ΝΙΚΟΣ ΨΑΡΗΣ"),
    ],
)
def test_greek_in_capitals_which_have_no_accents_is_read_alike(small: str, capitals: str) -> None:
    assert label_text(small)
    assert label_text(capitals) == label_text(small)
