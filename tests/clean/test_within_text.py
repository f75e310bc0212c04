from __future__ import annotations

import pytest

from feedclean.model.article import Scope
from tests.cleaning import clean

ENTRIES = {
    "walks": ("The mill path", "The ridge", "The bog, by boardwalk"),
    "links": ("Ferry stays shut", "New lamp for the pier", "Mayor loses her hat"),
}
TOLD = {
    "in words": "Boots on, phone off. These are the walks our readers love most.",
    "before a colon": "We asked our readers which walks they love most, and they said:",
    "in German": "Wir haben unsere Leser gefragt, und das sind die Wege, die sie lieben.",
}
UNTOLD = {
    "nothing": "Boots on, phone off, said the keeper of the mill to all who came by on Sunday.",
    "a short label": "Read also:",
}


def page(above: str, entries: tuple[str, ...]) -> str:
    listed = "".join(
        f'<li><a href="https://w.example/{at}">{text}</a></li>' for at, text in enumerate(entries)
    )
    return (
        "<html><head><title>Walks in the valley</title></head><body>"
        '<div class="menu"><a href="/">Home</a><a href="/walks">Walks</a></div>'
        f'<div id="content"><h1>Walks in the valley</h1><p>{above}</p><ul>{listed}</ul>'
        "<p>The other four are closed, or we have promised not to tell where they begin.</p>"
        "</div></body></html>"
    )


@pytest.mark.parametrize("above", TOLD.values(), ids=TOLD.keys())
def test_a_list_of_links_that_a_paragraph_tells_of_is_of_the_article(above: str) -> None:
    html = clean(page(above, ENTRIES["walks"]), Scope.PAGE).html

    assert all(entry in html for entry in ENTRIES["walks"])


@pytest.mark.parametrize("above", UNTOLD.values(), ids=UNTOLD.keys())
def test_a_list_of_links_that_nothing_tells_of_goes(above: str) -> None:
    html = clean(page(above, ENTRIES["links"]), Scope.PAGE).html

    assert "Mayor loses" not in html
