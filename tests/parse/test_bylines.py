"""Names out of what stands for an author."""

from __future__ import annotations

import pytest

from feedclean.parse.bylines import names_of
from tests.parse.reading import article


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ana Ruiz, Bo Li", ("Ana Ruiz", "Bo Li")),
        ("By Ana Ruiz and Bo Li, Staff Writers", ("Ana Ruiz", "Bo Li")),
        ("Ana Ruiz, senior science editor", ("Ana Ruiz",)),
        ("Ana Ruiz (avec AFP)", ("Ana Ruiz",)),
        ("Ruiz, Ana", ("Ana Ruiz",)),
        ("Ruiz, Ana; Li, Bo", ("Ana Ruiz", "Bo Li")),
        ("AFP, REUTERS", ("AFP", "REUTERS")),
        ("某某日报记者 陈渡", ("陈渡",)),
        ("記者林秀珍/綜合報導", ("林秀珍",)),
        ("本报记者 张三、李四", ("张三", "李四")),
        ("김하늘 기자 sky@hangu.example.kr", ("김하늘",)),
        ("佐藤 美咲", ("佐藤 美咲",)),
        ("AFP/Getty", ("AFP/Getty",)),
        ("[高橋美咲，Bridges]", ("高橋美咲",)),
        ("Ann [Nan] Roe", ("Ann [Nan] Roe",)),
    ],
)
def test_names_are_parted_and_freed_of_what_is_none(text: str, names: tuple[str, ...]) -> None:
    assert names_of(text) == names


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Piše: Ivan Horvat", "Ivan Horvat"),
        ("PIŠE Ana Anić", "Ana Anić"),
        ("Napisala: Ana Anić", "Ana Anić"),
        ("Пише: Ана Анић", "Ана Анић"),
    ],
)
def test_a_byline_of_the_balkans_names_its_author(line: str, name: str) -> None:
    assert names_of(line) == (name,)


NEWSROOMS = ["redakcja", "Redakce", "Die Redaktion", "Editorial Team", "编辑部", "admin"]


@pytest.mark.parametrize("name", NEWSROOMS)
def test_a_newsroom_or_an_account_is_nobody_in_a_feed_as_on_a_page(name: str) -> None:
    feed = (
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>"
        f"<item><title>The ice</title><link>https://r.example/1</link><dc:creator>{name}"
        "</dc:creator><description>It held at last.</description></item></channel></rss>"
    )
    markdown = f"---\ntitle: The ice\nauthor: {name}\n---\n\nIt held at last.\n"

    assert article(feed, "a.xml").meta.authors == ()
    assert article(markdown, "a.md").meta.authors == ()


@pytest.mark.parametrize("name", ["Redakcja Gazety", "Ana Redaktion", "The Ice Staff", "Sun"])
def test_a_name_with_a_newsroom_in_it_is_one(name: str) -> None:
    found = article(f"---\ntitle: The ice\nauthor: {name}\n---\n\nIt held at last.\n", "a.md")

    assert [author.name for author in found.meta.authors] == [name]
