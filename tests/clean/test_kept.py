"""What looks like boilerplate and is text: sentences, facts, references, code, formulas."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines

_LAST_EN = {
    "donating": "We donate to the library each month and so do they.",
    "a newsletter spoken of": "You can subscribe to the library's newsletter at the desk.",
    "donating blood": "Those who wish to donate blood can call the hospital on Saturday, she said.",
    "advertising revenue": "Advertisement revenue fell by half during the year.",
    "copyright law": "Copyright law was not mentioned at the meeting.",
    "a colon": "Related: the price of diesel rose too.",
    "alerts": "The mayor told people to sign up for email alerts and to keep a radio at home.",
    "a first publication": "This article of the law was first published in 1998 by the council.",
}
_LAST_ZH = {
    "donation": "她说愿意捐款给医院的人可以在星期六打电话。",
    "subscription": "他每个月都会订阅那份报纸并把它读完。",
    "copyright": "会上没有人提到版权法的修改草案。",
}


@pytest.mark.parametrize("sentence", _LAST_EN.values(), ids=_LAST_EN.keys())
def test_a_last_sentence_that_speaks_of_it_stays(sentence: str) -> None:
    assert lines(clean(f"{EN}<p>{sentence}</p>").html)[-1] == sentence


@pytest.mark.parametrize("sentence", _LAST_ZH.values(), ids=_LAST_ZH.keys())
def test_a_last_chinese_sentence_that_speaks_of_it_stays(sentence: str) -> None:
    assert lines(clean(f"{ZH}<p>{sentence}</p>").html)[-1] == sentence


_PARTS = {
    "facts in a list": "<ul><li>Design: aluminium</li><li>Price: 300</li><li>Age: 2</li></ul>",
    "services in a list": "<p>It bans:</p><ul><li>Facebook</li><li>X</li><li>TikTok</li></ul>",
    "steps": "<ol><li>Mix.</li><li>Wait.</li><li>Print.</li><li>Serve with bread.</li></ol>",
    "code": "<pre><code>// Copyright (c) 2020 ACME. All rights reserved.</code></pre>",
    "a formula": "<p>So <math><mi>x</mi><mo>=</mo><mn>2</mn></math> holds.</p>",
    "cells": "<table><tr><td>Email</td><td>Print</td></tr><tr><td>4</td><td>7</td></tr></table>",
    "a quoted signature": "<blockquote><p>All the world is a stage, and all are players on it,"
    " men and women alike.</p><p>By William Shakespeare</p></blockquote>",
    "an article tagged ads": "<div class='tag-ads'><h2>What changed</h2><p>He said no.</p></div>",
    "an anchor left open": "<a name='x'><p>The bridge stays closed until the end of the week.</p>",
}


@pytest.mark.parametrize("part", _PARTS.values(), ids=_PARTS.keys())
def test_a_part_of_the_text_stays(part: str) -> None:
    before = clean(f"{EN}{part}{EN.replace('council', 'board')}")

    assert before.stats.chars_in == before.stats.chars_out


def test_dates_that_part_a_chronicle_stay() -> None:
    html = "".join(
        f"<p>{year}-05-01</p>{EN.replace('council', f'council of {year}')}" for year in (2001, 2002)
    )

    assert "2002-05-01" in lines(clean(html).html)


def test_references_below_their_heading_stay() -> None:
    references = (
        "<h2>References</h2><ol><li><a href='https://e.org/1'>Smith, Buses</a></li>"
        "<li><a href='https://e.org/2'>Jones, Trains</a></li></ol>"
    )

    assert "Jones, Trains" in lines(clean(EN + references).html)


def test_running_text_in_a_dialog_stays() -> None:
    assert lines(clean(f"<dialog open>{EN}</dialog>").html) == lines(clean(EN).html)


def test_a_citation_is_a_web_address_or_none() -> None:
    html = clean(f"{EN}<blockquote cite='javascript:alert(1)'>{EN}</blockquote>").html

    assert "javascript" not in html


def test_script_below_the_deepest_level_is_no_text() -> None:
    deep = "<div>" * 210 + "<script>var secret = 1;</script><p>Deep text of the article.</p>"

    assert "secret" not in clean(EN + deep).html


def test_what_is_hidden_goes_unless_it_is_most_of_the_text() -> None:
    hidden = "<div style='display:none'><p>Words that nobody is to see here at all.</p></div>"

    assert lines(clean(EN + hidden).html) == lines(clean(EN).html)
    assert lines(clean(f"<div style='visibility:hidden'>{EN}</div>").html) == lines(clean(EN).html)
