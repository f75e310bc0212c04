"""Each directive of a rule file, on a page: what it does to the article."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings

from feedclean.clean.process import process
from feedclean.clean.site_rules import NO_BODY, SPONSORED
from feedclean.model.article import CleanArticle, Scope
from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.model.removal import Stage
from feedclean.rules.book import joined
from feedclean.rules.ftr import read_rules
from feedclean.rules.pack import rules_of_files
from tests.cleaning import EN, PLAN, lines, raw_article
from tests.rules.test_ftr import LINES

HEAD = (
    '<meta name="author" content="Ida Wong"><meta property="article:tag" content="Partner zone">'
    '<title>Harbour | The Courier</title><link rel="next" href="/2">'
)
MORE = EN.replace(".", "!")
PAGE = f"""<!doctype html><html><head>{HEAD}</head><body class="share page">
<h1 class="old">Harbour</h1><h1 class="new">The harbour opens</h1>
<p class="by">By <b>Ann Lee</b></p><time datetime="2026-03-02T08:00:00Z">2 March</time>
<figure class="hero"><img src="/hero.jpg" width="640" height="480"></figure>
<div class="story"><div class="part">{EN}</div>
<div class="share-bar"><a href="https://www.facebook.com/sharer?u=x">Facebook</a>
<a href="https://twitter.com/share">Twitter</a></div>
<p id="xshare">Or to a colleague.</p>
<p><img src="/ads/boat.jpg" width="640" height="480"></p>
<p><img src="/small.jpg" data-big="/big.jpg" srcset="/one.jpg 1x" width="640" height="480"></p>
<div class="quote"><p>We were never in a hurry.</p></div>
<p>The <a class="gloss" href="/g">glossary</a> says more.<br><br>So does the map.</p>
<p class="promo">Read the Courier every day for the price of a coffee.</p></div>
<div class="story part2">{MORE}</div>
<div class="more"><p>Twelve other stories wait below the fold, none of them short.</p></div>
</body></html>"""


def rules_of(*lines: str) -> SiteRules:
    file = read_rules("\n".join(lines), "example.org.txt")
    assert file.remarks == ()
    return replace(rules_of_files([file], "set"), of_pages=True, host="example.org")


def clean(*lines: str, html: str = PAGE, scope: Scope = Scope.PAGE) -> CleanArticle:
    raw = raw_article(html, scope)
    article = process(raw, replace(PLAN, rules=(rules_of(*lines),)))
    assert isinstance(article, CleanArticle), article
    stats, taken = article.stats, sum(removal.chars for removal in article.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
    return article


BODY = "body: //div[@class='story']"


@dataclass(frozen=True)
class Expected:
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


CASES: dict[str, tuple[tuple[str, ...], Expected]] = {
    "body": ((BODY,), Expected(lacks=("Twelve other stories", "hero.jpg"))),
    "body, the first that finds": (
        ("body: //section", "body: //div[@class='quote']", "body: //div"),
        Expected(has=("never in a hurry",), lacks=("glossary",)),
    ),
    "body, several nodes": (
        ("body: //div[starts-with(@class, 'story')]",),
        Expected(has=("never in a hurry", MORE[3:40]), lacks=("Twelve other stories",)),
    ),
    "strip": ((BODY, "strip: //div[@class='quote']"), Expected(lacks=("never in a hurry",))),
    "strip with prune": (
        (BODY, "strip: //*[@id='xshare']", "prune: no"),
        Expected(has=("Facebook",), lacks=("colleague",)),
    ),
    "strip_id_or_class": (
        (BODY, "strip_id_or_class: share", "prune: no"),
        Expected(has=("The council met",), lacks=("Facebook", "colleague")),
    ),
    "strip_image_src": (
        (BODY, "strip_image_src: /ads/"),
        Expected(has=("/small.jpg",), lacks=("boat.jpg",)),
    ),
    "strip_attr": ((BODY, "strip_attr: //img/@data-big"), Expected(has=("/small.jpg",))),
    "post_strip_attr": (
        (BODY, "post_strip_attr: //a[@class='gloss']/@href"),
        Expected(has=("glossary",), lacks=('"https://example.org/g"',)),
    ),
    "src_lazy_load_attr": (
        (BODY, "src_lazy_load_attr: data-big"),
        Expected(has=("https://example.org/big.jpg",), lacks=("/small.jpg",)),
    ),
    "find_string": (
        (BODY, "find_string: never in a hurry", "replace_string: often late"),
        Expected(has=("We were often late.",), lacks=("hurry",)),
    ),
    "replace_string()": (
        (BODY, 'replace_string(<div class="quote">): <div class="story">', "body: //x"),
        Expected(has=("never in a hurry",)),
    ),
    "wrap_in()": (
        (BODY, "wrap_in(blockquote): //div[@class='quote']"),
        Expected(has=("<blockquote><p>We were never in a hurry.</p></blockquote>",)),
    ),
    "dissolve": (
        (BODY, "dissolve: //a[@class='gloss']"),
        Expected(has=("The glossary says more.",), lacks=('"https://example.org/g"',)),
    ),
    "move_into()": (
        (BODY, "move_into(//div[@class='part']): //figure[@class='hero']"),
        Expected(has=("https://example.org/hero.jpg", "never in a hurry")),
    ),
    "prune": ((BODY, "prune: yes"), Expected(lacks=("Facebook",))),
    "prune: no": ((BODY, "prune: no"), Expected(has=("Facebook", "price of a coffee"))),
    "convert_double_br_tags": (
        (BODY, "convert_double_br_tags: yes"),
        Expected(has=("says more.</p>", "<p>So does the map.</p>")),
    ),
    "no effect": (
        (BODY, "tidy: no", "insert_detected_image: no", "skip_json_ld: yes", "parser: html5php"),
        Expected(lacks=("hero.jpg",)),
    ),
}


@pytest.mark.parametrize(("lines", "expected"), CASES.values(), ids=CASES)
def test_a_directive_does_what_it_says(lines: tuple[str, ...], expected: Expected) -> None:
    html = clean(*lines).html

    for words in expected.has:
        assert words in html
    for words in expected.lacks:
        assert words not in html


def test_the_rest_of_a_page_goes_with_a_record_of_file_and_line() -> None:
    article = clean("title: //h1[@class='new']", BODY)
    rule = "site/set/example.org.txt/body///div[@class='story']"
    told = [one for one in article.removals if one.rule == rule]

    assert {one.stage for one in told} == {Stage.SITE_RULE}
    assert any("Twelve other stories" in one.excerpt for one in told)
    assert all("(example.org.txt, line 2, of rule pack set)" in one.reason for one in told)
    assert rule in article.rules


def test_a_record_says_a_rule_as_it_is_written() -> None:
    article = clean(BODY, "strip_id_or_class: share")
    told = {one.reason for one in article.removals if "share" in one.rule}

    assert told == {"strip_id_or_class: share (example.org.txt, line 2, of rule pack set)"}


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("title: //h1[@class='new']", "title", "The harbour opens"),
        ("title: //nothing\ntitle: substring-before(//title, ' |')", "title", "Harbour"),
        ("author: //p[@class='by']/b", "authors", "Ann Lee"),
        ("author: //meta[@name='author']/@content", "authors", "Ida Wong"),
        ("date: //time/@datetime", "published", datetime(2026, 3, 2, 8, tzinfo=UTC)),
    ],
)
def test_metadata_are_where_a_file_says(line: str, name: str, value: object) -> None:
    found = getattr(clean(*line.split("\n"), BODY).meta, name)

    assert (found[0].name if name == "authors" else found) == value


@pytest.mark.parametrize(
    ("clue", "told"),
    [
        ("//meta[@property='article:tag' and contains(@content, 'Partner')]", True),
        ("//link[@rel='next']", True),
        ("//p[@class='by']", True),
        ("//meta[@content='Advertorial']", False),
    ],
)
def test_an_article_that_is_paid_for_has_a_caution(clue: str, *, told: bool) -> None:
    assert (SPONSORED in clean(BODY, f"native_ad_clue: {clue}").cautions) is told


def test_a_body_that_is_not_there_is_looked_for_and_told() -> None:
    article = clean("body: //div[@class='relaunch']")

    assert NO_BODY in article.cautions
    assert lines(EN)[0] in article.html


def test_the_text_of_a_feed_is_no_page_and_has_none_of_these_rules() -> None:
    html = f'<h1>Else</h1><p class="promo">{EN}</p>'
    article = clean("title: //h1", "strip: //p", html=html, scope=Scope.FRAGMENT)

    assert article.rules == ()
    assert article.meta.title != "Else"
    assert (
        article == process(raw_article(html, Scope.FRAGMENT), PLAN)
        or article.html == clean(html=html, scope=Scope.FRAGMENT).html
    )


def test_a_page_of_a_program_has_its_rules_where_the_host_has_none_of_these() -> None:
    own = rules_of("strip: //p[@class='by']")
    blog = replace(joined((own, rules_of("strip: //div[@class='quote']"))), of_pages=True)
    plan = replace(
        PLAN,
        rules=(
            NO_RULES,
            own,
            replace(blog, host="example.org", generator="wordpress.com"),
        ),
    )
    made = PAGE.replace("<title>", '<meta name="generator" content="WordPress.com"><title>')
    told = {}
    for name, html in (("plain", PAGE), ("made", made)):
        article = process(raw_article(html, Scope.PAGE), plan)
        assert isinstance(article, CleanArticle)
        told[name] = [rule.rpartition("/")[2] for rule in article.rules]

    assert told == {
        "plain": ["p[@class='by']"],
        "made": ["div[@class='quote']", "p[@class='by']"],
    }


def test_what_is_moved_stands_in_the_other_element_in_the_order_of_the_page() -> None:
    quote = "//div[@class='quote']"
    before = clean(BODY, f"move_into({quote}): //figure[@class='hero']", "prune: no").html
    after = clean(BODY, f"move_into({quote}): //div[@class='more']", "prune: no").html

    assert before.index("says more") > before.index("never in a hurry") > before.index("hero.jpg")
    assert before.index("hero.jpg") > before.index("small.jpg")
    assert after.index("says more") > after.index("Twelve other") > after.index("never in a hurry")


@pytest.mark.parametrize(
    "line",
    ["move_into(//body//p): //body", "move_into(//p[@id='xshare']): //p[@id='xshare']",
     "move_into(//nothing): //figure", "move_into(//div[@class='story']): //div[@class='quote']"],
)  # fmt: skip
def test_what_cannot_stand_in_itself_stays_where_it_is(line: str) -> None:
    assert clean(BODY, line).html == clean(BODY).html


@given(LINES)
@settings(max_examples=60)
def test_a_file_of_any_lines_cleans_a_page_and_no_text_is_lost(lines: list[str]) -> None:
    file = read_rules("\n".join(lines), "example.org.txt")
    rules = replace(rules_of_files([file], "set"), of_pages=True, host="example.org")
    article = process(raw_article(PAGE, Scope.PAGE), replace(PLAN, rules=(rules,)))

    assert isinstance(article, CleanArticle), article
    stats, taken = article.stats, sum(removal.chars for removal in article.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
