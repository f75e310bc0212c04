from __future__ import annotations

import re

import pytest

from feedclean.clean.process import process
from feedclean.model.article import ArticleId, CleanArticle, Scope
from tests.cleaning import EN, PLAN, ZH, clean, raw_article

LINK = '<p>The tower leans, they say<sup><a href="#fn1">1</a></sup> in the harbour.</p>'
ELSEWHERE = "https://example.org/news/a#fn1"


def leads_to(html: str) -> str:
    """The text that the first link of an article leads to, as far as it is in the article."""
    left = clean(html).html
    [name, *_] = re.findall(r' href="#([^"]*)"', left)
    behind = left.partition(f' id="{name}"')[2].partition(">")[2]
    return " ".join(re.sub(r"<[^>]*>", " ", behind).split())


TARGETS = {
    "item": '<ol><li id="fn1">Seen from the pier in any weather.</li></ol>',
    "paragraph": '<p id="fn1">Seen from the pier in any weather.</p>',
    "paragraph that was a box": '<div id="fn1">Seen from the pier in any weather.</div>',
    "wrapper": '<section id="fn1"><div><p>Seen from the pier in any weather.</p></div></section>',
    "anchor at the beginning": '<p><a name="fn1"></a>Seen from the pier in any weather.</p>',
    "anchor in front": '<a id="fn1"></a><p>Seen from the pier in any weather.</p>',
    "anchor around": '<p><a name="fn1">Seen</a> from the pier in any weather.</p>',
    "anchor around all": '<a name="fn1"><p>Seen from the pier in any weather.</p></a>',
    "within a line": '<p>It was not <span id="fn1"></span>Seen from the pier in any weather.</p>',
    "words": '<p>It was not <span id="fn1">Seen</span> from the pier in any weather.</p>',
    "heading": '<h2 id="fn1">Seen from the pier</h2>',
    "anchor in a heading": '<h2><a id="fn1"></a>Seen from the pier</h2>',
    "cell": '<table><tr><td>1</td><td id="fn1">Seen from the pier</td></tr></table>',
    "box in a cell": '<table><tr><td>1</td><td><div id="fn1">Seen from it</div></td></tr></table>',
    "bare text of an item": '<ul><li><a id="fn1"></a>Seen from it<ul><li>in</li></ul></li></ul>',
    "term": '<dl><dt id="fn1">Seen</dt><dd>With the eyes.</dd></dl>',
    "listing": '<pre>if not <span id="fn1">Seen</span>:\n    look()</pre>',
    "picture": '<figure id="fn1"><img src="/a.jpg"><figcaption>Seen from it.</figcaption></figure>',
    "quotation": '<blockquote id="fn1"><p>Seen from the pier in any weather.</p></blockquote>',
}


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_a_link_leads_to_its_note(target: str) -> None:
    assert leads_to(EN + LINK + target + ZH).startswith("Seen")


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS)
def test_cleaning_again_changes_no_link(target: str) -> None:
    once = clean(EN + LINK + target + ZH).html

    assert clean(once).html == once


NAMES = {
    "escaped": ("#%E6%B3%A8", "注"),
    "colon": ("#fn:1", "fn:1"),
    "per cent": ("#100%25", "100%"),
    "space": ("#a%20b", "a b"),
    "quote": ("#a&quot;b", "a&quot;b"),
}


@pytest.mark.parametrize(("href", "name"), NAMES.values(), ids=NAMES)
def test_names_may_be_written_in_any_way(href: str, name: str) -> None:
    html = f'{EN}<p>So<a href="{href}">1</a> it is.</p><p id="{name}">Seen from the pier.</p>'
    once = clean(html).html

    [link] = re.findall(r' href="#([^"]*)"', once)
    [found] = re.findall(r' id="([^"]*)"', once)
    assert link.replace("%25", "%") == found
    assert clean(once).html == once


def test_the_address_of_the_page_is_no_way_out_of_it() -> None:
    html = LINK.replace("#fn1", "https://EXAMPLE.org/news/a?utm_source=x#fn1")

    assert leads_to(f'{EN}{html}<p id="fn1">Seen from the pier.</p>').startswith("Seen")
    assert leads_to(f'{EN}{LINK.replace("#fn1", "a#fn1")}<p id="fn1">Seen.</p>').startswith("Seen")


def test_footnotes_lead_there_and_back() -> None:
    html = (
        '<p>It leans<sup id="ref"><a href="#fn1">1</a></sup>, they say in the harbour.</p>'
        '<ol><li id="fn1">Seen from the pier. <a href="#ref">↩</a></li></ol>'
    )
    left = clean(EN + html).html
    [mark] = set(re.findall(r'id="(\w+)-', left))

    assert f'<sup id="{mark}-ref"><a href="#{mark}-fn1">1</a></sup>' in left
    assert f'<li id="{mark}-fn1">Seen from the pier. <a href="#{mark}-ref">↩</a></li>' in left


def test_two_articles_on_one_page_do_not_share_names() -> None:
    html = f'{EN}{LINK}<p id="fn1">Seen from the pier.</p>'
    raw = raw_article(html)
    meta = raw.meta
    other = type(meta)(id=ArticleId("b"), source=meta.source, url=meta.url, title=meta.title)
    again = type(raw)(meta=other, html=html, scope=raw.scope, origin=raw.origin)
    articles = [process(one, PLAN) for one in (raw, again)]

    names = {
        re.findall(r'id="[^"]*"', one.html)[0] for one in articles if isinstance(one, CleanArticle)
    }
    assert len(names) == 2


def test_a_name_nobody_links_to_goes() -> None:
    assert "id=" not in clean(f'{EN}<p id="x">Seen from the <a name="y">pier</a>.</p>{ZH}').html


def test_of_two_places_with_one_name_the_first_counts() -> None:
    html = f'{EN}{LINK}<p id="fn1">Seen from the pier.</p><p id="fn1">And again.</p>'

    assert leads_to(html).startswith("Seen")
    assert clean(html).html.count("id=") == 1


def test_two_names_of_one_place_lead_there_both() -> None:
    html = (
        '<p>It<a href="#a">1</a><a href="#b">2</a></p><p id="b"><a name="a"></a>Seen from it.</p>'
    )
    left = clean(EN + html).html

    assert left.count("id=") == 1
    assert len(set(re.findall(r'href="(#[^"]*)"', left))) == 1


def test_a_link_to_what_is_not_in_the_article_leads_to_its_page() -> None:
    assert f'<sup><a href="{ELSEWHERE}">1</a></sup>' in clean(EN + LINK).html


def test_without_an_address_of_the_page_such_a_link_is_text() -> None:
    raw = raw_article(EN + LINK)
    meta = type(raw.meta)(id=raw.meta.id, source=raw.meta.source, url=None, title="A")
    article = process(type(raw)(meta=meta, html=raw.html, scope=raw.scope, origin=raw.origin), PLAN)

    assert isinstance(article, CleanArticle)
    assert "they say<sup>1</sup>" in article.html


@pytest.mark.parametrize("href", ["#", "#top", "#!"])
def test_a_link_to_the_top_is_text(href: str) -> None:
    assert (
        "<p>Go up from here.</p>" in clean(f'{EN}<p>Go <a href="{href}">up</a> from here.</p>').html
    )


@pytest.mark.parametrize(
    "href",
    ["https://example.org/news/b#fn1", "https://example.org/news/a#/route", "/news/a?page=2#fn1"],
)
def test_a_link_to_another_page_stays(href: str) -> None:
    html = clean(f'{EN}<p>See <a href="{href}">there</a>.</p><p id="fn1">Seen.</p>').html

    assert f'href="https://example.org{href.removeprefix("https://example.org")}"' in html


def test_a_note_that_was_boilerplate_leaves_no_dead_link() -> None:
    html = f'{EN}{LINK}{ZH}<p id="fn1">All rights reserved.</p>'

    assert f'href="{ELSEWHERE}"' in clean(html).html


@pytest.mark.parametrize("scope", Scope)
def test_thousands_of_empty_anchors_take_no_longer_than_thousands_of_words(scope: Scope) -> None:
    many = range(3000)
    html = "".join(f'<a href="#n{n}">{n}</a><a name="n{n}"></a>' for n in many)

    assert clean(f"<p>{html}</p>", scope).html.count("</a>") <= 3000
