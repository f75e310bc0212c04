"""Who wrote an article, by elements that say so."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, ZH, raw_article

LEAD = "<p>A harbour town, a missing dog and eleven suspects: the new film is a joy to see.</p>"


def cleaned(html: str) -> CleanArticle:
    """An article that appeared on 17 May 2024, of which no author is known."""
    raw = raw_article(html, title="")
    day = datetime(2024, 5, 17, 9, tzinfo=UTC)
    article = process(replace(raw, meta=replace(raw.meta, published=day, authors=())), PLAN)
    assert isinstance(article, CleanArticle)
    return article


def _names(article: CleanArticle) -> list[str]:
    return [author.name for author in article.meta.authors]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("<address>Ana Ruiz</address>", "Ana Ruiz"),
        ('<div class="story-author">Ana Ruiz</div>', "Ana Ruiz"),
        (
            '<p><span class="time">17.05.2024 09:00</span><i class="autor">Ana Ruiz</i></p>',
            "Ana Ruiz",
        ),
        (
            (
                "<div><span class=date>更新于2024年5月17日 09:00</span>"
                "<span class=author>《江边时报》 林晚 纽约报道</span></div>"
            ),
            "林晚",
        ),
    ],
    ids=["an address", "a class", "beside the time", "with paper and place"],
)
@pytest.mark.parametrize("lead", ["", LEAD], ids=["at the top", "below a lead"])
def test_a_name_that_is_marked_up_as_the_author_goes_and_is_told(
    line: str, name: str, lead: str
) -> None:
    article = cleaned(lead + line + EN)

    assert _names(article) == [name]
    assert name not in article.html


@pytest.mark.parametrize(
    "line",
    [
        "<address>12 River Street, Leeds, and ring the bell twice.</address>",
        '<p><span class="author">Ana Ruiz</span> came home late, and nobody was there.</p>',
    ],
    ids=["a place", "a sentence"],
)
def test_other_marked_lines_stay(line: str) -> None:
    assert "block/byline" not in {removal.rule for removal in cleaned(LEAD + line + EN).removals}


def test_a_pen_name_before_the_day_is_the_author_if_the_rights_are_theirs() -> None:
    line = "<p><strong>半桶水</strong> 2024年5月17日 · 4分钟阅读</p>"

    assert _names(cleaned(line + ZH + "<p>© 2024 半桶水</p>")) == ["半桶水"]
    assert _names(cleaned(line.replace("半桶水", "国际") + ZH)) == []


@pytest.mark.parametrize("line", ["05-17", "江边早报 05-17", "Riverside Post 05/17", "5月17日"])
def test_the_day_the_article_appeared_goes_without_its_year(line: str) -> None:
    assert line not in cleaned(f"<p>{line}</p>{EN}").html


@pytest.mark.parametrize(
    "line", ["04-17", "3-1", "江边早报 2024 第 17 期", "Chapter 5-17: the ferry"]
)
def test_other_figures_above_the_text_stay(line: str) -> None:
    assert line in cleaned(f"<p>{line}</p>{EN}").html


def test_a_section_beside_the_day_goes_with_it_where_that_is_the_first_line() -> None:
    line = "<p>17 May 2024 Rivers and lakes</p>"

    assert "Rivers and lakes" not in cleaned(line + EN).html
    assert "Rivers and lakes" in cleaned(line.replace("17", "16").replace("May", "April") + EN).html


def test_what_a_byline_of_the_text_names_is_told_of_below_it() -> None:
    life = "<p>Ana Ruiz is a reporter at the Riverside Post and the author of two novels.</p>"
    by = "<address>ANA RUIZ</address>"

    assert "two novels" not in cleaned(by + EN + life).html
    assert "two novels" in cleaned(EN + life).html


def test_buttons_between_a_byline_and_the_text_go_though_nothing_parts_them() -> None:
    row = "<div><a>收藏</a><a>字号</a><a>打印</a></div>"
    by = "<address>林晚</address>"

    assert "字号" not in cleaned(LEAD + by + row + ZH).html
    assert "字号" in cleaned(ZH + row + EN).html


def test_a_line_of_parts_that_is_named_for_such_facts_and_has_a_day_goes() -> None:
    parts = "<span>2024年5月17日</span> <span>城事</span> <span>此文在别处已无法打开</span>"

    assert "城事" not in cleaned(f"<div class=entry-meta>{parts}</div>{ZH}").html
    assert "城事" in cleaned(f"<div>{parts}</div>{ZH}").html
    assert "城事" in cleaned(f"<div class=entry-meta>城事：{parts}</div>{ZH}").html
