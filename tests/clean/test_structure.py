"""What an article is made of besides words comes through all of cleaning."""

from __future__ import annotations

import pytest

from feedclean.model.article import Scope
from tests.cleaning import EN, ZH, clean

AS_IT_IS = {
    "figure": (
        '<figure><img src="https://example.org/a.jpg" alt="A view" width="640" height="480" '
        'loading="lazy" referrerpolicy="no-referrer"><figcaption>The <em>bridge</em> at night. '
        "Photo: Ann Example</figcaption></figure>"
    ),
    "table with spans": (
        '<table><caption>Costs</caption><colgroup><col span="2"></colgroup><thead><tr>'
        '<th colspan="2" scope="col">Year</th></tr></thead><tbody><tr><td rowspan="2">2023</td>'
        "<td>4</td></tr><tr><td>5</td></tr></tbody><tfoot><tr><td>Sum</td><td>9</td></tr></tfoot>"
        "</table>"
    ),
    "lists in lists": (
        '<ol start="3" type="a" reversed=""><li value="7">One<ul><li>Two<ol><li>Three</li></ol>'
        "</li></ul></li><li>Four</li></ol>"
    ),
    "listing": "<pre><code>def f(x):\n\n    if x:\n\t\treturn  x  # so\n</code></pre>",
    "listing without code": "<pre>  a\n   b\n\n\n c</pre>",
    "code in a line": "<p>Call <code>f( x )</code>, press <kbd>A</kbd>, read <samp>ok</samp>.</p>",
    "ruby": "<p>This is <ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby> in Japanese, so.</p>",
    "languages": (
        '<p lang="fr">Il dit <q cite="https://example.org/q" lang="de">nein</q> et sort '
        '<span lang="la">ex cathedra</span>.</p>'
    ),
    "directions": (
        '<p dir="rtl">قال إن الجسر <bdi dir="ltr">A-1</bdi> و <bdo dir="ltr">abc</bdo> مغلق.</p>'
    ),
    "language of a list": '<ul lang="fr"><li>oui</li><li>non, pas du tout</li></ul>',
    "language of a cell": (
        '<table><tbody><tr><td lang="fr">oui</td><td dir="rtl">لا</td></tr></tbody></table>'
    ),
    "formula": (
        '<p>So <math display="block" alttext="a"><mrow><msup><mi>a</mi><mn>2</mn></msup><mo '
        'stretchy="false">+</mo><msqrt><mi mathvariant="bold">b</mi></msqrt><mo>=</mo><mfrac '
        'linethickness="0"><mn>1</mn><mn>2</mn></mfrac></mrow></math> for all of them.</p>'
    ),
    "formula with empty bases": (
        "<p>So <math><msup><mrow></mrow><mn>2</mn></msup><mmultiscripts><mi>F</mi><mn>1</mn>"
        '<mprescripts></mprescripts><mn>2</mn></mmultiscripts><menclose notation="box"><mi>x</mi>'
        "</menclose></math> it is.</p>"
    ),
    "matrix": (
        '<p>So <math><mfenced open="[" close="]"><mtable columnalign="left"><mtr><mtd><mn>1</mn>'
        "</mtd><mtd></mtd></mtr></mtable></mfenced></math> it is.</p>"
    ),
    "definitions": (
        "<dl><dt>Pier</dt><dt>Jetty</dt><dd>Where the ferry calls.</dd><dd><p>A walk.</p></dd></dl>"
    ),
    "details": '<details open=""><summary>More</summary><p>What was folded away.</p></details>',
    "small things": (
        '<p>H<sub>2</sub>O, x<sup>2</sup>, <del datetime="2024-01-01">old</del> <ins>new</ins>, '
        '<abbr title="Harbour Board">HB</abbr>, <mark>seen</mark>, <small>fine</small>, '
        '<time datetime="2024-05-01">May</time>, <dfn>pier</dfn>, <s>gone</s>, <u>so</u>.</p>'
    ),
    "quotation": '<blockquote cite="https://a.org/q"><p>It is so.</p><p>It stays.</p></blockquote>',
    "verse": "<p>A line<br>of verse<br><br>and one more</p>",
    "rule": "<hr>",
}


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("html", AS_IT_IS.values(), ids=AS_IT_IS)
def test_structure_survives_all_of_cleaning(html: str, scope: Scope) -> None:
    article = clean(f"<main><article>{EN}{html}{ZH}</article></main>", scope)

    assert html in article.html
    assert article.removals == ()


@pytest.mark.parametrize("html", AS_IT_IS.values(), ids=AS_IT_IS)
def test_structure_survives_cleaning_twice(html: str) -> None:
    once = clean(EN + html + ZH).html

    assert clean(once).html == once


def test_blocks_say_the_language_and_direction_their_wrapper_said() -> None:
    html = '<div lang="ar" dir="rtl"><p>قال إن الجسر مغلق.</p><p lang="fa">پل بسته است.</p></div>'

    assert (
        '<p lang="ar" dir="rtl">قال إن الجسر مغلق.</p>\n<p lang="fa" dir="rtl">'
        in clean(EN + html).html
    )


def test_a_page_from_right_to_left_gives_an_article_from_right_to_left() -> None:
    html = f'<!DOCTYPE html><html lang="ar" class=x dir="rtl"><body><main>{EN}</main></body></html>'

    assert clean(html, Scope.PAGE).html.count('<p dir="rtl">') == 3


def test_a_page_that_merely_speaks_of_direction_does_not() -> None:
    html = f"<html><head><title>dir=rtl</title></head><body><main>{EN}</main></body></html>"

    assert "dir=" not in clean(html, Scope.PAGE).html


def test_relative_addresses_are_resolved_everywhere() -> None:
    html = (
        '<p><a href="b">a</a> <img src="c.jpg" srcset="d.jpg 2x"> <q cite="/e">said</q></p>'
        '<blockquote cite="f"><p>It is so, they say in the harbour.</p></blockquote>'
    )
    left = clean(EN + html).html

    for address in ("news/b", "news/c.jpg", "news/d.jpg 2x", "e", "news/f"):
        assert f'"https://example.org/{address}"' in left


MATH = "<math><mi>E</mi><mo>=</mo><mi>m</mi></math>"
TWICE = {
    "katex": (
        f'<span class="katex"><span class="katex-mathml">{MATH}</span><span class="katex-html" '
        'aria-hidden="true"><span>E</span><span>=</span><span>m</span></span></span>'
    ),
    "mathjax 2": (
        '<span class="MathJax_Preview"></span><span class="MathJax"><nobr aria-hidden="true">'
        f'<span>E = m</span></nobr><span class="MJX_Assistive_MathML">{MATH}</span></span>'
    ),
    "mediawiki": (
        f'<span><span style="display: none">{MATH}</span><img src="https://example.org/e.svg" '
        'class="mwe-math-fallback-image-inline" aria-hidden="true" alt="E=m"></span>'
    ),
}


@pytest.mark.parametrize("formula", TWICE.values(), ids=TWICE.keys())
def test_a_formula_that_is_there_twice_is_shown_once(formula: str) -> None:
    article = clean(f"{EN}<p>So it is {formula}, as the council has heard.</p>{ZH}")

    assert f"<p>So it is {MATH}, as the council has heard.</p>" in article.html
    assert [one.rule for one in article.removals] == ["tidy/formula-copy"]


BESIDE = {
    "other words": f'<p>So <span>{MATH} or <i aria-hidden="true">about that</i></span> it is.</p>',
    "a picture": f'<p>{MATH}<img src="https://example.org/e.png"><i aria-hidden="true">y</i></p>',
    "nothing": '<p>So <span aria-hidden="true">it is</span> indeed.</p>',
}


@pytest.mark.parametrize("html", BESIDE.values(), ids=BESIDE.keys())
def test_what_is_hidden_from_screen_readers_stays_where_it_is_no_copy(html: str) -> None:
    assert not clean(f"{EN}{html}{ZH}").removals
