"""Script in every spelling, through the whole product and into a browser: nothing may run."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feedclean.clean.finishing.sanitize import sanitize
from feedclean.dom.markup import to_html
from feedclean.dom.tree import parse
from feedclean.text import printable
from tests.cleaning import EN, clean
from tests.hostile.harm import SCHEMES, harm
from tests.hostile.payloads import payloads
from tests.hostile.publishing import Published, publish
from tests.hostile.running import run
from tests.odd_html import odd_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser

MANY = int(os.environ.get("FEEDCLEAN_PAYLOADS", "1200"))
"""How many are published; one more takes 20 ms."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


@pytest.mark.parametrize("seed", range(4))
def test_no_payload_leaves_anything_but_what_is_allowed(seed: int) -> None:
    for payload in payloads(250, seed + 100):
        html = clean(f"{EN}{payload}{EN}").html

        assert harm(html) == [], payload
        assert sanitize(html).strip() == html, payload
        # read by another parser than the sanitizer's, written, and sanitized once more
        assert sanitize(to_html(parse(html))).strip() == html, payload


@given(st.lists(odd_html(), min_size=1, max_size=3), st.integers(0, 9_999))
def test_markup_means_the_same_when_it_is_read_again(pieces: list[str], seed: int) -> None:
    [payload] = payloads(1, seed)
    html = clean(printable(payload.join((*pieces, EN)))).html

    assert sanitize(to_html(parse(html))).strip() == html
    assert harm(html) == []


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    return publish(list(payloads(MANY)), tmp_path_factory.mktemp("payloads"))


@pytest.mark.slow
def test_every_payload_is_published(published: Published) -> None:
    pages = list((published.folder).glob("*/*.html"))

    assert len(published.html) >= MANY * 0.98
    assert len(pages) >= MANY * 0.98


@pytest.mark.slow
def test_every_address_published_is_one_to_follow(published: Published) -> None:
    odd = [a for a in published.addresses if urlsplit(a).scheme.lower() not in SCHEMES]

    assert odd == []
    assert len(published.addresses) > MANY


@pytest.mark.slow
def test_no_file_holds_what_xml_forbids(published: Published) -> None:
    files = [path for path in published.folder.rglob("*") if path.is_file()]
    for path in files:
        if path.suffix in (".atom", ".rss", ".opml", ".html", ".json"):
            text = path.read_text("utf-8")
            assert not FORBIDDEN.search(text), path.name
        if path.suffix in (".atom", ".rss", ".opml"):
            etree.parse(path, etree.XMLParser(resolve_entities=False, load_dtd=False))


@pytest.mark.slow
def test_nothing_breaks_out_of_its_entry(published: Published) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    for path in published.folder.glob("*.atom"):
        root = etree.parse(path).getroot()
        inside = {node.tag for node in root.iter() if isinstance(node.tag, str)}
        assert not {tag for tag in inside if tag.startswith("{http://www.w3.org/1999/xhtml}")}
        assert len(root.findall(f"{atom}entry")) == len(list(root.iter(f"{atom}entry")))
    assert published.folder.parent.joinpath("public").resolve() == published.folder.resolve()
    outside = [p for p in published.folder.parent.iterdir() if p.suffix not in (".xml", ".toml")]
    assert sorted(p.name for p in outside) == [".feedclean", "public"]


@pytest.mark.browser
@pytest.mark.slow
def test_the_browser_runs_what_is_not_cleaned(browser: Browser) -> None:
    """Or else the test below could not fail."""
    ran = run(browser, [f"<img src=q onerror=top.x({n})>" for n in range(50)])
    found = run(browser, ["<a href='java\nscript:top.x(1)'>x</a>", "<p style=x>x</p>"])

    assert sorted(ran.hits) == list(range(50))
    assert found.hits == (1,)
    assert "P style" in found.found


@pytest.mark.browser
@pytest.mark.slow
def test_nothing_that_is_published_runs(browser: Browser, published: Published) -> None:
    pages: list[Path] = sorted(published.folder.glob("*.html"))
    pages += sorted(published.folder.glob("*/*.html"))[:: max(1, MANY // 150)]

    ran = run(browser, [*published.html, *published.lines], pages)

    assert ran.hits == ()
    assert ran.found == ()
    assert ran.asked == ()
