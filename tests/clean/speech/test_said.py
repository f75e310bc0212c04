"""What lines speak of tells them apart, whatever their wording."""

from __future__ import annotations

import json
from importlib import resources

import pytest

from feedclean.clean.speech.lexicon import CONCEPTS, lexicon
from feedclean.clean.speech.said import LONGEST, NAMES, TOLD, measure, said, spoken_of

OF_A_SITE = {
    "en": "Liked it? Our weekly letter lands in your inbox each Friday, so sign up below.",
    "de": "Dir gefällt unsere Arbeit? Mit einer Spende hilfst du der Redaktion.",
    "fr": "Toute reproduction de cet article sans notre autorisation est interdite.",
    "gl": "Subscríbete ao noso boletín e recibe cada mañá as novas no teu correo.",
    "eu": "Harpidetu gure buletinera eta jaso egunero albisteen laburpena zure postan.",
    "zh": "喜欢本文的朋友，欢迎点赞并转发到朋友圈",
    "ru": "Подписывайтесь на наш канал и делитесь статьёй с друзьями.",
    "ja": "この記事へのコメントをお待ちしています。ログインして投稿してください。",
}
OF_AN_ARTICLE = {
    "en": "She never opened the letter, and by Friday he had left the house.",
    "de": "Er sagte, er habe das Haus nie wieder betreten.",
    "fr": "Il est parti sans dire un mot, et elle n'a rien demandé.",
    "gl": "Dixo que o seu pai nunca volvera á casa daquel inverno.",
    "eu": "Esan zuen bere aita ez zela inoiz etxera itzuli negu hartan.",
    "zh": "他说，那年冬天河水涨得比桥还高。",
    "ru": "Он рассказал, что в ту зиму река вышла из берегов.",
    "ja": "彼はその冬、川が橋を越えたと話した。",
}


@pytest.mark.parametrize("code", OF_A_SITE)
def test_what_sites_say_scores_low(code: str) -> None:
    assert said(OF_A_SITE[code], lexicon(code)) < 0.3


@pytest.mark.parametrize("code", OF_AN_ARTICLE)
def test_what_articles_say_scores_high(code: str) -> None:
    assert said(OF_AN_ARTICLE[code], lexicon(code)) > 0.8


def test_a_long_line_is_not_asked() -> None:
    text = OF_A_SITE["en"] * 9

    assert len(text) > LONGEST
    assert said(text, lexicon("en")) == 1.0
    assert said("", lexicon("en")) == 1.0


def test_the_weights_are_for_the_measures_there_are() -> None:
    text = resources.files("feedclean.clean.speech").joinpath("said.json").read_text("utf-8")

    assert json.loads(text)["features"] == list(NAMES)
    assert len(measure("One line.", lexicon("en"))) == len(NAMES)


def test_a_reason_names_what_a_line_speaks_of() -> None:
    assert set(TOLD) == set(CONCEPTS)
    assert spoken_of("Sign up, she said.", lexicon("en")) == {"subscriptions": "sign"}
    assert spoken_of("The bridge is old.", lexicon("en")) == {}
    assert spoken_of("请转发", lexicon("zh")) == {"sharing": "转发"}
