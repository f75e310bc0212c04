from __future__ import annotations

import pytest

from feedclean.dom.tree import parse
from feedclean.generate.outline import outline
from feedclean.generate.text import TEXT
from feedclean.text import squeeze

CASES = {
    "paragraphs": ("<p>one</p><p>two</p>", "one\n\ntwo"),
    "loose-text": ("one<p>two</p>three", "one\n\ntwo\n\nthree"),
    "white-space": ("<p>  one\n   two </p>", "one two"),
    "line-break": ("<p>one <br> two</p>", "one\ntwo"),
    "marks-are-dropped": ("<p>a <b>bold</b> <i>word</i></p>", "a bold word"),
    "link": ('<p>see <a href="https://x.org/">there</a></p>', "see there"),
    "image": ('<p><img src="x.jpg" alt="a cat"></p>', "[a cat]"),
    "image-without-words": ('<p><img src="x.jpg"></p>', ""),
    "heading": ("<h2>Head</h2><p>one</p>", "Head\n\none"),
    "list": ("<ul><li>one</li><li>two</li></ul>", "- one\n- two"),
    "numbered": ('<ol start="9"><li>nine</li><li>ten</li></ol>', "9. nine\n10. ten"),
    "list-in-list": ("<ul><li>one<ul><li>two</li></ul></li></ul>", "- one\n  - two"),
    "list-of-paragraphs": ("<ul><li><p>one</p><p>two</p></li></ul>", "- one\n\n  two"),
    "stray-text-in-a-list": ("<ul>stray<li>one</li></ul>", "- one\n- stray"),
    "quote": ("<blockquote><p>one</p><p>two</p></blockquote>", "> one\n>\n> two"),
    "preformatted": ("<pre>  one\n    two</pre>", "  one\n    two"),
    "table": ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a | b\nc"),
    "table-in-a-table": (
        "<table><tr><td>a<table><caption>T</caption><tr><td>b</td></tr></table></td></tr></table>",
        "a T b",
    ),
    "caption-of-a-table": ("<table><caption>T</caption><tr><td>a</td></tr></table>", "T\n\na"),
    "figure": (
        '<figure><img alt="cat" src="x"><figcaption>A cat</figcaption></figure>',
        "[cat]\n\nA cat",
    ),
    "block-in-a-link": ('<a href="x"><div>one</div><div>two</div></a>', "one\n\ntwo"),
    "chinese": ("<p>中文<em>强调</em>，</p><p>第二段</p>", "中文强调，\n\n第二段"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize(("html", "text"), CASES.values(), ids=CASES.keys())
def test_an_article_reads_as_lines(html: str, text: str) -> None:
    assert outline(parse(html), TEXT) == text


def test_no_text_is_lost_however_deep_it_lies() -> None:
    html = "<div>a" * 200 + "<p>deep <b>down</b></p>" + "</div>" * 200

    assert squeeze(outline(parse(html), TEXT)) == "a" * 200 + "deepdown"


def test_deep_marks_keep_their_text() -> None:
    html = "<p>" + "<span>a" * 200 + "</span>" * 200

    assert squeeze(outline(parse(html), TEXT)) == "a" * 200
