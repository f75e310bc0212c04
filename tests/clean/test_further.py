from __future__ import annotations

import pickle
from dataclasses import replace

from feedclean.clean.digests import raw_digest
from feedclean.clean.process import process
from feedclean.model.article import CleanArticle, FurtherPage, RawArticle, Scope
from feedclean.rules.book import joined
from feedclean.rules.ftr import read_rules
from feedclean.rules.pack import rules_of_files
from tests.cleaning import EN, PLAN, ZH, raw_article

PICTURE = '<figure><img src="/lead.jpg" width="800" height="500" alt="The bridge"></figure>'
NOTE = '<p>See <a href="#n">the note</a>.</p><p id="n">A note of one line, and nothing more.</p>'


def page(body: str) -> str:
    return f"<!doctype html><html><body><article>{body}</article></body></html>"


def article(*bodies: str, base: str | None = None) -> RawArticle:
    first, *others = bodies
    more = tuple(
        FurtherPage(url=f"https://example.org/news/a/{number}", html=page(body))
        for number, body in enumerate(others, 2)
    )
    return replace(raw_article(page(first), Scope.PAGE), base=base, more=more)


def clean(raw: RawArticle, rules: str = "body: //article") -> CleanArticle:
    found = rules_of_files([read_rules(rules, "example.org.txt")], "set")
    plan = replace(PLAN, rules=(replace(joined((found,), host="example.org"), of_pages=True),))
    cleaned = process(raw, plan)
    assert isinstance(cleaned, CleanArticle), cleaned
    stats, taken = cleaned.stats, sum(removal.chars for removal in cleaned.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
    return cleaned


def test_pages_stand_in_their_order_and_all_text_is_accounted_for() -> None:
    cleaned = clean(article(EN, ZH, "<p>The end came on a quiet Sunday, and nobody saw it.</p>"))
    places = [cleaned.html.index(words) for words in (EN[3:30], ZH[3:20], "The end came")]

    assert places == sorted(places)
    assert cleaned.removals == ()


def test_what_a_later_page_shows_again_leaves_with_a_record() -> None:
    cleaned = clean(article(PICTURE + EN, PICTURE + EN[: EN.index("</p>") + 4] + ZH))

    assert cleaned.html.count("lead.jpg") == 1
    assert {one.rule for one in cleaned.removals} == {"pages/shown-before"}
    assert sum(one.images for one in cleaned.removals) == 1


def test_a_short_line_may_be_said_on_every_page() -> None:
    assert (
        clean(article(f"<p>He said no.</p>{EN}", f"<p>He said no.</p>{ZH}")).html.count(
            "He said no."
        )
        == 2
    )


def test_a_page_that_is_the_first_again_adds_nothing() -> None:
    assert clean(article(EN, EN)).html == clean(article(EN)).html


def test_addresses_are_relative_to_the_page_they_stand_on() -> None:
    link = '<p>The <a href="map">map</a> of the bridge hangs in the hall.</p>'
    cleaned = clean(article(EN + link, ZH + link.replace("hangs", "hung")))

    assert 'href="https://example.org/news/map"' in cleaned.html
    assert 'href="https://example.org/news/a/map"' in cleaned.html
    assert cleaned.meta.url == "https://example.org/news/a"


def test_a_first_page_may_come_from_elsewhere() -> None:
    link = '<p>The <a href="map">map</a> of the bridge hangs in the hall.</p>'
    cleaned = clean(article(EN + link, base="https://example.org/print/a"))

    assert 'href="https://example.org/print/map"' in cleaned.html
    assert cleaned.meta.url == "https://example.org/news/a"


def test_notes_of_two_pages_are_not_mixed_up() -> None:
    html = clean(article(EN + NOTE, ZH + NOTE.replace("one line", "two lines"))).html
    marks = [part.partition('"')[0] for part in html.split(' id="')[1:]]

    assert len(marks) == len(set(marks)) == 2
    assert [part.partition('"')[0] for part in html.split('href="#')[1:]] == marks


def test_further_pages_are_part_of_what_an_article_is() -> None:
    one, two = article(EN, ZH), article(EN, EN)

    assert raw_digest(one) != raw_digest(two)
    assert raw_digest(article(EN)) == raw_digest(raw_article(page(EN), Scope.PAGE))
    assert pickle.loads(pickle.dumps(one)) == one
