"""Cards of archives beside a text go, and tables and lists of facts stay."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

CARDS = {
    "a table": "<table><tr><td>档案卡</td></tr><tr><td>标题：A bridge stays closed</td></tr><tr>"
    "<td>作者：方舟</td></tr><tr><td>发表日期：2025.5.12</td></tr><tr><td>来源：江边来信</td></tr></table>",
    "rows of two cells": "<table><tr><th>Author</th><td>Jane Roe</td></tr><tr><th>Published</th>"
    "<td>12 May 2025</td></tr><tr><th>Source</th><td>The Tide</td></tr></table>",
    "a list": "<ul><li>Autor: Jan Moor</li><li>Quelle: Küstenblatt</li><li>Datum: 12.05.2025</li>"
    "<li>Sammlung: Häfen</li><li>Titel: A bridge stays closed</li><li>Form: Brief</li></ul>",
    "terms": "<dl><dt>Auteur</dt><dd>Luc Port</dd><dt>Source</dt><dd>La Marée</dd>"
    "<dt>Mots-clés</dt><dd>marée, bateau</dd></dl>",
}


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
def test_a_card_on_the_article_goes_from_above_and_below(card: str, text: str) -> None:
    for html in (card + text, text + card):
        article = clean(html)

        assert lines(article.html) == lines(text)
        assert "block/card" in rules(article)


FACTS = {
    "a book": "<table><tr><td>作者</td><td>方舟</td></tr><tr><td>出版社</td><td>渡口</td></tr>"
    "<tr><td>出版时间</td><td>2025年5月</td></tr><tr><td>页数</td><td>320</td></tr></table>",
    "a film": "<table><tr><td>Director</td><td>Ann Poe</td></tr><tr><td>Year</td><td>1999</td></tr>"
    "<tr><td>Source</td><td>a novel</td></tr></table>",
    "an event": "<ul><li>时间：2025年5月12日 10:00</li><li>地点：渡口</li><li>票价：八元</li></ul>",
    "two": "<table><tr><td>Author: Jane Roe</td></tr><tr><td>Source: Tide</td></tr></table>",
    "what was found": "<table><tr><td>Source</td><td>Salt</td></tr><tr><td>The quay</td>"
    "<td>2 %</td></tr>"
    "<tr><td>The pier</td><td>4 %</td></tr></table>",
}


@pytest.mark.parametrize("facts", FACTS.values(), ids=FACTS.keys())
def test_facts_stay(facts: str) -> None:
    assert "block/card" not in rules(clean(EN + facts))
    assert lines(clean(EN + facts).html)[3:] == lines(facts)


def test_facts_of_a_book_called_like_the_article_stay() -> None:
    rows = {"作者": "方舟", "书名": "大桥封闭", "出版日期": "2025年5月", "来源": "渡口书店"}
    facts = "".join(f"<tr><td>{key}</td><td>{value}</td></tr>" for key, value in rows.items())

    assert "block/card" not in rules(clean(f"{ZH}<table>{facts}</table>", title="大桥封闭"))


def test_the_sentence_an_article_without_a_title_begins_with_stays() -> None:
    first = lines(ZH)[0]
    known = (("title", "first words"),)

    assert lines(clean(ZH, title=first, evidence=known).html) == lines(ZH)
    assert lines(clean(f"<p>大桥</p>{ZH}", title="大桥", evidence=known).html) == lines(ZH)
    assert lines(clean(ZH, title=first).html) == lines(ZH)[1:]
