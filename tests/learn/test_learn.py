from __future__ import annotations

import os
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.learn import learn, merge, profile, settle
from feedclean.learn.profile import SKETCH
from feedclean.model.article import SourceId
from feedclean.model.plan import BlockProfile, SiteTemplate
from tests.cleaning import SOURCE, TEXTS, raw_article
from tests.making import ROOT
from tests.odd_html import odd_html

OWN = {
    "en": "<p>Story number {n} is told once, by {who}, and is nothing like any other.</p>"
    "<p>It ends where it began, on the {n}th of the month, and {who} is not seen in it again.</p>",
    "zh": "<p>第{n}个故事只讲一遍，讲的人是{who}，它和别的故事没有共同之处，听过的人都这么说。</p>"
    "<p>故事在开始的地方结束，那是当月的第{n}天，从那以后再也没有人见过{who}，也没有人问起。</p>",
}
WHO = ("Ann", "Bo", "Cy", "Dee", "Ed", "Flo", "Gus", "Hal", "Ina", "Jo")
FOOTERS = {
    "en": "<p>This stands below every story we print, and there it ends.</p>",
    "zh": "<p>这是本刊每一篇文章下面都有的一句话，每一篇文章到这里也就结束了，没有例外。</p>",
}


def story(language: str, n: int, *, before: str = "", after: str = "") -> str:
    return before + OWN[language].format(n=n, who=WHO[n % len(WHO)] * (1 + n // len(WHO))) + after


def template_of(*pages: str) -> SiteTemplate:
    return learn(SOURCE, [raw_article(page) for page in pages])


def samples(template: SiteTemplate) -> list[str]:
    return [block.sample for block in template.blocks]


@pytest.mark.parametrize("language", OWN)
def test_what_stands_below_three_articles_is_template(language: str) -> None:
    footer = FOOTERS[language]
    template = template_of(*(story(language, n, after=footer) for n in range(3)))

    [block] = template.blocks
    assert block.articles == 3
    assert block.share == 1.0
    assert block.sample in footer


@pytest.mark.parametrize("language", OWN)
def test_what_stands_in_two_articles_may_be_chance(language: str) -> None:
    pages = [story(language, n, after=FOOTERS[language]) for n in range(2)]

    assert samples(template_of(*pages, story(language, 2))) == []


@pytest.mark.parametrize("language", OWN)
def test_copies_of_an_article_do_not_make_it_template(language: str) -> None:
    copy = story(language, 0)
    others = [story(language, n) for n in range(1, 4)]

    assert samples(template_of(copy, copy, copy, copy, *others)) == []


@pytest.mark.parametrize("language", TEXTS)
def test_edited_copies_count_as_one_article(language: str) -> None:
    first = TEXTS[language] + OWN[language].format(n=1, who="Ann")
    edited = [first + f"<p>{'Correction! ' * (30 + n)}</p>" for n in range(2)]
    template = template_of(first, *edited)

    assert samples(template) == []


def test_figures_and_addresses_in_a_footer_may_rotate() -> None:
    footer = "<p>Read by {n} people on https://mirror{n}.example/ so far today.</p>"
    pages = [story("en", n, after=footer.format(n=n + 10)) for n in range(3)]

    assert len(template_of(*pages).blocks) == 1


def test_lines_that_differ_in_nothing_but_their_figure_are_different() -> None:
    pages = [story("en", n, before=f"<p>{1000 + n}</p>") for n in range(4)]

    assert samples(template_of(*pages)) == []


def test_pictures_are_known_by_their_address_without_the_query() -> None:
    pages = [story("en", n, after=f'<p><img src="/qr.png?v={n}"></p>') for n in range(3)]

    assert samples(template_of(*pages)) == ["(picture)"]


def test_a_block_knows_where_it_stands() -> None:
    pages = [
        story("en", n, before="<p>Opening line</p>", after="<p>Closing line</p>") for n in range(3)
    ]
    places = {block.sample: block.position for block in template_of(*pages).blocks}

    assert places == {"Opening line": "head", "Closing line": "tail"}


def test_twice_in_an_article_counts_once() -> None:
    pages = [story("en", n, before="<p>Again</p>", after="<p>Again</p>") for n in range(2)]

    assert samples(template_of(*pages)) == []


def test_no_articles_teach_nothing() -> None:
    assert learn(SOURCE, []) == SiteTemplate(source=SOURCE, articles=0, blocks=())
    assert template_of("") == SiteTemplate(source=SOURCE, articles=1, blocks=())


def test_profiles_of_different_sources_do_not_merge() -> None:
    with pytest.raises(ValueError, match="different sources"):
        merge(SOURCE, [merge(SourceId("t"), [])])


def test_large_archives_are_counted_by_a_sample_of_fixed_size() -> None:
    many = 3 * SKETCH
    pages = [raw_article(story("en", n, after=FOOTERS["en"])) for n in range(many)]
    template = learn(SOURCE, pages)

    [block] = template.blocks
    assert many * 0.8 < template.articles < many * 1.2
    assert block.share > 0.95
    assert all(
        len(c.articles) <= SKETCH for c in merge(SOURCE, map(profile, pages)).blocks.values()
    )


def test_edited_copies_in_a_large_archive_leave_it_as_large_as_it_is() -> None:
    many = 2 * SKETCH
    third = "<p>What {who} did on day {n} of the year is told here and nowhere else at all.</p>"
    stories = [
        story("en", n, after=third.format(n=n, who=WHO[n % len(WHO)]) + FOOTERS["en"])
        for n in range(many)
    ]
    edited = [
        f"{one}<p>{'Correction! ' * 30} It was number {n}.</p>" for n, one in enumerate(stories)
    ]
    template = template_of(*stories, *edited)

    assert many * 0.8 < template.articles < many * 1.2
    assert [block.articles for block in template.blocks] == [template.articles]


def profiles() -> st.SearchStrategy[BlockProfile]:
    return odd_html().map(lambda html: profile(raw_article(html)))


@given(profiles(), profiles())
def test_merging_is_commutative(a: BlockProfile, b: BlockProfile) -> None:
    assert merge(SOURCE, [a, b]) == merge(SOURCE, [b, a])


@given(profiles(), profiles(), profiles())
def test_merging_is_associative(a: BlockProfile, b: BlockProfile, c: BlockProfile) -> None:
    at_once = merge(SOURCE, [a, b, c])

    assert merge(SOURCE, [merge(SOURCE, [a, b]), c]) == at_once
    assert merge(SOURCE, [a, merge(SOURCE, [b, c])]) == at_once


@given(profiles())
def test_merging_with_nothing_changes_nothing(a: BlockProfile) -> None:
    assert merge(SOURCE, [a, merge(SOURCE, [])]) == merge(SOURCE, [a]) == a


PAGES = [
    story("zh" if n % 3 else "en", n, before="<h2>Notes</h2>" * (n % 2), after=FOOTERS["en"])
    for n in range(8)
]


@given(st.permutations(range(len(PAGES))), st.integers(1, len(PAGES) - 1))
def test_the_template_does_not_depend_on_order_or_grouping(order: list[int], cut: int) -> None:
    some = [profile(raw_article(PAGES[n])) for n in order]
    grouped = merge(SOURCE, [merge(SOURCE, some[:cut]), merge(SOURCE, some[cut:])])

    assert settle(grouped) == template_of(*PAGES)
    assert template_of(*(PAGES[n] for n in order)) == template_of(*PAGES)


def test_the_template_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "from tests.learn.test_learn import PAGES, template_of;"
        "from feedclean.codec import digest_of; print(digest_of(template_of(*PAGES)))"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(told) == 1
