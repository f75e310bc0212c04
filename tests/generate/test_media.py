from __future__ import annotations

import pytest

from feedclean.generate.media import is_shown, type_of

TYPES = {
    "https://e.org/a.mp3": "audio/mpeg",
    "https://e.org/a.MP4?x=y.pdf#z": "video/mp4",
    "https://e.org/a.b/c": None,
    "https://e.org": None,
    "https://e.org/mp3": None,
    "https://[e.org/a.mp3": None,
}


@pytest.mark.parametrize(("url", "expected"), TYPES.items(), ids=TYPES.keys())
def test_the_end_of_an_address_tells_the_type(url, expected):
    assert type_of(url) == expected


SHOWN = {
    "the same": ("https://e.org/a.jpg", '<img src="https://e.org/a.jpg">', True),
    "http": ("https://e.org/a.jpg", '<img src="http://e.org/a.jpg">', True),
    "another width": ("https://e.org/a.jpg?w=9", '<img src="https://E.org/a.jpg?w=2">', True),
    "WordPress": ("https://e.org/a-scaled.jpg", '<img src="https://e.org/a-1024x768.jpg">', True),
    "escaped": ("https://e.org/p?a=1&b=2", '<img alt="x" src="https://e.org/p?a=1&amp;b=2">', True),
    "encoded": ("https://e.org/%C3%BC.jpg", '<img src="https://e.org/ü.jpg">', True),
    "poster": ("https://e.org/a.jpg", '<video poster="https://e.org/a.jpg">', True),
    "another": ("https://e.org/a.jpg", '<img src="https://e.org/b.jpg">', False),
    "another by its query": ("https://e.org/p?a=1", '<img src="https://e.org/p?a=2">', False),
    "only a link": ("https://e.org/a.jpg", '<a href="https://e.org/a.jpg">a</a>', False),
    "only spoken of": ("https://e.org/a.jpg", '<p>src="https://e.org/a.jpg"</p>', False),
    "no text": ("https://e.org/a.jpg", "", False),
}


@pytest.mark.parametrize(("url", "html", "expected"), SHOWN.values(), ids=SHOWN.keys())
def test_a_picture_is_known_by_its_address_in_any_size(url, html, expected):
    assert is_shown(url, html) is expected
