"""Lines read off plain markup are those of its blocks; what is not plain is left to the parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.dom.cut import read
from feedclean.dom.plain import plain_lines
from feedclean.text import collapse

ONE_BLOCK = "p h2 h3 li figcaption".split()
OF_BLOCKS = "div ul ol blockquote figure section".split()
IN_LINE = "a b em span code".split()
TEXTS = ["x", "yy  zz", " ", "\n", "&nbsp;", "&amp;lt;", "a&lt;b", "&copy;", "姚明\u3000说", 'a ="']


def _around(tag: str, inside: str) -> str:
    return f'<{tag} id="x">{inside}</{tag}>' if tag == "a" else f"<{tag}>{inside}</{tag}>"


def _more(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    some = st.lists(inner, max_size=4).map("".join)
    tags = st.sampled_from(ONE_BLOCK + OF_BLOCKS + IN_LINE)
    items = st.lists(inner, max_size=3).map(lambda found: [_around("li", one) for one in found])
    return st.builds(_around, tags, some) | items.map("".join).map(lambda one: _around("ul", one))


PIECES = st.sampled_from([*TEXTS, '<img src="a" alt="b &gt; c">', "<br>", "</p>", "</li>", "</>"])
MARKUP = st.lists(st.recursive(PIECES, _more, max_leaves=12), max_size=6).map("".join)


@given(MARKUP)
def test_lines_are_those_of_the_blocks_wherever_there_are_any(html: str) -> None:
    found = plain_lines(html)

    if found is not None:
        assert [collapse(line) for line in found] == [block.text for block in read(html)[1]]


@pytest.mark.parametrize(
    "html",
    [
        "<p>One <b>two</b> &amp; three</p>\n<ul><li>four</li></ul>",
        '<figure><img src="a"><figcaption>what it shows</figcaption></figure>five',
    ],
)
def test_what_is_plain_needs_no_parser(html: str) -> None:
    assert plain_lines(html) is not None


NOT_PLAIN = {
    "line breaks": "<p>one<br>two</p>",
    "an item in an item": "<ul><li>one<li>two</li>three</li>four</ul>",
    "a block in a line": "<a>one<p>two</p></a>",
    "a link in a link": '<a href="a">one <a href="b">two</a></a>',
    "an end of nothing": "<p>one</p></>",
    "an end that is missing": "<p>one",
    "other references": "<p>&copy; one</p>",
    "a bare bracket": '<p title="a>b">one</p>',
    "half a character": "<p>\ud800</p>",
    "depth": "<div>" * 60 + "one" + "</div>" * 60,
}


@pytest.mark.parametrize("html", NOT_PLAIN.values(), ids=NOT_PLAIN.keys())
def test_what_is_not_plain_is_left_to_the_parser(html: str) -> None:
    assert plain_lines(html) is None
