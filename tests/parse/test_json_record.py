"""JSON in its many spellings: feeds, lists, single articles and lines."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from feedclean.errors import ParseError
from feedclean.model.article import Author, Enclosure, Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse.dialects import json_feed, jsonl
from feedclean.parse.dialects.base import Head

SOURCE = Source(id=SourceId("s"), kind=SourceKind.DUMP, location="x", title="S")


def capture(location: str = "a.json") -> Capture:
    return Capture(
        source=SOURCE.id,
        location=location,
        body=b"",
        media_type=None,
        charset=None,
        captured_at=datetime(2024, 6, 1, tzinfo=UTC),
    )


def head(text: str, location: str = "a.json") -> Head:
    return Head(text=text, location=location, media_type=None)


def read(value: Any, source: Source = SOURCE) -> list[RawArticle | Failure]:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return list(json_feed.read(capture(), text, source))


def one(value: Any, source: Source = SOURCE) -> RawArticle:
    (found,) = read(value, source)
    assert isinstance(found, RawArticle)
    return found


FEED = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Feed",
    "home_page_url": "https://e.example/",
    "language": "en-GB",
    "authors": [{"name": "Feed Author", "url": "https://e.example/me"}],
    "items": [
        {
            "id": 7,
            "url": "https://e.example/7",
            "title": "Seven &amp; eight",
            "content_html": "<p>Hello <b>there</b></p>",
            "content_text": "Hello there",
            "summary": "Short",
            "date_published": "2024-05-07T09:30:00.000+02:00",
            "date_modified": "2024-05-08T00:00:00Z",
            "tags": ["x", "y", "x"],
            "image": "https://e.example/7.png",
            "attachments": [
                {
                    "url": "https://e.example/7.mp3",
                    "mime_type": "audio/mpeg",
                    "size_in_bytes": 99,
                }
            ],
        },
        {"id": "https://e.example/8", "content_text": "No <html> here.\n\nNext."},
    ],
}


def test_json_feed_is_read_whole() -> None:
    first, second = read(FEED)

    assert isinstance(first, RawArticle)
    assert isinstance(second, RawArticle)
    assert first.meta.id == "tag:feedclean.invalid,2026:s/7"
    assert first.meta.title == "Seven & eight"
    assert first.html == "<p>Hello <b>there</b></p>"
    assert first.meta.summary == "Short"
    assert first.meta.published == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert first.meta.updated == datetime(2024, 5, 8, tzinfo=UTC)
    assert first.meta.categories == ("x", "y")
    assert first.meta.authors == (Author(name="Feed Author", uri="https://e.example/me"),)
    assert first.meta.language == "en-GB"
    assert first.meta.enclosures == (
        Enclosure(url="https://e.example/7.mp3", media_type="audio/mpeg", length=99),
    )
    assert dict(first.meta.evidence)["published"] == "date_published"
    assert (first.origin.offset, second.origin.offset) == (0, 1)
    assert second.meta.id == "https://e.example/8"
    assert second.meta.title == ""
    assert second.html == "<p>No &lt;html&gt; here.</p>\n<p>Next.</p>"


def test_attachments_are_relative_to_the_site() -> None:
    item = {"id": "1", "content_text": "Text.", "attachments": [{"url": "/7.mp3"}]}
    [found] = read({**FEED, "home_page_url": "https://e.example/", "items": [item]})

    assert isinstance(found, RawArticle)
    assert [one.url for one in found.meta.enclosures] == ["https://e.example/7.mp3"]


SPELLINGS: dict[str, dict[str, Any]] = {
    "Indonesian": {
        "judul": "T",
        "isi": "<p>B</p>",
        "tanggal": "2024-05-07T07:30:00Z",
        "penulis": "Ana Ruiz, Bo Li",
        "tautan": "https://e.example/1",
    },
    "Indonesian of an agency": {
        "judul_berita": "T",
        "isi_berita": "<p>B</p>",
        "waktu": "2024-05-07T07:30:00Z",
        "pewarta": "Ana Ruiz, Bo Li",
        "url": "https://e.example/1",
    },
    "Vietnamese": {
        "Tiêu đề": "T",
        "Nội dung": "<p>B</p>",
        "Ngày đăng": "2024-05-07T07:30:00Z",
        "Tác giả": "Ana Ruiz, Bo Li",
        "Đường dẫn": "https://e.example/1",
    },
    "Vietnamese without marks": {
        "tieu_de": "T",
        "noi_dung": "<p>B</p>",
        "ngay_dang": "2024-05-07T07:30:00Z",
        "tac_gia": "Ana Ruiz, Bo Li",
        "lien_ket": "https://e.example/1",
    },
    "Korean": {
        "기사제목": "T",
        "기사본문": "<p>B</p>",
        "입력일": "2024-05-07T07:30:00Z",
        "기자": "Ana Ruiz, Bo Li",
        "링크": "https://e.example/1",
    },
    "Japanese": {
        "記事タイトル": "T",
        "記事本文": "<p>B</p>",
        "掲載日": "2024-05-07T07:30:00Z",
        "著者": "Ana Ruiz, Bo Li",
        "リンク": "https://e.example/1",
    },
    "Chinese, traditional": {
        "新聞標題": "T",
        "新聞內容": "<p>B</p>",
        "發佈時間": "2024-05-07T07:30:00Z",
        "作者": "Ana Ruiz, Bo Li",
        "連結": "https://e.example/1",
    },
    "snake case": {
        "headline": "T",
        "body": "<p>B</p>",
        "published_at": "2024-05-07T07:30:00Z",
        "byline": "Ana Ruiz and Bo Li",
        "link": "https://e.example/1",
    },
    "camel case": {
        "title": "T",
        "articleBody": "<p>B</p>",
        "datePublished": "2024-05-07T07:30:00Z",
        "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"name": "Bo Li"}],
        "url": "https://e.example/1",
    },
    "WordPress": {
        "id": 3,
        "title": {"rendered": "T"},
        "content": {"rendered": "<p>B</p>"},
        "date": "2024-05-07T09:30:00",
        "date_gmt": "2024-05-07T07:30:00",
        "author_names": ["Ana Ruiz", "Bo Li"],
        "link": "https://e.example/1",
    },
    "epoch seconds": {
        "title": "T",
        "html": "<p>B</p>",
        "created_at": 1715067000,
        "authors": ["Ana Ruiz", "Bo Li"],
        "permalink": "https://e.example/1",
    },
    "epoch milliseconds": {
        "title": "T",
        "text": "B",
        "timestamp": 1715067000000.0,
        "author": "Ana Ruiz、Bo Li",
        "web_url": "https://e.example/1",
    },
    "MongoDB": {
        "_id": {"$oid": "abc"},
        "title": "T",
        "content": "B",
        "date": {"$date": "2024-05-07T07:30:00Z"},
        "author": "Ana Ruiz & Bo Li",
        "url": "https://e.example/1",
    },
    "search hit": {
        "_source": {
            "title": "T",
            "content": ["B"],
            "pub_date": "Tue, 07 May 2024 09:30:00 +0200",
            "author": "Ana Ruiz, Bo Li",
            "url": "https://e.example/1",
        }
    },
}


@pytest.mark.parametrize("value", SPELLINGS.values(), ids=SPELLINGS.keys())
def test_spellings_of_an_article_mean_the_same(value: dict[str, Any]) -> None:
    (article,) = read([value])

    assert isinstance(article, RawArticle)
    assert article.meta.title == "T"
    assert article.html == "<p>B</p>"
    assert article.meta.published == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert [author.name for author in article.meta.authors] == ["Ana Ruiz", "Bo Li"]
    assert article.meta.url == "https://e.example/1"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda items: items,
        lambda items: {"articles": items},
        lambda items: {"status": "ok", "feed": {"title": "x"}, "items": items},
        lambda items: {"data": {"list": items}},
        lambda items: {"hits": {"hits": [{"_source": item} for item in items]}},
        lambda items: {"@context": "https://schema.org", "@graph": [{"@id": "#"}, *items]},
    ],
    ids=["array", "NewsAPI", "rss2json", "nested", "search hits", "JSON-LD graph"],
)
def test_lists_of_articles_are_found(wrap: Any) -> None:
    items = [{"title": f"T{n}", "content": "B", "url": f"https://e.example/{n}"} for n in range(2)]
    found = [x for x in read(wrap(items)) if isinstance(x, RawArticle)]

    assert [article.meta.title for article in found] == ["T0", "T1"]


def test_zone_of_the_source_applies_to_dates_without_one() -> None:
    value = {"title": "T", "content": "B", "date": "2024-05-07 08:00:00"}

    assert one(value, replace(SOURCE, timezone="Asia/Shanghai")).meta.published == datetime(
        2024, 5, 7, tzinfo=UTC
    )


def test_gmt_in_a_key_beats_the_zone_of_the_source() -> None:
    value = {"title": "T", "content": "B", "date_gmt": "2024-05-07T08:00:00"}

    assert one(value, replace(SOURCE, timezone="Asia/Shanghai")).meta.published == datetime(
        2024, 5, 7, 8, tzinfo=UTC
    )


def test_text_is_used_where_html_is_empty() -> None:
    assert one({"title": "T", "content_html": " ", "content_text": "a < b"}).html == (
        "<p>a &lt; b</p>"
    )


def test_full_text_beside_a_teaser_is_not_lost() -> None:
    full = "A whole sentence of it. " * 60
    article = one({"title": "T", "content_html": "<p>Teaser</p>", "content_text": full})

    assert full.strip() in article.html


def test_of_content_in_a_form_nobody_knows_every_sentence_is_kept() -> None:
    parts = [
        {"kind": 7, "stuff": {"words": "The kiln was lit on Thursday, to the joy of all."}},
        {"kind": 9, "src": "https://x.example/i.jpg", "title": "What a picture is called by whom"},
        {"kind": 7, "stuff": {"words": "The whole street smelled of it until Sunday."}},
    ]

    assert one({"title": "T", "url": "https://x.example/1", "content": parts}).html == (
        "<p>The kiln was lit on Thursday, to the joy of all.</p>\n"
        "<p>The whole street smelled of it until Sunday.</p>"
    )


WECHAT = (
    "<p>原创 <span>世超</span> <span>2026-02-01 00:01</span> "
    '<span style="display: inline-block;">浙江</span></p>\n\n<p>正文开始。</p>'
)


def test_wechat_header_gives_author_and_stays_in_the_html() -> None:
    article = one({"id": "https://e.example/1", "title": "T", "content_html": WECHAT})

    assert article.meta.authors == (Author(name="世超"),)
    assert article.meta.published == datetime(2026, 1, 31, 16, 1, tzinfo=UTC)
    assert dict(article.meta.evidence)["authors"] == "header paragraph"
    assert article.html == WECHAT


def test_stated_author_beats_the_wechat_header() -> None:
    article = one({"title": "T", "content_html": WECHAT, "author": "Someone"})

    assert article.meta.authors == (Author(name="Someone"),)


def test_markup_escaped_twice_is_read_once_more() -> None:
    assert one({"title": "T", "content_html": "&lt;p&gt;a &amp;amp; b&lt;/p&gt;"}).html == (
        "<p>a &amp; b</p>"
    )


def test_record_without_id_and_address_is_known_by_what_it_is_not_where() -> None:
    one, other = {"title": "T", "content": "B"}, {"content": "C"}

    first = [each.meta.id for each in read([one, other]) if isinstance(each, RawArticle)]
    then = [each.meta.id for each in read([other, one]) if isinstance(each, RawArticle)]

    assert first == then[::-1]
    assert len(set(first)) == 2
    assert all(id_.startswith("tag:feedclean.invalid,2026:s/#") for id_ in first)


def test_document_cut_short_gives_whole_items_and_a_failure() -> None:
    text = json.dumps(FEED)
    first, failure = read(text[: text.index("No <html>")])

    assert isinstance(first, RawArticle)
    assert first.meta.title == "Seven & eight"
    assert isinstance(failure, Failure)
    assert "cut off in article 2" in failure.message


def test_empty_item_costs_itself_only() -> None:
    failure, article = read({"items": [{}, {"title": "T", "content": "B"}]})

    assert isinstance(failure, Failure)
    assert "item 1" in failure.message
    assert isinstance(article, RawArticle)


def test_feed_without_items_is_no_error() -> None:
    assert read({"version": "https://jsonfeed.org/version/1", "items": []}) == []


HOSTILE = {
    "NaN": '{"title": "T", "content": "B", "date": NaN, "n": -Infinity}',
    "control characters": '{"title": "T\x01", "content": "B\x00\x0b"}',
    "lone surrogate": '{"title": "T\\ud800", "content": "B"}',
    "wrong types": '{"title": ["T"], "content": ["B"], "author": 7, "tags": {"a": 1}, "url": []}',
    "null everywhere": '{"title": "T", "content": "B", "author": null, "date": null}',
    "booleans": '{"title": "T", "content": "B", "author": true, "date": false, "language": true}',
    "huge number": '{"title": "T", "content": "B", "date": 1e300}',
    "bad address": '{"title": "T", "content": "B", "url": "http://[b", "image": "javascript:x"}',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_values_cost_their_field_only(text: str) -> None:
    article = one(text)

    assert article.meta.title == "T"
    assert article.html == "<p>B</p>"
    assert article.meta.published is None
    assert article.meta.url is None
    article.meta.title.encode()


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, '{"a":' * 100_000, "{", "nonsense", "[1, 2]", '{"rows": [1]}', '"text"'],
    ids=["deep list", "deep object", "open", "no JSON", "numbers", "no articles", "string"],
)
def test_json_without_articles_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(ParseError, match=r"JSON"):
        read(text)


def test_huge_strings_are_read_quickly() -> None:
    article = one({"title": "T" * 100_000, "content": "word " * 1_000_000})

    assert len(article.html) > 4_000_000


LINES = "\n".join(  # noqa: FLY002 - one line of the file a line
    (
        '{"title": "T0", "content": "B", "url": "https://e.example/0"}',
        "",
        '{"title": "T1", "content": ',
        '{"n": 1}',
        '{"title": "T2", "text": "B\\nC"}',
    )
)


def test_bad_line_costs_itself_and_is_named() -> None:
    good, *bad, last = jsonl.read(capture("a.jsonl"), LINES, SOURCE)

    assert isinstance(good, RawArticle)
    assert good.meta.id == "https://e.example/0"
    assert [one.location for one in bad if isinstance(one, Failure)] == ["a.jsonl:3", "a.jsonl:4"]
    assert isinstance(last, RawArticle)
    assert last.html == "<p>B</p>\n<p>C</p>"
    assert last.meta.id.startswith("tag:feedclean.invalid,2026:s/#")


def test_lines_behind_a_json_name_are_read_as_lines() -> None:
    first, *_ = read(LINES)

    assert isinstance(first, RawArticle)
    assert first.origin.dialect == "jsonl"


SCORES: dict[str, tuple[str, str, float, float]] = {
    "JSON Feed": (json.dumps(FEED), "a.json", 0.98, 0),
    "single item": ('{\n "id": "1", "url": "https://e.example", "content_html": "', "a", 0.9, 0),
    "array": ('[{"title": "T", "content": "B"}]', "a", 0.6, 0),
    "lines": (LINES, "a.txt", 0, 0.9),
    "one long line": ('{"title": "T", "url": "x", "content": "' + "x" * 20_000, "a.jsonl", 0, 0.7),
    "package file": ('{"name": "x", "version": "1.0", "scripts": {"a": "b"}}', "a", 0, 0),
    "numbers": ("[1, 2, 3]", "a", 0, 0),
    "Markdown link": ("[title](https://e.example)\n---\n", "a", 0, 0),
    "empty": ("", "a", 0, 0),
}


@pytest.mark.parametrize(("text", "location", "feed", "lines"), SCORES.values(), ids=SCORES.keys())
def test_noses_are_honest(text: str, location: str, feed: float, lines: float) -> None:
    scores = json_feed.sniff(head(text, location)), jsonl.sniff(head(text, location))

    for score, wanted in zip(scores, (feed, lines), strict=True):
        assert score > wanted if wanted else score <= 0.5


def test_dates_of_numbers_are_read_as_others_of_the_file_show() -> None:
    rows = [
        {"title": "A", "date": "03/25/2024", "text": "Words."},
        {"title": "B", "date": "03/05/2024", "text": "Words."},
    ]
    lines = "\n".join(map(json.dumps, rows))
    found = [read(rows), list(jsonl.read(capture(), lines, SOURCE))]

    for articles in found:
        days = [str(each.meta.published)[:10] for each in articles if isinstance(each, RawArticle)]
        assert days == ["2024-03-25", "2024-03-05"]


@pytest.mark.parametrize(
    ("updated", "published"),
    [
        ("2024-03-05T16:30:00+08:00", "2024-03-05 06:07:00+00:00"),
        ("2024-03-05T16:30:00Z", "2024-03-05 14:07:00+00:00"),
        ("2024-03-05 16:30:00", "2024-03-05 14:07:00+00:00"),
    ],
)
def test_a_time_without_a_zone_is_in_that_of_the_record(updated: str, published: str) -> None:
    told = {
        "title": "T",
        "published_at": "2024-03-05 14:07:00",
        "updated_at": updated,
        "text": "W.",
    }

    assert str(one(told).meta.published) == published


def test_of_values_in_several_languages_the_first_is_read() -> None:
    told = {"title": {"en-US": "Rowing", "de-DE": "Rudern"}, "body": {"en-US": "At half past six."}}

    assert one({"items": [{"fields": told}]}).meta.title == "Rowing"
    assert "half past six" in one({"items": [{"fields": told}]}).html


def test_a_time_of_day_may_stand_beside_the_day() -> None:
    told = {"title": "T", "date": "2024-03-05", "uhrzeit": "14:07", "text": "W."}

    assert str(one(told).meta.published) == "2024-03-05 14:07:00+00:00"
    assert str(one({**told, "uhrzeit": "late"}).meta.published) == "2024-03-05 00:00:00+00:00"


def test_an_address_may_be_in_parts() -> None:
    told = {"title": "T", "url": {"base": "https://x.example", "path": "/post/1"}, "text": "W."}

    assert one(told).meta.url == "https://x.example/post/1"


def test_a_text_in_blocks_is_found_under_any_key() -> None:
    block = {"type": "paragraph", "children": [{"text": "Words in a block."}]}

    assert one({"title": "T", "url": "https://x.example/1", "zzz": [block]}).html == (
        "<p>Words in a block.</p>"
    )


def test_the_columns_of_a_database_are_keys() -> None:
    page = {
        "object": "page",
        "created_time": "2024-03-01T19:05:00Z",
        "properties": {
            "Name": {"type": "title", "title": [{"plain_text": "The "}, {"plain_text": "baker"}]},
            "Published": {"type": "date", "date": {"start": "2024-03-05"}},
            "Tags": {"type": "multi_select", "multi_select": [{"name": "bread"}]},
        },
        "children": [{"type": "paragraph", "paragraph": {"rich_text": [{"plain_text": "Bread."}]}}],
    }
    found = one(page)

    assert found.meta.title == "The baker"
    assert str(found.meta.published)[:10] == "2024-03-05"
    assert found.meta.categories == ("bread",)
    assert found.html == "<p>Bread.</p>"


def test_what_is_in_blocks_without_sentences_displaces_no_summary() -> None:
    trail = [{"type": "title", "text": "Home"}, {"type": "title", "text": "News"}]
    gallery = [{"type": "image", "file": {"url": "https://x.example/i.jpg"}}]
    summary = "The kiln was lit on Thursday."
    record = {"title": "T", "url": "https://x.example/1", "description": summary}

    assert one({**record, "zzz": trail}).html == one({**record, "zzz": gallery}).html
    assert summary in one({**record, "zzz": trail}).html


def test_the_address_a_redirect_led_to_is_that_of_the_article() -> None:
    """As services that take the text out of a page record it."""
    [found] = read(
        {
            "title": "The ferry is late",
            "text": "The ferry was late again on Sunday. Nobody on the pier had brought any soup.",
            "url": "http://feeds.example/c/32/s/1f8/story01.htm",
            "resolved_url": "https://tide.example/2012/05/ferry",
        }
    )

    assert isinstance(found, RawArticle)
    assert found.meta.url == "https://tide.example/2012/05/ferry"
