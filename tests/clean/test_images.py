from __future__ import annotations

import pytest

from feedclean.clean.media.images import real_images
from feedclean.clean.media.placeholders import is_too_small
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
    "amp, with a ratio for a size": (
        '<amp-img src="/b.jpg" width="1" height="1" layout="responsive"></amp-img>',
        "https://example.org/b.jpg",
    ),
    "lazy over a drawing without lines": (
        "<img src='data:image/svg+xml,<svg viewBox=\"0 0 3 2\"></svg>' data-src='/b.jpg'>",
        "https://example.org/b.jpg",
    ),
    "blurred preview": (
        '<img src="/b.jpg?w=20&blur=50" srcset="/b.jpg?w=400 400w, /b.jpg?w=1200 1200w">',
        "https://example.org/b.jpg?w=1200",
    ),
    "tiny preview": (
        '<img src="https://c.example/w_32,q_20/b.jpg" data-srcset="https://c.example/b.jpg 1x">',
        "https://c.example/b.jpg",
    ),
    "preview within the markup": (
        '<img src="data:image/jpeg;base64,/9j/4AAQ" data-lazyload="/b.jpg">',
        "https://example.org/b.jpg",
    ),
    "forum attachment": (
        '<img src="static/image/common/none.gif" file="https://c.example/b.jpg">',
        "https://c.example/b.jpg",
    ),
    "an attribute nobody has listed": (
        '<img src="/blank.gif" data-of-ours="/b.jpg?x=1">',
        "https://example.org/b.jpg?x=1",
    ),
    "JSON by address": (
        """<img data-srcs='{"/l.jpg": {"w": 900}, "/s.jpg": {"w": 300}}'>""",
        "https://example.org/l.jpg",
    ),
    "JSON by address, sizes in a list": (
        """<img data-sizes='{"/s.jpg": [300, 200], "/l.jpg": [900, 600]}'>""",
        "https://example.org/l.jpg",
    ),
    "JSON list": (
        """<img data-set='[{"src": "/l.jpg", "w": "900"}, {"src": "/s.jpg", "w": "300"}]'>""",
        "https://example.org/l.jpg",
    ),
    "JSON by size": (
        """<img data-set='{"900": "/l.jpg", "300": "/s.jpg"}'>""",
        "https://example.org/l.jpg",
    ),
    "JSON that is none": (
        """<img src="/b.jpg?w=20" data-x='{"'>""",
        "https://example.org/b.jpg?w=20",
    ),
    "JSON nested without end": (
        f"""<img src="/b.jpg?w=20" data-x='{{"a": {"[" * 600}{"]" * 600}}}'>""",
        "https://example.org/b.jpg?w=20",
    ),
    "JSON of a number too large for a float": (
        f"""<img src="/b.jpg?w=20" data-x='{{"/l.jpg": {10**400}, "/s.jpg": 300}}'>""",
        "https://example.org/l.jpg",
    ),
    "picture of sources only": (
        (
            '<picture><source srcset="/a.avif 2x" type="image/avif">'
            '<source srcset="/a.jpg 1x, /b.jpg 2x"></picture>'
        ),
        "https://example.org/b.jpg",
    ),
    "lazy sources": (
        (
            '<picture><source data-srcset="/a.webp 300w, /b.webp 900w">'
            '<img src="data:image/gif;base64,R0lGODlhAQAB"></picture>'
        ),
        "https://example.org/b.webp",
    ),
    "an empty box in a figure": (
        '<figure><div style="background-image: url(/b.jpg)"></div></figure>',
        "https://example.org/b.jpg",
    ),
    "an empty box that is a picture": (
        """<div role="img" style="background: #000 url('/b.jpg') no-repeat"></div>""",
        "https://example.org/b.jpg",
    ),
    "a small picture is one": ('<img src="/b.jpg?width=50">', "https://example.org/b.jpg?width=50"),
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


def test_a_lazy_picture_survives_a_pixel_beside_it() -> None:
    html = (
        '<p><img data-src="/b.jpg" src="/blank.gif"></p>'
        '<p><img class="lazy" data-src="/c.jpg"><noscript>'
        '<img src="https://p.example/t" width="1" height="1"></noscript></p>'
    )
    left = clean(EN + html).html

    assert "https://example.org/b.jpg" in left
    assert "https://example.org/c.jpg" in left
    assert "p.example" not in left


def test_the_copy_for_readers_without_scripts_may_stand_in_front() -> None:
    html = '<p><noscript><img src="/b.jpg"></noscript><img class="lazy" data-src="/b.jpg"></p>'

    assert images(html) == ["https://example.org/b.jpg"]


@pytest.mark.parametrize(
    "source",
    [
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7",
        "data:image/svg+xml;utf8,&lt;svg viewBox='0 0 3 2'>&lt;/svg>",
        "data:image/svg+xml,%3Csvg%20viewBox='0%200%203%202'%3E%3C/svg%3E",
        "/img/1x1.gif",
    ],
)
def test_a_picture_that_scripts_were_to_fill_leaves_with_a_receipt(source: str) -> None:
    article = clean(f'{EN}<img src="{source}" alt="x">')

    assert "<img" not in article.html
    assert [(r.rule, r.images) for r in article.removals] == [("sanitize/img", 1)]


def test_a_drawing_within_the_markup_stays_as_it_is_drawn() -> None:
    html = (
        """<p><img src='data:image/svg+xml,<svg viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'></p>"""
    )

    assert "&lt;path%20d=&quot;M0%200h9&quot;/&gt;" in clean(EN + html).html


def test_a_set_of_stand_ins_gives_way_to_the_lazy_set() -> None:
    html = '<img src="/b.jpg" srcset="data:image/gif;base64,R0 1w" data-srcset="/l.jpg 900w">'

    assert 'srcset="https://example.org/l.jpg 900w"' in clean(EN + html).html


def test_a_linked_picture_keeps_link_size_and_description() -> None:
    html = '<p><a href="/big.jpg"><img src="/s.jpg" width="300" height="200" alt="A view"></a></p>'

    assert (
        '<a href="https://example.org/big.jpg"><img src="https://example.org/s.jpg" width="300"'
        ' height="200" alt="A view" loading="lazy" referrerpolicy="no-referrer"></a>'
    ) in clean(EN + html).html


@pytest.mark.parametrize(("html", "_"), SOURCES.values(), ids=SOURCES)
def test_a_real_picture_stays_what_it_is(html: str, _: str) -> None:
    once = clean(EN + html).html

    assert clean(once).html == once


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


def test_a_picture_whose_address_leads_nowhere_goes_with_a_word_and_its_caption_stays() -> None:
    figure = '<figure><img src="hive.jpg"><figcaption>The hive on the roof</figcaption></figure>'
    found = clean(f"{EN}{figure}", url=None)

    assert "The hive on the roof" in found.html
    assert found.cautions == ("pictures-without-address",)
    assert [removal.reason for removal in found.removals] == [
        "picture at “hive.jpg”, and nobody told the address of the article"
    ]


def test_a_picture_without_any_address_is_no_reason_for_caution() -> None:
    assert clean(f"{EN}<p><img alt=''></p>", url=None).cautions == ()
    assert "https://example.org/news/hive.jpg" in clean(f'{EN}<img src="hive.jpg">').html
