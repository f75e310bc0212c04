"""The lexicons are whole, and tell their languages."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from feedclean.clean.speech.lexicon import CONCEPTS, codes, entries_of, language_of

ARTICLES = Path(__file__).parents[3] / "benchmarks" / "train" / "lines" / "articles"
CODES = sorted(codes())


@pytest.mark.parametrize("code", CODES)
def test_a_lexicon_has_words_for_each_concept_once(code: str) -> None:
    folder = resources.files("feedclean.clean.speech") / "lexicons"
    text = folder.joinpath(f"{code}.txt").read_text(encoding="utf-8")
    found = list(entries_of(text))

    assert [name for name, _ in found if name != "not"] == ["words", *CONCEPTS]
    assert [name for name, _ in found].count("not") <= 1
    assert [name for name, entries in found if not entries] == []


@pytest.mark.parametrize("path", sorted(ARTICLES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_language_of_an_article_is_told(path: Path) -> None:
    parts = path.read_text("utf-8").split("\n\n")
    told = {language_of(part) for part in parts}

    known = path.stem.partition("-")[0]
    assert known in told
    assert told <= {known, {"hr": "sr", "sr": "hr"}.get(known, known)}


def test_no_language_is_told_of_a_text_in_none() -> None:
    assert language_of("") is None
    assert language_of("zxqv wrtk plmn 12 34 qqq") is None
    assert language_of("ქართული ენა და მისი ანბანი") is None


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("da", "Byens bibliotek åbnede igen i mandags efter to års ombygning, og nu er det fyldt."),
        ("no", "Byens bibliotek åpnet igjen mandag etter to års ombygging, og nå er det fullt."),
        ("is", "Bókasafn bæjarins var opnað aftur á mánudag eftir tvö ár og það er fullt."),
    ],
)
def test_languages_of_the_north_are_told_apart(code: str, text: str) -> None:
    assert language_of(text) == code


NEIGHBOURS = {
    "gl": "As obras comezarán na primavera e durarán ano e medio, segundo unha concelleira.",
    "pt": "As obras começam na primavera e devem durar um ano e meio, diz uma vereadora.",
    "es": "Las obras empezarán en primavera y durarán año y medio, según una concejala.",
    "eu": "Lanak udaberrian hasiko dira eta urte eta erdi iraungo dute, zinegotziak dioenez.",
}


@pytest.mark.parametrize("code", NEIGHBOURS)
def test_languages_that_share_most_of_their_small_words_are_told_apart(code: str) -> None:
    assert language_of(NEIGHBOURS[code]) == code
