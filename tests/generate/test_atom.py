from __future__ import annotations

import locale
import random
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feedclean.errors import GenerateError
from feedclean.generate.atom import render_atom
from feedclean.generate.table import FORMATS
from feedclean.model.article import Author, Enclosure, SourceId
from feedclean.model.output import Paging, SiteHead
from feedclean.text import printable
from tests.generate.checking import ATOM, atom_faults, read_back
from tests.site import feed_of

SITE = SiteHead(title="Ours", url="https://feeds.example.net/clean/")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture(scope="session")
def render(source):
    def render_articles(*articles, **changes):
        return render_atom(feed_of(source(**changes), articles, SITE)).body

    return render_articles


def test_an_entry_is_read_back_as_it_was_meant(full, render):
    (entry,) = read_back(render(full)).entries
    meta = full.meta

    assert entry.id == meta.id
    assert entry.link == meta.url
    assert entry.title == meta.title
    assert entry.summary == meta.summary
    assert [(c.type, c.value, c.language) for c in entry.content] == [
        ("text/html", full.html, "zh-Hans")
    ]
    assert entry.published_parsed == meta.published.utctimetuple()
    assert entry.updated_parsed == meta.updated.utctimetuple()
    assert [(a.name, a.get("href"), a.get("email")) for a in entry.authors] == [
        (a.name, a.uri, a.email) for a in meta.authors
    ]
    assert [tag.term for tag in entry.tags] == list(meta.categories)
    assert [(e.href, e.get("type"), e.get("length")) for e in entry.enclosures] == [
        ("https://example.org/a.mp3", "audio/mpeg", "12345"),
        # The type is feedparser's own idea where a link has none.
        ("https://example.org/b.bin", "text/html", None),
    ]
    assert entry.source.title == meta.publisher
    assert entry.rights == meta.rights


def test_a_feed_is_read_back_as_it_was_meant(full, render):
    feed = read_back(render(full)).feed

    assert feed.title == "News of the day"
    assert feed.id == "tag:feedclean.invalid,2026:news"
    assert feed.link == "https://example.org/"
    assert feed.language == "en"
    assert feed.updated_parsed == full.meta.updated.utctimetuple()
    assert feed.author == "News of the day"
    assert feed.generator == "feedclean"
    assert [(link.rel, link.href, link.type) for link in feed.links if link.rel == "self"] == [
        ("self", "https://feeds.example.net/clean/news.atom", "application/atom+xml")
    ]


def test_the_file_is_named_after_the_source(source):
    rendered = FORMATS["atom"](feed_of(source(id=SourceId("rfi-analysis")), [], SITE))

    assert (rendered.path, rendered.media_type) == (
        PurePosixPath("rfi-analysis.atom"),
        "application/atom+xml",
    )


HTML = {
    "end of CDATA": "<p>a ]]&gt; b ]]> c</p>",
    "entities": "<p>&amp;lt;b&amp;gt; &lt;b&gt; &nbsp; &#39; &quot;</p>",
    "carriage return": "<pre>a\r\nb\rc</pre>",
    "tabs and spaces": "<pre>\ta   b</pre>",
    "astral plane": "<p>𠮷野家 👩‍👩‍👧 𝄞</p>",
    "right to left": '<p dir="rtl">שלום \u202bעולם\u202c مرحبا</p>',
    "combining": "<p>e\u0301 ﬁ Å</p>",
    "line separators": "<p>a\u2028b\u2029c</p>",
    "replacement character": "<p>a\ufffdb</p>",
    "no-break space": "<p>a\u00a0b\u3000c</p>",
    "image only": '<img src="https://example.org/a.jpg?x=1&amp;y=2">',
    "looks like XML": "<p>&lt;?xml version='1.0'?&gt; <!-- no --> &lt;![CDATA[x]]&gt;</p>",
}


@pytest.mark.parametrize("html", HTML.values(), ids=HTML.keys())
def test_content_comes_back_byte_for_byte(html, article, render):
    body = render(article(html=html))

    assert read_back(body).entries[0].content[0].value == html
    assert atom_faults(body) == []


@settings(deadline=None, max_examples=150)
@given(text=st.text(), title=st.text(), name=st.text())
def test_any_text_makes_a_valid_feed_and_comes_back(text, title, name, article, render):
    content = f"<p>{text}</p>"
    body = render(
        article(
            html=content,
            title=title,
            summary=title,
            url=name,
            authors=(Author(name=name, uri=title, email=name),),
            categories=(title, name),
            rights=name,
            publisher=title,
            language=name,
        )
    )

    assert atom_faults(body) == []
    root = etree.fromstring(body)
    written = root.findtext("a:entry/a:content", namespaces=ATOM)
    assert written == printable(content).replace("\x85", "\n")


def test_control_characters_go_and_a_next_line_is_a_line_break(article, render):
    (entry,) = read_back(render(article(html="<p>a\x00b\x0bc\x85d\ufffee\ud800</p>"))).entries

    assert entry.content[0].value == "<p>abc\nde</p>"


def test_ten_megabytes_of_content_come_back(article, render):
    html = "<p>" + "很长的文章 &amp; long. " * 400_000 + "</p>"
    body = render(article(html=html))

    assert len(body) > 10_000_000
    root = etree.fromstring(body, etree.XMLParser(huge_tree=True))
    assert root.findtext("a:entry/a:content", namespaces=ATOM) == html


def test_everything_together_is_valid(full, article, render):
    bare = article("bare", published=None, url=None, title="", html="")

    assert atom_faults(render(full, bare, article("plain"))) == []


def test_a_feed_without_entries_is_valid(render):
    body = render()

    assert atom_faults(body) == []
    assert read_back(body).entries == []


INVALID = {
    "CDATA is no type": (b'type="html"', b'type="CDATA"'),
    "no zone": (b"+00:00</updated>", b"</updated>"),
    "relative id": (b"<id>https://example.org/full</id>", b"<id>full</id>"),
    "no title": (b"<title>News of the day</title>", b""),
    "no author": (b"  <author>\n    <name>News of the day</name>\n  </author>\n", b""),
    "id twice": (b"https://example.org/full</id>", b"tag:feedclean.invalid,2026:news</id>"),
    "two alternates": (b'rel="enclosure"', b'rel="alternate"'),
    "unknown element": (b"<rights>", b"<sights/><rights>"),
}


@pytest.mark.parametrize(("old", "new"), INVALID.values(), ids=INVALID.keys())
def test_the_checks_find_what_is_wrong(old, new, full, article, render):
    body = render(
        replace(full, meta=replace(full.meta, enclosures=full.meta.enclosures[1:])),
        article("anonymous"),
    )
    assert old in body

    assert atom_faults(body) == []
    assert atom_faults(body.replace(old, new)) != []


def test_languages_stand_on_feed_and_entry(article, render):
    root = etree.fromstring(
        render(article("a", language="zh_CN"), article("b", language="no such"), article("c"))
    )

    assert root.get(XML_LANG) == "en"
    assert [entry.get(XML_LANG) for entry in root.findall("a:entry", ATOM)] == ["zh-CN", None, None]


def test_entries_keep_the_order_of_the_feed(article, render):
    articles = [article(name) for name in "abc"]

    assert [e.id[-1] for e in read_back(render(*articles)).entries] == ["a", "b", "c"]


def test_an_entry_without_author_has_the_feeds(article, render):
    root = etree.fromstring(render(article()))

    assert root.find("a:entry/a:author", ATOM) is None
    assert root.findtext("a:author/a:name", namespaces=ATOM) == "News of the day"


def test_what_would_break_the_feed_is_left_out(article, render):
    (entry,) = read_back(
        render(
            article(
                url="javascript",
                authors=(Author(name="A", uri="a page", email="a at example"), Author(name=" ")),
                categories=("x", " ", "x"),
                enclosures=(
                    Enclosure(url="relative.mp3"),
                    Enclosure(url="https://e.org/a", length=-1),
                ),
                summary="  ",
                rights="",
            )
        )
    ).entries

    assert [link.rel for link in entry.links] == ["enclosure"]
    assert [dict(author) for author in entry.authors] == [{"name": "A"}]
    assert [tag.term for tag in entry.tags] == ["x"]
    assert [(e.href, e.get("length")) for e in entry.enclosures] == [("https://e.org/a", None)]
    assert "rights" not in entry


NO_TITLE = {
    "text": ({"html": "<p>The text  <b>begins</b></p>"}, "The text begins"),
    "address": ({"html": "", "url": "https://example.org/x"}, "https://example.org/x"),
    "id": ({"html": "", "url": None}, "https://example.org/a"),
}


@pytest.mark.parametrize(("known", "expected"), NO_TITLE.values(), ids=NO_TITLE.keys())
def test_an_entry_without_title_is_named_by_what_there_is(known, expected, article, render):
    assert read_back(render(article(title=" ", **known))).entries[0].title == expected


def test_a_title_is_one_line_without_control_characters(article, render):
    (entry,) = read_back(render(article(title=" One\n two\x00\x1b[1m \ud800"))).entries

    assert entry.title == "One two[1m"


def test_an_undated_entry_has_no_publication_date(article, render):
    (entry,) = read_back(render(article(published=None))).entries

    assert "published" not in entry
    assert entry.updated == "1970-01-01T00:00:00+00:00"


def test_dates_are_written_in_utc_and_whole_seconds(article, render):
    when = datetime(2024, 5, 1, 1, 2, 3, 999_999, tzinfo=timezone(timedelta(hours=8)))

    assert b"<published>2024-04-30T17:02:03+00:00</published>" in render(article(published=when))


def test_two_entries_with_one_id_are_refused(article, source):
    feed = feed_of(source(), [article()], SITE)

    with pytest.raises(GenerateError, match="two entries with this id"):
        render_atom(replace(feed, entries=feed.entries * 2))


def test_elements_start_on_lines_of_their_own(full, render):
    lines = render(full).decode().splitlines()

    assert all(line.count("<id>") + line.count("<link ") <= 1 for line in lines)


def test_bytes_do_not_depend_on_the_order_of_articles(full, article, render):
    articles = [full, *(article(str(n), published=None) for n in range(20))]
    expected = render(*articles)
    random.Random(1).shuffle(articles)

    assert render(*articles) == expected


def test_bytes_do_not_depend_on_when_they_are_made(full, render):
    expected = render(full)
    time.sleep(0.01)  # feedgen's clock has microseconds

    assert render(full) == expected
    assert str(datetime.now(UTC).year).encode() not in render().replace(b",2026:", b"")


def test_rendering_leaves_the_locale_alone(full, render):
    before = locale.setlocale(locale.LC_ALL)

    render(full)

    assert locale.setlocale(locale.LC_ALL) == before


def links(body, path="a:link"):
    found = etree.fromstring(body).findall(path, ATOM)
    return [(link.get("rel"), link.get("href"), link.get("type")) for link in found]


def test_a_feed_says_all_that_is_known_of_it(rich):
    body = render_atom(rich).body
    feed = read_back(body).feed

    assert atom_faults(body) == []
    assert (feed.subtitle, feed.icon, feed.logo) == (
        rich.head.subtitle,
        rich.head.icon,
        rich.head.logo,
    )
    assert (feed.rights, feed.link) == (rich.head.rights, rich.head.site_url)
    here = "https://feeds.example.net/clean/news"
    assert links(body) == [
        ("self", f"{here}.atom", "application/atom+xml"),
        ("alternate", f"{here}.json", "application/feed+json"),
        ("alternate", f"{here}.rss", "application/rss+xml"),
        ("related", f"{here}.html", "text/html"),
        ("via", "https://example.org/feed", None),
        ("license", "https://creativecommons.org/licenses/by/4.0/", None),
        ("hub", "https://hub.example/", None),
        ("alternate", "https://example.org/", None),
    ]


def test_our_page_is_that_of_a_feed_without_a_site(rich):
    body = render_atom(replace(rich, head=replace(rich.head, site_url=None))).body

    assert atom_faults(body) == []
    assert read_back(body).feed.link == "https://feeds.example.net/clean/news.html"


NEWS = "https://feeds.example.net/clean/news"


def test_a_subscription_document_leads_to_its_archives(rich):
    paging = Paging(current=f"{NEWS}.atom", previous=f"{NEWS}/2026-05.atom")
    body = render_atom(replace(rich, paging=paging)).body

    assert atom_faults(body) == []
    assert ("prev-archive", f"{NEWS}/2026-05.atom", "application/atom+xml") in links(body)
    assert not {"current", "next-archive"} & {rel for rel, _, _ in links(body)}
    assert b"fh:archive" not in body


def test_an_archive_has_its_own_address_and_names_its_neighbours(rich):
    paging = Paging(
        current=f"{NEWS}.atom",
        previous=f"{NEWS}/2026-03.atom",
        next=f"{NEWS}/2026-05.atom",
        is_archive=True,
    )
    rendered = render_atom(replace(rich, paging=paging, archive="2026-04"))

    assert rendered.path == PurePosixPath("news/2026-04.atom")
    assert atom_faults(rendered.body) == []
    told = {rel: href for rel, href, _ in links(rendered.body)}
    assert (told["self"], told["current"]) == (f"{NEWS}/2026-04.atom", f"{NEWS}.atom")
    assert told["prev-archive"] == f"{NEWS}/2026-03.atom"
    assert told["next-archive"] == f"{NEWS}/2026-05.atom"
    assert told["alternate"] == "https://example.org/"
    assert "hub" not in told
    archive = "{http://purl.org/syndication/history/1.0}archive"
    assert etree.fromstring(rendered.body).find(archive) is not None


def test_an_entry_of_a_combined_feed_names_the_feed_it_comes_from(river):
    body = render_atom(river).body
    first, second = read_back(body).entries

    assert atom_faults(body) == []
    assert (first.source.id, first.source.title) == (river.origins[0].id, "News & views")
    assert first.source.link == "https://example.org/"
    assert first.source.icon == "https://example.org/icon.png"
    assert first.source.rights == "© 2024 Example"
    assert first.source.updated == "2024-04-28T08:00:00+00:00"
    assert ("self", f"{NEWS}.atom", "application/atom+xml") in links(
        body, "a:entry/a:source/a:link"
    )
    assert first.publisher == "纽约时报中文网"
    assert (second.source.title, second.get("publisher")) == ("Other", None)


def test_an_entry_without_author_in_a_combined_feed_is_by_its_own_feed(river):
    root = etree.fromstring(render_atom(river).body)
    names = "a:source/a:author/a:name"

    assert root.findall("a:entry", ATOM)[1].findtext(names, namespaces=ATOM) == "Other"


MEDIA = "{http://search.yahoo.com/mrss/}"
PICTURES = {
    "in the text": ('<p><img src="https://example.org/lead.jpg"></p>', ["thumbnail"]),
    "smaller in the text": ('<img src="https://example.org/lead-300x200.jpg?w=3">', ["thumbnail"]),
    "not in the text": ('<p><img src="https://example.org/b.jpg"></p>', ["content", "thumbnail"]),
}


@pytest.mark.parametrize(("html", "expected"), PICTURES.values(), ids=PICTURES.keys())
def test_the_lead_picture_is_shown_once(html, expected, article, render):
    body = render(article(html=html, image="https://example.org/lead.jpg"))
    (entry,) = etree.fromstring(body).findall("a:entry", ATOM)

    assert atom_faults(body) == []
    found = [node for node in entry if node.tag.startswith(MEDIA)]
    assert [node.tag.removeprefix(MEDIA) for node in found] == expected
    assert {node.get("url") for node in found} == {"https://example.org/lead.jpg"}


def test_the_type_of_an_enclosure_is_told_by_its_name_where_nobody_says_it(article, render):
    (entry,) = read_back(
        render(article(enclosures=(Enclosure(url="https://e.org/a.mp3?x=1"),)))
    ).entries

    assert entry.enclosures[0].type == "audio/mpeg"
