"""Where a list of related links ends: at another part of the article, and at its notes."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, clean, lines, rules

RELATED = (
    "<h2>Related posts</h2><ul>"
    '<li><a href="https://example.org/news/b">The ferry is late again this week</a></li>'
    '<li><a href="https://example.org/news/c">A bridge that nobody has crossed</a></li></ul>'
)
NOTE = '<ol><li id="fn1">Built by convicts in 1838. <a href="#r1">↩︎</a></li></ol>'
AFTER = {
    "a part and its list": "<h2>What you need</h2><ul><li>a rope</li><li>a boat</li></ul>",
    "a higher part": "<h1>Changes</h1><ul><li>2025-02-09: the rope added</li></ul>",
    "a note": f"<hr>{NOTE}",
}


@pytest.mark.parametrize("after", AFTER.values(), ids=AFTER.keys())
def test_what_stands_below_a_list_of_related_links_stays(after: str) -> None:
    text = EN.replace("Tuesday", 'Tuesday<sup id="r1"><a href="#fn1">1</a></sup>', 1)
    article = clean(text + RELATED + after)

    assert rules(article) == {"block/related"}
    assert lines(article.html) == lines(text + after)


def test_a_heading_of_a_lower_rank_parts_the_list_and_goes_with_it() -> None:
    more = '<h4>Ferries</h4><ul><li><a href="https://example.org/news/d">Late again</a></li></ul>'

    assert lines(clean(EN + RELATED + more).html) == lines(EN)


LAST = "<p>Row back before the tide turns, or wait on the far bank until somebody fetches you.</p>"
FACTS = "<ul><li>Serves: four</li><li>Time: one hour</li></ul><h3>Steps</h3><ol><li>Row</li></ol>"


@pytest.mark.parametrize(
    "label",
    [
        '<p>Read also: <a href="https://example.org/news/b">The ferry is late</a></p>',
        (
            '<p><b>Leggi anche:</b> <a href="https://example.org/news/b">Un traghetto lento</a><br>'
            '<a href="https://example.org/news/c">Un ponte che nessuno attraversa</a></p>'
        ),
        "<p><b>Lire aussi :</b> <a>Le bac est en retard</a><br><a>Un pont que nul ne passe</a></p>",
    ],
    ids=["one line", "two lines", "links that lead nowhere"],
)
def test_a_list_without_links_below_a_line_of_related_links_stays(label: str) -> None:
    article = clean(EN + label + FACTS + LAST)

    assert lines(article.html) == lines(EN + FACTS + LAST)


def test_headlines_without_links_in_the_list_of_those_with_links_go() -> None:
    mixed = RELATED.replace("</ul>", "<li>A lock without a keeper</li></ul>")

    assert lines(clean(EN + mixed).html) == lines(EN)
