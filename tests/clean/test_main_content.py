from __future__ import annotations

import pytest

from benchmarks.train.align import labels
from feedclean.clean.scoring.evidence import evidence
from feedclean.clean.scoring.features import NAMES, measure
from feedclean.clean.scoring.learned import WHOLE, Model, model, names_of, scorer
from feedclean.clean.scoring.neighbours import SECOND_NAMES, scored, second_rows
from feedclean.dom.cut import read_page
from feedclean.dom.tree import Element
from feedclean.model.article import Scope
from feedclean.model.removal import Stage
from tests.cleaning import clean, lines

EN = [
    "The bridge was closed on Monday after inspectors found a crack in one of its beams.",
    "Drivers now have to cross the river ten miles further north, the town council said.",
    "Work on the beam will begin next week, and it is expected to last until the autumn.",
    "“We would rather close it too early than too late,” the mayor told reporters on site.",
]
ZH = [
    "星期一，检查人员在大桥的一根横梁上发现裂缝，随后大桥关闭，车辆改道行驶。",
    "镇议会表示，司机现在必须到上游十英里处过河，预计高峰时段会有较长的等候。",
    "横梁的修理将于下星期开始，预计要到秋天才能完工，费用由省里和镇上分担。",
    "“我们宁可早一点关闭，也不愿意太晚，”镇长在现场对前来采访的记者说。",
]
DE = [
    "Die Brücke ist seit Montag gesperrt, weil Prüfer in einem Träger einen Riss fanden.",
    "Autofahrer müssen den Fluss nun zehn Kilometer weiter nördlich queren, so die Stadt.",
    "Die Arbeiten beginnen in der nächsten Woche und dauern voraussichtlich bis zum Herbst.",
    "„Lieber sperren wir zu früh als zu spät“, sagte die Bürgermeisterin vor Ort der Presse.",
]
TEXTS = {"english": EN, "chinese": ZH, "german": DE}

NAV = (
    "<nav><ul>"
    + "".join(f"<li><a href=/s{n}>Section {n}</a></li>" for n in range(12))
    + "</ul></nav>"
)
CONSENT = (
    '<div id="cookie-consent" role="dialog"><h2>Your privacy</h2>'
    + "<p>We and our partners store cookies on your device to measure use of this site and to show "
    "you advertising. You can change your choice at any time in the privacy settings below.</p>"
    * 6
    + "<button>Accept all</button></div>"
)
RELATED = (
    '<aside class="related"><h3>More</h3><ul>'
    + "".join(
        f'<li><a href="/{n}">Another story with a headline of some length {n}</a></li>'
        for n in range(6)
    )
    + "</ul></aside>"
)
COMMENTS = (
    '<div class="comments"><h3>3 comments</h3>'
    + "".join(
        f"<div class=comment><p>Reader {n} thinks that this was about time, and says so at length "
        "here.</p></div>"
        for n in range(3)
    )
    + "</div>"
)


def page(paragraphs: list[str], before: str = "", inside: str = "", after: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in paragraphs[:2]) + inside
    body += "".join(f"<p>{text}</p>" for text in paragraphs[2:])
    return (
        f"<html><head><title>The bridge</title></head><body>{NAV}{before}<main>"
        '<article><h1>The bridge</h1><div class="article-body">'
        f"{body}</div></article></main>{after}"
        "<footer><p>© 2024 The Paper. All rights reserved.</p></footer></body></html>"
    )


@pytest.mark.parametrize("paragraphs", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize(
    ("before", "after"),
    [("", ""), (CONSENT, ""), ("", CONSENT), ("", RELATED), ("", COMMENTS)],
    ids=["navigation", "consent-first", "consent-last", "related", "comments"],
)
def test_the_paragraphs_of_a_page_and_nothing_else_are_kept(
    paragraphs: list[str], before: str, after: str
) -> None:
    article = clean(page(paragraphs, before, "", after), Scope.PAGE)

    assert lines(article.html) == paragraphs


@pytest.mark.parametrize(
    "inside",
    [
        "<blockquote><p>Built in 1911, it has been repaired five times since.</p></blockquote>",
        "<ul><li>Closed since Monday, at six in the morning</li><li>Open again in autumn</li></ul>",
        "<h2>What comes next for those who cross it every day</h2>",
    ],
    ids=["quote", "list", "heading"],
)
def test_what_belongs_to_the_text_stays_in_it(inside: str) -> None:
    article = clean(page(EN, inside=inside), Scope.PAGE)

    assert set(lines(inside)) <= set(lines(article.html))


def test_a_caption_between_paragraphs_stays_with_its_picture() -> None:
    figure = (
        '<figure><img src="/b.jpg"><figcaption>The bridge from the north bank</figcaption></figure>'
    )
    article = clean(page(EN, inside=figure), Scope.PAGE)

    assert "The bridge from the north bank" in article.html
    assert "<img" in article.html


WRAPPED = {
    "each paragraph": ["<div class=text>{}</div>"] * 4,
    "two at a time": ["<div>{}", "{}</div>", "<div>{}", "{}</div>"],
    "sections": ["<section><span>{}</span></section>"] * 4,
    "sections in sections": ["<section><section>{}</section></section>"] * 4,
}


@pytest.mark.parametrize("wrappers", WRAPPED.values(), ids=WRAPPED.keys())
def test_pictures_stay_between_paragraphs_that_have_wrappers_of_their_own(
    wrappers: list[str],
) -> None:
    texts = [wrap.format(f"<p>{text} {text}</p>") for wrap, text in zip(wrappers, EN, strict=True)]
    picture = '<figure><img src="/b.jpg"><figcaption>The north bank</figcaption></figure>'
    film = '<div class="film"><iframe src="https://www.youtube.com/embed/a1b2c3"></iframe></div>'
    advertisement = '<div><a href="https://shop.example/x"><img src="/boots.jpg"></a></div>'
    above, below = "".join(texts[:2]), "".join(texts[2:])
    html = page([], inside=f"{above}{picture}{film}{advertisement}{below}")

    article = clean(html, Scope.PAGE)

    assert 'src="https://example.org/b.jpg"' in article.html
    assert "The north bank" in article.html
    assert "youtube.com" in article.html
    assert "boots.jpg" not in article.html


@pytest.mark.parametrize(
    ("target", "count"), [("/up/quay-2048.jpg?v=2", 1), ("https://shop.example/boots", 0)]
)
def test_a_picture_that_leads_to_a_larger_one_stays_and_an_advertisement_does_not(
    target: str, count: int
) -> None:
    picture = f'<a href="{target}"><img src="/up/quay-300.jpg" alt=""></a>'

    article = clean(page(EN, inside=f"<div>{picture}</div>"), Scope.PAGE)

    assert article.html.count("quay-300.jpg") == count


def test_a_caption_with_a_credit_beside_related_links_stays_with_its_picture() -> None:
    """A box of links above it speaks against it, and its few words do not speak for it."""
    figure = (
        '<div class="read-also">Read also: <a href="/b">The bridge of sighs is closed too</a></div>'
        '<figure class="image"><img src="/quay.jpg" alt="quay"><figcaption>The quay at low tide, '
        "seen from the pilot station. Photo: Kari Lunde</figcaption></figure>"
    )

    article = clean(page(EN, inside=figure), Scope.PAGE)

    assert "seen from the pilot station. Photo: Kari Lunde" in article.html
    assert "bridge of sighs" not in article.html


PARAGRAPHS = "".join(f"<p>{text}</p>" for text in EN)
FIGURE = '<figure><img src="/quay.jpg"><figcaption>The quay. Photo: K. Lunde</figcaption></figure>'


@pytest.mark.parametrize("inside", [FIGURE + PARAGRAPHS, PARAGRAPHS + FIGURE])
def test_a_figure_right_above_or_below_the_text_stays_with_its_caption(inside: str) -> None:
    article = clean(page([], inside=inside), Scope.PAGE)

    assert "quay.jpg" in article.html
    assert "The quay. Photo: K. Lunde" in article.html


def test_a_picture_below_the_text_that_is_no_figure_does_not() -> None:
    badge = '<div><img src="/badge.png"></div>'

    article = clean(page([], inside=PARAGRAPHS + badge), Scope.PAGE)

    assert "badge.png" not in article.html


WRAPPED = {
    "WordPress": '<div class="wp-caption aligncenter"><a href="/up/quay.jpg">'
    '<img src="/up/quay-300.jpg"></a><p class="wp-caption-text">The quay on Monday.</p></div>',
    "Substack": '<div class="captioned-image-container"><figure><a class="image-link" '
    'href="/up/quay.jpg"><div class="image2-inset"><picture><img src="/up/quay-300.jpg"></picture>'
    "</div></a><figcaption>The quay on Monday.</figcaption></figure></div>",
    "Gutenberg": '<figure class="wp-block-image"><a href="/up/quay.jpg">'
    '<img src="/up/quay-300.jpg"></a>'
    "<figcaption>The quay on Monday.</figcaption></figure>",
}


@pytest.mark.parametrize("figure", WRAPPED.values(), ids=WRAPPED)
def test_a_linked_picture_stays_with_its_caption_however_it_is_wrapped(figure: str) -> None:
    article = clean(page(EN, inside=figure), Scope.PAGE)

    assert "quay-300.jpg" in article.html
    assert "The quay on Monday." in article.html


def test_every_block_outside_has_a_receipt_with_measured_facts() -> None:
    article = clean(page(EN, after=RELATED + COMMENTS), Scope.PAGE)
    reasons = [r.reason for r in article.removals if r.stage is Stage.MAIN_CONTENT]

    assert reasons
    assert all("link density" in reason for reason in reasons)
    assert article.stats.chars_in == article.stats.chars_out + sum(
        removal.chars for removal in article.removals
    )


def test_a_row_has_a_number_for_every_name() -> None:
    html = page(EN)
    measured = measure(read_page(html)[1], evidence(html, ""), model().tables)

    assert measured.rows
    assert all(len(row) == len(NAMES) for row in measured.rows)


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
def test_what_is_said_to_be_whole_is_a_whole_number(texts: list[str]) -> None:
    html = page(texts)
    blocks = read_page(html)[1]
    measured = measure(blocks, evidence(html, ""), model().tables)
    everywhere = range(len(measured.rows))
    scores = [0.9 if at % 3 else 0.5 for at in everywhere]
    rows = list(second_rows(blocks, measured, scores, everywhere, model().tables))
    whole = [at for at, name in enumerate(SECOND_NAMES) if name in WHOLE]

    assert len(whole) == len(WHOLE)
    assert {type(row[at]) for row in rows for at in whole} <= {int, bool}


def test_a_whole_number_is_compared_as_any_other() -> None:
    trees = [["weight", 40.5, -1.0, 1.0], ["link_density", 0.5, -0.5, 0.5]]
    score = scorer(["weight", "link_density"], trees)

    assert score((40, 0.5)) < score((40, 0.6)) < score((41, 0.5)) < score((41, 0.6))


def test_a_second_row_has_a_number_for_every_name() -> None:
    blocks = read_page(page(EN))[1]
    measured = measure(blocks, evidence(page(EN), ""), model().tables)
    everywhere = range(len(measured.rows))
    rows = list(
        second_rows(blocks, measured, [0.5] * len(measured.rows), everywhere, model().tables)
    )

    assert len(rows) == len(measured.rows) > 0
    assert all(len(row) == len(SECOND_NAMES) for row in rows)


def test_only_unsure_blocks_are_judged_by_those_around_them() -> None:
    blocks = read_page(page(EN))[1]
    measured = measure(blocks, evidence(page(EN), ""), model().tables)
    firsts = [0.99, 0.5] + [0.02] * (len(measured.rows) - 2)
    asked = iter(firsts)
    known = Model(
        tables=model().tables,
        first=lambda _: next(asked),
        second=lambda row: row[SECOND_NAMES.index("before")],
    )

    assert scored(blocks, measured, known) == [0.99, 0.99, *firsts[2:]]


def test_the_next_headline_of_a_stream_is_counted() -> None:
    one = "".join(f"<p>{text}</p>" for text in EN)
    stories = "".join(
        f"<article><h1 class='head'>{title}</h1><div>{one}</div></article>"
        for title in ("The bridge", "The tunnel", "The ferry")
    )
    html = f"<title>The bridge</title><main>{stories}</main>"
    blocks = read_page(html)[1]
    measured = measure(blocks, evidence(html, ""), model().tables)
    at = NAMES.index("headlines")

    assert sorted({row[at] for row in measured.rows}) == [0, 1, 2]


def test_trees_add_up_to_log_odds() -> None:
    score = scorer(["a", "b"], [["a", 1.0, -0.5, ["b", 2.0, 0.25, 1.0]], 0.5])

    assert score([0.0, 0.0]) == pytest.approx(0.5)
    assert score([2.0, 3.0]) > score([2.0, 2.0]) > 0.5


def test_names_are_the_words_of_class_and_id() -> None:
    element = Element("div", {"class": "postBody wide", "id": "main-text", "role": "main"})

    assert {"<div>", "post", "body", "postbody", "main-text", "role=main"} <= set(
        names_of(element, hidden=False)
    )


def test_no_learned_name_or_word_is_an_address() -> None:
    tables = model().tables

    assert not any("." in name for name in (*tables.names, *tables.words))


def test_a_declared_body_is_read_from_json_ld_without_its_markup() -> None:
    told = "The bridge was closed. " * 8
    html = f'<script type="application/ld+json">{{"articleBody": "<p>{told}</p>"}}</script>'

    assert evidence(html, "").declared_body == "".join(told.split())


def test_labels_find_the_article_in_order_and_not_its_copy() -> None:
    texts = ["Home", EN[0], EN[1], "Share", EN[2], EN[0]]

    found = [label.value for label in labels(texts, {"gold_text": "\n".join(EN[:3])})]

    assert found == [0, 1, 1, 0, 1, 0]


RESULTS = "".join(
    f"<tr><td>{n}.</td><td>Runner {n}</td><td>{10 + n},{n}2 s</td></tr>" for n in range(1, 400)
)


@pytest.mark.parametrize("name", ["related", "side footer"])
def test_a_table_among_the_text_is_kept_whole_whatever_it_is_named(name: str) -> None:
    first, last = (f"<p>{one}</p><p>{two}</p>" for one, two in (EN[:2], EN[2:]))
    table = f'<div class="{name}"><table>{RESULTS}</table></div>'
    html = f"<body>{NAV}<div><h1>The bridge</h1>{first}{table}{last}</div></body>"
    kept = lines(clean(html, Scope.PAGE).html)

    assert [line for line in lines(f"<table>{RESULTS}</table>") if line not in kept] == []


POST = (
    "<blockquote class={name}><p>Glad that they looked <a href=/tag>#bridge</a></p>"
    "&mdash; A. Reader (@reader) <a href=https://posts.example/1>May 3, 2024</a></blockquote>"
)


@pytest.mark.parametrize("name", ["quote", "widget", "embed-card"])
@pytest.mark.parametrize("levels", [0, 1, 3])
def test_a_post_quoted_among_the_text_is_kept_whole(name: str, levels: int) -> None:
    wrapped = "<div class=social>" * levels + POST.format(name=name) + "</div>" * levels
    article = clean(page(EN, inside=wrapped), Scope.PAGE)

    assert "Glad that they looked" in article.html
    assert "A. Reader (@reader)" in article.html


def test_a_post_quoted_below_the_text_is_not() -> None:
    below = f"<div class=sidebar><h2>Latest posts</h2>{POST.format(name='widget')}</div>"

    assert "Glad" not in clean(page(EN, after=below), Scope.PAGE).html


def test_a_table_of_links_among_the_text_is_not() -> None:
    links = "".join(f"<tr><td><a href=/{n}>Go to page {n}</a></td></tr>" for n in range(20))
    html = page(EN, inside=f"<table>{links}</table>")

    assert "Go to page 7" not in clean(html, Scope.PAGE).html


DIARY = {
    "english": ["Up at six", "Rain again", "No ferry today", "Mended the net", "Soup for lunch"],
    "japanese": ["今日は雨です", "船は出ません", "網を直しました", "お昼はうどん", "また明日ね♡"],
}


@pytest.mark.parametrize("text", DIARY.values(), ids=DIARY)
def test_a_diary_of_single_short_lines_is_an_article(text: list[str]) -> None:
    profile = "I write about boats and nets, and about the weather on this side of the island."
    body = "".join(f"<div>{line} {n}</div>" for n in range(8) for line in text)
    html = (
        f"<html><head><title>Monday</title></head><body>{NAV}<div><h1>Monday</h1>"
        f'<div class="entry">{body}</div></div><div class="sidebar"><dl><dd>{profile}</dd></dl>'
        f"</div>{RELATED}</body></html>"
    )

    assert lines(clean(html, Scope.PAGE).html)[-40:] == lines(body)


def test_a_receipt_tells_of_its_own_blocks_where_they_stood_and_how_they_scored() -> None:
    text = "".join(f"<p>{line}</p>" for line in (*EN, *DE))
    html = (
        "<title>T</title><nav><a href=/a>Home</a> <a href=/b>Sport</a></nav><main>"
        f"<h1>A bridge stays closed</h1>{text}</main><footer><p>All rights reserved</p></footer>"
    )

    above, below = (r for r in clean(html, Scope.PAGE).removals if r.stage is Stage.MAIN_CONTENT)

    assert above.reason.startswith(
        "before the text, in <nav>, 1 block of 9 characters, link density 1.00; "
        "scores 0.00 as article text, kept from 0."
    )
    assert below.reason.startswith(
        "after the text, in <footer>, 1 block of 17 characters, link density 0.00; scores 0."
    )
    assert above.score == pytest.approx(1.0, abs=0.01)


NOTICES = {
    "copyright": "© 2024 The Ferry Post. All rights reserved. No part of this article may be "
    "copied or published elsewhere without the written permission of the publisher.",
    "copyright in chinese": "© 2024年渡口晚报版权声明：本文所有内容受到著作权法保护，"
    "如无本报特别授权，不得擅自使用。",
    "a call in chinese": "如果喜欢这篇文章，记得点赞、收藏、转发给身边的朋友，我们明天见！",
}


@pytest.mark.parametrize("notice", NOTICES.values(), ids=NOTICES.keys())
def test_a_notice_that_scores_like_text_goes_from_the_end(notice: str) -> None:
    text = [*(ZH if "文" in notice else EN), *(DE if "文" not in notice else ZH)]
    said = [f"{line[:-1]} ({number})." for number, line in enumerate(text)]

    article = clean(page([*said, notice]), scope=Scope.PAGE)

    assert notice not in lines(article.html)
    assert set(said) <= set(lines(article.html))
    assert any(str(one.rule) in ("block/copyright", "block/promo") for one in article.removals)


def test_a_short_text_is_trusted_to_its_end() -> None:
    told = "What readers write below this article is read by all of us, and we comment on it here."

    assert told in lines(clean(page([told]), scope=Scope.PAGE).html)
