"""Lists of links on whole pages that the text of the article rests on."""

from __future__ import annotations

import pytest

from feedclean import extract
from feedclean.clean.belonging.cited import cited
from feedclean.dom.cut import read_page
from tests.cleaning import lines

TEXT = (
    "<p>The lock at Fenny was closed on Monday after inspectors found a crack in one of its gates, "
    "and boats have to go round by the river.</p>"
    "<p>It was built in 1803, not in 1830 as the sign beside it says, and the sign is older than "
    "anybody who was asked about it this week.</p>"
)
AWAY = (
    "<li><a href=https://archive.example/1801>Minutes of the canal company, 1801</a></li>"
    "<li><a href=https://books.example/marsh>J. Marsh, Locks of the North</a></li>"
    "<li><a href=https://keeper.example/>What the keeper wrote down</a></li>"
)
HOME = (
    "<li><a href=/news/a>A boat called Patience</a></li>"
    "<li><a href=/news/b>The mill is for sale again</a></li>"
    "<li><a href=/news/c>Council argues about a bench</a></li>"
)


def cleaned(end: str, around: str = "") -> list[str]:
    page = (
        "<!doctype html><html lang=en><head><title>The lock - The Quay</title></head><body><nav>"
        "<a href=/>Home</a> <a href=/n>News</a></nav><main><article><h1>The lock</h1>"
        f"{TEXT}{end}</article>{around}</main><footer>© The Quay</footer></body></html>"
    )
    article = extract(page, url="https://quay.example/news/lock")
    return lines(article.html)


KEPT = {
    "under Sources": f"<h2>Sources</h2><ul>{AWAY}</ul>",
    "under a name in German": f"<p>Quellen</p><ul>{AWAY}</ul>",
    "under a line of the text": f"<p>Mentioned in what is said above:</p><ul>{AWAY}</ul>",
}


@pytest.mark.parametrize("end", KEPT.values(), ids=KEPT.keys())
def test_what_a_text_rests_on_stays(end: str) -> None:
    assert cleaned(end) == lines(TEXT + end)


GONE = {
    "under Sources, of the site": f"<h2>Sources</h2><ul>{HOME}</ul>",
    "under a line that calls to more": f"<p>Read also:</p><ul>{HOME}</ul>",
    "of the site, without a name": f"<ul>{HOME}</ul>",
}


@pytest.mark.parametrize("end", GONE.values(), ids=GONE.keys())
def test_links_to_other_articles_go(end: str) -> None:
    assert not [line for line in cleaned(end) if "bench" in line or "Patience" in line]


def test_a_list_beside_the_article_is_not_its() -> None:
    beside = f"<aside><h2>Links</h2><ul>{AWAY}</ul></aside>"

    assert cleaned("", beside) == lines(TEXT)


def test_references_without_a_list_end_where_a_link_leads_home() -> None:
    links = "".join(f"<p><a href=https://{n}.example/>Paper {n}</a></p>" for n in "abc")
    tag = "<p><a href=/tag/locks>Locks</a></p>"
    _, blocks = read_page(f"<body><article>{TEXT}<p>Sources</p>{links}{tag}</article></body>")

    found = cited(blocks, {0, 1}, {blocks[0].home}, "https://quay.example/news/lock")

    assert [blocks[at].text for at in found] == ["Sources", "Paper a", "Paper b", "Paper c"]
