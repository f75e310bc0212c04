from __future__ import annotations

import pytest

from feedclean.errors import ParseError, UnknownDialect
from feedclean.model.article import Failure
from feedclean.parse import read
from feedclean.parse.detect import detect
from feedclean.parse.dialects.base import HEAD_CHARS, Head
from feedclean.parse.dialects.table import DIALECTS
from tests.parse.reading import capture, outcomes, source

PROSE = "The quick brown fox jumps over the lazy dog, and nobody has ever asked it why it does so."
KNOWN = {
    "stamp-html": "<!--1701378901000-->\n[T - C](https://x.org/a)\n------\n\n<p>x</p>",
    "stamp-html without a time": "<!--NaN-->\n[T](https://x.org/a)\n---\n<p>x</p>",
    "titled-html": "[T](https://x.org/a)\n------\n日期：19 Jun 2020 09:51:53 +0000\n\n<p>x</p>",
    "front-matter": "---\ntitle: T\ndate: 2020-01-01\n---\n\n<p>x</p>",
    "front-matter toml": '+++\ntitle = "T"\n+++\n\nBody.',
    "front-matter bare": "Title: T\nDate: 2020-01-01\n\nBody.",
    "front-matter over a stamp": "---\ntitle: T\n---\n<!--1701378901000-->\n[T](https://x.org/a)\n---\n",
    "markdown": f"# T\n\n{PROSE}\n\n**Bold**\n\n![](https://x.org/a.jpg)\n\n{PROSE}\n",
    "markdown pandoc": f"% T\n% A\n% 2020-01-01\n\n::: {{.lead}}\n{PROSE}\n:::\n",
    "light-markup wikitext": f"'''T''' is [[a|b]].\n\n== H ==\n{PROSE}\n",
    "light-markup latex": f"\\documentclass{{a}}\n\\begin{{document}}\n{PROSE}\n\\end{{document}}",
    "light-markup bbcode": f"[b]T[/b]\n\n{PROSE}\n\n[quote]x[/quote]\n[i]{PROSE}[/i]",
    "markdown about a wiki": f"# T\n\n{PROSE} '''x''' [[a|b]]\n\n## H\n\n== h ==\n\n{PROSE}\n",
    "plain-text": f"T\n\n2024-04-27 00:30:51 · x.org · 来源: X\n\n{PROSE}\n\n{PROSE}\n",
    "plain-text without a date": f"A Title\n\n{PROSE}\n\n{PROSE}\n\n{PROSE}\n",
}
TEXT_DIALECTS = {
    "light-markup",
    "stamp-html",
    "titled-html",
    "front-matter",
    "markdown",
    "plain-text",
}
NOT_TEXT_DUMPS = {
    "html page": f"<!DOCTYPE html><html><head><title>T</title></head><body><p>{PROSE}</p></body>",
    "html fragment": f"<div><p>{PROSE}</p><p>{PROSE}</p></div>",
    "json": '{"title": "T", "items": [{"id": 1, "content_html": "<p>x</p>"}]}',
    "rss": "<?xml version='1.0'?><rss version='2.0'><channel><title>T</title></channel></rss>",
    "csv": "name,age,city\nBob,3,Paris\nAnn,5,Rome\n" * 20,
    "csv of sentences": 'id,text\n1,"It is so."\n2,"It was so."\n3,"It will be so."\n' * 9,
    "tab separated": "id\tname\tvalue\n1\tfoo\tbar\n" * 20,
    "log": "2024-01-01 00:00:01 INFO started main on port 8080\n" * 30,
    "python": "# -*- coding: utf-8 -*-\nimport os\n\ndef main():\n    return os.name\n" * 5,
    "ini": "[a]\nb = 1\nc = 2\n\n[d]\ne = f\n" * 5,
    "javascript": "var a = 1;\nfunction b() {\n  return a + 2;\n}\n" * 9,
    "css": "body { color: red; }\np { margin: 0 }\n" * 9,
    "one word": "hello",
    "one endless line": "a" * 1_000_000,
    "links only": "https://x.org/a\nhttps://x.org/b\nhttps://x.org/c\n" * 9,
    "white space": " \n\t\n \u3000\n" * 50,
}


def head(text: str, location: str = "a") -> Head:
    return Head(text=text[:HEAD_CHARS], location=location, media_type=None)


@pytest.mark.parametrize(("name", "text"), KNOWN.items(), ids=KNOWN)
def test_each_dialect_knows_its_own(name: str, text: str) -> None:
    assert detect(head(text)).name == name.partition(" ")[0]


@pytest.mark.parametrize("text", NOT_TEXT_DUMPS.values(), ids=NOT_TEXT_DUMPS)
def test_no_text_dialect_claims_what_is_not_its_own(text: str) -> None:
    claims = {d.name: d.sniff(head(text)) for d in DIALECTS if d.name in TEXT_DIALECTS}

    assert max(claims.values()) <= 0.5, claims


def test_the_unknown_names_the_scores() -> None:
    with pytest.raises(UnknownDialect) as error:
        detect(head("a,b\n1,2\n", "x/y.csv"))

    assert {name for name, _ in error.value.scores} == {d.name for d in DIALECTS}
    assert "x/y.csv" in str(error.value)
    assert "name one: --dialect NAME, or dialect in its [[source]]" in str(error.value)
    assert str(error.value).endswith("(scores: all 0)")


def test_a_person_may_name_the_dialect() -> None:
    assert detect(head("a,b\n1,2\n"), "plain-text").name == "plain-text"


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(ParseError, match=r"no dialect 'markdwon'.*markdown.*plain-text"):
        detect(head("x"), "markdwon")


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda d: d.name)
@pytest.mark.parametrize(
    "text", ["", "\0", "\ufffd" * 99, "[" * 20_000, "<" * 20_000, "---\n" * 4000]
)
def test_no_nose_trips_over_hostile_input(dialect: object, text: str) -> None:
    score = dialect.sniff(head(text))  # type: ignore[attr-defined] # parametrized

    assert 0 <= score <= 1


def test_a_binary_file_is_a_failure_that_says_so() -> None:
    (failure,) = outcomes(b"%PDF-1.4\n\x00\x01\x02" + bytes(range(256)), "posts/a.pdf")

    assert isinstance(failure, Failure)
    assert failure.stage == "parse"
    assert failure.message == (
        "posts/a.pdf: is a PDF file; to have it read, save it as HTML, Markdown or plain text"
    )


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b"PK\x03\x04word", "document packed like one (.docx, .odt, .epub)"),
        (b"SQLite format 3\0", "is a database"),
        (bytes(range(256)) * 4, "holds no text (control bytes"),
    ],
)
def test_a_file_without_text_says_what_it_is(body: bytes, told: str) -> None:
    (failure,) = outcomes(body, "posts/a")

    assert isinstance(failure, Failure)
    assert told in failure.message


def test_an_empty_file_is_a_failure() -> None:
    (failure,) = outcomes(b"")

    assert isinstance(failure, Failure)
    assert failure.error == "UnknownDialect"
    assert "is empty" in failure.message


def test_a_file_that_looks_like_another_dialect_than_the_named_one_is_told_so() -> None:
    [failure] = read(capture(f"# On feeds\n\n{PROSE}\n\n- *one*\n".encode()), source("csv"))

    assert isinstance(failure, Failure)
    assert "column names we know at its top, but looks like markdown; leave `dialect` out" in (
        failure.message
    )


def test_of_what_looks_like_nothing_the_named_dialect_alone_is_told() -> None:
    [failure] = read(capture(b"a b\n1 2\n"), source("csv"))

    assert isinstance(failure, Failure)
    assert "looks like" not in failure.message


@pytest.mark.parametrize("name", sorted(TEXT_DIALECTS))
@pytest.mark.parametrize("body", [b"", b"\0\xff", b"---", b"[x](", b"<!--", "标题".encode("gbk")])
def test_a_named_dialect_reads_anything_without_raising(name: str, body: bytes) -> None:
    found = list(read(capture(body), source(name)))

    assert len(found) == 1


def test_half_a_file_never_raises_and_keeps_its_title() -> None:
    text = KNOWN["front-matter over a stamp"] + "<p>" + PROSE + "</p>"

    for end in range(len(text)):
        assert len(outcomes(text[:end])) == 1
    (last,) = outcomes(text[:-20])
    assert not isinstance(last, Failure)
    assert last.meta.title == "T"


SHOWN = {
    "markdown": f'# On feeds\n\n{PROSE}\n\n```xml\n<rss version="2.0">\n```\n\n**So** on.\n',
    "html-page": "<!DOCTYPE html><html><head><title>On feeds</title></head><body><h1>On feeds</h1>"
    "<p>They have items.</p><script>x = '<rss version=\"2.0\">';</script></body></html>",
    "html-fragment": '<p>A feed begins with <rss version="2.0"> and so on.</p>',
    "json-feed": '{"items": [{"title": "t", "url": "https://x.org/a", "content_html": '
    "\"<rss version='2.0'>\"}]}",
    "rss": "<html><head><title>Feed</title></head><body><pre><rss version='2.0'><channel><title>Q"
    "</title><item><title>a</title></item></channel></rss></pre></body></html>",
}


@pytest.mark.parametrize(("name", "text"), SHOWN.items(), ids=SHOWN.keys())
def test_what_shows_a_feed_is_not_always_one(name: str, text: str) -> None:
    assert detect(Head(text=text, location="a", media_type=None)).name == name
