from __future__ import annotations

import pytest

from feedclean.clean.belonging.notes import notes
from feedclean.dom.cut import read_page

TEXT = '<p>The bridge is old.<sup id=r1><a href="#n1">1</a></sup></p><p>It was mended.</p>'


def noted(html: str) -> list[str]:
    """The notes of a page of which two paragraphs are kept."""
    _, blocks = read_page(f"<body>{html}</body>")
    keep = {block.index for block in blocks if block.text.startswith(("The bridge", "It was"))}
    return [blocks[position].text for position in sorted(set(notes(blocks, keep)))]


@pytest.mark.parametrize(
    "html",
    [
        '<ol><li id=n1><a href="#r1">↑</a> Ann Lee, 1991.</li></ol>',
        '<ol><li id=n1><p>Ann Lee, 1991. <a href="#r1">↩</a></p></li></ol>',
        '<div id=n1><p>Ann Lee, 1991. <a href="#r1">↩</a></p></div>',
        '<p><a name=n1></a>Ann Lee, 1991. <a href="https://example.org/a#r1">↩</a></p>',
    ],
    ids=["wiki", "markdown", "an element", "a name"],
)
def test_what_text_leads_to_and_leads_back_is_a_note(html: str) -> None:
    (note,) = noted(TEXT + html)

    assert "Ann Lee, 1991." in note


def test_the_heading_above_the_notes_goes_with_them() -> None:
    html = '<h2>Sources</h2><p>[<a href=/edit>Edit</a>]</p><p id=n1><a href="#r1">1</a> Lee.</p>'

    assert noted(TEXT + html) == ["Sources", "1 Lee."]


def test_a_mark_on_a_line_of_its_own_is_followed_by_its_note() -> None:
    html = '<div><a id=n1 href="#r1">1</a><div><p>Sunset is at 3.</p></div></div><p>© The Paper</p>'

    assert noted(TEXT + html) == ["1", "Sunset is at 3."]


@pytest.mark.parametrize(
    "html",
    [
        "<p id=n1>Comments of our readers</p>",
        '<p><a href="#r1">Up</a> to where it began</p>',
        '<p id=n1><a href="#top">Up</a> to the top</p>',
        "<p>Nothing</p>",
    ],
    ids=["led to", "leads", "leads elsewhere", "neither"],
)
def test_links_in_one_direction_make_no_note(html: str) -> None:
    assert noted(TEXT + html) == []
