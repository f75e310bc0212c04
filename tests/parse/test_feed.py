"""Both readers of feeds, what is mended before them, and the dialects on top."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest

from feedclean.dom.tree import parse as parse_html
from feedclean.dom.tree import raw_text
from feedclean.errors import NotAFeed
from feedclean.model.article import Author, Enclosure, Failure, RawArticle, SourceId
from feedclean.model.source import Capture, Source, SourceKind
from feedclean.parse.articles import Reading, article
from feedclean.parse.dialects.base import Head
from feedclean.parse.dialects.feed import ATOM, RSS
from feedclean.parse.feeds.feed import parse_feed
from feedclean.parse.feeds.lenient import read_leniently
from feedclean.parse.feeds.model import Malformed, ParsedFeed
from feedclean.parse.feeds.text import bare, mend, root_name
from feedclean.text import squeeze
from tests.parse.reading import strictly

FEEDS = {path.name: path for path in sorted((Path(__file__).parent / "feeds").glob("*.xml"))}
SOURCE = Source(id=SourceId("s"), kind=SourceKind.FEED, location="x", title="S")


def capture(text: str = "") -> Capture:
    return Capture(
        source=SOURCE.id,
        location="feed.xml",
        body=text.encode(),
        media_type=None,
        charset=None,
        captured_at=datetime(2024, 6, 1, tzinfo=UTC),
    )


def articles(text: str) -> list[RawArticle]:
    dialect = ATOM if (root_name(text) or "") in ("feed", "entry") else RSS
    found = list(dialect.read(capture(text), text, SOURCE))
    assert all(isinstance(one, RawArticle) or "cut off" in one.message for one in found)
    return [one for one in found if isinstance(one, RawArticle)]


def from_file(name: str) -> list[RawArticle]:
    return articles(FEEDS[name].read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS.keys())
def test_strict_and_lenient_reader_give_the_same_articles(path: Path) -> None:
    document = bare(path.read_text(encoding="utf-8"))
    strict, lenient = strictly(document, "x"), read_leniently(document, "x")
    reading = Reading(
        capture=capture(), source=SOURCE, dialect="feed", zone=None, base="https://base.example/"
    )

    assert (lenient.flavour, lenient.title, lenient.site_url) == (
        strict.flavour,
        strict.title,
        strict.site_url,
    )
    assert [article(r, reading, n) for n, r in enumerate(lenient.records)] == [
        article(r, reading, n) for n, r in enumerate(strict.records)
    ]


def test_rss_entry_is_read_whole() -> None:
    first, second = from_file("rss20-full.xml")

    assert first.meta.id == "tag:example.org,2024:1234"
    assert first.meta.url == "https://example.org/2024/05/bridge"
    assert first.meta.title == "Council approves bridge & tunnel"
    assert first.meta.summary == "The vote was close."
    assert first.meta.authors == (Author(name="Ana María Pérez"), Author(name="Bo Li"))
    assert first.meta.published == datetime(2024, 5, 7, 7, 30, tzinfo=UTC)
    assert first.meta.updated is None
    assert first.meta.language == "en-US"
    assert first.meta.categories == ("City", "Traffic")
    assert first.meta.image == "https://example.org/large.jpg"
    assert first.html.startswith("<p>The council voted <em>nine to eight</em>.</p>")
    assert first.origin.offset == 0
    assert second.meta.url == second.meta.id == "https://example.org/second"
    assert second.meta.authors == (Author(name="Rae Porter", email="reporter@example.org"),)
    assert second.meta.publisher == "The Wire"
    assert second.meta.summary is None


@pytest.mark.parametrize("reader", [strictly, read_leniently])
def test_attached_media_may_have_a_relative_address(reader: Callable[..., ParsedFeed]) -> None:
    item = """<item><title>One</title><link>/one</link>
        <enclosure url="/ep1.mp3" length="1234" type="audio/mpeg"/>
        <enclosure url="https://e.example/ep1.mp3" length="1234" type="audio/mpeg"/>
        <enclosure url="javascript:alert(1)" type="audio/mpeg"/></item>"""
    found = reader(f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>", "x")
    reading = Reading(
        capture=capture(), source=SOURCE, dialect="feed", zone=None, base="https://e.example/"
    )

    assert article(found.records[0], reading, 0).meta.enclosures == (
        Enclosure(url="https://e.example/ep1.mp3", media_type="audio/mpeg", length=1234),
    )


def test_the_id_of_an_entry_stands_whether_its_media_have_a_whole_address_or_not() -> None:
    def named(url: str) -> str:
        text = f"""<rss version="2.0"><channel><title>T</title><link>https://e.example/</link>
            <item><title>One</title><enclosure url="{url}" type="audio/mpeg"/></item>
            </channel></rss>"""
        return articles(text)[0].meta.id

    assert "ep1.mp3" in named("https://e.example/ep1.mp3")
    assert "ep1.mp3" not in named("/ep1.mp3")


def test_atom_entry_is_read_whole() -> None:
    first, guest = from_file("atom10-html.xml")

    assert first.meta.id == "urn:uuid:1225c695-cfb8-4ebb-aaaa-80da344efa6a"
    assert first.meta.url == "https://example.net/blog/2024/03/alles"
    assert first.meta.title == "Über alles & nichts"
    assert first.meta.summary == "Kurz < gut"
    assert first.meta.authors == (Author(name="Erika Muster", uri="https://example.net/erika"),)
    assert first.meta.published == datetime(2024, 3, 1, 9, tzinfo=UTC)
    assert first.meta.updated == datetime(2024, 3, 2, tzinfo=UTC)
    assert first.meta.language == "de"
    assert first.meta.categories == ("Gedanken", "kurz")
    assert first.meta.rights == "CC BY 4.0"
    assert first.meta.enclosures == (
        Enclosure(url="https://example.net/a.mp3", media_type="audio/mpeg", length=1337),
    )
    assert 'href="https://example.net/blog/x"' in first.html
    assert 'src="https://example.net/bild.png"' in first.html
    assert guest.meta.authors == (Author(name="Gus Gast", email="gus@example.net"),)
    assert guest.html == "<p>Nur Text mit &lt;spitzen&gt; Klammern.</p>"


def test_date_of_update_stands_in_for_a_missing_date_and_says_so() -> None:
    _, guest = from_file("atom10-html.xml")

    assert guest.meta.published == datetime(2024, 2, 2, tzinfo=UTC)
    assert dict(guest.meta.evidence)["published"] == "atom, date of update"


def test_xhtml_content_becomes_plain_html() -> None:
    (one,) = from_file("atom10-xhtml.xml")

    assert one.html == (
        "<p>One <b>bold</b> &amp; two &lt;three&gt;.</p>"
        '<img src="https://example.org/i.png" alt="A &quot;b&quot;"><br>'
    )
    assert one.meta.url == "https://example.org/x?a=1&b=2"


def test_windows_characters_passed_as_controls_are_mended() -> None:
    (one,) = articles(rss(ITEM.format(t="It&#146;s", d="&#147;fine&#148;")))

    assert one.meta.title == "It’s"
    assert one.html == "<p>“fine”</p>"


def test_title_with_escaped_markup_and_original_link_is_read() -> None:
    (one,) = from_file("feedburner.xml")

    assert one.meta.title == "Title with bold – dash"
    assert one.meta.url == "https://burnt.example/post/1"


def test_plain_text_description_becomes_paragraphs() -> None:
    (one,) = from_file("zh-plain.xml")

    assert one.html == "<p>第一段。</p>\n<p>第二段，数值 3 &lt; 5。</p>"


def test_podcast_summary_is_used_only_where_there_is_no_description() -> None:
    first, second = from_file("podcast.xml")

    assert first.html == "<p>Spare summary of the episode.</p>"
    assert first.meta.authors == (Author(name="Hosty Host"),)
    assert first.meta.image == "https://pod.example/e1.jpg"
    assert second.html == "<p>Real notes.</p>"
    assert second.meta.enclosures[0].length is None


def test_number_as_guid_becomes_a_valid_id_of_this_source() -> None:
    _, bare_item = from_file("inline-markup.xml")

    assert bare_item.meta.id == "tag:feedclean.invalid,2026:s/12345"
    assert bare_item.meta.url is None
    assert bare_item.html == "<p>No title, no link.</p>"


def test_full_text_in_the_wrong_element_is_not_lost() -> None:
    long = "<p>" + "A sentence of the whole article. " * 40 + "</p>"
    text = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        "<link>https://e.example/1</link><content:encoded>Teaser only.</content:encoded>"
        f"<description><![CDATA[{long}]]></description></item></channel></rss>"
    )

    assert articles(text)[0].html == long.strip()


def test_picture_story_is_not_replaced_by_its_description() -> None:
    text = (
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><item>'
        "<link>https://e.example/1</link>"
        '<content:encoded><![CDATA[<img src="https://e.example/1.png">]]></content:encoded>'
        "<description>A comic.</description></item></channel></rss>"
    )

    assert articles(text)[0].html == '<img src="https://e.example/1.png">'


ITEM = (
    "<item><title>{t}</title><link>https://e.example/1</link><description>{d}</description></item>"
)


def rss(items: str, before: str = "") -> str:
    return f'{before}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


BROKEN: dict[str, tuple[str, str]] = {
    "comment before the declaration": (
        rss(ITEM.format(t="a", d="whole text"), '<!-- saved --><?xml version="1.0"?>'),
        "whole text",
    ),
    "warning before the declaration": (
        rss(ITEM.format(t="a", d="whole text"), "Warning: x in y.php\n<?xml version='1.0'?>"),
        "whole text",
    ),
    "wrong charset declared": (
        rss(ITEM.format(t="a", d="straße 新闻"), '<?xml version="1.0" encoding="ISO-8859-1"?>'),
        "straße 新闻",
    ),
    "named HTML entity": (rss(ITEM.format(t="a", d="caf&eacute; &amp; bar")), "café &amp; bar"),
    "bare ampersand": (rss(ITEM.format(t="R&D", d="profit & loss")), "profit &amp; loss"),
    "bare angle bracket": (rss(ITEM.format(t="a", d="3 < 5 always")), "3 &lt; 5 always"),
    "control character": (rss(ITEM.format(t="a", d="bell\x07 and &#7; gone")), "bell and  gone"),
    "undeclared prefix": (
        rss(
            "<item><title>a</title><link>https://e.example/1</link>"
            "<content:encoded><![CDATA[<p>full text</p>]]></content:encoded></item>"
        ),
        "<p>full text</p>",
    ),
    "cut within CDATA": (
        rss(ITEM.format(t="a", d="<![CDATA[<p>kept to the last word")).partition("</desc")[0],
        "<p>kept to the last word",
    ),
    "cut within text": (
        rss(ITEM.format(t="a", d="kept to the end")).partition("</desc")[0],
        "kept to the end",
    ),
    "cut within a tag": (
        rss(ITEM.format(t="a", d="kept to the end")).partition("cription></item")[0],
        "kept to the end",
    ),
    "mismatched tags": (
        rss(
            "<item><title>a</title><link>https://e.example/1</link>"
            "<description>still here</description></itm>"
        ),
        "still here",
    ),
    "markup not escaped and not closed": (
        rss(ITEM.format(t="a", d="one<br>two <b>three")),
        "three",
    ),
    "entity declared in the DTD": (
        rss(ITEM.format(t="a", d="by &who;."), '<!DOCTYPE rss [<!ENTITY who "Jane Doe">]>'),
        "by Jane Doe.",
    ),
}


@pytest.mark.parametrize(("text", "kept"), BROKEN.values(), ids=BROKEN.keys())
def test_broken_feed_keeps_its_text(text: str, kept: str) -> None:
    (one,) = articles(text)

    assert kept in one.html
    assert one.meta.url == "https://e.example/1"


def test_whole_entries_before_a_cut_are_untouched() -> None:
    text = FEEDS["rss20-full.xml"].read_text(encoding="utf-8")
    whole = articles(text)

    assert articles(text[: text.index("<source")])[0] == whole[0]


BOMB = (
    "<!DOCTYPE rss [<!ENTITY a0 'lol'>"
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    + "]>"
)

HOSTILE: dict[str, Callable[[], str]] = {
    "entity bomb": lambda: rss(ITEM.format(t="a", d="&a9; text"), BOMB),
    "external entity": lambda: rss(
        ITEM.format(t="a", d="&x; text"), '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    ),
    "endless DTD": lambda: "<!DOCTYPE rss [" + "<!-- -->" * 20_000 + ITEM.format(t="a", d="text"),
    "open comments": lambda: rss(ITEM.format(t="a", d="text"), "<!-- " * 20_000),
    "deep nesting": lambda: rss(ITEM.format(t="a", d="<b>" * 3_000 + "text")),
    "many open brackets": lambda: rss(ITEM.format(t="a", d="< " * 50_000 + "text")),
    "many attributes": lambda: rss(ITEM.format(t="a", d=f"<b {'a=1 ' * 20_000}>text</b>")),
    "absurd reference": lambda: rss(ITEM.format(t="a", d="&#99999999999; &#x110000; text </b>")),
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_feed_ends_soon_and_grows_by_nothing(make: Callable[[], str]) -> None:
    text = make()
    started = time.monotonic()
    try:
        found = articles(text)
    except NotAFeed:
        found = []

    assert time.monotonic() - started < 5
    assert sum(len(one.html) for one in found) < 4 * len(text)
    assert not any("root:" in one.html for one in found)


NO_FEEDS = {
    "sitemap": '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    "<url><loc>https://e.example/</loc></url></urlset>",
    "svg": '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title></svg>',
    "xhtml page": '<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" '
    '"http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"><html><body><p>x</p></body></html>',
    "opml": '<opml version="2.0"><body><outline text="x"/></body></opml>',
    "foaf": '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><x/></rdf:RDF>',
    "prose": "An article about <rss> and <feed> tags.",
    "empty": "",
}


@pytest.mark.parametrize("text", NO_FEEDS.values(), ids=NO_FEEDS.keys())
def test_what_is_no_feed_is_not_claimed(text: str) -> None:
    head = Head(text=text, location="x", media_type=None)

    if "An article" not in text:
        assert max(RSS.sniff(head), ATOM.sniff(head)) < 0.5
    if text.startswith(("<?xml", "<svg", "<opml")):
        with pytest.raises(NotAFeed):
            parse_feed(text, "x")


@pytest.mark.parametrize("path", FEEDS.values(), ids=FEEDS.keys())
def test_feeds_are_recognised_by_their_own_dialect(path: Path) -> None:
    head = Head(text=path.read_text(encoding="utf-8"), location="x", media_type=None)
    mine, other = (
        (ATOM, RSS) if path.name.startswith(("atom", "youtube", "tumblr")) else (RSS, ATOM)
    )

    assert mine.sniff(head) > 0.85
    assert other.sniff(head) == 0


def test_entry_without_anything_is_a_failure_that_names_it() -> None:
    text = rss("<item></item>" + ITEM.format(t="a", d="b"))
    outcomes = list(RSS.read(capture(text), text, SOURCE))

    assert isinstance(outcomes[0], Failure)
    assert "entry 1" in outcomes[0].message
    assert isinstance(outcomes[1], RawArticle)


def test_well_formed_feed_is_not_mended() -> None:
    for path in FEEDS.values():
        document = bare(path.read_text(encoding="utf-8"))
        assert strictly(mend(document), "x").records == strictly(document, "x").records


def test_xml_that_does_not_parse_is_malformed() -> None:
    with pytest.raises(Malformed):
        strictly("<rss><channel>", "x")


def test_feed_without_entries_gives_no_articles() -> None:
    assert articles(rss("")) == []


def test_single_item_is_a_feed_of_one() -> None:
    (one,) = articles(ITEM.format(t="Alone", d="&lt;p&gt;x&lt;/p&gt;"))

    assert one.meta.title == "Alone"
    assert one.html == "<p>x</p>"


def test_relative_links_are_resolved_against_the_site_where_the_entry_has_no_address() -> None:
    text = (
        '<rss version="2.0"><channel><link>https://site.example/news/</link><item><title>t</title>'
        '<description>&lt;a href="../a">x&lt;/a></description></item></channel></rss>'
    )

    assert 'href="https://site.example/a"' in articles(text)[0].html


def test_a_cut_within_an_entry_is_told_and_costs_no_text() -> None:
    item = "<item><title>{n}</title><guid>{n}</guid><description>Text {n}.</description></item>"
    whole = f'<rss version="2.0"><channel><title>T</title>{item.format(n=1)}{item.format(n=2)}'
    text = whole[: -len("scription></item>")]

    *entries, told = RSS.read(capture(text), text, SOURCE)

    assert len(entries) == 2
    assert isinstance(told, Failure)
    assert told.message == (
        "feed.xml: was cut off in article 2, “2”: what came of it is read; "
        "the next answer may be whole"
    )
    assert len(list(RSS.read(capture(whole), whole, SOURCE))) == 2


QUAY = (
    "<item><title>The quay</title><link>https://e.org/quay</link><description>It is rebuilt."
    "</description><guid>e-7</guid><author>Ana Roe</author></item>"
)
CUT = f'<rss version="2.0"><channel><title>T</title>{QUAY}{QUAY}'


@pytest.mark.parametrize("end", ["<item>", "<title>The q", "</title>", "<link>https://e.o"])
def test_an_entry_that_was_cut_off_before_its_text_is_left_out_and_told(end: str) -> None:
    text = CUT[: CUT.index(end, CUT.rindex("<item>")) + len(end)]

    _, *rest = RSS.read(capture(text), text, SOURCE)

    [told] = rest
    assert isinstance(told, Failure)
    assert "was cut off in article 2" in told.message
    assert ": it is left out; the next answer may be whole" in told.message
    assert ("The q" in told.message) == ("<title>" in text[CUT.rindex("<item>") :])


@pytest.mark.parametrize("end", ["<guid>e", "<author>Ana R"])
def test_half_of_an_id_or_a_name_is_none(end: str) -> None:
    text = CUT[: CUT.index(end, CUT.rindex("<item>")) + len(end)]

    one = articles(text)[1]

    assert "It is rebuilt." in one.html
    assert one.meta.id in ("https://e.org/quay", articles(CUT)[1].meta.id)
    assert one.meta.authors == ()


SECTION = (
    "<item><title>The quay</title><link>https://e.org/quay</link>"
    "<description><![CDATA[{}]]></description></item>"
)
SAID = "<p>It is “rebuilt” &amp; new, <b>所以</b> 3 < 5 for R&D.</p>"


@pytest.mark.parametrize("form", ["section", "references"])
def test_what_is_read_of_an_entry_that_was_cut_off_is_how_it_begins(form: str) -> None:
    said = SAID if form == "section" else escape(SAID)
    item = SECTION.format(said) if form == "section" else ITEM.format(t="a", d=said)
    whole = f'<rss version="2.0"><channel><title>T</title>{item}{item}'.encode()
    start = whole.rindex(said.encode())
    shown = squeeze(raw_text(parse_html(SAID)))
    last = ""
    for end in range(start, start + len(said.encode()) + 2):
        text = whole[:end].decode(errors="replace")
        _, *rest = RSS.read(capture(text), text, SOURCE)
        *read, told = rest
        assert isinstance(told, Failure)
        said_so = squeeze(raw_text(parse_html(read[0].html))) if read else ""  # type: ignore[union-attr]
        assert shown.startswith(said_so)
        assert len(said_so) >= len(last) - 1  # the < of what became a tag
        last = said_so
    assert last == shown


@pytest.mark.parametrize("told_of", ["</item>", "<item></item>", "</rss>"])
def test_an_entry_that_tells_of_feeds_is_cut_off_as_well(told_of: str) -> None:
    item = SECTION.format(f"<pre>{told_of}</pre> is how it ends")
    whole = f'<rss version="2.0"><channel><title>T</title>{item}{item}</channel></rss>'
    text = whole[: whole.rindex("ends")]

    *entries, told = RSS.read(capture(text), text, SOURCE)

    assert len(entries) == 2
    assert isinstance(told, Failure)
    assert [type(one) for one in RSS.read(capture(whole), whole, SOURCE)] == [RawArticle] * 2


@pytest.mark.parametrize("end", ["", "<", "<p", "<p>", '<p class="a"><b'])
def test_an_entry_of_which_only_tags_have_come_is_left_out(end: str) -> None:
    text = f'<rss version="2.0"><channel><title>T</title>{SECTION.partition("{}")[0]}{end}'

    [told] = RSS.read(capture(text), text, SOURCE)

    assert isinstance(told, Failure)
    assert ": it is left out" in told.message


def test_an_entry_that_is_never_closed_in_a_whole_feed_was_not_cut_off() -> None:
    text = f"{CUT.removesuffix('</item>')}</channel></rss>"

    assert [type(one) for one in RSS.read(capture(text), text, SOURCE)] == [RawArticle] * 2


@pytest.mark.parametrize("broken", ["", "<b>"], ids=["sound", "broken"])
def test_a_size_that_no_file_has_is_none(broken: str) -> None:
    item = (
        f'<item><title>Ice{broken}</title><enclosure url="https://e.example/a.mp3" '
        f'type="audio/mpeg" length="{"9" * 5_000}"/></item>'
    )
    feed = parse_feed(f"<rss><channel><title>T</title>{item}</channel></rss>", "a.xml")

    assert [one.length for one in feed.records[0].enclosures] == [None]
