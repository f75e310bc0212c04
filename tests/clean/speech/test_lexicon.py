"""The lexicons are whole, tell their languages, and find words as they are written."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from feedclean.clean.speech.lexicon import (
    CONCEPTS,
    codes,
    entries_of,
    language_of,
    lexicon,
    named,
    speaks_of,
)

ARTICLES = Path(__file__).parents[3] / "benchmarks" / "train" / "lines" / "articles"
CODES = sorted(codes())


def _concepts(text: str, code: str) -> set[str]:
    spoken = speaks_of(text, lexicon(code))
    return {name for name, count in zip(CONCEPTS, spoken.counts, strict=True) if count}


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


FOUND = {
    "a stem": ("en", "Resubscribe? No: subscribing is enough.", {"subscribe"}),
    "words side by side": ("en", "Sign up!", {"subscribe"}),
    "a stem at the end of several": ("ru", "Копирование этой статьей", {"this"}),
    "an apostrophe that is curved": ("fr", "J’ai lu l’article", {"article"}),
    "the other i of Turkish": ("tr", "İLETİŞİM", {"contact"}),
    "Greek in capitals, without accents": ("el", "ΣΧΟΛΙΑ", {"comment"}),
    "no spaces": ("zh", "点击关注", {"follow"}),
    "English in another language": ("de", "Newsletter", {"newsletter"}),
}


@pytest.mark.parametrize(("code", "text", "concepts"), FOUND.values(), ids=FOUND.keys())
def test_words_are_found_as_they_are_written(code: str, text: str, concepts: set[str]) -> None:
    assert concepts <= _concepts(text, code)


def test_what_does_not_stand_side_by_side_is_not_found() -> None:
    assert "subscribe" in _concepts("sign up", "en")
    assert "subscribe" not in _concepts("a sign that went up", "en")


def test_the_beginning_is_told_apart() -> None:
    first = speaks_of("Subscribe to what he wrote", lexicon("en")).first
    later = speaks_of("To what he wrote they subscribe", lexicon("en")).first

    bit = 1 << CONCEPTS.index("subscribe")
    assert first & bit
    assert not later & bit


def test_a_concept_is_counted_four_times_at_most() -> None:
    spoken = speaks_of("comment " * 9, lexicon("en"))

    assert max(spoken.counts) == 4
    assert spoken.size == 9


NO_MORE = {
    "fr": "La mairie n'a plus d'argent pour le pont.",
    "de": "Die Stadt hat dafür kein Geld mehr.",
    "it": "Il comune non ha più soldi per il ponte.",
    "nl": "De stad heeft geen geld meer.",
    "pt": "A ponte não abre mais.",
}
MORE = {
    "fr": "Plus d'articles sur le pont",
    "de": "Mehr zum Thema",
    "it": "Leggi di più sul ponte",
    "nl": "Meer over de brug",
    "pt": "Mais notícias sobre a ponte",
}


@pytest.mark.parametrize("code", NO_MORE)
def test_no_more_is_no_word_for_more(code: str) -> None:
    assert "more" not in named(NO_MORE[code], lexicon(code))
    assert "more" in named(MORE[code], lexicon(code))
