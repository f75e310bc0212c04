"""Text whose letters and their marks are characters of their own, as some systems write it."""

from __future__ import annotations

from unicodedata import normalize

import pytest

from feedclean.parse.dialects.flat.whole_page import words_in
from tests.parse.reading import article

FILES = {
    "labels": (
        "a.txt",
        """Die Fähre fährt
Veröffentlicht: 2024-01-12 08:30
Quelle: Fluß-Zeitung

Die Fähre fuhr am Morgen über den Fluß, und alle fuhren mit.
""",
    ),
    "keys": (
        "a.md",
        """---
titre: La rivière
auteur: Écrit par Zoé Müller
publié: 2024-01-12 08:30
---

La rivière était gelée.
""",
    ),
    "json": (
        "a.json",
        """[{"título": "El río", "fecha": "2024-01-12T08:30:00Z", "url": "https://r.example/1",
        "contenido": "<p>El río se heló.</p>"}]""",
    ),
    "letter": (
        "a.txt",
        """差出人: がたん通信 <tsushin@b.example>
件名: ガスの話
日付: 2024-01-12

ガスが止まり、だれもがおどろいた。それでも春は来た。
""",
    ),
}


@pytest.mark.parametrize(("location", "text"), FILES.values(), ids=FILES.keys())
def test_what_it_says_is_found_as_in_any_other(location: str, text: str) -> None:
    plain, apart = article(text, location), article(normalize("NFD", text), location)

    for field in ("title", "authors", "published", "publisher"):
        told = str(getattr(plain.meta, field))
        assert normalize("NFC", str(getattr(apart.meta, field))) == told
    assert plain.meta.published is not None


def test_the_text_itself_stays_as_it_was_written() -> None:
    text = normalize("NFD", FILES["labels"][1])

    assert text.rstrip().rpartition("\n")[2] in article(text, "a.txt").html


def test_words_of_sites_are_known() -> None:
    said = "Über uns\nAccessibilité\nО нас"

    assert words_in(normalize("NFD", said)) == words_in(said) != frozenset()
