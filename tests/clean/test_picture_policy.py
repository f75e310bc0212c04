"""Pictures that are not wanted go with a receipt; the first is the first of the article."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle, FurtherPage, Scope
from feedclean.model.plan import Selector, SiteRules
from feedclean.model.removal import RuleId, Stage
from tests.cleaning import EN, PLAN, raw_article

PICTURES = (
    '<figure><img src="https://e.org/1.jpg" width="800" height="500" alt="One">'
    "<figcaption>The first of them.</figcaption></figure>"
    f'{EN}<p>A line <img src="https://e.org/2.jpg" alt="Two" width="80" height="80"> with one.</p>'
    '<img data-src="https://e.org/3.jpg" class="lazy" src="data:image/gif;base64,R0lGODlhAQABAAAA">'
    '<noscript><img src="https://e.org/3.jpg" alt="Three"></noscript>'
    '<picture><source srcset="https://e.org/4.webp"><img src="https://e.org/4.jpg"></picture>'
)


def cleaned(
    policy: Literal["keep", "lead", "none"], html: str = PICTURES, keep: str = ""
) -> CleanArticle:
    rule = Selector(syntax="css", expression=keep, rule=RuleId("site/x/keep/y"))
    rules = (SiteRules(keep=(rule,)),) if keep else ()
    plan = replace(PLAN, options=replace(PLAN.options, images=policy), rules=rules)
    article = process(raw_article(html, Scope.FRAGMENT), plan)
    assert isinstance(article, CleanArticle)
    return article


@pytest.mark.parametrize(("policy", "stay"), [("keep", 4), ("lead", 1), ("none", 0)])
def test_as_many_pictures_stay_as_are_wanted(
    policy: Literal["keep", "lead", "none"], stay: int
) -> None:
    article = cleaned(policy)

    assert article.html.count("<img") == stay
    assert ("The first of them" in article.html) == (stay > 0)
    assert "A line" in article.html
    assert "with one." in article.html


def test_each_that_goes_has_a_receipt_and_no_text_is_lost() -> None:
    article = cleaned("none")
    taken = [one for one in article.removals if one.rule.endswith("/images/none")]

    assert sum(one.images for one in taken) >= 4
    assert {one.stage for one in taken} == {Stage.SITE_RULE}
    assert all('images = "none"' in one.reason for one in taken)
    lost = sum(one.chars for one in article.removals)
    assert article.stats.chars_in + article.stats.chars_written == article.stats.chars_out + lost


@pytest.mark.parametrize("policy", ["keep", "lead", "none"])
def test_who_made_a_picture_is_not_who_published_the_article(
    policy: Literal["keep", "lead", "none"],
) -> None:
    caption = (
        '<figure><img src="https://e.org/9.jpg"><figcaption>Source: Reuters</figcaption></figure>'
    )

    assert cleaned(policy, f"{PICTURES}{caption}{EN}").meta.publisher is None


def test_a_lazy_picture_and_its_twin_are_one() -> None:
    html = PICTURES.partition("with one.</p>")[2] + EN

    assert cleaned("lead", html).html.count("3.jpg") == 1
    assert "4.jpg" not in cleaned("lead", html).html


def test_keep_beats_it() -> None:
    article = cleaned("none", keep="figure")

    assert article.html.count("<img") == 1
    assert "The first of them" in article.html


def test_of_several_pages_the_first_has_the_first_picture() -> None:
    plan = replace(PLAN, options=replace(PLAN.options, images="lead"))
    again = PICTURES.replace("/1.jpg", "/9.jpg").replace("/2.jpg", "/8.jpg")
    further = FurtherPage(url="https://e.org/2", html=again)
    raw = replace(raw_article(PICTURES, Scope.FRAGMENT), base="https://e.org/", more=(further,))
    article = process(raw, plan)

    assert isinstance(article, CleanArticle)
    assert article.html.count("<img") == 1
    assert "1.jpg" in article.html
