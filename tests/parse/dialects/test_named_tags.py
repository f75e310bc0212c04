from __future__ import annotations

import re
from html import unescape

import pytest

from feedclean.parse.dialects.markup import render_markdown
from feedclean.parse.dialects.written.named_tags import (
    names_tags,
    with_named_escaped,
    without_named,
)
from tests.parse.reading import article

END = "In the end the keeper took it out, and the lamp has never been so bright."
BLOCK = '<div class="note">It mostly does.</div>'
HIDING = (
    "<script>",
    "<style>",
    "<title>",
    "<textarea>",
    "<!--",
    "<?php",
    "<plaintext>",
    "<xmp>",
    "<iframe>",
    "<template>",
    "<select>",
    "<button>",
    "<noframes>",
)
OTHERS = ("<noscript>", "<svg>", "<b>", "<nav>", "<body>", "</p>")
FRONT = "---\ntitle: How the lamp is lit\n---\n\n"
NAMED = {
    "in code": "I put the `{}` tag at the end of it.",
    "in longer code": "I put the ``{} here`` tag at the end of it.",
    "in a block": "I put it at the end:\n\n```html\n{}\n```",
    "as a word": "I put the {} tag at the end of it.",
    "within a box": '<div class="note">I put the `{}` tag at the end.</div>',
}


def words(html: str) -> str:
    return unescape(re.sub(r"<[^<>]*>", "", html))


@pytest.mark.parametrize("head", [FRONT, "# How the lamp is lit\n\n"], ids=["keys", "heading"])
@pytest.mark.parametrize("named", NAMED.values(), ids=NAMED.keys())
@pytest.mark.parametrize("tag", HIDING)
def test_a_tag_that_is_named_hides_nothing(tag: str, named: str, head: str) -> None:
    html = article(f"{head}{named.format(tag)}\n\n{BLOCK}\n\n{END}\n", "lamp.md").html

    assert words(html).count(END) == 1
    assert tag in words(html)
    assert f"<p>{END}</p>" in html


@pytest.mark.parametrize("tag", HIDING)
def test_a_tag_at_the_beginning_of_a_line_hides_nothing(tag: str) -> None:
    html = article(f"{FRONT}{tag} is what I mean.\n\n{BLOCK}\n\n{END}\n", "lamp.md").html

    assert f"<p>{END}</p>" in html


@pytest.mark.parametrize("tag", OTHERS)
def test_a_tag_that_is_a_word_is_shown(tag: str) -> None:
    html = article(f"{FRONT}I put the {tag} tag at the end.\n\n{BLOCK}\n\n{END}\n", "lamp.md").html

    assert tag in words(html)


USED = {
    "bold": ("It is <b>bright</b> again.", "<p>It is <b>bright</b> again.</p>\n"),
    "a break": ("Mill Lane <br> Thornby", "<p>Mill Lane <br> Thornby</p>\n"),
    "bold without its end": ("It is <b>bright again.", "<p>It is <b>bright again.</p>\n"),
    "a script": ("<script>\nvar a = 1;\n</script>\n", "<script>\nvar a = 1;\n</script>\n"),
    "a comment": ("<!-- more -->\n", "<!-- more -->\n"),
    "two ends": ("It <i>is</i> <i>lit</i>.", "<p>It <i>is</i> <i>lit</i>.</p>\n"),
    "code": ("Put `a<b` in.", "<p>Put <code>a&lt;b</code> in.</p>\n"),
}


@pytest.mark.parametrize(("text", "expected"), USED.values(), ids=USED.keys())
def test_markup_that_is_used_stays(text: str, expected: str) -> None:
    assert render_markdown(text, "T").html == expected


def test_a_frame_without_its_end_hides_nothing() -> None:
    html = render_markdown(f'<iframe src="https://v.example/1">\n\n{END}\n', "T").html

    assert '<iframe src="https://v.example/1"></iframe>' in html
    assert f"<p>{END}</p>" in html


def test_indented_code_shows_a_tag_as_it_was_written() -> None:
    html = render_markdown(f"So:\n\n    <script>\n    x = 1\n\n{END}\n", "T").html

    assert "<code>&lt;script>" in html.replace("&gt;", ">")
    assert f"<p>{END}</p>" in html


def test_a_script_that_is_cut_off_is_no_word_of_html() -> None:
    cut = "<p>The lamp is lit.</p>\n<script>\nvar a = 1;"

    assert with_named_escaped(cut) == cut


def test_a_tag_in_code_is_shown_in_html() -> None:
    html = "<p>I put the `<script>` tag there.</p>\n<p>It is lit.</p>"

    assert with_named_escaped(html) == html.replace("<script>", "&lt;script>")


ASTRAY = {
    "an end": "<p>It is </b> bright </i> again.</p>",
    "a list": "<div>It holds <ul> <li>oil</li></div>",
    "the middle": "<p>It is <center> in the middle.</p>",
    "a comment between ticks": "<p>the town`s hall <!-- note --> the mayor`s word</p>",
    "a frame": "<p>a town`s <iframe src='https://v.example/1'></iframe> a mayor`s word</p>",
}


@pytest.mark.parametrize("html", ASTRAY.values(), ids=ASTRAY.keys())
def test_a_stray_tag_of_html_is_no_word(html: str) -> None:
    assert with_named_escaped(html) == html
    assert "&lt;" not in render_markdown(f"# It\n\n{html}\n\n{END}\n", "T").html


def test_words_within_a_script_are_told() -> None:
    hidden = "Nobody will ever read what stands here, as it is within a script."
    lost = article(f"{FRONT}It is lit.\n\n<script>\n{hidden}\n</script>\n\n{END}\n", "lamp.md")
    code = article(f"{FRONT}It is lit.\n\n<script>\nvar a = {{}};\n</script>\n\n{END}\n", "lamp.md")

    assert lost.cautions == ("text-hidden",)
    assert code.cautions == ()


PLAIN = {
    "a word": "Use the <b> tag only when you must.",
    "both": "Put <b> before the word, and </b> behind it.",
    "code": "Use `<script>` only when you must, and read it first.",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
@pytest.mark.parametrize("name", ["lamp.txt", "lamp.md"])
def test_a_text_that_only_names_tags_is_plain_text(text: str, name: str) -> None:
    read = article(f"{text}\n\nThe lamp is lit again.\n\nIt is bright.\n", name)

    assert text in words(read.html)
    assert "<p>The lamp is lit again.</p>" in read.html


def test_what_is_named_and_what_is_used() -> None:
    assert names_tags("Use `<b>` here.")
    assert names_tags("Use the <nav> tag.")
    assert not names_tags("It is <b>bright</b> <i>and</i> `a < b`.")
    assert without_named("Use the <b> tag, <b>please</b>.") == "Use the   tag, <b>please</b>."
