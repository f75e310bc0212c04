"""Sentences between paragraphs that ask readers for what the article never speaks of."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules, taken

MORE = {
    "en": EN.replace("Tuesday", "Friday").replace("bridge", "ferry"),
    "zh": ZH.replace("周二", "周五").replace("大桥", "隧道"),
}
DAYS = ("Monday", "Wednesday", "Thursday", "Friday", "Saturday")
CALLS = {
    "a nonprofit": (
        "en",
        (
            "Our reporting is free for everyone because readers pay for it. If you value it, "
            "please become a member or make a gift today."
        ),
    ),
    "a writer": (
        "en",
        "Small Boats is free today; pledge your support by subscribing, and new posts come to you.",
    ),
    "a paper": ("zh", "独立报道离不开你的支持。每月三十元订阅会员，让我们不必看广告主的脸色。"),
}
SENTENCES = {
    "whom they follow": (
        "en",
        "Readers can follow her trip in the app or subscribe to her letters.",
    ),
    "how a choir lives": ("en", "Our members support the choir with donations."),
    "where dates are": (
        "en",
        "Anyone who subscribes to the newsletter receives the dates by email.",
    ),
    "what somebody likes": ("en", "She likes the app, but would not subscribe to it."),
    "who appealed": ("zh", "他呼吁粉丝捐款支持灾区。"),
    "what she uses": ("zh", "她喜欢这个应用，但没有订阅会员。"),
}


@pytest.mark.parametrize(("language", "call"), CALLS.values(), ids=CALLS.keys())
def test_a_call_goes_from_between_and_says_why(language: str, call: str) -> None:
    text = {"en": EN, "zh": ZH}[language]
    article = clean(f"{text}<p>{call}</p>{MORE[language]}")

    assert rules(article) == {"block/call"}
    assert lines(article.html) == lines(text + MORE[language])
    [removal] = article.removals
    assert "it asks for what nothing else here speaks of; it speaks of" in removal.reason


@pytest.mark.parametrize(("language", "text"), SENTENCES.values(), ids=SENTENCES.keys())
def test_a_sentence_of_the_text_stays_wherever_it_stands(language: str, text: str) -> None:
    body = {"en": EN, "zh": ZH}[language]

    for html in (f"<p>{text}</p>{body}", f"{body}<p>{text}</p>{MORE[language]}"):
        assert taken(clean(html)) == []


def test_where_the_article_speaks_of_the_same_a_call_stays() -> None:
    about = (
        "<p>The paper had nine hundred members in spring, and now it has half of them, since many "
        "who subscribed for the appeal of free pens had no support to give.</p>"
        "<p>Support of members, said the editor, is what an independent paper lives on, and those "
        "who subscribe read it.</p>"
    )
    call = f"<p>{CALLS['a nonprofit'][1]}</p>"

    assert ("block/call", CALLS["a nonprofit"][1]) not in taken(clean(EN + call + about))
    assert rules(clean(EN + call + MORE["en"])) == {"block/call"}


@pytest.mark.parametrize("tag", ["h3", "blockquote", "li", "figcaption"])
def test_what_is_marked_up_as_something_else_stays(tag: str) -> None:
    call = f"<{tag}>{CALLS['a nonprofit'][1]}</{tag}>"

    assert "block/call" not in rules(clean(EN + call + MORE["en"]))


def test_what_is_announced_stays() -> None:
    announced = f"<p>The leaflet said:</p><p>{CALLS['a nonprofit'][1]}</p>"

    assert "block/call" not in rules(clean(EN + announced + MORE["en"]))


LANGUAGES = tomllib.loads(Path("tests/clean/languages.toml").read_text("utf-8"))
BOX = "<div><p>{}</p></div>"
IN_ITALICS = "<p><em>{}</em></p>"
QUOTED = "<blockquote><p>{}</p></blockquote>"
SET_APART = {
    "a box": ("pt", BOX, "Assine a nossa newsletter e receba o melhor da semana."),
    "a link": ("de", "<p>{} <a href='/m'>Jetzt Mitglied werden</a></p>", "Helft uns mit Spenden."),
    "italics": ("fr", IN_ITALICS, "Recevez notre lettre d’information, gratuitement."),
    "a quotation": ("it", QUOTED, "Iscriviti alla nostra newsletter gratuita."),
    "a channel": ("ru", "<p>{} <a href='https://t.me/x'>канал</a></p>", "Подпишитесь на наш"),
    "two things": ("sv", "<p>{}</p>", "Prenumerera på vårt nyhetsbrev och stöd vår journalistik."),
    "of a paper": ("ar", "<p>{}</p>", "اشترك في نشرتنا البريدية وادعم الصحافة المستقلة."),
    "two more": (
        "vi",
        "<p>{}</p>",
        "Đăng ký nhận bản tin của chúng tôi và ủng hộ báo chí độc lập.",
    ),
    "from Seoul": ("ko", "<p>{}</p>", "뉴스레터를 구독하고 독립 언론을 후원해 주세요."),
    "a label": ("nl", "<p><b>Nieuwsbrief</b></p><p>{}</p>", "Schrijf je in voor onze nieuwsbrief."),
}
OF_THE_TEXT = {
    "what somebody cried": ("es", "<p>Síguenos, gritó la niña desde el puente.</p>"),
    "what somebody said": ("de", QUOTED.format("„Abonnieren Sie uns nicht, lesen Sie uns.“")),
    "where to ask": ("fr", "<p>Pour les dates, il faut écrire à la mairie avant le 3 mai.</p>"),
    "what they wrote": ("it", "<p>Nella lettera chiedevano di sostenere la scuola.</p>"),
    "who did so": (
        "sv",
        "<p>Hon prenumererar på <a href='https://a.example/x'>två</a> av dem.</p>",
    ),
    "whom to cheer": ("fr", "<p>Soutenez notre équipe samedi !</p>"),
    "how to join": ("de", "<p>Werde Mitglied und unterstütze uns auf dem Platz.</p>"),
    "whom to ring": ("nl", "<p>Bel de bibliotheek: 020 555 01 23, elke ochtend na negen.</p>"),
}


def _between(language: str, html: str) -> tuple[str, str]:
    """A line before the last paragraph of an article, and the article without it."""
    *above, below = (f"<p>{one}</p>" for one in LANGUAGES[language]["body"])
    return "".join((*above, html, below)), "".join((*above, below))


@pytest.mark.parametrize(("language", "form", "call"), SET_APART.values(), ids=SET_APART.keys())
def test_a_call_goes_however_it_is_set(language: str, form: str, call: str) -> None:
    with_it, without = _between(language, form.format(call))

    assert lines(clean(with_it).html) == lines(without)


@pytest.mark.parametrize(("language", "html"), OF_THE_TEXT.values(), ids=OF_THE_TEXT.keys())
def test_what_a_text_says_of_such_things_stays(language: str, html: str) -> None:
    assert taken(clean(_between(language, html)[0])) == []


@pytest.mark.parametrize(
    "button",
    ["<a href='https://example.org/subscribe'>Subscribe now</a>", "Support me on Patreon"],
)
def test_the_end_of_a_text_stays_between_two_calls(button: str) -> None:
    end = "<p>They told me that the bridge would hold for another winter.</p><p>It did.</p>"
    thanks = "<p>Thanks for reading! Subscribe for free to receive new posts.</p>"
    text = "".join(EN.replace("Tuesday", day).replace("room", f"{day} room") for day in DAYS)
    article = clean(
        f"{text}<p><img src='https://example.org/a.jpg'></p><p>{button}</p>{end}{thanks}"
    )

    assert lines(article.html)[-2:] == lines(end)
