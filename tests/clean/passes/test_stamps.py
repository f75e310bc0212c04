"""Lines above an article that say when it appeared and who wrote it, in parts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, ZH, clean, lines, raw_article, rules

STAMPS = {
    "French": "Par Jeanne Roué — Publié le 12 mai 2025 à 10h12, mis à jour à 11h40",
    "Portuguese": "Por Ana Reis, Minas — Belo Horizonte, 12/05/2025 07h01 Atualizado há 3 horas",
    "Russian": "12:40 12.05.2025 (обновлено: 14:05 12.05.2025)",
    "Greek": "12.05.2025 | 10:30 Συντάκτης: Ελένη Μαυρίδου",
    "Persian": "کد خبر: ۸۸۲۱۳ | تاریخ انتشار: ۲۲ اردیبهشت ۱۴۰۴ - ۱۰:۱۲",
    "Indonesian": "Kabar Kita - 12/05/2025, 08:30 WIB | Penulis: Rina Putri | Editor: Dwi Hasan",
    "Korean": "[한빛일보 김서연 기자] 입력 2025.05.12 09:14 수정 2025.05.12 10:02",
}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS.keys())
def test_a_stamp_of_several_parts_above_the_text_goes(stamp: str, text: str) -> None:
    article = clean(f"<p>{stamp}</p>{text}")

    assert rules(article) <= {"block/date-line", "block/byline"}
    assert lines(article.html) == lines(text)


NAMED = "<p>Lucía Ferrer | Almería | 12/05/2025 a las 08:30h.</p>"


def test_a_name_and_a_day_go_where_the_address_has_that_day() -> None:
    dated, other = (
        _of("https://diario.example/almeria/invernaderos-20250512.html"),
        _of("https://diario.example/almeria/invernaderos-20250401.html"),
    )

    assert NAMED[3:-4] not in dated.html
    assert NAMED[3:-4] in other.html


def test_a_name_and_a_day_go_where_the_article_appeared_then() -> None:
    when = datetime(2025, 5, 12, 22, tzinfo=UTC)

    assert NAMED[3:-4] not in _of("https://diario.example/a", published=when).html
    assert NAMED[3:-4] in _of("https://diario.example/a").html


def _of(url: str, published: datetime | None = None) -> CleanArticle:
    raw = raw_article(NAMED + EN)
    article = process(replace(raw, meta=replace(raw.meta, url=url, published=published)), PLAN)
    assert isinstance(article, CleanArticle)
    return article


@pytest.mark.parametrize(
    "line",
    [
        "Wednesday 14 May 2025, 7pm, Town Hall, Market Street",
        "Samstag, 17. Mai 2025, 19:30 Uhr | Stadthalle",
        "12 May 2025 was the day the bridge closed, and nobody on the council had been told of it.",
        "Doors open: 7 pm | Jane Roe Quartet | 14/05/2025 20:00",
        "By 12 May 2025 all claims must be at the town hall, in writing, with three copies",
    ],
)
def test_what_an_article_announces_is_no_stamp(line: str) -> None:
    assert line in clean(f"<p>{line}</p>{EN}").html


def test_a_stamp_within_the_text_stays() -> None:
    stamp = STAMPS["French"]

    assert stamp in clean(EN + f"<p>{stamp}</p>" + EN.replace("council", "board")).html


LEAD = (
    "<h2>When the river rises the teacher casts off and goes from house to house; not one of the "
    "children has lost a day of school.</h2><figure><img src='/a.webp' alt=''><figcaption>The boat "
    "carries a board, a stove and a library.</figcaption></figure>"
)


@pytest.mark.parametrize(
    "stamp", ["5 de Marzo de 2024 - 06:15", "2024-03-05 06:15", "5 March 2024, 6.15am"]
)
def test_a_day_below_lead_and_byline_goes(stamp: str) -> None:
    article = clean(f"{LEAD}<p>By Ann Example</p><p>{stamp}</p>{EN}")

    assert lines(article.html)[-3:] == lines(EN)
    assert "block/date-line" in rules(article)


@pytest.mark.parametrize("stamp", ["5 March 2024, 06:15", "5 March 2024, 06:15 | Lesezeit: 3 Min."])
def test_the_day_an_article_appeared_goes_below_lead_and_picture(stamp: str) -> None:
    article = clean(f"{LEAD}<p>{stamp}</p>{EN}", published=datetime(2024, 3, 5, 6, tzinfo=UTC))

    assert lines(article.html)[-3:] == lines(EN)
    assert "block/date-line" in rules(article)


@pytest.mark.parametrize("published", [None, datetime(2024, 2, 20, tzinfo=UTC)])
def test_the_day_of_an_event_stays_below_its_poster(published: datetime | None) -> None:
    article = clean(f"{LEAD}<p>5 March 2024, 7 pm</p>{EN}", published=published)

    assert "5 March 2024, 7 pm" in lines(article.html)
    assert article.meta.published == published


def test_days_that_part_a_diary_stay() -> None:
    days = ["5 March 2024, 06:15", "6 March 2024, 07:30"]
    other = (
        "<p>The ferry ran twice as often as it had ever run, and still there were queues down to "
        "the market, in which people who had not spoken for years spoke to each other.</p>"
        "<p>Somebody sold soup from a handcart, and said that the bridge could take its time.</p>"
    )
    text = f"<p>{days[0]}</p>{EN}<p>{days[1]}</p>{other}"

    assert [line for line in lines(clean(LEAD + text).html) if line in days] == days


def test_the_day_of_an_event_stays_below_what_invites_to_it() -> None:
    invitation = (
        "<p>We invite you all to an evening of songs by the river, with the choir and with whoever "
        "else wants to sing along.</p>"
    )
    day = "Friday, March 13, 2026, 7 pm"
    article = clean(f"{invitation}<p>{day}</p><p>Town hall, 4 Low Street</p>{EN}")

    assert day in lines(article.html)
    assert article.meta.published is None
