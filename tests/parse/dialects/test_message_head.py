from __future__ import annotations

from datetime import UTC, datetime

import pytest

from feedclean.clean.process import process
from feedclean.model.article import CleanArticle
from feedclean.parse.dialects.heads.message_head import take_head
from tests.cleaning import PLAN
from tests.parse.reading import article

TEXT = """The ferry did not come on Tuesday, and so I had four hours on a quay with a timetable.

I learned that there are eleven islands, and that on Wednesdays it calls at nine of them.
"""
ZH = """孟西河写过两千一百六十四份悼词，没有一份署名。他在一家县殡仪馆的打印室上班。

家属推门进来，多数人的第一句话是：“有模板吗？”
"""
LETTER = f"""From: The Slow Letter <slow@post.example>
To: me@post.example
Date: Sun, 14 Jan 2024 08:00:00 +0000
Subject: What the ferry taught me
View this post on the web at https://slow.example.org/p/ferry

{TEXT}"""


def test_a_letter_is_titled_by_its_subject_and_signed_by_its_sender() -> None:
    found = article(LETTER)

    assert found.meta.title == "What the ferry taught me"
    assert [author.name for author in found.meta.authors] == ["The Slow Letter"]
    assert found.meta.published == datetime(2024, 1, 14, 8, tzinfo=UTC)
    assert found.meta.url == "https://slow.example.org/p/ferry"
    assert found.html.startswith("<p>The ferry did not come")
    assert "post.example" not in found.html


def test_in_markdown_as_well_with_the_title_again_below() -> None:
    head = "**From:** The Slow Letter <slow@post.example>\n**Subject:** What the ferry taught me\n"
    found = article(f"{head}\n# What the ferry taught me\n\n*By Ann Example*\n\n{TEXT}", "a/b.md")

    assert found.meta.title == "What the ferry taught me"
    assert [author.name for author in found.meta.authors] == ["Ann Example"]
    assert found.meta.publisher == "The Slow Letter"
    assert "<h1>" not in found.html


def test_who_is_named_below_is_the_author_and_the_sender_the_publisher() -> None:
    found = article(
        "主题: 夜茶第 87 期｜三种不回消息的人\n发件人: 夜茶 <yecha@post.example>\n"
        "日期: 2024-06-16 22:00\n"
        f"\n夜茶 · 第 87 期\n撰写：温以南\n\n{ZH}"
    )

    assert found.meta.title == "夜茶第 87 期｜三种不回消息的人"
    assert [author.name for author in found.meta.authors] == ["温以南"]
    assert found.meta.publisher == "夜茶"
    assert found.meta.published == datetime(2024, 6, 16, 14, tzinfo=UTC)
    assert "夜茶 · 第 87 期" in found.html


def test_the_post_of_a_board_has_the_title_its_head_says() -> None:
    found = article(
        "作者  mengmao (夢貓)                          看板  Railway\n"
        "標題  [心得] 列車長借了我一把尺\n時間  Sun Apr 24 23:14:52 2022\n"
        f"───────────────\n\n{ZH}"
    )

    assert found.meta.title == "[心得] 列車長借了我一把尺"
    assert found.meta.categories == ("Railway",)
    assert found.meta.published == datetime(2022, 4, 24, 15, 14, 52, tzinfo=UTC)
    assert found.html.startswith("<p>孟西河")


CHANNELS = {
    "labelled": "频道：晚点再读｜消息导出\n2023-02-18 22:31:07 UTC+8  👁 12.4K\n\n#非虚构\n\n",
    "a name": "晚点再读\n2023-02-18 22:31:07 UTC+8\nForwarded from 晚点再读 (@wandian)\n\n",
}


@pytest.mark.parametrize("head", CHANNELS.values(), ids=CHANNELS.keys())
def test_the_name_of_a_channel_is_no_title(head: str) -> None:
    found = article(f"{head}《给陌生人写悼词的人》\n\n作者：阮冬至\n\n{ZH}")

    assert found.meta.title == "给陌生人写悼词的人"
    assert found.meta.publisher == "晚点再读"
    assert [author.name for author in found.meta.authors] == ["阮冬至"]
    assert found.meta.published == datetime(2023, 2, 18, 14, 31, 7, tzinfo=UTC)


NO_HEADS = {
    "a way": ["From: Oslo", "To: Bergen", "Date: 12 May 2024", "", TEXT],
    "a meeting": ["主题：旧书读书会", "时间：2024年1月12日 15:00", "地点：三楼报告厅", "", ZH],
    "a conversation": ["From: where do you come?", "Ann: from the north.", TEXT],
    "a title over a date": ["The ferry", "12 May 2024", "", TEXT],
    "a channel alone": ["Channel: Night Reading", "", TEXT],
}


@pytest.mark.parametrize("lines", NO_HEADS.values(), ids=NO_HEADS.keys())
def test_other_lines_with_colons_are_no_head(lines: list[str]) -> None:
    assert take_head(lines, None) is None


def test_a_line_that_cannot_be_read_stays() -> None:
    told = take_head(
        ["From: Ann", "Subject: The ferry", "Date: on a Tuesday", "", "It came."], None
    )

    assert told is not None
    assert told[1] == ["Date: on a Tuesday", "", "It came."]


def test_who_is_written_to_in_many_words_stays() -> None:
    reader = "To: the readers of the River News, with greetings from the hill"
    told = take_head(["From: Ann", "Subject: The ferry", reader, "", "It came."], None)

    assert told is not None
    assert told[1] == [reader, "", "It came."]


def test_a_word_that_says_that_a_title_follows_is_no_part_of_it() -> None:
    found = article(f"主题：旧书读书会\n地点：三楼报告厅\n\n{ZH}")

    assert found.meta.title == "旧书读书会"
    assert "地点：三楼报告厅" in found.html


def test_a_post_copied_from_a_board_is_titled_by_its_head() -> None:
    found = article(
        "作者qwer55 (阿國)\n看板Gossiping\n標題Re: [問卦] 柿子樹\n時間Thu Nov 20 22:03:18 2025\n\n"
        f"※ 引述《asdf (小花)》之銘言：\n: 今年結了三百多顆\n\n{ZH}"
    )

    assert found.meta.title == "Re: [問卦] 柿子樹"
    assert [author.name for author in found.meta.authors] == ["qwer55 (阿國)"]
    assert found.meta.categories == ("Gossiping",)
    assert found.html.startswith("<p>※ 引述《asdf (小花)》之銘言：<br>\n: 今年結了三百多顆</p>")


def test_author_and_board_in_one_line_are_two() -> None:
    found = article(
        "作者: hana (花花)                         看板: Tea_talk\n標題: [閒聊] 下雨天的茶行\n"
        f"時間: Mon Nov 10 15:20:00 2025\n\n{ZH}"
    )

    assert [author.name for author in found.meta.authors] == ["hana (花花)"]
    assert found.meta.categories == ("Tea_talk",)
    assert found.meta.title == "[閒聊] 下雨天的茶行"


HANDED_ON = {
    "gmail": "---------- Forwarded message ---------\nFrom: Ines Prado <i@p.example>\n"
    "Date: Wed, Jan 7, 2026 at 9:15 PM\nSubject: Fwd: The house\nTo: <n@p.example>\n",
    "outlook": "-----Original Message-----\nFrom: Ines Prado\n"
    "Sent: Wednesday, January 7, 2026 9:15 PM\nTo: Nuno Prado\nSubject: The house\n",
    "german": "-----Ursprüngliche Nachricht-----\nVon: Ines Prado\n"
    "Gesendet: Mittwoch, 7. Januar 2026 21:15\nAn: Nuno Prado\nBetreff: WG: The house\n",
    "apple": "Begin forwarded message:\n\nFrom: Ines Prado <i@p.example>\nSubject: The house\n"
    "Date: January 7, 2026 at 9:15 PM\nTo: Nuno Prado <n@p.example>\n",
    "within another": "From: Nuno Prado <n@p.example>\nSubject: Fwd: The house\n"
    "Date: 9 January 2026\n\n---------- Forwarded message ---------\n"
    "From: Ines Prado <i@p.example>\nDate: Wed, Jan 7, 2026 at 9:15 PM\nSubject: The house\n",
}


@pytest.mark.parametrize("head", HANDED_ON.values(), ids=HANDED_ON.keys())
def test_a_letter_that_is_handed_on_is_by_whoever_wrote_it(head: str) -> None:
    found = article(f"{head}\n{TEXT}")

    assert found.meta.title == "The house"
    assert [author.name for author in found.meta.authors] == ["Ines Prado"]
    assert found.meta.published == datetime(2026, 1, 7, 21, 15, tzinfo=UTC)
    assert found.html.startswith("<p>The ferry did not come")


def test_only_the_beginning_of_a_subject_says_that_it_is_handed_on() -> None:
    told = take_head(["From: Ann", "Subject: One metr: five euros", "", "It came."], None)

    assert told is not None
    assert told[0].title == "One metr: five euros"


def test_a_title_in_dashes_is_no_letter() -> None:
    assert take_head(["---- The ferry ----", "", "12 May 2024", "", TEXT], None) is None


FIRST = {
    "name first": "Night trams, [12 Mar 2026 14:05:11]",
    "date first": "[12.03.2026 14:05:11] Night trams:",
}


@pytest.mark.parametrize("head", FIRST.values(), ids=FIRST.keys())
def test_who_wrote_a_message_and_when_is_no_title(head: str) -> None:
    found = article(f"{head}\n{TEXT}")

    assert found.meta.title.startswith("The ferry did not")
    assert found.meta.publisher == "Night trams"
    assert found.meta.published == datetime(2026, 3, 12, 14, 5, 11, tzinfo=UTC)
    assert found.html.startswith("<p>The ferry did not come")


def test_a_person_who_wrote_a_message_is_its_author() -> None:
    found = article(f"Ann Example, [12 Mar 2026 14:05]\n{TEXT}")

    assert [author.name for author in found.meta.authors] == ["Ann Example"]


def test_each_of_several_messages_keeps_who_wrote_it() -> None:
    lines = (
        f"Night trams, [12.01.2026 09:41]\n{TEXT}\n\nNight trams, [12.01.2026 14:03]\nAgain.\n\n"
        "Ann, [12.01.2026 14:20]\nWhere is it now?\n"
    )
    raw = article(lines)
    found = process(raw, PLAN)

    assert isinstance(found, CleanArticle)
    assert found.removals == ()
    assert raw.meta.title.startswith("The ferry did not")
    assert raw.meta.authors == ()


FORWARDED = {
    "alone": "Forwarded from Night Trams\n",
    "below the channel": "**City notes**\nForwarded from: **Night Trams**\n\n",
}


@pytest.mark.parametrize("head", FORWARDED.values(), ids=FORWARDED.keys())
def test_from_where_a_message_was_forwarded_is_no_title(head: str) -> None:
    found = article(f"{head}{TEXT}", "a/b.md" if "**" in head else "a/b.txt")

    assert found.meta.title.startswith("The ferry did not")
    assert found.meta.publisher in {"Night Trams", "City notes"}
    assert "Forwarded" not in found.html


def test_a_part_of_a_letter_names_nobody() -> None:
    head = "From: The Slow Letter <slow@post.example>\nSubject: Frost\n"
    found = article(f"{head}\n{TEXT}\n\nFrom the mailbox\nA reader asks about the hedge.\n")

    assert [author.name for author in found.meta.authors] == ["The Slow Letter"]


def test_fields_of_a_board_may_share_a_line() -> None:
    found = article(
        "发信人: lamp (灯), 信区: Story\n标  题: [原创] 悼词\n"
        f"发信站: 江边社区 (Fri Mar 14 23:51:07 2008), 站内\n\n{ZH}"
    )

    assert found.meta.title == "[原创] 悼词"
    assert [author.name for author in found.meta.authors] == ["lamp (灯)"]
    assert found.meta.categories == ("Story",)
    assert found.meta.published == datetime(2008, 3, 14, 15, 51, 7, tzinfo=UTC)


def test_the_program_may_name_itself_above_the_head_of_a_thread() -> None:
    found = article(
        "Thread Saver 2.3\nForum: Boats > Repairs\nSubject: The pump that would not stop\n"
        f"Views 512\n\n#1 Anna, 3 May 2024 10:12\n{TEXT}\n#2 Otto, 3 May 2024 11:40\nSame here.\n"
    )

    assert found.meta.title == "The pump that would not stop"
    assert [author.name for author in found.meta.authors] == ["Anna"]
    assert found.meta.published == datetime(2024, 5, 3, 10, 12, tzinfo=UTC)
    assert "Thread Saver 2.3" in found.html


def test_lines_of_a_text_are_no_head_below_its_title() -> None:
    found = article(f"The meeting\nSubject: boats\n\n{TEXT}")

    assert found.meta.title == "The meeting"
