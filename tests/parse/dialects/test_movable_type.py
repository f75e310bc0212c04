"""Blogs as Movable Type and others in its form write them out."""

from __future__ import annotations

from feedclean.model.article import Failure, RawArticle
from feedclean.parse.dialects import movable_type
from feedclean.parse.dialects.base import Head
from tests.parse.reading import outcomes

TEXT = "The mill stands still since the river fell below the wheel."
SECOND = "Flour now comes from the town beyond the hills."


def entry(body: str, more: str = "", title: str = "The mill") -> str:
    return f"""AUTHOR: Ana Ruiz
TITLE: {title}
BASENAME: 2024/03/05/100000
STATUS: Publish
ALLOW COMMENTS: 1
CONVERT BREAKS: 0
DATE: 03/05/2024 12:30:00 AM
CATEGORY: Village
CATEGORY: Water
-----
BODY:
{body}
-----
EXTENDED BODY:
{more}
-----
EXCERPT:
-----
COMMENT:
AUTHOR: Owen Tarn
DATE: 03/06/2024 10:00:00
I told you so.
-----
--------
"""


def read(text: str) -> list[RawArticle | Failure]:
    return outcomes(text, "blog.txt")


def test_every_entry_is_an_article_with_both_parts_of_its_text() -> None:
    first, second = read(entry(f"<p>{TEXT}</p>", f"<p>{SECOND}</p>") + entry(f"<p>{SECOND}</p>"))

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.origin.dialect == movable_type.NAME
    assert first.html == f"<p>{TEXT}</p>\n\n<p>{SECOND}</p>"
    assert first.meta.title == "The mill"
    assert [one.name for one in first.meta.authors] == ["Ana Ruiz"]
    assert first.meta.categories == ("Village", "Water")
    assert first.meta.published is not None
    assert first.meta.published.isoformat().startswith("2024-03-05T00:30:00")


def test_lines_of_words_and_tags_stay_lines() -> None:
    [found] = read(entry(f"{TEXT}\nThey <b>wait</b>.\n\n{SECOND}"))

    assert isinstance(found, RawArticle)
    assert found.html == f"<p>{TEXT}<br>\nThey <b>wait</b>.</p>\n<p>{SECOND}</p>"


def test_a_rule_within_a_text_does_not_end_it() -> None:
    [found] = read(entry(f"{TEXT}\n\n------\n\n{SECOND}"))

    assert isinstance(found, RawArticle)
    assert SECOND in found.html


def test_an_entry_that_says_nothing_costs_itself_only() -> None:
    first, second = read(entry("", title="") + entry(TEXT))

    assert isinstance(first, Failure)
    assert "entry 1" in first.message
    assert isinstance(second, RawArticle)


def test_a_text_with_a_rule_and_a_word_behind_it_is_none() -> None:
    text = f"Title: The mill\n\n{TEXT}\n-----\nBody of water: {SECOND}\n"

    assert movable_type.sniff(Head(text=text, location="a.txt", media_type=None)) == 0.0


def test_lines_of_dashes_within_a_text_end_neither_it_nor_its_entry() -> None:
    first, second = read(
        entry(f"{TEXT}\n\n-----\n\n{SECOND}\n\n--------\n\nIt snows.") + entry(SECOND)
    )

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert all(one in first.html for one in (TEXT, SECOND, "It snows."))
    assert "I told you so" not in first.html


def test_a_text_that_shows_how_an_entry_looks_is_none() -> None:
    for text in (
        f"Title: Exports\nDate: 2024-03-05\n\n{TEXT}\n\n```\n{entry(SECOND)}```\n",
        f"TITLE: Exports\n\n{TEXT}\n\n-----\nBODY:\n-----\n\n{SECOND}\n",
    ):
        head = Head(text=text, location="a.txt", media_type=None, whole=text)
        assert movable_type.sniff(head) == 0.0
