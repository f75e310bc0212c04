"""Calls of the site at the ends of a page, outside of the element of the text."""

from __future__ import annotations

from feedclean.clean.given import Weighed
from feedclean.clean.page import Page
from feedclean.clean.passes.page_calls import page_calls
from tests.cleaning import EN, page

CALL = (
    "Our articles are free for everyone. You can support us from 4 € a month, or become a member."
)
TEXT = f"<article>{EN}</article>"


def _weighed(html: str) -> Page:
    """A page whose blocks all score like text."""
    one = page(html)
    one.weighed = Weighed(scores={block.index: 0.8 for block in one.blocks}, least=0.5)
    return one


def _found(html: str) -> list[str]:
    return [block.text for finding in page_calls(_weighed(html)) for block in finding.blocks]


def test_a_call_in_a_box_of_its_own_goes() -> None:
    assert _found(f"{TEXT}<div><h3>Right now</h3><p>{CALL}</p></div>") == [CALL]
    assert _found(f"<div><p>{CALL}</p></div>{TEXT}") == [CALL]


def test_a_call_among_the_text_goes_from_its_end_in_bold() -> None:
    said = f"<p><b>{CALL}</b></p></article>"

    assert _found(TEXT.replace("</article>", said)) == [CALL]
    assert _found(TEXT.replace("</article>", f"<p>{CALL}</p></article>")) == []


def test_text_in_a_box_of_its_own_stays() -> None:
    told = "The paper asked its readers for money, and they gave it 4 € a month."

    assert _found(f"{TEXT}<div><p>{told}</p></div>") == []
    assert _found(f"<div><p>{told}</p></div>{TEXT}") == []


def test_a_call_between_paragraphs_stays() -> None:
    assert _found(TEXT.replace("<p>Nobody", f"<p>{CALL}</p><p>Nobody")) == []


def test_a_call_in_a_box_that_tells_something_stays() -> None:
    told = "<p>The bridge is nine arches long, and the river under it is cold.</p>"

    assert _found(f"{TEXT}<div>{told}<p>{CALL}</p></div>") == []


def test_a_fragment_is_not_looked_at() -> None:
    assert list(page_calls(page(f"{TEXT}<div><p>{CALL}</p></div>"))) == []
