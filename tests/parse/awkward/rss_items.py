"""What stands in the items of RSS: titles, texts, media, people, categories."""

from __future__ import annotations

from typing import Final

from tests.parse.awkward.making import (
    DATE,
    LINK,
    MP3,
    PERMALINK,
    QUAY,
    TEXT,
    TITLE,
    Awkward,
    feed,
    item,
    rss,
)

TITLES: Final[dict[str, Awkward]] = {
    "title with entities": feed(
        rss(item(title="<title>Tom &amp; Ana &lt;3 &quot;x&quot;</title>"))
    ),
    "title with numeric references": feed(
        rss(item(title="<title>It&#8217;s caf&#xE9; &#x1F600;</title>"))
    ),
    "title in CDATA": feed(
        rss(item(title="<title><![CDATA[ The <old> quay & more ]]></title>")),
        right=(("The <old> quay & more", *QUAY[1:]),),
        why="takes a word in angle brackets for markup",
    ),
    "title with markup in CDATA": feed(
        rss(item(title="<title><![CDATA[The <em>old</em> quay]]></title>"))
    ),
    "title with escaped markup": feed(
        rss(item(title="<title>The &lt;b&gt;old&lt;/b&gt; quay</title>"))
    ),
    "title escaped twice": feed(rss(item(title="<title>Tom &amp;amp; Ana&amp;#39;s</title>"))),
    "title with elements": feed(rss(item(title="<title>The <i>old</i> quay</title>"))),
    "title over several lines": feed(rss(item(title="<title>\n    The old\n    quay\n  </title>"))),
    "title and another in media": feed(
        rss(
            item(
                '<media:content url="https://example.org/q.jpg" medium="image">'
                "<media:title>A picture</media:title></media:content>"
            ),
            ns="media",
        )
    ),
    "title after the one of its picture": feed(
        rss(
            f"<item><media:title>A picture</media:title>{TITLE}{LINK}{DATE}</item>",
            ns="media",
        )
    ),
    "title and another for podcasts": feed(
        rss(item("<itunes:title>Quay</itunes:title>"), ns="itunes")
    ),
    "title of Dublin Core alone": feed(
        rss(item("<dc:title>The old quay</dc:title>", title=""), ns="dc")
    ),
    "title that is empty": feed(rss(item(title="<title></title>"))),
    "no title": feed(rss(item(title=""))),
    "title from right to left": feed(rss(item(title="<title>\u200fהרציף הישן\u200f</title>"))),
    "title of 3000 characters": feed(rss(item(title=f"<title>{'quay ' * 600}</title>"))),
    "image with a title before the title": feed(
        rss(
            "<item><image><title>Logo</title><url>https://example.org/l.png</url>"
            f"<link>https://example.org/l</link></image>{TITLE}{LINK}{DATE}</item>"
        ),
    ),
}

TEXTS: Final[dict[str, Awkward]] = {
    "text in content and description": feed(
        rss(
            item("<content:encoded><![CDATA[<p>It is rebuilt now.</p>]]></content:encoded>"),
            ns="content",
        )
    ),
    "text in an element of XHTML": feed(
        rss(item("<xhtml:body><xhtml:p>It is rebuilt.</xhtml:p></xhtml:body>"), ns="xhtml")
    ),
    "text in a body with its own namespace": feed(
        rss(item('<body xmlns="http://www.w3.org/1999/xhtml"><p>It is rebuilt.</p></body>'))
    ),
    "text escaped twice": feed(
        rss(item(text="<description>&amp;lt;p&amp;gt;Rebuilt.&amp;lt;/p&amp;gt;</description>"))
    ),
    "text in elements": feed(rss(item(text="<description><p>Re<b>built</b>.</p></description>"))),
    "text in several CDATA sections": feed(
        rss(
            item(
                text="<description><![CDATA[<p>a ]]]]><![CDATA[> b</p>]]> and "
                "<![CDATA[<p>c</p>]]></description>"
            )
        )
    ),
    "one huge entry": feed(
        rss(item(text=f"<description>{'&lt;p&gt;It is rebuilt.&lt;/p&gt;' * 9_000}</description>"))
    ),
    "content under another prefix": feed(
        rss(item("<c:encoded>&lt;p&gt;Rebuilt&lt;/p&gt;</c:encoded>")).replace(
            "<rss ", '<rss xmlns:c="http://purl.org/rss/1.0/modules/content/" '
        )
    ),
}

PARTS: Final[dict[str, Awkward]] = {
    "enclosures, several": feed(
        rss(item(MP3.format(12), '<enclosure url="https://example.org/q.ogg" type="audio/ogg"/>'))
    ),
    "enclosure without type and length": feed(
        rss(item('<enclosure url="https://example.org/q.mp3"/>'))
    ),
    "enclosure of length 0": feed(rss(item(MP3.format(0)))),
    "enclosure of blank length": feed(rss(item(MP3.format(" ")))),
    "enclosure of length in words": feed(rss(item(MP3.format("12 MB")))),
    "enclosure and nothing else": feed(
        rss(item(MP3.format(12), title="", link="", date="", text="")),
    ),
    "media group": feed(
        rss(
            item(
                "<media:group>"
                '<media:content url="https://example.org/s.jpg" medium="image" width="100"/>'
                '<media:content url="https://example.org/v.mp4" type="video/mp4" fileSize="9"/>'
                '<media:thumbnail url="https://example.org/t.jpg"/>'
                "<media:title>In the group</media:title></media:group>"
            ),
            ns="media",
        )
    ),
    "podcast": feed(
        rss(
            item(
                MP3.format(5_000_000),
                "<itunes:author>Ana</itunes:author><itunes:summary>Notes</itunes:summary>"
                '<itunes:duration>31:07</itunes:duration><itunes:image href="https://example.org/c"/>'
                '<podcast:transcript url="https://example.org/q.vtt" type="text/vtt"/>',
                PERMALINK,
            ),
            ns="itunes podcast",
        )
    ),
    "categories of all sorts": feed(
        rss(
            item(
                '<category domain="https://example.org/tags">Harbour</category>'
                "<category><![CDATA[Ships & Boats]]></category><category>one, two</category>"
                "<category/><dc:subject>Water</dc:subject>"
            ),
            ns="dc",
        )
    ),
    "authors of all sorts": feed(
        rss(
            item(
                "<author>ana@example.org (Ana Pérez)</author><dc:creator>Bo Li</dc:creator>"
                "<dc:creator><![CDATA[Cy]]></dc:creator><itunes:author>Desk</itunes:author>"
            ),
            ns="dc itunes",
        )
    ),
    "rights and language": feed(
        rss(
            item("<dc:rights>© 2024 The Quay</dc:rights><dc:language>fr</dc:language>"),
            ns="dc",
            head="<language>en-gb</language><copyright>All of it</copyright>",
        )
    ),
    "source of another feed": feed(
        rss(item('<source url="https://example.net/f.xml">The Wire</source>'))
    ),
    "places and other things nobody asked for": feed(
        rss(item("<georss:point>45.2 -71.9</georss:point>"), ns="georss")
    ),
    "text input after the items": feed(
        rss(
            item(),
            "<textInput><title>Search</title><name>q</name><link>https://example.org/s</link>"
            "<description>Find</description></textInput>",
        )
    ),
    "an item within an item": feed(
        rss(f"<item>{TITLE}{LINK}{DATE}{TEXT}<related><title>R</title></related></item>"),
    ),
}

FEEDS: Final = {**TITLES, **TEXTS, **PARTS}
