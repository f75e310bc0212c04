from __future__ import annotations

import pytest

from feedclean.clean.images import is_too_small, real_images
from feedclean.dom.markup import to_html
from feedclean.dom.tree import find_all, parse
from tests.cleaning import EN, clean

BASE = "https://example.org/news/a"


def images(html: str) -> list[str]:
    """Addresses of the pictures, once they are real."""
    root = parse(html)
    real_images(root, BASE)
    return [image.get("src") for image in find_all(root, "img")]


SOURCES = {
    "relative": ('<img src="b.jpg">', "https://example.org/news/b.jpg"),
    "protocol relative": ('<img src="//cdn.example.org/b.jpg">', "https://cdn.example.org/b.jpg"),
    "lazy over a data placeholder": (
        '<img src="data:image/gif;base64,R0" data-src="/b.jpg">',
        "https://example.org/b.jpg",
    ),
    "lazy over a spacer file": (
        '<img src="/blank.gif" data-original="/b.jpg">',
        "https://example.org/b.jpg",
    ),
    "lazy without any src": ('<img data-lazy-src="/b.jpg">', "https://example.org/b.jpg"),
    "wechat": ('<img data-src="https://m.example/b?wx_fmt=png">', "https://m.example/b?wx_fmt=png"),
    "largest of a lazy set": (
        '<img data-srcset="/s.jpg 300w, /l.jpg 1200w, /m.jpg 600w">',
        "https://example.org/l.jpg",
    ),
    "largest of a picture's sources": (
        '<picture><source srcset="/s.webp 1x, /l.webp 2x"><img></picture>',
        "https://example.org/l.webp",
    ),
    "a comma in an address": (
        '<img srcset="/w_300,h_200/a.jpg 300w, /w_900,h_600/a.jpg 900w">',
        "https://example.org/w_900,h_600/a.jpg",
    ),
    "amp": ('<amp-img src="/b.jpg"></amp-img>', "https://example.org/b.jpg"),
}


@pytest.mark.parametrize(("html", "address"), SOURCES.values(), ids=SOURCES)
def test_a_picture_gets_its_real_address(html: str, address: str) -> None:
    assert images(html) == [address]


def test_a_template_for_scripts_is_no_address() -> None:
    assert images('<img data-src="{{ url }}" src="/b.jpg">') == ["https://example.org/b.jpg"]


def test_the_copy_for_readers_without_scripts_replaces_the_lazy_one() -> None:
    html = '<img class="lazy" data-src="/b.jpg"><noscript><img src="/b.jpg" alt="B"></noscript>'

    assert images(html) == ["https://example.org/b.jpg"]
    assert 'alt="B"' in clean(EN + html).html


def test_a_picture_that_is_not_lazy_survives_a_pixel_beside_it() -> None:
    html = (
        '<p><img src="/b.jpg"></p>'
        '<noscript><img src="https://p.example/t" width="1" height="1"></noscript>'
    )

    assert "https://example.org/b.jpg" in clean(EN + html).html
    assert "p.example" not in clean(EN + html).html


def test_two_pictures_one_after_the_other_are_both_kept() -> None:
    html = '<figure><img src="/b.jpg"></figure><noscript><img src="/c.jpg"></noscript>'

    assert images(html) == ["https://example.org/b.jpg", "https://example.org/c.jpg"]


def test_text_in_noscript_is_no_picture() -> None:
    root = parse("<noscript>Please enable <img src=/b.jpg> scripts.</noscript>")
    real_images(root, BASE)

    assert "Please enable" in to_html(root)


def test_a_set_of_sources_becomes_absolute() -> None:
    html = clean(EN + '<p><img src="/b.jpg" srcset="/b.jpg 1x, /b2.jpg 2x"></p>').html

    assert 'srcset="https://example.org/b.jpg 1x, https://example.org/b2.jpg 2x"' in html


@pytest.mark.parametrize(
    "html",
    [
        '<img src="/t.gif" width="1" height="1">',
        '<img src="/t.gif" height=0>',
        '<img src="/t.gif" style="width: 1px; border: 0">',
    ],
    ids=["attributes", "no height", "style"],
)
def test_a_pixel_nobody_sees_leaves_with_a_receipt(html: str) -> None:
    [image] = find_all(parse(html), "img")
    article = clean(EN + html)

    assert is_too_small(image)
    assert "<img" not in article.html
    assert [(r.rule, r.images) for r in article.removals] == [("sanitize/img", 1)]


@pytest.mark.parametrize("size", ["10", "100%", "auto", ""])
def test_a_picture_of_any_other_size_is_no_pixel(size: str) -> None:
    [image] = find_all(parse(f'<img src="/b.jpg" width="{size}">'), "img")

    assert not is_too_small(image)
