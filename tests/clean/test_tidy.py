from __future__ import annotations

import pytest

from feedclean.clean.finishing.tidy import tidy
from feedclean.dom.cut import read
from feedclean.dom.markup import to_html
from feedclean.dom.tree import parse, raw_text


def tidied(html: str) -> str:
    """A piece of HTML after tidying, one line for each block."""
    root, _ = read(html)
    tidy(root)
    return to_html(root).strip()


NESTED = "<span>" * 30 + "one" + "</span>" * 30
SHAPES = {
    "thirty nested spans": (f"<p>{NESTED}</p>", "<p>one</p>"),
    "spans that meet in a word": ("<p><span>G</span><span>ina（</span>x</p>", "<p>Gina（x</p>"),
    "div as paragraph": ("<div>one</div><div>two</div>", "<p>one</p>\n<p>two</p>"),
    "div in div in section": (
        "<section><div><div>one</div></div>two</section>",
        "<p>one</p>\n<p>two</p>",
    ),
    "bare text": ("one", "<p>one</p>"),
    "bare text between blocks": (
        "<p>one</p>two<p>three</p>",
        "<p>one</p>\n<p>two</p>\n<p>three</p>",
    ),
    "lines of one paragraph": ("<p>one<br>two</p>", "<p>one<br>two</p>"),
    "breaks at the edges": ("<p><br>one<br><br></p>", "<p>one</p>"),
    "many breaks": ("one<br><br><br><br>two", "<p>one<br><br>two</p>"),
    "breaks between blocks": ("<p>one</p><br><br><p>two</p>", "<p>one</p>\n<p>two</p>"),
    "empty elements": ("<div></div><p> </p><p>one</p><b></b>", "<p>one</p>"),
    "old tags": ("<p><tt>x</tt> <big>y</big> <strike>z</strike></p>", None),
    "centre and font": ("<center><font color=red>one</font></center>", "<p>one</p>"),
    "rules at the edges": ("<hr><p>one</p><hr><hr><p>two</p><hr>", "<p>one</p>\n<hr>\n<p>two</p>"),
    "picture in a figure": (
        "<figure><div><img src=a></div><figcaption>b</figcaption></figure>",
        '<figure><img src="a"><figcaption>b</figcaption></figure>',
    ),
    "anchor around blocks": ('<a name="x"><p>one</p><p>two</p></a>', "<p>one</p>\n<p>two</p>"),
    "foreign words": ('<p>a <span lang="fr" class="x">b</span></p>', None),
    "table of one cell": (
        "<table><tr><td>&nbsp;</td><td lang=fr>un<p>deux</p></td></tr></table>",
        '<p lang="fr">un</p>\n<p lang="fr">deux</p>',
    ),
    "tables in the column of a table": (
        "<table><tr><td><table><tr><td><h2>one</h2>two</table><tr><td>three</table>four",
        "<h2>one</h2>\n<p>two</p>\n<p>three</p>\n<p>four</p>",
    ),
    "direction": ('<div dir="rtl" class="x">ا</div>', '<p dir="rtl">ا</p>'),
}


@pytest.mark.parametrize(
    ("html", "expected"),
    [pair for pair in SHAPES.values() if pair[1]],
    ids=[name for name, pair in SHAPES.items() if pair[1]],
)
def test_wrappers_go_and_paragraphs_are_paragraphs(html: str, expected: str) -> None:
    assert tidied(html) == expected


@pytest.mark.parametrize("html", [html for html, _ in SHAPES.values()], ids=SHAPES)
def test_tidying_changes_no_text(html: str) -> None:
    root = parse(html)
    before = "".join(raw_text(root).split())
    tidy(root)

    assert "".join(raw_text(root).split()) == before


@pytest.mark.parametrize("html", [html for html, _ in SHAPES.values()], ids=SHAPES)
def test_what_is_tidy_stays_as_it_is(html: str) -> None:
    once = tidied(html)

    assert tidied(once) == once


AS_IS = {
    "list": "<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>",
    "ordered list": '<ol start="3"><li>one</li></ol>',
    "table": "<table><caption>c</caption><tbody><tr><th>a</th><td></td></tr></tbody></table>",
    "table of one column": (
        "<table><tbody><tr><td>one</td></tr><tr><td>two</td></tr></tbody></table>"
    ),
    "table of one cell with a head": (
        "<table><tbody><tr><th>one</th></tr><tr><td><p>two</p></td></tr></tbody></table>"
    ),
    "table of two columns": (
        "<table><tbody><tr><td><p>one</p></td><td>two</td></tr></tbody></table>"
    ),
    "table that is led to": '<table id="a"><tbody><tr><td>one</td></tr></tbody></table>',
    "code": "<pre><code>if x:\n\n\n    return  1\n</code></pre>",
    "code with coloured words": '<pre><code><span class="k">if</span> x</code></pre>',
    "definitions": "<dl><dt>a</dt><dd>b</dd></dl>",
    "quotation": "<blockquote><p>one</p><p>two</p></blockquote>",
    "details": "<details><summary>a</summary><p>b</p></details>",
    "ruby": "<p><ruby>橋<rp>(</rp><rt>はし</rt><rp>)</rp></ruby></p>",
    "bold around paragraphs": "<b><p>one</p><p>two</p></b>",
}


@pytest.mark.parametrize("html", AS_IS.values(), ids=AS_IS)
def test_structure_that_means_something_is_left_alone(html: str) -> None:
    assert tidied(html) == html


def test_two_blocks_in_a_heading_do_not_run_together() -> None:
    assert "onetwo" not in tidied("<h2><div>one</div><div>two</div></h2>")


def test_a_span_is_kept_for_the_language_it_tells() -> None:
    assert 'lang="fr"' in tidied('<p>a <span lang="fr">b</span></p>')
