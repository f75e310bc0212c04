"""What holds for every format: nothing odd breaks it, and equal feeds give equal bytes."""

from __future__ import annotations

import hashlib
import json
import locale
import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedclean.errors import GenerateError
from feedclean.generate.assemble import UNDATED
from feedclean.generate.table import FORMATS
from feedclean.model.article import Author, Enclosure
from tests.generate.checking import atom_faults, json_faults, read_back, rss_faults
from tests.generate.conftest import SITE
from tests.site import feed_of

FAULTS: Mapping[str, Callable[[bytes], list[str]]] = {
    "atom": atom_faults,
    "json": json_faults,
    "rss": rss_faults,
}
EVERY = pytest.mark.parametrize("name", FAULTS)


def titles(body: bytes) -> list[str]:
    if body.startswith(b"{"):
        return [item["title"] for item in json.loads(body)["items"]]
    return [entry.title for entry in read_back(body).entries]


ODD = {
    "no title": {"title": " "},
    "nothing at all": {"title": "", "url": None, "published": None},
    "no text": {"html": ""},
    "control characters": {"title": "a\x00b\x1b", "html": "<p>\x0b\ud800</p>", "summary": "\x07"},
    "end of CDATA": {"title": "]]>", "html": "<p>]]> ]]&gt;</p>", "summary": "]]>"},
    "no addresses": {
        "url": "javascript",
        "image": "data:image/png;base64,AAAA",
        "enclosures": (Enclosure(url="a.mp3"), Enclosure(url="https://e.org/b", length=-1)),
        "authors": (Author(name="A", uri="a page", email="at home"), Author(name=" ")),
    },
    "addresses no URI": {
        "url": "https://exämple.org/ü?q=a b|c",
        "image": "https://example.org/[1].jpg",
        "enclosures": (Enclosure(url="https://e.org/ü.mp3", media_type="Sound!"),),
    },
    "two authors": {"authors": (Author(name="A", email="a@e.org"), Author(name="B"))},
    "language that is none": {"language": "no such"},
    "a thousand years ago": {"published": datetime(987, 6, 5, 4, 3, 2, tzinfo=UTC)},
    "right to left": {"title": "\u202bשלום\u202c", "html": '<p dir="rtl">مرحبا</p>'},
    "title that is markup": {"title": "The <b> element &amp; you"},
    "huge": {"html": "<p>" + "很长 " * 400_000 + "</p>"},
}


@EVERY
@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_odd_articles_make_a_valid_feed(odd, name, article, source):
    feed = feed_of(source(), [article("odd", **odd), article("plain")], SITE)
    body = FORMATS[name](feed).body

    assert FAULTS[name](body) == []
    assert "Title of plain" in titles(body)
    assert len(titles(body)) == 2


@EVERY
@settings(deadline=None, max_examples=60)
@given(text=st.text(), name_=st.text())
def test_any_text_makes_a_valid_feed(text, name_, name, article, rich):
    entry = article(
        html=f"<p>{text}</p>",
        title=text,
        summary=name_,
        url=name_,
        image=text,
        authors=(Author(name=name_, uri=text, email=name_),),
        categories=(text, name_),
        enclosures=(Enclosure(url=f"https://e.org/{text}", media_type=name_),),
        publisher=text,
        rights=name_,
        language=name_,
    )
    head = replace(
        rich.head, title=text, subtitle=name_, icon=text, logo=name_, rights=text, license=name_
    )
    head = replace(head, site_url=name_, upstream_url=text, language=text)

    assert FAULTS[name](FORMATS[name](replace(rich, head=head, entries=(entry,))).body) == []


@EVERY
def test_everything_together_is_valid(name, rich, river, article):
    body = FORMATS[name](replace(rich, entries=(*rich.entries, article("plain")))).body

    assert FAULTS[name](body) == []
    assert FAULTS[name](FORMATS[name](river).body) == []


@EVERY
def test_a_feed_without_entries_is_valid(name, source):
    rendered = FORMATS[name](feed_of(source(), [], SITE))

    assert FAULTS[name](rendered.body) == []
    assert titles(rendered.body) == []
    assert rendered.path.name == f"news.{name}"


@EVERY
def test_entries_keep_their_order_and_their_ids(name, article, source):
    given_ = [
        article(each, published=datetime(2024, 1, 9 - n, tzinfo=UTC))
        for n, each in enumerate("abc")
    ]
    body = FORMATS[name](feed_of(source(), given_, SITE)).body

    assert titles(body) == ["Title of a", "Title of b", "Title of c"]
    assert [body.count(article_.meta.id.encode()) > 0 for article_ in given_] == [True] * 3


@EVERY
def test_two_entries_with_one_id_are_refused(name, rich):
    with pytest.raises(GenerateError, match="two entries with this id"):
        FORMATS[name](replace(rich, entries=rich.entries * 2))


@EVERY
def test_an_undated_entry_is_given_no_date_a_reader_would_show(name, article, source):
    body = FORMATS[name](feed_of(source(), [article(published=None)], SITE)).body

    assert body.count(b"1970") == (2 if name == "atom" else 0)  # which Atom wants
    assert feed_of(source(), [article(published=None)], SITE).head.updated == UNDATED


@EVERY
def test_bytes_do_not_depend_on_when_they_are_made(name, rich):
    expected = FORMATS[name](rich).body
    time.sleep(0.01)  # feedgen's clock has microseconds

    assert FORMATS[name](rich).body == expected
    assert str(datetime.now(UTC).year).encode() not in expected.replace(b",2026:", b"")


@EVERY
def test_rendering_leaves_the_locale_alone(name, rich):
    before = locale.setlocale(locale.LC_ALL)

    FORMATS[name](rich)

    assert locale.setlocale(locale.LC_ALL) == before


PROGRAM = """
import hashlib, pickle, sys
from feedclean.generate.table import FORMATS
feed = pickle.loads(sys.stdin.buffer.read())
for name in ("atom", "json", "rss"):
    print(hashlib.sha256(FORMATS[name](feed).body).hexdigest())
"""

PLACES = {
    "hash seed 1": {"PYTHONHASHSEED": "1"},
    "hash seed 2, Asia, Turkish": {
        "PYTHONHASHSEED": "2",
        "TZ": "Asia/Kathmandu",
        "LC_ALL": "tr_TR.UTF-8",
        "PYTHONUTF8": "0",
    },
    "plain C, America": {"TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_bytes_are_the_same_everywhere(place, rich, article):
    feed = replace(
        rich, entries=(*rich.entries, *(article(n, categories=("b", "a")) for n in "xyz"))
    )
    there = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        input=pickle.dumps(feed),
        capture_output=True,
        check=True,
        env=os.environ | place,
    )

    assert there.stdout.decode().split() == [
        hashlib.sha256(FORMATS[name](feed).body).hexdigest() for name in FAULTS
    ]


INVALID = {
    "rss: no title": ("rss", b"<title>News &amp; views</title>", b""),
    "rss: date": ("rss", b" GMT</pubDate>", b"</pubDate>"),
    "rss: no self": ("rss", b'rel="self"', b'rel="me"'),
    "rss: length": ("rss", b'length="12345"', b""),
    "rss: unknown element": ("rss", b"<dc:rights>", b"<dc:wrongs/><dc:rights>"),
    "rss: markup": ("rss", b"&amp;lt;again", b"&lt;again"),
    "rss: two links": ("rss", b"<link>", b"<link>https://example.org/</link><link>"),
    "json: version": ("json", b"version/1.1", b"version/2"),
    "json: key": ("json", b'"tags"', b'"categories"'),
    "json: no content": ("json", b'"content_html"', b'"_html"'),
    "json: no zone": ("json", b'Z"', b'"'),
    "json: no type": ("json", b'"mime_type"', b'"_type"'),
    "json: size as text": ("json", b"12345", b'"12345"'),
    "json: relative": ("json", b'"url": "https://example.org/full"', b'"url": "full"'),
}


@pytest.mark.parametrize(("name", "old", "new"), INVALID.values(), ids=INVALID.keys())
def test_the_checks_find_what_is_wrong(name, old, new, rich):
    body = FORMATS[name](rich).body
    assert old in body

    assert FAULTS[name](body) == []
    assert FAULTS[name](body.replace(old, new)) != []
