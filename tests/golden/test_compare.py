from __future__ import annotations

from dataclasses import replace

from feedclean.golden.compare import Difference, compare
from feedclean.golden.shape import html_lines, shape_of
from feedclean.golden.tell import details, summary
from feedclean.model.removal import Removal, RuleId, Stage
from tests.cleaning import EN, clean


def removal(excerpt: str, rule: str = "block/related", path: str = "/div[1]") -> Removal:
    return Removal(
        rule=RuleId(rule),
        stage=Stage.BLOCK,
        reason=f"heading over 3 links: {excerpt}",
        path=path,
        excerpt=excerpt,
        chars=len(excerpt),
        links=3,
        images=0,
    )


ARTICLE = clean(EN)
SHAPE = shape_of(ARTICLE)


def test_an_article_is_the_same_as_itself() -> None:
    assert compare(SHAPE, shape_of(ARTICLE)).is_empty


def test_removals_come_go_and_are_told_otherwise() -> None:
    stays, old, new = removal("stays"), removal("More"), removal("More", "block/promo")
    gone, came = removal("gone", path="/p[2]"), removal("came", path="/p[3]")

    found = compare(
        replace(SHAPE, removals=(stays, old, gone)), replace(SHAPE, removals=(stays, came, new))
    )

    assert found.came == (came,)
    assert found.went == (gone,)
    assert [(one.before, one.after) for one in found.retold] == [(old, new)]
    assert found.lost_by_rule == (("block/related", 4),)


def test_a_removal_that_only_stands_elsewhere_has_neither_come_nor_gone() -> None:
    before, after = removal("More", path="/div[1]"), removal("More", path="/div[2]")

    found = compare(replace(SHAPE, removals=(before,)), replace(SHAPE, removals=(after,)))

    assert (found.came, found.went) == ((), ())
    assert len(found.retold) == 1


def test_a_score_that_moved_is_no_other_reason_and_other_words_are() -> None:
    outside = replace(
        removal("Share"), stage=Stage.MAIN_CONTENT, rule=RuleId("main-content/outside")
    )
    told = "after the text, 1 block of 5 characters; scores {} as article text, kept from {} on"
    before = replace(outside, reason=told.format("0.13", "0.60"), score=0.87)
    after = replace(outside, reason=told.format("at most 0.12", "0.55"), score=0.88)
    other = replace(after, reason=f"in <nav>, {after.reason}")

    def found(one: Removal) -> Difference:
        return compare(replace(SHAPE, removals=(before,)), replace(SHAPE, removals=(one,)))

    assert found(after).is_empty
    assert [one.after for one in found(other).retold] == [other]


def test_another_order_of_removals_is_a_difference() -> None:
    one, two = removal("one"), removal("two")

    found = compare(replace(SHAPE, removals=(one, two)), replace(SHAPE, removals=(two, one)))

    assert found.is_reordered
    assert not found.is_empty


def test_a_link_that_is_lost_shows_although_its_words_stay() -> None:
    linked = clean(EN.replace("The council", '<a href="https://example.org/x">The council</a>'))

    found = compare(shape_of(linked), SHAPE)

    assert (found.text.lost, found.text.gained) == (0, 0)
    assert found.counts == (("links", 1, 0),)
    assert "<a " in found.markup[0].lost
    assert "<a " not in found.markup[0].gained


def test_a_picture_that_is_lost_shows() -> None:
    pictured = clean(EN + '<figure><img src="https://example.org/a.png"></figure>')

    found = compare(shape_of(pictured), SHAPE)

    assert ("images", 1, 0) in found.counts
    assert any("a.png" in edit.lost for edit in found.markup)


def test_fields_that_move_are_named_with_both_values() -> None:
    titled = clean(EN, title="Another title")

    found = compare(SHAPE, shape_of(titled))

    assert [(f.name, f.before, f.after) for f in found.meta] == [
        ("title", '"A bridge stays closed"', '"Another title"')
    ]


def test_a_difference_is_told_without_control_characters() -> None:
    found = compare(SHAPE, replace(SHAPE, lines=(*SHAPE.lines, "red \x1b[31malert\x07")))
    told = [summary(found), *details(found)]

    assert any("alert" in line for line in told)
    assert not any("\x1b" in line or "\x07" in line for line in told)


def test_long_passages_show_their_ends_and_their_length() -> None:
    text = "start " + "word " * 200 + "end"
    found = compare(replace(SHAPE, lines=(*SHAPE.lines, text)), SHAPE)
    [line] = details(found)

    assert line.startswith("- start")
    assert line.endswith(" end (808 characters)")
    assert len(line) < 200


def test_markup_is_written_a_line_for_each_block() -> None:
    assert html_lines("<p>a</p><ul><li>b</li></ul>c<br>d") == (
        "<p>a</p>\n<ul><li>b</li>\n</ul>\nc<br>\nd\n"
    )
