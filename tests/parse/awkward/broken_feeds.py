"""Feeds that are no well-formed XML, but feeds to anybody who looks at them."""

from __future__ import annotations

from typing import Final

from tests.parse.awkward.making import (
    A_ID,
    DATE,
    LINK,
    QUAY,
    TITLE,
    Awkward,
    Told,
    atom,
    entry,
    feed,
    item,
    rss,
)

TWO: Final = rss(item(), item(title="<title>The new quay</title>", link="", date=""))
WARNING: Final = (
    "<br />\n<b>Warning</b>:  Undefined variable $x in <b>/srv/f.php</b> on line 7<br />\n"
)


def titled(title: str) -> tuple[Told]:
    return ((title, *QUAY[1:]),)


def broken(text: str | bytes, **more: object) -> Awkward:
    return feed(text, sound=False, **more)


FEEDS: Final[dict[str, Awkward]] = {
    "bare ampersand": broken(
        rss(item(title="<title>AT&T and R&D</title>")),
        right=titled("AT&T and R&D"),
        why="makes AT&T; of it",
    ),
    "bare ampersands in a link": broken(
        rss(item(link="<link>https://example.org/quay?a=1&b=2</link>")),
    ),
    "named entities of HTML": broken(
        rss(item(title="<title>Caf&eacute;&nbsp;&mdash;&nbsp;the quay</title>"))
    ),
    "stray angle bracket": broken(
        rss(item(title="<title>1 < 2 on the quay</title>")),
    ),
    "heart in a title": broken(rss(item(title="<title>We <3 the quay</title>"))),
    "control characters": broken(
        rss(item(title="<title>The\x0b old\x01 quay\x1f</title>")),
        right=titled("The old quay"),
        why="keeps them, or stumbles",
    ),
    "references to control characters": broken(
        rss(item(title="<title>The old&#11; quay&#x1F;</title>"))
    ),
    "NUL bytes": broken(
        rss(item()).encode().replace(b"old", b"o\0ld"), right=(QUAY,), why="keeps them"
    ),
    "white space before the declaration": broken(
        "\n\n  " + rss(item(), before='<?xml version="1.0" encoding="utf-8"?>')
    ),
    "a warning before the declaration": broken(
        WARNING + rss(item(), before='<?xml version="1.0" encoding="utf-8"?>')
    ),
    "a comment before the declaration": broken(
        "<!-- cached -->" + rss(item(), before='<?xml version="1.0"?>')
    ),
    "two declarations": broken(rss(item(), before='<?xml version="1.0"?><?xml version="1.0"?>')),
    "a version of XML that is none": broken(rss(item(), before='<?xml version="2.0"?>')),
    "junk after the end": broken(rss(item()) + "\n<!-- 0.3 s --><script>count()</script>\n"),
    "text after the end": broken(rss(item()) + "\nServed in 0.3 s"),
    "cut off in the second item": broken(TWO[: TWO.rindex("<description>") + 18], entries=2),
    "cut off in a tag": broken(
        TWO[: TWO.rindex("</title>") + 4],
        right=(QUAY,),
        why="has an entry without a title of what was cut off before its text",
    ),
    "cut off in the first title": broken(
        rss(item()).partition("old quay")[0] + "old quay",
        right=(),
        why="has an entry without a title of what was cut off before its text",
    ),
    "cut off between items": broken(TWO[: TWO.rindex("<item>")]),
    "within a page": broken(
        f"<html><head><title>Feed</title></head><body><pre>{rss(item())}</pre></body></html>",
    ),
    "undeclared prefixes": broken(
        rss(item("<dc:creator>Ana</dc:creator><media:thumbnail url='https://example.org/t'/>"))
    ),
    "undeclared prefix of content": broken(
        rss(item("<content:encoded><![CDATA[<p>It is rebuilt.</p>]]></content:encoded>"))
    ),
    "undeclared prefix of RDF": broken(
        f"<rdf:RDF><channel><title>Q</title></channel><item>{TITLE}{LINK}</item></rdf:RDF>",
    ),
    "tags that do not match": broken(
        rss(f"<item>{TITLE}{LINK}{DATE}<description>It is rebuilt.</summary></item>")
    ),
    "an item that is never closed": broken(
        rss(f"<item>{TITLE}{LINK}{DATE}", "<item><title>Two</title></item>"), entries=2
    ),
    "attributes without quotes": broken(
        rss(item("<guid isPermaLink=false>7</guid>")),
    ),
    "an attribute twice": broken(
        atom(entry(link='<link href="https://example.org/quay" href="https://example.org/quay"/>'))
    ),
    "markup that is not escaped": broken(
        rss(item(text="<description><p>It is<br>rebuilt.<p>All of it.</description>"))
    ),
    "a CDATA section that never ends": broken(
        rss(item(text="<description><![CDATA[It is rebuilt.</description>")),
    ),
    "a comment that never ends": broken(rss(item()).replace("</channel>", "<!-- end </channel>")),
    "an entity that the DTD declares": broken(
        rss(item(title="<title>The &o; quay</title>"), before='<!DOCTYPE rss [<!ENTITY o "old">]>'),
        right=(QUAY,),
        why="does not expand it",
    ),
    "atom with bare ampersands": broken(atom(entry(title="<title>Tom & Ana</title>"))),
    "atom cut off in its text": broken(
        atom(entry()).partition("rebuilt")[0],
    ),
    "atom with html entities": broken(
        atom(entry(title='<title type="html">The&nbsp;old quay</title>'))
    ),
    "atom without a root": broken(
        f"<entry>{A_ID}{TITLE}</entry>",
        right=(("The old quay", None, None),),
        why="takes any id for an address",
    ),
    "rss without a root": broken(f"<channel><title>Q</title>{item()}</channel>"),
    "a title that is nearly markup": broken(rss(item(title="<title>a <b quay</title>"))),
}
