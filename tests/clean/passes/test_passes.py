"""Each pass on both sides of its line: what it takes, and the like of it that is the article."""

from __future__ import annotations

import pytest

from tests.cleaning import EN, TEXTS, ZH, clean, lines, rules

BELOW = {
    "en tags": ("en", "<p>Tags: rivers, bridges</p>", "block/tags"),
    "zh tags": ("zh", "<p>标签：河流，桥梁</p>", "block/tags"),
    "en byline": ("en", "<p>By Ann Example</p>", "block/byline"),
    "zh byline": ("zh", "<p>作者：张三</p>", "block/byline"),
    "zh credits with a bar": ("zh", "<p>编辑丨李四</p>", "block/credits"),
    "zh credits with spaces inside": ("zh", "<p>编 辑：李四</p>", "block/credits"),
    "en date": ("en", "<p>14 March 2024, 09:12</p>", "block/date-line"),
    "zh date": ("zh", "<p>2024年3月14日 09:12</p>", "block/date-line"),
    "en copyright": ("en", "<p>© 2024 The Example. All rights reserved.</p>", "block/copyright"),
    "zh copyright": ("zh", "<p>版权所有，未经授权，不得转载。</p>", "block/copyright"),
    "en promo": ("en", "<p>Subscribe to our newsletter</p>", "block/promo"),
    "zh promo": ("zh", "<p>长按识别二维码关注我们</p>", "block/promo"),
    "en share": ("en", "<p>Share on Facebook</p>", "block/share"),
    "zh share": ("zh", "<p>分享到：微信 微博 QQ空间</p>", "block/share"),
    "zh feed tool": (
        "zh",
        '<div>获取更多RSS：<br><a href="https://f.example">https://f.example</a><br></div>',
        "block/platform-footer",
    ),
    "en related": (
        "en",
        '<h3>Related articles</h3><ul><li><a href="/1">Ferry</a><li><a href="/2">Fog</a></ul>',
        "block/related",
    ),
    "zh related": (
        "zh",
        '<p>相关阅读</p><ul><li><a href="/1">轮渡</a></li><li><a href="/2">大雾</a></li></ul>',
        "block/related",
    ),
    "zh headlines without links": (
        "zh",
        "<p>24小时新闻排行榜更多>></p><ol><li>轮渡停运</li><li>大雾不散</li><li>鱼价上涨</li></ol>",
        "block/trending",
    ),
    "links alone": (
        "en",
        '<p><a href="/1">The ferry is late</a></p><p><a href="/2">The fog is early</a></p>',
        "block/link-run",
    ),
    "profiles": (
        "en",
        '<p><a href="https://twitter.com/x">@x</a></p><p><a href="https://t.me/x">channel</a></p>',
        None,
    ),
    "named related": (
        "en",
        '<div class="post-related"><p>The ferry is late</p><p>The fog</p></div>',
        "block/related-name",
    ),
    "bare data attribute": (
        "zh",
        "<div data-selfpromo-app><p>随时随地，读我们</p></div>",
        "block/promo-name",
    ),
    "advertising label": ("en", "<p>Advertisement</p>", "block/ad-label"),
}


@pytest.mark.parametrize(("language", "html", "rule"), BELOW.values(), ids=BELOW)
def test_what_hangs_below_the_text_goes(language: str, html: str, rule: str | None) -> None:
    article = clean(TEXTS[language] + html)

    assert lines(article.html) == lines(TEXTS[language])
    assert rule is None or rule in rules(article)


STAYS = {
    "a sentence that shares": (
        "en",
        "<p>They share the bench, the bread and the view of the fog.</p>",
    ),
    "a sentence on subscribing": (
        "en",
        "<p>One could subscribe to the ferry then, as to a newspaper, by the year.</p>",
    ),
    "zh sentence on scanning": (
        "zh",
        "<p>她扫了一下门口的二维码，门没有开，里面传来一阵笑声，像是在等她。</p>",
    ),
    "zh sentence on advertising": (
        "zh",
        "<p>墙上的广告换过三次，最后一次是一家卖伞的店，店主姓广，单名一个告。</p>",
    ),
    "zh sentence by the author": (
        "zh",
        "<p>作者在书里说，桥是人类最诚实的建筑，因为它从来不掩饰自己怕什么。</p>",
    ),
    "a caption with its credit": (
        "en",
        '<figure><img src="/b.jpg"><figcaption>It. Photo: Ann Example</figcaption></figure>',
    ),
    "zh caption with its credit": (
        "zh",
        '<p><img src="/b.jpg"></p><p>封闭的大桥 图/张三</p>',
    ),
    "a section head": (
        "en",
        "<h2>Related work</h2><p>Older bridges did the same, only more slowly.</p>",
    ),
    "zh section head": (
        "zh",
        "<h2>更多的船</h2><p>从那以后，河上的船多了起来，桥上的人反而少了，各有各的理由。</p>",
    ),
    "code": ("en", "<pre>share = subscribe(newsletter)\n# Advertisement</pre>"),
    "a table of dates": (
        "en",
        "<table><tr><td>14 March 2024</td><td>closed</td></tr></table><p>It went on like that.</p>",
    ),
    "a quotation": (
        "en",
        "<blockquote><p>All rights reserved, all wrongs forgotten.</p></blockquote>",
    ),
    "a dialogue": ("zh", "<p>“开吗？”</p><p>“不开。”</p><p>“什么时候开？”</p><p>“秋天。”</p>"),
    "a list of links as sources": (
        "en",
        '<p>Report <a href="/r">here</a>, letter <a href="/l">there</a>, for whoever reads.</p>',
    ),
}


@pytest.mark.parametrize(("language", "html"), STAYS.values(), ids=STAYS)
def test_the_like_of_it_within_the_text_stays(language: str, html: str) -> None:
    other = {"en": ZH, "zh": EN}[language]
    article = clean(TEXTS[language] + html + other)

    assert article.removals == ()


ABOVE = {
    "en date": ("en", "<div>14/03/2024 - 09:12</div>"),
    "zh source line": ("zh", "<p>2024-03-14 09:12:00 来源：某某日报</p>"),
    "breadcrumb": ("en", '<p><a href="/">Home</a> <a href="/town">Town</a></p>'),
    "links of the site between marks": (
        "en",
        '<p><a href="https://example.org/">Nyumbani</a> &gt; <a href="/mji">Mji</a></p>',
    ),
    "a day beside a link": ("zh", '<p>6 Mai 2025 | <a href="/newyddion">Pob newyddion</a></p>'),
    "title again": ("en", "<h1>A bridge stays closed</h1>"),
    "title with the name of the site": ("en", "<h1>A bridge stays closed | Post</h1>"),
}


@pytest.mark.parametrize(("language", "html"), ABOVE.values(), ids=ABOVE)
def test_what_stands_above_the_text_goes(language: str, html: str) -> None:
    assert lines(clean(html + TEXTS[language]).html) == lines(TEXTS[language])


OPENS = {
    "a link away between marks": '<p>Nyumbani | <a href="https://elsewhere.example/">Mji</a></p>',
    "facts beside a link": '<p>Serves 4 | <a href="/print">Print</a></p>',
    "a headline beside a link": '<p><a href="/post">Post</a> | The bridge nobody opens again</p>',
    "marks within a link": '<p>By the <a href="/b">Town | Bridge</a> at noon</p>',
    "a quotation": '<blockquote><p><a href="/b">Town</a> | <a href="/c">Hall</a></p></blockquote>',
}


@pytest.mark.parametrize("html", OPENS.values(), ids=OPENS)
def test_what_nearly_looks_like_a_way_to_the_article_stays(html: str) -> None:
    assert clean(html + EN).removals == ()


@pytest.mark.parametrize("language", TEXTS)
def test_a_related_list_in_the_middle_goes_and_the_text_goes_on(language: str) -> None:
    heading = {"en": "Read also", "zh": "延伸阅读"}[language]
    other = {"en": ZH, "zh": EN}[language]
    middle = f'<p>{heading}</p><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>'
    article = clean(TEXTS[language] + middle + other)

    assert lines(article.html) == lines(TEXTS[language] + other)


@pytest.mark.parametrize("language", TEXTS)
def test_a_body_given_twice_is_given_once(language: str) -> None:
    article = clean(TEXTS[language] + "<hr>" + TEXTS[language])

    assert lines(article.html) == lines(TEXTS[language])
    assert rules(article) == {"block/body-repeat"}


def test_a_refrain_is_no_second_body() -> None:
    refrain = "<p>And the river went by, and nobody asked it where it had to be.</p>"
    first, second, third = EN.split("</p>")[:3]
    article = clean(refrain.join(f"{part}</p>" for part in (first, second, third, "")) + ZH)

    assert article.removals == ()


def test_a_title_as_section_head_further_down_stays_a_sentence() -> None:
    html = (
        EN + "<p>A bridge stays closed until it opens, as the saying goes in these parts.</p>" + ZH
    )

    assert clean(html).removals == ()


@pytest.mark.parametrize(
    "words",
    [
        "<ul><li>Lyon</li><li>Wellington</li></ul>",
        "<blockquote><p>Wellington</p><p>is windy</p></blockquote>",
        "<p>Wellington</p>",
    ],
)
def test_the_words_of_the_title_stay_where_the_text_has_begun(words: str) -> None:
    assert clean(f"{EN}{words}{ZH}", title="Wellington").removals == ()


@pytest.mark.parametrize(
    "said", ["14.09.25, 18:07 - Mama: 250 g", "[12 Mar 2026 14:10] ben: we did not"]
)
def test_what_somebody_wrote_behind_the_hour_is_no_date_line(said: str) -> None:
    assert clean(f"{EN}<p>{said}</p>").removals == ()


def test_a_picture_below_the_call_to_follow_goes_with_it() -> None:
    article = clean(
        EN + '<p><img src="/b.jpg"></p>' + ZH + "<p>长按识别二维码关注我们</p><img src='/qr.png'>"
    )

    assert article.html.count("<img") == 1
    assert "b.jpg" in article.html


def test_two_lines_of_share_links_in_the_middle_are_a_bar() -> None:
    bar = (
        '<p><a href="https://www.facebook.com/sharer.php?u=https%3A//example.org">Facebook</a></p>'
        '<p><a href="https://twitter.com/intent/tweet?url=https%3A//example.org">Twitter</a></p>'
    )

    assert lines(clean(EN + bar + ZH).html) == lines(EN + ZH)


def test_an_anchor_around_paragraphs_shares_nothing() -> None:
    article = clean(f'<a name="top">{EN}</a>{ZH}')

    assert lines(article.html) == lines(EN + ZH)


def test_a_line_of_a_stanza_is_no_advertisement() -> None:
    poem = "<p>Advertisement<br>for a ferry<br>that is late.</p>"

    assert clean(EN + poem + ZH).removals == ()


def test_a_line_alone_between_blank_lines_is_one() -> None:
    text = "The fog came at seven.<br><br>Advertisement<br><br>It left at nine."

    assert "block/ad-label" in rules(clean(EN + f"<div>{text}</div>" + ZH))


LONG = EN + ZH + EN.replace("council", "board") + ZH.replace("大桥", "隧道")


@pytest.mark.parametrize(
    "end",
    [
        '<p><a href="/news/b"><img src="/p/ferry.jpg"></a></p>',
        '<a href="https://example.org/read?id=7"><img src="/1.png"></a><a href="/b"><img></a>',
    ],
)
def test_a_picture_at_the_end_that_is_a_link_to_another_article_goes(end: str) -> None:
    article = clean(LONG + '<p><img src="/p/bridge.jpg"></p>' + end)

    assert "block/last-teaser" in rules(article)
    assert article.html.count("<img") == 1
    assert "bridge.jpg" in article.html


@pytest.mark.parametrize(
    "end",
    [
        pytest.param('<p><img src="/p/ferry.jpg"></p>', id="no link"),
        pytest.param('<a href="/p/ferry-large.jpg"><img src="/p/ferry.jpg"></a>', id="larger"),
        pytest.param('<a href="/media/ferry-1921/"><img src="/p/ferry-1921.jpg"></a>', id="of it"),
        pytest.param('<a href="/news/a/photo-2/"><img src="/p/x1.jpg"></a>', id="of the article"),
        pytest.param('<a href="https://photos.example/9"><img src="/9.jpg"></a>', id="elsewhere"),
        pytest.param('<a name="end"><img src="/9.jpg"></a>', id="an anchor"),
    ],
)
def test_a_picture_at_the_end_stays_otherwise(end: str) -> None:
    assert "block/last-teaser" not in rules(clean(LONG + end))


def test_where_all_pictures_lead_to_pages_the_last_one_stays() -> None:
    photo = '<p><a href="/photo/1"><img src="/1.jpg"></a></p>'

    assert "block/last-teaser" not in rules(clean(EN + photo + LONG + photo))
