from __future__ import annotations

import pytest

from feedclean.changes import compare, is_material, refusal
from feedclean.clean.digests import fingerprint, plan_digest
from feedclean.clean.process import process
from feedclean.learn import learn
from feedclean.model.article import (
    ArticleId,
    ArticleMeta,
    CleanArticle,
    Digest,
    Origin,
    RawArticle,
    Scope,
    SourceId,
)
from feedclean.model.entry import Reading
from feedclean.model.plan import CleanOptions, CleanPlan, SiteTemplate, TemplateBlock
from feedclean.text import shared
from tests.test_identity import arrival, html, raw, recognise, sight

S = SourceId("s")
PLAN = CleanPlan(source=S, options=CleanOptions())
TEXT = html("a", 4)
CHINESE = "".join(
    f"<p>港口管理处第{n}号通告说，{word}今天上午重新开放，船只可以进出，没有人受伤。</p>"
    for n, word in enumerate("东门 西桥 南站 北岸 中街 上塘 下关 老城".split())
)


def clean(body: str, scope: Scope = Scope.FRAGMENT) -> CleanArticle:
    article = process(
        RawArticle(
            meta=ArticleMeta(id=ArticleId("urn:ab:1"), source=S, url=None, title="T"),
            html=body,
            scope=scope,
            origin=Origin(dialect="rss", location="u"),
        ),
        PLAN,
    )
    assert isinstance(article, CleanArticle)
    return article


IMMATERIAL = {
    "nothing": (TEXT, TEXT),
    "white space": (TEXT, TEXT.replace(" ", "  ").replace("<p>", "\n<p>\n")),
    "counter": (TEXT + "<p>Read 7 times by us</p>", TEXT + "<p>Read 2411 times by us</p>"),
    "typing mistake": (TEXT, TEXT.replace("opened", "opend", 1)),
    "bold": (TEXT, TEXT.replace("opened", "<b>opened</b>")),
    "case and punctuation": (TEXT, TEXT.replace("opened,", "OPENED!")),
    "paragraphs in another order": (TEXT, "".join(reversed(TEXT.split("</p>")))),
    "chinese mistake": (CHINESE, CHINESE.replace("没有人受伤", "没有人受份", 1)),
    "chinese figures": (CHINESE, CHINESE.replace("第3号", "第33号")),
}
MATERIAL = {
    "a sentence more": (TEXT, TEXT + "<p>And then something else happened, which nobody saw.</p>"),
    "a sentence less": (TEXT + "<p>And then something else happened, it is said.</p>", TEXT),
    "another text": (TEXT, html("b", 4)),
    "a chinese sentence more": (CHINESE, CHINESE + "<p>后来市长说这一切都是误会。</p>"),
    "one percent of a short text": (
        "<p>A calm day, all in all.</p>",
        "<p>A grim day, all in all.</p>",
    ),
}


@pytest.mark.parametrize(("before", "after"), IMMATERIAL.values(), ids=IMMATERIAL.keys())
def test_what_no_reader_needs_to_hear_of(before: str, after: str) -> None:
    assert not is_material(clean(before), clean(after))


@pytest.mark.parametrize(("before", "after"), MATERIAL.values(), ids=MATERIAL.keys())
def test_what_a_reader_should_hear_of(before: str, after: str) -> None:
    assert is_material(clean(before), clean(after))


def test_what_is_missing_after_another_cleaning_does_not_count() -> None:
    more = clean(TEXT + "<p>And then something else happened, which nobody saw.</p>")
    less = clean(TEXT)

    assert not is_material(more, less, only_more=True)
    assert is_material(less, more, only_more=True)


LONG = html("a", 20)
REFUSED = {
    "empty": ("", Scope.FRAGMENT, "nothing is left"),
    "cut": (html("a", 2), Scope.FRAGMENT, "cut short"),
    "shrunken page": ("<p>Please sign in to read on.</p>", Scope.PAGE, "shrank"),
}


@pytest.mark.parametrize(("body", "scope", "why"), REFUSED.values(), ids=REFUSED.keys())
def test_what_replaces_nothing(body: str, scope: Scope, why: str) -> None:
    assert why in refusal(clean(LONG), clean(body), scope, is_archive=False)


ACCEPTED = {
    "the same": LONG,
    "half of it": html("a", 12),
    "withdrawn": "<p>This article was withdrawn at the request of the people in it.</p>",
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_does(body: str) -> None:
    assert refusal(clean(LONG), clean(body), Scope.FRAGMENT, is_archive=False) == ""


def test_an_archive_may_be_cut_short_by_its_keeper() -> None:
    before, after = clean(LONG), clean(html("a", 2))

    assert refusal(before, after, Scope.FRAGMENT, is_archive=True) == ""


def test_a_picture_story_is_not_empty() -> None:
    picture = clean('<p><img src="https://example.org/a.jpg" alt="x"></p>')

    assert "nothing" not in refusal(clean(TEXT), picture, Scope.FRAGMENT, is_archive=True)


SHARED = {
    "part": ("abcdefghij" * 9, "xx" + "abcdefghij" * 9, 1.0),
    "nothing": ("a" * 99, "b" * 200, 0.0),
    "empty": ("", "b" * 200, 1.0),
}


@pytest.mark.parametrize(("a", "b", "share"), SHARED.values(), ids=SHARED.keys())
def test_shared_text_is_that_of_the_shorter(a: str, b: str, share: float) -> None:
    assert shared(a, b) == shared(b, a) == share


def reading(one: RawArticle) -> Reading:
    return arrival(one).reading


def test_every_reading_is_to_be_done_unchanged_or_aside() -> None:
    known, other = raw("a", "urn:ab:1"), raw("b", "urn:ab:2")
    copy = raw("a", "urn:ab:1", body=html("a") + " <p>x</p>")
    found = recognise([arrival(known), arrival(copy)], {}, (), sight())
    entries = [one.entry for one in found.changed]
    run = [reading(known), reading(copy), reading(other), reading(other)]

    same = compare(run, entries, Digest("plan"))
    moved = compare(run, entries, Digest("another"))

    assert len(same.unchanged) == 1
    assert [one.digest for one in same.todo] == [run[2].digest]
    assert len(same.aside) == 2
    assert len(moved.todo) == 3
    assert moved.unchanged == ()


def template(articles: int, share: float, position: str = "tail") -> SiteTemplate:
    block = TemplateBlock(
        fingerprint=Digest("f"),
        articles=articles,
        share=share,
        position=position,  # type: ignore[arg-type]
        sample="s",
    )
    return SiteTemplate(source=S, articles=99, blocks=(block,))


def planned(known: SiteTemplate | None) -> Digest:
    return plan_digest(CleanPlan(source=S, options=CleanOptions(), template=known))


def test_counts_of_a_template_do_not_move_the_plan() -> None:
    assert planned(template(12, 0.5)) == planned(template(13, 0.52))


@pytest.mark.parametrize(
    "other",
    [None, template(12, 0.5, "head"), template(12, 0.1), template(12, 0.02)],
    ids=["none", "position", "seldom", "hardly ever"],
)
def test_what_cleaning_depends_on_moves_the_plan(other: SiteTemplate | None) -> None:
    assert planned(template(12, 0.5)) != planned(other)


def test_where_an_article_was_read_from_does_not_move_its_fingerprint() -> None:
    one, shifted = raw("a", "urn:ab:1", offset=0), raw("a", "urn:ab:1", offset=7, place="b")

    assert fingerprint(one, PLAN) == fingerprint(shifted, PLAN)
    assert fingerprint(one, PLAN) != fingerprint(raw("b", "urn:ab:1"), PLAN)


def test_an_article_more_of_the_same_source_leaves_the_plan_as_it_was() -> None:
    footer = "<p>Follow us for more news and pictures of the harbour</p>"
    raws = [raw(str(n), f"urn:ab:{n}", body=html(str(n)) + footer) for n in range(9)]

    assert planned(learn(S, raws[:8])) == planned(learn(S, raws))
