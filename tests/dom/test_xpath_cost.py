"""What an XPath may cost, reckoned before it is tried: silly ones are left alone, quickly."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from feedclean.dom import xpath
from feedclean.dom.match import Matches, TooSlow, addresses
from feedclean.dom.survey import Item, survey
from feedclean.dom.xpath_cost import ALL_TOGETHER, LONGEST, ORDINARY, affordable, seconds, shape_of
from feedclean.dom.xpath_stages import alternatives_of
from feedclean.model.plan import Selector
from feedclean.model.removal import RuleId
from tests.odd_html import odd_html

FLAT = "<div class=a><p>x<b>y</b></p></div>" * 3_000
NESTED = ("<div>" * 100 + "<p>x</p>" * 3 + "</div>" * 100) * 30
SILLY = "//*/following::*[position() mod 2 = 1]"

USUAL = (
    "//div[@id='story']",
    "//div[@class='copy' and not(ancestor::aside)]",
    "(//p)[last()]",
    "//p[contains(translate(., 'ABC', 'abc'), 'advertisement')]",
    "//h2[following-sibling::ul[1][@class='related']]",
    "//div[count(.//a) > 10 and string-length(normalize-space(.)) < 300]",
    "concat('https://x.example/print/', substring-after(//link[@rel='canonical']/@href, '/read/'))",
    "//td[@class='post'][1]//table | //div[* and ../p][position() mod 2 = 1]",
    "//article/div[contains(concat(' ', normalize-space(@class), ' '), ' content ')]",
    "//*[self::h1 or self::h2]/text()[. != '-'][1]",
    "-1 * count(//div) + 2.5 div .5",
    "/",
    "/html/body//p[.//a[contains(@href, '/newsletter')]]/../@class",
    "id('x')/node()//comment()",
)
AFTER_THE_END = (
    "//a[@name='comments']/following::*",
    "//h2[contains(., 'Related')]/following::*[self::p or self::ul]",
    "//div[@id='x']//hr/preceding::p | //aside",
)
SLOW = (
    SILLY,
    "//*[preceding::*[following::*]]/following::p",
    "//*[//*[contains(., 'z')]]",
    "//*[preceding::*[following::*]]",
    "//*[.//*[preceding::*[.//*]]]",
    "(//* | //*)[//*[//*]]",
    "//*[. = //*]",
)


def items(html: str) -> list[Item]:
    root = LexborHTMLParser(f"<html><body>{html}</body></html>").root
    assert root is not None
    return survey(root)


def selector(expression: str) -> Selector:
    return Selector(syntax="xpath", expression=expression, rule=RuleId(f"site/x/{expression}"))


@pytest.mark.parametrize("expression", USUAL)
def test_what_people_write_is_understood_and_quick(expression: str) -> None:
    assert seconds(expression, ORDINARY) < LONGEST / 10


@pytest.mark.parametrize("expression", AFTER_THE_END)
def test_all_that_follows_something_is_an_ordinary_rule(expression: str) -> None:
    assert xpath.problem(expression, finds_texts=False) == ""


@pytest.mark.parametrize("expression", SLOW)
def test_what_multiplies_its_steps_is_told_when_it_is_read(expression: str) -> None:
    assert "many seconds on a page of 5,000" in xpath.problem(expression, finds_texts=False)


@pytest.mark.parametrize("html", [FLAT, NESTED], ids=["flat", "nested"])
@pytest.mark.parametrize("expression", USUAL)
def test_nothing_takes_longer_than_it_was_reckoned_to(html: str, expression: str) -> None:
    found = items(html)
    tree = xpath.LxmlTree(found, [expression])
    begun = time.perf_counter()
    tree.find(expression) if "count(//" not in expression else tree.holds(expression)
    took = time.perf_counter() - begun

    assert tree.is_tried(expression)
    # ten times for a machine that has other things to do
    assert took < 10 * seconds(expression, shape_of(found)) + 0.05


def test_a_silly_rule_costs_itself_and_no_other() -> None:
    rules = [selector(SILLY), *(selector(f"//div[{n}]") for n in range(1, 20))]
    matches = Matches(rules)
    body = LexborHTMLParser(f"<html><body>{FLAT}</body></html>").body
    assert body is not None
    begun = time.perf_counter()
    matches.look(body)

    assert matches.untried == (rules[0],)
    assert set(matches.hits()) == {*rules[1:]}
    assert time.perf_counter() - begun < ALL_TOGETHER


def test_many_that_take_long_have_their_turn_from_the_quickest_on() -> None:
    shape = shape_of(items(FLAT * 2))
    slow = [f"//p[following::b[contains(., '{n}')]]" for n in range(9)]
    tried = affordable([*slow, "//p"], shape)

    assert "//p" in tried
    assert sum(seconds(one, shape) for one in tried) <= ALL_TOGETHER
    assert not set(slow) <= tried.keys()


LARGE = ("<div>" * 12 + "<p>x<a href=y>z</a></p>" * 10 + "</div>" * 12) * 2_500
ORDINARY_RULES = (
    "//div//p",
    "//div//p//a",
    "//body//div[not(@class)]//a/@href",
    "//div//p | //ul//li",
    "//div//p/text()",
)


@pytest.mark.parametrize("expression", ORDINARY_RULES)
def test_an_ordinary_rule_is_tried_on_a_page_however_large(expression: str) -> None:
    found = items(LARGE)
    begun = time.perf_counter()
    tree = xpath.LxmlTree(found, [expression])

    assert len(found) > 120_000
    assert tree.is_tried(expression)
    assert len(tree.find(expression)) == 25_000
    assert time.perf_counter() - begun < LONGEST  # 1 s of this on a fast machine: the tree itself


STEPS = st.sampled_from(
    "div p b ul *[1] p[last()] div[p] b[ancestor::ul] @class @id . .. self::p text() node() "
    "following-sibling::p descendant::b *[@class='a'] p[.//b] *[2]/p *[p]/following::p "
    "p/following::*[b] b/preceding::*[@class] p/following::*[1] p/preceding::*[not(b)] "
    "*/following::p[b='x'] p/following::text() following::p preceding::b".split()
)
PATHS = st.lists(STEPS, min_size=1, max_size=4).map("//".join).map("//{}".format)


@given(odd_html(), st.lists(PATHS, min_size=1, max_size=2).map(" | ".join))
def test_in_stages_the_same_is_found_as_in_one(html: str, expression: str) -> None:
    if not alternatives_of(expression):
        return
    in_one = xpath.LxmlTree(items(html), [expression])
    in_stages = xpath.LxmlTree(items(html), [expression])
    in_stages._tried = {expression: True}

    assert in_stages.find(expression) == in_one.find(expression)


def test_what_may_lead_out_of_an_element_is_not_taken_apart() -> None:
    assert not alternatives_of("//div//p/..")
    assert alternatives_of("//div[.//a]//p[@x='//']//b") == (
        ("//div[.//a]", ".//p[@x='//']", ".//b"),
    )


def test_a_link_that_was_not_looked_for_is_told() -> None:
    with pytest.raises(TooSlow, match="too long"):
        addresses(f"<html><body>{FLAT}</body></html>", [selector(f"{SILLY}/@href")])


PIECES = st.sampled_from(
    "//a /b .. . @class * [1] [.//p] [@id='x'] (//p) | and or div mod = != < count( last() ) "
    "text() node() following:: ancestor-or-self:: self:: 'and' 12 .5 - + , $x not( string(".split()
)


@given(st.lists(PIECES, max_size=12).map(" ".join) | st.lists(PIECES, max_size=12).map("".join))
def test_whatever_libxml2_takes_is_understood(expression: str) -> None:
    told = xpath.problem(expression, finds_texts=True) if expression.strip() else ""

    assert "know how to bound" not in told


def test_an_expression_nested_without_end_is_told() -> None:
    assert "simpler" in xpath.problem("(" * 99 + "//p" + ")" * 99, finds_texts=False)
