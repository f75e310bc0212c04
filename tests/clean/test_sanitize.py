from __future__ import annotations

import pytest

from feedclean.clean.finishing.sanitize import sanitize
from tests.cleaning import EN, ZH, clean, lines

HARMFUL = {
    "script": "<script>alert(1)</script>",
    "script in svg": "<svg><script>alert(1)</script></svg>",
    "svg": '<svg onload="alert(1)"><text>drawn</text></svg>',
    "style": "<style>p { color: red }</style>",
    "frame": '<iframe src="https://example.org/"></iframe>',
    "object": '<object data="x.swf"><embed src="x.swf"></object>',
    "form": '<form action="/x"><input name="q"><button>Go</button></form>',
    "base": '<base href="https://evil.example/">',
    "meta": '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "event handler": '<p onclick="alert(1)">Kept, as text.</p>',
    "style attribute": '<p style="position:fixed">Kept, as text.</p>',
    "class and id": '<p class="x" id="y" data-z="1">Kept, as text.</p>',
    "javascript link": '<p>Kept, <a href="javascript:alert(1)">as text</a>.</p>',
    "javascript link with odd spaces": '<p>Kept, <a href=" java\nscript:alert(1)">as text</a>.</p>',
    "data link": '<p>Kept, <a href="data:text/html,x">as text</a>.</p>',
    "javascript picture": '<img src="javascript:alert(1)">',
    "data picture that is none": '<img src="data:text/html,<script>alert(1)</script>">',
    "comment": "<!--[if IE]><script>alert(1)</script><![endif]-->",
    "math with a link": '<math href="javascript:alert(1)"><mi>x</mi></math>',
}


@pytest.mark.parametrize("html", HARMFUL.values(), ids=HARMFUL)
def test_what_could_harm_does_not_leave(html: str) -> None:
    left = clean(EN + html + ZH).html

    for word in ("script", "alert", "onclick", "onload", "style", "<iframe", "<form", "class="):
        assert word not in left
    assert "evil.example" not in left
    assert ("Kept" in html) == ("Kept" in left)


@pytest.mark.parametrize(
    "scheme", ["data:", "DATA:", " data:", "d&#97;ta:", "d&#x61;ta:", "data&colon;", "Data&#58;"]
)
def test_however_it_is_spelled_no_link_to_data_passes_the_allow_list(scheme: str) -> None:
    assert sanitize(f'<p><a href="{scheme}text/html,x">It</a></p>') == "<p><a>It</a></p>"


def test_text_that_goes_with_its_element_has_a_receipt() -> None:
    article = clean(EN + "<video>Your player plays no video.</video>" + ZH)

    assert [(r.rule, r.excerpt) for r in article.removals if r.chars] == [
        ("sanitize/video", "Your player plays no video.")
    ]


def test_a_refused_address_costs_the_link_and_not_its_words() -> None:
    assert (
        "<p>See the log.</p>" in clean(f'{EN}<p>See <a href="javascript:x">the log</a>.</p>').html
    )


def test_links_are_absolute_and_without_tracking() -> None:
    html = (
        f'{EN}<p>It is all in <a href="../log?utm_source=x&page=2#a">the log</a>, they say.</p>{ZH}'
    )

    assert 'href="https://example.org/log?page=2#a"' in clean(html).html


def test_every_picture_is_fetched_late_and_without_a_referrer() -> None:
    html = clean(f'{EN}<p>A <img src="/a.jpg" loading="eager" referrerpolicy="origin"> B</p>').html

    assert (
        '<img src="https://example.org/a.jpg" loading="lazy" referrerpolicy="no-referrer">' in html
    )


def test_links_through_a_redirect_lead_where_they_lead() -> None:
    html = f'{EN}<p>See <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fa.org%2F%3Fb&amp;h=1">it</a>.</p>'

    assert '<a href="https://a.org/?b">it</a>' in clean(html).html


def test_the_address_of_a_picture_is_left_as_it_is() -> None:
    html = f'{EN}<p><img src="https://a.org/b.jpg?utm_source=x&amp;sig=1"></p>'

    assert 'src="https://a.org/b.jpg?utm_source=x&amp;sig=1"' in clean(html).html


def test_formulas_ruby_and_tables_are_allowed() -> None:
    html = (
        "<p><math><mfrac><mn>1</mn><mi>x</mi></mfrac></math> and <ruby>橋<rt>はし</rt></ruby></p>"
        '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>'
    )

    assert sanitize(html) == html


def test_script_handed_to_the_sanitizer_does_not_become_text() -> None:
    assert sanitize("<p>a</p><script>alert(1)</script><style>p{}</style>") == "<p>a</p>"


def test_a_button_that_is_a_heading_stays_as_its_text() -> None:
    article = clean(f"{EN}<h3><button>Spyware</button></h3>{EN.replace('council', 'board')}")

    assert "Spyware" in lines(article.html)
    assert article.removals == ()


def test_a_button_beside_the_words_of_a_heading_goes() -> None:
    article = clean(f"{EN}<h3>Spyware <button>Copy</button></h3>{EN.replace('council', 'board')}")

    assert "Spyware" in lines(article.html)
    assert [removal.excerpt for removal in article.removals] == ["Copy"]
