"""Rule files as people write them, read without surprise; written for these tests."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle, Scope
from feedclean.rules.directives import directives
from feedclean.rules.ftr import RuleFile, read_rules, trials_in
from feedclean.rules.pack import is_honoured, is_rule_file, rules_of_files
from tests.cleaning import EN, PLAN, raw_article
from tests.making import ROOT

FOLDER = ROOT / "tests" / "data" / "rule-files"
FILES = sorted(path.name for path in FOLDER.iterdir() if is_rule_file(path.name))
DOCS = (ROOT / "docs" / "rule-packs.md").read_text("utf-8")


def read(name: str) -> RuleFile:
    return read_rules((FOLDER / name).read_text("utf-8"), name)


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_without_a_remark_line_by_line(name: str) -> None:
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    said = [line for line in lines if line and not line.startswith("#")]
    file = read(name)
    guards = sum(line.startswith("if_page_contains") for line in said)
    seconds = sum(line.startswith("find_string") for line in said)

    assert file.remarks == ()
    assert len(file.rules) == len(said) - guards - seconds
    for rule in file.rules:
        assert rule.value in lines[rule.line - 1] or rule.argument in lines[rule.line - 1]


@pytest.mark.parametrize("name", FILES)
def test_the_rules_of_a_file_can_be_used_on_any_page(name: str) -> None:
    rules = replace(rules_of_files([read(name)], "set"), host="example.org", of_pages=True)
    html = f"<!doctype html><html><body><article>{EN}</article></body></html>"
    article = process(raw_article(html, Scope.PAGE), replace(PLAN, rules=(rules,)))

    assert isinstance(article, CleanArticle)
    assert "The council met" in article.html


def test_all_of_them_are_counted() -> None:
    rules = [rule for name in FILES for rule in read(name).rules]
    used = {rule.name for rule in rules}

    assert len(FILES) == 33
    assert Counter(is_honoured(rule) for rule in rules) == {True: 167, False: 15}
    assert len([trial for name in FILES for trial in trials_in(read(name))]) == 8
    assert set(directives()) - used == {"find_string", "if_page_contains"}  # parts of other rules


def test_the_documentation_says_of_each_directive_what_becomes_of_it() -> None:
    told: dict[str, str] = {}
    for row in re.findall(r"^\| (`.*?) \| (honoured|accepted) \|", DOCS, re.MULTILINE):
        for name in re.findall(r"`(\w+)(?:\(\w\))?(?:: \w)?`", row[0]):
            told[name] = row[1]
    known = {
        name: "accepted" if one.no_effect else "honoured" for name, one in directives().items()
    }

    assert told == known
    assert Counter(known.values()) == {"honoured": 25, "accepted": 15}
    assert "40 directives are known: 25 are honoured and 15 accepted without effect" in DOCS
