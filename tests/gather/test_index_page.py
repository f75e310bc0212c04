"""Which files of a folder are lists of links to the others, and which say something."""

from __future__ import annotations

import time

import pytest

from feedclean.gather.index_page import is_index, stems_of

NAMES = ("ferry.html", "harbour.html", "quay.html", "tide.md", "index.html")
STEMS = stems_of(NAMES)
LINKS = '<li><a href="ferry.html">The ferry</a> 2024-05-01</li>' + "".join(
    f'<li><a class=x href="{name}#top">About it</a> (5 min)</li>'
    for name in ("harbour.html", "./quay.html")
)
LIST = f"<h1>My notes</h1><ul>{LINKS}</ul><!-- {'made by hand ' * 9}-->"
INDEXES = {
    "a page": (
        "index.html",
        f"<head><title>All my notes on the sea and those who live by it</title></head>{LIST}",
    ),
    "markdown": (
        "README.md",
        "# Notes of a harbour\n\n- [Ferry](ferry.md), 2024\n- [Quay](quay.html)\n- [Tide](tide)\n",
    ),
    "wiki links": ("Home.md", "[[ferry]]\n[[harbour|The harbour]]\n[[tide#low]]\n"),
    "in a folder": ("old/index.md", "[Ferry](ferry.html), [Quay](./quay.html), [Tide](tide.md)\n"),
}
ARTICLES = {
    "another name": ("poems.html", f"<ul>{LINKS}</ul>"),
    "a sentence": (
        "index.html",
        f"<p>I write of the ferries of the coast and of whoever waits there.</p><ul>{LINKS}</ul>",
    ),
    "a short sentence": ("index.html", f"<p>Notes of the coast.</p><ul>{LINKS}</ul>"),
    "short lines": ("index.html", f"<p>{'The old pond. A frog.<br>' * 8}</p><ul>{LINKS}</ul>"),
    "a picture": ("index.html", f"<img src=a.png><ul>{LINKS}</ul>"),
    "a picture in a link": ("index.html", f'<a href=tide.md><img src="a"></a><ul>{LINKS}</ul>'),
    "links elsewhere": (
        "index.html",
        LINKS + '<a href="https://example.org/1">One</a><a href="https://example.org/2">Two</a>',
    ),
    "files of other folders": ("index.md", "[A](../ferry.md)\n[B](old/quay.md)\n[C](/tide.md)\n"),
    "two links": ("index.md", "[Ferry](ferry.html)\n[Quay](quay.html)\n[Ferry](ferry.html)\n"),
    "files that are not there": ("index.md", "[A](a.html)\n[B](b.html)\n[C](c.html)\n"),
}


@pytest.mark.parametrize(("name", "text"), INDEXES.values(), ids=INDEXES.keys())
def test_a_list_of_links_to_the_other_files_is_an_index(name: str, text: str) -> None:
    assert is_index(name, text.encode(), STEMS)


@pytest.mark.parametrize(("name", "text"), ARTICLES.values(), ids=ARTICLES.keys())
def test_what_says_or_shows_more_is_none(name: str, text: str) -> None:
    assert not is_index(name, text.encode(), STEMS)


def test_links_to_a_few_of_many_files_are_no_index() -> None:
    many = stems_of((*NAMES, *(f"{n}.html" for n in range(9))))

    assert not is_index("index.html", f"<ul>{LINKS}</ul>".encode(), many)


@pytest.mark.parametrize(
    "piece", ["<a ", "<a href=x>", "[[", "[a](", "<head>", "<!--", "<h1", "\n   ", "<a x"]
)
def test_hostile_markup_takes_time_with_its_length(piece: str) -> None:
    text = LINKS + piece * (400_000 // len(piece))
    begun = time.process_time()

    is_index("index.html", text.encode(), STEMS)

    assert time.process_time() - begun < 2


@pytest.mark.parametrize("opening", ["<a href=", "<a href= ", "[a](", "[a]( ", "[["])
@pytest.mark.parametrize("rest", ["x", " ", "href=x "])
def test_what_is_opened_and_never_closed_is_read_once(opening: str, rest: str) -> None:
    text = LINKS + opening + rest * (200_000 // len(rest))
    begun = time.process_time()

    is_index("index.html", text.encode(), STEMS)

    assert time.process_time() - begun < 2
