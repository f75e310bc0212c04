"""RSS and Atom → records: the strict reader where the XML is sound or mended, else feedparser."""

from __future__ import annotations

from feedclean.errors import NotAFeed
from feedclean.parse.feeds.bounds import refuse_endless
from feedclean.parse.feeds.lenient import read_leniently
from feedclean.parse.feeds.model import Malformed, ParsedFeed
from feedclean.parse.feeds.strict import read_strictly
from feedclean.parse.feeds.text import bare, bare_utf8, mend


def parse_feed(text: str, location: str) -> ParsedFeed:
    """The feed in a decoded text; its XML declaration and its DTD are not believed.

    Raises: NotAFeed; ParseError.
    """
    refuse_endless(text, location)
    try:
        return read_strictly(bare_utf8(text), location)
    except Malformed:
        document = mend(bare(text))
    try:
        return read_strictly(document.encode("utf-8"), location)
    except Malformed as fault:
        broken = str(fault)
    feed = read_leniently(document, location)
    if not feed.records and not feed.title:
        raise NotAFeed(location, None, f"is no feed that can be read ({broken})")
    return feed
