from __future__ import annotations

import functools
import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.dom import traits
from feedclean.dom.blocks import Block
from feedclean.dom.cut import read, read_page
from feedclean.dom.markup import to_html
from feedclean.dom.measures import fingerprint, reads_like_body
from feedclean.dom.tree import let_go, parse, raw_text


def blocks(html: str) -> list[Block]:
    return read(html)[1]


def one(html: str) -> Block:
    [block] = blocks(html)
    return block


CUTS = {
    "paragraphs": ("<p>a</p><p>b</p>", ["a", "b"]),
    "bare text": ("a", ["a"]),
    "bare text between blocks": ("a<p>b</p>c", ["a", "b", "c"]),
    "inline markup": ("<p>a <b>b</b> <a href=x>c</a></p>", ["a b c"]),
    "lines": ("<p>a<br>b<br><br>c</p>", ["a", "b", "c"]),
    "lines in a wrapper": ("<p><span>a<br>b</span></p>", ["a", "b"]),
    "a line and a picture": ("<p>a<br><img src=x></p>", ["a", ""]),
    "items": ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
    "cells": ("<table><tr><th>a<td>b</table>", ["a", "b"]),
    "definitions": ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
    "figure": ("<figure><img src=x><figcaption>a</figcaption></figure>", ["", "a"]),
    "block in a link": ("<a href=x><h2>a</h2><p>b</p></a>", ["a", "b"]),
    "words in elements of somebody's own making": (
        "<p><x-hint><x-word>More</x-word> <x-word>rain</x-word></x-hint>, they say.</p>",
        ["More rain, they say."],
    ),
    "a place marked by a word processor": (
        "<p>In <st1:City>Kyiv</st1:City> it rains.",
        ["In Kyiv it rains."],
    ),
    "a place of two words marked so": (
        "<p>In <st1:City>New York</st1:City>, it rains in <st1:City>San Juan</st1:City>.",
        ["In New York, it rains in San Juan."],
    ),
    "words marked so in Chinese": ("<p><x-w>基辅</x-w><x-w>下</x-w><x-w>雨</x-w>", ["基辅下雨"]),
    "a sign-up of somebody's own making behind a sentence": (
        "<p>Nobody laughed.<inline-signup>Subscribe to our newsletter</inline-signup></p>",
        ["Nobody laughed.", "Subscribe to our newsletter"],
    ),
    "the same behind a space": (
        "<p>Nobody laughed. <inline-signup>Subscribe to our newsletter</inline-signup> </p>",
        ["Nobody laughed.", "Subscribe to our newsletter"],
    ),
    "lines of verse of somebody's own making": (
        "<p><x-line>The river runs</x-line><x-line>and runs</x-line></p>",
        ["The river runs", "and runs"],
    ),
    "short ones": ("<p><x-line>Rivers</x-line><x-line>run</x-line></p>", ["Rivers", "run"]),
    "a button of somebody's own making": (
        "<h2>Install<copy-link>Copy link</copy-link></h2><h2>Run<copy-link>Copy</copy-link></h2>",
        ["Install", "Copy link", "Run", "Copy"],
    ),
    "elements of somebody's own making": ("<x-card>a</x-card><x-card>b</x-card>", ["a", "b"]),
    "the same with blocks in a heading": (
        "<h2>a <x-card>b<ul><li>c</ul></x-card></h2>",
        ["a", "b", "c"],
    ),
    "block in inline": ("a<span>b<div>c</div>d</span>e", ["a", "b", "c", "d", "e"]),
    "nothing": ("<p></p><div> <br></div>", []),
    "glued words": ("<p><span>G</span><span>ina</span></p>", ["Gina"]),
    "zh": ("<p>一<br/>二</p>三", ["一", "二", "三"]),
}


@pytest.mark.parametrize(("html", "texts"), CUTS.values(), ids=CUTS)
def test_blocks_are_the_lines_a_reader_sees(html: str, texts: list[str]) -> None:
    assert [block.text for block in blocks(html)] == texts


@pytest.mark.parametrize("html", [html for html, _ in CUTS.values()], ids=CUTS)
def test_boxes_leave_no_trace_in_the_markup(html: str) -> None:
    before = parse(html)
    after, _ = read(html)

    assert to_html(after) == to_html(before)


def test_blocks_are_numbered_in_reading_order() -> None:
    assert [block.index for block in blocks("a<p>b</p><ul><li>c</ul>")] == [0, 1, 2]


def test_measures_count_what_is_not_space() -> None:
    block = one('<p> a b <a href="/">c d</a> <b>e</b> <img src=x><img src=y> </p>')

    assert (block.chars, block.link_chars, block.strong_chars) == (5, 2, 1)
    assert (block.links, block.images) == (1, 2)
    assert block.link_density == 0.4


@pytest.mark.parametrize("how", ["hidden", "aria-hidden=true", "style='display: none'"])
def test_a_hidden_element_of_somebodys_own_making_stays_hidden(how: str) -> None:
    whole = f"<p>In <x-tip {how}>a city of the east</x-tip> Kyiv it rains.</p>"

    assert {block.box.tag: block.text for block in blocks(whole)}["x-tip"] == "a city of the east"


def test_an_anchor_without_an_address_is_no_link() -> None:
    assert one("<p><a name=x>a</a></p>").links == 0


def test_a_block_without_text_has_no_link_density() -> None:
    assert one("<p><a href=/><img src=x></a></p>").link_density == 0.0


def test_a_link_around_blocks_is_counted_in_each() -> None:
    assert [
        (block.links, block.link_density) for block in blocks("<a href=/><p>a</p><p>b</p></a>")
    ] == [
        (1, 1.0),
        (1, 1.0),
    ]


def test_navigation_of_a_page_is_one_block_that_says_all() -> None:
    html = (
        "<nav><ul><li><a href=/a>One<script>x</script></a><li><img src=b>Two</ul></nav> <p>late</p>"
    )
    root, [menu, text] = read_page(html)

    assert (menu.text, menu.chars, menu.links, menu.link_chars, menu.images) == (
        *("One Two", 6, 1),
        *(3, 1),
    )
    assert text.text == "late"
    assert raw_text(root).split() == ["One", "Two", "late"]


def test_navigation_that_nobody_closed_is_read_block_by_block() -> None:
    _, found = read_page("<nav><a href=/>Home</a><p>The ferry is late.</p><p>It rains.</p>")

    assert [block.text for block in found] == ["Home", "The ferry is late.", "It rains."]


@pytest.mark.parametrize(
    ("html", "texts"),
    [
        ("<span>" * 3000 + "one <b>two</b> three", ["one two three"]),
        ("<div>" * 3000 + "one", ["one"]),
        ("<div><span>" * 3000 + "one", ["one"]),
        ("<span>" * 150 + "<div>a" + "<i>" * 300 + "b<p>c", ["a", "b", "c"]),
    ],
    ids=["inline", "blocks", "both", "in turn"],
)
def test_nesting_without_end_costs_no_text(html: str, texts: list[str]) -> None:
    assert "".join(block.text for block in blocks(html)) == "".join(texts)


def test_a_tree_that_was_let_go_needs_no_garbage_collector() -> None:
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        root, found = read("a<div><p>a <b>b</b><br>c</p><p>d</p></div>")
        raw_text(root)
        let_go(root)
        del root, found
        gc.collect()
        garbage = [type(one).__qualname__ for one in gc.garbage if _is_ours(one)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()

    assert garbage == []


def _is_ours(thing: object) -> bool:
    """Whether it is of a tree; threads of other tests may leave garbage at the same time."""
    return type(thing).__module__.startswith(("feedclean.dom", "selectolax"))


LENT = {
    "tag": ("<blockquote><p>a</p></blockquote>", traits.QUOTE | traits.PARAGRAPH),
    "class": ('<div class="related-posts"><p>a</p></div>', traits.RELATED_NAME),
    "camel case": ('<div class="relatedPosts"><p>a</p></div>', traits.RELATED_NAME),
    "id": ('<div id="comments"><p>a</p></div>', traits.COMMENT_NAME),
    "role": ('<div role="navigation"><p>a</p></div>', traits.NAV),
    "hidden": ("<div hidden><p>a</p></div>", traits.HIDDEN),
    "style": ('<div style="display : none"><p>a</p></div>', traits.HIDDEN),
    "itemprop": ('<div itemprop="articleBody"><p>a</p></div>', traits.BODY_PROP),
    "bare data attribute": ("<div data-selfpromo-app><p>a</p></div>", traits.PROMO_NAME),
}


@pytest.mark.parametrize(("html", "bits"), LENT.values(), ids=LENT)
def test_an_element_lends_its_traits_to_all_inside(html: str, bits: int) -> None:
    assert one(html).traits & bits == bits


@pytest.mark.parametrize("name", ["shadow", "adverb", "sharepoint", "commentary", "readme"])
def test_a_word_that_only_begins_like_one_lends_none(name: str) -> None:
    named = traits.SHARE_NAME | traits.RELATED_NAME | traits.AD_NAME | traits.COMMENT_NAME

    assert not one(f'<div class="{name}">a</div>').traits & named


BODIES = {
    "en sentence": "It was late, and the ferry had gone without waiting for anybody.",
    "en paragraph": "It was late " * 14,
    "zh sentence": "天色已晚，渡船没有等任何人就开走了，岸上空无一人。",
    "zh paragraph": "天色已晚渡船没有等任何人就开走了" * 5,
}
NO_BODIES = {
    "en line": "The ferry is late",
    "en exclamation": "Too late!",
    "zh line": "渡船晚点",
    "zh short sentence": "天色已晚。",
    "links": f'<a href="/">{BODIES["en sentence"]}</a>',
}


@pytest.mark.parametrize("text", BODIES.values(), ids=BODIES)
def test_sentences_read_like_body(text: str) -> None:
    assert reads_like_body(one(f"<p>{text}</p>"))


@pytest.mark.parametrize("text", NO_BODIES.values(), ids=NO_BODIES)
def test_lines_and_links_do_not(text: str) -> None:
    assert not reads_like_body(one(f"<p>{text}</p>"))


SAME = {
    "spacing": ("<p>Read  our\nnews letter</p>", "<div>Read our newsletter</div>"),
    "case": ("<p>READ MORE STORIES</p>", "<p>Read more stories</p>"),
    "figures": ("<p>Read 12 times today</p>", "<p>Read 3400 times today</p>"),
    "addresses": (
        "<p>More of the same: https://a.example/x</p>",
        "<p>More of the same: https://b.example/y</p>",
    ),
    "picture and its query": ('<p><img src="/a.png?v=1"></p>', '<p><img src="/a.png?v=2"></p>'),
    "zh figures": ("<p>本文共有12位读者点赞</p>", "<p>本文共有9位读者点赞</p>"),
}
DIFFERENT = {
    "words": ("<p>Read our newsletter</p>", "<p>Read our newspaper</p>"),
    "only a figure": ("<p>2023</p>", "<p>2024</p>"),
    "only an address": ("<p>https://a.example/</p>", "<p>https://b.example/</p>"),
    "pictures": ('<p><img src="/a.png"></p>', '<p><img src="/b.png"></p>'),
    "picture named by its query": ('<p><img src="/i?id=1"></p>', '<p><img src="/i?id=2"></p>'),
}


@pytest.mark.parametrize(("a", "b"), SAME.values(), ids=SAME)
def test_what_rotates_does_not_change_a_fingerprint(a: str, b: str) -> None:
    assert fingerprint(one(a)) == fingerprint(one(b))


@pytest.mark.parametrize(("a", "b"), DIFFERENT.values(), ids=DIFFERENT)
def test_what_differs_has_a_fingerprint_of_its_own(a: str, b: str) -> None:
    assert fingerprint(one(a)) != fingerprint(one(b))


TOKENS = st.sampled_from(
    "postBody shareBar wp-caption AddThis tag-share category-news cat-ad entry-content x2 ad Ads "
    "jp-relatedposts tag ÜberSharing relatedPosts2 article articles".split()
)


@given(st.lists(TOKENS, max_size=6))
def test_a_class_attribute_says_what_its_names_say_one_by_one(names: list[str]) -> None:
    together = traits.named(" ".join(names))

    assert together == functools.reduce(int.__or__, map(traits.named, names), 0)
    assert not traits.named("tag-share category-ad cat-promo")
