from __future__ import annotations

import pytest

from feedclean.model.article import Scope
from feedclean.parse.dialects.written.numbered_links import has_numbered_links
from tests.parse.reading import article

TEXT = """                             A radio in the attic

   My father kept a radio in the attic that could hear ships. It was an
   old set, olive green, and it took two minutes to warm up. On winter
   nights, when the sky was kind, we heard [5]Valparaiso.

   I found the set again last month. The dial glass was cracked, and a
   mouse had lived in the power supply, but the [6]valves were good.
"""
MENU = """   Jump to content

     * [1]Home
     * [2]About
     * [3]Archive
     * [4]RSS

"""
LISTED = "\n".join(f"   {number}. https://attic.example.org/{number}" for number in range(1, 7))
HEADS = {
    "lynx": f"References\n\n{LISTED}",
    "elinks": f"References\n\n   Visible links\n{LISTED}",
    "w3m": "References:\n\n"
    + "\n".join(f"[{number}] https://attic.example.org/{number}" for number in range(1, 7)),
}


@pytest.mark.parametrize("listed", HEADS.values(), ids=HEADS.keys())
def test_a_short_page_of_a_browser_for_terminals_is_a_page(listed: str) -> None:
    found = article(f"{MENU}{TEXT}\n{listed}\n", "a/b.txt")

    assert found.scope is Scope.PAGE
    assert found.meta.title == "A radio in the attic"
    assert "References" not in found.html
    assert '<a href="https://attic.example.org/5">Valparaiso</a>.' in found.html
    assert '<a href="https://attic.example.org/6">valves</a> were good' in found.html


def test_a_menu_at_the_very_top_shows_a_page_without_any_numbers() -> None:
    flat = f"{MENU}{TEXT}".replace("[", "<").replace("]", ">")
    for number in range(1, 7):
        flat = flat.replace(f"<{number}>", "")

    found = article(flat, "a/b.txt")

    assert found.scope is Scope.PAGE
    assert found.meta.title == "A radio in the attic"


CITED = """A radio in the attic

My father kept a radio in the attic that could hear ships [1]. It was an old set, olive green.

I found it again last month.[2] The dial glass was cracked, but the valves were good [3].

References

1. https://attic.example.org/1
2. https://attic.example.org/2
3. https://attic.example.org/3
"""


def test_who_cites_by_number_keeps_the_list() -> None:
    found = article(CITED, "a/b.txt")

    assert not has_numbered_links(CITED)
    assert found.scope is Scope.FRAGMENT
    assert "ships [1]." in found.html
    assert "https://attic.example.org/3" in found.html


def test_a_list_of_books_is_none_of_links() -> None:
    books = "\n".join(f"   {n}. Ruiz, Rivers in winter, p. {n}" for n in range(1, 7))

    assert not has_numbered_links(f"{TEXT}\nReferences\n\n{books}\n")


def test_a_list_of_links_numbered_by_hand_is_no_page() -> None:
    told = (
        "Links of the week\n\nHere is what I read on the long way home in the last days of May.\n\n"
        "[1]Bridges of the north is a long read about the men who built them.\n\n"
        "[2]Ferries of the south is a short one.\n\n[3]Boats is a film.\n\nLinks\n\n"
        "   1. https://a.example/1\n   2. https://a.example/2\n   3. https://a.example/3\n"
    )

    assert not has_numbered_links(told)
    assert article(told, "a/b.txt").scope is Scope.FRAGMENT


def test_a_short_first_line_of_a_page_is_its_title() -> None:
    told = (
        "                         The bridge\n\n"
        "   The bridge over the river was closed in the spring, when the water had\n"
        "   risen to its [1]arches, and nobody could say for how long it would be.\n\n"
        "   In the summer the [2]council looked at it, and found that two of the\n"
        f"   [3]piers had moved by the width of a hand.\n\nReferences\n\n{LISTED}\n"
    )

    assert article(told, "a/b.txt").meta.title == "The bridge"
