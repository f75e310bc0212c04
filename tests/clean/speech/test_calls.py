"""Calls to readers are told by where a sentence speaks of what, in any language with a lexicon."""

from __future__ import annotations

import pytest

from feedclean.clean.speech.calls import is_call
from feedclean.clean.speech.lexicon import lexicon

CALLS = {
    "da": "Avisen lever af sine læsere. Støt os med et bidrag.",
    "de": "Die Laterne lebt von ihren Lesern. Unterstützen Sie uns mit einer Spende.",
    "es": "El Faro vive gracias a sus lectores. Apóyanos con una donación.",
    "eu": "Itsasargiak irakurleei esker irauten du. Lagundu gure egunkariari dohaintza batekin.",
    "fr": "Le Phare vit grâce à ses lecteurs. Soutenez-nous par un don.",
    "gl": "O Faro vive grazas ás súas lectoras. Apóianos cunha doazón.",
    "it": "Il Faro vive grazie ai suoi lettori. Sostienici con una donazione.",
    "pt": "O Farol vive graças aos seus leitores. Apoie-nos com uma doação.",
    "pl": "Latarnia istnieje dzięki czytelnikom. Wesprzyj nas na portalu zbiórek.",
    "ru": "Есть новость? Пишите в редакцию: 8 000 000-00-00",
    "en": "Have you any news for us? Write to the newsroom, or call 0555 014 2233.",
    "cs": "Více najdete v našem předplatném. Měsíc za 49 Kč, zrušit ho můžete kdykoli.",
    "sv": "Läs mer i vår app. Prova fyra veckor för 10 kr.",
    "nl": "Nieuws voor de redactie? Mail ons, of bel 00 000 0000.",
}
TEXTS = {
    "de": "Und wer bezahlt das alles? Die Mitglieder. Wir nehmen weder Werbung noch Staatsgeld.",
    "en": "Struggling? Call the helpline on 0800 000 000, day or night.",
    "fr": "L'appli est gratuite ; sans publicité, elle coûte 2,99 euros par mois.",
    "da": "Kurset koster 200 kr. for medlemmer og 300 kr. for alle andre.",
    "sv": "Behöver du prata med någon? Ring jouren, öppen varje natt.",
    "nl": "Solliciteren? Stuur je brief voor 20 april naar de dorpsraad.",
    "pl": "Wspierajmy małe księgarnie, bo zostaną nam tylko algorytmy.",
    "eu": "Dohaintzak bederatzi herritik hirutara iritsi dira.",
    "gl": "As doazóns chegaron a tres aldeas de nove.",
    "ro": "Donațiile au ajuns la trei sate din nouă.",
    "ru": "— Будете поддерживать кандидата? — Я буду поддерживать мост, который нам обещали.",
}


@pytest.mark.parametrize(("code", "text"), CALLS.items(), ids=CALLS)
def test_a_call_for_the_site_is_one_in_any_language(code: str, text: str) -> None:
    assert is_call(text, lexicon(code))


ALIKE = [
    ("de", "Folgt uns, riefen die Kinder, und die ganze Stadt folgte."),
    ("de", "Spenden Sie Blut, es kostet uns nichts."),
    ("it", "Aiutaci, Signore, perché le acque salgono."),
    ("sv", "Följ oss, ropade barnen, och hela staden följde."),
    ("fr", "Suivez le fleuve, il nous mène à vous."),
    ("en", "Follow us into the dark."),
    ("en", "Join us on Saturday at nine; bring a spade, and we will bring the tea."),
    ("en", "Are you for or against the bridge? Tell us on Tuesday in the hall."),
    ("de", "Haben Sie unseren Hund gesehen? Schreiben Sie uns."),
    ("ru", "Вы видели нашу собаку? Напишите нам в порт."),
    ("en", "Have you seen our dog? Write to us at the harbour."),
    ("es", "Entrada: 8 €, socios gratis; puede pagar con nosotros en la taquilla."),
    ("pl", "Kto płaci? Członkowie, a za 20 zł miesięcznie i ty jesteś jednym z nas, głosi ulotka."),
    ("nl", "Toegang € 8, leden gratis; u kunt bij ons aan de kassa betalen."),
    ("en", "We paid for our own meal. The soup was $9, and you should have it."),
]


@pytest.mark.parametrize(("code", "text"), ALIKE)
def test_what_is_said_to_somebody_else_than_readers_is_none(code: str, text: str) -> None:
    assert not is_call(text, lexicon(code))


@pytest.mark.parametrize(("code", "text"), TEXTS.items(), ids=TEXTS)
def test_what_texts_say_is_none(code: str, text: str) -> None:
    assert not is_call(text, lexicon(code))


def test_nothing_is_a_call_in_a_language_without_a_lexicon() -> None:
    assert not is_call("Support us.", None)
