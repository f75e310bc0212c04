"""Lines above the text with an element for each thing they say of the article."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, clean, lines

ANA = (Author(name="Ana Ruiz"),)
STAMPS = {
    "office": "<div class=who><a>Ana Ruiz</a><span>Texto</span></div>",
    "day, counts and name": (
        "<div class=a><span>15:05, 16.05.2025</span> / <span>2140 прочитания</span> "
        "<a>41 коментара</a> <a>Ana Ruiz</a></div>"
    ),
    "what it was written for": (
        "<div class=info><span>16.05.2025, 12:20</span> <b>Ana Ruiz</b>, "
        "<i>специально для «Прибоя»</i></div>"
    ),
    "name and day": "<p><b>Ana Ruiz</b> <i>5 May 2025</i></p>",
    "without elements": "<p>Par Ana Ruiz Publié le 20 août 2024 à 18h12</p>",
}


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS.keys())
def test_such_a_line_goes_from_above_the_text(stamp: str) -> None:
    article = clean(stamp + EN, authors=ANA)

    assert lines(article.html) == lines(EN)


KEPT = {
    "a lead with a name": "<p><b>Ana Ruiz</b> <i>mends the bells of the north</i></p>",
    "a sentence": "<p><b>Ana Ruiz</b> left for the far north of the island <i>5 May 2025</i>.</p>",
    "a day and a place": "<p><b>5 May 2025</b> <i>the night the bridge fell down</i></p>",
    "cells": "<table><tr><td><b>Ana Ruiz</b> <i>5 May 2025</i></td><td>Won</td></tr></table>",
    "two others": "<p><b>The bells</b> <i>of the north and the south of it</i> <i>x y z</i></p>",
}


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT.keys())
def test_other_lines_stay(line: str) -> None:
    assert lines(clean(line + EN, authors=ANA).html) == lines(line + EN)


def test_names_and_days_within_the_text_stay() -> None:
    line = "<p><b>Ana Ruiz</b> <i>5 May 2025</i></p>"
    more = EN.replace("Tuesday", "Friday").replace("bridge", "ferry")

    assert "Ana Ruiz" in clean(EN + EN.replace("council", "board") + line + more).html
