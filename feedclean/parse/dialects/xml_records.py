"""Articles in XML of any vocabulary: exports of notebooks, of corpora and of news agencies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from feedclean.errors import ParseError
from feedclean.model.article import Failure, RawArticle
from feedclean.model.source import Capture, Source
from feedclean.parse.articles import article, reading_of
from feedclean.parse.dialects.base import Dialect, Head
from feedclean.parse.dialects.common import cut_off, failed
from feedclean.parse.feeds.bounds import refuse_endless
from feedclean.parse.feeds.text import bare_utf8, root_name
from feedclean.parse.records.json_keys import ADDRESSES, CONTENT, KEYS, TITLES, known
from feedclean.parse.records.json_record import record_of
from feedclean.parse.records.xml_record import ends_within, find_elements, parsed, value_of

NAME: Final = "xml"
_KEY: Final = re.compile(
    r"<field\s+name=[\"'](\w{1,40})[\"']"
    r"|<([A-Za-z][\w:.-]{0,40})(?=[\s>/])|\s([A-Za-z][\w:.-]{0,40})=[\"']"
)
_OTHERS: Final = frozenset("html feed entry rss rdf channel item svg plist opml urlset".split())
_OF_HTML: Final = frozenset(
    "article aside body div figure h1 h2 h3 head header main ol p section span table ul".split()
)
_OTHER_FIELDS: Final = frozenset((*KEYS["published"], *KEYS["authors"])) | ADDRESSES
_OF_CORPORA: Final = re.compile(
    r"\s*<(?:DOC(?:\s[^<>]*)?>.*?<TEXT>|doc\s(?:(?!title=)[^<>])*+title=[^<>]*+>)", re.DOTALL
)
"""How collections of news for research begin each text, without a declaration."""
_OF_JOURNAL: Final = frozenset(("event", "eventtime", "subject"))
_DECLARED: Final = re.compile(r"\s*<\?xml\b", re.IGNORECASE)


def sniff(head: Head) -> float:
    """By names of elements and attributes that tell of articles, in XML that is no page or feed."""
    if not head.text.lstrip().startswith("<"):
        return 0.0
    root = root_name(head.text)
    if root is None or root in _OTHERS:
        return 0.0
    if root in _OF_HTML and not _DECLARED.match(head.text):
        return 0.0
    if _OF_CORPORA.match(head.text):
        return 0.9
    told = {found[1] or found[2] or found[3] for found in _KEY.finditer(head.text)}
    if told >= _OF_JOURNAL:
        return 0.9
    names = {known(name) for name in told} | told.intersection(("main",))
    signs = sum(bool(names & sign) for sign in (CONTENT | {"main"}, TITLES, _OTHER_FIELDS))
    return 0.9 if signs == 3 or (signs == 2 and _DECLARED.match(head.text)) else 0.0


def read(capture: Capture, text: str, source: Source) -> Iterator[RawArticle | Failure]:
    """The articles in document order; broken XML gives what can be made of it.

    Raises: ParseError, where nothing in it is an article.
    """
    refuse_endless(text, capture.location)
    document = parsed(bare_utf8(text))
    root, unread = document.root, document.unread
    elements = find_elements(root) if root is not None else []
    if root is None or not elements:
        raise ParseError(capture.location, NAME, unread or "is XML, but holds no article we know")
    reading = reading_of(capture, source, NAME)
    alone = len(elements) == 1
    for index, element in enumerate(elements):
        record = record_of(value_of(element))
        yield article(record, reading, None if alone else index)
    if unread:
        yield failed(capture, source, unread)
    elif document.is_broken and ends_within(text, root, elements[-1]):
        title = record.title.text.strip() if record.title else ""
        yield cut_off(capture, source, len(elements), title, is_read=True)


DIALECT = Dialect(name=NAME, sniff=sniff, read=read)
