"""Sixteen shapes of list pages, each without a selector."""

from __future__ import annotations

import pytest

from feedclean.model.article import SourceId
from feedclean.model.source import Source, SourceKind
from feedclean.parse.lists.listing import listed_links
from tests.parse.list_pages import HOME, PAGES, ListPage, script, whole

SOURCE = Source(id=SourceId("s"), kind=SourceKind.PAGES, location=HOME, title="S", language="en")


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES.keys())
def test_articles_are_found_in_order_with_title_and_date(page: ListPage) -> None:
    found = listed_links(page.html, HOME, SOURCE)

    assert tuple(link.url.removeprefix(HOME) for link in found) == page.paths
    assert tuple(link.guessed_title for link in found) == page.titles
    dates = [link.guessed_published for link in found]
    assert tuple(date.day for date in dates if date) == (page.days or ())


def test_breadcrumbs_and_menus_of_json_ld_are_no_articles() -> None:
    trail = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "item": f"{HOME}a-long-name-of-a-section-{n}", "name": "x"}
            for n in range(5)
        ],
    }

    assert listed_links(whole("", script(trail)), HOME, SOURCE) == ()


@pytest.mark.parametrize("value", ["[" * 5_000, '{"itemListElement": {"item": 7}}', '"x"', "{"])
def test_odd_json_ld_lists_nothing(value: str) -> None:
    html = whole("", f'<script type="application/ld+json">{value}</script>')

    assert listed_links(html, HOME, SOURCE) == ()
