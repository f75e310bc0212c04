"""Whole pages kept as Markdown or text, made up here as several programs write them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from feedclean.clean.process import process
from feedclean.dom.tree import parse, raw_text
from feedclean.model.article import CleanArticle, Failure, Scope
from feedclean.model.plan import CleanOptions, CleanPlan
from feedclean.text import collapse, squeeze
from tests.parse.reading import article, outcomes

FLAT = Path(__file__).parent / "flat"
PAGES = {
    "html2text, English": "ferry.md",
    "markdownify, German": "faehre.md",
    "inscriptis, French": "bac.txt",
    "lynx, Spanish": "transbordador.txt",
    "lines, Chinese": "dulun.txt",
}


def page(name: str) -> str:
    return (FLAT / name).read_text("utf-8")


TITLES = {
    "html2text, English": "The ferry returns after nine quiet years",
    "markdownify, German": "Die Fähre kehrt zurück",
    "inscriptis, French": "Le bac revient après neuf ans",
    "lynx, Spanish": "El transbordador vuelve tras nueve años",
    "lines, Chinese": "港口的渡轮回来了",
}
SENTENCES = {
    "html2text, English": (
        "the bridge was opened, and the pier fell into ruin.",
        "with a band on board and soup for everybody.",
    ),
    "markdownify, German": ("als die Brücke eröffnet wurde.", "an Bord und Suppe für alle."),
    "inscriptis, French": ("la capitainerie du port", "un orchestre à bord et de la soupe"),
    "lynx, Spanish": (
        "según anunció el lunes la oficina del puerto.",
        "con una banda a bordo y sopa para todos",
    ),
    "lines, Chinese": ("码头也逐渐荒废。", "船上有乐队演奏，每个人都有汤喝"),
}


@pytest.mark.parametrize("kind", PAGES)
def test_a_page_kept_as_text_is_read_as_a_page(kind: str) -> None:
    found = article(page(PAGES[kind]), PAGES[kind])

    assert found.scope is Scope.PAGE
    assert found.meta.title == found.meta.headline == TITLES[kind]
    assert found.meta.published is not None
    assert found.meta.published.astimezone(UTC).date() == datetime(2024, 3, 5, tzinfo=UTC).date()
    shown = collapse(raw_text(parse(found.html)))
    for sentence in SENTENCES[kind]:
        assert sentence in shown


@pytest.mark.parametrize("kind", PAGES)
def test_its_text_is_kept_when_it_is_cleaned(kind: str) -> None:
    found = article(page(PAGES[kind]), PAGES[kind])

    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))

    assert isinstance(cleaned, CleanArticle)
    kept = collapse(raw_text(parse(cleaned.html)))
    for sentence in SENTENCES[kind]:
        assert sentence in kept


def between(name: str, start: str, end: str) -> str:
    text = page(name)
    return text[text.index(start) : text.index(end)]


ARTICLES = {
    "an article with a bar to share below": (
        "ferry.md",
        between("ferry.md", "# The", "  * [ Facebook")
        + between("ferry.md", "The ferry between", "## Most")
        + "Facebook\n\nTwitter\n\nWhatsApp\n\nEmail\n\nPrint\n\nSubscribe\n",
    ),
    "the text alone": (
        "dulun.txt",
        "港口的渡轮回来了\n2024-03-05 08:30 来源：海港日报\n"
        + between("dulun.txt", "两座城市", "相关"),
    ),
    "a text about a site": (
        "site.txt",
        (
            "How we changed our front page\n2024-03-05\n\n"
            "We have moved the search to the top of every page, where people look for it first.\n\n"
            "Home\nSearch\nSign in\n\n"
            "are all that is left of the menu, and nobody has complained about it until now.\n\n"
            "The next step is a shorter footer, with the address and nothing else, as before.\n"
        ),
    ),
}


@pytest.mark.parametrize(("name", "text"), ARTICLES.values(), ids=ARTICLES.keys())
def test_an_article_alone_is_no_page(name: str, text: str) -> None:
    assert article(text, name).scope is Scope.FRAGMENT


NO_ARTICLES = {
    "words in a row": "about\nclose\nfacebook\nhome\nlog in\nprivacy policy\nsearch\nsign in\n" * 9,
    "texts of buttons": "\n".join(
        f"button.{n} = {word}" for n, word in enumerate(("Log in", "Sign in", "Subscribe") * 20)
    ),
    "a program": "import page\n\n"
    + "".join(
        f"def show_{n}(page):\n    # Show the line, as told above.\n    return page['{word}']\n\n"
        for n, word in enumerate(("sign in", "log in", "about us", "privacy policy") * 9)
    ),
}


@pytest.mark.parametrize("text", NO_ARTICLES.values(), ids=NO_ARTICLES.keys())
def test_words_of_sites_alone_make_no_page(text: str) -> None:
    assert all(isinstance(outcome, Failure) for outcome in outcomes(text, "words.txt"))


SHORT = """\
   [1]The Harbour Post
     * [2]Home
     * [3]World
     * [4]Sport
     * [5]Sign in

                        The crane has an owner again

   By Ines Holm · 14 March 2022

   After forty one years without an owner the old crane on the pier
   belongs to the town again. A lawyer found the receipt in a box of old
   papers.

   It had been sold three times in one afternoon by people who never saw
   the harbour. None of them came back for it.

   The council wants to paint it green in the spring of next year. The
   children of the school may choose which green that will be.

     * [6]Privacy policy
     * [7]Contact us

References

   1. https://post.example.org/
   2. https://post.example.org/home
   3. https://post.example.org/world
   4. https://post.example.org/sport
   5. https://post.example.org/in
   6. https://post.example.org/privacy
   7. https://post.example.org/contact
"""


def test_sentences_of_a_short_page_are_seen_across_its_wrapped_lines() -> None:
    found = article(SHORT, "crane.txt")

    assert (found.scope, found.meta.title) == (Scope.PAGE, "The crane has an owner again")
    assert "old crane on the pier belongs to the town again." in found.html


def test_numbers_of_links_become_links_and_their_list_goes() -> None:
    found = article(page("transbordador.txt"), "transbordador.txt")

    assert '<a href="https://puerto.example.org/mundo">Mundo</a>' in found.html
    assert "[6]" not in found.html
    assert "References" not in found.html


def test_indentation_is_no_code() -> None:
    assert "<pre" not in article(page("bac.txt"), "bac.txt").html


def test_menus_within_menus_do_not_make_markdown_text() -> None:
    """They are indented, as code would be; headings and links count as what they are."""
    menu = "".join(
        f"  * [Section {n}](https://example.org/{n})\n"
        + "".join(f"    * [Part {n}.{m}](https://example.org/{n}/{m})\n" for m in range(9))
        for n in range(9)
    )
    found = article(f"{menu}\n{page('ferry.md')}", "ferry.md")

    assert found.scope is Scope.PAGE
    assert found.meta.title == TITLES["html2text, English"]
    assert '<a href="https://example.org/3/4">Part 3.4</a>' in found.html
    assert "](" not in raw_text(parse(found.html))


def test_a_page_without_a_headline_is_named_by_its_text() -> None:
    text = page("ferry.md").replace("# The ferry returns after nine quiet years\n", "")
    found = article(text, "0123.md")

    assert found.meta.title.startswith("The ferry between the two towns will run again")
    assert dict(found.meta.evidence)["title"] == "first words"
    assert found.meta.headline == ""


def test_wrapped_lines_are_joined_and_lines_of_a_menu_are_not() -> None:
    html = article(page("transbordador.txt"), "transbordador.txt").html

    assert "funcionar hace nueve años" in html
    assert "<li>" in html
    assert "Portada Mundo" not in html


def test_scripts_left_in_markdown_are_scripts_and_what_they_say_is_read() -> None:
    found = article(page("faehre.md"), "faehre.md")

    assert [author.name for author in found.meta.authors] == ["Jonas Weber"]
    shown = raw_text(parse(found.html.partition("<body>")[2]))
    assert squeeze("Die erste Überfahrt") in squeeze(shown)
    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))
    assert isinstance(cleaned, CleanArticle)
    assert "dataLayer" not in cleaned.html
    assert "display" not in cleaned.html


HEADS = {
    "keys with blank lines between": (
        "Title: The ferry returns after nine quiet years - The Harbour Post\n\n"
        "URL Source: https://post.example.org/ferry\n\n"
        "Published Time: 2024-03-05T08:30:00Z\n\nMarkdown Content:\n"
    ),
    "front matter": (
        "---\ntitle: The ferry returns after nine quiet years\n"
        "source: https://post.example.org/ferry\npublished: 2024-03-05\n---\n\n"
    ),
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_what_a_program_says_above_a_page_stands(head: str) -> None:
    found = article(head + page("ferry.md"), "a.md")

    assert found.scope is Scope.PAGE
    assert found.meta.title == TITLES["html2text, English"]
    assert found.meta.url == "https://post.example.org/ferry"
    assert [author.name for author in found.meta.authors] == ["Ana Ruiz"]


@pytest.mark.parametrize(
    ("key", "kind"), [("markdown", "html2text, English"), ("text", "lynx, Spanish")]
)
def test_a_record_may_hold_a_page_as_text(key: str, kind: str) -> None:
    record = {
        "url": "https://post.example.org/ferry",
        "title": f"{TITLES[kind]} | The Harbour Post",
        key: page(PAGES[kind]),
    }

    found = article(json.dumps(record), "a.json")

    assert found.scope is Scope.PAGE
    assert found.meta.title == TITLES[kind]
    assert found.meta.url == "https://post.example.org/ferry"
    assert found.meta.published is not None


def test_boxes_of_html_around_markdown_are_read() -> None:
    text = page("ferry.md").replace("# The ferry", '<div class="main">\n\n# The ferry', 1)

    found = article('<div class="top">\n\n</div>\n\n' + text + "\n</div>\n", "a.md")

    assert found.scope is Scope.PAGE
    assert found.meta.title == TITLES["html2text, English"]
    assert "<li>" in found.html


RECIPE = """Startseite  Rezepte  Magazin  Newsletter
Anmelden
Suche

Kirschmichel vom Blech
von Hanna Brandt
04.03.2023

Drucken  Teilen  Merken

Diesen Kirschmichel hat meine Oma jeden Sommer gebacken, wenn die Kirschen am Baum reif waren.

Zutaten für 8 Stück

{list}

Zubereitung

Die Brötchen in Scheiben schneiden, mit der heißen Milch übergießen und dann stehen lassen.

Butter und Zucker schaumig rühren, die Eier trennen und das Eigelb nach und nach unterrühren.

Das könnte Sie auch interessieren
{below}

Impressum   Datenschutz   Kontakt
"""
AMOUNTS = ["500 g Kirschen", "6 Brötchen vom Vortag", "½ l Milch", "4 Eier", "etwas Zimt"]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_what_a_recipe_takes_is_a_list_of_the_text(between: str) -> None:
    found = article(RECIPE.format(list=between.join(AMOUNTS), below="Apfelkuchen"), "a/kirsch.txt")

    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))

    assert isinstance(cleaned, CleanArticle)
    assert squeeze("".join(f"<li>{amount}</li>" for amount in AMOUNTS)) in squeeze(cleaned.html)
    assert "<h2>Zutaten für 8 Stück</h2>" in cleaned.html
    assert "<h2>Zubereitung</h2>" in cleaned.html
    assert "Apfelkuchen" not in cleaned.html


def test_headlines_with_figures_are_no_amounts() -> None:
    below = ["1 Apfelkuchen", "2 Zwetschgen vom Blech", "3 Hefezopf"]
    sentence = "Wir freuen uns über Ihre Zuschrift an die Redaktion."
    text = RECIPE.format(list="\n".join(AMOUNTS), below="\n".join((*below, sentence)))
    found = article(text, "a/kirsch.txt")

    assert not any(f"<li>{line}</li>" in found.html for line in below)


MENU = "Harbour Post\nMenu\nSubscribe\nLog in\nSearch\n"
FOOT = "Share\nFacebook\nPrivacy policy\nTerms of use\nContact us\nAbout us\n"
FERRY = (
    "The ferry between the two towns has not sailed for nine years, since the bridge was opened "
    "and the pier fell into ruin."
)
BAND = (
    "On Saturday it is to come back, with a band on board and soup for everybody, the harbour "
    "office said on Monday."
)
CAPTAIN = (
    "The captain is the same as before. He says that the river has not changed, and neither has "
    "he, but the bridge has."
)


def copied(above: str, within: str = "", *, title: str = "") -> str:
    """A page as somebody copied it, with lines above the text and others within."""
    text = f"{FERRY}\n\n{within}{BAND}\n\n{CAPTAIN}\n\n{FERRY}\n\n"
    return f"{MENU}{title}\n{above}\n\n{text}{FOOT}"


BACK = "The ferry is back after nine years"
DEUTSCH = "Die Fähre ist nach neun Jahren zurück"
BESIDE = {
    "below a kicker": ("A quarrel on the lower river\nThe ferry is back", "The ferry is back"),
    "above its series": (f"{BACK}\n[Rivers and lakes] Soup for all", BACK),
    "in German": (f"{DEUTSCH}\n(Flüsse und Seen) Suppe für alle", DEUTSCH),
    "above a dash": (f"{BACK}\n– Soup for everybody on board", BACK),
    "above sentences": (f"{BACK}\nThe pier fell into ruin. Now a band plays there for all.", BACK),
}


@pytest.mark.parametrize(("above", "title"), BESIDE.values(), ids=BESIDE.keys())
def test_the_headline_of_a_copied_page_is_found_among_the_lines_beside_it(
    above: str, title: str
) -> None:
    trail = f"Home  News  River  {title}\n" if above.endswith(title) else ""

    found = article(copied(f"{above}\nMay 3, 2024, 9:30\n", title=trail), "page.txt")

    assert found.meta.title == title


def test_a_headline_in_brackets_stays_the_headline() -> None:
    above = "News\n[Interview] The captain of the ferry on nine years ashore\nMay 3, 2024\n"

    assert article(copied(above), "page.txt").meta.title.startswith("[Interview] The captain")


@pytest.mark.parametrize(
    "caption",
    [
        "The captain at his wheel, which he kept in the kitchen Photo: Ana Ruiz / Harbour Press",
        "Der Kapitän an seinem Steuerrad, das in der Küche stand | Foto: Ana Ruiz",
        "Капитан у штурвала, который он хранил на кухне. Фото: Анна Руис",
    ],
)
def test_a_caption_without_its_picture_stays(caption: str) -> None:
    found = article(
        copied("The ferry is back after nine years\nMay 3, 2024", f"{caption}\n\n"), "p.txt"
    )

    cleaned = process(found, CleanPlan(source=found.meta.source, options=CleanOptions()))

    assert isinstance(cleaned, CleanArticle)
    assert caption in collapse(raw_text(parse(cleaned.html)))


BOX = "Read also\nThe bridge and its nine engineers\nA pier that nobody wanted\n\n"


@pytest.mark.parametrize("heading", ["Soup for everybody", "Was der Fluss weiß", "甲板上的汤"])
def test_a_line_alone_between_a_box_and_the_text_is_a_heading(heading: str) -> None:
    above = f"{BACK}\nMay 3, 2024"

    alone = article(copied(above, f"{BOX}{heading}\n\n"), "p.txt")
    in_box = article(copied(above, f"{BOX.rstrip()}\n{heading}\n\n"), "p.txt")

    assert f">{heading}</h2>" in alone.html
    assert f">{heading}</h2>" not in in_box.html
