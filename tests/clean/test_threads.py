from __future__ import annotations

import pytest

from feedclean.clean.belonging.threads import answers, count_posts, posts
from feedclean.dom.cut import read_page

LONG = (
    "I have put a new belt on the lathe of my grandfather, and it slips.",
    "The crank passes dead centre with the belt slack, because the standard leans.",
)


def post(text: str, body: str = "content", before: str = "") -> str:
    return f"<div class=post>{before}<p>Somebody</p><div class={body}><p>{text}</p></div></div>"


def gone_with(html: str) -> list[str]:
    """What belongs to a thread of which the two long posts are kept."""
    _, blocks = read_page(f"<body><div>{html}</div></body>")
    keep = {block.index for block in blocks if block.text in LONG}
    assert len(keep) == len(LONG)
    return [blocks[position].text for position in sorted(posts(blocks, keep))]


def test_a_short_post_stays_where_most_of_the_thread_does() -> None:
    html = post(LONG[0], "content1") + post(LONG[1], "content2") + post("Thank you!", "content3")

    assert gone_with(html) == ["Thank you!"]


@pytest.mark.parametrize(
    "other",
    [
        post("Thank you!") * 3,
        post("Thank you! " * 60),
        post("<a href=/b>Another thread</a>"),
        post("Thank you!", "comment"),
        post("Thank you!", before="<h2>Another article</h2>"),
        "<aside>" + post("Thank you!") + "</aside>",
        post("Thank you!", "signature"),
    ],
    ids=["more", "longer", "links", "comments", "another headline", "elsewhere", "a signature"],
)
def test_what_may_be_something_else_does_not(other: str) -> None:
    assert gone_with(post(LONG[0]) + post(LONG[1]) + other) == []


def test_one_element_makes_no_thread() -> None:
    both = "".join(f"<p>{text}</p>" for text in LONG)

    assert (
        gone_with(f"<div class=content>{both}</div><div class=content><p>Thanks!</p></div>") == []
    )


@pytest.mark.parametrize(("prop", "stays"), [("suggestedAnswer", True), ("comment", False)])
def test_what_is_declared_an_answer_stays_where_another_does(prop: str, *, stays: bool) -> None:
    html = "".join(
        f"<div itemprop={prop}><p>Somebody</p><div itemprop=text class=c{n}><p>{text}</p><p>So.</p>"
        "</div><p>12 votes</p></div>"
        for n, text in enumerate((LONG[0], "Oil it."))
    )
    _, blocks = read_page(f"<body>{html}</body>")
    keep = {block.index for block in blocks if block.text == LONG[0]}

    found = sorted(answers(blocks, keep))

    wanted = [LONG[0], "So.", "Oil it.", "So."] if stays else []
    assert [blocks[position].text for position in found] == wanted


def test_posts_are_counted_where_several_are_built_alike() -> None:
    _, thread = read_page(f"<body>{post(LONG[0])}{post(LONG[1])}</body>")
    _, article = read_page(f"<body>{post(LONG[0])}</body>")

    assert (count_posts(thread), count_posts(article)) == (2, 0)
