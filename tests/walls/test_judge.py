"""Walls are told from articles, and articles about walls from walls."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import ArticleId, ArticleMeta, CleanArticle, RawArticle, SourceId
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse import read
from feedclean.walls import Case, Kind, Wall, judge
from tests.walls.pages import (
    ABOUT,
    BARE,
    BOT,
    CHALLENGE,
    CHROME,
    CONSENT,
    COOKIES,
    FOOT,
    FORM,
    GONE,
    LOGIN,
    MAINTENANCE,
    PAID,
    PARKED,
    SCRIPTS,
    SHELL,
    TEXT,
    TITLE,
    page,
)

SOURCE = Source(id=SourceId("s"), kind=SourceKind.FEED, location="https://h.example/f", title="S")
URL = "https://h.example/news/quay"
LANGUAGES = ("de", "en", "es", "fr", "ja", "ru", "zh")


def cleaned(raw: RawArticle) -> CleanArticle:
    outcome = process(raw, CleanPlan(source=SOURCE.id, options=CleanOptions()))
    assert isinstance(outcome, CleanArticle), outcome
    return outcome


def judged(
    html: str, title: str, text: str = "", *, answered: str = URL, twins: int = 0
) -> Wall | None:
    listed = ArticleMeta(id=ArticleId("1"), source=SOURCE.id, url=URL, title=title)
    capture = Capture(
        source=SOURCE.id,
        location=answered,
        body=html.encode(),
        media_type="text/html",
        charset="utf-8",
        captured_at=datetime(2026, 3, 2, tzinfo=UTC),
        listed=listed,
    )
    [raw] = read(capture, SOURCE)
    assert isinstance(raw, RawArticle)
    return judge(
        Case(
            html=html,
            asked=URL,
            answered=answered,
            article=cleaned(raw),
            listed=listed,
            feed_text=text,
            twins=twins,
        )
    )


def walls() -> dict[str, tuple[Kind, str, str]]:
    found: dict[str, tuple[Kind, str, str]] = {}
    for tongue in LANGUAGES:
        title, said = BOT[tongue]
        html = CHALLENGE.format(title=title, host="h.example", said=said, script=SCRIPTS[tongue])
        found[f"challenge-{tongue}"] = (Kind.BOT_CHECK, tongue, html)
        for name, kind, table, form in (
            ("bot", Kind.BOT_CHECK, BOT, BARE),
            ("gone", Kind.NOT_FOUND, GONE, BARE),
            ("login", Kind.LOGIN, LOGIN, FORM),
            ("consent", Kind.CONSENT, COOKIES, CONSENT),
            ("maintenance", Kind.MAINTENANCE, MAINTENANCE, BARE),
            ("parked", Kind.PARKED, PARKED, BARE),
        ):
            title, said = table[tongue]
            html = form.format(title=title, said=said, chrome=CHROME, foot=FOOT)
            found[f"{name}-{tongue}"] = (kind, tongue, html)
        title, said = GONE[tongue]
        found[f"gone-in-a-site-{tongue}"] = (Kind.NOT_FOUND, tongue, page(title, said))
        shell = SHELL.format(listed=TITLE[tongue], said=SCRIPTS[tongue])
        found[f"shell-{tongue}"] = (Kind.SCRIPT_REQUIRED, tongue, shell)
    return found


WALLS = walls()


@pytest.mark.parametrize(("kind", "tongue", "html"), WALLS.values(), ids=WALLS.keys())
@pytest.mark.parametrize("has_text", [True, False], ids=["feed", "list"])
def test_a_wall_is_no_article(kind: Kind, tongue: str, html: str, *, has_text: bool) -> None:
    wall = judged(html, TITLE[tongue], TEXT[tongue] if has_text else "")

    assert wall is not None
    assert wall.kind is kind
    assert not wall.is_stub
    assert wall.reason


ABOUT_IDS = tuple(ABOUT)


@pytest.mark.parametrize("name", ABOUT_IDS)
@pytest.mark.parametrize("has_text", [True, False], ids=["feed", "list"])
def test_an_article_about_a_wall_is_none(name: str, *, has_text: bool) -> None:
    title, text = ABOUT[name]

    wall = judged(page(title, text), title, text[:120] if has_text else "")

    assert wall is None or wall.is_stub
    assert judged(page(title, text, text.replace("。", "！") * 4), title, "") is None


@pytest.mark.parametrize("name", ABOUT_IDS)
def test_nor_is_it_one_where_the_list_has_another_title(name: str) -> None:
    title, text = ABOUT[name]

    assert judged(page(title, *[text] * 3), "Quite another headline", text[:120]) is None


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_an_article_behind_furniture_that_walls_have_is_none(tongue: str) -> None:
    """A banner, a log-in box, a captcha of the comments and the script of a bot check."""
    furniture = (
        f"<div class='didomi-banner'><p>{COOKIES[tongue][1]}</p><button>OK</button></div>"
        f"<form><input type='password'><a href='/l'>{LOGIN[tongue][0]}</a></form>"
        "<div class='g-recaptcha'></div><script src='/cdn-cgi/challenge-platform/h/b.js'></script>"
        f"<noscript>{SCRIPTS[tongue]}</noscript>"
    )
    title, text = TITLE[tongue], TEXT[tongue]

    assert judged(page(title, text, text, extra=furniture), title, text[:80]) is None
    assert judged(page(title, text, text, extra=furniture), title) is None


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_box_to_log_in_is_no_wall_even_below_another_title(tongue: str) -> None:
    """Seen on 9 of 462 real articles, had each been listed under the title of another."""
    box = f"<form><input type='password'><p>{LOGIN[tongue][1]}</p></form>"

    assert judged(page(TITLE[tongue], *[TEXT[tongue]] * 3, extra=box), "Quite another") is None


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_the_beginning_of_an_article_to_be_paid_for_is_a_stub(tongue: str) -> None:
    title, text = TITLE[tongue], TEXT[tongue]
    html = page(title, text, extra=f"<div class='paywall'><p>{PAID[tongue]}</p></div>")

    wall = judged(html, title, text[:60])

    assert wall is not None
    assert (wall.kind, wall.is_stub) == (Kind.PAYWALL, True)


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_an_article_that_is_paid_for_but_all_there_is_none(tongue: str) -> None:
    title, text = TITLE[tongue], TEXT[tongue]
    metered = '<script type="application/ld+json">{"isAccessibleForFree": "False"}</script>'

    assert judged(page(title, *[text] * 25, extra=metered), title, text[:60]) is None


def test_metadata_alone_tells_a_stub_with_the_mark_of_a_paywall() -> None:
    paid = '<script type="application/ld+json">{"isAccessibleForFree":false}</script>'
    html = page(TITLE["en"], TEXT["en"], extra=f"{paid}<div id='paywall-box'></div>")

    wall = judged(html, TITLE["en"], TEXT["en"][:60])

    assert wall is not None
    assert wall.is_stub
    assert "not free" in wall.reason


BARRED = {
    "de": ("Nur für Abonnenten", "/login", "Anmelden"),
    "en": ("This article is for subscribers. Try four weeks for 1 euro.", "/subscribe", "Try it"),
    "es": ("Contenido exclusivo para suscriptores.", "/registro", "Iniciar sesión"),
    "fr": ("Réservé aux abonnés", "/abonnement", "Je m’abonne"),
    "ja": ("この続きは有料です。", "/login", "ログイン"),
    "ru": ("Доступно по подписке.", "/enter", "Войти"),
    "zh": ("剩余内容需付费", "/vip", "登录"),
}


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_one_sentence_beside_a_button_bars_the_rest_of_an_article(tongue: str) -> None:
    said, address, button = BARRED[tongue]
    gate = f"<div class='g'><p>{said}</p><a href='{address}'>{button}</a></div>"

    wall = judged(page(TITLE[tongue], TEXT[tongue], extra=gate), TITLE[tongue])

    assert wall is not None
    assert wall.is_stub
    assert f'"{button}" as a button' in wall.reason


OFFER = "<p>This article is for subscribers.</p><a href='/subscribe'>Subscribe</a>"
ASKED = "<p>Already a subscriber? <a href='/login'>Log in</a></p>"
NO_GATES = {
    "asked in the head": (f"<header>{ASKED}</header>", "{}"),
    "asked below the text": ("", "{}<div>" + ASKED + "</div>"),
    "in the head": (f"<header>{OFFER}</header>", "{}"),
    "in a menu": (f"<nav>{OFFER}</nav>", "{}"),
    "beside it": ("", "{}<aside>" + OFFER + "</aside>"),
    "below it": ("", "{}</article></main><footer>" + OFFER + "</footer>"),
    "in a form": ("", "{}<form>" + OFFER + "</form>"),
    "above the text": ("", "<div>" + OFFER + "</div>{}"),
    "outside of it": (f"<div>{OFFER}</div>", "{}</article></main><div>" + OFFER + "</div>"),
    "with an article": ("", "{}<div><a href='/b'>Ferries sail on Sundays</a>" + OFFER + "</div>"),
}


@pytest.mark.parametrize(("above", "below"), NO_GATES.values(), ids=NO_GATES.keys())
def test_an_offer_on_every_page_bars_nothing(above: str, below: str) -> None:
    html = page(TITLE["en"], below.format(f"{TEXT['en']}</p><p>{TEXT['en']}</p>"))
    html = html.replace("<main>", f"{above}<main>")

    assert judged(html, TITLE["en"]) is None


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_story_that_tells_of_such_a_sentence_is_whole_beside_any_button(tongue: str) -> None:
    said, address, button = BARRED[tongue]
    text = f"{TEXT[tongue]} „{said}“ {TEXT[tongue]}"
    offer = f"<a href='{address}'>{button}</a>"

    assert judged(page(TITLE[tongue], text, extra=offer), TITLE[tongue]) is None
    assert judged(page(TITLE[tongue], f"{text} {offer}"), TITLE[tongue]) is None


def test_articles_sent_to_the_front_page_are_none_of_them() -> None:
    html = page("The Harbour Post", *["Today in the harbour: boats, boats, boats and a ferry."] * 9)

    for home in ("https://h.example/", "https://h.example/en/", "https://other.example/index.html"):
        wall = judged(html, TITLE["en"], TEXT["en"], answered=home)
        assert wall is not None
        assert wall.kind is Kind.FRONT_PAGE
        assert home in wall.reason
    assert judged(page(TITLE["en"], TEXT["en"]), TITLE["en"], answered="https://h.example/") is None


def test_one_text_at_several_addresses_is_no_article() -> None:
    html = page("Welcome", *[TEXT["de"]] * 5)

    wall = judged(html, TITLE["en"], TEXT["en"], twins=2)

    assert wall is not None
    assert wall.kind is Kind.SAME_TEXT
    assert "2 other addresses" in wall.reason
    assert judged(html, TITLE["en"], TEXT["en"]) is None  # the evidence is the other address
    assert judged(page(TITLE["de"], TEXT["de"]), TITLE["de"], TEXT["de"], twins=3) is None


def test_a_page_without_any_text_is_told() -> None:
    wall = judged("<!DOCTYPE html><html><body><div></div></body></html>", "T")

    assert wall is not None
    assert (wall.kind, wall.reason) == (Kind.EMPTY, "empty: no text is left of it")


@pytest.mark.parametrize("tongue", LANGUAGES)
def test_a_short_article_of_nothing_but_text_is_none(tongue: str) -> None:
    assert judged(page(TITLE[tongue], TEXT[tongue]), TITLE[tongue], TEXT[tongue]) is None
    assert judged(page(TITLE[tongue], TEXT[tongue]), "Another", "Another text of the feed") is None
    assert judged(page(TITLE[tongue], TEXT[tongue]), "") is None
