"""Articles as programs keep or print them: Python's, JavaScript's, rows of SQL, tables in JSON."""

from __future__ import annotations

import json

import pytest

from feedclean.model.article import Failure, RawArticle
from feedclean.parse.dialects import program_values
from feedclean.parse.dialects.base import Head
from tests.parse.reading import article, outcomes

TEXT = "The baker's dough didn't rise: \"too cold\", she said."
SECOND = "On Friday the oven was lit at four."
RECORD = {
    "title": "Bread is late",
    "author": "Ana Ruiz",
    "date": "2024-03-05",
    "url": "https://e.example/bread",
    "content": f"{TEXT}\n\n{SECOND}",
    "tags": None,
    "draft": False,
    "score": 1.5,
}
HTML = f"<p>{TEXT}</p>\n<p>{SECOND}</p>"


def check(found: RawArticle | Failure, dialect: str = program_values.NAME) -> None:
    assert isinstance(found, RawArticle), found
    assert found.origin.dialect == dialect
    assert found.html == HTML
    assert found.meta.title == "Bread is late"
    assert found.meta.url == "https://e.example/bread"
    assert [one.name for one in found.meta.authors] == ["Ana Ruiz"]
    assert found.meta.published is not None
    assert found.meta.published.date().isoformat() == "2024-03-05"


def other(url: str) -> dict[str, object]:
    return {**RECORD, "url": url}


def test_a_dictionary_of_python_is_an_article() -> None:
    check(article(repr(RECORD)))


def test_lists_and_lines_of_dictionaries_are_articles() -> None:
    two = [RECORD, other("https://e.example/2")]

    for text in (repr(two), "\n".join(map(repr, two)), f"rows = {two!r}\n"):
        first, second = outcomes(text)
        check(first)
        assert isinstance(second, RawArticle)
        assert second.meta.url == "https://e.example/2"


@pytest.mark.parametrize(
    "day",
    [
        "datetime.datetime(2024, 3, 5, 10, 30)",
        "datetime.date(2024, 3, 5)",
        "Timestamp('2024-03-05 10:30:00')",
        'ISODate("2024-03-05T10:30:00Z")',
        "new Date('2024-03-05')",
    ],
)
def test_a_day_that_is_called_is_read(day: str) -> None:
    text = repr(RECORD).replace("'2024-03-05'", day)

    check(article(text))


def test_what_only_a_program_knows_is_left_out() -> None:
    text = repr(RECORD).replace("None", "ObjectId('65e0'), '_id': OrderedDict([('a', nan)])")

    check(article(text))


def test_a_module_of_javascript_is_read() -> None:
    text = f"""// made by a script
export const posts: Post[] = [
  {{
    title: 'Bread is late', author: "Ana Ruiz", // the baker's friend
    date: '2024-03-05',
    url: 'https://e.example/bread',
    content: `{TEXT}

{SECOND}`,
  }},
];
"""
    check(article(text, "posts/a.js"))


def test_json_that_a_name_is_given_to_is_read() -> None:
    check(article(f"window.DATA.part0 = {json.dumps([RECORD])};", "posts/a.js"))
    check(article(f"callback({json.dumps(RECORD)})", "posts/a.js"))


def test_signs_beyond_ascii_are_read_as_they_are_escaped() -> None:
    text = repr(RECORD).replace("Bread", r"Br\u00f6d \U0001f35e \ud83c\udf5e \x41")

    assert article(text).meta.title == "Bröd 🍞 🍞 A is late"


def test_what_is_cut_off_is_told() -> None:
    text = f"{RECORD!r}\n{other('https://e.example/2')!r}"

    first, second = outcomes(text[:-40])

    check(first)
    assert isinstance(second, Failure)


def test_json_with_a_comma_too_many_or_a_comment_is_whole() -> None:
    [found] = outcomes(f"[{json.dumps(RECORD)},\n]", "a.json")
    check(found, "json-feed")
    [found] = outcomes(f"[{json.dumps(RECORD)} // one\n]", "a.json")
    check(found, "json-feed")


def test_json_that_is_cut_off_is_still_told() -> None:
    whole = json.dumps([RECORD, other("https://e.example/2")])

    first, second = outcomes(whole[:-20], "a.json")

    check(first, "json-feed")
    assert isinstance(second, Failure)


@pytest.mark.parametrize(
    "text",
    [
        f"{{'title' stands for nothing}} {TEXT} {SECOND}",
        f"In Python we write {{'title': 'a', 'content': 'b', 'url': 'c'}}. {TEXT}\n\n{SECOND}",
        f"title = a word\n\n{TEXT}\n\n{SECOND}",
        f"INSERT INTO is how a row is put into a table.\n\n{TEXT}\n\n{SECOND}",
    ],
)
def test_prose_on_programs_is_none(text: str) -> None:
    assert program_values.sniff(Head(text=text, location="a.txt", media_type=None)) == 0.0


def test_settings_of_a_program_are_no_articles() -> None:
    text = "module.exports = { title: 'My site', url: 'https://e.example/', theme: 'plain' }"

    assert program_values.sniff(Head(text=text, location="a.js", media_type=None)) == 0.0


def quoted(value: object) -> str:
    return "NULL" if value is None else "'" + str(value).replace("'", "''") + "'"


MADE = """-- a dump
/*!40101 SET NAMES utf8mb4 */;
CREATE TABLE `users` (
  `id` int(11) NOT NULL,
  `name` varchar(80),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `users` VALUES (1,'ana'),(2,'owen');
CREATE TABLE `comments` (
  `id` int(11) NOT NULL,
  `content` text
);
INSERT INTO `comments` VALUES (1,'So late!'),(2,'INSERT INTO `posts` VALUES (9)');
CREATE TABLE `posts` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `title` varchar(200) COLLATE utf8mb4_bin,
  `author` varchar(80),
  `content` longtext,
  `published_at` datetime,
  `url` text,
  PRIMARY KEY (`id`),
  KEY `by_day` (`published_at`)
);
"""


def test_rows_of_a_table_whose_columns_are_made_above_are_articles() -> None:
    content = str(RECORD["content"]).replace("'", "\\'").replace('"', '\\"').replace("\n", "\\r\\n")
    row = f"(1,'Bread is late','Ana Ruiz','{content}','2024-03-05 10:00:00','{RECORD['url']}')"

    found = outcomes(
        f"{MADE}INSERT INTO `posts` VALUES {row},{row.replace('(1,', '(2,')};\n", "a.sql"
    )

    assert len(found) == 2
    check(found[0])


def test_rows_whose_columns_the_statement_names_are_articles() -> None:
    keys = ("title", "author", "date", "url", "content", "tags")
    values = ", ".join(quoted(RECORD[key]) for key in keys)

    check(article(f"INSERT INTO news ({', '.join(keys)}) VALUES ({values});\n", "a.sql"))
    named = ", ".join(f"[{key}]" for key in keys)
    server = f"SET NOCOUNT ON\nINSERT [dbo].[News] ({named}) VALUES (N{values})\nGO\n"
    check(article(server.replace("'2024-03-05'", "CAST(N'2024-03-05' AS DateTime)"), "a.sql"))


def test_rows_that_postgresql_copies_are_articles() -> None:
    content = str(RECORD["content"]).replace("\n", "\\n")
    text = f"""--
-- PostgreSQL database dump
--
SET client_encoding = 'UTF8';
COPY public.posts (id, title, author, date, url, content, tags) FROM stdin;
1\tBread is late\tAna Ruiz\t2024-03-05\t{RECORD["url"]}\t{content}\t\\N
\\.
"""
    check(article(text, "a.sql"))


def test_rows_that_are_not_read_are_told() -> None:
    text = (
        "INSERT INTO news (title, content, url) VALUES ('Bread', 'It is late.', 'https://e.example/1'),"
        "('Oven', 'It was lit at fo"
    )
    first, second = outcomes(text, "a.sql")

    assert isinstance(first, RawArticle)
    assert isinstance(second, Failure)
    assert "1 row not read" in second.message


KEYS = ["title", "author", "date", "url", "content"]
ROWS = [[RECORD[key] for key in KEYS], [other("https://e.example/2")[key] for key in KEYS]]


@pytest.mark.parametrize(
    "table",
    [
        [KEYS, *ROWS],
        {"columns": KEYS, "index": [0, 1], "data": ROWS},
        {key: {"0": ROWS[0][at], "1": ROWS[1][at]} for at, key in enumerate(KEYS)},
    ],
)
def test_a_table_in_json_has_an_article_in_each_row(table: object) -> None:
    found = outcomes(json.dumps(table), "a.json")

    assert len(found) == 2
    check(found[0], "json-feed")


def test_an_article_in_several_languages_is_no_table() -> None:
    told = {"title": {"en": "Bread"}, "content": {"en": TEXT}, "url": "https://e.example/1"}

    assert len(outcomes(json.dumps(told), "a.json")) == 1


LISTED = """{name}
- title: Bread is late
  author: Ana Ruiz
  date: 2024-03-05
  url: https://e.example/bread
  content: |
    The baker's dough didn't rise: "too cold", she said.

    On Friday the oven was lit at four.
- title: The oven
  url: https://e.example/2
  content: It was lit at four, & so *bread* came.
"""
IN_TOML = """[[articles]]
title = "Bread is late"
author = "Ana Ruiz"
date = 2024-03-05
url = "https://e.example/bread"
content = '''
The baker's dough didn't rise: "too cold", she said.

On Friday the oven was lit at four.
'''

[[articles]]
title = "The oven"
content = "It was lit at four."
url = "https://e.example/2"
"""


@pytest.mark.parametrize(
    "text", [LISTED.format(name="---"), LISTED.format(name="articles:"), IN_TOML]
)
def test_a_list_in_yaml_or_toml_has_an_article_in_each_item(text: str) -> None:
    first, second = outcomes(text, "a.yaml")

    check(first)
    assert isinstance(second, RawArticle)
    assert second.meta.title == "The oven"


@pytest.mark.parametrize(
    "text",
    [
        f"- title: a word\n- content: another\n- url: a third\n\n{TEXT} {SECOND}\n",
        LISTED.format(name="a: &x [1]\nb:").replace("The oven", "*x"),
        "- title: One\n  url: https://e.example/1\n- title: Two\n  url: https://e.example/2\n",
        f"---\ntags:\n  - name: x\ntitle: Bread\ncontent: y\n---\n\n{TEXT} {SECOND}\n",
    ],
)
def test_what_only_looks_like_a_list_of_articles_is_none(text: str) -> None:
    head = Head(text=text, location="a.md", media_type=None, whole=text)

    assert program_values.sniff(head) == 0.0


ROW = "INSERT INTO t (title, content, url) VALUES ('Bread', 'It is late.', 'https://e.example/1');"


@pytest.mark.parametrize(
    "text",
    [
        f"SELECT is a word.\n\n{TEXT} {SECOND}\n\n{ROW}\n",
        f"{ROW}\n\nThat is how a row is written.\n\n{SECOND}\n",
        f"var post = {RECORD!r};\n\nThis line makes an object of an article.\n\n{SECOND}\n",
        f"{RECORD!r} is how Python prints it.\n\n{SECOND}\n",
        f"post = {{ title: ..., content: ..., date: ... }}\n\nIn the program {SECOND}\n",
    ],
)
def test_a_text_on_programs_keeps_what_it_says_beside_its_examples(text: str) -> None:
    head = Head(text=text, location="a.txt", media_type=None, whole=text)

    assert program_values.sniff(head) == 0.0


def test_comments_and_rows_that_are_cut_off_are_no_text_on_programs() -> None:
    above = "/* Written by a program of ours.\nEverybody may use it as they like. */\nSET x = 1;\n"
    text = f"{above}{ROW}\n"
    cut = f"{text}{ROW.replace('It is', f'It{chr(10)}{SECOND}{chr(10)}is').partition('late.')[0]}"

    for one in (text, cut):
        head = Head(text=one, location="a.sql", media_type=None, whole=one)
        assert program_values.sniff(head) > 0.9


@pytest.mark.parametrize(
    "text",
    [
        "export default { title: 'My site', url: '/', content: ['./src/**/*.html'] }",
        "export default { title: 'Save', date: 'Date', link: 'Link', content: 'Content' };",
        "config = { title: 'A', url: '/', top: { content: 'All the news of our own village.' } }",
        '[[menu.main]]\ntitle = "Home"\nurl = "/"\ntext = "home"\n',
        f"- title: The mill\n- text: {TEXT.replace(': ', ' ')}\n- date: a day\n",
    ],
)
def test_what_has_no_text_beside_its_title_is_no_article(text: str) -> None:
    head = Head(text=text, location="a.js", media_type=None, whole=text)

    assert program_values.sniff(head) == 0.0
