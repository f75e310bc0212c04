from __future__ import annotations

from datetime import UTC, datetime
from itertools import permutations

import pytest

from feedclean.codec import digest
from feedclean.generate.duplicates import distinct

EN = (
    "The ministers met for two hours behind closed doors, and when they came out neither of them "
    "said what had been agreed. A second meeting is planned for the autumn in a third country."
)
ZH = (
    "两国外长在闭门会谈两个小时之后没有透露达成了什么协议，第二次会晤计划于秋天在第三国举行。"
    "观察人士认为，会谈的气氛比预期要好，但在根本问题上双方都没有让步的迹象，前景仍不明朗。"
)
OTHER = {
    "en": "Prices for bread rose again last month, the third time in a row, say the bakers.",
    "zh": "上个月面包价格再次上涨，这已经是连续第三个月，面包师协会说明了原因，并警告说还会再涨。",
}


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def day(number: int) -> datetime:
    return datetime(2024, 5, number, tzinfo=UTC)


def ids(found):
    return sorted(kept.meta.id.rpartition("/")[2] for kept in found.articles)


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_copies_under_marked_titles_are_one_article(text, article):
    plain = article("a", p(text), title="标题", published=day(1))
    photos = article("b", p(text) + '<img src="x">', title="标题(组图)", published=day(1))

    for order in permutations([plain, photos]):
        found = distinct(order)
        (kept,) = found.articles
        assert (kept.meta.title, kept.html) == ("标题(组图)", photos.html)
        assert len(found.dropped) == 1


@pytest.mark.parametrize(
    ("text", "other"), [(EN, OTHER["en"]), (ZH, OTHER["zh"])], ids=["en", "zh"]
)
def test_articles_that_share_only_a_title_both_stay(text, other, article):
    given = [article("a", p(text), title="Briefing"), article("b", p(other), title="Briefing")]

    assert ids(distinct(given)) == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "other"), [(EN, OTHER["en"]), (ZH, OTHER["zh"])], ids=["en", "zh"]
)
def test_articles_that_share_only_their_id_both_stay_and_the_later_gets_its_own(
    text, other, article
):
    first = article("a", p(text), title="One", published=day(1))
    later = article("a", p(other), title="Two", published=day(2))

    found = distinct([later, first])

    by_html = {kept.html: kept.meta.id for kept in found.articles}
    assert by_html[first.html] == "https://example.org/a"
    assert by_html[later.html].startswith("https://example.org/a#")
    assert found.dropped == ()


def test_an_id_made_for_an_article_does_not_depend_on_the_others(article):
    first = article("a", p(EN), title="One", published=day(1))
    later = article("a", p(OTHER["en"]), title="Two", published=day(2))
    third = article("a", p(ZH), title="三", published=day(3))

    two = {kept.html: kept.meta.id for kept in distinct([first, later]).articles}
    three = {kept.html: kept.meta.id for kept in distinct([third, later, first]).articles}

    assert two.items() <= three.items()


@pytest.mark.parametrize(
    ("text", "other"), [(EN, OTHER["en"]), (ZH, OTHER["zh"])], ids=["en", "zh"]
)
def test_of_two_versions_the_later_stands_under_the_id_and_date_of_the_first(text, other, article):
    first = article("a", p(text), title="One", published=day(1))
    later = article("b", p(text, other), url=first.meta.url, title="One, more", published=day(2))

    (kept,) = distinct([first, later]).articles

    assert (kept.html, kept.meta.title) == (later.html, "One, more")
    assert (kept.meta.id, kept.meta.published) == (first.meta.id, day(1))


def test_a_cut_version_does_not_replace_the_full_one(article):
    full = article("a", p(EN, OTHER["en"]), published=day(1))
    cut = article("a", p(EN[:120]), published=day(2))

    (kept,) = distinct([full, cut]).articles

    assert kept.html == full.html


def test_a_version_that_lost_its_images_does_not_replace_the_one_with_them(article):
    images = article("a", p(EN) + "<img><img>", published=day(1))
    bare = article("a", p(EN), published=day(2))

    (kept,) = distinct([images, bare]).articles

    assert kept.html == images.html


ADDRESSES = {
    "scheme": ("http://example.org/x", "https://example.org/x"),
    "tracking": ("https://example.org/x?utm_source=rss", "https://example.org/x"),
    "slash": ("https://example.org/x/", "https://example.org/x"),
    "fragment": ("https://example.org/x#top", "https://example.org/x"),
}


@pytest.mark.parametrize(("one", "other"), ADDRESSES.values(), ids=ADDRESSES.keys())
def test_one_address_written_two_ways_is_one_article(one, other, article):
    given = [article("a", p(EN), url=one, title="One"), article("b", p(EN), url=other, title="Two")]

    assert ids(distinct(given)) == ["a"]


def test_a_dump_in_which_all_articles_have_one_address_keeps_them_all(article):
    texts = [EN, OTHER["en"], ZH, OTHER["zh"]]
    given = [
        article(str(number), p(text), url="https://example.org/", title=f"Number {number}")
        for number, text in enumerate(texts)
    ]

    assert len(distinct(given).articles) == 4


def test_pictures_without_text_are_not_taken_for_each_other(article):
    given = [
        article("a", '<img src="1.jpg">', title="Picture of the day"),
        article("b", '<img src="2.jpg">', title="Picture of the day"),
    ]

    assert ids(distinct(given)) == ["a", "b"]


def test_a_notice_with_new_figures_is_a_new_article(article):
    notice = "Water levels today: upper gauge {}, lower gauge {}. " + EN + OTHER["en"] + ZH
    given = [
        article("a", p(notice.format(112, 87)), title="Water levels", published=day(1)),
        article("b", p(notice.format(119, 95)), title="Water levels", published=day(2)),
    ]

    assert ids(distinct(given)) == ["a", "b"]


@pytest.mark.parametrize("text", [EN + OTHER["en"], ZH + OTHER["zh"]], ids=["en", "zh"])
@pytest.mark.parametrize(("apart", "kept"), [(1, ["a"]), (20, ["a", "b"])])
def test_copies_that_differ_a_little_are_one_article_if_they_appear_together(
    apart, kept, text, article
):
    given = [
        article("a", p(text * 3 + "End."), title="T", published=day(1)),
        article("b", p(text * 3 + "Ende"), title="T", published=day(1 + apart)),
    ]

    assert ids(distinct(given)) == kept


def test_dropped_copies_say_what_stands_for_them(article):
    found = distinct([article("a", p(EN), title="T"), article("b", p(EN), title="T")])

    (dropped,) = found.dropped
    assert dropped.meta.id == "https://example.org/b"
    assert dropped.rule == "feed/duplicate"
    assert "stands under https://example.org/a: same title, 100% of the shorter" in dropped.reason


def test_copies_of_copies_are_one_article(article):
    given = [
        article("a", p(EN), title="One", url="https://example.org/1"),
        article("b", p(EN), title="Two", url="https://example.org/1"),
        article("c", p(EN), title="Two", url="https://example.org/2"),
    ]

    for order in permutations(given):
        assert ids(distinct(order)) == ["a"]


def test_a_letter_that_stands_for_its_page_links_to_it(article):
    url = "https://example.org/p/ministers"
    page = article("page", p(EN), title="One", url=url, published=day(1))
    letter = article("letter", p(EN, "Dear readers."), title="One", url=None, published=day(1))

    for order in permutations([page, letter]):
        (kept,) = distinct(order).articles
        assert "Dear readers." in kept.html
        assert kept.meta.url == url


def test_thousands_of_articles_with_one_title_take_no_quadratic_time(article):
    given = [
        article(str(number), p(digest(str(number)) * 3), title="Live", published=day(1))
        for number in range(2000)
    ]

    assert len(distinct(given).articles) == 2000
