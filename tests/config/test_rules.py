from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from feedclean.codec import canonical_json
from feedclean.config import load_config
from feedclean.errors import ConfigError, RuleError
from feedclean.model.plan import PASSES, Selector
from tests.making import source

MakeSite = Callable[..., Path]


def told(selectors: tuple[Selector, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.syntax, one.expression, one.rule, one.where) for one in selectors]


def line_of(path: Path, text: str, nth: int = 1) -> int:
    lines = [n for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if text in line]
    return lines[nth - 1]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_each_rule_knows_its_line(site: MakeSite, newline: str) -> None:
    path = site(
        source("a", "x") + "strip = [\n  'div.promo',  # not \"this\"\n  '.ad', '//p[@x]',\n]\n",
        source("b", "y") + 'keep = "xpath:id(\'a\')"\nstrip = ".promo"\n',
    )
    path.write_bytes(path.read_text("utf-8").replace("\n", newline).encode())
    one, other = load_config(path).sources
    ads, promo = line_of(path, "'.ad'"), line_of(path, '".promo"')

    assert told(one.rules.strip) == [
        ("css", "div.promo", "site/a/strip/div.promo", f"config.toml, line {ads - 1}"),
        ("css", ".ad", "site/a/strip/.ad", f"config.toml, line {ads}"),
        ("xpath", "//p[@x]", "site/a/strip///p[@x]", f"config.toml, line {ads}"),
    ]
    assert told(other.rules.keep) == [
        ("xpath", "id('a')", "site/b/keep/id('a')", f"config.toml, line {promo - 1}")
    ]
    assert told(other.rules.strip) == [
        ("css", ".promo", "site/b/strip/.promo", f"config.toml, line {promo}")
    ]


def test_defaults_are_rules_of_each_source_that_has_none_of_its_own(site: MakeSite) -> None:
    path = site(
        '[defaults]\nstrip = [".ad"]\nkeep = ".k"\n', source("a", "x"), source("b", "y", strip=".b")
    )
    one, other = load_config(path).sources
    line = line_of(path, "strip")

    assert told(one.rules.strip) == [
        ("css", ".ad", "site/a/strip/.ad", f"config.toml, line {line}")
    ]
    assert [two.expression for two in other.rules.strip] == [".b"]
    assert [two.where for two in other.rules.keep] == [f"config.toml, line {line + 1}"]


def test_hosts_have_rules_of_their_own(site: MakeSite) -> None:
    path = site(source("a", "x"), '[[rules]]\nhost = "Example.ORG"\nstrip = ".ad"\n')
    [rules] = load_config(path).rules

    assert rules.host == "example.org"
    assert [one.rule for one in rules.strip] == ["site/example.org/strip/.ad"]


def test_sources_of_a_list_have_the_rules_of_the_list(site: MakeSite) -> None:
    path = site('[[sources_from]]\nopml = "feeds.opml"\nstrip = [".ad"]\n')
    (path.parent / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/f"/>'
        '<outline text="B" xmlUrl="https://b.example/f"/></body></opml>',
        encoding="utf-8",
    )
    sources = load_config(path).sources

    assert [[one.rule for one in each.rules.strip] for each in sources] == [
        ["site/a/strip/.ad"],
        ["site/b/strip/.ad"],
    ]
    assert sources[1].rules.strip[0].where == f"config.toml, line {line_of(path, 'strip')}"


def test_a_rule_that_moves_says_the_same(site: MakeSite) -> None:
    before = load_config(site(source("a", "x", strip=".ad"))).sources
    after = load_config(site("\n\n# more\n", source("a", "x", strip=".ad"))).sources

    assert before[0].rules.strip[0].where != after[0].rules.strip[0].where
    assert before == after
    assert canonical_json(before) == canonical_json(after)


def test_every_key_says_something_of_its_own(site: MakeSite) -> None:
    keys = 'body = "b"\narticle_title = "//t/@x"\narticle_author = "xpath:string(//a)"\n'
    pairs = "replace = [\n ['a', 'b'],\n ['regex:(c+)', '\\1d'],\n]\n"
    path = site(source("a", "x") + keys + 'article_date = ["d"]\nunwrap = ["u", "w"]\n' + pairs)
    [one] = load_config(path).sources
    rules, line = one.rules, line_of(path, "replace")

    assert [each.expression for each in rules.body] == ["b"]
    assert told(rules.title)[0][:3] == ("xpath", "//t/@x", "site/a/article_title///t/@x")
    assert told(rules.author)[0][:2] == ("xpath", "string(//a)")
    assert [each.expression for each in rules.date] == ["d"]
    assert [each.expression for each in rules.unwrap] == ["u", "w"]
    assert [(r.find, r.by, r.is_pattern, r.rule, r.where) for r in rules.replace] == [
        ("a", "b", False, "site/a/replace/a", f"config.toml, line {line + 1}"),
        ("(c+)", "\\1d", True, "site/a/replace/regex:(c+)", f"config.toml, line {line + 2}"),
    ]


QUIET = ("promo", "ads")
CHOSEN = {
    "none named": ("", PASSES),
    "without": (
        'passes = ["-promo", "-ads"]',
        tuple(p for p in PASSES if p not in ("promo", "ads")),
    ),
    "only": ('passes = ["footer", "bylines"]', ("bylines", "footer")),
    "no pass": ("passes = []", ()),
}


@pytest.mark.parametrize(("toml", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_passes_run_in_their_order_as_named_or_without_those_named(
    site: MakeSite, toml: str, expected: tuple[str, ...]
) -> None:
    [one] = load_config(site(source("a", "x") + toml + "\n")).sources

    assert one.passes == expected


def test_filters_say_what_to_look_at_and_for_what(site: MakeSite) -> None:
    path = site(source("a", "x") + 'block = ["title: An ad: now", "text:regex: a+"]\n')
    [one] = load_config(path).sources

    assert [(f.part, f.find, f.is_pattern, f.rule) for f in one.rules.block] == [
        ("title", "An ad: now", False, "site/a/block/title: An ad: now"),
        ("text", "a+", True, "site/a/block/text:regex: a+"),
    ]


WRONG = {
    "filter of nothing": ('block = "advertisement"', "block", "write what to look at", 0),
    "filter of no part": ('allow = "heading: x"', "allow", "'title: …' or 'author: …'", 0),
    "filter for nothing": ('allow = "title: "', "allow", "nothing to be found", 0),
    "filter by pattern": ('block = "text: regex:(a*)*"', "block", "repeats what repeats", 0),
    "text for elements": ('strip = "//p/string()"', "strip", "no valid XPath", 0),
    "number for text": ('article_title = "xpath:count(//p)"', "article_title", "but 0.0", 0),
    "pattern": ('replace = [\n["a", "b"],\n["regex:(a+)+",\n"b"]]', "replace", "repeats what", 2),
    "group": ('replace = [["regex:a", "\\\\1"]]', "replace", "no valid replacement", 0),
    "nothing to find": ('replace = [["", "a"]]', "replace", "nothing to be found", 0),
    "css": ('strip = [".ad",\n"div["]', "strip", "'div[': no valid CSS selector", 1),
    "xpath": ('keep = "//p["', "keep", "'//p[': no valid XPath", 0),
    "empty": ('strip = ["a", ""]', "strip", "'': it is empty", 0),
    "nothing": ("strip = ''", "strip", "'': it is empty", 0),
    "function": ("strip = [\n\n'//p[contain(.)]'\n]", "strip", 'did you mean "contains"', 2),
}


@pytest.mark.parametrize(("toml", "key", "problem", "below"), WRONG.values(), ids=WRONG)
def test_a_bad_rule_is_told_with_file_line_and_expression(
    site: MakeSite, toml: str, key: str, problem: str, below: int
) -> None:
    path = site(source("a", "x"), source("b", "y") + toml + "\n")
    line = line_of(path, key) + below
    with pytest.raises(RuleError) as caught:
        load_config(path)

    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}: line {line}: source[2].{key}: '")
    assert problem in str(caught.value)


def test_all_that_is_wrong_is_told_at_once(site: MakeSite) -> None:
    path = site(
        source("a", "x", strip="p:foo", max_entries=0),
        '[[rules]]\nhost = "https://example.org/"\n[[rules]]\nhost = "b.com"\nkeep = ["//("]\n',
    )
    with pytest.raises(ConfigError) as caught:
        load_config(path)

    message = str(caught.value)
    assert "4 problems" in message
    assert "source[1].strip: 'p:foo'" in message
    assert 'rules[1].host: "https://example.org/" is not the name of a host; write' in message
    assert f"line {line_of(path, 'keep')}: rules[2].keep: '//('" in message


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("strip = 3", "write a CSS selector or XPath"),
        ("strip = [3]", "write a CSS selector or XPath"),
        ('replace = ["a", "b"]', "write pairs of what to find"),
        ('replace = [["a"]]', "write pairs of what to find"),
        ('passes = ["promos"]', '"promos" is no pass; did you mean "promo"?'),
        ('passes = ["promo", "-ads"]', "or, each with a minus, those that do not"),
        ("max_removed_share = 2", "a share from 0 to 1"),
        ('stripp = "a"', 'did you mean "strip"?'),
    ],
)
def test_a_value_of_another_kind_is_told_as_for_any_key(
    site: MakeSite, toml: str, told: str
) -> None:
    with pytest.raises(ConfigError, match="source") as caught:
        load_config(site(source("a", "x") + toml + "\n"))

    assert told in str(caught.value)
