from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import PLAN
from tests.parse.reading import article

PROSE = "The ice on the river was thick enough to walk on this week, for the first time in years."

OF_THE_TEXT = {
    "verses": "first frost—\nthe mailbox door\nleft open\n",
    "pentameter": "Shall I repair the gate or let it lean?\nMy father let it lean for thirty "
    "years,\nand every spring he painted it in green,\nand every autumn hung on it his shears.\n",
    "a haiku in Japanese": "古池や\n蛙飛びこむ\n水の音\n",
    "questions": f"Q: Is the ice thick?\nA: {PROSE}\n\nQ: Since when?\nA: Since Tuesday.\n",
    "speakers": f"MAYOR: Is everybody here?\n\nMR. HART: {PROSE}\n\nMAYOR: Then we begin.\n",
    "steps": f"1. Look at the ice\n\n{PROSE}\n\n2. Walk on it\n\n{PROSE}\n",
    "labels": f"Zutaten: Mehl, Butter\nZeit: 40 Minuten\n\n{PROSE}\n\n{PROSE}\n",
    "a greeting": f"Dear Ann,\n\n{PROSE}\n\n{PROSE}\n",
    "a greeting in Chinese": "亲爱的同学们：\n\n图书馆在洪水里泡了三天。\n\n书架已经订好了。\n",
}


@pytest.mark.parametrize("text", OF_THE_TEXT.values(), ids=OF_THE_TEXT.keys())
def test_a_first_line_that_is_no_title_stays(text: str) -> None:
    first = text.split("\n", maxsplit=1)[0]
    raw = article(text)
    found = process(raw, PLAN)

    assert isinstance(found, CleanArticle)
    assert raw.meta.title.startswith(first[:20])
    assert first.removeprefix("1. ") in found.html


TITLES = {
    "apart": f"The cold\n\n{PROSE}\n\n{PROSE}\n",
    "of a poem": "Low Water\n\nThe boats lie down\nlike cows at noon,\neach on its side\n",
    "with its poet": "静夜思\n李白\n\n床前明月光，\n疑是地上霜。\n举头望明月，\n低头思故乡。\n",
    "over a day": "Low Water\nAnn Roe\n3 May 2024\n\nThe boats lie down\nlike cows at noon,\n",
    "over paragraphs": f"The cold\n{PROSE}\n{PROSE}\n{PROSE}\n",
    "with a colon": f"Oslo: cold days\n\n{PROSE}\n\n{PROSE}\n",
}


@pytest.mark.parametrize("text", TITLES.values(), ids=TITLES.keys())
def test_a_title_is_told_once(text: str) -> None:
    first = text.split("\n", maxsplit=1)[0]
    found = article(text)

    assert found.meta.title == first
    assert first not in found.html


def test_a_word_that_says_so_makes_it_a_title() -> None:
    found = article(f"Sujet : La glace\nAuteur : Paul Renard\n\n{PROSE}\n\n{PROSE}\n")

    assert found.meta.title == "La glace"
    assert "Sujet" not in found.html


def test_verses_as_wide_as_a_letter_is_wrapped_keep_their_ends() -> None:
    assert article(OF_THE_TEXT["pentameter"]).html.count("<br>") == 3
