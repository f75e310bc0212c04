from __future__ import annotations

import pytest
from hypothesis import assume, given

from feedclean.dom import edit, tree
from feedclean.dom.markup import to_html
from feedclean.dom.paths import Paths
from feedclean.dom.tree import Element, find_all, parse, raw_text, walk
from tests.odd_html import odd_html


def first(root: Element, tag: str) -> Element:
    return find_all(root, tag)[0]


ROUND_TRIPS = {
    "text": "a &lt; b &amp; c",
    "attributes": '<a href="/?a=1&amp;b=%22">x</a>',
    "void": '<p>a<br>b<img src="x"></p>',
    "nested": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "table": "<table><tbody><tr><td>a</td></tr></tbody></table>",
    "foreign": "<svg><path></path></svg><math><mi>x</mi></math>",
    "unknown": "<x-box><p>a</p></x-box>",
    "white space": "<pre>  a\n\n b </pre>",
}


@pytest.mark.parametrize("html", ROUND_TRIPS.values(), ids=ROUND_TRIPS)
def test_sound_markup_comes_back_as_it_was(html: str) -> None:
    assert to_html(parse(html)) == html


@given(odd_html())
def test_what_was_written_reads_the_same_again(html: str) -> None:
    assume("<iframe" not in html.lower())  # raw text inside, and never written out
    once = parse(html)

    assert "".join(raw_text(parse(to_html(once))).split()) == "".join(raw_text(once).split())


NO_TEXT = {
    "script": "<script>x</script>",
    "style": "<style>x</style>",
    "template": "<template><p>x</p></template>",
    "head": "<html><head><title>x</title></head><body></body></html>",
    "comment": "<!-- x -->",
    "processing instruction": "<?x?>",
}


@pytest.mark.parametrize("html", NO_TEXT.values(), ids=NO_TEXT)
def test_what_is_no_text_is_not_in_the_tree(html: str) -> None:
    assert raw_text(parse(html)).strip() == ""


def test_noscript_is_in_the_tree_as_markup() -> None:
    assert first(parse("<noscript><img src=x></noscript>"), "img").get("src") == "x"


def test_what_lies_too_deep_becomes_text_and_none_is_lost() -> None:
    deep = "<div>" * 400 + "one <b>two</b> three" + "</div>" * 400
    root = parse(deep)

    assert raw_text(root) == "one two three"
    assert len(find_all(root, "div")) == tree.MAX_DEPTH


def test_glued_tags_are_parted() -> None:
    root = parse('<asidedata-org-name=""data-org-type=""><p>a</p></aside><p>b</p>')

    assert [element.tag for element in tree.walk(root)] == ["aside", "p", "p"]


def test_a_block_deep_in_inline_markup_is_known_to_all_around_it() -> None:
    root = parse("<span><b><p>a</p></b></span><i>b</i>")

    assert [element.holds_blocks for element in find_all(root, "span", "b", "i")] == [
        *(True, True),
        False,
    ]


def test_text_around_a_detached_element_stays() -> None:
    root = parse("<p>a<b>c</b>d</p>")
    edit.detach(first(root, "b"))

    assert to_html(root) == "<p>ad</p>"


def test_an_unwrapped_element_leaves_its_content_in_place() -> None:
    root = parse("<p>a<b>b<i>c</i></b>d</p>")
    edit.replace(wrapper := first(root, "b"), *wrapper.children)

    assert to_html(root) == "<p>ab<i>c</i>d</p>"
    assert first(root, "i").parent is first(root, "p")


def test_an_empty_element_can_be_unwrapped() -> None:
    root = parse("<p>a<b></b>d</p>")
    edit.replace(wrapper := first(root, "b"), *wrapper.children)

    assert to_html(root) == "<p>ad</p>"


def test_a_path_counts_siblings_of_the_same_name() -> None:
    root = parse("<div><p>a</p><h2>b</h2><p>c</p></div>")

    assert Paths().of(find_all(root, "p")[1]) == "/html/body/div[1]/p[2]"


def test_a_path_is_that_of_the_page_before_any_edit() -> None:
    root = parse("<p>a</p><div>x</div><p>b</p><p>c</p>")
    first_p, second, third = find_all(root, "p")
    edit.detach(first_p)
    edit.replace(wrapper := first(root, "div"), *wrapper.children)
    edit.detach(second)

    assert Paths().of(third) == "/html/body/p[3]"


def test_ancestors_are_told_from_within() -> None:
    root = parse("<div><ul><li>a</li></ul></div>")

    assert [element.tag for element in tree.ancestors(first(root, "li"))] == ["ul", "div", "body"]


def test_elements_of_a_drawing_keep_their_capitals() -> None:
    names = "<p>a</p><svg><clipPath></clipPath><linearGradient></linearGradient><g></g></svg>"

    assert [element.tag for element in walk(parse(names))] == [
        "p", "svg", "clipPath", "linearGradient", "g"
    ]  # fmt: skip
