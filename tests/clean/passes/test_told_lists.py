"""Lists of other articles below labels nobody listed, and calls behind a question."""

from __future__ import annotations

import pytest

from feedclean.clean.wording.kinds import Label
from feedclean.clean.wording.labels import label_text
from tests.cleaning import EN, clean, lines

TEXTS = {
    "en": EN,
    "es": (
        "<p>El pleno se reunió el martes y después de cuatro horas de debate acordó una sola cosa: "
        "que el puente siga cerrado hasta el otoño, diga lo que diga la empresa del ferry.</p>"
        "<p>Nadie en la sala se rió, y el acta no recoge que nadie estuviera en contra de ello.</p>"
    ),
    "uk": (
        "<p>Рада зібралася у вівторок і після чотирьох годин суперечок вирішила лише одне: міст "
        "буде закрито до осені, що б про це не казала компанія, якій належить пором.</p>"
        "<p>Ніхто в залі не сміявся, і в протоколі не записано, щоб хтось був проти цього.</p>"
    ),
    "it": (
        "<p>Il consiglio si è riunito martedì e dopo quattro ore di discussione ha deciso una cosa "
        "sola: il ponte resta chiuso fino all’autunno, checché ne dica chi gestisce il traghetto."
        "</p><p>Nessuno in sala ha riso, e il verbale non dice che qualcuno fosse contrario.</p>"
    ),
}
LABELS = [
    ("en", "<h3>Other walks around here you may like</h3>"),
    ("es", "<p><strong>Otras rutas relacionadas:</strong></p>"),
    ("uk", "<h4>Топ дня</h4>"),
    ("it", "<h3>RICETTE CORRELATE</h3>"),
]
HEADLINES = ("The quarry at low water", "The tower of the cat")
LINKED = "".join(f"<li><a href='/n/{n}'>{line}</a></li>" for n, line in enumerate(HEADLINES))
PLAIN = "".join(f"<li>{line}</li>" for line in HEADLINES)


@pytest.mark.parametrize("entries", [LINKED, PLAIN], ids=["linked", "plain"])
@pytest.mark.parametrize(("language", "label"), LABELS)
def test_a_list_below_the_text_goes_with_its_label(language: str, label: str, entries: str) -> None:
    text = TEXTS[language]

    assert lines(clean(f"{text}{label}<ul>{entries}</ul>").html) == lines(text)


def test_over_links_more_is_enough() -> None:
    label = "<p><strong>Otras rutas que te pueden gustar:</strong></p>"
    text = TEXTS["es"]

    assert lines(clean(f"{text}{label}<ul>{LINKED}</ul>").html) == lines(text)


CLOSING = (
    "<p>The tide came in at four, and by then there was nobody left who could have seen it.</p>"
)
STAY = {
    "within the text": f"{EN}<h3>Related walks</h3><ul>{PLAIN}</ul>{CLOSING}",
    "of other things": f"{EN}<h3>What to bring</h3><ul>{PLAIN}</ul>",
    "more of what the text tells": f"{EN}<h3>More rules</h3><ul>{PLAIN}</ul>",
    "sentences": f"{EN}<h3>Popular mistakes</h3><ul><li>To sail on.</li><li>To sleep.</li></ul>",
    "what is popular": f"{EN}<h3>The most popular dogs of the year</h3><ul>{PLAIN}</ul>",
    "names": f"{EN}<h3>Related species</h3><ul><li>Grey wolf</li><li>Golden jackal</li></ul>",
    "one entry": f"{EN}<h3>The most popular song</h3><ul><li>The tower of the cat</li></ul>",
    "a plain line": f"{EN}<p>Other popular songs were sung as well</p><ul>{PLAIN}</ul>",
}


@pytest.mark.parametrize("html", STAY.values(), ids=STAY.keys())
def test_other_lists_stay(html: str) -> None:
    assert lines(clean(html).html) == lines(html)


@pytest.mark.parametrize(
    "line",
    [
        "Enjoyed it? Sign up for our newsletter and get a new walk every week",
        "Hat es dir gefallen? Abonniere unseren Newsletter",
        "אהבתם? הירשמו לרשימת התפוצה וקבלו מסלול בכל שבוע",
        "Don't forget to subscribe to the channel",
        "No olvides suscribirte a nuestro boletín",
        "Не забудьте подписаться на наш канал",
        "ولا تنسوا الاشتراك في النشرة البريدية",
        "Jangan lupa berlangganan buletin kami",
        "スキを押していただけると、励みになります。",
    ],
)
def test_a_call_is_known(line: str) -> None:
    assert label_text(line) & Label.PROMO


@pytest.mark.parametrize(
    "line",
    [
        "Why? Follow the river to the sea and you will see.",
        "Don't forget to water the plants",
        "No olvides añadir la sal",
        "Не забудьте посолить воду",
        "Jangan lupa garam",
        "Don't forget to sign up at the town hall before the third of May.",
        "Vergiss nicht, den Ofen einzuschalten.",
        "Vergesst nicht, dem Weg zu folgen und euch im Rathaus anzumelden.",
        "N’oubliez pas de vous inscrire à la mairie avant le 3 mai.",
        "No olvides apuntarte en el ayuntamiento antes del 3 de mayo.",
        "Non dimenticate di iscrivervi in comune prima del 3 maggio.",
        "Não se esqueça de se inscrever na câmara até 3 de maio.",
        "Nie zapomnij zapisać się do lekarza.",
        "Glöm inte att anmäla dig på kommunen.",
        "Vergeet niet om je in te schrijven op het gemeentehuis.",
        "لا تنسوا التسجيل في البلدية قبل الثالث من مايو.",
    ],
)
def test_other_advice_is_no_call(line: str) -> None:
    assert not label_text(line) & Label.PROMO


@pytest.mark.parametrize(
    "line",
    [
        "end of list",
        "list of 2 items",
        "استمع (5 دقائق)",
        "Den här artikeln är upplåst och kan läsas av alla.",
        "Dieser Artikel ist kostenlos",
        "Cet article est en accès libre, comme tous les autres.",
        "Este artículo es gratuito",
    ],
)
def test_what_is_said_of_the_page_is_known(line: str) -> None:
    assert label_text(line) & Label.INTERFACE


@pytest.mark.parametrize(
    "line", ["This article is about bridges", "Dieser Artikel ist kaputt", "List of two items"]
)
def test_what_is_said_of_something_else_is_not(line: str) -> None:
    assert not label_text(line) & Label.INTERFACE
