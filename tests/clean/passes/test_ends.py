"""What is learned of last lines: it generalises, and it stops where text begins."""

from __future__ import annotations

import pytest

from feedclean.clean.lines.fragment import lines_of
from feedclean.clean.lines.measures import NAMES, measure
from feedclean.clean.passes.ends.ends import ends
from feedclean.clean.passes.ends.runs import going
from feedclean.clean.passes.ends.short_text import ends_letter_or_names_number
from feedclean.clean.scoring.learned import lines_forest, lines_model
from feedclean.model.article import Scope
from tests.cleaning import EN, ZH, clean, lines, page, rules, taken

FOLLOW = (
    '<p>Silandele ku- <a href="https://t.me/habari">Telegram</a> na '
    '<a href="https://www.facebook.com/habari">Facebook</a></p>'
)
"""Zulu, of which no phrase is known."""

BACKERS = "<p>Enjoyed this? Forward it to a friend and have our letters in your inbox.</p>"
"""A whole sentence without a link, in words that no phrase knows."""


def test_a_call_in_a_language_without_phrases_goes_from_the_end() -> None:
    article = clean(EN + FOLLOW)

    assert rules(article) == {"block/end"}
    assert lines(article.html) == lines(EN)


def test_a_sentence_that_speaks_of_the_site_goes_from_the_end() -> None:
    article = clean(EN + BACKERS)

    assert rules(article) == {"block/end"}
    assert lines(article.html) == lines(EN)


CALLS = {
    "worded so in its second sentence": "Get the alerts on your phone. Be the first to know it.",
    "whom to call": "Have you any news for us? Write to the newsroom, or call 0555 014 2233.",
}


@pytest.mark.parametrize("text", CALLS.values(), ids=CALLS.keys())
def test_a_call_that_several_things_speak_for_goes_from_the_end(text: str) -> None:
    article = clean(f"{EN}<p>{text}</p>")

    assert rules(article) <= {"block/end", "block/promo"}
    assert lines(article.html) == lines(EN)


DE = (
    "<p>Der Rat tagte am Dienstagabend, und nach vier Stunden Streit beschloss er nur, dass die "
    "Brücke bis zum Herbst gesperrt bleibt, was immer die Fährleute davon halten mögen.</p>"
    "<p>„Sie ist sicherer, als sie aussieht“, sagte der Ingenieur, „und sie sieht schlimm aus.“</p>"
    "<p>Niemand im Saal lachte, und im Protokoll steht auch nicht, dass jemand dagegen war.</p>"
)


def test_a_sentence_that_speaks_of_little_but_the_site_goes_where_its_form_is_in_doubt() -> None:
    article = clean(
        f"{DE}<p>Unsere Artikel sind für alle frei zugänglich, ganz ohne Bezahlschranke.</p>"
    )

    assert rules(article) == {"block/end"}
    assert lines(article.html) == lines(DE)


def test_a_note_on_the_text_stays_at_its_end() -> None:
    assert taken(clean(f"{DE}<p>Der Artikel zeigte zuerst ein falsches Foto.</p>")) == []


DOUBTFUL = '<p>Sinezinye <a href="https://example.org/news/b">izindaba zalapha</a></p>'


def test_a_doubtful_line_goes_below_a_sure_one_and_stays_by_itself() -> None:
    assert lines(clean(EN + FOLLOW + DOUBTFUL).html) == lines(EN)
    assert taken(clean(EN + DOUBTFUL)) == []


SURE, STAYS = (0.01, True), None


@pytest.mark.parametrize(
    ("scores", "gone"),
    [
        ([(0.9, False)], []),
        ([(0.1, True), (0.1, True)], [0, 1]),
        ([(0.4, False), (0.1, True)], [0, 1]),
        ([(0.1, True), (0.4, False)], [0]),
        ([(0.4, False), (0.4, False), (0.1, True)], [0, 1, 2]),
        ([(0.4, False), (0.4, False), (0.4, False), (0.1, True)], []),
        ([(0.15, False), (0.15, False)], [0, 1]),
        ([(0.3, False), (0.3, False)], []),
        ([STAYS, SURE, SURE], [1, 2]),
        ([SURE, STAYS, STAYS, SURE], [0, 3]),
        ([STAYS, STAYS, STAYS, SURE], []),
        ([STAYS, (0.4, False), SURE], [1, 2]),
        ([(0.4, False), STAYS, SURE], [2]),
        ([STAYS, (0.1, True)], []),
        ([STAYS, (0.15, False), (0.15, False)], []),
    ],
)
def test_lines_go_with_sure_ones_or_two_together_and_past_what_may_be_text_only_sure_ones(
    scores: list[tuple[float, bool] | None], gone: list[int]
) -> None:
    assert going(scores) == gone


SENTENCES = {
    "a correction": "This article has been corrected: the bridge has nine arches and not eight.",
    "a helpline": "Struggling? Call the helpline on 0800 000 0000, day or night.",
    "people": "He keeps the letters in a shoebox and reads them to nobody.",
    "of a newspaper": "Forty years later the newspaper asked its readers for money.",
    "an end": "If you have read this far, you know why we no longer send a newsletter.",
    "ein Ende": "Wir haben keine Abonnenten mehr, und Sie haben uns auch nicht gefehlt.",
    "une fin": "Nous n'avons plus ni site ni abonnés, et vous ne nous manquez pas.",
    "una fine": "Non abbiamo più né sito né abbonati, e voi non ci mancate.",
    "whom to call": "Tickets are sold at the town hall, or call 0555 014 2233.",
    "a quotation": "“Enjoyed this? Forward it to a friend, in your inbox.”",
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES.keys())
def test_a_sentence_of_the_text_stays_at_the_end_and_at_the_start(text: str) -> None:
    assert taken(clean(f"{EN}<p>{text}</p>")) == []
    assert taken(clean(f"<p>{text}</p>{EN}")) == []


DAYS = {
    "pt": "Última atualização da página: 27-10-2025",
    "en": "This page was last updated: 27/10/2025, 14:05",
}


@pytest.mark.parametrize("line", DAYS.values(), ids=DAYS.keys())
def test_a_day_in_figures_is_no_telephone_number(line: str) -> None:
    assert not ends_letter_or_names_number(line)
    assert ends_letter_or_names_number(f"{line}, telephone 0555 014 22")


STARTS = {
    "en": (EN, "<p>Republish our story for free, online or in print</p>"),
    "zh": (ZH, "<p>▶ 本文音频版由人工智能朗读，点击收听</p>"),
}


@pytest.mark.parametrize(("text", "first"), STARTS.values(), ids=STARTS.keys())
def test_what_the_site_says_goes_from_the_start(text: str, first: str) -> None:
    article = clean(first + text)

    assert rules(article) == {"block/start"}
    assert lines(article.html) == lines(text)


def test_above_another_short_line_a_first_one_stays() -> None:
    assert taken(clean(f"{STARTS['en'][1]}<p>Apples for free at the mill</p>{EN}")) == []


def test_below_yours_a_signature_stays_and_a_marked_name_is_explained() -> None:
    letter = f"{EN}<p>Yours,</p><p>The editors</p>"
    changed = f"{EN.replace('bridge', 'bridge*', 1)}<p>* Name changed by the editors</p>"

    assert taken(clean(letter)) == []
    assert taken(clean(changed)) == []


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
def test_the_same_line_within_the_text_stays(text: str) -> None:
    assert (
        taken(clean(text + FOLLOW + text.replace("周二", "周三").replace("Tuesday", "Friday")))
        == []
    )


def test_the_reason_tells_score_and_evidence() -> None:
    [removal] = clean(EN + BACKERS).removals

    assert "at the end" in removal.reason
    assert "score 0." in removal.reason
    assert "it speaks of" in removal.reason
    assert "in log odds: " in removal.reason
    assert removal.score is not None
    assert 0.5 < removal.score <= 1.0


KEPT = {
    "a heading above": "<h3>Kwenye mtandao</h3>" + FOLLOW,
    "a colon above": "<p>Kwenye mtandao tunapatikana hapa, kila siku ya wiki:</p>" + FOLLOW,
    "a quotation": f"<blockquote>{FOLLOW}</blockquote>",
    "a listing": f"<pre>{FOLLOW}</pre>",
    "figures": FOLLOW.replace("<p>", "<p>1. "),
    "an address": '<p><a href="https://habari.example/a">https://habari.example/a</a></p>',
    "a picture above": f"<p><img src='https://example.org/a.jpg'></p>{FOLLOW}",
    "a film": FOLLOW.replace("https://t.me/habari", "https://www.youtube.com/watch?v=abc123def45"),
}


@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT.keys())
def test_what_has_a_form_in_which_text_is_short_stays(end: str) -> None:
    assert "block/end" not in rules(clean(EN + end))


OPENED = (
    "<p>The harbour office opened on Tuesday, and forty people came to look at the new maps "
    "of the coast.</p>"
)


def test_an_entry_of_two_lines_is_left_alone() -> None:
    assert list(ends(page(OPENED + FOLLOW))) == []
    assert taken(clean(OPENED + FOLLOW)) == []


def test_never_more_than_half_goes() -> None:
    assert len(list(ends(page(OPENED + FOLLOW * 2)))) == 2
    assert list(ends(page(OPENED + FOLLOW * 4))) == []


@pytest.mark.parametrize(("lines_there", "lines_gone"), [(8, 8), (9, 0)])
def test_of_more_than_eight_lines_none_goes(lines_there: int, lines_gone: int) -> None:
    many = "".join(FOLLOW.replace("habari", f"habari{n}") for n in "abcdefghi"[:lines_there])
    text = EN + EN.replace("Tuesday", "Friday").replace("bridge", "ferry")

    assert len(list(ends(page(text + many)))) == lines_gone


def test_pages_are_not_looked_at_again() -> None:
    article = clean(f"<html><body><article>{EN}{FOLLOW}</article></body></html>", Scope.PAGE)

    assert "block/end" not in rules(article)


def test_a_sure_line_goes_above_a_short_one_that_stays() -> None:
    article = clean(EN + BACKERS + "<p>Mto na bahari</p>")

    assert rules(article) == {"block/end"}
    assert lines(article.html) == [*lines(EN), "Mto na bahari"]


def test_nothing_goes_above_a_paragraph_or_under_what_announces_it() -> None:
    paragraph = "<p>Samaki wote walirudi baharini usiku huo, na hakuna aliyejua ni kwa nini.</p>"

    assert taken(clean(EN + FOLLOW + paragraph)) == []
    assert taken(clean(EN + "<p>Where they write:</p>" + FOLLOW + "<p>Mto na bahari</p>")) == []


POSTSCRIPTS = (
    "P.S. In the last letter I wrote Suifenhe with the wrong character, and three readers told us.",
    "PPS: Our newsletter of June had the wrong tides; thank you to all who subscribed and wrote.",
    "附言：上一期我们把地名写错了，感谢来信指正的读者。",
    "P.-S. : la carte de notre dernière lettre était fausse, merci à nos abonnés qui l'ont vu.",
    "P. D.: En la carta anterior puse mal las mareas; gracias a los suscriptores que lo vieron.",
    "З.Ы. В прошлой рассылке мы перепутали две станции, спасибо читателям.",
)
ATTRIBUTIONS = (
    "— Our Readers’ Choir, from “We Follow the River”",
    "——新歌艺术团《我们的订阅》",
    "-- the editors of The Tide",
)


@pytest.mark.parametrize("text", [*POSTSCRIPTS, *ATTRIBUTIONS])
def test_a_postscript_and_who_said_what_stands_above_stay(text: str) -> None:
    article = EN if text.isascii() or "’" in text or "è" in text else ZH
    quoted = article + "<blockquote><p>The river knows.</p></blockquote>"

    assert taken(clean(f"{quoted}<p>{text}</p>")) == []


PLACES = (
    "视频链接：<a href='https://pan.example/s/1'>https://pan.example/s/1</a>",
    "Search Inside Yourself: <a href='https://inside.example/c/1'>https://inside.example/c/1</a>",
)


@pytest.mark.parametrize("place", PLACES)
def test_where_to_find_something_stays_with_its_address_spelled_out(place: str) -> None:
    assert taken(clean(f"{ZH}<p>{place}</p>")) == []


QUOTING = (
    'In the box for comments it says: "Received in good order. Sorry for the delay".',
    "In the box for comments the reader wrote “Subscribed in error, please cancel”.",
    "Im Feld für Kommentare steht: „Erhalten wie bestellt. Danke für die Spende“.",
    "Dans la case des commentaires on lit : « Reçu conforme. Merci de vous abonner ».",
)


@pytest.mark.parametrize("text", QUOTING)
def test_a_sentence_that_quotes_somebody_stays_at_the_end(text: str) -> None:
    article = DE if "steht" in text else EN

    assert taken(clean(f"{article}<p>{text}</p>")) == []


@pytest.mark.parametrize("name", ["爱你的妈妈上", "学生林晚敬上", "编辑部谨启"])
def test_who_signs_a_letter_in_chinese_stays(name: str) -> None:
    assert taken(clean(f"{ZH}<p>{name}</p>")) == []


def test_what_announces_the_text_below_stays_at_the_start() -> None:
    assert taken(clean(f"<p>编者按：</p>{ZH}")) == []


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("渡口新闻编辑部", "2020 年 7 月 1 日"),
        ("编辑部", "2024年3月5日"),
        ("The editors", "5 March 2024"),
    ],
)
def test_who_signs_and_when_stays_at_the_end(name: str, day: str) -> None:
    article = ZH if "部" in name else EN

    assert taken(clean(f"{article}<p>{name}</p><p>{day}</p>")) == []


def test_cleaning_twice_changes_nothing() -> None:
    once = clean(EN + FOLLOW)

    assert rules(once) == {"block/end"}
    assert clean(once.html).html == once.html


@pytest.mark.parametrize("forest", ["first", "last", "between"])
def test_the_weights_are_for_the_measures_there_are(forest: str) -> None:
    assert lines_forest(forest).features == NAMES


def test_every_line_has_a_row_and_a_score() -> None:
    article = page(EN + FOLLOW + "<p>?</p><p>※</p><p>#a #b | 12:30 — @c</p>")
    found, model = lines_of(article), lines_model()

    for at in range(len(found.positions)):
        row = measure(article, found, at, model)
        assert len(row) == len(NAMES)
        assert 0.0 < model.last(row) < 1.0
        assert 0.0 < model.between(row) < 1.0


def test_an_empty_article_has_no_last_lines() -> None:
    assert list(ends(page(""))) == []
    assert list(ends(page("<img src='https://example.org/a.jpg'>"))) == []


@pytest.mark.parametrize(
    ("text", "is_latin"),
    [
        ("Said “the harbour” – at 9.30.", True),
        ("Füße, œuvre", True),
        ("На причале стало тихо", False),
        ("在 NASA 的船上，大家都睡了", False),
        ("abc 渡船大", False),  # as many of one as of the other
        ("abcd 渡船大", True),
        ("2026: 9.30!", False),
        ("", False),
    ],
)
def test_a_text_is_latin_if_most_of_its_letters_are(text: str, *, is_latin: bool) -> None:
    article = page(f"<p>{text}</p>")

    assert lines_of(article).is_latin is is_latin


HOW_TO = (
    "How to unsubscribe",
    "Wie man den Newsletter abbestellt",
    "So melden Sie sich ab",
    "Comment se désabonner",
    "Cómo darse de baja del boletín",
    "如何退订",
    "退订方法",
    "구독 취소하는 방법",
    "Как отписаться",
)


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("said", HOW_TO)
@pytest.mark.parametrize("tag", ["p", "h2"])
def test_the_title_of_what_tells_how_to_do_something_stays(said: str, tag: str, text: str) -> None:
    assert lines(clean(f"{text}<{tag}>{said}</{tag}>").html)[-1] == said


@pytest.mark.parametrize("text", [EN, ZH], ids=["en", "zh"])
@pytest.mark.parametrize("said", ["How to unsubscribe", "Comment se désabonner"])
def test_such_a_line_goes_where_it_is_a_link(said: str, text: str) -> None:
    article = clean(f'{text}<p><a href="https://example.org/x">{said}</a></p>')

    assert lines(article.html) == lines(text)


def test_a_call_that_only_begins_so_goes() -> None:
    assert lines(clean(f"{EN}<p>Unsubscribe from our newsletter</p>").html) == lines(EN)


NOTES = [
    "JB编者按：本文在公众号平台上遭到审查，但因为转载众多，至今仍有一些号保留了此篇文章",
    "編者按：本刊記者的這篇文章曾在網站上刊出",
    "Note de la rédaction : cet article a paru sur notre site avant d’être retiré",
    "Editor’s note: our newsletter had this first",
]


@pytest.mark.parametrize("note", NOTES)
def test_what_editors_say_of_a_text_stays_above_it(note: str) -> None:
    for text in (EN, ZH):
        assert note in clean(f"<p>{note}</p>{text}").html


def test_of_a_list_of_links_by_others_none_goes_below_a_line_that_announces_it() -> None:
    links = "".join(
        f"<p>{name}：<a href='https://mp.example.com/s?{at}'>{title}</a></p>"
        for at, (name, title) in enumerate(
            [
                ("林晚", "追忆与启迪——告别仪式的悼词"),
                ("陈渡", "行过死荫的幽谷：送别老林"),
                ("阿岚", "自由的“心力”——一份学术遗产"),
            ]
        )
    )
    end = f"<p>关于他的生平和思想，以下几篇文章可以参考：</p>{links}"

    assert clean(f"{ZH}{EN}{end}").html.count("mp.example.com") == 3
