from __future__ import annotations

import pytest

from feedclean.clean.process import Examined, examine
from feedclean.clean.scoring.bare import is_bare
from feedclean.dom.cut import read_page
from feedclean.model.article import Scope
from tests.cleaning import PLAN, clean, lines, raw_article

SENTENCES = [
    "The bridge was closed on Monday after inspectors found a crack in one of its beams.",
    "Drivers now have to cross the river ten miles further north, the town council said.",
    "Work on the beam will begin next week, and it is expected to last until the autumn.",
    "“We would rather close it too early than too late,” the mayor told reporters on site.",
    "The last time that the bridge was closed for so long was after the flood, in June.",
]
TEXT = "\n".join(f"<p>{sentence}</p>" for sentence in SENTENCES)


@pytest.mark.parametrize(
    "html",
    [
        f"<ul><li><a href=/>Home</a></li></ul><h1>T</h1>{TEXT}",
        f"<html><head><title>T</title></head><body>{TEXT}</body></html>",
        "<p class=lead>A line.</p>",
        f"<table><tr><td>1921</td><td>The bridge</td></tr></table>{TEXT}",
        "",
    ],
)
def test_a_page_whose_elements_have_no_names_is_bare(html: str) -> None:
    assert is_bare(read_page(html)[1])


@pytest.mark.parametrize(
    "html",
    [
        f"<div class=content>{TEXT}</div>",
        f"<div id=content>{TEXT}</div>",
        f"<ul><li>Home</li></ul><main>{TEXT}</main>",
        f"<table><tr><td><a href=/>Home</a></td><td>{TEXT}</td></tr></table>",
        f"<nav><a href=/>Home</a><a href=/a>About</a></nav>{TEXT}",
    ],
)
def test_an_element_that_says_what_it_holds_makes_a_page_telling(html: str) -> None:
    assert not is_bare(read_page(html)[1])


MENU = ["Home", "News", "Sport", "Weather", "Culture", "Sign in", "Subscribe", "Newsletters"]
MORE = [
    "Ferry company asks for more time to mend its boats",
    "Five walks along the river that need no bridge",
    "What the town spends on its roads, and what it gets",
    "Reader photos: the flood, ten years later",
]
END = ["About us", "Contact", "Privacy policy", "Terms of use", "Advertise", "© 2026 The Gazette"]


def stripped(*, linked: bool) -> str:
    """A whole page as a converter leaves it, to Markdown with its links, to text without."""

    def line(text: str, tag: str) -> str:
        return f"<{tag}><a href='/x'>{text}</a></{tag}>" if linked else f"<p>{text}</p>"

    return "\n".join(
        [
            "<html><head><title>The bridge is closed</title></head><body>",
            *(line(text, "li") for text in MENU * 2),
            "<h1>The bridge is closed</h1>",
            "<p>Share</p><p>Tweet</p>",
            TEXT,
            "<p>Most read</p>",
            *(line(text, "li") for text in MORE),
            *(line(text, "p") for text in END),
            "</body></html>",
        ]
    )


@pytest.mark.parametrize("linked", [True, False], ids=["markdown", "text"])
def test_the_article_of_a_bare_page_is_found(linked: bool) -> None:  # noqa: FBT001 - a parameter
    article = clean(stripped(linked=linked), Scope.PAGE, title="The bridge is closed")

    assert lines(article.html) == SENTENCES


def test_what_speaks_against_a_block_of_a_bare_page_is_told() -> None:
    """The measures that are only taken of bare pages are among those that reasons name."""
    raw = raw_article(stripped(linked=True), Scope.PAGE, title="The bridge is closed")
    found = examine(raw, PLAN)

    assert isinstance(found, Examined)
    reasons = " ".join(removal.reason for removal in found.article.removals)
    assert "the lines around it" in reasons
