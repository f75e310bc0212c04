"""Pages with their title written above the menu, and articles that say their title twice."""

from __future__ import annotations

import pytest

from feedclean.clean.process import process
from feedclean.dom.tree import parse, raw_text
from feedclean.model.article import CleanArticle, Scope
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.parse.dialects.flat.said_again import is_said_below_menu
from tests.parse.reading import article

TITLE = "Harbour board takes back three orders"
MENU = """[![The Quay](https://quay.example/logo.svg)](/)

* [Piers](/piers)
* [Ropes](/ropes)
* [Nation and sea](/nation-sea)
* [Tide Daily](https://quay.example/daily)

Go

Image: Quay/Stock

[Tide tables](/tides)
"""
TEXT = """The harbour board took back three orders on Monday, after a clerk found that two of them
had been signed twice, and the third by nobody at all.

According to the board's own [account](https://board.example/account), the mistake was seen when
a crane arrived that nobody had asked for, with a bill for another one.

"We have sent the crane home, and kept the bill," said the chair, Ludo Farr, who had come to the
pier to watch it leave.
"""
BELOW = """* [Piers](/piers)
* [Trade](/)
* [All](/)

No previous article

## Briefs

* [Lighthouse keeper wins prize for knitting in the darkJune 1st, 2026](/lighthouse-prize)
* [Ferry crew finds lost piano below deck, still in tuneMay 28th, 2026](/ferry-piano)
* [Rope makers ask for a week of nine days to finish the netMay 27th, 2026](/rope-week)
"""


def clean_text(raw: str) -> tuple[CleanArticle, str]:
    found = article(raw, "order.md")
    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))
    assert isinstance(cleaned, CleanArticle)
    return cleaned, raw_text(parse(cleaned.html))


FRONT = (
    f"---\ntitle: {TITLE}\nurl: https://quay.example/orders\nfetch_date: 2026-06-03T06:46:47\n---\n"
)


@pytest.mark.parametrize("front", ["", FRONT], ids=["bare", "front matter"])
def test_a_page_below_its_title_is_read_as_a_page(front: str) -> None:
    raw = f"{front}# {TITLE}\n\n{MENU}\n# {TITLE}\n\n{TEXT}\n{BELOW}"

    _, text = clean_text(raw)

    assert article(raw, "order.md").scope is Scope.PAGE
    assert "with a bill for another one." in text
    assert "pier to watch it leave." in text
    for left in ("Nation and sea", "No previous article", "piano below deck"):
        assert left not in text


ARTICLES = {
    "twice in a row": f"# {TITLE}\n\n## {TITLE}\n\n{TEXT}\n{BELOW}",
    "with a table of contents": (
        f"# {TITLE}\n\n* [What](#what)\n* [When](#when)\n* [Why](#why)\n* [Who](#who)\n\n"
        f"# {TITLE}\n\n{TEXT}\n* [A](https://a.example)\n* [B](https://b.example)\n"
        "* [C](https://c.example)\n"
    ),
    "below a lead": (
        f"# {TITLE}\n\n{TEXT}\n[one](https://a.example)\n\n[two](https://b.example)\n\nthree\n\n"
        f"# {TITLE}\n\n{TEXT}"
    ),
    "below a short lead": (
        f"# {TITLE}\n\nNobody had ordered the crane.\n\n[one](https://a.example)\n\n"
        f"[two](https://b.example)\n\nthree\n\n# {TITLE}\n\n{TEXT}"
    ),
    "once": f"# {TITLE}\n\n{MENU}\n{TEXT}",
    "a short title": f"# News\n\n{MENU}\n# News\n\n{TEXT}",
}


@pytest.mark.parametrize("raw", ARTICLES.values(), ids=ARTICLES.keys())
def test_an_article_that_says_its_title_twice_is_no_page(raw: str) -> None:
    assert not is_said_below_menu(raw)


def test_without_links_below_it_is_an_article() -> None:
    raw = f"# {TITLE}\n\n{MENU}\n# {TITLE}\n\n{TEXT}"

    assert is_said_below_menu(raw)
    assert article(raw, "order.md").scope is not Scope.PAGE


MOST_READ = """
## Most popular

* ### [Bell buoy sold for nine ropes](https://quay.example/bell)

  + [Ludo Farr](https://quay.example/author/ludo-farr)
* ### [Cook of the lightship lost and found](https://quay.example/cook)

  + [Jane Tiller](https://quay.example/author/jane-tiller)
"""


def test_the_author_stands_below_the_headline_and_not_in_a_list_of_others() -> None:
    byline = "[Ada Brenner](https://quay.example/author/ada-brenner)\n\n9:52 AM · June 2, 2026\n"
    raw = f"{FRONT}# {TITLE}\n\n{MENU}\n# {TITLE}\n\n{byline}\n{TEXT}\n{MOST_READ}{BELOW}"

    assert [author.name for author in article(raw, "order.md").meta.authors] == ["Ada Brenner"]
