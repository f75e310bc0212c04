from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from feedclean.dom.css import PLAIN as IS_PLAIN
from feedclean.dom.css import SoupTree, many_ways
from feedclean.dom.cut import FOLDED, read
from feedclean.dom.document import Document
from feedclean.dom.match import LONGEST, Matches, problem
from feedclean.dom.tree import Element, raw_text, walk
from feedclean.model.plan import Selector
from feedclean.model.removal import RuleId
from tests.odd_html import odd_html


def css(expression: str) -> Selector:
    return Selector(syntax="css", expression=expression, rule=RuleId(f"site/s/{expression}"))


def xpath(expression: str) -> Selector:
    return Selector(syntax="xpath", expression=expression, rule=RuleId(f"site/s/{expression}"))


def found(html: str, *selectors: Selector, folded: bool = False) -> list[Element]:
    """What selectors find, as elements of the tree that was cut."""
    matches = Matches(selectors)
    root, _ = read(html, folded=FOLDED if folded else None, look=matches.look)
    return [element for element, _ in matches.elements(selectors, root)]


def body(html: str) -> LexborNode:
    parsed = LexborHTMLParser(html).body
    assert parsed is not None
    return parsed


@given(odd_html(), st.sampled_from([css("*"), xpath("//*"), css("*:not(x-never)")]))
def test_every_element_is_found_as_itself_in_the_tree_that_was_cut(
    html: str, selector: Selector
) -> None:
    """By the parser, by soupsieve and by lxml alike, however broken the markup is."""
    matches = Matches([selector])
    root, _ = read(html, look=matches.look)
    elements = [element for element, _ in matches.elements([selector], root)]

    assert elements == [root, *(one for one in walk(root) if one.tag)]


@given(odd_html(), st.sampled_from(["p", "a", "td", "span", "li", "div"]))
def test_what_is_found_holds_what_it_held_when_it_was_parsed(html: str, tag: str) -> None:
    seen: list[list[str]] = []

    def look(page: LexborNode) -> frozenset[int]:
        silent = ["script", "style", "template", "noframes", "noembed", "title"]
        held = [node.clone() for node in page.css(tag)]
        for node in held:
            node.strip_tags(silent)
        seen[:] = [[(node.text() or "") for node in held]]
        return matches.look(page)

    matches = Matches([css(tag)])
    root, _ = read(html, look=look)
    elements = [element for element, _ in matches.elements([css(tag)], root)]

    assert [raw_text(element) for element in elements] == (seen[0] if seen else [])


PLAIN = (
    *("p", "P", "*", "div p", "div > p", "p + p", "p ~ ul", "p, li", "td a", ".share-bar", "#n"),
    *("#N", ".Share-Bar", "[class]", "[class=related]", '[class~="ad-slot"]', "[id^=n]", "a[href]"),
    *('a[href*="utm"]', "a[href$=b]", "[lang|=fr]", "span[lang=FR]", "[href=HTTPS]", "svg *"),
    *("aside.related", "div.related.x", "li#n", "body", "html", "html > body", "ruby rt", "mi"),
    *(".share-bar, .byline", "div[id] span", "p[class='byline']", "x-box", "main *"),
)


@given(odd_html(), st.sampled_from(PLAIN), st.sampled_from(["", "<!doctype html>"]))
def test_plain_css_means_the_same_to_the_parser_and_to_soupsieve(
    html: str, expression: str, doctype: str
) -> None:
    """Which of the two is asked is a matter of time, and of nothing else."""
    document = Document(body(doctype + html), [])
    document.find(xpath("//nothing"))

    assert document.find(css(expression)) == SoupTree(document._items).find(expression)


def test_most_of_these_are_plain() -> None:
    assert [one for one in PLAIN if not IS_PLAIN.fullmatch(one)] == ["p ~ ul", "x-box"]


NESTED = ("<div>" * 90 + "<p>x</p>" * 100 + "</div>" * 90) * 5
SLOW = (
    *(".none div div div div p", "div p, .none > div div div div p", "* * * * * .none ~ p"),
    ".none ~ p ~ p ~ p",
)


@pytest.mark.parametrize("expression", SLOW)
def test_css_that_can_be_met_in_many_ways_takes_no_time(expression: str) -> None:
    """The parser took 18 s for the first, and minutes for others."""
    page = body(NESTED + "<p>y</p>" * 10_000)
    begun = time.perf_counter()
    Matches([css(expression)]).look(page)

    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize(
    ("expression", "ways"),
    [
        ("a b", ()),
        (".a > b + c d", ()),
        ("a b  c", (("c", 32_640),)),
        ("[x='y z'] > i b [ d = 'e f' ].g", (("[ d = 'e f' ][class~=\"g\"]", 32_640),)),
        ("a, b c d, e f g h", (("d", 32_640), ("h", 2_763_520))),
    ],
)
def test_ways_are_counted_by_spaces(expression: str, ways: object) -> None:
    assert IS_PLAIN.fullmatch(expression)
    assert many_ways(expression) == ways


PAGE = (
    "<section id=s><p id=1>one <b id=b>b</b><p id=2 class=x>two 一件<!-- --> p"
    "<div id=d><p id=3>three</p></div></section>"
)
FOUND = {
    "has": (css("p:has(> b)"), "1"),
    "contains": (css('p:-soup-contains("一件")'), "2"),
    "own": (css('section *:-soup-contains-own("three")'), "3"),
    "not": (css("p:not(:has(b), .x)"), "3"),
    "nth of": (css("section > :nth-child(2 of p)"), "2"),
    "case": (css('[class="X" i]'), "2"),
    "xpath": (xpath("//p[b]"), "1"),
    "xpath by text": (xpath("//p[contains(., '一件')]"), "2"),
    "xpath upwards": (xpath("//p[@id=3]/ancestor::section"), "s"),
    "xpath by position": (xpath("(//p)[last()]"), "3"),
    "xpath from the top": (xpath("/html/body/section/p[2]"), "2"),
    "xpath from here": (xpath("./body//b"), "b"),
    "xpath of texts": (xpath("//p/text()"), ""),
    "xpath of attributes": (xpath("//@id"), ""),
}


@pytest.mark.parametrize(("selector", "ids"), FOUND.values(), ids=FOUND)
def test_selectors_find(selector: Selector, ids: str) -> None:
    assert problem(selector) == ""
    assert [one.get("id") for one in found(PAGE, selector)] == ids.split()


def test_what_stands_in_several_places_is_found_in_document_order_by_the_first_rule() -> None:
    selectors = (css("b"), css("p, b"), xpath("//i"))
    matches = Matches(selectors)
    root, _ = read("<p><b>1</b></p><i>2</i><p>3</p>", look=matches.look)
    told = [(e.tag, s.expression) for e, s in matches.elements(selectors, root)]

    assert told == [("p", "p, b"), ("b", "b"), ("i", "//i"), ("p", "p, b")]


def test_what_would_be_folded_is_opened_where_something_in_it_is_found() -> None:
    html = "<p>text</p><footer><p>a</p><p class=k>b</p></footer><nav><p>c</p></nav>"

    assert [raw_text(one) for one in found(html, css(".k"), folded=True)] == ["b"]
    assert [raw_text(one) for one in found(html, css("nav"), folded=True)] == ["c"]


def test_what_stands_in_the_head_is_no_element_of_the_tree() -> None:
    assert found("<head><title>T</title><meta name=a></head><p>x", css("title"), css("meta")) == []


def test_elements_deeper_than_the_tree_goes_are_passed_over() -> None:
    deep = "<div>" * 3000 + "<p class=k>x</p>"

    assert found(deep, css(".k"), xpath("//p")) == []


WRONG = {
    "empty": (css(" "), "empty"),
    "css bracket": (
        css("div["),
        "no valid CSS selector: Malformed attribute selector at position 3",
    ),
    "css unknown": (css("p:foo"), "':foo'"),
    "css old contains": (css("p:contains(x)"), ":-soup-contains()"),
    "css prefix": (css("svg|rect"), "no prefixes"),
    "css pseudo-element": (css("p::before"), "no CSS selector for elements"),
    "css nested": (css(":is(" * 200 + "a" + ")" * 199), "no valid CSS selector"),
    "too long": (css("a" * (LONGEST + 1)), "1001 characters"),
    "xpath": (xpath("//p["), "no valid XPath: Invalid expression"),
    "xpath function": (xpath("//p[has(.)]"), "there is no function has()"),
    "xpath prefix": (xpath("//re:p"), "no valid XPath: Undefined namespace prefix"),
    "xpath number": (xpath("count(//p)"), "finds no elements"),
    "xpath typo": (xpath("//p[contain(., 'has(x) $')]"), 'did you mean "contains"?'),
    "xpath variable": (xpath("//p[$x]"), "there are no variables"),
}


@pytest.mark.parametrize(("selector", "told"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_selector_is_told(selector: Selector, told: str) -> None:
    assert told in problem(selector)
    assert "\n" not in problem(selector)


HOSTILE = ("*", ":has(*)", "*:has(*):has(*)", "* * * *", "//*", "//*[.//*]", "//*[count(.//*) > 3]")


@pytest.mark.parametrize("expression", HOSTILE)
def test_wide_selectors_find_their_elements_in_a_large_page(expression: str) -> None:
    selector = xpath(expression) if expression.startswith("/") else css(expression)
    html = "<div>" + "<p>a <b>b</b><!--x-->c</p>" * 1500 + "</div>"

    assert problem(selector) == ""
    assert found(html, selector)


def test_odd_names_and_characters_are_no_trouble() -> None:
    html = '<p @click="x" "q"=1 a\x01b="\x02">x\x03y<o:p class=k>z</o:p><p:3 class=k>w'

    assert [raw_text(one) for one in found(html, xpath("//*[@class='k']"))] == ["z", "w"]
