from __future__ import annotations

from feedclean.model.plan import NO_RULES, SiteRules
from feedclean.rules.book import rules_at
from feedclean.rules.values import Written
from feedclean.rules.written import site_rules


def rules(host: str, *strip: str) -> SiteRules:
    written = [Written(text=text, where="x", line=1) for text in strip]
    return site_rules({"strip": written}, owner=host or "s", host=host)[0]


def told(found: tuple[SiteRules, ...]) -> dict[str, list[str]]:
    return {one.host: [selector.expression for selector in one.strip] for one in found}


BOOK = (rules("org", ".o"), rules("example.org", ".a", ".x"), rules("news.example.org", ".n"))


def test_rules_hold_for_their_host_and_all_below_it_the_nearest_first() -> None:
    hosts = ["www.news.example.org", "example.org", "notexample.org", "example.com", ""]

    assert told(rules_at(NO_RULES, BOOK, hosts)) == {
        "example.org": [".a", ".x", ".o"],
        "notexample.org": [".o"],
        "www.news.example.org": [".n", ".a", ".x", ".o"],
    }


def test_rules_of_the_source_come_first_and_hold_everywhere() -> None:
    own = rules("", ".s")

    assert told(rules_at(own, BOOK, ["example.org"])) == {
        "": [".s"],
        "example.org": [".s", ".a", ".x", ".o"],
    }
    assert told(rules_at(own, (), ["example.org"])) == {"": [".s"]}
    assert rules_at(NO_RULES, (), ["example.org"]) == ()


def test_the_order_of_hosts_is_theirs_and_two_tables_of_one_host_add_up() -> None:
    book = (rules("b.com", ".1"), rules("b.com", ".2"), rules("a.com", ".3"))

    assert told(rules_at(NO_RULES, book, {"b.com", "a.com"})) == {
        "a.com": [".3"],
        "b.com": [".1", ".2"],
    }
    assert rules_at(NO_RULES, book, ["b.com", "a.com"]) == rules_at(
        NO_RULES, book, ["a.com", "b.com", "c.com"]
    )


def test_hosts_may_be_written_in_any_script() -> None:
    book = (rules("例子.测试", ".a"), rules("xn--fsqu00a.example", ".b"))
    hosts = ["www.xn--fsqu00a.xn--0zwm56d", "例子.example", f"{'例' * 70}.测试"]

    assert told(rules_at(NO_RULES, book, hosts)) == {
        "www.xn--fsqu00a.xn--0zwm56d": [".a"],
        "例子.example": [".b"],
    }
