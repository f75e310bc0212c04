"""When a text was published and when changed, as one line says of both."""

from __future__ import annotations

import pytest

from feedclean.dates import said_dates
from tests.parse.reading import article

BOTH = {
    "english": "Published 3 May 2026, updated 5 May 2026",
    "english, the other way round": "Updated 5 May 2026, published 3 May 2026",
    "in brackets": "3 May 2026 (updated 5 May 2026)",
    "longer words": "Originally published May 3, 2026; last modified May 5, 2026",
    "chinese": "发布于 2026-05-03 更新于 2026-05-05",
    "chinese, the other way round": "更新于 2026-05-05 发布于 2026-05-03",
    "chinese, behind": "2026-05-03 发布，2026-05-05 更新",
    "german": "Veröffentlicht am 3. Mai 2026, aktualisiert am 5. Mai 2026",
    "german, as of": "Stand: 05.05.2026 14:00 Uhr | Veröffentlicht: 03.05.2026",
    "french": "Mis à jour le 05/05/2026 à 12h00 - Publié le 03/05/2026 à 10h00",
    "spanish": "Publicado el 3 de mayo de 2026, actualizado el 5 de mayo de 2026",
    "italian": "Aggiornato il 5 maggio 2026, pubblicato il 3 maggio 2026",
    "portuguese": "Publicado em 03/05/2026, atualizado em 05/05/2026",
    "dutch": "Gepubliceerd op 3 mei 2026, bijgewerkt op 5 mei 2026",
    "polish": "Opublikowano 3 maja 2026, zaktualizowano 5 maja 2026",
    "russian": "Обновлено 5 мая 2026, опубликовано 3 мая 2026",
    "japanese": "更新日：2026年5月5日 公開日：2026年5月3日",
    "korean": "입력 2026.05.03 10:00 수정 2026.05.05 12:00",
    "arabic": "نشر في 3 مايو 2026، آخر تحديث 5 مايو 2026",
}


@pytest.mark.parametrize("line", BOTH.values(), ids=BOTH.keys())
def test_both_dates_of_a_line_are_told_in_any_order(line: str) -> None:
    said = said_dates(line)

    assert said is not None
    assert said.published is not None
    assert f"{said.published.when:%m-%d} {said.updated.when:%m-%d}" == "05-03 05-05"
    assert said.is_all


TEXT = (
    "The bridge over the river was closed on the first day, and the people went home.\n\n"
    "On the second day it was open, and nobody went over it."
)
FILES = {
    "text": ("a/b.txt", "The bridge is shut\n\n{}\n\n" + TEXT),
    "markdown": ("a/b.md", "# The bridge is shut\n\n{}\n\n" + TEXT),
    "page": (
        "a/b.html",
        "<!doctype html><html><head><title>The bridge is shut</title></head><body><article>"
        "<h1>The bridge is shut</h1><p>{}</p><p>"
        + TEXT.replace("\n\n", "</p><p>")
        + "</p></article></body></html>",
    ),
}


@pytest.mark.parametrize(("name", "around"), FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("line", [BOTH["english"], BOTH["english, the other way round"]])
def test_files_and_pages_tell_both(name: str, around: str, line: str) -> None:
    meta = article(around.format(line), name).meta

    assert f"{meta.published:%m-%d} {meta.updated:%m-%d}" == "05-03 05-05"


@pytest.mark.parametrize(("name", "around"), FILES.values(), ids=FILES.keys())
def test_the_day_of_a_change_alone_is_when_it_appeared(name: str, around: str) -> None:
    meta = article(around.format("Last updated: 5 May 2026"), name).meta

    assert f"{meta.published:%m-%d}" == "05-05"
    assert meta.updated is None


def test_lines_one_below_the_other_are_told_apart() -> None:
    lines = "Updated: 5 May 2026\nPublished: 3 May 2026"
    meta = article(f"The bridge is shut\n\n{lines}\n\n{TEXT}", "a/b.txt").meta

    assert f"{meta.published:%m-%d} {meta.updated:%m-%d}" == "05-03 05-05"


NONE = {
    "a day alone": "3 May 2026",
    "published alone": "Published 3 May 2026",
    "two days of something else": "From 3 May 2026 to 5 May 2026",
    "a word without a day": "Updated daily",
}


@pytest.mark.parametrize("line", NONE.values(), ids=NONE.keys())
def test_nothing_is_said_where_no_day_is_of_a_change(line: str) -> None:
    assert said_dates(line) is None


def test_a_sentence_is_no_line_of_dates() -> None:
    said = said_dates(
        "The law that was updated on 5 May 2026 had been in force since the year before"
    )

    assert said is None or not said.is_all
