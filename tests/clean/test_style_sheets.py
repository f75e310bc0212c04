"""Style sheets in a text, which somebody pasted with it."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, TEXTS, clean, lines

PASTED = [
    "p.p1 {margin: 0.0px 0.0px 12.0px 0.0px; font: 12.0px Times; color: #000000}",
    "p.p1 {margin: 0.0px} span.s1 {font-kerning: none} ol.ol1 {list-style-type: decimal}",
    "p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:12.0pt;}",
    "@font-face {font-family:Cambria; panose-1:2 4 5 3;} p.MsoNormal {margin:0cm;}",
]


@pytest.mark.parametrize("css", PASTED)
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_pasted_style_sheet_is_no_text(css: str, text: str) -> None:
    article = clean(f"<p>{css}</p>{text}<p>{css}</p>")

    assert lines(article.html) == lines(text)
    assert {str(one.rule) for one in article.removals} == {"sanitize/style"}


@pytest.mark.parametrize(
    "line",
    [
        "p {color: red;}",
        "h1.title {margin: 0}",
        "p.price {color: red;}",
        "span.small {font-size: 80%}",
        "div.table {display: grid}",
        "@font-face {font-family: Cambria;}",
        "@page {margin: 2cm}",
        "The rule p.p1 {margin: 0} is what the editor writes, and nobody has asked it to do so.",
        "p.p1 {sic}",
        "He wrote {nothing at all}",
    ],
)
def test_what_a_text_says_of_css_stays(line: str) -> None:
    assert line in clean(f"{EN}<p>{line}</p>{EN}").html


@pytest.mark.parametrize(
    "shown",
    [
        "<pre>{}</pre>",
        "<pre><code>{}</code></pre>",
        "<p><code>{}</code></p>",
        "<table><tr><td>{}</td><td>What the editor writes</td></tr></table>",
        "<p>```css</p><p>{}</p><p>```</p>",
    ],
)
def test_a_style_sheet_that_is_shown_stays(shown: str) -> None:
    assert PASTED[0] in clean(EN + shown.format(PASTED[0]) + EN).html
