"""What a feed says of its entries, through the installed program to the Atom file it writes."""

from __future__ import annotations

import json
import subprocess
import sys
from html import escape
from pathlib import Path

import feedparser
import pytest

from tests.gather.serving import WHOLE, Reply, serving
from tests.making import SITE, source

TEXT = escape(WHOLE)
MEDIA = 'xmlns:media="http://search.yahoo.com/mrss/"'
DC = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
ITUNES = 'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"'

RSS = f"""<rss version="2.0" {MEDIA} {DC}><channel><title>T</title><language>de-at</language><item>
<title>Quay &amp; pier</title><link>https://example.org/quay</link>
<guid isPermaLink="false">tag:example.org,2024:7</guid>
<pubDate>Tue, 07 May 2024 09:30:00 +0200</pubDate><description>{TEXT}</description>
<author>ana@example.org (Ana Pérez)</author><dc:creator>Bo Li</dc:creator>
<category domain="https://example.org/tags">Harbour</category><category>Ships &amp; boats</category>
<dc:rights>© 2024 The Quay</dc:rights>
<enclosure url="https://example.org/q.mp3?a=1&amp;b=2" type="audio/mpeg" length="1337"/>
<enclosure url="https://example.org/q.pdf" length="0"/>
<media:thumbnail url="https://example.org/small.jpg"/></item></channel></rss>"""

RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" {MEDIA} {DC}>
<channel rdf:about="https://example.org/"><title>T</title><dc:language>de-AT</dc:language></channel>
<item rdf:about="tag:example.org,2024:7"><title>Quay &amp; pier</title>
<link>https://example.org/quay</link><dc:date>2024-05-07T07:30:00Z</dc:date>
<description>{TEXT}</description><dc:creator>ana@example.org (Ana Pérez)</dc:creator>
<dc:creator>Bo Li</dc:creator><dc:subject>Harbour</dc:subject>
<dc:subject>Ships &amp; boats</dc:subject><dc:rights>© 2024 The Quay</dc:rights>
<media:content url="https://example.org/q.mp3?a=1&amp;b=2" type="audio/mpeg" fileSize="1337"/>
<enclosure url="https://example.org/q.pdf"/>
<media:content url="https://example.org/small.jpg" medium="image"/></item></rdf:RDF>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" {MEDIA} xml:lang="de-AT"><title>T</title>
<id>urn:example:f</id><updated>2024-05-08T00:00:00Z</updated><entry>
<id>tag:example.org,2024:7</id><title>Quay &amp; pier</title>
<link href="https://example.org/quay"/><published>2024-05-07T07:30:00Z</published>
<updated>2024-05-07T07:30:00Z</updated><content type="html">{TEXT}</content>
<author><name>Ana Pérez</name><email>ana@example.org</email></author>
<author><name>Bo Li</name></author>
<category term="harbour" label="Harbour"/><category term="Ships &amp; boats"/>
<rights>© 2024 The Quay</rights>
<link rel="enclosure" type="audio/mpeg" length="1337" href="https://example.org/q.mp3?a=1&amp;b=2"/>
<link rel="enclosure" href="https://example.org/q.pdf"/>
<media:group><media:thumbnail url="https://example.org/small.jpg"/></media:group></entry></feed>"""

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "T",
        "language": "de-AT",
        "items": [
            {
                "id": "tag:example.org,2024:7",
                "url": "https://example.org/quay",
                "title": "Quay & pier",
                "content_html": WHOLE,
                "date_published": "2024-05-07T09:30:00+02:00",
                "authors": [{"name": "ana@example.org (Ana Pérez)"}, {"name": "Bo Li"}],
                "tags": ["Harbour", "Ships & boats"],
                "copyright": "© 2024 The Quay",
                "image": "https://example.org/small.jpg",
                "attachments": [
                    {
                        "url": "https://example.org/q.mp3?a=1&b=2",
                        "mime_type": "audio/mpeg",
                        "size_in_bytes": 1337,
                    },
                    {"url": "https://example.org/q.pdf"},
                ],
            }
        ],
    }
)

PODCAST = f"""<rss version="2.0" {ITUNES}><channel><title>T</title><language>de-AT</language><item>
<title>Quay &amp; pier</title><guid>tag:example.org,2024:7</guid>
<link>https://example.org/quay</link><pubDate>Tue, 07 May 2024 07:30 GMT</pubDate>
<itunes:summary>{TEXT}</itunes:summary><itunes:author>Ana Pérez</itunes:author>
<itunes:image href="https://example.org/small.jpg"/>
<enclosure url="https://example.org/q.mp3?a=1&amp;b=2" type="audio/mpeg" length="1337"/></item>
</channel></rss>"""

RSS_RIGHTS = "<dc:rights>© 2024 The Quay</dc:rights>"
ATOM_RIGHTS = "<rights>© 2024 The Quay</rights>"
FEEDS = {
    "rss": RSS,
    "rss-broken": RSS.replace("</channel>", "R&D <br></channel>"),
    "rdf": RDF,
    "atom": ATOM,
    "atom-broken": ATOM.replace("</feed>", "<br></feed>"),
    "rss-rights-of-all": RSS.replace(RSS_RIGHTS, "").replace(
        "<language>", "<copyright>© 2024 The Quay</copyright><language>"
    ),
    "rdf-rights-of-all": RDF.replace(RSS_RIGHTS, "").replace(
        "<dc:language>", f"{RSS_RIGHTS}<dc:language>"
    ),
    "atom-rights-of-all": ATOM.replace(ATOM_RIGHTS, "").replace(
        "<updated>2024-05-08", f"{ATOM_RIGHTS}<updated>2024-05-08"
    ),
    "json": JSON,
    "podcast": PODCAST,
}
FEEDS |= {
    f"{name}-broken": FEEDS[name].replace("</title>", "</title><p>R&D<br>", 1)
    for name in ("rss-rights-of-all", "rdf-rights-of-all", "atom-rights-of-all")
}
MP3 = ("https://example.org/q.mp3?a=1&b=2", "audio/mpeg", "1337")
PDF = ("https://example.org/q.pdf", "application/pdf", None)
"""Without a type, so ours is what its name speaks for."""


@pytest.fixture(scope="module")
def entries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, feedparser.FeedParserDict]:
    """The one entry of each feed, as the installed program wrote it."""
    folder = tmp_path_factory.mktemp("site")
    with serving({f"/{name}": Reply(text) for name, text in FEEDS.items()}) as server:
        sources = [
            source(name, server.url(f"/{name}"), kind="feed", full_text="never") for name in FEEDS
        ]
        fetch = f'\n[fetch]\nallow_private_hosts = ["{server.host}"]\n'
        (folder / "config.toml").write_text(SITE + fetch + "".join(sources), encoding="utf-8")
        command = [Path(sys.executable).parent / "feedclean", "build", "--config"]
        told = subprocess.run(
            [*command, folder / "config.toml"], capture_output=True, check=False, text=True
        )
    assert told.returncode == 0, told.stderr
    found = {}
    for name in FEEDS:
        written = feedparser.parse((folder / "public" / f"{name}.atom").read_bytes())
        assert not written.bozo
        [found[name]] = written.entries
    return found


@pytest.mark.parametrize("name", FEEDS)
def test_what_a_feed_says_of_an_entry_is_in_ours(
    entries: dict[str, feedparser.FeedParserDict], name: str
) -> None:
    entry = entries[name]

    assert entry.id == "tag:example.org,2024:7"
    assert entry.link == "https://example.org/quay"
    assert entry.title == "Quay & pier"
    assert entry.published == "2024-05-07T07:30:00+00:00"
    assert "rebuild the old quay" in entry.content[0].value
    assert entry.content[0].language == "de-AT"
    assert entry.media_thumbnail == [{"url": "https://example.org/small.jpg"}]
    links = [one for one in entry.links if one.rel == "enclosure"]
    enclosures = [(one.href, one.get("type"), one.get("length")) for one in links]
    if name == "podcast":
        assert enclosures == [MP3]
        assert entry.author == "Ana Pérez"
        return
    assert sorted(enclosures) == [MP3, PDF]
    assert [author.name for author in entry.authors] == ["Ana Pérez", "Bo Li"]
    assert entry.authors[0].email == "ana@example.org"
    assert [tag.term for tag in entry.tags] == ["Harbour", "Ships & boats"]
    assert entry.rights == "© 2024 The Quay"
