"""Last lines that name the article itself, and links behind the name of its site."""

from __future__ import annotations

from dataclasses import replace

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, lines, raw_article

MORE = EN.replace("Tuesday", "Friday").replace("bridge", "ferry")
URL = "https://www.harbourpost.example/news/a"
TITLE = "The bridge that nobody crosses is open again"


def clean(html: str, title: str = "A bridge") -> CleanArticle:
    """An article of that site, cleaned."""
    raw = raw_article(html, title=title)
    article = process(replace(raw, meta=replace(raw.meta, url=URL)), PLAN)
    assert isinstance(article, CleanArticle)
    return article


LAST = {
    "czech": f"<p>Článek {TITLE} se nejdříve objevil na Harbour Post.</p>",
    "spanish, linked": (
        f"<p>- <br>La noticia <a href='{URL}'>{TITLE}</a> fue publicada originalmente en "
        "<a href='https://www.harbourpost.example/'>Harbour Post</a> por <a href='/a'>Ana</a>.</p>"
    ),
    "english": f"<p>Harbour Post had this first, as {TITLE}, on 5 May 2025.</p>",
    "the title alone": f"<p>{TITLE}</p>",
}


@pytest.mark.parametrize("last", LAST.values(), ids=LAST.keys())
@pytest.mark.parametrize("below", ["", "<p>A message from the harbour: keep off the ice.</p>"])
def test_a_last_line_that_names_the_article_goes(last: str, below: str) -> None:
    article = clean(EN + last + below, title=TITLE)

    assert TITLE not in article.html


KEPT = {
    "another title": "<p>Harbour Post has read the book The bridge that everybody crosses.</p>",
    "what a text says of it": f"<p>{TITLE}, the council says, and the town has not noticed.</p>",
    "a heading": (
        f"<h2>Harbour Post says: {TITLE}, and so do others of the island</h2>"
        "<p>Nobody slept that night, said the keeper.</p>"
    ),
    "words of somebody": f"<blockquote><p>{TITLE}, the Harbour Post wrote</p></blockquote>",
}


@pytest.mark.parametrize("last", KEPT.values(), ids=KEPT.keys())
def test_other_last_lines_stay(last: str) -> None:
    article = clean(EN + last, title=TITLE)

    assert lines(article.html) == lines(EN + last)


@pytest.mark.parametrize(
    "line",
    [
        "<p>En Harbour Post | <a href='/news/b'>El último relojero del puerto</a></p>",
        "<p>Im Harbour Post: <a href='/news/b'>Der letzte Uhrmacher am Hafen</a></p>",
    ],
    ids=["spanish", "german"],
)
def test_a_link_behind_the_name_of_the_site_goes(line: str) -> None:
    assert lines(clean(EN + line + MORE).html) == lines(EN + MORE)


@pytest.mark.parametrize(
    "line",
    [
        "<p>In Harbour Post <a href='/news/b'>the keeper wrote</a> that it would last.</p>",
        "<p>In Harbour Post: <a href='https://other.example/b'>The last watchmaker</a></p>",
        "<p>In the Evening News: <a href='/news/b'>The last watchmaker of the harbour</a></p>",
    ],
    ids=["a sentence", "to elsewhere", "another paper"],
)
def test_other_links_stay(line: str) -> None:
    assert "block/related" not in {one.rule for one in clean(EN + line + MORE).removals}


ELSEWHERE = "https://post.example.net/a"
ABOVE = [
    f"出自「江边」<a href='{ELSEWHERE}'>{TITLE}</a>",
    f"From the Harbour Post: <a href='{ELSEWHERE}'>{TITLE}</a>",
    f"Aus der Hafenpost: <a href='{ELSEWHERE}'>{TITLE.replace(' ', '&nbsp;')}</a>",
]


@pytest.mark.parametrize("line", ABOVE)
def test_a_linked_title_behind_whose_text_it_is_goes_from_above_the_text(line: str) -> None:
    article = clean(f"<p>{line}</p><hr>{EN}", title=TITLE)

    assert lines(article.html) == lines(EN)
    assert {str(one.rule) for one in article.removals} == {"block/source-line"}


@pytest.mark.parametrize(
    "before",
    [
        "Book review:",
        "In reply to",
        "Announcing",
        "Download",
        "今天介绍",
        "From my notebook:",
        "Da Vinci:",
    ],
)
def test_the_link_a_text_is_about_stays_above_it(before: str) -> None:
    line = f"<p>{before} <a href='https://shop.example/b'>{TITLE}</a></p>"

    assert lines(clean(line + EN, title=TITLE).html) == lines(line + EN)


@pytest.mark.parametrize(
    "line",
    [
        f"林晚撰文反驳：<a href='{ELSEWHERE}'>A bridge that is no bridge at all</a>",
        f"<a href='{ELSEWHERE}'>{TITLE}</a>, and what became of it since then",
        "From the Harbour Post: the bridge, a year later",
    ],
)
def test_a_line_that_leads_to_another_text_or_goes_on_stays(line: str) -> None:
    assert "bridge" in "".join(lines(clean(f"<p>{line}</p>{EN}", title=TITLE).html)[:1]).lower()
    assert len(lines(clean(f"<p>{line}</p>{EN}", title=TITLE).html)) == len(lines(EN)) + 1
