from __future__ import annotations

import pytest

from feedclean.parse.dialects.markup import render_markdown
from tests.parse.reading import article


def html(text: str) -> str:
    return render_markdown(text, "T").html


READ = {
    "a note": ("Past [[The Mill]] again.", "<p>Past The Mill again.</p>\n"),
    "a note by another name": ("Past [[Mill 2|the mill]] again.", "<p>Past the mill again.</p>\n"),
    "a note within": ("See ![[Rye starter]].", "<p>See Rye starter.</p>\n"),
    "a picture": ("![[old mill.jpg]]", '<p><img src="old%20mill.jpg" alt="" /></p>\n'),
    "a picture with words": ("![[a.png|A mill]]", '<p><img src="a.png" alt="A mill" /></p>\n'),
    "a picture of a size": ("![[a.png|300x200]]", '<p><img src="a.png" alt="" /></p>\n'),
    "a note within words": ("渡轮停在[[河边]]了。", "<p>渡轮停在河边了。</p>\n"),
    "lit words": ("He ==never== came.", "<p>He <mark>never</mark> came.</p>\n"),
    "a written address": (
        'See [the mill]({{< ref "mill.md" >}}) and [it]({% post_url 2024-01-12-it %}).',
        "<p>See the mill and it.</p>\n",
    ),
    "the base of a site": (
        "See [it]({{ site.baseurl }}/it).",
        '<p>See <a href="/it">it</a>.</p>\n',
    ),
    "a listing": (
        "{% highlight c %}\nint *a;\n{% endhighlight %}\n",
        '<pre><code class="language-c">int *a;\n</code></pre>\n',
    ),
    "a listing of hugo": (
        "{{< highlight go >}}\na[[i]]\n{{< /highlight >}}\n",
        '<pre><code class="language-go">a[[i]]\n</code></pre>\n',
    ),
}


@pytest.mark.parametrize(("text", "shown"), READ.values(), ids=READ.keys())
def test_marks_of_notebooks_and_generators_are_read(text: str, shown: str) -> None:
    assert html(text) == shown


def test_a_callout_shows_its_title() -> None:
    shown = html("> [!note]- Remember\n> The key.\n\n> [!tip]\n> Knock.")

    assert "[!" not in shown
    assert "<strong>Remember</strong>" in shown
    assert "Knock." in shown


KEPT = {
    "a link in brackets": ("[[1]](#n)", ">[1]</a>"),
    "a numbered reference": ("It grew [[1]] at once.", "[[1]]"),
    "a test of a shell": ("if [[ -f a ]] then", "[[ -f a ]]"),
    "code": ("the mark `[[a|b]]` and `==c==`", "<code>[[a|b]]</code> and <code>==c==</code>"),
    "a fenced block": ("```\n[[a]] ==b==\n```", "[[a]] ==b=="),
    "a comparison": ("if a==b and b==c then", "a==b and b==c"),
    "code in a sentence": ("You write df[[name]] or l[[i]][[j]].", "df[[name]] or l[[i]][[j]]."),
    "an indented block": ("So:\n\n    x <- [[a]] ==b==\n", "x &lt;- [[a]] ==b=="),
    "a block of a page": ("<pre>\n[[name]] ==b==\n</pre>", "[[name]] ==b=="),
    "a place for a list": ("[[toc]]", "[[toc]]"),
    "a picture of a wiki": ("[[File:a.png|thumb|A mill]]", "[[File:a.png|thumb|A mill]]"),
}


@pytest.mark.parametrize(("text", "kept"), KEPT.values(), ids=KEPT.keys())
def test_what_is_no_such_mark_stays(text: str, kept: str) -> None:
    assert kept in html(text)


LONE = {
    "a number above a stanza": ("1.\nThe boat will not row,\nthe moon will bathe.", "1."),
    "a bracket": ("2)\n\nThe boat will not row.", "2)"),
    "a number at the end": ("The boat will not row.\n\n3.", "3."),
    "a star between scenes": ("She left.\n\n*\n\nHe came.", "*"),
    "a dash at the top": ("-\n\nHe came.", "-"),
}


@pytest.mark.parametrize(("text", "kept"), LONE.values(), ids=LONE.keys())
def test_a_number_or_a_star_alone_stays(text: str, kept: str) -> None:
    shown = html(text)

    assert "<li" not in shown
    assert kept in shown


def test_an_item_may_begin_on_the_line_below_its_mark() -> None:
    assert html("1.\n   one\n2.\n   two").count("<li>") == 2


def test_a_heading_may_stand_above_a_dash() -> None:
    assert html("A title\n-\n\nText.").startswith("<h2>")


NOTES = {
    "fenced": "---\ntitle: T\n---\n{}",
    "toml": '+++\ntitle = "T"\n+++\n{}',
    "joplin": "T\n\n{}\n\nid: 0123456789abcdef0123456789abcdef\ncreated_time: 2024-01-12\n"
    "source_url: \ntype_: 1",
    "bare": "title: T\nauthor: Ana Ruiz\n\n{}",
}


@pytest.mark.parametrize("around", NOTES.values(), ids=NOTES.keys())
def test_light_marks_below_keys_are_markdown(around: str) -> None:
    wrapped = (
        "The ferry did not come on the first day of the year, and the *people* on\n"
        "the pier went home with `no` word."
    )
    shown = article(around.format(wrapped), "a/b.md").html

    assert "<em>people</em> on\nthe pier" in shown
    assert "<code>no</code>" in shown


def test_paragraphs_wrapped_at_a_width_run_on_without_any_mark() -> None:
    text = "The ferry did not come on the first day of the year, and the people on\nthe pier left."

    assert "<br" not in article(f"---\ntitle: T\n---\n{text}\n\nSo it was.", "a/b.md").html


PLAIN = {
    "a paragraph in each line": "The ferry did not come on the first day of the whole year.\n"
    "Nobody on the pier had thought that it would come on that day.\n"
    "On the second day it came.",
    "paragraphs set in": "　　渡轮没有来，码头上的人都回家了。\n\n　　第二天它晚了一个小时。",
    "a name at the right": "I went out\nand nobody came\n\n          Ann Example",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN.keys())
def test_what_is_set_like_print_is_read_line_by_line(text: str) -> None:
    shown = article(f"---\ntitle: T\n---\n{text}", "a/b.md").html

    assert "<pre" not in shown
    assert shown.count("<p>") + shown.count("<br") >= 2
