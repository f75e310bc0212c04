from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.clean.digests import plan_digest
from feedclean.clean.process import examine, process
from feedclean.clean.rewrite import TOO_LARGE
from feedclean.clean.site_rules import NO_BODY
from feedclean.model.article import NOTHING_LEFT, Author, CleanArticle, Failure, Scope
from feedclean.model.plan import CleanOptions, CleanPlan, SiteRules
from feedclean.model.removal import Stage
from feedclean.patterns import MOST_TEXT
from feedclean.rules.values import Written
from feedclean.rules.written import site_rules
from tests.cleaning import EN, PLAN, SOURCE, TEXTS, ZH, lines, raw_article
from tests.odd_html import odd_html

RELATED = (
    '<h3>Related articles</h3><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>'
)
AD = '<div class="promo"><p>Buy a boat.</p><p>买一条船。</p></div>'


def rules(host: str = "", **keys: str | list[str] | list[tuple[str, str]]) -> SiteRules:
    """Rules as they would be written in a file, one line each."""
    written = {}
    for key, texts in keys.items():
        pairs = [one if isinstance(one, tuple) else (one, "") for one in as_list(texts)]
        written[key] = [
            Written(text=text, by=by, where=f"config.toml, line {line}", line=line)
            for line, (text, by) in enumerate(pairs, 41)
        ]
    found, wrong = site_rules(written, owner=host or "s", host=host)
    assert wrong == ()
    return found


def as_list(texts: str | list[str] | list[tuple[str, str]]) -> list[str] | list[tuple[str, str]]:
    return [texts] if isinstance(texts, str) else texts


def clean(
    html: str,
    scope: Scope = Scope.FRAGMENT,
    plan: CleanPlan = PLAN,
    *,
    meta: Mapping[str, object] = {},
    **keys: str | list[str] | list[tuple[str, str]],
) -> CleanArticle:
    """What becomes of a piece of HTML under rules; text is conserved, whatever they are."""
    raw = raw_article(html, scope, **meta)  # type: ignore[arg-type]
    article = process(raw, replace(plan, rules=(rules(**keys),)))
    assert isinstance(article, CleanArticle), article
    stats, taken = article.stats, sum(removal.chars for removal in article.removals)
    assert stats.chars_in + stats.chars_written == stats.chars_out + taken
    return article


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("rule", [".promo", "//div[@class='promo']", "div:has(> p + p)"])
def test_what_a_rule_strips_leaves_with_one_receipt(text: str, rule: str) -> None:
    article = clean(text + AD + text.replace("。", "！").replace(".", "!"), strip=rule)

    assert "boat" not in article.html
    assert "买一条船" not in article.html
    [removal] = article.removals
    assert removal.stage is Stage.SITE_RULE
    assert removal.rule == f"site/s/strip/{rule}"
    assert removal.reason == f"strip rule {rule} (config.toml, line 41)"
    assert removal.excerpt == "Buy a boat. 买一条船。"
    assert removal.path == "/html/body/div[1]"
    assert article.rules == (removal.rule,)


def test_a_part_of_a_line_leaves_without_the_line() -> None:
    line = 'The ferry <b class="ad">(book <i>now</i>)</b> sails <a href="/x">on Monday</a>.'
    html = f"{EN}<p>{line}</p>"
    article = clean(html, strip=["b.ad", "i"])

    assert lines(article.html)[-1] == "The ferry sails on Monday."
    assert [(one.excerpt, one.chars, one.path) for one in article.removals] == [
        ("(book now)", 9, "/html/body/p[4]/b[1]")
    ]


def test_a_line_of_which_all_parts_leave_is_no_line_any_more() -> None:
    article = clean(f"{EN}<p><b>Advertisement</b> <i>here</i></p>", strip=["b", "i"])

    assert lines(article.html) == lines(EN)
    assert [one.stage for one in article.removals] == [Stage.SITE_RULE] * 2


def test_what_a_line_has_lost_is_not_counted_again_when_the_line_goes() -> None:
    article = clean(f"{EN}<p>Share <b>this article with friends</b></p>", strip="b")

    assert [(one.stage, one.chars) for one in article.removals] == [
        (Stage.SITE_RULE, 22),
        (Stage.BLOCK, 5),
    ]


def test_of_rules_that_find_parts_of_each_other_the_outermost_counts() -> None:
    article = clean(EN + AD, strip=["p.none", ".promo p", ".promo", "div"])

    assert [one.rule for one in article.removals] == ["site/s/strip/.promo"]
    assert len(article.rules) == 3


def test_a_picture_is_stripped_with_its_caption() -> None:
    html = f'{EN}<figure class="x"><img src="/a.png"><figcaption>A boat</figcaption></figure>'
    article = clean(html, strip="figure.x")

    [removal] = article.removals
    assert (removal.images, removal.chars) == (1, 5)
    assert article.stats.images_out == 0


def test_thousands_of_parts_of_one_line_leave_in_no_time() -> None:
    html = f"<p>{''.join(f'word {n} <a href=/{n}>see</a> ' for n in range(4000))}</p>"
    start = time.process_time()
    article = clean(html, strip="a")

    assert len(article.removals) == 4000
    assert time.process_time() - start < 10  # one by one it took half a minute


def test_parts_of_lines_are_told_from_each_other_in_time_with_their_number() -> None:
    html = "<p>" + "".join(f"word {n} <span class=x>bad</span>, " for n in range(16_000)) + "</p>"
    start = time.process_time()

    article = clean(html, strip=".x")

    assert "bad" not in article.html
    assert time.process_time() - start < 5  # it took 6.5, and takes 1.7


def test_what_holds_no_text_leaves_as_well() -> None:
    article = clean(
        f'{EN}<hr class="x"><p>一件具体的事，写得足够长，好让人知道它是正文。</p>', strip=".x"
    )

    assert "<hr" not in article.html
    assert [one.chars for one in article.removals] == [0]


@pytest.mark.parametrize(
    "boilerplate",
    [RELATED, "<p>Share this article</p>", "<p>By Ann Example</p>", "<footer><p>© X</p></footer>"],
    ids=["related", "share", "byline", "copyright"],
)
def test_keep_beats_the_passes(boilerplate: str) -> None:
    kept = clean(f'{EN}<div class="k">{boilerplate}</div>', keep=".k")

    assert clean(f'{EN}<div class="k">{boilerplate}</div>', keep=".none").removals
    assert lines(kept.html) == lines(EN + boilerplate)
    assert kept.removals == ()
    assert kept.rules == ("site/s/keep/.k",)


def test_keep_beats_strip_within_and_around() -> None:
    html = f'{EN}<aside><p>one</p><div class="k"><p class="ad">two</p></div><p>three</p></aside>'
    article = clean(html, strip=["aside", ".ad"], keep=".k")

    assert lines(article.html) == lines(f"{EN}<p>two</p>")
    assert [one.excerpt for one in article.removals] == ["one", "three"]


def test_what_is_kept_within_a_line_keeps_the_line() -> None:
    html = f'{EN}<aside><p>Note: <b class="k">the ferry is full</b>, says <i>she</i>.</p></aside>'
    article = clean(html, strip=["aside", "i"], keep=".k")

    assert lines(article.html)[-1] == "Note: the ferry is full, says she."
    assert article.removals == ()


def test_strip_and_keep_of_the_same_is_keep() -> None:
    assert clean(EN + AD, strip=".promo", keep="div").removals == ()


def test_keep_beats_the_main_content_and_stays_where_it_stood() -> None:
    html = (
        '<header><p class="k">第一行</p><a href="/">Home</a></header>'
        f"<main><h1>A bridge</h1>{EN}{ZH}</main>"
        '<footer><p class="k">Corrections: <a href="/c">see here</a></p><p>© X</p></footer>'
        '<nav><ul class="k"><li><a href="/1">One</a></li></ul><a href="/2">Two</a></nav>'
    )
    article = clean(html, Scope.PAGE, keep=".k")

    told = lines(article.html)
    assert told[0] == "第一行"
    assert told[-2:] == ["Corrections: see here", "One"]
    assert 'href="https://example.org/c"' in article.html
    assert "Two" not in article.html
    assert "©" not in article.html


def test_keep_beats_the_template() -> None:
    from feedclean.learn import learn_from, profile

    word = "river bridge harbour ferry winter".split()
    raws = [
        replace(raw, html=raw.html.replace("bridge", f"bridge {word[n]}"))
        for n, raw in enumerate(
            raw_article(f'{EN}<p class="k">Written in the harbour by <a href="/t">the team</a></p>')
            for _ in range(5)
        )
    ]
    plan = replace(PLAN, template=learn_from(SOURCE, [profile(raw) for raw in raws]))
    [taken] = [
        r for r in clean(raws[0].html, plan=plan, keep=".none").removals if "team" in r.excerpt
    ]

    assert taken.stage is Stage.TEMPLATE
    assert "the team" in clean(raws[0].html, plan=plan, keep=".k").html


def test_keep_keeps_no_scripts_and_forms() -> None:
    html = f'{EN}<div class="k"><script>x()</script><form><input><button>Go</button></form>a</div>'
    article = clean(html, keep=[".k", "script", "form", "*"])

    assert "<script" not in article.html
    assert "<input" not in article.html
    assert [one.stage for one in article.removals] == [Stage.SANITIZE]


@pytest.mark.parametrize("rule", ["*", "//*", ":has(*), p", "body > *"])
@pytest.mark.parametrize("scope", list(Scope))
def test_an_article_of_which_rules_leave_nothing_says_so(rule: str, scope: Scope) -> None:
    article = clean(EN + ZH, scope, strip=rule)

    assert article.html == ""
    assert article.cautions == (NOTHING_LEFT,)
    assert {one.stage for one in article.removals} == {Stage.SITE_RULE}


@pytest.mark.parametrize("scope", list(Scope))
def test_a_bare_text_can_be_stripped_too(scope: Scope) -> None:
    article = clean("The council met on Tuesday evening.", scope, strip="body")

    assert article.html == ""
    assert [(one.chars, one.path) for one in article.removals] == [(30, "/html/body")]


def test_what_rules_take_is_no_reason_to_take_the_guesses_back() -> None:
    long = "".join(f'<p class="x">{n}. {EN[3:120]} again and again.</p>' for n in range(30))
    article = clean(EN + long + RELATED, strip=".x")

    assert article.cautions == ()
    assert lines(article.html) == lines(EN)


def test_guesses_that_are_taken_back_leave_the_rules_alone() -> None:
    article = clean(f"<p>Share this article</p>{AD}", strip=".promo")

    assert article.cautions == ("over-removal-reverted",)
    assert lines(article.html) == ["Share this article"]
    assert [one.stage for one in article.removals] == [Stage.SITE_RULE]


def test_who_wrote_it_is_read_off_a_line_that_a_rule_takes() -> None:
    article = clean(f'<p class="who">By Ann Example</p>{EN}', strip=".who")

    assert [one.name for one in article.meta.authors] == ["Ann Example"]


def test_rules_of_a_host_hold_there_only_and_else_those_without_a_host() -> None:
    here, elsewhere = rules(host="example.org", strip=".promo"), rules(strip="p")
    both = process(raw_article(EN + AD), replace(PLAN, rules=(elsewhere, here)))
    assert isinstance(both, CleanArticle)

    assert [one.rule for one in both.removals] == ["site/example.org/strip/.promo"]


def test_the_digest_of_a_plan_hangs_on_what_rules_say_and_not_on_their_lines() -> None:
    one, moved = (
        replace(PLAN, rules=(SiteRules(strip=tuple(replace(s, where=where) for s in found)),))
        for found, where in ((rules(strip=".a").strip, "x, line 1"), (rules(strip=".a").strip, "y"))
    )

    assert plan_digest(one) == plan_digest(moved)
    assert plan_digest(one) != plan_digest(replace(PLAN, rules=(rules(strip=".b"),)))
    assert plan_digest(one) != plan_digest(PLAN)


PAGE = (
    '<html><head><title>Site</title><meta name="who" content="Bo Sample"></head><body>'
    "<header><h1>The site</h1></header>"
    '<div class="teaser"><p>One line that is told first.</p></div>'
    f'<section class="a">{EN}</section><section class="b">{ZH}</section>'
    f'<section class="c"><p>{"Another text of the site, which is long enough. " * 9}</p></section>'
    '<p class="k">Corrections are told at the end.</p></body></html>'
)


def test_the_main_content_is_what_the_first_rule_finds_that_finds_any() -> None:
    article = clean(PAGE, Scope.PAGE, body=[".none", "//section[@class='b']", ".c"])

    assert lines(article.html) == lines(ZH)
    assert article.cautions == ()
    assert {(one.rule, one.reason) for one in article.removals} == {
        (
            "site/s/body///section[@class='b']",
            "outside what body rule //section[@class='b'] (config.toml, line 42) finds",
        )
    }


def test_several_elements_of_the_main_content_are_joined_in_their_order() -> None:
    article = clean(PAGE, Scope.PAGE, body=".b, .teaser, .a", keep=".k")

    assert lines(article.html) == [
        "One line that is told first.",
        *lines(EN),
        *lines(ZH),
        "Corrections are told at the end.",
    ]


def test_strip_works_within_the_main_content_too() -> None:
    article = clean(PAGE, Scope.PAGE, body=".a", strip=".a p:nth-child(2)")

    assert lines(article.html) == [lines(EN)[0], lines(EN)[2]]


def test_lists_of_links_in_the_main_content_stay_as_they_are() -> None:
    html = f'<article>{EN}<nav><ul><li><a href="/1">One</a></li></ul></nav></article><p>{ZH}</p>'
    article = clean(html, Scope.PAGE, body="article", keep="nav")

    assert 'href="https://example.org/1"' in article.html


@pytest.mark.parametrize("rule", [".none", "header img", "//article"])
def test_main_content_that_is_not_found_is_looked_for_and_told_of(rule: str) -> None:
    article = clean(PAGE, Scope.PAGE, body=rule)

    assert article.cautions[0] == NO_BODY
    assert lines(article.html) == lines(clean(PAGE, Scope.PAGE, strip=".none").html)


def test_an_empty_element_is_no_main_content() -> None:
    html = PAGE.replace('class="teaser">', 'class="teaser"><div class="empty"> </div>')

    assert NO_BODY in clean(html, Scope.PAGE, body=".empty").cautions


def test_the_text_of_a_feed_is_main_content_without_being_told_so() -> None:
    assert clean(EN, body="article").cautions == ()
    assert lines(clean(f"<article>{EN}</article>{ZH}", body="article").html) == lines(EN)


def test_guesses_about_a_main_content_that_a_person_named_can_be_taken_back() -> None:
    html = f"<main><p>Share this article</p></main>{EN}"

    assert clean(html, Scope.PAGE, body="main").cautions == ("over-removal-reverted",)


TOLD = {
    "css": ({"article_title": "h1"}, "title", "The site", "rule h1"),
    "meta": (
        {"article_author": ["x", "meta[name=who]"]},
        "authors",
        (Author(name="Bo Sample"),),
        "rule meta[name=who]",
    ),
    "attribute": (
        {"article_title": "//meta[@name='who']/@content"},
        "title",
        "Bo Sample",
        "rule //meta[@name='who']/@content",
    ),
    "string": (
        {"article_title": "xpath:concat(//h1, ' — ', //title)"},
        "title",
        "The site — Site",
        "rule concat(//h1, ' — ', //title)",
    ),
}


@pytest.mark.parametrize(("keys", "field", "value", "why"), TOLD.values(), ids=TOLD)
def test_what_rules_say_of_an_article_stands_above_all_else(
    keys: dict[str, str], field: str, value: object, why: str
) -> None:
    meta = {"authors": (Author(name="Ann Example"),), "evidence": (("title", "<title>"),)}
    article = clean(PAGE, Scope.PAGE, meta=meta, **keys)

    assert getattr(article.meta, field) == value
    assert dict(article.meta.evidence)[field] == why
    assert len(article.rules) == 1


DATES = {
    "time": ('<time datetime="2024-03-05T10:00:00+02:00">yesterday</time>', "time", (8, 0)),
    "text": ('<p class="d">Published on 5 March 2024, 10:00</p>', ".d", (10, 0)),
    "zh": ('<p class="d">发布于 2024年3月5日 10:00</p>', "//p[contains(., '发布于')]", (10, 0)),
    "second": ('<p class="d">soon</p><p class="d">2024-03-05 10:00</p>', ".d", (10, 0)),
}


@pytest.mark.parametrize(("html", "rule", "time"), DATES.values(), ids=DATES)
def test_a_date_is_read_where_a_rule_says(html: str, rule: str, time: tuple[int, int]) -> None:
    plan = replace(PLAN, options=CleanOptions(timezone="UTC"))
    meta = {"published": datetime(2020, 1, 1, tzinfo=UTC)}
    article = clean(html + EN, plan=plan, meta=meta, article_date=rule)

    assert article.meta.published == datetime(2024, 3, 5, *time, tzinfo=UTC)


@pytest.mark.parametrize(
    "keys", [{"article_date": "p"}, {"article_title": "h1"}, {"article_author": "//p/@by"}]
)
def test_what_rules_do_not_find_stands_as_it_was(keys: dict[str, str]) -> None:
    article = clean(EN, **keys)

    assert article.meta == clean(EN, strip=".none").meta


def test_names_we_know_nothing_of_are_names_where_a_person_says_so() -> None:
    html = f'{EN}<p class="w">admin</p>'

    assert [one.name for one in clean(html, article_author=".w").meta.authors] == ["admin"]


UNWRAPPED = {
    "link": ("<p>See <a href='/g'>the bridge</a> now.</p>", "a", "<p>See the bridge now.</p>"),
    "heading": ("<h2>Title line of it</h2>", "h2", "<p>Title line of it</p>"),
    "quote": ("<blockquote><p>One thing.</p></blockquote>", "blockquote", "<p>One thing.</p>"),
    "list": ("<ul><li>One.</li><li>Two.</li></ul>", "ul", "<p>One.</p>\n<p>Two.</p>"),
    "table": (
        "<table><tr><td>One.</td><td><p>Two.</p></td></tr></table>",
        "table",
        "<p>One.</p>\n<p>Two.</p>",
    ),
    "picture": ("<p>x <img src='/a.png'></p>", "img", 'src="https://example.org/a.png"'),
}


@pytest.mark.parametrize(("html", "rule", "expected"), UNWRAPPED.values(), ids=UNWRAPPED)
def test_what_is_unwrapped_leaves_and_its_content_stays(
    html: str, rule: str, expected: str
) -> None:
    article = clean(f"{EN}<div>{html}</div>{ZH}", unwrap=rule)

    assert expected in article.html
    assert article.removals == ()
    assert article.rules == (f"site/s/unwrap/{rule}",)


def test_what_is_replaced_is_replaced_before_anything_is_read_or_counted() -> None:
    html = f'{EN}<p>Dear  reader</p><div class="promo">x</div>'
    article = clean(
        html,
        replace=[
            ("Dear  reader", "liebe Leserin 读者"),
            ('regex:class="pro(\\w)o"', 'class="\\1"'),
        ],
        strip=".m",
    )

    assert lines(article.html)[-1] == "liebe Leserin 读者"
    assert [one.rule for one in article.removals] == ["site/s/strip/.m"]
    assert len(article.rules) == 3
    assert article.stats.chars_in == clean(EN, strip=".m").stats.chars_in + 14 + 1


def test_no_pattern_is_tried_on_more_text_than_is_written_down() -> None:
    html = f"<!--{'x' * MOST_TEXT}-->{EN}"
    article = clean(html, replace=[("regex:council", "board"), ("bridge", "ferry")])

    assert article.cautions == (TOO_LARGE,)
    assert "council" in article.html
    assert "bridge" not in article.html


def test_what_is_kept_is_no_doubt() -> None:
    raw = raw_article(
        f'{EN}<p class="k">Share this article with a friend, says the captain.</p>{ZH}'
    )
    found = examine(raw, replace(PLAN, rules=(rules(keep="p"),)))

    assert not isinstance(found, Failure)
    assert found.doubts == ()


ANY = (
    *("p", "a", "*", "//td", "span", "li", ".related", "div > *", "aside, nav", "body", ":not(p)"),
    *("//b/..", "#n", "footer", "h2", "p:has(a)", "video", "br", "img", "button"),
)
RULES = st.lists(st.sampled_from(ANY), max_size=3)


KEYED = st.fixed_dictionaries(dict.fromkeys(("strip", "keep", "body", "unwrap"), RULES))
REPLACED = st.lists(
    st.tuples(
        st.sampled_from(["<p>", "The", "regex:<(div|p)", "regex:\\s+", "regex:="]), st.just("x")
    ),
    max_size=2,
)


@given(odd_html(), st.sampled_from(list(Scope)), KEYED, REPLACED)
def test_text_is_conserved_under_any_rules(
    html: str, scope: Scope, keys: dict[str, list[str]], replaced: list[tuple[str, str]]
) -> None:
    clean(html, scope, article_title="h1", article_date="p", replace=replaced, **keys)


@given(odd_html(), RULES, RULES)
def test_nothing_but_the_allow_list_takes_what_is_kept(
    html: str, strip: list[str], keep: list[str]
) -> None:
    article = clean(html, strip=strip, keep=[*keep, "body"])

    assert {one.stage for one in article.removals} <= {Stage.SANITIZE}
