from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.parse.dialects.heads.menu_head import (
    below_masthead,
    below_menu,
    below_way,
)
from tests.parse.reading import article

TEXT = """The ice on the river was thick enough to walk on this week.

Skaters were out before sunrise, and the ferry stayed in the harbour.
"""
ROW = (
    "[Home](https://r.example/) | [News](https://r.example/news) | [Sign in](https://r.example/in)"
)
LIST = (
    "* [Home](https://r.example/)\n* [About](https://r.example/a)\n* [Contact](https://r.example/c)"
)
LOGO = "[![The Post](https://r.example/logo.png)](https://r.example/)"


@pytest.mark.parametrize("menu", [ROW, LIST, f"{LOGO}\n\nMenu\n\n{LIST}", "Home | News | Sign in"])
@pytest.mark.parametrize("site", ["# The River Post\n\n## ", "### Latest\n\n# "])
def test_below_a_menu_the_heading_over_the_byline_is_the_title(menu: str, site: str) -> None:
    text = f"{menu}\n\n{site}The ice holds at last\n\nBy Ana Ruiz\n\n12 January 2024\n\n{TEXT}"
    found = article(text, "a/ice.md")

    assert found.meta.title == "The ice holds at last"
    assert [author.name for author in found.meta.authors] == ["Ana Ruiz"]
    assert "Home" in found.html


def test_without_a_byline_the_highest_heading_is_the_title() -> None:
    found = article(f"{ROW}\n\n# The ice holds\n\n## How thick it is\n\n{TEXT}", "a/ice.md")

    assert found.meta.title == "The ice holds"


def test_in_plain_text_the_line_below_the_menu_is_the_title() -> None:
    found = article(
        "首页   菜谱   专题   登录\n搜索\n\n首页 > 菜谱 > 汤羹\n\n大麦韭葱汤\n2023-03-04 10:20\n\n"
        "这锅汤放冰箱可以存三天，第二天更好喝。大麦吸足了汤汁。\n"
    )

    assert found.meta.title == "大麦韭葱汤"
    assert found.meta.published == datetime(2023, 3, 4, 2, 20, tzinfo=UTC)
    assert "专题" in found.html


@pytest.mark.parametrize("head", ["Inicio > Mundo > América", "Accueil › Monde › Chili"])
def test_the_title_is_below_the_way_to_it(head: str) -> None:
    found = article(f"{head}\n\nThe ice holds at last\n\n12 January 2024\n\n{TEXT}")

    assert found.meta.title == "The ice holds at last"


NO_MENUS = {
    "a comparison": ["Ice > water > steam", "12 January 2024", TEXT],
    "a sentence with an address": ["All of it is told at https://r.example/1 by now.", TEXT],
    "a title": ["The river in winter", "12 January 2024", TEXT],
    "links to read": [
        "[The river in winter, and what came of it](https://r.example/1)",
        "[The harbour that nobody wanted to have](https://r.example/2)",
        "[Home](https://r.example/3)",
    ],
    "one word": ["Home", "", TEXT],
    "a list of things": ["- salt", "- oil", "- rope"],
    "words of a sentence": ["Home, news and sport are what he reads.", TEXT],
}


@pytest.mark.parametrize("lines", NO_MENUS.values(), ids=NO_MENUS.keys())
def test_other_lines_are_no_menu(lines: list[str]) -> None:
    assert below_menu(lines) == 0


def test_the_part_of_a_line_before_a_bar_may_name_the_author() -> None:
    line = "By **Ann Example** | River Quarterly | 9 min read"

    assert [a.name for a in article(f"# Ice\n\n{line}\n\n{TEXT}", "a/i.md").meta.authors] == [
        "Ann Example"
    ]
    line = "By the river | River Quarterly | 9 min read"
    assert article(f"# Ice\n\n{line}\n\n{TEXT}", "a/i.md").meta.authors == ()


WAYS = {
    "steps": ["River Post > Garden > Soups", "The ice holds at last", "12 January 2024", "", TEXT],
    "in Chinese": [
        "江边报 > 生活 > 蔬食",
        "The ice holds at last",
        "文／林晚 | 2022.10.14",
        "",
        TEXT,
    ],
    "to the title": ["River Post > The ice holds at last", "", "The ice holds at last", "", TEXT],
    "slashes": ["河畔邮报 / 要闻 / 河", "", "The ice holds at last", "", TEXT],
}


@pytest.mark.parametrize("lines", WAYS.values(), ids=WAYS.keys())
def test_below_the_way_to_it_stands_the_title(lines: list[str]) -> None:
    assert article("\n".join(lines), "a/ice.txt").meta.title == "The ice holds at last"


NO_WAYS = {
    "a title with a sign": ["Salt > sugar", "The river in winter", "", TEXT],
    "either": ["River/lake: which of them?", "A talk", "", TEXT],
    "settings": ["Settings > Network > Proxy", TEXT, TEXT],
    "a list of them": ["A > B > C", "B > C > A", "C > A > B", TEXT],
}


@pytest.mark.parametrize("lines", NO_WAYS.values(), ids=NO_WAYS.keys())
def test_other_first_lines_with_signs_are_no_way(lines: list[str]) -> None:
    assert below_way([*lines]) == 0


def test_in_markdown_the_only_heading_of_its_rank_below_such_a_line_is_the_title() -> None:
    top = "> You are reading *River Letter* no. 9 | [on the web](https://r.example/9)"
    text = f"# The ice holds at last\n\n{TEXT}\n\n## Next week\n\n{TEXT}"
    found = article(f"{top}\n\n{text}", "a/i.md")
    several = article(f"{top}\n\n# Ice\n\n{TEXT}\n\n# Water\n\n{TEXT}", "a/i.md")

    assert found.meta.title == "The ice holds at last"
    assert "on the web" in found.html
    assert several.meta.title != "Ice"


MASTHEADS = {
    "three names": ["River Post | News | Ferries", "", "The ice holds at last", "",
                    "12 January 2024", "", TEXT],
    "in capitals": ["РЕЧНАЯ ГАЗЕТА | НОВОСТИ", "", "The ice holds at last", "",
                    "Anna Roe", "12 January 2024", "", TEXT],
    "a way that ends with it": ["River Post", "Start » Read » The ice holds at last", "",
                                "Section: Ice", "", "The ice holds at last", "", TEXT],
    "a way of another script": ["河边报", "首页 > 阅读 > 冰终于结实了", "冰终于结实了", "", TEXT],
}  # fmt: skip


@pytest.mark.parametrize("lines", MASTHEADS.values(), ids=MASTHEADS.keys())
def test_below_the_names_of_a_site_stands_its_title(lines: list[str]) -> None:
    found = article("\n".join(lines), "a/ice.txt")

    assert found.meta.title in ("The ice holds at last", "冰终于结实了")
    assert lines[0] in found.html


NO_MASTHEADS = {
    "a headline of two parts": ["Ice | Water", "", "What a winter", "", "12 January 2024", TEXT],
    "no day": ["River Post | News | Ferries", "", "The ice holds at last", "", TEXT],
    "a longer name": ["Bread, and why we bake | Notes | Food", "", "Rye", "", "12 May 2024", TEXT],
    "a way through menus": ["Settings » Network » Proxy", "", "How to reach it", "", TEXT],
}


@pytest.mark.parametrize("lines", NO_MASTHEADS.values(), ids=NO_MASTHEADS.keys())
def test_other_names_above_are_titles(lines: list[str]) -> None:
    assert below_masthead([*lines]) == 0
