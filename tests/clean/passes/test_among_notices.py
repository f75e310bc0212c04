"""Lines among known notices below a text go, whatever they say; text, facts and sources stay."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cleaning import EN, ZH, clean, lines, rules

NOTICES_EN = (
    "<p>Subscribe to our newsletter</p>",
    "<p>Follow us on Facebook</p>",
    "<p>All rights reserved. © 2024 Harbour Post</p>",
)
NOTICES_ZH = (
    "<p>关注我们的微信公众号</p>",
    "<p>分享到微信</p>",
    "<p>版权所有，未经授权不得转载</p>",
)


def _among(text: str, line: str, notices: tuple[str, ...]) -> str:
    first, *others = notices
    return clean(f"{text}{first}{line}{''.join(others)}").html


@pytest.mark.parametrize(
    ("text", "line", "notices"),
    [
        (EN, "Boats Harbours Bridges", NOTICES_EN),
        (EN, "Ten knots every child should know", NOTICES_EN),
        (ZH, "渡轮 码头 大桥", NOTICES_ZH),
        (ZH, "【江边独家】老码头的最后一盏灯", NOTICES_ZH),
    ],
)
def test_a_short_line_with_notices_above_and_below_goes(
    text: str, line: str, notices: tuple[str, ...]
) -> None:
    assert line not in _among(text, f"<p>{line}</p>", notices)


@pytest.mark.parametrize(
    ("text", "line", "kept", "notices"),
    [
        (EN, "<p>The bridge was blown up in 1921.</p>", "blown up", NOTICES_EN),
        (EN, "<blockquote>It looks terrible to us</blockquote>", "It looks", NOTICES_EN),
        (EN, "<p>P.S. The ferry is late again</p>", "P.S.", NOTICES_EN),
        (EN, "<p>Call the harbour: 0113 496 0000</p>", "496", NOTICES_EN),
        (
            EN,
            '<p>River Ecology, <a href="https://doi.org/10.1/x">10.1/x</a></p>',
            "10.1",
            NOTICES_EN,
        ),
        (ZH, "<p>市政府表示，大桥秋天重开。</p>", "秋天重开", NOTICES_ZH),
        (ZH, "<p>求助热线：010-62715275</p>", "62715275", NOTICES_ZH),
    ],
)
def test_what_may_be_of_the_text_stays(
    text: str, line: str, kept: str, notices: tuple[str, ...]
) -> None:
    assert kept in _among(text, line, notices)


def test_a_line_above_all_notices_stays() -> None:
    html = clean(f"{EN}<p>The ferry at dawn</p>{''.join(NOTICES_EN)}").html

    assert "The ferry at dawn" in html


def test_two_notices_are_too_few() -> None:
    html = clean(f"{EN}{NOTICES_EN[0]}<p>Boats Harbours Bridges</p>{NOTICES_EN[2]}").html

    assert "Boats Harbours" in html


@pytest.mark.parametrize("said", ["想给我外婆也装一个，求代码！", "顶楼主，写得真好"])
def test_what_stands_between_two_buttons_of_comments_goes(said: str) -> None:
    html = clean(f"{ZH}<p>回应 42 最热 最新</p><p>{said}</p><p>加载更多回应</p>").html

    assert said not in html
    assert said in clean(f"{ZH}<p>{said}</p><p>加载更多回应</p>").html


LANGUAGES = tomllib.loads(Path("tests/clean/languages.toml").read_text("utf-8"))
RULE = "<hr>"
LEFT = {
    "en": "<p>Harbour Weekly comes to you from a former net loft.</p>",
    "de": "<p>Hafenblatt, das Magazin für alle</p>",
    "fr": "<p>La Gazette du Port et ses amis</p>",
    "es": "<p>También en Mastodon, Bluesky y la radio.</p>",
    "pl": "<p>Portowa Gazeta i przyjaciele</p>",
    "ru": "<p>Портовый вестник и друзья</p>",
    "tr": "<p>Liman Postası ve dostları</p>",
    "ar": "<p>بريد الميناء وأصدقاؤه</p>",
}
TEXT = {
    "a correction": "<p>Correction: the bridge has nine arches, not eight.</p>",
    "an update": "<p>Actualización: el puente tiene nueve arcos.</p>",
    "a disclosure": "<p>Hinweis: Der Autor wohnt an der Brücke.</p>",
    "a postscript": "<p>P.S. The kettle still works.</p>",
    "a note": "<p>* Names were changed.</p>",
    "whom to ring": "<p>Museum of the bridge, 020 555 01 23</p>",
    "what somebody said": "<p>“The bridge is ours,” said the keeper.</p>",
    "a quotation": "<blockquote><p>The bridge is ours.</p></blockquote>",
    "an entry": "<ul><li>Nine arches</li></ul>",
    "a sentence": "<p>Nobody has crossed it since the ferry came back.</p>",
}


def _text(language: str) -> str:
    return "".join(f"<p>{one}</p>" for one in LANGUAGES[language]["body"])


BRIDGE = (
    "<p>The old bridge over the river stays closed for the third winter, the town said on "
    "Tuesday, because the nine arches have moved again.</p><p>Whoever wants to cross has to walk "
    "to the mill, where the miller counts people and asks each of them for a plum.</p><p>In "
    "spring, said the engineer, somebody will come and look at the plums as well.</p>"
)


def _known(language: str) -> list[str]:
    return [f"<p>{one}</p>" for one in LANGUAGES[language]["tail"]]


@pytest.mark.parametrize("language", [one for one in LEFT if one in LANGUAGES])
def test_a_line_among_notices_goes_with_them(language: str) -> None:
    text, known = _text(language), _known(language)

    article = clean(text + RULE + "".join((known[0], LEFT[language], *known[1:])))

    assert lines(article.html) == lines(text)


@pytest.mark.parametrize("language", [one for one in LEFT if one in LANGUAGES])
def test_the_same_line_stays_where_little_is_known_around_it(language: str) -> None:
    text = _text(language)

    article = clean(text + LEFT[language])

    assert "block/closing" not in rules(article)


@pytest.mark.parametrize("text", TEXT.values(), ids=TEXT.keys())
def test_what_has_the_form_of_text_stays_among_them(text: str) -> None:
    known = (
        "<p>Read also: <a href='/a'>The mill burns</a></p>",
        "<p>Subscribe to our newsletter</p>",
        "<p>Share on Facebook</p>",
    )

    article = clean(BRIDGE + known[0] + text + "".join(known[1:]))

    assert lines(text)[0] in lines(article.html)


def test_nothing_of_a_letter_goes() -> None:
    letter = (
        f"<p>Dear friends,</p>{BRIDGE}<p>Subscribe to our newsletter</p>"
        "<p>Share on Facebook</p><p>Ann, who keeps plums</p><p>Tags: plums</p>"
    )

    assert "Ann, who keeps plums" in lines(clean(letter).html)


LAST_SENTENCES = {
    "zh": (
        ZH,
        "我们只想安静地关注自己的生活，不想再下载任何应用。",
        "<p>标签：手机、扫码</p><p>© 江边日报 版权所有</p><p>分享到：微信 微博</p>",
    ),
    "en": (
        BRIDGE,
        "Life is no newsletter, and nobody can subscribe to it.",
        "<p>Tags: boats</p><p>© 2026 The Tide. All rights reserved.</p><p>Share this: Facebook</p>",
    ),
}


@pytest.mark.parametrize(
    ("text", "last", "notices"), LAST_SENTENCES.values(), ids=LAST_SENTENCES.keys()
)
def test_a_last_sentence_below_a_line_drawn_across_stays_above_notices(
    text: str, last: str, notices: str
) -> None:
    article = clean(f"{text}<hr><p>{last}</p>{notices}")

    assert lines(article.html)[-1] == last


@pytest.mark.parametrize("sign_off", ["Back on Thursday.", "Present: Roe, Low, Smith", "Un abrazo"])
def test_what_an_author_signs_off_with_below_a_line_stays_above_two_notices(sign_off: str) -> None:
    article = clean(f"{BRIDGE}<hr><p>{sign_off}</p><p>Subscribe</p><p>Share</p>")

    assert lines(article.html)[-1] == sign_off


def test_a_verse_between_three_notices_stays() -> None:
    verse = "<p>The wind came over the hill</p><p>and nobody heard it</p>"
    notices = "<p>Subscribe to our newsletter</p><p>Leave a comment</p>"

    assert lines(clean(f"{BRIDGE}<p>Share this article</p>{verse}{notices}").html)[-2:] == lines(
        verse
    )
