"""Links that have lost their address tell of no menu by themselves."""

from __future__ import annotations

import pytest

from tests.clean.passes.test_boxes_beside import LONG
from tests.cleaning import clean, lines, rules

TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
DEAD = pytest.mark.parametrize(
    "lost", ["", ' href="#"', ' href="javascript:void(0)"'], ids=["none", "place", "script"]
)
SEEN = ("The Old Mill", "沿河散步", "Where the ferry stops", "Three bells of the tower")
MENU = ("Home", "Subscribe", "The Old Mill", "关于我们")


def _list(lost: str, said: tuple[str, ...], tag: str = "ul") -> str:
    return f"<{tag}>{''.join(f'<li><a{lost}>{one}</a></li>' for one in said)}</{tag}>"


@TEXTS
@DEAD
def test_a_list_whose_links_have_lost_their_address_stays(text: str, lost: str) -> None:
    seen = _list(lost, SEEN)

    assert lines(clean(seen + text).html) == lines(seen + text)
    assert lines(clean(text + seen).html) == lines(text + seen)


@TEXTS
@DEAD
def test_such_a_list_goes_where_its_words_are_those_of_a_menu(text: str, lost: str) -> None:
    menu = _list(lost, MENU)

    assert lines(clean(menu + text).html) == lines(text)
    assert lines(clean(text + menu).html) == lines(text)


@TEXTS
@DEAD
def test_such_a_list_goes_where_an_element_says_what_it_is(text: str, lost: str) -> None:
    named = f'<div class="sidebar">{_list(lost, SEEN)}</div>'

    assert lines(clean(f"<nav>{_list(lost, SEEN)}</nav>{text}").html) == lines(text)
    assert lines(clean(text + named).html) == lines(text)


@TEXTS
def test_a_list_that_leads_elsewhere_on_the_site_goes(text: str) -> None:
    seen = _list(' href="/news/b"', SEEN)
    article = clean(seen + text + seen)

    assert lines(article.html) == lines(text)
    assert {"block/head-link", "block/link-run"} <= rules(article)
