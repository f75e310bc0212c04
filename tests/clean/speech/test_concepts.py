"""Words are found as they are written, and counted by what they are words for."""

from __future__ import annotations

import pytest

from feedclean.clean.speech.concepts import named, speaks_of
from feedclean.clean.speech.lexicon import CONCEPTS, lexicon


def _concepts(text: str, code: str) -> set[str]:
    spoken = speaks_of(text, lexicon(code))
    return {name for name, count in zip(CONCEPTS, spoken.counts, strict=True) if count}


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


def test_of_an_address_only_the_host_is_heard() -> None:
    en = lexicon("en")

    assert named("Donate: https://river.example/", en).keys() == {"donate"}
    assert named("River: https://donate.example/x", en).keys() == {"donate"}
    assert named("River: https://river.example/donate?newsletter=1#comments", en) == {}
    assert named("https://river.example/a subscribe", en).keys() == {"subscribe"}
