"""Lists go with the label above them."""

from __future__ import annotations

import pytest

from feedclean.clean.scoring.orphans import orphans
from feedclean.dom.cut import read_page

TEXT = "<p>The lock keeper has opened the gates by hand since the motor broke in the spring.</p>"
LABELS = (
    "Read also",
    "延伸閱讀",
    "Lesen Sie auch",
    "Les plus lus",
    "Читайте также",
    "İlgili haberler",
)


def orphaned(above: str, entries: str, below: str = TEXT) -> list[str]:
    """What goes of a page of which all is kept but the line above the entries."""
    _, blocks = read_page(
        f"<body><article>{TEXT}<div>{above}{entries}</div>{below}</article></body>"
    )
    keep = {block.index for block in blocks} - {1}
    return [blocks[position].text for position in orphans(blocks, keep)]


@pytest.mark.parametrize("label", LABELS)
def test_a_list_goes_with_the_label_above_it(label: str) -> None:
    entries = "<ul><li>Ferry sold to the next valley</li><li>渡船賣到下一個河谷</li></ul>"

    assert len(orphaned(f"<p>{label}</p>", entries)) == 2


STAYS = {
    "a heading of the text": ("<h3>What is needed</h3>", "<ul><li>Two oars</li><li>Rope</li></ul>"),
    "sentences": (
        "<p>Read also</p>",
        "<ul><li>The keeper said that he had read all of it twice.</li><li>Rope</li></ul>",
    ),
    "no list": ("<p>Read also</p>", "<p>Ferry sold to the next valley</p>"),
    "a list that began above": (
        "<ul><li>Read also</li><li>Ferry sold to the next valley</li></ul>",
        "<p>It was.</p>",
    ),
}


@pytest.mark.parametrize(("above", "entries"), STAYS.values(), ids=STAYS.keys())
def test_other_lists_stay(above: str, entries: str) -> None:
    assert orphaned(above, entries) == []


def test_a_list_stays_whose_label_stays() -> None:
    _, blocks = read_page(f"<body>{TEXT}<p>Read also</p><ul><li>Ferry sold</li></ul></body>")

    assert list(orphans(blocks, {block.index for block in blocks})) == []


@pytest.mark.parametrize("label", LABELS)
def test_a_label_goes_with_what_stood_below_it(label: str) -> None:
    box = f"<aside><h3>{label}</h3><p><a href='/x'>Ferry sold</a></p></aside>"
    _, blocks = read_page(f"<body>{TEXT}{box}{TEXT}</body>")

    assert [blocks[p].text for p in orphans(blocks, {0, 1, 3})] == [label]
    assert list(orphans(blocks, {0, 1, 2, 3})) == []


LINKS = '<ul><li><a href="/1">Plum torte</a></li><li><a href="/2">Rye cake with honey</a></li></ul>'


def _headed(below: str) -> list[str]:
    """What goes of a page whose list of links has gone, with a heading over it."""
    body = f"<article>{TEXT}<h2>More cakes to bake</h2>{LINKS}{below}</article>"
    _, blocks = read_page(f"<body>{body}</body>")
    keep = {block.index for block in blocks if not block.links}
    return [blocks[position].text for position in orphans(blocks, keep)]


def test_a_heading_over_nothing_but_links_goes_with_them() -> None:
    assert _headed("") == ["More cakes to bake"]
    assert _headed(f"<h2>Notes</h2>{TEXT}") == ["More cakes to bake"]


def test_a_heading_stays_that_has_text_of_its_own_below_the_links() -> None:
    assert _headed(TEXT) == []


def test_a_heading_over_the_contents_of_the_page_stays() -> None:
    body = f"<article>{TEXT}<h2>Eight cakes</h2>{LINKS.replace('/', '#')}</article>"
    _, blocks = read_page(f"<body>{body.replace('<#', '</')}</body>")
    keep = {block.index for block in blocks if not block.links}

    assert list(orphans(blocks, keep)) == []
