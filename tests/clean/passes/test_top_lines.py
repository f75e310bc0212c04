"""Lines between a lead and the text, lists of facts above it, and what elements say of them."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, clean, lines, taken

LEAD = "<p>The ferry came back on Sunday, and nobody in the town was there to see it.</p>"
LONG = "<p>One more sentence of the kind that every article on a ferry has, and then the day.</p>"
STAMPS = {
    "in English": "28 Sep 2021 · 9 min read",
    "in German": "28. September 2021 · Lesezeit: 9 Minuten",
    "in Spanish": "Publicado el 28/09/2021 a las 9:15",
}


@pytest.mark.parametrize("stamp", STAMPS.values(), ids=STAMPS.keys())
def test_when_it_appeared_goes_from_below_a_lead(stamp: str) -> None:
    assert lines(clean(f"{LEAD}<p>{stamp}</p>{EN}").html) == lines(LEAD + EN)


def test_it_stays_further_down() -> None:
    html = f"{LEAD}{LONG}{LONG.replace('One', 'Another')}<p>{STAMPS['in English']}</p>{EN}"

    assert STAMPS["in English"] in lines(clean(html).html)


def test_the_rest_of_a_list_above_the_text_goes_and_one_in_it_stays() -> None:
    known = "<li>By Jane Roe</li><li>Updated: 3 May 2024 10:20</li><li>0 comments</li>"
    above = clean(
        f"<ul>{known}<li>Issue 740</li></ul><div>{EN}</div>", authors=(Author(name="Jane Roe"),)
    )
    list_of_text = "<ul><li>Plums</li><li>Issue 740</li><li>Share</li></ul>"

    assert lines(above.html) == lines(EN)
    assert "Issue 740" in lines(clean(f"<div>{EN}</div>{list_of_text}").html)


def test_title_account_and_day_in_elements_of_one_line_are_a_stamp() -> None:
    title = "The ferry came back on Sunday"
    told = "<span><span>user15</span></span><span>Tue, 2021-01-19 - 12:30</span>"
    head = f"<span>{title}</span>\n{told}"

    assert lines(clean(f"{head}\n{EN}", title=title).html) == lines(EN)
    assert lines(clean(f"<span>Ferries</span> <span>user15</span>{EN}", title=title).html) != lines(
        EN
    )


def test_a_player_below_a_lead_goes_and_a_heading_stays() -> None:
    player = "Listen to this article 6:12"

    assert lines(clean(f"{LEAD}<p>{player}</p>{EN}").html) == lines(LEAD + EN)
    assert player in lines(clean(f"{LEAD}<h3>{player}</h3>{EN}").html)


def test_teasers_below_linked_headlines_go_with_them() -> None:
    entry = (
        "<a href='/{0}'><h5>{0} burns again</h5></a><p>What {0} says about prices and bread.</p>"
    )
    listed = "<h4>Further reading</h4>" + entry.format("Mill") + entry.format("Barn")

    assert "Barn burns" not in clean(EN + listed).html
    assert "What Mill says" not in clean(EN + listed).html


def test_an_aside_that_leads_where_one_subscribes_goes_and_one_that_tells_stays() -> None:
    call = (
        "<aside><p>Welcome to Harbour Post, the only paper of the town that covers the harbour. "
        "Sign up for <a href='https://example.org/newsletters/'>Tides</a> for a letter on it."
        "</p></aside>"
    )
    told = "<aside><p>The harbour has <a href='/depth'>nine metres</a> of water.</p></aside>"

    assert lines(clean(EN + call + LEAD + LONG).html) == lines(EN + LEAD + LONG)
    assert taken(clean(EN + told + LEAD + LONG)) == []


def test_a_last_line_on_whom_the_line_with_the_day_names_goes() -> None:
    top = (
        "<div><a href='/autor/x'>Jane Roe</a> · <span>07/12/2023</span> · <span>6 min</span></div>"
    )
    life = "<p><em>Jane Roe keeps plums and writes to us from the mill.</em></p>"

    assert lines(clean(top + EN + life).html) == lines(EN)


@pytest.mark.parametrize("signs", ["kmo/ agt/ bar/", "ann/ ole/"])
def test_initials_of_an_agency_may_stand_apart(signs: str) -> None:
    assert lines(clean(f"{EN}<p>{signs}</p>").html) == lines(EN)


def test_words_with_bars_are_no_initials() -> None:
    assert "boats/ men" in lines(clean(f"{EN}<p>boats/ men</p>").html)


LEADS = {
    "in German": "Nobody was there to see it. Von <strong>Jane Roe</strong>.",
    "in French": "Personne n’était là. Par <em>Jane Roe</em>",
    "in Dutch": "Niemand was erbij… Door <a href='/u/x'>Jane Roe</a>.",
}


@pytest.mark.parametrize("lead", LEADS.values(), ids=LEADS.keys())
def test_the_last_words_of_a_lead_name_the_author(lead: str) -> None:
    assert [one.name for one in clean(f"<p>{lead}</p>{EN}").meta.authors] == ["Jane Roe"]


def test_who_did_something_in_a_sentence_is_no_author() -> None:
    told = "<p>The bridge was built in 1904 by <strong>Jane Roe</strong>.</p>"

    assert clean(told + EN).meta.authors == ()


def test_who_stands_alone_behind_a_sentence_of_two_elements_is_no_author() -> None:
    told = "<p>It was late. By <strong>Jane Roe</strong> it was said to be <em>early</em>.</p>"

    assert clean(told + EN).meta.authors == ()
