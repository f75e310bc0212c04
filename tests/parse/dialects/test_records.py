"""Records in tables, in XML, in mailboxes and in JSON of any shape."""

from __future__ import annotations

import base64
import gzip
import json
from time import process_time
from typing import Any

import pytest

from feedclean.model.article import Failure, RawArticle
from feedclean.parse import read
from tests.parse.reading import article, capture, outcomes, source

TEXT = "The ice on the river was thick enough to walk on."


def in_json(value: Any) -> RawArticle:
    return article(json.dumps(value), "a.json")


def test_a_cell_in_quotes_holds_whatever_it_holds() -> None:
    first, second = outcomes(
        'title;url;content\n"A; ""b""";https://e.example/1;"One.\n\nTwo."\nB;https://e.example/2;Three.\n',
        "a.csv",
    )

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.meta.title == 'A; "b"'
    assert first.html == "<p>One.</p>\n<p>Two.</p>"
    assert second.html == "<p>Three.</p>"


def test_a_cell_may_be_a_list_of_python() -> None:
    found = article(
        f'title,authors,content\nIce,"[\'Ana Ruiz\', ""Bo O\'Li""]","[\'{TEXT}\', \'Two.\']"\n',
        "a.csv",
    )

    assert [one.name for one in found.meta.authors] == ["Ana Ruiz", "Bo O'Li"]
    assert found.html == f"<p>{TEXT}</p>\n<p>Two.</p>"


def test_a_cell_with_a_note_in_brackets_is_text() -> None:
    assert (
        "['so' he said]" in article(f"title,content\nIce,\"['so' he said] {TEXT}\"\n", "a.csv").html
    )
    assert "['so' he']" in article("title,content\nIce,\"['so' he']\"\n", "a.csv").html


def test_a_table_of_markdown_has_an_article_in_each_row() -> None:
    first, second = outcomes(
        "| title | date | text |\n|---|:--|---|\n"
        f"| Ice | 2024-01-12 | {TEXT} |\n| Sea | 2024-01-13 | Two. |\n",
        "a.md",
    )

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.meta.title == "Ice"
    assert first.html == f"<p>{TEXT}</p>"
    assert second.html == "<p>Two.</p>"


def test_an_article_that_begins_with_a_table_is_none() -> None:
    found = article(
        f"| title | text |\n|---|---|\n| Ice | thin |\n\n{TEXT}\n\n{TEXT} Two.\n", "a.md"
    )

    assert found.origin.dialect == "markdown"
    assert f"{TEXT} Two." in found.html


def test_a_row_that_says_nothing_costs_itself_only() -> None:
    first, second = outcomes(f"id,title,content\n1,,\n2,Ice,{TEXT}\n", "a.csv")

    assert isinstance(first, Failure)
    assert "a.csv: row 1" in first.message
    assert isinstance(second, RawArticle)


def test_prose_with_commas_is_no_table() -> None:
    text = f"Title, date, text: what a page needs\n\n{TEXT} {TEXT}\n\n{TEXT}\n"

    assert article(text).origin.dialect == "plain-text"


def test_attached_files_tell_nothing_of_a_note() -> None:
    found = article(
        f"<notes><note><title>Ice</title><created>20240112T073000Z</created>"
        f"<resource><source-url>https://e.example/1.png</source-url></resource>"
        f"<content>&lt;p&gt;{TEXT}&lt;/p&gt;</content></note></notes>",
        "a.xml",
    )

    assert found.meta.url is None
    assert found.html == f"<p>{TEXT}</p>"


def test_xml_names_become_those_of_html() -> None:
    found = article(
        f'<doc title="Ice" date="2024-01-12"><main><head>Cold</head><p>{TEXT}</p>'
        '<list><item>A</item></list><ref target="https://e.example/">B</ref></main></doc>',
        "a.xml",
    )

    assert found.html == (
        f'<h2>Cold</h2><p>{TEXT}</p><ul><li>A</li></ul><a href="https://e.example/">B</a>'
    )


def test_nothing_outside_a_document_is_read() -> None:
    found = article(
        '<!DOCTYPE note [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<notes><note><title>Ice</title><author>A</author><content>{TEXT} &x;</content></note>"
        "</notes>",
        "a.xml",
    )

    assert TEXT in found.html
    assert "root" not in found.html


def test_a_letter_without_text_costs_itself_only() -> None:
    head = "Date: Fri, 12 Jan 2024 07:30:00 +0000\nMessage-ID: <{0}@e.example>\nSubject: {0}\n"
    letter = "From a@e.example Fri Jan 12 07:30:00 2024\nFrom: A <a@e.example>\n" + head + "\n"

    first, second = outcomes(
        letter.format("one") + f">From {TEXT}\n\n" + letter.format("two"), "a.mbox"
    )

    assert isinstance(first, RawArticle)
    assert first.html == f"<p>From {TEXT}</p>"
    assert isinstance(second, Failure)
    assert "letter 2" in second.message


@pytest.mark.parametrize("packed", [gzip.compress, bytes], ids=["gzip", "plain"])
def test_packed_text_is_unpacked(packed: Any) -> None:
    text = base64.b64encode(packed(f"<p>{TEXT}</p>".encode())).decode()

    assert in_json({"title": "Ice", "html": text}).html == f"<p>{TEXT}</p>"


def test_a_word_of_letters_alone_is_no_packed_text() -> None:
    assert in_json({"title": "Ice", "text": "A" * 80}).html == f"<p>{'A' * 80}</p>"


def test_an_address_of_a_copy_gives_way_to_that_of_the_article() -> None:
    found = in_json(
        {
            "id": "x1",
            "url": "https://reader.example/read/x1",
            "source_url": "https://e.example/ice",
            "title": "Ice",
            "content": TEXT,
        }
    )

    assert found.meta.url == "https://e.example/ice"


def test_the_site_is_not_the_address_of_the_article() -> None:
    found = in_json(
        {"link": "https://e.example/", "source_url": "https://e.example/ice", "text": TEXT}
    )

    assert found.meta.url == "https://e.example/ice"


@pytest.mark.parametrize(
    ("other", "hour"),
    [("2024-01-12T07:30:00Z", 7), ("2024-01-12T07:41:13Z", 8)],
    ids=["the same moment", "when it was stored"],
)
def test_a_moment_with_a_zone_stands_for_the_same_without(other: str, hour: int) -> None:
    found = in_json({"title": "Ice", "date": "2024-01-12T08:30:00", "created": other, "text": TEXT})

    assert found.meta.published is not None
    assert found.meta.published.hour == hour


def test_authors_are_found_in_a_table_beside_the_articles() -> None:
    found = in_json(
        {
            "posts": [{"id": 1, "title": "Ice", "html": f"<p>{TEXT}</p>"}],
            "posts_authors": [{"post_id": 1, "author_id": 7}],
            "users": [{"id": 7, "name": "Ana Ruiz"}, {"id": 8, "name": "Bo Li"}],
        }
    )

    assert [one.name for one in found.meta.authors] == ["Ana Ruiz"]


def test_an_article_with_comments_is_one() -> None:
    comments = [{"text": "Nice.", "author": "B", "date": "2024-01-13"}] * 3

    assert in_json({"title": "Ice", "content": TEXT, "replies": comments}).meta.title == "Ice"


def test_the_name_of_the_paper_is_cut_off_the_title() -> None:
    found = in_json({"title": "Ice - River News", "source": {"name": "River News"}, "text": TEXT})

    assert found.meta.title == "Ice"


def test_a_headline_on_a_line_of_its_own_leaves_the_text() -> None:
    found = in_json({"id": 1, "date": "2024-01-12", "message": f"Ice again\n\n{TEXT}"})

    assert (found.meta.title, found.html) == ("Ice again", f"<p>{TEXT}</p>")


def test_what_happened_in_a_chat_is_no_article() -> None:
    [found] = outcomes(
        json.dumps(
            {
                "messages": [
                    {"id": 1, "type": "service", "title": "River", "text": ""},
                    {"id": 2, "type": "message", "text": ""},
                    {"id": 3, "type": "message", "text": [TEXT, {"type": "bold", "text": "!"}]},
                ]
            }
        ),
        "a.json",
    )

    assert isinstance(found, RawArticle)
    assert found.html == f"<p>{TEXT}<b>!</b></p>"


def test_hostile_parts_of_a_message_are_text() -> None:
    found = in_json(
        {"id": 1, "text": ["<script>", {"type": "link", "text": "javascript:x"}, f" {TEXT}"]}
    )

    assert "<script" not in found.html
    assert "href" not in found.html


EXPORT = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel>
<wp:author><wp:author_login>ana</wp:author_login>
<wp:author_display_name>Ana Ruiz</wp:author_display_name></wp:author>
<item><title>Ice</title><dc:creator>ana</dc:creator><wp:post_type>post</wp:post_type>
<content:encoded>Text.</content:encoded></item>
<item><title>ice.png</title><wp:post_type>attachment</wp:post_type></item>
<item><title>Old</title><wp:post_type>post</wp:post_type><wp:status>trash</wp:status></item>
<item><title>Recipe</title><wp:post_type>recipe</wp:post_type><wp:status>publish</wp:status></item>
</channel></rss>"""


def test_pictures_and_what_was_thrown_away_are_no_entries() -> None:
    found = outcomes(EXPORT, "a.xml")

    titles = [one.meta.title for one in found if isinstance(one, RawArticle)]
    assert titles == ["Ice", "Recipe"]


def test_accounts_get_the_names_of_their_people() -> None:
    first = outcomes(EXPORT, "a.xml")[0]

    assert isinstance(first, RawArticle)
    assert [one.name for one in first.meta.authors] == ["Ana Ruiz"]


def test_paragraphs_of_an_editor_keep_their_links_and_marks_on_one_line() -> None:
    link = {"type": "link", "children": [{"type": "text", "text": "the river"}]}
    line = [{"type": "text", "text": "The ice on "}, link, {"type": "text", "text": " held."}]
    body = [{"type": "paragraph", "children": line}, {"type": "paragraph", "children": line}]

    assert in_json({"title": "Ice", "body": body}).html == (
        "<p>The ice on the river held.</p>\n<p>The ice on the river held.</p>"
    )


def test_articles_under_their_ids_are_found() -> None:
    items = {str(n): {"title": f"T{n}", "url": f"https://e.example/{n}"} for n in range(3)}

    found = outcomes(json.dumps({"status": 1, "list": items}), "a.json")

    assert [one.meta.title for one in found if isinstance(one, RawArticle)] == ["T0", "T1", "T2"]


def test_articles_without_anything_around_them_are_all_read() -> None:
    one = (
        f"<doc><url>https://e.example/1?a=1&b=2</url><title>Ice</title><text>{TEXT}</text></doc>\n"
    )

    assert len(outcomes(one * 2, "a.txt")) == 2


def test_the_day_of_a_dateline_is_that_of_the_text() -> None:
    found = article(f"The ice is back\n\nOslo, 5 mars 2024 (AFP) - {TEXT}\n\n{TEXT}\n")

    assert str(found.meta.published) == "2024-03-05 00:00:00+00:00"
    assert "Oslo" in found.html


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one]], ids=["objects", "arrays"])
def test_documents_one_after_another_are_all_read(wrap: Any) -> None:
    pages = [wrap({"title": f"T{n}", "content": TEXT}) for n in range(2)]

    found = outcomes("\n".join(json.dumps(page, indent=2) for page in pages), "a.json")

    assert [one.meta.title for one in found if isinstance(one, RawArticle)] == ["T0", "T1"]


def test_of_a_thread_the_posts_are_taken_before_the_answers() -> None:
    post = {"title": "Ice", "selftext": TEXT, "author": "ana"}
    answer = {"body": "Nice.", "author": "bo"}
    lists = [{"data": {"children": [{"data": one}]}} for one in (post, answer)]

    assert in_json(lists).meta.title == "Ice"


def test_a_lead_given_twice_stands_once() -> None:
    lead, text = f"<block><p>{TEXT}</p></block>", f"<block><p>{TEXT}</p><p>More.</p></block>"

    found = article(
        f"<doc><title>Ice</title><author>A</author><body>{lead}{text}</body></doc>", "a.xml"
    )

    assert found.html == f"<div><p>{TEXT}</p><p>More.</p></div>"


def test_a_row_with_more_cells_than_columns_keeps_them_all() -> None:
    found = article("title,url,content\nIce,https://e.example/1,One, two, three.\n", "a.csv")

    assert found.html == "<p>One, two, three.</p>"


@pytest.mark.parametrize(
    "parts",
    [
        f"<text>{TEXT}</text><text>It broke.</text>",
        f'<field name="content">{TEXT}</field><field name="content">It broke.</field>',
    ],
    ids=["elements", "fields"],
)
def test_a_text_in_parts_is_whole(parts: str) -> None:
    found = article(
        f"<?xml version='1.0'?><doc><title>Ice</title><date>2024-01-01</date>{parts}</doc>", "a.xml"
    )

    assert found.html == f"<p>{TEXT}</p>\n<p>It broke.</p>"


@pytest.mark.parametrize("text", ["", "<>", "  ", '"', "<?xml version='1.0'?>"])
def test_what_is_no_xml_at_all_is_said_to_hold_nothing(text: str) -> None:
    (found,) = read(capture(text, "a.xml"), source("xml"))

    assert isinstance(found, Failure)
    assert found.message == "a.xml: is XML, but holds no article we know"


def test_xml_that_is_not_read_to_its_end_is_told() -> None:
    whole = f"<doc><title>Ice</title><date>2024-01-01</date><text>{TEXT}</text></doc>"
    deep = f"<doc><title>Sea</title><date>2024-01-01</date><text>{'<b>' * 300}{TEXT}"

    found = outcomes(f"<?xml version='1.0'?><docs>{whole}{deep}", "a.xml")

    assert isinstance(found[0], RawArticle)
    assert isinstance(found[-1], Failure)
    assert "a.xml: is not read to its end (Excessive depth" in found[-1].message
    (alone,) = outcomes(f"<?xml version='1.0'?><docs>{'<b>' * 300}{deep}", "a.xml")
    assert isinstance(alone, Failure)
    assert "is not read to its end" in alone.message


def test_documents_one_after_another_that_break_off_are_told() -> None:
    whole = json.dumps({"title": "Ice", "content": TEXT, "url": "https://e.example/1"}, indent=1)

    first, broken = outcomes(f'{whole}\n{{"title": "Sea", "content": "{TEXT}', "a.json")
    (alone,) = outcomes(f"{whole}\n\0\0", "a.json")

    assert isinstance(first, RawArticle)
    assert isinstance(alone, RawArticle)
    assert isinstance(broken, Failure)
    assert broken.message == "a.json: was cut off in article 2: it is left out; get the file whole"


def test_json_that_was_cut_off_is_told_as_feeds_are() -> None:
    whole = json.dumps({"items": [{"title": name, "content": TEXT} for name in ("Ice", "Sea")]})

    one, cut = outcomes(whole[:-30], "a.json")
    _, _, broken = outcomes(whole.replace("}]}", '}, {"title": "To\x00}]}'), "a.json")

    assert isinstance(one, RawArticle)
    assert isinstance(cut, Failure)
    assert cut.message == "a.json: was cut off in article 2: it is left out; get the file whole"
    assert isinstance(broken, Failure)
    assert broken.message.startswith("a.json: broken after 2 items (")


def test_a_long_line_in_a_letter_costs_no_more_than_its_length() -> None:
    head = "From: Ada <a@e.example>\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nSubject: Ice\n"
    letter = f"{head}Message-ID: <1@e.example>\nContent-Type: text/plain\n\n{TEXT}\n\nFrom "

    before = process_time()
    found = article(letter + "11:11 " * 30_000, "a.eml")  # 8 s when each was tried with each

    assert process_time() - before < 2
    assert found.html.count("11:11") == 30_000


def test_the_separator_that_excel_keeps_is_no_row() -> None:
    found = article(
        f"sep=;\nÜberschrift;Datum;Uhrzeit;Text\nEis;05.03.2024;14:07;{TEXT}\n", "a.csv"
    )

    assert found.meta.title == "Eis"
    assert str(found.meta.published) == "2024-03-05 14:07:00+00:00"


def test_who_made_the_file_of_a_book_is_not_its_author() -> None:
    found = article(
        "<FictionBook><description><title-info><author><first-name>Ann</first-name>"
        "<last-name>Roe</last-name></author><book-title>Ice</book-title></title-info>"
        "<document-info><author><nickname>scanner</nickname></author></document-info></description>"
        f"<body><section><p>{TEXT}</p></section></body></FictionBook>",
        "a.fb2",
    )

    assert found.meta.title == "Ice"
    assert [one.name for one in found.meta.authors] == ["Ann Roe"]


LETTER = (
    "From: Ada <a@e.example>\nDate: Mon, 4 Mar 2024 10:00:00 +0100\nSubject: {0}\n"
    "Message-ID: <1@e.example>\nMIME-Version: 1.0\n"
)


def test_a_subject_that_makes_no_sense_stays_as_it_is_written() -> None:
    letter = LETTER.format("=?utf-8?B?A?=") + f"Content-Type: text/plain\n\n{TEXT}\n\n"
    mailbox = f"From a@e.example Mon Mar  4 10:00:00 2024\n{letter}"

    found = outcomes(mailbox * 2, "a.mbox")

    assert [one.meta.title for one in found if isinstance(one, RawArticle)] == ["=?utf-8?B?A?="] * 2


@pytest.mark.parametrize("kind", ["plain", "html"])
def test_a_letter_goes_on_behind_a_picture(kind: str) -> None:
    part = f"--X\nContent-Type: text/{kind}\n\n<p>{{}}</p>\n"
    picture = "--X\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\nAAAA\n"
    parts = f"{part.format(TEXT)}{picture}{part.format('And it held.')}--X--\n"

    found = article(f"{LETTER.format('Ice')}Content-Type: multipart/mixed; boundary=X\n\n{parts}")

    assert TEXT in found.html
    assert "And it held." in found.html


SAVED = (
    "From: <Saved by a browser>\nSnapshot-Content-Location: https://e.example/1\n"
    "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\n"
    f"Content-Type: text/html\n\n<html><title>Ice</title><p>{TEXT}</p></html>\n--X--\n"
)


@pytest.mark.parametrize(
    "text",
    [LETTER.format("Ice") + f"Content-Type: text/plain\n\n{TEXT}\n", SAVED],
    ids=["letter", "mhtml"],
)
def test_what_is_in_a_gzip_file_is_read_by_whom_it_is_for(text: str) -> None:
    found = article(gzip.compress(text.encode()), "a.gz")

    assert TEXT in found.html
    assert found.meta.title == "Ice"


def test_text_behind_a_lead_that_is_given_twice_stays() -> None:
    lead = "<block><p>The ice on the river.</p>"
    found = article(
        f"<?xml version='1.0'?><article><title>Ice</title><date>2024-03-05</date>"
        f"<body>{lead}</block>{TEXT}"
        f"{lead}<p>And it held.</p></block></body></article>",
        "a.xml",
    )

    assert TEXT in found.html
    assert found.html.count("The ice on the river.") == 1


def test_content_that_is_too_deep_costs_itself_only() -> None:
    deep = '{"content":' * 600 + '"x"' + "}" * 600
    first, second = outcomes(
        f'[{{"title": "Ice", "text": "{TEXT}"}}, {{"title": "Deep", "content": {deep}}}]', "a.json"
    )

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)


def test_an_attribute_of_xml_may_name_what_another_one_tells() -> None:
    found = article(
        '<?xml version="1.0"?><doc><title>Ice</title><meta name="author" content="Ann Example"/>'
        '<ptr type="URL" target="https://e.example/1"/><ptr type="other" target="https://e.example/2"/>'
        f"<body><p>{TEXT}</p></body></doc>",
        "a.xml",
    )

    assert found.meta.url == "https://e.example/1"
    assert [author.name for author in found.meta.authors] == ["Ann Example"]


@pytest.mark.parametrize("opening", ['{"items":[', '{"data":{"items":[{"a":1},'])
def test_lists_in_lists_without_an_end_take_time_with_their_length(opening: str) -> None:
    begun = process_time()

    [failed] = outcomes('{"title":"T","items":[' + opening * 20_000, "a.json")

    assert isinstance(failed, Failure)
    assert process_time() - begun < 3  # they took 12 and 19 s


def test_articles_within_lists_that_are_cut_off_are_read() -> None:
    inner = f'{{"title": "Ice", "content": "{TEXT}"}}, {{"title": "Sea", "cont'

    first, failed = outcomes('{"data": [{"results": [{"items": [' + inner, "a.json")

    assert isinstance(first, RawArticle)
    assert first.meta.title == "Ice"
    assert isinstance(failed, Failure)


HEAD = "<?xml version='1.0'?><docs><doc><title>Ice</title><date>2024-01-02</date>"


@pytest.mark.parametrize(
    ("rest", "is_cut"),
    [
        (f"<body>{TEXT}</body></doc><doc><title>Sea</title><body>{TEXT} And th", True),
        (f"<body>{TEXT}</body></doc><doc><title>Sea</title><body>{TEXT}</body></do", True),
        (f"<body>{TEXT}</body></doc><doc><title>Sea</title><body>{TEXT}</body></doc>", False),
        (f"<body>{TEXT}<br></body></doc><doc><title>A & B</title></doc></docs>", False),
    ],
    ids=["in a text", "in a tag", "behind an article", "broken otherwise"],
)
def test_xml_that_was_cut_off_in_an_article_is_told(rest: str, *, is_cut: bool) -> None:
    found = outcomes(HEAD + rest, "a.xml")

    told = [one.message for one in found if isinstance(one, Failure)]
    cut = "a.xml: was cut off in article 2, “Sea”: what came of it is read; get the file whole"
    assert told == ([cut] if is_cut else [])
    assert isinstance(found[0], RawArticle)
    assert TEXT in found[0].html
