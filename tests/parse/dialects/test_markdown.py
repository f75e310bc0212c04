from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.parse.dialects.markup import render_markdown
from tests.cleaning import clean
from tests.parse.reading import article, outcomes

DUMP = """# 关键时刻，双方举行会晤

# 关键时刻，双方举行会晤

根据公布的消息，双方将于当地时间12日上午举行会晤，这也是又一次面对面接触。

**关键时刻 双方将举行会晤**

路透社称，此次会面意义重大。

![](https://i.example.org/news/OyMVDMFM-
zUcF1opbcAA/1000)

**他说：“这是一整句粗体的话，不是标题，所以它应当留在段落里，而不该变成标题，因为太长太长太长了。”**

作者丨 张三 ， 某报记者

编辑丨李四，某报主编
"""


def html(text: str, title: str | None = None) -> str:
    return render_markdown(text, title).html


def test_the_doubled_heading_is_the_title_once() -> None:
    found = article(DUMP)

    assert found.origin.dialect == "markdown"
    assert found.meta.title == "关键时刻，双方举行会晤"
    assert "<h1>" not in found.html


def test_a_short_bold_paragraph_is_a_heading() -> None:
    assert "<h2>关键时刻 双方将举行会晤</h2>" in article(DUMP).html


def test_a_long_bold_paragraph_stays_one() -> None:
    assert "<p><strong>他说：“这是一整句粗体的话" in article(DUMP).html


def test_an_image_address_broken_by_a_newline_is_mended() -> None:
    assert 'src="https://i.example.org/news/OyMVDMFM-zUcF1opbcAA/1000"' in article(DUMP).html


def test_credits_stay_for_the_cleaner() -> None:
    assert "<p>作者丨 张三 ， 某报记者</p>" in article(DUMP).html


MENDED = {
    "address over three lines": (
        "[t](https://x.org/a-\nb-\nc)",
        '<p><a href="https://x.org/a-b-c">t</a></p>\n',
    ),
    "address with a space": (
        "![](https://x.org/a b.png)",
        '<p><img src="https://x.org/a%20b.png" alt="" /></p>\n',
    ),
    "bold beside cjk quotes": ("**“台独”**等。", "<p><strong>“台独”</strong>等。</p>\n"),
    "bold after cjk": ("他说**“不”**。", "<p>他说<strong>“不”</strong>。</p>\n"),
    "spaces within bold": ("前** 如果**后。", "<p>前 <strong>如果</strong>后。</p>\n"),
    "bold run on": ("说**“休学了”****。后来**有", "<p>说<strong>“休学了”。后来</strong>有</p>\n"),
    "bold run by run": ("**“****奴隶****”**说", "<p><strong>“奴隶”</strong>说</p>\n"),
    "masked word": ("I****D：now", "<p>I****D：now</p>\n"),
    "one pair of stars": ("2 ** 3", "<p>2 ** 3</p>\n"),
    "stars in code": ("`a ** b ** c`", "<p><code>a ** b ** c</code></p>\n"),
    "heading without a space": ("##小标题", "<h2>小标题</h2>\n"),
    "lines of cjk": (f"{'第一行' * 12}\n第二行", f"<p>{'第一行' * 12}第二行</p>\n"),
    "lines of latin": (f"{'one ' * 17}\ntwo", f"<p>{'one ' * 17}".rstrip() + "\ntwo</p>\n"),
    "struck link": (
        "~~[网站](www.x.org/a.html)~~。",
        '<p><s><a href="www.x.org/a.html">网站</a></s>。</p>\n',
    ),
    "code is left alone": (
        "```\n**“a”**等 ##b\n::: c\n```\n",
        "<pre><code>**“a”**等 ##b\n::: c\n</code></pre>\n",
    ),
    "hashtag": ("#话题", "<p>#话题</p>\n"),
    "kramdown attributes": ("text\n{: .lead}\n", "<p>text</p>\n"),
    "hugo figure": (
        '{{< figure src="/a.png" caption="C" >}}',
        '<figure><img src="/a.png" alt=""><figcaption>C</figcaption></figure>\n',
    ),
    "raw html": ("<figcaption>c</figcaption>", "<figcaption>c</figcaption>"),
    "table": (
        "| a |\n|---|\n| 1 |",
        (
            "<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>1</td>\n</tr>\n"
            "</tbody>\n</table>\n"
        ),
    ),
}


@pytest.mark.parametrize(("text", "meant"), MENDED.values(), ids=MENDED)
def test_sloppy_markdown_becomes_what_was_meant(text: str, meant: str) -> None:
    assert html(text, "T") == meant


PANDOC = """% The Wall
% Jane Doe; John Smith
% 12 May 2021

::: {.section #intro}
# Introduction {#intro .unnumbered}

Some [small caps]{.smallcaps} and a note.[^1] More text makes this a sentence.

::: warning
Careful now.
:::

![A view of the wall](img/wall.jpg){width=50%}

Term
:   Definition here

:::

[^1]: The note.
"""


def test_a_pandoc_title_block_goes_to_the_fields() -> None:
    meta = article(PANDOC).meta

    assert meta.title == "The Wall"
    assert [a.name for a in meta.authors] == ["Jane Doe", "John Smith"]
    assert meta.published == datetime(2021, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "part",
    [
        '<div class="section" id="intro">',
        "<h1>Introduction</h1>",
        '<span class="smallcaps">small caps</span>',
        '<div class="warning">\n<p>Careful now.</p>\n</div>',
        "<figcaption>A view of the wall</figcaption></figure>",
        "<dt>Term</dt>\n<dd>Definition here</dd>",
        "The note.",
    ],
)
def test_pandoc_markup_is_understood(part: str) -> None:
    assert part in article(PANDOC).html


def test_no_fence_of_a_div_is_left_in_the_text() -> None:
    found = article(PANDOC).html

    assert ":::" not in found
    assert "{" not in found
    assert found.count("<div") == found.count("</div>")


def test_a_file_name_is_no_caption() -> None:
    assert "figcaption" not in html("::: a\n![IMG_1.jpeg](a.jpg)\n:::\n")


HEADINGS = {
    "byline": "**文 | 张三**\n\n正文。",
    "two in a row": "**一句**\n\n**两句**\n\n正文。",
    "full stop": "**一句话。**\n\n正文。",
    "last": "正文。\n\n**完**",
    "part of a line": "**一句** 正文。\n\n正文。",
}


@pytest.mark.parametrize("text", HEADINGS.values(), ids=HEADINGS)
def test_bold_that_is_no_heading_stays_a_paragraph(text: str) -> None:
    first = html(text, "T").split("\n")[0]

    assert first.startswith("<p>")
    assert not html(text, "T").endswith("</h2>\n")


def test_only_a_heading_that_repeats_the_title_is_left_out() -> None:
    assert html("# T\n\n# Other\n\nx\n", "T") == "<h1>Other</h1>\n<p>x</p>\n"


def test_a_linked_title_gives_the_address() -> None:
    text = (
        "# [A title here](https://x.org/a)\n\n"
        + "A sentence that goes on for a while, and ends. " * 3
    )

    assert article(text).meta.url == "https://x.org/a"


def test_date_and_address_lines_fill_the_fields_and_stay() -> None:
    body = "一段正文，说明了会议的主要内容和意义，大家都很重视，也都表示要继续努力。"
    found = article(
        f"# 标题\n\n2021-03-04\n\n原文链接：<https://x.org/a>\n\n{body}\n\n**小标题**\n\n{body}\n"
    )

    assert found.meta.published == datetime(2021, 3, 4, tzinfo=UTC)
    assert found.meta.url == "https://x.org/a"
    assert "2021-03-04" in found.html


def test_a_text_without_a_heading_is_named_by_its_first_words() -> None:
    found = article("**一**句话在这里，说明了内容。\n\n> 引用了一句话。\n", dialect="markdown")

    assert found.meta.title.startswith("一句话在这里")
    assert "句话在这里" in found.html


def test_a_megabyte_on_one_line_is_read() -> None:
    found = article("# T\n\n" + "字" * 300_000 + "。\n", dialect="markdown")

    assert len(found.html) > 300_000


HIGHLIGHTS = """# On sleep

![cover](https://x.example/cover.png)

## Metadata
- Author: [[Lena Ostrova]]
- Full Title: On sleep
- Category: #articles
- Document Tags: [[sleep]] [[houses]]
- URL: https://quiet.example/sleep
{more}
## Highlights
- New houses are quieter than old ones, and that is the trouble with all of them.
"""


def test_a_list_of_labels_under_a_heading_goes_to_the_fields() -> None:
    found = article(HIGHLIGHTS.format(more=""), "a.md")

    assert [a.name for a in found.meta.authors] == ["Lena Ostrova"]
    assert found.meta.url == "https://quiet.example/sleep"
    assert found.meta.categories == ("articles", "sleep", "houses")
    assert "Metadata" not in found.html
    assert "Highlights" in found.html


def test_a_label_that_is_not_understood_stays_under_its_heading() -> None:
    found = article(HIGHLIGHTS.format(more="- Mood: calm\n"), "a.md")

    assert "Mood: calm" in found.html
    assert "Metadata" in found.html
    assert "Lena" not in found.html


@pytest.mark.parametrize(
    "lines",
    [
        "## Credits\n\n- Director: Ann Roe\n- Author: Bo Li\n- Date: 5 March 2024",
        "## Stab\n\n- Regie: Ann Roe\n- Autor: Bo Li\n- Datum: 5. März 2024",
        "## 主创\n\n- 导演：李安\n- 作者：李波\n- 日期：2024年3月5日",
    ],
    ids=["en", "de", "zh"],
)
def test_a_list_of_who_made_something_stays_whole(lines: str) -> None:
    found = article(
        f"# The film\n\n{lines}\n\nThe kiln was lit on Thursday, and smelled.\n", "a.md"
    )

    assert found.html.count("<li>") == 3
    assert "<h2>" in found.html
    assert found.meta.authors == ()


STAMPED = """# The ferry stays in harbour until the spring

{line}

Fonte: <https://www.example.org/2024/05/11/ferry>

The ferry has not left the harbour for two weeks, and nobody in the town knows when it will again.

The captain said on Monday that the engine was older than she was, and **not** as well looked after.
"""
STAMPS = {
    "name, date, section": "**Marta Lindqvist** · 11 de Maio de 2024, 10:30 · [Crónica](/cronica)",
    "date, name": "11 May 2024 10:30 | Marta Lindqvist",
    "name over date": "**Marta Lindqvist**  \n11.05.2024, 10:30",
}


@pytest.mark.parametrize("line", STAMPS.values(), ids=STAMPS)
def test_a_stamp_below_the_heading_names_author_and_date(line: str) -> None:
    found = article(STAMPED.format(line=line))

    assert [author.name for author in found.meta.authors] == ["Marta Lindqvist"]
    assert found.meta.published == datetime(2024, 5, 11, 10, 30, tzinfo=UTC)
    assert found.meta.url == "https://www.example.org/2024/05/11/ferry"


@pytest.mark.parametrize("line", ["Opinion Desk · 11 May 2024", "Out in the cold\n\n11 May 2024"])
def test_what_is_no_person_beside_a_date_is_no_author(line: str) -> None:
    assert article(STAMPED.format(line=line)).meta.authors == ()


@pytest.mark.parametrize("address", ["javascript:void(0)", "JavaScript:alert(1)", "vbscript:x"])
def test_a_button_is_read_as_a_link_and_its_address_is_not_published(address: str) -> None:
    text = "The bridge is closed, the council says, and will be until the autumn comes.\n"
    published = clean(render_markdown(f"{text}\n[Share]({address}) it.\n\n{text}", None).html)

    assert "[" not in published.html
    assert "script" not in published.html.lower()


ZONES = {
    "the script": ("a/i.md", "# 老船厂的冬天\n\n2024-01-12 08:30\n\n**铁门**在上午九点打开。\n"),
    "below a link": (
        "a/i.md",
        "[Photo](https://r.example/a-name)\n\n# 老船厂\n\n2024-01-12 08:30\n\n铁门在九点打开。\n",
    ),
    "plain text": (
        "a/i.txt",
        "老船厂的冬天\n2024-01-12 08:30\n\n铁门在上午九点打开，没有人说话。\n",
    ),
    "front matter": (
        "a/i.md",
        "---\ntitle: 老船厂的冬天\ndate: 2024-01-12 08:30\n---\n\n铁门打开。\n",
    ),
    "its language": ("a/i.md", "---\ntitle: T\nlang: zh\ndate: 2024-01-12 08:30\n---\n\nText.\n"),
    "its address": (
        "a/i.md",
        "---\ntitle: T\nurl: https://r.example.cn/a\ndate: 2024-01-12 08:30\n---\n\nText.\n",
    ),
}


@pytest.mark.parametrize(("location", "text"), ZONES.values(), ids=ZONES.keys())
def test_a_date_without_a_zone_is_in_the_likely_one(location: str, text: str) -> None:
    assert article(text, location).meta.published == datetime(2024, 1, 12, 0, 30, tzinfo=UTC)
    set_by_hand = article(text, location, timezone="Europe/Paris").meta.published
    assert set_by_hand == datetime(2024, 1, 12, 7, 30, tzinfo=UTC)


def test_where_no_zone_is_likely_it_is_utc() -> None:
    found = article("# The ice\n\n2024-01-12 08:30\n\nIt **holds** at last.\n", "a/i.md")

    assert found.meta.published == datetime(2024, 1, 12, 8, 30, tzinfo=UTC)


def test_who_wrote_a_note_and_when_it_was_changed_are_fields() -> None:
    when = "Created: 12 January 2024\nCreated by: Ana Ruiz\nLast edited: 14 January 2024"
    top = f"{when}\nColour: blue"
    found = article(f"# Ice\n\n{top}\n\nIt **holds** at last, and *they* skate.\n", "a/i.md")

    assert [author.name for author in found.meta.authors] == ["Ana Ruiz"]
    assert found.meta.updated == datetime(2024, 1, 14, tzinfo=UTC)
    assert "Colour: blue" in found.html
    assert "Last edited" not in found.html


WITH_MARKUP = {
    "a comment": "<!-- AdSlot 1 -->",
    "an empty box": '<div class="ad"></div>',
    "a break": "<br>",
    "a picture": '<img src="https://brack.example/ferry.jpg" alt="The ferry">',
    "words in bold": "He said <b>no</b> to all of them, and went home by the bridge.",
    "a link": 'He wrote it <a href="https://brack.example/log">in his log</a> and went home.',
}


@pytest.mark.parametrize("name", ["ferry.txt", "ferry.md", "ferry"])
@pytest.mark.parametrize("markup", WITH_MARKUP.values(), ids=WITH_MARKUP)
def test_a_text_with_a_little_markup_in_it_is_read_whole(markup: str, name: str) -> None:
    first = "The ferry sails again from Monday, said the harbour master of Brack on Friday."
    second = "It had been laid up since the storm of March, when its hull was torn open."
    found = article(f"The ferry sails\n\n{first}\n\n{markup}\n\n{second}\n\n{first}\n", name)

    assert found.origin.dialect == "markdown"
    assert found.html.count(f"<p>{first}</p>") == 2
    assert f"<p>{second}</p>" in found.html
    assert markup in found.html.replace(" />", ">")


def test_names_in_angle_brackets_are_not_read_as_tags() -> None:
    said = "<anna> The ferry sails.\n<tom> Since when? <b>Really</b>?\n<anna> Since Monday."
    text = f"What was said\n\n[10:01] {said}\n"
    (outcome,) = outcomes(text, "said.txt")

    assert "no dialect recognises this" in str(outcome)


BELOW_TITLE = {
    "a clipped page": (
        "# The ferry - The Post\n[The ferry - The Post](https://brack.example/ferry) \n\n",
        "https://brack.example/ferry",
    ),
    "set apart": (
        "# 老船厂又开了\n\n[老船厂又开了](https://brack.example/yard)\n\n",
        "https://brack.example/yard",
    ),
    "a link to something else": (
        "# The ferry sails again\n\n[The old timetable](https://brack.example/times)\n\n",
        None,
    ),
    "the title within a sentence": (
        "# The ferry\n\n[The ferry](https://brack.example/ferry) sails again.\n\n",
        None,
    ),
    "the title linked further down": (
        "# The ferry\n\nIt sails again.\n\n[The ferry](https://brack.example/ferry)\n\n",
        None,
    ),
}


@pytest.mark.parametrize(("top", "url"), BELOW_TITLE.values(), ids=BELOW_TITLE)
def test_the_title_linked_below_itself_gives_the_address(top: str, url: str | None) -> None:
    text = "It had been laid up since the storm of March. A new hull was built in **town**.\n"
    found = article(f"{top}{text}\n{text}", "ferry.md")

    assert found.meta.url == url
