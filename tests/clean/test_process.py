from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from feedclean.clean import bind, process
from feedclean.clean.digests import fingerprint
from feedclean.clean.metadata.long_lists import MOST_NAMES
from feedclean.clean.page import Finding, Page
from feedclean.clean.passes.table import PASSES as TABLE
from feedclean.clean.process import REVERTED
from feedclean.model.article import Author, CleanArticle, Enclosure, Failure, Scope
from feedclean.model.plan import PASSES, CleanOptions
from feedclean.model.removal import Stage
from tests.cleaning import EN, PLAN, TEXTS, ZH, clean, lines, raw_article

RELATED = (
    '<h3>Related articles</h3><ul><li><a href="/1">One</a></li><li><a href="/2">Two</a></li></ul>'
)


def test_receipts_stand_in_the_order_of_certainty() -> None:
    html = (
        f"<nav><a href=/>Home</a></nav><main><h1>T</h1>{EN}<img src=/t width=1>{ZH}{RELATED}</main>"
    )
    stages = [removal.stage for removal in clean(html, Scope.PAGE).removals]

    assert stages == sorted(stages, key=list(Stage).index)
    assert {Stage.MAIN_CONTENT, Stage.SANITIZE} <= set(stages)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_an_article_without_boilerplate_is_left_alone(text: str) -> None:
    article = clean(text)

    assert article.removals == ()
    assert article.cautions == ()
    assert lines(article.html) == lines(text)


@pytest.mark.parametrize(
    "html",
    [
        "<p>Share this article</p>",
        "<p>相关阅读</p>",
        '<p><a href="/1">One</a></p><p><img src="/x.png"></p>',
    ],
    ids=["share", "related zh", "links"],
)
def test_an_article_never_becomes_empty(html: str) -> None:
    article = clean(html)

    assert article.html
    assert article.stats.chars_out or article.stats.images_out


def test_taking_all_of_a_fragment_is_reverted_with_a_caution() -> None:
    article = clean("<p>Share this article</p><p>Subscribe to our newsletter</p>")

    assert article.cautions == (REVERTED,)
    assert lines(article.html) == ["Share this article", "Subscribe to our newsletter"]
    assert article.removals == ()


def test_a_picture_nobody_can_see_does_not_count_as_what_is_left() -> None:
    article = clean(
        "<p>A bridge stays closed</p><img src=https://example.org/stat width=1 height=1>"
    )

    assert lines(article.html) == ["A bridge stays closed"]
    assert article.cautions == (REVERTED,)


@pytest.mark.parametrize("html", ["", "   ", "<p></p>", "<!-- x -->", "\x00\x01", "<" * 50])
def test_an_empty_article_is_an_article(html: str) -> None:
    assert isinstance(process(raw_article(html), PLAN), CleanArticle)


def test_a_bug_costs_the_article_and_not_the_build() -> None:
    broken = replace(PLAN, options=CleanOptions(passes=("no such pass",)))
    outcome = process(raw_article(EN), broken)

    assert isinstance(outcome, Failure)
    assert (outcome.stage, outcome.error) == ("clean", "KeyError")
    assert "tag:example.org,2026:a" in outcome.message


def test_a_pass_that_is_not_asked_for_does_not_run() -> None:
    quiet = replace(PLAN, options=CleanOptions(passes=tuple(p for p in PASSES if p != "related")))
    outcome = process(raw_article(EN + RELATED + ZH), quiet)

    assert isinstance(outcome, CleanArticle)
    assert outcome.removals == ()


def test_a_bound_plan_and_what_it_gives_can_travel() -> None:
    bound = pickle.loads(pickle.dumps(bind(PLAN)))
    raw = raw_article(EN + RELATED)

    assert pickle.loads(pickle.dumps(bound(raw))) == process(raw, PLAN)


def test_a_fingerprint_moves_with_the_article_and_with_the_plan() -> None:
    raw = raw_article(EN)
    here = fingerprint(raw, PLAN)
    other_plan = replace(PLAN, options=CleanOptions(excerpt_chars=80))

    assert fingerprint(raw_article(EN), PLAN) == here
    assert fingerprint(raw_article(ZH), PLAN).raw != here.raw
    assert fingerprint(raw, other_plan).plan != here.plan
    assert fingerprint(raw, other_plan).raw == here.raw


def test_counts_of_links_and_pictures_are_those_of_the_html() -> None:
    article = clean(
        f'{EN}<p>In <a href="/x">the log</a> it says so, <img src="/y.png"> too.</p>{ZH}{RELATED}'
    )

    assert (article.stats.links_in, article.stats.links_out) == (3, 1)
    assert (article.stats.images_in, article.stats.images_out) == (1, 1)


def test_a_line_of_several_labels_gives_author_and_publisher() -> None:
    meta = clean(f"<p>2024年3月5日 08:30 来源：新华社 作者：李四</p>{ZH}").meta

    assert ([author.name for author in meta.authors], meta.publisher) == (["李四"], "新华社")


def test_a_pass_that_breaks_costs_its_own_findings(monkeypatch: pytest.MonkeyPatch) -> None:
    def related(page: Page) -> Iterator[Finding]:
        yield from ()
        raise ZeroDivisionError

    html = f"{EN}<p>Share this: <a href='/s'>Mail</a> <a href='/f'>Facebook</a></p>"
    sound = clean(html)
    monkeypatch.setitem(TABLE, "related", related)  # type: ignore[arg-type]

    article = clean(html)

    assert sound.removals
    assert (article.html, article.removals) == (sound.html, sound.removals)
    assert article.cautions == ("pass-broke",)


@pytest.mark.parametrize(("paragraphs", "reverts"), [(1, True), (4, False)])
def test_comments_longer_than_the_article_are_missed_only_where_it_is_short(
    paragraphs: int, *, reverts: bool
) -> None:
    article = "".join(EN.replace("Tuesday", f"day {number}") for number in range(paragraphs))
    remark = "<p>{} was there as well, and it was not like that at all, whoever may say so.</p>"
    many = "".join(remark.format(f"Reader {number}") for number in range(11 * paragraphs))

    cleaned = clean(f'{article}<div class="comments">{many}</div>')

    assert ("over-removal-reverted" in cleaned.cautions) is reverts
    assert ("Reader 3" in cleaned.html) is reverts


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("authors", lambda n: Author(name=f"A{n}")),
        ("categories", lambda n: f"c{n}"),
        ("enclosures", lambda n: Enclosure(url=f"https://x.example/{n}.mp3")),
    ],
    ids=["authors", "categories", "enclosures"],
)
def test_of_endless_names_the_first_are_told(field: str, name: Callable[[int], object]) -> None:
    names = tuple(map(name, range(MOST_NAMES + 1)))
    raw = raw_article(EN)

    most, more = (
        process(replace(raw, meta=replace(raw.meta, **{field: told})), PLAN)
        for told in (names[:-1], names)
    )

    assert isinstance(most, CleanArticle)
    assert isinstance(more, CleanArticle)
    assert getattr(most.meta, field) == getattr(more.meta, field) == names[:-1]
    assert (most.cautions, more.cautions) == ((), ("names-cut",))
    assert more.html == most.html
    assert "bridge" in more.html


def test_a_last_line_stays_that_a_pass_would_take_which_is_switched_off() -> None:
    call = "<p>Subscribe to our newsletter</p>"
    kept = tuple(name for name in PASSES if name != "promo")
    raw = raw_article(EN + call)

    all_on, one_off = (
        process(raw, replace(PLAN, options=replace(PLAN.options, passes=passes)))
        for passes in (PASSES, kept)
    )

    assert isinstance(all_on, CleanArticle)
    assert isinstance(one_off, CleanArticle)
    assert "newsletter" not in all_on.html
    assert "newsletter" in one_off.html
