"""Names out of what stands for an author."""

from __future__ import annotations

import json

import pytest

from feedclean.parse.bylines import names_of, people_of
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
        ("记者 林晚 通讯员 陈渡", ("林晚", "陈渡")),
        ("林晚等", ("林晚",)),
        ("林晚、陈渡等三人", ("林晚", "陈渡")),
        ("Ana Ruiz et al.", ("Ana Ruiz",)),
        ("文/林晚　图/陈渡", ("林晚",)),
        ("文/林晚，摄影/陈渡", ("林晚",)),
        ("作者：陈默，七零后，小学教师，著有散文集《钉子》。", ("陈默",)),
        ("作者：陈默，林秀珍，张三", ("陈默", "林秀珍", "张三")),
        ("김하늘 기자 | 입력 2026.01.20 06:00 | 수정 2026.01.20 09:12", ("김하늘",)),
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


WHOLE = [
    "Ana Ruiz",
    "Simon & Schuster",
    "Martin Luther King, Jr.",
    "AFP/Getty",
    "qwer55 (阿國)",
    "Tom and Jerry",
]


@pytest.mark.parametrize("text", WHOLE)
def test_what_may_be_one_name_stays_whole(text: str) -> None:
    assert people_of(text) == (text,)


CREATORS = {
    "By Ann Lee and Bo Cox, Staff Writers": ["Ann Lee", "Bo Cox"],
    "Ann Lee, Bo Cox": ["Ann Lee", "Bo Cox"],
    "江城日报记者 张三": ["张三"],
    "김하늘 기자": ["김하늘"],
    "von Karl Amann": ["Karl Amann"],
    "管理员": [],
}


@pytest.mark.parametrize(("text", "names"), CREATORS.items(), ids=CREATORS.keys())
def test_bylines_in_feeds_are_read_as_on_pages(text: str, names: list[str]) -> None:
    rss = (
        "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>T</title>"
        f"<item><title>The ice</title><link>https://r.example/1</link><dc:creator>{text}"
        "</dc:creator><description>It held at last.</description></item></channel></rss>"
    )
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>f</id><entry><id>e</id>"
        f"<title>The ice</title><author><name>{text}</name></author>"
        "<content>It held at last.</content></entry></feed>"
    )
    item = {"id": "1", "title": "The ice", "content_text": "It held.", "authors": [{"name": text}]}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [item]}

    for body, location in ((rss, "a.xml"), (atom, "b.xml"), (json.dumps(feed), "c.json")):
        assert [one.name for one in article(body, location).meta.authors] == names


def test_somebody_with_an_address_stays_one() -> None:
    atom = (
        "<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><id>f</id><entry><id>e</id>"
        "<title>The ice</title><author><name>Ann Lee, Bo Cox</name><uri>https://r.example/ab</uri>"
        "</author><content>It held at last.</content></entry></feed>"
    )

    [author] = article(atom, "b.xml").meta.authors
    assert (author.name, author.uri) == ("Ann Lee, Bo Cox", "https://r.example/ab")


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
