from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import PLAN
from tests.parse.reading import article

TEXT = "The train comes out of the tunnel in the first line, and nobody ever gets on it again."


def test_facts_of_a_review_stay_below_the_keys_of_the_note() -> None:
    found = article(
        "Created: 2025-12-01\nTags: #reading #winter\nUp:: [[Books]]\nRating: 4/5\n\n"
        f"# Snow\n\n{TEXT}",
        "notes/snow.md",
    )

    assert found.origin.dialect == "front-matter"
    assert found.meta.title == "Snow"
    assert found.meta.published == datetime(2025, 12, 1, tzinfo=UTC)
    assert found.html == f"<p>Rating: 4/5</p>\n<p>{TEXT}</p>\n"


FACTS = {
    "recipe": "Title: Soup\nAuthor: Ann Roe\nServes: four\nTime: two hours",
    "goes on": "Title: Soup\nAuthor: Ann Roe\nServes: four\n    or five\nTime: two hours",
    "chinese": "标题: 汤\n作者: 林晚\n评分: 五星\n日期: 去年冬天",
}


@pytest.mark.parametrize("keys", FACTS.values(), ids=FACTS.keys())
def test_what_no_field_has_room_for_is_text(keys: str) -> None:
    found = article(f"{keys}\n\n{TEXT}\n")

    assert found.origin.dialect == "front-matter"
    assert [line.strip() for line in keys.split("\n")[2:]] == [
        line.removesuffix("<br>").removeprefix("<p>").removesuffix("</p>")
        for line in found.html.split("\n")[:-1]
    ]


GONE = {
    "of programs": "Title: Snow\nDate: 2025-12-01\nSlug: snow\nStatus: draft\nTemplate: page\n",
    "a fence below": "Title: Snow\nDate: 2025-12-01\nMood: tired\n---\n",
    "fenced": "---\ntitle: Snow\ndate: 2025-12-01\nmood: tired\n---\n",
    "of org": "#+TITLE: Snow\n#+DATE: 2025-12-01\n#+STARTUP: overview\n",
}


@pytest.mark.parametrize("keys", GONE.values(), ids=GONE.keys())
def test_what_only_programs_read_is_no_text(keys: str) -> None:
    found = article(f"{keys}\n{TEXT}\n")

    assert found.meta.title == "Snow"
    assert found.html == f"<p>{TEXT}</p>"


def test_below_a_heading_only_who_wrote_goes() -> None:
    raw = article(f"# Snow\n\nAuthor: Ann Roe\nRead: in December\nRating: 4/5\n\n{TEXT}", "a/b.md")
    found = process(raw, PLAN)

    assert isinstance(found, CleanArticle)
    assert [author.name for author in found.meta.authors] == ["Ann Roe"]
    assert "Read: in December<br>" in found.html
    assert "Rating: 4/5" in found.html
    assert "Ann Roe" not in found.html


def test_an_author_among_the_facts_of_a_recipe_stays() -> None:
    recipe = "The soup she makes:\nAuthor: my aunt\nTime: two hours\nServes: four"
    found = process(article(f"# Snow\n\n{TEXT}\n\n{recipe}\n\n{TEXT}", "a/b.md"), PLAN)

    assert isinstance(found, CleanArticle)
    assert found.removals == ()
    assert found.meta.authors == ()
