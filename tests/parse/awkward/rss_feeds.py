"""RSS of all versions, well-formed and awkward."""

from __future__ import annotations

from typing import Final

from tests.parse.awkward.making import (
    LINK,
    MP3,
    PERMALINK,
    QUAY,
    TITLE,
    Awkward,
    feed,
    item,
    rdf,
    rss,
)

OPAQUE: Final = '<guid isPermaLink="false">https://example.org/?p=7</guid>'
DTD_091: Final = (
    '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" '
    '"http://my.netscape.com/publish/formats/rss-0.91.dtd">'
)

VERSIONS: Final[dict[str, Awkward]] = {
    "rss 0.90": feed(
        rdf(f"<item>{TITLE}{LINK}</item>", rss_ns="http://my.netscape.com/rdf/simple/0.9/")
    ),
    "rss 0.91 of Netscape with its DTD": feed(
        f'{DTD_091}<rss version="0.91"><channel><title>The Quay</title>'
        f"<link>https://example.org/</link><language>en-us</language>{item()}</channel></rss>"
    ),
    "rss 0.91 of Userland": feed(
        f'<rss version="0.91"><channel><title>Q</title>{item(date="")}</channel></rss>'
    ),
    "rss 0.92 without titles": feed(
        '<rss version="0.92"><channel><title>Q</title>'
        f"{item(title='')}{item(title='', link='')}</channel></rss>",
        entries=2,
    ),
    "rss 0.93 of no standard": feed(
        f'<rss version="0.93"><channel><title>Q</title>{item()}</channel></rss>'
    ),
    "rss without a version": feed(f"<rss><channel><title>Q</title>{item()}</channel></rss>"),
    "rss 1.0 with items beside the channel": feed(
        rdf(
            f'<item rdf:about="https://example.org/quay">{TITLE}{LINK}'
            "<dc:date>2024-05-07T09:30:00+02:00</dc:date></item>",
            '<item rdf:about="https://example.org/2"><title>Two</title></item>',
            ns="dc",
        ),
        entries=2,
        right=(QUAY, ("Two", "https://example.org/2", None)),
        why="gives no address where there is only what the item is about",
    ),
    "rss 1.0 under a prefix": feed(
        '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:q="http://purl.org/rss/1.0/"><q:channel><q:title>Q</q:title></q:channel>'
        '<q:item r:about="urn:x:1"><q:title>The old quay</q:title>'
        "<q:link>https://example.org/quay</q:link></q:item></r:RDF>"
    ),
    "rss 2.0 in a default namespace": feed(
        '<rss version="2.0" xmlns="http://backend.userland.com/rss2"><channel><title>Q</title>'
        f"{item()}</channel></rss>"
    ),
    "rss 2.0 in a namespace nobody knows": feed(
        f'<rss version="2.0" xmlns="urn:example:mine"><channel><title>Q</title>{item()}'
        "</channel></rss>"
    ),
    "rss 1.0 in a namespace nobody knows": feed(
        rdf(f"<item>{TITLE}{LINK}</item>", rss_ns="urn:example:mine"),
    ),
    "rss 2.0 in a namespace of https": feed(
        rss(item("<dc:creator>Ana</dc:creator>", date=""), ns="dc").replace(
            "http://purl", "https://purl"
        )
    ),
    "rss 2.0 in the namespace of atom": feed(
        f'<rss version="2.0" xmlns="http://www.w3.org/2005/Atom"><channel><title>Q</title>{item()}'
        "</channel></rss>"
    ),
    "elements in capitals": feed(
        "<RSS VERSION='2.0'><CHANNEL><TITLE>Q</TITLE><ITEM><TITLE>The old quay</TITLE>"
        "<LINK>https://example.org/quay</LINK></ITEM></CHANNEL></RSS>"
    ),
    "items beside the channel in rss 2.0": feed(
        f'<rss version="2.0"><channel><title>Q</title></channel>{item()}</rss>'
    ),
    "channel that comes after its items": feed(
        f'<rss version="2.0"><channel>{item()}<title>Q</title>'
        "<link>https://example.org/</link></channel></rss>"
    ),
    "two channels": feed(
        f'<rss version="2.0"><channel><title>Q</title>{item()}</channel>'
        "<channel><title>R</title><item><title>Two</title></item></channel></rss>",
        entries=2,
        sound=False,  # RSS has one channel; whose title counts is anybody's guess
    ),
    "no entries": feed(rss(), entries=0),
    "stylesheet before the root": feed(
        rss(
            item(),
            before='<?xml version="1.0" encoding="UTF-8"?>\n'
            '<?xml-stylesheet type="text/xsl" href="/look.xsl"?>\n<!-- made by hand -->\n',
        )
    ),
}

ADDRESSES: Final[dict[str, Awkward]] = {
    "guid that is the only address": feed(rss(item(PERMALINK, link=""))),
    "guid that says it is an address": feed(
        rss(item('<guid isPermaLink="true">https://example.org/quay</guid>', link=""))
    ),
    "guid that says it is none": feed(
        rss(item(OPAQUE, link="")),
    ),
    "guid that is no URI and says nothing": feed(rss(item("<guid>post-7</guid>"))),
    "guid that is no URI, and no link": feed(
        rss(item("<guid>post-7</guid>", link="")),
        right=(("The old quay", None, "2024-05-07T07:30"),),
        why="takes any guid for an address, and resolves it",
    ),
    "guid with white space around it": feed(rss(item("<guid>\n  urn:example:7\n</guid>"))),
    "guid with spaces within": feed(rss(item("<guid>7 of 9, Monday</guid>"))),
    "guid beside another link": feed(rss(item(OPAQUE))),
    "link with line breaks around it": feed(
        rss(item(link="<link>\n\t\thttps://example.org/quay\n\t</link>"))
    ),
    "link in CDATA": feed(
        rss(item(link="<link><![CDATA[ https://example.org/quay?a=1&b=2 ]]></link>"))
    ),
    "link with escaped ampersands": feed(
        rss(item(link="<link>https://example.org/quay?a=1&amp;b=2</link>"))
    ),
    "empty link and an enclosure": feed(rss(item(MP3.format(9), link="<link></link>"))),
    "empty link and a guid": feed(
        rss(item(PERMALINK, link="<link/>")), right=(QUAY,), why="believes the empty link"
    ),
    "link to the root of the site": feed(rss(item(link="<link>/quay</link>"))),
    "link without a scheme": feed(rss(item(link="<link>//example.org/quay</link>"))),
    "two links": feed(
        rss(item("<link>https://example.org/other</link>")),
        right=(QUAY,),
        why="takes the last",
    ),
    "atom link in the item beside the link": feed(
        rss(
            item('<atom:link rel="self" href="https://example.org/api/7"/>'),
            ns="atom",
            head='<atom:link rel="self" href="https://example.org/news/feed.xml"/>',
        )
    ),
    "atom link that is the only one": feed(
        rss(item('<a10:link href="https://example.org/quay"/>', link=""), ns="a10")
    ),
    "atom link to replies after the link": feed(
        rss(item('<atom:link rel="replies" href="https://example.org/quay/c"/>'), ns="atom")
    ),
    "original address behind a counter": feed(
        rss(
            item(
                "<feedburner:origLink>https://example.org/quay</feedburner:origLink>",
                link="<link>https://feeds.example.net/~r/q/~3/x/</link>",
            ),
            ns="feedburner",
        ),
        right=(QUAY,),
        why="keeps the address of the counter",
    ),
    "comments beside the link": feed(
        rss(
            item(
                "<comments>https://example.org/quay#comments</comments>"
                "<wfw:commentRss>https://example.org/quay/feed</wfw:commentRss>"
                "<slash:comments>12</slash:comments><thr:total>12</thr:total>",
                PERMALINK,
            ),
            ns="wfw slash thr",
        )
    ),
    "duplicate guids": feed(
        rss(
            item("<guid>1</guid>"),
            item("<guid>1</guid>", title="<title>Another</title>", link=""),
        ),
        entries=2,
        right=(QUAY, ("Another", None, "2024-05-07T07:30")),
        why="takes the guid for the address of the second",
    ),
    "one link for all entries": feed(
        rss(
            item('<guid isPermaLink="false">1</guid>'),
            item('<guid isPermaLink="false">2</guid>', title="<title>Another</title>"),
        ),
        entries=2,
    ),
    "address in letters that are not ASCII": feed(
        rss(item(link="<link>https://example.org/新闻/码头</link>"))
    ),
    "address with spaces": feed(
        rss(item(link="<link>https://example.org/the old quay.html</link>")),
        right=(("The old quay", "https://example.org/the%20old%20quay.html", QUAY[2]),),
        why="leaves spaces in an address",
    ),
}

FEEDS: Final = {**VERSIONS, **ADDRESSES}
