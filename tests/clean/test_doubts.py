from __future__ import annotations

import pickle
import re
from dataclasses import replace
from pathlib import Path

import pytest

from feedclean.clean import Examined, examine, process
from feedclean.clean.process import REVERTED
from feedclean.learn import learn
from feedclean.model.article import CleanArticle, Failure, Scope
from feedclean.model.plan import CleanPlan, SiteTemplate
from feedclean.model.removal import Doubt
from tests.cleaning import EN, PLAN, SOURCE, TEXTS, ZH, raw_article

PAGES = sorted(Path(__file__).parent.parent.glob("articles/*/raw.html"))


def examined(
    html: str, scope: Scope = Scope.FRAGMENT, template: SiteTemplate | None = None
) -> Examined:
    plan = CleanPlan(source=SOURCE, options=PLAN.options, template=template)
    found = examine(raw_article(html, scope), plan)
    assert isinstance(found, Examined), found
    return found


def doubts(html: str, **more: object) -> list[tuple[str, str]]:
    return [(d.excerpt, d.reason) for d in examined(html, **more).doubts]  # type: ignore[arg-type]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_plain_running_text_leaves_no_doubt(text: str) -> None:
    assert doubts(text) == []


def test_the_article_is_the_one_that_processing_gives() -> None:
    html = f"<nav><a href=/>Home</a></nav><main><h1>T</h1>{EN}<p>Share this article</p></main>"
    raw = raw_article(html, Scope.PAGE)

    found, plain = examine(raw, PLAN), process(raw, PLAN)

    assert isinstance(found, Examined)
    assert isinstance(plain, CleanArticle)
    whole = [removal.reason for removal in found.article.removals]
    short = [removal.reason for removal in plain.removals]
    assert all(told.startswith(reason) for told, reason in zip(whole, short, strict=True))
    pairs = zip(found.article.removals, short, strict=True)
    alike = tuple(replace(removal, reason=reason) for removal, reason in pairs)
    assert replace(found.article, removals=alike) == plain


def test_a_fragment_comes_out_the_same_to_the_letter() -> None:
    raw = raw_article(f"{EN}<p>Share this article</p><p>Related articles</p>")

    found = examine(raw, PLAN)

    assert isinstance(found, Examined)
    assert found.article == process(raw, PLAN)


def test_a_label_within_the_text_is_a_doubt_that_names_it() -> None:
    html = f"{EN}<p>Related articles</p>{EN.replace('council', 'board')}"

    assert doubts(html) == [
        (
            "Related articles",
            (
                "worded like a label of related links; kept: it stands within the text, "
                "15 characters, link density 0.00"
            ),
        )
    ]


def test_a_label_in_a_table_of_facts_is_a_doubt() -> None:
    html = f"{ZH}<table><tr><td>作者：张三</td><td>一百零二页</td></tr></table>{EN}"

    assert doubts(html) == [
        (
            "作者：张三",
            "worded like a byline; kept: it is an entry of a table or list that holds facts",
        )
    ]


def test_what_the_net_gives_back_is_told_with_rule_and_share() -> None:
    found = examined("<p>Share this article</p><p>Subscribe to our newsletter</p>")

    assert found.article.cautions == (REVERTED,)
    assert [doubt.excerpt for doubt in found.doubts] == [
        "Subscribe to our newsletter",
        "Share this article",
    ]
    assert all(doubt.reason.startswith("block/") for doubt in found.doubts)
    assert all("kept: with all else found" in doubt.reason for doubt in found.doubts)


NEWS = ("bridge", "harbour", "library", "market")


def _told(name: str, standing: str) -> str:
    first, last = (
        f"<p>Nobody {said} that the {name} would be {done} before the fair in the summer.</p>"
        for said, done in (("knew", "open"), ("denied", "closed"))
    )
    return f"{first}{standing}{last}"


def test_a_block_known_from_the_source_that_stays_is_a_doubt_with_its_share() -> None:
    texts = [_told(name, "<h3>What happened before</h3>") for name in NEWS]
    template = learn(SOURCE, map(raw_article, texts))

    (doubt,) = examined(texts[0], template=template).doubts

    assert doubt.excerpt == "What happened before"
    assert doubt.reason == (
        "block in 4 of 4 articles, often within the text; "
        "kept: it stands within the text, link density 0.00"
    )
    assert doubt.score == 1.0


UNSURE = (
    "<title>A bridge stays closed</title><body><h1>A bridge stays closed</h1>"
    f"<div class=story>{EN}{EN.replace('council', 'board')}</div>"
    "<div class=note><p>Our reporters follow the ferry company, and will tell what it says.</p>"
)


def test_a_page_tells_what_hardly_scores_with_the_score_it_needed() -> None:
    *_, doubt = examined(UNSURE, Scope.PAGE).doubts

    assert doubt.excerpt.startswith("Our reporters")
    told = re.match(r"score (0.\d+) as article text, here kept from (0.\d+) on", doubt.reason)
    assert told
    assert float(told[2]) <= float(told[1]) < float(told[2]) + 0.16
    assert doubt.score == pytest.approx(1 - float(told[1]), abs=0.006)


def test_a_caption_that_is_worded_like_a_credit_is_kept_as_a_caption() -> None:
    html = f"{EN}<figure><img src=/a.jpg><figcaption>Photo: Jane Roe</figcaption></figure>{ZH}"

    (found,) = doubts(html)

    assert found == (
        "Photo: Jane Roe",
        "worded like a photo credit; kept: it stands right below a picture, as captions do",
    )


def test_what_is_kept_for_what_stands_around_it_says_so() -> None:
    text = EN.replace("whatever", '<a id=r1 href="#n1">1</a> whatever')
    html = f'<main><h1>T</h1>{text}</main><ol><li id=n1><a href="#r1">↑</a> Minutes, 4.</li></ol>'

    [(_, reason)] = [one for one in doubts(html, scope=Scope.PAGE) if "Minutes" in one[0]]

    assert reason.endswith("kept: a note that the text leads to")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.parent.name)
def test_doubts_of_any_article_have_a_place_and_a_reason(page: Path) -> None:
    html = page.read_text(encoding="utf-8", errors="replace")

    for doubt in examined(html, Scope.PAGE).doubts:
        assert doubt.path.startswith("/html")
        assert doubt.reason
        assert doubt.score is None or 0 <= doubt.score <= 1


def test_doubts_travel() -> None:
    found = examined(f"{EN}<p>Related articles</p>{EN.replace('council', 'board')}")

    assert pickle.loads(pickle.dumps(found)) == found
    assert all(isinstance(doubt, Doubt) for doubt in found.doubts)


def test_an_error_is_a_failure_that_names_the_article() -> None:
    broken = replace(PLAN, options=replace(PLAN.options, passes=("no-such-pass",)))

    found = examine(raw_article(EN), broken)

    assert isinstance(found, Failure)
    assert (found.stage, found.error) == ("clean", "KeyError")
    assert found.message.startswith("tag:example.org,2026:a: ")
