from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from feedclean.dom.markup import to_html
from feedclean.dom.tree import parse, raw_text
from feedclean.generate.markdown import MARKDOWN
from feedclean.generate.outline import outline
from feedclean.text import collapse, printable

CASES = {
    "marks": ("<p>a <b> bold </b><i>word</i></p>", "a  **bold** *word*"),
    "link": (
        '<p><a href="https://x.org/a b(c)">there</a></p>',
        "[there](https://x.org/a%20b%28c%29)",
    ),
    "image": (
        '<p><img src="https://x.org/i.jpg" alt="a [cat]"></p>',
        "![a \\[cat\\]](https://x.org/i.jpg)",
    ),
    "line-break": ("<p>one<br>two</p>", "one\\\ntwo"),
    "heading": ("<h3>A <em>head</em></h3>", "### A *head*"),
    "rule": ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
    "quote": ("<blockquote><p>one</p></blockquote>", "> one"),
    "code": ("<pre>a\n```\nb</pre>", "````\na\n```\nb\n````"),
    "table": (
        "<table><tr><th>a</th><th>b|c</th></tr><tr><td>1</td></tr></table>",
        "| a | b\\|c |\n| --- | --- |\n| 1 |  |",
    ),
    "number-at-the-start": ("<p>1. no list</p>", "1\\. no list"),
    "dash-at-the-start": ("<p>- no list</p>", "\\- no list"),
    "hash-at-the-start": ("<p># no head</p>", "\\# no head"),
    "hashtag-stays": ("<p>#tag</p>", "#tag"),
    "minus-stays": ("<p>-5 degrees</p>", "-5 degrees"),
    "stars": ("<p>2 * 3 * 4 _x_ `y`</p>", "2 \\* 3 \\* 4 \\_x\\_ \\`y\\`"),
    "tags": ("<p>&lt;script&gt;</p>", "\\<script>"),
    "names-of-characters": ("<p>AT&amp;T writes &amp;nbsp;</p>", "AT&T writes \\&nbsp;"),
    "exclamation-at-the-end": ("<p>Wow!</p>", "Wow!"),
    "exclamation-in-a-heading": ("<h3>Oh! no!</h3>", "### Oh! no!"),
    "exclamation-before-a-link": (
        '<p>Look!<a href="https://x.org/">here</a></p>',
        "Look\\![here](https://x.org/)",
    ),
    "table-in-a-table": (
        "<table><tr><td>a<table><tr><td>b</td></tr></table></td></tr></table>",
        "| a \\| b \\| \\| --- \\| |\n| --- |",
    ),
}


@pytest.mark.parametrize(("html", "markdown"), CASES.values(), ids=CASES.keys())
def test_an_article_reads_as_markdown(html: str, markdown: str) -> None:
    written = outline(parse(html), MARKDOWN)

    assert written.replace("  ", " ") == markdown.replace("  ", " ")


words = st.text(
    alphabet=st.sampled_from("ab中文 *_#-+>~`[]()!\\|=<&;1.)\n:/\"'"), min_size=1, max_size=30
)


@given(words)
def test_text_of_a_paragraph_comes_back_through_a_markdown_reader(text: str) -> None:
    text = collapse(printable(text))
    paragraph = parse("<p></p>")
    paragraph.elements()[0].children = [text]
    html = MarkdownIt("commonmark").render(outline(parse(to_html(paragraph)), MARKDOWN))

    assert collapse(raw_text(parse(html))) == text
