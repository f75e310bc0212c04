from __future__ import annotations

import pytest

from feedclean.parse.twice_encoded import is_garbled, mended
from tests.parse.reading import article

TEXTS = {
    "German": "Die Fähre fährt nur zwischen fünf und sechs – „früh“ genug für alle.",
    "French": "L’été dernier, la rivière a débordé près de l’école.",
    "Russian": "Лёд на реке был достаточно крепким.",
    "Chinese": "河上的冰足够厚了，可以走人。",
    "Japanese": "川の氷は、歩けるほど厚くなった。",
}


def twice(text: str) -> str:
    """As programs write it: bytes that Windows-1252 lacks as they are."""
    return "".join(bytes((byte,)).decode("cp1252", "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("how", ["cp1252", "latin-1"])
def test_what_was_encoded_twice_is_mended(text: str, how: str) -> None:
    garbled = twice(text) if how == "cp1252" else text.encode().decode("latin-1")

    assert mended(garbled) == text


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_what_is_right_stays(text: str) -> None:
    assert mended(text) is text
    assert not is_garbled(text)


def test_a_text_that_shows_what_happens_stays() -> None:
    text = f"So wird aus „für“ ein {twice('für')}, und aus „über“ {twice('über, größer')}."

    assert mended(text) is text


def test_an_article_says_that_it_was_mended_or_could_not_be() -> None:
    head = "Der Fluss\n\nVon Ana Ruiz\n\n"
    whole = twice(head + f"{TEXTS['German']}\n\n{TEXTS['German']}\n")
    mixed = whole + "\nIm Übrigen „früh“.\n"

    assert TEXTS["German"] in article(whole).html
    assert article(whole).cautions == ("text-mended",)
    assert article(mixed).cautions == ("text-garbled",)
    assert article(head + TEXTS["German"] + "\n\nUnd so weiter.\n").cautions == ()
