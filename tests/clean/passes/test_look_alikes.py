"""Lines of an article that look like what stands around one; each was once taken for it."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
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


LAST = (
    "成为会员之前，他已经在那家书店站着读了两年书。",
    "村民们扫描墙上的二维码了解补贴政策，看不懂的就去问村会计。",
    "顾客扫码领取号牌后，在门口的长凳上等候叫号。",
    "飲酒過量有礙健康，牆上的標語已經褪色。",
    "感谢大家的支持，校长鞠了一躬，声音有些发抖。",
    "合作社的电话：只有一个，谁家有事都打那里。",
    "加入会员的顾客每月可以免费试喝一杯，她说这个办法是跟便利店学的。",
    "投资有风险，这句话老张听了一辈子，到头来还是没有躲过去。",
    "未经授权转载的文章已有四十多篇，作者决定起诉。",
    "未经允许，任何人不得进入养殖区，门口的牌子这样写着。",
    "支持我们的人其实一直都在，他对着空荡荡的会场说。",
    "更多的秘密，都在那口井里",
    "版权归谁所有，双方至今没有谈拢。",
    "队长说，群众可以扫描公示牌上的二维码反映问题，施工方必须在二十四小时内回应。",
)
LAST_ABOVE_CREDITS = (
    "作者：我是在修车的时候想到这个结尾的。",
    "标签：他讨厌这个词，也讨厌被人叫作天才。",
    "来源：这个词在合同里出现了十七次，没有一次说清楚。",
    "阅读原文的时候，他才发现译者漏掉了整整一章。",
)
"""Beside what has gone a sentence is one of notices by any word in it."""


@pytest.mark.parametrize("sentence", LAST)
def test_a_last_sentence_stays_that_begins_like_a_notice_and_tells_of_others(
    sentence: str,
) -> None:
    article = clean(f"{ZH}<p>{sentence}</p>")

    assert lines(article.html)[-1] == sentence


@pytest.mark.parametrize("sentence", [*LAST, *LAST_ABOVE_CREDITS])
def test_such_a_sentence_stays_above_credits_that_go(sentence: str) -> None:
    article = clean(f"{ZH}<p>{sentence}</p><p>责任编辑：林晚</p>")

    assert lines(article.html)[-1] == sentence
    assert rules(article) == {"block/credits"}


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


PAGES = '<p>1 <a href="/a?p=2">2</a> <a href="/a?p=3">3</a> <a href="/a?p=2">Next page</a></p>'
NOTES = '<p>1 <a href="#n2">2</a> <a href="#n3">3</a></p>'
TRAIL = '<p><a href="/">Home</a> » <a href="/news">News</a> » A bridge</p>'
PATH = '<p><a href="/settings">Settings</a> » Network » Proxy</p>'
BUTTON = '<p><a href="https://letter.example/subscribe">Subscribe now</a></p>'
CALL = "<p>Thanks for reading! Subscribe for free to receive new posts and support my work.</p>"


@pytest.mark.parametrize(("goes", "stays"), [(PAGES, NOTES), (TRAIL, PATH)], ids=["pages", "trail"])
def test_numbers_of_pages_and_the_way_to_the_article_go_notes_and_paths_stay(
    goes: str, stays: str
) -> None:
    assert lines(clean(EN + goes).html) == lines(EN)
    assert taken(clean(EN + stays)) == []


def test_a_call_within_the_text_goes_with_its_button_and_without() -> None:
    assert rules(clean(EN + CALL + BUTTON + ZH)) == {"block/promo"}
    assert lines(clean(EN + CALL + BUTTON + ZH).html) == lines(EN + ZH)
    assert rules(clean(EN + CALL + ZH)) == {"block/call"}


def test_how_to_unsubscribe_stays_in_a_text_about_it_and_goes_below_one() -> None:
    told = "<h3>Unsubscribe from everything</h3><p>To unsubscribe, open the settings first.</p>"

    assert taken(clean(EN + told + ZH)) == []
    assert rules(clean(EN + "<p>To unsubscribe, write to us.</p>")) == {"block/platform-footer"}


def test_a_mail_address_below_a_sentence_goes_unless_it_is_announced() -> None:
    mail = "<p>ann@example.org</p>"

    assert rules(clean(EN + mail)) == {"block/byline"}
    assert (
        taken(clean(f"{EN}<p>Whoever has seen the ferry since Monday evening writes to:</p>{mail}"))
        == []
    )


def test_what_a_correction_tells_stays_and_who_corrected_goes() -> None:
    told = (
        "<p>Correction: An earlier version of this article misstated the cost of the repairs.</p>"
    )

    assert taken(clean(EN + told)) == []
    assert rules(clean(EN + "<p>Correction : Jeanne Exemple</p>")) == {"block/credits"}


def test_a_sentence_that_begins_like_a_credit_stays() -> None:
    told = "<p>Mit Informationen der Feuerwehr rechnet der Senat erst am späten Abend.</p>"

    assert taken(clean(EN + told)) == []
    assert rules(clean(EN + "<p>Mit Material der dpa</p>")) == {"block/credits"}


def test_who_an_author_is_stays_and_who_took_the_picture_is_no_author() -> None:
    article = clean(f"{ZH}<p>（作者为某某大学教授）</p>")
    photo = clean(f"{ZH}<p>（记者张小三摄）</p>")

    assert taken(article) == []
    assert rules(photo) == {"block/photo-credit"}
    assert not photo.meta.authors


def test_a_byline_before_a_date_or_an_office_goes_and_names_one_person() -> None:
    for line in ("By Ann Example, 14 March 2024", "By Ann Example, Health correspondent"):
        article = clean(f"<p>{line}</p>{EN}")

        assert [author.name for author in article.meta.authors] == ["Ann Example"]
        assert lines(article.html) == lines(EN)


@pytest.mark.parametrize(
    "line", ["▲點我訂閱《早安》電子報", "👉 Subscribe to our newsletter", "#河流 #桥梁"]
)
def test_small_pictures_and_marks_before_a_line_hide_nothing(line: str) -> None:
    assert lines(clean(f"{ZH}<p>{line}</p>").html) == lines(ZH)


def test_the_card_of_an_author_goes_and_gives_the_name() -> None:
    name = '<div><a href="https://example.org/author/ann">Ann Example</a></div>'
    motto = "<div>Rivers, mostly.</div>"
    reach = '<div><a href="mailto:ann@example.org">Mail</a> <a href="/author/ann">12</a></div>'

    article = clean(EN + name + motto + reach)

    assert lines(article.html) == lines(EN)
    assert [author.name for author in article.meta.authors] == ["Ann Example"]
    assert lines(clean(EN + name + motto).html)[-1] == "Rivers, mostly."


def test_books_listed_below_a_text_are_no_names_of_authors() -> None:
    book = '<div><a href="https://example.org/books/ferry">The Ferry</a></div><div>1921.</div>'

    assert lines(clean(EN + book).html)[-2:] == ["The Ferry", "1921."]


def test_who_made_a_film_stays_among_its_facts_and_who_edited_the_article_goes() -> None:
    facts = "<p>Director: Ida Example</p><p>Editor: Per Example</p><p>Length: ninety minutes</p>"
    lead = "<p>A harbour town, a missing dog and eleven suspects: the new film is a joy.</p>"

    assert taken(clean(lead + facts + EN)) == []
    assert rules(clean(lead + "<p>Editor: Per Example</p>" + EN)) == {"block/credits"}


@pytest.mark.parametrize(
    "facts",
    [
        "Title: The Weir (2024)<br>Length: 117 minutes<br>Editor: Per Example<br>Seen at: Odeon",
        "片名：水坝（2024）<br>片长：117分钟<br>摄影：林晚<br>看片场次：首映场，二号厅",
    ],
    ids=["english", "chinese"],
)
def test_who_made_a_film_stays_among_its_facts_below_a_review(facts: str) -> None:
    assert taken(clean(EN + f"<p>{facts}</p>")) == []


def test_who_made_the_article_goes_beside_a_line_nobody_knows() -> None:
    made = "<p>Editor: Per Example</p><p>Beadle: Ida Example</p><p>Warden: Ann Example</p>"

    assert "Editor: Per Example" not in clean(EN + made).html


def test_a_date_of_something_else_stays_and_is_not_taken_for_that_of_the_article() -> None:
    article = clean(EN + "<p>Next meeting: 1 April 2024, 19:30</p>")

    assert taken(article) == []
    assert article.meta.published is None
    assert rules(clean(EN + "<p>Published: 1 April 2024, 19:30</p>")) == {"block/date-line"}


def test_words_somebody_is_quoted_with_stay_and_the_same_words_go_by_themselves() -> None:
    said = "<p>“Subscribe to our newsletter,” said the sign in the window of the closed shop.</p>"

    assert taken(clean(EN + said)) == []
    assert rules(clean(EN + "<p>“Subscribe to our newsletter”</p>")) == {"block/promo"}


def test_tags_in_the_lines_below_their_label_go_with_it() -> None:
    links = '<p><a href="/t/1">Rivers</a> <a href="/t/2">Bridges</a></p>'

    assert lines(clean(f"{EN}<p>Filed under:</p>{links}").html) == lines(EN)


LIST = '<h3>Related articles</h3><p><a href="/1">The ferry sails again</a></p>'
LIST_ZH = '<h3>相关阅读</h3><p><a href="/1">轮渡公司恢复夜间航班</a></p>'


@pytest.mark.parametrize(
    ("text", "thanks"),
    [
        (EN + LIST, "Ann Example took the pictures."),
        (EN + LIST, "With thanks to Ann Example for the pictures"),
        (ZH + LIST_ZH, "作者感谢张三提供照片。"),
    ],
    ids=["a sentence", "no sentence", "zh"],
)
def test_a_line_below_the_last_related_links_stays(text: str, thanks: str) -> None:
    article = clean(f"{text}<p>{thanks}</p>")

    assert lines(article.html)[-1] == thanks
    assert rules(article) == {"block/related"}


@pytest.mark.parametrize(
    "last",
    [
        "<p>The Harbour News</p>",
        '<p><img src="https://example.org/a.jpg"></p>',
        '<p>No ships today</p><p><a href="/2">The dog is back</a></p><p>No more pie here</p>',
        '<p>It was not a day late.</p><p><a href="/2">Dog back</a></p><p>And it had been fed.</p>',
    ],
    ids=["a name", "a picture", "a headline like another", "a teaser like another"],
)
def test_what_is_like_the_rest_of_a_list_goes_with_it(last: str) -> None:
    article = clean(EN + LIST + last)

    assert lines(article.html) == lines(EN)
    assert "<img" not in article.html


OPENINGS = {
    "cookies": (EN, "We use cookies to bribe the dog, and it works."),
    "a call": (EN, "Subscribe to nothing, my grandfather used to say, and he was right."),
    "cookies, zh": (ZH, "本网站使用Cookie的做法，上个月被法院判为违法。"),
    "a call, de": (EN, "Abonnieren Sie unseren Newsletter, stand auf dem Schild vor dem Rathaus."),
}


@pytest.mark.parametrize("above", ["", "<h1>A bridge stays closed</h1><p>By Ann Example</p>"])
@pytest.mark.parametrize(("text", "first"), OPENINGS.values(), ids=OPENINGS.keys())
def test_the_first_sentence_of_a_text_stays_whatever_it_begins_like(
    text: str, first: str, above: str
) -> None:
    article = clean(f"{above}<p>{first}</p>{text}")

    assert first in lines(article.html)


@pytest.mark.parametrize(
    "notice",
    [
        '<p>We use cookies to improve our pages. <a href="/privacy">Read more</a></p>',
        '<p>We use cookies to improve our pages.</p><p><a href="#">Accept all</a></p>',
        "<p><small>We use cookies to improve our pages.</small></p>",
        "<div>We use cookies to improve our pages.</div>",
        '<p class="newsletter">Subscribe to our newsletter for the news of the day.</p>',
        "<p>👉 Subscribe to our newsletter for the news of the day.</p>",
        "<p>微信号：32785958。微博：透过图片看大桥。</p>",
        "<p>Share on Facebook</p><p>Subscribe to our newsletter for the news of the day.</p>",
        "<h3>Newsletter</h3><p>Subscribe to our newsletter for the news of the day.</p>",
        "<p>We use cookies to improve our pages.</p><p>Subscribe to our newsletter every day.</p>",
    ],
    ids=["link", "button", "print", "box", "name", "mark", "colon", "beside one", "heading", "two"],
)
def test_a_notice_above_a_text_goes(notice: str) -> None:
    assert lines(clean(notice + EN).html) == lines(EN)


@pytest.mark.parametrize(
    "line",
    [
        "Jane Roe in Lima contributed to this report.",
        "Additional reporting by Jane Roe and Ana López in Lima.",
        "Ana López colaboró en este reportaje.",
        "Jane Roe a collaboré à cet article.",
        "某某台林晚（Lin Wan）亦協助本篇報導及編輯。",
        "Jane Roe、Ana López 和林晚的补充报道",
        "补充报道：Jane Roe、Ana López",
    ],
)
def test_a_last_sentence_that_tells_who_helped_with_the_article_goes(line: str) -> None:
    text = EN if line.isascii() or " " in line[:9] else ZH

    assert rules(clean(f"{text}<p>{line}</p>")) == {"block/credits"}


@pytest.mark.parametrize(
    "line",
    [
        "The engineer contributed to this article of the treaty, and so did the king in the end.",
        "Additional reporting by the council showed that the bridge had been weak for years.",
        "Editor: this article was written in 2019, before anybody had looked at the beams.",
        "林晚参与了此次采访，她说桥很旧。",
        "议员们要求市政府作出补充报道。",
        "编辑：本文写于2019年，此后大桥已经修好。",
    ],
)
def test_a_last_sentence_that_tells_of_reports_stays(line: str) -> None:
    assert taken(clean(f"{EN if line.isascii() else ZH}<p>{line}</p>")) == []


def test_the_authors_of_a_book_stay_below_its_heading() -> None:
    lead = "<p>谁都想知道一座桥为什么会关闭，这本书给出了一个出人意料的答案，值得一读。</p>"
    book = "<h3>本书介绍：</h3><p>《大桥》</p>"
    line = "<p>作者／陈渡</p>"

    assert taken(clean(lead + book + line + ZH, authors=(Author(name="林晚"),))) == []
    assert rules(clean(lead + line + ZH, authors=(Author(name="林晚"),))) == {"block/byline"}
    own = "<p>作者／林晚</p>"
    assert rules(clean(lead + book + own + ZH, authors=(Author(name="林晚"),))) == {"block/byline"}


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("【文/江边网 林晚】", ["林晚"]),
        ("（文/江边日报 林晚、陈渡）", ["林晚", "陈渡"]),
        ("文/江边网", ["江边网"]),
    ],
)
def test_the_paper_before_the_name_is_no_second_author(line: str, names: list[str]) -> None:
    assert [author.name for author in clean(f"<p>{line}</p>{ZH}").meta.authors] == names


def test_a_byline_goes_from_a_column_that_is_an_entry_of_a_list() -> None:
    column = f"<ul><li><p>【文/江边网 林晚】</p>{ZH}</li></ul>"
    book = "<ul><li><p>大桥</p><p>作者：林晚</p><p>定价：42元</p></li></ul>"

    assert lines(clean(column).html) == lines(ZH)
    assert taken(clean(book + ZH)) == []


def test_where_the_text_is_from_is_no_caption_of_the_picture_above_it() -> None:
    picture = "<figure><img src=a.jpg><figcaption>大桥</figcaption></figure>"
    link = '<a href="https://example.net/31L">https://example.net/31L</a>'

    assert rules(clean(f"{picture}<p>原文位置：{link}</p>{ZH}")) == {"block/source-line"}
    assert taken(clean(f"{picture}<p>来源：江边网</p>{ZH}")) == []
