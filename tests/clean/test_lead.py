"""Lines between the headline and the text that lead into the text."""

from __future__ import annotations

import pytest

from feedclean.clean.belonging.lead import leads
from feedclean.dom.cut import read_page
from feedclean.model.article import ArticleId, ArticleMeta, SourceId

TEXT = (
    "<p>The lock keeper has opened the gates by hand since the motor broke in the spring, and he "
    "says that he will do so until somebody pays for a new one.</p>"
)


def leads_of(above: str, title: str = "", summary: str | None = None) -> list[str]:
    """The leads among some lines above a text that is kept."""
    _, blocks = read_page(f"<body><article>{above}{TEXT}</article></body>")
    meta = ArticleMeta(
        id=ArticleId("a"), source=SourceId("s"), url=None, title=title, summary=summary
    )
    return [blocks[position].text for position in leads(blocks, {len(blocks) - 1}, meta)]


NAMED = {
    "a paragraph": '<p class="article-lead">The gates have no motor any more</p>',
    "a box": '<div class="chapo"><p>Les portes n’ont plus de moteur</p></div>',
    "two lines": '<h4 class="subheading">수문에는 이제 모터가 없다<br>모두 웃었다</h4>',
    "a heading": '<h2 class="spot">Kapakların artık motoru yok</h2>',
    "an id": '<div id="subhead">闸门已经没有马达，只能靠人力打开</div>',
    "two words": '<div class="linha-fina">As comportas já não têm motor nenhum</div>',
    "two words in English": '<h2 class="sub-title">The gates have no motor any more</h2>',
    "a hump": '<p class="ArticleVorspann">Die Tore haben keinen Motor mehr</p>',
}


@pytest.mark.parametrize("line", NAMED.values(), ids=NAMED.keys())
def test_a_line_below_the_headline_that_is_named_a_lead_stays(line: str) -> None:
    assert leads_of(f"<h1>The gates of Aldmoor</h1><p>3 May 2024</p>{line}")


def test_a_lead_is_found_below_a_headline_that_is_only_known_by_its_words() -> None:
    line = '<h4 class="subtitle">The gates have no motor any more</h4>'

    assert leads_of(f"<h3>The gates of Aldmoor</h3>{line}", title="The Gates of Aldmoor")
    assert not leads_of(f"<h3>More of Aldmoor</h3>{line}", title="The Gates of Aldmoor")


@pytest.mark.parametrize(
    "told", ["The gates have no motor any more.", "闸门已经没有马达，只能靠人力打开。"]
)
def test_the_line_by_which_a_page_describes_itself_is_its_lead(told: str) -> None:
    above = f"<h1>Aldmoor</h1><div>{told}</div><div>Listen to this article now, please</div>"

    assert leads_of(above, summary=told) == [told]


DECKS = [
    "The gates have had no motor since the spring, and nobody will pay",
    "Les portes n’ont plus de moteur depuis le printemps, et personne ne paie",
    "闸门从春天起就没有马达了，至今没有人愿意出钱修理",
]


@pytest.mark.parametrize("line", DECKS)
@pytest.mark.parametrize("tag", ["h2", "p"])
def test_the_next_line_in_the_element_of_the_headline_is_a_lead(tag: str, line: str) -> None:
    below = "<p>3 May 2024</p>"

    assert leads_of(f"<div><h1>Aldmoor</h1><{tag}>{line}</{tag}></div>{below}") == [line]
    assert leads_of(f"<div><h1>Aldmoor</h1></div><div><{tag}>{line}</{tag}></div>{below}") == []
    assert leads_of(f"<div><h1>Aldmoor</h1>{below}<{tag}>{line}</{tag}></div>") == []


@pytest.mark.parametrize("line", ["Latest news", "Published on 3 May 2024 by the harbour office"])
def test_a_short_line_or_a_day_below_the_headline_is_none(line: str) -> None:
    assert leads_of(f"<div><h1>Aldmoor</h1><h2>{line}</h2></div>") == []


def test_kept_text_above_the_title_is_not_where_the_article_begins() -> None:
    notice = f"<h1>Cookies</h1>{TEXT}"
    line = '<p class="lead">The gates have no motor any more</p>'
    _, blocks = read_page(f"<body>{notice}<div><h1>Gates</h1>{line}</div>{TEXT}</body>")
    meta = ArticleMeta(id=ArticleId("a"), source=SourceId("s"), url=None, title="Gates")

    assert list(leads(blocks, {1, 4}, meta)) == [3]


NOT_LEADS = {
    "above the headline": '<p class="lead">The gates have no motor any more</p><h1>Aldmoor</h1>',
    "a caption": '<h1>Aldmoor</h1><div class="lead-image-credit">Picture of the gates by Ann</div>',
    "a link": '<h1>Aldmoor</h1><p class="lead"><a href="/x">The gates have no motor</a></p>',
    "a byline": '<h1>Aldmoor</h1><p class="subhead">By Annabel Lockwood-Hartley</p>',
    "an announcement": '<h1>Aldmoor</h1><p class="summary">What is said of the gates:</p>',
    "a share bar": '<h1>Aldmoor</h1><div class="share lead">Tell all of your friends of it</div>',
    "a button": '<h1>Aldmoor</h1><button class="lead">Let somebody read this to me</button>',
}


@pytest.mark.parametrize("above", NOT_LEADS.values(), ids=NOT_LEADS.keys())
def test_what_is_no_lead_does_not_stay_for_its_name(above: str) -> None:
    assert leads_of(above) == []


def test_a_menu_between_headline_and_text_does_not_part_them() -> None:
    menu = "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(40))
    lead = '<p class="article-subtitle">The gates have no motor any more</p>'

    assert leads_of(f"<h1>The gates of Aldmoor</h1>{lead}<ul>{menu}</ul>")
    assert not leads_of(f"<h1>The gates of Aldmoor</h1>{lead}{'<p>a line</p>' * 40}")
