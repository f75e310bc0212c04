from __future__ import annotations

from feedclean.clean.passes.people.signatures import signatures
from tests.cleaning import page

POSTS = (
    "I have put a new belt on the lathe of my grandfather, and it slips on the way up.",
    "The crank passes dead centre with the belt slack, because the standard leans a bit.",
)


def found(html: str) -> list[str]:
    return [block.text for one in signatures(page(html)) for block in one.blocks]


def post(text: str, below: str) -> str:
    return f"<div class=post><p>Ann</p><div class=content><p>{text}</p></div>{below}</div>"


def test_signatures_below_posts_go() -> None:
    html = post(POSTS[0], "<div class=signature>Wood is wood.</div>") + post(
        POSTS[1], "<aside class=message-signature><div class=wrap>Read the rules.</div></aside>"
    )

    assert found(html) == ["Wood is wood.", "Read the rules."]


def test_the_signature_below_a_letter_stays() -> None:
    letter = "".join(f"<p>{text}</p>" for text in POSTS) + "<p class=signature>Ann Lee, turner</p>"

    assert found(f"<div class=content>{letter}</div>") == []
    assert found(post(POSTS[0], "") + post(POSTS[1], "<p class=signature>Ann Lee</p>")) == []


def test_who_wrote_the_letters_to_a_paper_stays() -> None:
    letters = "".join(
        f'<div class="letter"><p>{text}</p><p class="signature">Ann Lee, turner</p></div>'
        for text in POSTS
    )

    assert found(f'<div class="post">{letters}</div>') == []
