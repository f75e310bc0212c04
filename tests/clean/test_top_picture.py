"""Pictures between headline and text, with what is written below them."""

from __future__ import annotations

import pytest

from feedclean.clean.belonging.top_picture import top_picture
from feedclean.dom.cut import read_page
from feedclean.model.article import ArticleId, ArticleMeta, SourceId
from tests.cleaning import EN, TEXTS, clean

TITLE = "The gates of Aldmoor"
IMG = '<img src="/gate.jpg" alt="">'
CAPTIONS = [
    "The lock keeper opens the gates by hand every morning",
    "Der Schleusenwärter öffnet die Tore jeden Morgen von Hand",
    "Сторож каждое утро открывает ворота руками, без мотора",
    "每天早上，看闸人都用手打开闸门，没有马达",
]


def opened(above: str, text: str = EN) -> list[str]:
    """What stays between a headline and a text in an element of its own."""
    _, blocks = read_page(f"<body><h1>{TITLE}</h1>{above}<div>{text}</div></body>")
    meta = ArticleMeta(id=ArticleId("a"), source=SourceId("s"), url=None, title=TITLE)
    keep = {block.index for block in blocks if block.home.element.tag == "div" and block.chars}
    return [blocks[at].text or "a picture" for at in sorted(top_picture(blocks, keep, meta))]


@pytest.mark.parametrize("caption", CAPTIONS)
@pytest.mark.parametrize(
    "figure",
    [
        "<figure>{}<figcaption>{}</figcaption></figure>",
        "<header><section>{}<div class=photo-caption>{}</div></section></header>",
    ],
)
def test_a_picture_stays_with_what_it_shows(figure: str, caption: str) -> None:
    assert opened(figure.format(IMG, caption)) == ["a picture", caption]


def test_who_took_it_stays_with_it() -> None:
    lines = f"<p>{CAPTIONS[0]}</p><p>(Ana Ruiz / Harbour Press)</p>"

    found = opened(f"<figure>{IMG}<figcaption>{lines}</figcaption></figure>")

    assert found == ["a picture", CAPTIONS[0], "(Ana Ruiz / Harbour Press)"]


SHOWN = "Rosa Vega in front of her stall / JUAN MOLINA"


@pytest.mark.parametrize(
    "box",
    [
        f"<figure>{IMG}<figcaption>{SHOWN}</figcaption></figure>",
        f"<div class=photo>{IMG}<span>{SHOWN}</span></div>",
    ],
)
def test_a_short_line_before_who_took_it_says_what_is_shown(box: str) -> None:
    assert SHOWN in opened(box)


@pytest.mark.parametrize(
    "line", ["Ana Ruiz / Harbour Press", "Town Hall of Aldmoor / EPA", "Next / Previous"]
)
def test_names_on_either_side_say_only_who_took_it(line: str) -> None:
    assert not opened(f"<figure>{IMG}<figcaption>{line}</figcaption></figure>")
    assert not opened(f"<div class=photo>{IMG}<span>{line}</span></div>")


def test_a_lead_may_stand_above_it() -> None:
    lead = "<div><p>The gates have had no motor since spring, and nobody will pay for it.</p></div>"

    assert opened(f"{lead}<figure>{IMG}<figcaption>{CAPTIONS[0]}</figcaption></figure>")


@pytest.mark.parametrize(
    "box",
    [
        f"<figure>{IMG}<figcaption>Photo: Ana Ruiz for the Harbour Press</figcaption></figure>",
        f"<figure>{IMG}<figcaption>Enlarge</figcaption></figure>",
        f"<figure>{IMG}<figcaption>{TITLE}</figcaption></figure>",
        f"<figure>{IMG}<p>{CAPTIONS[0]}</p></figure>",
        f"<aside>{IMG}<div class=caption>{CAPTIONS[0]}</div></aside>",
        f"<div class=related>{IMG}<div class=caption>{CAPTIONS[0]}</div></div>",
        f"<ul><li>{IMG}<div class=caption>{CAPTIONS[0]}</div></li></ul>",
        f"<figure>{IMG}<figcaption><a href=/b>{CAPTIONS[0]}</a></figcaption></figure>",
        f"<div class=caption>{CAPTIONS[0]}</div>",
    ],
    ids=[
        "who took it", "a button", "the title", "no caption", "an aside", "related", "a gallery",
        "a link", "no picture",
    ],
)  # fmt: skip
def test_other_things_above_the_text_do_not_stay(box: str) -> None:
    assert opened(box) == []


def test_only_the_first_picture_stays() -> None:
    figure = f"<figure>{IMG}<figcaption>{CAPTIONS[0]}</figcaption></figure>"

    assert opened(figure * 3) == opened(figure) != []


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize(
    "caption",
    [
        "© Harbour Press/Ana Ruiz The lock keeper opens the gates by hand.",
        "Der Wärter öffnet die Tore von Hand. – Alle Rechte vorbehalten Hafenbild",
        "La gardienne ouvre les portes à la main. Tous droits réservés",
    ],
)
def test_rights_in_a_picture_do_not_take_its_caption(language: str, caption: str) -> None:
    figure = f"<div>{IMG}<p class='wp-caption-text'>{caption}</p></div>"

    assert caption in clean(figure + TEXTS[language]).html
    assert caption not in clean(f"{TEXTS[language]}<p>{caption}</p>").html
