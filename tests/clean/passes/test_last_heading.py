"""A heading goes with the call that it stood over, and stays where it names something."""

from __future__ import annotations

import pytest

from tests.clean.passes.test_boxes_beside import LONG
from tests.cleaning import EN, ZH, clean, lines, rules

TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
CALL = "<p>Subscribe to our newsletter</p>"
SHARE = (
    '<p><a href="https://twitter.com/intent/tweet?url=x">Twitter</a> '
    '<a href="https://facebook.com/sharer.php?u=x">Facebook</a></p>'
)


@TEXTS
@pytest.mark.parametrize("call", [CALL, SHARE, CALL + SHARE], ids=["call", "share", "both"])
@pytest.mark.parametrize("heading", ["Höldum sambandi", "别走散了"])
def test_a_heading_goes_with_all_that_it_stood_over(text: str, call: str, heading: str) -> None:
    article = clean(f"{text}<h3>{heading}</h3>{call}")

    assert lines(article.html) == lines(text)
    assert "block/last-heading" in rules(article) or "block/share" in rules(article)


@TEXTS
def test_a_label_goes_with_all_that_it_announced(text: str) -> None:
    label = "关注江边社：" if "。" in text else "Follow the Post:"
    article = clean(f"{text}<p>{label}</p>{SHARE}")

    assert lines(article.html) == lines(text)


@TEXTS
@pytest.mark.parametrize(
    "line",
    [
        "<p>And then he said:</p>",
        "<p>The question remains:</p>",
        "<pre>def follow():</pre>",
        '<p>This is the bridge today: <img src="/a.jpg" alt=""></p>',
    ],
)
def test_a_line_that_announces_something_else_stays(text: str, line: str) -> None:
    call = '<p><a href="https://example.org/subscribe">Subscribe to our newsletter</a></p>'
    html = clean(f"{text}{line}{call}").html

    assert all(said in html for said in lines(line))
    assert html.count("<img") == line.count("<img")


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize(
    "below",
    ["", f"<p>The bridge is closed on Sundays as well.</p>{CALL}", '<p><img src="/a.jpg"></p>'],
    ids=["nothing", "a sentence", "a picture"],
)
def test_a_heading_stays_over_what_stays_or_over_nothing(text: str, below: str) -> None:
    html = f"{text}<h3>Hvað næst</h3>{below}"

    assert "Hvað næst" in clean(html).html


def test_headings_of_a_list_of_headlines_stay() -> None:
    more = '<p><a href="/newsletter">Subscribe to our newsletter</a></p>'
    items = "".join(f"<h3>Frétt númer {n}</h3>{more}" for n in ("eitt", "tvö", "þrjú"))

    found = lines(clean(EN + items).html)

    assert found[-3:] == ["Frétt númer eitt", "Frétt númer tvö", "Frétt númer þrjú"]
