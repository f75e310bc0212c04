"""A last paragraph on who the author is goes with the line above that says so."""

from __future__ import annotations

import pytest

from feedclean.model.article import Author
from tests.cleaning import EN, ZH, clean, lines

LONG_EN, LONG_ZH = EN + EN.replace("<p>", "<p>Then, "), ZH + ZH.replace("<p>", "<p>后来，")
LIVES = {
    "en": (
        LONG_EN,
        "<h3>About the author</h3>",
        "Jane Roe teaches history in Leeds, and keeps bees.",
    ),
    "de": (
        LONG_EN,
        "<p>Über die Autorin:</p>",
        "Jana Rot schreibt seit Jahren über Brücken und Fähren.",
    ),
    "es": (
        LONG_EN,
        "<p>Sobre el autor</p>",
        "Juan Roble es periodista y vive en Cádiz con dos perros.",
    ),
    "zh": (LONG_ZH, "<p>【作者简介】</p>", "林晚，江边中学历史教师，写过三本关于渡轮的书。"),
}


@pytest.mark.parametrize(("text", "label", "life"), LIVES.values(), ids=LIVES.keys())
def test_who_the_author_is_goes_with_its_label(text: str, label: str, life: str) -> None:
    html = clean(f"{text}{label}<p>{life}</p><p>© 2024 Harbour Post</p>").html

    assert life not in html
    assert label not in html


OTHERS = {
    "en": (
        "<p>By Ann Low</p>",
        LONG_EN,
        "<p>About the author</p>",
        "Jane Roe was born in Harwich in 1920 and wrote nine novels about the river.",
        "Ann Low",
    ),
    "zh": (
        "<p>作者：林晚</p>",
        LONG_ZH,
        "<p>作者简介</p>",
        "沈岸，一九二〇年生于江城，写过九部关于渡轮的小说。",
        "林晚",
    ),
}


@pytest.mark.parametrize(
    ("byline", "text", "label", "life", "author"), OTHERS.values(), ids=OTHERS.keys()
)
def test_whom_a_book_is_by_is_no_author_of_its_review(
    byline: str, text: str, label: str, life: str, author: str
) -> None:
    signed = clean(f"{byline}{text}{label}<p>{life}</p>")
    known = clean(f"{text}{label}<p>{life}</p>", authors=(Author(name=author),))

    for article in (signed, known):
        assert label in article.html
        assert life in article.html
        assert [one.name for one in article.meta.authors] == [author]


@pytest.mark.parametrize("label", ["主讲人介绍", "主播简介", "关于译者", "译者介绍", "关于我"])
def test_who_speaks_or_translated_stays_and_is_no_author(label: str) -> None:
    life = "沈岸，一九二〇年生于江城，写过九部关于渡轮的小说。"
    article = clean(f"{LONG_ZH}<p>{label}</p><p>{life}</p>")

    assert label in article.html
    assert life in article.html
    assert article.meta.authors == ()


@pytest.mark.parametrize("label", ["关于作者", "撰稿人简介", "作者介绍"])
def test_a_label_is_no_name(label: str) -> None:
    within = clean(
        f"{ZH}<p>{label}</p><p>一个写过三本小说的人。</p>{ZH.replace('<p>', '<p>后来，')}"
    )

    assert within.meta.authors == ()


def test_the_name_of_the_author_as_a_heading_is_such_a_label() -> None:
    life = "使用化名的记者，现居西北，专注民间手艺的报道。"
    html = clean(f"{LONG_ZH}<h4>林晚</h4><p>{life}</p>", authors=(Author(name="林晚"),)).html

    assert life not in html


def test_a_line_that_begins_with_who_is_named_beside_the_day_goes() -> None:
    head = "<p>专栏 林晚 发表于 2024年4月8日 阅读时间：3分钟</p>"
    life = "林晚，自由撰稿人，前中学历史教师，现居江边。"

    assert life not in clean(f"{head}{LONG_ZH}<p>{life}</p><p>版权所有，不得转载</p>").html
    assert life in clean(f"{LONG_ZH}<p>{life}</p><p>版权所有，不得转载</p>").html


@pytest.mark.parametrize(
    ("text", "label", "told"),
    [
        (LONG_EN, "<h3>The author speaks</h3>", "Nobody knows why the ferry stopped, he told us."),
        (
            LONG_EN,
            "<h3>Jane Roe</h3>",
            "The bridge is where she stood when the ferry came in late.",
        ),
        (LONG_ZH, "<p>作者：</p>", "我想起那座桥的时候，总是先想起桥下面的那个卖鱼的老人。"),
        (LONG_ZH, "<p>记者：</p>", "那么那天晚上，您到底有没有看见渡轮从对岸开过来？"),
    ],
)
def test_other_last_paragraphs_stay(text: str, label: str, told: str) -> None:
    html = clean(f"{text}{label}<p>{told}</p>", authors=(Author(name="Jane Roe"),)).html

    assert told in html


ABOUT = {
    "a heading": "<h4>About Jane Roe</h4><p>Jane has looked at bridges and ferries since 2009.</p>",
    "a paragraph": "<p><strong>About Jane Roe</strong> – Jane has looked at bridges.</p>",
    "German": "<h4>Über Jane Roe</h4><p>Jane schreibt seit 2009 über alle Brücken am Fluss.</p>",
    "Chinese": "<p><b>关于Jane Roe</b>：写大桥多年，住在江边。</p>",
}


@pytest.mark.parametrize("about", ABOUT.values(), ids=ABOUT.keys())
def test_about_and_the_name_of_the_author_is_such_a_label(about: str) -> None:
    text = LONG_ZH if "关于" in about else LONG_EN

    assert lines(clean(text + about, authors=(Author(name="Jane Roe"),)).html) == lines(text)


def test_about_somebody_else_stays() -> None:
    about = "<h4>About Ada Low</h4><p>Ada Low has built bridges since 2009, and this one too.</p>"
    article = clean(LONG_EN + about, authors=(Author(name="Jane Roe"),))

    assert lines(article.html) == lines(LONG_EN + about)


@pytest.mark.parametrize(
    "line",
    [
        "About Jane Roe nobody in the village ever said a kind word.",
        "Over Jane Roe a lamp went out, and then another one.",
        "Sur Jane Roe, la mère ne disait jamais un mot de trop.",
    ],
)
def test_a_sentence_that_begins_so_stays(line: str) -> None:
    article = clean(f"{LONG_EN}<p>{line}</p>", authors=(Author(name="Jane Roe"),))

    assert line in lines(article.html)
