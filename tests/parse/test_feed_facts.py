from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from feedclean.errors import ParseError
from feedclean.model.memory import FeedFacts
from feedclean.parse.feeds.facts import feed_facts, feed_title

URL = "https://e.org/feeds/main"
NAMESPACES = (
    'xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:creativeCommons="http://backend.userland.com/creativeCommonsRssModule" '
    'xmlns:webfeeds="http://webfeeds.org/rss/1.0"'
)
ITEM = "<item><title>x</title><link>https://no.example/</link><copyright>no</copyright></item>"


def rss(inside: str, items: str = ITEM * 2) -> str:
    channel = f"<channel><title>News</title>{inside}{items}</channel>"
    return f'<?xml version="1.0"?><rss version="2.0" {NAMESPACES}>{channel}</rss>'


def atom(inside: str, attributes: str = "") -> str:
    entry = "<entry><id>x</id><icon>no</icon><rights>no</rights></entry>"
    head = f'<feed xmlns="http://www.w3.org/2005/Atom" {attributes}><title>News</title>'
    return f"{head}{inside}{entry}</feed>"


RDF = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:cc="http://web.resource.org/cc/"><channel rdf:about="x"><title>t</title>'
    "<link>http://e.org/</link><description>d</description><dc:language>ja</dc:language>"
    '<dc:rights>r</dc:rights><cc:license rdf:resource="http://cc.example/by"/>'
    '<items><rdf:Seq><rdf:li resource="z"/></rdf:Seq></items></channel>'
    '<image rdf:about="q"><title>s</title><url>http://e.org/q.gif</url></image>'
    '<item rdf:about="z"><title>u</title></item></rdf:RDF>'
)

SITE_ONLY = FeedFacts(url=URL, site_url="https://e.org/x")
CASES = {
    "RSS": (
        rss(
            '<atom:link rel="self" href="https://no.example/"/><link>https://e.org/</link>'
            "<description>&lt;p&gt;About&lt;/p&gt; things</description><language>en_us</language>"
            "<copyright>&amp;copy; 2024</copyright>"
            "<image><url>/i.png</url><title>x</title><link>https://no.example/</link></image>"
            '<itunes:image href="https://no.example/big.jpg"/>'
            "<creativeCommons:license>https://cc.example/by</creativeCommons:license>"
        ),
        FeedFacts(
            url=URL,
            site_url="https://e.org/",
            language="en-US",
            subtitle="About things",
            logo="https://e.org/i.png",
            rights="© 2024",
            license="https://cc.example/by",
        ),
    ),
    "a podcast": (
        rss('<link>/</link><itunes:summary>Talks</itunes:summary><itunes:image href="/c.jpg"/>'),
        FeedFacts(url=URL, site_url="https://e.org/", subtitle="Talks", logo="https://e.org/c.jpg"),
    ),
    "RSS with links of Atom": (
        rss('<atom:link href="/home"/><atom:link rel="license" href="/by"/>'),
        FeedFacts(url=URL, site_url="https://e.org/home", license="https://e.org/by"),
    ),
    "an icon for Feedly": (
        rss("<webfeeds:icon>https://e.org/i.svg</webfeeds:icon>"),
        FeedFacts(url=URL, icon="https://e.org/i.svg"),
    ),
    "Atom": (
        atom(
            '<subtitle type="html">a &lt;b&gt;c&lt;/b&gt; &amp;lt;</subtitle><link href="./"/>'
            '<link rel="self" href="s"/><icon>i.ico</icon><logo>l.png</logo><rights>r</rights>'
            '<link rel="license" href="by"/>',
            'xml:lang="zh-cn" xml:base="https://x.org/d/"',
        ),
        FeedFacts(
            url=URL,
            site_url="https://x.org/d/",
            language="zh-CN",
            subtitle="a c <",
            icon="https://x.org/d/i.ico",
            logo="https://x.org/d/l.png",
            rights="r",
            license="https://x.org/d/by",
        ),
    ),
    "plain text in Atom stays": (
        atom("<subtitle>1 &lt; 2 &lt;b&gt;</subtitle>"),
        FeedFacts(url=URL, subtitle="1 < 2 <b>"),
    ),
    "RDF": (
        RDF,
        FeedFacts(
            url=URL,
            site_url="http://e.org/",
            language="ja",
            subtitle="d",
            logo="http://e.org/q.gif",
            rights="r",
            license="http://cc.example/by",
        ),
    ),
    "JSON Feed": (
        """{"version": "https://jsonfeed.org/version/1.1", "title": "t", "home_page_url": "/",
        "description": "1 < 2", "icon": "i.png", "favicon": "f.png", "language": "de"}""",
        FeedFacts(
            url=URL,
            site_url="https://e.org/",
            language="de",
            subtitle="1 < 2",
            icon="https://e.org/feeds/f.png",
            logo="https://e.org/feeds/i.png",
        ),
    ),
    "JSON of other types": ('{"title": 5, "icon": {}, "language": [], "description": null}', None),
    "a list": ("[1]", None),
    "the title again": (rss("<description>News</description>"), None),
    "no language, no address": (
        rss("<language>English, please</language><link>javascript:x</link><image><url/></image>"),
        None,
    ),
    "entities, bare ampersands, undeclared prefixes": (
        rss("<description>a & b &nbsp;&hellip;</description><foo:bar/><link>/x</link>"),
        FeedFacts(url=URL, site_url="https://e.org/x", subtitle="a & b …"),
    ),
    "control characters": (
        rss("<description>a\x00\x1bb</description>"),
        FeedFacts(url=URL, subtitle="ab"),
    ),
    "broken further down": (rss("<link>/x</link>", "<item><title>a</b>"), SITE_ONLY),
    "no items": (rss("<link>/x</link>", ""), SITE_ONLY),
    "cut off": ("<rss><channel><link>/x</link><descr", SITE_ONLY),
    "nothing": ("", None),
    "a page": ("<html><head><title>x</title><link rel=icon href=/i></head><body>hi", None),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_facts_are_read_before_the_first_entry(text, expected):
    assert feed_facts(text, URL) == (expected or FeedFacts(url=URL))


PRIVATE = {
    "user and password": ("https://me:pw@e.org/f?a=1", "https://e.org/f?a=1"),
    "token": ("https://e.org/f?a=1&token=xyz", None),
    "access_token": ("https://e.org/f?access_token=xyz", None),
    "apikey": ("https://e.org/f?apikey=xyz", None),
    "a key of another kind": ("https://e.org/f?keyword=xyz&design=1", "same"),
    "this machine": ("http://localhost:8000/f", None),
    "a private network": ("http://192.168.1.5/f", None),
    "a name of a private network": ("http://nas.local/f", None),
    "a public number": ("http://8.8.8.8/f", "same"),
    "a file": ("/home/me/feed.xml", None),
}


@pytest.mark.parametrize(("url", "expected"), PRIVATE.values(), ids=PRIVATE.keys())
def test_an_address_for_its_owner_alone_is_not_told(url, expected):
    facts = feed_facts(rss("<link>/x</link>"), url)

    assert facts.url == (url if expected == "same" else expected)
    assert "pw" not in str(facts)
    assert "xyz" not in str(facts.site_url)


def test_a_very_long_subtitle_is_cut():
    facts = feed_facts(rss(f"<description>{'word ' * 1000}</description>"), URL)

    assert facts.subtitle is not None
    assert (len(facts.subtitle), facts.subtitle[-1]) == (1000, "…")


@settings(deadline=None, max_examples=200)
@given(text=st.text(), url=st.text())
def test_nothing_written_makes_it_fail(text, url):
    for document in (text, rss(text), atom(f"<icon>{text}</icon>"), f'{{"icon": "{text}"}}'):
        feed_facts(document, url)
        feed_facts(document, f"https://{url}")


@pytest.mark.parametrize("text", ["<a>" * 200_000, "<!ENTITY " * 50_000, "<![CDATA[" * 50_000])
def test_hostile_text_takes_no_time_to_speak_of(text):
    assert feed_facts(text, URL) == FeedFacts(url=URL)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (rss(""), "News"),
        ('{"title": " Rope \\n walk ", "items": []}', "Rope walk"),
        ('{"items": []}', ""),
        ('{"title": 3, "items": []}', ""),
    ],
    ids=["RSS", "JSON", "none", "a number"],
)
def test_a_feed_is_called_what_it_says(text: str, title: str) -> None:
    assert feed_title(text, URL) == title


@pytest.mark.parametrize("text", ["<html><title>x</title></html>", '{"title": "x"}', "{"])
def test_what_is_no_feed_has_no_title(text: str) -> None:
    with pytest.raises(ParseError):
        feed_title(text, URL)
