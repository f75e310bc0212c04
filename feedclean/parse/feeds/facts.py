"""What a feed says of itself as a whole, in RSS, Atom, RDF or JSON; never raises."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from lxml import etree

from feedclean.errors import NotAFeed
from feedclean.model.memory import NO_FACTS, FeedFacts
from feedclean.parse.feeds.feed import parse_feed
from feedclean.parse.feeds.fields import Fields, base_of, language_of, text_of
from feedclean.parse.feeds.names import NAMESPACES
from feedclean.parse.feeds.strict import settle_namespace
from feedclean.parse.feeds.text import bare, mend
from feedclean.parse.feeds.xml import local_name, xml_parser
from feedclean.parse.records.json_record import loads
from feedclean.parse.records.record import Body, language_tag, one_line
from feedclean.text import excerpt
from feedclean.urls import absolute, host_of, is_at_home, is_http

_FIRST_ENTRY: Final = re.compile(r"<(?:[\w.-]+:)?(?:item|entry)(?=[\s/>])", re.IGNORECASE)
_MOST: Final = 200_000
"""Characters of a head; one that is longer is none."""
_SUBTITLE: Final = 1_000
"""Characters; some put their whole imprint there."""
_SECRET: Final = re.compile(
    r"(?:^|[&;_.\-])(?:access|api|auth|feed|private|rss|user)?"
    r"(?:auth|hash|key|pass|passwd|password|pwd|secret|session|sessionid|sid|sig|signature|token)=",
    re.IGNORECASE,
)
_OTHER_SUMMARIES: Final = ("itunes:subtitle", "dc:description", "itunes:summary")
_RESOURCE: Final = f"{{{NAMESPACES['rdf']}}}resource"


def feed_facts(text: str, url: str) -> FeedFacts:
    """The facts of a feed, given its text and where it was read.

    Only what stands before the first entry is looked at. What is known of a feed is published, so
    an address that seems to hold a password, or lies in a private network, is not told.
    """
    base = _without_login(url)
    if re.match(r"\s*[{\[]", text):
        facts = _of_json(text, base)
    else:
        first = _FIRST_ENTRY.search(text, 0, _MOST)
        root = _root(text[: first.start() if first else _MOST])
        facts = NO_FACTS if root is None else _of_xml(root, base)
    return replace(facts, url=base if _is_public(base) else None)


def feed_title(text: str, url: str) -> str:
    """What a feed is called, given its text and where it was read; empty: it does not say.

    Raises: ParseError, if it is no feed.
    """
    if not re.match(r"\s*+\{", text):
        return parse_feed(text, url).title
    document = _document(text)
    if not isinstance(document.get("items"), list):
        raise NotAFeed(url, None, "is JSON, but no feed: it has no items")
    return _json_line(document, "title")


def _root(head: str) -> etree._Element | None:
    """The root of a document that was cut off; None if nothing can be made of it."""
    parser = xml_parser(recover=True)
    try:
        return etree.fromstring(mend(bare(head)).encode("utf-8"), parser)  # None, at times
    except etree.XMLSyntaxError:
        return None


def _of_xml(root: etree._Element, base: str) -> FeedFacts:
    settle_namespace(root)
    channel = next((node for node in root.iter() if local_name(node) == "channel"), root)
    about = Fields(channel)
    beside = Fields(root)  # where RDF has the picture
    summaries = ("subtitle", "tagline", "description", *_OTHER_SUMMARIES)
    pages = (*_told(about, "link"), about.link("alternate"))
    icons = _told(about, "icon", "atom:icon", "?:icon")
    logos = (*_told(about, "logo", "atom:logo"), *_pictures(about), *_pictures(beside))
    licenses = (about.link("license"), *_told(about, "dcterms:license", "?:license"))
    return FeedFacts(
        site_url=_first(pages, base),
        language=language_tag(about.text("language", "dc:language") or language_of(channel)),
        subtitle=_subtitle(_line(about, *summaries), _line(about, "title", "dc:title")),
        icon=_first(icons, base),
        logo=_first((*logos, *_told(about, "?:logo")), base),
        rights=_line(about, "rights", "copyright", "dc:rights") or None,
        license=_first(licenses, base),
    )


def _line(about: Fields, *names: str) -> str:
    """The first of these as plain text; RSS means HTML, Atom says what it means."""
    is_atom = local_name(about.node) == "feed"
    body = about.construct(*names) if is_atom else next(about.bodies(*names), None)
    return one_line(body) if body else ""


def _told(about: Fields, *names: str) -> Iterator[str | None]:
    """Addresses that stand between tags, or in an attribute of RDF, or one level below."""
    for node in about.all(*names):
        inner = Fields(node).text("url")
        said = inner or text_of(node) or (node.get(_RESOURCE) or "").strip()
        yield absolute(said, base_of(node)) or said


def _pictures(about: Fields) -> Iterator[str | None]:
    yield from _told(about, "image")
    for node in about.all("itunes:image"):
        said = node.get("href") or ""
        yield absolute(said, base_of(node)) or said


def _first(candidates: Iterable[str | None], base: str) -> str | None:
    """The first of these that is an address of the web."""
    for candidate in candidates:
        found = absolute(candidate, base) if candidate else None
        if found and is_http(found):
            return found
    return None


def _of_json(text: str, base: str) -> FeedFacts:
    document = _document(text)
    return FeedFacts(
        site_url=_first((_json_said(document, "home_page_url"),), base),
        language=language_tag(_json_said(document, "language")),
        subtitle=_subtitle(_json_line(document, "description"), _json_line(document, "title")),
        icon=_first((_json_said(document, "favicon"),), base),
        logo=_first((_json_said(document, "icon"),), base),
    )


def _document(text: str) -> Mapping[str, object]:
    """What a document of JSON says; nothing, if it is none, or a list."""
    try:
        document = loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _json_said(document: Mapping[str, object], name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


def _json_line(document: Mapping[str, object], name: str) -> str:
    return one_line(Body(text=_json_said(document, name), is_html=False))


def _subtitle(text: str, title: str) -> str | None:
    """None for one that only says the title again."""
    return excerpt(text, _SUBTITLE) if text and text != title else None


def _is_public(url: str) -> bool:
    """Whether an address is none that is for its owner alone."""
    return is_http(url) and not _SECRET.search(urlsplit(url).query) and not is_at_home(host_of(url))


def _without_login(url: str) -> str:
    if not is_http(url):
        return url
    parts = urlsplit(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
