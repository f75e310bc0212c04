"""Boxes set into the text that are named for something else, in many languages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, ZH, clean, lines, raw_article, rules

MORE = EN.replace("Tuesday", "Friday").replace("bridge", "ferry")
SAID = "Everybody in the village has heard of it by now, and nobody wants to be the first to go."
"""Nothing in it says what the box is."""

NAMED = {
    "promo, spanish": "c-apoyo__caja",
    "promo, french": "encart-don",
    "promo, german": "mitgliedschaft-box",
    "promo, turkish": "bulten",
    "promo, polish": "box wsparcie",
    "promo, two words": "article-opt-in",
    "promo, a hump": "BoxSuscripcion",
    "promo, beside a figure": "banner-k24-socios",
    "ads, german": "anzeige-klein",
    "ads, japanese shop": "blog-asin-detail",
    "ads, turkish": "reklam",
    "related, italian": "leggi-anche",
    "related, polish": "powiazane",
    "related, french in humps": "boxLireAussi",
}


@pytest.mark.parametrize("name", NAMED.values(), ids=NAMED.keys())
def test_a_box_within_the_text_goes_for_its_name_in_any_language(name: str) -> None:
    article = clean(f'{EN}<div class="{name}"><h4>To the coast</h4><p>{SAID}</p></div>{MORE}')

    assert rules(article) == {"block/named-box"}
    assert lines(article.html) == lines(EN + MORE)


def test_a_line_of_its_own_is_a_box() -> None:
    line = '<p class="lire-aussi">Le bac de Meriot ne passe plus</p>'

    assert lines(clean(EN + line + ZH).html) == lines(EN + ZH)


KEPT = {
    "no such name": '<div class="note"><p>{}</p></div>',
    "a paragraph of its own": '<p class="sponsor">{}</p>',
    "part of a word": '<div class="abonos"><p>{}</p></div>',
    "in the hash of a build": '<div class="css-f1don08c"><p>{}</p></div>',
    "the heading of a section": '<div class="how-a-village-made-its-bulten"><p>{}</p></div>',
    "an id": '<div id="bulten"><p>{}</p></div>',
    "the whole text": '<div class="socios">{}</div>',
}


@pytest.mark.parametrize("box", KEPT.values(), ids=KEPT.keys())
def test_what_is_no_such_box_stays(box: str) -> None:
    said = EN if box == KEPT["the whole text"] else SAID
    text = box.format(said)
    html = text if said == EN else EN + text + MORE

    assert not rules(clean(html))


def test_a_long_box_stays_whatever_it_is_called() -> None:
    paragraphs = "".join(f"<p>{SAID} So it was in year {year}.</p>" for year in range(1990, 1999))

    assert not rules(clean(f'{EN}<div class="spenden">{paragraphs}</div>{MORE}'))


def test_a_list_stays_that_is_made_of_such_boxes() -> None:
    gifts = "".join(
        f'<div class="donation"><p>Nr. {number}: {12 * number} euros, a spade and a pair of boots'
        "</p></div>"
        for number in range(1, 21)
    )

    assert not rules(clean(f"{EN}{gifts}{MORE}"))


def test_a_box_stays_where_its_pass_is_switched_off() -> None:
    html = f'{EN}<div class="spenden-box"><p>{SAID}</p></div>{MORE}'

    options = replace(PLAN.options, passes=("ads", "related"))
    article = process(raw_article(html), replace(PLAN, options=options))

    assert isinstance(article, CleanArticle)
    assert not rules(article)


def test_a_reason_has_the_name_the_box_is_known_by() -> None:
    long = "wide grey-background layout-of-the-upper-grid-for-readers-on-phones"
    box = f'<div class="{long} encart-don"><p>Gleymdu engu</p></div>'

    [removal] = clean(EN + box + MORE).removals

    assert "named for promotion (“encart-don” in its class)" in removal.reason


@pytest.mark.parametrize("name", ["newsletter-box", "nyhetsbrev", "boletin"])
def test_a_box_that_begins_with_another_element_goes(name: str) -> None:
    box = f'<div class="{name}"><div><p>The Tide</p></div>Our letter, every Friday.</div>'
    article = clean(EN + box)

    assert lines(article.html) == lines(EN)
    assert article.cautions == ()
