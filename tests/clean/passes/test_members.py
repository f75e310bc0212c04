"""Who wrote it, as platforms and papers print it; codes to scan; the article's own address."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, TEXTS, ZH, clean, lines

CARDS = {
    "zh": '<p><a href="/people/boatman">老船长</a></p><p>跑了三十年长江的人</p><p>已关注</p>',
    "en": '<p><a href="/@boatman">Old Boatman</a></p><p>thirty years on the river</p><p>Follow</p>',
    "de": '<p><a href="/user/boatman">Der alte Schiffer</a></p><p>Dreißig Jahre am Fluss</p>'
    "<p>Folgen</p>",
}


@pytest.mark.parametrize("card", CARDS.values(), ids=CARDS.keys())
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_a_motto_goes_between_a_member_and_the_button_to_follow(card: str, text: str) -> None:
    assert lines(clean(card + text).html) == lines(text)


LEADS = {
    "no button": '<p><a href="/@boatman">Old Boatman</a></p><p>How the bridge came back</p>',
    "a button of the site": '<p><a href="/@boatman">Old Boatman</a></p>'
    "<p>How the bridge came back</p><p>Subscribe</p>",
    "no member": '<p><a href="/news">News</a></p><p>How the bridge came back</p><p>Follow</p>',
    "another site": '<p><a href="https://elsewhere.example/@boatman">Old Boatman</a></p>'
    "<p>How the bridge came back</p><p>Follow</p>",
}


@pytest.mark.parametrize("above", LEADS.values(), ids=LEADS.keys())
def test_a_lead_below_a_name_stays(above: str) -> None:
    assert lines(clean(above + EN).html)[-4] == "How the bridge came back"


def test_a_member_who_is_named_above_the_text_is_its_author() -> None:
    article = clean(CARDS["en"] + EN)

    assert [author.name for author in article.meta.authors] == ["Old Boatman"]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_the_address_of_the_article_goes_from_below_it(text: str) -> None:
    bare = "<p>https://example.org/news/a</p>"
    link = '<p><a href="https://example.org/news/a">https://example.org/news/a</a></p>'

    assert lines(clean(text + bare).html) == lines(text)
    assert lines(clean(text + link).html) == lines(text)


def test_another_address_stays() -> None:
    assert lines(clean(EN + "<p>https://example.org/news/b</p>").html)[-1].endswith("/b")


BYLINES = {
    "晨报记者 方小舟 晨报通讯员 古丽": ["方小舟", "古丽"],
    "晨报记者 方小舟 实习生 古丽 摄影报道": ["方小舟"],
    "江边周刊记者 方小舟、古丽 发自武汉": ["方小舟", "古丽"],
    "本报记者方小舟": ["方小舟"],
}


@pytest.mark.parametrize(("line", "names"), BYLINES.items(), ids=BYLINES.keys())
def test_reporters_are_told_from_their_papers_and_offices(line: str, names: list[str]) -> None:
    article = clean(f"<p>{line}</p>{ZH}")

    assert lines(article.html) == lines(ZH)
    assert [author.name for author in article.meta.authors] == names


INSTEAD = {
    "an agency": ("江边新闻", "<p>江边新闻记者 方小舟</p>", ""),
    "who edited it": ("古丽", "<p>本报记者 方小舟</p>", "<p>[ 责编：古丽 ]</p>"),
}


@pytest.mark.parametrize(("said", "above", "below"), INSTEAD.values(), ids=INSTEAD.keys())
def test_a_reporter_stands_in_place_of(said: str, above: str, below: str) -> None:
    article = clean(above + ZH + below, authors=(Author(name=said),))

    assert [author.name for author in article.meta.authors] == ["方小舟"]


def test_an_author_stays_whom_no_line_calls_an_editor() -> None:
    article = clean(f"<p>本报记者 方小舟</p>{ZH}", authors=(Author(name="古丽"),))

    assert [author.name for author in article.meta.authors] == ["古丽"]


PICTURE = '<p><img src="https://example.org/b.jpg" alt="" width="400" height="400"></p>'
CALLS = {
    "zh": "扫描上方二维码，加入读者群",
    "en": "Scan the QR code above to subscribe to our newsletter",
    "de": "Scannen Sie den QR-Code oben und abonnieren Sie unseren Newsletter",
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS.keys())
def test_the_code_above_a_call_to_scan_it_goes_with_it(call: str) -> None:
    article = clean(f"{EN}{ZH}{PICTURE}<p>{call}</p>")

    assert lines(article.html) == lines(EN + ZH)
    assert article.stats.images_out == 0


def test_a_picture_above_another_call_stays() -> None:
    assert clean(f"{EN}{ZH}{PICTURE}<p>Subscribe to our newsletter</p>").stats.images_out == 1
