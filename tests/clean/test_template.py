from __future__ import annotations

import pytest

from feedclean.learn import learn
from feedclean.model.article import CleanArticle
from feedclean.model.plan import SiteTemplate
from feedclean.model.removal import Stage
from tests.cleaning import SOURCE, TEXTS, clean, lines, raw_article

TOPICS = {
    "en": ("goats", "clocks", "ferries", "wells", "bells", "stairs", "kites", "looms"),
    "zh": ("山羊", "钟表", "渡轮", "水井", "铜铃", "楼梯", "风筝", "织机"),
}
OWN = {
    "en": "<p>Of {topic} it is said that they are never where one left them, and it is true.</p>"
    "<p>Whoever keeps {topic} for long enough will sooner or later begin to write about them.</p>",
    "zh": "<p>关于{topic}，人们说它们从来不在原来的地方，我去看过几次，确实如此，没有一次例外。</p>"
    "<p>谁要是和{topic}打交道久了，迟早会动手写点什么，写得好不好是另一回事，但总会写。</p>",
}
CLOSING = {
    "en": "<p>Our stories are printed by hand and bound in grey cloth.</p>",
    "zh": "<p>本刊的文章每月一日手工排印，灰布装订，印数不多，售完为止。</p>",
}


def learned(language: str, before: str = "", after: str = "", count: int = 8) -> SiteTemplate:
    topics = TOPICS[language][:count]
    pages = [before + OWN[language].format(topic=topic) + after for topic in topics]
    return learn(SOURCE, [raw_article(page) for page in pages])


def told(article: CleanArticle) -> list[str]:
    return [r.excerpt for r in article.removals if r.stage is Stage.TEMPLATE]


@pytest.mark.parametrize("language", OWN)
def test_a_learned_closing_goes_with_a_reason_in_numbers(language: str) -> None:
    template = learned(language, after=CLOSING[language])
    article = clean(TEXTS[language] + CLOSING[language], template=template)

    [removal] = article.removals
    assert removal.stage is Stage.TEMPLATE
    assert removal.rule.startswith("template/")
    assert removal.reason == "block in 8 of 8 articles, often within the text"
    assert removal.score == 1.0
    assert lines(article.html) == lines(TEXTS[language])


@pytest.mark.parametrize("language", OWN)
def test_section_heads_of_a_series_stay(language: str) -> None:
    head = {"en": "<h2>What happened next</h2>", "zh": "<h2>后来的事</h2>"}[language]
    first, rest = OWN[language].split("</p>", 1)
    pages = [f"{first}</p>{head}{rest}".format(topic=topic) for topic in TOPICS[language]]
    template = learn(SOURCE, [raw_article(page) for page in pages])

    assert len(template.blocks) == 1
    assert told(clean(pages[0], template=template)) == []


@pytest.mark.parametrize("language", OWN)
def test_a_standing_introduction_stays(language: str) -> None:
    template = learned(language, before=CLOSING[language])

    assert told(clean(CLOSING[language] + TEXTS[language], template=template)) == []


@pytest.mark.parametrize("language", OWN)
def test_an_article_that_is_all_template_keeps_its_text(language: str) -> None:
    template = learned(language, after=CLOSING[language])
    article = clean(CLOSING[language], template=template)

    assert article.removals == ()
    assert lines(article.html) == lines(CLOSING[language])


@pytest.mark.parametrize("language", OWN)
def test_links_that_hang_on_a_learned_label_go_with_it(language: str) -> None:
    label = {"en": "<p>From the shelf</p>", "zh": "<p>书架上的</p>"}[language]
    links = [f'<p><a href="/{n}">{t} {n}{n}{n}</a></p>' for n, t in enumerate(TOPICS[language])]
    pages = [
        OWN[language].format(topic=topic) + label + links[n]
        for n, topic in enumerate(TOPICS[language])
    ]
    template = learn(SOURCE, [raw_article(page) for page in pages])
    article = clean(
        TEXTS[language] + label + '<p><a href="/n">A new one</a></p>', template=template
    )

    assert lines(article.html) == lines(TEXTS[language])
    assert "”, with the link below it" in article.removals[0].reason


def test_code_and_cells_are_never_template() -> None:
    shared = "<pre>import antigravity</pre><table><tr><td>Name</td><td>Value</td></tr></table>"
    template = learned("en", after=shared)

    assert template.blocks
    assert told(clean(TEXTS["en"] + shared, template=template)) == []


def test_a_learned_picture_goes() -> None:
    picture = '<p><img src="https://example.org/qr.png"></p>'
    article = clean(TEXTS["en"] + picture, template=learned("en", after=picture))

    assert "<img" not in article.html
    assert [r.images for r in article.removals] == [1]


def test_without_a_template_nothing_is_asked() -> None:
    assert told(clean(TEXTS["en"] + CLOSING["en"])) == []


@pytest.mark.parametrize(
    ("language", "byline", "name"),
    [("en", "<p>By Ann Example</p>", "Ann Example"), ("zh", "<p>作者：张三</p>", "张三")],
)
def test_the_one_author_of_a_source_is_read_off_its_template(
    language: str, byline: str, name: str
) -> None:
    template = learned(language, before=byline)
    article = clean(byline + TEXTS[language], template=template)

    assert told(article)
    assert [author.name for author in article.meta.authors] == [name]


def test_a_call_to_follow_beside_a_block_of_the_template_goes_as_beside_any_removal() -> None:
    foot = '<p>Example | <a href="/1">Original</a> · <a href="/2">Comments</a></p>'
    call = "<p>The reading room: follow us on Mastodon, where the harbour has its own page.</p>"
    template = learned("en", after=foot)

    article = clean(TEXTS["en"] + call + foot, template=template)

    assert "Mastodon" not in article.html


def test_a_standing_note_of_the_editors_with_one_link_in_it_stays() -> None:
    note = (
        "<p>Editors’ note: for a year readers have written to the last keeper of the lighthouse, "
        'and we print <a href="/letters">their letters</a> on the first day of each month.</p>'
    )
    template = learned("en", before=note)

    assert not told(clean(note + TEXTS["en"], template=template))


@pytest.mark.parametrize("credit", ["Photo: Grey Agency", "圖像來源，灰色通訊社"])
def test_who_made_a_picture_stays_below_it_and_goes_with_a_picture_of_the_template(
    credit: str,
) -> None:
    text = OWN["en"]
    own = '<p><img src="/{topic}.jpg"></p>' + f"<p>{credit}</p>"
    same = own.replace("{topic}", "logo")
    kept = learn(SOURCE, [raw_article((own + text).format(topic=t)) for t in TOPICS["en"]])
    gone = learn(SOURCE, [raw_article((same + text).format(topic=t)) for t in TOPICS["en"]])

    assert credit in lines(clean((own + text).format(topic="goats"), template=kept).html)
    assert credit not in lines(clean((same + text).format(topic="goats"), template=gone).html)
