"""The head of a page as plain strings."""

from __future__ import annotations

import pickle

import pytest

from feedclean.dom.head import read_head
from feedclean.dom.marks import Marks, nearest

PAGE = """<!doctype html><html lang="de-AT"><head><meta charset=utf-8>
<title> Ein  Titel
 – Blatt </title><base href="/news/">
<meta property="og:title" content="Ein Titel">
<META NAME="Author" CONTENT=" Jo   Roe ">
<meta itemprop="datePublished dateCreated" content="2024-04-27">
<meta name="keywords" content="">
<link rel="Canonical" href="/a">
<link rel=alternate type="Application/RSS+XML" href=/rss>
<script type="application/ld+json">{"a": 1}</script>
<script>var x = "<meta name=author content=Nobody>"</script>
</head><body><p>Text<svg><title>Icon</title></svg>
<script type='application/LD+JSON'>{"b": 2}</script></body></html>"""


def test_the_head_is_read() -> None:
    head = read_head(PAGE)

    assert head.lang == "de-AT"
    assert head.title == "Ein Titel – Blatt"
    assert head.base_href == "/news/"
    assert head.meta("author") == "Jo Roe"
    assert head.meta("nothing", "og:title") == "Ein Titel"
    assert head.meta("keywords") is None
    assert head.all_metas("datecreated", "datepublished") == ("2024-04-27", "2024-04-27")
    assert [(link.rel, link.href) for link in head.links] == [
        ("canonical", "/a"),
        ("alternate", "/rss"),
    ]
    assert head.links[1].media_type == "application/rss+xml"
    assert head.json_ld == ('{"a": 1}',)


def test_json_ld_in_the_body_is_seen_when_the_page_is_read() -> None:
    assert Marks(PAGE).head.json_ld == ('{"a": 1}', '{"b": 2}')


def test_the_title_of_a_drawing_is_no_title() -> None:
    head = Marks("<svg><title>Icon</title></svg><title>Page</title>").head

    assert head.title == "Page"


def test_a_head_travels_between_processes() -> None:
    head = read_head(PAGE)
    head.meta("author")

    assert pickle.loads(pickle.dumps(head)) == head


def test_misplaced_meta_elements_are_seen() -> None:
    head = Marks("<html><div>banner</div><meta name=author content='Jo Roe'><p>x").head

    assert head.meta("author") == "Jo Roe"


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<",
        "<html",
        "no markup",
        "\x00",
        "<body>",
        "<meta>" * 5000,
        "<title>" * 500,
        "<div>" * 3000,
    ],
)
def test_any_text_has_a_head(html: str) -> None:
    assert read_head(html).metas == ()
    assert Marks(html).headings == ()


ARTICLE = """<body><nav><h2>Menu</h2></nav><header><p class="section">Sport</p></header>
<article><p class="date">27 April 2024</p>
<h1><span class="kicker">Wahl</span> Ein <b>Titel</b><span class="sr-only">hidden</span></h1>
<p class="byline">By <a href="/author/jo">Jo</a> <span>Roe</span></p>one<br>two
<script>not text</script><div>three<ul><li>four<li>five</ul></div>
<div class="comments"><h2>Comments</h2></div></article>
<aside><h2>Related</h2></aside><footer><h3>Imprint</h3></footer></body>"""


def test_lines_around_a_heading_are_those_a_reader_sees() -> None:
    marks = Marks(ARTICLE)
    heading = next(spot for spot in marks.headings if spot.tag == "h1")
    after, before = marks.lines_near(heading)

    assert [line.text for line in after[:6]] == ["By Jo Roe", "one", "two", "three", "four", "five"]
    assert [line.text for line in before] == ["27 April 2024", "Sport"]
    assert "byline" in after[0].label
    assert "date" in before[0].label


def test_a_headline_leaves_out_what_has_an_element_of_its_own() -> None:
    heading = next(spot for spot in Marks(ARTICLE).headings if spot.tag == "h1")

    assert heading.text == "Wahl Ein Titel"
    assert heading.headline == "Ein Titel"


def test_headings_of_menus_comments_and_asides_are_chrome() -> None:
    chrome = {spot.text: spot.is_chrome for spot in Marks(ARTICLE).headings}

    assert chrome == {
        "Menu": True,
        "Wahl Ein Titel": False,
        "Comments": True,
        "Related": True,
        "Imprint": True,
    }


def test_marked_elements_are_ordered_by_their_distance_from_the_headline() -> None:
    marks = Marks(ARTICLE)
    heading = next(spot for spot in marks.headings if spot.tag == "h1")

    assert [spot.text for _, spot in nearest(marks.spots, heading)][:3] == [
        "Wahl Ein Titel",
        "27 April 2024",
        "By Jo Roe",
    ]
