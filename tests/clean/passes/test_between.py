"""A line between two paragraphs goes where it leads elsewhere on the site, in any language."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest

import pytest

from feedclean.clean.lines.links import address_words, weigh_addresses
from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from tests.cleaning import EN, PLAN, ZH, clean, lines, raw_article, rules, taken

ALSO = '<p><b>Funda futhi:</b> <a href="https://example.org/news/b">Intengo yezinhlanzi</a></p>'
"""Zulu, of which no phrase is known."""
ZH_ALSO = '<p>另一篇：<a href="https://example.org/news/b">鱼价又涨了，渔民却高兴不起来</a></p>'
"""Worded as nobody has listed it."""
MORE = {
    "en": EN.replace("Tuesday", "Friday").replace("bridge", "ferry"),
    "zh": ZH.replace("周二", "周五").replace("大桥", "隧道"),
}


@pytest.mark.parametrize(
    ("text", "line", "more"),
    [(EN, ALSO, MORE["en"]), (ZH, ZH_ALSO, MORE["zh"])],
    ids=["en", "zh"],
)
def test_a_line_that_leads_to_another_article_goes_from_between(
    text: str, line: str, more: str
) -> None:
    article = clean(text + line + more)

    assert rules(article) == {"block/between"}
    assert lines(article.html) == lines(text + more)


def test_the_reason_tells_place_score_and_evidence() -> None:
    [removal] = clean(EN + ALSO + MORE["en"]).removals

    assert "between two paragraphs" in removal.reason
    assert "score 0." in removal.reason
    assert "in log odds: " in removal.reason
    assert removal.score is not None
    assert 0.84 < removal.score <= 1.0


KEPT = {
    "a link to another site": ALSO.replace("example.org", "elsewhere.example"),
    "a sentence that leads on": ALSO.replace(
        "Funda futhi:",
        "There is more to tell of the price of fish, and that is in a piece of its own:",
    ),
    "a profile": ALSO.replace("example.org/news/b", "t.me/habari"),
    "an address that it shows": ALSO.replace("Intengo", "https://example.org/news/b Intengo"),
    "the front page": ALSO.replace("/news/b", "/"),
    "a number alone": '<p><a href="https://example.org/news/b">17</a></p>',
    "a whole sentence": '<p>Nobody had read <a href="https://example.org/news/b">it</a> yet.</p>',
    "a heading": ALSO.replace("<p>", "<h3>").replace("</p>", "</h3>"),
    "entries of a list": f"<ul>{ALSO.replace('p>', 'li>')}</ul>",
    "below a picture": f"<p><img src='https://example.org/a.jpg'></p>{ALSO}",
    "three in a row": ALSO + ALSO.replace('/b"', '/c"') + ALSO.replace('/b"', '/d"'),
    "announced": "<p>Nothing that we wrote of it so far has been read as much as this:</p>" + ALSO,
}


@pytest.mark.parametrize("line", KEPT.values(), ids=KEPT.keys())
def test_what_has_a_form_in_which_text_leads_elsewhere_stays(line: str) -> None:
    article = clean(EN + line + MORE["en"])

    assert taken(article) == []


def test_it_stays_where_the_pass_is_switched_off_that_would_take_it() -> None:
    line = '<p><b>Related:</b> <a href="https://example.org/news/b">The price of fish rises</a></p>'
    raw = raw_article(EN + line + MORE["en"])
    passes = tuple(name for name in PLAN.options.passes if name != "related")
    options = replace(PLAN.options, passes=passes)

    article = process(raw, replace(PLAN, options=options))

    assert rules(clean(raw.html)) == {"block/related"}
    assert isinstance(article, CleanArticle)
    assert taken(article) == []


ADDRESSES = {
    "https://example.org/tag/boats?page=2": {"tag", "boats", "page"},
    "https://shop.example.org/basket": {"shop.", "basket"},
    "https://t.me/boats": {"t.", "boats"},
    "/subscribe": {"subscribe"},
    "mailto:a@example.org": {"mailto:"},
    "javascript:print()": set(),
}


@pytest.mark.parametrize(("address", "said"), ADDRESSES.items(), ids=ADDRESSES.keys())
def test_addresses_have_words(address: str, said: set[str]) -> None:
    assert address_words([address], "https://example.org/news/a") == said


def test_addresses_are_weighed_by_the_words_that_are_known() -> None:
    odds = {"tag": -2.0, "news": 1.0}

    assert weigh_addresses(frozenset({"tag", "news", "boats"}), odds) == (-0.5, -2.0)
    assert weigh_addresses(frozenset({"boats"}), odds) == (0.0, 0.0)


PARTS = {
    "en": (EN, MORE["en"], EN.replace("Tuesday", "Monday"), ("The Old Mill", "The Red Barn")),
    "de": (
        (
            "<p>Die Suppe war dick und das Brot warm, und die Wirtin erzählte uns, wie die Flut "
            "von 1953 die zweite Stufe erreicht hatte, als sie noch ein Kind war.</p>"
        ),
        (
            "<p>Hier kommt der Fisch am Morgen aus dem See, und am Mittag ist keiner mehr da, "
            "weshalb wir die Knödel nahmen und es nicht bereuten.</p>"
        ),
        (
            "<p>Am Ende gingen wir über den Damm zurück und waren uns einig, dass wir im Herbst "
            "wiederkommen, wenn die Gänse wieder da sind.</p>"
        ),
        ("Die alte Mühle", "Die rote Scheune"),
    ),
    "zh": (
        ZH,
        MORE["zh"],
        ZH.replace("周二", "周一").replace("大桥", "码头"),
        ("老磨坊", "红谷仓"),
    ),
}


@pytest.mark.parametrize("language", PARTS)
def test_linked_names_that_head_the_parts_of_a_text_stay(language: str) -> None:
    text, more, last, (first, second) = PARTS[language]
    heads = [f'<p><a href="https://example.org/places/{n}">{n}</a></p>' for n in (first, second)]
    article = clean(text + heads[0] + more + heads[1] + last)

    assert taken(article) == []


def test_a_sentence_that_goes_on_behind_its_link_stays() -> None:
    line = '<p><a href="https://example.org/moulin">Le moulin</a>, dit-il.</p>'

    assert taken(clean(EN + line + MORE["en"])) == []


FOLLOW = "追蹤我們：Facebook / Instagram @puming"


def test_few_words_without_a_link_that_speak_for_the_site_go() -> None:
    article = clean(f"{ZH}<p>{FOLLOW}</p>{MORE['zh']}")

    [removal] = article.removals
    assert removal.rule == "block/between"
    assert "following (追蹤)" in removal.reason
    assert lines(article.html) == lines(ZH + MORE["zh"])


WORDS_THAT_STAY = {
    "a heading": f"<h3>{FOLLOW}</h3>",
    "a heading in bold": f"<p><b>{FOLLOW}</b></p>",
    "an entry of a list": f"<ul><li>{FOLLOW}</li></ul>",
    "a caption": f'<p><img src="https://example.org/a.jpg"></p><p>{FOLLOW}</p>',
    "a line of a poem": f"<p>夜里<br>{FOLLOW}<br>没有人回答</p>",
    "what the text goes on about": f"<p>{FOLLOW}</p><p>帖子叫人追蹤他们，会场里的人都笑了。</p>",
    "what a colon announces": f"<p>牌子上写着：</p><p>{FOLLOW}</p>",
    "a quotation": f"<p>“{FOLLOW}”</p>",
    "who wrote a book of a list": "<p>作者：杨晚</p>",
    "who shot a film": "<p>摄影：周二</p>",
}


@pytest.mark.parametrize("words", WORDS_THAT_STAY.values(), ids=WORDS_THAT_STAY.keys())
def test_few_words_stay_that_may_be_text(words: str) -> None:
    assert "block/between" not in rules(clean(ZH + words + MORE["zh"]))


OVER_PARTS = {
    "en": (EN + MORE["en"], ("Widow", "Share", "Follow", "Subscribe")),
    "zh": (ZH + MORE["zh"], ("订阅", "分享", "关注", "简报")),
}


def _in_parts(text: str, heads: tuple[str, ...]) -> str:
    """A text with a line between each paragraph and the next."""
    first, *rest = text.removesuffix("</p>").split("</p>")
    over = (f"</p><p>{head}</p>" for head in heads)
    return first + "".join(map("".join, zip_longest(over, rest, fillvalue="</p>"))) + "</p>"


@pytest.mark.parametrize("language", OVER_PARTS)
def test_lines_over_parts_of_a_text_stay_though_they_are_set_as_paragraphs(language: str) -> None:
    text, heads = OVER_PARTS[language]

    assert "block/between" not in rules(clean(_in_parts(text, heads), title="A trade"))


def test_a_notice_that_comes_again_and_again_is_no_heading() -> None:
    text = ZH + MORE["zh"].replace("它比", "这条比").replace("没有人笑", "有人叹气")

    assert lines(clean(_in_parts(text, (FOLLOW, FOLLOW, FOLLOW))).html) == lines(text)


def test_a_heading_stays_over_what_was_said_in_the_article() -> None:
    said = "<p>Comments</p><p>Ann from Hale: I was there and it was colder.</p>"

    assert "block/between" not in rules(clean(EN + said + MORE["en"]))


def test_a_numbered_line_that_leads_on_stays() -> None:
    numbered = ZH_ALSO.replace("另一篇：", "2. ")

    assert taken(clean(ZH + numbered + MORE["zh"])) == []


HU = (
    "<p>A tanács kedden este ült össze, és négy óra vita után csak abban egyezett meg, hogy a híd "
    "őszig zárva marad, bármit mond is a kompos társaság.</p>{}"
    "<p>„Biztonságosabb, mint amilyennek látszik” – mondta a mérnök –, „és szörnyen fest.”</p>"
    "<p>A teremben senki sem nevetett, és a jegyzőkönyv sem írja, hogy bárki ellenezte volna.</p>"
)


def test_a_call_with_a_link_goes_from_between_wherever_it_leads() -> None:
    call = (
        "<p>Iratkozz fel a heti hírlevelünkre, és kövess minket a "
        '<a href="https://www.facebook.com/hid">Facebookon</a>!</p>'
    )

    assert lines(clean(HU.format(call)).html) == lines(HU.format(""))


TEXT_WITH_LINKS = {
    "an entry": '<p>· Mirror in Japan: <a href="https://mirror.example/jp">subscribe here</a></p>',
    "a place": '<p>The film is at <a href="https://film.example/x">film.example/x</a>.</p>',
    "an aside": '<p>She signed up for <a href="https://letter.example/">a letter</a> first.</p>',
}


@pytest.mark.parametrize("line", TEXT_WITH_LINKS.values(), ids=TEXT_WITH_LINKS.keys())
def test_text_with_a_link_stays_between(line: str) -> None:
    first, rest = EN.split("</p>", 1)

    assert lines(line)[0] in lines(clean(f"{first}</p>{line}{rest}").html)
