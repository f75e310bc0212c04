"""Wordings put together of a few parts in many languages: players, copies, credits, codes."""

from __future__ import annotations

import pytest

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from tests.cleaning import EN, clean, lines

PLAYERS = """
Listen to this essay
HEAR THIS STORY (12:05)
Écoutez notre reportage
Escucha esta nota 6:12
Ouça a coluna
Ascolta questo articolo
Luister naar het artikel
Lyssna på texten
Lytt til artikkelen 08:41
Kuuntele juttu
Posłuchaj tego tekstu
Poslechněte si celý rozhovor
Прослушать этот текст
Слухати матеріал
Bu yazıyı dinle
Ακούστε το άρθρο
استمع إلى هذا المقال
האזינו לכתבה
این مطلب را بشنوید
खबर सुनें
記事を音声で聴く
이 기사 듣기
播放本文
ฟังบทความนี้
Nghe bài viết
Dengarkan artikel ini
Podcast: Play in new window | Download
Scarica questo testo in formato epub
Télécharger cet article au format PDF
Spotted a mistake? Open an issue
Versione stampabile
""".strip().splitlines()
OTHERS = {
    "Dieser Text ist auch als Podcast verfügbar.": Label.STAND_IN,
    "This essay is also available as an audio version.": Label.STAND_IN,
    "Этот текст есть также в аудиоформате.": Label.STAND_IN,
    "Faktasjekk: Kari Li": Label.CREDIT,
    "Jazyková korektura: Petr Malý": Label.CREDIT,
    "Фактчек: Анна Ли": Label.CREDIT,
    "Sound design: Ann Example": Label.CREDIT,
    "Headerfoto: Ann Voorbeeld": Label.PHOTO,
    "Nyitókép: Kiss Anna": Label.PHOTO,
    "Titelbild: Anna Muster, Hafenarchiv": Label.PHOTO,
    "Foto de portada: Ana Ejemplo": Label.PHOTO,
    "Photo de une : Anne Exemple": Label.PHOTO,
    "Zdjęcie główne: Anna Mała": Label.PHOTO,
    "More by me:": Label.RELATED,
    "إقرأ أيضاً:": Label.RELATED,
    "Povezani tekstovi": Label.RELATED,
    "Meer over Havens": Label.RELATED,
    "الوسوم: ميناء، جسر": Label.TAGS,
    "Havneposten redigeres etter Vær varsom-plakaten.": Label.PLATFORM,
    "Our stories may contain affiliate links, which pay for coffee.": Label.AD,
    "If you're new here, you may want to subscribe to our feed.": Label.PROMO,
    "Thanks to Ropes Ltd for sponsoring this episode.": Label.PROMO,
    "Please leave us a rating in your app of choice.": Label.PROMO,
    "Lizenz: CC BY-SA 4.0": Label.COPYRIGHT,
    "НАСТОЯЩИЙ МАТЕРИАЛ ПРОИЗВЕДЁН ИНОСТРАННЫМ АГЕНТОМ «ПОРТ».": Label.PLATFORM,
    "Patrocinado por: Cuerdas del Norte": Label.AD,
    "(via Harbour Weekly)": Label.SOURCE,
    "最後まで読んでいただきありがとうございます。": Label.PROMO,
}
TEXT = [
    "Listen to the story of an old man and the sea he never crossed.",
    "Hear the interview that ended his career",
    "Écouter un texte de Proust lu par un acteur",
    "Die Artikel werden im Hafen gelesen",
    "He downloaded the article as a gift to his mother.",
    "This text is also about a bridge.",
    "Meer dan vijftig bruggen bleven dicht, zei de havenmeester.",
    "Thanks to Ann, the bridge is open.",
    "Das Titelbild zeigt die Brücke im Winter.",
    "The author is unknown.",
    "Der Autor ist Lehrer in Husum.",
    "Autor jest anonimowy.",
    "L’auteur est inconnu.",
    "Autor on teadmata.",
    "The author is dead, wrote a critic once, and the reader was left alone with the book and all",
    "It is a production of plums that feeds the town, said the miller, and nobody laughed at it.",
    "The license: nine pages on who may fish, and when.",
    "They came via Leith and Bergen, and the ferry was late.",
    "Persuasion is a BBC production",
    "It is an HBO original",
    "This story is also available in print from the library.",
    "Hear the story",
    "Found a bug? Send a patch to the list.",
    "See errors? Run the installer again.",
    "Save the page as PDF and print it.",
    "Articles may contain affiliate links, the ruling said, and readers must be told.",
    "Diesen Text gibt es auch als Hörbuch.",
    "Послушайте этот рассказ",
    "Get in touch: bridge@example.net",
    "Twitter: @harwichbridge",
    "Via Egnatia was the road to Constantinople",
    "Via Dolorosa in Jerusalem",
    "De headerfoto van de site was jarenlang een brug.",
]


@pytest.mark.parametrize("text", PLAYERS)
def test_what_starts_a_player_or_hands_out_a_copy_is_a_button(text: str) -> None:
    assert label_text(text) & (Label.INTERFACE | Label.PROMO)


@pytest.mark.parametrize(("text", "kind"), OTHERS.items(), ids=OTHERS.keys())
def test_a_wording_of_several_parts_is_known(text: str, kind: Label) -> None:
    assert label_text(text) & kind


@pytest.mark.parametrize("text", TEXT)
def test_what_only_begins_so_is_not(text: str) -> None:
    assert label_text(text) == Label(0)


def test_a_lead_that_is_named_a_teaser_stays_and_a_linked_one_goes() -> None:
    lead = "<p class='teaser-text'>For a century the line took peat; now it takes a choir.</p>"
    link = (
        "<div class='teaser'><a href='/b'>The mill burns again</a><p>And nobody was in.</p></div>"
    )

    assert lines(lead)[0] in lines(clean(lead + EN).html)
    assert lines(clean(EN + link).html) == lines(EN)


def test_a_caption_that_begins_like_a_credit_and_goes_on_stays() -> None:
    picture = "<p><img src='/a.jpg' width='600' height='400'></p>"
    told = "<p>REDIGERING: Kari Li retter et skilt ved broen. Foto: Ole Vik</p>"

    assert lines(told)[0] in lines(clean(picture + told + EN).html)
    assert lines(clean(EN + "<p>Redigering: Kari Li</p>").html) == lines(EN)
