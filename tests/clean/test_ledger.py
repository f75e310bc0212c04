from __future__ import annotations

from dataclasses import replace

from feedclean.clean.ledger import take_out, take_out_elements
from feedclean.clean.page import Finding, Page
from feedclean.dom.markup import to_html
from feedclean.dom.tree import find_all
from feedclean.model.removal import RuleId, Stage
from tests.cleaning import EN, block_with, page


def finding(page: Page, *words: str, stage: Stage = Stage.BLOCK) -> Finding:
    return Finding(
        blocks=tuple(block_with(page, word) for word in words),
        rule=RuleId("block/test"),
        stage=stage,
        reason="for a test",
    )


def test_a_whole_aside_is_one_receipt() -> None:
    one = page(
        "<p>Kept text.</p><div><aside><h2>Related</h2><ul><li><a href=/1>One</a>"
        "<li><a href=/2>Two <img src=x></a></ul></aside></div>"
    )
    written = take_out([finding(one, "Related", "One", "Two")], one)

    [removal] = one.removals
    assert written == 1
    assert removal.path == "/html/body/div[1]"
    assert removal.excerpt == "Related One Two"
    assert (removal.chars, removal.links, removal.images) == (13, 2, 1)
    assert to_html(one.root) == "<p>Kept text.</p>"


def test_a_box_that_holds_kept_text_stays() -> None:
    one = page("<div><p>Kept.</p><p>First out.</p><p>Second out.</p></div>")
    take_out([finding(one, "First", "Second")], one)

    assert [removal.path for removal in one.removals] == [
        "/html/body/div[1]/p[2]",
        "/html/body/div[1]/p[3]",
    ]
    assert to_html(one.root) == "<div><p>Kept.</p></div>"


def test_text_behind_a_removed_element_stays() -> None:
    one = page("<div><p>Gone.</p> Kept, though bare.</div>")
    take_out([finding(one, "Gone")], one)

    assert [removal.chars for removal in one.removals] == [5]
    assert to_html(one.root) == "<div> Kept, though bare.</div>"


def test_paths_are_those_of_the_page_as_it_came() -> None:
    one = page("<p>A.</p><p>B.</p><p>C.</p><div>x<br>y<br>z</div>")
    for words in ("A.", "C.", "y"):
        take_out([finding(one, words)], one)

    assert [removal.path for removal in one.removals] == [
        "/html/body/p[1]",
        "/html/body/p[3]",
        "/html/body/div[1]/text()[2]",
    ]


def test_what_is_gone_cannot_be_taken_again() -> None:
    one = page("<p>A.</p><p>B.</p>")
    twice = finding(one, "A.")

    assert take_out([twice], one) == 1
    assert take_out([twice], one) == 0
    assert len(one.removals) == 1
    assert [block.text for block in one.blocks] == ["B."]


def test_only_running_text_taken_by_a_guess_counts_as_lost() -> None:
    sure, guess = page(EN), page(EN)
    take_out([finding(sure, "Nobody", stage=Stage.SITE_RULE)], sure)
    take_out([finding(guess, "Nobody")], guess)

    assert sure.body_chars_lost == 0
    assert guess.body_chars_lost == guess.removals[0].chars > 0


def test_an_element_leaves_with_all_it_holds() -> None:
    one = page("<p>a <video src=v>No player, <a href=/x>load it</a>. <img src=p></video> b</p>")
    [video] = find_all(one.root, "video")
    take_out_elements([(video, RuleId("sanitize/video"), "not allowed")], Stage.SANITIZE, one)

    [removal] = one.removals
    assert (removal.chars, removal.links, removal.images) == (16, 1, 1)
    assert to_html(one.root) == "<p>a  b</p>"


def test_closing_lines_of_a_sure_template_show_where_the_text_ends() -> None:
    closing = "".join(f"<p>{word} is ours.</p>" for word in ("Ann", "Bo", "Cy"))
    one = page(f"{EN}{closing}<p>She has lived in the town for forty years, and likes it.</p>")
    before = finding(one, "Ann", "Bo", "Cy", stage=Stage.TEMPLATE)
    take_out([replace(before, score=0.9)], one)

    first, last = one.body_span()
    assert (first, last) == (0, 2)


def test_excerpts_are_cut_at_the_length_asked_for() -> None:
    one = page(f"<p>{'word ' * 100}</p>")
    take_out([finding(one, "word")], one)

    assert len(one.removals[0].excerpt) <= one.plan.options.excerpt_chars
    assert one.removals[0].excerpt.endswith("…")
