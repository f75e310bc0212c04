"""Lines of an article that look like what stands around one; each was once taken for it."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules, taken

_SHARE_TARGET = "https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Flaw"
_ANSWER = "https://www.zhihu.com/question/1/answer/2"
_NEXT = "<p>The harbour master wrote on Monday that the ferry would run again by the autumn.</p>"

BETWEEN = {
    "a section head in brackets": (ZH, "<p>【点评】</p>", "【点评】"),
    "a remark in brackets": (ZH, "<p>（本系列报道到此结束）</p>", "（本系列报道到此结束）"),
    "two dates of a life": (
        ZH,
        "<p>2024年11月当选总统，2025年3月1日就职。</p>",
        "2024年11月当选总统，2025年3月1日就职。",
    ),
    "an hour that opens a story": (
        ZH,
        "<p>363天前，2017年11月18日，凌晨。</p>",
        "363天前，2017年11月18日，凌晨。",
    ),
    "a link out of a network": (
        EN,
        f'<p>The law: <a href="{_SHARE_TARGET}">example.org/law</a></p>',
        "The law: example.org/law",
    ),
    "answers on a network": (
        EN,
        f'<p><a href="{_ANSWER}">First answer</a></p><p><a href="{_ANSWER}">Second answer</a></p>',
        "First answer",
    ),
    "a section on an app": (
        EN,
        '<h3><a href="https://example.org/pocket">Pocket</a></h3>' + _NEXT,
        "Pocket",
    ),
    "news about an app store": (
        ZH,
        "<p>苹果 App Store 搜索结果将出现更多广告，3 月底前覆盖全球</p>",
        "苹果 App Store 搜索结果将出现更多广告，3 月底前覆盖全球",
    ),
    "where to apply": (
        ZH,
        '<p>更多介紹以及申請連結都在官網上面：<a href="https://example.org/">https://example.org/</a></p>',
        "更多介紹以及申請連結都在官網上面：https://example.org/",
    ),
    "references on getting round a block": (
        ZH,
        '<p>2. <a href="/2">“如何翻墙”系列：扫盲 VPN</a></p>',
        "2. “如何翻墙”系列：扫盲 VPN",
    ),
}


@pytest.mark.parametrize(("text", "line", "kept"), BETWEEN.values(), ids=BETWEEN.keys())
def test_a_line_of_the_article_stays_between_its_paragraphs(
    text: str, line: str, kept: str
) -> None:
    article = clean(text + line + text.replace("<p>", "<p>…"))

    assert kept in lines(article.html)


def test_the_head_and_picture_of_the_next_section_stay_below_a_link_to_another_article() -> None:
    link = '<p>Read also: <a href="/1">The theatre closes at the end of the season</a></p>'
    picture = '<p><img src="https://example.org/a.jpg" width="600" height="400"></p>'

    article = clean(f"{EN}{link}{picture}<h3>The ferry</h3>{picture}{_NEXT}")

    assert "The ferry" in lines(article.html)
    assert article.html.count("<img") == 2
    assert rules(article) == {"block/related"}


def test_words_of_the_title_stay_where_the_text_is_under_way() -> None:
    long = EN.replace("</p><p>", " ").replace("<p>", "<p>Again: ")

    article = clean(f"{EN}{long}{long}<p>A bridge stays closed</p>{_NEXT}")

    assert "A bridge stays closed" in lines(article.html)


def test_a_passage_quoted_again_at_the_end_stays_and_a_whole_copy_goes() -> None:
    quoted = "".join(
        f"<p>The court fines the company number {n} of the group the sum of {n} million.</p>"
        for n in ("one", "two", "three", "four")
    )
    between = "".join(EN.replace("Tuesday", day) for day in ("Monday", "Friday"))

    assert not rules(clean(f"{quoted}{between}<p>In the words of the court:</p>{quoted}"))
    assert rules(clean(between + between)) == {"block/body-repeat"}


def test_a_refrain_stays() -> None:
    refrain = "<br>".join(
        f"And the river {verb} on to the wide grey sea, the sea that never answers me"
        for verb in ("goes", "flows", "runs")
    )
    verses = "<br>".join(f"The {n} winter was colder than all before" for n in ("first", "last"))

    assert not rules(clean(f"<p>{refrain}<br><br>{verses}<br><br>{refrain}</p>"))


def test_what_a_hidden_copy_repeats_stays_where_it_can_be_seen() -> None:
    slides = "".join(
        f"<p>A candidate of the harbour party has won the seat of the {n} ward of the city.</p>"
        for n in ("first", "second", "third", "fourth")
    )

    article = clean(f"{EN}<div hidden>{slides}</div>{slides}{_NEXT}")

    assert article.html.count("harbour party") == 4


def test_a_sentence_nobody_knows_does_not_hide_the_notices_above_it() -> None:
    notices = (
        "<p>Subscribe to our newsletter</p><p>Share on Facebook</p><p>Tags: rivers, bridges</p>"
    )

    article = clean(f"{EN}{notices}<p>We also look after two museums and a lighthouse, gladly.</p>")

    assert rules(article) == {"block/promo", "block/share", "block/tags"}
    assert lines(article.html)[-1].startswith("We also look after")


def test_a_byline_with_a_place_behind_a_bar_goes_and_names_one_person() -> None:
    article = clean(f"<p>By Ann Example | London</p>{EN}")

    assert [author.name for author in article.meta.authors] == ["Ann Example"]
    assert rules(article) == {"block/byline"}


def test_what_an_author_is_names_nobody() -> None:
    article = clean(f"{ZH}<p>（作者为某某大学教授，本报记者张三采访整理）</p>")

    assert not article.meta.authors


def test_what_readers_wrote_goes_from_its_heading_on() -> None:
    thread = (
        "<h3>3 Comments</h3><p>Bob says:</p><p>A great story, and it is good that it is told.</p>"
        "<p>Reply</p><p>Ann says:</p><p>I do not agree with any of this, and I was there.</p>"
    )

    assert lines(clean(EN + thread).html) == lines(EN)


def test_who_says_what_in_a_conversation_stays() -> None:
    talk = "".join(
        f"<p>{who} says:</p><p>The bridge is safe, and it has been for as long as I know it.</p>"
        for who in ("Bob", "Ann", "Bob", "Ann")
    )

    assert not rules(clean(EN + "<h3>Remarks</h3>" + talk))


def test_a_sentence_that_cites_a_post_by_a_share_address_stays() -> None:
    cited = (
        '<p>Asked about it on <a href="https://twitter.com/intent/tweet?text=a">the network</a>, '
        "he said that his remarks were taken out of context, but he had to apologize.</p>"
    )

    assert taken(clean(f"{EN}{cited}{ZH}")) == []


def test_a_linked_ingredient_in_a_table_above_the_text_stays() -> None:
    row = '<table><tr><td>2</td><td><a href="/eggs">Eier</a></td></tr></table>'

    assert taken(clean(f"{row}{ZH}")) == []


def test_a_name_that_begins_like_a_byline_is_none() -> None:
    assert taken(clean(f"{EN}<p>DiMavery LP-520, E-Gitarre</p>")) == []
    assert taken(clean(f"<p>di Mario Rossi</p>{EN}")) == [("block/byline", "di Mario Rossi")]


def test_a_list_of_sentences_with_links_under_see_also_stays() -> None:
    told = (
        '<li><a href="/golem">Golem</a>, a global, open-source supercomputer anyone can use.</li>'
        '<li>Learn what you need to know to set up <a href="/node">your own node</a> at home.</li>'
    )
    links = '<ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>'

    assert taken(clean(f"{EN}<h3>See also</h3><ul>{told}</ul>")) == []
    assert rules(clean(f"{EN}<h3>See also</h3>{links}")) == {"block/related"}
