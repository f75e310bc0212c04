from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.model.article import Failure
from feedclean.parse.dialects.prose import paragraphs
from feedclean.text import squeeze
from tests.parse.reading import article, outcomes

DUMP = """会晤:保持接触,难掩分歧(组图)

2024-04-27 00:30:51 · example.org · 来源: 某某中文网



某人周五在大会堂会晤。 Pool photo by Jane Roe

两国可以合作的领域似乎正在迅速缩小,而对抗的风险正在增加。但周五的情况很明显地说明了一切。

两国官员均表示,他们在一些较小的、务实的方面取得了进展。

\t\t\t
    24小时新闻排行榜更多>>
  1. 第一条新闻标题(组图)
  2. 第二条新闻标题
  3. 【513话感恩】第三条
"""


def test_title_and_meta_line_go_to_the_fields() -> None:
    found = article(DUMP, timezone="Asia/Shanghai")

    assert found.origin.dialect == "plain-text"
    assert found.meta.title == "会晤:保持接触,难掩分歧(组图)"
    assert found.meta.published == datetime(2024, 4, 26, 16, 30, 51, tzinfo=UTC)
    assert found.meta.publisher == "某某中文网"
    assert "2024-04-27" not in found.html


def test_a_heading_over_numbers_arrives_as_heading_and_list() -> None:
    assert article(DUMP).html.endswith(
        "<h3>24小时新闻排行榜更多&gt;&gt;</h3>\n<ol>\n<li>第一条新闻标题(组图)</li>\n"
        "<li>第二条新闻标题</li>\n<li>【513话感恩】第三条</li>\n</ol>"
    )


def test_a_photo_caption_is_marked_and_stays() -> None:
    assert article(DUMP).html.startswith(
        "<figure><figcaption>某人周五在大会堂会晤。 Pool photo by Jane Roe</figcaption></figure>"
        "\n<p>两国"
    )


CAPTIONS = {
    "photographer and paper": "他在战壕里。 Tyler Roe/The New York Times",
    "agency": "资料图：会议现场（路透社）",
    "via": "A street in Kyiv on Monday. AFP via Getty Images",
    "source": "会议现场 图片来源：视觉中国",
    "taken by": "会议现场（张三 摄）",
}


@pytest.mark.parametrize("line", CAPTIONS.values(), ids=CAPTIONS)
def test_a_line_that_ends_in_a_photo_credit_is_a_caption(line: str) -> None:
    assert paragraphs(f"{line}\n\nx").startswith("<figure><figcaption>")


def test_a_long_paragraph_that_ends_in_an_agency_is_none() -> None:
    assert paragraphs("很长的一段正文。" * 40 + "（路透社）").startswith("<p>很长")


META_LINES = {
    "bars": "2024-04-27 00:30 | 来源：某网 | x.com",
    "spaces": "2024年04月27日 00:30  来源：某网",
    "labels": "时间：2024-04-27 00:30　来源：某网",
    "one space": "2024-04-27 00:30 来源: 某网",
}


@pytest.mark.parametrize("line", META_LINES.values(), ids=META_LINES)
def test_meta_lines_come_in_many_shapes(line: str) -> None:
    found = article(DUMP.replace("2024-04-27 00:30:51 · example.org · 来源: 某某中文网", line))

    assert found.meta.published == datetime(2024, 4, 26, 16, 30, tzinfo=UTC)
    assert found.meta.publisher == "某网"
    assert "2024" not in found.html


def test_labels_in_chinese_may_have_one_space_between_them() -> None:
    found = article(
        "外婆的腌菜坛\n2025-11-20 07:30 来源：江城日报 作者：付小芳\n\n"
        f"{'每年霜降以后，她把芥菜晾在竹竿上。' * 3}\n"
    )

    assert found.meta.publisher == "江城日报"
    assert [author.name for author in found.meta.authors] == ["付小芳"]
    assert "来源" not in found.html


def test_a_line_that_is_not_understood_in_full_stays() -> None:
    found = article(DUMP.replace("来源: 某某中文网", "特约通讯员"))

    assert found.meta.published is not None
    assert "特约通讯员" in found.html


def test_a_sentence_with_a_day_in_it_is_no_meta_line() -> None:
    body = "On 3 March 2020 the government announced that it would change the law\nand did so."
    found = article(f"A title\n\n{body}\n\n{body}\n\n{body}\n")

    assert found.meta.published is None
    assert found.html.count("On 3 March 2020") == 3


def test_the_byline_stays_and_the_date_below_it_counts() -> None:
    body = "The quick brown fox jumps over the lazy dog, and nobody has ever asked it why."
    found = article(f"A title\n\nBy John Smith\n12 May 2020\n\n{body}\n\n{body}\n")

    assert found.meta.published == datetime(2020, 5, 12, tzinfo=UTC)
    assert "By John Smith" in found.html


LAYOUTS = {
    "latin wrapped at a width": (
        (
            "The quick brown fox jumps over the lazy dog and then runs away\n"
            "from the hunters who were waiting for it behind the old tree\n"
            "near the river.\n\n"
            "A second paragraph follows here with more words than one would\n"
            "think, and ends."
        ),
        (
            "<p>The quick brown fox jumps over the lazy dog and then runs away from the hunters "
            "who were waiting for it behind the old tree near the river.</p>\n"
            "<p>A second paragraph follows here with more words than one would think, and ends.</p>"
        ),
    ),
    "cjk wrapped at a width": (
        (
            "第一段文字在这里，说明了会议的主要内容和意义\n大家都很重视，也都表示要继续努力工作，把事情\n"
            "办好，并且还要办得更好一些才行，这是大家共同\n的心愿。"
        ),
        (
            "<p>第一段文字在这里，说明了会议的主要内容和意义大家都很重视，也都表示要继续努力工作，把事情"
            "办好，并且还要办得更好一些才行，这是大家共同的心愿。</p>"
        ),
    ),
    "lines of verse": ("短句一\n短句二，长一点\n三", "<p>短句一<br>\n短句二，长一点<br>\n三</p>"),
    "indented paragraphs": (
        "　　第一段。\n　　第二段\n　　第三段",
        "<p>第一段。</p>\n<p>第二段</p>\n<p>第三段</p>",
    ),
    "whole sentences": (
        "第一段文字在这里，" * 6 + "完。\n" + "第二段文字在这里，" * 6 + "完。",
        "<p>" + "第一段文字在这里，" * 6 + "完。</p>\n<p>" + "第二段文字在这里，" * 6 + "完。</p>",
    ),
    "bullets": ("x\n\n• one\n• two", "<p>x</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>"),
    "a year is no number": (
        "x\n2024. That was it\n1999. Too",
        "<p>x<br>\n2024. That was it<br>\n1999. Too</p>",
    ),
    "one number is no list": ("1. 只有一条", "<p>1. 只有一条</p>"),
    "list from four": ("4. d\n5. e", '<ol start="4">\n<li>d</li>\n<li>e</li>\n</ol>'),
    "markup is text": ("a < b & c", "<p>a &lt; b &amp; c</p>"),
}


@pytest.mark.parametrize(("text", "html"), LAYOUTS.values(), ids=LAYOUTS)
def test_lines_become_what_their_layout_means(text: str, html: str) -> None:
    assert paragraphs(text) == html


def test_windows_1251_is_read() -> None:
    text = "Заголовок статьи\n\n12 мая 2021 г.\n\nПрезидент заявил, что переговоры продолжатся.\n"

    found = article(text.encode("cp1251"))

    assert found.meta.title == "Заголовок статьи"
    assert found.meta.published == datetime(2021, 5, 12, tzinfo=UTC)


def test_a_list_item_may_begin_with_a_figure() -> None:
    html = paragraphs("33. 甲事\n34. 67岁大妈\n35. 乙事")

    assert html == '<ol start="33">\n<li>甲事</li>\n<li>67岁大妈</li>\n<li>乙事</li>\n</ol>'


def test_a_decimal_begins_no_list() -> None:
    assert "<ol" not in paragraphs("3.5 Prozent\n4.5 Prozent")


STORY = "A car ferry that had been stuck in the ice for six days was freed on Tuesday.\n" * 2


def test_what_an_agency_calls_a_story_is_no_headline() -> None:
    found = article(
        "BC-US--Frozen Ferry, 1st Ld-Writethru,410\nEds: Updates with quotes.\n\n"
        f"Ferry is freed after six days\n\nBy MARTHA QUILL\n\n{STORY}"
    )

    assert found.meta.title == "Ferry is freed after six days"
    assert found.meta.categories == ("US--Frozen Ferry",)
    assert "Eds: Updates with quotes." in found.html


def test_the_version_of_a_story_is_no_part_of_its_headline() -> None:
    assert article(f"UPDATE 2-Strike ends\n\n{STORY}").meta.title == "Strike ends"
    assert article(f"REFILE-UPDATE 1-Strike ends\n\n{STORY}").meta.title == "Strike ends"
    assert article(f"UPDATE on the strike\n\n{STORY}").meta.title == "UPDATE on the strike"


def test_an_archive_of_a_paper_names_paper_section_and_author() -> None:
    found = article(
        "Le Courrier du Fleuve\nFrance, mardi 5 mars 2024, p. 14\n\nRégion\n\n"
        f"Les passeurs raccrochent\n\nSolène Marchand\n\n{STORY}"
    )

    assert found.meta.title == "Les passeurs raccrochent"
    assert found.meta.publisher == "Le Courrier du Fleuve"
    assert found.meta.published == datetime(2024, 3, 5, tzinfo=UTC)
    assert found.meta.categories == ("Région",)
    assert [a.name for a in found.meta.authors] == ["Solène Marchand"]
    assert "Courrier" not in found.html


EAST = {
    "□ 本报记者 周若谷 通讯员 何小满 文/图": ["周若谷", "何小满"],
    "文・写真　田中 一郎": ["田中 一郎"],
    "撰文 林若蘭": ["林若蘭"],
}


@pytest.mark.parametrize("line", EAST)
def test_a_byline_in_chinese_or_japanese_names_authors_and_stays(line: str) -> None:
    found = article(
        f"老邮差的最后一趟\n2024年03月05日\n{line}\n\n{'上午九点，老邮差把邮袋搭上车座。' * 6}\n"
    )

    assert [a.name for a in found.meta.authors] == EAST[line]
    assert line.rsplit(maxsplit=1)[-1] in found.html


def test_short_paragraphs_below_the_line_of_a_paper_are_no_head() -> None:
    prose = "The kiln was lit on Thursday, and the whole street smelled of it all week."
    said = [
        "It was dark, said John!",
        "“He left, and nobody knew where he had gone to, or when”",
        "Niemand wusste es – bis der Ofen brannte und alle kamen…",
        "那天晚上很黑，没有人知道他去了哪里。",
    ]
    text = "\n\n".join(["The Daily\nMarch 5, 2024, p. 3", "Opinion", "The kiln", *said, prose])
    found = article(text)

    assert found.meta.title == "The kiln"
    assert all(line in found.html for line in (*said, prose))


POEM = """Low Water

The boats lie down
  like cows at noon,
each on its side,
each on its moon

of wet. The rope
  has nothing to hold.
A child walks out
to where it is cold
"""


def test_a_poem_is_an_article_of_stanzas() -> None:
    found = article(POEM, "a/poem.txt")

    assert found.meta.title == "Low Water"
    assert found.html == (
        "<p>The boats lie down<br>\nlike cows at noon,<br>\neach on its side,<br>\n"
        "each on its moon</p>\n<p>of wet. The rope<br>\nhas nothing to hold.<br>\n"
        "A child walks out<br>\nto where it is cold</p>"
    )


NO_POEMS = {
    "fields": "Host\n\nname: river\nport: one\n\nname: hill\nport: two\n\nname: sea\nport: six\n",
    "list": "To buy\n\n- salt\n- oil\n\n- rope\n- tar\n\n- nails\n- paint\n",
    "words": "river\nhill\nsea\nrope\ntar\nnails\npaint\noil\n",
    "code": "pad\n\ndef pad(x):\n  return x\n\ndef cut(x):\n  x = 1;\n\npad(cut(x))\ncut(x)\n",
}


@pytest.mark.parametrize("text", NO_POEMS.values(), ids=NO_POEMS.keys())
def test_short_lines_of_data_are_no_poem(text: str) -> None:
    (found,) = outcomes(text, "a/data.txt")

    assert isinstance(found, Failure)


WRITTEN = {
    "fields and text": "编号：0231\n单位：江城图书馆\n主题：旧书\n讲者：林晓舟\n地点：三楼报告厅\n"
    "主办：江城区文化馆读者服务部\n书里写了江水。\n有人站着听完。\n",
    "a poem in one piece": "渡口\n雾从江面上升起来\n船在雾里走\n没有声音\n父亲站在码头上\n"
    "一盏\n两盏\n像抛出一句话\n",
    "a conversation": "Q: Who lit it?\nA: My father did, before the war.\nQ: And now?\nA: I do.\n",
    "one sentence": "The ice on the river was thick enough to walk on this week.\n",
    "a note": "Ask Marta about the boat\n",
    "an address in it": "Two songs\nhttps://x.example/a\nhttps://x.example/b\nboth of the sea.\n",
}


@pytest.mark.parametrize("text", WRITTEN.values(), ids=WRITTEN.keys())
def test_what_somebody_wrote_into_a_text_file_is_an_article(text: str) -> None:
    found = article(text, "a/note.txt")

    told = squeeze(found.meta.title + found.html)
    assert all(squeeze(line) in told for line in text.splitlines() if "http" not in line)


WRITTEN_BY_PROGRAMS = {
    "log": "2024-01-12 08:30:01 INFO  server: starting the main process.\n" * 9,
    "log of a system": "Jan 12 08:30:01 river sshd[12]: Connection closed by the other side.\n" * 9,
    "settings": "# server\nport = 8080\nhost = localhost\n[db]\nlimit = 30\n",
    "table": "name,age,city\nAnn Lee,34,New York\nBo Li,41,Bergen\n",
    "names of files": "a.c\nb.c\nmain.py\nREADME\n",
    "robots": "User-agent: *\nDisallow: /private/\nSitemap: https://x.example/sitemap.xml\n",
    "addresses": "https://x.example/a\nhttps://x.example/b\n",
}


@pytest.mark.parametrize("text", WRITTEN_BY_PROGRAMS.values(), ids=WRITTEN_BY_PROGRAMS.keys())
def test_what_programs_write_is_none(text: str) -> None:
    (found,) = outcomes(text, "a/data.txt")

    assert isinstance(found, Failure)


def test_verses_in_a_file_of_markdown_are_read_as_lines() -> None:
    found = article("The Ferry\n\nFog rises\noff the river\nand the boat\n", "a/ferry.md")

    assert found.html == "<p>Fog rises<br>\noff the river<br>\nand the boat</p>"


def test_short_paragraphs_in_chinese_stay_apart() -> None:
    assert paragraphs("小标题\n　　他来了。\n　　她走了。").count("<p>") == 3


NAMED = """The ferry stays in harbour until the spring

{line}
11 May 2024, 10:30

The ferry has not left the harbour for two weeks, and nobody in the town knows when it will again.

The captain said on Monday that the engine was older than she was, and not as well looked after.
"""


def test_a_name_right_above_the_date_is_the_author() -> None:
    found = article(NAMED.format(line="Marta Lindqvist"))

    assert [author.name for author in found.meta.authors] == ["Marta Lindqvist"]
    assert found.meta.published == datetime(2024, 5, 11, 10, 30, tzinfo=UTC)
    assert "Lindqvist" not in found.html


@pytest.mark.parametrize("line", ["The Harbour Times", "Out in the cold"])
def test_another_line_above_the_date_stays(line: str) -> None:
    found = article(NAMED.format(line=line))

    assert found.meta.authors == ()
    assert line in found.html


def test_each_line_of_metadata_is_told_as_the_place_of_what_it_says() -> None:
    found = article(
        "The ice holds\nAuthor: Ann Example\nSource: River News\n2024-01-12\n"
        "https://r.example/ice\n\nThe ice was thick enough to walk on this week, at last.\n"
    )

    assert dict(found.meta.evidence) == {
        "authors": "labelled line",
        "published": "meta line",
        "publisher": "labelled line",
        "title": "first line",
        "url": "meta line",
    }


def test_a_name_beside_the_day_is_the_author_and_a_place_is_none() -> None:
    text = f"A bridge stays closed\n\n{{}}  12/03/2019\n\n{BODY_OF_BRIDGE}"

    assert [one.name for one in article(text.format("Jane Roe")).meta.authors] == ["Jane Roe"]
    assert article(text.format("New York")).meta.authors == ()


BODY_OF_BRIDGE = (
    "The council met on Tuesday evening, and after four hours of debate it agreed on one thing.\n\n"
    "The bridge stays closed until the autumn, whatever the ferry company may say about it."
)


NOTICE = (
    "A notice of the ferry\n\nDear passengers,\n\nThe ferry rests while the channel is dredged, "
    "and it will be back in June with new ropes.\n\nWe thank you for your patience.\n\n"
)
SIGNED = {
    "the day last": "Thornby Ferry Company\n20 May 2026\n",
    "a place": "Sia Vance\nThornby, 20 May 2026\n",
    "the name last": "Thornby, 20 May 2026\n\nSia Vance\n",
    "in German": "Sia Vance\n\n20. Mai 2026\n",
    "in Chinese": "江边渡轮有限公司\n2026年5月20日\n",
}


@pytest.mark.parametrize("end", SIGNED.values(), ids=SIGNED.keys())
def test_the_day_that_a_notice_is_signed_with_is_its_own(end: str) -> None:
    found = article(NOTICE + end, timezone="UTC").meta

    assert found.published == datetime(2026, 5, 20, tzinfo=UTC)
    assert dict(found.evidence)["published"] == "signature"
    assert article(NOTICE + end, "2024-01-02-ferry.txt").meta.published == datetime(
        2024, 1, 2, tzinfo=UTC
    )


@pytest.mark.parametrize(
    "end",
    [
        "The ferry will be back again.\n20 May 2026\n",
        "Next meeting: 20 May 2026\n",
        "Sia Vance\n2026\n",
        "See you on the quay on 20 May 2026\n",
        "Registration closes\n20 May 2026\n",
        "Valid Until\n20 May 2026\n",
        "Deadline\n20 May 2026\n",
        "Anmeldeschluss\n20. Mai 2026\n",
        "Last updated by Ole\n20 May 2026\n",
        "报名截止\n2026年5月20日\n",
        "20 May 2026\n\nDeadline for the Company\n",
    ],
)
def test_another_day_at_the_end_is_no_signature(end: str) -> None:
    assert article(NOTICE + end).meta.published is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("（記者・森田葵）", ["森田葵"]),
        ("2026/04/20 07:00　川辺新聞　記者 森田葵", ["森田葵"]),
        ("2026/04/20 07:00　川辺新聞　記者の一日", []),
    ],
)
def test_a_reporter_in_japan_is_named_in_brackets_or_behind_the_paper(
    line: str, names: list[str]
) -> None:
    text = "川辺の渡し船が、五月から再び動き出す。町の人々は、朝の霧の中で船を待つ。"
    found = article(f"渡し船が再開\n\n{line}\n\n{text}\n\n{text}\n").meta

    assert [author.name for author in found.authors] == names


LADDER = """A ladder fell in the harbour and nobody was below it.
The office said on Thursday that it had been tied with the wrong rope.
A new rope has been ordered, and until it comes the ladder stays where it fell."""


@pytest.mark.parametrize("stamp", ["17. Oktober 2024, 13:56 Uhr", "2024-10-17 13:56"])
def test_a_day_and_hour_above_a_text_are_no_title(stamp: str) -> None:
    found = article(f"{stamp}\n{LADDER}", "ladder.txt")

    assert found.meta.published == datetime(2024, 10, 17, 13, 56, tzinfo=UTC)
    assert found.meta.title.startswith("A ladder fell")
    assert stamp in found.html
    assert "A ladder fell" in found.html


def test_the_title_may_stand_below_the_day_and_hour() -> None:
    found = article(f"2024-10-17 13:56\n\nThe wrong rope\n\n{LADDER}", "ladder.txt")

    assert found.meta.title == "The wrong rope"
    assert found.meta.published == datetime(2024, 10, 17, 13, 56, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        f"17 October 2024\n{LADDER}",
        f"Ladder day 17 October 2024, 13:56\n{LADDER}",
        f"17 October 2024, 13:56\nWhere: the pier\n{LADDER}",
        f"17 October 2024, 13:56\n{LADDER}\n18 October 2024, 09:10\n{LADDER}",
    ],
)
def test_a_diary_a_log_and_a_meeting_keep_their_first_line(text: str) -> None:
    found = article(text, "ladder.txt")

    assert found.meta.title == text.split("\n", maxsplit=1)[0]
