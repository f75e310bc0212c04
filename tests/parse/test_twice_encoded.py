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


PLAIN = "The keeper read it in the morning, and then once more in the evening of the same day."
SPOILT = "In the log stood M\u00fcller, caf\u00e9, and Stra\u00dfe"
SHOWN = {
    "a quotation from a log": f"{PLAIN}\n\n{twice(SPOILT)}\n\n{PLAIN}",
    "in code": f"<p>{PLAIN}</p><pre>{twice(SPOILT)}</pre>",
    "in a fence": f"So it was:\n\n```\n{twice(SPOILT)}\n```\n",
    "between ticks": f"So it was: `{twice(SPOILT)}`.",
    "in a call": "".join(f"s.replace('{twice(one)}', 'u')\n" for one in "\u00fc\u00e9\u00df"),
    "quoted words": " and ".join(
        f'"{twice(one)}"' for one in ("f\u00fcr", "caf\u00e9", "Stra\u00dfe")
    ),
    "about UTF-8": f"Whoever reads UTF-8 as Latin-1 sees {twice(SPOILT)}.",
    "about mojibake": f"This is called mojibake: {twice(SPOILT)}.",
}


@pytest.mark.parametrize("text", SHOWN.values(), ids=SHOWN.keys())
def test_what_a_text_shows_stays(text: str) -> None:
    assert mended(text) is text


def test_what_markup_declares_is_no_subject() -> None:
    page = f'<meta charset="utf-8"><p>{TEXTS["German"]}</p>'

    assert mended(twice(page)) == page


def test_an_article_says_that_it_was_mended_or_could_not_be() -> None:
    head = "Der Fluss\n\nVon Ana Ruiz\n\n"
    whole = twice(head + f"{TEXTS['German']}\n\n{TEXTS['German']}\n")
    mixed = whole + "\nIm Übrigen „früh“.\n"

    assert TEXTS["German"] in article(whole).html
    assert article(whole).cautions == ("text-mended",)
    assert article(mixed).cautions == ("text-garbled",)
    assert article(head + TEXTS["German"] + "\n\nUnd so weiter.\n").cautions == ()
