"""A page that was cut off says so; one that leaves end tags out does not."""

from __future__ import annotations

import pytest

from feedclean.clean.process import CUT_SHORT
from feedclean.dom.unended import breaks_off
from feedclean.model.article import Scope
from tests.cleaning import EN, clean

OPEN = "<!doctype html><html><body><article><h1>Bridge</h1><p>It stays closed.</p>"
CUT = {
    "within a word": f"{OPEN}<p>The lid was burnt in the autu",
    "within a word of Chinese": f"{OPEN}<p>大桥将于明年春天重新开",
    "within a tag": f'{OPEN}<p>The lid <a href="https://h.exam',
    "within an end tag": f"{OPEN}<p>The lid was burnt.</",
    "behind a bracket": f"{OPEN}<p>The lid was burnt.</p><",
    "within a comment": f"{OPEN}<p>The lid was burnt.</p><!-- here",
}
WHOLE = {
    "with all end tags": f"{OPEN}</article></body></html>\n",
    "without that of the page": f"{OPEN}</article>",
    "old and short": "<html><body><h1>Bridge</h1><p>It stays closed<p>Signed: A. Lee",
    "at the end of a sentence": f"{OPEN}<p>The lid was burnt in the autumn.",
    "a comparison at the end": f"{OPEN}</article><p>For all of them 1 < 2",
    "something behind its end": f"{OPEN}</article></body></html> served in 12 ms",
    "nothing": "  ",
}


@pytest.mark.parametrize("html", CUT.values(), ids=CUT.keys())
def test_a_page_that_ends_within_what_it_says_breaks_off(html: str) -> None:
    assert breaks_off(html)


@pytest.mark.parametrize("html", WHOLE.values(), ids=WHOLE.keys())
def test_others_do_not(html: str) -> None:
    assert not breaks_off(html)


def test_its_article_says_so_and_a_fragment_does_not() -> None:
    html = f"<html><body><article>{EN}<p>The lid was burnt in the autu"

    assert CUT_SHORT in clean(html, scope=Scope.PAGE).cautions
    assert CUT_SHORT not in clean(f"{html}mn.</p></article></html>", scope=Scope.PAGE).cautions
    assert CUT_SHORT not in clean(html).cautions
