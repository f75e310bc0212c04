"""Boxes above and below the text that are named for what is beside it, in many languages."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, ZH, clean, lines, rules

MORE = EN.replace("Tuesday", "Friday").replace("bridge", "ferry")
TEXT = EN + MORE
BELOW = {
    "tags, spanish": '<div class="etiquetas">Puentes colgantes</div>',
    "tags, slovak": '<ul class="temy"><li>Lávky na Váhu</li><li>Turistika</li></ul>',
    "tags, a list in a box": '<div class="wrap_keyword"><ul><li>다리</li><li>강변</li></ul></div>',
    "tags, two words": '<p class="mots-cles">Passerelles</p>',
    "an author": '<div class="autor-box"><h4>AUTORA</h4><p>Ana Ruiz vive allí.</p></div>',
    "an author, danish": '<p class="forfatter">Ana Ruiz skriver om broer i Fyn</p>',
    "sharing, turkish": '<div class="paylas"><span>Bunu yolla</span></div>',
    "comments, finnish": '<div class="keskustelu">Sano sanasi kello seitsemästä alkaen</div>',
    "related, finnish": '<div class="luetuimmat"><p>Mies osti vahingossa majakan</p></div>',
    "a call, hungarian": '<div class="tamogatas"><p>Már havi ezer forinttól</p></div>',
}


@pytest.mark.parametrize("box", BELOW.values(), ids=BELOW.keys())
def test_a_box_below_the_text_goes_for_its_name(box: str) -> None:
    article = clean(TEXT + box, authors=(Author(name="Ana Ruiz"),))

    assert lines(article.html) == lines(TEXT)


@pytest.mark.parametrize("text", [TEXT, ZH], ids=["en", "zh"])
def test_a_player_named_so_goes_from_anywhere(text: str) -> None:
    box = '<div class="article-audio">Ακούστε το, 5 λεπτά</div>'

    for html in (box + text, text + box, TEXT.replace("</p><p>", f"</p>{box}<p>", 1)):
        assert "λεπτά" not in clean(html).html


def test_buttons_in_a_box_above_the_text_go() -> None:
    box = '<ul class="article-tools"><li>Nyomtat</li><li>Elküld</li><li>Betűméret</li></ul>'

    assert rules(clean(box + TEXT)) == {"block/named-box"}


KEPT = {
    "whoever else is told of": '<div class="author"><p>Eva Roca paints bridges</p></div>',
    "a sentence on what is filed": '<div class="topics"><p>We asked what it had cost.</p></div>',
    "a programme": '<div class="topics"><p>Day one: water</p><p>Day two: bread</p></div>',
    "prices": '<div class="etiquetas"><p>Tinto, 6 euros</p><p>Blanco, 5 euros</p></div>',
    "a long line": f'<div class="tags"><p>{"bridges and boats of the north and " * 4}</p></div>',
    "what somebody said": '<blockquote class="autor"><p>Ana Ruiz never crossed it</p></blockquote>',
    "a film": '<div class="tts"><iframe src="https://www.youtube.com/embed/a1"></iframe></div>',
    "what is listed": "".join(f'<div class="autor"><p>Ana Ruiz {n}</p></div>' for n in range(30)),
}


@pytest.mark.parametrize("box", KEPT.values(), ids=KEPT.keys())
def test_what_a_box_holds_beyond_its_name_stays(box: str) -> None:
    article = clean(TEXT + box, authors=(Author(name="Ana Ruiz"),))

    assert "block/named-box" not in rules(article)


def test_boxes_within_the_text_stay_but_players() -> None:
    box = '<div class="temas"><p>Puentes colgantes</p></div>'
    author = '<div class="autor"><p>Ana Ruiz</p></div>'

    article = clean(EN + box + author + MORE, authors=(Author(name="Ana Ruiz"),))
    assert "block/named-box" not in rules(article)
