"""Articles alone that list words of sites, which are no whole pages for it."""

from __future__ import annotations

import json
from typing import Final

import pytest

from feedclean.model.article import Scope
from tests.parse.reading import article

ABOVE: Final = "Mastodon Facebook Reddit Instagram Pinterest YouTube Telegram WhatsApp".split()
MENU: Final = ["Home", "Contact", "Sign in", "Newsletter", *ABOVE]
PARAGRAPHS: Final = "\n\n".join(
    f"In week {week} most of our readers came from somewhere else, and nobody could say why, "
    "since nothing had been changed, moved or taken away."
    for week in ("one", "two", "three", "four", "five", "six", "seven", "eight")
)
ZH: Final = "昨天晚上委员会在港口开会，讨论很久，最后没有结果，大家都很失望，只好各自回家去了。"
ZH_MENU: Final = "首页 关于我们 联系我们 登录 注册 搜索 更多 分享 评论 版权声明 隐私政策".split()


def listed(words: list[str]) -> str:
    return "\n".join(f"- {word}" for word in words)


def lined(words: list[str]) -> str:
    return "\n\n".join(words)


ARTICLES: Final = {
    "Markdown below a heading": (
        "a.md",
        (f"# Where readers come from\n\n{listed(MENU)}\n\n{PARAGRAPHS}\n\n{listed(MENU)}\n"),
    ),
    "Markdown with a section named like the article": (
        "a.md",
        (
            f"# Where readers come from\n\n{listed(MENU)}\n\n{PARAGRAPHS}\n\n"
            f"## Where readers come from next\n\n{listed(MENU)}\n"
        ),
    ),
    "Markdown below fields": (
        "a.md",
        (
            "---\ntitle: Where readers come from\n---\n\n"
            f"We asked everybody, and they named these, most more than once:\n\n{listed(MENU)}"
            f"\n\n{PARAGRAPHS}\n\n{listed(MENU)}\n"
        ),
    ),
    "text with a date": (
        "a.txt",
        (
            f"Where readers come from\n\n4 May 2025\n\nIn order:\n\n{lined(MENU)}\n\n"
            f"{PARAGRAPHS}\n\nAnd in order of time:\n\n{lined(MENU)}\n"
        ),
    ),
    "text with an author, Chinese": (
        "a.txt",
        (
            f"网页上的字\n\n作者：林小慧\n\n{ZH}\n\n{lined(ZH_MENU)}\n\n"
            + "\n\n".join([ZH * 2 + "网页上的字就是这样。"] * 6)
            + f"\n\n附表\n\n{lined(ZH_MENU)}\n"
        ),
    ),
    "text of a record": (
        "a.json",
        json.dumps(
            {
                "title": "Where readers come from",
                "url": "https://a.example.org/readers",
                "text": f"We asked everybody, and they named these, most of them more than once:"
                f"\n\n{lined(MENU)}\n\n{PARAGRAPHS}\n\n{lined(MENU)}",
            }
        ),
    ),
}


@pytest.mark.parametrize(("name", "text"), ARTICLES.values(), ids=ARTICLES.keys())
def test_an_article_that_lists_words_of_sites_is_no_page(name: str, text: str) -> None:
    found = article(text, name)

    assert found.scope is Scope.FRAGMENT
    assert all(word in found.html for word in (ZH_MENU if "首页" in text else MENU))


PAGES: Final = {
    "the title of the page above all": f"The ferry returns | Harbour Post\n\n{lined(MENU)}\n\n"
    f"The ferry returns\n\n4 May 2025\n\n{PARAGRAPHS}\n\n{lined(MENU)}\n",
    "the name of the site above all": f"Harbour Post\n\n4 May 2025\n\n{lined(MENU)}\n\n"
    f"The ferry returns\n\n{PARAGRAPHS}\n\n{lined(MENU)}\n\n© Harbour Post\n",
    "a link to the text": f"Skip to content\n\n4 May 2025\n\n{lined(MENU)}\n\n"
    f"The ferry returns\n\n{PARAGRAPHS}\n\n{lined(MENU)}\n",
}


@pytest.mark.parametrize("text", PAGES.values(), ids=PAGES.keys())
def test_what_begins_as_pages_do_is_one(text: str) -> None:
    assert article(text, "a.txt").scope is Scope.PAGE
