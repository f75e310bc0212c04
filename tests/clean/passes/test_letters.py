"""Letters: whoever signs one is part of it, and so is what it asks for."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, ZH, clean

ENDS = {
    "en": ("Dear friends,", EN, "Kind regards", "Ann Lee"),
    "de": ("Liebe Leserinnen und Leser,", EN, "Mit freundlichen Grüßen", "Ann Lee"),
    "zh": ("编辑同志：", ZH, "此致<br>敬礼", "林小晚"),
    "es": ("Hola:", EN, "Un abrazo", "Ann Lee"),
}


@pytest.mark.parametrize(("greeting", "text", "farewell", "name"), ENDS.values(), ids=ENDS.keys())
def test_the_known_author_who_signs_a_letter_stays(
    greeting: str, text: str, farewell: str, name: str
) -> None:
    html = f"<p>{greeting}</p>{text}<p>{farewell}</p><p>{name}</p>"

    assert clean(html, authors=(Author(name=name),)).removals == ()


def test_the_author_below_what_is_no_letter_goes() -> None:
    found = clean(f"{EN}<p>Ann Lee</p>", authors=(Author(name="Ann Lee"),))

    assert [removal.excerpt for removal in found.removals] == ["Ann Lee"]


ASKS = (
    "<p>Donations for the roof can go in the tin. Subscribe to the mailing list at the bottom of "
    "this page if you want these by post.</p>"
)


def test_a_letter_may_ask_for_donations_before_the_farewell() -> None:
    found = clean(f"<p>Hi all,</p>{EN}{ASKS}<p>See you Saturday,<br>Ruth</p>")

    assert found.removals == ()


@pytest.mark.parametrize(
    "html", [f"{EN}{ASKS}", f"<p>Hi all,</p>{EN}<p>See you Saturday,<br>Ruth</p>{ASKS}"]
)
def test_such_a_call_goes_where_no_letter_ends_below_it(html: str) -> None:
    assert [removal.excerpt[:9] for removal in clean(html).removals] == ["Donations"]
