"""What an awkward feed is, and small pieces to make one of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PLACE: Final = "https://example.org/news/feed.xml"
"""Where every awkward feed is said to lie."""

Told = tuple[str, str | None, str | None]
"""Title, address and date (``2024-05-07T07:30``, UTC) of an entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Awkward:
    """A feed as a server sends it, and where feedparser is no judge of it."""

    body: bytes
    content_type: str = "application/xml"
    entries: int = 1
    right: tuple[Told, ...] | None = None
    """What is right where feedparser is wrong."""
    why: str = ""
    """What feedparser does instead."""
    sound: bool = True
    """Whether its XML is well-formed, so that both readers can be held against each other."""


def feed(text: str | bytes, **more: object) -> Awkward:
    """An awkward feed; text is sent as UTF-8."""
    body = text.encode() if isinstance(text, str) else text
    return Awkward(body=body, **more)  # type: ignore[arg-type]


NAMESPACES: Final = {
    "a10": "http://www.w3.org/2005/Atom",
    "atom": "http://www.w3.org/2005/Atom",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
    "georss": "http://www.georss.org/georss",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
    "media": "http://search.yahoo.com/mrss/",
    "podcast": "https://podcastindex.org/namespace/1.0",
    "slash": "http://purl.org/rss/1.0/modules/slash/",
    "thr": "http://purl.org/syndication/thread/1.0",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "xhtml": "http://www.w3.org/1999/xhtml",
    "yt": "http://www.youtube.com/xml/schemas/2015",
}


def declared(prefixes: str) -> str:
    return "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes.split())


def rss(*items: str, ns: str = "", head: str = "", before: str = "") -> str:
    """RSS 2.0; ``ns`` are the prefixes it declares, ``head`` stands before the items."""
    return (
        f'{before}<rss version="2.0"{declared(ns)}><channel><title>The Quay</title>'
        f"<link>https://example.org/</link><description>News</description>{head}{''.join(items)}"
        "</channel></rss>"
    )


TITLE: Final = "<title>The old quay</title>"
LINK: Final = "<link>https://example.org/quay</link>"
DATE: Final = "<pubDate>Tue, 07 May 2024 09:30:00 +0200</pubDate>"
TEXT: Final = "<description>It is rebuilt.</description>"
PERMALINK: Final = "<guid>https://example.org/quay</guid>"
MP3: Final = '<enclosure url="https://example.org/q.mp3" type="audio/mpeg" length="{}"/>'
QUAY: Final[Told] = ("The old quay", "https://example.org/quay", "2024-05-07T07:30")


def item(
    *more: str, title: str = TITLE, link: str = LINK, date: str = DATE, text: str = TEXT
) -> str:
    """An item of RSS with title, link, date and text; each may be another, or empty."""
    return f"<item>{title}{link}{date}{text}{''.join(more)}</item>"


def rdf(*items: str, ns: str = "", rss_ns: str = "http://purl.org/rss/1.0/") -> str:
    """RSS 1.0, and 0.90 with another namespace; items are siblings of the channel."""
    return (
        f'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="{rss_ns}"'
        f'{declared(ns)}><channel rdf:about="https://example.org/"><title>The Quay</title>'
        "<link>https://example.org/</link><description>News</description></channel>"
        f"{''.join(items)}</rdf:RDF>"
    )


def atom(*entries: str, ns: str = "", attrs: str = "", head: str = "") -> str:
    """Atom 1.0."""
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom"{declared(ns)}{attrs}><title>The Quay</title>'
        '<id>urn:example:feed</id><updated>2024-05-08T00:00:00Z</updated><link href="https://'
        f'example.org/"/>{head}{"".join(entries)}</feed>'
    )


A_ID: Final = "<id>urn:example:quay</id>"
A_LINK: Final = '<link href="https://example.org/quay"/>'
A_DATE: Final = "<published>2024-05-07T07:30:00Z</published><updated>2024-05-07T08:00:00Z</updated>"
A_TEXT: Final = '<content type="html">&lt;p&gt;It is rebuilt.&lt;/p&gt;</content>'


def entry(
    *more: str,
    id_: str = A_ID,
    title: str = TITLE,
    link: str = A_LINK,
    date: str = A_DATE,
    text: str = A_TEXT,
) -> str:
    """An entry of Atom."""
    return f"<entry>{id_}{title}{link}{date}{text}{''.join(more)}</entry>"
