"""What a text without a title is called; the texts are made up here."""

from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.dates.ago import says_ago
from feedclean.model.article import CleanArticle
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.parse.dialects.heads.stand_in import first_words
from tests.parse.reading import article

LEAD = "The ferry was late again on Sunday, and nobody on the pier had thought of bringing soup."
MORE = "So the bell of the lightship was rung until a cook could be found, said the harbour office."
BYLINES = [
    "By Ada Brenner",
    "Par Ada Brenner, le 6 juin 2025",
    "Posted by Ada Brenner on June 6, 2025",
    "Publicado por Ada Brenner el 6 de junio de 2025",
    "Publicerad av Ada Brenner 6 juni 2025",
    "Publié par Ada Brenner le: 6 juin 2025",
    "Veröffentlicht von Ada Brenner am 6. Juni 2025",
]


@pytest.mark.parametrize("line", [*BYLINES, "June 6, 2025", "Published 45 minutes ago"])
def test_a_line_above_the_text_does_not_name_it(line: str) -> None:
    assert LEAD.startswith(first_words(f"<p>{line}</p><p>{LEAD}</p><p>{MORE}</p>").rstrip("…"))


@pytest.mark.parametrize("line", BYLINES)
def test_who_wrote_it_is_read_from_such_a_line(line: str) -> None:
    found = article(f"<p>{line}</p><p>{LEAD}</p><p>{MORE}</p>", "soup.html")
    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))

    assert isinstance(cleaned, CleanArticle)
    assert [author.name for author in cleaned.meta.authors] == ["Ada Brenner"]
    assert line not in cleaned.html


@pytest.mark.parametrize(
    "line",
    [
        "By the time the ferry left",
        "By the time the ferry left on June 6, nobody was hungry.",
        "The bell began to ring some 30 years ago",
        "Soup for everybody",
    ],
)
def test_other_lines_do(line: str) -> None:
    assert first_words(f"<p>{line}</p><p>{LEAD}</p>") == line


def test_a_heading_may_be_about_a_day() -> None:
    assert first_words(f"<h2>June 6, 2025</h2><p>{LEAD}</p>") == "June 6, 2025"


def test_a_line_alone_names_the_text() -> None:
    assert first_words("<p>By Ada Brenner</p>") == "By Ada Brenner"


@pytest.mark.parametrize("line", ["3 hours ago", "Updated 3 hours ago", "vor 3 Stunden"])
def test_how_long_ago_is_told(line: str) -> None:
    assert says_ago(line)


@pytest.mark.parametrize("line", ["long ago", "The bell began to ring some 30 years ago"])
def test_what_was_long_ago_is_not(line: str) -> None:
    assert not says_ago(line)


@pytest.mark.parametrize(
    "caption",
    [
        "Picture of the pier. (Photo: Harbour Office)",
        "Ảnh bến tàu. (Nguồn: Báo Bến Cảng)",
        "码头的夜景（图/港口办）",
    ],
)
def test_a_caption_names_no_text_and_stays(caption: str) -> None:
    html = f"<div><img src='https://a.example/b.jpg'>{caption}</div><p>{LEAD}</p><p>{MORE}</p>"
    found = article(html, "soup.html")
    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))

    assert LEAD.startswith(found.meta.title.rstrip("…"))
    assert isinstance(cleaned, CleanArticle)
    assert caption in cleaned.html


@pytest.mark.parametrize("line", ["The soup trial (day two)", "Soup and bread (photo essay)"])
def test_a_title_with_a_remark_in_brackets_names_it(line: str) -> None:
    assert first_words(f"<p>{line}</p><p>{LEAD}</p>") == line
