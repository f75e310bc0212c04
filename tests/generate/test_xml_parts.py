from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from feedclean.generate.table import FORMATS
from feedclean.generate.xml_parts import in_slices
from feedclean.model.article import ArticleId
from feedclean.model.output import Paging, SiteHead
from tests.site import feed_of

SITE = SiteHead(
    title="Ours",
    url="https://feeds.example.net/clean/",
    hub="https://hub.example.net/",
    formats=("atom", "rss", "json", "html"),
)


@pytest.mark.parametrize("name", ["atom", "rss"])
def test_a_long_feed_has_the_bytes_it_has_in_one_piece(
    name, article, full, source, monkeypatch
) -> None:
    plain = [article(str(number), f"<p>Text {number}</p>") for number in range(1300)]
    rich = [
        replace(full, meta=replace(full.meta, id=ArticleId(f"urn:full:{number}")))
        for number in range(3)
    ]
    feed = feed_of(source(max_entries=2000), [*plain[:600], *rich, *plain[600:]], SITE)
    feed = replace(feed, paging=Paging(current="https://feeds.example.net/clean/news.atom"))

    sliced = FORMATS[name](feed).body
    monkeypatch.setattr("feedclean.generate.xml_parts._SLICE", 10_000)
    whole = FORMATS[name](feed).body

    assert len(feed.entries) > 1300
    assert sliced == whole
    assert len(etree.fromstring(sliced).findall(".//{*}entry")) + sliced.count(b"<item>") > 1300


def test_parts_that_do_not_begin_alike_make_no_document(article) -> None:
    entries = [article(str(number)) for number in range(1300)]

    with pytest.raises(ValueError, match="do not begin or end alike"):
        in_slices(entries, lambda some: b"<feed n='%d'></feed>\n" % len(some), b"</feed>\n")
