from __future__ import annotations

from dataclasses import replace

import pytest

from feedclean.clean import process
from feedclean.clean.filters import left_out
from feedclean.clean.metadata.long_lists import MOST_NAMES, NAMES_CUT
from feedclean.model.article import Author, CleanArticle
from feedclean.model.plan import CleanOptions, CleanPlan, SiteRules
from tests.clean.test_site_rules import rules
from tests.cleaning import EN, ZH, clean, raw_article


def article(**more: object) -> CleanArticle:
    return clean(
        EN + ZH,
        title="Advertisement: A bridge",
        authors=(Author(name="Ann Example"), Author(name="Bo")),
        categories=("News", "Water sport"),
        **more,
    )


MET = {
    "title": "title: advertisement",
    "title anywhere": "TITLE :a   BRIDGE",
    "author": "author: ann",
    "second author": "author: regex:^B",
    "category": "category: water SPORT",
    "part of a category": "category: regex:(?i)sport",
    "text": "text: four hours of debate",
    "text over tags and lines": "text: autumn, whatever the ferry",
    "text zh": "text: 工程师对会场里的人说",
    "pattern zh": "text: regex:大桥.{0,9}秋天",
    "url": "url: /news/",
}
NOT_MET = {
    "title": "title: adverts",
    "author": "author: Charles",
    "category as a part": "category: sport",
    "text of the title": "text: Advertisement",
    "case of a pattern": "title: regex:advertisement",
    "url": "url: /culture/",
}


@pytest.mark.parametrize("words", MET.values(), ids=MET)
def test_what_is_blocked_is_left_out_and_what_is_allowed_is_not(words: str) -> None:
    blocked = left_out(article(), [rules(block=words)])

    assert blocked is not None
    assert blocked.rule == f"site/s/block/{words}"
    assert blocked.reason.startswith("block rule ")
    assert blocked.reason.endswith("(config.toml, line 41)")
    assert left_out(article(), [rules(allow=["title: nothing of it", words])]) is None


@pytest.mark.parametrize("words", NOT_MET.values(), ids=NOT_MET)
def test_what_is_not_found_blocks_nothing_and_allows_nothing(words: str) -> None:
    dropped = left_out(article(), [rules(allow=[words])])

    assert left_out(article(), [rules(block=words)]) is None
    assert dropped is not None
    assert dropped.rule == f"site/s/allow/{words}"
    assert "no allow rule finds anything" in dropped.reason


def test_block_beats_allow() -> None:
    found = left_out(article(), [rules(block="author: Bo", allow="title: bridge")])

    assert found is not None
    assert found.rule == "site/s/block/author: Bo"


def test_of_rules_for_several_hosts_those_for_the_address_count() -> None:
    elsewhere = replace(rules(block="author: Bo"), host="elsewhere.example")
    here = replace(rules(block="title: bridge"), host="example.org")
    found = article()  # of example.org

    dropped = left_out(found, [elsewhere, here])

    assert left_out(found, [elsewhere]) is None
    assert dropped is not None
    assert dropped.rule == "site/s/block/title: bridge"


def test_without_filters_everything_is_published() -> None:
    assert left_out(article(), [SiteRules()]) is None
    assert left_out(article(), [rules(strip="p")]) is None


@pytest.mark.parametrize("line", ["author: Zoe", "category: Rowing"])
def test_of_endless_names_those_that_are_not_told_are_asked_too(line: str) -> None:
    names = [f"Name {number}" for number in range(MOST_NAMES)]
    raw = raw_article(
        EN,
        authors=tuple(Author(name=name) for name in (*names, "Zoe Example")),
        categories=(*names, "Rowing"),
    )
    asked = rules(block=line, allow=[line, "author: Nobody"])
    found = process(raw, CleanPlan(source=raw.meta.source, options=CleanOptions(), rules=(asked,)))

    assert isinstance(found, CleanArticle)
    assert NAMES_CUT in found.cautions
    assert left_out(found, [rules(allow=line)]) is None
    assert left_out(found, [rules(block=line)]) is not None
    assert left_out(found, [rules(allow="author: Nobody")]) is not None
