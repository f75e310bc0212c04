"""Each removal found again at its place, in the article as it came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from feedclean.clean.original import original
from feedclean.clean.process import Examined, examine, process
from feedclean.golden.folder import case_folders, read_case
from feedclean.golden.run import articles, source_of
from feedclean.model.article import CleanArticle, RawArticle, Scope
from feedclean.model.original import Original, Part
from feedclean.model.plan import CleanPlan
from feedclean.model.removal import Stage
from feedclean.rules.values import Written
from feedclean.rules.written import site_rules
from feedclean.text import chars
from tests.cleaning import EN, PLAN, TEXTS, raw_article
from tests.making import ROOT

CASES = case_folders(ROOT / "tests" / "articles")


def cases() -> Iterator[tuple[str, RawArticle]]:
    for folder in CASES:
        case = read_case(folder)
        found = articles(case, source_of(case, None))
        yield from ((folder.name, one) for one in found if isinstance(one, RawArticle))


RAWS = list(cases())


def explained(raw: RawArticle, plan: CleanPlan = PLAN) -> tuple[CleanArticle, Original]:
    examined = examine(raw, plan)
    assert isinstance(examined, Examined)
    article = examined.article
    return article, original(raw, plan, article.removals, examined.doubts)


def texts(part: Part, owner: int | None = None) -> Iterator[tuple[int | None, str]]:
    """All text, with the removal that took it."""
    owner = owner if part.removal is None else part.removal
    for child in part.children:
        if isinstance(child, str):
            yield owner, child
        else:
            yield from texts(child, owner)


def held_against_the_stats(article: CleanArticle, came: Original) -> None:
    """All text of the original is kept, or in the removal that says so, to the character."""
    sizes: dict[int | None, int] = {}
    for owner, text in texts(came.root):
        sizes[owner] = sizes.get(owner, 0) + chars(text)
    stats = article.stats
    for number, removal in enumerate(article.removals):
        assert came.found[number] == removal.chars == sizes.get(number, 0), removal
    assert sizes.get(None, 0) == stats.chars_out - stats.chars_written
    assert sum(sizes.values()) == came.chars == stats.chars_in


@pytest.mark.parametrize(("name", "raw"), RAWS, ids=[name for name, _ in RAWS])
def test_every_character_of_an_article_has_its_place(name: str, raw: RawArticle) -> None:
    assert name
    held_against_the_stats(*explained(raw))


ODD = {
    "lines between breaks": EN + "<p>Share: <a href='/x'>X</a><br>Related: <a href='/y'>Y</a></p>",
    "a box that starts with a link": EN + "<div><a href='/s'>Share</a> | <a href='/t'>Tweet</a>"
    "<p>By <b>A. Writer</b></p></div>",
    "text in a player": "<video src='https://e.org/v.mp4'>Your browser plays none.</video>" + EN,
    "a form and a button": EN + "<form><input><button>Subscribe now</button></form>",
    "nested inline": EN + "<p><span><i>Read also:</i> <a href='/a'>A</a></span></p>",
    "control characters": "\x01" + EN + "<p>Copyright\x02 2024 The Paper. All rights reserved.</p>",
    "nothing but a footer": "<footer>Copyright 2024</footer>",
    "deep": "<div>" * 300 + EN + "</div>" * 300,
    "unclosed": "<div><p>One<div class=share><a href=/x>Share" + EN,
    "tables": f"<table><tr><td>{EN}</td><td class='ad'>Advertisement</td></tr></table>",
    "empty": "",
}


@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("html", ODD.values(), ids=ODD.keys())
def test_every_character_of_odd_markup_has_its_place(html: str, scope: Scope) -> None:
    held_against_the_stats(*explained(raw_article(html, scope)))


def with_rule(key: str, selector: str) -> CleanPlan:
    rules, wrong = site_rules({key: [Written(text=selector, where="here", line=1)]}, owner="s")
    assert not wrong, wrong
    return replace(PLAN, rules=(rules,))


@pytest.mark.parametrize(("name", "raw"), RAWS, ids=[name for name, _ in RAWS])
def test_a_selector_offered_for_a_removal_does_what_it_says(name: str, raw: RawArticle) -> None:
    before, came = explained(raw)
    assert name
    for number, (removal, handle) in enumerate(zip(before.removals, came.removals, strict=True)):
        if handle.strip is not None:
            after = process(raw, with_rule("strip", handle.strip))
            assert isinstance(after, CleanArticle)
            ruled = [one for one in after.removals if one.stage is Stage.SITE_RULE]
            assert removal.path in [one.path for one in ruled] or removal.chars <= sum(
                one.chars for one in ruled
            ), (number, removal, handle)
            assert after.stats.chars_out >= before.stats.chars_out - sum(c.chars for c in ruled)
        if handle.keep is not None and removal.stage not in (Stage.SANITIZE, Stage.TIDY):
            after = process(raw, with_rule("keep", handle.keep))
            assert isinstance(after, CleanArticle)
            assert removal.path not in [one.path for one in after.removals if one.chars], handle
            assert after.stats.chars_out >= before.stats.chars_out + removal.chars, handle


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_block_is_called_by_a_name_that_lasts(text: str) -> None:
    bars = "<div class='css-1q2w3e share-bar is-open'><a href='/x'>Share</a> <a href='/y'>Post</a>"
    _, came = explained(raw_article(f"{text}{bars}</div>"))

    assert [one.strip for one in came.removals] == [".share-bar"]


def test_a_block_without_a_name_is_called_by_its_words() -> None:
    _, came = explained(raw_article(f"{EN}<p>Copyright 2024 The Paper. All rights reserved.</p>"))

    assert [one.strip for one in came.removals] == [
        'p:-soup-contains("Copyright 2024 The Paper. All rights")'
    ]


def test_no_rule_to_strip_is_offered_that_would_take_what_is_kept() -> None:
    notes = "<p class='note'>Copyright 2024 The Paper. All rights reserved.</p>"
    _, came = explained(raw_article(EN.replace("<p>", "<p class='note'>") + notes))

    assert all(one.strip != ".note" for one in came.removals)


def test_a_folder_of_cases_is_there() -> None:
    assert len(RAWS) >= 25
    assert Path(ROOT / "tests" / "articles" / "seed-wechat").is_dir()
