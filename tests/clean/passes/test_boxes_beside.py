"""Boxes beside the text go whole where most of one is known; leads, captions and facts stay."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, ZH, clean, lines, rules, taken

LONG = {
    EN: EN
    + EN.replace("council", "board").replace("engineer", "plumber").replace("Nobody", "None"),
    ZH: ZH + ZH.replace("大桥", "隧道").replace("工程师", "水管工").replace("没有人", "谁也没"),
}
TEXTS = pytest.mark.parametrize("text", LONG.values(), ids=["en", "zh"])
ABOVE = {
    "a list of facts on the article": (
        '<dl class="article-info"><dt>Upplýsingar</dt><dd>Autor: Jana Malá</dd>'
        "<dd>Kategorie: Mosty</dd><dd>Publikováno: 12. března 2024</dd>"
        "<dd>Flettingar: 412</dd></dl>"
    ),
    "what a translation is of": (
        "<div><p>原文：<a href='https://news.example/a'>The Keeper</a></p><p>作者：简·罗</p>"
        "<p>来源：《桥梁周刊》</p><p>本文另有附图的版本</p></div>"
    ),
    "a notice on a column": (
        "<div><b>Hraðlestin</b><p>Hraðlestin er vettvangur lesenda sem við veljum úr daglega.</p>"
        "<p>This article does not necessarily reflect the views of the paper.</p></div><hr>"
    ),
    "data of a platform": (
        '<section class="meta"><p>IPLD mark 3f9a</p><p>#bridges #boats #rivers</p></section>'
    ),
}
BELOW = {
    "a card of an author": (
        '<div class="contributor-box"><p>Jane Roe mends bells</p><p>Meira frá Jane Roe</p>'
        "<p>Read also: The tunnel</p></div>"
    ),
    "two calls": ("<div><p>Gleymdu engu framar</p><p>Subscribe to our newsletter</p></div>"),
}


@TEXTS
@pytest.mark.parametrize("box", ABOVE.values(), ids=ABOVE.keys())
def test_a_box_above_the_text_goes_whole_where_most_of_it_is_known(box: str, text: str) -> None:
    article = clean(box + text)

    assert lines(article.html) == lines(text)
    assert "block/box" in rules(article)


@TEXTS
@pytest.mark.parametrize("box", BELOW.values(), ids=BELOW.keys())
def test_a_box_below_the_text_goes_whole_where_half_of_it_is_known(box: str, text: str) -> None:
    article = clean(text + box, authors=(Author(name="Jane Roe"),))

    assert lines(article.html) == lines(text)
    assert "block/box" in rules(article)


BY = "<p>By Jane Roe</p><p>12 May 2024, 10:30</p>"
STAY = {
    "a lead beside a byline": (
        f"<header>{BY}<p>A town waits for its bridge, and the ferry counts the days.</p></header>",
        "A town waits for its bridge, and the ferry counts the days.",
    ),
    "a lead without a full stop": (
        f"<header>{BY}<p>Five years on, the town still waits for its bridge</p></header>",
        "Five years on, the town still waits for its bridge",
    ),
    "a caption beside a byline": (
        f'<div>{BY}<p>Source: The Bridge Weekly</p><img src="/a.jpg"><p>The old ferry</p></div>',
        "The old ferry",
    ),
    "facts of a recipe": (
        "<div><p>By Jane Roe</p><p>Serves: four boatmen</p><p>Takes: half a tide</p></div>",
        "Serves: four boatmen",
    ),
}


@pytest.mark.parametrize(("box", "line"), STAY.values(), ids=STAY.keys())
def test_what_is_of_the_article_stays_in_a_box_above_it(box: str, line: str) -> None:
    assert line in lines(clean(box + LONG[EN]).html)


def test_lines_of_one_paragraph_are_no_box() -> None:
    last = "<p>It never opened again<br><br>This article first appeared in The Bridge Weekly.</p>"

    assert "It never opened again" in lines(clean(LONG[EN] + last).html)


def test_the_last_section_of_a_text_in_sections_is_no_box() -> None:
    parts = "".join(f"<section>{text}</section>" for text in (EN, EN.replace("council", "board")))
    last = "<section><p>The ferry waits</p><p>Source: The Bridge Weekly</p><p>(END)</p></section>"

    assert "The ferry waits" in lines(clean(parts + last).html)


SHARED = {
    "fi": "<li>Jaa Facebookissa tästä napista</li><li>Lähetä kaverille</li>",
    "is": "<h3>Dreifðu þessu:</h3><ul><li>Smelltu til að senda á vegginn</li></ul>",
}


@TEXTS
@pytest.mark.parametrize("bar", SHARED.values(), ids=SHARED.keys())
def test_a_bar_named_for_sharing_goes_in_any_language(bar: str, text: str) -> None:
    article = clean(f'<div class="sharedaddy">{bar}</div>{text}')

    assert lines(article.html) == lines(text)


def test_a_sentence_and_a_quotation_stay_in_an_element_named_for_sharing() -> None:
    said = "<p>The bridge is a rumour, and the ferry is the proof of it.</p>"
    post = "<blockquote>Nobody crosses here twice</blockquote>"
    article = clean(f'{LONG[EN]}<div class="social-posts">{said}{post}</div>')

    assert lines(article.html)[-2:] == lines(said + post)


DEAD = {
    "a list below its heading": (
        "<h4>関連記事</h4><ul><li><a>渡し船の百年</a></li><li><a>橋の値段</a></li></ul>"
    ),
    "a label with its link": "<p>Read also: <a>The tunnel that nobody wanted</a></p>",
    "a button": "<div><a>Heimasíðan öll</a></div>",
}


@TEXTS
@pytest.mark.parametrize("dead", DEAD.values(), ids=DEAD.keys())
def test_links_that_have_lost_their_address_go_like_others(dead: str, text: str) -> None:
    assert lines(clean(text + dead).html) == lines(text)


def test_books_that_have_lost_their_address_stay_below_the_name_of_a_list_of_them() -> None:
    books = (
        "<h4>Further reading</h4>"
        "<ul><li><a>J. Roe, Bridges and Their Enemies, 1987</a></li>"
        "<li><a>A. Poe, A Ferryman Remembers, 1991</a></li></ul>"
    )

    assert lines(clean(LONG[EN] + books).html)[-3:] == lines(books)


FRAMED = (
    "（欢迎转发到朋友圈~）",
    "▶ Subscribe to our newsletter 👇",
    "【広告】夏の靴はいかがですか？",
)


@pytest.mark.parametrize("line", FRAMED)
def test_marks_around_a_known_phrase_do_not_hide_it(line: str) -> None:
    assert line in [excerpt for _, excerpt in taken(clean(f"{LONG[ZH]}<p>{line}</p>"))]


def test_a_notice_goes_that_names_the_article_by_the_beginning_of_its_title() -> None:
    said = "<p>The post Why bridges fall appeared first on The Bridge Weekly.</p>"
    article = clean(LONG[EN] + said, title="Why bridges fall, and who is asked to mend them")

    assert lines(article.html) == lines(LONG[EN])


def test_the_name_of_an_element_bears_out_what_a_sentence_in_it_is_worded_like() -> None:
    call = (
        "Rear Window is a reader-supported publication. To receive new posts, become a subscriber."
    )
    named = f'<div class="subscription-widget"><p>{call}</p></div>'

    assert lines(clean(LONG[EN] + named).html) == lines(LONG[EN])


def test_a_byline_names_the_author_where_the_source_names_itself() -> None:
    itself = (Author(name="Bridge Weekly"),)
    article = clean(f"<p>By Jane Roe</p>{EN}", authors=itself, categories=("Bridge Weekly",))

    assert [author.name for author in article.meta.authors] == ["Jane Roe"]


ENDS = {
    "who wrote a letter": "Yours, Ole",
    "whom to call": "Lifeline: 0800 111 0 111",
}


@pytest.mark.parametrize("said", ENDS.values(), ids=ENDS.keys())
def test_the_end_of_a_letter_and_a_number_to_call_stay_beside_a_notice(said: str) -> None:
    html = f"<article>{LONG[EN]}<div><p>Follow us on Facebook</p><p>{said}</p></div></article>"

    assert lines(clean(html).html)[-1] == said


@TEXTS
@pytest.mark.parametrize("said", ["Deila", "Deila 23", "412 deilingar"])
def test_what_is_named_for_sharing_goes_with_its_count(said: str, text: str) -> None:
    article = clean(f'{text}<div class="share-bar"><p>{said}</p></div>')

    assert lines(article.html) == lines(text)


@pytest.mark.parametrize("name", ["social-housing", "market-share"])
def test_figures_stay_whatever_their_element_is_named_for(name: str) -> None:
    said = "<p>Elmsford: 40 flats</p><p>Millbrook 12.5 %</p>"
    html = f'{LONG[EN]}<div class="{name}">{said}</div>'

    assert lines(clean(html).html) == lines(html)


@TEXTS
@pytest.mark.parametrize("said", ["Anna Berg, Lund", "二〇二五年冬于虹口"])
def test_a_last_paragraph_stays_whose_link_has_lost_its_address(said: str, text: str) -> None:
    assert lines(clean(f"{text}<p><a>{said}</a></p>").html)[-1] == said


SIGNED = {
    "to whom": "For Anna",
    "where and when": "Elmsford, May 2025",
    "für wen": "Für meine Mutter",
    "给谁": "献给我的母亲",
}


@TEXTS
@pytest.mark.parametrize("said", SIGNED.values(), ids=SIGNED.keys())
def test_what_an_author_signs_stays_above_whose_rights_it_is(said: str, text: str) -> None:
    article = clean(f"{text}<div><p>{said}</p><p>© 2026 Jane Roe</p></div>")

    assert lines(article.html) == [*lines(text), said]
    assert rules(article) == {"block/copyright"}


@TEXTS
def test_links_above_whose_rights_it_is_go_with_it(text: str) -> None:
    foot = '<div><p><a href="/x">Prentun</a> á vegum</p><p>© 2026 Jane Roe</p></div>'

    assert lines(clean(text + foot).html) == lines(text)


def test_a_reason_says_what_a_box_is_named_for_of_which_little_is_known() -> None:
    box = '<div class="entry-meta"><p>Lestur</p><p>Merki annars</p><p>By Jane Roe</p></div>'
    article = clean(LONG[EN] + box)

    told = [removal.reason for removal in article.removals if removal.rule == "block/box"]
    assert told
    assert all("1 of 3 lines" in one and "named for author, date or tags" in one for one in told)
