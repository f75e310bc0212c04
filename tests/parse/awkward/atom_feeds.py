"""Atom 0.3 and 1.0, well-formed and awkward."""

from __future__ import annotations

from typing import Final

from tests.parse.awkward.making import (
    A_DATE,
    A_ID,
    A_LINK,
    A_TEXT,
    QUAY,
    TITLE,
    Awkward,
    atom,
    declared,
    entry,
    feed,
)

XHTML: Final = '<div xmlns="http://www.w3.org/1999/xhtml">{}</div>'
SOURCE: Final = (
    "<source><id>urn:example:other</id><title>The Wire</title>"
    '<link href="https://example.net/"/><updated>2020-01-01T00:00:00Z</updated>'
    "<author><name>Bo Li</name></author></source>"
)


def atom_03(*entries: str) -> str:
    return (
        '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>The Quay</title>'
        '<link rel="alternate" type="text/html" href="https://example.org/"/>'
        f"<modified>2024-05-08T00:00:00Z</modified>{''.join(entries)}</feed>"
    )


OLD_DATES: Final = (
    "<issued>2024-05-07T07:30:00Z</issued><modified>2024-05-07T08:00:00Z</modified>"
    "<created>2024-05-07T07:00:00Z</created>"
)
OLD_LINK: Final = '<link rel="alternate" type="text/html" href="https://example.org/quay"/>'

FEEDS: Final[dict[str, Awkward]] = {
    "atom 0.3": feed(
        atom_03(
            f"<entry>{TITLE}{OLD_LINK}<id>urn:example:quay</id>{OLD_DATES}"
            '<content type="text/html" mode="escaped">&lt;p&gt;Rebuilt.&lt;/p&gt;</content></entry>'
        )
    ),
    "atom 0.3 with base64": feed(
        atom_03(
            f"<entry>{TITLE}{OLD_LINK}<id>urn:example:quay</id>{OLD_DATES}"
            '<content type="text/html" mode="base64">PHA+UmVidWlsdC48L3A+</content></entry>'
        )
    ),
    "atom 0.3 with markup in place": feed(
        atom_03(
            f"<entry>{TITLE}{OLD_LINK}<id>urn:example:quay</id>{OLD_DATES}"
            f'<content type="application/xhtml+xml" mode="xml">{XHTML.format("Rebuilt")}</content>'
            "</entry>"
        )
    ),
    "atom without entries": feed(atom(), entries=0),
    "atom under a prefix": feed(
        '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Q</a:title><a:entry>'
        "<a:id>urn:example:1</a:id><a:title>The old quay</a:title>"
        '<a:link href="https://example.org/quay"/><a:updated>2024-05-07T07:30:00Z</a:updated>'
        "</a:entry></a:feed>"
    ),
    "an entry for a document": feed(
        f'<entry xmlns="http://www.w3.org/2005/Atom">{A_ID}{TITLE}{A_LINK}{A_DATE}{A_TEXT}</entry>',
    ),
    "title of type html": feed(
        atom(entry(title='<title type="html">The &lt;b&gt;old&lt;/b&gt; &amp;amp; new</title>'))
    ),
    "title of type text with angle brackets": feed(
        atom(entry(title='<title type="text">The &lt;old&gt; quay</title>'))
    ),
    "title of type text with escaped html": feed(
        atom(entry(title="<title>AT&amp;amp;T</title>")),
        right=(("AT&T", *QUAY[1:]),),
        why="shows the reference; by the letter of the standard, but nobody meant it",
    ),
    "title of type xhtml": feed(
        atom(entry(title=f'<title type="xhtml">{XHTML.format("The <b>old</b> quay")}</title>'))
    ),
    "title in CDATA": feed(atom(entry(title='<title type="html"><![CDATA[A &amp; B]]></title>'))),
    "title of a MIME type": feed(
        atom(entry(title='<title type="text/html">The &lt;i&gt;old&lt;/i&gt; quay</title>'))
    ),
    "text of type text": feed(
        atom(entry(text='<content type="text">1 &lt; 2\n\nand more</content>'))
    ),
    "text of type xhtml": feed(
        atom(entry(text=f'<content type="xhtml">{XHTML.format("<p>It is rebuilt.</p>")}</content>'))
    ),
    "text elsewhere": feed(
        atom(
            entry(
                text='<content type="text/html" src="https://example.org/quay.html"/>'
                "<summary>It is rebuilt.</summary>"
            )
        )
    ),
    "text that is sound": feed(
        atom(entry(text='<content type="audio/mpeg" src="https://example.org/q.mp3"/>'))
    ),
    "text in base64": feed(
        atom(entry(text='<content type="image/png">iVBORw0KGgo=</content><summary>x</summary>'))
    ),
    "text of XML that is no text": feed(
        atom(
            entry(
                text='<content type="application/xml"><x xmlns="urn:x">1</x></content>'
                "<summary>It is rebuilt.</summary>"
            )
        )
    ),
    "summary alone": feed(
        atom(entry(text='<summary type="html">&lt;p&gt;Re.&lt;/p&gt;</summary>'))
    ),
    "bases within bases": feed(
        atom(
            entry(link='<link href="quay" xml:base="b/"/>'),
            attrs=' xml:base="https://example.org/a/"',
        )
    ),
    "base of the text alone": feed(
        atom(
            entry(
                text='<content type="html" xml:base="https://example.net/x/">'
                "&lt;a href='y'&gt;z&lt;/a&gt;</content>"
            )
        )
    ),
    "relative links without a base": feed(atom(entry(link='<link href="../quay"/>'))),
    "links of several kinds": feed(
        atom(
            entry(
                link='<link rel="self" href="https://example.org/q.atom"/>'
                '<link rel="alternate" type="application/json" href="https://example.org/q.json"/>'
                '<link rel="alternate" type="text/html" href="https://example.org/quay"/>'
                '<link rel="enclosure" type="audio/mpeg" href="https://example.org/q.mp3"/>'
            )
        )
    ),
    "links in several languages": feed(
        atom(
            entry(
                link='<link rel="alternate" hreflang="en" href="https://example.org/quay"/>'
                '<link rel="alternate" hreflang="de" href="https://example.org/de/quay"/>'
            )
        ),
        right=(QUAY,),
        why="takes the last",
    ),
    "relation spelled as an address": feed(
        atom(
            entry(
                link='<link rel="http://www.iana.org/assignments/relation/alternate" '
                'href="https://example.org/quay"/>'
            )
        ),
        right=(QUAY,),
        why="does not know it, and takes the id for an address",
    ),
    "link with its address as text": feed(
        atom(entry(link="<link>https://example.org/quay</link>")),
    ),
    "no link but an id that is one": feed(
        atom(entry(id_="<id>https://example.org/quay</id>", link="")),
    ),
    "no link and an id that is none": feed(
        atom(entry(link="")),
        right=(("The old quay", None, QUAY[2]),),
        why="takes any id for an address",
    ),
    "link with a space and a line break": feed(
        atom(entry(link='<link href=" https://example.org/quay\n"/>'))
    ),
    "entry from another feed": feed(atom(entry(SOURCE))),
    "entry from another feed, told first": feed(
        atom(f"<entry>{SOURCE}{A_ID}{TITLE}{A_LINK}{A_DATE}{A_TEXT}</entry>")
    ),
    "authors of feed and entry": feed(
        atom(
            entry("<author><name>Cy</name><uri>https://example.org/cy</uri></author>"),
            head="<author><name>Ana</name></author>",
        )
    ),
    "categories with labels and schemes": feed(
        atom(entry('<category term="h" scheme="https://example.org/c" label="Harbour"/>'))
    ),
    "rights and language": feed(
        atom(
            entry('<rights type="html">&amp;copy; The Quay</rights>'),
            attrs=' xml:lang="de"',
            head="<rights>All of it</rights>",
        )
    ),
    "replies in a thread": feed(
        atom(
            entry(
                '<thr:in-reply-to ref="urn:example:0" href="https://example.org/0"/>'
                '<link rel="replies" href="https://example.org/quay/c" thr:count="3"/>'
            ),
            ns="thr",
        )
    ),
    "videos": feed(
        atom(
            entry(
                "<yt:videoId>x7</yt:videoId><media:group><media:title>On film</media:title>"
                '<media:content url="https://example.org/v/x7" type="video/mp4"/>'
                '<media:thumbnail url="https://example.org/i/x7.jpg"/>'
                "<media:description>It is rebuilt.</media:description></media:group>",
                text="",
            ),
            ns="yt media",
        )
    ),
    "updated alone": feed(
        atom(entry(date="<updated>2024-05-07T07:30:00Z</updated>")),
    ),
    "published alone": feed(atom(entry(date="<published>2024-05-07T07:30:00Z</published>"))),
    "dates of Dublin Core": feed(
        atom(
            entry(date="<dcterms:issued>2024-05-07T07:30:00Z</dcterms:issued>"),
            ns="dcterms",
        )
    ),
    "dates of atom 0.3 in atom 1.0": feed(atom(entry(date=OLD_DATES))),
    "elements of rss in atom": feed(
        atom(entry("<guid>x</guid><pubDate>Mon, 06 May 2024 00:00:00 GMT</pubDate>")),
        right=(QUAY,),
        why="takes them for its own",
    ),
    "entry in a namespace of its own": feed(
        f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Q</title><entry{declared("media")}>'
        f"{A_ID}{TITLE}{A_LINK}{A_DATE}{A_TEXT}</entry></feed>"
    ),
    "no namespace": feed(
        f'<feed version="1.0"><title>Q</title><entry>{A_ID}{TITLE}{A_LINK}{A_DATE}</entry></feed>'
    ),
    "a namespace nobody knows": feed(atom(entry()).replace("www.w3.org/2005/Atom", "example.org")),
    "the namespace with a slash too many": feed(
        atom(entry()).replace("2005/Atom", "2005/Atom/"),
    ),
    "duplicate ids": feed(
        atom(entry(), entry(title="<title>Another</title>")),
        entries=2,
    ),
    "empty elements": feed(
        atom("<entry><id/><title/><link href=''/><updated/><summary>Text.</summary></entry>"),
        right=(("", None, None),),
        why="takes an empty address for that of the feed",
    ),
    "comments and instructions within": feed(
        atom(entry(title="<title>The <!-- very -->old<?x y?> quay</title>")),
    ),
}
