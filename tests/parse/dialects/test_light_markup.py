from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.model.article import Failure
from feedclean.parse.notations.render import RESERVED
from feedclean.parse.notations.table import NOTATIONS
from tests.parse.reading import article, outcomes

PROSE = (
    "The kiln was lit on Thursday, and the whole street smelled of it until the end of the week."
)
ASCIIDOC = f"""= The kiln
Ada Smith <ada@kiln.example>; Bo Li
v2, 2024-03-05
:page-canonical: https://kiln.example/1

{PROSE} See link:https://kiln.example/a[the plan].

[quote,Ann Roe,potter]
____
It smells of rain.
____

== How hot

image::kiln.jpg[The kiln at night,640]

* One
* Two
"""
ORG = f"""#+title: The kiln
#+author: Ada Smith
#+date: [2024-03-05 Tue]

{PROSE}

* How hot :fire:
:PROPERTIES:
:ID: 1
:END:
SCHEDULED: <2024-03-09 Sat>
It is /very/ hot, see [[https://kiln.example/a][the plan]].

| a | b |
|---+---|
| c | d |
"""
RST = f"""The kiln
========

:author: Ada Smith
:date: 2024-03-05

{PROSE} See `the plan`_ and ``code_x`` [1]_.

.. image:: kiln.jpg
   :alt: The kiln

How hot
-------

Like this::

    if hot:
        wait()

.. [1] A note.
.. _the plan: https://kiln.example/a
"""
WIKI = f"""{{{{Infobox | name = Kiln
| heat = high }}}}
'''The kiln''' is [[fire|lit]] on Thursdays.<ref>{{{{cite web|title=On kilns|work=Post|url=https://post.example/}}}}</ref>

== How hot ==
{PROSE} [[File:K.jpg|thumb|right|The kiln at [[night]]]]
{{{{quote|text=It smells of rain.|author=Ann Roe}}}}

{{| class="x"
! A !! B
|-
| 1 || 2
|}}

[[Category:Kilns]]
"""
LATEX = rf"""\documentclass{{article}} % a comment
\title{{The kiln\thanks{{For all.}}}}
\author{{Ada Smith \and Bo Li\\Potters}}
\date{{5 March 2024}}
\begin{{document}}
\maketitle
{PROSE}~\cite{{x}} It is \emph{{very \textbf{{hot}}}} in the caf\'e: 60\% more.\footnote{{A note.}}
\section{{How hot}}
\begin{{itemize}}
\item One
\item Two
\end{{itemize}}
\begin{{verbatim}}
50% \foo
\end{{verbatim}}
\end{{document}}
"""
TEXTILE = f"""h1. The kiln

{PROSE} See "the plan":https://kiln.example/a and @code_x@.

bq. It smells of rain.

# One
# Two
"""
GEMTEXT = f"""# The kiln

2024-03-05

{PROSE}
=> https://kiln.example/a The plan
> It smells of rain.
"""
BBCODE = f"""[size=150][b]The kiln[/b][/size]

{PROSE} See [url=https://kiln.example/a]the plan[/url].

[quote="Ann Roe"]It smells of [i]rain[/i].[/quote]

[list][*]One
[*]Two[/list]
"""
TEXTS = {
    "a.adoc": ASCIIDOC,
    "a.org": ORG,
    "a.rst": RST,
    "a.wiki": WIKI,
    "a.tex": LATEX,
    "a.textile": TEXTILE,
    "a.gmi": GEMTEXT,
    "a.txt": BBCODE,
}


@pytest.mark.parametrize("name", TEXTS)
def test_title_and_text_are_read_without_their_marks(name: str) -> None:
    found = article(TEXTS[name], name)

    assert found.origin.dialect == "light-markup"
    assert found.meta.title == "The kiln"
    assert PROSE in found.html
    assert not any(
        mark in found.html for mark in ("{{", "[[", "::", "'''", "\\sec", "[/", "==", "_`")
    )


@pytest.mark.parametrize("name", ["a.adoc", "a.org", "a.rst", "a.tex", "a.gmi"])
def test_the_day_is_read(name: str) -> None:
    assert article(TEXTS[name], name).meta.published == datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("a.adoc", ["Ada Smith", "Bo Li"]),
        ("a.org", ["Ada Smith"]),
        ("a.rst", ["Ada Smith"]),
        ("a.tex", ["Ada Smith", "Bo Li"]),
    ],
)
def test_authors_are_read(name: str, names: list[str]) -> None:
    assert [one.name for one in article(TEXTS[name], name).meta.authors] == names


SHOWN = {
    "a.adoc": (
        '<a href="https://kiln.example/a">the plan</a>',
        "<blockquote><p>It smells of rain.</p></blockquote>\n<p>— Ann Roe, potter</p>",
        '<figure><img src="kiln.jpg"><figcaption>The kiln at night</figcaption></figure>',
        "<h2>How hot</h2>",
        "<ul>\n<li>One</li>\n<li>Two</li>\n</ul>",
    ),
    "a.org": (
        "<p>It is <i>very</i> hot, see <a",
        "<tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr>",
    ),
    "a.rst": (
        '<a href="https://kiln.example/a">the plan</a> and <code>code_x</code><sup>1</sup>.',
        '<figure><img src="kiln.jpg"><figcaption>The kiln</figcaption></figure>',
        "<p>Like this:</p>\n<pre><code>if hot:\n    wait()</code></pre>",
        "<p>[1] A note.</p>",
    ),
    "a.wiki": (
        "<b>The kiln</b> is lit on Thursdays.<sup>1</sup>",
        "<figure><figcaption>The kiln at night</figcaption></figure>",
        "<p>It smells of rain.</p>\n<p>Ann Roe</p>",
        "<tr><td>A</td><td>B</td></tr><tr><td>1</td><td>2</td></tr>",
        '<li><a href="https://post.example/">On kilns, Post</a></li>',
    ),
    "a.tex": (
        "the end of the week. It is <i>very <b>hot</b></i> in the café: 60% more.<sup>1</sup>",
        "<h2>How hot</h2>",
        "<li>One</li>",
        "<pre><code>50% \\foo</code></pre>",
        "<p>[1] A note.</p>",
    ),
    "a.textile": (
        "and <code>code_x</code>.",
        "<blockquote><p>It smells of rain.</p></blockquote>",
        "<ol>\n<li>One</li>\n<li>Two</li>\n</ol>",
    ),
    "a.gmi": (
        '<p><a href="https://kiln.example/a">The plan</a></p>',
        "<blockquote><p>It smells of rain.</p></blockquote>",
    ),
    "a.txt": (
        '<a href="https://kiln.example/a">the plan</a>',
        "<blockquote><p>Ann Roe:</p>\n<p>It smells of <i>rain</i>.</p></blockquote>",
        "<li>One</li>",
    ),
}


@pytest.mark.parametrize("name", SHOWN)
def test_marks_become_what_they_mean(name: str) -> None:
    html = article(TEXTS[name], name).html

    assert [part for part in SHOWN[name] if part not in html] == [], html


def test_what_a_wiki_wants_to_be_cited_is_no_cited_work() -> None:
    text = WIKI + "\nWorks.{{Citation needed|date=May 2020}} {{Citation|last=Abel|title=Walls}}\n"
    html = article(text, "a.wiki").html

    assert "May 2020" not in html
    assert "Works. Abel, Walls" in html


def test_what_a_wiki_cites_and_is_about_is_told() -> None:
    assert article(WIKI, "a.wiki").meta.categories == ("Kilns",)
    assert "heat" not in article(WIKI, "a.wiki").html


def test_marks_that_mean_nothing_stay() -> None:
    text = f"#+title: T\n\n{PROSE} 2 * 3 * 4, snake_case_name, a/b/c, [1], x=y=z\n\n[[not a link\n"

    assert "2 * 3 * 4, snake_case_name, a/b/c, [1], x=y=z" in article(text, "a.org").html
    assert "[[not a link" in article(text, "a.org").html


def test_a_fence_without_an_end_loses_nothing() -> None:
    html = article(f"= T\n\n////\n{PROSE}\n\n----\nLast words.\n", "a.adoc").html

    assert PROSE in html
    assert "Last words." in html


@pytest.mark.parametrize("notation", NOTATIONS, ids=lambda one: one.name)
def test_markup_in_a_text_is_text(notation: object) -> None:
    ending = notation.endings[0]  # type: ignore[attr-defined]  # of a parametrized value
    html = article(f"{PROSE} 1 < 2 & <script>alert(1)</script>\n\n{PROSE}\n", f"a{ending}").html

    assert "<script" not in html
    assert "1 &lt; 2 &amp;" in html


def test_addresses_that_are_none_are_no_links() -> None:
    html = article("[b]T[/b]\n\n[url=javascript:alert(1)]Press[/url] [i]here[/i] " + PROSE).html

    assert "javascript" not in html
    assert "Press <i>here</i>" in html


def test_characters_that_stand_for_tags_are_taken_from_nobody() -> None:
    forged = f"#+title: T\n\n{PROSE} {PROSE} {PROSE} {PROSE} \x010\x02 *b* \x0e1 x\x0e\n"

    assert "0 <b>b</b> 1 x" in article(forged, "a.org").html
    assert all(chr(code) in "\x01\x02\x0e\x0f\f" for code in RESERVED)


def test_headings_are_below_the_title() -> None:
    html = article(
        f"#+title: T\n\n{PROSE}\n\n* One\n\n{PROSE}\n\n** Two\n\n{PROSE}\n", "a.org"
    ).html

    assert "<h2>One</h2>" in html
    assert "<h3>Two</h3>" in html


def test_a_dialect_that_was_named_says_which_notations_there_are() -> None:
    (failure,) = outcomes_named("Just a line of prose.", "light-markup")

    assert "none of the notations known: asciidoc, bbcode" in failure


def outcomes_named(text: str, dialect: str) -> list[str]:
    from feedclean.parse import read
    from tests.parse.reading import capture, source

    return [getattr(one, "message", "") for one in read(capture(text), source(dialect))]


@pytest.mark.parametrize("depth", [1, 50, 5_000])
def test_depth_costs_nothing_but_itself(depth: int) -> None:
    text = "= T\n\n" + "".join(f"{'=' * (4 + n % 90)}\n" for n in range(depth)) + PROSE

    assert PROSE in article(text, "a.adoc").html
    assert PROSE in article(f"# T\n\n{'> ' * depth}{PROSE}\n", "a.gmi").html
    assert outcomes("\\emph{" * depth + PROSE + "}" * depth, "a.tex")
    assert outcomes("{{a|" * depth + PROSE + "}}" * depth, "a.wiki")


SAID = "It smells of rain and of smoke, and of bread."
_RST = f"Kiln\n====\n\n{PROSE}\n\n"
KEPT = {
    "org: a date that opens brackets of text": (
        "a.org",
        f"#+title: K\n\n{PROSE}\n[2024-03-05 the day of the bridge] it was.\n",
        "[2024-03-05 the day of the bridge] it was.",
    ),
    "org: a stamp with its end and how often": (
        "a.org",
        f"#+title: K\n\n{PROSE}\nSo <2024-03-05 Tue 10:00-11:30 +1w -2d> it was.\n",
        "So 2024-03-05 10:00-11:30 it was.",
    ),
    "org: a line that begins like a stamp": (
        "a.org",
        f"#+title: K\n\n{PROSE}\n\nCLOSED: the museum, for good.\n",
        "CLOSED: the museum, for good.",
    ),
    "org: marks within each other": (
        "a.org",
        f"#+title: K\n\n{PROSE}\n\nWrite ~a =b= c~ here.\n",
        "Write ~a <code>b</code> c~ here.",
    ),
    "latex: brackets behind a letter": (
        "a.tex",
        f"\\section{{One}}\n{PROSE}\n\nHe said \\ldots[sic] so.\n",
        "He said …[sic] so.",
    ),
    "rst: fields in code": (
        "a.rst",
        f"{_RST}.. code:: python\n   :linenos:\n\n   def f(x):\n       :param x: it\n",
        "    :param x: it",
    ),
    "rst: fields in a note": (
        "a.rst",
        f"{_RST}.. note::\n   Look.\n\n   :Speed: fast words\n",
        "fast words",
    ),
    "rst: HTML": (
        "a.rst",
        f"{_RST}.. raw:: html\n\n   <script>x()</script><p>{SAID}</p>\n",
        f"<p>{SAID}</p>",
    ),
    "rst: what stands for other words": (
        "a.rst",
        f"{_RST}It comes |rel|.\n\n.. |rel| replace:: next spring\n",
        "It comes next spring.",
    ),
    "wikitext: a quotation in a template of any name": (
        "a.wiki",
        f"'''K''' is old. {{{{Zitat|{SAID}|Autor=Bo}}}}\n\n{PROSE}\n",
        SAID,
    ),
    "wikitext: a template of several lines": (
        "a.wiki",
        f"'''K''' is old.\n\n{{{{box\n| said = {SAID}\n| width = 30%\n}}}}\n{PROSE}\n",
        f"<p>{SAID}</p>",
    ),
    "wikitext: a measure": (
        "a.wiki",
        f"'''K''' is {{{{convert|5|km|abbr=on}}}} long.\n\n{PROSE}\n",
        "is 5 km long.",
    ),
    "wikitext: a line before the first cell": (
        "a.wiki",
        f"'''K''' is old.\n\n{PROSE}\n\n{{|\n|-\nloose words\n| a\n|}}\n",
        "loose words",
    ),
    "asciidoc: a paragraph right below the title": (
        "a.adoc",
        f"= The kiln\n{SAID}\n{PROSE}\n",
        SAID,
    ),
    "bbcode: cells of a table": (
        "a.bb",
        f"{PROSE}\n[table][tr][td]one[/td][td]two[/td][/tr][/table]\n",
        "one two",
    ),
}


@pytest.mark.parametrize("name", KEPT)
def test_text_that_looks_like_notation_stays(name: str) -> None:
    location, text, shown = KEPT[name]

    assert shown in article(text, location).html


def test_a_field_of_several_lines_is_read_whole() -> None:
    found = article(
        f"Kiln\n====\n\n:summary: Long words\n   that go on.\n\n{PROSE}\n", "posts/a.rst"
    )

    assert found.meta.summary == "Long words that go on."


@pytest.mark.parametrize(
    "sample",
    [
        "\\documentclass{article}\n\\begin{document}\nHello\n\\end{document}",
        "#+title: My notes\n#+begin_quote\nHello\n#+end_quote",
    ],
    ids=["latex", "org"],
)
@pytest.mark.parametrize(
    "prose",
    [
        "Most people begin with a file like this one, and many of them stay with it.",
        "Die meisten beginnen mit einer solchen Datei, und viele bleiben dabei.",
        "大多数人从这样一个文件开始，其中很多人一直用下去，再也没有换过别的，直到今天为止都是如此。",
    ],
    ids=["en", "de", "zh"],
)
def test_an_article_about_a_notation_is_not_in_it(prose: str, sample: str) -> None:
    text = "\n\n".join(["How it works", *[prose] * 6, sample, prose])
    (found,) = outcomes(text, "posts/a.txt")

    assert not isinstance(found, Failure)
    assert found.html.count(prose) == 7
    assert "Hello" in found.html


@pytest.mark.parametrize("location", ["posts/a.org", "posts/a.rst", "posts/a.adoc"])
def test_a_list_may_be_long(location: str) -> None:
    text = f"{PROSE}\n\n" + "".join(f"- item {number}\n  goes on\n" for number in range(2_000))

    found = article(text, location).html

    assert found.count("<li>") == 2_000
    assert "<li>item 1999 goes on</li>" in found
    assert found.count("<ul>") == 1


@pytest.mark.parametrize(
    ("location", "begin", "piece"),
    [
        ("posts/a.wiki", "'''K''' is old.\n\n", "<ref>word <gallery>\n"),
        ("posts/a.tex", "\\section{K}\n", "\\begin{verbatim}word\n"),
        ("posts/a.tex", "\\section{K}\n", "\\title{word\n"),
        ("posts/a.tex", "\\section{K}\n", "\\begin{align}word\n"),
        ("posts/a.tex", "\\section{K}\n", "\\begin{tabular}{l}word\n"),
        ("posts/a.tex", "\\section{K}\n", "\\begin{tabular}{word\n"),
    ],
    ids=["wikitext", "latex", "titles", "formulas", "tables", "columns"],
)
def test_what_never_ends_is_looked_through_once(location: str, begin: str, piece: str) -> None:
    # where each looked on to the end of the text, this took minutes
    found = article(f"{begin}{PROSE}\n\n{piece * 20_000}", location)

    assert found.html.count("word") >= 19_999


SHOWN_OF_LATEX = {
    "maths set apart": (
        "\\begin{equation}\nm = m_0 e^{-t/\\tau} % why\n\\label{eq:m}\n\\end{equation}",
        "<pre><code>m = m_0 e^{-t/\\tau}</code></pre>",
    ),
    "maths in lines": (
        "\\begin{align*}\na &= b \\\\\nc &< d\n\\end{align*}",
        "<pre><code>a &amp;= b \\\\\nc &amp;&lt; d</code></pre>",
    ),
    "signs in notes": (
        "Rope\\footnote{Of $x^2$ -- or 40\\,m~long.} is wet.",
        "<p>[1] Of <code>x^2</code> – or 40\u202fm long.</p>",
    ),
    "table": (
        (
            "\\begin{tabular}{@{}l|p{3cm}@{}}\n\\toprule\nRope & \\emph{Hours} \\\\ \\hline\n"
            "Hemp \\& tar & $|t| = 3$ \\\\[2pt]\n & \\multicolumn{2}{c}{none}\n\\end{tabular}"
        ),
        (
            "<table><tr><td>Rope</td><td><i>Hours</i></td></tr>"
            "<tr><td>Hemp &amp; tar</td><td><code>\\vert t\\vert = 3</code></td></tr>"
            "<tr><td></td><td>none</td></tr></table>"
        ),
    ),
    "table of a width": (
        "\\begin{tabularx}{\\textwidth}{lX}\nA & B\n\\end{tabularx}",
        "<table><tr><td>A</td><td>B</td></tr></table>",
    ),
    "a table that begins in braces": (
        "\\begin{tabular}{l}{\\bf Rope} & B\n\\end{tabular}",
        "<td>Rope</td><td>B</td>",
    ),
    "books": (
        (
            "\\begin{thebibliography}{9}\n\\bibitem{a} Ann, \\emph{Ropes}.\n"
            "\\bibitem[B]{b} Bo, 1988.\n\\end{thebibliography}"
        ),
        "<ul>\n<li>Ann, <i>Ropes</i>.</li>\n<li>Bo, 1988.</li>\n</ul>",
    ),
}


@pytest.mark.parametrize("case", SHOWN_OF_LATEX)
def test_of_latex_formulas_tables_and_notes_stay_whole(case: str) -> None:
    text, shown = SHOWN_OF_LATEX[case]

    assert shown in article(f"\\section{{One}}\n{PROSE}\n\n{text}\n", "a.tex").html


def test_a_wiki_page_is_called_what_it_has_in_bold_not_its_short_description() -> None:
    page = "{{Short description|Spring in a village}}\n'''St Ann's Well''' is a [[spring]]."

    found = article(f"{page}\n\n{PROSE}\n", "a.wiki")

    assert found.meta.title == "St Ann's Well"
    assert found.meta.summary == "Spring in a village"
    assert "in a village" not in found.html


def test_keys_in_comments_above_a_text_are_read() -> None:
    found = article(
        f""".. title: The kiln
.. date: 2024-03-05 10:00:00 UTC
.. link: https://kiln.example/1
.. author: Ada Smith

{PROSE} It is ``hot``.

.. image:: kiln.jpg
""",
        "a.rst",
    )

    assert found.meta.title == "The kiln"
    assert found.meta.url == "https://kiln.example/1"
    assert [one.name for one in found.meta.authors] == ["Ada Smith"]
    assert found.meta.published == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert PROSE in found.html
    assert "kiln.jpg" in found.html


CLIPPED = f"""* The kiln
:PROPERTIES:
:CREATED: [2024-06-01 Sat 10:00]
:URL: https://kiln.example/1
:AUTHOR: Ada Smith
:END:
[2024-03-05 Tue]

{PROSE}
"""


def test_properties_of_the_only_heading_tell_of_the_text() -> None:
    found = article(CLIPPED, "a.org")

    assert found.meta.title == "The kiln"
    assert found.meta.url == "https://kiln.example/1"
    assert [one.name for one in found.meta.authors] == ["Ada Smith"]
    assert found.meta.published is not None
    assert found.meta.published.date().isoformat() == "2024-03-05"
    assert PROSE in found.html


def test_properties_of_one_heading_of_several_do_not() -> None:
    found = article(f"{CLIPPED}\n* The clay\n\n{PROSE}\n", "a.org")

    assert found.meta.url is None
    assert found.meta.authors == ()
    assert found.html.count(PROSE) == 2


def test_a_comment_below_a_title_in_restructured_text_is_no_field() -> None:
    found = article(
        "The mill\n========\n\n.. author: do not print\n\nIt stands still.\n\n"
        ".. image:: mill.png\n\nNobody knows why.\n",
        "posts/a.rst",
    )

    assert found.meta.title == "The mill"
    assert not found.meta.authors
