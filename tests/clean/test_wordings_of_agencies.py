"""How papers say that a text came by itself from an agency, and what else stands at its end."""

from __future__ import annotations

import pytest

from tests.cleaning import clean, lines

BODY = "".join(
    f"<p>Der Hafen blieb am {day} geschlossen, weil der Kran seit der Nacht nicht mehr zu bewegen "
    "war.</p>"
    for day in ("Montag", "Dienstag", "Mittwoch")
)

AGENCY = (
    "Direkt aus dem krb-Newskanal: Dieser Text wurde automatisch von der Kranbote Agentur (krb) "
    "übernommen und von der Redaktion nicht bearbeitet."
)
GONE = (
    "Dieser Text wurde automatisch von der Nachrichtenagentur Kranbote (krb) übernommen.",
    "Direkt aus dem krb-Newskanal: Dieser Text wurde automatisch von der Agentur übernommen.",
    AGENCY,
    "Diese Meldung ist unverändert aus dem Newsticker der Agentur übernommen.",
    "Lesen Sie mehr zum Thema In ruhigen Berufen im Stellenmarkt des Hafenblatts.",
    "[Gambas:Video Kabar Dermaga]",
    "(dir/ugi) [Gambas:Foto Dermaga]",
    "▶제보는 카톡 hafenbot",
    "제보는 텔레그램 @hafenbot",
)
STAYS = (
    "Der alte Fahrplan wurde unverändert vom Newsticker der Agentur übernommen.",
    "Diese Meldung ist von der Agentur übernommen worden, und keiner hat sie geprüft.",
    "Lesen Sie mehr zum Thema, riet der Kranführer, und er meinte es ernst.",
    "Gambas: dua ekor, dimasak oleh penjaga dermaga.",
    "제보는 카톡으로 들어왔다.",
    "제보는 라인 근처에서 나왔다.",
)


@pytest.mark.parametrize("line", GONE)
def test_a_notice_at_the_end_goes_and_nothing_else(line: str) -> None:
    assert lines(clean(f"{BODY}<p>{line}</p>").html) == lines(BODY)


@pytest.mark.parametrize("line", STAYS)
def test_a_sentence_with_its_words_stays(line: str) -> None:
    assert lines(clean(f"{BODY}<p>{line}</p>").html) == [*lines(BODY), line]
