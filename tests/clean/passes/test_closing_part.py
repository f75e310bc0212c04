"""Lines left among the notices below a text, and what stays among such."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.cleaning import ZH, clean, lines, rules

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


EN = (
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

    article = clean(EN + known[0] + text + "".join(known[1:]))

    assert lines(text)[0] in lines(article.html)


def test_nothing_of_a_letter_goes() -> None:
    letter = (
        f"<p>Dear friends,</p>{EN}<p>Subscribe to our newsletter</p>"
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
        EN,
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
    article = clean(f"{EN}<hr><p>{sign_off}</p><p>Subscribe</p><p>Share</p>")

    assert lines(article.html)[-1] == sign_off


def test_a_verse_between_three_notices_stays() -> None:
    verse = "<p>The wind came over the hill</p><p>and nobody heard it</p>"
    notices = "<p>Subscribe to our newsletter</p><p>Leave a comment</p>"

    assert lines(clean(f"{EN}<p>Share this article</p>{verse}{notices}").html)[-2:] == lines(verse)
