from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedclean.generate import iri

ASCII_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#\[\]]+")

URIS = {
    "as it is": ("https://example.org/a?b=c&d=%20#e", "https://example.org/a?b=c&d=%20#e"),
    "Chinese path": ("https://example.org/路", "https://example.org/%E8%B7%AF"),
    "Chinese host": ("https://例子.测试/a", "https://xn--fsqu00a.xn--0zwm56d/a"),
    "Chinese host with user and port": ("http://u@例子.org:81/", "http://u@xn--fsqu00a.org:81/"),
    "space": ("https://example.org/a b", "https://example.org/a%20b"),
    "lone percent": ("https://example.org/100%", "https://example.org/100%25"),
    "brackets": ("https://example.org/?a[]=1", "https://example.org/?a%5B%5D=1"),
    "IPv6": ("http://[::1]:80/a[0]", "http://[::1]:80/a%5B0%5D"),
    "two hashes": ("https://example.org/#a#b", "https://example.org/#a%23b"),
    "pipe and braces": ("https://example.org/{a|b}", "https://example.org/%7Ba%7Cb%7D"),
    "white space around": (" https://example.org/\n", "https://example.org/"),
    "mail": ("mailto:a@example.org", "mailto:a@example.org"),
}


@pytest.mark.parametrize(("text", "expected"), URIS.values(), ids=URIS.keys())
def test_addresses_become_uris(text, expected):
    assert iri.uri(text) == expected


@pytest.mark.parametrize(
    "text", ["", "a", "/a", "//example.org/a", "https:", "https:///a", "http://["]
)
def test_what_is_no_absolute_address_is_none(text):
    assert iri.uri(text) is None


@given(st.text() | st.text().map("https://example.org/{}".format))
def test_any_text_gives_a_uri_or_nothing(text):
    found = iri.uri(text)

    assert found is None or (ASCII_URI.fullmatch(found) and iri.uri(found) == found)


IDS = {
    "address": "https://example.org/?p=17",
    "tag": "tag:example.org,2020-01-01:blog/1#c",
    "uuid": "urn:uuid:60a76c80-d399-11d9-b93c-0003939e0af6",
    "urn": "urn:isbn:0451450523",
    "letters of another script": "https://example.org/新闻/码头?q=ä",
    "rare scheme": "at://did:plc:abc/app.post/1",
}


@pytest.mark.parametrize("text", IDS.values(), ids=IDS.keys())
def test_ids_that_are_uris_stay(text):
    assert iri.entry_id(text, "news") == text


WRAPPED = {
    "number": ("4711", "4711"),
    "words": ("post 17", "post%2017"),
    "Chinese": ("第一", "%E7%AC%AC%E4%B8%80"),
    "tag without date": ("tag:example.org:1", "tag%3Aexample.org%3A1"),
    "uuid cut short": ("urn:uuid:60a76c80", "urn%3Auuid%3A60a76c80"),
    "empty": ("", ""),
}


@pytest.mark.parametrize(("text", "key"), WRAPPED.values(), ids=WRAPPED.keys())
def test_ids_that_are_none_become_tags(text, key):
    assert iri.entry_id(text, "news") == f"tag:feedclean.invalid,2026:news/{key}"


@given(st.text())
def test_an_id_made_valid_is_not_changed_again(text):
    once = iri.entry_id(text, "news")

    assert ASCII_URI.fullmatch(iri.uri(once) or "")
    assert iri.entry_id(once, "news") == once


OTHERS = {
    "language": (iri.language, "zh-Hant-TW", "zh-Hant-TW"),
    "language with underscore": (iri.language, "zh_CN", "zh-CN"),
    "language in words": (iri.language, "Chinese", None),
    "no language": (iri.language, None, None),
    "e-mail": (iri.email, " a.b@example.org ", "a.b@example.org"),
    "e-mail hidden from robots": (iri.email, "a at example.org", None),
    "media type": (iri.media_type, "audio/mpeg; codecs=mp3", "audio/mpeg"),
    "media type in a word": (iri.media_type, "mp3", None),
}


@pytest.mark.parametrize(("read", "text", "expected"), OTHERS.values(), ids=OTHERS.keys())
def test_what_would_make_a_feed_invalid_is_mended_or_left_out(read, text, expected):
    assert read(text) == expected
