from __future__ import annotations

import time

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.clean.process import MARKUP_CUT
from feedclean.dom import bounds
from feedclean.dom.balance import balanced
from feedclean.dom.bounds import MOST_ATTRIBUTES, MOST_OPEN, TooMuchMarkup, bounded, is_bounded
from feedclean.dom.tree import parse, raw_text
from tests.cleaning import EN, clean
from tests.odd_html import odd_html

LONG = "<p>The council met on Tuesday evening.</p>" * 2_500
"""More than what is always harmless."""

NESTS = {
    "div": "<div>",
    "closed": "<ul><li>x</li>",
    "span": "<span>",
    "adopted": "<a><div></a>",
    "formatting": '<b id="{}"><p>',
    "items": "<dd><li>",
    "object": "<object></div><div>",
    "comment": "<div><!-- </div> -->",
    "comment-quote": "<!-- <a title=' --><div></div><div><!-- '> -->",
    "attribute": '<div><p title="</div>">',
    "cdata": "<svg><![CDATA[ > <!-- ]]><g>",
    "svg-title": "<svg><title><div>",
    "svg-style": "<svg><style><g>",
    "svg-closing": "<svg/><div></svg>",
    "script": "<div><script></div></script>",
    "textarea": "<div><textarea></div></textarea>",
    "cell": "<div><table><tr><td></div></td></tr></table>",
    "button": "<button><p></button><div>",
    "quote-in-name": "<div a\"b><p c'></div title='>",
}


def depth(html: str) -> int:
    body = LexborHTMLParser(html).body
    assert body is not None
    deepest, level = 0, [body]
    while level:
        deepest += 1
        level = [child for node in level for child in _children(node)]
    return deepest


def _children(node: LexborNode) -> list[LexborNode]:
    found, child = [], node.first_child
    while child is not None:
        found.append(child)
        child = child.next
    return found


@pytest.mark.parametrize("unit", NESTS.values(), ids=NESTS.keys())
def test_no_markup_nests_deeper_than_it_may(unit: str) -> None:
    html = "".join(unit.replace("{}", str(n)) for n in range(25_000))

    assert depth(bounded(html)) <= 4 * MOST_OPEN


def test_what_nests_too_deep_stays_as_text() -> None:
    html = LONG + "".join(f"<div>word{n} " for n in range(25_000))

    text = raw_text(parse(html))

    assert all(f"word{n} " in text for n in (0, 255, 256, 5_000, 11_999))


def test_a_tag_keeps_its_first_attributes() -> None:
    many = "".join(f' a{n}="{n}"' for n in range(20_000))

    html = bounded(f'<p title="x"{many}>text</p><p>after</p>')

    assert html.count("=") == MOST_ATTRIBUTES
    assert html.startswith('<p title="x" a0="0"')
    assert "<p>after</p>" in html


@pytest.mark.parametrize("gap", ['="><b"', '=">\'"', "<b", "/", "='>'"])
def test_attributes_are_counted_however_they_are_written(gap: str) -> None:
    html = f"<p{''.join(f' a{n}{gap}' for n in range(20_000))}>text</p>"

    cut = bounded(html)

    started = time.process_time()
    LexborHTMLParser(cut)
    assert time.process_time() - started < 1.0
    assert cut is not html


MANY = f"<i {' '.join(f'a{n}' for n in range(MOST_ATTRIBUTES + 50))}>"


@pytest.mark.parametrize("code", ["for(i=0;i<a.length;i++) b[i]", "c(d<e && f"])
def test_what_a_script_compares_is_no_tag(code: str) -> None:
    told = code + " = g['h']; k" * (MOST_ATTRIBUTES + 1)
    html = f"{LONG}<svg><title>Up</title><path d='M0'/></svg><script>{told}</script>"

    assert bounds._has_many_attributes(html)  # else this tries nothing
    assert is_bounded(html)


_CONTEXTS = (
    "<svg>", "</svg>", "<math>", "</math>", "<script>", "</script>", "<style>", "</style>",
    "<title>", "</title>", "<desc>", "</desc>", "<foreignObject>", "</foreignObject>", "<table>",
    "</table>", "<select>", "</select>", "<!--", "-->", "<![CDATA[", "]]>", "<annotation-xml>",
    "</annotation-xml>", "<mi>", "</mi>", "<p>", "<template>", "</template>", "<textarea>",
    "</textarea>", "<frameset>", "<noscript>", "</noscript>", "<plaintext>", "<", "<svg/>",
    "x", MANY,
)  # fmt: skip


@given(st.lists(st.sampled_from(_CONTEXTS), max_size=9))
@example(["<svg>", "<style>", "<!--", "</style>", "</svg>", "<script>", "-->"])
@example(["<svg>", "<title>", "<table>", "</title>", "</svg>", "</table>", "</title>", "<script>"])
@example(["<svg>", "<![CDATA[", "</svg>", "]]>", "<script>"])
@example(["<svg>", "</math>", "<script>"])
@example(
    ["<svg>", "<foreignObject>", "<table>", "</svg>", "</table>", "</foreignObject>", "<script>"]
)
def test_no_script_hides_a_tag_of_many_attributes(pieces: list[str]) -> None:
    html = LONG + "".join(pieces) + MANY + "</script>"

    body = LexborHTMLParser(bounded(html)).root
    assert body is not None
    assert max(len(node.attributes) for node in body.traverse()) <= MOST_ATTRIBUTES


def test_ordinary_markup_comes_back_as_it_is() -> None:
    table = "<table>" + "<tr><td>a<td>b" * 6_000 + "</table>"
    old = "<p><font color=red>x<p><b>y" * 3_000
    listed = "<ul>" + "<li><p>x<ul><li>y</ul>" * 3_000 + "</ul>"

    for html in (LONG, table, old, listed, '<p title="' + "x" * 99_999 + '">x</p>'):
        assert bounded(html) is html


def test_endless_markup_is_refused() -> None:
    with pytest.raises(TooMuchMarkup, match="500000 tags, more than the 400000 allowed"):
        bounded("<br>" * 500_000)
    with pytest.raises(TooMuchMarkup, match="600000 references and fixed spaces"):
        bounded("a&amp;b\xa0" * 300_000)
    with pytest.raises(TooMuchMarkup, match="12000001 characters"):
        bounded("x" * 12_000_001)


def test_an_article_whose_markup_was_cut_says_so() -> None:
    deep = clean(EN + "<div>" * 20_000 + EN)

    assert deep.cautions == (MARKUP_CUT,)
    assert deep.html.count("council met") == 2
    assert clean(EN + LONG).cautions == ()


@given(st.lists(odd_html(), min_size=1, max_size=3))
def test_balanced_markup_says_the_same(pieces: list[str]) -> None:
    html = "".join(pieces).replace("\0", "")
    assume("<svg" not in html and "<math" not in html)  # scripts in drawings are read as markup
    assume("<![CDATA[" not in html)  # text in drawings, and else a comment: it is kept as text
    limits = {"most_open": MOST_OPEN, "most_attributes": MOST_ATTRIBUTES}
    written = "".join(balanced(html, **limits))

    def words(markup: str) -> list[str]:
        return sorted("".join(raw_text(parse(markup)).split()))

    assert is_bounded(html)
    assert words(written) == words(html)


UNENDED = ("<a", "<a ", "</a", "<a b=", '<a x="<b ', "<a x='", "<a b c d e f ")


@pytest.mark.parametrize("piece", UNENDED)
@pytest.mark.parametrize("end", ["", ">", ' x=">"'])
def test_tags_without_an_end_take_time_by_their_number(piece: str, end: str) -> None:
    """Each was looked for its end through all that follows: 40,000 in a page took minutes."""
    html = LONG + piece * 60_000 + end
    start = time.process_time()

    assert "The council met" in bounded(html)
    assert time.process_time() - start < 5
