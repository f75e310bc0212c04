"""A teaser above the text that begins with it, and beginnings that are none; made up here."""

from __future__ import annotations

import pytest

from tests.cleaning import clean, lines, rules

FIRST = "The ferry was late again on Sunday, and nobody on the pier had thought of bringing soup."
SECOND = (
    "So the bell of the lightship was rung until a cook could be found, said the harbour office."
)
THIRD = "He came at nine with a spoon and without a pot, and the ferry left without him at noon."
TEXT = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
TEASERS = {
    "of one sentence": f"<p>{FIRST[:60]}…</p>",
    "of two": f"<p>{FIRST} {SECOND[:40]}...</p>",
    "in brackets": f"<p>{FIRST[:70]} [...]</p>",
    "of a clipper": f"<blockquote><h2>Excerpt</h2><p>{FIRST} {SECOND[:30]}...</p></blockquote>",
}


@pytest.mark.parametrize("teaser", TEASERS.values(), ids=TEASERS.keys())
def test_a_teaser_that_the_text_begins_with_goes(teaser: str) -> None:
    article = clean(teaser + TEXT)

    assert lines(article.html) == lines(TEXT)
    assert rules(article) == {"block/teaser-repeat"}


def test_it_goes_above_a_byline_too() -> None:
    article = clean(f"<p>{FIRST[:60]}…</p><p>By Ada Brenner</p>{TEXT}")

    assert lines(article.html) == lines(TEXT)
    assert [author.name for author in article.meta.authors] == ["Ada Brenner"]


KEPT = {
    "other words": f"<p>{FIRST[:60]} by an hour…</p>{TEXT}",
    "few words": "<p>The ferry was late…</p><p>The ferry was late again, and so was the soup.</p>",
    "said again further down": f"<p>{THIRD[:-1]}…</p>{TEXT}",
    "a whole sentence": f"<p>{FIRST}</p>{TEXT}",
    "within the text": f"<p>{THIRD}</p><p>{FIRST[:60]}…</p>{TEXT}",
    "a heading": f"<h2>{FIRST[:60]}…</h2>{TEXT}",
}


@pytest.mark.parametrize("html", KEPT.values(), ids=KEPT.keys())
def test_other_beginnings_stay(html: str) -> None:
    assert lines(clean(html).html) == lines(html)
