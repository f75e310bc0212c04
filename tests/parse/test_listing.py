from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest

from feedclean.dom.select import problem
from feedclean.errors import ParseError
from feedclean.model.article import SourceId
from feedclean.model.source import Source, SourceKind
from feedclean.parse.lists.listing import listed_links

HOME = "https://news.example.org/"


def source(**more: object) -> Source:
    return Source(
        id=SourceId("s"),
        kind=SourceKind.PAGES,
        location=HOME,
        title="S",
        **more,  # type: ignore[arg-type]
    )


def urls(html: str, at: str = HOME, **more: object) -> list[str]:
    return [link.url.removeprefix(HOME) for link in listed_links(html, at, source(**more))]


def cards(template: str, *numbers: int) -> str:
    return "".join(template.replace("@", str(n)) for n in numbers)


CARD = (
    '<li class="card"><a href="/2024/05/@/the-harbour-plan-@"><img src="/@.jpg"></a>'
    '<h3><a href="/2024/05/@/the-harbour-plan-@?utm_source=home">Council votes on plan @ for the '
    'harbour</a></h3><time datetime="2024-05-@T08:00:00Z">today</time>'
    '<a href="/author/ann-lee">Ann Lee of the town desk</a>'
    '<a href="/2024/05/@/the-harbour-plan-@#comments">5 comments</a></li>'
)
PAGE = f"""<html><body><header><nav><a href="/politics-of-the-region">Politics of the region</a>
</nav></header><main><ul>{cards(CARD, 12, 11, 10)}</ul>
<a href="/page/2">Older stories of this year</a></main>
<aside><a href="/2024/05/01/most-read-story-of-all">The most read story of them all</a></aside>
<footer><a href="/2020/01/01/about-this-old-site">About this site and its makers</a></footer>"""


def test_cards_give_address_title_and_date_in_their_order() -> None:
    found = listed_links(PAGE, HOME, source())

    assert [link.url for link in found] == [
        f"{HOME}2024/05/{n}/the-harbour-plan-{n}" for n in (12, 11, 10)
    ]
    assert found[0].guessed_title == "Council votes on plan 12 for the harbour"
    assert found[0].guessed_published == datetime(2024, 5, 12, 8, tzinfo=UTC)
    assert found[0].title == ""


ZH = '<li><a href="/a/350@.html">市议会通过第@项港口改造计划的决议</a><span>2024-05-1@</span></li>'
JA = (
    '<dt>2024年5月@日</dt><dd><a href="/news/2024050@">港の改修計画@を市議会が可決しました</a></dd>'
)
ROW = (
    '<tr><td>0@.02.24</td><td><a href="news.php?id=120@">Notice @: no ferry on Sunday</a></td></tr>'
)
WP = '<article><h2><a href="/archives/123@">On boats, part @</a></h2></article>'
BLOG = '<a class="post" href="/post-@"><h2>Short notes @</h2><p>What they say</p></a>'
MENU = '<div class="menu"><a href="/guoji/">国际</a></div>'
PAGER = '<div class="pages"><a href="/list_2.html">下一页</a></div>'

LISTS = {
    "chinese-lines": (
        f'{MENU}<ul class="newslist">{cards(ZH, 1, 2, 3)}</ul>{PAGER}',
        ["a/3501.html", "a/3502.html", "a/3503.html"],
    ),
    "japanese": (
        f"<dl>{cards(JA, 1, 2, 3)}</dl>",
        ["news/20240501", "news/20240502", "news/20240503"],
    ),
    "numbers-in-the-query": (
        f"<table>{cards(ROW, 1, 2, 3)}</table>",
        ["news.php?id=1201", "news.php?id=1202", "news.php?id=1203"],
    ),
    "whole-card-is-a-link": (cards(BLOG, 1, 2, 3), ["post-1", "post-2", "post-3"]),
    "wordpress-archives": (
        cards(WP, 4, 5, 6),
        ["archives/1234", "archives/1235", "archives/1236"],
    ),
}


@pytest.mark.parametrize(("html", "expected"), LISTS.values(), ids=LISTS.keys())
def test_lists_of_many_makes_are_found(html: str, expected: list[str]) -> None:
    assert urls(f"<html><body>{html}</body></html>") == expected


FAR = '<h3><a href="https://other.org/2024/05/0@/x-y-z-@">A story told elsewhere @</a></h3>'
TAG = '<li><a href="/tag/a-long-tag-of-ours-@">All about the harbour plan @</a></li>'
FILE = '<h2><a href="/2024/05/0@/the-yearly-report-@.pdf">The yearly report @</a></h2>'
HERE = '<h2><a href="/#top-of-the-page-@">Back to the top of the page</a></h2>'

OTHERS = {
    "files": cards(FILE, 1, 2, 3),
    "footer": f'<div id="footer">{cards(CARD, 1, 2, 3)}</div>',
    "here": cards(HERE, 1, 2, 3),
    "nothing": "<p>Under construction</p>",
    "other-sites": cards(FAR, 1, 2, 3),
    "sections": cards('<li><a href="/section-@/">Section @</a></li>', 1, 2, 3),
    "tags": cards(TAG, 1, 2, 3),
}


@pytest.mark.parametrize("html", OTHERS.values(), ids=OTHERS.keys())
def test_what_leads_elsewhere_is_no_article(html: str) -> None:
    assert urls(f"<html><body>{html}</body></html>") == []


@pytest.mark.parametrize(
    ("links", "count"),
    [
        pytest.param("h3 a", 3, id="css-links"),
        pytest.param("li.card", 3, id="css-cards"),
        pytest.param("//li/h3/a", 3, id="xpath"),
        pytest.param("//h3/a/@href", 3, id="xpath-addresses"),
        pytest.param(".no-such", 0, id="nothing"),
    ],
)
def test_selectors_of_both_kinds(links: str, count: int) -> None:
    found = listed_links(PAGE, HOME, source(links=links, item_date="time", item_title="h3"))

    assert len(found) == count
    for link, number in zip(found, (12, 11, 10), strict=False):
        assert link.url == f"{HOME}2024/05/{number}/the-harbour-plan-{number}"
        assert link.title == f"Council votes on plan {number} for the harbour"
        assert link.published == datetime(2024, 5, number, 8, tzinfo=UTC)


def test_a_base_element_counts() -> None:
    html = '<head><base href="/blog/"></head><body><a class="x" href="one">One</a></body>'

    assert urls(html, links="a.x") == ["blog/one"]


def test_a_date_without_a_zone_is_that_of_the_source() -> None:
    html = '<body><p><a href="/1">One</a> <i>2024-05-02 06:00</i></p></body>'

    [link] = listed_links(html, HOME, source(links="p", item_date="i", timezone="Asia/Shanghai"))

    assert link.published == datetime(2024, 5, 1, 22, tzinfo=UTC)


@pytest.mark.parametrize("card", ["@", "<div><h2>@</h2></div>"], ids=["one line", "cards"])
def test_a_long_archive_takes_time_with_its_length(card: str) -> None:
    link = '<a href="/2024/05/12/the-harbour-plan-{}">Council votes on plan {} for the harbour</a> '
    links = "".join(card.replace("@", link.format(n, n)) for n in range(2_000))
    begun = time.process_time()

    assert len(urls(f"<div>{links}</div>")) == 2_000
    assert time.process_time() - begun < 8  # 2,000 links took 16 s


def test_chosen_cards_take_time_with_their_number() -> None:
    card = (
        '<div><h3><a href="/@">The harbour plan</a></h3><p>Words.</p><time>2024-05-@</time></div>'
    )
    html = f"<main>{cards(card, *range(10, 4_010))}</main>"
    begun = time.process_time()

    found = listed_links(html, HOME, source(links="h3 a", item_date="time"))

    assert time.process_time() - begun < 5  # the cards alone took 13 s
    assert len(found) == 4_000
    assert found[5].published == datetime(2024, 5, 15, tzinfo=UTC)


def many(number: int) -> str:
    return "".join(
        f'<li><div><h3>Plan {n}</h3><a href="/{n}">More</a><time>2024-05-02</time></div></li>'
        for n in range(number)
    )


@pytest.mark.parametrize(
    ("links", "title", "first"),
    [
        ("//li", "//h3", "Plan 0"),  # from the top: the same of all, 58 s when looked for each time
        ("//li", ".//h3", "Plan 7"),
        ("div ul li div a", "h3", "Plan 7"),  # the links alone took 5 s
    ],
)
def test_selectors_of_a_long_list_take_time_with_its_length(
    links: str, title: str, first: str
) -> None:
    html = f"<div><ul>{many(8_000)}</ul></div>"
    begun = time.process_time()

    found = listed_links(html, HOME, source(links=links, item_title=title))

    assert time.process_time() - begun < 5
    assert (len(found), found[7].title) == (8_000, first)


@pytest.mark.parametrize(
    ("links", "title"),
    [("//li//a[following::li]", None), ("//a", "./following::h3"), ("//li", "../li/div/h3")],
)
def test_an_xpath_that_is_too_slow_for_a_list_is_told(links: str, title: str | None) -> None:
    short, long = f"<ul>{many(200)}</ul>", f"<ul>{many(8_000)}</ul>"
    begun = time.process_time()

    with pytest.raises(
        ParseError, match="was not tried: on so large a page it might take too long"
    ):
        listed_links(long, HOME, source(links=links, item_title=title))

    assert time.process_time() - begun < 5
    assert len(listed_links(short, HOME, source(links=links, item_title=title))) >= 199


@pytest.mark.parametrize(
    ("links", "title"),
    [("p ~ p", None), ("p ~ p ~ p a", None), ("li", "p ~ p ~ p")],
)
def test_css_that_is_too_slow_for_a_list_is_told(links: str, title: str | None) -> None:
    short, long = (f"<ul>{many(size)}</ul>{'<p>.</p>' * size}" for size in (100, 6_000))
    begun = time.process_time()

    with pytest.raises(
        ParseError, match="was not tried: on so large a page it might take too long"
    ):
        listed_links(long, HOME, source(links=links, item_title=title))

    assert time.process_time() - begun < 5
    listed_links(f"{short}<p><a href='/z'>Z</a></p>", HOME, source(links=links, item_title=title))


def test_css_of_cards_that_are_many_is_tried() -> None:
    html = f"<ul>{many(8_000)}</ul>"
    for title in ("div a", "li:not(.ad) a", "div:has(> a) a", 'a:contains("1")', "a:nth-child(1)"):
        assert len(listed_links(html, HOME, source(links="li", item_title=title))) == 8_000


def test_css_that_names_a_prefix_is_refused() -> None:
    assert "pages have no prefixes" in problem("svg|a")
    assert problem('a:contains("x")') == ""


@pytest.mark.parametrize("links", ["li, b a", "li, li b", "li, li b a"])
def test_a_card_around_another_one_has_what_is_in_it_alone(links: str) -> None:
    html = (
        '<ul><li><a href="/1">One</a><p><b><a href="/2">Another</a></b><i>2024-05-02</i></p>'
        '<i>2024-05-03</i></li><li><a href="/3">Three</a><i>2024-05-04</i></li></ul><p>End</p>'
    )

    found = listed_links(html, HOME, source(links=links, item_date="i"))

    days = {link.url.removeprefix(HOME): link.published for link in found}
    assert days["2"] == datetime(2024, 5, 2, tzinfo=UTC)
    assert days["3"] == datetime(2024, 5, 4, tzinfo=UTC)
